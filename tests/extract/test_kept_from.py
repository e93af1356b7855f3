"""What courts and regulators keep somebody from, or only want to, is not told as done, and never as their act."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kg.model import Claim, Kind, Modality, Polarity

PLANNED, TARGETED, ASSERTED = Modality.PLANNED, Modality.TARGETED, Modality.ASSERTED
YES, NO = Polarity.AFFIRMED, Polarity.NEGATED

ClaimsOf = Callable[..., list[Claim]]
Told = set[tuple[str, Modality, Polarity]]


def told(claims: list[Claim]) -> Told:
    return {(c.subject, c.modality, c.polarity) for c in claims}


@pytest.mark.parametrize(
    "text",
    [
        "A court blocked Halden Health from buying Orbana.",
        "A judge stopped Halden Health from acquiring Orbana.",
        "The watchdog prevented Halden Health from buying Orbana.",
        "Regulators kept Halden Health from buying Orbana.",
        "Halden Health was blocked from buying Orbana.",
        "Lawmakers voted to bar Halden Health from buying Orbana.",
    ],
)
def test_who_is_kept_from_a_purchase_has_not_made_it(claims_of: ClaimsOf, text: str) -> None:
    assert told(claims_of(text, Kind.ACQUISITION)) == {("Halden Health", PLANNED, NO)}


@pytest.mark.parametrize(
    "text",
    [
        "The Justice Department filed a lawsuit to block Halden Health from buying Orbana.",
        "The Justice Department filed a lawsuit to stop Halden Health from buying Orbana.",
        "The commission has opened proceedings to prevent Halden Health from acquiring Orbana.",
        "The Justice Department sued to stop Halden Health from buying Orbana.",
        "The commission asked a court to bar Halden Health from buying Orbana.",
        "The commission could block Halden Health from buying Orbana.",
        "A court refused to block Halden Health from buying Orbana.",
    ],
)
def test_what_is_only_to_be_stopped_is_still_planned(claims_of: ClaimsOf, text: str) -> None:
    assert told(claims_of(text, Kind.ACQUISITION)) == {("Halden Health", PLANNED, YES)}


@pytest.mark.parametrize(
    "text",
    [
        "A lack of cash did not prevent Halden Health from buying Orbana.",
        "Halden Health profited from buying Orbana.",
        "Halden Health gained a third more customers from buying Orbana.",
    ],
)
def test_what_was_not_prevented_is_done(claims_of: ClaimsOf, text: str) -> None:
    assert told(claims_of(text, Kind.ACQUISITION)) == {("Halden Health", ASSERTED, YES)}


def test_neither_side_of_a_sale_that_was_blocked_is_told_as_done(claims_of: ClaimsOf) -> None:
    text = "Regulators blocked Acme from selling its tools unit to Zenith."
    assert {c.polarity for c in claims_of(text, Kind.ACQUISITION)} == {NO}
    assert {c.polarity for c in claims_of(text, Kind.DIVESTITURE)} <= {NO}


@pytest.mark.parametrize(
    ("text", "modality"),
    [
        ("The commission sued to block Halden Health's purchase of Orbana.", TARGETED),
        ("The commission filed a lawsuit to block Halden Health's purchase of Orbana.", TARGETED),
        ("The commission went to court to block Halden Health's purchase of Orbana.", TARGETED),
        ("The commission blocked Halden Health's purchase of Orbana.", ASSERTED),
    ],
)
def test_who_sues_to_block_has_not_blocked(
    claims_of: ClaimsOf, text: str, modality: Modality
) -> None:
    found = [c for c in claims_of(text, Kind.LEGAL) if c.action == "blocks"]
    assert {(c.subject, c.modality) for c in found} == {("commission", modality)}


def test_who_is_blocked_does_not_block(claims_of: ClaimsOf) -> None:
    assert not claims_of("Acme was blocked from buying Zenith.", Kind.LEGAL)


@pytest.mark.parametrize(
    "text",
    [
        "The verdict does not stop Halden Games from selling its Orbit 3 console.",
        "A court refused to stop Halden Games from selling the Orbit 3.",
        "A court stopped Halden Games from selling the Orbit 3.",
    ],
)
def test_who_is_kept_from_selling_or_not_withdraws_nothing(claims_of: ClaimsOf, text: str) -> None:
    assert claims_of(text, Kind.PRODUCT) == []


@pytest.mark.parametrize(
    ("text", "modality"),
    [
        ("Halden Games stopped selling the Orbit 3 in May.", ASSERTED),
        ("Halden Games will stop making the Orbit 3.", PLANNED),
    ],
)
def test_who_stops_selling_withdraws(claims_of: ClaimsOf, text: str, modality: Modality) -> None:
    (claim,) = claims_of(text, Kind.PRODUCT)
    assert (claim.action, claim.modality) == ("withdraws", modality)
