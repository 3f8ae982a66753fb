"""getUpdates and its kin. Webhooks do not exist here: the phone is on this machine."""

from __future__ import annotations

import json
import time
from typing import Any

from . import limits
from .parameters import Parameters
from .phone import Phone


async def get_updates(phone: Phone, parameters: Parameters) -> list[dict[str, Any]]:
    """getUpdates: what waits, at once; else what comes within the timeout."""
    limit = min(max(parameters.integer("limit", limits.UPDATES), 1), limits.UPDATES)
    timeout = min(max(parameters.integer("timeout"), 0), limits.LONG_POLL_SECONDS)
    request = phone.long_poll.begin()
    with phone.step():
        _allow(phone, parameters)
        offset = parameters.integer("offset")
        if offset:
            phone.updates.acknowledge(offset)
    end = time.monotonic() + timeout
    while not phone.long_poll.closed:
        phone.long_poll.raise_if_over(request)
        updates = phone.updates.waiting(limit)
        left = end - time.monotonic()
        if updates or left <= 0:
            return updates
        await phone.long_poll.wait(left)
    return []


def _allow(phone: Phone, parameters: Parameters) -> None:
    try:
        kinds = json.loads(parameters.text("allowed_updates") or "null")
    except ValueError:
        return  # Telegram passes over what it cannot read
    if isinstance(kinds, list):
        phone.updates.allow([str(kind) for kind in kinds])


def delete_webhook(phone: Phone, parameters: Parameters) -> bool:
    """deleteWebhook: there is none, but updates can be dropped with it."""
    if parameters.flag("drop_pending_updates"):
        phone.updates.clear()
    return True


def get_webhook_info(phone: Phone, parameters: Parameters) -> dict[str, Any]:
    """getWebhookInfo."""
    return {
        "url": "",
        "has_custom_certificate": False,
        "pending_update_count": phone.updates.count(),
        "allowed_updates": sorted(phone.updates.allowed()),
    }
