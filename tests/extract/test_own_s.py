"""Names that end in 's, and possessives that do not belong to a name."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from spacy.tokens import Doc, Token

from kg.extract.coref import Chains, chains


def name_of(found: Chains, token: Token) -> str | None:
    entry = found.at(token)
    return None if entry is None else entry.name


OWN_S = "Miller/PROPN/3/nsubj 's/PART/1/case/'s/POS said/VERB/0//say so/ADV/3/advmod"
SHARES = "Miller/PROPN/3/nmod:poss 's/PART/1/case/'s/POS shares/NOUN/4/nsubj rose/VERB/0//rise"
COMPARED = (
    "It/PRON/2/nsubj grew/VERB/0//grow more/ADV/2/advmod than/ADP/5/case "
    "Miller/PROPN/3/obl 's/PART/5/case/'s/POS"
)


def test_a_name_may_end_in_s(parsed: Callable[..., Doc]) -> None:
    doc = parsed(OWN_S, SHARES, ents={"Miller 's": "COMPANY"})
    found = chains(doc)
    assert name_of(found, doc[0]) == "Miller's"
    assert name_of(found, doc[4]) == "Miller's"


@pytest.mark.parametrize(
    "more",
    [
        (SHARES,),  # nothing but possessives
        (OWN_S, "Miller/PROPN/2/nsubj grew/VERB/0//grow"),
        (COMPARED,),
    ],
)
def test_a_possessive_is_no_part_of_a_name(parsed: Callable[..., Doc], more: tuple[str]) -> None:
    doc = parsed(*more, ents={"Miller 's": "COMPANY", "Miller": "COMPANY"})
    token = next(t for t in doc if t.text == "Miller")
    assert name_of(chains(doc), token) == "Miller"
