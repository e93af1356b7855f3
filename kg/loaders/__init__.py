"""Files to articles: one module per format, and one rule for what an input costs.

Every input ends as an article or as a row that says why not; nothing that an
input holds raises an error. `docs/loading.md` lists what is read and refused.
"""

from __future__ import annotations

import io
import sys
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import IO

from kg.loaders import frontmatter, html, jsonl
from kg.loaders import text as plain
from kg.loaders.checks import finish
from kg.loaders.draft import Draft, Refused, limit, table
from kg.loaders.encoding import declared_charset, decode
from kg.loaders.folders import (
    Found,
    open_file,
    read_bytes,
    read_stream,
    storable,
    unreadable,
    walk,
)
from kg.model import Article, InputRow, Issue

__all__ = ["read_sources", "suffix_format"]

STDIN = "stdin"
"""The id of a text on standard input that gives none of its own."""

Item = Article | InputRow


def read_sources(
    paths: Iterable[Path | str] | Path | str,
    *,
    title: str | None = None,
    only: Collection[str] | None = None,
    stdin: IO[bytes] | None = None,
    report: Callable[[Issue], None] = lambda _: None,
    known: Callable[[Path, str], bool] = lambda _path, _id: False,
) -> Iterator[Item]:
    """Yield the articles of files, folders and standard input.

    Args:
        paths: Files or folders, read in this order, or a single one; `-` is standard input.
        title: Title of the plain text on standard input, which then is all text.
        only: Ids to read; articles with others are passed over, before any check.
        stdin: Standard input, if not the process's own.
        report: Called with each problem that does not stop an article.
        known: Called with each file and its path below the argument, before
            anything of it is read; files for which it is true are passed over.

    Yields:
        An article, or a row for what was skipped or failed, with the reason.
        Two articles may have one id: what that means is for the caller to say.

    Example:
        >>> import io
        >>> line = b'{"id": "a1", "title": "Acme opens", "text": "Acme opened a plant."}'
        >>> [(article.id, article.title) for article in read_sources(["-"], stdin=io.BytesIO(line))]
        [('a1', 'Acme opens')]
    """
    with html.PageReader() as reader:
        state = _Reading(reader, report, only)
        for path in [paths] if isinstance(paths, (Path, str)) else paths:
            if str(path) == "-":
                yield from state.stream(stdin or sys.stdin.buffer, title)
                continue
            for found in walk(Path(path)):
                if not known(found.path, found.id):
                    yield from state.file(found)


def suffix_format(name: str) -> str | None:
    """Return the format that a file name's suffix stands for, or None.

    Example:
        >>> suffix_format("a/News.HTML"), suffix_format("feed.jsonl.gz"), suffix_format("a.pdf")
        ('html', 'jsonl_gz', None)
    """
    lowered = name.lower()
    return next(
        (
            format_
            for format_, suffixes in table("formats")["suffixes"].items()
            if lowered.endswith(tuple(suffixes))
        ),
        None,
    )


class _Reading:
    """One run over sources: what all of its inputs share."""

    def __init__(
        self,
        reader: html.PageReader,
        report: Callable[[Issue], None],
        only: Collection[str] | None,
    ) -> None:
        self._reader = reader
        self._report = report
        self._only = only

    def file(self, found: Found) -> Iterator[Item]:
        """Yield what one file gives."""
        source = storable(found.path)
        if found.left_out:
            reason = found.refused.reason if found.refused else ""
            self._report(Issue(severity="info", code="left-out", message=reason, where=source))
            return
        if found.refused:
            yield self._row(found.refused, found.id, source)
            return
        format_ = suffix_format(found.path.name)
        if format_ in ("jsonl", "jsonl_gz"):
            yield from self._lines_of_file(found, packed=format_ == "jsonl_gz")
            return
        yield from self._one(lambda: self._draft(found, format_), found.id, source)

    def stream(self, stream: IO[bytes], title: str | None) -> Iterator[Item]:
        """Yield what standard input gives: JSON Lines where it begins with a brace, else a text."""
        try:
            data = read_stream(stream, limit("file_bytes"))
        except Refused as refused:
            yield self._row(refused, STDIN, STDIN)
            return
        if title is None and data.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{"):
            yield from self._lines(jsonl.lines(io.BytesIO(data)), STDIN, STDIN)
            return

        def draft() -> Draft:
            decoded = decode(data)
            if title is not None:
                return _noted(plain.parse(decoded.text, title=title), decoded.notes)
            found = frontmatter.parse(decoded.text)
            if not found.text and plain.body(decoded.text) == found.title:
                # One line that was typed or piped is something to read, not a title alone.
                found = plain.parse(decoded.text, title="")
            return _noted(found, decoded.notes)

        yield from self._one(draft, STDIN, STDIN)

    def _draft(self, found: Found, format_: str | None) -> Draft:
        if format_ is None:
            suffix = found.path.suffix.lower() or "no suffix"
            known = " ".join(suffixes[0] for suffixes in table("formats")["suffixes"].values())
            raise Refused(
                "skipped", f"format not read: {suffix}; read are {known} (docs/loading.md)"
            )
        data = read_bytes(found.path, limit("file_bytes"))
        decoded = decode(data, declared_charset(data) if format_ == "html" else None)
        if format_ == "html":
            return _noted(html.parse(decoded.text, self._reader), decoded.notes)
        return _noted(
            frontmatter.parse(decoded.text, markdown=format_ == "markdown"), decoded.notes
        )

    def _lines_of_file(self, found: Found, *, packed: bool) -> Iterator[Item]:
        source = storable(found.path)
        try:
            with open_file(found.path) as stream:
                size = found.path.stat().st_size if packed else None
                yield from self._lines(jsonl.lines(stream, packed_size=size), found.id, source)
        except OSError as error:
            yield self._row(unreadable(error), found.id, source)
        except Refused as refused:
            yield self._row(refused, found.id, source)

    def _lines(
        self, lines: Iterable[tuple[int, str | Refused]], id_: str, source: str
    ) -> Iterator[Item]:
        empty = True
        for number, line in lines:
            empty = False
            place = f"{source}:{number}"
            if isinstance(line, Refused):
                yield self._row(line, f"{id_}#{number}", place)
                continue
            yield from self._one(partial(jsonl.parse, line), f"{id_}#{number}", place)
        if empty:
            yield self._row(Refused("skipped", "empty: no line"), id_, source)

    def _one(self, draft: Callable[[], Draft], id_: str, source: str) -> Iterator[Item]:
        try:
            found = draft()
            if self._only is not None and (found.id or id_) not in self._only:
                return
            article = finish(found, id_=id_, source=source, report=self._report)
        except Refused as refused:
            yield self._row(refused, id_, source)
            return
        yield article

    def _row(self, refused: Refused, id_: str, source: str) -> InputRow:
        return InputRow(
            source=source,
            article=refused.article or id_,
            outcome=refused.outcome,
            reason=refused.reason,
        )


def _noted(draft: Draft, notes: tuple[Issue, ...]) -> Draft:
    return replace(draft, notes=(*notes, *draft.notes)) if notes else draft
