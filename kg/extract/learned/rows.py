"""From what the network makes of a text to rows: who does what to whom, and how likely."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from kg.extract.learned.borders import (
    FIGURES,
    may_have_done,
    measured,
    outside_asides,
    within_clause,
)
from kg.extract.learned.marked import may_act, may_be_acted_on
from kg.extract.learned.marked import words as listed
from kg.extract.learned.parties import (
    ELSEWHERE,
    NO_CHAIN,
    Allowed,
    Party,
    fillers,
    fits,
    in_mind,
    mentions,
    modifiers,
    objects,
    subjects,
    told_elsewhere,
)
from kg.extract.learned.reading import ACTED, KINDS, announcing, pair_numbers
from kg.extract.learned.text import Sentence
from kg.extract.learned.whose import done_by_named
from kg.model import ACTIONS, SYMMETRIC, Kind
from kg.resolve.names import same_name

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from kg.extract.learned.model import Asked, Model, Words
    from kg.extract.learned.text import Text
    from kg.extract.wording import Filler

TRIGGER = 0.15
"""Chance below which a word announces no claim of a kind."""
PARTY = 0.1
"""Chance below which a party is not the one, unless it is coordinated with one that is."""
MOST = 3
"""Parties of each side that are looked at."""


@dataclass(frozen=True, slots=True)
class Row:
    """A possible claim.

    `announced` is the chance that the word at `trigger` announces a claim of the kind;
    `acting` and `acted` are those of its subject and object, given that it does.
    """

    kind: int
    trigger: int
    action: str | None
    subject: Party
    actor: Filler
    object: Party | None
    thing: Filler | None
    announced: float
    acting: float
    acted: float

    @property
    def chance(self) -> float:
        """The chance that the text says so."""
        return self.announced * self.acting * self.acted


@dataclass(frozen=True, slots=True)
class Sides:
    """Who may be the subject and the object of claims that a word announces."""

    subjects: list[Party]
    objects: list[Party]


def sides(t: Text, trigger: int) -> Sides:
    """Return the parties of a word: those of its sentence, and who is in mind."""
    here = _sentence(t, trigger)
    mind = in_mind(t, trigger)
    minded, known = ([], NO_CHAIN) if mind is None else ([mind], mind.chain)
    acting = [*here.subjects, *minded]
    acting += [p for p in here.subjects_elsewhere if p.chain != known]
    acted = [*here.objects, *(p for p in modifiers(t, trigger) if p.at not in here.named), *minded]
    acted += [p for p in here.objects_elsewhere if p.chain != known]
    return Sides(acting, [*acted, Party(trigger, "", "none")])


def _sentence(t: Text, trigger: int) -> Sentence:
    """Return the parties of a word's sentence, looked for once."""
    start, end = t.a.sents[t.a.sent[trigger]]
    found = t.sentences.get(start)
    if found is None:
        named = mentions(t, start, end)
        of_body = t.context.field == "text"
        found = t.sentences[start] = Sentence(
            named,
            subjects(t, start, end, named),
            objects(t, start, end, named),
            told_elsewhere(t, start, named, "PERSON") if of_body else [],
            told_elsewhere(t, start, named, "PRODUCT") if of_body else [],
        )
    return found


_MADE = frozenset({Kind.FACILITY, Kind.PRODUCT})


def _action(kind: int, scores: NDArray[np.float32]) -> str | None:
    own = KINDS[kind]
    if own not in ACTIONS:
        return None
    places = [n for n, (of, _) in enumerate(ACTED) if of is own]
    return ACTED[max(places, key=lambda n: (scores[n], -n))][1]


def _likely(
    t: Text, kind: Kind, parties: Sequence[Party], chances: NDArray[np.float64]
) -> list[tuple[Party, Filler | None, float]]:
    """Return the parties that may well be the one, best first; mentions of one name add up.

    Parties coordinated with the best share its chance: "A and B bought C" has two subjects.
    """
    totals: dict[str, float] = {}
    best: dict[str, tuple[float, Party, Filler | None]] = {}
    for party, one in zip(parties, chances.tolist(), strict=True):
        if one < PARTY / 4:
            continue
        found: Sequence[Filler | None] = [None]
        if party.form != "none":
            key_ = (party, kind is Kind.RESULT)
            known = t.fillers.get(key_)
            found = t.fillers[key_] = fillers(party, t.context, kind) if known is None else known
        for filler in found:
            key = "" if filler is None else filler.text.casefold()
            totals[key] = totals.get(key, 0.0) + one
            if key not in best or one > best[key][0]:
                best[key] = (one, party, filler)
    ranked = sorted(totals, key=lambda key: (-totals[key], best[key][1].at, key))
    if not ranked:
        return []
    top = best[ranked[0]][1]
    beside = [
        key
        for key in ranked
        if key and top.form != "none" and best[key][1].form not in ELSEWHERE
        and t.base(best[key][1].at) == t.base(top.at)
    ]  # fmt: skip
    shared = min(1.0, sum(totals[key] for key in beside))
    rows = []
    for n, key in enumerate(ranked):
        total = shared if key in beside and len(beside) > 1 else min(1.0, totals[key])
        if total >= PARTY and (n < MOST or key in beside):
            rows.append((best[key][1], best[key][2], total))
    return rows


