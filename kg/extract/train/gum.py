"""Documents of the GUM corpus (Zeldes, Language Resources and Evaluation 51(3), 2017) with their chains.

In CoNLL-U, entities and coreference stand in the last column: `Entity=(1-person-...` opens a mention of
the first entity, `1)` closes it.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

_BRACKET = re.compile(r"\(([^()]+)(\))?|([\w\[\]/]+)\)")


@dataclass(frozen=True, slots=True)
class GumDocument:
    """The text of a document, and its chains as offsets of head words."""

    name: str
    text: str
    chains: list[list[int]]


def _sentences(path: Path) -> Iterator[tuple[str, list[list[str]], list[tuple[int, int, bool]]]]:
    """Yield the document, the words and the multiword ranges of each sentence."""
    name = ""
    rows: list[list[str]] = []
    ranges: list[tuple[int, int, bool]] = []
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith("# newdoc"):
            name = line.split("=")[1].strip()
        elif not line:
            if rows:
                yield name, rows, ranges
            rows, ranges = [], []
        elif not line.startswith("#"):
            cells = line.split("\t")
            if "-" in cells[0]:
                first, last = (int(n) for n in cells[0].split("-"))
                ranges.append((first, last, "SpaceAfter=No" in cells[9]))
            elif cells[0].isdigit():
                rows.append(cells)
    if rows:
        yield name, rows, ranges


@dataclass(slots=True)
class _Reader:
    name: str
    types: frozenset[str] | None
    text: str = ""
    starts: list[int] = field(default_factory=list)
    heads: list[int] = field(default_factory=list)
    open: dict[str, list[tuple[int, str]]] = field(default_factory=lambda: defaultdict(list))
    found: dict[str, list[tuple[int, int]]] = field(default_factory=lambda: defaultdict(list))

    def add(self, rows: list[list[str]], ranges: list[tuple[int, int, bool]]) -> None:
        base = len(self.starts)
        glued = {n: n < last or no for first, last, no in ranges for n in range(first, last + 1)}
        for place, cells in enumerate(rows):
            number, head = int(cells[0]), int(cells[6])
            self.starts.append(len(self.text))
            self.heads.append(base + (head - 1 if head else place))
            tight = glued.get(number, "SpaceAfter=No" in cells[9])
            self.text += cells[1] + ("" if tight and place < len(rows) - 1 else " ")
            told = re.search(r"(?:^|\|)Entity=([^|]*)", cells[9])
            if told:
                self._brackets(told.group(1), base + place)

    def _brackets(self, told: str, at: int) -> None:
        for opened, single, closed in _BRACKET.findall(told):
            if opened:
                entity, kind = opened.split("-")[:2]
                if not single:
                    self.open[entity].append((at, kind))
                elif self._is_asked(kind):
                    self.found[entity].append((at, at + 1))
            elif self.open.get(closed):
                start, kind = self.open[closed].pop()
                if self._is_asked(kind):
                    self.found[closed].append((start, at + 1))

    def _is_asked(self, kind: str) -> bool:
        return self.types is None or kind in self.types

    def document(self) -> GumDocument:
        def head(start: int, end: int) -> int:
            words = range(start, end)
            tops = (i for i in words if self.heads[i] not in words or self.heads[i] == i)
            return self.starts[next(tops, start)]

        return GumDocument(
            self.name,
            self.text,
            [[head(start, end) for start, end in spans] for spans in self.found.values()],
        )


def read_gum(paths: Sequence[Path], types: frozenset[str] | None = None) -> Iterator[GumDocument]:
    """Yield the documents of GUM files, one after the other.

    Args:
        paths: Files in CoNLL-U.
        types: The types of the entities whose chains are asked for; all if not given.
    """
    reader: _Reader | None = None
    for path in paths:
        for name, rows, ranges in _sentences(path):
            if reader is None or reader.name != name:
                if reader is not None:
                    yield reader.document()
                reader = _Reader(name, types)
            reader.add(rows, ranges)
    if reader is not None:
        yield reader.document()
