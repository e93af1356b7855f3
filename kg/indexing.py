"""The index after a change: first the graphs of the articles, then what all articles share.

The first step needs no more than names resolved, so the claims of a new
article can be queried while facts, matters and statuses are still derived.
Both steps are exact; each changes a copy that shares its files with the index
before it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from pathlib import Path

from kg import iri
from kg.pieces import FOLDER, SHARED, read_lines

FEW = 0.2
"""Share of changed articles up to which the index is changed and not made anew."""

_PARTLY = "partly"  # what stands for the hash of the shared part between the two steps


def digest_of(path: Path) -> str:
    """Return a hash of a file, "" where there is none."""
    digest = hashlib.sha256()
    try:
        with path.open("rb") as file:
            while block := file.read(1 << 20):
                digest.update(block)
    except FileNotFoundError:
        return ""
    return digest.hexdigest()[:16]


def differences(old: Path, new: Path) -> tuple[list[str], list[str]]:
    """Return the lines that only the second of two sorted files has, and those that only the first has.

    Both are read line by line, so that what is held in memory is what differs.

    Args:
        old: A file of lines, sorted by code point, none twice.
        new: Another one.
    """
    come: list[str] = []
    gone: list[str] = []
    with (
        old.open(encoding="utf-8", newline="\n") as before,
        new.open(encoding="utf-8", newline="\n") as after,
    ):
        one, two = before.readline(), after.readline()
        while one or two:
            if one == two:
                one, two = before.readline(), after.readline()
            elif not two or (one and one < two):
                gone.append(one)
                one = before.readline()
            else:
                come.append(two)
                two = after.readline()
    return come, gone


class Indexing:
    """The change of an index.

    Args:
        store: The store folder.
        version: Name of the pipeline version.
        parts: Hashes of the pieces of all articles by file.
    """

    def __init__(self, store: Path, version: str, parts: dict[str, str]) -> None:
        from kg.rdf.store import current_index, indexed_parts

        self._store, self._version, self._parts = store, version, parts
        self._old = indexed_parts(store)
        self._before = current_index(store)
        self._shared = store / SHARED
        self._known = bool(self._old) and digest_of(self._shared) == self._old.get(SHARED)
        self._told: list[str] = []
        gone = self._old.keys() - parts.keys() - {SHARED}
        self._changed = sorted(gone | {n for n in parts if self._old.get(n) != parts[n]})

    @property
    def few(self) -> bool:
        """Whether there is an index to be changed, and few changes."""
        return bool(self._old) and len(self._changed) <= 1 + FEW * len(self._parts)

    def articles(self, names: Sequence[str]) -> None:
        """Bring the graphs of articles into the index, and the descriptions of new things.

        Args:
            names: Lines that describe entities; those of things that the index
                describes already are left for `shared`.

        Raises:
            StoreError: The index can't be changed.
        """
        from kg.rdf.store import Change, update_index

        if not self._changed:
            return
        changes = []
        for name in self._changed:
            path = self._store / FOLDER / name
            lines = read_lines(path) if path.exists() else []
            changes.append(Change(lines, graph=iri.graph(f"article/{path.stem}")))
        told = self._old.get(SHARED, _PARTLY)
        if self._known:
            new = self._not_described(names)
            if new:
                changes.append(Change(new, ()))
                self._told, told = new, _PARTLY
        parts = {**self._parts, SHARED: told}
        update_index(self._store, changes, pipeline=self._version, parts=parts)

    def _not_described(self, names: Sequence[str]) -> list[str]:
        """Return the lines about things that the shared part of the index does not describe."""
        wanted = {line.partition(" ")[0] for line in names}
        with self._shared.open(encoding="utf-8", newline="\n") as file:
            known = {subject for line in file if (subject := line.partition(" ")[0]) in wanted}
        return [line for line in names if line.partition(" ")[0] not in known]

    def shared(self, new: Path) -> None:
        """Bring what articles share into the index.

        Args:
            new: The file with all of its lines, sorted; it takes the place of
                the shared piece of the store afterwards.

        Raises:
            StoreError: The index can't be changed.
        """
        from kg.rdf.store import Change, update_index

        if self._known:
            come, gone = differences(self._shared, new)
            missing, told = set(come), set(self._told)
            wrong = [line for line in self._told if line not in missing]
            change = Change([line for line in come if line not in told], [*gone, *wrong])
        else:
            change = Change(read_lines(new))
        parts = {**self._parts, SHARED: digest_of(new)}
        kept = {self._before} if self._before else set()
        update_index(self._store, [change], pipeline=self._version, parts=parts, kept=kept)
