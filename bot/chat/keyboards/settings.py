"""Buttons of setting up, settings, pause and data."""

from __future__ import annotations

from bot.chat.buttons import Button, Inline, Keyboard, RemoveReplies, Replies, in_rows, inline
from bot.chat.taps import (
    AllowCheckIns,
    AskDayStart,
    AskKit,
    AskPause,
    AskPlace,
    AskTime,
    AskTrack,
    Begin,
    EraseEverything,
    HoldNeedle,
    KeepEverything,
    KitIsDone,
    PickDayStart,
    PickPlace,
    PickTime,
    PickTrack,
    Resume,
    ShowSettings,
    ShowToday,
    TickKit,
    TurnKit,
)
from bot.chat.taps.calendar import ShowCalendar
from bot.chat.taps.events import ShowDates
from bot.chat.taps.remind import ShowRemind
from bot.domain.learners import Consent
from bot.domain.places import Place
from bot.domain.syllabus import Track
from bot.texts.texts import Texts
from bot.usecases.onboarding import (
    KitAsked,
    PlaceAsked,
    PlaceSet,
    PlaceUnclear,
    TimeAsked,
    Welcome,
)
from bot.usecases.privacy import ForgetAsked
from bot.usecases.remind import RemindView
from bot.usecases.settings import DayStartAsked, SettingsView, TrackAsked

PLACE_NAME_BYTES = 20  # what the wire form leaves beside the longest zone name


def welcome(facts: Welcome, texts: Texts) -> Inline:
    """Straight to a first drill, or set up first."""
    first = Button(texts.label("start.try", seconds=facts.first_seconds), Begin(try_first=True))
    return inline([first], [Button(texts.label("start.set_up"), Begin(try_first=False))])


def place_asked(facts: PlaceAsked, texts: Texts) -> Replies:
    """Share once, or one of a few cities; any other is typed."""
    cities = texts.label("place.cities").split(" · ")
    return Replies(
        share_location=texts.label("place.share"),
        words=tuple(tuple(cities[start : start + 3]) for start in range(0, len(cities), 3)),
        placeholder=texts.label("place.placeholder"),
    )


def place_unclear(facts: PlaceUnclear, texts: Texts) -> Keyboard:
    """The places that it may be."""
    if not facts.choices:
        return None
    return inline(*([to_place(place, place.label)] for place in facts.choices))


def to_place(place: Place, label: str) -> Button:
    """Return the button that takes a place, whatever its name."""
    short = place.name.encode()[:PLACE_NAME_BYTES].decode(errors="ignore")
    return Button(label, PickPlace(place.zone, short))


def place_set(facts: PlaceSet, texts: Texts) -> RemoveReplies:
    """The keyboard of cities has done its work."""
    return RemoveReplies()


def time_asked(facts: TimeAsked, texts: Texts) -> Inline:
    """Three usual times; another one, or another city, by a button."""
    times = [
        Button(f"{minute // 60:02}:{minute % 60:02}", PickTime(minute))
        for minute in facts.suggestions
    ]
    other = Button(texts.label("time.other"), AskTime()) if times else None
    wrong = Button(texts.label("place.wrong"), AskPlace()) if facts.onboarding else None
    return inline(times, [other, wrong])


def kit(facts: KitAsked, texts: Texts) -> Inline:
    """Tick boxes, two a row, then *More* where there is, and *Done*."""
    boxes = (
        Button(
            texts.label("kit.ticked" if kit in facts.chosen else "kit.unticked")
            + texts.label(f"kit.{kit.value}"),
            TickKit(kit, kit not in facts.chosen),
        )
        for kit in facts.things
    )
    more = (
        Button(texts.label("kit.more"), TurnKit(facts.next_page))
        if facts.next_page is not None
        else None
    )
    return inline(*in_rows(boxes, 2), [more, Button(texts.label("common.done"), KitIsDone())])


def settings(facts: SettingsView, texts: Texts) -> Inline:
    """What can be changed."""
    on = facts.check_ins is Consent.YES
    return inline(
        [
            Button(texts.label("remind.all"), ShowRemind()),
            Button(texts.label("settings.place"), AskPlace()),
        ],
        [
            Button(texts.label("calendar.all"), ShowCalendar()),
            Button(texts.label("events.all"), ShowDates()),
        ],
        [
            Button(texts.label("settings.kit"), AskKit()),
            Button(texts.label("settings.day_start"), AskDayStart()),
        ],
        [Button(texts.label("settings.track"), AskTrack())],
        [_other_hand(facts, texts)],
        [
            Button(
                texts.label("settings.check_ins_off" if on else "settings.check_ins_on"),
                AllowCheckIns(not on),
            ),
            pause_or_resume(facts, texts),
        ],
    )


def _other_hand(facts: SettingsView, texts: Texts) -> Button:
    """I hold the needle in the hand that is not set."""
    other = facts.needle_hand.other
    return Button(texts.label(f"needle_hand.{other.value}"), HoldNeedle(other))


def track(facts: TrackAsked, texts: Texts) -> Inline:
    """The four specialties, two a row, then none of them."""
    tracks = (Button(texts.label(f"track.{track.value}"), PickTrack(track)) for track in Track)
    none = Button(texts.label("track.none"), PickTrack(None))
    back = Button(texts.label("common.back"), ShowSettings())
    return inline(*in_rows(tracks, 2), [none, back])


def pause_or_resume(facts: SettingsView | RemindView, texts: Texts) -> Button:
    """Pause, or back from a pause that runs or is to come."""
    if facts.paused_from:
        return Button(texts.label("pause.none"), Resume())
    if facts.paused:
        return Button(texts.label("settings.resume"), Resume())
    return Button(texts.label("settings.pause"), AskPause())


def day_start(facts: DayStartAsked, texts: Texts) -> Inline:
    """Clock times, the present one marked by the message."""
    times = [
        Button(f"{minute // 60:02}:{minute % 60:02}", PickDayStart(minute))
        for minute in facts.choices
    ]
    return inline(times, [Button(texts.label("common.back"), ShowSettings())])


def today(facts: object, texts: Texts) -> Inline:
    """On to today's plan."""
    return inline([Button(texts.label("plan.today"), ShowToday())])


def forget(facts: ForgetAsked, texts: Texts) -> Inline:
    """Asked once, since nothing brings it back."""
    erase = Button(texts.label("forget.erase"), EraseEverything())
    return inline([erase], [Button(texts.label("forget.keep"), KeepEverything())])
