"""A text as the learned extractor reads it: trees, labels, amounts and times by sentence."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.extract import tree
from kg.extract.arrays import Arrays, arrays
from kg.extract.listed import listed

if TYPE_CHECKING:
    from kg.extract.context import Context
    from kg.extract.learned.parties import Party
    from kg.extract.wording import Filler
    from kg.model import Claim, Span

FAR = 9
"""Distances in the tree are counted up to this."""
NO_ROLE, AGENT, PATIENT, CHILD, OWNER, ABOVE, ITSELF, BESIDE = range(8)
"""How a phrase stands to a trigger: who does it, what it is done to, another dependent, an
owner or modifier, a word above it, the trigger itself, or under the same word."""
NOUNS = frozenset({"NOUN", "PROPN", "NUM", "SYM"})

_OWNERS = frozenset({"nmod:poss", "compound", "amod", "nmod:desc"})


@dataclass(frozen=True, slots=True)
class Told:
    """One that a text names: its chain and label, where it is first named, and all its mentions."""

    chain: int
    label: str
    first: int
    mentions: tuple[int, ...]

    def before(self, start: int) -> int:
        """Return the last mention before a token, or -1."""
        n = bisect_left(self.mentions, start)
        return self.mentions[n - 1] if n else -1


@dataclass(frozen=True, slots=True)
class Sentence:
    """Who may act and be acted on in a sentence, and who of the rest of the article may."""

    named: dict[int, Party]
    subjects: list[Party]
    objects: list[Party]
    subjects_elsewhere: list[Party]
    objects_elsewhere: list[Party]


class Text:
    """What rows are made from, looked up once for a text."""

    def __init__(self, context: Context) -> None:
        self.context = context
        self.a: Arrays = arrays(context.doc)
        self.tokens = context.doc
        lists = listed(self.a)
        self.lists = {k: lists[i] for i in lists for k in range(*self.a.name(i))}
        n = len(self.a)
        self.label = [""] * n
        self.root = list(range(n))
        for ent in context.doc.ents:
            root = ent.root.i
            for i in range(ent.start, ent.end):
                self.label[i], self.root[i] = ent.label_, root
        self.heading = {t.i for span in context.doc.spans.get("heading", ()) for t in span}
        self.amounts: dict[int, set[str]] = {}
        for placed in context.amounts:
            kinds = self.amounts.setdefault(self.a.sent[placed.root.i], set())
            kinds.add(placed.mention.kind)
        self.timed = {self.a.sent[placed.root.i] for placed in context.times}
        self.values = [0] * n
        self.sentences: dict[int, Sentence] = {}
        self.fillers: dict[tuple[Party, bool], list[Filler]] = {}
        self.ago: dict[int, dict[int, tuple[int, int]]] = {}
        self.beside: dict[tuple[int, int], tuple[int, int, int]] = {}
        self._told: dict[int, Told] | None = None
        self._sentences: dict[tuple[Span, ...], set[int]] = {}
        self._starts = [self.a.idx[start] for start, _ in self.a.sents]
        self._up: dict[int, list[int]] = {}
        self._steps: dict[int, dict[int, int]] = {}
        self._parts: dict[int, tuple[frozenset[int], frozenset[int]]] = {}

    def sentences_of(self, claim: Claim) -> set[int]:
        """Return the sentences that a claim rests on; those of a title all tell one thing."""
        if self.context.field == "title":
            return set(range(len(self.a.sents))) if claim.title_evidence else set()
        known = self._sentences.get(claim.evidence)
        if known is not None:
            return known
        found = self._sentences[claim.evidence] = set()
        for span in claim.evidence:
            n = max(bisect_right(self._starts, span.start) - 1, 0)
            while n < len(self._starts) and self._starts[n] < span.end:
                if self.a.end(self.a.sents[n][1] - 1) > span.start:
                    found.add(n)
                n += 1
        return found

    def told(self) -> dict[int, Told]:
        """Return all that the text names by number of chain, most told of first."""
        if self._told is None:
            first: dict[int, tuple[int, str]] = {}
            places: dict[int, list[int]] = {}
            named = self.context.chains.named(self.context.doc)
            for i in sorted(i for i in named if self.root[i] == i):
                for entry in named[i]:
                    places.setdefault(entry.chain, []).append(i)
                    if self.label[i] and entry.form == "name":
                        first.setdefault(entry.chain, (i, entry.label))
            found = [Told(c, label, i, tuple(places[c])) for c, (i, label) in first.items()]
            found.sort(key=lambda one: (-len(one.mentions), one.first))
            self._told = {one.chain: one for one in found}
        return self._told

    def up(self, i: int) -> list[int]:
        """Return a token and those above it, nearest first."""
        found = self._up.get(i)
        if found is None:
            found = self._up[i] = [i, *self.a.ancestors(i)]
        return found

    def far(self, i: int, j: int) -> int:
        """Return the steps in the tree between two tokens of a sentence, at most `FAR`."""
        above = self._steps.get(j)
        if above is None:
            above = self._steps[j] = {k: n for n, k in enumerate(self.up(j))}
        for steps, k in enumerate(self.up(i)):
            if k in above:
                return min(FAR, steps + above[k])
        return FAR

    def parts(self, t: int) -> tuple[frozenset[int], frozenset[int]]:
        """Return the heads of the logical subject and object of a trigger."""
        found = self._parts.get(t)
        if found is None:
            token = self.tokens[t]
            found = self._parts[t] = (
                frozenset(x.i for x in tree.agents(token)),
                frozenset(x.i for x in tree.patients(token)),
            )
        return found

    def base(self, i: int) -> int:
        """Return the first of the phrases that one is coordinated with."""
        a = self.a
        i = self.lists.get(i, (i,))[0]
        while a.dep[i] == "conj" and a.head[i] != i and a.pos[a.head[i]] in NOUNS:
            i = a.head[i]
        return i

    def role(self, i: int, t: int) -> int:
        """Return how a phrase stands to a trigger."""
        if i == t:
            return ITSELF
        agents, patients = self.parts(t)
        base = self.base(i)
        if i in agents or base in agents:
            return AGENT
        if i in patients or base in patients:
            return PATIENT
        a = self.a
        if a.head[base] == t:
            return OWNER if a.dep[base] in _OWNERS else CHILD
        if i in self.up(t):
            return ABOVE
        return BESIDE if a.head[base] == a.head[t] else NO_ROLE
