"""The anchors: an echo bot as each library's first page has it.

`python -m tests.bench.echoes ptb|aiogram` echoes on TELEGRAM_API_URL until it is stopped.
"""

from __future__ import annotations

import asyncio
import importlib.util
import os
import sys

from bot.app import PHONE_TOKEN


def echo_with_ptb(url: str) -> None:
    """python-telegram-bot as pip installs it: its default transport, without sniffio."""
    from telegram import Update
    from telegram.ext import Application, ContextTypes, MessageHandler, filters

    if importlib.util.find_spec("sniffio"):
        raise SystemExit("sniffio is installed, which pip does not do for PTB: uninstall it")

    async def echo(update: Update, _: ContextTypes.DEFAULT_TYPE) -> None:
        if update.message and update.message.text:
            await update.message.reply_text(update.message.text)

    application = Application.builder().token(PHONE_TOKEN).base_url(f"{url}/bot").build()
    application.add_handler(MessageHandler(filters.TEXT, echo))
    application.run_polling()


def echo_with_aiogram(url: str) -> None:
    """aiogram as it polls by default: all updates at once."""
    from aiogram import Bot, Dispatcher
    from aiogram.client.session.aiohttp import AiohttpSession
    from aiogram.client.telegram import TelegramAPIServer
    from aiogram.types import Message

    dispatcher = Dispatcher()

    @dispatcher.message()
    async def echo(message: Message) -> None:
        await message.answer(message.text or "")

    async def poll() -> None:
        session = AiohttpSession(api=TelegramAPIServer.from_base(url))
        await dispatcher.start_polling(Bot(PHONE_TOKEN, session=session))

    asyncio.run(poll())


if __name__ == "__main__":
    echo = {"ptb": echo_with_ptb, "aiogram": echo_with_aiogram}[sys.argv[1]]
    echo(os.environ["TELEGRAM_API_URL"])
