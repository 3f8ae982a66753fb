"""What holds for every test."""

from __future__ import annotations

import zoneinfo

import whenever

# Time zones come from the tzdata wheel, in the product and here: the system's copy may be older,
# and tests that look at two of them at once would tell of that and of nothing else.
zoneinfo.reset_tzpath(to=[])
whenever.reset_tzpath([])
