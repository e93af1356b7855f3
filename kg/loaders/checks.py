"""From a draft to an article: what every format has to keep."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from kg.loaders.dates import parse_date
from kg.loaders.draft import Draft, Refused, limit, note
from kg.loaders.language import other_language
from kg.model import Article, Issue

_CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")
_SURROGATES = re.compile("[\ud800-\udfff]")
_WEB = re.compile(r"^https?://[^\s<>\"{}|\\^`]+$", re.IGNORECASE)
_FIELDS = ("id", "title", "text", "url", "publisher", "author", "language")


def finish(draft: Draft, *, id_: str, source: str, report: Callable[[Issue], None]) -> Article:
    """Return the article of a draft.

    Args:
        draft: What the format gave.
        id_: The id of an article that gives none of its own.
        source: Where it was found, for the report.
        report: Called with each problem that does not stop it.

    Raises:
        Refused: It has no text, is not English, or holds what can't be stored.
    """
    id_ = draft.id or id_
    try:
        issues = _check(draft)
    except Refused as refused:
        raise Refused(refused.outcome, refused.reason, article=_storable(id_)) from refused
    date, problems = parse_date(draft.date)
    url = draft.url and draft.url.strip().replace(" ", "%20")  # as browsers read it
    if url and not _WEB.match(url):
        issues.append(note("url-unread", f"not a web address: {url[:100]!r}"))
        url = None
    for issue in (*draft.notes, *issues, *problems):
        report(replace(issue, where=source))
    return Article(
        id=id_,
        title=draft.title,
        text=draft.text,
        date=date,
        url=url,
        publisher=draft.publisher,
        author=draft.author,
        language=draft.language,
        source=source,
        facts_from=draft.facts_from,
    )


def _storable(text: str) -> str:
    return _SURROGATES.sub("\ufffd", text)


def _check(draft: Draft) -> list[Issue]:
    values = [getattr(draft, name) or "" for name in _FIELDS]
    if any(_SURROGATES.search(value) for value in (*values, *draft.facts_from)):
        raise Refused("failed", "holds half of a surrogate pair, which is no character")
    if any("\0" in value for value in values):
        raise Refused("failed", "holds the NUL character")
    if not draft.text.strip():
        raise Refused("skipped", "empty: no text" + (" below the title" if draft.title else ""))
    if len(draft.text) > limit("text_characters"):
        raise Refused("failed", f"its text is longer than {limit('text_characters')} characters")
    language = other_language(f"{draft.title}\n{draft.text}")
    if language:
        raise Refused("skipped", f"not English: {language}")
    issues = []
    if not draft.title:
        issues.append(note("no-title", "no title", "info"))
    if len(draft.title) > limit("title_characters"):
        issues.append(note("long-title", f"its title has {len(draft.title)} characters"))
    count = len(_CONTROLS.findall(draft.title + draft.text))
    if count:
        issues.append(note("controls", f"{count} control characters in title and text"))
    return issues
