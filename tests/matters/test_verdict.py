from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.matters import STATUSES, Named, Standing, Told, index, matters, standings, tell
from kg.matters.outcome import came_not

Make = Callable[..., Named]
Stand = Callable[..., list[Standing]]
Tell = Callable[..., list[Told]]

CAR = "electric car"
PLAN = ("2020-01-01", "Product:launches", "Acme", CAR)
DONE = ("2021-06-01", "Product:launches", "Acme", CAR, "asserted")


def own(found: list[Standing], kind: str = "Product") -> list[str]:
    return [e.status for e in found if e.sort == "own" and e.opened.claim.kind.value == kind]


# --- judges ----------------------------------------------------------------------------


def verdict(claim: Make, paper: str, *, no: bool, stance: bool = False) -> Named:
    if stance:
        kind = "Stance:denies" if no else "Stance:confirms"
        return claim("2022-01-05", kind, paper, f"promise of an {CAR}", "asserted", speaker=paper,
                     article="judges")  # fmt: skip
    return claim("2022-01-05", "Target", "Acme", CAR, "asserted", no=no, article="judges",
                 speaker=paper, speaker_type="OUTLET_ABROAD")  # fmt: skip


@pytest.mark.parametrize(
    ("verdicts", "done", "status"),
    [
        ((False,), False, "met"),
        ((True,), False, "missed"),
        ((False, True), False, "disputed"),
        ((False, True), True, "partly-met"),
        ((True,), True, "disputed"),
        ((False,), True, "met"),
    ],
)
def test_judges_of_a_promise(
    claim: Make, stand: Stand, verdicts: tuple[bool, ...], done: bool, status: str
) -> None:
    named = [claim("2020-01-01", *PLAN[1:], time="2021", article="judges")]
    named += [claim(*DONE, time="2021-06-01/2021-06-01")] * done
    papers = list(zip(("Daily", "Herald"), verdicts, strict=False))
    for stance in (False, True):
        judged = [verdict(claim, paper, no=no, stance=stance) for paper, no in papers]
        assert own(stand(*named, *judged)) == [status]


def test_a_paper_that_finds_a_promise_broken_before_its_day_disputes_it(
    claim: Make, stand: Stand
) -> None:
    plan = claim(*PLAN, time="2027")
    assert own(stand(plan, verdict(claim, "Daily", no=True))) == ["disputed"]


def test_the_voice_of_the_article_counts_among_the_judges(claim: Make, stand: Stand) -> None:
    plan = claim("2020-01-01", *PLAN[1:], time="2021", article="judges")
    done = claim(*DONE, time="2021-06-01/2021-06-01")
    kept = claim("2022-01-05", "Target", "Acme", CAR, "asserted", article="judges")
    broken = verdict(claim, "Daily", no=True)
    assert own(stand(plan, done, kept, broken)) == ["partly-met"]
    assert own(stand(plan, kept, broken)) == ["disputed"]
    assert own(stand(plan, done, kept)) == ["met"]


# --- prices ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("prices", "status"),
    [
        ((30_000,), "met"),
        ((32_900,), "met"),
        ((28_000,), "met"),
        ((39_000,), "missed"),
        ((60_000, 31_000), "met"),  # dearer versions are sold beside it
        ((500,), "open"),  # a deposit
        ((), "open"),
    ],
)
def test_a_price_is_kept_by_the_lowest_one_told(
    claim: Make, stand: Stand, prices: tuple[int, ...], status: str
) -> None:
    named = claim("2020-01-01", "Product:prices", "Acme", CAR, amount=(30_000, "USD"))
    told = [
        claim(f"2021-0{n}-01", "Product:launches", "Acme", CAR, "asserted", amount=(price, "USD"))
        for n, price in enumerate(prices, 1)
    ]
    assert own(stand(named, *told)) == [status]


def test_a_price_of_another_thing_or_currency_settles_nothing(claim: Make, stand: Stand) -> None:
    named = claim("2020-01-01", "Product:prices", "Acme", CAR, amount=(30_000, "USD"))
    other = claim("2021-01-01", "Product:prices", "Acme", "hybrid car", "asserted",
                  amount=(60_000, "USD"))  # fmt: skip
    abroad = claim("2021-01-01", "Product:prices", "Acme", CAR, "asserted", amount=(90_000, "CNY"))
    recall = claim(
        "2021-01-01", "Product:recalls", "Acme", CAR, "asserted", amount=(60_000, "cars")
    )
    assert own(stand(named, other, abroad, recall)) == ["open"]


# --- orders ----------------------------------------------------------------------------


