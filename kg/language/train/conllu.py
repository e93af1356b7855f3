"""Read CoNLL-U treebanks."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence of a treebank; heads count from 1, 0 is the root.

    `no_space_after` says of each word whether the next one follows at once;
    `starts` is the number of line breaks before the sentence: 2 where a
    paragraph or document begins, else 0.
    """

    id: str
    document: str
    starts: int
    words: tuple[str, ...]
    lemmas: tuple[str, ...]
    upos: tuple[str, ...]
    xpos: tuple[str, ...]
    heads: tuple[int, ...]
    deps: tuple[str, ...]
    no_space_after: tuple[bool, ...]


def _columns(lines: list[str]) -> tuple[list[list[str]], list[bool]]:
    """Return the rows of the words and whether each is followed at once by the next."""
    rows: list[list[str]] = []
    glued: list[bool] = []
    until, glue_last = 0, False
    for line in lines:
        row = line.split("\t")
        if "-" in row[0]:
            until, glue_last = int(row[0].split("-")[1]), "SpaceAfter=No" in row[9]
            continue
        if not row[0].isdigit():
            continue
        rows.append(row)
        inside = int(row[0]) < until
        at_end = int(row[0]) == until
        glued.append(inside or (glue_last if at_end else "SpaceAfter=No" in row[9]))
    return rows, glued


def read(path: Path) -> Iterator[Sentence]:
    """Yield the sentences of a CoNLL-U file; words of multiword tokens count as glued words."""
    document, starts = "", 2
    for block in re.split(r"\n\s*\n", path.read_text(encoding="utf-8")):
        lines = block.strip("\n").split("\n")
        comments = [x for x in lines if x.startswith("#")]
        words = [x for x in lines if x and not x.startswith("#")]
        identifier = ""
        for comment in comments:
            key, _, value = comment[1:].partition("=")
            if key.strip() == "newdoc id":
                document, starts = value.strip(), 2
            elif key.strip().startswith("newpar"):
                starts = 2
            elif key.strip() == "sent_id":
                identifier = value.strip()
        if not words:
            continue
        rows, glued = _columns(words)
        yield Sentence(
            id=identifier,
            document=document,
            starts=starts,
            words=tuple(r[1] for r in rows),
            lemmas=tuple(r[2] for r in rows),
            upos=tuple(r[3] for r in rows),
            xpos=tuple(r[4] for r in rows),
            heads=tuple(int(r[6]) for r in rows),
            deps=tuple(r[7] for r in rows),
            no_space_after=tuple(glued),
        )
        starts = 0
