"""Scores of treebank analysis after the CoNLL 2018 shared task (Zeman et al. 2018), and of spans."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from kg.language.train.conllu import Sentence


@dataclass(frozen=True, slots=True)
class Word:
    """A word of an analysed text: its place in the text and what is said of it.

    `head` is the position of its head among the words, -1 for the root.
    """

    start: int
    end: int
    upos: str
    xpos: str
    lemma: str
    head: int
    dep: str


@dataclass
class Count:
    """Right, in the gold standard, and in the answer."""

    right: int = 0
    gold: int = 0
    system: int = 0

    @property
    def precision(self) -> float:
        """Share of the answer that is right, in per cent."""
        return 100 * self.right / self.system if self.system else 0.0

    @property
    def recall(self) -> float:
        """Share of the gold standard that was found, in per cent."""
        return 100 * self.right / self.gold if self.gold else 0.0

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall, in per cent."""
        total = self.gold + self.system
        return 200 * self.right / total if total else 0.0

    def add(self, right: int, gold: int, system: int) -> None:
        """Count more."""
        self.right += right
        self.gold += gold
        self.system += system


@dataclass
class TreeScores:
    """Counts per measure over any number of texts."""

    counts: dict[str, Count] = field(default_factory=dict)

    def _of(self, name: str) -> Count:
        return self.counts.setdefault(name, Count())

    def add(
        self,
        gold: Sequence[Word],
        gold_sentences: Iterable[tuple[int, int]],
        system: Sequence[Word],
        system_sentences: Iterable[tuple[int, int]],
    ) -> None:
        """Count one text.

        Words are aligned where their characters are the same. An arc is right where the
        aligned word's head is aligned with the gold head; labels are compared without subtypes.
        """
        spans = {(w.start, w.end): i for i, w in enumerate(gold)}
        to_gold = {
            i: spans[w.start, w.end] for i, w in enumerate(system) if (w.start, w.end) in spans
        }
        self._of("words").add(len(to_gold), len(gold), len(system))
        left, right = set(gold_sentences), set(system_sentences)
        self._of("sentences").add(len(left & right), len(left), len(right))
        hits = dict.fromkeys(("upos", "xpos", "lemmas", "uas", "las", "las with subtypes"), 0)
        for i, j in to_gold.items():
            s, g = system[i], gold[j]
            hits["upos"] += s.upos == g.upos
            hits["xpos"] += s.xpos == g.xpos
            hits["lemmas"] += g.lemma in (s.lemma, "_")
            head = -1 if s.head < 0 else to_gold.get(s.head, -2)
            if head == g.head:
                hits["uas"] += 1
                hits["las"] += s.dep.split(":")[0] == g.dep.split(":")[0]
                hits["las with subtypes"] += s.dep == g.dep
        for name, value in hits.items():
            self._of(name).add(value, len(gold), len(system))

    def rows(self) -> dict[str, float]:
        """Return F1 per measure, in per cent; with gold words it is the accuracy."""
        return {name: round(count.f1, 2) for name, count in self.counts.items()}


def gold_words(sentences: Sequence[Sentence]) -> tuple[str, list[Word], list[tuple[int, int]]]:
    """Return the raw text of a document, its words, and its sentences in characters.

    Paragraphs are parted by a blank line, as in the raw texts of the shared task.
    """
    parts: list[str] = []
    words: list[Word] = []
    bounds: list[tuple[int, int]] = []
    at = 0
    for k, sentence in enumerate(sentences):
        if k:
            glued = sentences[k - 1].no_space_after[-1]
            gap = "\n\n" if sentence.starts else "" if glued else " "
            parts.append(gap)
            at += len(gap)
        base, first = len(words), at
        for i, form in enumerate(sentence.words):
            head = sentence.heads[i]
            words.append(
                Word(
                    at,
                    at + len(form),
                    sentence.upos[i],
                    sentence.xpos[i],
                    sentence.lemmas[i],
                    base + head - 1 if head else -1,
                    sentence.deps[i],
                )
            )
            parts.append(form)
            at += len(form)
            if i < len(sentence.words) - 1 and not sentence.no_space_after[i]:
                parts.append(" ")
                at += 1
        bounds.append((first, words[-1].end))
    return "".join(parts), words, bounds


@dataclass
class SpanScores:
    """Counts per label of spans that must agree in both ends and label."""

    counts: dict[str, Count] = field(default_factory=dict)

    def add(
        self, gold: Iterable[tuple[int, int, str]], system: Iterable[tuple[int, int, str]]
    ) -> None:
        """Count one text."""
        left, right = set(gold), set(system)
        for label in {x[2] for x in left | right}:
            g = {x for x in left if x[2] == label}
            s = {x for x in right if x[2] == label}
            self.counts.setdefault(label, Count()).add(len(g & s), len(g), len(s))

    def all(self) -> Count:
        """Return the counts over all labels together."""
        total = Count()
        for count in self.counts.values():
            total.add(count.right, count.gold, count.system)
        return total
