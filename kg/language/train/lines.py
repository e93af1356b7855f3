"""Score headings and captions on the annotated lines of `lines.jsonl`.

`python -m kg.language.train.lines --data PATH`. Most annotated lines carry the marks of a wiki, which
give them away; so they are scored twice: as they stand, and with each line
set on a paragraph of its own without marks, as a web page would have it. A third
table is for the headings and figure captions of GUM, which no rule was made on.
"""

from __future__ import annotations

import argparse
import json
import re
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

from kg.language.layout import lines
from kg.language.train import data

if TYPE_CHECKING:
    from collections.abc import Sequence

Marked = tuple[int, int, str]
"""Start, end and kind of an annotated line."""

_BEFORE = re.compile(
    r"(?:=+|\*|#|;|\[\[?|(?:\[\[)?(?:Image|File):[^\n|\]]*(?:\|[^\n|\]]*)*\|?)[ \t]*$",
    re.IGNORECASE,
)
_AFTER = re.compile(r"^[ \t]*(?:=+|\]\]?|\*)")


def unmarked(text: str, marks: Sequence[Marked]) -> tuple[str, list[Marked]]:
    """Return the text with each line on a paragraph of its own and its marks removed."""
    parts: list[str] = []
    moved: list[Marked] = []
    size, at = 0, 0
    for start, end, kind in sorted(marks):
        before = _BEFORE.sub("", _AFTER.sub("", text[at:start]) if at else text[at:start]).strip()
        if before:
            parts.append(before + "\n\n")
            size += len(parts[-1])
        line = text[start:end]
        moved.append((size, size + len(line), kind))
        parts.append(line + "\n\n")
        size += len(parts[-1])
        at = end
    parts.append(_AFTER.sub("", text[at:]).strip())
    return "".join(parts), moved


def of_gum(path: Path) -> list[tuple[str, list[Marked]]]:
    """Return the documents of a GUM file with their short headings and captions.

    A block counts where the corpus marks it as `head` or `caption`, it has 140 characters at
    most and does not end in a full stop.
    """
    documents: list[tuple[str, list[Marked]]] = []
    parts: list[str] = []
    marks: list[Marked] = []
    size, kind, held = 0, "", ""

    def flush() -> None:
        nonlocal size, held
        text = " ".join(held.split())
        if text:
            short = len(text) <= 140 and text[-1] not in ".!;,:"
            if kind and short:
                marks.append((size, size + len(text), kind))
            parts.append(text + "\n\n")
            size += len(parts[-1])
        held = ""

    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith("# newdoc"):
            flush()
            if parts:
                documents.append(("".join(parts), list(marks)))
            parts, marks, size = [], [], 0
        elif line.startswith("# newpar_block"):
            block = line.partition("=")[2]
            kind = "caption" if "caption" in block else "heading" if "head" in block else ""
        elif line.startswith("# newpar"):
            flush()
            kind = ""
        elif line.startswith("# text ="):
            held += " " + line.partition("=")[2].strip()
    flush()
    documents.append(("".join(parts), list(marks)))
    return documents


def score(texts: Sequence[tuple[str, Sequence[Marked]]]) -> dict[str, dict[str, int]]:
    """Return for each annotated kind how often each answer was given (`none`: running text)."""
    table: dict[str, Counter[str]] = {}
    for text, marks in texts:
        found = {(x.start, x.end): x.kind for x in lines(text)}
        for start, end, kind in marks:
            table.setdefault(kind, Counter())[found.get((start, end), "none")] += 1
    return {kind: dict(sorted(row.items())) for kind, row in sorted(table.items())}


def main() -> None:
    """Read the arguments and print both tables as JSON."""
    parser = argparse.ArgumentParser(prog="python -m kg.language.train.lines")
    parser.add_argument("--data", type=Path, required=True, help="folder with treebank/ and ner/")
    args = parser.parse_args()
    here = Path(__file__).parent
    untouched = data.held_out(here.parent.parent / "extract" / "train" / "untouched.txt")
    texts: dict[str, str] = {}
    with (args.data.parent / "wikinews" / "articles.jsonl").open(encoding="utf-8") as rows:
        for row in map(json.loads, rows):
            if row["id"] not in untouched:
                texts[row["id"]] = row["text"]
    marks: dict[str, list[Marked]] = {}
    for line in (here / "lines.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        if row["article"] in texts:
            marks.setdefault(row["article"], []).append((row["start"], row["end"], row["kind"]))
    pairs = [(texts[article], m) for article, m in marks.items()]
    figures = {
        "as they stand": score(pairs),
        "without marks": score([unmarked(text, m) for text, m in pairs]),
        "GUM": score(
            [
                pair
                for part in ("gum-by", "gum-by-sa")
                for pair in of_gum(args.data / "treebank" / f"{part}.conllu")
            ]
        ),
    }
    print(json.dumps(figures, indent=1))  # noqa: T201 - this module is a program


if __name__ == "__main__":
    main()
