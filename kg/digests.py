"""The digests of the articles of a store, kept in one file so that no text is read twice.

The file is only a cache: a line counts while the record of the article is in
the state that it was made from. `kg.matters.digest` says what a digest is.
"""

from __future__ import annotations

import functools
import hashlib
import json
from array import array
from collections.abc import Iterator
from importlib import resources
from pathlib import Path
from typing import Any

from kg.catalog import Catalog, Head
from kg.matters import Digest, Signature, digest

FILE = "digests.jsonl"
FORMAT = 3
"""Version of the layout of the file."""


@functools.cache
def _made_by() -> str:
    """Return a hash of all that decides what a digest is made of."""
    digest = hashlib.sha256(f"{FORMAT}".encode())
    found = (each for each in resources.files("kg.matters").iterdir() if each.is_file())
    for file in sorted(found, key=lambda each: each.name):
        if not file.name.endswith((".pyc", ".pyo")):
            digest.update(file.read_bytes())
    return digest.hexdigest()[:16]


def _to_json(head: Head, found: Digest) -> str:
    row = {
        "file": head.file,
        "stamp": list(head.stamp),
        "publisher": found.publisher,
        "exact": found.signature.exact,
        "values": "".join(f"{value:08x}" for value in found.signature.values),
        "sorts": {key: sorted(names) for key, names in found.sorts.items()},
    }
    return json.dumps(row)


def _from_json(row: dict[str, Any]) -> Digest:
    text = row["values"]
    places = range(0, len(text), 8)
    values = array("I", (int(text[n : n + 8], 16) for n in places)) if text else ()
    return Digest(
        publisher=row["publisher"],
        signature=Signature(exact=row["exact"], values=values),
        sorts={key: frozenset(names) for key, names in row["sorts"].items()},
    )


def _rows(path: Path) -> Iterator[tuple[dict[str, Any], str]]:
    """Yield the lines of the file, sorted by the file of the record; none where it can't be used."""
    try:
        with path.open(encoding="ascii") as file:
            if json.loads(file.readline() or "null") != _made_by():
                return
            for line in file:
                row = json.loads(line)
                if line.endswith("\n") and {"file", "stamp"} <= row.keys():
                    yield row, line
    except (OSError, ValueError, AttributeError):
        return  # the rest is made anew


def digests(store: Path, catalog: Catalog) -> dict[str, Digest]:
    """Return the digest of every article of a store by id, and bring the file up to date.

    Args:
        store: The store folder.
        catalog: Its catalogue; records are read only where their digest is not known.

    Raises:
        OSError: The file can't be written.
    """
    path = store / FILE
    temporary = path.with_name(f".{FILE}.tmp")
    found: dict[str, Digest] = {}
    changed, rows = not path.exists(), _rows(path)
    row, known = next(rows, ({}, ""))
    with temporary.open("w", encoding="ascii", newline="\n") as out:
        out.write(f"{json.dumps(_made_by())}\n")
        for head in catalog.sorted():
            while known and row["file"] < head.file:
                row, known = next(rows, ({}, ""))
                changed = True
            if known and row["file"] == head.file and row["stamp"] == list(head.stamp):
                found[head.id] = _from_json(row)
                out.write(known)
                row, known = next(rows, ({}, ""))
                continue
            record = catalog.record(head)
            if record is not None:
                found[head.id] = digest(record.article, record.claims)
                out.write(_to_json(head, found[head.id]) + "\n")
                changed = True
    if changed or known:
        temporary.replace(path)
    else:
        temporary.unlink()
    return found
