"""How alike two names are, by their spelling and by what the articles tell of their bearers.

A score is what the likeness of the names stands for plus what each piece of
evidence adds or takes; all weights are in `score.toml`. It is additive, as the
match weights of Fellegi and Sunter (1969) are, so that its reasons can be told
one by one.
"""

from __future__ import annotations

import tomllib
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

from rapidfuzz import fuzz

from kg.resolve.context import Context, Key, key_of
from kg.resolve.model import Unit
from kg.resolve.names import initials, is_acronym
from kg.resolve.variants import (
    bracketed,
    compact_key,
    given_name,
    latin,
    loose_key,
    splits,
    without_country,
)


@cache
def settings() -> Mapping[str, Any]:
    """Return the weights and limits of `score.toml`."""
    text = resources.files("kg.resolve").joinpath("score.toml").read_text("utf-8")
    return tomllib.loads(text)


@cache
def _business() -> frozenset[str]:
    return frozenset(settings()["words"]["business"])


@dataclass(frozen=True, slots=True)
class Group:
    """Units that are one without further evidence; what pairs are made of.

    `names` are its spellings, the most frequent first. `alone` tells a person
    of one name, who is known in one article only; `firm` what is read as a
    company more often than not.
    """

    units: tuple[Unit, ...]
    names: tuple[str, ...]
    alone: bool = False
    firm: bool = False

    @property
    def family(self) -> str:
        """The family of types of its units."""
        return self.units[0].family

    @property
    def key(self) -> str:
        """The key of its units."""
        return self.units[0].key


@dataclass(frozen=True, slots=True)
class Likeness:
    """In what way two names are alike, and how much that alone counts.

    `short` is the side that may stand for several of the other: the acronym,
    the shorter name; None where neither is.
    """

    method: str
    base: float
    reason: str
    short: int | None = None


def _base(method: str, reason: str, short: int | None = None) -> Likeness:
    return Likeness(method, settings()["base"][method], reason, short)


def _letters(key: str) -> int:
    return len(key.replace(" ", ""))


def _acronym(a: Group, b: Group) -> Likeness | None:
    for index, (short, long) in enumerate(((a, b), (b, a))):
        for name in long.names:
            found = bracketed(name)
            if found and loose_key(found[1].casefold().replace(".", "")) == loose_key(short.key):
                return _base("defined", f"an article has “{name}”", index)
        name = short.names[0]
        letters = [c for c in name if c.isalpha()]
        # "Nasa" and "NASA" are both written; "Apple" is no acronym.
        if not 2 <= len(letters) <= settings()["limits"]["acronym_letters"]:
            continue
        if sum(c.isupper() for c in letters) < len(letters) - 1:
            continue
        capitals = "".join(letters).casefold()
        if any(is_acronym(name, other) for other in long.names):
            plain = any(capitals == initials(other) for other in long.names)
            method = "acronym" if len(letters) > 2 and plain else "loose_acronym"
            return _base(method, f"“{name}” are the initials of “{long.names[0]}”", index)
    return None


def _longer(a: Group, b: Group) -> Likeness | None:
    for index, (short, long) in enumerate(((a, b), (b, a))):
        for head, tail in splits(long.key):
            if tail in _business() and loose_key(head) == loose_key(short.key):
                plain = tail in settings()["words"]["plain"]
                plain |= not (short.firm or long.firm) and len(head.split()) > 2
                method = "plainly_longer" if plain else "longer"
                return _base(method, f"“{long.names[0]}” adds “{tail}” only", index)
            if head in settings()["words"]["before"] and loose_key(tail) == loose_key(short.key):
                return _base("longer", f"“{long.names[0]}” adds “{head}” only", index)
        cut = None if short.firm or long.firm else without_country(long.key)
        if cut and loose_key(cut[1]) == loose_key(short.key):
            return _base("country", f"“{long.names[0]}” adds the country only", index)
    return None


def _slip(a: Group, b: Group) -> Likeness | None:
    limits = settings()["limits"]
    if min(_letters(a.key), _letters(b.key)) < limits["slip_letters"]:
        return None
    if any(c.isdigit() for c in a.key + b.key):
        return None
    ratio = fuzz.ratio(a.key, b.key)
    if ratio < limits["slip_ratio"] or _numbers(a.key, b.key):
        return None
    return _base("slip", f"“{a.names[0]}” and “{b.names[0]}” differ in a letter or two")


def _numbers(a: str, b: str) -> bool:
    """Tell whether two keys differ in a whole short word: "Bank One", "Bank Two"."""
    first, second = a.split(), b.split()
    if len(first) != len(second):
        return False
    different = [(x, y) for x, y in zip(first, second, strict=True) if x != y]
    return any(fuzz.ratio(x, y) < 75 for x, y in different)


