"""Training windows: consecutive sentences of one document, with what is known of each token."""

from __future__ import annotations

import json
import random
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from kg.language import features
from kg.language.lemmas import make_script
from kg.language.train import conllu, entities

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from spacy.tokenizer import Tokenizer  # type: ignore[import-not-found]

LIMIT = 126
"""Word pieces of a training window, without the two special ones."""

RATES: dict[str, float] = {
    "ewt": 1.0,
    "gum": 0.5,
    "gold": 2.0,
    "fire": 0.8,
    "wnut17": 0.25,
    "wikigold": 0.6,
    "btc": 0.08,
}
"""Share of each corpus that one pass sees; above 1 it sees some of it twice."""


@dataclass(frozen=True, slots=True)
class Unit:
    """A sentence of a treebank or a paragraph of another text, tokenized.

    Heads count from 1 within the unit; where no tree is known `heads` is empty.
    `allowed` holds the tags each token may have, or is empty.
    """

    words: tuple[str, ...]
    gaps: tuple[int, ...]
    upos: tuple[str, ...] = ()
    xpos: tuple[str, ...] = ()
    scripts: tuple[str, ...] = ()
    heads: tuple[int, ...] = ()
    deps: tuple[str, ...] = ()
    allowed: tuple[frozenset[int], ...] = ()
    size: int = 0


@dataclass(frozen=True, slots=True)
class Window:
    """Units that go through the network together."""

    units: tuple[Unit, ...]
    size: int


def held_out(path: Path) -> frozenset[str]:
    """Return the ids in a list file, without comments."""
    lines = (x.split("#")[0].strip() for x in path.read_text(encoding="utf-8").splitlines())
    return frozenset(x for x in lines if x)


def _size(words: Iterable[str], pieces: features.Pieces) -> int:
    return sum(len(pieces.ids(w)) for w in words)


def tree_unit(
    sentence: conllu.Sentence,
    before: bool,
    pieces: features.Pieces,
    names: entities.Labelled | None = None,
) -> Unit:
    """Return the unit of a treebank sentence.

    Args:
        sentence: The sentence.
        before: Whether white space parts it from the sentence before.
        pieces: For the number of word pieces.
        names: The named entities of the same sentence, where they are known.
    """
    first = 3 if sentence.starts else int(before)
    gaps = (first, *(0 if glued else 1 for glued in sentence.no_space_after[:-1]))
    allowed: tuple[frozenset[int], ...] = ()
    if names is not None:
        offsets, at = [], 0
        for word, gap in zip(sentence.words, gaps, strict=True):
            at += gap == 1 and at > 0
            offsets.append((at, at + len(word)))
            at += len(word)
        tags = entities.allowed_tags(names, offsets, sentence.words)
        tags = [
            entities.ALL if t == entities.OUTSIDE and x in ("NNP", "NNPS") else t
            for t, x in zip(tags, sentence.xpos, strict=True)
        ]
        allowed = tuple(tags)
    return Unit(
        words=sentence.words,
        gaps=gaps,
        upos=sentence.upos,
        xpos=sentence.xpos,
        scripts=tuple(
            make_script(w, m) for w, m in zip(sentence.words, sentence.lemmas, strict=True)
        ),
        heads=sentence.heads,
        deps=sentence.deps,
        allowed=allowed,
        size=_size(sentence.words, pieces),
    )


def _glue(words: Sequence[str], gaps: Sequence[int]) -> tuple[int, ...]:
    """Return the gaps of blank-separated tokens as they stand in ordinary text."""
    result = list(gaps)
    opened = False
    for i, word in enumerate(words):
        if i and (word in set(".,;:!?)]}%'") or word in ("'s", "n't", "'re", "'ve", "'ll", "...")):
            result[i] = min(result[i], 0)
        if i and (words[i - 1] in set("([{$£€#") or words[i - 1] in ("US$", "C$", "A$")):
            result[i] = 0
        if word == '"':
            if opened and i:
                result[i] = 0
            opened = not opened
        if i and words[i - 1] == '"' and opened:
            result[i] = 0
        if i and (word in "-/" or words[i - 1] in "-/"):
            result[i] = 0
    return tuple(result)


