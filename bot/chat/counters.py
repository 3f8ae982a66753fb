"""What /metrics tells of the conversation: numbers only, nothing about people."""

from __future__ import annotations

from prometheus_client import Counter

UPDATES = Counter("steadyhand_updates", "Updates served", ["deed"])
MESSAGES = Counter("steadyhand_messages", "Requests that send or change a message", ["outcome"])
