"""The Bot API's documented limits, in one place."""

from __future__ import annotations

from typing import Final

TEXT_UNITS: Final = 4096  # UTF-16 code units of a message's text, after parsing
CAPTION_UNITS: Final = 1024
ENTITIES: Final = 100
RAW_TEXT_BYTES: Final = 1 << 15  # before parsing
CALLBACK_DATA_BYTES: Final = 64
CALLBACK_ANSWER_CHARACTERS: Final = 200
# How long a tap may wait for its answer. Telegram does not document it; a minute is its order.
CALLBACK_ANSWER_SECONDS: Final = 60
KEYBOARD_BUTTONS: Final = 100  # of an inline keyboard
KEYBOARD_ROW_BUTTONS: Final = 8
REPLY_KEYBOARD_BUTTONS: Final = 300
REPLY_KEYBOARD_ROW_BUTTONS: Final = 12
PLACEHOLDER_CHARACTERS: Final = 64

UPLOAD_BYTES: Final = 50 * 1024 * 1024
PHOTO_BYTES: Final = 10 * 1024 * 1024
DOWNLOAD_BYTES: Final = 20 * 1024 * 1024  # through getFile
PHOTO_SIDES: Final = 10_000  # width and height together
PHOTO_RATIO: Final = 20

UPDATES: Final = 100
LONG_POLL_SECONDS: Final = 50
DELETE_SECONDS: Final = 48 * 3600
ALBUM_ITEMS: Final = range(2, 11)
MESSAGE_IDS: Final = 100  # of deleteMessages

COMMANDS: Final = 100
COMMAND_CHARACTERS: Final = 32
COMMAND_DESCRIPTION_CHARACTERS: Final = 256
NAME_CHARACTERS: Final = 64
DESCRIPTION_CHARACTERS: Final = 512
SHORT_DESCRIPTION_CHARACTERS: Final = 120
