"""Whether a time tells when something was said, promised or planned, and not when it happens.

"Acme said on Monday that it would buy Zenith": trees at times hang Monday on the buying.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from spacy.tokens import Token

from kg.extract import modality, tenses, tree
from kg.extract.arrays import arrays
from kg.extract.context import Placed
from kg.extract.times import TimeMention
from kg.extract.times.words import load_toml


@cache
def _verbs(name: str) -> frozenset[str]:
    """Return a list of the verbs of `scope.toml`."""
    return frozenset(load_toml("kg.extract", "scope.toml")["verbs"][name])


def _clause_chain(trigger: Token) -> Iterator[Token]:
    """Yield the verbs above a trigger that its clause completes: "said" over "it would buy"."""
    for token in (trigger, *trigger.ancestors):
        if token.dep_ == "ccomp":
            yield token.head


def tells_when(placed: Placed[TimeMention], trigger: Token) -> bool:
    """Tell whether a time stands right after a verb of saying above the trigger.

    "Said on Monday it would buy": trees often hang Monday on the buying, and "in
    May it said that it would buy", too.
    """
    told_by = [t for t in trigger.ancestors if modality.is_saying(t)]
    over = {t.i for t in _clause_chain(trigger)}
    if any(placed.root.i < t.i < trigger.i and t.i in over for t in told_by):
        return True
    first = placed.root
    while first.i > tree.starts(first) and first.idx > placed.mention.span.start:
        first = first.nbor(-1)
    a = arrays(trigger.doc)
    said = tenses.saying_before(a, first.i)
    if said is not None and a.left[said] <= trigger.i <= a.right[said] and trigger.i > first.i:
        return True
    before = first.nbor(-1) if first.i > tree.starts(first) else first
    closed = tenses.saying_closed(a, first.i)
    if closed is not None and closed > trigger.i:
        return True
    return (
        before.i != trigger.i
        and modality.is_saying(before)
        and before.i < trigger.i
        and before.i in {t.i for t in trigger.ancestors}
    )


def of_wish(placed: Placed[TimeMention], trigger: Token) -> bool:
    """Tell whether a time is when an act was planned: "a year ago it had no plan to sell"."""
    if trigger.dep_ not in ("xcomp", "acl") or placed.root.i > trigger.i:
        return False
    return trigger.head.lemma_.lower() in _verbs("wishing") and not trigger.is_ancestor(placed.root)


def promises(trigger: Token) -> bool:
    """Tell whether a trigger is a promise made in the past, whose own day is not the day due."""
    lemma = trigger.lemma_.lower()
    return trigger.tag_ in ("VBD", "VBN") and lemma in _verbs("promising")


def of_saying_above(root: Token, trigger: Token) -> bool:
    """Tell whether the tree hangs a time ahead on who says it: "From 2027 Acme ..., it said".

    Nobody said a thing on a day that is still to come.
    """
    over = {t.i for t in trigger.ancestors}
    said = next((t for t in root.ancestors if t.pos_ in ("VERB", "AUX")), None)
    told = said is not None and said.i in over and said.tag_ == "VBD" and modality.is_saying(said)
    return bool(told)