ORDERS = ("2024-02-01", "Product:launches", "Acme", "reservations", "asserted")
TO_SELL = ("2023-01-01", "Product:launches", "Acme", CAR)


@pytest.mark.parametrize(
    ("orders", "cars", "status"),
    [
        (ORDERS, "2026", "partly-met"),  # the rest is planned for later
        (ORDERS, None, "open"),
        (("2024-12-02", *ORDERS[1:]), None, "open"),
        ((*ORDERS[:3], "orders for a bicycle", "asserted"), "2026", "slipped"),
    ],
)
def test_taking_orders_is_a_part_of_selling(
    claim: Make, stand: Stand, orders: tuple[str, ...], cars: str | None, status: str
) -> None:
    named = [claim(*TO_SELL, time="2024"), claim(*orders)]
    named += [claim("2024-03-01", "Product:ships", "Acme", CAR, time=cars)] * (cars is not None)
    assert stand(*named, as_of=dt.date(2024, 6, 1))[0].status == status


@pytest.mark.parametrize(
    ("day", "status"), [("2024-02-01", "partly-met"), ("2025-02-01", "overdue")]
)
def test_orders_count_in_time_only(claim: Make, stand: Stand, day: str, status: str) -> None:
    (found,) = stand(claim(*TO_SELL, time="2024"), claim(day, *ORDERS[1:]))
    assert found.status == status


@pytest.mark.parametrize(
    ("time", "status"),
    [
        ("2024-03-30/..", "met"),  # since then, and it goes on
        ("2024-03-30/2024-03-30", "overdue"),
        ("2022-03-30/..", "overdue"),  # long before the promise: of something else
    ],
)
def test_what_began_just_before_the_promise_and_goes_on_keeps_it(
    claim: Make, stand: Stand, time: str, status: str
) -> None:
    plan = claim("2024-04-01", "Product:ships", "Acme", CAR, time="2024-05-01/2024-06-30")
    sells = claim("2024-08-01", "Product:ships", "Acme", CAR, "asserted", time=time)
    assert own(stand(plan, sells)) == [status]


# --- figures ---------------------------------------------------------------------------


def aim(claim: Make, day: str, value: int, time: str | None = "2024", **more: Any) -> Named:
    return claim(day, "Target", "Acme", "deliveries", "targeted", time=time,
                 amount=(value, "cars"), **more)  # fmt: skip


@pytest.mark.parametrize(
    ("day", "status"),
    [("2024-11-20", "missed"), ("2024-02-01", "withdrawn"), ("2025-02-01", "missed")],
)
def test_an_aim_in_figures_that_is_given_up_at_its_end_is_missed(
    claim: Make, stand: Stand, day: str, status: str
) -> None:
    off = claim(day, "Target", "Acme", "deliveries", "asserted", no=True)
    assert own(stand(aim(claim, "2023-01-01", 500), off), "Target") == [status]


def test_a_launch_that_is_called_off_at_its_end_is_withdrawn(claim: Make, stand: Stand) -> None:
    off = claim("2021-12-01", *PLAN[1:], no=True)
    assert own(stand(claim(*PLAN, time="2021"), off)) == ["withdrawn"]


def test_an_aim_told_again_without_its_year_is_the_same(claim: Make, stand: Stand) -> None:
    first = aim(claim, "2024-02-01", 100)
    raised = [aim(claim, "2025-01-08", value, None, article="later") for value in (100, 120, 130)]
    result = claim("2025-01-08", "Result", "Acme", "deliveries", "asserted", time="2024",
                   amount=(135, "cars"))  # fmt: skip
    (found,) = stand(first, *raised)
    assert (found.status, found.due[1]) == ("overdue", dt.date(2024, 12, 31))
    assert own(stand(first, *raised, result), "Target") == ["met"]
    less = claim("2025-01-08", "Result", "Acme", "deliveries", "asserted", time="2024",
                 amount=(125, "cars"))  # fmt: skip
    assert own(stand(first, *raised, less), "Target") == ["partly-met"]


def test_aims_for_two_years_stay_two_beside_one_without_a_year(claim: Make, stand: Stand) -> None:
    named = [aim(claim, "2024-02-01", 100), aim(claim, "2025-01-08", 300, "2025"),
             aim(claim, "2025-01-08", 120, None)]  # fmt: skip
    found = stand(*named)
    dues = {each.due[1] for each in found}
    assert {dt.date(2024, 12, 31), dt.date(2025, 12, 31)} <= dues


