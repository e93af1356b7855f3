"""Fit what makes a candidate the one that "it" or "the company" means (`kg.extract.coref.choice`).

Nobody annotated the pronouns of our articles, but whose claims they tell: in "It will close the
plant", told of Acme, "it" is Acme. Where an annotated word has a word that refers for a subject, object or
owner, or under a verb of saying, the party of the claim is what that word means. Some of these conclusions are wrong (the
claim may be of another in the clause); those that the others speak strongly against are left
out. Chains of GUM add what is no party of claims.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from kg.extract.coref.choice import Asked, Evidence, of_sort, total
from kg.extract.coref.resolve import resolve
from kg.extract.sayers import is_reporting
from kg.extract.train.calibrate import PARTS, part_of
from kg.extract.train.samples import head_of
from kg.model import SYMMETRIC, Article, Claim, Kind
from kg.resolve.names import same_name

if TYPE_CHECKING:
    from collections.abc import Callable

    from spacy.tokens import Doc

    from kg.extract.arrays import Arrays
    from kg.extract.coref.salience import Referent
    from kg.extract.coref.state import State
    from kg.extract.train.gum import GumDocument
    from kg.extract.train.samples import Gold

RARE = 8
"""What speaks for candidates less often than this in all decisions has no weight."""
RIDGE = 1.0
DOUBTFUL = 0.08
"""Chance below which the conclusion from a claim is taken for a wrong one."""
ROUNDS = 2
"""How often wrong conclusions are looked for."""
WEIGHTS = {"real": 6.0, "written": 1.0, "GUM": 2.0}
LEAST = 0.02
"""Weights nearer to 0 than this are left out of the file."""

_POSTS = frozenset({Kind.ROLE, Kind.APPOINTMENT, Kind.DEPARTURE})
_OWN = frozenset(
    {Kind.FACILITY, Kind.PRODUCT, Kind.DIVESTITURE, Kind.LAYOFF, Kind.RESULT, Kind.TARGET}
    | {Kind.DEVELOPMENT}
)
"""Kinds whose subject owns what the claim is about: "its plant", "its sales"."""
_OWNERS = frozenset({"owner", "parent", "shareholder"})
_UNNAMED = "is unnamed organization"
"""Parties of claims have names: that one without is never theirs says nothing of what words mean."""
_OBJECTS = ("obj", "iobj")
_ARGUMENTS = ("nsubj", "nsubj:pass", "obj", "obl")
_UP = 4

Candidates = list[tuple[int, Evidence]]
Log = dict[int, tuple[Asked, Candidates]]
Placed = list[tuple[int, "Referent | None"]]


@dataclass(frozen=True, slots=True)
class Decision:
    """A word that refers, with its candidates and which of them are right.

    `told` is what kg chose as it was; `source` a key of `WEIGHTS`.
    """

    source: str
    part: int
    sort: str
    candidates: Candidates
    right: frozenset[int]
    told: int | None


@dataclass(frozen=True, slots=True)
class _Parties:
    """The parties of a claim as referents, where the article names them."""

    subject: Referent | None
    object: Referent | None
    speaker: Referent | None


def _referent(s: State, name: str | None) -> Referent | None:
    """Return what bears a name, or else the thing that its last word names."""
    if not name:
        return None
    for r in s.referents:
        if r.name and same_name(r.name, name):
            return r
    last = name.split()[-1].lower()
    return next((r for noun, r in s.things.items() if last in (noun, noun + "s")), None)


def _has_agent(a: Arrays, words: Iterable[int]) -> bool:
    """Tell whether who acts is told with "by"."""
    for k in (k for word in words for k in a.kids[word]):
        case = a.child(k, "case") if a.dep[k] in ("nmod", "obl") else None
        if a.dep[k] == "obl:agent" or (case is not None and a.lower[case] == "by"):
            return True
    return False


def _teller(a: Arrays, top: int) -> int | None:
    """Return the subject of the verb of saying above a clause."""
    for _ in range(_UP):
        if a.head[top] == top:
            return None
        top = a.head[top]
        if is_reporting(a, top):
            return a.subject(top)
    return None


def _concluded(s: State, claim: Claim, trigger: int) -> Placed:
    """Return what words that refer mean if the clause of a claim's word tells of its parties."""
    a = s.a
    top = a.clause(trigger)
    start, end = a.sents[a.sent[trigger]]
    named = {name.cluster for k, name in s.name_at.items() if start <= k < end}
    p = _Parties(*(_referent(s, name) for name in (claim.subject, claim.object, claim.speaker)))
    away = [r for r in (p.subject, p.object) if r is not None and r.number not in named]
    only = away[0] if len(away) == 1 else None
    by = _has_agent(a, (trigger, top))
    found: Placed = []
    teller = _teller(a, top)
    if teller is not None:
        found.append((teller, p.speaker))
    subject = a.subject(trigger)
    subject = a.subject(top) if subject is None else subject
    passive = subject is not None and a.dep[subject] == "nsubj:pass"
    if subject is not None:
        active = only if claim.kind in SYMMETRIC else p.subject
        undergone = only or (p.object if by else None)
        found.append((subject, undergone if passive else active))
    kids = {a.dep[k]: k for word in (trigger, top) for k in a.kids[word]}
    found += [(kids[dep], p.object) for dep in _OBJECTS if dep in kids and not passive]
    if "obl:agent" in kids:
        found.append((kids["obl:agent"], p.subject))
    return found + _owning(a, claim, trigger, kids, p, by=by)


