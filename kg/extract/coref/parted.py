"""Names that are alike and yet of two firms, since a text tells that one is the parent or a unit of the other.

"Volta Cars, a unit of Volta Group" are two; "Volta" alone may be short for either, and is left out unless the
text tells of it: "Volta Cars is a unit of Volta", "Volta, which owns it".
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from kg.extract.arrays import Arrays

if TYPE_CHECKING:
    from kg.extract.coref.screening import Spelt

_UNITS = frozenset({"unit", "subsidiary", "division", "arm", "affiliate", "offshoot"})
_KIN = _UNITS | {"parent", "owner"}
_OWNED = frozenset({"owned", "controlled"})
_OWNING = frozenset((",", "which", verb, "it") for verb in ("owns", "controls"))
_HOLDING = frozenset({"owns", "controls", "belongs"})
_FARTHEST = 8  # tokens between the two names
_BEFORE = 4  # tokens from "its parent" to the name


def parted(a: Arrays, names: Sequence[Spelt]) -> Iterator[tuple[Spelt, Spelt]]:
    """Yield the names of one text of which one is told to be the parent or a unit of the other.

    Of "its parent, Volta Group" every other name that begins alike is the unit; of "its unit Volta Cars", "Volta" is
    the owner.
    """
    every, names = names, [n for n in names if n.end - n.start > 1]
    yield from _alone(a, every)
    yield from ((one, two) for one, two in itertools.pairwise(names) if are_kin(a, one, two))
    for name in names:
        before = a.lower[max(0, name.start - _BEFORE) : name.start]
        told = before[before.index("its") :] if "its" in before else ()
        if not _KIN.isdisjoint(told):
            alike = a.lower[name.start]
            others = names if _UNITS.isdisjoint(told) else every
            yield from ((n, name) for n in others if n is not name and a.lower[n.start] == alike)


def are_kin(a: Arrays, one: Spelt, two: Spelt) -> bool:
    """Tell whether the words between two names of a sentence make one the parent or a unit of the other."""
    between = a.lower[one.end : two.start]
    near = a.sent[one.start] == a.sent[two.start] and len(between) <= _FARTHEST
    return near and _tells_kin(between)


def _alone(a: Arrays, names: Sequence[Spelt]) -> Iterator[tuple[Spelt, Spelt]]:
    """Yield names of more words with the one word that they begin with, where it is told to be their owner."""
    for i, name in enumerate(names):
        if name.end - name.start > 1:
            continue
        units = [
            n for n in names[:i] if n.end - n.start > 1 and a.lower[n.start] == a.lower[name.start]
        ]
        if not units:
            continue
        between = a.lower[units[-1].end : name.start]
        same = a.sent[units[-1].start] == a.sent[name.start] and len(between) <= _FARTHEST
        told = same and _tells_kin(between) and bool(between) and between[-1] in ("of", "by")
        if told or tuple(a.lower[name.end : name.end + 4]) in _OWNING:
            yield units[-1], name


def _tells_kin(between: Sequence[str]) -> bool:
    """Tell whether the words between two names make one a unit of the other: ", a unit of", "'s parent,"."""
    if between and between[0] in ("'s", "’s"):
        return not _KIN.isdisjoint(between)
    if between and between[0] in _HOLDING:  # "belongs to Volta Group", "owns 80% of Volta"
        return True
    of = "of" in between and not _UNITS.isdisjoint(between[: list(between).index("of")])
    return of or (not _OWNED.isdisjoint(between) and "by" in between)
