"""sources.toml: what may be cited, and what was verified of it."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict, Field, StrictBool, StrictStr, ValidationError

from bot.domain.content import Source
from bot.library.faults import Report
from bot.library.toml_files import read_toml, table_lines, tell


class _SourceRow(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    citation: StrictStr = Field(min_length=1)
    verified: StrictBool
    how: StrictStr = ""
    supports: StrictStr = ""


def read_sources(text: str, report: Report) -> dict[str, Source]:
    """Parse sources.toml into sources by id."""
    sources: dict[str, Source] = {}
    lines = table_lines(text)
    for source_id, row in (read_toml(text, report) or {}).items():
        line = lines.get(source_id, 1)
        try:
            read = _SourceRow.model_validate(row)
        except ValidationError as error:
            tell(error, f"source `{source_id}`", line, report)
            continue
        if read.verified and not read.how.strip():
            report.at(line, f"source `{source_id}` is verified, but not how: fill `how`")
        sources[source_id] = Source(source_id, read.citation, read.verified)
    return sources