def _maker(a: Group, b: Group) -> Likeness | None:
    for index, (short, long) in enumerate(((a, b), (b, a))):
        for head, tail in splits(long.key):
            if loose_key(tail) == loose_key(short.key):
                return _base("maker", f"“{long.names[0]}” adds “{head}”", index)
    return None


def _thing(a: Group, b: Group) -> Likeness | None:
    exact = compact_key(a.key) == compact_key(b.key)
    if exact or (a.family != "Product" and loose_key(a.key) == loose_key(b.key)):
        # In a name of several words a plural or another spelling of a word is a slip; "Sear" and
        # "Sears", the Labor party of one country and the Labour party of another are two.
        one, other = (latin(key).replace(" ", "") for key in (a.key, b.key))
        enough = one == other or (" " in a.key and " " in b.key)
        enough &= len(compact_key(a.key)) >= settings()["limits"]["spelling_letters"]
        reason = f"“{a.names[0]}” and “{b.names[0]}” are two spellings"
        return _base("spelling" if enough else "short_spelling", reason)
    found = _acronym(a, b) if a.family == "Organization" else None
    if found is None and a.family == "Organization":
        found = _longer(a, b)
    if found is None and a.family == "Product":
        return _maker(a, b)
    return found or _slip(a, b)


def _family_name(a: Group, b: Group) -> Likeness | None:
    first, second = a.key.split(), b.key.split()
    if len(first) == len(second) or first[-1] != second[-1]:
        return None
    reason = f"“{a.names[0]}” and “{b.names[0]}” have one family name"
    return _base("family_name", reason, 0 if len(first) == 1 else 1)


def _given_names(a: Group, b: Group) -> Likeness | None:
    """Compare full names: short forms, initials, further given names."""
    first, second = a.key.split(), b.key.split()
    pair = f"“{a.names[0]}” and “{b.names[0]}”"
    if first[-1] == second[-1] and first[0] != second[0]:
        if given_name(first[0]) == given_name(second[0]):
            return _base("nickname", f"{pair} have short forms of one given name")
        initials = sorted((first[0], second[0]), key=len)
        if len(initials[0]) <= 2 and initials[1].startswith(initials[0][0]):
            short = 0 if first[0] == initials[0] else 1
            return _base("given_initial", f"{pair} have the same initial", short)
    if set(first) < set(second) or set(second) < set(first):
        return _base("fuller", f"{pair}: one has more given names")
    return None


def _person(a: Group, b: Group) -> Likeness | None:
    if a.key == b.key:  # namesakes, or family names of two articles
        return None
    if " " not in a.key or " " not in b.key:
        return _family_name(a, b)
    if compact_key(a.key) == compact_key(b.key):
        return _base("spelling", f"“{a.names[0]}” and “{b.names[0]}” are two spellings")
    return _given_names(a, b) or _slip(a, b)


def likeness(a: Group, b: Group) -> Likeness | None:
    """Return in what way the names of two groups are alike, None where they are not.

    Args:
        a: A group; groups of different families are alike only by the same key.
        b: Another group.
    """
    if a.family != b.family:
        same = compact_key(a.key) == compact_key(b.key) and _letters(a.key) > 2
        reason = f"“{a.names[0]}” is read as {a.family} and as {b.family}"
        return _base("type", reason) if same else None
    return _person(a, b) if a.family == "Person" else _thing(a, b)


