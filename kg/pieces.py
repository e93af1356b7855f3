"""The graph on disk as sorted pieces: one for each article and one for what they share.

A piece is made anew only when it would come out otherwise: when the article's
record or the decisions about it changed, or when a name that was looked up
while the piece was made stands for another entity now. So what was looked up
is kept beside the piece (a "verifying trace": Mokhov, Mitchell and Peyton
Jones, Build Systems à la Carte, 2018).
"""

from __future__ import annotations

import contextlib
import hashlib
import heapq
import json
import os
import tempfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

from kg.model import Entity
from kg.records import write_whole

CHUNK_LINES = 100_000
"""Lines of the graph that are sorted in memory at once; more are merged from disk."""

LARGE = 4_000_000
"""Bytes from which a sorted file is read line by line while files are merged."""

FOLDER = "pieces"
TRACES = "pieces.jsonl"
SHARED = "shared.nq"


class Resolver(Protocol):
    """What is traced of `kg.resolve.Resolution`."""

    def entity(self, article_id: str, name: str, type: str | None) -> Entity | None:  # noqa: A002
        """Return the entity that a name of an article stands for, None where it has none."""


class Traced:
    """A resolver that remembers what it was asked, and what it said."""

    def __init__(self, resolver: Resolver) -> None:
        self._resolver = resolver
        self.asked: dict[tuple[str, str | None], list[str] | None] = {}

    def entity(self, article_id: str, name: str, type: str | None) -> Entity | None:  # noqa: A002
        """Return what the resolver says."""
        found = self._resolver.entity(article_id, name, type)
        self.asked[name, type] = _answer(found)
        return found


def _answer(entity: Entity | None) -> list[str] | None:
    """What a piece can hold of an entity; its other names are in the shared piece."""
    return [entity.iri, entity.type, entity.label] if entity else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """The graph of one article: its file, the hash of its lines, and whether it was made just now."""

    file: str
    digest: str
    made: bool


class Pieces:
    """The pieces of a store.

    Args:
        store: The store folder.
        shape: Name of the code that makes pieces; those of another are made anew.
    """

    def __init__(self, store: Path, shape: str) -> None:
        self.folder = store / FOLDER
        self._traces = store / TRACES
        self._shape = shape

    def update(
        self,
        wanted: Iterable[tuple[str, Any, str]],
        resolver: Resolver,
        make: Callable[[str, Resolver], Sequence[str]],
    ) -> Iterator[Piece]:
        """Yield the pieces of all articles, sorted by file, and remove those of no article.

        Args:
            wanted: For each article, sorted by file: the name of the file, what
                its lines depend on beside the resolver (as JSON), and the id.
            resolver: Finds the entity behind a name.
            make: Gives the lines of an article by the name of its file, asking
                the resolver that it is given.
        """
        self.folder.mkdir(parents=True, exist_ok=True)
        present = {entry.name for entry in os.scandir(self.folder)}
        temporary = self._traces.with_name(f".{TRACES}.tmp")
        kept = set()
        with (
            contextlib.closing(_Old(self._traces, self._shape)) as old,
            temporary.open("w", encoding="ascii", newline="\n") as out,
        ):
            out.write(json.dumps(self._shape) + "\n")
            for file, key, article_id in wanted:
                name = file.removesuffix(".json") + ".nq"
                kept.add(name)
                trace = old.find(name)
                valid = (
                    trace is not None
                    and name in present
                    and trace["key"] == key
                    and _same(trace["asked"], resolver, article_id)
                )
                if trace is None or not valid:
                    trace = self._make(name, key, Traced(resolver), lambda r, f=file: make(f, r))  # type: ignore[misc]
                out.write(json.dumps(trace) + "\n")
                yield Piece(file=name, digest=trace["digest"], made=not valid)
        temporary.replace(self._traces)
        for name in present - kept:
            (self.folder / name).unlink(missing_ok=True)

    def _make(
        self, name: str, key: Any, traced: Traced, make: Callable[[Resolver], Sequence[str]]
    ) -> dict[str, Any]:
        lines = make(traced)
        text = "".join(f"{line}\n" for line in lines)
        write_whole(self.folder / name, text)
        asked = [[*question, answer] for question, answer in traced.asked.items()]
        return {
            "file": name,
            "key": key,
            "asked": asked,
            "digest": hashlib.sha256(text.encode()).hexdigest()[:16],
        }


def read_lines(path: Path) -> list[str]:
    """Return the lines of a piece, with line breaks.

    Raises:
        OSError: It can't be read.
    """
    with path.open(encoding="utf-8", newline="\n") as file:
        return file.readlines()


def _same(asked: Iterable[list[Any]], resolver: Resolver, article_id: str) -> bool:
    """Tell whether the resolver still says what it said."""
    return all(
        _answer(resolver.entity(article_id, name, label)) == answer for name, label, answer in asked
    )


class _Old:
    """The traces of the last build, read along with the articles: both are sorted by file."""

    def __init__(self, path: Path, shape: str) -> None:
        self._next: dict[str, Any] | None = None
        self._file = None
        try:
            self._file = path.open(encoding="ascii")
            if json.loads(self._file.readline() or "null") != shape:
                self.close()
        except (OSError, ValueError):
            self.close()

    def find(self, name: str) -> dict[str, Any] | None:
        """Return the trace of a piece, None where there is none."""
        while self._file is not None and (self._next is None or self._next["file"] < name):
            try:
                self._next = json.loads(self._file.readline())
            except ValueError:
                self.close()
                return None
        return self._next if self._next and self._next["file"] == name else None

    def close(self) -> None:
        """Let go of the file."""
        if self._file is not None:
            self._file.close()
            self._file = None


def write_merged(path: Path, files: Iterable[Path]) -> None:
    """Write the lines of sorted files, sorted by code point and none twice.

    Args:
        path: The file; replaced as a whole when all is written.
        files: Files of sorted lines with line breaks; several thousand are no problem.

    Raises:
        OSError: A file can't be read or written.
    """
    temporary = path.with_name(f".{path.name}.tmp")
    chunk: list[str] = []
    with tempfile.TemporaryDirectory(dir=path.parent, prefix=".graph.") as folder:
        spilled: list[Path] = []

        def spill() -> None:
            chunk.sort()  # of sorted runs, which is fast
            spilled.append(Path(folder) / f"{len(spilled)}")
            with spilled[-1].open("w", encoding="utf-8", newline="\n") as out:
                out.writelines(chunk)
            chunk.clear()

        for file in files:
            if file.stat().st_size >= LARGE:
                spilled.append(file)
                continue
            chunk += read_lines(file)
            if len(chunk) >= CHUNK_LINES:
                spill()
        if spilled:
            if chunk:
                spill()
            streams = [file.open(encoding="utf-8", newline="\n") for file in spilled]
            merged: Iterable[str] = heapq.merge(*streams)
        else:
            streams, merged = [], sorted(chunk)
        try:
            with temporary.open("w", encoding="utf-8", newline="\n") as out:
                out.writelines(_unique(merged))
        finally:
            for stream in streams:
                stream.close()
    temporary.replace(path)


def _unique(lines: Iterable[str]) -> Iterator[str]:
    last = ""
    for line in lines:
        if line != last:
            yield line
        last = line
