"""Text to spaCy `Doc`: tokens, sentences, tags, lemmas, trees and names."""

from __future__ import annotations

from collections import deque
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from kg.language import decode, features, layout, repairs, windows
from kg.language.hints import heed
from kg.language.labels import ENTITY_TYPES, UPOS
from kg.language.lone import weigh_lone
from kg.language.network import Network, Output
from kg.language.reader import Reader
from kg.language.stops import hidden_starts, with_starts
from kg.language.tokenizer import tokenize

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from numpy.typing import NDArray
    from spacy.tokens import Doc
    from spacy.vocab import Vocab

MODEL = Path(__file__).with_name("model")
"""The folder of the shipped weights."""

_VOCABULARY_LIMIT = 250_000
"""Strings that a vocabulary may hold before a fresh one takes its place: keeps memory flat."""
_AHEAD = 16
"""Articles whose windows may be in work at once."""
STATES = "kg.states"
"""Where `doc.user_data` holds what the reader tells of each token: an array of half precision with a row
for each, zero for white space; absent if there is no reader."""


_SUBJECTS = ("nsubj", "nsubj:pass", "nsubj:outer", "csubj")
_ATTRIBUTES = ("TAG", "POS", "LEMMA", "DEP", "HEAD", "ENT_IOB", "ENT_TYPE")
_TAG, _POS, _LEMMA, _DEP, _HEAD, _IOB, _TYPE = range(len(_ATTRIBUTES))


def _agree(words: list[str], found: list[tuple[int, decode.Name]]) -> None:
    """Give names of the same words one type throughout a text: the best by their joint scores."""
    groups: dict[tuple[str, ...], list[decode.Name]] = {}
    for start, name in found:
        key = tuple(words[start + name.start : start + name.end])
        groups.setdefault(key, []).append(name)
    for same in groups.values():
        total = np.sum([name.scores for name in same], axis=0)
        for name in same:
            name.scores = total


def _starts(ranges: list[tuple[int, int]], outputs: list[Output]) -> set[int]:
    """Return where sentences begin among the tokens of a text."""
    return {
        start + i
        for (start, _), output in zip(ranges, outputs, strict=True)
        for i in (0, *np.flatnonzero(output.start).tolist())
    }


Feed = tuple[list[int], list[int], list[int], list[int], list[int]]
_Seen = tuple[Output, "NDArray[np.float32] | None"]
"""The arguments of `Network.run` for one window."""


class _Words:
    """A spaCy vocabulary with its tokenizer and the lemmas looked up so far."""

    def __init__(self, network: Network) -> None:
        from spacy.lang.en import English
        from spacy.vocab import create_vocab

        from kg.language.tokenizer import make_tokenizer

        self.tokenizer = make_tokenizer(create_vocab("en", English.Defaults))
        self.vocab = self.tokenizer.vocab
        self._network = network
        self._lemmas: dict[tuple[str, int, int, int], int] = {}
        for label in (*UPOS, "SPACE", *network.xpos, "_SP", *network.deps, "dep", *ENTITY_TYPES):
            self.vocab.strings.add(label)

    def lemma(self, word: str, upos: int, xpos: int, script: int) -> int:
        """Return the number of a token's lemma in the store of strings."""
        key = (word, upos, xpos, script)
        known = self._lemmas.get(key)
        if known is None:
            lemma = self._network.lemma(*key)
            known = self._lemmas[key] = int(self.vocab.strings.add(lemma))
        return known

    def full(self) -> bool:
        """Return whether it is time for a fresh vocabulary."""
        return max(len(self.vocab.strings), len(self._lemmas)) > _VOCABULARY_LIMIT


@dataclass(slots=True)
class _Job:
    """A tokenized text on its way through the network."""

    doc: Doc
    store: _Words
    places: list[int]  # position in the Doc of each token that is no white space
    words: list[str]
    lines: list[layout.Line]
    ranges: list[tuple[int, int]]
    feeds: list[Feed]


