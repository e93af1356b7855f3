"""Two positions that are one office: "chairman and chief executive"."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence

from kg.extract.joint import is_part_of
from kg.extract.match import Candidate
from kg.model import Claim, Kind, Span


def _one_office(first: Candidate, second: Candidate, own: frozenset[str]) -> bool:
    """Tell whether two positions are one office: "chairman and chief executive", "director general".

    A founder's part in it is a position of its own.
    """
    told, other = first.claim, second.claim
    if told.kind is not Kind.ROLE or other.kind is not Kind.ROLE:
        return False
    same = (told.subject, told.object, told.modality, told.time, told.title_evidence) == (
        (other.subject, other.object, other.modality, other.time, other.title_evidence)
    )
    if not same or first.trigger.sent != second.trigger.sent:
        return False
    between = first.trigger.doc[first.trigger.i + 1 : second.trigger.i]
    if second.trigger.i == first.trigger.i + 1:
        return True
    apart = {first.trigger.lemma_.lower(), second.trigger.lemma_.lower()}
    return (
        not apart & own
        and any(t.pos_ == "CCONJ" for t in between)
        and all(
            (t.pos_ in ("CCONJ", "NOUN", "PROPN", "ADJ") or t.tag_ == "VBG") and not t.ent_type_
            for t in between
        )
    )


def with_offices(kept: Sequence[Candidate], own: frozenset[str]) -> list[Candidate]:
    """Return candidates with two positions that make one office joined in the first.

    Args:
        kept: The candidates.
        own: Lemmas of positions that are always offices of their own.
    """
    found: list[Candidate] = []
    beside: dict[tuple[Span, ...], list[Claim]] = {}
    for candidate in kept:
        beside.setdefault(candidate.claim.evidence, []).append(candidate.claim)
    posts: dict[tuple[bool, int], list[int]] = {}
    for candidate in kept:
        claim, told = candidate.claim, candidate.claim.kind is Kind.ROLE
        if told and any(is_part_of(claim, other) for other in beside[claim.evidence]):
            continue
        near = posts.setdefault((claim.title_evidence, candidate.trigger.sent.start), [])
        at = next((n for n in near if told and _one_office(found[n], candidate, own)), None)
        if at is None:
            near.append(len(found))
            found.append(candidate)
            continue
        if found[at].claim.role == candidate.claim.role:  # one office, found by two of its words
            found[at] = max(found[at], candidate, key=lambda c: c.claim.confidence)
            continue
        joint = " " if candidate.trigger.i == found[at].trigger.i + 1 else " and "
        first, second = found[at].claim.role or "", candidate.claim.role or ""
        again = f"{second} ".startswith(f"{first} ")  # "Deputy Director" has its "Deputy" itself
        office = second if again else f"{first}{joint}{second}"
        claim = dataclasses.replace(found[at].claim, role=office)
        found[at] = dataclasses.replace(found[at], claim=claim)
    return found
