"""What source files gave when they were last read, so that unchanged files are not read again.

A file counts as unchanged while its size, its times of change and its inode
are what they were, as for git and make; the time of the last change of the
inode is among them, which no tool can set. Files that changed within the last
seconds before the memory was written are left out of it, since another change
might not have moved their times. The memory is only a cache: it is forgotten
when the loaders change, and nothing of what an article says is in it.
"""

from __future__ import annotations

import functools
import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from importlib import metadata, resources
from pathlib import Path
from typing import Any

from kg.model import InputRow, Issue

FILE = "sources.jsonl"
FORMAT = 1
"""Version of the layout of the file."""

SETTLED = 2_000_000_000
"""Nanoseconds for which a file must not have changed when it is remembered."""

_READERS = ("charset-normalizer", "lxml", "pyyaml", "trafilatura")


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """An article as a file gave it: all that is asked of it before it is analysed.

    `content` hashes all that was given, `text` the text alone and `url` the
    address, None where it has none.
    """

    id: str
    source: str
    content: str
    url: str | None
    text: str


Item = Known | InputRow | Issue


@functools.cache
def readers() -> str:
    """Return a hash of all that decides what a file gives."""
    digest = hashlib.sha256(f"{FORMAT}".encode())
    for name in _READERS:
        digest.update(f"{name} {metadata.version(name)}".encode())
    found = (each for each in resources.files("kg.loaders").iterdir() if each.is_file())
    for file in sorted(found, key=lambda each: each.name):
        if not file.name.endswith((".pyc", ".pyo")):
            digest.update(file.name.encode())
            digest.update(file.read_bytes())
    return digest.hexdigest()[:16]


@dataclass(slots=True)
class _Read:
    """A file that is being read: its state before, and what it has given so far."""

    key: str
    stamp: tuple[int, ...]
    items: list[list[Any]] = field(default_factory=list)
    whole: bool = True


class Seen:
    """The memory of a store folder.

    Args:
        store: The store folder.
        trusted: Use what is remembered; else everything is read, and
            remembered anew.
    """

    def __init__(self, store: Path, *, trusted: bool = True) -> None:
        self._path = store / FILE
        self._lines = self._load() if trusted else {}
        self._kept: dict[str, bytes] = {}
        self._now: _Read | None = None
        self._changed = not trusted

    def _load(self) -> dict[str, bytes]:
        found = {}
        try:
            with self._path.open("rb") as file:
                if json.loads(file.readline() or b"null") != readers():
                    return {}
                for line in file:
                    if line.endswith(b"\n"):
                        found[json.loads(line[: line.index(b"\t")])] = line
        except (OSError, ValueError):
            return {}
        return found

    def items(self, path: Path, id_: str) -> list[Item] | None:
        """Return what a file gave, None where it must be read: what it gives is then noted.

        Args:
            path: The file, as it is named in reports.
            id_: Its path below the source argument.
        """
        self.end()
        key = json.dumps([str(path), id_])
        try:
            stat = path.stat()
        except OSError:
            return None
        times = stat.st_mtime_ns, stat.st_ctime_ns
        stamp = (*times, stat.st_size, stat.st_ino, stat.st_dev)
        line = self._lines.get(key)
        if line is not None:
            try:
                _, state, items = line.split(b"\t", 2)
                if json.loads(state) == list(stamp):
                    found = list(map(_item, json.loads(items)))
                    self._kept[key] = line
                    return found
            except (ValueError, KeyError, TypeError):
                pass
        self._now = _Read(key, stamp)
        return None

    def note(self, item: Item) -> None:
        """Note what the file in hand gives."""
        if self._now is not None:
            self._now.items.append(_to_json(item))
            # What failed may do so for want of time or rights: it is tried again.
            failed = isinstance(item, InputRow) and item.outcome == "failed"
            self._now.whole = self._now.whole and not failed

    def end(self) -> None:
        """Note that the file in hand gave all that it had."""
        now, self._now = self._now, None
        if now is not None and now.whole:
            parts = (json.dumps(part).encode("ascii") for part in (now.key, now.stamp, now.items))
            self._kept[now.key] = b"\t".join(parts) + b"\n"
            self._changed = True

    def save(self) -> None:
        """Write the memory, if it changed; files that are not among the sources are forgotten.

        Raises:
            OSError: It can't be written.
        """
        self.end()
        if not self._changed and self._kept.keys() == self._lines.keys():
            return
        temporary = self._path.with_name(f".{FILE}.tmp")
        temporary.write_bytes(b"")
        settled = temporary.stat().st_mtime_ns - SETTLED
        with temporary.open("wb") as out:
            out.write(json.dumps(readers()).encode() + b"\n")
            out.writelines(self._settled(settled))
        temporary.replace(self._path)

    def forget(self) -> None:
        """Let go of what is remembered, after it was saved."""
        self._lines, self._kept = {}, {}

    def _settled(self, before: int) -> Iterator[bytes]:
        for _, line in sorted(self._kept.items()):
            if max(json.loads(line.split(b"\t", 2)[1])[:2]) < before:
                yield line


def _to_json(item: Item) -> list[Any]:
    match item:
        case Known():
            return ["article", item.id, item.source, item.content, item.url, item.text]
        case InputRow():
            return ["row", item.source, item.article, item.outcome, item.reason]
        case Issue():
            return ["issue", item.severity, item.code, item.message, item.where]


def _item(found: list[Any]) -> Item:
    match found:
        case ["article", id_, source, content, url, text]:
            return Known(id=id_, source=source, content=content, url=url, text=text)
        case ["row", source, article, outcome, reason]:
            return InputRow(source=source, article=article, outcome=outcome, reason=reason)
        case ["issue", severity, code, message, where]:
            return Issue(severity=severity, code=code, message=message, where=where)
    raise ValueError("no item")
