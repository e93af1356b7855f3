"""What a text says became of promises: kept, missed, taken back, and what it does not say."""

from __future__ import annotations

import datetime as dt
from functools import cache

import pytest

import kg.extract
from kg.extract import promises
from kg.language import Analyser, load
from kg.model import Article, Claim, Kind

DATE = dt.date(2021, 1, 14)


@cache
def pipeline() -> tuple[Analyser, kg.extract.Extractor]:
    return load(), kg.extract.load(learned=False)


def claims(text: str) -> tuple[Claim, ...]:
    analyser, extractor = pipeline()
    article = Article(id="x", title="", text=text, date=DATE)
    return kg.extract.analyse(article, analyser, extractor).claims


def verdicts(text: str) -> list[tuple[str, str | None, str]]:
    """The subject, object and polarity of the claims that tell how a promise came out."""
    return [
        (c.subject, c.object, c.polarity.value)
        for c in claims(text)
        if c.kind is Kind.TARGET and c.modality.value == "asserted"
    ]


def taken_back(text: str) -> list[tuple[str, str | None]]:
    return [
        (c.subject, c.object)
        for c in claims(text)
        if c.kind is Kind.TARGET and c.modality.value == "planned" and c.polarity.value == "negated"
    ]


@pytest.mark.parametrize(
    ("text", "subject", "aim"),
    [
        ("Acme Motors has kept its word.", "Acme Motors", None),
        ("Polar Foods met its own deadline.", "Polar Foods", None),
        ("Orbit Air lived up to its promise.", "Orbit Air", None),
        ("With that opening Polar Foods has made good on that.", "Polar Foods", None),
        ("Orbit Air has honoured its commitment to cut emissions.", "Orbit Air", "cut emissions"),
        (
            "Zenith Labs fulfilled its promise of a daily bus to Oslo.",
            "Zenith Labs",
            "daily bus to Oslo",
        ),
        (
            "Jane Doe, the chief executive of Zenith Bank, has kept the promise of October 2019.",
            "Zenith Bank",
            None,
        ),
        ("Orbit Steel managed to meet its goal of 40 mills.", "Orbit Steel", "40 mills"),
    ],
)
def test_a_promise_that_was_kept(text: str, subject: str, aim: str | None) -> None:
    assert verdicts(text) == [(subject, aim, "affirmed")]


@pytest.mark.parametrize(
    ("text", "subject", "aim"),
    [
        ("Acme Motors did not keep its promise.", "Acme Motors", None),
        ("Polar Foods missed its target of 500 shops.", "Polar Foods", "500 shops"),
        ("Orbit Air failed to reach its goal of 9 million guests.", "Orbit Air", None),
        (
            "Acme Motors broke its promise to build a plant in Leeds.",
            "Acme Motors",
            "build a plant in Leeds",
        ),
        ("The promise of Zenith Bank was not kept.", "Zenith Bank", None),
        (
            "Polar Hotels fell short of its goal of 90 hotels in 2020.",
            "Polar Hotels",
            "90 hotels",
        ),
        (
            "Zenith Phones wants a watch. The year 2019 passed without a Zenith Phones watch.",
            "Zenith Phones",
            "Zenith Phones watch",
        ),
    ],
)
def test_a_promise_that_was_not_kept(text: str, subject: str, aim: str | None) -> None:
    [(who, what, polarity)] = verdicts(text)
    assert (who, polarity) == (subject, "negated")
    assert aim is None or what == aim


