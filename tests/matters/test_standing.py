from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from kg.matters import Named, Standing, history, index, matters, standings, tell
from kg.model import TimeSpan

AS_OF = dt.date(2025, 6, 1)
Make = Callable[..., Named]

CAR = "electric car"
PLAN = ("2020-01-01", "Product:launches", "Acme", CAR)
DONE = ("2022-05-01", "Product:launches", "Acme", CAR, "asserted")
NOT = {"no": True}
PLANT = ("2020-01-01", "Facility:builds", "Acme", "plant in Ghent")


def stand(*named: Named, as_of: dt.date = AS_OF) -> list[Standing]:
    found = matters(tell(named))
    known = index(told for matter in found for told in matter.told)
    return [each for matter in found for each in standings(matter, known, as_of)]


def one(make: Make, *rows: tuple[tuple[Any, ...], dict[str, Any]]) -> tuple[str, str]:
    found = stand(*(make(*args, **more) for args, more in rows))
    assert len(found) == 1, [(each.sort, each.status) for each in found]
    return found[0].sort, found[0].status


@pytest.mark.parametrize(
    ("rows", "status"),
    [
        ([(PLAN, {})], "open"),
        ([(PLAN, {"time": "2026"})], "open"),
        ([(PLAN, {"time": "2022"})], "overdue"),
        ([(PLAN, {"time": "2022"}), (DONE, {"time": "2022-04-01/2022-04-01"})], "met"),
        ([(PLAN, {"time": "2022"}), (DONE, {})], "met"),
        ([(PLAN, {"time": "2021"}), (DONE, {})], "slipped"),  # told without a day, too late
        ([(PLAN, {"time": "2021"}), (DONE, {"time": "2022-04-01/2022-04-01"})], "slipped"),
        ([(PLAN, {"time": "2021"}), (("2021-01-01", *PLAN[1:]), {"time": "2026"})], "slipped"),
        ([(PLAN, {"time": "2026"}), (("2021-01-01", *PLAN[1:]), {"time": "2024"})], "overdue"),
        ([(PLAN, {"time": "2026"}), (("2021-01-01", *PLAN[1:]), NOT)], "withdrawn"),
        ([(PLAN, {"time": "2026"}), (DONE, NOT)], "withdrawn"),
        ([(PLAN, {"time": "2021"}), (DONE, NOT)], "missed"),
        ([(PLAN, {}), (DONE, {}), (("2023-01-01", *PLAN[1:]), NOT)], "met"),
        (
            [(PLAN, {"time": "2022"}), (("2021-01-01", *PLAN[1:]), NOT),
             (("2022-01-01", *PLAN[1:]), {"time": "2026"})],
            "open",
        ),
        (
            [(PLAN, {"time": "2022"}), (("2021-01-01", *PLAN[1:]), NOT),
             (("2022-01-01", *PLAN[1:]), {"time": "2022"})],
            "withdrawn",
        ),
    ],
)  # fmt: skip
def test_the_life_of_a_promise(claim: Make, rows: list[Any], status: str) -> None:
    assert one(claim, *rows) == ("own", status)
    assert one(claim, *rows[::-1]) == ("own", status)


def test_the_first_due_day_counts_and_the_lateness_is_told(claim: Make) -> None:
    moved = claim("2021-06-01", *PLAN[1:], time="2022")
    done = claim(*DONE, time="2022-04-01/2022-04-01")
    (found,) = stand(claim(*PLAN, time="2021"), moved, done)
    assert (found.status, found.late_days, found.done) == ("slipped", 91, dt.date(2022, 4, 1))
    assert found.first_due == (dt.date(2021, 1, 1), dt.date(2021, 12, 31))
    assert [event.what for event in found.events] == [
        "announcement",
        "change of date",
        "completion",
    ]
    assert [told.iri for told in found.evidence] == [done.iri]


