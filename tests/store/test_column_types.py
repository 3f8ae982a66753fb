from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import (
    ColumnElement,
    Connection,
    Engine,
    literal,
    literal_column,
    select,
    type_coerce,
)
from sqlalchemy.exc import StatementError

from bot.domain.content import Kit
from bot.domain.practice import Hand, Source
from bot.store.column_types import KitWords, UtcDateTime, Word
from tests.builders import at

instants = st.datetimes(timezones=st.just(UTC))


@pytest.fixture(scope="module")
def database(writer: Engine) -> Iterator[Connection]:
    with writer.connect() as connection:
        yield connection


def through(database: Connection, value: object, kind: UtcDateTime | Word | KitWords) -> object:
    return database.scalar(select(literal(value, kind)))


@given(instants)
def test_an_instant_comes_back_as_it_went_in(database: Connection, instant: datetime) -> None:
    back = through(database, instant, UtcDateTime())

    assert back == instant
    assert isinstance(back, datetime)
    assert back.tzinfo is UTC


@given(instants, instants)
def test_instants_compare_in_sql_as_they_do_in_python(
    database: Connection, one: datetime, other: datetime
) -> None:
    stored = literal(one, UtcDateTime())

    assert database.scalar(select(stored < literal(other, UtcDateTime()))) == (one < other)
    assert database.scalar(select(stored == literal(other, UtcDateTime()))) == (one == other)


@given(instants)
def test_an_instant_without_a_fraction_sorts_beside_those_with_one(
    database: Connection, instant: datetime
) -> None:
    whole = instant.replace(microsecond=0)
    later = literal(whole.replace(microsecond=1), UtcDateTime())

    assert database.scalar(select(literal(whole, UtcDateTime()) < later)) == 1


@pytest.mark.parametrize(
    "not_utc",
    [
        at().replace(tzinfo=None),
        at().astimezone(ZoneInfo("Europe/Berlin")),
        at().astimezone(ZoneInfo("UTC")),
        at().astimezone(timezone(timedelta(hours=1))),
    ],
    ids=["naive", "a place", "UTC by another name", "an offset"],
)
def test_what_is_not_utc_is_refused(database: Connection, not_utc: datetime) -> None:
    with pytest.raises(StatementError, match="aware UTC"):
        through(database, not_utc, UtcDateTime())


def test_a_word_is_kept_as_a_plain_string(database: Connection) -> None:
    assert through(database, Hand.OTHER, Word(Hand)) is Hand.OTHER
    assert database.scalar(select(literal(Hand.OTHER, Word(Hand)) == literal("other")))
    assert through(database, None, Word(Hand)) is None


def test_a_word_of_another_enum_is_refused(database: Connection) -> None:
    with pytest.raises(StatementError, match="plan"):
        through(database, Source.PLAN, Word(Hand))


def test_kit_of_another_version_is_passed_over(database: Connection) -> None:
    stored: ColumnElement[str] = literal_column("'cord,time-machine,putty'")
    read = database.scalar(select(type_coerce(stored, KitWords())))
    assert read == frozenset({Kit.CORD, Kit.PUTTY})


@given(st.frozensets(st.sampled_from(Kit)))
def test_a_kit_comes_back_whole(database: Connection, kit: frozenset[Kit]) -> None:
    assert through(database, kit, KitWords()) == kit
