"""The digests of the articles of a store, kept in one file so that no text is read twice.

The file is only a cache: a line counts while the record of the article is in
the state that it was made from. `kg.matters.digest` says what a digest is.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from kg.catalog import Catalog, Head
from kg.matters import Digest, Signature, digest
from kg.records import write_whole

FILE = "digests.jsonl"
FORMAT = 2
"""Version of the layout of the file and of what a digest is made of."""


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
    values = tuple(int(text[n : n + 8], 16) for n in range(0, len(text), 8))
    return Digest(
        publisher=row["publisher"],
        signature=Signature(exact=row["exact"], values=values),
        sorts={key: frozenset(names) for key, names in row["sorts"].items()},
    )


def _known(path: Path) -> dict[str, tuple[Any, str]]:
    """Return the lines of the file by record file, with the state each was made from."""
    found = {}
    try:
        with path.open(encoding="ascii") as file:
            if json.loads(file.readline() or "null") != FORMAT:
                return {}
            for line in file:
                row = json.loads(line)
                found[row["file"]] = (row["stamp"], line)
    except (OSError, ValueError, KeyError, TypeError):
        return {}
    return found


def digests(store: Path, catalog: Catalog) -> dict[str, Digest]:
    """Return the digest of every article of a store by id, and bring the file up to date.

    Args:
        store: The store folder.
        catalog: Its catalogue; records are read only where their digest is not known.

    Raises:
        OSError: The file can't be written.
    """
    path = store / FILE
    known, found, lines, changed = _known(path), {}, [], False
    for head in catalog.sorted():
        stamp, line = known.get(head.file, (None, ""))
        if stamp == list(head.stamp):
            found[head.id] = _from_json(json.loads(line))
        else:
            record = catalog.record(head)
            if record is None:
                continue
            found[head.id] = digest(record.article, record.claims)
            line, changed = _to_json(head, found[head.id]) + "\n", True
        lines.append(line)
    if changed or len(lines) != len(known):
        write_whole(path, f"{FORMAT}\n{''.join(lines)}")
    return found
