"""Links as Telegram takes them: which are kept, how they are rewritten, what tg:// links mean."""

from __future__ import annotations

import ipaddress
import re
from typing import Final

from .entities import Entity

_SPACES: Final = " \t\r\n\0\v"
_PLAIN_SCHEMES: Final = ("tg", "ton", "tonsite")
_HOST: Final = re.compile(r"(?:[\w.\-!$,~*'();&+=]|[^\x00-\x7f]|%[0-9a-fA-F]{2})+")
_USER_INFO: Final = re.compile(r"(?:[\w.\-!$,~*'();&+=:]|[^\x00-\x7f]|%[0-9a-fA-F]{2})*")
_DATE_FORMAT: Final = re.compile(r"[rR]|[tTdDwW]*")
_INT64: Final = re.compile(r"-?\d{1,19}")


class WrongLink(ValueError):
    """The link is not one that Telegram accepts; the message says why."""


def checked_link(link: str) -> str:
    """The link as Telegram stores it, with a scheme and a path; WrongLink when it refuses it."""
    scheme, colon, rest = link.partition(":")
    if colon and scheme.lower() in _PLAIN_SCHEMES:
        return _checked_plain_link(scheme.lower(), rest.removeprefix("//"))
    protocol, user_info, host, port, path = _parts(link)
    if "." not in host and not host.startswith("["):
        raise WrongLink("Wrong HTTP URL")
    at = f"{user_info}@" if user_info else ""
    return f"{protocol}://{at}{host}{f':{port}' if port else ''}{path}"


def _checked_plain_link(scheme: str, rest: str) -> str:
    protocol, user_info, host, port, path = _parts(rest)
    is_web = rest.lower().startswith("http://") or protocol == "https"
    if is_web or user_info or port or host.startswith("["):
        raise WrongLink("Wrong tg URL" if scheme == "tg" else "Wrong ton URL")
    allowed = "-_." if scheme == "tonsite" else "-_"
    if not all(c.isascii() and (c.isalnum() or c in allowed) for c in host):
        raise WrongLink("Unallowed characters in URL host")
    return f"{scheme}://{host}{path.removeprefix('/') if path.startswith('/?') else path}"


def _parts(link: str) -> tuple[str, str, str, int, str]:
    protocol, rest = _protocol(link)
    authority_end = next((i for i, c in enumerate(rest) if c in "/?#"), len(rest))
    authority, path = rest[:authority_end], rest[authority_end:]
    host, port = _host_and_port(authority)
    user_info, at, host = host.rpartition("@")
    host = _checked_host(host)
    if at and not _USER_INFO.fullmatch(user_info):
        raise WrongLink("Disallowed character in URL userinfo")
    return protocol, user_info, host, port, _path(path)


def _protocol(link: str) -> tuple[str, str]:
    match = re.match(r"([^:/?#@\[\]]*)://", link)
    if not match:
        return "http", link
    protocol = match[1].lower()
    if protocol not in ("http", "https"):
        raise WrongLink("Unsupported URL protocol")
    return protocol, link[match.end() :]


def _host_and_port(authority: str) -> tuple[str, int]:
    last_mark = max(authority.rfind(mark) for mark in ":]@")
    if last_mark <= 0 or authority[last_mark] != ":":
        return authority, 0
    port_text = authority[last_mark + 1 :]
    if not re.fullmatch(r"\d+", port_text, re.ASCII) or not 0 < int(port_text) <= 65535:
        raise WrongLink("Wrong port number specified in the URL")
    return authority[:last_mark], int(port_text)


def _checked_host(host: str) -> str:
    if not host:
        raise WrongLink("URL host is empty")
    if host == ".":
        raise WrongLink("Host is invalid")
    lowered = "".join(c.lower() if c.isascii() else c for c in host)
    if host.startswith("[") and host.endswith("]"):
        try:
            ipaddress.IPv6Address(lowered[1:-1])
        except ValueError as error:
            raise WrongLink("Wrong IPv6 address specified in the URL") from error
    elif not _HOST.fullmatch(lowered):
        raise WrongLink("Disallowed character in URL host")
    return lowered


def _path(path: str) -> str:
    path = path.rstrip(_SPACES) or "/"
    if not path.startswith("/"):
        path = "/" + path
    return "".join(f"%{ord(c):02X}" if c <= " " else c for c in path)


def linked_user_id(link: str) -> int | None:
    """The user that a tg://user?id=… link mentions."""
    query = _tg_query(link.lower(), "user")
    if query is None:
        return None
    value = next((v for k, v in _pairs(query) if k == "id"), "")
    return int(value) if _INT64.fullmatch(value) and int(value) > 0 else None


def link_entity(link: str, offset: int, length: int) -> Entity:
    """A link, or the mention that it stands for; WrongLink when Telegram refuses it."""
    user_id = linked_user_id(link)
    if user_id is not None:
        return Entity("text_mention", offset, length, user_id=user_id)
    return Entity("text_link", offset, length, url=checked_link(link))


def link_entity_or_none(link: str, offset: int, length: int) -> Entity | None:
    """The same, but of a wrong link only the text is shown, as in marked-up texts."""
    try:
        return link_entity(link, offset, length)
    except WrongLink:
        return None


def custom_emoji_id(identifier: str) -> str:
    """A custom emoji's identifier, checked; ValueError when it is none."""
    if not _INT64.fullmatch(identifier) or int(identifier) == 0:
        raise ValueError("Invalid custom emoji identifier specified")
    return str(int(identifier))


def emoji_or_date(link: str) -> tuple[str | None, tuple[int, str] | None]:
    """What a tg://emoji?id=… or tg://time?unix=… link stands for: exactly one of the two.

    ValueError when it is neither.
    """
    query = _tg_query(link, "emoji")
    identifier = next((v for k, v in _pairs(query or "") if k == "id"), "")
    if _INT64.fullmatch(identifier) and int(identifier) != 0:
        return str(int(identifier)), None
    values = dict(_pairs(_tg_query(link, "time") or ""))
    unix, form = values.get("unix", ""), values.get("format", "")
    if not re.fullmatch(r"\d{1,10}", unix, re.ASCII) or not 0 < int(unix) < 1 << 31:
        raise ValueError(link)
    if not _DATE_FORMAT.fullmatch(form):
        raise ValueError(link)
    return None, (int(unix), form)


def date_time_format(form: str) -> str | None:
    """A date's format in Telegram's own spelling; None when it asks for nothing.

    ValueError when Telegram does not know the format.
    """
    if not _DATE_FORMAT.fullmatch(form):
        raise ValueError("Invalid date format used")
    if form in ("r", "R"):
        return "r"
    day = "w" if "w" in form.lower() else ""
    date = "d" if "d" in form else "D" if "D" in form else ""
    time = "t" if "t" in form else "T" if "T" in form else ""
    return day + date + time or None


def _tg_query(link: str, host: str) -> str | None:
    match = re.match(rf"tg:(?://)?{host}/?\?([^#]*)", link, re.IGNORECASE)
    return match[1] if match else None


def _pairs(query: str) -> list[tuple[str, str]]:
    return [(key, value) for key, _, value in (part.partition("=") for part in query.split("&"))]
