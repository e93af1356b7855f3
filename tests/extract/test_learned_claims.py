"""Claims of rows of the learned extractor."""

from __future__ import annotations

from collections.abc import Callable

import pytest

import kg.extract
from kg.extract import context, learned
from kg.extract.learned import claims as making
from kg.extract.learned import parties, reading
from kg.extract.learned.rows import Row, sides
from kg.extract.learned.text import Text
from kg.language import load
from kg.model import Article, Claim, Kind, Modality

ClaimsOf = Callable[..., list[Claim]]


def read(text: str) -> Text:
    analyser = load()
    article = Article(id="a", title="", text=text)
    return Text(context.prepare(article, analyser(text), analyser(""), field_="text"))


def at(text: Text, word: str) -> int:
    return text.a.word.index(word)


def test_level_and_change_of_a_measure_are_told_once_each() -> None:
    text = read("Acme Motors sold 500 trucks, an increase of 20 percent on a strong market.")
    kind = reading.KINDS.index(Kind.RESULT)
    own = sides(text, at(text, "sold"))
    acme = next(p for p in own.subjects if p.at == text.root[at(text, "Motors")])
    trucks = next(p for p in own.objects if p.at == at(text, "trucks"))
    (who,), (what,) = parties.fillers(acme, text.context), parties.fillers(trucks, text.context)
    words = (at(text, "sold"), at(text, "increase"), at(text, "strong"))
    found = [
        Row(kind, word, None, acme, who, trucks, what, 0.9 - 0.1 * n, 1.0, 1.0)
        for n, word in enumerate(words)
    ]
    kept = making.believed(text, found, 0.1)
    assert [row.trigger for row in kept] == list(words)
    frames = kg.extract.load(learned=False).frames
    told = list(making.candidates(text, kept, frames, "model/test", frozenset()))
    amounts = [
        one.claim.amount and (int(one.claim.amount.value), one.claim.amount.unit) for one in told
    ]
    assert amounts == [(500, "trucks"), (20, "percent")]


@pytest.mark.parametrize(("aim", "told"), [("target", 0), ("target of 500 trucks", 1)])
def test_a_goal_that_is_only_called_one_is_not_told(aim: str, told: int) -> None:
    text = read(f"Acme Motors set a {aim}.")
    own = sides(text, at(text, "set"))
    acme = next(p for p in own.subjects if p.at == text.root[at(text, "Motors")])
    goal = next(p for p in own.objects if p.at == at(text, "target"))
    (who,), (what,) = parties.fillers(acme, text.context), parties.fillers(goal, text.context)
    kind = reading.KINDS.index(Kind.TARGET)
    row = Row(kind, at(text, "target"), None, acme, who, goal, what, 0.9, 1.0, 1.0)
    frames = kg.extract.load(learned=False).frames
    assert len(list(making.candidates(text, [row], frames, "model/test", frozenset()))) == told


def test_what_is_to_be_raised_has_a_time_though_a_goal_that_is_raised_has_none() -> None:
    text = read("Acme Motors agreed that by May 4, 2031, it will increase the number of shifts.")
    own = sides(text, at(text, "increase"))
    acme = next(p for p in own.subjects if p.at == text.root[at(text, "Motors")])
    aim = next(p for p in own.objects if p.at == at(text, "number"))
    (who,), (what,) = parties.fillers(acme, text.context), parties.fillers(aim, text.context)
    kind = reading.KINDS.index(Kind.TARGET)
    row = Row(kind, at(text, "increase"), None, acme, who, aim, what, 0.9, 1.0, 1.0)
    frames = kg.extract.load(learned=False).frames
    (one,) = making.candidates(text, [row], frames, "model/test", frozenset())
    assert one.claim.time is not None
    assert str(one.claim.time.latest) == "2031-05-04"


