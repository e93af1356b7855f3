"""What somebody who says nothing was asked about, and how "the deal" is called."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kg.model import Claim, Kind

Find = Callable[..., list[Claim]]


def _silent(found: list[Claim]) -> list[tuple[str, str | None]]:
    return [(c.subject, c.object) for c in found if c.action == "declines"]


@pytest.mark.parametrize(
    ("text", "subject", "matter"),
    [
        (
            (
                "Halden Foods is considering a sale of its dairy unit, people familiar with the matter "
                "said. A spokesman for Halden declined to comment."
            ),
            "Halden Foods",
            "sale of its dairy unit",
        ),
        (
            (
                "Zenith Holdings is in merger talks with Acme Motors, the Daily Herald reported; "
                "both companies declined to comment."
            ),
            "Acme Motors",
            "merger talks with Acme Motors",
        ),
        (
            (
                "Polar Tools has looked at the auction, according to the Daily Herald. "
                "It is due to end in May. Polar Tools would not comment."
            ),
            "Polar Tools",
            "auction",
        ),
        (
            "Acme Motors will cut 300 jobs. The company did not respond to a request for comment.",
            "Acme Motors",
            "job cuts at Acme Motors",
        ),
    ],
)
def test_the_matter_is_what_the_text_told_of(
    proposals_of: Find, text: str, subject: str, matter: str
) -> None:
    assert (subject, matter) in _silent(proposals_of(text, Kind.STANCE))


def test_who_somebody_is_is_no_matter(claims_of: Find) -> None:
    text = "Acme Motors, which holds a stake of 10 percent, declined to comment."
    assert not _silent(claims_of(text, Kind.STANCE))


def test_what_a_source_knows_of_is_no_matter(claims_of: Find) -> None:
    text = "People close to the process were tired. Acme Motors declined to comment."
    assert not _silent(claims_of(text, Kind.STANCE))


def test_who_is_asked_about_a_report_is_asked_about_what_it_says(claims_of: Find) -> None:
    text = "Acme Motors would not comment on reports that it plans to close its plant in Leeds."
    [(subject, matter)] = _silent(claims_of(text, Kind.STANCE))
    assert (subject, "close its plant in Leeds" in (matter or "")) == ("Acme Motors", True)


@pytest.mark.parametrize(
    ("noun", "matter"),
    [("deal", "deal for Acme Motors"), ("takeover", "takeover of Acme Motors")],
)
def test_a_deal_keeps_its_word_and_gets_a_name(claims_of: Find, noun: str, matter: str) -> None:
    text = f"Zenith Holdings will buy Acme Motors. Polar Tools has confirmed the {noun}."
    assert [c.object for c in claims_of(text, Kind.STANCE)] == [matter]


@pytest.mark.parametrize("noun", ["allegation", "plan", "claim"])
def test_a_claim_or_plan_is_called_as_the_text_calls_it(claims_of: Find, noun: str) -> None:
    text = f"Acme Motors will open a plant in Leeds. Polar Tools has rejected the {noun}."
    assert {c.object for c in claims_of(text, Kind.STANCE)} <= {noun}


def test_a_spokeswoman_speaks_for_her_company(claims_of: Find) -> None:
    text = "A spokeswoman for Acme Motors, Dana Hart, declined to comment on the sale."
    [claim] = claims_of(text, Kind.STANCE)
    assert (claim.subject, claim.speaker) == ("Acme Motors", "Dana Hart")