@pytest.mark.parametrize(
    "text",
    [
        "Acme Motors will keep its promise, Jane Doe said.",
        "Acme Motors was on track to meet its goal.",
        "Acme Motors must meet its deadline.",
        "Acme Motors met the regulator on Monday.",
        "Acme Motors met analysts' targets.",
        "Acme Motors missed the last train to Leeds.",
        "Prices rose as Acme Motors announced cuts.",
        "Orbit Air will open its route to Oslo in May, as planned.",
        "The awards of Orbit Air can go ahead as scheduled.",
        "Jane Doe accused Acme Motors of breaking promises.",
    ],
)
def test_what_is_no_verdict(text: str) -> None:
    assert verdicts(text) == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Acme Motors' plan for a van is void.", [("Acme Motors", "van")]),
        ("Two older promises of Acme Motors have lost their meaning.", [("Acme Motors", None)]),
        (
            "Two promises of Acme Motors have lost their meaning: a plant in Spain and 500 jobs.",
            [("Acme Motors", "500 jobs"), ("Acme Motors", "plant in Spain")],
        ),
        ("Polar Foods dropped its goal of 30 shops.", [("Polar Foods", "30 shops")]),
        ("Polar Foods has not dropped its goal of 30 shops.", []),
        ("Polar Foods stands by its goal of 30 shops.", []),
    ],
)
def test_a_goal_that_is_taken_back(text: str, found: list[tuple[str, str | None]]) -> None:
    assert taken_back(text) == found


def test_a_goal_is_there_whether_it_was_met_or_not() -> None:
    goals = [
        c.polarity.value
        for c in claims("Acme Motors failed to meet its goal of 50,000 vans.")
        if c.modality.value == "targeted"
    ]
    assert goals == ["affirmed"]


def test_as_planned_stands_beside_the_act_it_is_said_of() -> None:
    analyser, _ = pipeline()
    doc = analyser("Orbit Air opened the lounge in May, as its chairman had planned.")
    opened = next(t for t in doc if t.text == "opened")
    assert [t.text for t in promises.as_told(opened)] == ["planned"]
    doc = analyser("Shares rose as Orbit Air announced cuts.")
    assert promises.as_told(next(t for t in doc if t.text == "rose")) == []


def told(text: str, kind: Kind) -> list[tuple[str, str | None, str | None]]:
    return [(c.subject, c.object, c.action) for c in claims(text) if c.kind is kind]


@pytest.mark.parametrize(
    ("text", "thing", "action"),
    [
        ("Orbit Motors unveiled its concept car Robo.", "Robo", "shows"),
        ("Zenith Air revealed a concept of its next plane.", "concept of its next plane", "shows"),
        ("Zenith Phones introduced a prototype of its robot.", "prototype of its robot", "shows"),
        ("Zenith Phones unveiled a new tablet.", "new tablet", "launches"),
    ],
)
def test_a_concept_is_shown_and_a_product_launched(text: str, thing: str, action: str) -> None:
    [(_, what, how)] = told(text, Kind.PRODUCT)
    assert (what, how) == (thing, action)


@pytest.mark.parametrize(
    ("text", "subject"),
    [
        ("Acme Mobility, which was set up in September, builds vans.", "Acme Mobility"),
        ("Polar Pay, founded in 2019, has a million users.", "Polar Pay"),
        ("Orbit Foods, which was formed last year, sells tea.", "Orbit Foods"),
    ],
)
def test_a_relative_clause_tells_of_a_founding(text: str, subject: str) -> None:
    [found] = [c for c in claims(text) if c.kind is Kind.FORMATION]
    assert (found.subject, found.modality.value) == (subject, "asserted")
    assert found.time is not None


def test_an_agreement_to_set_up_a_venture_is_a_plan() -> None:
    text = "Orbit Bank and Polar Foods signed a deal on Friday to set up a venture, Polar Pay."
    found = [c for c in claims(text) if c.kind is Kind.FORMATION]
    assert {(c.subject, c.object, c.modality.value) for c in found} == {
        ("Orbit Bank", "Polar Pay", "planned"),
        ("Polar Foods", "Polar Pay", "planned"),
    }


