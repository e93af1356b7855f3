"""Which company is concerned where the words name a person or a part of it.

"A jury convicted Ann Lee, the former head of Acme"; "Ann Lee, director for parts at Acme".
"""

from __future__ import annotations

import dataclasses

from spacy.tokens import Token

from kg.extract import tree
from kg.extract.context import Context
from kg.extract.described import entity_root, name_before
from kg.extract.discourse import employer_of, listed
from kg.extract.match import Candidate
from kg.extract.wording import Filler
from kg.model import ORGANIZATION_LABELS, Kind

_AGAINST_MANAGERS = frozenset({"charges", "fines", "investigates", "rules"})
"""What is done to a person for acts in a firm; who is sued in person is the one who is sued."""
_POSITIONS = (Kind.ROLE, Kind.APPOINTMENT, Kind.DEPARTURE)


def of_company(candidate: Candidate, context: Context) -> Candidate:
    """Return a candidate about the company that it concerns, where it is about a person or a part of it.

    Args:
        candidate: A candidate of any kind; most stay as they are.
        context: The text, which must tie the person or the part to an organization.
    """
    claim, obj = candidate.claim, candidate.object
    if obj is None:
        return candidate
    if claim.kind in _POSITIONS:
        return _of_firm(candidate, obj, context)
    against = claim.kind is Kind.LEGAL and claim.action in _AGAINST_MANAGERS
    if not against or claim.object_type != "PERSON":
        return candidate
    firm = employer_of(obj.token, context)
    if firm is None or firm.name.casefold() == claim.subject.casefold():
        return candidate
    of_firm = dataclasses.replace(claim, object=firm.name, object_type=firm.label)
    named = dataclasses.replace(obj, text=firm.name, label=firm.label)
    return dataclasses.replace(candidate, claim=of_firm, object=named)


def _of_firm(candidate: Candidate, obj: Filler, context: Context) -> Candidate:
    """Return a candidate whose person holds a position in the firm, not in a part of it or over one.

    "Director for Foods at the Halden Agency" is one of the agency, and "Acme's director for Comet" one of Acme.
    """
    claim = candidate.claim
    if not obj.token.ent_type_:
        return candidate
    firm = _firm_around(candidate.trigger, obj.token)
    entry = None if firm is None else context.chains.at(firm)
    if firm is None or entry is None or entry.label not in ORGANIZATION_LABELS:
        return candidate
    named = dataclasses.replace(obj, text=entry.name, label=entry.label, token=firm)
    whole = dataclasses.replace(claim, object=entry.name, object_type=entry.label)
    return dataclasses.replace(candidate, claim=whole, object=named)


def _firm_around(title: Token, part: Token) -> Token | None:
    """Return the firm that stands after a part of it or before the title over it, by the order of words."""
    doc, name = title.doc, tree.entity(part)
    before = [t.lower_ for t in doc[title.i + 1 : name[0].i] if t.pos_ == "ADP"]
    at, last = name[-1].i + 1, tree.ends(title) - 1
    if title.i >= name[0].i or not before or at >= last:
        return None
    if doc[at].lower_ == "at" or (doc[at].lower_ == "of" and name[-1].lower_ in listed("parts")):
        at += 2 if doc[at + 1].pos_ == "DET" else 1
        if at <= last and doc[at].ent_iob_ == "B" and doc[at].ent_type_ in ORGANIZATION_LABELS:
            owns = doc[min(tree.entity(doc[at])[-1].i + 1, last)].tag_ == "POS"
            return None if owns else entity_root(doc[at])
    return next(iter(name_before(title)), None) if before[-1] == "for" else None
