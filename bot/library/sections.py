"""The body of an item: one purpose line, then the sections of its kind, in their order."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from markdown_it.tree import SyntaxTreeNode

from bot.domain.content import CommonError, GuideSection, Step
from bot.library.faults import Report
from bot.library.page import Page

DRILL_SECTIONS = ("Steps", "Dose", "Stop")
TECHNIQUE_SECTIONS = ("Not for", "Set-up", "Steps", "Errors", "Self-check", "Stop")
CHECK = re.compile(r"Check:\s*")
PART = r"(?:(?! \| ).)+"  # a bar without spaces around it belongs to a term's mark
ERROR = re.compile(rf"\*\*(?P<name>[^*|]+)\*\* \| (?P<looks>{PART}) \| (?P<mend>{PART})")


@dataclass(frozen=True, slots=True)
class Body:
    """Sections of a page by their heading; the purpose stands under ""."""

    page: Page
    report: Report
    sections: Mapping[str, tuple[SyntaxTreeNode, ...]]
    headings: Mapping[str, int]  # heading -> file line

    def purpose(self) -> str:
        """Return the one purpose paragraph, on one line."""
        blocks = self.sections.get("", ())
        if len(blocks) != 1 or blocks[0].type != "paragraph":
            line = self.page.line(blocks[0]) if blocks else self.page.body_line
            self.report.at(line, "wants exactly one purpose paragraph before the first section")
            return ""
        return _one_line(_text(blocks[0]))

    def lines(self, heading: str) -> str:
        """Return a section of paragraphs or bullets as text, one idea a line."""
        found: list[str] = []
        for block in self.sections.get(heading, ()):
            if block.type == "paragraph":
                found += [line.strip() for line in _text(block).split("\n")]
            elif block.type == "bullet_list":
                found += [_one_line(_text(item)) for item in block.children]
            else:
                self.misplaced(block, heading, "plain lines or a - list")
        return "\n".join(found)

    def steps(self, heading: str, most: int | None = None) -> tuple[Step, ...]:
        """Return numbered steps; where `most` is given, each needs a check and no more fit."""
        steps = []
        for item in self._items(heading, "ordered_list", "a numbered list, 1. 2. 3."):
            do, *checks = CHECK.split(_one_line(_text(item)))
            if len(checks) > 1:
                self.report.at(self.page.line(item), "step has two checks: keep one")
            if most is not None and not checks:
                self.report.at(self.page.line(item), "step has no check: add a line `Check: ...`")
            steps.append(Step(do.strip(), checks[0].strip() if checks else None))
        if most is not None and len(steps) > most:
            line = self.headings[heading]
            self.report.at(line, f"has {len(steps)} steps: keep it to {most} at most")
        return tuple(steps)

    def bullets(self, heading: str, least: int, most: int) -> tuple[str, ...]:
        """Return a bullet list of `least` to `most` entries."""
        return tuple(_one_line(_text(item)) for item in self._counted(heading, least, most))

    def errors(self, heading: str) -> tuple[CommonError, ...]:
        """Return exactly three common errors, each written `**Name** | looks | mend`."""
        found = []
        for item in self._counted(heading, 3, 3):
            match = ERROR.fullmatch(_one_line(_text(item)))
            if match is None:
                want = "`- **Name** | how it looks | its mend`"
                self.report.at(self.page.line(item), f"error is not written as {want}")
                continue
            found.append(CommonError(match["name"].strip(), match["looks"], match["mend"].strip()))
        return tuple(found)

    def _counted(self, heading: str, least: int, most: int) -> list[SyntaxTreeNode]:
        items = self._items(heading, "bullet_list", "a - list")
        if heading in self.headings and not least <= len(items) <= most:
            wanted = str(least) if least == most else f"{least} to {most}"
            line = self.headings[heading]
            self.report.at(line, f"`## {heading}` has {len(items)} bullets: it wants {wanted}")
        return items

    def _items(self, heading: str, kind: str, wanted: str) -> list[SyntaxTreeNode]:
        items: list[SyntaxTreeNode] = []
        for block in self.sections.get(heading, ()):
            if block.type == kind:
                items += block.children
            else:
                self.misplaced(block, heading, wanted)
        for item in items:
            if [child.type for child in item.children] != ["paragraph"]:
                self.report.at(self.page.line(item), "list entry wants one paragraph and no more")
        return items

    def misplaced(self, block: SyntaxTreeNode, heading: str, wanted: str) -> None:
        """Report a block that has no place in its section."""
        self.report.at(self.page.line(block), f"`## {heading}` wants {wanted} here")


def read_body(page: Page, wanted: tuple[str, ...], report: Report) -> Body:
    """Group the blocks of a page by section; headings that differ from `wanted` are faults."""
    sections: dict[str, list[SyntaxTreeNode]] = {"": []}
    headings: dict[str, int] = {}
    current = ""
    for block in page.blocks:
        if block.type != "heading":
            sections[current].append(block)
            continue
        current = _text(block).strip()
        line = page.line(block)
        if block.tag != "h2":
            report.at(line, f"heading {current!r} is not of the form `## {current}`")
        elif current not in wanted:
            report.at(line, f"unknown section `## {current}`: use {', '.join(wanted)}")
        elif current in headings:
            report.at(line, f"second section `## {current}`: keep one")
        sections.setdefault(current, [])
        headings.setdefault(current, line)
    _check_order(page, wanted, headings, report)
    for heading, line in headings.items():
        if not sections[heading]:
            report.at(line, f"section `## {heading}` is empty: fill it")
    return Body(page, report, {name: tuple(blocks) for name, blocks in sections.items()}, headings)


def _check_order(
    page: Page, wanted: tuple[str, ...], headings: Mapping[str, int], report: Report
) -> None:
    for heading in wanted:
        if heading not in headings:
            report.at(page.body_line, f"section `## {heading}` is missing: add it")
    present = [heading for heading in wanted if heading in headings]
    written = [heading for heading in headings if heading in wanted]
    for expected, found in zip(present, written, strict=True):
        if expected != found:
            line = headings[found]
            report.at(line, f"`## {found}` stands where `## {expected}` belongs: reorder")
            return


def read_guide(page: Page, report: Report) -> tuple[str, tuple[GuideSection, ...]]:
    """Return a guide's opening line and its sections, whose headings are free."""
    headings = [block for block in page.blocks if block.type == "heading"]
    wanted = tuple(dict.fromkeys(_text(heading).strip() for heading in headings))
    body = read_body(page, wanted, report)
    if not wanted:
        report.at(page.body_line, "has no section: write at least one `## Heading`")
    sections = (GuideSection(heading, _source(page, body, heading)) for heading in wanted)
    return body.purpose(), tuple(sections)


def _source(page: Page, body: Body, heading: str) -> str:
    """Return a section as it was written: its Markdown is shown as it is."""
    lines = page.body.split("\n")
    found = []
    for block in body.sections[heading]:
        if block.type not in ("paragraph", "bullet_list", "ordered_list"):
            body.misplaced(block, heading, "plain lines or a list")
        start, end = block.map or (0, 0)
        found.append("\n".join(lines[start:end]).strip())
    return "\n".join(found)


def _text(node: SyntaxTreeNode) -> str:
    return "\n".join(child.content for child in node.walk() if child.type == "inline")


def _one_line(text: str) -> str:
    return " ".join(text.split())
