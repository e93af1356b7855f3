"""Which words of a sentence a claim was read from.

A claim keeps its parts as values. Here they are looked up in the quoted
sentence again: names as written or in a shorter form, the words of its time,
the amount that has its value, and the word that sets off its frame.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from kg.explain.frames import forms, frame_info, lists
from kg.extract.amounts import find_amounts
from kg.model import Claim
from kg.rdf.nodes import phrase_key

PARTS = ("subject", "object", "role", "amount", "time", "said", "speaker", "trigger")
"""What words can be marked as; of two that overlap the first here counts."""

_Span = tuple[int, int, str | None]
"""Start, end, and the name that the words stand for where they are not the name itself."""

_WORD = re.compile(r"[^\W_]+(?:[-’'][^\W_]+)*")


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """Words of a quote, `[start, end)` in it, and the part of the claim that they give.

    `stands_for` is the name where the words are a pronoun or a shorter form of it.
    """

    start: int
    end: int
    part: str
    stands_for: str | None = None


def _whole(phrase: str, quote: str) -> Iterator[tuple[int, int]]:
    """Yield where a phrase stands in a quote as whole words, whatever its case and spacing."""
    parts = [re.escape(part) for part in phrase.split()]
    if parts:
        pattern = r"\s+".join(parts)
        for match in re.finditer(rf"(?<!\w){pattern}(?!\w)", quote, re.IGNORECASE):
            yield match.span()


def _shorter(name: str) -> Iterator[str]:
    """Yield the runs of words of a name, the longest first, leaving out single letters."""
    words = name.split()
    for size in range(len(words) - 1, 0, -1):
        for start in range(len(words) - size + 1):
            run = " ".join(words[start : start + size]).strip(",.")
            if len(run) > 1 and (size > 1 or run[:1].isupper()):
                yield run


def _phrase(phrase: str, quote: str) -> tuple[int, int] | None:
    """Return the stretch of a quote that holds most words of a description, at least half.

    Words are compared by their stems, as descriptions are in the graph.
    """
    wanted = set(phrase_key(phrase).split())
    keys = [(match.span(), phrase_key(match.group())) for match in _WORD.finditer(quote)]
    found = [span for span, key in keys if key in wanted]
    if not found or 2 * len({key for _, key in keys} & wanted) < len(wanted):
        return None
    runs: list[list[tuple[int, int]]] = []
    for span in found:
        # Words of one description have at most a few words between them.
        if runs and len(quote[runs[-1][-1][1] : span[0]].split()) <= 2:
            runs[-1].append(span)
        else:
            runs.append([span])
    best = max(runs, key=lambda run: (len(run), -run[0][0]))
    return best[0][0], best[-1][1]


def _name(name: str, others: Iterable[str], quote: str) -> _Span | None:
    for candidate in (name, *sorted(others, key=lambda other: (-len(other), other))):
        for start, end in _whole(candidate, quote):
            return start, end, None if candidate == name else name
    for candidate in _shorter(name):
        for start, end in _whole(candidate, quote):
            return start, end, name
    return None


def _pronoun(claim: Claim, quote: str, taken: Iterable[Mark]) -> _Span | None:
    known = lists()["pronouns"]["person" if claim.subject_type == "PERSON" else "other"]
    spans = [(mark.start, mark.end) for mark in taken]
    for match in _WORD.finditer(quote):
        start, end = match.span()
        free = all(end <= a or start >= b for a, b in spans)
        if free and match.group().casefold() in known:
            return start, end, claim.subject
    return None


def _amount(claim: Claim, quote: str) -> tuple[int, int] | None:
    if claim.amount is None:
        return None
    value = abs(claim.amount.value)
    found = [m for m in find_amounts(quote) if abs(m.quantity.value) == value]
    same = [m for m in found if m.quantity.unit == claim.amount.unit]
    for mention in same or found:
        return mention.span.start, mention.span.end
    return None


def _trigger(claim: Claim, quote: str, taken: list[Mark]) -> tuple[int, int] | None:
    """Return the word that can set off the claim's frame and stands nearest to its object or subject."""
    info = frame_info(claim.found_by)
    if info is None:
        return None
    heads = {lemma.split()[0] for lemma in info.lemmas if lemma != "*"}
    known = {form for lemma in heads for form in forms(lemma)}
    at = next((m.start for part in ("object", "subject") for m in taken if m.part == part), 0)
    spans = [m.span() for m in _WORD.finditer(quote) if m.group().casefold() in known]
    free = [(a, b) for a, b in spans if all(b <= m.start or a >= m.end for m in taken)]
    return min(free, key=lambda span: (abs(span[0] - at), span), default=None)


