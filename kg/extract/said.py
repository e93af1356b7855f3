"""When something was said: the time that stands with the word of saying, or with who says it."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from typing import Protocol

from kg.extract.arrays import SUBJECTS, Arrays
from kg.extract.report_lists import report_lists
from kg.model import Span, TimeSpan

_TIME_RELATIONS = ("obl", "obl:tmod", "obl:unmarked", "obl:npmod", "advmod", "nmod:tmod")
_SAYING = frozenset({"say", "announce", "write", "confirm", "disclose", "reveal", "warn"})
_MONTH = 31
_TIME_PARTS = ("nmod", "case", "nummod", "compound", "det", "amod", "nmod:unmarked", "fixed")


class Timed(Protocol):
    """A time expression: where it stands and the days it means."""

    @property
    def span(self) -> Span:
        """The characters of the expression."""

    @property
    def value(self) -> TimeSpan | None:
        """The days it means, where they are known."""


class SaidWhen:
    """The times of a text at which something can have been said."""

    def __init__(self, a: Arrays, times: Sequence[Timed]) -> None:
        self._a = a
        self._documents = report_lists().documents
        self._times = sorted(times, key=lambda t: (t.span.start, t.span.end))
        self._starts = [t.span.start for t in self._times]

    def of(self, cue: int, speaking: int) -> TimeSpan | None:
        """Return the time that stands with the word of saying itself, or with who says it.

        Trees hang "a spokesman on Friday said" on the spokesman; a document of Friday may
        be of another day than what quotes it.
        """
        a = self._a
        if a.pos[cue] != "VERB":
            return None
        start, end = a.sents[a.sent[cue]]
        first = bisect_left(self._starts, a.idx[start])
        last = bisect_left(self._starts, a.end(end - 1))
        for time in self._times[first:last]:
            if time.value is not None and (
                self._governs(cue, time.span)
                or self._goes_with(speaking, time.span)
                or self._comes_next(cue, time.span, time.value)
            ):
                return time.value
        return None

    def _comes_next(self, cue: int, span: Span, value: TimeSpan) -> bool:
        """Tell whether a time stands right after "said", wherever the tree hangs it.

        "Acme said on Monday it would close it", "(...), its chief executive, said on Monday". A
        year is of what is told, unless "that" begins it: "said in 2026 it would open".
        """
        a, first = self._a, self._a.at_offset(span.start)
        last = a.at_offset(span.end - 1)
        follows = first == cue + 1 or (first == cue + 2 and a.pos[cue + 1] == "ADP")
        if not follows or a.lemma[cue] not in _SAYING or last + 1 >= len(a):
            return False
        if a.dep[first] in SUBJECTS or a.dep[last] in SUBJECTS or a.tag[last + 1] == "POS":
            return False
        if value.earliest is None or value.latest is None:
            return False
        return a.lower[last + 1] == "that" or (value.latest - value.earliest).days <= _MONTH

    def _goes_with(self, speaking: int, span: Span) -> bool:
        """Tell whether a time hangs right on the noun or name that speaks."""
        a = self._a
        if speaking < 0 or a.lemma[speaking] in self._documents:
            return False
        i = a.at_offset(span.start)
        while a.head[i] != i and span.start <= a.idx[a.head[i]] < span.end:
            i = a.head[i]
        return a.head[i] == speaking < i and a.dep[i] in (*_TIME_RELATIONS, "nmod")

    def _governs(self, cue: int, span: Span) -> bool:
        """Tell whether a time hangs on a word of saying, not on what is said."""
        a = self._a
        i = a.at_offset(span.start)
        for up in a.ancestors(i):
            if up == cue:
                return a.dep[i] in _TIME_RELATIONS
            inside = span.start <= a.idx[up] < span.end
            if not inside and a.dep[i] not in _TIME_PARTS:
                return False
            i = up
        return False