@pytest.mark.parametrize(
    ("text", "word", "thing", "modality"),
    [
        ("Halden Mills is working to win back its customers.", "working", "win", "targeted"),
        ("Halden Mills is keen on greener yarns.", "keen", "yarns", "targeted"),
        ("Halden Mills will increase its dividends.", "increase", "dividends", "planned"),
        ("Halden Mills has pledged to clean the river.", "pledged", "clean", "planned"),
        ("Halden Mills may raise its dividends.", "raise", "dividends", "hypothetical"),
        ("Halden Mills met its goals for greener yarns.", "met", "goals", "asserted"),
    ],
)
def test_an_aim_is_as_firm_as_the_words_around_it_say(
    text: str, word: str, thing: str, modality: str
) -> None:
    read_in = read(text)
    own = sides(read_in, at(read_in, word))
    mills = next(p for p in own.subjects if p.at == read_in.root[at(read_in, "Mills")])
    aim = next(p for p in own.objects if p.at == at(read_in, thing))
    (who,), (what,) = parties.fillers(mills, read_in.context), parties.fillers(aim, read_in.context)
    kind = reading.KINDS.index(Kind.TARGET)
    row = Row(kind, at(read_in, word), None, mills, who, aim, what, 0.9, 1.0, 1.0)
    frames = kg.extract.load(learned=False).frames
    (one,) = making.candidates(read_in, [row], frames, "model/test", frozenset())
    assert one.claim.modality.value == modality


def test_who_will_hold_a_position_does_not_yet_whatever_is_said_in_passing() -> None:
    text = read("Ann Lee, who comes from Acme Motors, is to be president. Zenith Bank waits.")
    own = sides(text, at(text, "comes"))
    ann = next(p for p in own.subjects if p.at == text.root[at(text, "Ann")])
    acme = next(p for p in own.objects if p.at == text.root[at(text, "Acme")])
    (who,), (what,) = parties.fillers(ann, text.context), parties.fillers(acme, text.context)
    kind = reading.KINDS.index(Kind.APPOINTMENT)
    row = Row(kind, at(text, "comes"), None, ann, who, acme, what, 0.9, 1.0, 1.0)
    frames = kg.extract.load(learned=False).frames
    (told,) = making.candidates(text, [row], frames, "model/test", learned.positions(frames))
    assert (told.claim.role, told.claim.modality) == ("president", Modality.PLANNED)


@pytest.mark.parametrize(("sold", "told"), [("13,834", 0), ("13,834 trucks", 1)])
def test_a_figure_alone_is_no_measure(sold: str, told: int) -> None:
    text = read(f"In May Acme Motors sold {sold}.")
    own = sides(text, at(text, "sold"))
    acme = next(p for p in own.subjects if p.at == text.root[at(text, "Motors")])
    thing = next(p for p in own.objects if p.at == text.a.child(at(text, "sold"), "obj"))
    (who,), (what,) = parties.fillers(acme, text.context), parties.fillers(thing, text.context)
    kind = reading.KINDS.index(Kind.RESULT)
    row = Row(kind, at(text, "sold"), None, acme, who, thing, what, 0.9, 1.0, 1.0)
    frames = kg.extract.load(learned=False).frames
    assert len(list(making.candidates(text, [row], frames, "model/test", frozenset()))) == told


@pytest.mark.parametrize(("left", "role"), [("the board of Acme Motors", "board"), ("Acme", None)])
def test_a_seat_on_the_board_is_left_as_a_position_is(left: str, role: str | None) -> None:
    text = read(f"Jane Doe resigned from {left} on Monday.")
    own = sides(text, at(text, "resigned"))
    doe = next(p for p in own.subjects if p.at == text.root[at(text, "Doe")])
    acme = next(p for p in own.objects if p.at == text.root[at(text, "Acme")])
    (who,), (what,) = parties.fillers(doe, text.context), parties.fillers(acme, text.context)
    kind = reading.KINDS.index(Kind.DEPARTURE)
    row = Row(kind, at(text, "resigned"), None, doe, who, acme, what, 0.9, 1.0, 1.0)
    frames = kg.extract.load(learned=False).frames
    (one,) = making.candidates(text, [row], frames, "model/test", frozenset())
    assert one.claim.role == role


def test_nobody_heads_a_firm_that_is_named_only_further_on(claims_of: ClaimsOf) -> None:
    text = (
        "Halden has had its prototype on the public roads of Austria since December, the Japanese company said. "
        "It has kept its word. Last July the company promised road tests. Whether anybody will be able to buy the car "
        "is another matter. A year ago Halden had no plan to mass-produce it, chief executive Ken Mori told reporters "
        "at a fair, where the car was shown with 33 sensors on board.\n\nOrbana Motor gave investors a wild Friday. "
        "On 8 January the South Korean carmaker first confirmed early talks with Acme. Orbana's shares rose by up to "
        "25 percent that day. Orbana Motor then took it back. Orbana said no more."
    )
    assert {c.object for c in claims_of(text, Kind.ROLE)} <= {"Halden"}
