"""Markdown, in which content is written, as Telegram's small HTML."""

from __future__ import annotations

from functools import lru_cache

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline
from markdown_it.tree import SyntaxTreeNode
from markupsafe import Markup, escape

from bot.domain.glossary import MARK

_INDENT = "   "  # of what stands under a list item
_RULE = Markup("———")
_BLANK_LINE, _NEW_LINE = Markup("\n\n"), Markup("\n")
_WRAPPED = {
    "em": Markup("<i>{}</i>"),
    "strong": Markup("<b>{}</b>"),
    "spoiler": Markup("<tg-spoiler>{}</tg-spoiler>"),
    "term": Markup("<u>{}</u>"),
}


@lru_cache(maxsize=4096)  # the same lines of content are shown again and again
def to_html(markdown: str) -> Markup:
    """Return the Markdown as markup for a template; raw HTML in it becomes visible text.

    Paragraphs stand a blank line apart, line breaks stay, headings are bold lines, an image is
    its description, `||…||` is a spoiler, `[[throw]]` a term of the glossary.
    """
    return _blocks(SyntaxTreeNode(_PARSER.parse(markdown)).children)


def _blocks(nodes: list[SyntaxTreeNode]) -> Markup:
    return _BLANK_LINE.join(_block(node) for node in nodes)


def _block(node: SyntaxTreeNode) -> Markup:
    match node.type:
        case "paragraph" | "inline":
            return _inline(node)
        case "heading":
            return Markup("<b>{}</b>").format(_inline(node))
        case "bullet_list" | "ordered_list":
            return _list(node)
        case "blockquote":
            return Markup("<blockquote>{}</blockquote>").format(_blocks(node.children))
        case "fence" | "code_block":
            return _code_block(node)
        case "hr":
            return _RULE
    raise ValueError(f"no rule for the Markdown block {node.type}")


def _code_block(node: SyntaxTreeNode) -> Markup:
    code, language = node.content.removesuffix("\n"), node.info.split()[:1]
    if not language:
        return Markup("<pre>{}</pre>").format(code)
    return Markup('<pre><code class="language-{}">{}</code></pre>').format(language[0], code)


def _list(node: SyntaxTreeNode) -> Markup:
    first = int(node.attrs.get("start", 1)) if node.type == "ordered_list" else None
    items = []
    for count, item in enumerate(node.children):
        marker = "•" if first is None else f"{first + count}."
        items.append(Markup("{} {}").format(marker, _item(item)))
    return (_BLANK_LINE if any(map(_is_loose, node.children)) else _NEW_LINE).join(items)


def _item(item: SyntaxTreeNode) -> Markup:
    """Render what stands in one list item, all but its first line indented."""
    inside = (_BLANK_LINE if _is_loose(item) else _NEW_LINE).join(
        _block(child) for child in item.children
    )
    return inside.replace("\n", "\n" + _INDENT).replace(f"\n{_INDENT}\n", "\n\n")


def _is_loose(item: SyntaxTreeNode) -> bool:
    """Say whether blank lines stand in the list: only then does the parser show paragraphs."""
    return any(child.type == "paragraph" and not child.hidden for child in item.children)


def _inline(node: SyntaxTreeNode) -> Markup:
    return Markup("").join(_span(child) for child in node.children)


def _span(node: SyntaxTreeNode) -> Markup:
    match node.type:
        case "inline" | "image":  # an image is its description
            return _inline(node)
        case "text" | "text_special":
            return escape(node.content)
        case "softbreak" | "hardbreak":
            return _NEW_LINE
        case "code_inline":
            return Markup("<code>{}</code>").format(node.content)
        case "link":
            return Markup('<a href="{}">{}</a>').format(node.attrs["href"], _inline(node))
        case kind if kind in _WRAPPED:
            return _WRAPPED[kind].format(_inline(node))
    raise ValueError(f"no rule for the Markdown span {node.type}")


def _spoiler(state: StateInline, silent: bool) -> bool:
    """Read `||…||` at the parser's place; say whether one stands there."""
    start, end = state.pos + 2, state.posMax
    close = state.src.find("||", start, end)
    if not state.src.startswith("||", state.pos) or close <= start:
        return False
    if not silent:
        state.push("spoiler_open", "tg-spoiler", 1)
        state.pos, state.posMax = start, close
        state.md.inline.tokenize(state)
        state.push("spoiler_close", "tg-spoiler", -1)
    state.pos, state.posMax = close + 2, end
    return True


def _term(state: StateInline, silent: bool) -> bool:
    """Read `[[throw]]` or `[[throws|throw]]` at the parser's place: it shows the first part."""
    match = MARK.match(state.src, state.pos, state.posMax)
    if match is None:
        return False
    if not silent:
        state.push("term_open", "u", 1)
        state.push("text", "", 0).content = match["shown"]
        state.push("term_close", "u", -1)
    state.pos = match.end()
    return True


def _parser() -> MarkdownIt:
    parser = MarkdownIt("commonmark", {"html": False})
    parser.inline.ruler.before("link", "term", _term)
    parser.inline.add_terminator_char("|")  # or the rule is never asked inside a text
    parser.inline.ruler.before("emphasis", "spoiler", _spoiler)
    return parser


_PARSER = _parser()
