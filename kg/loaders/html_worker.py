"""The child process that reads HTML pages, so that a page which breaks the parser breaks only it.

Messages in both directions are JSON behind their length in four bytes. The
parent, `kg.loaders.html`, ends the child when it takes too long. Nothing of a
page is executed or fetched.
"""

from __future__ import annotations

import json
import struct
import sys
from collections.abc import Iterator
from typing import IO, Any

from kg.loaders.draft import limit, table

HEAD = struct.Struct(">I")
LAST_YEAR = "2999-12-31"  # htmldate would otherwise take today as the latest date
MAX_DATES = 20


def receive(stream: IO[bytes]) -> Any:
    """Return the next message, or None at the end of the stream."""
    head = stream.read(HEAD.size)
    if len(head) < HEAD.size:
        return None
    (size,) = HEAD.unpack(head)
    data = stream.read(size)
    return json.loads(data) if len(data) == size else None


def send(stream: IO[bytes], message: Any) -> None:
    """Write one message."""
    data = json.dumps(message).encode("ascii")
    stream.write(HEAD.pack(len(data)) + data)
    stream.flush()


def read_page(html: str) -> dict[str, Any]:
    """Return the article of a page: `text`, `title`, `url`, `author`, `publisher`, `language`, `dates`.

    Args:
        html: The decoded page.

    Returns:
        The fields that were found; `text` is "" where there is no article,
        `dates` are pairs of where it stood and what stood there, best first.
    """
    import trafilatura

    tree = trafilatura.load_html(html)
    if tree is None:
        return {"text": "", "dates": []}
    dates = list(_dates(tree))[:MAX_DATES]
    language = tree.get("lang") or tree.get("xml:lang")
    document = trafilatura.bare_extraction(
        html,
        favor_precision=True,
        include_comments=False,
        include_tables=False,
        with_metadata=True,
        date_extraction_params={
            "original_date": True,
            "extensive_search": False,
            "max_date": LAST_YEAR,
        },
    )
    if not isinstance(document, trafilatura.settings.Document):
        return {"text": "", "title": _title(tree), "language": language, "dates": dates}
    if not dates and document.date:
        dates = [("page", document.date)]
    return {
        "text": document.text or "",
        "title": document.title or _title(tree),
        "url": document.url,
        "author": document.author,
        "publisher": document.sitename,
        "language": language or document.language,
        "dates": dates,
    }


def _title(tree: Any) -> str | None:
    found = tree.find(".//title")
    return None if found is None else " ".join(found.text_content().split())


def _dates(tree: Any) -> Iterator[tuple[str, str]]:
    for script in tree.iter("script"):
        if (script.get("type") or "").strip().lower() == "application/ld+json":
            try:
                found = json.loads(script.text or "")
            except (ValueError, RecursionError):
                continue
            yield from (("JSON-LD", date) for date in _published(found, 0))
    metas = list(tree.iter("meta"))
    for attribute, wanted in table("html")["dates"]["meta"]:
        for meta in metas:
            if (meta.get(attribute) or "").strip().lower() == wanted and meta.get("content"):
                yield f"meta {wanted}", meta.get("content").strip()[:100]
    for element in tree.iter("time"):
        published = element.get("pubdate") is not None or any(
            above.tag in ("header", "article") for above in element.iterancestors()
        )
        if published and element.get("datetime"):
            yield "time", element.get("datetime").strip()[:100]
            return


def _published(found: Any, depth: int) -> Iterator[str]:
    if depth > 6:
        return
    if isinstance(found, dict):
        if isinstance(found.get("datePublished"), str):
            yield found["datePublished"].strip()[:100]
        for key in ("@graph", "mainEntity"):
            yield from _published(found.get(key), depth + 1)
    elif isinstance(found, list):
        for each in found[:50]:
            yield from _published(each, depth + 1)


def _limit_memory() -> None:
    """Cap this process's memory where the system can; elsewhere the time limit has to do."""
    try:
        import resource
    except ImportError:  # Windows has no such limit
        return
    most = limit("page_memory_bytes")
    _, hard = resource.getrlimit(resource.RLIMIT_AS)
    if hard == resource.RLIM_INFINITY or hard > most:
        try:
            resource.setrlimit(resource.RLIMIT_AS, (most, hard))
        except (ValueError, OSError):  # macOS refuses limits below what is mapped
            return


def main() -> None:
    """Answer pages from standard input until it ends."""
    requests, answers = sys.stdin.buffer, sys.stdout.buffer
    sys.stdout = sys.stderr  # a library that prints must not spoil the answers
    _limit_memory()
    while (message := receive(requests)) is not None:
        try:
            answer = read_page(message["html"])
        except (RecursionError, MemoryError) as error:
            answer = {"error": f"too deep or too large for the parser ({type(error).__name__})"}
        except Exception as error:  # noqa: BLE001 - whatever a page does to the parser ends here
            answer = {"error": f"{type(error).__name__}: {error}"[:300]}
        send(answers, answer)


if __name__ == "__main__":
    main()