def test_what_is_published_later_is_not_known(claim: Make) -> None:
    named = [claim(*PLAN, time="2022"), claim(*DONE, time="2022-04-01/2022-04-01")]
    assert [each.status for each in stand(*named, as_of=dt.date(2021, 1, 1))] == ["open"]
    assert stand(*named, as_of=dt.date(2019, 1, 1)) == []


@pytest.mark.parametrize(
    ("outcome", "status"),
    [
        (("Product:ships", CAR), "met"),
        (("Product:launches", "electric cars"), "met"),
        (("Product:shows", CAR), "overdue"),
        (("Product:announces", CAR), "overdue"),
        (("Development", CAR), "overdue"),
        (("Product:launches", "electric bicycle"), "overdue"),
        (("Product:prices", CAR), "overdue"),
    ],
)
def test_only_the_step_that_was_promised_or_a_later_one_fulfils(
    claim: Make, outcome: tuple[str, str], status: str
) -> None:
    done = claim("2022-05-01", outcome[0], "Acme", outcome[1], "asserted")
    found = stand(claim(*PLAN, time="2022"), done)
    assert [each.status for each in found if each.sort == "own"] == [status]


def test_work_on_a_plant_is_no_plant(claim: Make) -> None:
    works = claim("2021-01-01", *PLANT[1:], "asserted")
    assert [e.status for e in stand(claim(*PLANT, time="2022"), works)] == ["overdue"]
    opened = claim("2021-06-01", "Facility:opens", *PLANT[2:], "asserted")
    assert [e.status for e in stand(claim(*PLANT, time="2022"), works, opened)] == ["met"]


def test_half_of_the_capacity_is_part_of_the_promise(claim: Make) -> None:
    opened = claim(
        "2021-06-01", "Facility:opens", *PLANT[2:], "asserted", amount=(150, "cars")
    )  # fmt: skip
    (found,) = stand(claim(*PLANT, amount=(300, "cars")), opened)
    assert found.status == "partly-met"


def test_money_is_paid_bit_by_bit_until_it_stops(claim: Make) -> None:
    plan = claim("2020-01-01", "Funding", "Acme", "Zenith Bank", amount=(170, "USD"))
    paid = claim("2021-01-01", "Funding", "Acme", "Zenith Bank", "asserted", amount=(50, "USD"))
    stopped = claim("2021-02-01", "Funding", "Acme", "Zenith Bank", "asserted", no=True)
    assert [e.status for e in stand(plan, paid)] == ["open"]
    assert [e.status for e in stand(plan, paid, stopped)] == ["partly-met"]


def test_money_of_another_currency_is_no_proof_of_the_whole(claim: Make) -> None:
    plan = claim("2020-01-01", "Investment", "Acme", "cars", amount=(10, "USD"))
    for amount in ((3, "CNY"), None):
        paid = claim("2021-01-01", "Investment", "Acme", "cars", "asserted", amount=amount)
        assert [e.status for e in stand(plan, paid)] == ["open"]


def test_a_product_that_is_withdrawn_before_it_came_ends_its_promise(claim: Make) -> None:
    gone = claim("2021-01-01", "Product:withdraws", "Acme", CAR, "asserted")
    assert [e.status for e in stand(claim(*PLAN, time="2022"), gone)] == ["withdrawn"]
    later = claim("2023-01-01", "Product:withdraws", "Acme", CAR, "asserted")
    assert [e.status for e in stand(claim(*PLAN, time="2022"), claim(*DONE), later)] == ["met"]


def test_what_one_article_tells_without_a_day_beside_a_plan_is_not_its_outcome(claim: Make) -> None:
    plan = ("2020-01-01", "Acquisition", "Acme", "Brio")
    beside = claim(*plan, "asserted", article="a")
    assert [e.status for e in stand(claim(*plan, article="a"), beside)] == ["open"]
    dated = claim(*plan, "asserted", article="a", time="2020-01-01/2020-01-01")
    assert [e.status for e in stand(claim(*plan, article="a"), dated)] == ["met"]


