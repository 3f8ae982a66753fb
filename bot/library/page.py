"""One Markdown file with front matter, read into fields and a tree, both with line numbers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from markdown_it import MarkdownIt
from markdown_it.tree import SyntaxTreeNode

from bot.library.faults import Report
from bot.library.fields import Fields, read_fields

FENCE = "---"

_markdown = MarkdownIt("commonmark")


@dataclass(frozen=True, slots=True)
class Page:
    """A page of content: its front matter, and its body as top-level Markdown blocks."""

    text: str
    fields: Fields
    blocks: tuple[SyntaxTreeNode, ...]
    body: str
    body_line: int  # file line of the body's first line, from 1

    def line(self, node: SyntaxTreeNode) -> int:
        """Return the file line where a node of the body starts."""
        while node.map is None and node.parent is not None and not node.parent.is_root:
            node = node.parent
        return self.body_line + (node.map[0] if node.map else 0)

    def field_line(self, location: Sequence[int | str] = ()) -> int:
        """Return the file line of a field, see `Fields.line`."""
        return self.fields.line(location)


def read_page(text: str, report: Report) -> Page | None:
    """Split and parse a page; None, with the reason in `report`, when its shape is broken."""
    lines = text.split("\n")
    if lines[0].rstrip() != FENCE:
        report.at(1, "has no front matter: start the file with a line ---")
        return None
    end = next((i for i, line in enumerate(lines[1:], 1) if line.rstrip() == FENCE), None)
    if end is None:
        report.at(1, "has front matter that never ends: close it with a line ---")
        return None
    fields = read_fields("\n".join(lines[1:end]), report)
    if fields is None:
        return None
    body = "\n".join(lines[end + 1 :])
    tree = SyntaxTreeNode(_markdown.parse(body))
    page = Page(text, fields, tuple(tree.children), body, end + 2)
    _refuse_markup(page, tree, report)
    return page


def _refuse_markup(page: Page, tree: SyntaxTreeNode, report: Report) -> None:
    for node, line in _with_lines(page, tree):
        if node.type in ("html_block", "html_inline"):
            shown = node.content.strip().split("\n")[0][:40]
            report.at(line, f"holds HTML ({shown}): write it in Markdown")
        elif node.type == "image":
            report.at(line, "holds an image: an item has one picture, pictures/<id>.svg")


def _with_lines(page: Page, tree: SyntaxTreeNode) -> Iterator[tuple[SyntaxTreeNode, int]]:
    for node in tree.walk():
        if node.type == "inline":
            line = page.line(node)
            for child in node.children:
                yield child, line
                line += child.type in ("softbreak", "hardbreak")
        elif not node.is_root and node.map is not None:
            yield node, page.line(node)