def marked(claim: Claim, quote: str, names: Iterable[str] = ()) -> tuple[Mark, ...]:
    """Return the words of a quote that a claim was read from, in the order of the text.

    Args:
        claim: The claim.
        quote: A sentence of its evidence, or its title.
        names: Other spellings of its subject, object and speaker.

    Example:
        >>> from kg.model import Kind
        >>> claim = Claim(article="a", kind=Kind.ACQUISITION, subject="Acme Corp.", object="Brio")
        >>> quote = "Acme has bought Brio."
        >>> [(quote[m.start:m.end], m.part, m.stands_for) for m in marked(claim, quote)]
        [('Acme', 'subject', 'Acme Corp.'), ('Brio', 'object', None)]
    """
    found: list[Mark] = []

    def add(part: str, span: _Span | None) -> None:
        if span is not None and all(span[1] <= m.start or span[0] >= m.end for m in found):
            found.append(Mark(start=span[0], end=span[1], part=part, stands_for=span[2]))

    for part, span in _parts(claim, quote, set(names)):
        add(part, span)
    trigger = _trigger(claim, quote, found)
    add("trigger", (*trigger, None) if trigger else None)
    if not any(mark.part == "subject" for mark in found):
        add("subject", _pronoun(claim, quote, found))
    return tuple(sorted(found, key=lambda mark: mark.start))


def _object(claim: Claim, quote: str) -> _Span | None:
    if claim.object is None:
        return None
    if claim.object_type:
        named = _name(claim.object, (), quote)
        if named:
            return named
    return _plain(next(_whole(claim.object, quote), None) or _phrase(claim.object, quote))


def _plain(span: tuple[int, int] | None) -> _Span | None:
    return (*span, None) if span else None


def _parts(claim: Claim, quote: str, names: set[str]) -> Iterator[tuple[str, _Span | None]]:
    """Yield the parts of a claim with their words, those that come first count first."""
    yield "subject", _name(claim.subject, _spellings(claim.subject, names), quote)
    yield "object", _object(claim, quote)
    if claim.role:
        yield "role", _plain(next(_whole(claim.role, quote), None) or _phrase(claim.role, quote))
    yield "amount", _plain(_amount(claim, quote))
    for time, part in ((claim.time, "time"), (claim.said, "said")):
        if time and time.words:
            yield part, _plain(next(_whole(time.words, quote), None))
    if claim.speaker and claim.speaker != claim.subject:
        yield "speaker", _name(claim.speaker, _spellings(claim.speaker, names), quote)


def _spellings(name: str, others: set[str]) -> set[str]:
    """Return the other names that share a word with one."""
    words = {word.casefold() for word in _WORD.findall(name)}
    return {
        other
        for other in others
        if other != name and words & {w.casefold() for w in _WORD.findall(other)}
    }


def bracketed(quote: str, marks: Iterable[Mark]) -> str:
    """Return a quote with its marked words in brackets, each with its part.

    Example:
        >>> bracketed("Acme grows.", [Mark(start=0, end=4, part="subject")])
        '[subject: Acme] grows.'
    """
    parts, at = [], 0
    for mark in marks:
        parts += [quote[at : mark.start], f"[{mark.part}: {quote[mark.start : mark.end]}]"]
        at = mark.end
    return "".join([*parts, quote[at:]])
