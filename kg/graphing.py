"""From records to the graph: names resolved, shared facts derived, pieces merged, index brought up to date.

Where few articles changed, the index is changed first (`kg.indexing`), so that
queries are answered soon; `graph.nq` is always written whole from the sorted
pieces. Nothing is done where nothing that
the graph depends on changed.
"""

from __future__ import annotations

import contextlib
import ctypes
import functools
import gc
import hashlib
import itertools
import json
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kg import iri
from kg.catalog import Catalog, stamp_of
from kg.decided import Decided, key_of
from kg.erasing import Erasure
from kg.errors import StoreError
from kg.indexing import Indexing, digest_of
from kg.model import Claim, Issue
from kg.pieces import FOLDER, SHARED, Pieces, Resolver, write_merged
from kg.records import text_digest, write_whole
from kg.resolve import resolve
from kg.resolve.decisions import name_decisions, name_issues
from kg.resolve.decisions_claims import ClaimDecisions
from kg.resolve.reference import opened_if_there

if TYPE_CHECKING:
    import datetime as dt

    from kg.resolve import Resolution

STATE = "state.json"
KEPT = 200
"""Answers that a function may keep while the index is made; what a table or a file says is fewer."""

SHOWN = 5
"""Rows of a reference table that an issue names."""

_CODE = ("kg.rdf", "kg.matters", "kg.resolve", "kg.ontology")
_MODULES = ("iri.py", "model.py", "interchange.py", "graphing.py", "records.py", "digests.py")


@functools.cache
def shape() -> str:
    """Return a hash of all that decides how claims become quads, beside the claims."""
    digest = hashlib.sha256(json.dumps([iri.VOCAB_BASE, iri.DATA_BASE]).encode())
    files = [resources.files("kg").joinpath(name) for name in _MODULES]
    for package in _CODE:
        found = (each for each in resources.files(package).iterdir() if each.is_file())
        files += sorted(found, key=lambda each: each.name)
    for file in files:
        if not file.name.endswith((".pyc", ".pyo")):
            digest.update(file.name.encode())
            digest.update(file.read_bytes())
    return digest.hexdigest()[:16]


def _give_back() -> None:
    """Give back what the claims took up, or it would be held while the index takes as much.

    Answers of pure functions that are kept for names and phrases go, and free
    memory goes back to the system where the C library can do that (glibc).
    """
    for name, module in list(sys.modules.items()):
        for value in list(vars(module).values()) if name.startswith("kg.") else ():
            kept = getattr(value, "cache_info", None)
            if kept is not None and kept().currsize > KEPT:
                value.cache_clear()
    gc.unfreeze()  # what the analysis had frozen (`kg.build.load_analysis`)
    gc.collect()
    with contextlib.suppress(OSError, AttributeError, TypeError):
        ctypes.CDLL(None).malloc_trim(0)