def test_an_undated_outcome_told_years_later_may_be_of_something_else(claim: Make) -> None:
    late = claim("2024-06-01", *PLAN[1:], "asserted")
    assert [e.status for e in stand(claim(*PLAN, time="2020"), late)] == ["overdue"]


@pytest.mark.parametrize(("role", "status"), [("CEO", "met"), ("chief financial officer", "open")])
def test_an_appointment_is_met_by_the_office(claim: Make, role: str, status: str) -> None:
    plan = claim("2020-01-01", "Appointment", "Ann Lee", "Acme", role="chief executive officer")
    now = claim("2021-01-01", "Role", "Ann Lee", "Acme", "asserted", role=role)
    assert [e.status for e in stand(plan, now)] == [status]


def test_to_own_is_not_to_sell(claim: Make) -> None:
    refusal = claim("2020-01-01", "Divestiture", "Acme", "Brio", no=True)
    owner = claim("2021-01-01", "Ownership", "Acme", "Brio", "asserted")
    assert [e.status for e in stand(refusal, owner)] == ["open"]


def test_nothing_is_said_after_it_is_printed(claim: Make) -> None:

    late = TimeSpan(earliest=dt.date(2021, 3, 1), latest=dt.date(2021, 3, 31))
    (told,) = tell([claim(*PLAN, said=late)])
    assert told.said == dt.date(2020, 1, 1)


@pytest.mark.parametrize(
    ("said", "end"),
    [("2021-03-31", "2031-03-31"), ("2020-02-29", "2030-02-28"), ("2021-05-04", "2031-05-04")],
)
def test_years_to_come_end_on_the_day_on_which_they_were_said(
    claim: Make, said: str, end: str
) -> None:
    plan = claim(said, "Investment", "Acme", "cars", "planned", amount=(10, "USD"), period="P10Y")
    (told,) = tell([plan])
    assert told.due == (dt.date.fromisoformat(said), dt.date.fromisoformat(end))


def test_a_stated_investment_over_years_to_come_is_a_plan(claim: Make) -> None:
    told = claim("2021-03-31", "Investment", "Acme", "cars", "asserted", amount=(10, "USD"),
                 time="2021-03-31/2031-03-31")  # fmt: skip
    (found,) = stand(told)
    assert (found.sort, found.status) == ("own", "open")


@pytest.mark.parametrize(
    ("value", "time", "status"),
    [
        (135_000, "2024", "met"),
        (100_000, "2024-01-01/2024-11-18", "met"),
        (76_000, "2024", "missed"),
        (99_000, "2024", "overdue"),
        (76_000, "2024-01-01/2024-06-30", "overdue"),
        (135_000, "2023", "overdue"),
    ],
)
def test_figures_settle_aims_that_are_figures(
    claim: Make, value: int, time: str, status: str
) -> None:
    aim = claim("2024-01-02", "Target", "Acme", "deliveries", "targeted", time="2024",
                amount=(100_000, "cars"))  # fmt: skip
    result = claim("2025-01-08", "Result", "Acme", "deliveries", "asserted", time=time,
                   amount=(value, "vehicles"))  # fmt: skip
    assert [each.status for each in stand(aim, result)] == [status]


def test_a_rate_grows_with_the_months(claim: Make) -> None:
    aim = claim("2024-01-02", "Target", "Acme", "monthly sales", "targeted", time="2024",
                amount=(10_000, "cars"))  # fmt: skip
    result = claim("2025-01-08", "Result", "Acme", "sales", "asserted", amount=(13_834, "cars"),
                   time="2024-01-01/2024-11-30")  # fmt: skip
    assert [each.status for each in stand(aim, result)] == ["missed"]


def test_a_rate_may_stand_in_the_sentence_alone(claim: Make) -> None:
    aim = claim("2024-01-02", "Target", "Acme", "sales", "targeted", time="2024",
                amount=(10_000, "cars"))  # fmt: skip
    result = claim("2025-01-08", "Result", "Acme", "sales", "asserted", amount=(13_834, "cars"),
                   time="2024-01-01/2024-11-30")  # fmt: skip
    assert [each.status for each in stand(aim, result)] == ["met"]
    monthly = replace(aim, sorts=frozenset({"per_month"}))
    assert [each.status for each in stand(monthly, result)] == ["missed"]


