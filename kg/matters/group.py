"""Claims of many articles to matters: pairs that agree, then groups in which none disagrees.

Two claims are compared by the family of their kinds, by their parties, by the
words of what they are about, and by dates and amounts. Groups grow from the
pair that agrees most; two of them are joined where their members agree on
average and no two members contradict each other, so nothing hangs together by
a chain of weak links. Ties are broken by IRIs, which are made from content:
the order in which claims come plays no part.

The method is agglomerative clustering with average linkage and cannot-link
constraints (Klein, Kamvar and Manning 2002; Davidson and Ravi 2005).
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import combinations

from kg import iri
from kg.matters.marks import PART_OF
from kg.matters.pairs import DEALS, Agreement, Side, compare
from kg.matters.told import Told, is_hearsay
from kg.matters.words import is_promise, phrase, promise_words, settings, tokens
from kg.model import SYMMETRIC, Kind


@dataclass(frozen=True, slots=True, kw_only=True)
class Matter:
    """What several claims are about.

    `iri` is computed from the first claim, so that it stays when more is told
    later. `told` are its claims in the order in which they were said.
    `reasons` say of each claim but the first why it belongs here: the IRIs of
    a claim and of the one that it agrees with most, and on what they agree.
    """

    iri: str
    told: tuple[Told, ...]
    reasons: tuple[tuple[str, str, str], ...] = ()


Place = tuple[dt.date, int, int, dt.date, str, int, str]


def order(told: Told) -> Place:
    """Return where a claim stands in the history of a matter.

    By day; on one day plans before outcomes, and what is so before what is
    not; then by the end of its time, and as the article has it.
    """
    said = told.said or dt.date.min
    end = told.due[1] or said
    return (said, int(told.happened), int(told.denies), end, *place(told))


def place(told: Told) -> tuple[str, int, str]:
    """Return where the articles tell a claim: article, first sentence, IRI."""
    start = min((span.start for span in told.claim.evidence), default=0)
    return told.claim.article, start, told.iri


def _marks(side: Side) -> set[str]:
    """Return marks of a claim; two claims that can agree have one in common.

    A word that both are about, what the product is, the two parties, a step
    of work, or that neither names an object.
    """
    words = side.phrase
    found = {f"word {word}" for word in words.things}
    found |= {f"word {sort}" for sort in side.sorts} if side.object else set()
    if not words.things:
        found |= {f"general {word}" for word in words.general | words.numbers}
    if words.step:
        found.add(f"step {words.step}")
    if side.object:
        found.add("parties " + " ".join(sorted((side.subject, side.object))))
        found.add(f"object {side.object}")
    if side.claim.object is None:
        found.add("nothing")
    if side.claim.amount is not None:
        found.add(f"amount {side.claim.amount.value.normalize()}")
    wholes = [mark.removeprefix(PART_OF) for mark in side.marks if mark.startswith(PART_OF)]
    found |= {f"amount {Decimal(whole).normalize()}" for whole in wholes}
    return found


def pairs_to_compare(sides: Sequence[Side]) -> set[tuple[int, int]]:
    """Return which claims can agree at all: with a party and a mark in common.

    A step of work alone ("mass production") may agree with any thing that the
    same party makes.
    """
    marked: dict[tuple[str, str], list[int]] = defaultdict(list)
    steps: dict[str, list[int]] = defaultdict(list)
    made: dict[str, list[int]] = defaultdict(list)
    for number, side in enumerate(sides):
        marks = _marks(side)
        for party in {side.subject, side.object} - {None}:
            for mark in marks:
                marked[str(party), mark].append(number)
        if side.phrase.step and not side.phrase.things:
            steps[side.subject].append(number)
        elif side.phrase.things:
            made[side.subject].append(number)
    found: set[tuple[int, int]] = set()
    for numbers in marked.values():
        found.update(combinations(numbers, 2))
    for party, numbers in steps.items():
        found.update((min(a, b), max(a, b)) for a in numbers for b in made[party])
    return found


class _Groups:
    """Groups of claims while they grow."""

    def __init__(self, told: Sequence[Told]) -> None:
        self.told = told
        self.sides = [Side(each) for each in told]
        self.members = {number: [number] for number in range(len(told))}
        self.group = list(range(len(told)))
        self.known: dict[tuple[int, int], Agreement] = {}

    def agreement(self, one: int, other: int) -> Agreement:
        """Return on what two claims agree, compared once."""
        pair = (one, other) if one < other else (other, one)
        if pair not in self.known:
            self.known[pair] = compare(self.sides[pair[0]], self.sides[pair[1]])
        return self.known[pair]

    def join(self, one: int, other: int, least: float) -> None:
        """Join the groups of two claims, where they agree on average and nowhere contradict."""
        a, b = self.group[one], self.group[other]
        if a == b:
            return
        total, count = 0.0, 0
        for x in self.members[a]:
            for y in self.members[b]:
                found = self.agreement(x, y)
                if found.contradicts:
                    return
                total, count = total + found.score, count + 1
        if total < least * count:
            return
        keep, gone = sorted((a, b))
        for each in self.members[gone]:
            self.group[each] = keep
        self.members[keep] += self.members.pop(gone)


def _stances(told: Sequence[Told], groups: _Groups) -> None:
    """Put each stance into the group of the claim that it is on: the one it names, or that it reads as on."""
    numbers = {each.iri: number for number, each in enumerate(told)}
    printed: dict[str, list[int]] = defaultdict(list)
    for number, each in enumerate(told):
        printed[each.claim.article].append(number)
    for number, each in enumerate(told):
        if each.claim.kind is Kind.STANCE:
            named = [numbers[name] for name in each.stance_on if name in numbers]
            on = named or _read_as_on(each, printed[each.claim.article], groups)
            if on:
                _follow(number, on[0], groups)


def _follow(number: int, target: int, groups: _Groups) -> None:
    """Move a stance, and the stances that it is grouped with, into the group of another claim."""
    own, new = groups.group[number], groups.group[target]
    if own != new and all(groups.told[n].claim.kind is Kind.STANCE for n in groups.members[own]):
        for member in groups.members[own]:
            groups.group[member] = new
        groups.members[new] += groups.members.pop(own)


def _read_as_on(stance: Told, beside: Sequence[int], groups: _Groups) -> list[int]:
    """Return the claim of its article that a stance is on by its words.

    The promise that it speaks of, the deal whose parties it names, or the
    nearest claim whose object has the same words ("Great Wall denied it",
    where "it" was read as those).
    """
    action, words = stance.claim.action, (stance.claim.object or "").casefold()
    found: list[int] = []
    if is_promise(words):
        found = _promises_of(stance, beside, groups)
    if not found and action in ("confirms", "denies"):
        found = _deals_of(stance, beside, groups)
    if not found and action == "denies" and set(tokens(words)) & set(settings()["words"]["tales"]):
        found = _reports_before(stance, beside, groups)
    if not found and action == "denies" and words:
        same = [
            (_distance(stance, groups.told[n]), n)
            for n in beside
            if groups.told[n].claim.kind is not Kind.STANCE
            and (groups.told[n].claim.object or "").casefold() == words
        ]
        found = [number for _, number in sorted(same)[:1]]
    return found


def _reports_before(stance: Told, beside: Sequence[int], groups: _Groups) -> list[int]:
    """Return what the nearest report before it tells of whoever "called the report invention".

    A report that says of what it is has other words than that, and is found by them.
    """
    if phrase(stance.claim.object or "").things - set(settings()["words"]["tales"]):
        return []
    near = [
        (_distance(stance, each), number)
        for number, each in ((number, groups.told[number]) for number in beside)
        if is_hearsay(each)
        and place(each) <= place(stance)
        and stance.subject in (each.subject, each.object)
    ]
    return [number for _, number in sorted(near)[:1]]


def _deals_of(stance: Told, beside: Sequence[int], groups: _Groups) -> list[int]:
    """Return the nearest deal of its article both parties of which a stance names.

    "Brio denied talks with Acme", "Brio denied a partnership of Acme and Brio".
    """
    words, ours = set(tokens(stance.claim.object or "")), set(tokens(stance.claim.subject))
    near = []
    for number in beside:
        claim = groups.told[number].claim
        if claim.kind not in DEALS | SYMMETRIC:
            continue
        parties = [set(tokens(name or "")) for name in (claim.subject, claim.object)]
        named = all(party and party <= words | ours for party in parties)
        if named and any(party <= words for party in parties):
            near.append((_distance(stance, groups.told[number]), number))
    return [number for _, number in sorted(near)[:1]]


def _promises_of(stance: Told, beside: Sequence[int], groups: _Groups) -> list[int]:
    """Return the plan of its article that a stance on "the promise of a service" is on.

    It is the nearest one; of two in one sentence, the one that more is told of.
    """
    words = phrase(stance.claim.object or "").things - promise_words()
    near = [
        (_distance(stance, each), -len(groups.members[groups.group[number]]), number)
        for number, each in ((number, groups.told[number]) for number in beside)
        if each.intended
        and each.claim.kind is not Kind.STANCE
        and words <= phrase(each.claim.object or "").things
    ]
    return [number for _, _, number in sorted(near)[:1]]


def _verdicts(told: Sequence[Told], groups: _Groups) -> None:
    """Put "it kept its word" into the group of the nearest plan of the same party in its article."""
    plans: dict[tuple[str, str], list[int]] = defaultdict(list)
    for number, each in enumerate(told):
        if each.intended and each.claim.kind is not Kind.STANCE:
            plans[each.claim.article, each.subject].append(number)
    for number, each in enumerate(told):
        if each.claim.kind is not Kind.TARGET or not each.happened or each.claim.object:
            continue
        near = plans[each.claim.article, each.subject]
        own = groups.group[number]
        if near and len(groups.members[own]) == 1:
            target = groups.group[min(near, key=lambda n: (_distance(each, told[n]), n))]
            groups.members[target] += groups.members.pop(own)
            groups.group[number] = target


def _distance(one: Told, other: Told) -> int:
    starts = [min((span.start for span in t.claim.evidence), default=0) for t in (one, other)]
    return abs(starts[0] - starts[1])


def _matter(members: Sequence[int], groups: _Groups) -> Matter:
    listed = sorted(members, key=lambda number: order(groups.told[number]))
    first = groups.told[listed[0]]
    reasons = []
    for place, number in enumerate(listed[1:], 1):
        each = groups.told[number]
        if each.stance_on:
            reasons.append((each.iri, each.stance_on[0], "a stance on it"))
            continue
        best = max(listed[:place], key=lambda n: (groups.agreement(n, number).score, -n))
        found = groups.agreement(best, number)
        why = ", ".join(found.reasons) or "its place in the article"
        reasons.append((each.iri, groups.told[best].iri, why))
    name = iri.node_iri("storyline", first.claim.subject, first.iri)
    return Matter(
        iri=name,
        told=tuple(groups.told[number] for number in listed),
        reasons=tuple(reasons),
    )


def matters(told: Iterable[Told]) -> list[Matter]:
    """Return the matters of claims, sorted by IRI; every claim is in exactly one.

    Args:
        told: Claims of any number of articles, in any order; of two with one
            IRI one is kept.
    """
    listed = [each for _, each in sorted({each.iri: each for each in told}.items())]
    groups = _Groups(listed)
    least = settings()["scores"]["least"]
    agreeing = []
    for one, other in pairs_to_compare(groups.sides):
        found = groups.agreement(one, other)
        if found.score >= least and not found.contradicts:
            agreeing.append((-found.score, one, other))
    for _, one, other in sorted(agreeing):
        groups.join(one, other, least)
    _verdicts(listed, groups)
    _stances(listed, groups)
    found_matters = [_matter(members, groups) for members in groups.members.values()]
    return sorted(found_matters, key=lambda matter: matter.iri)
