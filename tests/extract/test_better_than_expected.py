"""What is expected is no fact; what a figure is better or worse than does not make it less firm."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kg.model import Claim, Kind, Modality

ClaimsOf = Callable[..., list[Claim]]


@pytest.mark.parametrize(
    "told",
    [
        "reported a better-than-expected profit of 3 million euros",
        "posted a weaker-than-expected 3% rise in sales",
        "reported a larger-than-anticipated loss of 3 million euros",
        "reported a bigger than expected loss of 3 million euros",
    ],
)
def test_what_is_better_than_expected_is_so(told: str, claims_of: ClaimsOf) -> None:
    found = {c.modality for c in claims_of(f"Acme Motors {told}.", Kind.RESULT)}
    assert found == {Modality.ASSERTED}


def test_what_is_expected_is_no_fact(claims_of: ClaimsOf) -> None:
    text = "The expected takeover of Zenith Rail by Acme Motors drew criticism."
    assert {c.modality for c in claims_of(text, Kind.ACQUISITION)} == {Modality.REPORTED}


@pytest.mark.parametrize(
    ("told", "modality"),
    [
        ("confirmed its forecast for 2020 adjusted EBITDA of 3 million euros", Modality.TARGETED),
        ("kept its outlook for adjusted profit of 3 million euros", Modality.TARGETED),
        ("reported adjusted EBITDA of 3 million euros, above its forecast", Modality.ASSERTED),
    ],
)
def test_a_forecast_for_an_adjusted_figure(
    told: str, modality: Modality, claims_of: ClaimsOf
) -> None:
    assert {c.modality for c in claims_of(f"Acme Motors {told}.", Kind.RESULT)} == {modality}
