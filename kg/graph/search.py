"""Full-text search over names and claims, which forgives typing errors.

An SQLite index (FTS5) is made on first use beside the index of the store and
bears its name, so a store that changed gets another. Words match from their
start; a word that begins nothing in the graph is replaced by those that are
spelled most like it.
"""

from __future__ import annotations

import contextlib
import os
import re
import sqlite3
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Self

import pyoxigraph as ox
from rapidfuzz.distance import DamerauLevenshtein
from rapidfuzz.process import extract

from kg.errors import StoreError
from kg.graph.names import WITHOUT_INITIALS, is_short_for, things
from kg.graph.profile import sentence
from kg.graph.project import status
from kg.graph.rows import DESCRIPTIONS, ClaimRow, read_rows
from kg.rdf.store import open_store, read_meta, store_folder

FORMAT = 2
"""Version of the layout of the index; part of the name of its file."""

SIMILAR = 5
"""Most words of the graph that stand in for a word that it does not have."""

_WORD = re.compile(r"[^\W_]+")
_SCHEMA = """
CREATE TABLE thing (iri TEXT, label TEXT, type TEXT, names TEXT, claims INTEGER, described INTEGER);
CREATE TABLE claim (iri TEXT, says TEXT, status TEXT, quote TEXT, published TEXT, publisher TEXT);
CREATE VIRTUAL TABLE thing_text USING fts5 (text, tokenize = "unicode61 remove_diacritics 2",
  prefix = '2 3');
CREATE VIRTUAL TABLE claim_text USING fts5 (text, tokenize = "unicode61 remove_diacritics 2",
  prefix = '2 3');
CREATE VIRTUAL TABLE thing_words USING fts5vocab (thing_text, row);
CREATE VIRTUAL TABLE claim_words USING fts5vocab (claim_text, row);
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """Something found: a thing by its names, or a claim by its words.

    `kind` is `thing` or `claim`; `text` the label, or what the claim says;
    `detail` the type and other names, or the quote; `claims` how many claims
    name the thing, 1 for a claim; `status` and `published` are of a claim.
    """

    kind: str
    iri: str
    text: str
    detail: str
    claims: int = 1
    status: str = ""
    published: str = ""
    publisher: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """The best hits, how many there are, and which words were replaced by which.

    `short` pairs words with the one thing of which each is the initials, which
    was looked for too.
    """

    hits: tuple[Hit, ...]
    things: int
    claims: int
    replaced: tuple[tuple[str, tuple[str, ...]], ...] = ()
    short: tuple[tuple[str, str], ...] = ()


def query_words(text: str) -> list[str]:
    """Return the words of a text as the index has them: lower case, without accents.

    Example:
        >>> query_words("Citroën's e-C3")
        ['citroen', 's', 'e', 'c3']
    """
    plain = unicodedata.normalize("NFKD", unicodedata.normalize("NFKC", text).casefold())
    bare = "".join(c for c in plain if not unicodedata.combining(c))
    return _WORD.findall(bare)


def allowed_edits(word: str) -> int:
    """Return how many letters of a word may be wrong: none of 2, one of 5, two of more.

    The rule that Elasticsearch and Lucene call AUTO.
    """
    return 0 if len(word) < 3 else 1 if len(word) < 6 else 2


# --- the index -------------------------------------------------------------------------


def _fill(index: sqlite3.Connection, store: ox.Store, rows: Iterable[ClaimRow]) -> None:
    # A half-written index is thrown away, so nothing need be safe on disk before it is whole.
    index.executescript(f"PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; {_SCHEMA}")
    counts: Counter[str] = Counter()
    owners: dict[str, str] = {}
    for row in rows:
        owners[row.object.iri] = row.subject.label
        counts.update(
            {row.subject.iri, row.object.iri, *([row.speaker.iri] if row.speaker else [])}
        )
        says, quote = sentence(row), " … ".join(row.quotes)
        published = row.article.date.isoformat() if row.article.date else ""
        told = (row.iri, says, status(row.claim), quote, published, row.article.publisher or "")
        index.execute("INSERT INTO claim VALUES (?, ?, ?, ?, ?, ?)", told)
        text = " ".join((says, quote, row.claim.speaker or "", row.article.title))
        index.execute("INSERT INTO claim_text VALUES (?)", (text,))
    for thing in things(store):
        if not counts[thing.iri]:
            continue  # a matter, which its claims tell of
        others = ", ".join(name for name in thing.names if name != thing.label)
        described = thing.type in DESCRIPTIONS
        what = (
            f"{thing.type} of {owners[thing.iri]}"
            if described and thing.iri in owners
            else thing.type
        )
        values = (thing.iri, thing.label, what, others, counts[thing.iri], described)
        index.execute("INSERT INTO thing VALUES (?, ?, ?, ?, ?, ?)", values)
        index.execute("INSERT INTO thing_text VALUES (?)", (f"{thing.label} {others}",))
    index.commit()


def _make(path: Path | str, store: ox.Store) -> sqlite3.Connection:
    index = sqlite3.connect(path)
    try:
        _fill(index, store, read_rows(store))
    except sqlite3.OperationalError as error:
        index.close()
        if "fts5" in str(error):
            raise StoreError(
                "Python's SQLite has no full-text search (FTS5).",
                "Use a Python from python.org or your distribution, or 'kg query'.",
            ) from error
        raise
    return index


def _place(folder: Path) -> Path:
    """Return where the index of a store folder is kept, which changes with the graph."""
    return folder / f"search-{FORMAT}-{read_meta(folder).index.removeprefix('index-')}.sqlite"


def is_indexed(path: Path | str) -> bool:
    """Tell whether a search index is there, so that opening it takes no time.

    Args:
        path: A folder made by `kg build`, a store folder or an RDF file.

    Raises:
        StoreError: There is no store of this version.
    """
    path = Path(path)
    return path.is_dir() and _place(store_folder(path)).is_file()


def _kept(folder: Path, store: ox.Store) -> sqlite3.Connection | None:
    """Return the index of a store folder, made if need be; None where it can't be kept there."""
    target = _place(folder)
    if not target.is_file():
        partial = folder / f".{target.name}.{os.getpid()}.tmp"
        try:
            partial.unlink(missing_ok=True)
            _make(partial, store).close()
            partial.replace(target)
            for old in folder.glob("search-*.sqlite"):
                if old != target:
                    old.unlink(missing_ok=True)
        except (OSError, sqlite3.OperationalError):
            with contextlib.suppress(OSError):
                partial.unlink()
            return None
    uri = f"{target.absolute().as_uri()}?mode=ro"
    try:
        index = sqlite3.connect(uri, uri=True)
        index.execute("SELECT count(*) FROM thing")
    except sqlite3.DatabaseError:  # damaged, or a folder in which SQLite can't even read
        return None
    return index


