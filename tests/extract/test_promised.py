"""Promises, aims and what came of them: each construction in several wordings."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kg.model import Claim, Kind

ClaimsOf = Callable[..., list[Claim]]
DAY = "2024-04-26"


def interval(claim: Claim) -> str:
    """Return the time of a claim as `earliest/latest`, nothing where there is none."""
    return f"{claim.time.earliest or ''}/{claim.time.latest or ''}" if claim.time else ""


def figure(claim: Claim) -> int | None:
    return int(claim.amount.value) if claim.amount else None


@pytest.mark.parametrize(
    ("text", "kind", "wanted"),
    [
        (
            "Acme Motors aims to deliver more than 10,000 vans in June and over 100,000 in 2024.",
            Kind.TARGET,
            {(10_000, "2024-06-01/2024-06-30"), (100_000, "2024-01-01/2024-12-31")},
        ),
        (
            "Acme Phones sold 1,200 phones in May and 3,400 in June.",
            Kind.RESULT,
            {(1_200, "2023-05-01/2023-05-31"), (3_400, "2023-06-01/2023-06-30")},
        ),
        (
            "Zenith Air plans to carry 3 million passengers in 2025, 5 million in 2026 and 9 million in 2027.",
            Kind.RESULT,
            {
                (3_000_000, "2025-01-01/2025-12-31"),
                (5_000_000, "2026-01-01/2026-12-31"),
                (9_000_000, "2027-01-01/2027-12-31"),
            },
        ),
    ],
)
def test_each_figure_with_a_time_of_its_own_is_a_claim(
    claims_of: ClaimsOf, text: str, kind: Kind, wanted: set[tuple[int, str]]
) -> None:
    found = {(figure(c), interval(c)) for c in claims_of(text, kind, date=DAY)}
    assert found == wanted


@pytest.mark.parametrize(
    "text",
    [
        "Acme Motors sold 1,200 vans in May and bought 34 shops in June.",
        "Acme Motors sold 1,200 vans in May, and 34 workers left in June.",
        "Acme Motors sold 1,200 vans in May and opened a shop in June.",
    ],
)
def test_what_another_verb_tells_is_no_second_figure(claims_of: ClaimsOf, text: str) -> None:
    found = [c for c in claims_of(text, Kind.RESULT, date=DAY) if c.object == "sales of vans"]
    assert [figure(c) for c in found] == [1_200]


@pytest.mark.parametrize(
    ("text", "kind", "time"),
    [
        ("Acme Foods will buy Zenith Dairy before the year is over.", Kind.ACQUISITION, "/2024-12-31"),
        ("Acme Foods said it would buy Zenith Dairy before the month was out.", Kind.ACQUISITION, "/2024-04-30"),
        ("Last July Acme Motors promised road tests by the end of 2025.", Kind.TARGET, "/2025-12-31"),
        ("In March, Zenith Telecom pledged a full repair service by 2026.", Kind.TARGET, "/2026-12-31"),
        ("Acme Chips promised normal supply from May 2024.", Kind.TARGET, "2024-05-01/"),
        ("From 2027 on Acme Motors aims to sell its vans abroad, its president Jane Doe said in March.", Kind.TARGET, "2027-01-01/"),
        ("Acme Search has set its sights on producing a tablet in 2026, possibly with a pen.", Kind.TARGET, "2026-01-01/2026-12-31"),
        ("Zenith Tools now pushes for a cordless drill that could come as early as 2025.", Kind.TARGET, "2025-01-01/"),
    ],
)  # fmt: skip
def test_the_due_day_is_not_the_day_of_the_saying(
    claims_of: ClaimsOf, text: str, kind: Kind, time: str
) -> None:
    assert time in {interval(c) for c in claims_of(text, kind, date=DAY)}


@pytest.mark.parametrize(
    ("text", "thing", "amount"),
    [
        ("Acme Motors unveiled the Comet. The price is going to be around 20,000 euros, it said.", "Comet", 20_000),
        ("Acme Motors showed the Comet tablet. The price will be under $400, not over $500 as planned before.", "Comet", 400),
        ("The price of the Comet will be 300 euros, Acme Phones said.", "Comet", 300),
        ("Acme Motors priced its first van. The Comet 1 Signature, due in mid-2026, will cost $102,900.", "Comet 1 Signature", 102_900),
    ],
)  # fmt: skip
def test_a_price_ahead_is_a_plan(claims_of: ClaimsOf, text: str, thing: str, amount: int) -> None:
    found = claims_of(text, Kind.PRODUCT, date=DAY)
    prices = [c for c in found if c.action == "prices" and c.amount]
    told = [(c.subject.split()[0], c.object, figure(c), c.modality.value) for c in prices]
    assert told == [("Acme", thing, amount, "planned")]


@pytest.mark.parametrize(
    "text",
    [
        "Acme Motors showed its van Comet. The price of its shares was 20 euros.",
        "Acme Motors showed its van Comet. The average house price was 90,000 euros.",
        "Acme Motors showed its van Comet. The oil price fell by 3 dollars.",
    ],
)
def test_the_price_of_something_else_is_none(claims_of: ClaimsOf, text: str) -> None:
    found = claims_of(text, Kind.PRODUCT, date=DAY)
    assert [c for c in found if c.action == "prices"] == []


@pytest.mark.parametrize(
    ("text", "kind", "told"),
    [
        ("Acme Air said that it holds no stake in any airport.", Kind.OWNERSHIP, ("denied", "affirmed")),
        ("Zenith Bank owns no shares in Orbit Insurance, it said.", Kind.OWNERSHIP, ("denied", "affirmed")),
        ("Acme Motors repeated on Monday that it does not build trucks.", Kind.DEVELOPMENT, ("denied", "affirmed")),
        ("Acme Air owns no shares in Orbit Insurance.", Kind.OWNERSHIP, ("asserted", "negated")),
    ],
)  # fmt: skip
def test_what_somebody_says_it_does_not_is_denied(
    claims_of: ClaimsOf, text: str, kind: Kind, told: tuple[str, str]
) -> None:
    [claim] = claims_of(text, kind, date=DAY)
    assert (claim.modality.value, claim.polarity.value) == told


@pytest.mark.parametrize(
    ("text", "thing"),
    [
        ("Zenith Tools is building a cordless drill tool and will launch it in 2025.", "cordless drill tool"),
        ("Orbit Phones plans tablets under its own brand and wants to bring out some of them next year.", "tablets"),
        ("Acme Motors is developing an electric bus and will release it next year.", "electric bus"),
    ],
)  # fmt: skip
def test_a_pronoun_stands_for_the_thing_before_it(
    claims_of: ClaimsOf, text: str, thing: str
) -> None:
    found = {
        (c.object, interval(c))
        for c in claims_of(text, Kind.PRODUCT, date=DAY)
        if c.action == "launches"
    }
    assert (thing, "2025-01-01/2025-12-31") in found


def test_deliveries_are_of_the_maker_not_of_whoever_speaks(claims_of: ClaimsOf) -> None:
    text = (
        "Acme Motors unveiled its concept car Comet. "
        "Ann Lee of Zenith Search announced that deliveries will follow in 2025."
    )
    found = [c for c in claims_of(text, Kind.PRODUCT, date=DAY) if c.action == "ships"]
    assert [(c.subject, c.object, c.speaker) for c in found] == [
        ("Acme Motors", "Comet", "Ann Lee")
    ]


@pytest.mark.parametrize(
    ("close", "time"),
    [
        ("The deal is expected to close in the third quarter.", "2024-07-01/2024-09-30"),
        ("Markets were calm. The companies hope to complete the transaction by the end of the year.", "/2024-12-31"),
        ("Completion of the purchase is due in May.", "2024-05-01/2024-05-31"),
        ("The acquisition is set for October 2024.", "2024-10-01/2024-10-31"),
    ],
)  # fmt: skip
def test_a_deal_is_due_when_the_text_says_that_it_closes(
    claims_of: ClaimsOf, close: str, time: str
) -> None:
    text = f"Acme Motors will buy Zenith Batteries for $3 billion. {close}"
    [claim] = claims_of(text, Kind.ACQUISITION, date=DAY)
    assert interval(claim) == time


@pytest.mark.parametrize(
    "other",
    [
        "The shops close in May.",
        "The deal was expected for years.",
        "Its new plant is due in May.",
    ],
)
def test_what_else_is_due_dates_no_deal(claims_of: ClaimsOf, other: str) -> None:
    text = f"Acme Motors will buy Zenith Batteries for $3 billion. {other}"
    [claim] = claims_of(text, Kind.ACQUISITION, date=DAY)
    assert claim.time is None


def test_a_figure_takes_the_quarter_of_the_one_before(claims_of: ClaimsOf) -> None:
    text = "Acme Chips' revenue rose to $3 billion in the first quarter of 2024. Its profit was $200 million."
    times = {c.object: interval(c) for c in claims_of(text, Kind.RESULT, date=DAY)}
    assert times == {"revenue": "2024-01-01/2024-03-31", "profit": "2024-01-01/2024-03-31"}


def test_a_suit_is_dated_by_its_filing(claims_of: ClaimsOf) -> None:
    text = "Zenith Foods has filed a lawsuit against Acme Air. The suit, filed on Monday, seeks damages."
    claims = [c for c in claims_of(text, Kind.LEGAL, date=DAY) if c.action == "sues"]
    assert [interval(c) for c in claims] == ["2024-04-22/2024-04-22"]


@pytest.mark.parametrize("verb", ["announced", "said"])
def test_each_of_several_speakers_speaks_for_itself(claims_of: ClaimsOf, verb: str) -> None:
    text = f"Acme Bank and Zenith Bank {verb} that they will open offices in Spain."
    told = {(c.subject, c.speaker) for c in claims_of(text, Kind.FACILITY, date=DAY)}
    assert all(subject == speaker for subject, speaker in told)
    assert told


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("The strike has caused Acme Motors to lose more than $184 million in output.", -184_000_000),
        ("Zenith Air left bankruptcy with $3 billion less in annual costs.", -3_000_000_000),
        ("Acme Motors has lost about 52 percent or $3 billion in market capitalization.", -3_000_000_000),
        ("Acme Foods made $30 million in profit.", 30_000_000),
        ("Acme Chips added $5 million in sales.", 5_000_000),
    ],
)  # fmt: skip
def test_what_is_lost_in_a_measure_is_signed(claims_of: ClaimsOf, text: str, amount: int) -> None:
    found = [c for c in claims_of(text, Kind.RESULT, date=DAY) if c.object != "loss"]
    figures = [figure(c) for c in found]
    assert amount in figures
    assert all((one or 0) * amount > 0 for one in figures)
