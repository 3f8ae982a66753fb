"""What the Bot API answers when it refuses: an error code, a description, sometimes parameters."""

from __future__ import annotations

from typing import Any


class ApiError(Exception):
    """A refusal, worded as Telegram's Bot API server words it."""

    def __init__(
        self, error_code: int, description: str, parameters: dict[str, Any] | None = None
    ) -> None:
        super().__init__(description)
        self.error_code = error_code
        self.description = description
        self.parameters = parameters

    def answer(self) -> dict[str, Any]:
        """The JSON body of the refusal."""
        body: dict[str, Any] = {
            "ok": False,
            "error_code": self.error_code,
            "description": self.description,
        }
        if self.parameters:
            body["parameters"] = self.parameters
        return body


class BadRequest(ApiError):
    """400: the request itself is wrong."""

    def __init__(self, reason: str) -> None:
        super().__init__(400, "Bad Request: " + _as_api_server_words_it(reason))


class CannotParse(BadRequest):
    """400: the text's markup is wrong."""

    def __init__(self, reason: str) -> None:
        super().__init__(f"Can't parse entities: {reason}")


class Forbidden(ApiError):
    """403: the bot may not write to this chat."""

    def __init__(self, reason: str) -> None:
        super().__init__(403, "Forbidden: " + reason)


class TooManyRequests(ApiError):
    """429: come back after so many seconds."""

    def __init__(self, retry_after: int) -> None:
        super().__init__(
            429, f"Too Many Requests: retry after {retry_after}", {"retry_after": retry_after}
        )


def _as_api_server_words_it(reason: str) -> str:
    # The Bot API server lowers the first letter, but leaves constants such as BUTTON_DATA_INVALID.
    if len(reason) >= 2 and (reason[1] == "_" or "A" <= reason[1] <= "Z"):
        return reason
    return reason[:1].lower() + reason[1:]
