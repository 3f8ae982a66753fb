"""Rosters as calendar files: what hospitals, Google, Outlook and Apple write, and what is hostile.

Alice sends them on Monday, 2 March 2026, in Leeds. "2N 3C" are a night on the 2nd and a day on call
on the 3rd.
"""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.calendar import Shift
from bot.files.calendar_reading import read
from bot.files.calendars import is_calendar, read_calendar
from bot.usecases.rosters import Found, Refusal, Refused
from tests.builders import LONDON, MONDAY

BERLIN = "Europe/Berlin"
LETTERS = {"day": "D", "night": "N", "on-call": "C", "post-call": "P", "off": "O"}
NIGHT = "DTSTART:20260302T200000\nDTEND:20260303T080000\nSUMMARY:Ward 5"


def calendar(*events: str, head: str = "") -> str:
    """A file with these events, each a few lines."""
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Rota//EN", *head.strip().splitlines()]
    for event in events:
        lines += ["BEGIN:VEVENT", *event.strip().splitlines(), "END:VEVENT"]
    return "\r\n".join([*lines, "END:VCALENDAR", ""])


def shifts(text: str, zone: str = LONDON) -> str:
    """The days of March with a letter each; with the number of events that were not used."""
    answer = read(text, zone, MONDAY)
    days = [
        f"{date.fromisoformat(day).day}{LETTERS[shift]}" for day, shift in answer["days"].items()
    ]
    unused = [f"{answer[why]} {why}" for why in ("ignored", "unreadable") if answer[why]]
    return " ".join([*days, *unused])


def timed(begins: str, ends: str, summary: str, day: str = "20260302", last: str = "") -> str:
    """An event from "20:00" of one day to "08:00" of another, by default the next if earlier."""
    if not last:
        last = day if ends > begins else "20260303"
    return (
        f"DTSTART:{day}T{begins.replace(':', '')}00\n"
        f"DTEND:{last}T{ends.replace(':', '')}00\nSUMMARY:{summary}"
    )


def all_day(summary: str, first: str = "20260302", end: str = "20260303") -> str:
    """Whole days up to, not including, `end`."""
    return f"DTSTART;VALUE=DATE:{first}\nDTEND;VALUE=DATE:{end}\nSUMMARY:{summary}"


# --- what is a shift -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("event", "found"),
    [
        pytest.param(timed("20:00", "08:00", "Ward 5"), "2N", id="a night by its hours"),
        pytest.param(timed("15:00", "05:00", "x"), "2N", id="a long late one into the night"),
        pytest.param(timed("19:00", "02:00", "Opera and dinner"), "", id="a late evening"),
        pytest.param(timed("08:00", "08:00", "Surgery", last="20260303"), "2C", id="24 hours"),
        pytest.param(timed("08:00", "12:00", "x", last="20260303"), "2C", id="28 hours"),
        pytest.param(timed("08:00", "17:00", "Congress", last="20260304"), "", id="a congress"),
        pytest.param(timed("17:00", "08:00", "On-call: Alice"), "2C", id="on call overnight"),
        pytest.param(timed("17:00", "08:00", "Surgery call, bleep 12"), "2C", id="a call"),
        pytest.param(
            timed("17:00", "08:00", "On call", day="20260306", last="20260309"),
            "6C 7C 8C",
            id="a weekend on call in one piece",
        ),
        pytest.param(timed("17:00", "17:30", "On call"), "2C", id="a mark in the calendar"),
        pytest.param(timed("10:00", "11:00", "Talk about the on-call rota"), "", id="a talk"),
        pytest.param(timed("10:00", "10:30", "Call with Bob"), "", id="a telephone call"),
        pytest.param(timed("16:00", "08:00", "Bereitschaftsdienst"), "2C", id="Bereitschaft"),
        pytest.param(all_day("On call"), "2C", id="on call, all day"),
        pytest.param(all_day("Dienst 24", end="20260304"), "2C 3C", id="two days on call"),
        pytest.param(all_day("Not on call"), "", id="not on call"),
        pytest.param(all_day("Call mum"), "", id="calling mother"),
        pytest.param(all_day("Post-call"), "2P", id="post-call"),
        pytest.param(timed("08:00", "12:00", "Post call"), "2P", id="post-call in the morning"),
        pytest.param(all_day("Night shift"), "2N", id="a night, all day"),
        pytest.param(all_day("Nights", end="20260306"), "2N 3N 4N 5N", id="a block of nights"),
        pytest.param(all_day("Movie night"), "", id="a movie night"),
        pytest.param(timed("07:30", "20:00", "Long Day"), "2D", id="a long day"),
        pytest.param(timed("06:00", "14:00", "Frühdienst"), "2D", id="an early"),
        pytest.param(timed("09:00", "17:00", "Conference"), "", id="a conference"),
        pytest.param(all_day("Annual leave", end="20260305"), "2O 3O 4O", id="leave"),
        pytest.param(all_day("Urlaub"), "2O", id="Urlaub"),
        pytest.param(all_day("OFF"), "2O", id="off"),
        pytest.param(all_day("Kick-off project"), "", id="a kick-off"),
        pytest.param(timed("18:00", "22:00", "Holiday party"), "", id="a holiday party"),
        pytest.param(timed("14:00", "15:00", "Dentist"), "", id="a dentist"),
        pytest.param(all_day(""), "", id="without a word"),
    ],
)
def test_words_and_hours_make_a_shift(event: str, found: str) -> None:
    assert shifts(calendar(event)) == (found or "1 ignored")


