"""Passages in quotation marks, and the answers of an interview, and who is quoted.

A quotation may run over sentences, and over paragraphs whose last ones begin
with a mark of their own while the ones before have no closing mark; a mark that
is never closed ends with its paragraph.
"""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Doc

from kg.extract.arrays import Arrays, arrays
from kg.extract.closing import noun_from
from kg.extract.report_lists import report_lists
from kg.extract.reports import Report, reports
from kg.extract.sayers import is_reporting, source_of
from kg.extract.turns import Turn, turns

_OPEN = frozenset({"“", "„", "«", "``"})
_CLOSE = frozenset({"”", "»", "''"})
_STRAIGHT = frozenset({'"', "''", "``"})
_MARKS = _OPEN | _CLOSE | _STRAIGHT
_MIN_WORDS = 4
_COMPLEMENTS = ("ccomp", "xcomp", "obj", "parataxis", "conj", "advcl")


@dataclass(frozen=True, slots=True)
class Quote:
    """Tokens `[start, end)` between quotation marks, with who says them.

    `speaker` is the head token of the source and `cue` the word of saying;
    both are None for words in quotation marks that nobody is said to have spoken.
    """

    start: int
    end: int
    speaker: int | None = None
    cue: int | None = None


def _paragraph_starts(a: Arrays) -> set[int]:
    return {i + 1 for i, word in enumerate(a.word) if a.pos[i] == "SPACE" and "\n" in word} | {0}


def ranges(a: Arrays) -> list[tuple[int, int]]:
    """Return the token ranges between double quotation marks, in order, never overlapping."""
    if _MARKS.isdisjoint(a.word):
        return []
    return [(start, end) for start, end in _marked(a) if end > start]


def _marked(a: Arrays) -> list[tuple[int, int]]:
    starts = _paragraph_starts(a)
    found: list[tuple[int, int]] = []
    opened: int | None = None
    for i, word in enumerate(a.word):
        if i in starts and opened is not None and i > opened and not _runs_on(a, i, starts):
            end = i
            while end > opened and a.pos[end - 1] == "SPACE":
                end -= 1
            found.append((opened, end))
            opened = None
        if word in _OPEN and word not in _STRAIGHT:
            opened = i + 1 if opened is None else opened
        elif word in _CLOSE and word not in _STRAIGHT:
            if opened is not None:
                found.append((opened, i))
            opened = None
        elif word in _STRAIGHT or word in _OPEN or word in _CLOSE:
            if opened is None:
                opened = i + 1
            else:
                found.append((opened, i))
                opened = None
    if opened is not None:
        found.append((opened, len(a)))
    return found


def _runs_on(a: Arrays, i: int, starts: set[int]) -> bool:
    """Tell whether an open quotation goes on in the paragraph that begins at a token: its first mark closes one.

    A straight mark closes where it stands right behind a word or stop and a space or the end follows.
    """
    for k in range(i, len(a)):
        if k > i and k in starts:
            return False
        if a.word[k] in _MARKS:
            end = a.idx[k] + len(a.word[k])
            closing = a.word[k] in _CLOSE or a.word[k] in _STRAIGHT
            spaced = end >= len(a.text) or a.text[end].isspace()
            return closing and k > i and spaced and not a.text[a.idx[k] - 1].isspace()
    return False


def _is_utterance(a: Arrays, start: int, end: int) -> bool:
    """Tell spoken words from a title or a word held at arm's length."""
    words = [i for i in range(start, end) if a.pos[i] not in ("PUNCT", "SPACE")]
    return len(words) >= _MIN_WORDS and any(a.pos[i] in ("VERB", "AUX") for i in words)


def _touched(a: Arrays, start: int, end: int) -> list[int]:
    """Return the sentences that a quotation lies in, with the one that goes on after its comma.

    Parsers at times begin a sentence behind the closing mark: "We will," Ann Lee said.
    """
    last = len(a) - 1
    on = a.word[end - 1] == ","
    return sorted(
        {a.sent[start], a.sent[end - 1], a.sent[min(end + on, last)], a.sent[min(end, last)]}
    )


def _near_report(
    a: Arrays, start: int, end: int, by_sentence: dict[int, list[Report]]
) -> Report | None:
    """Return the report nearest to the edges of a quotation, in the sentences it touches."""
    best: tuple[int, int, Report] | None = None
    for sentence in _touched(a, start, end):
        for report in by_sentence.get(sentence, ()):
            if start <= report.cue < end or report.source is None:
                continue
            gap = start - report.cue if report.cue < start else report.cue - end
            if best is None or (gap, report.cue) < best[:2]:
                best = (gap, report.cue, report)
    return best[2] if best else None


