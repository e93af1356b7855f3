"""Short forms of names that are not the beginning of the full one."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest

import kg.extract
from kg.language import load
from kg.model import Article, Claim, Kind

ClaimsOf = Callable[..., list[Claim]]


def told(title: str, text: str, kind: Kind) -> set[str]:
    """Return whose claims of a kind an article tells."""
    article = Article(id="a", title=title, text=text, date=dt.date(2024, 5, 6))
    found = kg.extract.analyse(article, load(), kg.extract.load()).claims
    return {claim.subject for claim in found if claim.kind is kind}


@pytest.mark.parametrize(
    ("text", "fines"),
    [
        (
            "The Federal Trade Commission looked at Acme for a year. The Commission fined Acme $3 million.",
            "Federal Trade Commission",
        ),
        (
            "The Department of Energy looked at Acme for a year. The Department fined Acme $3 million.",
            "Department of Energy",
        ),
    ],
)
def test_a_body_is_called_by_its_class(claims_of: ClaimsOf, text: str, fines: str) -> None:
    assert {c.subject for c in claims_of(text, Kind.LEGAL) if c.action == "fines"} == {fines}


def test_a_headline_drops_the_country_of_a_body() -> None:
    text = "The New Zealand Commerce Commission has fined Acme Bank $3 million. "
    text += "It said that the Commerce Commission would look into other banks."
    assert told("Commerce Commission fines Acme Bank", text, Kind.LEGAL) == {
        "New Zealand Commerce Commission"
    }


def test_what_a_picture_says_is_no_longer_name() -> None:
    text = "AH Siemens logo image 23\n\nSiemens opened a plant in Leipzig on Monday."
    assert told("Siemens opens a plant", text, Kind.FACILITY) == {"Siemens"}


def test_a_short_form_keeps_the_last_word(claims_of: ClaimsOf) -> None:
    text = "Harlan Motor Works US (HMW US) said on Friday that it was sorry. HMW US recalled 1.4 million cars."
    assert {c.subject for c in claims_of(text, Kind.PRODUCT)} == {"Harlan Motor Works US"}


def test_a_headline_drops_the_trade_before_a_name() -> None:
    text = "LISBON - Portuguese lender Banco Halden cut 300 jobs on Monday. Halden closed its office in Porto."
    assert told("Halden cuts 300 jobs", text, Kind.FACILITY) == {"Banco Halden"}
    assert told("Halden cuts 300 jobs", text, Kind.LAYOFF) == {"Banco Halden"}


@pytest.mark.parametrize(
    ("text", "subject"),
    [
        # What only begins firms' names belongs to the name behind it, and that is short for both.
        ("Spain's Grupo Halden agreed to build a plant in Porto.", "Grupo Halden"),
        ("Italy's Banco Orbano is large. Orbano opened a plant in Porto.", "Banco Orbano"),
        (
            "Norway's Norsk Tindal ASA reported a loss. Tindal will open a plant in Porto.",
            "Norsk Tindal ASA",
        ),
        # The name as registers have it may come later.
        (
            "Halden opened a plant in Porto on Monday. Halden Mobility NV, based in Utrecht, employs 900 people.",
            "Halden Mobility NV",
        ),
        (
            "Halden opened a plant in Porto on Monday. Shares of Halden Mobility NV rose 3 percent.",
            "Halden Mobility NV",
        ),
        (
            "Halden opened a plant in Porto on Monday. Its unit Halden Robotics Ltd employs 900 people.",
            "Halden",
        ),
        (
            "Halden opened a plant in Porto on Monday. Halden Capital LLC employs 900 people.",
            "Halden",
        ),
    ],
)
def test_firms_are_known_by_a_part_of_their_names(
    claims_of: ClaimsOf, text: str, subject: str
) -> None:
    assert {c.subject for c in claims_of(text, Kind.FACILITY)} == {subject}


@pytest.mark.parametrize(
    ("text", "names"),
    [
        (
            "Norvik has bought the Leeds Courier. Courier Company will close its plant.",
            {"Leeds Courier", "Courier Company"},
        ),
        ("Norvik has bought the Leeds Courier. Courier will close its plant.", {"Leeds Courier"}),
        ("Leeds Courier Company grew. Courier Company will close it.", {"Leeds Courier Company"}),
    ],
)
def test_a_firm_called_company_is_not_its_paper(text: str, names: set[str]) -> None:
    article = Article(id="a", title="", text=text, date=dt.date(2024, 5, 6))
    found = kg.extract.analyse(article, load(), kg.extract.load()).mentions
    assert {m.name for m in found if m.name and "Courier" in m.text} == names
