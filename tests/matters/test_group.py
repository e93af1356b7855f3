from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import replace
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.matters import Matter, Named, index, matters, outlets, standings, tell
from kg.matters.group import pairs_to_compare
from kg.matters.marks import speaks_of
from kg.matters.pairs import Side, compare
from kg.model import Span

Make = Callable[..., Named]


def groups(*named: Named) -> set[frozenset[str | None]]:
    """The matters as sets of objects."""
    return {frozenset(told.claim.object for told in each.told) for each in matters(tell(named))}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (("Target", "Acme", "mass production of its electric cars"), ("Target", "Acme", "mass-produce electric cars")),
        (("Product:launches", "Acme", "first electric car"), ("Development", "Acme", "car")),
        (("Facility:builds", "Acme", "plant in Ghent"), ("Facility:opens", "Acme", "Ghent factory")),
        (("Acquisition", "Acme", "Brio"), ("Divestiture", "Zenith", "Brio")),
        (("Merger", "Acme", "Brio"), ("Merger", "Brio", "Acme")),
        (("Partnership", "Acme", "Brio"), ("Partnership", "Brio", "Acme")),
        (("Target", "Acme", "final papers on Brio"), ("Target", "Acme", "final papers")),
    ],
)  # fmt: skip
def test_one_matter_in_other_words(
    claim: Make, one: tuple[str, ...], other: tuple[str, ...]
) -> None:
    found = matters(tell([claim("2020-01-01", *one), claim("2021-01-01", *other)]))
    assert len(found) == 1
    assert found[0].reasons[0][2]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (("Target", "Acme", "electric car"), ("Target", "Acme", "hybrid car")),
        (("Target", "Acme", "electric car"), ("Target", "Brio", "electric car")),
        (("Product:launches", "Acme", "Model 3"), ("Product:launches", "Acme", "Model 5")),
        (("Product:launches", "Acme", "car"), ("Product:prices", "Acme", "car")),
        (("Acquisition", "Acme", "Brio"), ("Acquisition", "Zenith", "Brio")),
        (("Acquisition", "Acme", "Brio"), ("Acquisition", "Acme", "Cato")),
        (("Facility:builds", "Acme", "plant in Ghent"), ("Facility:builds", "Acme", "plant in Turin")),
        (("Target", "Acme", "mass production"), ("Formation", "Acme", "car unit")),
        (("Hiring", "Acme", None), ("Layoff", "Acme", None)),
    ],
)  # fmt: skip
def test_two_matters_stay_two(claim: Make, one: tuple[str, ...], other: tuple[str, ...]) -> None:
    found = matters(tell([claim("2020-01-01", *one), claim("2021-01-01", *other)]))
    assert len(found) == 2


def test_nothing_hangs_together_by_a_weak_chain(claim: Make) -> None:
    named = [
        claim("2020-01-01", "Development", "Acme", "electric car"),
        claim("2020-02-01", "Development", "Acme", "car"),
        claim("2020-03-01", "Development", "Acme", "hybrid car"),
    ]
    assert all(not {"electric car", "hybrid car"} <= each for each in groups(*named))


def test_two_launches_of_one_name_years_apart_are_two(claim: Make) -> None:
    named = [
        claim("2020-01-02", "Product:launches", "Acme", "Volt", "asserted", time="2020-01-01/2020-01-01"),
        claim("2022-01-02", "Product:launches", "Acme", "Volt", "asserted", time="2022-01-01/2022-01-01"),
    ]  # fmt: skip
    assert len(matters(tell(named))) == 2


def test_aims_for_two_years_are_two_and_a_raised_aim_is_one(claim: Make) -> None:
    aims = [
        claim("2024-01-01", "Target", "Acme", "deliveries", time="2024", amount=(100, "cars")),
        claim("2024-05-01", "Target", "Acme", "deliveries", time="2024", amount=(120, "cars")),
        claim("2025-01-01", "Target", "Acme", "deliveries", time="2025", amount=(300, "cars")),
    ]
    found = matters(tell(aims))
    assert sorted(len(each.told) for each in found) == [1, 2]


def test_a_pair_named_in_one_sentence_shares_its_plan(claim: Make) -> None:
    where = {"article": "a", "evidence": (Span(0, 50),)}
    named = [claim("2022-01-01", "Formation", name, "Joint", **where) for name in ("Acme", "Brio")]
    (matter,) = matters(tell(named))
    (found,) = standings(matter, index(matter.told), matter.told[0].published)  # type: ignore[arg-type]
    assert found.parties == ("Acme", "Brio")