def test_less_of_what_is_no_gain_is_not_missed(claim: Make) -> None:
    aim = claim("2024-01-02", "Target", "Acme", "losses", "targeted", time="2024",
                amount=(100, "USD"))  # fmt: skip
    result = claim("2025-01-08", "Result", "Acme", "losses", "asserted", time="2024",
                   amount=(50, "USD"))  # fmt: skip
    assert [each.status for each in stand(aim, result)] == ["overdue"]


def test_a_company_at_work_has_been_founded(claim: Make) -> None:
    plan = claim("2022-06-17", "Formation", "Acme", "Acme Brio", time="../2022-12-31")
    deed = claim("2023-01-06", "Product:shows", "Acme Brio", CAR, "asserted")
    (found,) = stand(plan, deed)
    assert (found.status, found.late_days) == ("met", None)


@pytest.mark.parametrize("time", ["2020-06-01/2020-06-30", "2020"])
def test_what_was_done_in_a_time_that_is_not_over_was_done(claim: Make, time: str) -> None:
    assert stand(claim("2020-06-14", *PLAN[1:], "asserted", time=time)) == []
    (found,) = stand(claim("2020-06-14", *PLAN[1:], "asserted", time="2020-07-01/2020-07-01"))
    assert found.sort == "own"
    assert stand(claim("2020-06-14", "Result", "Acme", "sales", "asserted", time="../2020-12-31",
                       amount=(5, "cars"))) == []  # fmt: skip
    for kind in ("Investment", "Funding"):
        (found,) = stand(claim("2020-06-14", kind, "Acme", "cars", "asserted", time=time))
        assert found.sort == "own"


def test_not_yet_is_no_end(claim: Make) -> None:
    not_yet = {"no": True, "sorts": frozenset({"not yet"})}
    plan = claim("2020-01-01", "Acquisition", "Acme", "Brio", time="2021")
    waits = claim("2020-06-01", "Acquisition", "Acme", "Brio", "asserted", **not_yet)
    assert [e.status for e in stand(plan, waits, as_of=dt.date(2020, 7, 1))] == ["open"]
    assert stand(waits) == []
    over = claim("2020-06-01", "Acquisition", "Acme", "Brio", "asserted", no=True)
    assert [e.status for e in stand(plan, over)] == ["withdrawn"]


def test_a_rumour_does_not_dispute_what_a_company_says_itself(claim: Make) -> None:
    rumour = claim("2020-06-01", *PLAN[1:], "rumoured", no=True, speaker="people",
                   speaker_type="UNNAMED")  # fmt: skip
    (found,) = stand(claim(*PLAN, time="2027"), rumour)
    assert (found.status, found.events[-1].what) == ("open", "rumour")
    report = claim("2020-06-01", *PLAN[1:], "reported", no=True, speaker="people",
                   speaker_type="UNNAMED")  # fmt: skip
    assert [e.status for e in stand(claim(*PLAN, time="2027"), report)] == ["disputed"]


def test_what_was_dropped_was_planned_even_if_nobody_told(claim: Make) -> None:
    assert one(claim, ((*PLANT, "asserted"), NOT)) == ("own", "withdrawn")


@pytest.mark.parametrize("kind", ["Role", "Stance:confirms", "MarketMove", "Legal:sues"])
def test_some_kinds_promise_nothing(claim: Make, kind: str) -> None:
    assert stand(claim("2020-01-01", kind, "Acme", "Zenith")) == []


