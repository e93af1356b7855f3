"""Sorted lines on disk: the graph file is made of sorted pieces, which need not fit memory together."""

from __future__ import annotations

import heapq
import tempfile
from collections.abc import Iterable
from pathlib import Path

CHUNK_LINES = 500_000
"""Lines of the graph that are sorted in memory at once; more are merged from disk."""


def write_sorted(path: Path, lines: Iterable[str]) -> None:
    """Write lines sorted by code point, none twice, by way of sorted chunks on disk.

    Args:
        path: The file; replaced as a whole when all is written.
        lines: Lines without line breaks, in any order.

    Raises:
        OSError: The file can't be written.
    """
    temporary = path.with_name(f".{path.name}.tmp")
    chunk: list[str] = []
    with tempfile.TemporaryDirectory(dir=path.parent, prefix=".graph.") as folder:
        files: list[Path] = []

        def spill() -> None:
            files.append(Path(folder) / f"{len(files)}")
            text = "".join(f"{line}\n" for line in sorted(set(chunk)))
            files[-1].write_text(text, encoding="utf-8", newline="\n")
            chunk.clear()

        for line in lines:
            chunk.append(line)
            if len(chunk) >= CHUNK_LINES:
                spill()
        spill()
        streams = [file.open(encoding="utf-8", newline="\n") for file in files]
        try:
            with temporary.open("w", encoding="utf-8", newline="\n") as out:
                last = ""
                for line in heapq.merge(*streams):
                    if line != last:
                        out.write(line)
                    last = line
        finally:
            for stream in streams:
                stream.close()
    temporary.replace(path)
