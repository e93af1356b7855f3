"""Who and what a claim may be about: the mentions and phrases of a sentence.

Nothing outside them can become a subject or an object.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.extract import discourse
from kg.extract.learned.text import NOUNS, ORGANIZATIONS, Text
from kg.extract.slots import Filler, measure_of, names_of, phrase_of
from kg.model import Kind

if TYPE_CHECKING:
    from kg.extract.context import Context

MOST_SUBJECTS, MOST_OBJECTS = 16, 32
"""Mentions of one sentence that are looked at: the first ones."""

_INSIDE = frozenset({"compound", "flat", "nummod", "amod", "det", "punct", "case", "goeswith"})
_ACTING = frozenset({"nsubj", "nsubj:pass", "obl:agent", "nmod:poss"})
_CLAUSES = frozenset({"xcomp", "ccomp", "acl", "advcl"})
_FORWARD = frozenset({"will", "would", "shall", "'ll", "’ll"})

FORMS = ("name", "pronoun", "nominal", "phrase", "clause", "topic", "article", "none")
"""How a party is told: `topic` is the organization in mind, `article` another one that the
article told of before and the sentence does not name, `none` that there is no such party."""
MOST_OF_ARTICLE = 3
"""Organizations of the article that are looked at where a sentence does not name them."""


@dataclass(frozen=True, slots=True)
class Party:
    """A mention or phrase by its head token; `label` is empty for what has no name."""

    at: int
    label: str
    form: str


Allowed = Mapping[int, tuple[frozenset[str], bool]]
"""By number of a kind: labels that a subject may have, and whether it may be a description."""


def fits(kind: int, subject: Party, allowed: Allowed) -> bool:
    """Tell whether a party may be the subject of a kind."""
    labels, described = allowed[kind]
    return subject.label in labels if subject.label else described


def fillers(party: Party, context: Context, kind: Kind | None = None) -> list[Filler]:
    """Return what a party stands for: names, the organization in mind, or its words.

    Args:
        party: The party.
        context: The text.
        kind: What it is a party to; what a `Result` measures is told without its figures.
    """
    token = context.doc[party.at]
    if kind is Kind.RESULT and party.form == "phrase":
        return [Filler(measure_of(token, context), None, token)]
    if party.form == "none":
        return []
    if party.form == "topic":
        entry = discourse.organization_about(token, context)
        return [] if entry is None else [Filler(entry.name, entry.label, token)]
    found = names_of(token, context)
    if found:
        return found
    if party.form == "phrase" and any(c.dep_ == "nsubj" for c in token.children):
        return []  # "that is the goal of his team": its words are a whole clause
    text = phrase_of(token, context, clause=party.form == "clause")
    return [Filler(text, None, token)] if text else []


def mentions(t: Text, start: int, end: int) -> dict[int, Party]:
    """Return the mentions of a sentence that have a name, by their head."""
    found: dict[int, Party] = {}
    for i in range(start, end):
        if t.root[i] != i or i in t.context.skip:
            continue
        entries = t.context.chains.all(t.tokens[i])
        if entries:
            found[i] = Party(i, entries[0].label, "name" if t.label[i] else entries[0].form)
    return found


def objects(t: Text, start: int, end: int, named: Mapping[int, Party]) -> list[Party]:
    """Return what may be acted on in a sentence: mentions, noun phrases, clauses."""
    a = t.a
    found: list[Party] = []
    for i in range(start, end):
        if i in named:
            found.append(named[i])
        elif t.label[i]:
            if t.root[i] == i:
                found.append(Party(i, t.label[i], "name"))
        elif i in t.context.inside_time or i in t.context.skip:
            continue
        elif a.pos[i] in NOUNS and a.dep[i] not in _INSIDE:
            found.append(Party(i, "", "phrase"))
        elif a.pos[i] == "VERB" and a.child(i, "xcomp") is None:  # "intends to buy": the buying
            ahead = any(a.lower[k] in _FORWARD for k in a.kids[i] if a.dep[k] == "aux")
            if ahead or a.dep[i] in _CLAUSES:
                found.append(Party(i, "", "clause"))
    return found[:MOST_OBJECTS]


def subjects(t: Text, start: int, end: int, named: Mapping[int, Party]) -> list[Party]:
    """Return who may act in a sentence: mentions, and described actors."""
    found = list(named.values())
    for i in range(start, end):
        described = t.a.pos[i] == "NOUN" and t.a.dep[i] in _ACTING
        if described and i not in named and i not in t.context.skip and not t.label[i]:
            found.append(Party(i, "", "phrase"))
    return found[:MOST_SUBJECTS]


def told_before(t: Text, start: int, named: Mapping[int, Party]) -> list[Party]:
    """Return the organizations most told of in an article, in order, that a sentence does not name.

    Args:
        t: The body of the article.
        start: The first token of the sentence; only what stands before it counts.
        named: The mentions of the sentence.
    """
    chains = t.context.chains
    here = {entry.chain for i in named for entry in chains.all(t.tokens[i])}
    found = [at for at, chain in t.organizations() if at < start and chain not in here]
    return [
        Party(at, chains.all(t.tokens[at])[0].label, "article") for at in found[:MOST_OF_ARTICLE]
    ]


def in_mind(t: Text, trigger: int) -> Party | None:
    """Return the organization that is in mind where a trigger has no agent of its own."""
    if t.context.field == "title":
        return None
    entry = discourse.organization_about(t.tokens[trigger], t.context)
    if entry is None or entry.label not in ORGANIZATIONS:
        return None
    return Party(trigger, entry.label, "topic")
