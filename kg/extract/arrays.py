"""A spaCy `Doc` as plain lists, read once and shared by the parts of extraction.

spaCy builds a `Token` object at every access; coreference, attribution and
modality look at each token many times, so they read these lists instead.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from spacy.strings import StringStore
    from spacy.tokens import Doc, Span

_KEY = "kg.arrays"

_COLUMNS = (
    *("ORTH", "LEMMA", "POS", "TAG", "DEP", "ENT_TYPE"),
    *("IDX", "ENT_IOB", "SENT_START", "HEAD"),
)

_INSIDE = 1  # spaCy's number of "I", for a token that goes on with a name

SUBJECTS = frozenset({"nsubj", "nsubj:pass", "nsubj:outer", "csubj"})
"""Relations of a subject (Universal Dependencies v2)."""

CLAUSES = frozenset({"root", "ccomp", "xcomp", "advcl", "acl", "acl:relcl", "csubj", "parataxis"})
"""Relations whose dependent heads a clause of its own."""

APART = frozenset({"ccomp", "advcl", "acl:relcl", "parataxis", "csubj", "discourse", "list"})
"""Relations of what stands in a clause of its own below a word; infinitives and participles share it."""


class _Texts(dict[int, str]):
    """The strings of spaCy's numbers, each looked up once."""

    def __init__(self, known: StringStore) -> None:
        super().__init__()
        self._known = known

    def __missing__(self, key: int) -> str:
        found = self[key] = self._known[key]
        return found


def _below(head: list[int]) -> list[list[int]]:
    """Return the dependents of each token; all that have none share one empty list.

    Example:
        >>> _below([1, 1, 1])
        [[], [0, 2], []]
    """
    none: list[int] = []
    found = [none] * len(head)
    for i, above in enumerate(head):
        if above != i:
            if found[above] is none:
                found[above] = [i]
            else:
                found[above].append(i)
    return found


def _edges(head: list[int]) -> tuple[list[int], list[int]]:
    """Return the first and last token of each subtree of a projective tree.

    Example:
        >>> _edges([1, 1, 1, 2])
        ([0, 0, 2, 3], [0, 3, 3, 3])
    """
    left, right = list(range(len(head))), list(range(len(head)))
    for i in range(len(head)):
        above = head[i]
        while left[above] > i:
            left[above], above = i, head[above]
    for i in reversed(range(len(head))):
        above = head[i]
        while right[above] < i:
            right[above], above = i, head[above]
    return left, right


def _under(head: list[int]) -> int:
    """Return the tokens of all subtrees together.

    Example:
        >>> _under([1, 1, 1, 2])
        8
    """
    heads = np.array(head, np.int64)
    at, total = np.arange(len(head)), len(head)
    while moved := int(np.count_nonzero(heads[at] != at)):
        total += moved
        at = heads[at]
    return total


def _crossed(head: list[int], left: list[int], right: list[int]) -> set[int]:
    """Return the tokens whose subtree, or one inside it, has gaps.

    Example:
        >>> head = [1, 1, 3, 1]
        >>> sorted(_crossed(head, *_edges(head)))
        []
        >>> head = [2, 3, 2, 2]
        >>> sorted(_crossed(head, *_edges(head)))
        [2, 3]
    """
    size = [1] * len(head)
    waiting = [0] * len(head)
    for i, above in enumerate(head):
        if above != i:
            waiting[above] += 1
    ready = [i for i, count in enumerate(waiting) if not count]
    found: set[int] = set()
    for i in ready:
        above = head[i]
        gaps = i in found or right[i] - left[i] + 1 != size[i]
        if gaps:
            found.add(i)
        if above != i:
            size[above] += size[i]
            waiting[above] -= 1
            if gaps:
                found.add(above)
            if not waiting[above]:
                ready.append(above)
    return found


def _sentences(opens: list[int]) -> list[tuple[int, int]]:
    """Return the token ranges of the sentences, as `doc.sents` gives them, without their spans.

    Example:
        >>> _sentences([1, 0, 1])
        [(0, 2), (2, 3)]
    """
    starts = [i for i, opening in enumerate(opens) if opening == 1 or not i]
    return list(zip(starts, [*starts[1:], len(opens)], strict=True)) if opens else []


