"""Windows to tensors."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import torch

from kg.language import features
from kg.language.labels import BIO, UPOS

if TYPE_CHECKING:
    import random
    from collections.abc import Iterator, Sequence

    from torch import Tensor

    from kg.language.train.data import Documents, Window


@dataclass(frozen=True)
class Inventory:
    """The label sets that come from the training trees."""

    xpos: tuple[str, ...]
    deps: tuple[str, ...]
    scripts: tuple[str, ...]


def inventory(documents: Documents) -> Inventory:
    """Return tags and relations in alphabetical order, and scripts seen thrice or more."""
    counts: dict[str, int] = {}
    xpos: set[str] = set()
    deps: set[str] = set()
    for corpus in ("ewt", "gum"):
        for document in documents[corpus]:
            for unit in document:
                xpos.update(unit.xpos)
                deps.update(unit.deps)
                for script in unit.scripts:
                    counts[script] = counts.get(script, 0) + 1
    scripts = sorted(s for s, n in counts.items() if n >= 3)
    return Inventory(tuple(sorted(xpos)), tuple(sorted(deps)), tuple(scripts))


@dataclass
class Batch:
    """Padded tensors of some windows; -1 marks what is unknown or padding."""

    ids: Tensor
    forms: Tensor
    padding: Tensor
    first: Tensor
    word_forms: Tensor
    real: Tensor
    upos: Tensor
    xpos: Tensor
    script: Tensor
    start: Tensor
    head: Tensor
    dep: Tensor
    sentence: Tensor
    allowed: Tensor
    words: int


class Maker:
    """Makes batches over one inventory of labels."""

    def __init__(self, labels: Inventory, pieces: features.Pieces) -> None:
        self._pieces = pieces
        self._upos = {x: i for i, x in enumerate(UPOS)}
        self._xpos = {x: i for i, x in enumerate(labels.xpos)}
        self._deps = {x: i for i, x in enumerate(labels.deps)}
        self._scripts = {x: i for i, x in enumerate(labels.scripts)}
        self._masks: dict[frozenset[int], list[bool]] = {}

    def _mask(self, tags: frozenset[int]) -> list[bool]:
        if tags not in self._masks:
            self._masks[tags] = [i in tags for i in range(len(BIO))]
        return self._masks[tags]

    def make(self, windows: Sequence[Window]) -> Batch:
        """Return the batch of some windows."""
        rows = [self._row(w) for w in windows]
        pieces = max(len(r["ids"]) for r in rows)
        words = max(len(r["upos"]) for r in rows)

        def pad(name: str, size: int, value: int) -> Tensor:
            return torch.tensor([r[name] + [value] * (size - len(r[name])) for r in rows])

        ids = pad("ids", pieces, features.PAD)
        padding = torch.zeros_like(ids, dtype=torch.bool)
        for i, r in enumerate(rows):
            padding[i, : len(r["ids"])] = True
        everything = [True] * len(BIO)
        allowed = torch.tensor(
            [r["allowed"] + [everything] * (words - len(r["allowed"])) for r in rows]
        )
        sentence = pad("sentence", words, -1)
        return Batch(
            ids=ids,
            forms=pad("forms", pieces, 0),
            padding=padding,
            first=pad("first", words, 0),
            word_forms=pad("word_forms", words, 0),
            real=sentence >= 0,
            upos=pad("upos", words, -1),
            xpos=pad("xpos", words, -1),
            script=pad("script", words, -1),
            start=pad("start", words, -1),
            head=pad("head", words, -1),
            dep=pad("dep", words, -1),
            sentence=sentence,
            allowed=allowed,
            words=sum(len(r["upos"]) for r in rows),
        )

    def _row(self, window: Window) -> dict[str, list]:  # type: ignore[type-arg]
        row: dict[str, list] = {  # type: ignore[type-arg]
            name: []
            for name in (
                "ids", "forms", "first", "word_forms", "upos", "xpos", "script",
                "start", "head", "dep", "sentence", "allowed",
            )
        }  # fmt: skip
        row["ids"].append(features.CLS)
        row["forms"].append(0)
        for n, unit in enumerate(window.units):
            base = len(row["upos"])
            size = len(unit.words)
            for word, form in zip(unit.words, features.forms(unit.words, unit.gaps), strict=True):
                row["first"].append(len(row["ids"]))
                ids = self._pieces.ids(word)
                row["ids"] += ids
                row["forms"] += [form] * len(ids)
                row["word_forms"].append(form)
            unknown = [-1] * size
            row["upos"] += [self._upos[x] for x in unit.upos] or unknown
            row["xpos"] += [self._xpos[x] for x in unit.xpos] or unknown
            row["script"] += [self._scripts.get(x, -1) for x in unit.scripts] or unknown
            row["head"] += [h + base if h else 0 for h in unit.heads] or unknown
            row["dep"] += [self._deps[x] for x in unit.deps] or unknown
            row["sentence"] += [n] * size
            if unit.heads:
                row["start"] += [1] + [0] * (size - 1)
            else:
                row["start"] += [1 if unit.gaps[0] >= 2 else -1, *unknown[1:]]
            row["allowed"] += [self._mask(t) for t in unit.allowed] or [[True] * len(BIO)] * size
        row["ids"].append(features.SEP)
        row["forms"].append(0)
        return row


def batches(windows: Sequence[Window], size: int, rng: random.Random) -> Iterator[list[Window]]:
    """Yield groups of windows of like length, in chance order.

    Args:
        windows: The windows of a pass.
        size: Largest number of word pieces of a batch, padding included.
        rng: Decides the order.
    """
    order = list(windows)
    rng.shuffle(order)
    groups: list[list[Window]] = []
    for at in range(0, len(order), 400):
        held: list[Window] = []
        for window in sorted(order[at : at + 400], key=lambda w: w.size):
            if held and (len(held) + 1) * (window.size + 2) > size:
                groups.append(held)
                held = []
            held.append(window)
        if held:
            groups.append(held)
    rng.shuffle(groups)
    yield from groups
