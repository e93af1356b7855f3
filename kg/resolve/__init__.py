"""Names to entities across articles, as a function of the set of claims.

The steps, each in a module of its own: what claims tell of the bearers of
names (`context`), units that are one by key (`groups`), which groups are
compared (`blocks`), how alike they are (`score`), what people decided
(`decide`), clusters by complete link (`cluster`), and entities with the record
of every merge (`entities`). Nothing depends on the order of claims, so the
same claims in any order give the same entities and IRIs. Where names and
articles don't tell two bearers apart for sure they stay apart and are listed
as candidates: taking two for one is the worse mistake.
"""

from __future__ import annotations

from collections.abc import Iterable

from kg.model import Claim
from kg.resolve.cluster import Scored, alike_pairs, cluster, score_pairs
from kg.resolve.context import Context, Key, read
from kg.resolve.decide import cut_groups, decide
from kg.resolve.entities import assemble
from kg.resolve.groups import group_all
from kg.resolve.model import (
    ENTITY_CLASSES,
    Candidate,
    Decisions,
    Merge,
    Name,
    Pair,
    Resolution,
)
from kg.resolve.names import company_key, name_key, person_key, same_name
from kg.resolve.score import Group, Weigher

__all__ = [
    "ENTITY_CLASSES",
    "Candidate",
    "Decisions",
    "Merge",
    "Name",
    "Pair",
    "Resolution",
    "company_key",
    "name_key",
    "person_key",
    "resolve",
    "same_name",
]


def resolve(claims: Iterable[Claim], *, decisions: Decisions | None = None) -> Resolution:
    """Return the entities that claims name, independent of the order of claims and articles.

    Args:
        claims: Claims of any number of articles; each is looked at once.
        decisions: Names of which people said that they are one, or two.

    Example:
        >>> from kg.model import Claim, Kind
        >>> claims = [
        ...     Claim(article="a", kind=Kind.ROLE, subject="Ann Lee", object="Acme Corp.",
        ...           subject_type="PERSON", object_type="COMPANY"),
        ...     Claim(article="b", kind=Kind.TARGET, subject="Acme", subject_type="COMPANY"),
        ... ]
        >>> [(entity.type, entity.label, entity.names) for entity in resolve(claims).entities]
        [('Company', 'Acme', ('Acme', 'Acme Corp.')), ('Person', 'Ann Lee', ('Ann Lee',))]
    """
    decided = decisions or Decisions()
    context = read(claims)
    things = cut_groups(group_all(context, {}, people=False).groups, context, decided)
    # A second look counts what the first one joined as one: two firms deal with the same third.
    weigher = Weigher(context)
    alike = alike_pairs(things, weigher)
    first = _canonical(things, score_pairs(things, alike, weigher), context, decided)
    scored = score_pairs(things, alike, Weigher(context, first))
    canonical = _canonical(things, scored, context, decided)
    people = group_all(context, canonical, people=True)
    everyone = cut_groups(people.groups, context, decided)
    offset = len(things)
    weigher = Weigher(context, canonical)
    for pair in score_pairs(everyone, alike_pairs(everyone, weigher), weigher):
        scored.append(
            Scored(pair.a + offset, pair.b + offset, pair.method, pair.score, pair.reasons)
        )
    scored.sort(key=lambda s: (-s.score, s.a, s.b))
    groups = [*things, *everyone]
    found = decide(groups, context, decided)
    together = [indices for indices, _ in found.together]
    clusters = cluster(len(groups), scored, together, found.forbidden)
    return assemble(groups, clusters, found, people.reasons, context)


def _canonical(
    things: list[Group], scored: list[Scored], context: Context, decisions: Decisions
) -> dict[Key, Key]:
    """Return the first key of each resolved thing by each of its keys."""
    found = decide(things, context, decisions)
    together = [indices for indices, _ in found.together]
    clusters = cluster(len(things), scored, together, found.forbidden)
    table: dict[Key, Key] = {}
    for one in clusters.sets:
        keys = sorted({(things[index].family, things[index].key) for index in one})
        table.update(dict.fromkeys(keys, keys[0]))
    return table
