"""Units that are one without further evidence: the same key, where a key is enough.

For all but people a key and a family are enough. A person of one name is known
in one article only. A full name is enough unless the articles contradict each
other: middle initials that can't be one person's, or work for firms that are
not the same. Between such namesakes an article that names no such firm is
given to the one it has something in common with, and to none if to several.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from kg.resolve.context import Context, Key, key_of
from kg.resolve.model import Unit, unit_order
from kg.resolve.score import Group, settings
from kg.resolve.variants import splits


@dataclass(frozen=True, slots=True)
class Grouping:
    """Groups in a fixed order, and for those of people why their units are one."""

    groups: tuple[Group, ...]
    reasons: Mapping[Group, tuple[str, ...]]


class Sets:
    """Disjoint sets over indices."""

    def __init__(self, size: int) -> None:
        self._parent = list(range(size))

    def find(self, index: int) -> int:
        """Return the representative of a set: its smallest member."""
        while self._parent[index] != index:
            self._parent[index] = self._parent[self._parent[index]]
            index = self._parent[index]
        return index

    def join(self, a: int, b: int) -> None:
        """Make two sets one."""
        first, second = sorted((self.find(a), self.find(b)))
        self._parent[second] = first

    def sets(self) -> list[list[int]]:
        """Return all sets, sorted."""
        found: dict[int, list[int]] = defaultdict(list)
        for index in range(len(self._parent)):
            found[self.find(index)].append(index)
        return [found[root] for root in sorted(found)]


def group_of(units: Iterable[Unit], context: Context) -> Group:
    """Return the group of units.

    Args:
        units: Units of one family and key.
        context: Knows how they are spelled.
    """
    listed = tuple(sorted(units, key=unit_order))
    names: Counter[str] = Counter()
    for unit in listed:
        names.update(context.spellings[unit])
    spelled = sorted(names, key=lambda name: (-names[name], len(name), name))
    alone = listed[0].family == "Person" and " " not in listed[0].key
    return Group(listed, tuple(spelled), alone, key_of(listed[0]) in context.firms)


def group_all(context: Context, canonical: Mapping[Key, Key], people: bool) -> Grouping:
    """Return all units in groups, in an order that depends on nothing but the units.

    Args:
        context: What the claims tell.
        canonical: The key that stands for all keys of a resolved organization.
        people: Whether to group people, or all else.
    """
    by_key: dict[Key, list[Unit]] = defaultdict(list)
    for unit in sorted(context.spellings, key=unit_order):
        if (unit.family == "Person") == people:
            by_key[key_of(unit)].append(unit)
    groups: list[Group] = []
    reasons: dict[Group, tuple[str, ...]] = {}
    for (family, key), units in sorted(by_key.items()):
        if family != "Person":
            groups.append(group_of(units, context))
        elif " " not in key:
            by_article = defaultdict(list)
            for unit in units:
                by_article[unit.article].append(unit)
            groups += [group_of(by_article[article], context) for article in sorted(by_article)]
        else:
            for listed, why in _namesakes(units, context, canonical):
                group = group_of(listed, context)
                groups.append(group)
                reasons[group] = why
    return Grouping(tuple(groups), reasons)


def _agree(initials: Iterable[str]) -> bool:
    """Tell whether middle initials can all be one person's: each begins the longest."""
    found = sorted({i for i in initials if i}, key=len)
    return not found or all(found[-1].startswith(short) for short in found)


def _namesakes(
    units: Sequence[Unit], context: Context, canonical: Mapping[Key, Key]
) -> list[tuple[list[Unit], tuple[str, ...]]]:
    """Return the people behind one full name, and why the units of each are one."""
    if not _agree(unit.initials for unit in units):
        by_initials: dict[str, list[Unit]] = defaultdict(list)
        for unit in units:
            by_initials[unit.initials].append(unit)
        found = []
        for initials in sorted(by_initials):
            found += _namesakes(by_initials[initials], context, canonical)
        return found
    if len(units) == 1:
        return [(list(units), ())]
    return _by_work(units, context, canonical)


def _by_work(
    units: Sequence[Unit], context: Context, canonical: Mapping[Key, Key]
) -> list[tuple[list[Unit], tuple[str, ...]]]:
    employers = [
        frozenset(canonical.get(k, k) for k in context.employers.get(unit, ())) for unit in units
    ]
    near = [_near(unit, context, canonical) for unit in units]
    sets = Sets(len(units))
    _join_shared(sets, employers)
    _join_linked(sets, employers, context.linked)
    # Only firms contradict each other: a minister may well be of a party, a house and a country.
    at_firms = [i for i, found in enumerate(employers) if found & context.firms]
    people = sorted({sets.find(i) for i in at_firms})
    met: dict[int, set[Key]] = defaultdict(set)
    for i in at_firms:
        met[sets.find(i)] |= employers[i] | near[i]
    settled = {i for one in sets.sets() if one[0] in met for i in one}
    for one in [one for one in sets.sets() if one[0] not in settled]:
        around = frozenset(key for i in one for key in near[i] | employers[i])
        plain = len(people) == 1 and not any(employers[i] for i in one)
        fits = people if plain else [p for p in people if met[p] & around]
        if not people:
            sets.join(one[0], 0)
        elif len(fits) == 1:
            sets.join(one[0], fits[0])
    return [([units[i] for i in one], _why(one, employers, near)) for one in sets.sets()]


def _join_shared(sets: Sets, features: Sequence[frozenset[Key]]) -> None:
    first: dict[Key, int] = {}
    for index, found in enumerate(features):
        for key in sorted(found):
            sets.join(first.setdefault(key, index), index)


def _join_linked(
    sets: Sets, features: Sequence[frozenset[Key]], linked: Mapping[Key, set[Key]]
) -> None:
    """Join those who work for two firms that are no contradiction.

    One of them owns, buys or merges with the other, or has a name that begins
    with the other's.
    """
    first: dict[Key, int] = {}
    for index, found in enumerate(features):
        for key in found:
            first.setdefault(key, index)
    for key in sorted(first):
        shorter = {(key[0], head) for head, _ in splits(key[1])}
        for other in sorted(shorter | linked.get(key, set())):
            if other in first:
                sets.join(first[key], first[other])


def _near(unit: Unit, context: Context, canonical: Mapping[Key, Key]) -> frozenset[Key]:
    """The uncommon names that stand in the article of a unit."""
    share = settings()["common_share"] * len(context.present)
    common = max(settings()["common_articles"], share)
    return frozenset(
        canonical.get(key, key)
        for key in context.present[unit.article]
        if key != key_of(unit) and key[0] != "Place" and context.spread[key] <= common
    )


def _why(
    one: Sequence[int],
    employers: Sequence[frozenset[Key]],
    near: Sequence[frozenset[Key]],
) -> tuple[str, ...]:
    found: list[str] = []
    work = Counter(key for i in one for key in employers[i])
    met = Counter(key for i in one for key in near[i])
    for key, count in sorted(work.items(), key=lambda item: (-item[1], item[0])):
        if count > 1:
            found.append(f"works for {key[1]} in {count} articles")
    shared = sorted((key for key, count in met.items() if count > 1), key=lambda k: (-met[k], k))
    found += [f"{key[1]} is named in {met[key]} of the articles" for key in shared[:3]]
    return tuple(found) or ("the same full name; nothing in the articles speaks against it",)
