"""Reference tables: lists of companies in one SQLite file, looked up by the key of a name.

The file is content-addressed: a table is known by a hash of its rows and the
whole by a hash of its tables, so that a graph says which tables it was linked
with, and is the same wherever they are loaded again.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import sqlite3
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from importlib import resources
from itertools import islice
from pathlib import Path
from typing import Self

from kg.errors import NotFoundError, SourceError, StoreError
from kg.resolve.names import company_key
from kg.resolve.reference_formats import Format, Row, read_rows

FILE = "reference.sqlite"
"""Name of the reference tables beside a store."""

CHOICE = "reference.path"
"""Where a store remembers tables that are not beside it."""

BATCH = 5_000
"""Rows that are written at once: what bounds the memory of a load."""

SHOWN = 3
"""Identifiers of one sort that are named where they could not be read."""

_SCHEMA = """
CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE tables (
    id INTEGER PRIMARY KEY, name TEXT UNIQUE NOT NULL, format TEXT NOT NULL,
    digest TEXT NOT NULL, rows INTEGER NOT NULL
);
CREATE TABLE rows (id INTEGER PRIMARY KEY, list INTEGER NOT NULL, name TEXT NOT NULL, ids TEXT NOT NULL);
CREATE INDEX rows_of_list ON rows (list);
CREATE TABLE names (
    key TEXT NOT NULL, row INTEGER NOT NULL, name TEXT NOT NULL, alias INTEGER NOT NULL
);
"""
_INDEX = "CREATE INDEX IF NOT EXISTS names_by_key ON names (key, row, alias, name)"
_KEY_FILES = ("names.py", "names.toml", "legal_forms.json")


def keys_version() -> str:
    """Return a hash of the rules that make keys: tables made by others are of no use."""
    digest = hashlib.sha256()
    for name in _KEY_FILES:
        digest.update(resources.files("kg.resolve").joinpath(name).read_bytes())
    return digest.hexdigest()[:16]


@dataclass(frozen=True, slots=True, kw_only=True)
class Unread:
    """What of one sort of identifiers could not be one, in a list that is added.

    `number` of them were not read and `read` were; `first` are some of them, each with its line.
    """

    scheme: str
    number: int
    read: int
    first: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A list that was added. `digest` is a hash of its rows, in their order.

    `unread` is known when it has just been added.
    """

    name: str
    format: str
    rows: int
    digest: str
    unread: tuple[Unread, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    """A row that bears a name: its list, its name there, and its identifiers.

    `written` is the name that matched; `alias` tells that it is another name
    of the row and not the first.
    """

    table: str
    row: int
    name: str
    written: str
    alias: bool
    ids: tuple[tuple[str, str], ...]


class _Tally:
    """Counts the identifiers of rows that pass by, and keeps the first that are none."""

    def __init__(self) -> None:
        self._read: Counter[str] = Counter()
        self._unread: Counter[str] = Counter()
        self._first: dict[str, list[tuple[str, int]]] = defaultdict(list)

    def watch(self, rows: Iterator[Row]) -> Iterator[Row]:
        """Yield the rows as they are."""
        for row in rows:
            self._read.update(scheme for scheme, _ in row.ids)
            for scheme, value in row.unread:
                self._unread[scheme] += 1
                if len(self._first[scheme]) < SHOWN:
                    self._first[scheme].append((value, row.line))
            yield row

    def unread(self) -> tuple[Unread, ...]:
        """Return what was not read, by sort."""
        return tuple(
            Unread(
                scheme=scheme,
                number=number,
                read=self._read[scheme],
                first=tuple(self._first[scheme]),
            )
            for scheme, number in sorted(self._unread.items())
        )


class Reference:
    """The reference tables of one file. Use it as a context manager.

    Args:
        path: The file.
        write: Whether to make it where it is missing; else it is only read.
        update: Whether to make the keys anew where another version made them.

    Raises:
        StoreError: There is no such file, or it is of another version.
    """

    def __init__(self, path: Path, *, write: bool = False, update: bool = False) -> None:
        self.path = path
        self._update = update
        if not write and not path.exists():
            raise StoreError(f"There is no {path}.", "Make it with 'kg reference add FILE'.")
        try:
            if write:
                path.parent.mkdir(parents=True, exist_ok=True)
            mode = "rwc" if write else "ro"
            self._db = sqlite3.connect(f"{path.absolute().as_uri()}?mode={mode}", uri=True)
            self._prepare(write)
        except (sqlite3.Error, OSError) as error:
            raise StoreError(
                f"Can't open {path}: {error}.", "Remove it, and add the lists again."
            ) from error

    def _prepare(self, write: bool) -> None:
        if write:
            self._db.execute("PRAGMA journal_mode = DELETE")
            if not self._db.execute("SELECT 1 FROM sqlite_master").fetchone():
                self._db.executescript(_SCHEMA)
                with self._db:
                    self._db.execute("INSERT INTO meta VALUES ('keys', ?)", (keys_version(),))
        found = self._db.execute("SELECT value FROM meta WHERE name = 'keys'").fetchone()
        if found is not None and found[0] == keys_version():
            return
        if self._update and found is not None:
            self._make_keys()
            return
        self._db.close()
        raise StoreError(
            f"{self.path} was made by another version of kg.",
            "Bring it up to date with 'kg reference update'.",
        )

    def _make_keys(self) -> None:
        """Make the keys of all names anew, a batch at a time."""
        with self._db:
            self._db.execute("UPDATE meta SET value = ? WHERE name = 'keys'", (keys_version(),))
            self._db.execute("DROP INDEX IF EXISTS names_by_key")
            last = 0
            while batch := self._db.execute(
                "SELECT rowid, name FROM names WHERE rowid > ? ORDER BY rowid LIMIT ?",
                (last, BATCH),
            ).fetchall():
                keys = [(company_key(name), number) for number, name in batch]
                self._db.executemany("UPDATE names SET key = ? WHERE rowid = ?", keys)
                last = batch[-1][0]
            self._db.execute(_INDEX)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._db.close()

    def tables(self) -> list[Table]:
        """Return the lists that were added, sorted by name."""
        rows = self._db.execute("SELECT name, format, rows, digest FROM tables ORDER BY name")
        return [Table(name=n, format=f, rows=r, digest=d) for n, f, r, d in rows]

    @property
    def digest(self) -> str:
        """A hash of all lists and of the rules that made their keys."""
        parts = [keys_version(), *sorted(f"{t.name}\x1f{t.digest}" for t in self.tables())]
        return hashlib.sha256("\x1e".join(parts).encode()).hexdigest()[:16]

    def add(self, path: Path, format_: Format, name: str) -> Table:
        """Add a list, in place of one of that name; all of it, or nothing if it fails.

        Args:
            path: The list.
            format_: Its format.
            name: What the list is called from now on.

        Raises:
            SourceError: The list can't be read, or has no row.
            StoreError: The file of tables can't be written.
        """
        try:
            with self._db:
                self._drop(name)
                cursor = self._db.execute(
                    "INSERT INTO tables (name, format, digest, rows) VALUES (?, ?, '', 0)",
                    (name, format_),
                )
                number = int(cursor.lastrowid or 0)
                # An index that grows row by row reads all over the file: it is made at the end.
                self._db.execute("DROP INDEX IF EXISTS names_by_key")
                tally = _Tally()
                count, digest = self._load(number, tally.watch(read_rows(path, format_)))
                if not count:
                    raise SourceError(
                        f"{path} has no organization.", "Name another file or format."
                    )
                self._db.execute(
                    "UPDATE tables SET digest = ?, rows = ? WHERE id = ?", (digest, count, number)
                )
                self._db.execute(_INDEX)
        except (sqlite3.Error, UnicodeEncodeError) as error:
            raise StoreError(
                f"Can't write {self.path}: {error}.", "Free the disk, or mend the list."
            ) from error
        return Table(name=name, format=format_, rows=count, digest=digest, unread=tally.unread())

    def _load(self, number: int, rows: Iterator[Row]) -> tuple[int, str]:
        first = int(self._db.execute("SELECT coalesce(max(id), 0) FROM rows").fetchone()[0]) + 1
        count, hashed = 0, hashlib.sha256()
        while batch := list(islice(rows, BATCH)):
            listed, names = [], []
            for place, row in enumerate(batch, first + count):
                ids = json.dumps(row.ids, ensure_ascii=False)
                hashed.update(json.dumps([row.name, row.aliases, row.ids]).encode() + b"\n")
                listed.append((place, number, row.name, ids))
                names.append((company_key(row.name), place, row.name, 0))
                names += [(company_key(alias), place, alias, 1) for alias in row.aliases]
            self._db.executemany("INSERT INTO rows VALUES (?, ?, ?, ?)", listed)
            self._db.executemany("INSERT INTO names VALUES (?, ?, ?, ?)", names)
            count += len(batch)
        return count, hashed.hexdigest()[:16]

    def _drop(self, name: str) -> bool:
        found = self._db.execute("SELECT id FROM tables WHERE name = ?", (name,)).fetchone()
        if found is None:
            return False
        self._db.execute(
            "DELETE FROM names WHERE row IN (SELECT id FROM rows WHERE list = ?)", found
        )
        self._db.execute("DELETE FROM rows WHERE list = ?", found)
        self._db.execute("DELETE FROM tables WHERE id = ?", found)
        return True

    def remove(self, name: str) -> None:
        """Remove a list.

        Raises:
            NotFoundError: There is none of that name.
        """
        with self._db:
            dropped = self._drop(name)
        if not dropped:
            known = ", ".join(table.name for table in self.tables()) or "none"
            raise NotFoundError(f"There is no reference table {name!r}.", f"There are: {known}.")

    def look_up(self, keys: Sequence[str]) -> list[Match]:
        """Return the rows that bear a name of one of the keys, sorted by list and row.

        Args:
            keys: Keys made by `kg.resolve.names.company_key`.
        """
        found: list[Match] = []
        for key in sorted(set(keys)):
            rows = self._db.execute(
                "SELECT t.name, r.id, r.name, n.name, n.alias, r.ids FROM names n"
                " JOIN rows r ON r.id = n.row JOIN tables t ON t.id = r.list WHERE n.key = ?",
                (key,),
            )
            for table, row, name, written, alias, ids in rows:
                pairs = tuple((s, v) for s, v in json.loads(ids))
                found.append(
                    Match(
                        table=table,
                        row=row,
                        name=name,
                        written=written,
                        alias=bool(alias),
                        ids=pairs,
                    )
                )
        return sorted(found, key=lambda m: (m.table, m.row, m.alias, m.written))


def chosen(store: Path, given: Path | None = None) -> Path:
    """Return where the reference tables of a store are: where it was said last, else beside it.

    Args:
        store: The store folder; it remembers what is said here.
        given: Where they are from now on.

    Raises:
        StoreError: They were said to be where nothing is.
    """
    memory = store / CHOICE
    if given is not None:
        if not given.exists():
            raise StoreError(f"There is no {given}.", "Make it with 'kg reference add FILE'.")
        memory.write_text(str(given.absolute()), encoding="utf-8")
        return given
    try:
        return Path(memory.read_text("utf-8"))
    except OSError:
        return store.parent / FILE


@contextlib.contextmanager
def opened_if_there(path: Path | None) -> Iterator[Reference | None]:
    """Open reference tables, None where there are none.

    Raises:
        StoreError: They are of another version.
    """
    if path is None or not path.exists():
        yield None
        return
    with Reference(path) as reference:
        yield reference
