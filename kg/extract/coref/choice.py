"""Who is meant of those who may be: a choice by what speaks for each.

A log-linear ranker of antecedents (after Denis and Baldridge 2008, "Specialized models and ranking
for coreference resolution", EMNLP): every candidate gets the sum of the weights of what speaks for it,
and the one with the most is meant. Weights of `choice.json` are shared by all words that refer, with others on top for each
sort of word ("it", "its", "the company", "this company"; Daumé 2007, "Frustratingly easy domain adaptation", ACL). They were fitted on whose claims
annotated articles tell, and on chains of GUM (`kg.extract.train.referring`).
"""

from __future__ import annotations

import json
import math
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources

from kg.extract.coref.limits import makes_here
from kg.extract.coref.phrases import What
from kg.extract.coref.salience import Referent
from kg.extract.coref.state import State
from kg.extract.sayers import is_reporting

_FAR = 4
_CLIMBED = ("ccomp", "xcomp", "advcl", "conj", "parataxis", "acl")
_BACK = 5
"""Sentences back are counted up to this."""
_WITHIN = 25
"""Sentences that a firm stays in reach once it was named."""
_MENTIONS = 12
"""Mentions of firms in a paragraph are looked at up to this."""
Evidence = dict[str, float]


@dataclass(frozen=True, slots=True)
class Asked:
    """A word that refers, and what of its place is the same for all candidates.

    `sort` is the sort of word, `place` its role in the clause, `acts` whether it is what does something that persons and firms do,
    `word` what it does, undergoes or has; `above` says of whom the clauses above it are, and `leads`
    of whom this sentence and the ones before it. `opens` is where its paragraph begins, `quoting` who is quoted, `first` the
    firm that the paragraph tells of first, and `only` whether it tells of no other so far.
    """

    i: int
    sort: str
    place: str
    acts: bool
    word: str
    above: Mapping[int, str]
    leads: tuple[int | None, ...]
    opens: int
    quoting: int | None
    first: int | None
    only: bool


def asked(s: State, i: int, sort: str, *, acts: bool = False) -> Asked:
    """Return what is asked at token `i`.

    Args:
        s: The article as far as it was read.
        i: The token of a pronoun or the head of a description.
        sort: The sort of word, such as "it" or "the".
        acts: Whether it does what persons and firms do.
    """
    a = s.a
    place = s.discourse.role(i)
    owns = a.dep[i] == "nmod:poss"
    does = "has" if owns else "does" if a.dep[i] in ("nsubj", "nsubj:outer") else "undergoes"
    opens = a.text.rfind("\n\n", 0, a.idx[i])
    firms = _firms(s, i, opens)
    quote = next((q for q in s.quotes if q.start <= i < q.end), None)
    speaker = s.text.get(quote.speaker) if quote is not None and quote.speaker is not None else None
    return Asked(
        i,
        sort,
        "owner" if owns else place,
        acts,
        f"{does} {a.lemma[a.head[i]]}",
        dict(above(s, i, owns=owns)),
        tuple(lead(s, a.sent[i] - n) for n in range(3)),
        opens,
        speaker.number if speaker is not None else None,
        firms[0] if firms else None,
        len(set(firms)) == 1,
    )


def _firms(s: State, i: int, opens: int) -> list[int]:
    """Return the firms that a paragraph tells of before token `i`, mention by mention."""
    found: list[int] = []
    k = i - 1
    while k >= 0 and s.a.idx[k] > opens and len(found) < _MENTIONS:
        r = s.text.get(k)
        if r is not None and r.name and r.what is What.ORGANIZATION:
            found.append(r.number)
        k -= 1
    return found[::-1]


def above(s: State, i: int, *, owns: bool) -> Iterator[tuple[int, str]]:
    """Yield the subjects of the clauses that hold a word, the nearest last, with how they stand to it.

    Args:
        s: The article as far as it was read.
        i: The token of the word that refers.
        owns: Whether it is a possessive: the subject of its own clause may come after it.
    """
    a = s.a
    at = a.clause(i)
    found: list[tuple[int, str]] = []
    own = a.subject(at)
    if own is not None and own != i and own in s.text and (owns or own < i):
        found.append((s.text[own].number, "clause"))
    for step in range(_FAR):
        up = a.head[at]
        if up == at:
            break
        if a.dep[at] in _CLIMBED:
            governor = a.clause(up) if a.pos[up] not in ("VERB", "AUX") else up
            subject = a.subject(governor)
            if subject is not None and subject in s.text and subject != i:
                told = "told" if is_reporting(a, up) else f"above {min(step, 1)}"
                found.append((s.text[subject].number, told))
        at = up
    return reversed(found)


def lead(s: State, n: int) -> int | None:
    """Return the number of what the main clause of a sentence is about: its subject."""
    if n < 0:
        return None
    if n not in s.leads:
        a = s.a
        start, end = a.sents[n]
        root = next((k for k in range(start, end) if a.head[k] == k), None)
        subject = a.subject(root) if root is not None else None
        found = s.text.get(subject) if subject is not None else None
        if subject is not None and found is None:
            return None  # not read yet
        s.leads[n] = None if found is None else found.number
    return s.leads[n]


def reachable(s: State, i: int) -> Iterator[Referent]:
    """Yield all that may be meant at token `i`: what is in mind, and firms named not long ago."""
    active = s.discourse.active
    yield from active.values()
    first = s.a.sent[i] - _WITHIN
    for number, r in s.discourse.firms.items():
        if number not in active and (r is s.topic or s.a.sent[r.last] >= first):
            yield r


