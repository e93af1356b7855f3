"""What the model's own words of a claim show of it: that it is ended, or told of another's thing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.extract.cues import NEGATED, cues
from kg.extract.givenup import ends, phrase_of
from kg.extract.learned.marked import words
from kg.extract.learned.parties import ELSEWHERE
from kg.extract.learned.reading import KINDS
from kg.extract.learned.text import ORGANIZATIONS
from kg.model import Kind

if TYPE_CHECKING:
    from kg.extract.learned.rows import Row
    from kg.extract.learned.text import Text

_LASTING = frozenset({Kind.SUPPLY, Kind.PARTNERSHIP})
"""Kinds of what lasts until a verb ends it: "lost its contract"."""
_BEGUN = frozenset(
    {
        *(Kind.ACQUISITION, Kind.MERGER, Kind.DIVESTITURE, Kind.FUNDING, Kind.INVESTMENT),
        *(Kind.DEVELOPMENT, Kind.FORMATION, Kind.HIRING, Kind.APPOINTMENT),
    }
)
"""Kinds of what somebody starts, which a verb of giving up denies: "abandoned hydrogen"."""
_STARTS = frozenset({"builds", "opens", "expands", "announces", "shows", "launches", "ships"})
_THINGS = frozenset({Kind.ACQUISITION, Kind.DIVESTITURE, Kind.FACILITY, Kind.PRODUCT})
_PLACES = frozenset({Kind.FACILITY, Kind.PRODUCT})
_BACK = 3
"""Sentences before a word in which what it names again was told of."""


def is_ended(t: Text, row: Row) -> bool:
    """Tell whether the word that announces a claim says that it does not come about, or is over."""
    a, kind, i = t.a, KINDS[row.kind], row.trigger
    if kind is Kind.STANCE:
        return False
    if kind in _LASTING and ends(a.lemma[i]):
        return True
    told = phrase_of(a, i)
    refused = a.pos[i] == "VERB" and cues().look("governor", told) == NEGATED
    if refused and any(a.pos[k] == "VERB" and k > i for k in a.children(i, "xcomp")):
        return True  # "declined to halt it"
    begun = kind in _BEGUN or row.action in _STARTS
    return begun and a.pos[i] == "VERB" and cues().look("over_noun", told) == NEGATED


def is_of_no_thing(t: Text, row: Row) -> bool:
    """Tell whether what is bought, built or made is no thing, or another's of whom the text told before."""
    kind, thing = KINDS[row.kind], row.thing
    if kind not in _THINGS or row.object is None or thing is None or thing.label is not None:
        return False
    if row.object.form == "clause":
        return kind in (Kind.ACQUISITION, Kind.DIVESTITURE)
    if kind not in _PLACES:
        return False
    return (kind is Kind.FACILITY and _is_project(t, row.object.at)) or _is_of_one_before(t, row)


def is_told_aside(t: Text, row: Row) -> bool:
    """Tell whether a clause beside a site tells what became of it, and nothing of who acts in the sentence.

    Whose shop it was "a shop that closed in 2016 will be reopened by Acme" does not tell.
    """
    a, i, thing = t.a, row.trigger, row.object
    if KINDS[row.kind] is not Kind.FACILITY or thing is None or a.dep[i] != "acl:relcl":
        return False
    noun, own = a.head[i], a.subject(i)
    past = a.tag[i] == "VBD" and own is not None and a.tag[own] == "WDT"
    if noun != thing.at or not past or row.subject.form in ELSEWHERE:
        return False
    at = row.subject.at
    return not (a.left[i] <= at <= a.right[i] or a.left[noun] <= at <= noun)


def is_joined_by(t: Text, row: Row) -> bool:
    """Tell whether somebody only stands beside others for the day: "joined by governor Ann Lee, executives broke ground"."""
    a, i = t.a, row.trigger
    if KINDS[row.kind] is not Kind.APPOINTMENT or a.lemma[i] != "join" or a.tag[i] != "VBN":
        return False
    beside = a.children(i, "obl:agent", "obl")
    return any(
        a.left[k] <= row.subject.at <= a.right[k] for k in beside if a.lower[a.left[k]] == "by"
    )


def is_owner_of_kind(t: Text, row: Row) -> bool:
    """Tell whether an owner is only told by what kind of thing it has: "trawler owner Acme" owns nobody who is named."""
    a, i = t.a, row.trigger
    if KINDS[row.kind] is not Kind.OWNERSHIP or a.pos[i] != "NOUN":
        return False
    if a.lemma[i] not in words("owners.words") or a.child(i, "nmod:poss", "nmod") is not None:
        return False
    before, first = i - 1, a.sents[a.sent[i]][0]
    plain = before >= first and (a.tag[before] == "NN" or before == first)
    return plain and a.pos[before] in ("NOUN", "PROPN") and not t.label[before]


def is_duty(t: Text, row: Row) -> bool:
    """Tell whether an act is only what somebody is there for: "whose task it is to sell shares", "in charge of opening shops"."""
    a, i = t.a, row.trigger
    if (
        a.pos[i] != "VERB"
        or a.child(i, "mark") is None
        or a.dep[i] not in ("acl", "xcomp", "advcl", "csubj")
    ):
        return False
    subject = a.subject(a.head[i])
    over = {a.lemma[a.head[i]], a.lemma[subject] if subject is not None else ""}
    return bool(over & words("duties.words"))


def _is_project(t: Text, i: int) -> bool:
    """Tell whether a noun only calls a plant what was told of before: "the $40 million project"."""
    a = t.a
    if a.lemma[i] not in words("things.projects") or a.child(i, "nmod", "acl", "acl:relcl", "amod"):
        return False
    return any(a.lower[k] in ("the", "this") for k in a.children(i, "det"))


def _is_of_one_before(t: Text, row: Row) -> bool:
    """Tell whether a definite thing was told of just before as another firm's.

    "Zenith will open a hotel. The hotel will cost $9 million" is no news of the Acme that the
    sentence before told of.
    """
    a, party = t.a, row.object
    if party is None or row.subject.form not in ELSEWHERE:
        return False
    i, number = party.at, a.sent[row.trigger]
    if not any(a.lower[k] in ("the", "this", "that") for k in a.children(i, "det")):
        return False
    for n in range(number - 1, max(number - 1 - _BACK, -1), -1):
        start, end = a.sents[n]
        if any(a.lemma[k] == a.lemma[i] and k != i for k in range(start, end)):
            return _tells_only_of_others(t, row, start, end)
    return False


def _tells_only_of_others(t: Text, row: Row, start: int, end: int) -> bool:
    """Tell whether a sentence names organizations, but not the subject of a row."""
    found = {
        entry.chain
        for k in range(start, end)
        if t.root[k] == k
        for entry in t.context.chains.all(t.tokens[k])
        if entry.label in ORGANIZATIONS
    }
    return bool(found) and row.subject.chain not in found