@pytest.mark.parametrize(
    ("events", "found"),
    [
        ([all_day("Bank holiday"), timed("20:00", "08:00", "x")], "2N"),
        ([timed("07:30", "20:00", "Long day"), all_day("On call")], "2C"),
        ([all_day("On call"), timed("07:30", "20:00", "Long day")], "2C"),
    ],
)
def test_of_two_shifts_on_a_day_the_one_that_costs_more_sleep_counts(
    events: list[str], found: str
) -> None:
    assert shifts(calendar(*events)) == found


# --- when it is ----------------------------------------------------------------------------------

CUSTOM = """
BEGIN:VTIMEZONE
TZID:Customized Time Zone
X-WHATEVER:1
BEGIN:STANDARD
DTSTART:16010101T030000
TZOFFSETFROM:+0600
TZOFFSETTO:+0500
RRULE:FREQ=YEARLY;INTERVAL=1;BYDAY=-1SU;BYMONTH=10
END:STANDARD
BEGIN:DAYLIGHT
DTSTART:16010101T020000
TZOFFSETFROM:+0500
TZOFFSETTO:+0600
RRULE:FREQ=YEARLY;INTERVAL=1;BYDAY=-1SU;BYMONTH=3
END:DAYLIGHT
END:VTIMEZONE
"""


@pytest.mark.parametrize(
    ("start", "zone", "found"),
    [
        pytest.param("DTSTART:20260302T230000", LONDON, "2N", id="no zone: the learner's"),
        pytest.param("DTSTART:20260302T230000", "Asia/Tokyo", "2N", id="no zone: wherever that is"),
        pytest.param("DTSTART:20260302T230000Z", LONDON, "2N", id="UTC"),
        pytest.param("DTSTART:20260302T200000Z", "Australia/Sydney", "1 ignored", id="far away"),
        pytest.param("DTSTART;TZID=Europe/Berlin:20260303T000000", LONDON, "2N", id="a zone"),
        pytest.param(
            "DTSTART;TZID=W. Europe Standard Time:20260303T000000",
            LONDON,
            "2N",
            id="Outlook's name",
        ),
        pytest.param(
            'DTSTART;TZID="Romance Standard Time":20260303T000000', LONDON, "2N", id="in quotes"
        ),
        pytest.param(
            "DTSTART;TZID=Customized Time Zone:20260303T040000", LONDON, "2N", id="the file's own"
        ),
        pytest.param(
            "DTSTART;TZID=Nowhere/At All:20260302T230000", LONDON, "2N", id="unknown: as written"
        ),
    ],
)
def test_a_night_of_eight_hours_is_put_on_the_learners_clock(
    start: str, zone: str, found: str
) -> None:
    assert shifts(calendar(f"{start}\nDURATION:PT8H\nSUMMARY:x", head=CUSTOM), zone) == found


