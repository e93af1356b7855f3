"""A filing with an agency is no insolvency, whatever the agency is called, and no approval by it."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kg.model import Claim, Kind, Modality

ClaimsOf = Callable[..., list[Claim]]


@pytest.mark.parametrize(
    "text",
    [
        "Velaris has filed for clearance with the U.S. Food and Drug Administration.",
        "Velaris filed an application with the Food and Drug Administration.",
        "Corvid Air filed for a licence with the Federal Aviation Administration.",
        "Halden Foods has applied to the Federal Aviation Administration for a licence.",
    ],
)
def test_a_filing_with_an_administration(claims_of: ClaimsOf, text: str) -> None:
    assert not claims_of(text, Kind.INSOLVENCY)


@pytest.mark.parametrize(
    "text",
    [
        "Corvid Air filed for bankruptcy protection, and the Federal Aviation Administration withdrew its licence.",
        "Corvid Air is in administration, and the Federal Aviation Administration has grounded its aircraft.",
    ],
)
def test_a_firm_that_fails_beside_an_administration(proposals_of: ClaimsOf, text: str) -> None:
    assert {c.subject for c in proposals_of(text, Kind.INSOLVENCY)} == {"Corvid Air"}


@pytest.mark.parametrize("agency", ["FDA", "European Medicines Agency"])
def test_who_files_for_approval_has_none(claims_of: ClaimsOf, agency: str) -> None:
    (asked,) = claims_of(f"Velaris has filed for clearance with the {agency}.", Kind.LEGAL)
    assert asked.modality is Modality.TARGETED
    (given,) = claims_of(f"Velaris has won approval from the {agency}.", Kind.LEGAL)
    assert given.modality is Modality.ASSERTED
