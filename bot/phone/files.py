"""Files that were sent: kept whole, named by what they are, so that a file_id never changes."""

from __future__ import annotations

import hashlib
import json
import mimetypes
from dataclasses import dataclass
from typing import Any, Final

from . import limits
from .database import Database
from .errors import ApiError, BadRequest
from .media_header import clip_facts, picture_size, picture_type

_FOLDERS: Final = {
    "photo": "photos",
    "animation": "animations",
    "document": "documents",
    "sticker": "stickers",
}
_STICKER: Final = {
    "type": "regular",
    "width": 512,
    "height": 512,
    "is_animated": False,
    "is_video": False,
    "emoji": "👍",
}
_UNKNOWN_TYPE: Final = "application/octet-stream"


@dataclass(frozen=True, slots=True)
class Upload:
    """A file as it arrives in a request."""

    name: str
    content: bytes
    mime_type: str = ""

    @property
    def type(self) -> str:
        """Its media type: what the sender said, else what its name or its first bytes say."""
        if self.mime_type and self.mime_type != _UNKNOWN_TYPE:
            return self.mime_type
        guessed = mimetypes.guess_type(self.name)[0]
        return guessed or picture_type(self.content) or _UNKNOWN_TYPE


@dataclass(frozen=True, slots=True)
class StoredFile:
    """A file to be downloaded."""

    path: str
    mime_type: str
    content: bytes


class Files:
    """All files, by file_id and by path."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def keep(self, kind: str, upload: Upload, given: dict[str, Any]) -> dict[str, Any]:
        """Keeps an upload and gives the object that a message carries for it.

        The same content under the same name and kind is the same file. `given` are facts that
        the sender stated, such as a clip's duration.
        """
        facts = _facts(kind, upload, given)
        mark = f"{kind}\0{upload.name}\0{upload.type}\0{json.dumps(facts, sort_keys=True)}"
        digest = hashlib.sha256(upload.content)
        unique_id = "AQAD" + digest.hexdigest()[:12]
        digest.update(mark.encode(errors="surrogatepass"))
        file_id = f"{kind[0].upper()}gAC{digest.hexdigest()[:40]}"
        ending = mimetypes.guess_extension(upload.type) or ".bin"
        self._database.run(
            "insert or ignore into files values (?, ?, ?, ?, ?, ?, ?)",
            *(file_id, unique_id, kind, f"{_FOLDERS[kind]}/{file_id}{ending}", upload.type),
            *(json.dumps(facts), upload.content),
        )
        return self.object(kind, file_id)

    def object(self, kind: str, file_id: str) -> dict[str, Any]:
        """The object of a file that is already here."""
        row = self._database.row(
            "select kind, file_unique_id, facts, length(content) as size from files "
            "where file_id = ?",
            file_id,
        )
        if row is None:
            raise BadRequest("wrong file identifier/HTTP URL specified")
        if row["kind"] != kind:
            found, wanted = row["kind"].capitalize(), kind.capitalize()
            raise BadRequest(f"can't use file of type {found} as {wanted}")
        ids = {"file_id": file_id, "file_unique_id": row["file_unique_id"]}
        facts: dict[str, Any] = json.loads(row["facts"])
        return ids | facts | {"file_size": row["size"]}

    def for_download(self, file_id: str) -> dict[str, Any]:
        """The File object that getFile gives."""
        row = self._database.row(
            "select file_id, file_unique_id, path, length(content) as file_size from files "
            "where file_id = ?",
            file_id,
        )
        if row is None:
            raise BadRequest("invalid file_id")
        if row["file_size"] > limits.DOWNLOAD_BYTES:
            raise BadRequest("file is too big")
        return {
            "file_id": row["file_id"],
            "file_unique_id": row["file_unique_id"],
            "file_size": row["file_size"],
            "file_path": row["path"],
        }

    def path(self, file_id: str) -> str | None:
        """Where a file is downloaded from."""
        path: str | None = self._database.value("select path from files where file_id = ?", file_id)
        return path

    def at_path(self, path: str) -> StoredFile | None:
        """The file that getFile named by this path."""
        row = self._database.row("select path, mime_type, content from files where path = ?", path)
        return StoredFile(row["path"], row["mime_type"], row["content"]) if row else None


def _facts(kind: str, upload: Upload, given: dict[str, Any]) -> dict[str, Any]:
    if not upload.content:
        raise BadRequest("file must be non-empty")
    if len(upload.content) > limits.UPLOAD_BYTES:
        raise ApiError(413, "Request Entity Too Large")
    match kind:
        case "photo":
            return _photo_facts(upload.content)
        case "animation":
            width, height, duration = clip_facts(upload.content)
            read = {"width": width, "height": height, "duration": duration}
            return read | given | _name_and_type(upload)
        case "sticker":
            return dict(_STICKER)
    return _name_and_type(upload)


def _name_and_type(upload: Upload) -> dict[str, Any]:
    return {"file_name": upload.name, "mime_type": upload.type}


def _photo_facts(content: bytes) -> dict[str, Any]:
    if len(content) > limits.PHOTO_BYTES:
        raise BadRequest(
            f"file of size {len(content)} bytes is too big for a photo; "
            f"the maximum size is {limits.PHOTO_BYTES} bytes"
        )
    size = picture_size(content)
    if size is None:
        raise BadRequest("IMAGE_PROCESS_FAILED")
    width, height = size
    too_narrow = max(size) > limits.PHOTO_RATIO * min(size)
    if width + height > limits.PHOTO_SIDES or too_narrow:
        raise BadRequest("PHOTO_INVALID_DIMENSIONS")
    return {"width": width, "height": height}