def test_a_sum_that_is_given_up_is_the_investment_of_that_sum(claim: Make, stand: Stand) -> None:
    plan = claim("2021-01-01", "Investment", "Acme", "smart cars", amount=(50, "CNY"), time="2026")
    off = claim("2024-01-01", "Target", "Acme", "50 billion yuan of investment", no=True,
                amount=(50, "CNY"))  # fmt: skip
    assert own(stand(plan, off), "Investment") == ["withdrawn"]
    other = claim("2024-01-01", "Target", "Acme", "40 billion yuan of investment", no=True,
                  amount=(40, "CNY"))  # fmt: skip
    assert own(stand(plan, other), "Investment") == ["open"]


def test_a_figure_that_is_given_up_is_the_forecast_of_that_figure(
    claim: Make, stand: Stand
) -> None:
    plan = claim("2023-01-01", "Result", "Acme", "deliveries", "targeted", time="2028",
                 amount=(800_000, "cars"))  # fmt: skip
    off = claim("2024-01-01", "Target", "Acme", "annual 800,000 cars", no=True,
                amount=(800_000, "cars"))  # fmt: skip
    assert own(stand(plan, off), "Result") == ["withdrawn"]
    shops = claim("2024-01-01", "Target", "Acme", "shops", no=True, amount=(800_000, "shops"))
    assert own(stand(plan, shops), "Result") == ["open"]


def test_a_refusal_that_was_there_before_takes_nothing_back(claim: Make, stand: Stand) -> None:
    refusal = ("Development", "Acme", "cars")
    plan = claim("2021-01-01", "Target", "Acme", "passenger cars", "targeted", time="2027")
    again = claim("2023-01-01", *refusal, no=True)
    assert own(stand(claim("2020-01-01", *refusal, no=True), plan, again), "Target") == ["open"]
    assert own(stand(plan, again), "Target") == ["withdrawn"]
    off = claim("2024-01-01", "Target", "Acme", "passenger cars", no=True)
    assert own(stand(plan, off), "Target") == ["withdrawn"]


# --- what is not of this promise -------------------------------------------------------


def test_a_year_that_went_by_before_the_promise_does_not_end_it(claim: Make, stand: Stand) -> None:
    gone = claim("2021-01-14", "Target", "Acme", CAR, "asserted", no=True, time="2019")
    plan = claim("2020-12-21", *PLAN[1:], time="2027")
    assert own(stand(plan, gone)) == ["open"]
    off = claim("2021-01-14", "Target", "Acme", CAR, "asserted", no=True)
    assert own(stand(plan, off)) == ["withdrawn"]


@pytest.mark.parametrize(
    ("time", "day", "status"),
    [
        ("2019", "2021-01-14", "missed"),
        ("2018-01-01/2019-12-31", "2021-01-14", "missed"),
        ("2019-01-01/2019-06-30", "2021-01-14", "overdue"),  # the rest of the year is not told of
        ("2019-05-10/2019-05-10", "2021-01-14", "withdrawn"),  # an act, before the end
        ("2020", "2021-01-14", "missed"),
    ],
)
def test_a_year_that_went_by_without_it_misses_what_was_due_in_it(
    claim: Make, stand: Stand, time: str, day: str, status: str
) -> None:
    plan = claim("2015-01-01", "Product:launches", "Acme", CAR, "reported", time="2019",
                 relayed_by=("Daily",))  # fmt: skip
    gone = claim(day, "Target", "Acme", CAR, "asserted", no=True, time=time)
    assert [each.status for each in stand(plan, gone)] == [status]


@pytest.mark.parametrize(
    ("thing", "time", "found"),
    [
        ("cars", "2019", True),
        ("cars", "2019-01-01/2019-06-30", False),
        ("phones", "2019", False),
        ("cars", None, False),
    ],
)
def test_that_a_year_went_by_is_found_in_other_matters(
    claim: Make, told: Tell, thing: str, time: str | None, found: bool
) -> None:
    plan, gone, early = told(
        claim("2015-01-01", "Product:launches", "Acme", CAR, time="2019"),
        claim("2021-01-14", "Target", "Acme", thing, "asserted", no=True, time=time),
        claim("2019-11-01", "Target", "Acme", thing, "asserted", no=True, time=time),
    )
    missing = index([plan, gone, early]).missing.get("Acme", ())
    assert came_not([plan], plan.due, missing) == (gone if found else None)


def test_a_denial_is_of_the_deal_whose_parties_it_names(claim: Make, stand: Stand) -> None:
    told = {"article": "a"}
    deal = claim("2021-01-01", "Partnership", "Acme", "Brio Motor", speaker="Acme", **told)
    denials = [
        claim("2021-01-01", "Stance:denies", "Brio Motor", words, "asserted",
              speaker="Brio Motor", **told)
        for words in ("partnership of Acme and Brio Motor", "partnership")
    ]  # fmt: skip
    assert own(stand(deal, *denials), "Partnership") == ["disputed"]
    other = claim("2021-01-01", "Stance:denies", "Brio Motor", "partnership of Cato and Brio Motor",
                  "asserted", speaker="Brio Motor", **told)  # fmt: skip
    assert own(stand(deal, other), "Partnership") == ["open"]


