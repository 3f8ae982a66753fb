"""The library in use, with all that is built from it."""

from __future__ import annotations

from dataclasses import dataclass

from bot.domain.content import Library
from bot.usecases.ports import Glossary, Safety, Search


@dataclass(frozen=True, slots=True)
class Teaching:
    """What is taught and how it is found: replaced as a whole when content is read again."""

    library: Library
    search: Search
    safety: Safety
    glossary: Glossary
