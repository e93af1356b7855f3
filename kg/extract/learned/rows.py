"""What the learned extractor may say: rows of a kind, a subject, an object and a trigger.

A row is a word that seems to announce a claim of some kind, a mention that may act and a
phrase that may be acted on (or none), in one sentence. The model gives each row the chance
that the article says so; nothing outside the rows can become a claim.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.extract import discourse
from kg.extract.learned.text import AGENT, NO_ROLE, NOUNS, Text
from kg.extract.slots import Filler, name_of, names_of, phrase_of

if TYPE_CHECKING:
    from kg.extract.context import Context

MOST_SUBJECTS, MOST_OBJECTS = 10, 20
"""Mentions of one sentence that are looked at: the first ones."""
REACH_SUBJECT, REACH_OBJECT = 6, 4
"""Steps in the tree from a trigger within which its subject and object may stand."""
REACH_LOOSE = 4
"""The same for a subject that has no clear role."""

_INSIDE = frozenset({"compound", "flat", "nummod", "amod", "det", "punct", "case", "goeswith"})
_ACTING = frozenset({"nsubj", "nsubj:pass", "obl:agent", "nmod:poss"})
_CLAUSES = frozenset({"xcomp", "ccomp", "acl", "advcl"})
_FORWARD = frozenset({"will", "would", "shall", "'ll", "’ll"})
_ORGANIZATIONS = frozenset({"COMPANY", "ORG", "OUTLET"})

FORMS = ("name", "pronoun", "nominal", "phrase", "clause", "topic")
"""How a party is told: the last is an organization in mind that the sentence does not name."""


@dataclass(frozen=True, slots=True)
class Party:
    """A mention or phrase by its head token; `label` is empty for what has no name."""

    at: int
    label: str
    form: str


@dataclass(frozen=True, slots=True)
class Row:
    """A possible claim: the number of its kind, tokens of its parts, roles and distances."""

    kind: int
    trigger: int
    subject: Party
    object: Party | None
    subject_role: int
    object_role: int
    subject_far: int
    object_far: int
    apart: int


Allowed = Mapping[int, tuple[frozenset[str], bool]]
"""By number of a kind: labels that a subject may have, and whether it may be a description."""


def fillers(party: Party, context: Context) -> list[Filler]:
    """Return what a party stands for: names, the organization in mind, or its words."""
    token = context.doc[party.at]
    if party.form == "topic":
        entry = discourse.organization_about(token, context)
        return [] if entry is None else [Filler(entry.name, entry.label, token)]
    found = names_of(token, context)
    if found:
        return found
    text = phrase_of(token, context, clause=party.form == "clause")
    return [Filler(text, None, token)] if text else []


def _mentions(t: Text, start: int, end: int) -> dict[int, Party]:
    """Return the mentions of a sentence that have a name, by their head."""
    found: dict[int, Party] = {}
    for i in range(start, end):
        if t.root[i] != i or i in t.context.skip:
            continue
        entries = t.context.chains.all(t.tokens[i])
        if entries:
            found[i] = Party(i, entries[0].label, "name" if t.label[i] else entries[0].form)
    return found


def _objects(t: Text, start: int, end: int, mentions: Mapping[int, Party]) -> list[Party]:
    """Return what may be acted on in a sentence: mentions, noun phrases, clauses."""
    a = t.a
    found: list[Party] = []
    for i in range(start, end):
        if i in mentions:
            found.append(mentions[i])
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


def _subjects(t: Text, start: int, end: int, mentions: Mapping[int, Party]) -> list[Party]:
    found = list(mentions.values())
    for i in range(start, end):
        described = t.a.pos[i] == "NOUN" and t.a.dep[i] in _ACTING
        if described and i not in mentions and i not in t.context.skip and not t.label[i]:
            found.append(Party(i, "", "phrase"))
    return found[:MOST_SUBJECTS]


def _in_mind(t: Text, trigger: int) -> Party | None:
    """Return the organization that is in mind where a trigger has no agent of its own."""
    if t.parts(trigger)[0] or t.context.field == "title":
        return None
    entry = discourse.organization_about(t.tokens[trigger], t.context)
    if entry is None or entry.label not in _ORGANIZATIONS:
        return None
    return Party(trigger, entry.label, "topic")


def _fits(kind: int, subject: Party, allowed: Allowed) -> bool:
    labels, described = allowed[kind]
    return subject.label in labels if subject.label else described


def _best(
    t: Text, triggers: Sequence[int], s: Party, o: Party | None
) -> tuple[int, int, int, int] | None:
    """Return the trigger nearest to both parties, the subject's role and both distances."""
    best: tuple[tuple[int, int, int], tuple[int, int, int, int]] | None = None
    for trigger in triggers:
        near, role = 0, NO_ROLE
        if s.form != "topic":
            near, role = t.far(s.at, trigger), t.role(s.at, trigger)
        away = 0 if o is None else t.far(o.at, trigger)
        loose = role == NO_ROLE and near > REACH_LOOSE
        if near > REACH_SUBJECT or away > REACH_OBJECT or loose:
            continue
        cost = (near + away - 2 * (role == AGENT), abs(trigger - s.at), trigger)
        if best is None or cost < best[0]:
            best = (cost, (trigger, role, near, away))
    return None if best is None else best[1]


def _of_kind(
    t: Text,
    kind: int,
    places: list[int],
    parties: tuple[list[Party], list[Party]],
    allowed: Allowed,
) -> Iterator[Row]:
    subjects, objects = parties
    minded = [m for p in places if (m := _in_mind(t, p)) is not None]
    for s in (*subjects, *minded):
        if not _fits(kind, s, allowed):
            continue
        own = [s.at] if s.form == "topic" else places
        for o in (None, *objects):
            if o is not None and o.at == s.at:
                continue
            found = _best(t, own, s, o)
            if found is None:
                continue
            trigger, role, near, away = found
            object_role = NO_ROLE if o is None else t.role(o.at, trigger)
            apart = 0 if o is None else t.far(s.at, o.at)
            yield Row(kind, trigger, s, o, role, object_role, near, away, apart)


def rows(t: Text, triggers: Mapping[int, Mapping[int, list[int]]], allowed: Allowed) -> list[Row]:
    """Return the rows of a text, sentence by sentence.

    Args:
        t: The text.
        triggers: By number of sentence and of kind, the words that may announce a claim.
        allowed: Which subjects each kind may have.
    """
    found: list[Row] = []
    for sentence in sorted(triggers):
        start, end = t.a.sents[sentence]
        mentions = _mentions(t, start, end)
        parties = _subjects(t, start, end, mentions), _objects(t, start, end, mentions)
        for kind, places in sorted(triggers[sentence].items()):
            found += _of_kind(t, kind, places, parties, allowed)
    return found


__all__ = ["FORMS", "Allowed", "Party", "Row", "fillers", "name_of", "rows"]
