"""`python -m bot.library.zone_at LATITUDE LONGITUDE` prints the time zone that holds there.

A process of its own (see `places.py`), so it imports nothing else of ours.
"""

from __future__ import annotations

import sys


def main(latitude: str, longitude: str) -> None:
    """Print the zone at a point in degrees, or an empty line off the map."""
    from tzfpy import get_tz

    sys.stdout.write(get_tz(float(longitude), float(latitude)))


if __name__ == "__main__":
    main(*sys.argv[1:])
