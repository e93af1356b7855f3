"""Which state owns what is called state-owned, where the words around name it: "Norway's state-owned bank Comet"."""

from __future__ import annotations

from spacy.tokens import Token

from kg.extract import tree
from kg.extract.context import Context
from kg.extract.coref import Entry
from kg.extract.described import before_comma, name_after
from kg.model import ORGANIZATION_LABELS


def state_of(noun: Token, context: Context) -> Entry | None:
    """Return the state that has a state-owned company: its possessor, else the country in its name.

    "State-owned" alone does not tell which; a country that is part of the name does: "the
    state-owned Norway Rail", if the text names Norway elsewhere.

    Args:
        noun: The noun that "state-owned" stands before.
        context: The text.
    """
    for owner in tree.possessors(noun):
        entry = context.chains.at(owner)
        if owner.ent_type_ == "PLACE" and entry is not None:
            return entry
    places = {m.text for m in context.chains.mentions if m.label == "PLACE"}
    beside = [*name_after(noun), *tree.children(noun, "compound"), *before_comma(noun)]
    for name in [noun, *beside, *tree.equals(noun)]:
        entry = context.chains.at(name)
        if entry is None or entry.label not in ORGANIZATION_LABELS:
            continue
        words = entry.name.split()
        country = next((word for word in words if word in places and len(words) > 1), None)
        if country is not None:
            return Entry(country, "PLACE", -1, entry.span)
    return None
