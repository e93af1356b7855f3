"""Clusters to entities: their IRIs, names and types, and the record of what was joined and why."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence

from kg import iri
from kg.model import Entity
from kg.resolve.cluster import Clusters
from kg.resolve.context import Context, key_of
from kg.resolve.decide import Decided
from kg.resolve.model import (
    AGENTS,
    ENTITY_CLASSES,
    Candidate,
    Merge,
    Name,
    Resolution,
    Unit,
    unit_order,
)
from kg.resolve.score import Group, settings

_RANK = {label: rank for rank, label in enumerate(ENTITY_CLASSES)}
_FAMILIES = {name: rank for rank, name in enumerate(("Organization", *ENTITY_CLASSES.values()))}
_PART, _OTHER = "\x1e", "\x1d"  # can't occur in names


def _members(units: Sequence[Unit], whole: frozenset[tuple[str, str]]) -> tuple[str, list[str]]:
    """Return the family of a cluster, and what identifies it.

    A key stands for itself where all its units are in the cluster; else the
    first of its articles is added, which no other cluster has.
    """
    main = min((unit.family for unit in units), key=_FAMILIES.__getitem__)
    first: dict[tuple[str, str], Unit] = {}
    for unit in sorted(units, key=unit_order):
        first.setdefault(key_of(unit), unit)
    found = []
    for (family, key), unit in first.items():
        parts = [key]
        if (family, key) not in whole or (family == "Person" and " " not in key):
            parts += ["in", unit.article, *([unit.initials] if unit.initials else [])]
        text = _PART.join(parts)
        found.append(text if family == main else f"{family}{_OTHER}{text}")
    return main, found


def _entity(units: Sequence[Unit], context: Context, whole: frozenset[tuple[str, str]]) -> Entity:
    spellings: Counter[str] = Counter()
    labels: Counter[str] = Counter()
    for unit in units:
        spellings.update(context.spellings[unit])
        labels.update(context.labels[unit])
    main, members = _members(units, whole)
    key = min({unit.key for unit in units if unit.family == main}, key=lambda k: (-len(k), k))
    # A shop that speaks once is an organization, however often its name is read as its product.
    able = AGENTS if any(unit in context.speakers for unit in units) else ENTITY_CLASSES.keys()
    label = min(labels.keys() & able, key=lambda found: (-labels[found], _RANK[found]))
    return Entity(
        iri=iri.entity_iri(main, key, members),
        type=ENTITY_CLASSES[label],
        label=min(spellings, key=lambda name: (-spellings[name], len(name), name)),
        names=tuple(sorted(spellings)),
        key=key,
    )


def _name(group: Group, context: Context) -> Name:
    labels: Counter[str] = Counter()
    for unit in group.units:
        labels.update(context.labels[unit])
    label = min(labels, key=lambda found: (-labels[found], _RANK[found]))
    return Name(
        name=group.names[0], type=label, article=group.units[0].article if group.alone else None
    )


def _within(group: Group, entity: Entity, why: Sequence[str], context: Context) -> list[Merge]:
    """Record what one key joined: spellings, and articles."""
    name = _name(group, context)
    found = [
        Merge(
            entity=entity.iri,
            a=name,
            b=Name(name=other, type=name.type, article=name.article),
            method="key",
            score=1.0,
            reasons=(f"the same but for legal form, case, accents and punctuation: {group.key}",),
        )
        for other in group.names[1:]
    ]
    articles = len({unit.article for unit in group.units})
    if articles > 1:
        reasons = tuple(why) or (f"the same name in {articles} articles",)
        found.append(
            Merge(entity=entity.iri, a=name, b=name, method="name", score=1.0, reasons=reasons)
        )
    return found


def _whole(groups: Sequence[Group], sets: Sequence[Sequence[int]]) -> frozenset[tuple[str, str]]:
    """The keys all of whose units are in one cluster."""
    holders: dict[tuple[str, str], set[int]] = defaultdict(set)
    for number, one in enumerate(sets):
        for index in one:
            holders[groups[index].family, groups[index].key].add(number)
    return frozenset(key for key, numbers in holders.items() if len(numbers) == 1)


def _joined(
    groups: Sequence[Group],
    clusters: Clusters,
    decided: Decided,
    of_group: Mapping[int, Entity],
    context: Context,
) -> list[Merge]:
    """Record what scores and people joined."""
    found = []
    for pair in clusters.joined:
        a, b = (_name(groups[index], context) for index in (pair.a, pair.b))
        found.append(
            Merge(
                entity=of_group[pair.a].iri,
                a=a,
                b=b,
                method=pair.method,
                score=pair.score,
                reasons=pair.reasons,
            )
        )
    for indices, decision in decided.together:
        why = tuple(text for text in (decision.reason, decision.id) if text)
        found.append(
            Merge(
                entity=of_group[indices[0]].iri,
                a=decision.a,
                b=decision.b,
                method="decision",
                score=1.0,
                reasons=why or ("a person said so",),
            )
        )
    return found


def _apart(
    groups: Sequence[Group],
    clusters: Clusters,
    of_group: Mapping[int, Entity],
    context: Context,
) -> list[Candidate]:
    """Record what looks alike and was left apart."""
    floor = settings()["candidate"]
    found = [
        Candidate(
            entities=(of_group[pair.a].iri, of_group[pair.b].iri),
            a=_name(groups[pair.a], context),
            b=_name(groups[pair.b], context),
            method=pair.method,
            score=pair.score,
            reasons=pair.reasons,
        )
        for pair in clusters.apart
        if pair.score >= floor
    ]
    return sorted(found, key=lambda c: (-c.score, _texts(c.a), _texts(c.b)))


def assemble(
    groups: Sequence[Group],
    clusters: Clusters,
    decided: Decided,
    reasons: Mapping[Group, tuple[str, ...]],
    context: Context,
) -> Resolution:
    """Return clusters as entities, with the record of all merges and of what was left apart.

    Args:
        groups: All groups.
        clusters: Sets of their indices.
        decided: What people decided.
        reasons: Why the units of a person's group are one.
        context: Knows how units are spelled.
    """
    whole = _whole(groups, clusters.sets)
    units: dict[Unit, Entity] = {}
    entities: list[Entity] = []
    of_group: dict[int, Entity] = {}
    merges: list[Merge] = []
    for one in clusters.sets:
        entity = _entity([unit for index in one for unit in groups[index].units], context, whole)
        entities.append(entity)
        for index in one:
            of_group[index] = entity
            units.update(dict.fromkeys(groups[index].units, entity))
            merges += _within(groups[index], entity, reasons.get(groups[index], ()), context)
    merges += _joined(groups, clusters, decided, of_group, context)
    by_key = {
        key_of(unit): entity
        for unit, entity in units.items()
        if key_of(unit) in whole and not (unit.family == "Person" and " " not in unit.key)
    }
    return Resolution(
        entities=tuple(sorted(entities, key=lambda entity: entity.iri)),
        merges=tuple(sorted(merges, key=_order)),
        candidates=tuple(_apart(groups, clusters, of_group, context)),
        refused=decided.refused,
        idle=decided.idle,
        _units=units,
        _whole=by_key,
    )


def _texts(name: Name) -> tuple[str, str, str]:
    return name.name, name.type or "", name.article or ""


def _order(merge: Merge) -> tuple[object, ...]:
    return merge.entity, _texts(merge.a), _texts(merge.b), merge.method, merge.reasons