class Analyser:
    """Makes a spaCy `Doc` of a text; get one with `load`.

    Args:
        network: The weights and label sets.
        reader: What tells those who read claims of the words, if anybody does.
    """

    def __init__(self, network: Network, reader: Reader | None = None) -> None:
        from spacy.symbols import IDS  # type: ignore[import-not-found]

        self.network = network
        self.reader = reader
        self._words = _Words(network)
        self._upos = np.array([IDS[x] for x in (*UPOS, "SPACE")], np.uint64)
        strings = self._words.vocab.strings
        # Numbers of strings are the same in every vocabulary.
        self._xpos = np.array([strings[x] for x in (*network.xpos, "_SP")], np.uint64)
        self._deps = np.array([strings[x] for x in (*network.deps, "dep")], np.uint64)
        self._subjects = np.array([strings[x] for x in _SUBJECTS], np.uint64)
        self._types = np.array([strings[x] for x in ENTITY_TYPES], np.uint64)

    @property
    def vocab(self) -> Vocab:
        """The vocabulary of the `Doc`s made next."""
        vocab: Vocab = self._words.vocab
        return vocab

    def __call__(self, text: str) -> Doc:
        """Return the analysis of one text.

        Args:
            text: Any text; `doc.text == text` holds for the result.
        """
        job = self._prepare(text)
        return self._finish(job, [self._see(feed) for feed in job.feeds])

    def pipe(self, texts: Iterable[str], threads: int = 2) -> Iterator[Doc]:
        """Yield the analyses of texts, in order.

        Args:
            texts: The texts; read as needed, a few ahead of what is yielded.
            threads: How many windows go through the network at a time. The result is
                the same for any number.
        """
        if threads <= 1:
            for text in texts:
                yield self(text)
            return
        with ThreadPoolExecutor(threads) as pool:
            waiting: deque[tuple[_Job, list[Future[_Seen]]]] = deque()
            for text in texts:
                job = self._prepare(text)
                waiting.append((job, [pool.submit(self._see, feed) for feed in job.feeds]))
                if len(waiting) >= _AHEAD:
                    yield self._collect(*waiting.popleft())
            while waiting:
                yield self._collect(*waiting.popleft())

    def _collect(self, job: _Job, futures: list[Future[_Seen]]) -> Doc:
        return self._finish(job, [f.result() for f in futures])

    def _see(self, feed: Feed) -> _Seen:
        """Return what the networks make of a window."""
        told = self.reader.read(*feed[:3]) if self.reader else None
        return self.network.run(*feed), told

    def _prepare(self, text: str) -> _Job:
        """Tokenize a text and lay out its windows."""
        if self._words.full():
            self._words = _Words(self.network)
        doc = tokenize(self._words.tokenizer, text)
        places, words, gaps, forced, lines = _looked_at(doc)
        return self._lay_out(_Job(doc, self._words, places, words, lines, [], []), gaps, forced)

    def windows(self, doc: Doc) -> tuple[list[int], list[tuple[int, int]], list[Feed]]:
        """Return how a text goes through the network, for training.

        Returns:
            Places of the tokens that are no white space, the windows as ranges of them, and what
            the network is fed for each window.
        """
        places, words, gaps, forced, _ = _looked_at(doc)
        return places, *feeds(self.network, words, gaps, forced)

    def _lay_out(self, job: _Job, gaps: list[int], forced: list[int]) -> _Job:
        """Fill in the windows of a job and what the network is fed for each."""
        job.ranges, job.feeds = feeds(self.network, job.words, gaps, forced)
        return job

    def _finish(self, job: _Job, seen: list[_Seen]) -> Doc:
        """Write the decisions of the networks into the `Doc`."""
        doc, n = job.doc, len(job.doc)
        outputs = [self._second_look(job, k, output) for k, (output, _) in enumerate(seen)]
        if n == 0:
            doc.spans["heading"] = doc.spans["caption"] = []
            return doc
        columns = np.zeros((n, len(_ATTRIBUTES)), np.uint64)
        columns[:, _TAG] = self._xpos[-1]
        columns[:, _POS] = self._upos[-1]
        columns[:, _DEP] = self._deps[-1]
        columns[:, _IOB] = 2
        heads = np.arange(n) - 1  # white space hangs on the token before
        heads[: job.places[0] if job.places else 1] = job.places[0] if job.places else 0
        if not job.places:
            columns[0, _DEP] = self._deps[self.network.deps.index("root")]
        places = np.array(job.places, np.int64)
        blank = np.ones(n, bool)
        blank[places] = False
        for i in np.flatnonzero(blank).tolist():
            columns[i, _LEMMA] = doc[i].orth
        told = [x for _, x in seen if x is not None]
        if told:
            kept = doc.user_data[STATES] = np.zeros((n, told[0].shape[1]), np.float16)
            kept[places] = np.concatenate(told)
        found: list[tuple[int, decode.Name]] = []
        for (start, end), output in zip(job.ranges, outputs, strict=True):
            here = places[start:end]
            above, relations = decode.trees(self.network, output)
            columns[here, _TAG] = self._xpos[output.xpos]
            columns[here, _POS] = self._upos[output.upos]
            columns[here, _DEP] = self._deps[relations]
            tags = zip(
                output.upos.tolist(), output.xpos.tolist(), output.script.tolist(), strict=True
            )
            columns[here, _LEMMA] = [
                job.store.lemma(word, *ids)
                for word, ids in zip(job.words[start:end], tags, strict=True)
            ]
            local = np.array(above, np.int64)
            heads[here] = np.where(local == 0, here, here[local - 1])
            found += [(start, name) for name in decode.names(output)]
        heed(job.words, _starts(job.ranges, outputs), found)
        weigh_lone(job.words, found)
        _agree(job.words, found)
        self._name_subjects(job, columns, heads)
        self._clauses_of_nouns(columns, heads)
        self._repair(doc, columns, heads)
        columns[:, _HEAD] = (heads - np.arange(n)).astype(np.int64).view(np.uint64)
        self._write_names(job, columns, places, found)
        doc.from_array(list(_ATTRIBUTES), columns)  # type: ignore[arg-type]
        for kind in ("heading", "caption"):
            spans = [
                doc.char_span(x.start, x.end, label=kind, alignment_mode="expand")
                for x in job.lines
                if x.kind == kind
            ]
            doc.spans[kind] = [x for x in spans if x is not None]
        return doc

    def _second_look(self, job: _Job, window: int, output: Output) -> Output:
        """Return the output for a window, read again where a sentence start was overlooked."""
        start, end = job.ranges[window]
        places = job.places[start:end]
        gaps = [
            int(p > 0 and bool((t := job.doc[p - 1]).whitespace_ or t.is_space)) for p in places
        ]
        hidden = hidden_starts(job.words[start:end], gaps, output, self.network.xpos)
        if not hidden:
            return output
        ids, forms, first, word_forms, stops = job.feeds[window]
        return self.network.run(ids, forms, first, word_forms, with_starts(stops, hidden))

    def _write_names(
        self,
        job: _Job,
        columns: NDArray[np.uint64],
        places: NDArray[np.int64],
        found: list[tuple[int, decode.Name]],
    ) -> None:
        """Write the names found; of a dateline's only its places."""
        apart = [(x.start, x.end) for x in job.lines if x.kind == "dateline"]
        for start, name in found:
            first, last = places[start + name.start], places[start + name.end - 1]
            at = job.doc[int(first)].idx
            if ENTITY_TYPES[name.type] != "PLACE" and any(s <= at < e for s, e in apart):
                continue  # the agency that sends an article does nothing in it
            columns[first : last + 1, _IOB] = 1
            columns[first, _IOB] = 3
            columns[first : last + 1, _TYPE] = self._types[name.type]

    def _clauses_of_nouns(self, columns: NDArray[np.uint64], heads: NDArray[np.int64]) -> None:
        """Make infinitives that tell what a noun is ("plans to cut jobs") the clauses of it that they are.

        By Universal Dependencies only a predicate has an `xcomp`: https://universaldependencies.org/u/dep/xcomp.html.
        """
        deps, n = self.network.deps, len(heads)
        kinds = [self._deps[deps.index(x)] for x in ("cop", "aux") if x in deps]
        tells = np.zeros(n, bool)
        tells[heads[np.isin(columns[:, _DEP], kinds)]] = True
        noun = np.isin(columns[:, _POS], [self._upos[UPOS.index(x)] for x in ("NOUN", "PROPN")])
        verb = columns[:, _POS] == self._upos[UPOS.index("VERB")]
        open_ = columns[:, _DEP] == self._deps[deps.index("xcomp")]
        wrong = open_ & verb & (noun & ~tells)[heads] & (heads < np.arange(n))
        columns[wrong, _DEP] = self._deps[deps.index("acl")]

    def _repair(self, doc: Doc, columns: NDArray[np.uint64], heads: NDArray[np.int64]) -> None:
        """Mend trees by rules that all of them keep (`kg.language.repairs`)."""
        tree = repairs.Tree(
            text=doc,
            pos=columns[:, _POS],
            deps=columns[:, _DEP],
            heads=heads,
            names=dict(zip(self.network.deps, self._deps, strict=False)),
            nouns=frozenset(int(self._upos[UPOS.index(x)]) for x in ("NOUN", "PROPN")),
            proper=int(self._upos[UPOS.index("PROPN")]),
            verb=int(self._upos[UPOS.index("VERB")]),
        )
        repairs.name_descriptions(tree)
        repairs.set_off_names(tree)
        repairs.name_objects(tree)
        repairs.name_units(tree)
        repairs.free_titles(tree)
        repairs.join_generals(tree)
        repairs.join_subjects(tree)
        repairs.join_names(tree)
        repairs.join_siblings(tree)
        repairs.free_obliques(tree)
        repairs.free_numbers(tree)
        repairs.take_up_to(tree)
        repairs.free_particles(tree)
        repairs.make_passive(tree)
        repairs.free_subjects(tree)
        repairs.name_actors(tree)
        repairs.free_actors(tree)
        repairs.mend_worth(tree)

    def _name_subjects(
        self, job: _Job, columns: NDArray[np.uint64], heads: NDArray[np.int64]
    ) -> None:
        """Make names that trees address ("Acme Foods Plc will ...") the subjects that they are.

        A name that is spoken to has a comma beside it. One that stands before a verb without a
        subject of its own and has none acts.
        """
        vocative, subject = (self._deps[self.network.deps.index(x)] for x in ("vocative", "nsubj"))
        proper = self._upos[UPOS.index("PROPN")]
        acting = set(heads[np.isin(columns[:, _DEP], self._subjects)].tolist())
        for i in np.flatnonzero(columns[:, _DEP] == vocative).tolist():
            head, text = int(heads[i]), job.doc
            # The head of a name is its last word here; its first is the leftmost that hangs on it.
            first = min([i, *np.flatnonzero(heads == i).tolist()])
            edges = [text[k].text for k in (first - 1, i + 1) if 0 <= k < len(text)]
            addressed = any(x in (",", "!", ":", "—", "–") for x in edges)
            if columns[i, _POS] == proper and i < head and head not in acting and not addressed:
                columns[i, _DEP] = subject
                acting.add(head)


