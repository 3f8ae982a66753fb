"""From what a learner types, or shares as a location, to a place and its time zone.

City data: GeoNames (https://www.geonames.org), licensed under CC BY 4.0; cities.tsv says how it was
cut down. Zone names are those of the tzdata wheel.
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from importlib.resources import files
from sys import intern
from typing import Final

from rapidfuzz import process
from rapidfuzz.distance import OSA

from bot.domain.places import Place
from bot.library import zone_at
from bot.library.words import words

MOST: Final = 3  # places offered at once
CLEAR_LEAD: Final = 12  # times the people of the next namesake: then nobody means that one
LONGEST_CITY: Final = 80  # characters; longer texts are no city
LONGEST_LOOK_UP_S: Final = 20
LONGEST_QUALIFIER: Final = 4  # words of a country or region after a city
OTHER_NAME: Final = 10  # times less often is a place meant by another of its names
SLIPS_AMONG: Final = 1_000_000  # people; other names of smaller places must be typed right
SHORT_COUNTRIES: Final = ("uk", "us")  # other codes of two letters are words: no, me, it, in
FILLER: Final = frozenset(
    (
        "i",
        "im",
        "am",
        "my",
        "is",
        "live",
        "living",
        "based",
        "in",
        "at",
        "near",
        "from",
        "the",
        "city",
        "town",
        "of",
        "please",
        "time",
        "zone",
        "timezone",
        "now",
        "its",
    )
)
Meant = tuple[Place, float]  # a place, and how many people may mean it
UTC = Place("UTC", "", "Etc/UTC")


class Places:
    """Finds places. The data is read at the first question and kept: about 10 MB."""

    @cached_property
    def _index(self) -> _Index:
        return _Index()

    def by_city(self, words: str) -> list[Place]:
        """Return the places that `words` may mean, best first and at most three: one where it is
        clear, none where nothing fits. "Leeds", "leeds uk", "Paris, Texas", a country, and zone
        names such as Europe/Berlin are understood. Bare offsets such as UTC+2 are not, since they
        do not say when summer time begins.
        """
        if len(words) > LONGEST_CITY:
            return []
        if zone := self._index.zone(words.strip()):
            return [zone]
        return self._index.cities(words)

    def by_location(self, latitude: float, longitude: float) -> Place | None:
        """Return the zone at a point in degrees, named after itself; None off the map."""
        if not (-90 <= latitude <= 90 and -180 <= longitude <= 180):
            return None
        zone = _zone_at(latitude, longitude)
        return self._index.zone(zone) if zone else None


def _zone_at(latitude: float, longitude: float) -> str:
    """Ask a process that ends with the answer: the outlines of all zones take 35 MB, and few
    learners ever share a location."""
    asked = [sys.executable, "-m", zone_at.__name__, str(latitude), str(longitude)]
    answer = subprocess.run(  # noqa: S603 — two numbers, to a module of ours
        asked, check=False, capture_output=True, text=True, timeout=LONGEST_LOOK_UP_S
    )
    return answer.stdout.strip()


class _Index:
    """All places by their names, in the form in which names are compared."""

    def __init__(self) -> None:
        countries, self._qualifiers = _read_countries()
        self._places: list[Place] = []
        self._owners: dict[str, tuple[int, ...]] = {}  # name -> places, by their number
        self._names: set[str] = set()  # those in which slips are forgiven
        for names, place in _read_cities(countries):
            self._places.append(place)
            plain = {_plain(name) for name in names}
            for name in plain:
                self._owners[name] = (*self._owners.get(name, ()), len(self._places) - 1)
            self._names |= plain if place.population >= SLIPS_AMONG else {_plain(place.name)}
        zones = files("tzdata").joinpath("zones").read_text("utf-8").split()
        self._zones = {zone.casefold(): zone for zone in zones if _names_a_region(zone)}

    def zone(self, text: str) -> Place | None:
        """Return the place for a zone name."""
        name = text.casefold().replace(" ", "_")
        if name in ("utc", "gmt", "etc/utc"):
            return UTC
        zone = self._zones.get(name)
        return Place(zone, "", zone) if zone else None

    def cities(self, text: str) -> list[Place]:
        """Return the places for a city, with or without its country, typed well or nearly so."""
        spoken = tuple(_plain(text).split())
        bare = tuple(word for word in spoken if word not in FILLER)
        readings = [*self._readings(spoken), *self._readings(bare if bare != spoken else ())]
        for name, within in readings:
            if places := _best(self._exactly(name), within):
                return places
        if places := self._of_country(" ".join(bare)):
            return places
        for name, within in readings:
            if places := _best(self._nearly(name), within):
                return places
        return []

    def _of_country(self, name: str) -> list[Place]:
        """Return the largest places of a country or region."""
        country = self._qualifiers.get(name)
        if country is None or (len(name) < 3 and name not in SHORT_COUNTRIES):
            return []
        return _best(((place, place.population) for place in self._places), country)

    def _readings(self, spoken: tuple[str, ...]) -> Iterator[tuple[str, set[str]]]:
        """Yield each way to read words as a city, with what it must lie in."""
        if spoken:
            yield " ".join(spoken), set()
        for length in range(1, min(LONGEST_QUALIFIER, len(spoken) - 1) + 1):
            qualifier = self._qualifiers.get(" ".join(spoken[-length:]))
            if qualifier:
                yield " ".join(spoken[:-length]), qualifier

    def _exactly(self, name: str) -> list[Meant]:
        return [_meant(self._places[number], name) for number in self._owners.get(name, ())]

    def _nearly(self, name: str) -> list[Meant]:
        """Return the places whose name is fewest slips away: one slip, two from nine letters."""
        if len(name) < 4:
            return []
        slips = 2 if len(name) >= 9 else 1
        close = process.extract(
            name, self._names, scorer=OSA.distance, score_cutoff=slips, limit=None
        )
        alike = [(distance, found) for found, distance, _ in close if found[0] == name[0]]
        fewest = min((distance for distance, _ in alike), default=0)
        return [
            meant
            for distance, found in alike
            if distance == fewest
            for meant in self._exactly(found)
        ]


def _meant(place: Place, name: str) -> Meant:
    """Weigh a place by its people; by another name than its own, far less."""
    own = OSA.distance(_plain(place.name), name) <= 1
    return place, place.population / (1 if own else OTHER_NAME)


def _best(found: Iterable[Meant], within: set[str]) -> list[Place]:
    """Rank by weight; leave out what nobody means, and second places in one zone."""
    ranked = sorted(
        ((weight, place) for place, weight in found if not within or _within(place, within)),
        key=lambda pair: -pair[0],
    )
    by_zone: dict[str, Place] = {}
    for weight, place in ranked:
        if weight * CLEAR_LEAD >= ranked[0][0]:
            by_zone.setdefault(place.zone, place)
    return list(by_zone.values())[:MOST]


def _within(place: Place, qualifier: set[str]) -> bool:
    return place.country in qualifier or place.region in qualifier


def _read_cities(countries: dict[str, str]) -> Iterator[tuple[Sequence[str], Place]]:
    for zone, name, region, code, thousands, *others in _rows("cities.tsv"):
        country = countries.get(code, code)
        place = Place(name, country, intern(zone), int(thousands) * 1000, intern(region))
        yield (name, *(others[0].split("|") if others else ())), place


def _read_countries() -> tuple[dict[str, str], dict[str, set[str]]]:
    """Return country names by code, and what may follow a city -> countries or regions."""
    names: dict[str, str] = {}
    qualifiers: dict[str, set[str]] = {}
    for code, name, *others in _rows("countries.tsv"):
        names[code] = name
        short = () if "-" in code else (code,)
        for word in (*short, name, *(others[0].split("|") if others else ())):
            qualifiers.setdefault(_plain(word), set()).add(name)
    return names, qualifiers


def _rows(file: str) -> Iterator[list[str]]:
    text = files("bot.library").joinpath(file).read_text("utf-8")
    return (line.split("\t") for line in text.splitlines() if not line.startswith("#"))


def _names_a_region(zone: str) -> bool:
    return "/" in zone and not zone.startswith("Etc/")


def _plain(text: str) -> str:
    return " ".join("saint" if word == "st" else word for word in words(text))