def name_units(
    item: entities.Labelled, tokenizer: Tokenizer, pieces: features.Pieces, glue: bool
) -> list[Unit]:
    """Return one unit per paragraph of a text with entities.

    Args:
        item: The text and its entities.
        tokenizer: The tokenizer of the run time.
        pieces: For the number of word pieces.
        glue: Whether the text is blank-separated tokens whose gaps are to be mended.
    """
    words: list[str] = []
    gaps: list[int] = []
    offsets: list[tuple[int, int]] = []
    end = 0
    for token in tokenizer(item.text):
        if token.text.isspace():
            continue
        gaps.append(features.gap(item.text[end : token.idx]) if words else 3)
        words.append(token.text)
        end = token.idx + len(token.text)
        offsets.append((token.idx, end))
    allowed = entities.allowed_tags(item, offsets, words)
    if glue:
        gaps = list(_glue(words, gaps))
    units: list[Unit] = []
    start = 0
    for i in range(1, len(words) + 1):
        size = _size(words[start:i], pieces)
        if i == len(words) or gaps[i] >= 2 or (size > 60 and words[i - 1] in ".?!") or size > 100:
            units.append(
                Unit(
                    tuple(words[start:i]),
                    tuple(gaps[start:i]),
                    allowed=tuple(allowed[start:i]),
                    size=size,
                )
            )
            start = i
    return units


Documents = dict[str, list[list[Unit]]]
"""Corpus name to its documents, each a list of units."""


def _trees(
    path: Path, drop: frozenset[str], pieces: features.Pieces, names: dict[str, entities.Labelled]
) -> list[list[Unit]]:
    documents: dict[str, list[Unit]] = {}
    glued = False
    for sentence in conllu.read(path):
        if sentence.document in drop:
            continue
        unit = tree_unit(sentence, not glued, pieces, names.get(sentence.id))
        glued = sentence.no_space_after[-1]
        documents.setdefault(sentence.document, []).append(unit)
    return list(documents.values())


def load(data: Path, here: Path, pieces: features.Pieces, tokenizer: Tokenizer) -> Documents:
    """Return all training documents; development parts and held-out lists are left out.

    Args:
        data: The folder with `treebank/` and `ner/`; `../gold` and `../wikinews` beside it.
        here: The folder with this project's own annotations and lists.
        pieces: The word pieces.
        tokenizer: The tokenizer of the run time.
    """
    drop = held_out(here / "held_out_gum.txt")
    names: dict[str, entities.Labelled] = {}
    for item in entities.read_ner(data / "ner" / "gum.jsonl", "gum"):
        names[item.id.split(":", 1)[1]] = item
    result: Documents = {
        "ewt": _trees(data / "treebank" / "ewt-train.conllu", frozenset(), pieces, {}),
        "gum": [
            d
            for part in ("gum-by", "gum-by-sa")
            for d in _trees(data / "treebank" / f"{part}.conllu", drop, pieces, names)
        ],
    }
    files = {"fire": "fire-train", "wnut17": "wnut17-train", "wikigold": "wikigold", "btc": "btc"}
    for corpus, file in files.items():
        items = entities.read_ner(data / "ner" / f"{file}.jsonl", corpus)
        result[corpus] = [
            name_units(item, tokenizer, pieces, glue=n % 2 == 0) for n, item in enumerate(items)
        ]
    result["gold"] = load_gold(data, here, pieces, tokenizer)
    return {c: [[u for u in d if 0 < u.size <= 250] for d in ds] for c, ds in result.items()}


