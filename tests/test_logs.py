"""Log lines: their two shapes, and that no secret is in any."""

import io
import json
import logging
from collections.abc import Callable, Iterator

import httpx
import pytest
import structlog

from bot.logs import configure_logging

TOKEN = "987654321:AAHsyntheticTokenOfTheRightShape_-x"
ODD_TOKEN = '7:short "and" odd/é'
SECRETS = [TOKEN, ODD_TOKEN]


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.fixture(autouse=True)
def logging_as_before() -> Iterator[None]:
    root = logging.getLogger()
    handlers, level = root.handlers, root.level
    yield
    root.handlers = handlers
    root.setLevel(level)
    structlog.reset_defaults()


def fail(secret: str) -> None:
    raise RuntimeError(f"cannot reach https://host/bot{secret}/getMe") from ValueError(secret)


def structlog_exception(secret: str) -> None:
    try:
        fail(secret)
    except RuntimeError:
        structlog.get_logger("bot.test").exception("failed")


def stdlib_exception(secret: str) -> None:
    try:
        fail(secret)
    except RuntimeError:
        logging.getLogger("library").exception("failed with %s", secret)


def uncaught_in_a_task(secret: str) -> None:
    logging.getLogger("asyncio").error("never retrieved", exc_info=RuntimeError(secret))


WAYS: list[Callable[[str], None]] = [
    structlog_exception,
    stdlib_exception,
    uncaught_in_a_task,
    lambda secret: structlog.get_logger().info(f"the token is {secret}"),
    lambda secret: structlog.get_logger().info("sent", url=f"/bot{secret}/sendMessage"),
    lambda secret: structlog.get_logger().info("sent", facts={"deep": [{"er": secret}]}),
    lambda secret: structlog.get_logger().info("sent to %s", secret),
    lambda secret: structlog.get_logger().bind(bound=secret).warning("odd"),
    lambda secret: logging.getLogger("library").warning("%s and %r", secret, secret),
    lambda secret: logging.getLogger("library").warning("%s", httpx.URL(f"http://h/bot{secret}/x")),
]


@pytest.mark.parametrize("stream_type", [io.StringIO, Terminal])
@pytest.mark.parametrize("secret", SECRETS)
@pytest.mark.parametrize("way", WAYS)
def test_no_line_has_a_secret(
    way: Callable[[str], None], secret: str, stream_type: type[io.StringIO]
) -> None:
    stream = stream_type()
    configure_logging("DEBUG", SECRETS, stream)
    way(secret)
    written = stream.getvalue()
    assert "[redacted]" in written
    assert secret not in written
    assert secret.partition(":")[2] not in written


@pytest.mark.parametrize("url", [f"/bot{TOKEN}/getMe", "/bot1:a/getMe", "/file/bot1:a/p.png"])
def test_a_token_is_known_by_its_shape_and_place(url: str) -> None:
    stream = io.StringIO()
    configure_logging("INFO", [], stream)
    structlog.get_logger().info("asked", url=url, at="12:30:59", ratio="100:20000")
    line = json.loads(stream.getvalue())
    assert "[redacted]" in line["url"]
    assert ":" not in line["url"]
    assert (line["at"], line["ratio"]) == ("12:30:59", "100:20000")


@pytest.mark.parametrize("level", ["DEBUG", "INFO"])
def test_addresses_of_requests_are_not_logged(level: str) -> None:
    stream = io.StringIO()
    configure_logging(level, [], stream)
    transport = httpx.MockTransport(lambda request: httpx.Response(200))
    with httpx.Client(transport=transport) as client:
        client.get(f"http://127.0.0.1/bot{TOKEN}/getMe")
    logging.getLogger("aiohttp.access").info("GET /")
    assert stream.getvalue() == ""


def test_lines_are_json_off_a_terminal() -> None:
    stream = io.StringIO()
    configure_logging("INFO", [], stream)
    structlog.get_logger("bot.test").info("started", port=8080)
    logging.getLogger("library").warning("careful, %s", "really")
    first, second = map(json.loads, stream.getvalue().splitlines())
    assert (first["event"], first["port"], first["level"]) == ("started", 8080, "info")
    assert (second["event"], second["logger"]) == ("careful, really", "library")


def test_lines_are_plain_on_a_terminal() -> None:
    stream = Terminal()
    configure_logging("INFO", [], stream)
    structlog.get_logger("bot.test").info("started", port=8080)
    structlog.get_logger("bot.test").debug("not shown")
    (line,) = stream.getvalue().splitlines()
    assert "started" in line
    assert "port=8080" in line
    assert "\x1b" not in line