class Arrays:
    """The annotation of a `Doc`, one list per attribute, indexed by token.

    `head[i] == i` for roots. `kids[i]` are the dependents of `i` in order,
    without white space tokens. `left[i]` and `right[i]` bound the subtree of
    `i` (`right` inclusive); `below[i]` are all dependents, with white space. `sents` are `(start, end)` token ranges and
    `sent[i]` says in which of them `i` lies. `text` are all its characters. `label` are the labels of
    names, empty outside of them; `iob` says by spaCy's numbers where each goes on.
    `answers` keeps what was found out about a token, by token and question.
    """

    __slots__ = (
        "answers",
        "below",
        "count",
        "dep",
        "head",
        "idx",
        "iob",
        "kids",
        "label",
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

    idx: list[int]
    iob: list[int]

    def __init__(self, doc: Doc) -> None:
        self.text = doc.text  # spaCy joins the words anew at every access
        self.count = n = len(doc)
        columns = doc.to_array(list(_COLUMNS)).reshape(n, len(_COLUMNS)).T
        named: list[list[int]]
        *named, self.idx, self.iob, opens = columns[:-1].tolist()
        texts = _Texts(doc.vocab.strings)
        told = [list(map(texts.__getitem__, column)) for column in named]
        self.word, lemma, self.pos, self.tag, self.dep, self.label = told
        self.lower = [w.lower() for w in self.word]
        self.lemma = [one.lower() or low for one, low in zip(lemma, self.lower, strict=True)]
        self.head: list[int] = (columns[-1].astype(np.int64) + np.arange(n)).tolist()
        self.below = _below(self.head)
        self.kids = self.below.copy()
        for head in {self.head[i] for i, pos in enumerate(self.pos) if pos == "SPACE"}:
            self.kids[head] = [k for k in self.below[head] if self.pos[k] != "SPACE"]
        self.left, self.right = _edges(self.head)
        if sum(self.right) - sum(self.left) + n != _under(self.head):
            for i in _crossed(self.head, self.left, self.right):
                # Where arcs cross, spaCy's edges are its own.
                self.left[i], self.right[i] = doc[i].left_edge.i, doc[i].right_edge.i
        self.answers: defaultdict[int, dict[str, Any]] = defaultdict(dict)
        self.sents = _sentences(opens)
        self.sent = [k for k, (a, b) in enumerate(self.sents) for _ in range(a, b)]

    def __len__(self) -> int:
        return self.count

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

    def said(self, i: int) -> frozenset[str]:
        """Return the words of the sentence of `i`, and the one after it, in small letters.

        What hangs on a word by "for" need not be looked for where there is no "for".
        """
        start, end = self.sents[self.sent[i]]
        found: frozenset[str] | None = self.answers[start].get("said")
        if found is None:
            found = self.answers[start]["said"] = frozenset(self.lower[start : end + 1])
        return found

    def lemmas(self, i: int) -> frozenset[str]:
        """Return the lemmas of the sentence of `i`."""
        start, end = self.sents[self.sent[i]]
        found: frozenset[str] | None = self.answers[start].get("lemmas")
        if found is None:
            found = self.answers[start]["lemmas"] = frozenset(self.lemma[start:end])
        return found

    def name(self, i: int) -> tuple[int, int]:
        """Return the range of the name that `i` is part of, or of `i` alone."""
        start, end = i, i + 1
        if self.label[i]:
            while start > 0 and self.iob[start] == _INSIDE:
                start -= 1
            while end < self.count and self.iob[end] == _INSIDE:
                end += 1
        return start, end

    def subtree(self, i: int) -> Iterator[int]:
        """Yield `i` and all below it, what stands before it first, as spaCy does."""
        below = self.below[i]
        if not below:
            yield i
            return
        for k in below:
            if k < i:
                yield from self.subtree(k)
        yield i
        for k in below:
            if k > i:
                yield from self.subtree(k)

    def end(self, i: int) -> int:
        """Return the offset at which token `i` ends."""
        return self.idx[i] + len(self.word[i])

    def at_offset(self, offset: int) -> int:
        """Return the token that covers or precedes the character `offset`."""
        return max(0, bisect_right(self.idx, offset) - 1)


def arrays(doc: Doc) -> Arrays:
    """Return the lists for a `Doc`; they are made once and kept with the `Doc`."""
    found: Arrays | None = doc.user_data.get(_KEY)
    if found is None or found.count != len(doc):
        found = doc.user_data[_KEY] = Arrays(doc)
    return found


def sentence_spans(doc: Doc) -> list[Span]:
    """Return the sentences of a `Doc`, as `doc.sents` gives them, without another look at every token."""
    return [doc[start:end] for start, end in arrays(doc).sents]


def worded(doc: Doc) -> list[Span]:
    """Return the sentences of a `Doc` that have a word of letters: no rows of marks, no bare figures."""
    return [s for s in sentence_spans(doc) if any(t.is_alpha for t in s)]