def near(
    s: State, i: int, candidates: list[Referent], prominence: Callable[[Referent], float]
) -> list[Referent]:
    """Return the candidates that the paragraph has told of if the most prominent one is among them, else all.

    Args:
        s: The article as far as it was read.
        i: The token of the word that refers.
        candidates: Who may be meant.
        prominence: How prominent each is by rule.
    """
    opens = s.a.text.rfind("\n\n", 0, s.a.idx[i])
    here = [r for r in candidates if r.last >= 0 and s.a.idx[r.last] > opens]
    most = max(candidates, key=lambda r: (prominence(r), -r.number), default=None)
    return here if most in here else candidates


def ranked(firms: Iterable[Referent]) -> dict[int, int]:
    """Return the number of other firms that were told of later than each."""
    order = sorted((r for r in firms if r.what is What.ORGANIZATION), key=lambda r: -r.last)
    return {r.number: n for n, r in enumerate(order)}


def _sort_of(r: Referent) -> str:
    """Return what sort of thing a candidate is."""
    if r.members:
        return "several"
    if r.plural:
        return f"plural {r.what.value}"
    if r.name is None:
        return f"unnamed {r.what.value}"
    return r.label or r.what.value


def evidence(s: State, q: Asked, r: Referent, order: Mapping[int, int]) -> Evidence:
    """Return what speaks for a candidate, as numbers by name.

    Args:
        s: The article as far as it was read.
        q: What is asked.
        r: The candidate.
        order: From `ranked`, of all candidates.
    """
    sort = _sort_of(r)
    firm = r.what is What.ORGANIZATION and not r.members
    found: Evidence = {"salience": math.log1p(r.salience), f"is {sort}": 1.0}
    found["heard"] = math.log1p(r.heard)
    if firm:
        found["named"] = math.log1p(s.named.get(r.number, 0))
        found[f"firm {min(order.get(r.number, 0), 2)}"] = 1.0
        found[q.word] = 1.0
        if len(order) == 1:
            found["alone"] = 1.0
    if q.acts:
        found[f"acts {'firm' if firm else r.what.value}"] = 1.0
    back = _BACK if r.last < 0 else min(s.a.sent[q.i] - s.a.sent[r.last], _BACK)
    for sign, holds in (("topic", r is s.topic), ("title", r.number in s.titled)):
        if holds:
            found[sign] = found[f"{sign}, back {back}"] = 1.0
    found |= _told(s, q, r, back)
    if r.number in q.above:
        above = q.above[r.number]
        found[above] = found[f"{above}, {sort}"] = found[f"{above}, {q.place}"] = 1.0
    if q.quoting == r.number:
        found["speaks"] = 1.0
    for n, number in enumerate(q.leads):
        if number == r.number:
            found[f"lead {n}"] = found[f"lead {n}, {q.place}"] = 1.0
    return found


def _told(s: State, q: Asked, r: Referent, sentences: int) -> Evidence:
    """Return what the last mention of a candidate speaks for it: how far back, and as what."""
    a = s.a
    if r.last < 0:
        return {"not yet": 1.0}
    back = min(sentences, 2)
    role = s.discourse.role(r.last)
    how = s.kind.get(r.last, "name")
    found = {f"back {sentences}": 1.0, f"{role} {back}": 1.0, f"by {how} {back}": 1.0}
    found[f"{role} {back}, {q.place}"] = 1.0
    if a.idx[r.last] > q.opens:
        found["paragraph"] = 1.0
    if r.number == q.first:
        found["first of paragraph"] = 1.0
        if q.only:
            found["only of paragraph"] = 1.0
    return found


@cache
def _read() -> Mapping[str, float]:
    text = resources.files("kg.extract.coref").joinpath("choice.json").read_text(encoding="utf-8")
    found: Mapping[str, float] = json.loads(text)
    return found


def of_sort(known: Mapping[str, float], sort: str) -> dict[str, float]:
    """Return what everything weighs for one sort of word: what it does for all, and more or less for this one.

    Example:
        >>> of_sort({"topic": 0.5, "it|topic": 0.25, "they|topic": 1.0}, "it")
        {'topic': 0.75}
    """
    found = {name: value for name, value in known.items() if "|" not in name}
    for name, value in known.items():
        own, _, rest = name.partition("|")
        if rest and own == sort:
            found[rest] = found.get(rest, 0.0) + value
    return found


@cache
def weights(sort: str) -> Mapping[str, float]:
    """Return the fitted weights for one sort of word."""
    return of_sort(_read(), sort)


def total(found: Evidence, known: Mapping[str, float]) -> float:
    """Return the sum of the weights of what speaks for a candidate; what is not known weighs nothing.

    Example:
        >>> total({"topic": 1.0, "salience": 2.0, "rare": 1.0}, {"topic": 0.5, "salience": 0.25})
        1.0
    """
    return sum(value * known[name] for name, value in found.items() if name in known)


def chosen(
    s: State, q: Asked, candidates: Sequence[Referent], more: Mapping[int, Evidence] | None = None
) -> Referent | None:
    """Return the candidate that most speaks for; of equal ones the one told of last.

    Args:
        s: The article as far as it was read.
        q: What is asked.
        candidates: Who may be meant.
        more: What else speaks for each, by its number.
    """
    # Whose name the thing has that the clause tells of is surely meant: "its handset, the Acme X9".
    candidates = [r for r in candidates if makes_here(s, q.i, r)] or candidates
    if len(candidates) < 2 and s.watch is None:
        return next(iter(candidates), None)
    order, own = ranked(candidates), more or {}
    told = [(r, evidence(s, q, r, order) | own.get(r.number, {})) for r in candidates]
    if s.watch is not None:
        s.watch(s, q, told)
    known = weights(q.sort)
    best = max(
        told, key=lambda one: (total(one[1], known), one[0].last, -one[0].number), default=None
    )
    return None if best is None else best[0]
