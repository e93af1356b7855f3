"""The index after a change: first the graphs of the articles, then what all articles share.

The first step needs no more than names resolved, so the claims of a new
article can be queried while facts, matters and statuses are still derived.
Both steps are exact; each changes a copy that shares its files with the index
before it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from pathlib import Path

from kg import iri
from kg.pieces import FOLDER, SHARED, read_lines

FEW = 0.2
"""Share of changed articles up to which the index is changed and not made anew."""

_PARTLY = "partly"  # what stands for the hash of the shared part between the two steps


def digest_of(lines: Iterable[str]) -> str:
    """Return a hash of lines."""
    return hashlib.sha256("".join(lines).encode()).hexdigest()[:16]


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
        self._shared = self._known()
        gone = self._old.keys() - parts.keys() - {SHARED}
        self._changed = sorted(gone | {n for n in parts if self._old.get(n) != parts[n]})

    @property
    def few(self) -> bool:
        """Whether there is an index to be changed, and few changes."""
        return bool(self._old) and len(self._changed) <= 1 + FEW * len(self._parts)

    def _known(self) -> list[str] | None:
        """The lines of the shared part that are in the index, None where that is not known."""
        path = self._store / SHARED
        lines = read_lines(path) if path.exists() else []
        return lines if digest_of(lines) == self._old.get(SHARED) else None

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
        if self._shared is not None:
            described = {line.partition(" ")[0] for line in self._shared}
            new = [line for line in names if line.partition(" ")[0] not in described]
            if new:
                changes.append(Change(new, ()))
                self._shared, told = [*self._shared, *new], _PARTLY
        parts = {**self._parts, SHARED: told}
        update_index(self._store, changes, pipeline=self._version, parts=parts)

    def shared(self, lines: Sequence[str]) -> None:
        """Bring what articles share into the index.

        Args:
            lines: All of its lines.

        Raises:
            StoreError: The index can't be changed.
        """
        from kg.rdf.store import Change, update_index

        if self._shared is None:
            change = Change(lines)
        else:
            new, old = set(lines), set(self._shared)
            change = Change(sorted(new - old), sorted(old - new))
        parts = {**self._parts, SHARED: digest_of(lines)}
        kept = {self._before} if self._before else set()
        update_index(self._store, [change], pipeline=self._version, parts=parts, kept=kept)
