"""Figures that were only expected are forecasts, of whoever expected them."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kg.model import Claim, Kind, Modality

ClaimsOf = Callable[..., list[Claim]]


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Acme Motors's revenue rose to $702 million, beating estimates of $671 million.", None),
        (
            "Acme's revenue rose to $702 million, while analysts polled had expected $671 million.",
            "analysts",
        ),
        (
            "Acme's revenue rose to $702 million, above the $671 million that Wall Street forecast.",
            "Wall Street",
        ),
        ("Acme Motors's revenue of $702 million beat a consensus of $671 million.", None),
    ],
)
def test_an_expected_figure_is_a_forecast(
    claims_of: ClaimsOf, text: str, speaker: str | None
) -> None:
    told = {
        (int(c.amount.value) // 1_000_000, c.modality, c.speaker)
        for c in claims_of(text, Kind.RESULT)
        if c.amount
    }
    assert told == {(702, Modality.ASSERTED, None), (671, Modality.TARGETED, speaker)}


@pytest.mark.parametrize(
    "text",
    [
        "Acme Motors's revenue rose to $702 million from $671 million.",
        "Acme Motors's revenue rose to $702 million, and analysts expect a dividend.",
    ],
)
def test_other_figures_are_not(claims_of: ClaimsOf, text: str) -> None:
    found = claims_of(text, Kind.RESULT)
    assert {c.modality for c in found if c.amount} == {Modality.ASSERTED}


@pytest.mark.parametrize(
    "text",
    [
        "Acme Motors posted revenue of $702 million for 2019, ahead of the $671 million it had targeted.",
        "Acme Motors reported revenue of $702 million, above the $671 million that it had originally forecast.",
        "Acme Motors posted revenue of $702 million, against the $671 million they had promised.",
    ],
)
def test_what_a_firm_had_set_itself_is_no_result(claims_of: ClaimsOf, text: str) -> None:
    found = claims_of(text, Kind.RESULT)
    told = {(int(c.amount.value) // 1_000_000, c.modality) for c in found if c.amount}
    assert told == {(702, Modality.ASSERTED), (671, Modality.TARGETED)}


def test_what_a_firm_had_earned_is_one(claims_of: ClaimsOf) -> None:
    text = "Acme Motors posted revenue of $702 million, ahead of the $671 million it had earned before."
    assert {c.modality for c in claims_of(text, Kind.RESULT) if c.amount} == {Modality.ASSERTED}


@pytest.mark.parametrize(
    ("text", "kind", "told"),
    [
        (
            "Halden Mills is expected to report a profit of $9 million this year.",
            Kind.RESULT,
            "targeted",
        ),
        ("Halden Mills announced an expected loss of $9 million.", Kind.RESULT, "targeted"),
        ("Halden Mills is said to have made a profit of $9 million.", Kind.RESULT, "reported"),
        (
            "Halden Mills is expected to buy Zenith Bank for $9 million.",
            Kind.ACQUISITION,
            "reported",
        ),
    ],
)
def test_a_figure_that_is_expected_by_nobody_in_particular_is_no_hearsay(
    claims_of: ClaimsOf, text: str, kind: Kind, told: str
) -> None:
    assert {c.modality.value for c in claims_of(text, kind)} == {told}
