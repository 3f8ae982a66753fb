"""Logging: plain lines on a terminal, JSON elsewhere, and never a secret in either."""

import json
import logging
import re
import sys
from collections.abc import Iterable
from typing import TextIO
from urllib.parse import quote

import structlog
from structlog.typing import EventDict, Processor, WrappedLogger

# A bot token by its own shape, and whatever stands in a token's place in an address.
TOKEN = re.compile(r"\b\d{5,}:[A-Za-z0-9_-]{10,}|(?<=/bot)\d+(?::|%3A)[^/\s\"']+")
REDACTED = "[redacted]"

# httpx writes every address at INFO, with the token in it; the others tell more than helps, and
# telegram at DEBUG what people wrote.
CHATTY = (
    "aiohttp",
    "alembic",
    "apscheduler",
    "asyncio",
    "httpcore",
    "httpx",
    "telegram",
    "uvicorn",
)


class Redacting:
    """A renderer's last step. It works on the finished line, so nothing slips by inside a value."""

    def __init__(self, renderer: Processor, secrets: Iterable[str]) -> None:
        self._renderer = renderer
        forms = {
            form
            for secret in secrets
            if secret
            for form in (
                secret,
                json.dumps(secret, ensure_ascii=False)[1:-1],
                quote(secret),
                quote(secret, safe=""),
            )
        }
        longest_first = sorted(forms, key=len, reverse=True)
        self._secrets = re.compile("|".join(map(re.escape, longest_first)) or r"(?!)")

    def __call__(self, logger: WrappedLogger, name: str, event: EventDict) -> str:
        """The line as it is written."""
        line = str(self._renderer(logger, name, event))
        return TOKEN.sub(REDACTED, self._secrets.sub(REDACTED, line))


def configure_logging(
    level: str, secrets: Iterable[str] = (), stream: TextIO | None = None
) -> None:
    """Sends all lines, the libraries' too, through one handler that takes secrets out."""
    stream = stream or sys.stderr
    terminal = stream.isatty()
    described: list[Processor] = [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_logger_name,
        structlog.stdlib.add_log_level,
        structlog.processors.TimeStamper(fmt="%H:%M:%S" if terminal else "iso", utc=not terminal),
    ]
    structlog.configure(
        processors=[
            structlog.stdlib.filter_by_level,
            *described,
            structlog.stdlib.PositionalArgumentsFormatter(),
            structlog.stdlib.ProcessorFormatter.wrap_for_formatter,
        ],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=True,
    )
    handler = logging.StreamHandler(stream)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=described,
            processors=[
                structlog.stdlib.ProcessorFormatter.remove_processors_meta,
                structlog.processors.StackInfoRenderer(),
                structlog.processors.format_exc_info,
                Redacting(_renderer(terminal), secrets),
            ],
        )
    )
    root = logging.getLogger()
    root.handlers = [handler]
    root.setLevel(level)
    for name in CHATTY:
        logging.getLogger(name).setLevel(max(root.level, logging.WARNING))
    # It logs what it raises as well, with a traceback; whoever catches it says it in a line.
    logging.getLogger("telegram").setLevel(logging.CRITICAL)


def _renderer(terminal: bool) -> Processor:
    if terminal:
        return structlog.dev.ConsoleRenderer(
            colors=False, exception_formatter=structlog.dev.plain_traceback
        )
    return structlog.processors.JSONRenderer(ensure_ascii=False)
