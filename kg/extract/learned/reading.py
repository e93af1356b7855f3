"""What the network is told of the words of a text, and of a word beside a party."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

import numpy as np

from kg.extract.learned.parties import ELSEWHERE, FORMS, Party
from kg.language.labels import ENTITY_TYPES, UPOS
from kg.model import ACTIONS, Kind

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from kg.extract.frame import FrameSet
    from kg.extract.learned.text import Text

KINDS = tuple(Kind)
"""Kinds by their number."""
LONGEST = 120
"""Sentences of more tokens are lists or tables and are passed over."""
WINDOW, WIDEST = 160, 400
"""Tokens that the network sees at once: whole sentences up to the first, never more than the second."""
ACTED = tuple((kind, action) for kind in KINDS for action in ACTIONS.get(kind, ()))
"""Actions of all kinds by their number."""

ANNOUNCING = frozenset({"VERB", "NOUN", "ADJ", "PROPN", "ADV", "AUX"})
"""Parts of speech of words that may announce a claim."""

_DEPS = (
    *("acl", "acl:relcl", "advcl", "advmod", "amod", "appos", "aux", "case", "ccomp", "compound"),
    *("conj", "cop", "csubj", "det", "flat", "list", "mark", "nmod", "nmod:poss", "nmod:desc"),
    *("nsubj", "nsubj:pass", "nummod", "obj", "obl", "obl:agent", "parataxis", "punct", "root"),
    *("xcomp",),
)
_DEP = {name: i + 1 for i, name in enumerate(_DEPS)}
_POS = {name: i + 1 for i, name in enumerate(UPOS)}
_LABEL = {name: i + 1 for i, name in enumerate(ENTITY_TYPES)}
_FORM = {name: i for i, name in enumerate(FORMS)}
_AMOUNT = {"money": 1, "percent": 2, "people": 3}
_OTHER_AMOUNT, _TIME = 4, 5
_BODY, _HEADING, _TITLE, _CAPTION = range(4)

_N = len(ENTITY_TYPES) + 1
WORD_SIZES = (len(UPOS) + 1, len(_DEPS) + 1, 2 * _N, 6, 4)
"""Values of each number of a word: part of speech, relation, label of what it names or stands
for, figure or time, place in the article."""

_CASES = (
    *("of", "by", "for", "with", "in", "to", "at", "from", "on", "into", "as", "over", "'s"),
    *("against", "about", "than", "between"),
)
_CASE = {word: i + 2 for i, word in enumerate(_CASES)}

STEPS = (-16, -8, -5, -3, -2, -1, 0, 1, 2, 4, 7, 15)
"""Lower ends of the classes of distances in words."""
TIMES, AGO = (1, 2, 3, 5, 9), (1, 2, 3, 5, 9)
"""Lower ends of the classes of how often one is told of, and of how many sentences ago it was."""
PAIR_SIZES = (
    *(8, 10, len(STEPS) + 1, _N, len(FORMS), len(_DEPS) + 1, 2, 6, len(_CASES) + 2),
    *(len(TIMES) + 1, len(AGO) + 1),
)
"""Values of each number of a word with a party: role, steps in the tree, distance in words, label,
form, relation, whether the article is about it, figure, preposition, how often the article tells
of it, and how long ago it last did."""


def lexicon_of(frames: FrameSet) -> dict[str, int]:
    """Return the lemmas of all frames with a bit for each kind, but for those that seldom tell it."""
    found: dict[str, int] = {}
    for frame in frames.frames:
        for lemma in frame.lemmas:
            if lemma != "*" and not frame.rare:
                first = lemma.split()[0]
                found[first] = found.get(first, 0) | 1 << KINDS.index(frame.kind)
    return found


def _values(t: Text) -> list[int]:
    """Return for each token what figure or time it belongs to."""
    found = [0] * len(t.a)
    for i in t.context.inside_time:
        found[i] = _TIME
    for placed in t.context.amounts:
        kind = _AMOUNT.get(placed.mention.kind, _OTHER_AMOUNT)
        first = t.a.at_offset(placed.mention.span.start)
        for i in range(first, len(t.a)):
            if t.a.idx[i] >= placed.mention.span.end:
                break
            found[i] = kind
    return found


def word_numbers(t: Text) -> NDArray[np.int64]:
    """Return the numbers of each token (tokens, `WORD_SIZES`)."""
    a = t.a
    t.values = _values(t)
    title, named = t.context.field == "title", t.context.chains.named(t.context.doc)
    labels = [_LABEL.get(label, 0) for label in t.label]
    places = [_TITLE if title else _BODY] * len(a)
    for i in () if title else t.heading:
        places[i] = _HEADING
    for i in t.context.skip:
        places[i] = _CAPTION
    for i, entries in named.items():
        if not labels[i]:
            labels[i] = _N + _LABEL.get(entries[0].label, 0)
    pos = [_POS.get(one, 0) for one in a.pos]
    deps = [_DEP.get(one, 0) for one in a.dep]
    return np.array([pos, deps, labels, t.values, places], np.int64).T.copy()


def frame_bits(t: Text, lexicon: Mapping[str, int]) -> NDArray[np.float32]:
    """Return which kinds have a frame of each token's lemma (tokens, kinds)."""
    found = np.zeros((len(t.a), len(KINDS)), np.float32)
    for i, lemma in enumerate(t.a.lemma):
        mask = lexicon.get(lemma, 0)
        while mask:
            low = mask & -mask
            found[i, low.bit_length() - 1] = 1
            mask ^= low
    return found


