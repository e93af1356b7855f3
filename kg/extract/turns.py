"""Turns of an interview in print: "A: We will open the mine" is what the one who is interviewed says.

A turn is a paragraph with who speaks before a colon: "A" for the one person that is named before the first
"Q", or that person's name.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Doc

from kg.extract.arrays import Arrays

_ASKS, _ANSWERS = frozenset({"q", "question"}), frozenset({"a", "answer"})
_OWN = frozenset({"i", "we", "our", "us", "my"})
_LONGEST = 4
"""Words of a name before a colon."""


@dataclass(frozen=True, slots=True)
class Turn:
    """Tokens `[start, end)` that the one named at token `speaker` says, behind a colon at `start - 1`."""

    start: int
    end: int
    speaker: int


def _lines(a: Arrays) -> Iterator[tuple[int, int, int]]:
    """Yield where each line with a colon behind its first words starts, has that colon, and ends."""
    starts = [0, *(i + 1 for i, word in enumerate(a.word) if a.pos[i] == "SPACE" and "\n" in word)]
    for start, end in zip(starts, [*starts[1:], len(a)], strict=True):
        behind = range(start + 1, min(start + 1 + _LONGEST, end))
        colon = next((i for i in behind if a.word[i] == ":"), None)
        if colon is not None and colon + 1 < end:
            yield start, colon, end


def _persons(doc: Doc) -> dict[int, tuple[int, str]]:
    """Return the ends and words of the persons that a text names, by where they start."""
    return {e.start: (e.end, e.text) for e in doc.ents if e.label_ == "PERSON"}


def turns(doc: Doc, a: Arrays) -> list[Turn]:
    """Return the answers of an interview, in order.

    Args:
        doc: The text.
        a: The same.
    """
    lines = list(_lines(a)) if ":" in a.word else []
    if not lines:
        return []
    persons = _persons(doc)
    asked = next(
        (start for start, at, _ in lines if at == start + 1 and a.lower[start] in _ASKS), None
    )
    before = {s: words for s, (_, words) in persons.items() if asked is not None and s < asked}
    # "Ann Lee" and "Lee" are one; of two persons it is not known who answers.
    names = {
        words
        for words in before.values()
        if not any(w != words and w.endswith(f" {words}") for w in before.values())
    }
    found = []
    for start, colon, end in lines:
        speaker = None
        if (
            asked is not None
            and start > asked
            and colon == start + 1
            and a.lower[start] in _ANSWERS
        ):
            speaker = min(s for s, w in before.items() if w in names) if len(names) == 1 else None
        elif persons.get(start, (0, ""))[0] == colon and not _OWN.isdisjoint(
            a.lower[colon + 1 : end]
        ):
            speaker = start
        if speaker is not None:
            found.append(Turn(colon + 1, _last(a, colon + 1, end), speaker))
    return found


def _last(a: Arrays, start: int, end: int) -> int:
    """Return where a turn ends, without the white space behind it."""
    while end > start and a.pos[end - 1] == "SPACE":
        end -= 1
    return end