def _owning(
    a: Arrays, claim: Claim, trigger: int, kids: Mapping[str, int], p: _Parties, *, by: bool
) -> Placed:
    """Return whom possessives mean, at the word of a claim ("its founder") and at what it takes."""
    found: Placed = []
    own = a.child(trigger, "nmod:poss")
    if own is not None:
        posts = claim.kind in _POSTS
        if posts or by or (claim.kind is Kind.OWNERSHIP and a.lemma[trigger] in _OWNERS):
            found.append((own, p.object))
        elif claim.kind not in (Kind.LEGAL, Kind.OWNERSHIP):
            found.append((own, p.subject))
    for dep in _ARGUMENTS:
        owner = a.child(kids[dep], "nmod:poss") if dep in kids else None
        if owner is not None and claim.kind in _OWN:
            found.append((owner, p.subject))
    return found


def _by_claims(
    s: State, doc: Doc, gold: Sequence[tuple[Claim, dict[str, Any] | None]], log: Log
) -> dict[int, frozenset[int]]:
    """Return what words of an article mean by its annotated claims, where these agree."""
    votes: dict[int, set[int]] = defaultdict(set)
    for claim, where in gold:
        if not where or where["field"] != "text":
            continue
        trigger = head_of(doc, where["start"], where["end"])
        if trigger is None:
            continue
        for i, r in _concluded(s, claim, trigger):
            if i in log and r is not None:
                votes[i].add(r.number)
    found = {}
    for i, some in votes.items():
        together = {r.number for r in s.referents if {m.number for m in r.members} == some}
        found[i] = frozenset(some if len(some) == 1 else together)
    return {i: some for i, some in found.items() if some}


def _by_chains(s: State, chains: Iterable[Sequence[int]], log: Log) -> dict[int, frozenset[int]]:
    """Return what words mean by annotated chains: candidates whose last mention, or most, are in the word's."""
    a = s.a
    chain_at = {at: n for n, chain in enumerate(chains) for at in chain}
    mentions: dict[int, list[int]] = defaultdict(list)
    for i, r in s.text.items():
        mentions[r.number].append(i)
    found = {}
    for i, (_, candidates) in log.items():
        chain = chain_at.get(a.idx[i])
        right = set()
        for number, _ in candidates:
            before = [chain_at.get(a.idx[k]) for k in mentions[number] if k < i]
            if before and chain in (before[-1], *_most(before)):
                right.add(number)
        if chain is not None and right:
            found[i] = frozenset(right)
    return found


def _most(chains: Sequence[int | None]) -> list[int | None]:
    """Return the chain of more than half of some mentions."""
    chain, count = Counter(chains).most_common(1)[0]
    return [chain] if count * 2 > len(chains) else []


def _read(doc: Doc, title: Doc | None) -> tuple[State, Log]:
    log: Log = {}

    def watch(_: State, asked: Asked, candidates: list[tuple[Referent, Evidence]]) -> None:
        log[asked.i] = asked, [(r.number, found) for r, found in candidates]

    return resolve(doc, title, watch=watch), log


def _decisions(
    s: State, log: Log, right: Mapping[int, frozenset[int]], source: str, part: int
) -> Iterator[Decision]:
    for i, numbers in sorted(right.items()):
        asked, candidates = log[i]
        told = s.text[i].number if i in s.text else None
        if source != "GUM":
            candidates = [one for one in candidates if _UNNAMED not in one[1]]
        yield Decision(source, part, asked.sort, candidates, numbers, told)


def of_articles(
    articles: Mapping[str, Article],
    gold: Gold,
    written: frozenset[str],
    analyser: Callable[[str], Doc],
) -> Iterator[Decision]:
    """Yield the decisions that annotated claims tell.

    Args:
        articles: Articles by id.
        gold: Their claims with the words that announce them.
        written: Ids of articles that were written for training.
        analyser: The language model.
    """
    from kg.extract.markup import shown

    for id_ in sorted(gold):
        if id_ not in articles or not gold[id_]:
            continue
        doc = analyser(shown(articles[id_].text))
        s, log = _read(doc, analyser(shown(articles[id_].title)))
        source = "written" if id_ in written else "real"
        yield from _decisions(s, log, _by_claims(s, doc, gold[id_], log), source, part_of(id_))


