"""The index: an Oxigraph store on disk that is rebuilt from `graph.nq`, never the original.

The default graph of an index holds every triple of the named graphs once, so
that plain queries see each triple once and `GRAPH` queries see where it came
from. (Oxigraph's own union of graphs gives a row for each graph that holds a
triple; see `docs/decisions/`.) An index is built beside the old one and put in
its place by replacing `meta.json`, so a kill at any moment leaves a whole one.
"""

from __future__ import annotations

import errno
import hashlib
import json
import os
import re
import shutil
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any

import pyoxigraph as ox

from kg import iri
from kg.errors import StoreError
from kg.rdf import ontology

FORMAT = 1
"""Version of the layout of a store folder and of the shape of its graph."""

META = "meta.json"
PARTS = "parts.json"
BATCH = 50_000
"""Quads that are loaded at once: the loader keeps a batch in memory."""

RDF_FORMATS = {
    ".nq": ox.RdfFormat.N_QUADS,
    ".nt": ox.RdfFormat.N_TRIPLES,
    ".ttl": ox.RdfFormat.TURTLE,
    ".trig": ox.RdfFormat.TRIG,
    ".jsonld": ox.RdfFormat.JSON_LD,
}
"""RDF files that can be read, by suffix. RDF/XML is left out: its entities are a known bomb."""

XML_SUFFIXES = (".rdf", ".owl", ".xml")
"""Suffixes of RDF/XML, which is read only on demand."""

