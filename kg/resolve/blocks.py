"""Which names are compared at all: those that share a block, never all with all.

Every likeness of `kg.resolve.score` has a key that both sides share: a loose
key, an acronym, a consonant skeleton, a family name with an employer. So the
work grows with the number of names and not with its square. A block that is
larger than `largest_block` holds a name too common to say anything, and is
left out.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations, product

from kg.resolve.names import acronyms, name_key
from kg.resolve.score import Group, Weigher, settings
from kg.resolve.variants import (
    bracketed,
    given_name,
    loose_key,
    skeleton,
    splits,
    without_country,
)

Block = tuple[str, ...]
Place = tuple[Block, str]
"""A block and the side on which a group is in it: "" where all are compared with
all, else `SHORT` and `LONG`, which are compared across."""

SHORT, LONG = "short", "long"


def _organization(group: Group) -> Iterator[Place]:
    longest = settings()["limits"]["acronym_letters"]
    compact = loose_key(group.key)
    if len(group.key) <= settings()["limits"]["bracket_letters"]:
        yield ("acronym", group.key.replace(" ", "")), SHORT
    for name in group.names:
        found = bracketed(name)
        if found:
            yield ("acronym", name_key("ORG", found[1]).replace(" ", "")), LONG
        for acronym in acronyms(name):
            if 2 <= len(acronym) <= longest:
                yield ("acronym", acronym), LONG
    # The shorter name is looked up by the parts of the longer one.
    yield ("part", compact), SHORT
    business, before = (settings()["words"][name] for name in ("business", "before"))
    for head, tail in splits(group.key):
        if tail in business:
            yield ("part", loose_key(head)), LONG
        if head in before:
            yield ("part", loose_key(tail)), LONG
    cut = without_country(group.key)
    if cut and not group.firm:
        yield ("part", loose_key(cut[1])), LONG


def _product(group: Group) -> Iterator[Place]:
    yield ("part", loose_key(group.key)), SHORT
    for _, tail in splits(group.key):
        yield ("part", loose_key(tail)), LONG


def _person(group: Group, weigher: Weigher) -> Iterator[Place]:
    found = group.key.split()
    facts = weigher.facts(group)
    alone = len(found) == 1
    for employer in facts.employers:
        yield ("family", found[-1], *employer), SHORT if alone else LONG
        if not alone:
            yield ("colleagues", found[-1], *employer), ""
            yield ("given", found[0], *employer), ""
    if not alone:
        yield ("name", found[-1], given_name(found[0])), ""
        return
    for partner in facts.partners:
        if partner[0] == "Organization":
            yield ("family", found[-1], *partner), SHORT


def blocks_of(group: Group, weigher: Weigher) -> set[Place]:
    """Return the blocks that a group is in, each with its side.

    Args:
        group: The group.
        weigher: Knows where people work.
    """
    found: set[Place] = set()
    if not group.alone:
        found.add((("loose", group.family, loose_key(group.key)), ""))
        if len(loose_key(group.key)) >= settings()["limits"]["slip_letters"]:
            found.add((("skeleton", group.family, skeleton(group.key)), ""))
    if group.family in _CROSSING:
        found.add((("type", loose_key(group.key)), ""))
    places: Iterable[Place] = ()
    if group.family == "Organization":
        places = _organization(group)
    elif group.family == "Product":
        places = _product(group)
    elif group.family == "Person":
        places = _person(group, weigher)
    found.update(((group.family, *block), side) for block, side in places)
    return found


_CROSSING = frozenset({"Organization", "Product", "Facility"})
"""Families that one bearer may be read as: a shop, a site, an exchange."""


def pairs(groups: Sequence[Group], weigher: Weigher) -> list[tuple[int, int]]:
    """Return the pairs of groups that are compared, as sorted indices, none twice.

    Args:
        groups: Groups in a fixed order.
        weigher: Knows where people work.
    """
    members: dict[Block, dict[str, list[int]]] = defaultdict(lambda: defaultdict(list))
    for index, group in enumerate(groups):
        for block, side in blocks_of(group, weigher):
            members[block][side].append(index)
    largest = settings()["largest_block"]
    found: set[tuple[int, int]] = set()
    for sides in members.values():
        if len(sides[""]) <= largest:
            found.update(combinations(sides[""], 2))
        short, long = sides[SHORT], sides[LONG]
        if len(short) * len(long) <= largest**2 // 2:
            found.update((min(p), max(p)) for p in product(short, long) if p[0] != p[1])
    return sorted(found)
