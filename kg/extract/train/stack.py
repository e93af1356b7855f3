"""From words to rows: examples, labels, tables and the trees that judge rows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from kg.extract.learned import triggers
from kg.extract.learned.features import KEY, KEYS, WIDTH, matrix, sentence_spans, told
from kg.extract.learned.model import Trees
from kg.extract.learned.rows import Allowed, Row, fillers, rows
from kg.extract.learned.text import Text
from kg.extract.learned.words import KINDS, Lexicon, words
from kg.extract.train.network import Examples
from kg.extract.train.samples import FOLDS, Sample, shares
from kg.language.analyser import STATES
from kg.model import Claim, Kind
from kg.resolve.names import same_name

if TYPE_CHECKING:
    from numpy.typing import NDArray

SMOOTH = 8.0
"""Rows that the overall share counts for in the tables of shares."""
TREES: dict[str, Any] = {
    "max_iter": 100, "learning_rate": 0.08, "max_leaf_nodes": 10, "min_samples_leaf": 30,
    "l2_regularization": 3.0, "max_bins": 63, "early_stopping": False, "random_state": 0,
}  # fmt: skip
_SYMMETRIC = frozenset({Kind.MERGER, Kind.PARTNERSHIP})


def _sentences(text: Text, claim: Claim) -> set[int]:
    """Return the sentences of a text that a gold claim rests on."""
    if text.context.field == "title":
        return set(range(len(text.a.sents))) if claim.title_evidence else set()
    spans = enumerate(sentence_spans(text))
    return {n for n, span in spans if any(e.overlaps(span) for e in claim.evidence)}


@dataclass(frozen=True, slots=True)
class Place:
    """Where the words of one text stand among all examples."""

    sample: int
    field: int
    tokens: list[int]
    start: int


def examples(made: Sequence[Sample], frames: Mapping[str, int]) -> tuple[Examples, list[Place]]:
    """Return the words of all samples; what a lemma announced elsewhere leaves out its own fold."""
    lexicons = [
        Lexicon(frames, shares(made, frozenset(range(FOLDS)) - {fold})) for fold in range(FOLDS)
    ]
    states: list[NDArray[np.float16]] = []
    around, extra, announces, counts = [], [], [], []
    places: list[Place] = []
    tokens = total = 0
    for number, sample in enumerate(made):
        for field, text in enumerate(sample.texts):
            found = words(text, lexicons[sample.fold])
            n = len(found.places)
            places.append(Place(number, field, found.places, total))
            around.append(np.where(found.around < 0, -1, found.around + tokens))
            extra.append(found.extra)
            told, sure = _labels(sample, field, found.places)
            announces.append(told)
            counts.append(sure)
            states.append(text.context.doc.user_data[STATES])
            tokens += len(states[-1])
            total += n
    zero = np.zeros((1, states[0].shape[1]), np.float16)
    made_examples = Examples(
        np.concatenate([*states, zero]),
        np.concatenate(around),
        np.concatenate(extra),
        np.concatenate(announces),
        np.concatenate(counts),
    )
    return made_examples, places


def _labels(
    sample: Sample, field: int, tokens: list[int]
) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """Return what words announce, and 0 where a claim is told again at an unknown word."""
    announces = np.zeros((len(tokens), len(KINDS)), np.float32)
    counts = np.ones_like(announces)
    text, index = sample.texts[field], {i: n for n, i in enumerate(tokens)}
    marks: list[tuple[int, int]] = []
    for claim, place in zip(sample.gold, sample.triggers, strict=True):
        kind = KINDS.index(claim.kind)
        own = text.a.sent[place[1]] if place is not None and place[0] == field else None
        if own is not None and place is not None and place[1] in index:
            marks.append((index[place[1]], kind))
        again = _sentences(text, claim) - {own}
        for n, i in enumerate(tokens):
            if text.a.sent[i] in again:
                counts[n, kind] = 0
    for n, kind in marks:
        announces[n, kind] = counts[n, kind] = 1
    return announces, counts


@dataclass(frozen=True, slots=True)
class Judged:
    """The rows of one text with their numbers, keys and labels.

    `present` rows have a kind that gold tells in their sentence, `silent` ones a kind that
    frames don't.
    """

    sample: int
    field: int
    rows: list[Row]
    numbers: NDArray[np.float32]
    keys: NDArray[np.int64]
    right: NDArray[np.bool_]
    present: NDArray[np.bool_]
    silent: NDArray[np.bool_]


def judged(
    made: Sequence[Sample], places: Sequence[Place], logits: NDArray[np.float32], allowed: Allowed
) -> list[Judged]:
    """Return the rows of all texts, given the scores of all words."""
    found = []
    for place in places:
        sample = made[place.sample]
        text = sample.texts[place.field]
        own = logits[place.start : place.start + len(place.tokens)]
        scores = dict(zip(place.tokens, own, strict=True))
        these = rows(text, triggers(text, scores, ()), allowed)
        numbers, keys = matrix(text, these, scores, sample.claims)
        gold = {(n, c.kind) for c in sample.gold for n in _sentences(text, c)}
        framed = {(n, c.kind) for n, some in told(text, sample.claims).items() for c in some}
        where = [(text.a.sent[row.trigger], KINDS[row.kind]) for row in these]
        found.append(
            Judged(
                place.sample,
                place.field,
                these,
                numbers,
                keys,
                _right(sample, text, these),
                np.array([w in gold for w in where], bool),
                np.array([w not in framed for w in where], bool),
            )
        )
    return found


def _right(sample: Sample, text: Text, these: Sequence[Row]) -> NDArray[np.bool_]:
    """Return which rows say what a gold claim says, in a sentence of its evidence."""
    gold = [(claim, _sentences(text, claim)) for claim in sample.gold]
    known: dict[tuple[int, str], list[str]] = {}

    def names(row: Row, *, of_object: bool) -> list[str]:
        party = row.object if of_object else row.subject
        if party is None:
            return []
        key = (party.at, party.form)
        if key not in known:
            known[key] = [f.text for f in fillers(party, text.context)]
        return known[key]

    def says(row: Row, claim: Claim) -> bool:
        subjects, objects = names(row, of_object=False), names(row, of_object=True)
        if claim.kind in _SYMMETRIC and not any(same_name(claim.subject, x) for x in subjects):
            subjects, objects = objects, subjects
        if not any(same_name(claim.subject, x) for x in subjects):
            return False
        if claim.object is None:
            return row.object is None
        return any(same_name(claim.object, x, is_object=True) for x in objects)

    right = np.zeros(len(these), bool)
    for n, row in enumerate(these):
        sentence, kind = text.a.sent[row.trigger], KINDS[row.kind]
        right[n] = any(c.kind is kind and sentence in s and says(row, c) for c, s in gold)
    return right


@dataclass(frozen=True, slots=True)
class Rows:
    """The rows of all texts as arrays, with the fold of each.

    Trees and tables learn from the rows that are `present`: which parties are right where the
    kind is. Whether it is, the network of words tells.
    """

    numbers: NDArray[np.float32]
    keys: NDArray[np.int64]
    right: NDArray[np.bool_]
    present: NDArray[np.bool_]
    fold: NDArray[np.int64]


def together(made: Sequence[Sample], found: Sequence[Judged]) -> Rows:
    """Return the rows of all texts one after the other."""
    fold = [np.full(len(j.rows), made[j.sample].fold, np.int64) for j in found]
    return Rows(
        np.concatenate([j.numbers for j in found]),
        np.concatenate([j.keys for j in found]),
        np.concatenate([j.right for j in found]),
        np.concatenate([j.present for j in found]),
        np.concatenate(fold),
    )


def tables(all_rows: Rows, folds: Sequence[int]) -> NDArray[np.float32]:
    """Return the log-odds of being right by key, counted in some folds."""
    chosen = np.isin(all_rows.fold, folds) & all_rows.present
    size, right = len(KINDS) * KEY, all_rows.right[chosen]
    base = right.mean()
    found = []
    for place in range(len(KEYS)):
        keys = all_rows.keys[chosen, place]
        hits = np.bincount(keys, weights=right, minlength=size)
        share = (hits + SMOOTH * base) / (np.bincount(keys, minlength=size) + SMOOTH)
        found.append(np.log(share / (1 - share)))
    return np.stack(found).astype(np.float32)


def filled(all_rows: Rows, left_out: frozenset[int]) -> NDArray[np.float32]:
    """Return the numbers of all rows, shares counted without each row's fold and some others."""
    numbers = all_rows.numbers.copy()
    for fold in range(FOLDS):
        here = np.flatnonzero(all_rows.fold == fold)
        counted = tables(all_rows, sorted(set(range(FOLDS)) - left_out - {fold}))
        for place in range(len(KEYS)):
            column = WIDTH - len(KEYS) + place
            numbers[here, column] = counted[place][all_rows.keys[here, place]]
    return numbers