def _looked_at(
    doc: Doc,
) -> tuple[list[int], list[str], list[int], list[int], list[layout.Line]]:
    """Return the tokens of a text that are no white space, and how it is laid out.

    Returns:
        Their places and words, the gap before each, where sentences must begin or must not
        (`force_starts`), and the lines.
    """
    text = doc.text
    places: list[int] = []
    words: list[str] = []
    gaps: list[int] = []
    offsets: list[int] = []
    end = 0
    for i, token in enumerate(doc):
        word = token.text
        if word.isspace():
            continue
        at = token.idx
        gaps.append(features.gap(text[end:at]) if words else 3)
        places.append(i)
        words.append(word)
        offsets.append(at)
        end = at + len(word)
    lines = layout.lines(text)
    return places, words, gaps, force_starts(words, gaps, offsets, lines), lines


def feeds(
    network: Network, words: list[str], gaps: list[int], forced: list[int]
) -> tuple[list[tuple[int, int]], list[Feed]]:
    """Return the windows of a text as ranges of tokens, and what the network is fed for each.

    Args:
        network: For the word pieces.
        words: The tokens, without white space.
        gaps: What stands before each (`kg.language.features.GAPS`).
        forced: 1 where a sentence must begin, -1 where it must not, else 0.
    """
    ids = [network.pieces.ids(w) for w in words]
    word_forms = features.forms(words, gaps)
    ranges = windows.split(words, [len(x) for x in ids], forced)
    result: list[Feed] = []
    for start, end in ranges:
        feed_ids, feed_forms, first = [features.CLS], [0], []
        for i in range(start, end):
            first.append(len(feed_ids))
            feed_ids += ids[i]
            feed_forms += [word_forms[i]] * len(ids[i])
        feed_ids.append(features.SEP)
        feed_forms.append(0)
        stops = [1, *forced[start + 1 : end]]
        result.append((feed_ids, feed_forms, first, word_forms[start:end], stops))
    return ranges, result


