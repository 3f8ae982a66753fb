"""Templates and labels of a folder are filled in with facts, and faults in them are told."""

from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from jinja2 import TemplateNotFound, UndefinedError

from bot.domain.openings import Condition, Occasion, Opening, OpeningFor
from bot.texts.html import from_html
from bot.texts.rich_text import Entity, RichText
from bot.texts.texts import Texts
from tests.builders import occasion
from tests.texts.tdlib import delivered


@dataclass(frozen=True, slots=True)
class Greeting:
    name: str
    streak: int = 0

    @property
    def is_long(self) -> bool:
        return self.streak > 6


@dataclass(frozen=True)
class WarmGreeting(Greeting):
    """Properties are inherited."""


class Folder:
    """A folder of texts for a test."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def template(self, name: str, source: str, locale: str = "en") -> None:
        file = self.path / "templates" / locale / f"{name}.html.j2"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(source, "utf-8")

    def labels(self, source: str, locale: str = "en") -> None:
        self._table("labels", source, locale)

    def openings(self, source: str, locale: str = "en") -> None:
        self._table("openings", source, locale)

    def _table(self, what: str, source: str, locale: str) -> None:
        file = self.path / what / f"{locale}.toml"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(source, "utf-8")


@pytest.fixture(name="folder")
def folder_(tmp_path: Path) -> Folder:
    return Folder(tmp_path)


def rendered(folder: Folder, source: str, facts: object) -> RichText:
    folder.template("greet/hello", source)
    return Texts(folder.path).render("greet/hello", facts)


def test_fields_properties_and_the_facts_themselves_are_variables(folder: Folder) -> None:
    source = "<b>{{ name }}</b> {{ facts.streak }}{% if is_long %}!{% endif %}"
    bold = (Entity("bold", 0, 3),)
    assert rendered(folder, source, Greeting("Ann", 7)) == RichText("Ann 7!", bold)
    assert rendered(folder, source, WarmGreeting("Bob", 1)) == RichText("Bob 1", bold)


def test_a_template_without_variables_needs_no_facts(folder: Folder) -> None:
    assert rendered(folder, "Hello", None) == RichText("Hello")


def test_lines_with_a_block_alone_leave_no_line(folder: Folder) -> None:
    source = "One\n  {% if is_long %}\nTwo\n  {% endif %}\n\nThree\n"
    assert rendered(folder, source, Greeting("", 7)).text == "One\nTwo\n\nThree"
    assert rendered(folder, source, Greeting("")).text == "One\n\nThree"


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("{{ streak | count('drill') }}", "2 drills"),
        ("{{ streak | bar(3) }}", "▰▰▱"),
        ("{{ [name, 'b'] | join_words }}", "*a* and b"),
        ("{{ name | md }}", "a"),
        ("{{ (streak * 60) | duration }}", "2 min"),
        ("{{ 450 | clock_minute }} {{ 2.0 | number }}", "07:30 2"),
    ],
)
def test_filters_are_at_hand(folder: Folder, source: str, text: str) -> None:
    assert rendered(folder, source, Greeting("*a*", 2)).text == text


def test_a_template_may_include_another_of_its_locale(folder: Folder) -> None:
    folder.template("greet/_name", "<i>{{ name }}</i>")
    whole = rendered(folder, "Hi {% include 'greet/_name.html.j2' %}", Greeting("Ann"))
    assert whole == RichText("Hi Ann", (Entity("italic", 3, 3),))


def test_locales_have_their_own_templates_and_labels(folder: Folder) -> None:
    for locale, word in (("en", "Hello"), ("de", "Hallo")):
        folder.template("greet/hello", word, locale)
        folder.labels(f'hello = "{word}"', locale)
    texts = Texts(folder.path)
    assert texts.render("greet/hello", None, locale="de").text == "Hallo"
    assert texts.label("hello", locale="de") == "Hallo"
    assert texts.label("hello") == "Hello"


@settings(deadline=None)
@given(st.text("</b>aihref=\"x'&;-_ 💉😀\u202e\t\n", min_size=1, max_size=30))
def test_a_name_never_becomes_markup(tmp_path_factory: pytest.TempPathFactory, name: str) -> None:
    assume("__" not in name)  # Telegram's own way of marking, which `delivered` cannot do without
    folder = Folder(tmp_path_factory.getbasetemp() / "names")
    rich = rendered(folder, "<b>Hello</b> [{{ name }}]", Greeting(name))
    assert rich.entities == (Entity("bold", 0, 5),)
    assert delivered(rich) == rich


def test_a_name_with_tags_is_shown_as_it_is(folder: Folder) -> None:
    name = '</b><a href="https://x.org">&amp;<script>'
    rich = rendered(folder, "<b>{{ name }}</b>", Greeting(name))
    assert rich == RichText(name, (Entity("bold", 0, len(name)),))


@pytest.mark.parametrize("source", ["{{ nmae }}", "{{ facts.nmae }}", "{% if nmae %}x{% endif %}"])
def test_an_unknown_fact_raises(folder: Folder, source: str) -> None:
    with pytest.raises(UndefinedError, match="nmae"):
        rendered(folder, source, Greeting("Ann"))


def test_broken_markup_names_the_template(folder: Folder) -> None:
    with pytest.raises(ValueError, match="en/greet/hello: <b> is never closed"):
        rendered(folder, "<b>Hello", None)


def test_an_unknown_template_raises(folder: Folder) -> None:
    with pytest.raises(TemplateNotFound, match="greet/none"):
        Texts(folder.path).render("greet/none", None)


def test_facts_are_a_dataclass(folder: Folder) -> None:
    with pytest.raises(TypeError, match="dict"):
        rendered(folder, "Hello", {"name": "Ann"})


def test_labels_are_filled_in(folder: Folder) -> None:
    folder.labels('[plan]\ndone = "Done"\nnext = "Next: {drill}"\n[plan.more]\nskip = "Skip"')
    texts = Texts(folder.path)
    assert texts.label("plan.done") == "Done"
    assert texts.label("plan.next", drill="{coin}") == "Next: {coin}"
    assert texts.label("plan.more.skip") == "Skip"


@pytest.mark.parametrize("key", ["plan.later", "plan", "plan.next"])
def test_an_unknown_label_or_a_missing_fact_raises(folder: Folder, key: str) -> None:
    folder.labels('[plan]\nnext = "Next: {drill}"')
    with pytest.raises(KeyError):
        Texts(folder.path).label(key)


def test_sound_texts_have_no_faults(folder: Folder) -> None:
    folder.template("greet/hello", "{% include 'greet/_name.html.j2' %}")
    folder.template("greet/_name", "{{ name }}")
    folder.labels('[plan]\ndone = "Done {drill}"')
    assert Texts(folder.path).check() == []


@pytest.mark.parametrize(
    ("source", "fault"),
    [
        ("a\n{% if x %}", "templates/en/greet/hello.html.j2:2: Unexpected end of template"),
        ("{{ x | nofilter }}", "No filter named 'nofilter'"),
        ("{% include 'greet/none.html.j2' %}", "no template greet/none.html.j2"),
    ],
)
def test_faults_of_templates_are_found(folder: Folder, source: str, fault: str) -> None:
    folder.template("greet/hello", source)
    [found] = Texts(folder.path).check()
    assert fault in found


def test_files_that_are_no_templates_are_found(folder: Folder) -> None:
    folder.template("greet/hello", "")
    greet = folder.path / "templates" / "en" / "greet"
    (greet / "bye.j2").write_text("Bye")
    (greet / "hello.html.j2").write_bytes(b"\xff")
    assert [fault.partition(": ")[2] for fault in Texts(folder.path).check()] == [
        "a template's name ends with .html.j2",
        "not UTF-8",
    ]


@pytest.mark.parametrize(
    ("labels", "fault"),
    [
        ("[plan", "labels/en.toml: "),
        ("[plan]\ndone = 1", "labels/en.toml: plan.done: not a text"),
        ('done = "{drill"', "labels/en.toml: done: expected '}'"),
        ('done = "{}"', "labels/en.toml: done: a fact has a name"),
        ('done = "{0}"', "labels/en.toml: done: a fact has a name"),
    ],
)
def test_faults_of_labels_are_found(folder: Folder, labels: str, fault: str) -> None:
    folder.labels(labels)
    [found] = Texts(folder.path).check()
    assert found.startswith(fault)


LATER = (
    'openings = [{ id = "later", for = "prompt", when = ["monday"], text = "{{ minutes }} min?" }]'
)


@dataclass(frozen=True, slots=True)
class Reminder:
    opening: str
    occasion: Occasion


def test_an_opening_is_shown_with_the_facts_of_its_occasion(folder: Folder) -> None:
    folder.openings(LATER)
    folder.openings(LATER.replace("min?", "<b>Minuten</b>?"), "de")
    texts = Texts(folder.path)
    monday = frozenset({Condition.MONDAY})
    assert texts.openings() == (Opening("later", OpeningFor.PROMPT, monday),)
    for locale in ("en", "de"):
        folder.template("greet/hello", "{{ opening|opening_line(occasion) }}", locale)
    later = Reminder("later", occasion(minutes=7))
    assert texts.render("greet/hello", later) == RichText("7 min?")
    german = texts.render("greet/hello", later, locale="de")
    assert german == RichText("7 Minuten?", (Entity("bold", 2, 7),))
    with pytest.raises(KeyError, match="no opening 'sooner'"):
        texts.render("greet/hello", Reminder("sooner", occasion()))


@pytest.mark.parametrize(
    ("openings", "fault"),
    [
        ("openings = [", "openings/en.toml: "),
        (LATER.replace("prompt", "lunch"), "openings/en.toml: later: 'lunch' is not a valid"),
        (LATER.replace("monday", "payday"), "openings/en.toml: later: 'payday' is not a valid"),
        (LATER.replace("text", "words"), "openings/en.toml: later: an opening has id, for, text"),
        (LATER.replace("}}", "|loud }}"), "openings/en.toml: later: No filter named 'loud'"),
        (LATER.replace("}}", ""), "openings/en.toml: later: "),
        (f"{LATER[:-1]}, {LATER[12:]}", "openings/en.toml: later: there are two"),
    ],
)
def test_faults_of_openings_are_found(folder: Folder, openings: str, fault: str) -> None:
    folder.openings(openings)
    [found] = Texts(folder.path).check()
    assert found.startswith(fault)


def test_the_bots_own_texts_have_no_faults() -> None:
    assert Texts().check() == []


def test_what_is_rendered_is_what_the_html_says(folder: Folder) -> None:
    source = "<blockquote>{{ name }}</blockquote>"
    assert rendered(folder, source, Greeting("a")) == from_html("<blockquote>a</blockquote>")
