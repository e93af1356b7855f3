"""Short forms of a name that the headline has: of which firm of the text they are."""

from __future__ import annotations

from collections.abc import Callable

from spacy.tokens import Doc, Token

from kg.extract.coref import Chains, Entry, chains


def at(found: Chains, token: Token) -> Entry:
    entry = found.at(token)
    assert entry is not None
    return entry


def test_a_short_form_in_the_title_does_not_come_first(parsed: Callable[..., Doc]) -> None:
    title = parsed("Iberia/PROPN/2/nsubj merges/VERB/0//merge", ents={"Iberia": "COMPANY"})
    doc = parsed(
        "Iberia/PROPN/4/nsubj Lineas/PROPN/1/flat Aereas/PROPN/1/flat merged/VERB/0//merge",
        "Iberia/PROPN/2/nsubj grew/VERB/0//grow",
        ents={"Iberia Lineas Aereas": "COMPANY", "Iberia": "COMPANY"},
    )
    found = chains(doc, title)
    assert at(found, doc[4]).name == "Iberia Lineas Aereas"
    assert at(found, title[0]).name == "Iberia Lineas Aereas"


def test_a_short_form_in_the_title_alone_is_of_the_one_that_it_begins(
    parsed: Callable[..., Doc],
) -> None:
    title = parsed("Iberia/PROPN/2/nsubj grows/VERB/0//grow", ents={"Iberia": "COMPANY"})
    body = "Iberia/PROPN/3/nsubj Hydrogen/PROPN/1/flat grew/VERB/0//grow"
    doc = parsed(body, ents={"Iberia Hydrogen": "COMPANY"})
    assert at(chains(doc, title), title[0]).name == "Iberia Hydrogen"
    both = parsed(
        body,
        "Iberia/PROPN/3/nsubj Trucks/PROPN/1/flat fell/VERB/0//fall",
        ents={"Iberia Hydrogen": "COMPANY", "Iberia Trucks": "COMPANY"},
    )
    assert at(chains(both, title), title[0]).name == "Iberia"
