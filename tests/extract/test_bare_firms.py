"""A firm whose name of one word looks like a family name is known by what it does."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kg.model import Claim, Kind

ClaimsOf = Callable[..., list[Claim]]
CLOSES = "would close its plant in Hull"


@pytest.mark.parametrize(
    ("text", "kind", "firm"),
    [
        (f"Torvald said in a statement it {CLOSES}.", Kind.FACILITY, "Torvald"),
        ("Sorvik said last week it planned to close its mill in Hull.", Kind.FACILITY, "Sorvik"),
        (f"A Marlow spokeswoman denied that the company {CLOSES}.", Kind.FACILITY, "Marlow"),
        ("Harwick named Lena Fisk chief executive on Monday.", Kind.APPOINTMENT, "Harwick"),
        (
            "On Friday, Bellamy named Lena Fisk as its finance director.",
            Kind.APPOINTMENT,
            "Bellamy",
        ),
        ('"Our plant in Hull will close," said Orvano\'s Jan Moll.', Kind.FACILITY, "Orvano"),
        ("Ruth Ames has quit Sorvik.", Kind.DEPARTURE, "Sorvik"),
        ("Ruth Ames resigned from Torvald on Monday.", Kind.DEPARTURE, "Torvald"),
        ("Ruth Ames will leave Tessaly in May, the company said.", Kind.DEPARTURE, "Tessaly"),
        ("Ruth Ames, Tessaly's new finance director, resigned.", Kind.DEPARTURE, "Tessaly"),
    ],
)
def test_a_bare_name_is_a_firm_that_does_as_firms_do(
    claims_of: ClaimsOf, text: str, kind: Kind, firm: str
) -> None:
    assert firm in {x for c in claims_of(text, kind) for x in (c.subject, c.object)}


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("Torvald said in a statement he would close his plant in Hull.", "Torvald"),
        (f"Tom Marlow runs Zenith. Marlow said in a statement it {CLOSES}.", "Marlow"),
        (f"Governor Sorvik spoke. Sorvik said last week it {CLOSES}.", "Sorvik"),
        ("Bellamy named her dog Rex on Monday.", "Bellamy"),
        ("Harwick named Lena Fisk chief executive of Zenith on Monday.", "Harwick"),
        ("A Marlow spokeswoman denied that the senator would leave the party.", "Marlow"),
        ("Harwick said on Monday it would rain in Hull.", "Harwick"),
        ("Ruth Ames left Torvald for good.", "Torvald"),
        ("Tom Torvald runs Zenith. Ruth Ames has quit Torvald.", "Torvald"),
        ("Ruth Ames, Marlow's new adviser, spoke.", "Marlow"),
    ],
)
def test_a_person_stays_one(text: str, who: str) -> None:
    import kg.extract
    from kg.language import load
    from kg.model import Article

    found = kg.extract.analyse(Article(id="x", title="", text=text), load(), kg.extract.load())
    assert {m.label for m in found.mentions if m.text == who} == {"PERSON"}
