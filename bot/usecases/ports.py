"""What the use cases need of the rooms above them. `bot.app` hands over the real ones."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any, Protocol, TypeVar

from bot.domain.checkins import AskedQuestion, CheckIn, Feeling
from bot.domain.content import SafetyPage
from bot.domain.events import Event, EventKind
from bot.domain.glossary import Term
from bot.domain.learners import Away, Learner
from bot.domain.places import Place
from bot.domain.practice import Completion, OpenCard, Plan, PlanItem
from bot.domain.reviews import Memory
from bot.domain.timers import Timer
from bot.usecases.deliveries import Deliveries, Rules
from bot.usecases.drafts import Drafts

T = TypeVar("T")


class DatabaseDown(Exception):
    """The database cannot serve right now: locked, full, or gone. Nothing was changed."""


class Clock(Protocol):
    """The one source of time."""

    def now(self) -> datetime:
        """Return the present instant, aware UTC."""


class Duty(StrEnum):
    """What only one process at a time may do."""

    BULK_BUDGET = (
        "bulk-budget"  # send what nobody waits for: Telegram limits it for a bot as a whole
    )
    POLLING = "polling"  # ask Telegram for updates


class Database(Protocol):
    """Runs whole units of work off the event loop, each in one transaction."""

    async def run(self, work: Callable[..., T], *args: Any) -> T:
        """Run `work(tx, *args)` and commit; an exception rolls everything back.

        It may be run again where others get in its way, so it changes nothing but what it returns.
        """

    async def run_patiently(self, work: Callable[..., T], *args: Any) -> T:
        """Do as `run` does, but let those go first for whom a person waits."""

    async def run_first(self, work: Callable[..., T], *args: Any) -> T:
        """Do as `run` does, before all others that wait: it is short, and done already."""

    async def run_lease(self, work: Callable[..., T], *args: Any) -> T:
        """Do as `run_patiently` does; a power cut, which ends the holder too, may take it back."""

    async def read(self, work: Callable[..., T], *args: Any) -> T:
        """Run `work(tx, *args)` on a reader that sees the last commit and writes nothing."""

    @property
    def is_shared(self) -> bool:
        """Tell whether other processes may be at work on the same database."""

    async def holds(self, duty: Duty) -> bool:
        """Tell whether this process has the duty, taking it when no other process does.

        Cheap when it is held already. It is given back at the end of the process, however that
        comes, and lost with the connection to the database: ask each time before acting on it.
        """


class Tx(Protocol):
    """One transaction, with what can be kept, by topic."""

    @property
    def learners(self) -> Learners: ...
    @property
    def rules(self) -> Rules: ...
    @property
    def deliveries(self) -> Deliveries: ...
    @property
    def drafts(self) -> Drafts: ...
    @property
    def plans(self) -> Plans: ...
    @property
    def practice(self) -> Practice: ...
    @property
    def check_ins(self) -> CheckIns: ...
    @property
    def conversation(self) -> Conversation: ...
    @property
    def outbox(self) -> OutboxRows: ...


class Learners(Protocol):
    """The people, and what is set about them."""

    def get(self, learner: int) -> Learner | None: ...
    def save(self, learner: Learner) -> None:
        """Insert or update."""

    def save_seen(self, learner: Learner) -> None:
        """Keep what a sign of life changes."""

    def forget(self, learner: int) -> None:
        """Erase the person and everything kept about them."""

    def pauses(self, learner: int) -> list[tuple[date, date | None]]:
        """Return past and running pauses as (first day, first day after or None), oldest first."""

    def add_pause(self, learner: int, first: date, until: date | None, away: Away) -> None: ...
    def end_pause(self, learner: int, day: date) -> None:
        """Let the running pause end before `day`."""

    def events(self, learner: int) -> list[Event]:
        """Return the dates that matter, soonest first."""

    def add_event(self, learner: int, kind: EventKind, day: date, label: str) -> int:
        """Keep a date that matters; return its id."""

    def remove_event(self, learner: int, event: int, at: datetime) -> bool:
        """Remove a date that matters; of removed ones the last can be restored, the others go."""

    def restore_event(self, learner: int, event: int) -> bool:
        """Bring the date that was removed last back; tell whether it was still kept."""

    def rests(self, learner: int, day: date) -> frozenset[str]:
        """Return the families of drills that rest on `day`."""

    def rest(self, learner: int, family: str, until: date) -> None:
        """Let a family of drills rest before `until`; a later end wins."""

    def add_report(self, learner: int, item: str, version: str, words: str, at: datetime) -> None:
        """Keep what a learner says is wrong with an item, for the operator."""


class Plans(Protocol):
    """Plans, frozen when first shown."""

    def of_day(self, learner: int, day: date) -> Plan | None: ...
    def get(self, plan: int) -> Plan | None: ...
    def add(
        self, learner: int, day: date, items: Sequence[PlanItem], shown_at: datetime
    ) -> Plan: ...
    def shown(self, plan: int, message: int) -> None:
        """Remember the newest message that shows the plan."""

    def shown_of_day(self, learner: int, day: date, message: int) -> None:
        """Remember the newest message that shows the plan of a practice day, if there is one."""

    def set_item(self, plan: int, item: PlanItem) -> None:
        """Write an item's state (not today, completion)."""


