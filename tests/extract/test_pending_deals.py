"""What regulators, courts and owners say or may do about a deal leaves the deal itself planned."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kg.extract import modality
from kg.language import load
from kg.model import Claim, Kind, Modality, Polarity

ClaimsOf = Callable[..., list[Claim]]

OPEN = (Modality.PLANNED, Polarity.AFFIRMED)


@pytest.mark.parametrize(
    "text",
    [
        "The Office of Fair Trading will not oppose the acquisition of Halden Steel by Acme Motors.",
        "Lawmakers urged the commission to block the acquisition of Halden Steel by Acme Motors.",
        "Regulators could block Acme Motors' takeover of Halden Steel.",
        "Unions asked the court to stop the takeover of Halden Steel by Acme Motors.",
        "The regulator has yet to approve the takeover of Halden Steel by Acme Motors.",
        "Acme Motors' takeover of Halden Steel still needs the approval of the regulator.",
        "Acme Motors' takeover of Halden Steel faces opposition from farmers.",
        "The commission has no objections to the takeover of Halden Steel by Acme Motors.",
        "Acme Motors won approval from Brussels for its takeover of Halden Steel.",
        "Unions have protested against the sale of Halden Steel to Acme Motors.",
        "The takeover of Halden Steel by Acme Motors was waved through by the Federal Cartel Office.",
    ],
)
def test_a_deal_before_its_judges_is_planned(claims_of: ClaimsOf, text: str) -> None:
    told = [c for c in claims_of(text, Kind.ACQUISITION) if c.subject == "Acme Motors"]
    assert [(c.modality, c.polarity) for c in told] == [OPEN]


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        (
            "The commission blocked the takeover of Halden Steel by Acme Motors.",
            (Modality.PLANNED, Polarity.NEGATED),
        ),
        (
            "Acme Motors dropped its takeover of Halden Steel after the regulator threatened to block it.",
            (Modality.PLANNED, Polarity.NEGATED),
        ),
        (
            "Acme Motors has completed its takeover of Halden Steel.",
            (Modality.ASSERTED, Polarity.AFFIRMED),
        ),
    ],
)
def test_what_ends_or_closes_a_deal_counts(
    claims_of: ClaimsOf, text: str, meant: tuple[Modality, Polarity]
) -> None:
    told = claims_of(text, Kind.ACQUISITION)
    assert [(c.modality, c.polarity) for c in told] == [meant]


def test_a_vote_does_not_date_the_deal(claims_of: ClaimsOf) -> None:
    text = "Shareholders will vote on the merger of Acme Cable with Halden Media next week."
    assert [c.time for c in claims_of(text, Kind.MERGER)] == [None]


def test_a_judge_buys_nothing(claims_of: ClaimsOf) -> None:
    text = "The takeover of Halden Steel was approved by the Federal Cartel Office on Monday."
    assert claims_of(text, Kind.ACQUISITION) == []


@pytest.mark.parametrize(
    ("text", "acts"),
    [
        (
            "The Federal Cartel Office will not oppose Acme Motors' takeover of Halden Steel.",
            [("Federal Cartel Office", "Acme Motors", "approves")],
        ),
        ("Zenith Bank will not oppose Acme Motors' takeover of Halden Steel.", []),
    ],
)
def test_who_does_not_oppose_lets_it_pass(
    claims_of: ClaimsOf, text: str, acts: list[tuple[str, str, str]]
) -> None:
    assert [(c.subject, c.object, c.action) for c in claims_of(text, Kind.LEGAL)] == acts


@pytest.mark.parametrize("verb", ["will not back", "does not support"])
def test_who_does_not_back_a_deal_does_not_deny_it(claims_of: ClaimsOf, verb: str) -> None:
    text = f"Zenith Capital {verb} the merger of Halden Steel with Acme Motors."
    told = claims_of(text, Kind.MERGER)
    assert [(c.subject, c.modality, c.polarity) for c in told] == [("Halden Steel", *OPEN)]
    assert "confirms" not in {c.action for c in claims_of(text, Kind.STANCE)}


@pytest.mark.parametrize(
    ("text", "modality"),
    [
        ("The takeover of Halden Steel by Acme Motors is expected to be completed by July.", Modality.PLANNED),
        ("Completion of the sale of Halden Steel to Acme Motors is expected in July.", Modality.PLANNED),
        ("Acme Motors is expected to buy Halden Steel.", Modality.REPORTED),
    ],
)  # fmt: skip
def test_a_deal_that_is_to_be_closed_is_agreed(
    claims_of: ClaimsOf, text: str, modality: Modality
) -> None:
    assert {c.modality for c in claims_of(text, Kind.ACQUISITION)} == {modality}


@pytest.mark.parametrize(
    ("text", "approved"),
    [
        ("Acme Motors will buy Halden Steel, subject to approval by the European Commission.", False),
        ("Acme Motors agreed to buy Halden Steel, pending approval from the European Commission.", False),
        ("The sale of Halden Steel depends on the approval of the European Commission.", False),
        ("Acme Motors bought Halden Steel with the approval of the European Commission.", True),
    ],
)  # fmt: skip
def test_what_a_deal_hangs_on_is_not_given(claims_of: ClaimsOf, text: str, approved: bool) -> None:
    assert bool(claims_of(text, Kind.LEGAL)) is approved


@pytest.mark.parametrize(
    ("text", "modality"),
    [
        ("Acme Motors is in talks with Halden on the sale of its plant in Ghent.", "hypothetical"),
        (
            "Acme Motors is in negotiations with Halden over the sale of its plant in Ghent.",
            "hypothetical",
        ),
        ("Acme Motors is in charge of the sale of its plant in Ghent.", "asserted"),
    ],
)
def test_a_sale_that_is_only_talked_of_is_open(
    claims_of: ClaimsOf, text: str, modality: str
) -> None:
    found = claims_of(text, Kind.DIVESTITURE)
    assert {c.modality.value for c in found} == {modality}


@pytest.mark.parametrize(
    ("text", "word", "told"),
    [
        ("Zenith Bank has been put up for sale by Acme Motors.", "put", Modality.PLANNED),
        ("Acme Motors has placed its mill up for sale.", "sale", Modality.PLANNED),
        ("Zenith Bank may be put up for sale by Acme Motors.", "put", Modality.HYPOTHETICAL),
        ("Acme Motors was paid $9 million for the sale of its mill.", "sale", Modality.ASSERTED),
        ("Acme Motors put $9 million into Zenith Bank.", "put", Modality.ASSERTED),
    ],
)
def test_what_is_put_up_for_sale_is_not_sold(text: str, word: str, told: Modality) -> None:
    trigger = next(token for token in load()(text) if token.text == word)
    assert modality.of(trigger).modality is told