def test_the_zones_of_one_file_do_not_reach_the_next() -> None:
    """Somebody else's file calls a zone of its own by the name that Outlook has for Berlin."""
    hostile = calendar(NIGHT, head=CUSTOM.replace("Customized", "W. Europe Standard"))
    honest = calendar(
        "DTSTART;TZID=W. Europe Standard Time:20260302T210000\nDURATION:PT11H\nSUMMARY:x"
    )
    read_calendar(hostile.encode(), LONDON, MONDAY)

    assert found_in(honest).days == {MONDAY: Shift.NIGHT}


@pytest.mark.parametrize(
    ("event", "found"),
    [
        pytest.param("DTSTART;VALUE=DATE:20260302\nSUMMARY:On call", "2C", id="Apple: no end"),
        pytest.param(all_day("On call", end="20260302"), "2C", id="ends on itself"),
        pytest.param(
            "DTSTART;VALUE=DATE:20260302\nDURATION:P2D\nSUMMARY:Leave", "2O 3O", id="days long"
        ),
        pytest.param(
            "DTSTART;TZID=GMT Standard Time:20260302T000000\n"
            "DTEND;TZID=GMT Standard Time:20260304T000000\n"
            "X-MICROSOFT-CDO-ALLDAYEVENT:TRUE\nSUMMARY:Leave",
            "2O 3O",
            id="Outlook: from midnight to midnight",
        ),
        pytest.param(
            "DTSTART;TZID=Europe/London:20260302T200000\nDTEND:20260303T080000Z\nSUMMARY:x",
            "2N",
            id="two ways to say when",
        ),
        pytest.param(
            "DTSTART:20260302T200000\nDTEND:20260303T080000\nSUMMARY;LANGUAGE=en-gb:Nig\n ht shift",
            "2N",
            id="a folded line",
        ),
        pytest.param(
            f"{NIGHT}\nBEGIN:VALARM\nTRIGGER:-PT15M\nDURATION:PT1M\nSUMMARY:Off\nEND:VALARM",
            "2N",
            id="an alarm of its own length",
        ),
        pytest.param(f"{NIGHT}\nSTATUS:CANCELLED", "1 ignored", id="cancelled"),
        pytest.param(all_day("Leave", "20260101", "20260225"), "23O 24O", id="begun long ago"),
        pytest.param(all_day("On call", "20260101", "20260102"), "1 ignored", id="long ago"),
        pytest.param(all_day("On call", "20280101", "20280102"), "1 ignored", id="far ahead"),
        pytest.param("SUMMARY:Night shift", "1 unreadable", id="no time"),
        pytest.param(
            "DTSTART:tonight\nSUMMARY:Night shift", "1 unreadable", id="a word for a time"
        ),
        pytest.param("DTSTART:20260230T200000\nSUMMARY:x", "1 unreadable", id="30 February"),
        pytest.param("DTSTART;TZID:20260302T200000\nSUMMARY:x", "1 unreadable", id="half a line"),
        pytest.param("DTSTART:99991231T235959Z\nDURATION:P9D", "1 unreadable", id="year 9999"),
        pytest.param(timed("20:00", "08:00", "x", last="20260301"), "1 unreadable", id="backwards"),
    ],
)
def test_each_program_writes_in_its_own_way(event: str, found: str) -> None:
    assert shifts(calendar(event)) == found


