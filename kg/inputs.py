"""What the sources of a build give: articles to weigh, rows for the rest, and what contradicts itself.

All sources are read before anything is decided, so that what one input says
about another (the same id twice) does not depend on the order of the inputs.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Literal

from kg.loaders import read_sources, suffix_format
from kg.model import Article, InputRow, Issue, Outcome
from kg.records import article_from_json, article_to_json, content_of, text_digest

_LINE = re.compile(r"^(.*):\d+$", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Task:
    """An article that was found: where, the hash of its content, its file, and how to get it."""

    source: str
    content: str
    path: str | None
    article: Callable[[], Article]

    def row(self, id_: str, outcome: Outcome, reason: str = "", *, claims: int = 0) -> InputRow:
        """Return what became of it, as a row of the report."""
        return InputRow(
            source=self.source, article=id_, outcome=outcome, reason=reason, claims=claims
        )


@dataclass(slots=True)
class Inputs:
    """The inputs of one build.

    `articles` are those that count, by id; `files` the files that were read.
    """

    spool: IO[bytes]
    articles: dict[str, Task] = field(default_factory=dict)
    files: set[str] = field(default_factory=set)
    rows: list[InputRow] = field(default_factory=list)
    issues: list[Issue] = field(default_factory=list)
    _paths: dict[str, str | None] = field(default_factory=dict)

    def read(
        self,
        paths: Iterable[Path | Literal["-"]],
        *,
        title: str | None = None,
        stdin: IO[bytes] | None = None,
    ) -> None:
        """Read all sources; ids that stand for two contents fail on both sides.

        Args:
            paths: Files and folders; `-` is standard input.
            title: Title of the plain text on standard input.
            stdin: Standard input, if not the process's own.
        """
        clashes: dict[str, list[str]] = {}
        copies: dict[tuple[str, str], str] = {}
        for item in read_sources(paths, title=title, stdin=stdin, report=self.issues.append):
            if isinstance(item, InputRow):
                self.rows.append(item)
                self.files.add(file_of(item.source) or "")
                continue
            task = self._spooled(item)
            self.files.add(task.path or "")
            earlier = self.articles.setdefault(item.id, task)
            if earlier is task:
                self._note_copies(item, task.source, copies)
            elif earlier.content == task.content:
                reason = f"the same article again: {earlier.source}"
                self.rows.append(task.row(item.id, "skipped", reason))
            else:
                clashes.setdefault(item.id, [earlier.source]).append(task.source)
        for id_, sources in clashes.items():
            del self.articles[id_]
            reason = f"several articles have this id: {', '.join(sorted(sources))}"
            self.rows += [
                InputRow(source=source, article=id_, outcome="failed", reason=reason)
                for source in sources
            ]

    def _spooled(self, article: Article) -> Task:
        """Put an article on disk, so that memory stays flat however many there are."""
        offset = self.spool.seek(0, 2)
        self.spool.write(json.dumps(article_to_json(article)).encode("ascii") + b"\n")

        def load() -> Article:
            self.spool.seek(offset)
            return article_from_json(json.loads(self.spool.readline()))

        source = article.source or ""
        file, _, line = source.rpartition(":")
        many = line.isdigit() and file.endswith((".jsonl", ".ndjson", ".gz"))
        name = file if many else source  # all lines of a file have one path
        if name not in self._paths:
            self._paths[name] = file_of(source)
        return Task(source, content_of(article), self._paths[name], load)

    def _note_copies(
        self, article: Article, source: str, known: dict[tuple[str, str], str]
    ) -> None:
        """Note articles with one address or one text: they stay two articles of one source."""
        for code, key in (("same-url", article.url), ("same-text", text_digest(article.text))):
            if key is None:
                continue
            first = known.setdefault((code, key), source)
            if first != source:
                message = f"{code.replace('-', ' ')} as in {first}"
                self.issues.append(Issue(severity="info", code=code, message=message, where=source))


def file_of(source: str) -> str | None:
    """Return the file that a source names, without the line of JSON Lines; None for standard input.

    Example:
        >>> Path(file_of("news/a.jsonl:12") or "").name, file_of("stdin")
        ('a.jsonl', None)
    """
    match = _LINE.match(source)
    if match and suffix_format(match[1]) in ("jsonl", "jsonl_gz"):
        source = match[1]
    return str(Path(source).absolute()) if suffix_format(source) else None
