"""What the network learns of annotated articles: words, parties, and which are right."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from kg.extract import gate
from kg.extract.learned.parties import Party, fillers, fits
from kg.extract.learned.reading import (
    ACTED,
    KINDS,
    announcing,
    frame_bits,
    pair_numbers,
    windows,
    word_numbers,
)
from kg.extract.learned.rows import sides
from kg.extract.learned.text import Text
from kg.extract.train.samples import Sample
from kg.model import SYMMETRIC, Claim, Kind, Modality, Polarity
from kg.resolve.names import company_key, is_acronym, same_name

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from kg.language.analyser import Analyser, Feed

_BEHIND = frozenset({"of", "in", "for", "to", "at", "on", "by", "from", "with", "that", "about"})
NEAREST = 0.5
"""What a party must share with the words of a gold claim, against the party that shares most."""


@dataclass(frozen=True, slots=True)
class Side:
    """The parties of one side of a claim, what is known of each, and which say the right one."""

    parties: list[Party]
    numbers: NDArray[np.int64]
    right: NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Announced:
    """A word that announces a gold claim, or that may where nobody annotated.

    `action` is -1 for kinds without, and so is what nobody annotated.
    """

    trigger: int
    kind: int
    subjects: Side
    objects: Side
    action: int
    modality: int
    negated: bool


@dataclass(frozen=True, slots=True)
class Passage:
    """The words that the network sees at once.

    `seen` are the windows in which the analyser sees the whole text, `window` says in which of them
    each word is, -1 for white space, and `place` at which word piece it begins there.
    `announces` says which word announces which kind; where `counts` is 0 nobody knows:
    function words, and sentences that tell a claim again. `invented` texts were written for training,
    `unread` ones nobody annotated.
    """

    seen: Sequence[Feed]
    window: NDArray[np.int64]
    place: NDArray[np.int64]
    numbers: NDArray[np.int64]
    bits: NDArray[np.float32]
    announces: NDArray[np.float32]
    counts: NDArray[np.float32]
    start: int
    claims: list[Announced]
    invented: bool = False

    def __len__(self) -> int:
        return len(self.numbers)


def _right(t: Text, parties: Sequence[Party], claim: Claim, of: str) -> NDArray[np.bool_]:
    """Return which parties are the subject or object of a claim.

    Of those that match it by the rule of scoring, only those near to its words count, of "sales in
    Spain" not the country where there are sales; of subjects, those that the kind may have, if any. For a
    measure its number is nothing.
    """
    name = claim.subject if of == "subject" else claim.object
    if name is None:
        return np.array([p.form == "none" for p in parties], bool)
    measure = claim.kind is Kind.RESULT and of == "object"

    def likeness(text: str) -> float:
        one, two = (_singular(x) if measure else x for x in (name, text))
        same = same_name(name, text, is_object=of == "object")
        if not (same or (measure and same_name(one, two, is_object=True))):
            return 0.0
        return 1.0 if is_acronym(one, two) or is_acronym(two, one) else _likeness(one, two)

    found = np.array(
        [
            max((likeness(f.text) for f in fillers(p, t.context, claim.kind)), default=0.0)
            for p in parties
        ]
    )
    if of == "subject":
        fit = np.array([fits(KINDS.index(claim.kind), p, gate.allowed()) for p in parties], bool)
        found = np.where(fit, found, 0.0) if found[fit].any() else found
    return np.asarray((found > 0) & (found >= NEAREST * found.max(initial=0.0)), np.bool_)


def _likeness(gold: str, text: str) -> float:
    """Return how much of the words of two names is in both (Jaccard); less without the main word.

    Example:
        >>> _likeness("Acme Inc.", "Acme"), _likeness("sales in Spain", "sales") < 0.5
        (1.0, True)
        >>> _likeness("sales in Spain", "Spain") < NEAREST * _likeness("sales in Spain", "sales")
        True
    """
    first, second = company_key(gold).split(), set(company_key(text).split())
    shared = len(second.intersection(first)) / len(second.union(first))
    main = next((n for n, word in enumerate(first) if word in _BEHIND and n), len(first)) - 1
    return max(shared if first[main] in second else shared / 4, 0.01)


def _singular(measure: str) -> str:
    """Return the words of a measure without what may mark a plural, near enough to compare.

    Example:
        >>> _singular("net losses") == _singular("net loss"), _singular("sales") == _singular("sale")
        (True, True)
    """
    return " ".join(word.rstrip("es") for word in measure.split())


def _announced(t: Text, i: int, claim: Claim) -> Announced:
    own = sides(t, i)
    acting, acted = (
        _right(t, own.subjects, claim, "subject"),
        _right(t, own.objects, claim, "object"),
    )
    if claim.kind in SYMMETRIC and claim.object and not (acting.any() and acted.any()):
        other = dataclasses.replace(claim, subject=claim.object, object=claim.subject)
        turned = (
            _right(t, own.subjects, other, "subject"),
            _right(t, own.objects, other, "object"),
        )
        if turned[0].any() and turned[1].any():
            acting, acted = turned
    return Announced(
        trigger=i,
        kind=KINDS.index(claim.kind),
        subjects=Side(own.subjects, pair_numbers(t, i, own.subjects), acting),
        objects=Side(own.objects, pair_numbers(t, i, own.objects), acted),
        action=ACTED.index((claim.kind, claim.action)) if claim.action else -1,
        modality=list(Modality).index(claim.modality),
        negated=claim.polarity is Polarity.NEGATED,
    )


def passages(
    sample: Sample, field: int, lexicon: Mapping[str, int], analyser: Analyser
) -> list[Passage]:
    """Return what the network sees of one field of a sample, window by window.

    Args:
        sample: The annotated article.
        field: 0 for the body, 1 for the title.
        lexicon: Lemmas of the frames (`kg.extract.learned.reading.lexicon_of`).
        analyser: For the windows in which it sees the text.
    """
    t = sample.texts[field]
    numbers, bits = word_numbers(t), frame_bits(t, lexicon)
    announces = np.zeros((len(t.a), len(KINDS)), np.float32)
    counts = np.zeros_like(announces)
    places = set(announcing(t))
    counts[sorted(places)] = 1
    found: list[Announced] = []
    for claim, place in zip(sample.gold, sample.triggers, strict=True):
        own = t.a.sent[place[1]] if place is not None and place[0] == field else None
        again = t.sentences_of(claim) - {own}
        kind = KINDS.index(claim.kind)
        for n in again:
            start, end = t.a.sents[n]
            counts[start:end, kind] = 0
        if own is not None and place is not None and place[1] in places:
            found.append(_announced(t, place[1], claim))
    for one in found:
        announces[one.trigger, one.kind] = counts[one.trigger, one.kind] = 1
    seen, window, place_in = _seen(t, analyser)
    return [
        Passage(
            seen,
            window[start:end],
            place_in[start:end],
            numbers[start:end],
            bits[start:end],
            announces[start:end],
            counts[start:end],
            start,
            [one for one in found if start <= one.trigger < end],
            sample.invented,
        )
        for start, end in windows(t)
    ]


def _seen(
    t: Text, analyser: Analyser
) -> tuple[Sequence[Feed], NDArray[np.int64], NDArray[np.int64]]:
    """Return the windows of a text, and in which one and where in it each token begins."""
    places, ranges, feeds = analyser.windows(t.context.doc)
    window, at = np.full(len(t.a), -1), np.zeros(len(t.a), np.int64)
    for n, ((start, end), (_, _, first, _, _)) in enumerate(zip(ranges, feeds, strict=True)):
        window[places[start:end]] = n
        at[places[start:end]] = first
    return feeds, window, at
