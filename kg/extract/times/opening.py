"""Where a time may begin: a cheap test that lets almost every word of a text pass by."""

from __future__ import annotations

from functools import cache

from kg.extract.times.tokens import Tokens
from kg.extract.times.words import Phrases, match, words

REACH = 7
"""Words within which a time tells what it is; the longest lead is "the last six or seven full years"."""

BEFORE = 5
"""Words that a preposition and what softens it may have: "in the course of approximately"."""


def may_begin(tokens: Tokens, index: int) -> bool:
    """Tell whether a time without its preposition may begin with a token.

    Its first word must be a figure or one that times begin with, and one that only times have
    ("year", "May", "2024", "recently") must follow or be that word. Of all that begins with "the"
    hardly anything is a time: right after it there must be a word that times have.

    Example:
        >>> t = Tokens("The plant, as the firm, its owner and its bank said, was built the last year")
        >>> [t.low(n) for n in range(len(t)) if may_begin(t, n)]
        ['the', 'last', 'year']
    """
    if tokens.opens_time is None:
        openings(tokens)
    return tokens.opens_time is not None and index in tokens.opens_time


def openings(tokens: Tokens) -> list[int]:
    """Return where a time may begin, or a preposition that may stand before one.

    Example:
        >>> t = Tokens("Built in a hurry, it opened in early May")
        >>> [t.low(n) for n in openings(t)]
        ['in', 'in', 'early', 'may']
    """
    qualifiers, openers, telling = words().qualifiers, _openers(), _telling()
    low, digits = tokens.low, tokens.digits
    near = tokens.distances(
        {
            i
            for i, word in enumerate(tokens.lows)
            if word in telling or (word[0].isdigit() and _tells(tokens, i))
        }
    )
    reached = [i for i, far in enumerate(near) if far <= REACH + BEFORE]
    tokens.opens_time = frozenset(
        i
        for i in reached
        if near[i] <= REACH and (digits(i) or (low(i) in openers and _goes_on(tokens, i)))
    )
    return [
        i for i in reached if i in tokens.opens_time or low(i) in qualifiers or low(i) == "between"
    ]


def _tells(tokens: Tokens, i: int) -> bool:
    """Tell whether a figure may be a year, part of a written date or an ordinal ("5th")."""
    if not tokens.digits(i) or len(tokens.low(i)) == 4:
        return True
    return tokens.glued(i + 1) and tokens.low(i + 1) in "/-.–"


def _goes_on(tokens: Tokens, i: int) -> bool:
    """Tell whether what follows a word may make a time of it, where times begin with the word seldom."""
    word, lists = tokens.low(i), words()
    if word in lists.pointers:
        return tokens.digits(i + 1) or tokens.low(i + 1) in _pointed()
    return word not in lists.phrased or any(match(table, tokens, i) for table in _phrases())


@cache
def _pointed() -> frozenset[str]:
    """The words that make a time of "the" or "its" before them."""
    return _telling() | _openers() | words().pointed


def _phrases() -> tuple[Phrases, ...]:
    w = words()
    return w.days, w.holidays, w.ends, w.vague, w.recurring


@cache
def _openers() -> frozenset[str]:
    """The words that times begin with."""
    w = words()
    tables = (
        w.months, w.month_abbreviations, w.weekdays, w.weekday_abbreviations, w.seasons,
        w.numbers, w.ordinals, w.decades, w.days, w.holidays, w.ends, w.vague, w.recurring,
    )  # fmt: skip
    return w.openers.union(*tables, w.parts_of_day)


@cache
def _telling() -> frozenset[str]:
    """The words that only times have, and the rarer ones that they share with others."""
    w = words()
    said = {word for table in _phrases() for word in _words_of(table)}
    return (_openers() | w.units.keys() | w.tells | said).difference(w.leads, w.numbers, w.ordinals)


def _words_of(table: Phrases) -> set[str]:
    return {word for group in table.values() for phrase, _ in group for word in phrase}
