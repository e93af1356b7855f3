"""A spaCy `Doc` as plain lists, read once and shared by the parts of extraction.

spaCy builds a `Token` object at every access; coreference, attribution and
modality look at each token many times, so they read these lists instead.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Doc

_KEY = "kg.arrays"

SUBJECTS = frozenset({"nsubj", "nsubj:pass", "nsubj:outer", "csubj"})
"""Relations of a subject (Universal Dependencies v2)."""

CLAUSES = frozenset({"root", "ccomp", "xcomp", "advcl", "acl", "acl:relcl", "csubj", "parataxis"})
"""Relations whose dependent heads a clause of its own."""

APART = frozenset({"ccomp", "advcl", "acl:relcl", "parataxis", "csubj", "discourse", "list"})
"""Relations of what stands in a clause of its own below a word; infinitives and participles share it."""


class Arrays:
    """The annotation of a `Doc`, one list per attribute, indexed by token.

    `head[i] == i` for roots. `kids[i]` are the dependents of `i` in order,
    without white space tokens. `left[i]` and `right[i]` bound the subtree of
    `i` (`right` inclusive). `sents` are `(start, end)` token ranges and
    `sent[i]` says in which of them `i` lies. `text` are all its characters.
    """

    __slots__ = (
        "dep",
        "head",
        "idx",
        "kids",
        "left",
        "lemma",
        "lower",
        "pos",
        "right",
        "sent",
        "sents",
        "tag",
        "text",
        "word",
    )

    def __init__(self, doc: Doc) -> None:
        self.text = doc.text  # spaCy joins the words anew at every access
        self.word = [t.text for t in doc]
        self.lower = [w.lower() for w in self.word]
        self.lemma = [t.lemma_.lower() or t.lower_ for t in doc]
        self.pos = [t.pos_ for t in doc]
        self.tag = [t.tag_ for t in doc]
        self.dep = [t.dep_ for t in doc]
        self.head = [t.head.i for t in doc]
        self.idx = [t.idx for t in doc]
        n = len(self.word)
        self.kids: list[list[int]] = [[] for _ in range(n)]
        for i, head in enumerate(self.head):
            if head != i and self.pos[i] != "SPACE":
                self.kids[head].append(i)
        self.left = [t.left_edge.i for t in doc]
        self.right = [t.right_edge.i for t in doc]
        self.sents = [(s.start, s.end) for s in doc.sents] if n else []
        self.sent = [k for k, (a, b) in enumerate(self.sents) for _ in range(a, b)]

    def __len__(self) -> int:
        return len(self.word)

    def child(self, i: int, *relations: str) -> int | None:
        """Return the first dependent of `i` with one of the relations, or None."""
        for k in self.kids[i]:
            if self.dep[k] in relations:
                return k
        return None

    def children(self, i: int, *relations: str) -> list[int]:
        """Return the dependents of `i` that have one of the relations."""
        return [k for k in self.kids[i] if self.dep[k] in relations]

    def subject(self, i: int) -> int | None:
        """Return the subject of the clause headed by `i`, or None."""
        for k in self.kids[i]:
            if self.dep[k] in SUBJECTS:
                return k
        return None

    def ancestors(self, i: int) -> Iterator[int]:
        """Yield the heads of `i`, nearest first, without `i` itself."""
        seen = 0
        while self.head[i] != i and seen < len(self.word):
            i = self.head[i]
            seen += 1
            yield i

    def clause(self, i: int) -> int:
        """Return the head of the clause that `i` lies in (`i` itself if it heads one)."""
        seen = 0
        while self.head[i] != i and seen < len(self.word):
            dep = self.dep[i]
            if dep in CLAUSES or (dep == "conj" and self.pos[i] in ("VERB", "AUX")):
                return i
            i = self.head[i]
            seen += 1
        return i

    def in_clause(self, top: int) -> Iterator[int]:
        """Yield the tokens below `top` that lie in its clause and in none below it."""
        for k in self.kids[top]:
            verbal = self.dep[k] == "conj" and self.pos[k] in ("VERB", "AUX")
            if not verbal and self.dep[k] not in APART:
                yield k
                yield from self.in_clause(k)

    def end(self, i: int) -> int:
        """Return the offset at which token `i` ends."""
        return self.idx[i] + len(self.word[i])

    def at_offset(self, offset: int) -> int:
        """Return the token that covers or precedes the character `offset`."""
        return max(0, bisect_right(self.idx, offset) - 1)


def arrays(doc: Doc) -> Arrays:
    """Return the lists for a `Doc`; they are made once and kept with the `Doc`."""
    found = doc.user_data.get(_KEY)
    if not isinstance(found, Arrays) or len(found) != len(doc):
        found = doc.user_data[_KEY] = Arrays(doc)
    return found
