"""What holds for every test."""

from __future__ import annotations

import zoneinfo

import whenever
from hypothesis import settings

# Time zones come from the tzdata wheel, in the product and here: the system's copy may be older,
# and tests that look at two of them at once would tell of that and of nothing else.
zoneinfo.reset_tzpath(to=[])
whenever.reset_tzpath([])

# How long an example takes says something of the machine and its load, not of the rule.
settings.register_profile("no deadline", deadline=None)
settings.load_profile("no deadline")