def load_gold(
    data: Path, here: Path, pieces: features.Pieces, tokenizer: Tokenizer
) -> list[list[Unit]]:
    """Return the news articles whose names are fully labelled, without their development part."""
    untouched = held_out(here.parent.parent / "extract" / "train" / "untouched.txt")
    articles = {}
    with (data.parent / "wikinews" / "articles.jsonl").open(encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            if row["id"] not in untouched:
                articles[row["id"]] = row
    gold = list(entities.read_standoff(data.parent / "gold" / "entities.jsonl", articles))
    development = {item.id.split("#")[0] for item in gold[:70]}
    more = entities.read_standoff(here / "entities.jsonl", articles)
    gold = gold[70:] + [item for item in more if item.id.endswith("#train")]
    gold = [item for item in gold if item.id.split("#")[0] not in development]
    return [name_units(item, tokenizer, pieces, glue=False) for item in gold]


def _pack(units: Sequence[Unit], limit: int) -> list[Window]:
    windows: list[Window] = []
    held: list[Unit] = []
    size = 0
    for unit in units:
        if held and size + unit.size > limit:
            windows.append(Window(tuple(held), size))
            held, size = [], 0
        held.append(unit)
        size += unit.size
    if held:
        windows.append(Window(tuple(held), size))
    return windows


def _document_windows(units: Sequence[Unit], rng: random.Random) -> list[Window]:
    """Cut a document into windows of chance sizes, so that both context and its lack are seen."""
    windows: list[Window] = []
    i = 0
    while i < len(units):
        draw = rng.random()
        limit = 1 if draw < 0.25 else 64 if draw < 0.4 else LIMIT
        size, start = units[i].size, i
        i += 1
        while i < len(units) and size + units[i].size <= limit:
            size += units[i].size
            i += 1
        windows.append(Window(tuple(units[start:i]), size))
    return windows


def windows_of_pass(documents: Documents, rng: random.Random) -> list[Window]:
    """Return the windows of one pass, in order of corpus and document."""
    result: list[Window] = []
    for corpus, docs in documents.items():
        rate = RATES[corpus]
        chosen = list(docs) * int(rate)
        chosen += rng.sample(docs, round((rate - int(rate)) * len(docs)))
        if corpus in ("fire", "wnut17", "wikigold", "btc"):
            # Sentences without order: packing strangers together would teach nothing but speed.
            rng.shuffle(chosen)
            result += [w for d in chosen for w in _pack(d, LIMIT)]
        else:
            for d in chosen:
                result += _document_windows(d, rng)
    return [augment(w, rng) for w in result]


def _title(word: str) -> str:
    return word[:1].upper() + word[1:]


def _recase(unit: Unit, how: str) -> Unit:
    if how == "upper":
        words = tuple(w.upper() for w in unit.words)
    elif how == "lower":
        words = tuple(w.lower() for w in unit.words)
    else:
        words = tuple(_title(w) if len(w) > 3 else w for w in unit.words)
    # A script of the true case would teach wrong lemmas where it keeps case.
    scripts = tuple(s if s.startswith(("l", "a")) else "" for s in unit.scripts)
    return replace(unit, words=words, scripts=scripts)


def augment(window: Window, rng: random.Random) -> Window:
    """Return the window, or in few cases a version with other case, gaps or without full stop."""
    units = window.units
    draw = rng.random()
    for how, low, high in (("upper", 0.0, 0.05), ("lower", 0.05, 0.10), ("title", 0.10, 0.14)):
        if low <= draw < high:
            units = tuple(_recase(u, how) for u in units)
    if 0.14 <= draw < 0.22:  # paragraphs run together
        units = tuple(replace(u, gaps=(min(u.gaps[0], 1), *u.gaps[1:])) for u in units)
    if 0.22 <= draw < 0.25:  # paragraphs parted by one line break only
        units = tuple(replace(u, gaps=(min(u.gaps[0], 2), *u.gaps[1:])) for u in units)
    if 0.25 <= draw < 0.31:
        units = tuple(_without_stop(u) for u in units)
    return Window(units, window.size) if units is not window.units else window


def _without_stop(unit: Unit) -> Unit:
    n = len(unit.words)
    if n < 3 or unit.words[-1] != "." or n in unit.heads:
        return unit
    cut = {
        name: getattr(unit, name)[:-1]
        for name in ("words", "gaps", "upos", "xpos", "scripts", "heads", "deps", "allowed")
    }
    return replace(unit, **cut)