def test_the_new_company_is_the_one_just_named() -> None:
    text = (
        "Orbit Bank and Polar Foods will set up a joint venture, Polar Pay. "
        "The new company will launch a card in 2022."
    )
    assert ("Polar Pay", "card", "launches") in told(text, Kind.PRODUCT)
    text = "Orbit Bank is old. The new company will launch a card in 2022."
    assert told(text, Kind.PRODUCT) == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (
            "The Slab comes from Orbit's plant in Leeds, whose line is good for 90,000 phones a year.",
            ["opens"],
        ),
        ("The tea comes from Orbit's plant in Leeds, which is good for the town.", []),
        ("Orbit's plant in Leeds, which would make 90,000 vans a year, is far off.", []),
    ],
)
def test_a_plant_that_is_good_for_so_much_is_at_work(text: str, found: list[str]) -> None:
    assert [c.action for c in claims(text) if c.kind is Kind.FACILITY] == found


def aims(text: str) -> list[tuple[str, str | None, int | None, str]]:
    return [
        (
            c.subject,
            c.object,
            int(c.amount.value) if c.amount else None,
            str(c.time.latest) if c.time else "",
        )
        for c in claims(text)
        if c.kind is Kind.TARGET
    ]


def test_a_bare_number_aims_at_the_brand_whose_figure_was_just_told() -> None:
    text = (
        "Comet, the brand of Acme and Zenith, sold 76,180 vans in 2020. Acme had aimed for 90,000."
    )
    assert aims(text) == [("Comet", "sales of vans", 90000, "2020-12-31")]
    text = "Comet sold 76,180 vans in 2020. Acme had aimed for 90,000."
    assert [who for who, *_ in aims(text)] == ["Acme"]


def test_a_goal_that_is_moved_stays_due_when_it_was() -> None:
    text = (
        "Acme Motors aims to deliver more than 400,000 vans this year, Jane Doe said. It is the "
        "second time that the company has raised the target: in January it stood at 300,000."
    )
    assert [found[2:] for found in aims(text)] == [
        (400000, "2021-12-31"),
        (300000, "2021-12-31"),
    ]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (
            "Jane Doe of Orbit Motors set her team the goal of driverless taxis in 2025.",
            ("Orbit Motors", "driverless taxis", None, "2025-12-31"),
        ),
        (
            "Acme Foods named May 2022 as the date for its first delivery.",
            ("Acme Foods", "first delivery", None, "2022-05-31"),
        ),
        (
            "Zenith Phones has set itself the target of a cheap electric bus.",
            ("Zenith Phones", "cheap electric bus", None, ""),
        ),
    ],
)
def test_a_goal_or_date_that_is_set(text: str, found: tuple[str, str, None, str]) -> None:
    assert aims(text) == [found]


def test_the_day_of_a_wish_is_not_the_day_due() -> None:
    text = "A year ago Acme Motors had no plan to mass-produce it, Jane Doe said."
    assert aims(text) == [("Acme Motors", "mass-produce it", None, "")]
    text = "In 2019 Acme Motors planned to buy Zenith Chips by 2023."
    [deal] = [c for c in claims(text) if c.kind is Kind.ACQUISITION]
    assert str(deal.time.latest if deal.time else "") == "2023-12-31"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (
            "A joint venture, in which Orbit Bank has 60 percent, will launch a card in May.",
            [("Orbit Bank", "card", "launches")],
        ),
        (
            "A venture, in which Acme Foods holds 55 percent, will launch the Comet in March.",
            [("Acme Foods", "Comet", "launches")],
        ),
    ],
)
def test_what_a_venture_will_launch_is_of_who_holds_it(
    text: str, found: list[tuple[str, str, str]]
) -> None:
    assert told(text, Kind.PRODUCT) == found


def test_a_relative_clause_says_which_cars_are_meant() -> None:
    text = "Orbit Motors wants to have passenger cars that truly need no driver in 2025."
    assert aims(text) == [
        ("Orbit Motors", "passenger cars that truly need no driver", None, "2025-12-31")
    ]