class Practice(Protocol):
    """Completions, timers, and the memory of techniques."""

    def add(self, completion: Completion) -> Completion:
        """Keep a completion; its id is given here."""

    def get(self, completion: int) -> Completion | None: ...
    def remove(self, completion: int) -> None:
        """Undo a completion and untick the plan item it ticked off."""

    def set_count(self, completion: int, reps: int | None, seconds: int | None) -> None: ...
    def shown(self, completion: int, message: int) -> None:
        """Remember the message that shows a completion as done."""

    def move_day(self, completion: int, day: date) -> None:
        """Credit a completion to another practice day, at the learner's wish."""

    def latest(self, learner: int) -> Completion | None: ...
    def of(self, learner: int) -> list[Completion]:
        """Return all completions, oldest first."""

    def since(self, learner: int, day: date) -> list[Completion]:
        """Return the completions of practice day `day` and later, oldest first."""

    def of_item(self, learner: int, item: str) -> list[Completion]: ...
    def counts(self, plan: int) -> dict[int, int | None]:
        """Return what was counted, repetitions or else seconds, of each done position of a plan."""

    def days(self, learner: int) -> frozenset[date]:
        """Return the practice days with at least one completion."""

    def start_timer(self, timer: Timer) -> Timer:
        """Keep a timer; a running one of the same learner is replaced."""

    def running_timer(self, learner: int) -> Timer | None: ...
    def stop_timer(self, timer: int) -> bool:
        """Take a timer off; tell whether it was still there."""

    def ended_timers(self, now: datetime, limit: int) -> list[Timer]: ...
    def next_timer_end(self) -> datetime | None: ...
    def memory(self, learner: int, technique: str) -> Memory | None:
        """Return the newest memory of a technique."""

    def memories(self, learner: int) -> list[Memory]:
        """Return the newest memory of each technique read, most overdue first."""

    def remember(self, memory: Memory, completion: int | None) -> None:
        """Keep a new memory; the ones before it stay, so that undo is free."""


class CheckIns(Protocol):
    """Self-reports and the optional questions."""

    def add(self, check_in: CheckIn) -> CheckIn: ...
    def get(self, check_in: int) -> CheckIn | None: ...
    def remove(self, check_in: int) -> None: ...
    def erase(self, learner: int) -> int:
        """Erase all check-ins of a learner; tell how many there were."""

    def latest(self, learner: int) -> CheckIn | None: ...
    def since(self, learner: int, day: date) -> list[CheckIn]:
        """Return check-ins of `day` and later, oldest first."""

    def asked(self, learner: int, limit: int) -> list[AskedQuestion]:
        """Return the newest optional questions first."""

    def ask(self, learner: int, day: date, feeling: Feeling) -> None: ...
    def answer(self, learner: int, day: date) -> None:
        """Note that the optional question of `day` was answered."""


class Pending(StrEnum):
    """What a typed answer is awaited for."""

    PLACE = "place"
    TIME = "time"
    LOG = "log"
    REPORT = "report"
    COUNT = "count"
    FEELING = "feeling"
    PATTERN = "pattern"
    EVENT = "event"
    SECOND_CHANCE = "second-chance"
    QUIET = "quiet"
    SNOOZE = "snooze"
    PAUSE = "pause"


@dataclass(frozen=True, slots=True)
class PendingInput:
    """The one typed answer awaited of a learner; it expires."""

    kind: Pending
    about: str  # what it is about, as the kind has it: an item id, a mask of weekdays, or ""
    expires_at: datetime


class Conversation(Protocol):
    """What the next words mean, what was seen, what Telegram has."""

    def pending(self, learner: int) -> PendingInput | None: ...
    def await_input(self, learner: int, pending: PendingInput) -> None: ...
    def clear_pending(self, learner: int) -> None: ...
    def open_card(self, learner: int) -> tuple[OpenCard, int | None] | None:
        """Return the card that a typed number belongs to, and the message that shows it."""

    def set_open_card(self, learner: int, card: OpenCard, message: int | None) -> None: ...
    def card_shown(self, learner: int, item: str, message: int) -> None:
        """Remember the message of the open card, if it is still `item` that is open."""

    def close_card(self, learner: int) -> None: ...
    def first_sight(self, bot: int, update: int, at: datetime) -> bool:
        """Note a bot's update as seen; False if it was seen within the last eight days.

        Telegram may begin its ids anew after a week of silence.
        """

    def file_id(self, bot: int, content: str) -> str | None:
        """Return Telegram's file_id of an uploaded picture, by content hash."""

    def keep_file_id(self, bot: int, content: str, file_id: str) -> None: ...

    def forget_file_id(self, bot: int, content: str) -> None: ...


@dataclass(frozen=True, slots=True)
class OutboxRow:
    """A rendered call to Telegram that was committed with the change it tells of."""

    id: int
    chat: int
    learner: int | None
    payload: str  # JSON, owned by bot.chat
    created_at: datetime


class OutboxRows(Protocol):
    """Replies that were committed with the change they tell of."""

    def add(self, chat: int, learner: int | None, payload: str, at: datetime) -> OutboxRow: ...
    def remove(self, rows: Collection[int]) -> None: ...
    def waiting(self) -> list[OutboxRow]:
        """Return rows that were committed and not yet sent, oldest first."""

    def drop_for(self, learner: int) -> None:
        """Drop what waits for a person who has blocked the bot."""


class Found(Protocol):
    """What a search came to: ids best first, at most three."""

    @property
    def kind(self) -> str: ...
    @property
    def ids(self) -> tuple[str, ...]: ...


class Search(Protocol):
    """Finds what was meant."""

    def find(self, words: str) -> Found: ...


class Glossary(Protocol):
    """Knows what words of the trade mean."""

    def asked(self, text: str) -> Term | None:
        """Return the term that `text` asks for, if it asks for one."""


class Safety(Protocol):
    """Recognises what is about safety."""

    def match(self, words: str) -> SafetyPage | None: ...


class Places(Protocol):
    """From a city or a location to a place and its zone."""

    def by_city(self, words: str) -> list[Place]: ...
    def by_location(self, latitude: float, longitude: float) -> Place | None: ...
