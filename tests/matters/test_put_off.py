"""Promises that are only put off, or said to stand: "not until 2027", "not in May as planned", "is not cancelled"."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from kg.matters import Named, Standing
from kg.matters.marks import AS_PLANNED, GIVEN_UP, NOT_NOW, NOT_THEN, deeds_in, speaks_of
from kg.model import Claim, Kind, Modality, Polarity, TimeSpan

Make = Callable[..., Named]
Stand = Callable[..., list[Standing]]
PLAN = ("2020-01-01", "Product:launches", "Acme", "electric car")
PLANT = ("2020-01-01", "Facility:builds", "Acme", "plant in Ghent")
NOT = {"no": True}
UNTIL = TimeSpan(earliest=dt.date(2027, 1, 1), words="until 2027")


def test_what_is_not_to_come_until_a_day_is_open_and_never_overdue(
    claim: Make, stand: Stand
) -> None:
    plan = replace_time(claim(*PLANT, time="2027-01-01/.."), UNTIL)
    (found,) = stand(plan, as_of=dt.date(2029, 1, 1))
    assert (found.sort, found.status, found.overdue) == ("own", "open", False)
    assert found.due == (dt.date(2027, 1, 1), None)


def test_not_until_moves_an_earlier_promise(claim: Make, stand: Stand) -> None:
    plan = claim(*PLANT, time="2022")
    later = replace_time(claim("2021-01-01", *PLANT[1:], time="2027-01-01/.."), UNTIL)
    (found,) = stand(plan, later)
    assert (found.status, found.due) == ("slipped", (dt.date(2027, 1, 1), None))
    assert [event.what for event in found.events] == ["announcement", "change of date"]
    done = claim(
        "2027-05-01", "Facility:opens", *PLANT[2:], "asserted", time="2027-04-01/2027-04-30"
    )
    (found,) = stand(plan, later, done, as_of=dt.date(2028, 1, 1))
    assert (found.status, found.late_days) == ("slipped", 1581)


def replace_time(named: Named, time: TimeSpan) -> Named:
    """Return a claim with a time that has words, which `make` gives none."""
    return replace(named, claim=replace(named.claim, time=time))


CANCELLED = {"no": True, "time": "2022-01-01/2022-03-31"}
NOT_AS_PLANNED = {**CANCELLED, "sorts": frozenset({AS_PLANNED})}


@pytest.mark.parametrize(
    ("no", "later", "stands"),
    [
        (NOT_AS_PLANNED, None, ("overdue", dt.date(2022, 3, 31))),
        (NOT_AS_PLANNED, "2026-09-01/2026-11-30", ("slipped", dt.date(2026, 11, 30))),
        (CANCELLED, "2026-09-01/2026-11-30", ("slipped", dt.date(2026, 11, 30))),
        (CANCELLED, None, ("withdrawn", dt.date(2022, 3, 31))),
        (NOT, None, ("withdrawn", dt.date(2022, 3, 31))),
        (NOT, "2026-09-01/2026-11-30", ("withdrawn", dt.date(2026, 11, 30))),
    ],
)
def test_what_will_not_come_as_planned_may_come_later(
    claim: Make, stand: Stand, no: dict[str, Any], later: str | None, stands: tuple[str, dt.date]
) -> None:
    rows = [claim(*PLAN, time="2022-01-01/2022-03-31"), claim("2021-06-01", *PLAN[1:], **no)]
    rows += [claim("2021-06-01", *PLAN[1:], time=later)] if later else []
    (found,) = stand(*rows)
    assert (found.status, found.due[1]) == stands


def test_what_will_not_come_as_planned_is_no_refusal(claim: Make, stand: Stand) -> None:
    assert stand(claim("2021-06-01", *PLAN[1:], **NOT_AS_PLANNED)) == []


@pytest.mark.parametrize(
    ("row", "status"),
    [
        (("Facility:closes", "Acme", "plant in Ghent", "asserted"), "overdue"),
        (("Facility:closes", "Acme", "plant in Ghent", "planned"), "overdue"),
        (("Stance:denies", "Acme", "cancelled the plant in Ghent", "asserted"), "overdue"),
        (("Stance:denies", "Acme", "scrapping the plant in Ghent", "asserted"), "overdue"),
        (("Stance:denies", "Acme", "build a plant in Ghent", "asserted"), "withdrawn"),
        (("Facility:builds", "Acme", "plant in Ghent", "asserted"), "missed"),
    ],
)
def test_who_denies_that_a_plan_is_off_stands_by_it(
    claim: Make, stand: Stand, row: tuple[str, ...], status: str
) -> None:
    plan = claim(*PLANT, time="2022", article="one")
    stance = row[0].startswith("Stance")
    more: dict[str, Any] = {"stance_on": (plan.iri,)} if stance else {"no": True}
    found = stand(plan, claim("2023-06-01", *row, speaker="Acme", **more))
    assert [each.status for each in found if each.sort == "own"] == [status]


NOT_THIS_YEAR = {**NOT, "time": "2022", "sorts": frozenset({NOT_NOW})}


@pytest.mark.parametrize(
    ("due", "no", "status"),
    [
        (None, {**NOT_THIS_YEAR, "sorts": frozenset({NOT_THEN})}, "open"),
        (None, {**NOT, "time": "2022"}, "withdrawn"),  # "was dropped in 2022"
        (None, NOT, "withdrawn"),
        ("2022", NOT_THIS_YEAR, "overdue"),
        ("2022", {**NOT, "time": "2022"}, "withdrawn"),
    ],
)
def test_what_is_not_to_come_this_year_may_come_later(
    claim: Make, stand: Stand, due: str | None, no: dict[str, Any], status: str
) -> None:
    (found,) = stand(claim(*PLANT, time=due), claim("2022-06-01", *PLANT[1:], **no))
    assert found.status == status


def test_what_is_not_to_come_this_year_is_no_refusal_but_of_cuts(claim: Make, stand: Stand) -> None:
    assert stand(claim("2022-06-01", *PLANT[1:], **NOT_THIS_YEAR)) == []
    (found,) = stand(claim("2022-06-01", "Layoff", "Acme", **NOT_THIS_YEAR))
    assert found.sort == "refusal"


@pytest.mark.parametrize(
    ("words", "marked"),
    [
        ("this year", True),
        ("by the end of this quarter", True),
        ("next spring", True),
        ("in 2022", False),
        ("within a year", False),
    ],
)
def test_times_that_run_or_come_next(words: str, marked: bool) -> None:
    time = TimeSpan(earliest=dt.date(2022, 1, 1), words=words)
    plan = Claim(
        article="a", kind=Kind.FACILITY, subject="Acme", object="plant", time=time,
        modality=Modality.PLANNED, polarity=Polarity.NEGATED,
    )  # fmt: skip
    assert (NOT_NOW in speaks_of(plan, [f"It will not open {words}."])) is marked


@pytest.mark.parametrize(
    ("first", "time", "status"),
    [
        ("2024-01-01/2024-03-31", "../2024-09-30", "slipped"),
        ("../2023-12-31", "../2024-09-30", "slipped"),
        ("2024-07-01/2024-09-30", "../2024-12-31", "overdue"),  # told more vaguely
    ],
)
def test_what_is_due_by_a_later_day_once_its_time_had_begun_is_put_off(
    claim: Make, stand: Stand, first: str, time: str, status: str
) -> None:
    (found,) = stand(
        claim("2023-01-01", *PLANT[1:], time=first), claim("2024-03-28", *PLANT[1:], time=time)
    )
    assert (found.status, found.overdue) == (status, True)


def test_the_day_on_which_a_plan_is_dropped_puts_nothing_off(claim: Make, stand: Stand) -> None:
    dropped = claim("2021-06-01", *PLAN[1:], no=True, time="2021-06-01/2021-06-01")
    (found,) = stand(claim(*PLAN, time="2022"), dropped)
    assert found.status == "withdrawn"


def test_a_sentence_of_giving_up_denies_no_time() -> None:
    time = TimeSpan(earliest=dt.date(2022, 1, 1), words="this year")
    plan = Claim(
        article="a", kind=Kind.FACILITY, subject="Acme", object="plant", time=time,
        modality=Modality.PLANNED, polarity=Polarity.NEGATED,
    )  # fmt: skip
    assert NOT_NOW not in speaks_of(plan, ["It abandoned the plant this year and will not return."])
    assert NOT_NOW in speaks_of(plan, ["The plant won't open this year."])


@pytest.mark.parametrize(
    ("said", "sorts", "status"),
    [
        ("2021-06-01", {GIVEN_UP}, "withdrawn"),
        ("2021-06-01", set(), "overdue"),  # another plant there may be meant
        ("2023-06-01", {GIVEN_UP}, "overdue"),  # it may have opened in time
    ],
)
def test_a_plant_that_is_given_up_before_it_was_due_is_not_closed(
    claim: Make, stand: Stand, said: str, sorts: set[str], status: str
) -> None:
    plan = claim(*PLANT, time="2022")
    ended = claim(said, "Facility:closes", *PLANT[2:], "asserted", sorts=frozenset(sorts))
    assert [each.status for each in stand(plan, ended)] == [status]


def test_a_plant_that_was_open_is_closed_when_it_is_given_up(claim: Make, stand: Stand) -> None:
    opened = claim("2020-06-01", "Facility:opens", *PLANT[2:], "asserted")
    ended = claim("2021-06-01", "Facility:closes", *PLANT[2:], "asserted",
                  sorts=frozenset({GIVEN_UP}))  # fmt: skip
    assert [each.status for each in stand(claim(*PLANT, time="2022"), opened, ended)] == ["met"]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Acme pulled the plug on its plant in Ghent.", True),
        ("Acme has given up on its plant in Ghent.", True),
        ("Acme pulled ahead with a plug for cars.", False),
        ("Acme gave up 3 percent.", False),
    ],
)
def test_words_of_giving_up_a_thing(text: str, told: bool) -> None:
    assert (GIVEN_UP in deeds_in(text)) is told


@pytest.mark.parametrize(
    ("off", "status"), [("2021-06-01", "withdrawn"), (None, "missed"), ("2023-03-01", "missed")]
)
def test_what_was_called_off_in_time_is_not_missed_later(
    claim: Make, stand: Stand, off: str | None, status: str
) -> None:
    closes = ("Facility:closes", *PLANT[2:])
    told = [claim("2020-01-01", *closes, time="2022")]
    told += [claim(off, *closes, "asserted", no=True)] if off else []
    told.append(claim("2023-06-01", *closes, "asserted", no=True))
    assert [each.status for each in stand(*told)] == [status]


def test_a_plan_that_may_be_dropped_stands(claim: Make, stand: Stand) -> None:
    plan = claim(*PLAN, time="2022")
    (found,) = stand(plan, claim("2021-01-01", *PLAN[1:], "hypothetical", **NOT))
    assert found.overdue
    assert [event.what for event in found.events] == ["announcement", "mention"]
    (found,) = stand(plan, claim("2021-01-01", *PLAN[1:], **NOT))
    assert found.status == "withdrawn"