def grow(numbers: NDArray[np.float32], right: NDArray[np.bool_]) -> Trees:
    """Return trees boosted on rows (Friedman 2001, by way of scikit-learn)."""
    from sklearn.ensemble import HistGradientBoostingClassifier

    fitted = HistGradientBoostingClassifier(**TREES).fit(numbers, right)
    grown = [each[0].nodes for each in fitted._predictors]  # noqa: SLF001 - no public way
    size = max(len(nodes) for nodes in grown)

    def table(kind: Any, fill: float) -> NDArray[Any]:
        return np.full((len(grown), size), fill, kind)

    feature, threshold = table(np.int16, -1), table(np.float32, 0)
    left, right_, value = table(np.int16, 0), table(np.int16, 0), table(np.float32, 0)
    for n, nodes in enumerate(grown):
        m, inner = len(nodes), nodes["is_leaf"] == 0
        feature[n, :m] = np.where(inner, nodes["feature_idx"].astype(np.int64), -1)
        # Rounded down, so that a number goes left exactly where it did in double precision.
        limit = nodes["num_threshold"].astype(np.float32)
        over = limit.astype(np.float64) > nodes["num_threshold"]
        threshold[n, :m] = np.where(over, np.nextafter(limit, np.float32(-np.inf)), limit)
        left[n, :m], right_[n, :m] = nodes["left"], nodes["right"]
        value[n, :m] = nodes["value"]
    base = float(np.ravel(fitted._baseline_prediction)[0])  # noqa: SLF001
    return Trees(feature, threshold, left, right_, value, base)