@pytest.mark.parametrize("breaks", ["\n", "\r\n", "\r", "\r\r\n"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_files_from_anywhere_are_decoded(breaks: str, encoding: str) -> None:
    data = calendar(NIGHT).replace("\r\n", breaks).encode(encoding)

    assert read_calendar(data, LONDON, MONDAY) == Found({MONDAY: Shift.NIGHT}, 0, 0)


# --- what repeats --------------------------------------------------------------------------------

WEEKLY = f"UID:rota-1\n{NIGHT}\nRRULE:FREQ=WEEKLY;BYDAY=MO,TU;COUNT=5"  # 2, 3, 9, 10, 16


def moved(day: str, *lines: str) -> str:
    """One night of the rota has an event of its own."""
    return "\n".join(["UID:rota-1", f"RECURRENCE-ID:{day}T200000", *lines])


@pytest.mark.parametrize(
    ("events", "found"),
    [
        pytest.param([WEEKLY], "2N 3N 9N 10N 16N", id="twice a week"),
        pytest.param(
            [f"{WEEKLY}\nEXDATE:20260303T200000,20260309T200000"], "2N 10N 16N", id="but for two"
        ),
        pytest.param(
            [f"{WEEKLY}\nEXDATE;VALUE=DATE:20260303"], "2N 9N 10N 16N", id="but for a day"
        ),
        pytest.param([f"{WEEKLY}\nEXDATE:20260303T200000Z"], "2N 9N 10N 16N", id="said in UTC"),
        pytest.param(
            [f"{WEEKLY}\nRDATE:20260305T200000"], "2N 3N 5N 9N 10N 16N", id="and one more"
        ),
        pytest.param(
            [f"{WEEKLY}\nEXDATE:20260303T200000,"], "2N 9N 10N 16N", id="with a comma left"
        ),
        pytest.param([f"{WEEKLY}\nEXDATE:20260303T2"], "1 unreadable", id="but for what?"),
        pytest.param(
            [WEEKLY, moved("20260309", timed("20:00", "08:00", "x", "20260312", "20260313"))],
            "2N 3N 10N 12N 16N",
            id="one is moved",
        ),
        pytest.param(
            [moved("20260309", NIGHT, "STATUS:CANCELLED"), WEEKLY],
            "2N 3N 10N 16N 1 ignored",
            id="one is cancelled",
        ),
        pytest.param(
            [WEEKLY, moved("20260309", timed("09:00", "10:00", "Dentist", "20260309", "20260309"))],
            "2N 3N 10N 16N 1 ignored",
            id="one is something else",
        ),
        pytest.param(
            [f"{NIGHT}\nRRULE:FREQ=DAILY;INTERVAL=3;UNTIL=20260309T000000Z"], "2N 5N 8N", id="until"
        ),
        pytest.param([f"{NIGHT}\nRRULE:FREQ=DAILY;UNTIL=20260304"], "2N 3N 4N", id="until a day"),
        pytest.param(
            ["DTSTART;VALUE=DATE:20260302\nSUMMARY:On call\nRRULE:FREQ=DAILY;INTERVAL=4;COUNT=3"],
            "2C 6C 10C",
            id="whole days",
        ),
        pytest.param(
            [
                f"{NIGHT.replace('2026', '2019')}\nRRULE:FREQ=MONTHLY;BYDAY=1MO;UNTIL=20260401T000000Z"
            ],
            "2N",
            id="for seven years",
        ),
        pytest.param(
            [
                "DTSTART;TZID=Europe/London:20260327T200000\nDURATION:PT12H\nSUMMARY:x\n"
                "RRULE:FREQ=DAILY;COUNT=3\nEXDATE:20260329T190000Z"
            ],
            "27N 28N",
            id="over the change of the clocks",
        ),
        pytest.param([f"{NIGHT}\nRRULE:FREQ=SECONDLY"], "1 unreadable", id="every second"),
        pytest.param([f"{NIGHT}\nRRULE:FREQ=DAILY;BYHOUR=1,2"], "1 unreadable", id="by the hour"),
        pytest.param([f"{NIGHT}\nRRULE:FREQ=DAILY;INTERVAL=0"], "1 unreadable", id="on the spot"),
        pytest.param([f"{NIGHT}\nRRULE:often"], "1 unreadable", id="often"),
        pytest.param(
            [NIGHT, f"{NIGHT}\nRRULE:FREQ=HOURLY"], "2N 1 unreadable", id="the rest is read"
        ),
    ],
)
def test_repetitions_are_followed(events: list[str], found: str) -> None:
    assert shifts(calendar(*events)) == found


@pytest.mark.parametrize(
    "rule", ["FREQ=DAILY", "FREQ=DAILY;COUNT=999999999", "FREQ=DAILY;UNTIL=99991231T235959Z"]
)
def test_a_rule_without_an_end_ends_after_400_days(rule: str) -> None:
    days = read(calendar(f"{NIGHT}\nRRULE:{rule}"), LONDON, MONDAY)["days"]

    assert (min(days), max(days)) == ("2026-03-02", "2027-04-06")
    assert len(days) == 401


@given(
    st.dates(date(2026, 1, 1), date(2026, 12, 31)),
    st.sampled_from(["20:00 08:00", "08:00 20:00", "08:00 08:00"]),
    st.integers(1, 20),
    st.integers(1, 9),
)
def test_every_nth_day_is_every_nth_day(first: date, hours: str, interval: int, count: int) -> None:
    begins, ends = hours.split()
    last = first if ends > begins else first + timedelta(days=1)
    event = timed(begins, ends, "Long day", f"{first:%Y%m%d}", f"{last:%Y%m%d}")
    rule = f"RRULE:FREQ=DAILY;INTERVAL={interval};COUNT={count}"

    expected = [first + timedelta(days=interval * each) for each in range(count)]
    inside = [f"{day}" for day in expected if -7 <= (day - MONDAY).days <= 400]
    assert list(read(calendar(f"{event}\n{rule}"), LONDON, MONDAY)["days"]) == inside


# --- at the door ---------------------------------------------------------------------------------


def found_in(text: str) -> Found:
    answer = read_calendar(text.encode(), LONDON, MONDAY)
    assert isinstance(answer, Found)
    return answer


def test_a_roster_is_summed_up_before_it_is_taken_over() -> None:
    leave = all_day("Leave", "20260310", "20260312")  # the first day of it after a night
    found = found_in(calendar(WEEKLY, leave, timed("14:00", "15:00", "Dentist"), "SUMMARY:x"))

    nights = {date(2026, 3, day): Shift.NIGHT for day in (2, 3, 9, 10, 16)}
    assert found.days == nights | {date(2026, 3, 11): Shift.OFF}
    assert (found.first, found.last) == (MONDAY, date(2026, 3, 16))
    assert (found.ignored, found.unreadable) == (1, 1)


def test_a_pasted_calendar_is_one_with_words_around_it() -> None:
    pasted = "Here is my rota:\n" + calendar(NIGHT).replace("\r\n", "\n") + "\nThanks!"

    assert is_calendar(pasted)
    assert found_in(pasted).days == {MONDAY: Shift.NIGHT}
    assert not is_calendar("When does my calendar begin: now?")


def test_a_zone_may_be_called_by_the_name_of_its_maker() -> None:
    start = "DTSTART;TZID=/freeassociation.sourceforge.net/Europe/Berlin:20260303T000000"

    assert found_in(calendar(f"{start}\nDURATION:PT8H\nSUMMARY:x")).days == {MONDAY: Shift.NIGHT}


@pytest.mark.parametrize(
    ("data", "why"),
    [
        pytest.param(b"a" * 50_000_000, Refusal.TOO_LARGE, id="50 MB"),
        pytest.param(calendar(NIGHT).encode() + b"\n" * 2_000_000, Refusal.TOO_LARGE, id="padded"),
        pytest.param(b"https://calendar.example/alice.ics", Refusal.LINK, id="a link"),
        pytest.param(b"My rota: webcal://calendar.example/alice", Refusal.LINK, id="a feed"),
        pytest.param(b"PK\x03\x04" + b"\0" * 99, Refusal.ARCHIVE, id="Google's zip"),
        pytest.param(b"", Refusal.NOT_A_CALENDAR, id="nothing"),
        pytest.param(b"\x89PNG\r\n\x1a\n" + b"\xff" * 9_999, Refusal.NOT_A_CALENDAR, id="a photo"),
        pytest.param(b"\n" * 1_900_000, Refusal.NOT_A_CALENDAR, id="blank lines"),
        pytest.param(calendar().encode(), Refusal.NO_SHIFTS, id="an empty calendar"),
        pytest.param(calendar(all_day("Mum")).encode(), Refusal.NO_SHIFTS, id="a private one"),
        pytest.param(calendar("DTSTART:?").encode(), Refusal.UNREADABLE, id="all broken"),
        pytest.param(b"BEGIN:VCALENDAR\nBEGIN:VEVENT\nDTST", Refusal.UNREADABLE, id="cut off"),
        pytest.param(calendar(*[NIGHT] * 5_001).encode(), Refusal.TOO_MANY, id="5,001 events"),
        pytest.param(calendar("DTSTART:\n" * 150_000).encode(), Refusal.TOO_MANY, id="many lines"),
    ],
)
def test_what_is_no_roster_is_refused_with_a_reason(data: bytes, why: Refusal) -> None:
    assert read_calendar(data, LONDON, MONDAY) == Refused(why)


HOSTILE = {  # each with an honest night among it
    "endless rules": calendar(*[f"{NIGHT}\nRRULE:FREQ=DAILY"] * 500),
    "events in events": calendar("BEGIN:VEVENT\n" * 70_000, NIGHT),
    "calendars in calendars": "BEGIN:VCALENDAR\n" * 110_000 + calendar(NIGHT),
    "a long summary": calendar(f"{NIGHT}{'a' * 1_900_000}"),
    "parameters": calendar(NIGHT, f"DTSTART{';A=b' * 100_000}:x"),
    "quotes": calendar(NIGHT, "DTSTART" + ';A="' * 100_000),
    "folds": calendar(NIGHT + "\n " * 600_000),
    "short lines": calendar(NIGHT + "\nX:" * 400_000),
    "dates": calendar(f"{NIGHT}\nRDATE:{'20260302T200000,' * 30_000}"),
    "zones": calendar(NIGHT, head=CUSTOM * 4_000),
    "a zone that changes its clocks every second": calendar(
        "DTSTART;TZID=Customized Time Zone:20260303T040000\nDURATION:PT8H\nSUMMARY:x",
        head=CUSTOM.replace("YEARLY", "SECONDLY"),
    ),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_files_are_read_in_time(name: str) -> None:
    answer = read_calendar(HOSTILE[name].encode(), LONDON, MONDAY)

    assert isinstance(answer, Found)
    assert answer.days[MONDAY] is Shift.NIGHT


def test_a_search_without_end_is_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    never = f"{NIGHT}\nRRULE:FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30"  # until the year 9999, each
    monkeypatch.setattr("bot.files.calendars.LONGEST_READ_S", 1)

    answer = read_calendar(calendar(*[never] * 20).encode(), LONDON, MONDAY)

    assert answer == Refused(Refusal.UNREADABLE)


@given(
    st.text("BEGIN:VENDTSRUCAL\r\n ;=20260302T000000Z,", max_size=300),
    st.integers(0, len(calendar(WEEKLY, all_day("On call")))),
)
def test_damage_costs_the_event_it_falls_into(junk: str, at: int) -> None:
    text = calendar(WEEKLY, all_day("On call"))

    assert f"{MONDAY}" in read(text[:at] + junk + text[at:], LONDON, MONDAY)["days"]


# --- what is over --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("events", "last"),
    [
        pytest.param([NIGHT.replace("202603", "202506")], date(2025, 6, 2), id="last summer"),
        pytest.param(
            [
                timed("20:00", "08:00", "Nights", day="20260110", last="20260111"),
                all_day("On call", "20260201", "20260203"),
                all_day("Mum", "20260210", "20260211"),
            ],
            date(2026, 2, 2),
            id="the last shift counts",
        ),
        pytest.param(
            [f"{NIGHT.replace('202603', '202506')}\nRRULE:FREQ=WEEKLY;UNTIL=20250701T000000"],
            date(2025, 6, 30),
            id="a block that has ended",
        ),
        pytest.param(
            [
                f"{NIGHT.replace('202603', '202506')}\nRRULE:FREQ=WEEKLY;COUNT=3"
                "\nEXDATE:20250616T200000"
            ],
            date(2025, 6, 9),
            id="without its last one",
        ),
    ],
)
def test_a_roster_that_is_over_says_since_when(events: list[str], last: date) -> None:
    answer = read_calendar(calendar(*events).encode(), LONDON, MONDAY)
    assert answer == Refused(Refusal.OVER, last)


def test_what_is_over_takes_nothing_from_what_is_to_come() -> None:
    assert shifts(calendar(NIGHT.replace("202603", "202506"), NIGHT)) == "2N 1 ignored"
