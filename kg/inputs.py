"""What the sources of a build give: articles to weigh, rows for the rest, and what contradicts itself.

All sources are read before anything is decided, so that what one input says
about another (the same id twice) does not depend on the order of the inputs.
"""

from __future__ import annotations

import functools
import json
import re
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Literal

from kg.errors import StoreError
from kg.loaders import read_sources, suffix_format
from kg.model import Article, InputRow, Issue, Outcome
from kg.records import article_from_json, article_to_json, content_of, text_digest
from kg.seen import Known, Seen

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
    seen: Seen
    articles: dict[str, Task] = field(default_factory=dict)
    files: set[str] = field(default_factory=set)
    rows: list[InputRow] = field(default_factory=list)
    issues: list[Issue] = field(default_factory=list)
    _paths: dict[str, str | None] = field(default_factory=dict)
    _clashes: dict[str, list[str]] = field(default_factory=dict)
    _copies: dict[tuple[str, str], str] = field(default_factory=dict)
    _files_given: tuple[Path, ...] = ()
    _late: dict[tuple[str, str], Callable[[], Article]] | None = None

    def read(
        self,
        paths: Iterable[Path | Literal["-"]],
        *,
        title: str | None = None,
        stdin: IO[bytes] | None = None,
    ) -> None:
        """Read all sources; ids that stand for two contents fail on both sides.

        Args:
            paths: Files and folders; `-` is standard input. Files that are as
                they were when they were last read are not read.
            title: Title of the plain text on standard input.
            stdin: Standard input, if not the process's own.
        """
        given = list(paths)
        self._files_given = tuple(Path(path) for path in given if str(path) != "-")
        for item in read_sources(
            self._each(given), title=title, stdin=stdin, report=self._problem, known=self._known
        ):
            if isinstance(item, InputRow):
                self._skipped(item)
                self.seen.note(item)
            else:
                known = Known(
                    id=item.id,
                    source=item.source or "",
                    content=content_of(item),
                    url=text_digest(item.url) if item.url else None,
                    text=text_digest(item.text),
                )
                self._found(known, self._spooled(item))
                self.seen.note(known)
        if self._files_given:
            self.seen.save()
        for id_, sources in self._clashes.items():
            del self.articles[id_]
            reason = clash(id_, sources)
            self.rows += [
                InputRow(source=source, article=id_, outcome="failed", reason=reason)
                for source in sources
            ]

    @property
    def clashing(self) -> Collection[str]:
        """Ids that stand for two contents."""
        return self._clashes.keys()

    def source_of(self, text: str) -> str:
        """Return the first source with a text of this hash, "" where there is none."""
        return self._copies.get(("same-text", text), "")

    def forget(self) -> None:
        """Let go of the articles; rows and issues stay."""
        for held in (self.articles, self._copies, self._clashes, self._paths):
            held.clear()
        self._late = None
        self.seen.forget()

    def _each(self, paths: Iterable[Path | Literal["-"]]) -> Iterator[Path | Literal["-"]]:
        """Yield the sources; what comes next is no longer of the file before."""
        for path in paths:
            self.seen.end()
            yield path
        self.seen.end()

    def _known(self, path: Path, id_: str) -> bool:
        """Take what a file gave when it was last read; tell whether it need not be read now."""
        items = self.seen.items(path, id_)
        for item in items or ():
            match item:
                case Known():
                    self._found(item, functools.partial(self._reread, item.source, item.id))
                case InputRow():
                    self._skipped(item)
                case Issue():
                    self.issues.append(item)
        return items is not None

    def _problem(self, issue: Issue) -> None:
        self.issues.append(issue)
        self.seen.note(issue)

    def _skipped(self, row: InputRow) -> None:
        self.rows.append(row)
        self.files.add(file_of(row.source) or "")

    def _found(self, known: Known, load: Callable[[], Article]) -> None:
        task = Task(known.source, known.content, self._path(known.source), load)
        self.files.add(task.path or "")
        earlier = self.articles.setdefault(known.id, task)
        if earlier is task:
            self._note_copies(known)
        elif earlier.content == task.content:
            reason = f"the same article again: {earlier.source}"
            self.rows.append(task.row(known.id, "skipped", reason))
        else:
            self._clashes.setdefault(known.id, [earlier.source]).append(task.source)

    def _path(self, source: str) -> str | None:
        file, _, line = source.rpartition(":")
        many = line.isdigit() and file.endswith((".jsonl", ".ndjson", ".gz"))
        name = file if many else source  # all lines of a file have one path
        if name not in self._paths:
            self._paths[name] = file_of(source)
        return self._paths[name]

    def _reread(self, source: str, id_: str) -> Article:
        """Return an article of a file that was not read: now all files are, once.

        Raises:
            StoreError: It is no longer there.
        """
        if self._late is None:
            self._late = {
                (item.source or "", item.id): self._spooled(item)
                for item in read_sources(self._files_given)
                if isinstance(item, Article)
            }
        load = self._late.get((source, id_))
        if load is None:
            raise StoreError(f"{source} changed while it was read.", "Run the build again.")
        return load()

    def _spooled(self, article: Article) -> Callable[[], Article]:
        """Put an article on disk, so that memory stays flat however many there are."""
        offset = self.spool.seek(0, 2)
        self.spool.write(json.dumps(article_to_json(article)).encode("ascii") + b"\n")

        def load() -> Article:
            self.spool.seek(offset)
            return article_from_json(json.loads(self.spool.readline()))

        return load

    def _note_copies(self, known: Known) -> None:
        """Note articles with one address or one text: they stay two articles of one source."""
        for code, key in (("same-url", known.url), ("same-text", known.text)):
            if key is None:
                continue
            first = self._copies.setdefault((code, key), known.source)
            if first != known.source:
                message = f"{code.replace('-', ' ')} as in {first}"
                self.issues.append(
                    Issue(severity="info", code=code, message=message, where=known.source)
                )


def clash(id_: str, sources: Iterable[str]) -> str:
    """Say that several articles have one id, and the way out.

    Example:
        >>> clash("1.txt", ["b/1.txt", "a/1.txt"])
        'several articles have this id: a/1.txt, b/1.txt; name the folder above them as the source, or give each an id'
    """
    found = sorted(sources)
    way = "give each an id of its own"
    if all(re.sub(r":\d+$", "", each).endswith(id_.partition("#")[0]) for each in found):
        way = "name the folder above them as the source, or give each an id"
    return f"several articles have this id: {', '.join(found)}; {way}"


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
