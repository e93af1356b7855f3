"""What a store knows of its articles without opening the record of each.

The catalogue is one file with a line for each record: what a build must know
to decide, then the claims. It is only a cache: a line
counts while the record's file is the one it was made from, told by size, time
and inode, and all others are read from their records.
"""

from __future__ import annotations

import datetime as dt
import json
import os
import sys
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import IO, Any, Self

from kg.model import Claim
from kg.records import Record, Records, claim_from_record, claim_to_record, record_name

FILE = "catalog.jsonl"
FORMAT = 1
"""Version of the layout of the file; one of another is made anew."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """What a build must know of a record; the names are those of `kg.records.Record`.

    `stamp` identifies the state of the record's file. `claims` is their number.
    """

    file: str
    stamp: tuple[int, int, int]
    id: str
    content: str
    pipeline: str
    path: str | None
    date: dt.date | None
    whole: bool
    redacted: bool
    withdrawn: tuple[str, ...]
    claims: int

    @property
    def key(self) -> list[Any]:
        """What the graph of this article depends on, apart from all others."""
        return [self.file, list(self.stamp), self.pipeline]


def stamp_of(path: Path) -> tuple[int, int, int]:
    """Return what tells one state of a file from another: size, time and inode.

    Raises:
        OSError: There is no such file.
    """
    found = path.stat()
    return found.st_size, found.st_mtime_ns, found.st_ino


def head_of(record: Record, path: Path) -> Head:
    """Return the head of a record that was written to a file."""
    article = record.article
    return Head(
        file=path.name,
        stamp=stamp_of(path),
        id=article.id,
        content=record.content,
        pipeline=record.pipeline,
        path=record.path,
        date=article.date,
        whole=record.whole,
        redacted=record.redacted,
        withdrawn=record.withdrawn,
        claims=len(record.claims),
    )


class Catalog:
    """The heads and claims of all records of a store; a context manager that lets go of its file.

    Args:
        records: The records; their folder is looked through at once.

    Attributes:
        heads: Heads by name of the record's file, sorted.
        damaged: Record files that can't be read.
    """

    def __init__(self, records: Records) -> None:
        self._records = records
        self._path = records.folder.parent / FILE
        self._places: dict[str, tuple[int, int]] = {}
        self._changed = False
        self.heads: dict[str, Head] = {}
        self.damaged: list[Path] = []
        self._file: IO[bytes] | None = None
        self._load()

    def __enter__(self) -> Self:
        """Return itself."""
        return self

    def __exit__(self, *_: object) -> None:
        """Let go of the file."""
        self.close()

    def _load(self) -> None:
        stamps = {}
        try:
            with os.scandir(self._records.folder) as entries:
                for entry in entries:
                    if entry.name.endswith(".json"):
                        stat = entry.stat(follow_symlinks=False)
                        stamps[entry.name] = (stat.st_size, stat.st_mtime_ns, stat.st_ino)
        except FileNotFoundError:
            stamps = {}
        known = dict(self._lines(stamps))
        self._changed = len(known) != len(stamps)
        for name in sorted(stamps):
            if name in known:
                self.heads[name], self._places[name] = known[name]
                continue
            path = self._records.folder / name
            record = self._records.read(path)
            if record is None:
                self.damaged.append(path)
            else:
                self.heads[name] = head_of(record, path)

    def _lines(
        self, stamps: dict[str, tuple[int, int, int]]
    ) -> Iterator[tuple[str, tuple[Head, tuple[int, int]]]]:
        """Yield the heads that are still true, and where their claims begin in the file."""
        try:
            self._file = self._path.open("rb")
        except OSError:
            return
        try:
            if json.loads(self._file.readline() or b"null") != FORMAT:
                return
            offset = self._file.tell()
            for line in self._file:
                if not line.endswith(b"\n"):
                    return  # the file was cut off
                first, _, _ = line.partition(b"\t")
                head = _head_from_json(json.loads(first))
                if stamps.get(head.file) == head.stamp:
                    yield head.file, (head, (offset, len(line)))
                offset += len(line)
        except (ValueError, KeyError, TypeError):
            return  # the rest is read from the records

    def add(self, record: Record) -> Head:
        """Write a record, and return its head."""
        path = self._records.path(record.article.id)
        self._records.write(record)
        self._forget(path.name)
        self.heads[path.name] = head_of(record, path)
        return self.heads[path.name]

    def remove(self, path: Path) -> None:
        """Remove a record."""
        self._records.remove(path)
        self._forget(path.name)
        self.heads.pop(path.name, None)

    def _forget(self, name: str) -> None:
        self._places.pop(name, None)
        self._changed = True

    def path(self, article_id: str) -> Path:
        """Return the file of the record of an article."""
        return self._records.path(article_id)

    def get(self, article_id: str) -> Head | None:
        """Return the head of an article, None where there is no record of it."""
        return self.heads.get(self.name(article_id))

    @staticmethod
    def name(article_id: str) -> str:
        """Return the name of the file of the record of an article."""
        return record_name(article_id)

    def record(self, head: Head) -> Record | None:
        """Return the whole record of an article."""
        return self._records.read(self._records.folder / head.file)

    def sorted(self) -> Iterator[Head]:
        """Yield all heads, sorted by file."""
        for name in sorted(self.heads):
            yield self.heads[name]

    def claims(self, head: Head) -> tuple[Claim, ...]:
        """Return the claims of an article as the pipeline found them."""
        if not head.claims:
            return ()
        return tuple(claim_from_record(each) for each in json.loads(self._claims(head)))

    def _claims(self, head: Head) -> bytes:
        """The claims of an article as JSON."""
        place = self._places.get(head.file)
        if place is None or self._file is None:
            record = self.record(head)
            claims = record.claims if record else ()
            return json.dumps([claim_to_record(claim) for claim in claims]).encode("ascii")
        self._file.seek(place[0])
        return self._file.read(place[1]).rstrip(b"\n").partition(b"\t")[2]

    def _line(self, head: Head) -> bytes:
        """The line of an article: as it is in the file, if it is there."""
        place = self._places.get(head.file)
        if place is not None and self._file is not None:
            self._file.seek(place[0])
            return self._file.read(place[1])
        return b"\t".join([_head_to_json(head), self._claims(head)]) + b"\n"

    def save(self) -> None:
        """Write the file, if anything changed.

        Raises:
            OSError: It can't be written.
        """
        if not self._changed and self._path.exists():
            return
        temporary = self._path.with_name(f".{FILE}.tmp")
        places = {}
        with temporary.open("wb") as out:
            offset = out.write(json.dumps(FORMAT).encode() + b"\n")
            for head in self.sorted():
                line = self._line(head)
                places[head.file] = (offset, len(line))
                offset += out.write(line)
        self.close()
        temporary.replace(self._path)
        self._file = self._path.open("rb")
        self._places, self._changed = places, False

    def close(self) -> None:
        """Let go of the file."""
        if self._file is not None:
            self._file.close()
            self._file = None


def _head_to_json(head: Head) -> bytes:
    found = asdict(head) | {"date": head.date.isoformat() if head.date else None}
    return json.dumps(found, ensure_ascii=True).encode("ascii")


def _head_from_json(found: dict[str, Any]) -> Head:
    date = found["date"]
    more = {
        "date": dt.date.fromisoformat(date) if date else None,
        "path": sys.intern(found["path"]) if found["path"] is not None else None,
        "pipeline": sys.intern(found["pipeline"]),  # as the path: one text for all articles
        "stamp": tuple(found["stamp"]),
        "withdrawn": tuple(found["withdrawn"]),
    }
    return Head(**{**found, **more})
