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
        (
            "Acme Motors has sued Polar Tools over a patent. Polar Tools declined to comment.",
            "Polar Tools",
            "lawsuit against Polar Tools",
        ),
        (
            "Acme Motors filed for bankruptcy on Thursday. Halden Bank declined to comment.",
            "Halden Bank",
            "insolvency of Acme Motors",
        ),
        (
            "Acme Motors confirmed the sale. Halden Bank declined to comment.",
            "Halden Bank",
            "sale",
        ),
    ],
)
def test_the_matter_is_what_the_text_told_of(
    proposals_of: Find, text: str, subject: str, matter: str
) -> None:
    assert (subject, matter) in _silent(proposals_of(text, Kind.STANCE))


def test_the_plant_of_others_is_no_matter(claims_of: Find) -> None:
    text = "Acme Motors will build a plant in Leeds. Halden Bank declined to comment."
    assert not _silent(claims_of(text, Kind.STANCE))


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


@pytest.mark.parametrize(
    ("text", "subject", "matter"),
    [
        (
            (
                "Acme Motors is in advanced talks to buy Halden Foods, two people familiar with the matter said. "
                "No decision has been made, one of them added. Acme Motors declined to comment."
            ),
            "Acme Motors",
            "talks",
        ),
        (
            (
                "Polar Tools had sales of 210 million euros last year. Zenith Holdings has hired bankers to sell "
                "the unit, the Daily Herald reported on Monday. A spokeswoman for Zenith declined to comment."
            ),
            "Zenith Holdings",
            "sell the unit",
        ),
        (
            "Acme Motors would neither confirm nor deny that it was bidding for Polar Tools.",
            "Acme Motors",
            "bidding for Polar Tools",
        ),
        (
            "Acme Motors declined to comment on whether Halden Foods had approached the company.",
            "Acme Motors",
            "Halden Foods had approached the company",
        ),
        (
            "Zenith Holdings declined to say whether it would be interested in running the refinery.",
            "Zenith Holdings",
            "interested in running the refinery",
        ),
        (
            "Acme Motors would not say how many jobs would go.",
            "Acme Motors",
            "how many jobs would go",
        ),
        ("Acme Motors would not be drawn on the price.", "Acme Motors", "price"),
    ],
)
def test_the_matter_is_a_thing_or_what_somebody_does(
    framed: Find, text: str, subject: str, matter: str
) -> None:
    found = [m for s, m in _silent(framed(text, Kind.STANCE)) if s == subject]
    assert any(matter in (m or "") for m in found), found


def test_all_who_are_silent_were_asked_about_the_same(proposals_of: Find) -> None:
    text = (
        "Acme Motors is exploring a sale of its truck unit, people familiar with the matter said. "
        "Acme Motors and Zenith Holdings declined to comment; Halden Foods did not respond to a request for comment."
    )
    found = dict(_silent(proposals_of(text, Kind.STANCE)))
    assert set(found) == {"Acme Motors", "Zenith Holdings", "Halden Foods"}
    assert set(found.values()) == {"sale of its truck unit"}


@pytest.mark.parametrize(
    "text",
    [
        "Acme Motors was drawn against Zenith Holdings.",
        "The plan was not drawn up by Acme Motors.",
        "It was a warm day in May. Acme Motors declined to comment.",
    ],
)
def test_who_was_asked_nothing_declines_nothing(proposals_of: Find, text: str) -> None:
    assert not _silent(proposals_of(text, Kind.STANCE))


def _denied(found: list[Claim]) -> list[tuple[str, str | None]]:
    return [(c.subject, c.object) for c in found if c.action == "denies"]


@pytest.mark.parametrize(
    ("text", "denied"),
    [
        (
            "Acme Motors denied a report in the Daily Herald that it would turn to making armoured vehicles.",
            "turn to making armoured vehicles",
        ),
        (
            "Acme Motors denied that it was interested in buying Polar Tools.",
            "interested in buying Polar Tools",
        ),
        (
            "Acme Motors denied that there was any connection with the fire.",
            "connection with the fire",
        ),
        (
            "Acme Motors said it was not in talks, denying a report that the plant in Leeds would close.",
            "plant in Leeds would close",
        ),
        (
            "The Daily Herald wrote that Acme Motors had burned land near a reserve. Acme Motors denied it.",
            "burned land near a reserve",
        ),
    ],
)
def test_what_is_denied_is_what_was_said(proposals_of: Find, text: str, denied: str) -> None:
    assert ("Acme Motors", denied) in _denied(proposals_of(text, Kind.STANCE))


def test_what_somebody_does_besides_is_not_denied(proposals_of: Find) -> None:
    text = "Acme Motors denied that the product causes harm and said it would appeal."
    assert [o for _, o in _denied(proposals_of(text, Kind.STANCE))] == ["product causes harm"]


def test_who_confirms_confirms_a_clause(proposals_of: Find) -> None:
    text = "Acme Motors confirmed on Tuesday that officials had visited its office in Milan."
    found = [
        (c.subject, c.object) for c in proposals_of(text, Kind.STANCE) if c.action == "confirms"
    ]
    assert ("Acme Motors", "officials had visited its office in Milan") in found
