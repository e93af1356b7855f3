"""What the network is told of each word that may announce a claim."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np

from kg.extract.arrays import Arrays
from kg.language.labels import ENTITY_TYPES
from kg.model import Kind

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from kg.extract.frame import FrameSet
    from kg.extract.learned.text import Text

KINDS = tuple(Kind)
"""Kinds by their number."""
LONGEST = 120
"""Sentences of more tokens are lists or tables and are passed over."""

_POS = ("VERB", "NOUN", "ADJ", "PROPN", "ADV", "AUX")
_DEPS = (
    *("acl", "acl:relcl", "advcl", "advmod", "amod", "appos", "ccomp", "compound", "conj", "csubj"),
    *("nmod", "nmod:poss", "nmod:desc", "nsubj", "nsubj:pass", "obj", "obl", "obl:agent"),
    *("parataxis", "root", "xcomp", "list"),
)
_ACTING = frozenset({"nsubj", "nmod:poss", "obl:agent", "csubj"})
_ACTED = frozenset({"obj", "nsubj:pass", "xcomp"})
_AMOUNTS = ("money", "percent", "people")
_LABEL = {label: i + 1 for i, label in enumerate(ENTITY_TYPES)}
_PARTS = (len(KINDS), len(KINDS), *([len(ENTITY_TYPES) + 1] * 3), len(_DEPS), len(_POS), 3, 4)
EXTRA = sum(_PARTS)
"""Numbers about a word besides its states."""
AROUND = 4
"""Words whose states count: the word, who acts, what is acted on, the word above."""


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Which lemmas announce which kinds.

    `frames` has a bit for each kind with a frame of that trigger; `shares` says how often
    a lemma announced a kind in the training articles, times 2.5 and at most 1.
    """

    frames: Mapping[str, int]
    shares: Mapping[str, Mapping[int, float]] = field(default_factory=dict)


def lexicon_of(frames: FrameSet) -> dict[str, int]:
    """Return the lemmas of all frames with a bit for each kind."""
    found: dict[str, int] = {}
    for frame in frames.frames:
        for lemma in frame.lemmas:
            if lemma != "*":
                first = lemma.split()[0]
                found[first] = found.get(first, 0) | 1 << KINDS.index(frame.kind)
    return found


@dataclass(frozen=True, slots=True)
class Words:
    """The words of a text that may announce a claim.

    `places` are their tokens, `around` the tokens whose states count (-1 for none), `extra`
    what else is known of them.
    """

    places: list[int]
    around: NDArray[np.int64]
    extra: NDArray[np.float32]


def _near(a: Arrays, label: list[str], i: int) -> tuple[int, int, int, int]:
    acting = acted = -1
    for k in a.kids[i]:
        dep = a.dep[k]
        if acting < 0 and (dep in _ACTING or (dep in ("compound", "amod") and label[k])):
            acting = k
        elif acted < 0 and (dep in _ACTED or dep in ("nmod", "obl")):
            acted = k
    if a.dep[i] in ("acl", "acl:relcl") and acting < 0:
        acting = a.head[i]
    return i, acting, acted, a.head[i] if a.head[i] != i else -1


def words(t: Text, lexicon: Lexicon) -> Words:
    """Return the words of a text that may announce a claim: content words outside captions."""
    a = t.a
    places = [
        i
        for start, end in a.sents
        if end - start <= LONGEST
        for i in range(start, end)
        if a.pos[i] in _POS and i not in t.context.skip
    ]
    around = np.full((len(places), AROUND), -1, np.int64)
    extra = np.zeros((len(places), EXTRA), np.float32)
    starts = np.cumsum((0, *_PARTS)).tolist()
    for n, i in enumerate(places):
        near = _near(a, t.label, i)
        around[n] = near
        mask = lexicon.frames.get(a.lemma[i], 0)
        while mask:
            low = mask & -mask
            extra[n, low.bit_length() - 1] = 1
            mask ^= low
        for kind, share in lexicon.shares.get(a.lemma[i], {}).items():
            extra[n, starts[1] + kind] = share
        for part, place in enumerate(near[:3]):
            if place >= 0:
                extra[n, starts[2 + part] + _LABEL.get(t.label[place], 0)] = 1
        if a.dep[i] in _DEPS:
            extra[n, starts[5] + _DEPS.index(a.dep[i])] = 1
        extra[n, starts[6] + _POS.index(a.pos[i])] = 1
        title = t.context.field == "title"
        extra[n, starts[7] + (2 if title else int(i in t.heading))] = 1
        amounts = t.amounts.get(a.sent[i], ())
        extra[n, starts[8] : starts[8] + 4] = (
            *(kind in amounts for kind in _AMOUNTS),
            a.sent[i] in t.timed,
        )
    return Words(places, around, extra)
