"""What matters need of an article beside its claims, so that its text need not be read again."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from kg.matters.duplicates import Signature, copies, signature
from kg.matters.marks import heard_of, speaks_of
from kg.model import Article, Claim

TITLE = "title"


@dataclass(frozen=True, slots=True, kw_only=True)
class Digest:
    """The outlet of an article, the signature of its text, and what its sentences tell.

    `sorts` are the sorts of things that a sentence about a product speaks of,
    and the rates of aims, by the span of the sentence, or `title`; sentences
    that name none are absent.
    """

    publisher: str | None = None
    signature: Signature = field(default_factory=lambda: Signature(exact="", values=()))
    sorts: Mapping[str, frozenset[str]] = field(default_factory=dict)

    def of(self, claim: Claim) -> frozenset[str]:
        """Return what sorts of things, or which rates, the sentences of a claim speak of."""
        spans = [f"{span.start}-{span.end}" for span in claim.evidence]
        keys = [*spans, *([TITLE] if claim.title_evidence else [])]
        found = {name for key in keys for name in self.sorts.get(key, ())}
        return frozenset(name for name in found if heard_of(claim, name))


def digest(article: Article, claims: Iterable[Claim]) -> Digest:
    """Return the digest of an article and its claims."""
    sorts: dict[str, frozenset[str]] = {}
    for claim in claims:
        texts = {f"{span.start}-{span.end}": span.of(article.text) for span in claim.evidence}
        if claim.title_evidence:
            texts[TITLE] = article.title
        for key, text in texts.items():
            sorts[key] = sorts.get(key, frozenset()) | speaks_of(claim, [text])
    return Digest(
        publisher=article.publisher,
        signature=signature(article.text),
        sorts={key: names for key, names in sorted(sorts.items()) if names},
    )


def copies_of(digests: Mapping[str, Digest], days: Mapping[str, object]) -> dict[str, str]:
    """Return article → the first article with nearly the same text, for all that are copies.

    Args:
        digests: Digest by article id.
        days: Day of publication by article id; the first of a group is the oldest.
    """
    found = {name: each.signature for name, each in digests.items() if each.signature.exact}
    rank = {name: str(day) for name, day in days.items() if day is not None}
    return copies(found, {name: rank.get(name, "9999") for name in found})
