"""From what a learner types, or shares as a location, to a place and its time zone.

City data: GeoNames (https://www.geonames.org), licensed under CC BY 4.0; cities.tsv says how it was
cut down. Zone names are those of the tzdata wheel.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from importlib.resources import files
from sys import intern
from typing import Final

from rapidfuzz import process
from rapidfuzz.distance import OSA

from bot.domain.places import Place
from bot.library.words import words

MOST: Final = 3  # places offered at once
CLEAR_LEAD: Final = 12  # times the people of the next namesake: then nobody means that one
LONGEST_CITY: Final = 80  # characters; longer texts are no city
LONGEST_QUALIFIER: Final = 4  # words of a country or region after a city
UTC = Place("UTC", "", "Etc/UTC")


class Places:
    """Finds places. The data is read at the first question and kept: about 10 MB."""

    @cached_property
    def _index(self) -> _Index:
        return _Index()

    def by_city(self, text: str) -> list[Place]:
        """Return the places that `text` may mean, best first and at most three: one where it is
        clear, none where nothing fits. "Leeds", "leeds uk", "Paris, Texas", a country, and zone
        names such as Europe/Berlin are understood. Bare offsets such as UTC+2 are not, since they
        do not say when summer time begins.
        """
        if len(text) > LONGEST_CITY:
            return []
        if zone := self._index.zone(text.strip()):
            return [zone]
        return self._index.cities(text)

    def by_location(self, latitude: float, longitude: float) -> Place | None:
        """Return the zone at a point in degrees, named after itself; None off the map."""
        if not (-90 <= latitude <= 90 and -180 <= longitude <= 180):
            return None
        from tzfpy import get_tz  # 35 MB of outlines: only for who shares a location

        zone = get_tz(longitude, latitude)
        return self._index.zone(zone) if zone else None


class _Index:
    """All places by their names, in the form in which names are compared."""

    def __init__(self) -> None:
        self._countries, self._qualifiers = _read_countries()
        self._places: list[Place] = []
        self._owners: dict[str, tuple[int, ...]] = {}  # name -> places, by their number
        for names, place in _read_cities(self._countries):
            self._places.append(place)
            for name in {_plain(name) for name in names}:
                self._owners[name] = (*self._owners.get(name, ()), len(self._places) - 1)
            if place.region:
                self._qualifiers.setdefault(_plain(place.region), set()).add(place.region)
        self._names = [name for name in self._owners if len(name) >= 4]
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
        readings = list(self._readings(text))
        for find in (self._exactly, self._nearly):
            for name, qualifier in readings:
                places = [p for p in find(name) if not qualifier or _within(p, qualifier)]
                if places:
                    return _best(places)
        country = self._qualifiers.get(_plain(text), set())
        return _best(p for p in self._places if country and _within(p, country))

    def _readings(self, text: str) -> Iterator[tuple[str, set[str]]]:
        """Yield each way to read `text` as a city, with what it must lie in."""
        spoken = words(text)
        yield " ".join(spoken), set()
        for length in range(1, min(LONGEST_QUALIFIER, len(spoken) - 1) + 1):
            qualifier = self._qualifiers.get(" ".join(spoken[-length:]))
            if qualifier:
                yield " ".join(spoken[:-length]), qualifier

    def _exactly(self, name: str) -> list[Place]:
        return [self._places[number] for number in self._owners.get(name, ())]

    def _nearly(self, name: str) -> list[Place]:
        """Return the places whose name is fewest slips away: one slip, two from eight letters."""
        if len(name) < 4:
            return []
        slips = 2 if len(name) >= 8 else 1
        close = process.extract(
            name, self._names, scorer=OSA.distance, score_cutoff=slips, limit=None
        )
        alike = [(distance, found) for found, distance, _ in close if found[0] == name[0]]
        fewest = min((distance for distance, _ in alike), default=0)
        return [p for d, found in alike if d == fewest for p in self._exactly(found)]


def _best(places: Iterable[Place]) -> list[Place]:
    """Rank by people; leave out what nobody means, and second places in one zone."""
    ranked = sorted(set(places), key=lambda place: -place.population)
    by_zone: dict[str, Place] = {}
    for place in ranked:
        if place.population * CLEAR_LEAD >= ranked[0].population:
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
    """Return country names by code, and what may follow a city -> the countries it means."""
    names: dict[str, str] = {}
    qualifiers: dict[str, set[str]] = {}
    for code, name, *others in _rows("countries.tsv"):
        names[code] = name
        for word in (code, name, *(others[0].split("|") if others else ())):
            qualifiers.setdefault(_plain(word), set()).add(name)
    return names, qualifiers


def _rows(file: str) -> Iterator[list[str]]:
    text = files("bot.library").joinpath(file).read_text("utf-8")
    return (line.split("\t") for line in text.splitlines() if not line.startswith("#"))


def _names_a_region(zone: str) -> bool:
    return "/" in zone and not zone.startswith("Etc/")


def _plain(text: str) -> str:
    return " ".join(words(text))
