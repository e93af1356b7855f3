"""What one sentence tells together: refusals beside the deed, times side by side, pauses, announcements."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from kg.matters import Named, Standing
from kg.matters.marks import (
    BESIDE,
    FOR_NOW,
    FORCED,
    HELD,
    LOOKS_BACK,
    NOT_YET,
    is_for_now,
    marks_in,
    speaks_of,
    stands_beside,
)
from kg.model import Claim, Kind, Modality, Polarity, Span

Make = Callable[..., Named]
Stand = Callable[..., list[Standing]]
HERE = {"evidence": (Span(0, 90),)}
NEXT = {"evidence": (Span(91, 150),)}


def marked(*marks: str) -> dict[str, Any]:
    return {"sorts": frozenset(marks)}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Zeta is cutting 90 jobs, although its head had ruled out layoffs until May.", True),
        ("Zeta shut its mine, having promised to keep it open.", True),
        ("Zeta will build in Hull, months after its founder said it had no plans for it.", True),
        ("Zeta cuts 90 jobs despite its promise not to lay off anyone.", True),
        ("Zeta had repeatedly ruled out a sale.", True),
        ("Zeta has ruled out layoffs until May.", False),
        ("Zeta will cut no jobs, its head said.", False),
        ("Zeta will not sell the unit in the months after the merger.", False),
    ],
)
def test_a_sentence_tells_of_a_refusal_made_before(text: str, expected: bool) -> None:
    no = Claim(
        article="a", kind=Kind.LAYOFF, subject="Zeta",
        modality=Modality.PLANNED, polarity=Polarity.NEGATED,
    )  # fmt: skip
    assert (HELD in speaks_of(no, [text])) is expected
    assert HELD not in speaks_of(replace(no, polarity=Polarity.AFFIRMED), [text])


def refusals(found: list[Standing]) -> list[str]:
    return [each.status for each in found if each.sort == "refusal"]


@pytest.mark.parametrize(
    ("deed", "marks", "expected"),
    [
        ({"modality": "asserted"}, (HELD,), ["missed"]),
        ({"modality": "planned"}, (HELD,), ["withdrawn"]),
        ({"modality": "asserted"}, (), ["open"]),  # it may refuse more than these
        ({"modality": "asserted"}, (HELD, FORCED), ["open"]),  # people may go of their own will
        ({"modality": "asserted", "subject": "Brio"}, (HELD,), ["open"]),
        ({"modality": "asserted", "article": "other"}, (HELD,), ["open"]),
    ],
)
def test_a_deed_told_beside_a_refusal_made_before_breaks_it(
    claim: Make, stand: Stand, deed: dict[str, Any], marks: tuple[str, ...], expected: list[str]
) -> None:
    day = "2023-11-21"
    deed = {"article": "one", "subject": "Zeta", **deed}
    no = claim(day, "Layoff", "Zeta", article="one", no=True, **HERE, **marked(*marks))
    cut = claim(day, "Layoff", **deed, amount=(140, "people"), **HERE)
    assert refusals(stand(no, cut)) == expected
    assert refusals(stand(cut, no)) == expected


@pytest.mark.parametrize(
    ("more", "expected"),
    [
        ({}, "missed"),
        ({"time": "../2022-12-31"}, "open"),  # its time had run out
        (marked(FORCED), "open"),
        ({"object": "Ghent"}, "open"),  # of one place only
    ],
)
def test_jobs_cut_later_break_a_refusal_that_names_nothing(
    claim: Make, stand: Stand, more: dict[str, Any], expected: str
) -> None:
    no = claim("2022-01-10", "Layoff", "Zeta", no=True, **more)
    cut = claim("2023-06-01", "Layoff", "Zeta", None, "asserted", amount=(140, "people"))
    assert refusals(stand(no, cut)) == [expected]


def test_no_plans_told_beside_the_plan_are_history(claim: Make, stand: Stand) -> None:
    plan = claim(
        "2022-01-25", "Facility:builds", "Zeta", "chip factory in Leeds", article="a", **HERE
    )
    no = claim(
        "2022-01-25", "Facility:builds", "Zeta", "Britain", article="a", no=True,
        **HERE, **marked(HELD),
    )  # fmt: skip
    assert [each.sort for each in stand(plan, no)] == ["own"]
    told_alone = claim("2022-01-25", "Facility:builds", "Zeta", "Britain", no=True, **marked(HELD))
    assert refusals(stand(told_alone)) == ["open"]
    now = replace(no, sorts=frozenset())  # it builds there, and will not build here
    assert refusals(stand(plan, now)) == ["open"]


@pytest.mark.parametrize(
    ("text", "words", "expected"),
    [
        ("It will be sold in Spain from 15 June and in Italy from July.", "from 15 June", True),
        ("It will be sold in Spain from 15 June and in Italy from July.", "from July", True),
        ("It opens in Oslo in May, in Bergen in June and in Bodø in July.", "in June", True),
        ("Sales start in May, followed by Italy in July.", "in July", True),
        ("It was to be sold in May and will now be sold in July.", "in July", False),
        ("Sales were postponed from May and are due in July.", "in July", False),
        ("It will be sold in July instead of May.", "in July", False),
        ("It will be sold in July.", "in July", False),
    ],
)
def test_a_time_stands_beside_another(text: str, words: str, expected: bool) -> None:
    assert stands_beside(text, words) is expected


SPAIN = {"time": "2023-06-15/2023-06-15"}
ITALY = {"time": "2023-09-01/2023-09-30"}
PILL = ("2023-04-27", "Product:launches", "Zeta", "Pilule")


def two(claim: Make, *marks: str) -> list[Named]:
    more = {"article": "a", **HERE, **marked(*marks)}
    return [claim(*PILL, **SPAIN, **more), claim(*PILL, **ITALY, **more)]


def test_two_times_side_by_side_are_two_promises(claim: Make, stand: Stand) -> None:
    plans = two(claim, f"{BESIDE}x")
    assert [each.status for each in stand(*plans, as_of=dt.date(2023, 5, 1))] == ["open", "open"]
    (moved,) = stand(*two(claim), as_of=dt.date(2023, 5, 1))
    assert moved.status == "slipped"


@pytest.mark.parametrize(
    ("day", "time", "expected"),
    [
        ("2023-11-21", "2023-06-01/2023-06-30", ["met", "overdue"]),
        ("2023-07-01", None, ["met", "overdue"]),  # the other was not due yet
        ("2023-11-21", "2023-09-05/2023-09-05", ["overdue", "met"]),
    ],
)
def test_an_outcome_is_that_of_the_promise_with_its_days(
    claim: Make, stand: Stand, day: str, time: str | None, expected: list[str]
) -> None:
    done = claim(day, *PILL[1:], "asserted", time=time)
    found = stand(*two(claim, f"{BESIDE}x"), done, as_of=dt.date(2024, 1, 1))
    assert [each.status for each in found] == expected


def test_a_day_told_later_is_that_of_the_last_of_them(claim: Make, stand: Stand) -> None:
    later = claim("2023-08-20", *PILL[1:], time="2024-03-01/2024-05-31")
    found = stand(*two(claim, f"{BESIDE}x"), later, as_of=dt.date(2023, 9, 1))
    assert [(each.status, each.due[1]) for each in found] == [
        ("overdue", dt.date(2023, 6, 15)),
        ("slipped", dt.date(2024, 5, 31)),
    ]


def test_what_a_sentence_announces_it_does_not_complete(claim: Make, stand: Stand) -> None:
    plan = claim("2022-11-03", "Appointment", "Ann Lee", "Zeta", role="chair", **HERE)
    was = claim(
        "2022-11-03", "Role", "Ann Lee", "Zeta", "asserted", role="chair",
        time="../2022-11-03", **HERE,
    )  # fmt: skip
    assert [each.status for each in stand(plan, was)] == ["open"]
    later = claim("2022-12-03", "Role", "Ann Lee", "Zeta", "asserted", role="chair")
    assert [each.status for each in stand(plan, was, later)] == ["met"]


def test_a_sentence_that_looks_back_may_tell_both(claim: Make, stand: Stand) -> None:
    plant = ("2022-11-03", "Facility:opens", "Zeta", "plant in Ghent")
    opened = claim(*plant, "asserted", time="2022-11-03/2022-11-03", **HERE)
    for marks, status in (((LOOKS_BACK,), "met"), ((), "open")):
        found = stand(claim(*plant, **HERE, **marked(*marks)), opened)
        assert [each.status for each in found] == [status]
    (only,) = stand(claim(*plant, **NEXT), opened)
    assert only.status == "met"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Brio takes no more of them until the brakes are mended.", True),
        ("Brio has stopped deliveries for the time being.", True),
        ("Zeta will not open the plant until its permit has come.", True),
        ("Zeta sold none until the end of May.", False),
        ("Zeta will not open the plant until 2027.", False),
        ("Zeta made none of them until last year.", False),
    ],
)
def test_a_sentence_tells_of_a_pause(text: str, expected: bool) -> None:
    assert is_for_now(text) is expected
    no = Claim(article="a", kind=Kind.SUPPLY, subject="Zeta", polarity=Polarity.NEGATED)
    assert (NOT_YET in speaks_of(no, [text])) is expected
    assert (FOR_NOW in set(marks_in(no, text))) is expected


@pytest.mark.parametrize(
    ("row", "sorts", "status"),
    [
        (("asserted",), (NOT_YET,), "overdue"),
        (("planned",), (FOR_NOW,), "overdue"),
        (("asserted",), (), "missed"),
    ],
)
def test_a_pause_takes_nothing_back(
    claim: Make, stand: Stand, row: tuple[str, ...], sorts: tuple[str, ...], status: str
) -> None:
    deal = ("Supply", "Zeta", "Brio")
    plan = claim("2021-06-15", *deal, time="2022", amount=(250, "vans"))
    no = claim("2023-10-12", *deal, *row, no=True, sorts=frozenset(sorts))
    assert [each.status for each in stand(plan, no)] == [status]
    part = claim("2023-09-12", *deal, "asserted", amount=(180, "vans"))
    assert stand(plan, part, no)[0].status == "partly-met"


def test_a_plan_denied_for_now_is_no_refusal_but_of_jobs_it_is(claim: Make, stand: Stand) -> None:
    more: dict[str, Any] = {"no": True, **marked(FOR_NOW)}
    assert stand(claim("2023-10-12", "Facility:opens", "Zeta", "plant", **more)) == []
    assert refusals(stand(claim("2023-10-12", "Layoff", "Zeta", **more))) == ["open"]
