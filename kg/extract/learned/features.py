"""Rows as numbers for the trees that judge them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

import numpy as np

from kg.extract.learned.rows import FORMS, Row
from kg.language.labels import ENTITY_TYPES, UPOS
from kg.model import Claim, Span

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from kg.extract.learned.text import Text

_PREPOSITIONS = (
    *("of", "by", "for", "with", "in", "to", "at", "from", "on", "into", "as", "over", "'s"),
    *("against", "about", "than"),
)
_LABEL = {label: i + 1 for i, label in enumerate(ENTITY_TYPES)}
_POS = {name: i for i, name in enumerate(UPOS)}
_NO_OBJECT_ROLE = 8
_NO_FORM = len(FORMS)
_LATE = 30  # sentences further on in an article count as one

KEYS = ("subject label", "object label", "roles", "preposition", "kind")
"""What the share of right claims is counted by, kind by kind; each gives a number below `KEY`."""
KEY = 100
SCORE = 21
"""Where the numbers of a row hold the network's score of its kind for its trigger."""
WIDTH = 25 + len(KEYS)
"""Numbers for each row: `KEYS` come last."""


def sentence_spans(t: Text) -> list[Span]:
    """Return the characters of each sentence."""
    a = t.a
    return [Span(a.idx[start], a.end(end - 1)) for start, end in a.sents]


def told(t: Text, claims: Sequence[Claim]) -> dict[int, list[Claim]]:
    """Return the claims that rest on each sentence of a text, by its number."""
    found: dict[int, list[Claim]] = {}
    for number, span in enumerate(sentence_spans(t)):
        if t.context.field == "title":
            here = [c for c in claims if c.title_evidence]
        else:
            here = [c for c in claims if any(e.overlaps(span) for e in c.evidence)]
        if here:
            found[number] = here
    return found


def _case(t: Text, i: int) -> int:
    a = t.a
    word = next((a.lower[k] for k in a.kids[i] if a.dep[k] == "case"), None)
    if word is None:
        return 0
    return _PREPOSITIONS.index(word) + 2 if word in _PREPOSITIONS else 1


def _keys(row: Row, case: int) -> tuple[int, ...]:
    s, o = row.subject, row.object
    label, form = _LABEL.get(s.label, 0), FORMS.index(s.form)
    other, told_as = (_LABEL.get(o.label, 0), FORMS.index(o.form)) if o else (0, _NO_FORM)
    place = 0 if o is None else 1 + (other > 0) + 2 * (o.at < row.trigger)
    role = _NO_OBJECT_ROLE if o is None else row.object_role
    base = row.kind * KEY
    return (
        base + label * 7 + form,
        base + other * 8 + told_as,
        base + row.subject_role * 9 + role,
        base + case * 5 + place,
        base,
    )


def _plain(t: Text, row: Row, case: int, distances: list[int]) -> tuple[float, ...]:
    a, s, o, trigger = t.a, row.subject, row.object, row.trigger
    amounts = t.amounts.get(a.sent[trigger], ())
    title = t.context.field == "title"
    return (
        row.kind,
        row.subject_role,
        row.subject_far,
        FORMS.index(s.form),
        _LABEL.get(s.label, 0),
        s.at < trigger,
        row.object_role if o is not None else _NO_OBJECT_ROLE,
        row.object_far,
        FORMS.index(o.form) if o is not None else _NO_FORM,
        _LABEL.get(o.label, 0) if o is not None else 0,
        case,
        o is not None and o.at < trigger,
        row.apart,
        _POS[a.pos[trigger]],
        2 if title else int(trigger in t.heading),
        "money" in amounts,
        "percent" in amounts,
        "people" in amounts,
        min(a.sent[trigger], _LATE),
        sum(x < row.subject_far for x in distances),
        len(distances),
    )


def matrix(
    t: Text,
    found: Sequence[Row],
    logits: Mapping[int, NDArray[np.float32]],
    claims: Sequence[Claim],
) -> tuple[NDArray[np.float32], NDArray[np.int64]]:
    """Return the numbers of rows, with zeros for `KEYS`, and the key of each row for each of them.

    Args:
        t: The text.
        found: The rows.
        logits: The network's scores of all kinds, by token.
        claims: What the frames say of the article.
    """
    numbers = np.zeros((len(found), WIDTH), np.float32)
    keys = np.zeros((len(found), len(KEYS)), np.int64)
    by_sentence = told(t, claims)
    most: dict[int, NDArray[np.float32]] = {}
    for i, scores in logits.items():
        sentence = t.a.sent[i]
        most[sentence] = np.maximum(most[sentence], scores) if sentence in most else scores
    distances: dict[tuple[int, int], set[int]] = {}
    for row in found:
        distances.setdefault((row.trigger, row.kind), set()).add(row.subject_far)
    for n, row in enumerate(found):
        case = 0 if row.object is None else _case(t, row.object.at)
        scores, sentence = logits[row.trigger], t.a.sent[row.trigger]
        numbers[n, : WIDTH - len(KEYS)] = (
            *_plain(t, row, case, sorted(distances[row.trigger, row.kind])),
            scores[row.kind],
            scores[row.kind] - scores.max(),
            most[sentence][row.kind],
            max((c.confidence for c in by_sentence.get(sentence, ())), default=0.0),
        )
        keys[n] = _keys(row, case)
    return numbers, keys
