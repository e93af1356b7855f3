"""What two sets of claims do not have alike, claim by claim."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Collection, Iterable
from typing import Any

from kg.interchange import FIELDS, claim_to_json
from kg.ledger.model import Change
from kg.model import Claim
from kg.resolve.names import same_name

COMPARED = tuple(name for name in FIELDS if name != "id")
"""The fields that are compared; the id follows from them."""


def _fields(claim: Claim, ignored: Collection[str]) -> dict[str, str]:
    row = claim_to_json(claim)
    return {
        name: json.dumps(row[name], ensure_ascii=False, sort_keys=True)
        for name in COMPARED
        if name not in ignored
    }


def _overlaps(one: Claim, other: Claim) -> bool:
    if not one.evidence or not other.evidence:
        return one.title_evidence and other.title_evidence
    return any(a.overlaps(b) for a in one.evidence for b in other.evidence)


def _like(old: Claim, new: Claim) -> bool:
    """Tell whether one claim may be the other, changed: same words of the article, same subject.

    Of two kinds they must be alike in all that says which claim it is: the very same
    sentences and the same object. So one whose kind was corrected is one claim still.
    """
    if not (same_name(old.subject, new.subject) and _overlaps(old, new)):
        return False
    if old.kind is new.kind:
        return True
    if (set(old.evidence), old.title_evidence) != (set(new.evidence), new.title_evidence):
        return False
    if old.object is None or new.object is None:
        return old.object is new.object
    return same_name(old.object, new.object, is_object=True)


class _Side:
    """One claim of a side with what is compared of it."""

    def __init__(self, claim: Claim, ignored: Collection[str]) -> None:
        self.claim = claim
        self.id: str = claim_to_json(claim)["id"]
        self.fields = _fields(claim, ignored)
        self.key = json.dumps(self.fields, sort_keys=True)


def _by_article(claims: Iterable[Claim], ignored: Collection[str]) -> dict[str, list[_Side]]:
    found: dict[str, list[_Side]] = defaultdict(list)
    for claim in claims:
        found[claim.article].append(_Side(claim, ignored))
    return {name: sorted(sides, key=lambda s: (s.key, s.id)) for name, sides in found.items()}


def _rest(old: list[_Side], new: list[_Side]) -> tuple[list[_Side], list[_Side]]:
    """Return what is left of two sorted sides without the claims that both have."""
    unmatched: dict[str, list[_Side]] = defaultdict(list)
    for each in old:
        unmatched[each.key].append(each)
    left = [each for each in new if not (unmatched[each.key] and unmatched[each.key].pop())]
    return [each for sides in unmatched.values() for each in sides], left


def _change(what: Any, side: _Side, old: str | None, new: str | None, fields: Any = ()) -> Change:
    claim = side.claim
    return Change(
        what=what,
        article=claim.article,
        kind=claim.kind.value,
        subject=claim.subject,
        object=claim.object,
        old=old,
        new=new,
        fields=tuple(fields),
    )


def _compare(old: list[_Side], new: list[_Side]) -> list[Change]:
    gone, come = _rest(old, new)
    pairs = sorted(
        (
            a.claim.kind is not b.claim.kind,
            -sum(a.fields[n] == b.fields[n] for n in a.fields),
            (a.id, b.id),
            (i, j),
        )
        for i, a in enumerate(gone)
        for j, b in enumerate(come)
        if _like(a.claim, b.claim)
    )
    used: tuple[set[int], set[int]] = set(), set()
    found = []
    for *_, (i, j) in pairs:
        if i in used[0] or j in used[1]:
            continue
        used[0].add(i)
        used[1].add(j)
        a, b = gone[i], come[j]
        differing = [(n, a.fields[n], b.fields[n]) for n in a.fields if a.fields[n] != b.fields[n]]
        found.append(_change("changed", b, a.id, b.id, differing))
    found += [_change("gone", a, a.id, None) for i, a in enumerate(gone) if i not in used[0]]
    found += [_change("new", b, None, b.id) for j, b in enumerate(come) if j not in used[1]]
    return found


def diff(
    old: Iterable[Claim], new: Iterable[Claim], *, ignored: Collection[str] = ()
) -> list[Change]:
    """Return the claims that are new, gone or changed, sorted by article, claim and kind of change.

    A claim counts as changed where the other side has one of the same kind
    and subject in overlapping words of the same article, or else one of another
    kind with the same subject, object and sentences.

    Args:
        old: Claims, in any order.
        new: Claims, in any order.
        ignored: Names of fields that don't count, such as `confidence`.

    Example:
        >>> from dataclasses import replace
        >>> from kg.model import Kind, Modality, Span
        >>> one = Claim(article="a", kind=Kind.MERGER, subject="Acme", evidence=(Span(0, 9),))
        >>> [c.what for c in diff([one], [replace(one, modality=Modality.RUMOURED)])]
        ['changed']
        >>> diff([one], [one])
        []
    """
    before, after = _by_article(old, ignored), _by_article(new, ignored)
    found = []
    for name in sorted(before.keys() | after.keys()):
        found += _compare(before.get(name, []), after.get(name, []))
    return sorted(
        found,
        key=lambda c: (c.article, c.kind, c.subject, c.object or "", c.old or "", c.new or ""),
    )
