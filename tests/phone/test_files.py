"""Pictures, clips and documents: measured, kept, given back."""

from __future__ import annotations

import struct
from typing import Any

import pytest

from bot.phone.media_header import blank_png, clip_facts, picture_size
from tests.phone.desk import PICTURE, TOKEN, Desk


def box(name: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body) + 8) + name + body


MP4 = box(b"ftyp", b"isom") + box(
    b"moov",
    box(b"mvhd", struct.pack(">IIIII", 0, 0, 0, 1000, 2600) + bytes(80))
    + box(b"tkhd", bytes(76) + struct.pack(">II", 640 << 16, 360 << 16)),
)
JPEG = (
    b"\xff\xd8\xff\xe0\x00\x04ab\xff\xff\xc2\x00\x0b\x08"
    + struct.pack(">HH", 480, 640)
    + b"\x01\x01\x11\x00\xff\xd9"
)
GIF = b"GIF89a" + struct.pack("<HH", 12, 34) + bytes(8)
WEBP = (
    b"RIFF\0\0\0\0WEBPVP8X" + bytes(8) + (639).to_bytes(3, "little") + (359).to_bytes(3, "little")
)


@pytest.mark.parametrize(
    ("content", "size"),
    [
        (PICTURE, (60, 40)),
        (JPEG, (640, 480)),
        (GIF, (12, 34)),
        (WEBP, (640, 360)),
        (b"\xff\xd8\xff", None),
        (PICTURE[:20], None),
        (b"%PDF-1.7", None),
        (b"", None),
    ],
)
def test_a_picture_is_measured_by_its_first_bytes(
    content: bytes, size: tuple[int, int] | None
) -> None:
    assert picture_size(content) == size


@pytest.mark.parametrize(
    ("content", "facts"), [(MP4, (640, 360, 3)), (GIF, (12, 34, 0)), (b"clip", (0, 0, 0))]
)
def test_a_clip_is_measured(content: bytes, facts: tuple[int, int, int]) -> None:
    assert clip_facts(content) == facts


async def test_a_picture_is_uploaded_once_and_sent_again_by_file_id(desk: Desk) -> None:
    first = await desk.upload("sendPhoto", {"photo": ("k.png", PICTURE)}, chat_id=desk.alice)
    (size,) = first.result["photo"]
    assert (size["width"], size["height"], size["file_size"]) == (60, 40, len(PICTURE))
    again = await desk.call("sendPhoto", chat_id=desk.alice, photo=size["file_id"], caption="2")
    assert again.result["photo"] == [size]
    same = await desk.upload("sendPhoto", {"photo": ("k.png", PICTURE)}, chat_id=desk.alice)
    assert same.result["photo"] == [size]

    file = (await desk.call("getFile", file_id=size["file_id"])).result
    assert file["file_unique_id"] == size["file_unique_id"]
    download = await desk.http.get(f"/file/bot{TOKEN}/{file['file_path']}")
    assert (download.content, download.headers["content-type"]) == (PICTURE, "image/png")
    assert (await desk.http.get(f"/file/bot1:wrong/{file['file_path']}")).status_code == 401
    assert (await desk.http.get(f"/file/bot{TOKEN}/photos/none.png")).status_code == 404


async def test_an_uploaded_page_never_runs_as_the_phones_own(desk: Desk) -> None:
    page = ("x.html", b"<script>alert(1)</script>", "text/html")
    sent = await desk.upload("sendDocument", {"document": page}, chat_id=desk.alice)
    shown = await desk.shown(desk.alice)
    download = await desk.http.get(shown["document"]["url"])
    assert download.headers["content-disposition"] == "attachment"
    assert download.headers["x-content-type-options"] == "nosniff"
    assert download.headers["content-security-policy"].startswith("sandbox")
    assert sent.result["document"]["file_name"] == "x.html"


async def test_a_page_to_print_is_opened_by_the_browser(desk: Desk) -> None:
    page = ("dots.pdf", b"%PDF-1.7", "application/pdf")
    await desk.upload("sendDocument", {"document": page}, chat_id=desk.alice)
    shown = await desk.shown(desk.alice)
    download = await desk.http.get(shown["document"]["url"])
    assert download.headers["content-type"] == "application/pdf"
    assert download.headers["content-disposition"] == "inline"
    assert download.headers["x-content-type-options"] == "nosniff"
    assert download.headers["content-security-policy"] == "default-src 'none'"


async def test_an_animation_is_a_document_as_well(desk: Desk) -> None:
    clip = {"animation": ("tie.mp4", MP4, "video/mp4")}
    sent = (await desk.upload("sendAnimation", clip, chat_id=desk.alice, duration=9)).result
    animation = sent["animation"]
    assert (animation["width"], animation["height"], animation["duration"]) == (640, 360, 9)
    assert sent["document"]["file_id"] == animation["file_id"]


REFUSED: list[tuple[str, dict[str, Any], dict[str, Any], str]] = [
    ("sendPhoto", {}, {}, "there is no photo in the request"),
    ("sendPhoto", {"photo": b"not a picture"}, {}, "IMAGE_PROCESS_FAILED"),
    ("sendPhoto", {"photo": blank_png(21, 1)}, {}, "PHOTO_INVALID_DIMENSIONS"),
    ("sendPhoto", {"photo": b""}, {}, "file must be non-empty"),
    (
        "sendPhoto",
        {"photo": PICTURE + bytes(10 * 1024 * 1024)},
        {},
        f"file of size {len(PICTURE) + 10485760} bytes is too big for a photo; "
        "the maximum size is 10485760 bytes",
    ),
    ("sendPhoto", {}, {"photo": "nonsense"}, "wrong file identifier/HTTP URL specified"),
    ("sendPhoto", {}, {"photo": "http://example.com/x.png"}, "failed to get HTTP URL content"),
    ("sendPhoto", {}, {"photo": "attach://missing"}, "there is no photo in the request"),
    ("sendPhoto", {"photo": PICTURE}, {"caption": "x" * 1025}, "message caption is too long"),
    ("sendDocument", {}, {}, "there is no document in the request"),
    ("getFile", {}, {"file_id": "nonsense"}, "invalid file_id"),
    ("getFile", {}, {}, "file_id not specified"),
    ("sendMediaGroup", {}, {"media": "[]"}, "wrong number of messages in the album"),
    ("sendMediaGroup", {}, {"media": "{"}, "can't parse media JSON object"),
]


@pytest.mark.parametrize(("method", "files", "fields", "reason"), REFUSED)
async def test_files_that_telegram_refuses(
    desk: Desk, method: str, files: dict[str, Any], fields: dict[str, Any], reason: str
) -> None:
    answer = await desk.upload(method, files, chat_id=desk.alice, **fields)
    assert answer.refusal == (400, f"Bad Request: {reason}")


async def test_a_file_is_sent_as_what_it_is(desk: Desk) -> None:
    sent = await desk.upload("sendPhoto", {"photo": PICTURE}, chat_id=desk.alice)
    file_id = sent.result["photo"][0]["file_id"]
    wrong = await desk.call("sendDocument", chat_id=desk.alice, document=file_id)
    assert wrong.refusal == (400, "Bad Request: can't use file of type Photo as Document")


async def test_a_request_over_fifty_megabytes_is_too_large(desk: Desk) -> None:
    headers = {"content-length": str(60 * 1024 * 1024), "content-type": "application/json"}
    response = await desk.http.post(f"/bot{TOKEN}/sendDocument", headers=headers)
    assert (response.status_code, response.json()["description"]) == (
        413,
        "Request Entity Too Large",
    )
