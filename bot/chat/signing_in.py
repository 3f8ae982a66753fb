"""Signing in at Telegram when the bot starts."""

from __future__ import annotations

import asyncio

from telegram.error import InvalidToken, NetworkError, RetryAfter

from bot.chat.wire import Wire

UNREACHABLE_FOR_S = 10.0
AGAIN_AFTER_S = 0.5


class CannotSignIn(Exception):
    """The token is refused or nobody answers; the message is one line with the mend."""


async def sign_in(wire: Wire) -> int:
    """Sign in, asking for up to ten seconds; return the bot's id."""
    loop = asyncio.get_running_loop()
    give_up = loop.time() + UNREACHABLE_FOR_S
    while True:
        try:
            async with asyncio.timeout_at(give_up):
                return await wire.start()
        except InvalidToken as refused:
            raise CannotSignIn(_why(refused)) from refused
        except (NetworkError, RetryAfter, TimeoutError) as error:
            if loop.time() + AGAIN_AFTER_S >= give_up:
                raise CannotSignIn(
                    "TELEGRAM_API_URL cannot be reached: check the address and the network"
                ) from error
            await asyncio.sleep(AGAIN_AFTER_S)


def _why(refused: InvalidToken) -> str:
    if "not found" in refused.message.lower():  # PTB's name for any 404
        return (
            "TELEGRAM_API_URL leads to no Bot API, or TELEGRAM_BOT_TOKEN to none of its bots: "
            "check both"
        )
    return "TELEGRAM_BOT_TOKEN was refused: copy it anew from @BotFather"
