from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import replace
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.matters import Named, Standing, Told, index, matters, tell
from kg.matters.tracks import apart_days, by_step, by_voice, is_schedule
from kg.rdf.storylines import Storylines, status_quads

Make = Callable[..., Named]
Stand = Callable[..., list[Standing]]
Tell = Callable[..., list[Told]]

CAR = "electric car"
SELL, SHIP, BUILD = "Product:launches", "Product:ships", "Facility:builds"


def report(claim: Make, day: str, outlet: str, time: str | None, **more: Any) -> Named:
    return claim(day, SELL, "Acme", CAR, "reported", time=time, relayed_by=(outlet,),
                 speaker="people", speaker_type="UNNAMED", **more)  # fmt: skip


def test_two_outlets_with_two_dates_are_two_reports(claim: Make, stand: Stand) -> None:
    first = report(claim, "2018-01-01", "Daily", "2019")
    other = report(claim, "2021-01-01", "Herald", "2024")
    dropped = claim("2023-01-01", "Development", "Acme", CAR, "reported", no=True,
                    relayed_by=("Herald",), speaker="people", speaker_type="UNNAMED")  # fmt: skip
    found = stand(first, other, dropped)
    assert [(each.status, each.place) for each in found] == [("missed", 0), ("withdrawn", 1)]
    assert other.iri in {told.iri for told in found[0].evidence}


def test_an_outlet_that_names_a_later_date_moves_its_report(claim: Make, stand: Stand) -> None:
    (found,) = stand(report(claim, "2018-01-01", "Daily", "2019"),
                     report(claim, "2018-09-01", "Daily", "2021"))  # fmt: skip
    assert found.status == "slipped"
    assert found.first_due[1] == dt.date(2019, 12, 31)


def test_outlets_that_agree_tell_of_one_report(claim: Make, stand: Stand) -> None:
    (found,) = stand(report(claim, "2018-01-01", "Daily", "2026"),
                     report(claim, "2018-02-01", "Herald", "2026-03-01/2026-05-31"),
                     report(claim, "2018-03-01", "Gazette", None))  # fmt: skip
    assert found.status == "open"


def test_a_report_whose_time_is_not_over_is_not_missed(claim: Make, stand: Stand) -> None:
    found = stand(report(claim, "2018-01-01", "Daily", "2019"),
                  report(claim, "2018-06-01", "Herald", "2027"))  # fmt: skip
    assert [each.status for each in found] == ["overdue", "open"]


def test_the_steps_of_a_schedule_are_no_delay(claim: Make, stand: Stand) -> None:
    sell = claim("2024-01-01", SELL, "Acme", CAR, time="2025", article="a")
    ship = claim("2024-01-01", SHIP, "Acme", CAR, time="2026", article="a")
    found = stand(sell, ship, as_of=dt.date(2025, 1, 1))
    assert [(each.status, each.due[1]) for each in found] == [
        ("open", dt.date(2025, 12, 31)),
        ("open", dt.date(2026, 12, 31)),
    ]


def test_a_later_step_told_later_is_a_delay_of_what_came_to_nothing(
    claim: Make, stand: Stand
) -> None:
    sell = claim("2022-01-01", SELL, "Acme", CAR, time="2023")
    ship = claim("2023-06-01", SHIP, "Acme", CAR, time="2026")
    (found,) = stand(sell, ship)
    assert (found.status, found.due[1]) == ("slipped", dt.date(2026, 12, 31))
    sold = claim("2023-09-01", SELL, "Acme", CAR, "asserted", time="2023-08-01/2023-08-01")
    assert [each.status for each in stand(sell, ship, sold)] == ["met", "open"]


@pytest.mark.parametrize(
    ("done", "expected"),
    [
        ("2023-11-21", [("slipped", 324), ("met", None)]),  # the article tells of both
        ("2023-09-01", [("slipped", 243), ("met", None)]),
        (None, [("slipped", 380)]),  # nothing came before the new date
    ],
)
def test_a_later_step_told_when_the_earlier_was_done_late_moves_nothing(
    claim: Make, stand: Stand, done: str | None, expected: list[tuple[str, int | None]]
) -> None:
    sell = claim("2021-07-08", SELL, "Acme", "Marlin", time="../2022-12-31")
    ship = claim("2023-11-21", SHIP, "Acme", "Marlin", time="2024-01-01/2024-01-31")
    shipped = claim("2024-01-20", SHIP, "Acme", "Marlin", "asserted", time="2024-01-15/2024-01-15")
    sold = [claim(done, SELL, "Acme", "Marlin", "asserted", time="2023-08-31/2023-08-31"
                  if done < "2023-11" else "2023-11-20/2023-11-20")] if done else []  # fmt: skip
    assert [(e.status, e.late_days) for e in stand(sell, ship, *sold, shipped)] == expected