def _without(
    things: Sequence[tuple[Party, Filler | None, float]], who: Party, actor: Filler, kind: Kind
) -> list[tuple[Party, Filler | None, float]]:
    """Return the parties that may be the object of an actor: not itself, whose chance they share."""
    kept = [x for x in things if x[1] is None or not _is_same(kind, who, actor, x[0], x[1])]
    if len(kept) == len(things):
        return kept
    lost = sum(chance for *_, chance in things) - sum(chance for *_, chance in kept)
    return [(party, f, min(1.0, chance / max(1 - lost, PARTY))) for party, f, chance in kept]


def _is_same(kind: Kind, one: Party, name: Filler, two: Party, other: Filler) -> bool:
    """Tell whether two parties are one: "Acme" and "Acme Cargo" are not where the article keeps them apart.

    A venture that has the name of its founder is no partner of his, though.
    """
    if not same_name(name.text, other.text):
        return False
    if kind in SYMMETRIC:
        return True
    apart = NO_CHAIN not in (one.chain, two.chain) and one.chain != two.chain
    return not (apart and name.label and other.label and name.text != other.text)


def _said(parties: Sequence[Party], chances: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return chances of what a stance is on: in "denied it" what was said, not who was named."""
    pronouns = np.array([p.form == "pronoun" for p in parties])
    found = np.where(pronouns, 0.0, chances)
    found[-1] += chances[pronouns].sum()  # the last one is nobody
    return found


def _only(chances: NDArray[np.float64], fitting: NDArray[np.bool_] | None) -> NDArray[np.float64]:
    """Return chances of parties of which some can't be the one; the others share theirs."""
    if fitting is None or fitting.all():
        return chances
    kept = np.where(fitting, chances, 0.0)
    lost = float(chances.sum() - kept.sum())
    return np.minimum(1.0, kept / max(1 - lost, PARTY))


Told = list[tuple[Party, "Filler | None", float]]


def _actors(
    t: Text, trigger: int, kind: Kind, parties: list[Party], chances: NDArray[np.float64]
) -> Told:
    """Return who may well act in what a word announces, best first."""
    chances = _only(chances, may_act(t, trigger, kind, parties))
    chances = _only(chances, may_have_done(t, trigger, kind, parties))
    chances = _only(chances, done_by_named(t, trigger, parties))
    if kind in FIGURES:
        chances = _only(chances, within_clause(t, trigger, parties))
    return _likely(t, kind, parties, chances)


def _as_thing(
    t: Text, trigger: int, parties: list[Party], chances: NDArray[np.float64]
) -> NDArray[np.float64]:
    """Return chances of what is made or opened: the flights, where "ending flights" is taken for it."""
    at = {(p.at, p.form == "clause"): n for n, p in enumerate(parties)}
    clause, thing = at.get((trigger, True)), t.a.child(trigger, "obj")
    thing = None if thing is None else at.get((thing, False))
    if clause is None or thing is None or t.a.lemma[trigger] in listed("placing.words"):
        return chances
    found = chances.copy()
    found[thing], found[clause] = min(1.0, found[thing] + found[clause]), 0.0
    return found


def _things(
    t: Text, trigger: int, kind: Kind, parties: list[Party], chances: NDArray[np.float64]
) -> Told:
    """Return what may well be acted on in what a word announces, best first."""
    said = _said(parties, chances) if kind is Kind.STANCE else chances
    outside = outside_asides(t, trigger, parties)
    said = said if outside is None else np.where(outside, said, 0.0)
    said = _as_thing(t, trigger, parties, said) if kind in _MADE else said
    found = _likely(t, kind, parties, _only(said, may_be_acted_on(t, trigger, kind, parties)))
    measure = measured(t, trigger) if kind is Kind.RESULT and found else None
    if measure is None:
        return found
    return [(Party(trigger, "", "phrase"), measure, min(1.0, sum(one for *_, one in found)))]


def rows(t: Text, words: Words, model: Model, allowed: Allowed) -> list[Row]:
    """Return the rows of a text, word by word.

    Args:
        t: The text.
        words: What the network makes of it.
        model: For the chances of parties.
        allowed: Which subjects each kind may have.
    """
    places: list[tuple[int, int, Sides, NDArray[np.bool_]]] = []
    acting: list[Asked] = []
    acted: list[Asked] = []
    for i in announcing(t, np.flatnonzero((words.announced >= TRIGGER).any(1)).tolist()):
        own = sides(t, i)
        numbers: tuple[NDArray[np.int64], NDArray[np.int64]] | None = None
        for kind in np.flatnonzero(words.announced[i] >= TRIGGER).tolist():
            fitting = np.array([fits(kind, s, allowed) for s in own.subjects], bool)
            if not fitting.any():
                continue
            if numbers is None:
                numbers = pair_numbers(t, i, own.subjects), pair_numbers(t, i, own.objects)
            places.append((i, kind, own, fitting))
            acting.append(((i, kind), own.subjects, numbers[0]))
            acted.append(((i, kind), own.objects, numbers[1]))
    found: list[Row] = []
    who, what = model.all_parties("s", words, acting), model.all_parties("o", words, acted)
    for (i, kind, own, fitting), one, two in zip(places, who, what, strict=True):
        told = KINDS[kind]
        actors = _actors(t, i, told, own.subjects, np.where(fitting, one, 0.0))
        things = _things(t, i, told, own.objects, two)
        action = _action(kind, words.actions[i])
        announced = float(words.announced[i, kind])
        for s, actor, acting_ in actors:
            if actor is None:
                continue
            others = _without(things, s, actor, told)
            for o, thing, is_acted in others:
                obj = None if thing is None else o
                parties = s, actor, obj, thing
                found.append(Row(kind, i, action, *parties, announced, acting_, is_acted))
    return found
