"""Places: what people type as their city leads to its time zone, or to nothing."""

from __future__ import annotations

import time
from importlib.resources import files
from zoneinfo import ZoneInfo

import pytest

from bot.library.places import Places


@pytest.fixture(scope="module")
def places() -> Places:
    return Places()


CLEAR = [
    ("Leeds", "Leeds", "Europe/London"),
    ("leeds ", "Leeds", "Europe/London"),
    ("leeds uk", "Leeds", "Europe/London"),
    ("Leeds, England", "Leeds", "Europe/London"),
    ("I live in Leeds", "Leeds", "Europe/London"),
    ("in berlin", "Berlin", "Europe/Berlin"),
    ("Berln", "Berlin", "Europe/Berlin"),
    ("new yrok", "New York City", "America/New_York"),
    ("NYC", "New York City", "America/New_York"),
    ("LA", "Los Angeles", "America/Los_Angeles"),
    ("san fransisco", "San Francisco", "America/Los_Angeles"),
    ("London", "London", "Europe/London"),
    ("London, Ontario", "London", "America/Toronto"),
    ("London Canada", "London", "America/Toronto"),
    ("Paris", "Paris", "Europe/Paris"),
    ("Paris, Texas", "Paris", "America/Chicago"),
    ("Paris TX", "Paris", "America/Chicago"),
    ("Springfield, Illinois", "Springfield", "America/Chicago"),
    ("Birmingham, Alabama", "Birmingham", "America/Chicago"),
    ("Portland, OR", "Portland", "America/Los_Angeles"),
    ("Washington DC", "Washington", "America/New_York"),
    ("Sao Paulo", "São Paulo", "America/Sao_Paulo"),
    ("München", "Munich", "Europe/Berlin"),
    ("Munich", "Munich", "Europe/Berlin"),
    ("Duesseldorf", "Düsseldorf", "Europe/Berlin"),
    ("Wien", "Vienna", "Europe/Vienna"),
    ("Lodz", "Łódź", "Europe/Warsaw"),
    ("Kiev", "Kyiv", "Europe/Kyiv"),
    ("Kyiv", "Kyiv", "Europe/Kyiv"),
    ("Bombay", "Mumbai", "Asia/Kolkata"),
    ("Bangalore", "Bengaluru", "Asia/Kolkata"),
    ("Saigon", "Ho Chi Minh City", "Asia/Ho_Chi_Minh"),
    ("Москва", "Moscow", "Europe/Moscow"),
    ("東京", "Tokyo", "Asia/Tokyo"),
    ("서울", "Seoul", "Asia/Seoul"),
    ("القاهرة", "Cairo", "Africa/Cairo"),
    ("St Petersburg", "Saint Petersburg", "Europe/Moscow"),
    ("İstanbul", "Istanbul", "Europe/Istanbul"),
    ("Japan", "Tokyo", "Asia/Tokyo"),
    ("uk", "London", "Europe/London"),
    ("Europe/Berlin", "Europe/Berlin", "Europe/Berlin"),
    ("america/new york", "America/New_York", "America/New_York"),
    ("UTC", "UTC", "Etc/UTC"),
]

AMBIGUOUS = [
    ("Springfield", {"America/Chicago", "America/New_York", "America/Los_Angeles"}),
    ("Birmingham", {"Europe/London", "America/Chicago"}),
    ("San Jose", {"America/Los_Angeles", "America/Costa_Rica", "Asia/Manila"}),
    ("Portland", {"America/Los_Angeles", "America/New_York"}),
    ("Cambridge", {"Europe/London", "America/Toronto", "America/New_York"}),
    ("Georgia", {"Asia/Tbilisi", "America/New_York"}),
]

NOTHING = [
    "", " ", "?", "🙂", "no", "yes", "me", "next", "hello", "pizza", "asdfghjkl", "my house",
    "the moon", "7:30", "19:00", "UTC+2", "GMT-5", "+2", "EST", "Etc/GMT+2", "Mars/Olympus",
    "vertical mattress", "x" * 5_000, "\x00",
]  # fmt: skip


@pytest.mark.parametrize(("text", "name", "zone"), CLEAR)
def test_a_clear_city_is_one_place(places: Places, text: str, name: str, zone: str) -> None:
    assert [(place.name, place.zone) for place in places.by_city(text)] == [(name, zone)]


@pytest.mark.parametrize(("text", "zones"), AMBIGUOUS)
def test_namesakes_are_all_offered_once_a_zone(places: Places, text: str, zones: set[str]) -> None:
    found = places.by_city(text)
    assert {place.zone for place in found} == zones
    assert len({place.label for place in found}) == len(found) <= 3


@pytest.mark.parametrize("text", NOTHING)
def test_what_is_no_city_is_nothing(places: Places, text: str) -> None:
    assert places.by_city(text) == []


@pytest.mark.parametrize(
    ("latitude", "longitude", "zone"),
    [
        (53.80, -1.55, "Europe/London"),
        (33.66, -95.56, "America/Chicago"),
        (-33.87, 151.21, "Australia/Sydney"),
        (27.71, 85.32, "Asia/Kathmandu"),
    ],
)
def test_a_location_has_a_zone(
    places: Places, latitude: float, longitude: float, zone: str
) -> None:
    place = places.by_location(latitude, longitude)
    assert place is not None
    assert (place.name, place.zone) == (zone, zone)


@pytest.mark.parametrize(("latitude", "longitude"), [(91.0, 0.0), (0.0, 181.0), (float("nan"), 0)])
def test_a_location_off_the_map_has_none(places: Places, latitude: float, longitude: float) -> None:
    assert places.by_location(latitude, longitude) is None


def test_every_zone_of_the_cities_is_in_the_tz_database() -> None:
    text = files("bot.library").joinpath("cities.tsv").read_text("utf-8")
    rows = [line.split("\t") for line in text.splitlines() if not line.startswith("#")]
    zones = {row[0] for row in rows}
    known = set(files("tzdata").joinpath("zones").read_text("utf-8").split())
    assert zones <= known
    assert len(zones) > 350
    assert all(ZoneInfo(zone) for zone in zones)


def test_the_data_names_its_source_and_stays_small() -> None:
    raw = files("bot.library").joinpath("cities.tsv").read_bytes()
    assert b"GeoNames" in raw[:300]
    assert b"CC BY 4.0" in raw[:300]
    assert len(raw) <= 500_000


def test_a_question_is_answered_at_once(places: Places) -> None:
    places.by_city("Leeds")
    texts = [text for text, *_ in CLEAR] + NOTHING
    start = time.perf_counter()
    for text in texts:
        places.by_city(text)
    assert (time.perf_counter() - start) / len(texts) < 0.02