def test_an_aim_told_of_a_product_is_its_makers(claim: Make, stand: Stand) -> None:
    shows = claim("2023-01-01", "Product:shows", "Acme", "Volt", "asserted", object_type="PRODUCT")
    plan = claim("2023-01-01", "Target", "Acme", "pre-orders", time="2025")
    opened = claim("2025-02-01", "Target", "Volt", "reservations", "asserted")
    assert own(stand(shows, plan, opened), "Target") == ["met"]
    brio = claim("2023-01-01", "Product:shows", "Brio", "Volt", "asserted", object_type="PRODUCT")
    assert own(stand(shows, brio, plan, opened), "Target") == ["open"]


def test_the_name_of_the_maker_is_no_word_for_what_it_makes(claim: Make, stand: Stand) -> None:
    plan = claim("2020-01-01", "Product:launches", "Acme Motors", "driverless car", time="2027")
    off = claim("2021-01-01", "Product:launches", "Acme Motors", "Acme car", "asserted", no=True)
    assert own(stand(plan, replace(off, object=None))) == ["withdrawn"]


# --- invariants ------------------------------------------------------------------------


ROWS = st.lists(
    st.tuples(
        st.sampled_from(["Product:launches", "Product:ships", "Product:prices", "Target",
                         "Development", "Stance:denies", "Stance:confirms"]),
        st.sampled_from(["planned", "targeted", "reported", "asserted", "denied"]),
        st.booleans(),
        st.none() | st.integers(2018, 2028).map(str),
        st.integers(2016, 2026),
        st.sampled_from([None, "Acme", "Daily"]),
    ),
    min_size=1, max_size=8,
)  # fmt: skip


def stand_all(named: list[Named], as_of: dt.date) -> list[Standing]:
    found = matters(tell(named))
    known = index(told for matter in found for told in matter.told)
    return [each for matter in found for each in standings(matter, known, as_of)]


@given(rows=ROWS, year=st.integers(2016, 2028))
@settings(derandomize=True, deadline=None, max_examples=150)
def test_what_always_holds(claim: Make, rows: Any, year: int) -> None:
    named = [
        claim(f"{day}-0{n + 1}-01", kind, "Acme", CAR, modality, no=no, time=time, speaker=speaker)
        for n, (kind, modality, no, time, day, speaker) in enumerate(rows)
    ]
    as_of = dt.date(year, 7, 1)
    found = stand_all(named, as_of)
    assert found == stand_all(named[::-1], as_of)
    for each in found:
        assert each.status in STATUSES
        assert each.opened.iri in {event.told.iri for event in each.events} or each.evidence
        assert all(told.published and told.published <= as_of for told in each.evidence)
        assert len({event.told.iri for event in each.events}) == len(each.events)
        if each.status in ("met", "missed", "partly-met", "withdrawn", "disputed"):
            assert each.evidence, each
        if each.status == "overdue":
            assert each.due[1] is not None
            assert each.due[1] < as_of
    places = [(each.matter, each.sort, each.place) for each in found]
    assert len(set(places)) == len(places)


@pytest.mark.parametrize(
    ("told", "status"),
    [
        (("2023-09-14", "Nora Beck", "asserted"), "met"),  # "has resigned", beside it
        (("2023-09-10", "Nora Beck", "asserted"), "overdue"),  # of an earlier post, maybe
        (("2023-09-14", "Paul Eklund", "asserted"), "overdue"),
        (("2023-09-14", "Nora Beck", "planned"), "overdue"),
    ],
)
def test_who_has_resigned_and_serves_until_a_day_is_gone_after_it(
    claim: Make, stand: Stand, told: tuple[str, str, str], status: str
) -> None:
    day, who, modality = told
    role = {"role": "chief executive"}
    leaves = claim(
        "2023-09-14", "Departure", "Nora Beck", "Acme", time="2023-10-01/2023-10-01", **role
    )
    resigned = claim(day, "Departure", who, "Acme", modality, **role)
    found = stand(leaves, resigned)
    assert [e.status for e in found if e.parties == ("Nora Beck",)] == [status]
    early = stand(leaves, resigned, as_of=dt.date(2023, 9, 20))
    assert [e.status for e in early if e.parties == ("Nora Beck",)] == ["open"]