_FRONTED = 10
"""Tokens within which what opens a sentence ends: "During the first half of last year, Acme"."""


def force_starts(
    words: list[str], gaps: list[int], offsets: list[int], lines: list[layout.Line]
) -> list[int]:
    """Return 1 for each token where a sentence must begin, -1 where it must not, else 0.

    One begins at the start, after a blank line, at either end of a heading, caption or
    furniture line, and around heading marks as wikis have them. None begins shortly after
    words that open a sentence with a time or place: "Last year, Acme" is not two.
    """
    forced = [0] * len(words)
    since, openers = 0, layout.openers()
    for i in range(1, len(words)):
        within = gaps[i] <= 1 and (words[i - 1][-1].isalnum() or words[i - 1] == ",")
        since = since if within else i
        if within and i - since <= _FRONTED and words[since] in openers:
            forced[i] = -1
    if words:
        forced[0] = 1
    edges = sorted({edge for line in lines for edge in (line.start, line.end)})
    at = 0
    for i, word in enumerate(words):
        if gaps[i] == 3 or (gaps[i] == 2 and i and words[i - 1] in (".", "!", "?")):
            forced[i] = 1
        while at < len(edges) and edges[at] <= offsets[i]:
            forced[i] = 1
            at += 1
        if len(word) > 1 and not word.strip("="):
            forced[i] = 1
            if i + 1 < len(words):
                forced[i + 1] = 1
    return forced


@lru_cache(maxsize=2)
def load(folder: Path | None = None, *, reads: bool = True) -> Analyser:
    """Return the analyser; the same object for the same folder.

    Args:
        folder: A model folder; the shipped one where none is given.
        reads: Whether `Doc`s are for those who read claims; without, they are made sooner.

    Raises:
        ModelError: The folder is incomplete or of another version.
    """
    folder = folder or MODEL
    return Analyser(Network(folder), Reader(folder) if reads else None)
