"""Passages in flat arrays: one file that any machine can learn from, and batches of it.

Reading articles needs the whole extractor; learning needs these numbers alone, so that it may run
elsewhere, on a graphics card say.
"""

from __future__ import annotations

import random
from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import torch
from torch import Tensor

from kg.extract.learned.model import SPECIAL
from kg.extract.learned.reading import KINDS
from kg.extract.train.network import Read

if TYPE_CHECKING:
    from pathlib import Path

    from numpy.typing import NDArray

    from kg.extract.train.labels import Passage, Side
    from kg.language.analyser import Feed

NEAR = 160
"""Batches are cut from this many texts at a time, sorted by length, to save padding."""
SIDES = ("s", "o")
Holder = Callable[[int], tuple[int, int]]
"""Returns for a token of a text the number of the passage that holds it, and its place there."""
_CLAIM = ("trigger", "kind", "action", "modality", "negated")


@dataclass(frozen=True, slots=True)
class Shelf:
    """Passages, one after the other.

    `windows` has the word pieces and forms of the windows in which the analyser sees the texts, `words` and
    `claims` the arrays of what a passage consists of, `sides` those of the parties of each claim,
    all in the order of the passages; `ends` says where each passage (or, for a side, each claim, or
    each window) ends in them, with a leading zero. The window of a word is -1 for white space. A party is known by the word `at`
    of `passage`, which need not be that of the claim; it is -1 where no word tells of the party.
    `text` has a number of the text that a passage is of, `group` one of the part of the articles,
    `invented` is True for texts written for training.
    """

    ends: dict[str, Tensor]
    windows: dict[str, Tensor]
    words: dict[str, Tensor]
    claims: dict[str, Tensor]
    sides: dict[str, dict[str, Tensor]]
    text: Tensor
    group: Tensor
    invented: Tensor

    def __len__(self) -> int:
        return len(self.group)


def _bits(table: np.ndarray) -> np.ndarray:
    """Return rows of truth values as whole numbers."""
    powers: np.ndarray = table.astype(np.int64) @ (1 << np.arange(table.shape[1], dtype=np.int64))
    return powers


def _ends(sizes: Sequence[int]) -> Tensor:
    return torch.from_numpy(np.cumsum([0, *sizes]).astype(np.int64))


def _side(sides: Sequence[tuple[int, Side]], holders: Sequence[Holder]) -> dict[str, Tensor]:
    """Return the parties of one side of all claims.

    Args:
        sides: Those of each claim, with the number of its passage.
        holders: For each passage what tells where a token of its text is on the shelf.
    """
    parties = [(n, party) for n, side in sides for party in side.parties]
    found = [holders[n](party.seen) for n, party in parties]
    return {
        "passage": torch.tensor([passage for passage, _ in found], dtype=torch.int32),
        "at": torch.tensor([at for _, at in found], dtype=torch.int32),
        "special": torch.tensor([SPECIAL.get(p.form, -1) for _, p in parties], dtype=torch.int8),
        "numbers": torch.from_numpy(np.concatenate([s.numbers for _, s in sides]).astype(np.uint8)),
        "right": torch.from_numpy(np.concatenate([s.right for _, s in sides])),
    }


def _holders(some: Sequence[Passage]) -> tuple[list[int], list[Holder]]:
    """Return for each passage the number of its text, and what finds a token of that text.

    It returns the number of the passage that holds a token and the place there, -1 and 0 for none.
    """
    texts: list[list[int]] = []
    for n, passage in enumerate(some):
        if passage.start == 0:
            texts.append([])
        texts[-1].append(n)

    def holder(numbers: Sequence[int]) -> Holder:
        starts = [some[n].start for n in numbers]

        def find(token: int) -> tuple[int, int]:
            if token < 0:
                return -1, 0
            at = bisect_right(starts, token) - 1
            return numbers[at], min(token - starts[at], len(some[numbers[at]]) - 1)

        return find

    of = [number for number, numbers in enumerate(texts) for _ in numbers]
    made = [holder(numbers) for numbers in texts]
    return of, [made[number] for number in of]


