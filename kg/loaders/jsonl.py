"""JSON Lines: one article a line, also compressed with gzip."""

from __future__ import annotations

import codecs
import gzip
import json
import zlib
from collections.abc import Iterator
from typing import IO, Any

from kg.loaders.draft import Draft, Refused, limit, note, twice
from kg.loaders.frontmatter import with_fields


def parse(line: str) -> Draft:
    """Return the article of one line: `{"id"?, "title", "date"?, "text", "url"?, "publisher"?}`.

    The text is kept character for character.

    Raises:
        Refused: The line is no JSON object with a text.

    Example:
        >>> parse('{"id": 7, "title": "Acme opens", "text": "Acme opened."}').id
        '7'
    """
    names: list[str] = []

    def fields(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        names[:] = (name for name, _ in pairs)  # the whole object comes after those within it
        return dict(pairs)

    try:
        found: Any = json.loads(line, object_pairs_hook=fields)
    except (ValueError, RecursionError) as error:
        what = "nested too deep" if isinstance(error, RecursionError) else str(error)
        raise Refused("failed", f"not JSON: {what[:200]}") from error
    if not isinstance(found, dict):
        raise Refused("failed", "not a JSON object")
    text, title = found.get("text"), found.get("title")
    notes = twice(names)
    if not isinstance(text, str):
        id_ = found.get("id")
        shown = str(id_) if isinstance(id_, (str, int)) else None
        raise Refused("failed", "has no field 'text' that is a string", article=shown)
    if title is not None and not isinstance(title, str):
        notes.append(note("field-unread", f"title is no text but {type(title).__name__}"))
        title = None
    draft = Draft(title=(title or "").strip(), text=text)
    return with_fields(draft, found, notes)


def lines(
    stream: IO[bytes], *, packed_size: int | None = None
) -> Iterator[tuple[int, str | Refused]]:
    """Yield the number and text of each line that is not blank; a bad line costs only itself.

    Args:
        stream: The file, at its beginning.
        packed_size: Size of the compressed file, where `stream` is compressed.

    Yields:
        Line numbers from 1, with the line, or with the reason why it can't be
        read. After damage that no next line can be found behind, nothing more.
    """
    number, total = 0, 0
    source: IO[bytes] = stream
    if packed_size is not None:
        source = gzip.GzipFile(fileobj=stream)  # type: ignore[assignment]
    most = limit("line_bytes")
    while True:
        number += 1
        try:
            data = source.readline(most + 1)
            if len(data) > most:
                yield number, Refused("failed", f"the line is longer than {most} bytes")
                total += len(data) + _skip_line(source, packed_size, total)
                continue
        except (OSError, EOFError, zlib.error) as error:
            yield number, Refused("failed", f"can't be read on from here: {error}")
            return
        if not data:
            return
        total += len(data)
        if packed_size is not None and _is_bomb(total, packed_size):
            yield number, Refused("failed", "unpacks to far more than news does; stopped here")
            return
        if number == 1:
            data = data.removeprefix(codecs.BOM_UTF8)
        if data.strip():
            yield number, _decoded(data, number)


def _skip_line(source: IO[bytes], packed_size: int | None, total: int) -> int:
    """Read to the end of a line that is too long, in pieces; give what was read."""
    read = 0
    while True:
        data = source.readline(1 << 20)
        read += len(data)
        if not data or data.endswith(b"\n"):
            return read
        if packed_size is not None and _is_bomb(total + read, packed_size):
            raise OSError("unpacks to far more than news does")


def _is_bomb(unpacked: int, packed: int) -> bool:
    if unpacked > limit("unpacked_bytes"):
        return True
    return unpacked > limit("ratio_from_bytes") and unpacked > limit("ratio") * max(packed, 1)


def _decoded(data: bytes, number: int) -> str | Refused:
    if number == 1 and data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return Refused("failed", "in UTF-16; JSON Lines are UTF-8")
    try:
        return data.decode("utf-8").strip()
    except UnicodeDecodeError as error:
        return Refused("failed", f"not UTF-8 at byte {error.start} of the line")
