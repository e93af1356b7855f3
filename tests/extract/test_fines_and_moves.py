"""Fines, probes and leave that a firm gets or faces, and shares that end higher or lower."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kg.model import Claim, Kind, Modality

Found = Callable[..., list[Claim]]


def value(claim: Claim) -> float | None:
    return None if claim.amount is None else float(claim.amount.value)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "Acme Motors was hit with a $120 million fine by the European Commission.",
            ("European Commission", "Acme Motors", "fines", 120e6),
        ),
        (
            "The regulator handed Acme Bank a £12m fine for failings in its controls.",
            ("regulator", "Acme Bank", "fines", 12e6),
        ),
        (
            "Last month Zenith Airlines paid a $110 million fine to the Justice Department.",
            ("Justice Department", "Zenith Airlines", "fines", 110e6),
        ),
        (
            "Acme Motors won EU antitrust approval for its $3 billion purchase of Zenith Parts.",
            ("EU", "Acme Motors", "approves", None),
        ),
        (
            "Acme Motors is under investigation by the Federal Trade Commission.",
            ("Federal Trade Commission", "Acme Motors", "investigates", None),
        ),
        (
            "The government added Acme Chips to its trade blacklist.",
            ("government", "Acme Chips", "blocks", None),
        ),
        (
            "Acme Pharma agreed to pay $650 million to settle thousands of lawsuits.",
            ("Acme Pharma", None, "settles", 650e6),
        ),
        (
            "A jury found that Acme Motors had copied the phone and awarded Zenith Phones $3 million.",
            ("jury", "Acme Motors", "rules", 3e6),
        ),
    ],
)
def test_who_acts_against_a_firm(
    claims_of: Found, text: str, told: tuple[str, str | None, str, float | None]
) -> None:
    (claim,) = claims_of(text, Kind.LEGAL)
    assert (claim.subject, claim.object, claim.action, value(claim)) == told


def test_the_price_of_a_deal_is_no_damages(claims_of: Found) -> None:
    text = (
        "The Federal Trade Commission sued to block Acme's $8 billion acquisition of Zenith Parts."
    )
    assert {value(c) for c in claims_of(text, Kind.LEGAL)} == {None}


@pytest.mark.parametrize(
    "text",
    [
        "Acme Motors won approval from shareholders for its pay plan.",
        "The storm hit Acme Motors, and its office was hit with stones.",
        "Acme Motors added Zenith Parts to its list of suppliers.",
    ],
)
def test_what_no_authority_does_is_not_legal(claims_of: Found, text: str) -> None:
    assert claims_of(text, Kind.LEGAL) == []


@pytest.mark.parametrize(
    "text",
    [
        "Acme Motors lost its appeal against a 120 million euro EU fine.",
        "Acme Motors lost a $3 billion contract to Zenith Parts.",
    ],
)
def test_who_loses_a_contract_makes_no_loss(claims_of: Found, text: str) -> None:
    assert claims_of(text, Kind.RESULT) == []


@pytest.mark.parametrize(
    ("text", "moves"),
    [
        ("Acme Motors closed 2.1 percent lower in Frankfurt.", {-2.1}),
        ("Acme Motors was trading 3% lower at 0900 GMT.", {-3.0}),
        (
            "Acme Motors finished 3 percent higher while Zenith Foods closed 2 percent lower.",
            {3.0, -2.0},
        ),
        ("Acme Motors gained 2.1% and Zenith Parts added 1.4%.", {2.1, 1.4}),
        ("Acme Motors soared 34% on its market debut.", {34.0}),
        ("Acme Motors added 3% more staff.", set()),
    ],
)
def test_moves_are_signed(claims_of: Found, text: str, moves: set[float]) -> None:
    assert {value(c) for c in claims_of(text, Kind.MARKET_MOVE)} == moves


def test_one_fine_has_one_source(claims_of: Found) -> None:
    text = (
        "The European Union imposed a fine of 797 million euros on Acme Motors. "
        "The Commission said the company had abused its position."
    )
    fines = [c for c in claims_of(text, Kind.LEGAL) if c.action == "fines"]
    assert [c.subject for c in fines] == ["European Union"]


def test_a_probe_that_is_to_end_has_begun(claims_of: Found) -> None:
    text = "Acme Motors agreed to pay $3 million to resolve a US Justice Department investigation."
    found = [c for c in claims_of(text, Kind.LEGAL) if c.action == "investigates"]
    assert {c.modality.value for c in found} <= {"asserted"}


def test_leave_may_be_given_in_the_passive(claims_of: Found) -> None:
    text = "Acme Motors was granted permission by the government to test cars."
    (claim,) = claims_of(text, Kind.LEGAL)
    assert (claim.subject, claim.object, claim.action) == ("government", "Acme Motors", "approves")


def test_sales_of_its_thing_are_its_own(claims_of: Found) -> None:
    text = "Acme Pharma cut jobs. Sales of its diabetes drug rose 12% to $3 billion."
    assert {(c.subject, value(c)) for c in claims_of(text, Kind.RESULT)} == {
        ("Acme Pharma", 12.0),
        ("Acme Pharma", 3e9),
    }


@pytest.mark.parametrize(
    ("text", "modality"),
    [
        (
            "Zenith Bank set aside 90 million euros for a fine that the Bank of Spain may impose.",
            Modality.HYPOTHETICAL,
        ),
        (
            "Zenith Bank reserved 90 million euros for a fine the Bank of Spain could levy.",
            Modality.HYPOTHETICAL,
        ),
        (
            "Zenith Bank set aside 90 million euros for a fine that the Bank of Spain will impose.",
            Modality.PLANNED,
        ),
        (
            "Zenith Bank set aside 90 million euros for a fine that the Bank of Spain imposed in March.",
            Modality.ASSERTED,
        ),
    ],
)
def test_a_fine_is_as_firm_as_the_clause_that_tells_of_it(
    claims_of: Callable[..., list[Claim]], text: str, modality: Modality
) -> None:
    assert {c.modality for c in claims_of(text, Kind.LEGAL)} <= {modality}