AGAINST = "against it, "
"""What a reason begins with that speaks against taking two names for one thing."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """What the articles add to a likeness, and the reasons for that."""

    weight: float
    reasons: tuple[str, ...]


class Weigher:
    """Weighs what the articles tell of two groups.

    Args:
        context: What the claims tell.
        canonical: The key that stands for all keys of an organization, once
            organizations are resolved; a key that is not in it stands for itself.
    """

    def __init__(self, context: Context, canonical: Mapping[Key, Key] | None = None) -> None:
        self.context = context
        self.canonical = canonical or {}
        share = settings()["common_share"] * len(context.present)
        self.common = max(settings()["common_articles"], share)
        self._facts: dict[Group, _Facts] = {}
        self._spelled: dict[Key, str] = {}
        self._workers: dict[Key, set[str]] = {}
        for person, employers in context.employers.items():
            for employer in employers:
                if " " in person.key:
                    self._workers.setdefault(employer, set()).add(person.key)

    def _one(self, key: Key) -> Key:
        return self.canonical.get(key, key)

    def _written(self, key: Key) -> str:
        """Return the spelling of a key that most articles have, for people to read."""
        if not self._spelled:
            counts: dict[Key, Counter[str]] = {}
            for unit, spellings in self.context.spellings.items():
                counts.setdefault(key_of(unit), Counter()).update(spellings)
            for each, found in counts.items():
                self._spelled[each] = min(found, key=lambda name: (-found[name], name))
        return self._spelled.get(key, key[1])

    def facts(self, group: Group) -> _Facts:
        """Return what the claims tell of a group."""
        found = self._facts.get(group)
        if found is None:
            found = self._facts[group] = self._collect(group)
        return found

    def _collect(self, group: Group) -> _Facts:
        context = self.context
        own = {key_of(unit) for unit in group.units}
        articles = frozenset(unit.article for unit in group.units)
        met = {key for article in articles for key in context.present[article]} - own
        near = {self._one(k) for k in met if context.spread[k] <= self.common}
        return _Facts(
            own=frozenset(map(self._one, own)),
            articles=articles,
            employers=self._all(context.employers, group),
            roles=frozenset(r for unit in group.units for r in context.roles.get(unit, ())),
            partners=self._all(context.partners, group),
            people=frozenset(p for key in own for p in self._workers.get(key, ())),
            places=frozenset(k for k in near if k[0] in ("Place", "Group", "Facility")),
            near=frozenset(k for k in near if k[0] in ("Organization", "Person", "Product")),
        )

    def _all(self, table: Mapping[Unit, set[Key]], group: Group) -> frozenset[Key]:
        return frozenset(self._one(k) for unit in group.units for k in table.get(unit, ()))

    def _maker(self, a: Group, b: Group) -> frozenset[Key]:
        """The maker that the longer name of two products begins with, if the shorter one meets it."""
        short, long = sorted((a, b), key=lambda group: len(group.key))
        heads = {head for head, tail in splits(long.key) if loose_key(tail) == loose_key(short.key)}
        met = {key for unit in short.units for key in self.context.present[unit.article]}
        return frozenset(key for key in met if key[0] == "Organization" and key[1] in heads)

    def evidence(self, a: Group, b: Group, method: str) -> Evidence:
        """Return what the articles add to the likeness of two groups.

        Args:
            a: A group.
            b: Another group.
            method: In what way their names are alike.
        """
        first, second = self.facts(a), self.facts(b)
        weights = settings()["evidence"]
        # Where both are one already for a third party, that is no evidence of it.
        own = first.own | second.own
        found: list[tuple[float, str]] = []

        def add(kind: str, shared: frozenset[Key], text: str, most: int = 1) -> None:
            if shared:
                first_keys = sorted(shared, key=lambda each: each[1])[:3]
                names = ", ".join(map(self._written, first_keys))
                found.append((weights[kind] * min(most, len(shared)), f"{text}: {names}"))

        employer = first.employers & second.employers
        add("employer", employer, "both work for")
        if employer and first.roles & second.roles:
            found.append((weights["role"], f"in one role: {min(first.roles & second.roles)}"))
        if not employer and a.family == "Person":
            met = (first.employers & second.partners) | (second.employers & first.partners)
            add("employer_met", met, "one works for and the other acts for or speaks of")
        people = frozenset(("Person", name) for name in first.people & second.people)
        add("people", people, "the same people work for both")
        partners = (first.partners & second.partners) - employer - people - own
        add("partner", partners, "claims of both name", 2)
        near = (first.near & second.near) - partners - people - employer - own
        add("company", near, "articles of both name", 2)
        add("place", first.places & second.places, "articles of both name the place")
        if method == "maker":
            add("maker_met", self._maker(a, b), "articles of the shorter name tell of the maker")
        if first.articles & second.articles and method not in _TOGETHER:
            article = min(first.articles & second.articles)
            kind = "apart_people" if a.family == "Person" else "apart"
            told = f"{article} names both and does not join them"
            found.append((weights[kind], f"{AGAINST}{told}"))
        return Evidence(sum(weight for weight, _ in found), tuple(reason for _, reason in found))


_TOGETHER = frozenset(
    {"spelling", "short_spelling", "defined", "acronym", "loose_acronym", "type", "country"}
)
"""Likenesses that one article may well have both sides of."""


@dataclass(frozen=True, slots=True)
class _Facts:
    own: frozenset[Key]
    articles: frozenset[str]
    employers: frozenset[Key]
    roles: frozenset[str]
    partners: frozenset[Key]
    people: frozenset[str]
    places: frozenset[Key]
    near: frozenset[Key]
