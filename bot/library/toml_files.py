"""Tables in TOML, read so that each fault has its line."""

from __future__ import annotations

import re
import tomllib
from typing import Any

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from bot.library.faults import Report

HEAD = re.compile(r"\s*\[\s*[\"']?([^\"'\[\]]+?)[\"']?\s*\]")


def read_toml(text: str, report: Report) -> dict[str, Any] | None:
    """Parse a TOML file; None, with the reason in `report`, when it is broken."""
    try:
        return tomllib.loads(text)
    except RecursionError:
        report.at(1, "is nested too deeply: write it flat")
        return None
    except tomllib.TOMLDecodeError as error:
        found = re.search(r"at line (\d+)", str(error))
        line = int(found[1]) if found else text.count("\n") + 1
        report.at(line, f"is not TOML: {str(error).partition(' (at ')[0].lower()}")
        return None
    except ValueError:  # Python reads no whole number of thousands of digits
        report.at(1, "holds a number of thousands of digits: write it shorter")
        return None


def tell(error: ValidationError, thing: str, line: int, report: Report) -> None:
    """Report all that a model refuses of a table, on the table's line."""
    for detail in error.errors():
        report.at(line, told(detail, thing))


def told(detail: ErrorDetails, thing: str) -> str:
    """Return one thing that a model refuses, in words."""
    name = ".".join(str(part + 1 if isinstance(part, int) else part) for part in detail["loc"])
    return f"{thing}: `{name}`: {detail['msg'][0].lower()}{detail['msg'][1:]}"


def table_lines(text: str) -> dict[str, int]:
    """Return the line on which each table begins, from 1, by the table's name."""
    heads = ((HEAD.match(line), number) for number, line in enumerate(text.split("\n"), 1))
    return {head[1]: number for head, number in heads if head}
