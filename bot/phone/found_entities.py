"""Entities that Telegram finds by itself: commands, links, mentions, e-mail addresses, hashtags."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from .entities import Entity, in_order, units

_MENTION: Final = re.compile(r"(?<!\w)@([A-Za-z0-9_]{2,32})(?!\w)")
_SHORT_USERNAMES: Final = frozenset({"gif", "nft", "pic", "ufc", "vid"})
_SHORTEST_USERNAME: Final = 4
_COMMAND: Final = re.compile(r"(?<![\w/<>])/[A-Za-z0-9_]{1,64}(?:@[A-Za-z0-9_]{3,32})?(?![\w/<>@])")
_HASHTAG: Final = re.compile(
    r"(?<![\w\u200c\u00b7])#([\w\u200c\u00b7]{1,256})(?![\w#\u200c\u00b7])"
)
_EMAIL: Final = re.compile(
    r"(?<![\w.+@/#-])[A-Za-z0-9_-][A-Za-z0-9_.+-]{0,60}"
    r"@(?:[A-Za-z0-9](?:[A-Za-z0-9_-]{0,28}[A-Za-z0-9])?\.){1,6}[A-Za-z]{2,8}(?![\w@-])"
)
_TG_LINK: Final = re.compile(
    r"(?:tg|ton)://[A-Za-z0-9_-]{1,253}(?:[/?#][^\s<>\"\u00ab\u00bb]*)?", re.IGNORECASE
)
_LINK: Final = re.compile(
    r"(?<![\w/#@.~-])(?P<protocol>(?:https?|ftp)://)?"
    r"(?P<user>[^\s/\[\]{}()'`<>\"@:]+(?::[^\s/@]*)?@)?"
    r"(?P<domain>(?:[\w~-]+\.)+[\w~-]+)"
    r"(?P<port>:\d{1,5})?(?P<path>[/?#][^\s<>\"\u00ab\u00bb]*)?"
)
_PATH_NEVER_ENDS_IN: Final = ".:;,('?!`"
_BRACKETS: Final = {")": "(", "]": "[", "}": "{"}
# Without http:// only a name under a well-known ending is a link: these, and any two letters
# that are a country's.
_COMMON_ENDINGS: Final = frozenset(
    """
    academy ai app art biz blog cat center cloud club com company design dev digital edu email
    expert fund global gov health help info int io jobs life link live media mil mobi museum name
    net network news ngo online ong org page pro school science shop site solutions space store
    study support systems tech technology tel tips today tools top training travel tv university
    video website wiki work world xyz zone
    """.split()
)
_COUNTRIES: Final = frozenset(
    """
    ac ad ae af ag ai al am ao aq ar as at au aw ax az ba bb bd be bf bg bh bi bj bm bn bo br bs bt
    bv bw by bz ca cc cd cf cg ch ci ck cl cm cn co cr cu cv cw cx cy cz de dj dk dm do dz ec ee eg
    er es et eu fi fj fk fm fo fr ga gb gd ge gf gg gh gi gl gm gn gp gq gr gs gt gu gw gy hk hm hn
    hr ht hu id ie il im in io iq ir is it je jm jo jp ke kg kh ki km kn kp kr kw ky kz la lb lc li
    lk lr ls lt lu lv ly ma mc md me mg mh mk ml mm mn mo mp mq mr ms mt mu mv mw mx my mz na nc ne
    nf ng ni nl no np nr nu nz om pa pe pf pg ph pk pl pm pn pr ps pt pw py qa re ro rs ru rw sa sb
    sc sd se sg sh si sj sk sl sm sn so sr ss st su sv sx sy sz tc td tf tg th tj tk tl tm tn to tr
    tt tv tw tz ua ug uk us uy uz va vc ve vg vi vn vu wf ws ye yt za zm zw
    """.split()
)


def found_entities(text: str) -> list[Entity]:
    """What Telegram would mark in `text` without being told; never two at one place."""
    spans = sorted(_spans(text), key=lambda span: (span[0], -span[1]))
    found: list[Entity] = []
    end = 0
    for start, stop, kind in spans:
        if start < end:
            continue
        end = stop
        found.append(Entity(kind, units(text[:start]), units(text[start:stop])))
    return in_order(found)


def _spans(text: str) -> Iterator[tuple[int, int, str]]:
    for match in _MENTION.finditer(text):
        if len(match[1]) >= _SHORTEST_USERNAME or match[1].lower() in _SHORT_USERNAMES:
            yield match.start(), match.end(), "mention"
    for match in _COMMAND.finditer(text):
        yield match.start(), match.end(), "bot_command"
    for match in _HASHTAG.finditer(text):
        if any(character.isalpha() for character in match[1]):
            yield match.start(), match.end(), "hashtag"
    for match in _EMAIL.finditer(text):
        yield match.start(), match.end(), "email"
    for match in _TG_LINK.finditer(text):
        yield match.start(), match.start() + len(_without_tail(match[0])), "url"
    for match in _LINK.finditer(text):
        if _is_link(match):
            yield match.start(), _link_end(match), "url"


def _link_end(match: re.Match[str]) -> int:
    port = (match["port"] or "").removeprefix(":")
    if port and not 0 < int(port) <= 65535:
        return match.end("domain")
    path_start = match.start("path") if match["path"] else match.end()
    return path_start + len(_path_of(match))


def _is_link(match: re.Match[str]) -> bool:
    labels = match["domain"].split(".")
    ending = labels[-1].lower()
    if any(not 0 < len(label) < 64 or label.endswith("-") for label in labels):
        return False
    if all(label.isdigit() for label in labels):
        return len(labels) == 4 and all(
            int(label) < 256 and str(int(label)) == label for label in labels
        )
    if "_" in labels[-2] or len(ending) < 2 or not ending.isalpha():
        return False
    if match["user"] and not match["protocol"]:
        return False
    return bool(match["protocol"]) or ending in _COUNTRIES or ending in _COMMON_ENDINGS


def _path_of(match: re.Match[str]) -> str:
    path = match["path"] or ""
    depth = dict.fromkeys(_BRACKETS.values(), 0)
    for at, character in enumerate(path):
        if character in depth:
            depth[character] += 1
        elif character in _BRACKETS:
            depth[_BRACKETS[character]] -= 1
            if depth[_BRACKETS[character]] < 0:
                path = path[:at]
                break
    path = _without_tail(path)
    return "" if path in ("?", "#") else path


def _without_tail(path: str) -> str:
    return path.rstrip(_PATH_NEVER_ENDS_IN)
