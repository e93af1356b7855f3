"""The pass of all rules that complete claims from other sentences of an article: when a site opens, what a suit asks for."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from spacy.tokens import Span as Sentence

from kg.extract.arrays import worded
from kg.extract.context import Context
from kg.model import Claim

Complete = Callable[[Claim, Sequence[Claim], Sequence[Sentence], Context], Claim]
"""Returns a claim as the sentences complete it, from the claim, all claims, the sentences and the body."""


def completed(
    claims: Iterable[Claim], body: Context, wants: Callable[[Claim], bool], complete: Complete
) -> tuple[Claim, ...]:
    """Return claims, of which those that lack something have what the sentences of the body tell of it.

    Args:
        claims: The claims of one article.
        body: Its body.
        wants: Whether a claim lacks it; where none does, no sentence is read.
        complete: How one that does gets it.
    """
    known = tuple(claims)
    if not any(map(wants, known)):
        return known
    sentences = worded(body.doc)
    return tuple(complete(c, known, sentences, body) if wants(c) else c for c in known)
