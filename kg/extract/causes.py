"""Times of what moved a price and not of the move: "rose after stronger sales over Christmas", "after a weak May"."""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Span as Sentence
from spacy.tokens import Token

from kg.extract.context import Context

_CAUSES = frozenset({"after", "amid", "despite", "following", "on"})
_LASTING = ("over", "during")
_JOINED = ("NOUN", "PROPN", "ADJ", "ADV", "DET", "ADP", "SCONJ", "PART", "PRON")
_FAR = 9  # words from "after" to the time


def of_causes(sentence: Sentence, context: Context) -> frozenset[int]:
    """Return where the times begin that a phrase with "after" or "on" keeps for itself.

    A plain day may be both ("fell after results on Monday"): only a stretch of time in which something went
    on, or one that is itself called strong or weak, is the cause's alone.

    Args:
        sentence: A sentence that tells of a move.
        context: Its text.
    """
    found = set()
    for placed in context.times_in(sentence):
        mention = placed.mention
        before = [t for t in sentence if t.idx < mention.span.start]
        lasts = mention.qualifier in _LASTING and _follows_cause(before)
        if lasts or (mention.span.start == mention.core.start and _is_called(before)):
            found.add(mention.span.start)
    return frozenset(found)


def _follows_cause(before: Sequence[Token]) -> bool:
    """Tell whether the last words are a noun phrase behind a word for a cause: "after stronger than expected sales"."""
    if not before or before[-1].pos_ != "NOUN":
        return False
    for token in reversed(before[-_FAR:]):
        if token.lower_ in _CAUSES:
            return True
        if token.pos_ not in _JOINED and token.lower_ != "expected":
            return False
    return False


def _is_called(before: Sequence[Token]) -> bool:
    """Tell whether the last words say what kind of time it was, behind a word for a cause: "after a strong"."""
    if len(before) < 3 or before[-1].pos_ != "ADJ":
        return False
    return before[-2].lower_ in ("a", "an") and before[-3].lower_ in _CAUSES
