"""Which time of a sentence is that of a claim: not when it was said, nor that of another clause."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest

from kg.model import Claim, Kind, Modality, TimeSpan

ClaimsOf = Callable[..., list[Claim]]


def _days(time: TimeSpan | None) -> str | None:
    """Return a time as "FIRST..LAST", an open end left out."""
    return f"{time.earliest or ''}..{time.latest or ''}" if time else None


def _times(claims: list[Claim]) -> set[str | None]:
    return {_days(claim.time) for claim in claims}


@pytest.mark.parametrize(
    ("text", "kind", "expected"),
    [
        (
            "Ann Lee told investors in Lyon on Monday that Acme Motors would concentrate on vans.",
            Kind.TARGET,
            None,
        ),
        (
            "Acme Motors told analysts that on Friday it would open a plant in Lyon.",
            Kind.FACILITY,
            "2025-03-07..2025-03-07",
        ),
        (
            "7,810 cars are to be recalled to mend a fault, Acme Motors (AM) said on Friday.",
            Kind.PRODUCT,
            None,
        ),
        (
            "Halden plans to list in New York by merging with Zenith Holdings, the two said on Monday.",
            Kind.MERGER,
            None,
        ),
        (
            "Halden has lined up a merger with Zenith Holdings, the pair told exchanges on Tuesday.",
            Kind.MERGER,
            None,
        ),
        ("Halden declared bankruptcy on Tuesday.", Kind.INSOLVENCY, "2025-03-04..2025-03-04"),
    ],
)
def test_the_day_of_saying_is_not_that_of_what_is_said(
    claims_of: ClaimsOf, text: str, kind: Kind, expected: str | None
) -> None:
    found = claims_of(text, kind, "2025-03-05")
    assert found
    assert _times(found) == {expected}


@pytest.mark.parametrize(
    ("text", "kind", "expected"),
    [
        (
            (
                "Halden said it would appeal against the decision at the General Court in Luxembourg. "
                "The case goes back to a complaint lodged in July 2020 by Zenith Holdings, a rival."
            ),
            Kind.LEGAL,
            None,
        ),
        (
            (
                "The Competition Authority is looking into practices of Acme Motors and expects to "
                "reach a provisional view by April."
            ),
            Kind.LEGAL,
            None,
        ),
        ("Halden, set up in 1990, reported a profit of £3m.", Kind.RESULT, None),
        (
            (
                "Acme Motors sold vineyards to Halden in 2011 for £85 million. Halden returned to "
                "profit last financial year, earning £61 million."
            ),
            Kind.RESULT,
            None,
        ),
        ("Acme Energy will freeze tariffs until April and cut 700 jobs.", Kind.LAYOFF, None),
        (
            "Acme Motors will close two of its plants by the end of 2027 and cut 700 jobs.",
            Kind.LAYOFF,
            "..2027-12-31",
        ),
        (
            "The company has had its best year since it began in 2019, Halden said, and sales rose 5%.",
            Kind.RESULT,
            None,
        ),
        (
            "Zenith Holdings, controlled by Acme Motors, has raised $75 million since the summer.",
            Kind.OWNERSHIP,
            None,
        ),
        (
            "The European Commission on Monday cleared the purchase of Zenith Holdings by Acme Motors.",
            Kind.ACQUISITION,
            None,
        ),
        ("By 2027 Halden hopes to sell 8,000 vans a year.", Kind.TARGET, "..2027-12-31"),
        (
            "Acme Motors moved its seat to Lyon last year and now handles 30,000 parcels a day.",
            Kind.RESULT,
            None,
        ),
    ],
)
def test_the_time_of_another_clause_dates_nothing(
    claims_of: ClaimsOf, text: str, kind: Kind, expected: str | None
) -> None:
    assert _times(claims_of(text, kind, "2024-11-07")) <= {expected}


@pytest.mark.parametrize(
    ("text", "expected", "modality"),
    [
        ("closed its plant in Kiel", "2025-10-01..2025-12-31", Modality.ASSERTED),
        ("had closed its plant in Kiel", "2025-10-01..2025-12-31", Modality.ASSERTED),
        ("said it was closing its plant in Kiel", "2026-10-01..2026-12-31", Modality.PLANNED),
        ("will close its plant in Kiel", "2026-10-01..2026-12-31", Modality.PLANNED),
        ("has decided to close its plant in Kiel", "2026-10-01..2026-12-31", Modality.PLANNED),
    ],
)
def test_the_end_of_the_year_is_that_of_the_last_one_for_what_is_done(
    claims_of: ClaimsOf, text: str, expected: str, modality: Modality
) -> None:
    found = claims_of(f"Acme Motors {text} at the end of the year.", Kind.FACILITY, "2026-01-19")
    assert found
    assert {(_days(c.time), c.modality) for c in found} == {(expected, modality)}


def test_what_was_agreed_is_done_when_a_later_sentence_says_so(claims_of: ClaimsOf) -> None:
    start = "Acme Motors agreed in March to sell its Spanish unit to Zenith Holdings."
    for kind in (Kind.DIVESTITURE, Kind.ACQUISITION):
        [claim] = claims_of(f"{start} The sale was completed on May 1.", kind, "2012-05-27")
        assert (claim.modality, _days(claim.time)) == (Modality.ASSERTED, "2012-05-01..2012-05-01")
        assert len(claim.evidence) == 2
        for end in ("The sale has not been completed.", "The sale will be completed on June 1."):
            [claim] = claims_of(f"{start} {end}", kind, "2012-05-27")
            assert claim.modality is Modality.PLANNED


@pytest.mark.parametrize(
    ("text", "kind", "expected"),
    [
        (
            "Acme Motors' stock has lost 92% since its listing in 2010.",
            Kind.MARKET_MOVE,
            "2010-01-01..2017-03-31",
        ),
        (
            "Halden sold the unit, its first sale since its listing, in 2010.",
            Kind.DIVESTITURE,
            "2010-01-01..2010-12-31",
        ),
        ("Acme Motors has cut 500 jobs this year.", Kind.LAYOFF, "2017-01-01..2017-03-31"),
        ("Acme Motors will cut 500 jobs this year.", Kind.LAYOFF, "2017-01-01..2017-12-31"),
        (
            "Acme Motors' shares dropped 28 percent in a day. It met on Tuesday.",
            Kind.MARKET_MOVE,
            None,
        ),
    ],
)
def test_how_long_a_thing_went_on(
    claims_of: ClaimsOf, text: str, kind: Kind, expected: str | None
) -> None:
    found = claims_of(text, kind, "2017-03-31")
    assert found
    assert _times(found) == {expected}


def test_a_launch_that_is_due_is_planned_for_then(claims_of: ClaimsOf) -> None:
    [claim] = claims_of(
        "The launch of Halden's Aria 5 is due in the second quarter.", Kind.PRODUCT, "2008-02-07"
    )
    assert (claim.modality, _days(claim.time)) == (Modality.PLANNED, "2008-04-01..2008-06-30")


def test_a_dateline_is_no_day_of_a_move(claims_of: ClaimsOf) -> None:
    text = "Halden cut its sales goal. Halden shares fell 3 percent."
    [claim] = claims_of(f"Tuesday, June 18, 2013\n\n{text}", Kind.MARKET_MOVE, "2013-06-18")
    assert claim.time is None
    [claim] = claims_of(
        "Halden cut its sales goal on Tuesday. Halden shares fell 3 percent.",
        Kind.MARKET_MOVE,
        "2013-06-18",
    )
    assert claim.time
    assert claim.time.earliest == dt.date(2013, 6, 18)


@pytest.mark.parametrize(
    ("text", "kind", "expected"),
    [
        (
            "Zenith plans to buy Halden and launch the Comet in 2026.",
            Kind.ACQUISITION,
            None,
        ),
        (
            "Zenith plans to buy Halden and launch the Comet in 2026.",
            Kind.PRODUCT,
            "2026-01-01..2026-12-31",
        ),
        (
            "Zenith Air will buy 12 planes and end service to Leeds on Aug. 8.",
            Kind.FACILITY,
            "2025-08-08..2025-08-08",
        ),
        (
            "Zenith will buy Halden and close its Leeds mill in June.",
            Kind.FACILITY,
            "2025-06-01..2025-06-30",
        ),
        ("Zenith opened mills in Leeds and Hull in 2024.", Kind.FACILITY, "2024-01-01..2024-12-31"),
        (
            "In June Zenith will buy Halden and close its mill.",
            Kind.ACQUISITION,
            "2025-06-01..2025-06-30",
        ),
        (
            "Zenith lost $3 million and cut 300 jobs in 2024.",
            Kind.RESULT,
            "2024-01-01..2024-12-31",
        ),
    ],
)
def test_a_time_behind_a_second_act_is_of_that_act(
    claims_of: ClaimsOf, text: str, kind: Kind, expected: str | None
) -> None:
    found = claims_of(text, kind, "2025-03-05")
    assert found
    assert _times(found) == {expected}


@pytest.mark.parametrize(
    ("text", "kind", "said"),
    [
        (
            "Zenith said revenue rose 4 percent in 2023. For 2024 it expects revenue of $3 million.",
            Kind.RESULT,
            None,
        ),
        ("Zenith promised 450 jobs in Leeds by the end of 2025.", Kind.HIRING, None),
        (
            "Zenith announced in 2024 that it would open a mill in Leeds by 2026.",
            Kind.FACILITY,
            "2024-01-01..2024-12-31",
        ),
        (
            "Zenith said last week that it will open a mill in Leeds by 2026.",
            Kind.FACILITY,
            "2025-02-24..2025-03-02",
        ),
    ],
)
def test_what_is_due_is_not_said_then(
    claims_of: ClaimsOf, text: str, kind: Kind, said: str | None
) -> None:
    found = claims_of(text, kind, "2025-03-05")
    assert found
    assert {_days(claim.said) for claim in found} == {said}


@pytest.mark.parametrize(
    "text",
    [
        "Acme Steel set itself a goal on Wednesday of cutting its emissions by 30 percent by 2025.",
        "Acme Steel set itself a goal of cutting its emissions by 30 percent by 2025.",
        "Acme Steel announced on Wednesday a goal of reducing waste by 30 percent by 2025.",
    ],
)
def test_an_aim_is_due_when_its_own_clause_says(claims_of: ClaimsOf, text: str) -> None:
    (found,) = claims_of(text, Kind.TARGET, date="2021-05-19")
    assert found.time
    assert (found.time.earliest, found.time.latest) == (None, dt.date(2025, 12, 31))


def test_an_aim_without_a_clause_is_moved_as_before(claims_of: ClaimsOf) -> None:
    (found,) = claims_of("Acme Steel raised its target to 350,000 cars.", Kind.TARGET)
    assert found.amount
    assert found.amount.value == 350000
