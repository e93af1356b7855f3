"""Deals that nobody does: of who is only mentioned for one, of who only asks, and of acts that "never" denies."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kg.model import Claim, Kind, Modality, Polarity

ClaimsOf = Callable[..., list[Claim]]


@pytest.mark.parametrize(
    ("text", "buyers"),
    [
        (
            "Acme Group's bid for Lumina has failed. Vantor, Penta Drives and Orbit Seiki are often mentioned as alternatives.",
            {"Acme Group"},
        ),
        (
            "Acme's takeover of Lumina fell through. Vantor is regarded as a natural alternative.",
            {"Acme"},
        ),
        (
            "Acme dropped its bid for Lumina. Vantor is often cited as a candidate. Pavo Group is seen as an option.",
            {"Acme"},
        ),
        ("Acme dropped its bid for Lumina. Vantor and Pavo Group are candidates.", {"Acme"}),
        ("Acme bought its rival Lumina for $3 million.", {"Acme"}),
        ("Acme is in talks to buy Lumina, long seen as a takeover candidate.", {"Acme"}),
    ],
)
def test_who_might_buy_does_not_bid(claims_of: ClaimsOf, text: str, buyers: set[str]) -> None:
    assert {c.subject for c in claims_of(text, Kind.ACQUISITION)} == buyers


@pytest.mark.parametrize(
    ("text", "firm"),
    [
        ("Vantor is often mentioned as a buyer of Lumina.", Modality.HYPOTHETICAL),
        ("Vantor was tipped as the buyer of Lumina.", Modality.HYPOTHETICAL),
        ("Pavo Group was named as the buyer of Lumina.", Modality.PLANNED),
        ("Vantor emerged as the preferred bidder for Lumina.", Modality.PLANNED),
    ],
)
def test_how_firm_a_bidder_is(claims_of: ClaimsOf, text: str, firm: Modality) -> None:
    assert [c.modality for c in claims_of(text, Kind.ACQUISITION)] == [firm]


@pytest.mark.parametrize(
    ("text", "firms"),
    [
        ("Granite Peak urged Holm to appoint Anna Roe as chairman.", {"Holm"}),
        ("Granite Peak urged Acme Motors to appoint Anna Roe as chairman.", {"Acme Motors"}),
        ("Vantor forced Acme to appoint Jane Ross as chairman.", {"Acme"}),
        ("Granite Peak asked Anna Holm to become its chairman.", {"Granite Peak"}),
        ("Acme invited Jane Ross to join as chairman.", {"Acme"}),
        ("Vantor plans to appoint Jane Ross as chairman of Acme.", {"Acme"}),
    ],
)
def test_who_asks_appoints_nobody(claims_of: ClaimsOf, text: str, firms: set[str]) -> None:
    assert {c.object for c in claims_of(text, Kind.APPOINTMENT)} <= firms


@pytest.mark.parametrize(
    ("text", "cuts"),
    [
        ("Unlike Acme Motors, Zenith Mills has never closed a factory or cut a job.", "not"),
        ("Zenith never closed a factory or cut a job.", "not"),
        ("Zenith has never shut a shop or cut any jobs.", "not"),
        ("Zenith did not close the mill but cut 300 jobs.", "done"),
        ("Zenith has closed a mill and cut 300 jobs.", "done"),
        ("Zenith will close a mill and cut 300 jobs.", "planned"),
        ("Zenith has never closed a mill, but will cut 300 jobs.", "planned"),
    ],
)
def test_what_never_denies_of_two_acts(claims_of: ClaimsOf, text: str, cuts: str) -> None:
    (claim,) = claims_of(text, Kind.LAYOFF)
    denied = claim.polarity is Polarity.NEGATED
    assert denied is (cuts == "not")
    assert claim.modality is (Modality.PLANNED if cuts == "planned" else Modality.ASSERTED)


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        (
            "Acme Group has abandoned its bid for Zenith, the French carmaker said on Monday.",
            "Acme Group",
        ),
        (
            "Acme Group has abandoned its takeover of Zenith Bank, the Spanish bank said on Friday.",
            "Zenith Bank",
        ),
        (
            "Acme, the German brewer, has agreed to buy Zenith, a Danish retailer, the retailer said on Friday.",
            "Zenith",
        ),
        (
            "Zenith is a French carmaker. Acme has dropped its bid for Zenith, the French carmaker said on Monday.",
            "Zenith",
        ),
        (
            "Acme is a French carmaker. Lumina has dropped its bid for Zenith, the French carmaker said.",
            "Acme",
        ),
        ("Acme has agreed to buy Zenith, the company said on Friday.", "Acme"),
    ],
)
def test_who_a_description_at_the_end_is(claims_of: ClaimsOf, text: str, speaker: str) -> None:
    (claim,) = claims_of(text, Kind.ACQUISITION)
    assert claim.speaker == speaker
