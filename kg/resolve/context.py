"""What claims tell of the bearer of a name besides the name: work, dealings and company.

All of it is read from claims alone, so that a graph whose articles keep no
text resolves as one that keeps them does.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from kg.model import ORGANIZATION_LABELS, Claim, Kind
from kg.resolve.model import AGENTS, ENTITY_CLASSES, Unit, unit_of
from kg.resolve.names import words

Key = tuple[str, str]
"""A family of types and a key: what a name is known by where its article doesn't matter."""

_WORK = frozenset({Kind.ROLE, Kind.APPOINTMENT, Kind.DEPARTURE})


@dataclass(slots=True)
class Context:
    """What all claims tell, by unit and by article.

    `spellings` and `labels` count readings. `employers`, `roles` and
    `partners` are what a unit's claims name: where a person works, as what,
    and who or what stands at the other end of a claim. `linked` are
    organizations of which one owns, buys or merges with the other. `present` has the keys
    of each article, and `spread` the number of articles of each key. `firms` are
    the organizations that are read as companies more often than not. `speakers`
    are the units that some claim has for its source.
    """

    spellings: dict[Unit, Counter[str]] = field(default_factory=dict)
    labels: dict[Unit, Counter[str]] = field(default_factory=dict)
    employers: dict[Unit, set[Key]] = field(default_factory=lambda: defaultdict(set))
    roles: dict[Unit, set[str]] = field(default_factory=lambda: defaultdict(set))
    partners: dict[Unit, set[Key]] = field(default_factory=lambda: defaultdict(set))
    linked: dict[Key, set[Key]] = field(default_factory=lambda: defaultdict(set))
    present: dict[str, frozenset[Key]] = field(default_factory=dict)
    spread: Counter[Key] = field(default_factory=Counter)
    firms: frozenset[Key] = frozenset()
    speakers: set[Unit] = field(default_factory=set)


def named(claim: Claim) -> Iterator[tuple[str, str]]:
    """Yield the names of a claim that stand for an entity, with their labels."""
    found = (
        (claim.subject, claim.subject_type),
        (claim.object, claim.object_type),
        (claim.speaker, claim.speaker_type if claim.speaker_type in AGENTS else None),
    )
    for name, label in found:
        if name and label and label in ENTITY_CLASSES:
            yield name, label


def _speaking_things(context: Context, things: Iterable[tuple[str, str, str]]) -> None:
    """Add those that speak under the name of a place or thing: one organization each.

    Its government speaks for a place. What claims know as a product, law or site
    does not speak; whoever is meant there is left without an entity.
    """
    known = {key_of(unit) for unit in context.labels}
    for article, name, label in things:
        if label != "PLACE" and key_of(unit_of(article, name, label)) in known:
            continue
        voice = unit_of(article, name, "ORG")
        context.spellings.setdefault(voice, Counter())[name] += 1
        context.labels.setdefault(voice, Counter())["ORG"] += 1
        context.speakers.add(voice)


def key_of(unit: Unit) -> Key:
    """Return what a unit is known by where its article doesn't matter."""
    return unit.family, unit.key


_LINKS = frozenset({Kind.OWNERSHIP, Kind.ACQUISITION, Kind.MERGER, Kind.DIVESTITURE})


def _link(context: Context, claim: Claim) -> None:
    if claim.kind not in _LINKS or claim.object is None:
        return
    first, second = claim.subject_type, claim.object_type
    if first in ORGANIZATION_LABELS and second in ORGANIZATION_LABELS and first and second:
        a = key_of(unit_of(claim.article, claim.subject, first))
        b = key_of(unit_of(claim.article, claim.object, second))
        context.linked[a].add(b)
        context.linked[b].add(a)


def _role_key(role: str) -> str:
    return " ".join(words(role))


def _work(context: Context, claim: Claim) -> None:
    if claim.kind not in _WORK or claim.subject_type != "PERSON":
        return
    person = unit_of(claim.article, claim.subject, "PERSON")
    if claim.role:
        context.roles[person].add(_role_key(claim.role))
    label = claim.object_type
    if claim.object and label and label in ENTITY_CLASSES and label != "PERSON":
        employer = unit_of(claim.article, claim.object, label)
        context.employers[person].add(key_of(employer))


def read(claims: Iterable[Claim]) -> Context:
    """Return what claims tell of the bearers of names; each claim is looked at once.

    Args:
        claims: Claims of any number of articles, in any order.
    """
    context = Context()
    things: list[tuple[str, str, str]] = []
    present: dict[str, set[Key]] = defaultdict(set)
    for claim in claims:
        ends: list[Unit] = []
        for name, label in named(claim):
            unit = unit_of(claim.article, name, label)
            context.spellings.setdefault(unit, Counter())[name] += 1
            context.labels.setdefault(unit, Counter())[label] += 1
            present[claim.article].add(key_of(unit))
            ends.append(unit)
        voice = claim.speaker_type
        if claim.speaker and voice in AGENTS:
            context.speakers.add(unit_of(claim.article, claim.speaker, voice))
        elif claim.speaker and voice is not None and voice in ENTITY_CLASSES:
            things.append((claim.article, claim.speaker, voice))
        for unit in ends:
            context.partners[unit].update(key_of(other) for other in ends if other != unit)
        _work(context, claim)
        _link(context, claim)
    _speaking_things(context, things)
    for unit in context.speakers:
        present[unit.article].add(key_of(unit))
    context.present = {article: frozenset(keys) for article, keys in present.items()}
    for keys in context.present.values():
        context.spread.update(keys)
    context.firms = _firms(context)
    return context


def _firms(context: Context) -> frozenset[Key]:
    readings: Counter[Key] = Counter()
    for unit, labels in context.labels.items():
        for label, count in labels.items():
            readings[key_of(unit)] += count if label == "COMPANY" else -count
    return frozenset(key for key, balance in readings.items() if balance > 0)