def _bare_cue(a: Arrays, sentence: int, start: int, end: int) -> tuple[int, int] | None:
    """Return a verb of saying with its source, outside of the quotation, without a clause of its own."""
    first, last = a.sents[sentence]
    outside = [i for i in range(first, last) if not start <= i < end]
    for i in sorted(outside, key=lambda i: (min(abs(i - start), abs(i - end)), i)):
        if is_reporting(a, i):
            source = source_of(a, i)
            if source is not None and not start <= source < end:
                return i, source
    return None


def quotes(doc: Doc) -> list[Quote]:
    """Return the spoken quotations of a text with their speakers, in order; they are looked for once."""
    a = arrays(doc)
    known: list[Quote] | None = a.answers[0].get("quotes")
    if known is None:
        known = a.answers[0]["quotes"] = _with_turns(_quotes(a), turns(doc, a))
    return known


def _with_turns(found: list[Quote], told: list[Turn]) -> list[Quote]:
    """Return quotations with the turns of an interview, which are quotations without their marks."""
    answers = [Quote(t.start, t.end, t.speaker, t.start - 1) for t in told]
    apart = [q for q in found if not any(t.start <= q.start < t.end for t in told)]
    return sorted([*apart, *answers], key=lambda q: q.start) if told else found


def _quotes(a: Arrays) -> list[Quote]:
    spans = [(s, e) for s, e in ranges(a) if _is_utterance(a, s, e)]
    if not spans:
        return []
    by_sentence: dict[int, list[Report]] = {}
    for report in reports(a):
        by_sentence.setdefault(a.sent[report.cue], []).append(report)
    found: list[Quote] = []
    for start, end in spans:
        near = _near_report(a, start, end, by_sentence)
        pair: tuple[int, int] | None = None
        if near is not None and near.source is not None:
            pair = near.cue, near.source
        else:
            for sentence in _touched(a, start, end):
                pair = pair or _bare_cue(a, sentence, start, end)
        if pair is None:
            pair = _behind(a, end) or _before_colon(a, start) or _continued(a, found, start)
        cue, speaker = pair if pair is not None else (None, None)
        found.append(Quote(start, end, speaker, cue))
    return found


def _behind(a: Arrays, end: int) -> tuple[int, int] | None:
    """Read who is said behind a closing mark to have spoken, where sentences are parted there.

    Parsers part `said Acme` at times, and writers put a stop before `Ann Lee said.`, which tells nothing.
    """
    first = end + 1
    if first + 1 >= len(a):
        return None
    if _speaks(a, first) and a.sent[first] != a.sent[first + 1]:
        head = noun_from(a, first + 1, a.sents[a.sent[first + 1]][1])
        return (first, head) if head is not None and a.pos[head] == "PROPN" else None
    start, stop = a.sents[a.sent[first]]
    said = next((k for k in range(first, stop) if a.pos[k] in ("VERB", "AUX")), first)
    if first != start or a.head[said] != said or not _speaks(a, said):
        return None
    source = source_of(a, said)
    bare = not any(a.dep[k] in _COMPLEMENTS for k in a.kids[said])
    return (said, source) if bare and source is not None and source >= first else None


def _speaks(a: Arrays, i: int) -> bool:
    return is_reporting(a, i) and a.lemma[i] not in report_lists().needs_clause


def _before_colon(a: Arrays, start: int) -> tuple[int, int] | None:
    """Read `X said:` or `X added.` at the end of what stands before a quotation."""
    i = start - 2
    while i >= 0 and a.pos[i] in ("SPACE", "PUNCT") and start - i < 6:
        if a.word[i] == ":":
            return _bare_cue(a, a.sent[i], start, start)
        i -= 1
    return None


def _continued(a: Arrays, found: list[Quote], start: int) -> tuple[int, int] | None:
    """Return the speaker of the quotation before, if this one goes on from it."""
    if not found:
        return None
    last = found[-1]
    if last.speaker is None or last.cue is None:
        return None
    if a.sent[start] - max(a.sent[k] for k in (last.end - 1, last.cue, last.speaker)) > 1:
        return None
    return last.cue, last.speaker