def test_every_claim_has_its_part_in_the_history(claim: Make) -> None:
    named = [
        claim(*PLAN, "rumoured", time="2021", speaker="sources", speaker_type="UNNAMED"),
        claim("2020-02-01", "Stance:denies", "Acme", CAR, "asserted", speaker="Acme"),
        claim("2020-06-01", *PLAN[1:], time="2021"),
        claim("2020-09-01", *PLAN[1:], time="2021"),
        claim("2021-09-01", *PLAN[1:], time="2022"),
        claim("2021-10-01", "Product:shows", "Acme", CAR, "asserted"),
        claim(*DONE, time="2022-04-01/2022-04-01"),
    ]
    (matter,) = matters(tell(named))
    found = history(matter, index(matter.told), AS_OF)
    assert [event.what for event in found] == [
        "rumour",
        "denial",
        "announcement",
        "confirmation",
        "change of date",
        "progress",
        "completion",
    ]


@pytest.mark.parametrize(("no", "status"), [(False, "met"), (True, "missed")])
def test_a_verdict_is_on_the_nearest_plan_of_its_article(
    claim: Make, no: bool, status: str
) -> None:
    from kg.model import Span

    told = {"article": "a", "time": "2020"}
    near = claim("2022-01-01", "Product:launches", "Acme", CAR, evidence=(Span(50, 90),), **told)
    far = claim("2022-01-01", "Facility:opens", "Acme", "plant", evidence=(Span(900, 990),), **told)
    verdict = claim("2022-01-01", "Target", "Acme", None, "asserted", article="a", no=no,
                    evidence=(Span(0, 40),))  # fmt: skip
    found = {each.opened.claim.object: each.status for each in stand(near, far, verdict)}
    assert found == {CAR: status, "plant": "overdue"}


def test_papers_that_differ_on_the_outcome_dispute_it(claim: Make) -> None:
    yes = claim("2022-01-01", "Target", "Acme", "road tests", "asserted", speaker="One")
    no = claim("2022-01-02", "Target", "Acme", "road tests", "asserted", speaker="Two", no=True)
    plan = claim("2020-01-01", "Target", "Acme", "road tests", time="2021")
    assert [each.status for each in stand(plan, yes, no)] == ["disputed"]
    assert [each.status for each in stand(plan, yes)] == ["met"]
    assert [each.status for each in stand(plan, no)] == ["missed"]


MILL = "mill in Leeds"
CLOSES = ("2020-01-01", "Facility:closes", "Acme", MILL)
CLOSED = ("2021-02-01", "Facility:closes", "Acme", MILL, "asserted")


@pytest.mark.parametrize(
    ("rows", "status"),
    [
        ([(CLOSES, {"time": "2021"}), (CLOSED, {"time": "2021-01-30/2021-01-30"})], "met"),
        ([(CLOSES, {"time": "2022"}), (CLOSED, {"time": "2021-01-30/2021-01-30"})], "met"),
        ([(CLOSES, {"time": "2020"}), (CLOSED, {"time": "2021-01-30/2021-01-30"})], "slipped"),
        (
            [(CLOSES, {"time": "2022"}), (("2021-02-01", "Facility:opens", *CLOSED[2:]), {})],
            "overdue",
        ),
    ],
)
def test_what_is_to_close_is_done_when_it_closes(claim: Make, rows: list[Any], status: str) -> None:
    assert status in {each.status for each in stand(*(claim(*args, **more) for args, more in rows))}


@pytest.mark.parametrize(("sorts", "status"), [((), "overdue"), (("deed: finished",), "slipped")])
def test_a_plant_that_is_finished_has_been_built(
    claim: Make, sorts: tuple[str, ...], status: str
) -> None:
    built = claim("2023-06-01", "Facility:builds", "Acme", "plant in Ghent", "asserted",
                  sorts=frozenset(sorts))  # fmt: skip
    assert [each.status for each in stand(claim(*PLANT, time="2022"), built)] == [status]