def test_a_later_step_that_is_due_first_brings_the_promise_forward(
    claim: Make, stand: Stand
) -> None:
    (found,) = stand(claim("2022-01-01", SELL, "Acme", CAR, time="2026"),
                     claim("2023-01-01", SHIP, "Acme", CAR, time="2025"))  # fmt: skip
    assert (found.status, found.due[1]) == ("open", dt.date(2025, 12, 31))


@pytest.mark.parametrize(
    ("before", "after", "status"),
    [
        ("2026-03-01/2026-05-31", "2026-04-01/2026-09-30", "slipped"),  # spring, then mid-2026
        ("2026-03-01/2026-05-31", "2026", "open"),  # only told more vaguely
        ("2026", "2026-07-01/2026-12-31", "open"),  # only told more exactly
        ("../2026-06-30", "2026", "open"),
        ("2026-03-01/2026-05-31", "2026-02-01/2026-09-30", "open"),
    ],
)
def test_days_that_shift_at_both_ends_are_put_back(
    claim: Make, stand: Stand, before: str, after: str, status: str
) -> None:
    (found,) = stand(claim("2024-01-01", SELL, "Acme", CAR, time=before),
                     claim("2025-01-01", SELL, "Acme", CAR, time=after))  # fmt: skip
    assert found.status == status


def test_each_promise_of_a_matter_has_a_node_of_its_own(claim: Make) -> None:
    told = [report(claim, f"2018-0{n}-01", f"Daily {n}", str(2019 + n)) for n in (1, 2, 3)]
    plans = [replace(each, subject="https://example.org/acme", speaker=None) for each in told]
    found = tuple(matters(tell(plans)))
    assert len(found) == 1
    known = index(told for matter in found for told in matter.told)
    lines = status_quads(Storylines(matters=found, index=known, copies={}), dt.date(2025, 1, 1))
    nodes = {line.split(" ")[0] for line in lines if "StatusAssessment" in line}
    promises = {line.split(" ")[0] for line in lines if "/ns#promise>" in line}
    assert (len(nodes), promises) == (3, nodes)


YEARS = st.none() | st.integers(2020, 2028).map(str)
PLANS = st.lists(
    st.tuples(st.sampled_from([SELL, SHIP, "Development", "Target"]), YEARS,
              st.sampled_from(["Daily", "Herald", "Gazette"])),
    min_size=1, max_size=7,
)  # fmt: skip


@given(rows=PLANS)
@settings(derandomize=True, deadline=None, max_examples=60)
def test_every_plan_is_in_one_promise(claim: Make, told: Tell, rows: Any) -> None:
    plans = told(*(
        claim(f"20{10 + n}-01-01", kind, "Acme", CAR, "reported", time=time, relayed_by=(outlet,))
        for n, (kind, time, outlet) in enumerate(rows)
    ))  # fmt: skip
    for tracks in (by_voice(plans), by_step(plans)):
        assert sorted(plan.iri for track in tracks for plan in track) == sorted(
            {plan.iri for plan in plans}
        )
        assert all(tracks)
        order = [[plans.index(plan) for plan in track] for track in tracks]
        assert all(a < b for track in order for a, b in pairwise(track))
    voices = [{plan.origin for plan in track} for track in by_voice(plans)]
    assert all(one.isdisjoint(other) for n, one in enumerate(voices) for other in voices[:n])
    assert is_schedule(by_step(plans)) is False


def test_intervals_without_an_end_are_never_apart() -> None:
    year = (dt.date(2020, 1, 1), dt.date(2020, 12, 31))
    assert apart_days(year, (dt.date(2021, 1, 1), dt.date(2021, 1, 1)))
    assert not apart_days(year, (None, None))
    assert not apart_days(year, (None, dt.date(2021, 12, 31)))