def of_gum(documents: Iterable[GumDocument], analyser: Callable[[str], Doc]) -> Iterator[Decision]:
    """Yield the decisions that chains of GUM tell."""
    for document in documents:
        s, log = _read(analyser(document.text), None)
        right = _by_chains(s, document.chains, log)
        yield from _decisions(s, log, right, "GUM", part_of(document.name))


def _is_lexical(name: str) -> bool:
    return name.split(maxsplit=1)[0] in ("does", "undergoes", "has")


def _names(some: Sequence[Decision]) -> list[str]:
    """Return what gets a weight: words that a candidate does or has are the same for all sorts."""
    counts: Counter[str] = Counter()
    for d in some:
        for name in {name for _, found in d.candidates for name in found}:
            counts[name] += 1
            if not _is_lexical(name):
                counts[f"{d.sort}|{name}"] += 1
    return sorted(name for name, count in counts.items() if count >= RARE)


def fit(some: Sequence[Decision]) -> dict[str, float]:
    """Return the weights of a conditional logit (McFadden 1974) with a ridge, by L-BFGS."""
    from scipy.optimize import minimize
    from scipy.sparse import csr_matrix

    names = _names(some)
    at = {name: n for n, name in enumerate(names)}
    rows: list[int] = []
    columns: list[int] = []
    values: list[float] = []
    starts: list[int] = []
    right: list[bool] = []
    group: list[int] = []
    for n, d in enumerate(some):
        starts.append(len(right))
        for number, found in d.candidates:
            for name, value in found.items():
                for known in (name, f"{d.sort}|{name}"):
                    if known in at:
                        rows.append(len(right))
                        columns.append(at[known])
                        values.append(value)
            right.append(number in d.right)
            group.append(n)
    x = csr_matrix((values, (rows, columns)), shape=(len(right), len(names)))
    counts = np.array([WEIGHTS[d.source] for d in some])
    told, of = np.array(right, float), np.array(group)

    def loss(weights: NDArray[np.float64]) -> tuple[float, NDArray[np.float64]]:
        scores = x @ weights
        e = np.exp(scores - np.maximum.reduceat(scores, starts)[of])
        both, good = np.add.reduceat(e, starts), np.add.reduceat(e * told, starts)
        slope = (e * told / good[of] - e / both[of]) * counts[of]
        missed = float(((np.log(both) - np.log(good)) * counts).sum())
        return missed + RIDGE / 2 * float(weights @ weights), RIDGE * weights - x.T @ slope

    found = minimize(
        loss, np.zeros(len(names)), jac=True, method="L-BFGS-B", options={"maxiter": 400}
    )
    return dict(zip(names, found.x.round(3).tolist(), strict=True))


def _chance(d: Decision, weights: Mapping[str, float]) -> float:
    """Return the chance of the right candidates of a decision."""
    known = of_sort(weights, d.sort)
    scores = np.array([total(found, known) for _, found in d.candidates])
    e = np.exp(scores - scores.max())
    right = np.array([number in d.right for number, _ in d.candidates])
    return float(e[right].sum() / e.sum())


def _best(d: Decision, weights: Mapping[str, float]) -> int:
    known = of_sort(weights, d.sort)
    return max(d.candidates, key=lambda one: total(one[1], known))[0]


def refer(some: Sequence[Decision]) -> dict[str, Any]:
    """Return the weights, and how often the right candidate is chosen: as it was, and cross-validated.

    Args:
        some: Decisions; those whose right candidate is missing have no say.
    """
    possible = [d for d in some if any(number in d.right for number, _ in d.candidates)]
    report: dict[str, Any] = {}
    kept = possible
    for number in range(ROUNDS):
        by_part = [fit([d for d in kept if d.part != part]) for part in range(PARTS)]
        if not number:
            report = _report(some, possible, by_part)
        kept = [d for d in kept if d.source == "GUM" or _chance(d, by_part[d.part]) >= DOUBTFUL]
    weights = {name: value for name, value in fit(kept).items() if abs(value) >= LEAST}
    return {"weights": weights, "learned from": len(kept), "right": report}


def _report(
    some: Sequence[Decision], possible: Sequence[Decision], by_part: Sequence[Mapping[str, float]]
) -> dict[str, Any]:
    counts: dict[str, list[int]] = defaultdict(lambda: [0, 0, 0])
    for d in some:
        counts[f"{d.source}, {d.sort}"][0] += 1
        counts[f"{d.source}, {d.sort}"][1] += d.told in d.right
    for d in possible:
        counts[f"{d.source}, {d.sort}"][2] += _best(d, by_part[d.part]) in d.right
    names = ("decisions", "as it was", "by functions that did not see the article")
    return {key: dict(zip(names, found, strict=True)) for key, found in sorted(counts.items())}
