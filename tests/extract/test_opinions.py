"""Who is for or against what others do, and who denies in person or for a company."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kg.model import Claim, Kind

Find = Callable[..., list[Claim]]


@pytest.mark.parametrize(
    ("text", "subject", "action"),
    [
        ("Mayor Ann Lee welcomed the expansion of the plant.", "Ann Lee", "confirms"),
        ("The charity Halden Trust has slammed the closure.", "Halden Trust", "opposes"),
        ("Rival Polar Tools called the merger a disgrace.", "Polar Tools", "opposes"),
        ("Acme Motors was disappointed by the ruling.", "Acme Motors", "opposes"),
        ("Acme Motors voiced opposition to the takeover.", "Acme Motors", "opposes"),
        ("Zenith Bank came out in favour of the merger.", "Zenith Bank", "confirms"),
        ("Acme Motors confirmed that it was in talks with Zenith Bank.", "Acme Motors", "confirms"),
        ("Acme Motors confirmed it had received an offer.", "Acme Motors", "confirms"),
        ("Acme Motors admitted that the brakes had failed.", "Acme Motors", "confirms"),
        ("Polar Tools said there was no truth to the reports.", "Polar Tools", "denies"),
        ("Acme Motors pleaded guilty to bribery.", "Acme Motors", "confirms"),
        ("Acme Motors pleaded not guilty to bribery.", "Acme Motors", "denies"),
    ],
)
def test_an_opinion_has_a_holder(claims_of: Find, text: str, subject: str, action: str) -> None:
    assert [(c.subject, c.action) for c in claims_of(text, Kind.STANCE)] == [(subject, action)]


@pytest.mark.parametrize(
    "text",
    [
        "The pipeline of Acme Oil was attacked by rebels.",
        "Acme Motors praised its staff in Leeds.",
        "Acme Foods would plead guilty to fraud if Zenith Bank did.",
        "Sales were good, Acme Foods said.",
        "Acme Foods confirmed that it would open a shop in Leeds in May.",
    ],
)
def test_what_is_no_opinion(claims_of: Find, text: str) -> None:
    assert not claims_of(text, Kind.STANCE)


@pytest.mark.parametrize(
    ("denied", "subject"),
    [
        ("that he had offered to resign", "John Doe"),
        ("having taken bribes", "John Doe"),
        ("that the plant would close", "Acme Motors"),
        ("a report that Acme Motors was for sale", "Acme Motors"),
    ],
)
def test_a_person_denies_in_person_what_is_told_of_him(
    claims_of: Find, denied: str, subject: str
) -> None:
    text = f"John Doe, chief executive of Acme Motors, denied {denied}."
    [claim] = claims_of(text, Kind.STANCE)
    assert (claim.subject, claim.speaker) == (subject, "John Doe")


@pytest.mark.parametrize("verb", ["criticised", "welcomed", "condemned"])
def test_who_has_a_view_on_a_deal_does_not_make_it(claims_of: Find, verb: str) -> None:
    text = f"The takeover of Halden Foods by Acme Motors was {verb} by Polar Tools, a rival."
    assert {c.subject for c in claims_of(text, Kind.ACQUISITION)} == {"Acme Motors"}


def test_who_announces_a_deal_makes_it(claims_of: Find) -> None:
    text = "The takeover of Halden Foods was announced by Acme Motors on Monday."
    assert {c.subject for c in claims_of(text, Kind.ACQUISITION)} == {"Acme Motors"}


def test_what_is_quoted_of_a_deal_is_no_dislike(claims_of: Find) -> None:
    text = (
        "Acme Motors will buy Halden Foods. Acme Motors chairman Bo Ek described the purchase as "
        '"a marriage of equals in all but name."'
    )
    assert not claims_of(text, Kind.STANCE)