_REBUILD = "Run 'kg build' to make it anew."
_XML = re.compile(rb"<!(DOCTYPE|ENTITY)", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Meta:
    """What a store folder says of itself.

    `pipeline` names the version of the code that made it; `index` is the
    folder of the current index, which carries the hash of what is in it.
    """

    pipeline: str
    index: str
    format: int = FORMAT


def read_meta(folder: Path) -> Meta:
    """Return what a store folder says of itself.

    Raises:
        StoreError: There is no store, or it was made by another version.
    """
    path = folder / META
    try:
        found: Any = json.loads(path.read_text("utf-8"))
    except FileNotFoundError as error:
        raise StoreError(f"No store at {folder}.", "Run 'kg build' to make one.") from error
    except (OSError, ValueError) as error:
        raise StoreError(f"Can't read {path}: {error}.", _REBUILD) from error
    if not isinstance(found, dict) or found.get("format") != FORMAT:
        version = found.get("format") if isinstance(found, dict) else None
        raise StoreError(
            f"The store at {folder} has format {version}; this version reads {FORMAT}.", _REBUILD
        )
    try:
        return Meta(pipeline=str(found["pipeline"]), index=str(found["index"]))
    except KeyError as error:
        raise StoreError(f"{path} lacks {error}.", _REBUILD) from error


def _load_both(store: ox.Store, quads: Iterable[ox.Quad]) -> None:
    """Load quads into their graphs and, once each, into the default graph."""

    def doubled() -> Iterator[ox.Quad]:
        for quad in quads:
            yield quad
            if not isinstance(quad.graph_name, ox.DefaultGraph):
                yield _copy(quad)

    rest = doubled()
    while batch := list(islice(rest, BATCH)):
        store.bulk_extend(batch)


def _copy(quad: ox.Quad) -> ox.Quad:
    """The triple of a quad in the default graph."""
    return ox.Quad(quad.subject, quad.predicate, quad.object)


def _digest(graph: Path) -> str:
    digest = hashlib.sha256(f"{FORMAT}".encode())
    with graph.open("rb") as file:
        while block := file.read(1 << 20):
            digest.update(block)
    return _with_ontology(digest)


def _digest_of_parts(parts: Mapping[str, str]) -> str:
    text = json.dumps([FORMAT, sorted(parts.items())])
    return _with_ontology(hashlib.sha256(text.encode()))


def _with_ontology(digest: hashlib._Hash) -> str:
    for name in sorted(ontology.FILES.values()):
        digest.update(ontology.read_text(name).encode())
    return digest.hexdigest()[:16]


def build_index(
    graph: Path, folder: Path, *, pipeline: str, parts: Mapping[str, str] | None = None
) -> Meta:
    """Make the index of a canonical N-Quads file, and put it in the place of the old one.

    Args:
        graph: The file `graph.nq`.
        folder: The store folder; other files in it are left alone.
        pipeline: Name of the pipeline version, kept in `meta.json`.
        parts: Hashes of the parts of the graph by their names, for
            `update_index`; they stand for the content of the file.

    Returns:
        What the folder says of itself afterwards. An index of the same
        content is kept as it is, unless it is damaged, and the last one before
        it for those who read it still.

    Raises:
        StoreError: The file is not N-Quads, or the folder can't be written.
    """
    digest = _digest(graph) if parts is None else _digest_of_parts(parts)

    def fill(target: Path) -> None:
        _fill(graph, target)

    return _place(folder, Meta(pipeline=pipeline, index=f"index-{digest}"), fill, parts)


def _place(
    folder: Path,
    meta: Meta,
    fill: Callable[[Path], None],
    parts: Mapping[str, str] | None,
    others: Iterable[str] = (),
) -> Meta:
    """Make an index, unless it is there, and let `meta.json` point to it."""
    target = folder / meta.index
    try:
        folder.mkdir(parents=True, exist_ok=True)
        if not is_readable(target):
            if target.is_dir():
                shutil.rmtree(target)  # what is damaged has nothing to keep
            partial = folder / f".{meta.index}.{os.getpid()}.tmp"
            shutil.rmtree(partial, ignore_errors=True)
            fill(partial)
            if parts is not None:
                (partial / PARTS).write_text(json.dumps(dict(parts)), encoding="utf-8")
            partial.replace(target)
        kept = {meta.index, current_index(folder) or "", *others}
        _write_meta(folder, meta)
        _remove_others(folder, kept)
    except OSError as error:
        raise StoreError(
            f"Can't write the store at {folder}: {_why(error)}.",
            "Choose another place.",
            typed="Choose another place with --out.",
        ) from error
    return meta


def _why(error: OSError) -> str:
    """Say why the disk refused; the database wraps a full one in words of its own, without its number."""
    full = os.strerror(errno.ENOSPC)
    return full if full in str(error) else error.strerror or str(error)


def is_readable(index: Path) -> bool:
    """Tell whether an index is there, whole enough to be opened, and gives a triple.

    Opening looks at the ends of all of its files, which finds those that were
    cut off or are gone; their content is not read through.

    Args:
        index: The folder of an index.
    """
    if not index.is_dir():
        return False
    try:
        return next(iter(ox.Store.read_only(str(index)))) is not None
    except (OSError, ValueError, RuntimeError, StopIteration):
        return False


def indexed_parts(folder: Path) -> dict[str, str]:
    """Return the parts that the index of a store was made of, {} where that is not known.

    An index that can't be read is taken for none, so that it is made anew and
    not changed.

    Args:
        folder: The store folder.
    """
    index = current_index(folder)
    if index is None or not is_readable(folder / index):
        return {}
    try:
        found: dict[str, str] = json.loads((folder / index / PARTS).read_text("utf-8"))
    except (OSError, ValueError):
        return {}
    return found


@dataclass(frozen=True, slots=True)
class Change:
    """Lines of canonical N-Quads that come into an index, and what goes for them.

    `old` are the lines that go; where they are not known, None, all of the
    named `graph` goes, or of all graphs that belong to no article.
    """

    lines: Iterable[str]
    old: Iterable[str] | None = None
    graph: str | None = None


def update_index(
    folder: Path,
    changes: Iterable[Change],
    *,
    pipeline: str,
    parts: Mapping[str, str],
    kept: Iterable[str] = (),
) -> Meta:
    """Put a changed copy of the current index in its place.

    The copy shares its files with the old index, so the time it takes depends
    on the changes and not on the size of the graph.

    Args:
        folder: The store folder, with an index.
        changes: What comes and goes.
        pipeline: Name of the pipeline version, kept in `meta.json`.
        parts: Hashes of all parts of the graph afterwards, by their names.
        kept: Indexes that stay beside the new one and the last, for those who
            read them still.

    Raises:
        StoreError: The index can't be read, or the folder can't be written.
    """

    def fill(target: Path) -> None:
        source = open_store(folder)
        source.backup(str(target))
        del source
        store = ox.Store(str(target))
        for change in changes:
            _apply(store, change)
        store.flush()

    digest = _digest_of_parts(parts)
    return _place(folder, Meta(pipeline=pipeline, index=f"index-{digest}"), fill, parts, kept)


def _apply(store: ox.Store, change: Change) -> None:
    """Change an index: named graphs, and with them their copies in the default graph."""
    new = _quads(change.lines)
    if change.old is None:
        graphs = [change.graph] if change.graph else _shared_graphs(store)
        old = {
            quad
            for graph in graphs
            for quad in store.quads_for_pattern(None, None, None, ox.NamedNode(graph))
        }
    else:
        old = _quads(change.old)
    added = new - old
    store.extend([*added, *map(_copy, added)])
    for quad in old - new:
        store.remove(quad)
        if not any(
            not isinstance(other.graph_name, ox.DefaultGraph)
            for other in store.quads_for_pattern(quad.subject, quad.predicate, quad.object, None)
        ):
            store.remove(_copy(quad))


def _quads(lines: Iterable[str]) -> set[ox.Quad]:
    return set(ox.parse("".join(lines).encode(), format=ox.RdfFormat.N_QUADS))


def _shared_graphs(store: ox.Store) -> list[str]:
    """The graphs of the data that belong to no article."""
    article = iri.graph("article/")
    return [g.value for g in data_graphs(store) if not g.value.startswith(article)]


def forget_others(folder: Path) -> None:
    """Remove all indexes but the current one, so that nothing withdrawn stays on disk.

    What `kg search` made of an older index goes with it.

    Raises:
        StoreError: A search index can't be removed.
    """
    index = current_index(folder) or ""
    _remove_others(folder, {index})
    current = f"-{index.removeprefix('index-')}.sqlite"
    for old in sorted([*folder.glob("search-*.sqlite"), *folder.glob(".search-*.tmp*")]):
        if old.name.startswith(".") or not old.name.endswith(current):
            try:
                old.unlink(missing_ok=True)
            except OSError as error:
                raise StoreError(
                    f"Can't remove {old}, which may hold what was withdrawn: {error.strerror}.",
                    "Delete this file yourself; 'kg search' makes it anew.",
                ) from error


def _fill(graph: Path, target: Path) -> None:
    store = ox.Store(str(target))
    try:
        _load_both(store, ox.parse(path=str(graph), format=ox.RdfFormat.N_QUADS))
    except SyntaxError as error:
        raise StoreError(f"{graph} is not N-Quads: {error}.", _REBUILD) from error
    _load_both(store, ontology.shared_quads())
    store.flush()
    del store


def _write_meta(folder: Path, meta: Meta) -> None:
    found = {"format": meta.format, "index": meta.index, "pipeline": meta.pipeline}
    temporary = folder / f".{META}.{os.getpid()}.tmp"
    temporary.write_text(json.dumps(found, indent=2) + "\n", encoding="utf-8", newline="\n")
    temporary.replace(folder / META)


def current_index(folder: Path) -> str | None:
    """Return the index that a folder has now, None where it has none that can be read."""
    try:
        return read_meta(folder).index
    except StoreError:
        return None


def _remove_others(folder: Path, kept: set[str]) -> None:
    """Remove old indexes. The last one stays: who reads it opens its files one by one."""
    for old in sorted([*folder.glob("index-*"), *folder.glob(".index-*.tmp")]):
        if old.name not in kept and old.is_dir():
            shutil.rmtree(old, ignore_errors=True)


def store_folder(path: Path) -> Path:
    """Return the store folder of a path: itself, or `store/` in an exports folder."""
    return path / "store" if (path / "store").is_dir() else path


def _nothing_at(path: Path) -> StoreError:
    return StoreError(
        f"Nothing at {path}.",
        "Make a graph there with 'kg build' or kg.build_graph, or name another one.",
        typed="Run 'kg build', or name a graph with --store.",
    )


def existing_folder(path: Path) -> Path:
    """Return the store folder of a path where a build made one, of whatever version.

    Raises:
        StoreError: There is none.
    """
    folder = store_folder(path)
    if not path.exists():
        raise _nothing_at(path)
    if not (folder / META).is_file():
        raise StoreError(f"No store at {folder}.", "Run 'kg build' to make one.")
    return folder


def load_file(path: Path, *, allow_xml: bool = False) -> ox.Store:
    """Return an in-memory store with the content of an RDF file and the ontology.

    Args:
        path: The file; its suffix tells the format.
        allow_xml: Read RDF/XML too, where it declares no document type and no
            entities.

    Raises:
        StoreError: The file can't be read, is in a format that is not read, or
            is malformed.
    """
    suffix = path.suffix.lower()
    xml = allow_xml and suffix in XML_SUFFIXES
    format_ = ox.RdfFormat.RDF_XML if xml else RDF_FORMATS.get(suffix)
    if format_ is None:
        known = ", ".join(RDF_FORMATS)
        raise StoreError(f"Can't read {path}: not an RDF file by its suffix.", f"Known: {known}.")
    store = ox.Store()
    try:
        data = path.read_bytes()
        if xml:
            reject_entities(data)
        quads = ox.parse(data, format=format_, base_iri=iri.DATA_BASE)
        _load_both(store, (q for q in quads if not _is_shared(q)))
    except (SyntaxError, ValueError) as error:
        raise StoreError(f"{path} is malformed: {error}.") from error
    except OSError as error:
        raise StoreError(f"Can't read {path}: {error.strerror}.") from error
    _load_both(store, ontology.shared_quads())
    return store


def _is_shared(quad: ox.Quad) -> bool:
    shared = {iri.graph(name) for name in ontology.FILES}
    return isinstance(quad.graph_name, ox.NamedNode) and quad.graph_name.value in shared


def open_store(path: Path | str) -> ox.Store:
    """Return the store of an exports folder, a store folder or an RDF file, to read from.

    A folder is opened read-only, by any number of processes at once; an RDF
    file is read into memory, and what is done to it there never reaches the file.

    Raises:
        StoreError: Nothing is there, it was made by another version, or it is
            malformed; the remedy says what to do.
    """
    path = Path(path)
    if path.is_file():
        return load_file(path)
    if not path.exists():
        raise _nothing_at(path)
    folder = store_folder(path)
    meta = read_meta(folder)
    index = folder / meta.index
    if not index.is_dir():
        raise StoreError(f"The index {index} is missing.", _REBUILD)
    try:
        return ox.Store.read_only(str(index))
    except (OSError, ValueError, RuntimeError) as error:
        raise StoreError(f"Can't open the index {index}: {error}.", _REBUILD) from error


def data_graphs(store: ox.Store) -> list[ox.NamedNode]:
    """Return the named graphs of a store without the ontology, sorted by name."""
    shared = {iri.graph(name) for name in ontology.FILES}
    names = [n for n in store.named_graphs() if isinstance(n, ox.NamedNode)]
    return sorted((n for n in names if n.value not in shared), key=lambda n: n.value)


def reject_entities(data: bytes) -> None:
    """Refuse XML with a document type or entities, which a few bytes can blow up to gigabytes.

    Raises:
        StoreError: The bytes have a DOCTYPE or ENTITY declaration, in UTF-8 or UTF-16.
    """
    plain = data.replace(b"\x00", b"")
    if _XML.search(plain):
        raise StoreError(
            "XML with a DOCTYPE or ENTITY is refused.", "Convert it to Turtle or N-Quads first."
        )
