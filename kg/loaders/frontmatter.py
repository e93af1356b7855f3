"""Markdown and text that begin with YAML front matter between lines of three hyphens."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import Any

import yaml

from kg.loaders import text as plain
from kg.loaders.draft import Draft, Refused, limit, note, twice
from kg.model import Issue

FENCE = "---"
_ENDS = ("---", "...")
_EIGHT_FIGURES = range(10**7, 10**8)
"""Numbers that may be a day written without hyphens: YAML and JSON make no text of it."""


class _Loader(yaml.SafeLoader):
    """YAML whose days stay as they are written: an impossible one is a bad date, not bad YAML."""


def _as_written(loader: yaml.SafeLoader, node: yaml.ScalarNode) -> Any:
    return loader.construct_scalar(node)


_Loader.add_constructor("tag:yaml.org,2002:timestamp", _as_written)


def parse(text: str, *, markdown: bool = False) -> Draft:
    r"""Return the article of a text that may begin with front matter.

    With a `title` in the front matter, all that follows is text; without, the
    first line is the title. Without front matter it is plain text. In
    Markdown the number signs of a title line are dropped; nothing else is.

    Args:
        text: The decoded file.
        markdown: Whether the file is Markdown.

    Raises:
        Refused: The front matter is not closed, no YAML or no mapping.

    Example:
        >>> draft = parse("---\ntitle: Acme opens\ndate: 2021-10-20\n---\nAcme opened.\n")
        >>> draft.title, draft.date, draft.text
        ('Acme opens', '2021-10-20', 'Acme opened.')
    """
    text = plain.unix_lines(text)
    fields: dict[str, Any] = {}
    notes: list[Issue] = []
    if text.split("\n", 1)[0].rstrip() == FENCE:
        fields, text, notes = _split(text)
    title = _word(fields, "title", notes)
    draft = plain.parse(text, title=title)
    if markdown and title is None:
        draft = replace(draft, title=draft.title.lstrip("#").rstrip("#").strip())
    return with_fields(draft, fields, notes)


def _split(text: str) -> tuple[dict[str, Any], str, list[Issue]]:
    """Return the fields of front matter, the text after it, and which fields it gives twice."""
    lines = text.split("\n")
    end = next((i for i, line in enumerate(lines) if i and line.rstrip() in _ENDS), None)
    if end is None:
        raise Refused("failed", "its front matter is not closed by a line of three hyphens")
    block = "\n".join(lines[1:end])
    if len(block) > limit("front_matter_characters"):
        raise Refused("failed", f"its front matter has {len(block)} characters")
    if sum(map(block.count, "[{")) > limit("front_matter_brackets"):
        raise Refused("failed", "its front matter has too many brackets")
    try:
        loader = _Loader(block)
        node = loader.get_single_node()
        found = None if node is None else loader.construct_document(node)
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        where = str(getattr(error, "problem", None) or error).split("\n", 1)[0]
        raise Refused("failed", f"its front matter is not YAML: {where[:200]}") from error
    if found is None:
        found = {}
    if not isinstance(found, dict):
        raise Refused("failed", "its front matter is no list of fields")
    pairs = node.value if isinstance(node, yaml.MappingNode) else []
    names = [key.value for key, _ in pairs if isinstance(key, yaml.ScalarNode)]
    return found, "\n".join(lines[end + 1 :]), twice(names)


def with_fields(draft: Draft, fields: dict[str, Any], notes: list[Issue]) -> Draft:
    """Return a draft with the metadata of a mapping; fields of the wrong type are noted.

    Args:
        draft: Holds title and text.
        fields: Metadata from YAML or JSON.
        notes: Issues found so far; more are added.
    """
    date = fields.get("date")
    if type(date) is int and date in _EIGHT_FIGURES:
        date = str(date)
    if date is not None and not isinstance(date, (str, dt.date)):
        notes.append(note("field-unread", f"date is no text but {type(date).__name__}"))
        date = None
    return replace(
        draft,
        id=_word(fields, "id", notes),
        date=date,
        url=_word(fields, "url", notes),
        publisher=_word(fields, "publisher", notes),
        author=", ".join(_words(fields, "author", notes)) or None,
        language=_word(fields, "language", notes),
        facts_from=_words(fields, "facts_from", notes),
        notes=(*draft.notes, *notes),
    )


def _word(fields: dict[str, Any], name: str, notes: list[Issue]) -> str | None:
    value = fields.get(name)
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, (str, int, float, dt.date)):
        notes.append(note("field-unread", f"{name} is no text but {type(value).__name__}"))
        return None
    return str(value).strip() or None


def _words(fields: dict[str, Any], name: str, notes: list[Issue]) -> tuple[str, ...]:
    value = fields.get(name)
    values = value if isinstance(value, list) else [value]
    found = (_word({name: each}, name, notes) for each in values)
    return tuple(word for word in found if word)