def shelved(made: Sequence[Passage], groups: Sequence[int]) -> Shelf:
    """Return passages in flat arrays; those without words are left out.

    Args:
        made: The passages.
        groups: A number for each.
    """
    kept = [(p, group) for p, group in zip(made, groups, strict=True) if len(p)]
    some = [p for p, _ in kept]
    claims = [(n, claim) for n, p in enumerate(some) for claim in p.claims]
    told = {name: [int(getattr(claim, name)) for _, claim in claims] for name in _CLAIM}
    told["trigger"] = [claim.trigger - some[n].start for n, claim in claims]
    of = {"s": [(n, c.subjects) for n, c in claims], "o": [(n, c.objects) for n, c in claims]}
    texts, holders = _holders(some)
    fed: list[Feed] = []
    numbered: list[NDArray[np.int64]] = []
    for n, p in enumerate(some):
        if n == 0 or texts[n] != texts[n - 1]:
            first = len(fed)
            fed += p.seen
        numbered.append(np.where(p.window < 0, -1, p.window + first))
    return Shelf(
        ends={
            "windows": _ends([len(ids) for ids, *_ in fed]),
            "words": _ends([len(p) for p in some]),
            "claims": _ends([len(p.claims) for p in some]),
            **{side: _ends([len(x.parties) for _, x in found]) for side, found in of.items()},
        },
        windows={
            "pieces": torch.tensor([x for ids, *_ in fed for x in ids], dtype=torch.int32),
            "forms": torch.tensor([x for _, forms, *_ in fed for x in forms], dtype=torch.uint8),
        },
        words={
            "window": torch.from_numpy(np.concatenate(numbered).astype(np.int32)),
            "place": torch.from_numpy(np.concatenate([p.place for p in some]).astype(np.int32)),
            "numbers": torch.from_numpy(np.concatenate([p.numbers for p in some]).astype(np.uint8)),
            **{
                name: torch.from_numpy(_bits(np.concatenate([getattr(p, name) for p in some])))
                for name in ("bits", "announces", "counts")
            },
        },
        claims={name: torch.tensor(values, dtype=torch.int32) for name, values in told.items()},
        sides={side: _side(found, holders) for side, found in of.items()},
        text=torch.tensor(texts, dtype=torch.int64),
        group=torch.tensor([group for _, group in kept], dtype=torch.int64),
        invented=torch.tensor([p.invented for p in some]),
    )


def _flat(shelf: Shelf) -> dict[str, Tensor]:
    return {
        "text": shelf.text,
        "group": shelf.group,
        "invented": shelf.invented,
        **{f"windows.{name}": x for name, x in shelf.windows.items()},
        **{f"ends.{name}": x for name, x in shelf.ends.items()},
        **{f"words.{name}": x for name, x in shelf.words.items()},
        **{f"claims.{name}": x for name, x in shelf.claims.items()},
        **{f"{side}.{name}": x for side in SIDES for name, x in shelf.sides[side].items()},
    }


def write(shelf: Shelf, path: Path) -> None:
    """Write passages as a compressed file of NumPy arrays."""
    found = {name: x.numpy() for name, x in _flat(shelf).items()}
    np.savez_compressed(path, **found)  # type: ignore[arg-type]


def read(path: Path) -> Shelf:
    """Read what `write` wrote."""
    with np.load(path, allow_pickle=False) as file:
        found = {name: torch.from_numpy(file[name]) for name in file.files}

    def under(prefix: str) -> dict[str, Tensor]:
        return {n.removeprefix(prefix): x for n, x in found.items() if n.startswith(prefix)}

    return Shelf(
        ends=under("ends."),
        windows=under("windows."),
        words=under("words."),
        claims=under("claims."),
        sides={side: under(f"{side}.") for side in SIDES},
        text=found["text"],
        group=found["group"],
        invented=found["invented"],
    )


@dataclass(frozen=True, slots=True)
class Beside:
    """The parties of one side of the claims of a batch (claims, parties).

    `there` is False where a claim has fewer; `text` and `at` say which word of the batch it is known by, if it is `known`.
    """

    there: Tensor
    known: Tensor
    text: Tensor
    at: Tensor
    special: Tensor
    numbers: Tensor
    right: Tensor


