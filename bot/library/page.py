"""One Markdown file with front matter, read into fields and a tree, both with line numbers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from io import StringIO

from markdown_it import MarkdownIt
from markdown_it.tree import SyntaxTreeNode
from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap, CommentedSeq
from ruamel.yaml.error import MarkedYAMLError, YAMLError

from bot.library.faults import Report

FENCE = "---"
DEEPEST = 16  # lists and maps in one another
FIELDS_START = 2  # the line after the opening fence


@dataclass(frozen=True, slots=True)
class Page:
    """A page of content: its front matter, and its body as top-level Markdown blocks."""

    text: str
    fields: CommentedMap
    blocks: tuple[SyntaxTreeNode, ...]
    body: str
    body_line: int  # file line of the body's first line, from 1

    def line(self, node: SyntaxTreeNode) -> int:
        """Return the file line where a node of the body starts."""
        while node.map is None and node.parent is not None and not node.parent.is_root:
            node = node.parent
        return self.body_line + (node.map[0] if node.map else 0)

    def field_line(self, location: Sequence[int | str] = ()) -> int:
        """Return the file line of a field such as ("quiz", 1, "answer"), or of the nearest thing
        around it that is there."""
        node: object = self.fields
        line = FIELDS_START - 1
        for key in location:
            if isinstance(node, CommentedMap) and key in node:
                line = FIELDS_START + int(node.lc.key(key)[0])
            elif isinstance(node, CommentedSeq) and isinstance(key, int) and key < len(node):
                line = FIELDS_START + int(node.lc.item(key)[0])
            else:
                break
            node = node[key]
        return line


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
    fields = _read_fields("\n".join(lines[1:end]), report)
    if fields is None:
        return None
    body = "\n".join(lines[end + 1 :])
    tree = SyntaxTreeNode(MarkdownIt("commonmark").parse(body))
    page = Page(text, fields, tuple(tree.children), body, end + 2)
    _refuse_markup(page, tree, report)
    return page


def _is_nested_too_deeply(text: str) -> bool:
    """Tell so before the parser tries: it takes seconds over a long row of open brackets."""
    deepest = deep = 0
    for character in text:
        deep += (character in "[{") - (character in "]}")
        deepest = max(deepest, deep)
    return deepest > DEEPEST


def _read_fields(text: str, report: Report) -> CommentedMap | None:
    if _is_nested_too_deeply(text):
        report.at(FIELDS_START, "front matter is nested too deeply: write it flat")
        return None
    yaml = YAML()  # YAML 1.2 with line numbers: 19:00 and no stay words, doubles are refused
    try:
        fields = yaml.load(StringIO(text))
    except MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        problem = str(error.problem or error.context).splitlines()[0]
        report.at(FIELDS_START + (mark.line if mark else 0), f"front matter: {problem}")
        return None
    except RecursionError:
        report.at(FIELDS_START, "front matter is nested too deeply: write it flat")
        return None
    except (YAMLError, ValueError) as error:
        report.at(1, f"front matter: {str(error).splitlines()[0]}")
        return None
    if not isinstance(fields, CommentedMap):
        report.at(FIELDS_START, "front matter is not a list of `field: value` lines: write it so")
        return None
    return fields


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
