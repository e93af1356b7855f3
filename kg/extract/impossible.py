"""What no sentence tells, whatever its words: a denial that is denied, parties of one list that act on each other, acts of a reporter.

Nor does one who is called no more than "the parent" or "the rest" make a claim; the words are in `impossible.toml`.
"""

from __future__ import annotations

from functools import cache

from spacy.tokens import Token

from kg.extract.arrays import SUBJECTS
from kg.extract.coref.outlets import only_relays
from kg.extract.cues import cues
from kg.extract.kin import conjunct_places
from kg.extract.match import Candidate
from kg.extract.times.words import load_toml
from kg.model import Claim, Kind, Polarity

_OF_VIEWS = frozenset({Kind.STANCE, Kind.ROLE, Kind.OWNERSHIP})
"""Kinds of what outlets are or think, too."""
_ONE_SIDED = frozenset(
    {
        Kind.ACQUISITION,
        Kind.DIVESTITURE,
        Kind.OWNERSHIP,
        Kind.SUPPLY,
        Kind.FUNDING,
        Kind.INVESTMENT,
        Kind.LEGAL,
        Kind.FORMATION,
        Kind.FACILITY,
        Kind.PRODUCT,
    }
)
"""Kinds of claims whose object does not do the same to the subject."""
_OF_PARTIES = frozenset(
    {
        Kind.ROLE,
        Kind.APPOINTMENT,
        Kind.DEPARTURE,
        Kind.OWNERSHIP,
        Kind.ACQUISITION,
        Kind.DIVESTITURE,
        Kind.MERGER,
        Kind.PARTNERSHIP,
        Kind.SUPPLY,
    }
)
"""Kinds of which the object is a party, or a part of one."""
_DEALS = frozenset({Kind.SUPPLY, Kind.ACQUISITION, Kind.DIVESTITURE})
_WITHIN = frozenset({"conj", "appos", "flat", "nmod:desc", "nsubj"})


def impossible(candidate: Candidate) -> str | None:
    """Return why a candidate can't be what its sentence tells, or None."""
    return (
        _no_denial(candidate.claim)
        or _side_by_side(candidate)
        or _only_reports(candidate)
        or _beaten(candidate)
        or _nameless(candidate.claim)
    )


def _nameless(claim: Claim) -> str | None:
    """Return why a claim is of nobody: a party is called no more than "the parent", "the company" or "the rest"."""
    vague = _words("parties") if claim.subject_type is None else _words("bodies")
    if _has_only(claim.subject, vague):
        return "the subject is only called what it is to another"
    told = claim.kind in _OF_PARTIES and claim.object is not None and claim.object_type is None
    if told and _has_only(claim.object or "", _words("parties")):
        return "the object is only called what it is to another"
    return None


@cache
def _words(name: str) -> frozenset[str]:
    """Return a list of `impossible.toml`."""
    return frozenset(load_toml("kg.extract", "impossible.toml")[name])


def _has_only(text: str, words: frozenset[str]) -> bool:
    """Tell whether a description or name has no word that says who or what is meant."""
    return words.issuperset(text.casefold().split())


def _only_reports(candidate: Candidate) -> str | None:
    """Return why an outlet does not do what it reports: "a report by the letter Grainwatch, according to which 40 would go".

    What it says of itself it does: "the paper said it would cut jobs".
    """
    claim = candidate.claim
    if claim.subject_type != "OUTLET" or claim.kind in _OF_VIEWS:
        return None
    doc = candidate.trigger.doc
    names = [ent for ent in doc.ents if ent.text == claim.subject]
    if not names or not all(only_relays(doc, ent.start, ent.end) for ent in names):
        return None
    token = candidate.subject.token
    heads = [t for ent in names if ent.root.sent == token.sent for t in (ent.root, ent.root.head)]
    own = any(t.dep_ in SUBJECTS for t in heads)  # "the Grainwatch newspaper said it"
    if own and token.pos_ in ("PRON", "DET"):
        return None
    return "an outlet that only reports it"


def _no_denial(claim: Claim) -> str | None:
    """Return why a claim is no denial: who does not deny a thing says nothing of it."""
    if claim.action == "denies" and claim.polarity is Polarity.NEGATED:
        return "a denial that is itself denied"
    return None


def _side_by_side(candidate: Candidate) -> str | None:
    """Return why parties can't act on each other, where one list names them: "the price of Acme and Zenith cars"."""
    if candidate.claim.kind not in _ONE_SIDED or candidate.object is None:
        return None
    one, two = candidate.subject.token, candidate.object.token
    first = _first_of_list(one)
    settled = candidate.claim.action == "settles"
    if settled or one.i == two.i or first.i != _first_of_list(two).i:
        return None
    if not {one.i, two.i} <= {first.i, *conjunct_places(first)}:
        return None  # the words list them apart
    # Without "and" it may be a name set off: "a unit of Acme, Zenith".
    listed = [c for c in first.children if c.dep_ == "conj"]
    joined = any(c.dep_ == "cc" for each in listed for c in each.children)
    return "named in one list" if joined else None


def _beaten(candidate: Candidate) -> str | None:
    """Return why who is beaten to a deal has no part in it: "won the auction for it against Acme", "beat Acme"."""
    claim = candidate.claim
    if claim.kind not in _DEALS or claim.polarity is Polarity.NEGATED:
        return None
    parties = [candidate.subject] + ([candidate.object] if candidate.object else [])
    return "beaten to the deal" if any(_loses(each.token) for each in parties) else None


def _loses(name: Token) -> bool:
    """Tell whether a name, or the list that it stands in, is that of who comes off worse."""
    while name.dep_ in _WITHIN and name.head.pos_ in ("NOUN", "PROPN") and name.head.i < name.i:
        name = name.head
    if name.dep_ == "obj":
        return name.head.lemma_ in cues().sets["outdoing"]
    if not any(c.dep_ == "case" and c.lower_ == "against" for c in name.children):
        return False
    above = {t.lemma_ for t in (name.head, *name.head.ancestors) if t.sent == name.sent}
    return "win" in above and bool(above & cues().sets["contests"])


def _first_of_list(name: Token) -> Token:
    """Return the name that opens the list in which a name stands."""
    while name.dep_ == "conj" and name.pos_ in ("NOUN", "PROPN") and name.head.i < name.i:
        name = name.head
    return name
