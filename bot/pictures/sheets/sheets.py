"""Practice sheets as PDF: the same bytes for the same sheet, paper and link, on any day."""

from __future__ import annotations

import hashlib
import json
from functools import cache
from importlib.metadata import version
from pathlib import Path

from bot.domain.sheets import Paper, Sheet
from bot.pictures.child import ChildFailed, answer_of
from bot.pictures.sheets.page import page_of
from bot.texts.texts import Texts
from bot.usecases.pictures import Printout, SheetFailed

_PROGRAM = Path(__file__).with_name("pdf.py")
_LAST_BYTES = b"%%EOF\n"  # of every whole PDF


class Sheets:
    """Writes sheets, each in a process that ends with it; after `timeout` seconds it is ended."""

    def __init__(self, texts: Texts, *, timeout: float = 30) -> None:
        self._texts = texts
        self._timeout = timeout

    def content(self, printout: Printout) -> str:
        """Return a hash of the page, and of what writes it."""
        return hashlib.sha256(_made_by() + self._page(printout)).hexdigest()

    async def pdf(self, printout: Printout) -> bytes:
        """Return the page as PDF; raise SheetFailed where that is not possible."""
        page = self._page(printout)
        try:
            pdf = await answer_of(str(_PROGRAM), given=page, timeout=self._timeout)
        except ChildFailed as failed:
            raise SheetFailed(printout, str(failed)) from failed
        if not pdf.endswith(_LAST_BYTES):
            raise SheetFailed(printout, "half a page")
        return pdf

    def _page(self, printout: Printout) -> bytes:
        page = page_of(printout.sheet, printout.paper, printout.link, self._texts)
        return json.dumps(page, separators=(",", ":")).encode()


def sheet_pdf(sheet: Sheet, paper: Paper, link: str) -> bytes:
    """Return a sheet as PDF, its code leading to `link`, from this very process."""
    from bot.pictures.sheets.pdf import pdf_of

    return pdf_of(page_of(sheet, paper, link, Texts()))


@cache
def _made_by() -> bytes:
    versions = "-".join(version(library) for library in ("fpdf2", "segno"))
    return versions.encode() + _PROGRAM.read_bytes()