def announcing(t: Text, among: Sequence[int] | None = None) -> list[int]:
    """Return the tokens that may announce a claim: content words outside captions and tables.

    Args:
        t: The text.
        among: The tokens to choose from, in order; all if not given.
    """
    a = t.a
    short = [end - start <= LONGEST for start, end in a.sents]
    return [
        i
        for i in (range(len(a)) if among is None else among)
        if a.pos[i] in ANNOUNCING and short[a.sent[i]] and i not in t.context.skip
    ]


def windows(t: Text) -> list[tuple[int, int]]:
    """Return the token ranges that the network sees at once, in order."""
    found: list[tuple[int, int]] = []
    start = 0
    for first, end in [*t.a.sents, (len(t.a), len(t.a) + WINDOW + 1)]:
        if end - start > WINDOW and first > start:
            found += [(i, min(i + WIDEST, first)) for i in range(start, first, WIDEST)]
            start = first
    return found


def _case(t: Text, i: int) -> int:
    """Return the number of the preposition of a phrase: 0 without one, 1 for a rare one."""
    k = t.a.child(t.base(i), "case")
    return 0 if k is None else _CASE.get(t.a.lower[k].replace("’", "'"), 1)


def _told(t: Text, chain: int, start: int) -> tuple[int, int]:
    """Return how often a text tells of one and how many sentences ago, in classes; 0 for never. Found once for a sentence."""
    known = t.ago.setdefault(start, {})
    found = known.get(chain)
    if found is not None:
        return found
    one = t.told().get(chain)
    if one is None:
        found = 0, 0
    else:
        last = one.before(start)
        ago = t.a.sent[start] - t.a.sent[last] if last >= 0 else 0
        found = bisect_right(TIMES, len(one.mentions)), bisect_right(AGO, ago)
    known[chain] = found
    return found


def _beside(t: Text, i: int, trigger: int) -> tuple[int, int, int]:
    """Return role, steps in the tree and preposition of a phrase beside a word, found once."""
    found = t.beside.get((i, trigger))
    if found is None:
        found = t.beside[i, trigger] = t.role(i, trigger), t.far(i, trigger), _case(t, i)
    return found


def pair_numbers(t: Text, trigger: int, parties: Sequence[Party]) -> NDArray[np.int64]:
    """Return the numbers of a word with each party (parties, `PAIR_SIZES`)."""
    a = t.a
    topic = t.context.chains.topic
    start = a.sents[a.sent[trigger]][0]
    rows: list[tuple[int, ...]] = []
    ranks = dict.fromkeys(ELSEWHERE, 0)
    for party in parties:
        label, form = _LABEL.get(party.label, 0), _FORM[party.form]
        about = topic is not None and party.chain == topic.chain
        told = _told(t, party.chain, start)
        if party.form in ELSEWHERE:
            rows.append((0, ranks[party.form], 0, label, form, 0, about, 0, 0, *told))
            ranks[party.form] += 1
            continue
        role, far, case = _beside(t, party.at, trigger)
        steps = bisect_right(STEPS, party.at - trigger)
        relation, value = _DEP.get(a.dep[party.at], 0), t.values[party.at]
        rows.append((role, far, steps, label, form, relation, about, value, case, *told))
    return np.array(rows, np.int64).reshape(len(rows), len(PAIR_SIZES))
