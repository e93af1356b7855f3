"""What people decided, as sets of groups: names that must be one, and names that must be two."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from kg.resolve.context import Context
from kg.resolve.groups import Sets, group_of
from kg.resolve.model import ENTITY_CLASSES, Decisions, Name, Pair, Unit, family, unit_order
from kg.resolve.score import Group
from kg.resolve.variants import identity_key


class Finder:
    """Finds the units that a name of a decision means.

    Args:
        context: All units, with their spellings.
    """

    def __init__(self, context: Context) -> None:
        self._spellings = context.spellings
        self._units: dict[tuple[str, str], list[Unit]] = defaultdict(list)
        for unit in sorted(context.spellings, key=unit_order):
            self._units[unit.family, unit.key].append(unit)

    def units(self, name: Name, other: Name) -> frozenset[Unit]:
        """Return the units that a name means beside another one.

        Args:
            name: The name of one side of a pair.
            other: That of the other side. Where both have one key and no
                article, a name means what is spelled as it is.
        """
        found = set()
        for label in ENTITY_CLASSES if name.type is None else (name.type,):
            if label not in ENTITY_CLASSES:
                continue
            key = identity_key(label, name.name)
            exact = key == identity_key(label, other.name) and name.name != other.name
            exact &= name.article is None and other.article is None
            for unit in self._units.get((family(label), key), ()):
                if name.article not in (None, unit.article):
                    continue
                if not exact or name.name in self._spellings[unit]:
                    found.add(unit)
        return frozenset(found)

    def sides(self, pair: Pair) -> tuple[frozenset[Unit], frozenset[Unit]]:
        """Return the units of both sides of a pair; a name without an article means the rest."""
        a, b = self.units(pair.a, pair.b), self.units(pair.b, pair.a)
        if pair.a.article is None and pair.b.article is not None:
            a -= b
        elif pair.b.article is None and pair.a.article is not None:
            b -= a
        return (a, b) if not a & b else (a - b, b - a)


@dataclass(frozen=True, slots=True)
class Decided:
    """Decisions over groups by index.

    `refused` are merges that a split forbids; `idle` are decisions that no
    name of the articles fits.
    """

    together: tuple[tuple[tuple[int, ...], Pair], ...]
    forbidden: frozenset[tuple[int, int]]
    refused: tuple[Pair, ...]
    idle: tuple[Pair, ...]


def cut_groups(groups: Sequence[Group], context: Context, decisions: Decisions) -> list[Group]:
    """Return groups of which none has units on both sides of a split.

    Args:
        groups: Groups in a fixed order.
        context: Knows how units are spelled.
        decisions: The splits are applied one after the other.
    """
    if not decisions.split:
        return list(groups)
    finder = Finder(context)
    found = list(groups)
    for pair in sorted(decisions.split, key=_order):
        a, b = finder.sides(pair)
        cut: list[Group] = []
        for group in found:
            inside = a.intersection(group.units)
            if inside and b.intersection(group.units):
                cut.append(group_of(inside, context))
                cut.append(group_of(set(group.units) - inside, context))
            else:
                cut.append(group)
        found = cut
    return found


def _order(pair: Pair) -> tuple[str, ...]:
    names = (pair.a, pair.b)
    return (pair.id, *(x or "" for n in names for x in (n.name, n.type, n.article)), pair.reason)


def decide(groups: Sequence[Group], context: Context, decisions: Decisions) -> Decided:
    """Return what decisions mean for groups.

    Args:
        groups: Groups cut by `cut_groups`; units of others are passed over.
        context: Knows how units are spelled.
        decisions: What people decided.
    """
    if not decisions.merge and not decisions.split:
        return Decided((), frozenset(), (), ())
    finder = Finder(context)
    where = {unit: index for index, group in enumerate(groups) for unit in group.units}
    forbidden: set[tuple[int, int]] = set()
    idle: list[Pair] = []
    for pair in sorted(decisions.split, key=_order):
        a, b = (where.keys() & side for side in finder.sides(pair))
        if not a or not b:
            idle.append(pair)
        forbidden |= {(where[x], where[y]) for x in a for y in b if where[x] != where[y]}
    together: list[tuple[tuple[int, ...], Pair]] = []
    refused: list[Pair] = []
    sets = Sets(len(groups))
    for pair in sorted(decisions.merge, key=_order):
        a, b = (
            where.keys() & side
            for side in (finder.units(pair.a, pair.b), finder.units(pair.b, pair.a))
        )
        if not a or not b:
            idle.append(pair)
            continue
        indices = tuple(sorted({where[unit] for unit in a | b}))
        roots = {sets.find(index) for index in indices}
        if any(sets.find(x) in roots and sets.find(y) in roots for x, y in forbidden):
            refused.append(pair)
            continue
        for index in indices:
            sets.join(indices[0], index)
        together.append((indices, pair))
    return Decided(tuple(together), frozenset(forbidden), tuple(refused), tuple(idle))
