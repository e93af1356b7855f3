"""Plain plans, delays and assurances: works, sites told before, filings, launches put off, jobs that stay."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kg.model import Claim, Kind, Modality, Polarity

ClaimsOf = Callable[..., list[Claim]]
Wanted = tuple[str, str | None, str | None, str | None]


def _days(claim: Claim) -> tuple[str | None, str | None]:
    limits = (claim.time.earliest, claim.time.latest) if claim.time else (None, None)
    return tuple(None if day is None else str(day) for day in limits)  # type: ignore[return-value]


def _told(claims: list[Claim]) -> list[Wanted]:
    ahead = (Modality.PLANNED, Modality.TARGETED)
    return [(c.subject, c.object, *_days(c)) for c in claims if c.modality in ahead]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (
            "Zenith Power will build three large boilers in Hull for 40 million euros.",
            ("Zenith Power", "three large boilers in Hull", None, None),
        ),
        (
            "Zenith Gas plans to erect one of the country's largest electrolysers by 2027.",
            ("Zenith Gas", "one of the country's largest electrolysers", None, "2027-12-31"),
        ),
        (
            "Zenith Foods' bakery in Hull burnt down in May. It is now due to start again in March 2026.",
            ("Zenith Foods", "Zenith Foods' bakery in Hull", "2026-03-01", "2026-03-31"),
        ),
        (
            (
                "Zenith Foods' new brewery in Hull is late. It is now due to start in March 2026, and"
                " the bill has grown from £65m to £83m."
            ),
            ("Zenith Foods", "Zenith Foods' new brewery in Hull", "2026-03-01", "2026-03-31"),
        ),
        (
            "Zenith Foods is building two dairies in Wales. They are to go into service in May 2026.",
            ("Zenith Foods", "two dairies in Wales", "2026-05-01", "2026-05-31"),
        ),
        (
            (
                "Zenith Power presented its budget. Its new refinery costs more than planned, and it will"
                " not run before the middle of 2027."
            ),
            ("Zenith Power", "new refinery", "2027-07-01", None),
        ),
        (
            "Zenith Power's new line in Hull should be ready by May 2026.",
            ("Zenith Power", "new line in Hull", None, "2026-05-31"),
        ),
    ],
)
def test_works_and_sites_that_are_to_come(claims_of: ClaimsOf, text: str, wanted: Wanted) -> None:
    assert wanted in _told(claims_of(text, Kind.FACILITY, "2025-06-08"))


@pytest.mark.parametrize(
    "text",
    [
        "Zenith Power has built up trust in heat pumps for years.",
        "Zenith Power will install heat pumps in the homes of its customers.",
        "Zenith Foods is building a bakery. The council said it would start an inquiry in June 2026.",
        "Zenith Foods opened a bakery in Hull. It will run a campaign in June 2026.",
        "Zenith Foods bought a bakery and a mill in Hull. It will open in June 2026.",
        "Zenith Foods wants to complete the takeover of the Orbit Group by May 2026.",
    ],
)
def test_no_sites(claims_of: ClaimsOf, text: str) -> None:
    found = claims_of(text, Kind.FACILITY, "2025-06-08")
    assert not [c for c in found if c.time is not None and c.modality is Modality.PLANNED]
    assert not [c for c in found if "heat pump" in (c.object or "")]


def test_no_site_is_to_close(claims_of: ClaimsOf) -> None:
    said = (
        '"We will shut no branches before 2027," said Ann Lee, the chief executive of Zenith Bank.'
    )
    (claim,) = claims_of(said, Kind.FACILITY, "2025-06-08")
    told = (claim.subject, claim.object, claim.action, claim.polarity, claim.speaker)
    assert told == ("Zenith Bank", "branches", "closes", Polarity.NEGATED, "Ann Lee")
    none = "Zenith Bank said that it would close none of its branches."
    assert [c.polarity for c in claims_of(none, Kind.FACILITY)] == [Polarity.NEGATED]
    buyers = "Zenith Bank has found no buyers for its branches this year."
    assert not claims_of(buyers, Kind.FACILITY, "2025-06-08")


@pytest.mark.parametrize(
    ("text", "people"),
    [
        (
            (
                '"We will close no depot and keep all 900 jobs for two years," Zenith Rail chairwoman Ann'
                " Lee told a news conference."
            ),
            900,
        ),
        ("Zenith Steel promised to preserve all 450 jobs in Hull until 2027.", 450),
        ("All jobs at Zenith Steel in Hull will be preserved until 2027, it said.", None),
    ],
)
def test_jobs_that_are_to_stay(claims_of: ClaimsOf, text: str, people: int | None) -> None:
    (claim,) = claims_of(text, Kind.LAYOFF, "2025-06-08")
    assert (claim.modality, claim.polarity) == (Modality.PLANNED, Polarity.NEGATED)
    assert (claim.amount and int(claim.amount.value)) == people


@pytest.mark.parametrize(
    "text",
    [
        "Zenith Bank cannot keep all jobs, said its chief executive.",
        "The union wants Zenith Bank to keep all jobs in Hull.",
        "Zenith Bank will keep every worker in Hull on full pay.",
        "Zenith Bank wants to keep all its customers.",
    ],
)
def test_no_promise_of_jobs(claims_of: ClaimsOf, text: str) -> None:
    assert not claims_of(text, Kind.LAYOFF, "2025-06-08")


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (
            "Zenith Drugs plans to file for European approval of its sleep pill by the middle of 2026.",
            ("Zenith Drugs", "file for European approval of its sleep pill", None, "2026-06-30"),
        ),
        (
            "Zenith Bank intends to apply for a licence in Malta.",
            ("Zenith Bank", "apply for a licence in Malta", None, None),
        ),
        (
            (
                "Zenith Drugs makes pills. The application for its sleep pill will be filed in August, a"
                " spokesman said."
            ),
            ("Zenith Drugs", "application for its sleep pill", "2025-08-01", "2025-08-31"),
        ),
        (
            (
                "Zenith Mobile is building a factory in Hull. The start of production has been moved to"
                " May 2027."
            ),
            ("Zenith Mobile", "production", "2027-05-01", "2027-05-31"),
        ),
        (
            "Zenith Freight wants to be moving 40% of its containers by train by the end of 2026.",
            ("Zenith Freight", "moving 40% of its containers by train", None, "2026-12-31"),
        ),
    ],
)
def test_plans_of_no_other_kind(claims_of: ClaimsOf, text: str, wanted: Wanted) -> None:
    assert wanted in _told(claims_of(text, Kind.TARGET, "2025-06-08"))


@pytest.mark.parametrize(
    "text",
    [
        "Zenith Drugs filed for approval of its sleep pill on 3 May.",
        "Zenith Mobile moved production of its phones to Poland in 2019.",
        "Zenith Freight is moving 40% of its containers by train.",
        "Zenith Tools plans to file for bankruptcy in May.",
    ],
)
def test_no_plans(claims_of: ClaimsOf, text: str) -> None:
    assert not claims_of(text, Kind.TARGET, "2025-06-08")


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (
            (
                "Zenith Vans unveiled its van Comet in May. The start of sales has been put off to the"
                " autumn of 2026."
            ),
            ("Zenith Vans", "van Comet", "2026-09-01", "2026-11-30"),
        ),
        (
            "Zenith Vans unveiled its van Comet in May. It has delayed the launch to the spring.",
            ("Zenith Vans", "van Comet", "2026-03-01", "2026-05-31"),
        ),
        (
            (
                "Zenith Vans will launch its first van, the Comet, in May 2026. A second model, a scooter"
                " called Orbit, is to follow in 2027."
            ),
            ("Zenith Vans", "Orbit", "2027-01-01", "2027-12-31"),
        ),
        (
            "Zenith Vans builds a van called the Comet. The Comet is scheduled for release in May 2026.",
            ("Zenith Vans", "Comet", "2026-05-01", "2026-05-31"),
        ),
    ],
)
def test_products_that_are_to_come(claims_of: ClaimsOf, text: str, wanted: Wanted) -> None:
    assert wanted in _told(claims_of(text, Kind.PRODUCT, "2025-06-08"))


@pytest.mark.parametrize(
    "text",
    [
        "Zenith Vans put off its annual meeting to the autumn.",
        "Zenith Air will get ten jets in May. The rest of the order will follow in 2027.",
        "Zenith Vans lost money last year. A hearing is scheduled for May.",
    ],
)
def test_no_products(claims_of: ClaimsOf, text: str) -> None:
    assert not _told(claims_of(text, Kind.PRODUCT, "2025-06-08"))


def test_a_season_after_a_delay(claims_of: ClaimsOf) -> None:
    text = "Zenith Rail has pushed back the opening of its depot in Hull to the spring."
    assert [_days(c) for c in claims_of(text, Kind.FACILITY, "2025-06-08")] == [
        ("2026-03-01", "2026-05-31")
    ]
    moved = "Zenith Rail has moved its headquarters to the Fall River estate."
    assert all(c.time is None for c in claims_of(moved, Kind.FACILITY, "2025-06-08"))


@pytest.mark.parametrize(
    ("after", "price"),
    [
        ("paying £480m.", 480_000_000),
        ("paying about £48m in cash.", 48_000_000),
        ("paying £48m in tax.", None),
        ("paying a dividend of £48m to its owners.", None),
    ],
)
def test_price_told_by_paying(claims_of: ClaimsOf, after: str, price: int | None) -> None:
    found = claims_of(f"Zenith Foods bought Orbit Mills on Wednesday, {after}", Kind.ACQUISITION)
    assert [c.amount and int(c.amount.value) for c in found] == [price]
