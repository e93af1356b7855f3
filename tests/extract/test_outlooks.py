"""What is to come of a plan: savings, and what a firm is on track to do."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kg.model import Claim, Kind, Modality

Find = Callable[..., list[Claim]]


@pytest.mark.parametrize(
    ("text", "matter"),
    [
        ("The merger is expected to yield savings of $3 million, Acme Motors said.", "savings"),
        ("Acme Motors expects the merger to generate synergies of $3 million.", "synergies"),
        ("Acme Motors is on track to save $300 million by 2026, it said.", "save $300 million"),
        ("Acme Motors wants half of its revenue to come from vans by 2030.", "come from vans"),
    ],
)
def test_what_a_firm_expects_of_a_plan_is_an_aim(claims_of: Find, text: str, matter: str) -> None:
    [claim] = claims_of(text, Kind.TARGET)
    assert (claim.subject, claim.modality) == ("Acme Motors", Modality.TARGETED)
    assert matter in (claim.object or "")


@pytest.mark.parametrize(
    "text",
    [
        "Analysts expect Acme Motors to sell 20,000 vans in 2027.",
        "The van of Acme Motors was on track to reach Oslo.",
        "Savings of customers at Zenith Bank reached $3 million.",
    ],
)
def test_what_others_expect_is_no_aim_of_the_firm(claims_of: Find, text: str) -> None:
    assert not claims_of(text, Kind.TARGET)


def test_what_a_firm_is_on_course_to_do_is_not_done(claims_of: Find) -> None:
    text = "Acme Motors remains on course to launch its van in 2026."
    [claim] = claims_of(text, Kind.PRODUCT)
    assert claim.modality == Modality.PLANNED