@dataclass(slots=True)
class Graphing:
    """One making of the graph.

    `seconds` is how long each stage took; `issues` tells of decisions that
    could not be applied. `reference` are tables to link entities with, and
    `linked` says which there were and what came of it.
    """

    graph: Path
    store: Path
    catalog: Catalog
    decided: Decided
    version: str
    answers: Callable[[], None] = lambda: None
    reference: Path | None = None
    linked: dict[str, Any] | None = None
    clock: Callable[[], float] = time.monotonic
    issues: list[Issue] = field(default_factory=list)
    seconds: dict[str, float] = field(default_factory=dict)
    _began: float = 0.0

    def _lap(self, stage: str) -> None:
        now = self.clock()
        self.seconds[stage] = round(now - self._began, 3)
        self._began = now

    def write(self, erasure: Erasure) -> dict[str, int]:
        """Write `graph.nq` and the index, and return the counts of articles, claims and entities.

        Args:
            erasure: What was withdrawn; where it is due, no index that may hold it stays on disk.

        Raises:
            StoreError: A file can't be written.
        """
        self._began = self.clock()
        key = self._key()
        state = self._state()
        if state.get("key") == key and self._whole(state):
            self.issues += [Issue(**issue) for issue in state["issues"]]
            self.linked = state.get("linked")
            counts: dict[str, int] = state["counts"]
        else:
            try:
                counts = self._make(fresh=erasure.due)
            except OSError as error:
                raise StoreError(
                    f"Can't write {self.graph}: {error.strerror}.",
                    "Choose another place.",
                    typed="Choose another place with --out.",
                ) from error
            self._remember(key, counts)
        erasure.done()
        self._lap("rest")
        return counts

    # --- what is known ---

    def _key(self) -> str:
        heads = [head.key for head in self.catalog.sorted()]
        parts = [heads, self.decided.digest, self.version, shape()]
        with opened_if_there(self.reference) as reference:
            if reference is not None:
                parts.append(reference.digest)
        return hashlib.sha256(json.dumps(parts).encode()).hexdigest()

    def _state(self) -> dict[str, Any]:
        try:
            found: dict[str, Any] = json.loads((self.store / STATE).read_text("utf-8"))
        except (OSError, ValueError):
            return {}
        return found if isinstance(found, dict) else {}

    def _whole(self, state: dict[str, Any]) -> bool:
        """Tell whether the files are those that were written last, and the index can be read."""
        from kg.rdf.store import is_readable, read_meta

        try:
            meta = read_meta(self.store)
            same = list(stamp_of(self.graph)) == state["graph"]
        except (StoreError, OSError, KeyError):
            return False
        return same and meta.index == state["index"] and is_readable(self.store / meta.index)

    def _remember(self, key: str, counts: dict[str, int]) -> None:
        from kg.rdf.store import current_index

        found = {
            "key": key,
            "counts": counts,
            "graph": list(stamp_of(self.graph)),
            "index": current_index(self.store),
            "decisions": self.decided.digest,
            "linked": self.linked,
            "issues": [
                {"severity": i.severity, "code": i.code, "message": i.message, "where": i.where}
                for i in self.issues
            ],
        }
        write_whole(self.store / STATE, json.dumps(found) + "\n")

    # --- making ---

    def _make(self, *, fresh: bool) -> dict[str, int]:
        """Make the graph; what is held of all claims is let go of before the files are merged."""
        from kg.rdf.store import build_index

        counts, parts, changed = self._derive(fresh=fresh)
        _give_back()
        self._write_graph(parts)
        self._lap("graph")
        if not changed:
            parts[SHARED] = digest_of(self.store / SHARED)
            build_index(self.graph, self.store, pipeline=self.version, parts=parts)
            self.answers()
            self._lap("index")
        return counts

    def _derive(self, *, fresh: bool) -> tuple[dict[str, int], dict[str, str], bool]:
        """Bring all pieces up to date, and the index where few of them changed.

        Returns:
            The counts, the hashes of the pieces of articles by file, and
            whether the index is up to date.
        """
        from kg.rdf.facts import entity_quads

        claims = self.decided.claims()
        listed: list[Claim] = []
        dates: dict[str, dt.date | None] = {}
        for head in self.catalog.sorted():
            dates[head.id] = head.date
            listed += claims.apply(head.id, self.catalog.claims(head))
        self._lap("claims")
        resolution = resolve(listed, decisions=name_decisions(self.decided.force))
        self._tell(name_issues(self.decided.force, resolution))
        resolution = replace(resolution, merges=(), candidates=())  # the graph has none of them
        self._lap("resolve")
        parts = self._pieces(resolution, claims)
        self._lap("pieces")
        index = Indexing(self.store, self.version, parts)
        few = index.few and not fresh  # what leaves a changed index stays in its files
        if few:
            index.articles([f"{line}\n" for line in entity_quads(resolution.entities)])
            self.answers()
            self._lap("first index")
        counts = {
            "articles": len(dates),
            "claims": len(listed),
            "entities": len(resolution.entities),
        }
        shared = self._shared(listed, dates, resolution, claims)
        self._lap("derive")
        if few:
            index.shared(shared)
            self._lap("index")
        shared.replace(self.store / SHARED)
        self._tell(claims.issues())
        return counts, parts, few

    def _tell(self, issues: Iterable[Issue]) -> None:
        """Tell of decisions that could not be applied, except by the name of a withdrawn person."""
        people = self.decided.people()
        self.issues += [issue for issue in issues if not people.named(issue.message)]

    def _shared(
        self,
        listed: Sequence[Claim],
        dates: dict[str, dt.date | None],
        resolution: Resolution,
        claims: ClaimDecisions,
    ) -> Path:
        """Return a new file with the lines of what articles share, sorted, none twice."""
        from kg.digests import digests  # takes long to import, and first answers need none of it
        from kg.rdf.decided import decision_quads
        from kg.rdf.facts import shared_parts

        links = self._links(resolution)
        decided = decision_quads(self.decided.force, claims.applied, self.decided.people())
        entities = resolution.entities
        found = shared_parts(listed, dates, resolution, entities, digests(self.store, self.catalog))
        with tempfile.TemporaryDirectory(dir=self.graph.parent, prefix=".graph.") as folder:
            files: list[Path] = []
            for lines in itertools.chain((decided, links), found):
                files.append(Path(folder) / f"{len(files)}")
                text = (f"{line}\n" for line in lines)
                with files[-1].open("w", encoding="utf-8", newline="\n") as out:
                    out.writelines(text)
            path = self.store / f".{SHARED}.tmp"
            write_merged(path, files)
        return path

    def _links(self, resolution: Resolution) -> list[str]:
        """Return the lines of the links to reference tables, none where there are none."""
        from kg.rdf.identity import identity_quads
        from kg.resolve.reference_link import link

        with opened_if_there(self.reference) as reference:
            if reference is None:
                return []
            found, tables = link(resolution.entities, reference), reference.tables()
            self.linked = {
                "digest": reference.digest,
                "tables": [table.name for table in tables],
                "entities": len({each.entity for each in found.links if each.ids}),
                "ambiguous": len({each.entity for each in found.ambiguous}),
            }
        for each in found.ambiguous:
            message = f"{each.label}: {each.reason}: {'; '.join(each.options[:SHOWN])}"
            self.issues.append(
                Issue(severity="info", code="ambiguous-link", message=message, where=each.table)
            )
        return identity_quads(found.links, tables)

    def _pieces(self, resolution: Resolver, claims: ClaimDecisions) -> dict[str, str]:
        """Bring the pieces up to date, and return their hashes by file."""

        def wanted() -> Iterator[tuple[str, Any, str]]:
            for head in self.catalog.sorted():
                yield head.file, [*head.key, key_of(claims.about(head.id))], head.id

        found = Pieces(self.store, shape()).update(wanted(), resolution, self._lines)
        return {piece.file: piece.digest for piece in found}

    def _lines(self, file: str, resolver: Resolver) -> list[str]:
        """Return the lines of the piece of one article."""
        from kg.rdf.emit import article_quads

        head = self.catalog.heads[file]
        record = self.catalog.record(head)
        if record is None:
            raise StoreError(f"The record of {head.id!r} vanished.", "Run the build again.")
        claims = self.decided.claims().apply(head.id, record.claims)
        article, remarks = record.article, record.remarks
        lines = article_quads(article, claims, resolver, record.pipeline, remarks)
        digest = text_digest(record.article.text)
        if digest == record.text_sha256:
            return lines
        return sorted(line.replace(digest, record.text_sha256) for line in lines)

    # --- files ---

    def _write_graph(self, parts: Iterable[str]) -> None:
        """Write the graph from the pieces of articles and the shared one."""
        pieces = (self.store / FOLDER / name for name in sorted(parts))
        write_merged(self.graph, [self.store / SHARED, *pieces])
