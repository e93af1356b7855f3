"""Whose word a claim is: may its speaker speak for its subject, and which outlet had it first?"""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from kg.matters.marks import DEED, MARK, NOT_YET, UNNAMED
from kg.matters.told import Told
from kg.matters.words import phrase, settings, sort_names, tokens
from kg.model import Claim, Kind, Modality, Polarity
from kg.resolve.names import name_key

OUTLETS = frozenset({"OUTLET", "NewsOutlet"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """A claim with the IRIs behind its names, as a build or a store has them.

    `object` is None where the object is no entity; `speaker_type` is the class
    or the label of the speaker; `sorts` are the sorts of things that the
    sentences of the claim speak of.
    """

    claim: Claim
    iri: str
    subject: str
    object: str | None = None
    speaker: str | None = None
    speaker_type: str | None = None
    published: dt.date | None = None
    publisher: str | None = None
    stance_on: tuple[str, ...] = ()
    sorts: frozenset[str] = frozenset()


def _houses(named: Iterable[Named]) -> dict[str, set[str]]:
    """Return whom somebody may speak for: employers of people, holdings of organizations."""
    found: dict[str, set[str]] = defaultdict(set)
    for each in named:
        kind = each.claim.kind
        if each.object is None or each.claim.modality is not Modality.ASSERTED:
            continue
        if kind in (Kind.ROLE, Kind.APPOINTMENT, Kind.OWNERSHIP, Kind.FORMATION):
            found[each.subject].add(each.object)
    return found


def _is_nobody(speaker: str) -> bool:
    """Tell whether a speaker is a description of people who are not of the house, whatever its type.

    Example:
        >>> _is_nobody("People familiar with the matter"), _is_nobody("a company spokesman")
        (True, False)
        >>> _is_nobody("Glenn Close")
        False
    """
    rest = speaker.split(" ")[1:]
    described = rest == [word.lower() for word in rest] and len(rest) > 0
    return described and not set(tokens(speaker)).isdisjoint(settings()["voices"]["outside"])


def _own(each: Named, houses: Mapping[str, set[str]]) -> bool:
    claim, speaker = each.claim, each.speaker
    if UNNAMED in each.sorts or _is_nobody(claim.speaker or ""):
        return False
    if speaker is None or speaker in (each.subject, each.object):
        return True
    known = houses.get(speaker, set())
    # An outlet tells what is so, what is aimed at and what was dropped, but makes no plans.
    tells = claim.modality is not Modality.PLANNED or claim.polarity is Polarity.NEGATED
    if each.subject in known or (each.speaker_type in OUTLETS and tells):
        return True
    if each.speaker_type in ("PERSON", "Person"):
        return not known or any(house in known for house in (each.object,) if house)
    if each.speaker_type in ("UNNAMED", "UnnamedAgent", None):
        said, words = set(tokens(claim.speaker or "")), settings()["voices"]
        ours = {*words["house"], *tokens(claim.subject)}
        return bool(said & ours) and said.isdisjoint(words["outside"])
    return False


def _origin(each: Named, first: str, publishers: Mapping[str, str]) -> str:
    """Return a key for whoever first had the news: the innermost outlet that is named.

    Without one it is the publisher of the first article with this text, or
    that article where its publisher is not known.
    """
    claim = each.claim
    relays = [name for name in claim.relayed_by if name != name.lower()]
    if claim.speaker and each.speaker_type in OUTLETS:
        relays.append(claim.speaker)
    if relays:
        return name_key("OUTLET", relays[-1])
    publisher = publishers.get(first)
    return name_key("OUTLET", publisher) if publisher else f"article:{first}"


def _without_marks(sorts: frozenset[str]) -> frozenset[str]:
    return frozenset(name for name in sorts if not name.startswith((MARK, DEED)))


def _product_sorts(named: Iterable[Named]) -> dict[str, frozenset[str]]:
    """Return what each named product is: its sort by most of the sentences that tell one.

    "The Volt costs 30,000" says nothing of it; "the first car, the Volt," does.
    What else is said of that ("electric") may stand in any of them.
    """
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    telling: Counter[str] = Counter()
    names = sort_names()
    for each in named:
        if each.object and each.claim.object_type == "PRODUCT" and _without_marks(each.sorts):
            counts[each.object].update(_without_marks(each.sorts) - {NOT_YET})
            telling[each.object] += 1
    return {
        thing: frozenset(
            name for name, count in found.items() if name not in names or 2 * count > telling[thing]
        )
        for thing, found in counts.items()
    }


def _is_aim(each: Named) -> bool:
    return each.claim.kind is Kind.TARGET and each.claim.amount is None


def _makers(named: Iterable[Named]) -> dict[str, str]:
    """Return who makes each product: the one of whom most claims say so, if it is one alone.

    An aim that is told of a product ("the Volt's orders") is its maker's.
    """
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for each in named:
        claim = each.claim
        made = claim.kind is Kind.PRODUCT and claim.action in settings()["voices"]["making"]
        if made and each.object and claim.object_type == "PRODUCT" and each.object != each.subject:
            counts[each.object][each.subject] += 1
    most = {thing: found.most_common(2) for thing, found in counts.items()}
    return {
        thing: found[0][0]
        for thing, found in most.items()
        if len(found) == 1 or found[0][1] > found[1][1]
    }


def _said(each: Named) -> dt.date | None:
    said = each.claim.said
    day = (said.latest or said.earliest) if said else None
    known = [limit for limit in (day, each.published) if limit is not None]
    return min(known, default=None)


def tell(named: Iterable[Named], copies: Mapping[str, str] | None = None) -> list[Told]:
    """Return claims as matters need them, sorted by IRI.

    Args:
        named: Claims of all articles, in any order.
        copies: Article → the first of the articles with (nearly) the same
            text; an article that is no copy may be absent (`duplicates`).
    """
    listed = sorted(named, key=lambda each: each.iri)
    houses, first, known = _houses(listed), copies or {}, _product_sorts(listed)
    makers = _makers(listed)
    publishers = {each.claim.article: each.publisher for each in listed if each.publisher}
    return [
        Told(
            claim=each.claim,
            iri=each.iri,
            subject=makers.get(each.subject, each.subject) if _is_aim(each) else each.subject,
            object=each.object,
            speaker=each.speaker,
            own=_own(each, houses),
            published=each.published,
            said=_said(each),
            origin=_origin(each, first.get(each.claim.article, each.claim.article), publishers),
            sorts=known.get(each.object or "", _without_marks(each.sorts))
            | (each.sorts & {NOT_YET}),
            stance_on=each.stance_on,
            marks=each.sorts - _without_marks(each.sorts),
            copied=first.get(each.claim.article, each.claim.article) != each.claim.article,
        )
        for each in listed
    ]


def same_word(one: Told, other: Told) -> bool:
    """Tell whether two claims of one matter say the same: kind, modality, days and amount."""
    a, b = one.claim, other.claim
    if (a.kind, a.action, a.modality, one.denies, one.subject) != (
        b.kind, b.action, b.modality, other.denies, other.subject,
    ):  # fmt: skip
        return False
    if a.time and b.time and a.time != b.time:
        return False
    if a.amount and b.amount and (a.amount.value, a.amount.unit) != (b.amount.value, b.amount.unit):
        return False
    x, y = phrase(a.object or ""), phrase(b.object or "")
    return one.object == other.object or x.things <= y.things or y.things <= x.things


def outlets(told: Iterable[Told]) -> dict[str, int]:
    """Return by claim how many independent outlets carry it, among the claims of one matter.

    Copies of one text, and all who relay one outlet, are one source.
    """
    listed = list(told)
    found = {}
    for each in listed:
        found[each.iri] = len({other.origin for other in listed if same_word(each, other)})
    return found
