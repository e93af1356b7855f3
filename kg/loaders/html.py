"""HTML pages: trafilatura finds the article, in a child process with a time limit."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import threading
from types import TracebackType
from typing import IO, Any, Self, cast

from kg.loaders.dates import parse_date
from kg.loaders.draft import Draft, Refused, limit, note, table
from kg.loaders.html_worker import receive, send
from kg.model import Issue

_XML_DECLARATION = re.compile(r"^\s*<\?xml[^>]{0,300}\?>")
_WEB = ("http://", "https://")


class PageReader:
    """A child process that reads pages; started when needed, started anew after a crash.

    Args:
        seconds: How long one page may take; the limit of `limits.toml` by default.

    Example:
        >>> with PageReader() as reader:
        ...     reader.read("<title>Acme</title><p>Hi")["title"]
        'Acme'
    """

    def __init__(self, seconds: float | None = None) -> None:
        self._seconds = limit("page_seconds") if seconds is None else seconds
        self._child: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """End the child process."""
        child, self._child = self._child, None
        if child is None:
            return
        child.kill()
        child.wait()
        for stream in (child.stdin, child.stdout):
            if stream:
                try:
                    stream.close()
                except BrokenPipeError:  # what it had not read yet goes down with it
                    continue

    def _start(self) -> subprocess.Popen[bytes]:
        environment = {**os.environ, "PYTHONWARNINGS": "ignore", "PYTHONHASHSEED": "0"}
        return subprocess.Popen(
            [sys.executable, "-m", "kg.loaders.html_worker"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=environment,
        )

    def read(self, html: str) -> dict[str, Any]:
        """Return what the page holds; see `kg.loaders.html_worker.read_page`.

        Raises:
            Refused: The page broke the parser or took too long.
        """
        if self._child is None or self._child.poll() is not None:
            self.close()
            self._child = self._start()
        child = self._child
        late = threading.Event()

        def end() -> None:
            late.set()
            child.kill()

        timer = threading.Timer(self._seconds, end)
        timer.start()
        try:
            send(cast("IO[bytes]", child.stdin), {"html": html})
            answer: dict[str, Any] | None = receive(cast("IO[bytes]", child.stdout))
        except (BrokenPipeError, OSError):
            answer = None
        finally:
            timer.cancel()
        if answer is None:
            self.close()
            what = f"took longer than {self._seconds:g} s" if late.is_set() else "broke the parser"
            raise Refused("failed", f"the page {what}")
        if "error" in answer:
            raise Refused("failed", f"the page can't be parsed: {answer['error']}")
        return answer


def parse(html: str, reader: PageReader) -> Draft:
    """Return the article of a page.

    Args:
        html: The decoded page.
        reader: The process that parses it.

    Raises:
        Refused: There is no article in it, or the page broke the parser.
    """
    page = reader.read(_XML_DECLARATION.sub("", html).replace("\0", ""))
    text = str(page["text"]).strip("\n")
    title = str(page.get("title") or "").strip()
    head, _, rest = text.partition("\n")
    if title and head.strip() == title:
        text = rest.strip("\n")  # the title as the page shows it above its text
    kind = _notice(f"{title}\n{text}")
    if kind:
        raise Refused("skipped", f"{kind}, not an article")
    if not text.strip():
        raise Refused("skipped", "no article found in the page")
    date, notes = _date(page["dates"])
    url = page.get("url")
    return Draft(
        title=title,
        text=text,
        date=date,
        url=url if isinstance(url, str) and url.lower().startswith(_WEB) else None,
        publisher=page.get("publisher") or None,
        author=page.get("author") or None,
        language=page.get("language") or None,
        notes=notes,
    )


def _notice(text: str) -> str | None:
    rule = table("html")
    lowered = text.lower().replace("’", "'")
    if len(lowered.split()) > rule["words"]:
        return None
    found = (
        kind
        for kind, phrases in rule["notices"].items()
        if any(phrase in lowered for phrase in phrases)
    )
    return next(found, None)


def _date(found: list[list[str]]) -> tuple[str | None, tuple[Issue, ...]]:
    """The best date that can be read, and whether others of the page contradict it."""
    days: list[tuple[str, str, str]] = []
    notes: list[Issue] = []
    for where, written in found:
        day, problems = parse_date(written)
        notes += problems
        if day:
            days.append((where, written, day.isoformat()))
    if not days:
        return None, tuple(dict.fromkeys(notes))
    where, written, first = days[0]
    others = sorted({f"{day} ({w})" for w, _, day in days if day != first})
    if others:
        message = f"{first} ({where}) was taken, but the page also says {', '.join(others)[:200]}"
        notes.append(note("date-contradictory", message))
    if where == "page":
        notes.append(
            note("date-guessed", f"{first} was found in the page, not in its metadata", "info")
        )
    return written, tuple(dict.fromkeys(notes))