KINDS = ("Target", "Product:launches", "Development", "Acquisition", "Result", "Stance:denies")
OBJECTS = ("car", "electric car", "hybrid car", "mass production", "Brio", "deliveries", None)
CLAIMS = st.tuples(
    st.sampled_from(["2020-01-01", "2021-06-01", "2022-06-01", "2023-01-01"]),
    st.sampled_from(KINDS),
    st.sampled_from(["Acme", "Zenith"]),
    st.sampled_from(OBJECTS),
    st.sampled_from(["planned", "targeted", "asserted", "reported", "denied"]),
    st.booleans(),
    st.sampled_from([None, "2021", "2022", "2024"]),
)


@settings(max_examples=60, deadline=None, derandomize=True)
@given(st.lists(CLAIMS, max_size=9), st.randoms(use_true_random=False))
def test_the_order_of_claims_plays_no_part(
    claim: Make, rows: list[tuple[object, ...]], chance: random.Random
) -> None:
    named = [
        claim(day, kind, subject, thing, how, no=no, time=year)
        for day, kind, subject, thing, how, no, year in rows
    ]
    shuffled = named[:]
    chance.shuffle(shuffled)
    found = matters(tell(named))
    assert found == matters(tell(shuffled))
    _check(found, named)


@settings(max_examples=60, deadline=None, derandomize=True)
@given(st.lists(CLAIMS, max_size=9))
def test_every_pair_that_agrees_is_looked_at(claim: Make, rows: list[tuple[object, ...]]) -> None:
    named = [
        claim(day, kind, subject, thing, how, no=no, time=year)
        for day, kind, subject, thing, how, no, year in rows
    ]
    sides = [Side(told) for told in tell(named)]
    agreeing = {
        (a, b)
        for a, b in combinations(range(len(sides)), 2)
        if compare(sides[a], sides[b]).score and sides[a].iri != sides[b].iri
    }
    assert agreeing <= pairs_to_compare(sides)


def _check(found: list[Matter], named: list[Named]) -> None:
    listed = [told.iri for each in found for told in each.told]
    assert sorted(listed) == sorted({each.iri for each in named}), "each claim is in one matter"
    known = index(told for each in found for told in each.told)
    for each in found:
        assert len(each.reasons) == len(each.told) - 1
        assert min(outlets(each.told).values()) >= 1
        for one, other in combinations(each.told, 2):
            assert compare(one, other) == compare(other, one)
        for standing in standings(each, known, max(t.published for t in each.told if t.published)):
            assert standing.evidence or standing.sort == "own"
            assert standing.opened in each.told


def car(claim: Make, name: str, *sorts: str, **more: object) -> Named:
    """A product by its name, whose sentence speaks of some sorts of things."""
    return claim("2021-01-01", "Product:prices", "Acme", name, "asserted", object_type="PRODUCT",
                 amount=(9, "USD"), sorts=frozenset(sorts), **more)  # fmt: skip


@pytest.mark.parametrize(
    ("words", "sorts", "joined"),
    [
        ("car", ("car", "electric"), True),
        ("electric car", ("car", "electric"), True),
        ("cars and services", ("car",), True),
        ("driverless car", ("car", "electric"), False),  # a car is not yet a driverless car
        ("phone", ("car",), False),
        ("car", (), False),
    ],
)
def test_a_product_is_what_its_sentences_call_it(
    claim: Make, words: str, sorts: tuple[str, ...], joined: bool
) -> None:
    plan = claim("2020-01-01", "Product:prices", "Acme", words, amount=(8, "USD"))
    assert len(matters(tell([plan, car(claim, "Volt", *sorts)]))) == (1 if joined else 2)


def test_what_one_sentence_tells_of_a_product_holds_for_all_of_it(claim: Make) -> None:
    plan = claim("2020-01-01", "Product:prices", "Acme", "electric car", amount=(8, "USD"))
    shown = claim("2020-06-01", "Product:shows", "Acme", "Volt", "asserted", object_type="PRODUCT",
                  sorts=frozenset({"car", "electric"}))  # fmt: skip
    found = matters(tell([plan, shown, car(claim, "Volt", "car")]))
    held = {told.claim.object for told in next(m for m in found if len(m.told) > 1).told}
    assert held == {"electric car", "Volt"}