@dataclass(frozen=True, slots=True)
class Batch:
    """Passages that go through the network together.

    `announces` and `counts` are (texts, words, kinds); `text` is the number of the passage of each claim.
    """

    read: Read
    announces: Tensor
    counts: Tensor
    text: Tensor
    claims: dict[str, Tensor]
    sides: dict[str, Beside]

    def __len__(self) -> int:
        return len(self.announces)


def _spread(ends: Tensor, some: Tensor) -> tuple[Tensor, Tensor]:
    """Return where the parts of some wholes are (wholes, most parts), and which are there."""
    starts, sizes = ends[some], ends[some + 1] - ends[some]
    place = torch.arange(int(sizes.max()) if len(some) else 0)[None]
    there = place < sizes[:, None]
    return torch.where(there, starts[:, None] + place, 0), there


def _kinds(numbers: Tensor) -> Tensor:
    """Return whole numbers as rows of 0.0 and 1.0, one for each kind."""
    return (numbers[..., None] >> torch.arange(len(KINDS), device=numbers.device) & 1).float()


def batch_of(shelf: Shelf, some: Sequence[int]) -> Batch:
    """Return passages of a shelf as one batch.

    Args:
        shelf: The shelf.
        some: Numbers of the passages.
    """
    own = torch.tensor(some)
    words, there = _spread(shelf.ends["words"], own)
    bits = {name: _kinds(shelf.words[name][words]) for name in ("bits", "announces", "counts")}
    bits = {name: x * there[..., None] for name, x in bits.items()}
    window = torch.where(there, shelf.words["window"][words].long(), -1)
    seen = window >= 0
    fed: Tensor = torch.unique(window[seen])
    pieces, pieces_there = _spread(shelf.ends["windows"], fed)
    ends = shelf.ends["claims"]
    told = torch.cat([torch.arange(int(ends[n]), int(ends[n + 1])) for n in some])
    rows = torch.full((len(shelf) + 1,), -1)
    rows[own] = torch.arange(len(own))
    sides = {}
    for side in SIDES:
        index, is_there = _spread(shelf.ends[side], told)
        found = {name: x[index] for name, x in shelf.sides[side].items()}
        row = rows[found["passage"].long()]  # the last one, of no passage, is none
        known = is_there & (row >= 0)
        sides[side] = Beside(
            is_there,
            known,
            row * known,
            found["at"].long() * known,
            found["special"].long(),
            found["numbers"].long(),
            found["right"] & is_there,
        )
    return Batch(
        Read(
            shelf.windows["pieces"][pieces].long() * pieces_there,
            shelf.windows["forms"][pieces].long() * pieces_there,
            pieces_there,
            torch.searchsorted(fed, window.clamp(min=0)) * seen,
            shelf.words["place"][words].long() * seen,
            seen,
            there,
            shelf.words["numbers"][words].long() * there[..., None],
            bits["bits"],
            shelf.invented[own].float(),
        ),
        bits["announces"],
        bits["counts"],
        torch.repeat_interleave(torch.arange(len(own)), (ends[own + 1] - ends[own])),
        {name: x[told].long() for name, x in shelf.claims.items()},
        sides,
    )


def lots(shelf: Shelf, some: Sequence[int], size: int, draw: random.Random) -> Iterator[list[int]]:
    """Yield numbers of passages that go together, each once, in an order by chance.

    The passages of a text stay together.

    Args:
        shelf: The shelf.
        some: Numbers of passages.
        size: How many words go together, the shorter passages filled up; more where a text has more.
        draw: The source of chance.
    """
    lengths = (shelf.ends["words"][1:] - shelf.ends["words"][:-1]).tolist()
    of, texts = shelf.text.tolist(), dict[int, list[int]]()
    for n in some:
        texts.setdefault(of[n], []).append(n)
    order = list(texts.values())
    draw.shuffle(order)
    for start in range(0, len(order), NEAR):
        near = sorted(order[start : start + NEAR], key=lambda own: max(lengths[n] for n in own))
        found: list[list[int]] = [[]]
        for own in near:
            longest = max(lengths[n] for n in own)
            if found[-1] and longest * (len(found[-1]) + len(own)) > size:
                found.append([])
            found[-1] += own
        draw.shuffle(found)
        yield from found