class Index:
    """The search index of a store; opened with `open_index`, closed by `close` or `with`."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self.connection = connection

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *error: object) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the file."""
        self.connection.close()

    def _rows(self, sql: str, *values: object) -> list[tuple[object, ...]]:
        return self.connection.execute(sql, values).fetchall()

    def _words(self, table: str) -> Iterator[tuple[str, int]]:
        for word, count in self._rows(f"SELECT term, doc FROM {table}_words"):  # noqa: S608
            yield str(word), int(str(count))

    def _alternatives(self, word: str, table: str) -> tuple[str, ...]:
        """Return the words of the index that stand for a word: itself, else those most like it."""
        sql = f"SELECT 1 FROM {table}_text WHERE {table}_text MATCH ? LIMIT 1"  # noqa: S608
        if self._rows(sql, f'"{word}"*'):
            return (word,)
        edits = allowed_edits(word)
        if not edits:
            return ()
        counts = dict(self._words(table))
        found = extract(
            word, sorted(counts), scorer=DamerauLevenshtein.distance, score_cutoff=edits, limit=None
        )
        least = min((distance for _, distance, _ in found), default=0)
        nearest = [name for name, distance, _ in found if distance == least]
        # The first letter is rarely wrong, and a frequent word more likely meant.
        nearest.sort(key=lambda name: (name[:1] != word[:1], -counts[name], name))
        return tuple(nearest[:SIMILAR])

    def _short_for(self, text: str) -> dict[str, str]:
        """Return the words of a text that are initials of one thing alone, with its label.

        A word that is a name itself, or begins one and isn't written in capitals, is not taken so.
        """
        found = {}
        for word in dict.fromkeys(_WORD.findall(text)):
            (plain, *more) = query_words(word)
            begins, is_name = (
                self._rows("SELECT 1 FROM thing_text WHERE thing_text MATCH ? LIMIT 1", match)
                for match in (f'"{plain}"*', f'"{plain}"')
            )
            if more or len(plain) < 2 or is_name or (begins and not word.isupper()):
                continue
            labels = [
                str(label)
                for label, type_, names in self._named()
                if type_ not in WITHOUT_INITIALS
                and any(is_short_for(word, name) for name in (label, *names.split(", ")))
            ]
            if len(labels) == 1:
                found[plain] = labels[0]
        return found

    def _named(self) -> list[tuple[str, str, str]]:
        sql = "SELECT label, type, names FROM thing WHERE NOT described ORDER BY iri"
        return [(str(label), str(type_), str(names)) for label, type_, names in self._rows(sql)]

    def _match(
        self, words: Sequence[str], table: str, short: Mapping[str, str]
    ) -> tuple[str, dict[str, tuple[str, ...]]]:
        """Return an FTS5 query that wants every word or what stands for it, "" for none."""
        parts, replaced = [], {}
        for word in words:
            if word in short:
                phrase = " ".join(query_words(short[word]))
                parts.append(f'("{word}"* OR "{phrase}")')
                continue
            others = self._alternatives(word, table)
            if not others:
                return "", {}
            if others != (word,):
                replaced[word] = others
            exact = " OR ".join(f'"{other}"' for other in others)
            parts.append(f'"{word}"*' if others == (word,) else f"({exact})")
        return " AND ".join(parts), replaced

    def _things(self, match: str, text: str, limit: int) -> tuple[int, list[Hit]]:
        sql = """SELECT iri, label, type, names, claims, described FROM thing
          JOIN thing_text ON thing.rowid = thing_text.rowid WHERE thing_text MATCH ?"""
        wanted = query_words(text)

        def rank(row: tuple[object, ...]) -> tuple[object, ...]:
            names = [query_words(name) for name in (str(row[1]), *str(row[3]).split(", "))]
            whole = wanted in names
            begins = any(name[: len(wanted)] == wanted for name in names)
            return (not whole, row[5], not begins, -int(str(row[4])), row[1], row[0])

        found = sorted(self._rows(sql, match), key=rank)
        hits = [
            Hit(kind="thing", iri=str(iri), text=str(label), claims=int(str(claims)),
                detail=f"{type_}, also {names}" if names else str(type_))
            for iri, label, type_, names, claims, _ in found[:limit]
        ]  # fmt: skip
        return len(found), hits

    def _claims(self, match: str, limit: int) -> tuple[int, list[Hit]]:
        count = self._rows("SELECT count(*) FROM claim_text WHERE claim_text MATCH ?", match)
        sql = """SELECT iri, says, status, quote, published, publisher FROM claim
          JOIN claim_text ON claim.rowid = claim_text.rowid WHERE claim_text MATCH ?
          ORDER BY round(bm25(claim_text), 3), published DESC, iri LIMIT ?"""
        hits = [
            Hit(kind="claim", iri=str(iri), text=str(says), detail=str(quote), status=str(stands),
                published=str(published), publisher=str(publisher))
            for iri, says, stands, quote, published, publisher in self._rows(sql, match, limit)
        ]  # fmt: skip
        return int(str(count[0][0])), hits

    def search(self, text: str, *, limit: int = 20, kinds: Sequence[str] = ()) -> Found:
        """Return the things and claims in which every word of a text occurs, or begins a word.

        A word that is no name, but the initials of one thing alone, stands for its name too.
        Things go first: those of that very name, entities, those whose name begins
        like that, those of which more is told. Claims follow by BM25 (Robertson and
        Zaragoza 2009), then the newest.

        Args:
            text: Words to look for.
            limit: Most things and most claims to return.
            kinds: `thing` or `claim`, where only one of them is wanted.
        """
        words, short = query_words(text), self._short_for(text)
        hits: list[Hit] = []
        counts = {"thing": 0, "claim": 0}
        replaced: dict[str, tuple[str, ...]] = {}
        for kind in ("thing", "claim"):
            if kinds and kind not in kinds:
                continue
            match, instead = self._match(words, kind, short) if words else ("", {})
            if not match:
                continue
            counts[kind], found = (
                self._things(match, text, limit) if kind == "thing" else self._claims(match, limit)
            )
            hits += found
            for word, others in instead.items():
                replaced[word] = tuple(dict.fromkeys((*replaced.get(word, ()), *others)))
        return Found(
            hits=tuple(hits),
            things=counts["thing"],
            claims=counts["claim"],
            replaced=tuple(sorted(replaced.items())),
            short=tuple(sorted(short.items())),
        )


def open_index(path: Path | str) -> Index:
    """Return the search index of a store, made on first use.

    It is kept in the store folder; for an RDF file, or where the folder can't be
    written, it is made in memory.

    Args:
        path: A folder made by `kg build`, a store folder or an RDF file.

    Raises:
        StoreError: There is no store of this version, or SQLite lacks FTS5.
    """
    path = Path(path)
    store = open_store(path)
    found = None if path.is_file() else _kept(store_folder(path), store)
    return Index(found or _make(":memory:", store))