def test_a_sort_that_few_sentences_speak_of_is_none(claim: Make) -> None:
    named = [car(claim, "Volt", "car", article=f"a{n}") for n in range(3)]
    named.append(car(claim, "Volt", "phone", article="maker of phones"))
    plan = claim("2020-01-01", "Product:prices", "Acme", "phone", amount=(8, "USD"))
    assert {"phone"} in [{t.claim.object for t in m.told} for m in matters(tell([*named, plan]))]


def test_a_sum_that_the_words_repeat_is_no_name(claim: Make) -> None:
    pounds = (250_000_000, "GBP")
    first = claim("2020-01-01", "Facility:builds", "Brio", "£250 million mill", amount=pounds)
    dearer = claim("2021-01-01", "Facility:opens", "Brio", "£310 million mill",
                   amount=(310_000_000, "GBP"))  # fmt: skip
    assert len(groups(first, dearer)) == 1
    other = claim("2021-01-01", "Facility:opens", "Brio", "mill 7", amount=(310_000_000, "GBP"))
    third = claim("2020-01-01", "Facility:builds", "Brio", "mill 3", amount=pounds)
    assert len(groups(third, other)) == 2
    assert len(groups(claim("2020-01-01", "Target", "Brio", "sales of 250 million"),
                      claim("2021-01-01", "Target", "Brio", "sales of 310 million"))) == 2  # fmt: skip


def test_a_lowered_aim_is_the_same_aim(claim: Make) -> None:
    high = claim("2020-01-01", "Target", "Brio", "annual sales of £1 billion", "targeted",
                 time="../2026-12-31", amount=(1_000_000_000, "GBP"))  # fmt: skip
    low = claim("2022-01-01", "Target", "Brio", "annual sales of £400 million", "targeted",
                time="../2026-12-31", amount=(400_000_000, "GBP"))  # fmt: skip
    later = claim("2022-01-01", "Target", "Brio", "annual sales of £400 million", "targeted",
                  time="../2029-12-31", amount=(400_000_000, "GBP"))  # fmt: skip
    assert len(groups(high, low)) == 1
    assert len(groups(high, later)) == 2


@pytest.mark.parametrize(
    ("sentence", "place", "together"),
    [
        ("Acme has so far cut 700 of the 1,100 jobs.", None, True),
        ("Acme has so far cut 700 of the 1,100 jobs that it named.", "Leeds", True),
        ("Acme has cut 700 of the 900 jobs.", None, False),
        ("Acme has cut 700 jobs.", None, False),
        ("Acme has cut 700 of the 1,100 million jobs.", None, False),
    ],
)
def test_a_part_belongs_to_the_whole_that_it_names(
    claim: Make, sentence: str, place: str | None, together: bool
) -> None:
    plan = claim("2024-01-01", "Layoff", "Acme", place, amount=(1100, "people"), time="2026")
    cut = claim("2024-06-01", "Layoff", "Acme", None, "asserted", amount=(700, "people"))
    cut = replace(cut, sorts=speaks_of(cut.claim, [sentence]))
    assert (len(matters(tell([plan, cut]))) == 1) is together


def test_what_others_expect_a_year_to_bring_is_not_what_it_brought(claim: Make) -> None:
    amounts = ((310, "USD"), (280, "USD"))
    expected = claim("2024-02-01", "Result", "Acme", "revenue", "reported", time="2024",
                     amount=amounts[0], speaker="analysts")  # fmt: skip
    came = claim(
        "2025-02-01", "Result", "Acme", "revenue", "asserted", time="2024", amount=amounts[1]
    )
    assert len(matters(tell([expected, came]))) == 2
    heard = claim("2025-02-01", "Result", "Acme", "revenue", "reported", time="2024",
                  amount=amounts[0], speaker="sources")  # fmt: skip
    assert len(matters(tell([heard, came]))) == 1


@pytest.mark.parametrize(
    ("object_", "together"), [("report", True), ("the story", True), ("report of a merger", False)]
)
def test_who_denies_the_report_denies_what_it_told(
    claim: Make, object_: str, together: bool
) -> None:
    told = claim("2024-03-01", "Divestiture", "Acme", "Brio", article="one",
                 speaker="Example News", speaker_type="NewsOutlet")  # fmt: skip
    no = claim(
        "2024-03-01", "Stance:denies", "Acme", object_, "asserted", article="one", speaker="Acme"
    )
    assert (len(matters(tell([told, no]))) == 1) is together