def test_what_is_said_to_come_late_has_slipped(claim: Make) -> None:
    plan, late = claim(*PLAN, time="../2022-03-31"), frozenset({"deed: late"})
    assert [each.status for each in stand(plan, claim(*DONE))] == ["met"]  # told a month after
    assert [each.status for each in stand(plan, claim(*DONE, sorts=late))] == ["slipped"]
    in_time = claim(*DONE, time="2022-03-01/2022-03-01", sorts=late)
    assert [each.status for each in stand(plan, in_time)] == ["met"]
    before_its_end = stand(claim(*PLAN, time="2022"), claim(*DONE, sorts=late))
    assert [each.status for each in before_its_end] == ["met"]


@pytest.mark.parametrize(
    ("measure", "amount", "time", "status"),
    [
        ("net profit", (3_000_000, "USD"), "2024", "met"),
        ("net loss", (3_000_000, "USD"), "2024", "missed"),
        ("profit", (-3_000_000, "USD"), "2024", "missed"),
        ("net loss", (3_000_000, "USD"), "2024-01-01/2024-03-31", "overdue"),
        ("net profit", (3_000_000, "USD"), "2023", "overdue"),
        ("net profit", (3_000_000, "USD"), "2024-01-01/2024-03-31", "overdue"),
        ("profit", (5, "percent"), "2024", "overdue"),
        ("operating profit", (3_000_000, "USD"), "2024", "overdue"),
        ("revenue", (3_000_000, "USD"), "2024", "overdue"),
    ],
)
def test_a_profit_or_a_loss_settles_an_aim_of_profit(
    claim: Make, measure: str, amount: tuple[int, str], time: str, status: str
) -> None:
    aim = claim("2024-01-02", "Target", "Acme", "return to profit", "targeted", time="2024")
    result = claim("2025-01-08", "Result", "Acme", measure, "asserted", time=time, amount=amount)
    assert status in {each.status for each in stand(aim, result)}


@pytest.mark.parametrize(
    ("time", "status", "late"),
    [
        ("2021-05-01/2021-05-31", "met", None),  # "in May" holds 20 May
        ("2021", "met", None),
        ("2021-05-01/2021-05-20", "met", None),
        ("2021-05-21/2021-05-31", "slipped", 11),
        ("2021-06-01/2021-06-30", "slipped", 41),
    ],
)
def test_a_time_that_holds_the_due_day_is_not_late(
    claim: Make, time: str, status: str, late: int | None
) -> None:
    plan = claim(*PLAN, time="2021-05-20/2021-05-20")
    (found,) = stand(plan, claim("2021-07-02", *DONE[1:], time=time))
    assert (found.status, found.late_days) == (status, late)


@pytest.mark.parametrize(
    ("kind", "thing", "paid", "status"),
    [
        ("Acquisition", "Brio", (18, "USD"), "met"),
        ("Acquisition", "Brio", (25, "USD"), "met"),
        ("Merger", "Brio", (18, "USD"), "met"),
        ("Facility:opens", "plant in Ghent", (18, "USD"), "met"),  # what it cost
        ("Facility:opens", "plant in Ghent", (18, "cars"), "met"),
        ("Acquisition", "Brio", (18, "percent"), "met"),
        ("Investment", "Brio", (18, "USD"), "partly-met"),
    ],
)
def test_what_is_done_whole_is_done_at_any_price(
    claim: Make, kind: str, thing: str, paid: tuple[int, str], status: str
) -> None:
    plan = claim("2020-01-01", kind, "Acme", thing, amount=(20, "USD"), time="2021")
    done = claim("2021-06-01", kind, "Acme", thing, "asserted", amount=paid)
    (found,) = stand(plan, done, as_of=dt.date(2022, 1, 1))
    assert found.status == status


def test_a_smaller_stake_than_planned_is_a_part(claim: Make) -> None:
    plan = claim("2020-01-01", "Acquisition", "Acme", "Brio", amount=(51, "percent"))
    done = claim("2021-06-01", "Acquisition", "Acme", "Brio", "asserted", amount=(30, "percent"))
    assert [each.status for each in stand(plan, done)] == ["partly-met"]
