"""A firm whose name of one word looks like a family name is known by what it does to plants, jobs and goods."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kg.model import Claim, Kind

ClaimsOf = Callable[..., list[Claim]]


@pytest.mark.parametrize(
    ("text", "kind", "firm"),
    [
        ("Brandin opened a plant in Riga.", Kind.FACILITY, "Brandin"),
        ("Tessaly will close its plant in Leeds in 2025.", Kind.FACILITY, "Tessaly"),
        ("Pellgrave has no plans to shut its mill in Leeds.", Kind.FACILITY, "Pellgrave"),
        ("Ann Lee said that Tessaly will shut its Leeds plant.", Kind.FACILITY, "Tessaly"),
        ("Pellgrave reportedly plans to cut 900 jobs.", Kind.LAYOFF, "Pellgrave"),
        ("Pellgrave laid off 900 workers.", Kind.LAYOFF, "Pellgrave"),
        ("Danziger shipped 12,000 pumps in 2023.", Kind.RESULT, "Danziger"),
        (
            "Danziger withdrew its forecast. It gave $4 million to the fund Halden Help.",
            Kind.FUNDING,
            "Halden Help",
        ),
    ],
)
def test_a_bare_name_that_runs_works_is_a_firm(
    claims_of: ClaimsOf, text: str, kind: Kind, firm: str
) -> None:
    assert [c.subject for c in claims_of(text, kind)] == [firm]


@pytest.mark.parametrize(
    "text",
    [
        "Macron opened a plant in Riga.",
        "Danziger opened a plant in Riga. He said it would bring jobs.",
        "Mayor Danziger opened a plant in Riga.",
        "Mr Danziger will close its plant in Leeds.",
        "Danziger opened Zenith's plant in Riga.",
        "Danziger opened a bakery in Riga.",
        "Danziger delivered two speeches.",
        "Bob Pellgrave runs Zenith. Pellgrave will close its plant in Leeds.",
    ],
)
def test_a_person_stays_one(text: str) -> None:
    import kg.extract
    from kg.language import load
    from kg.model import Article

    found = kg.extract.analyse(Article(id="x", title="", text=text), load(), kg.extract.load())
    assert {m.label for m in found.mentions if m.text in ("Danziger", "Macron", "Pellgrave")} == {
        "PERSON"
    }
