"""Find headings, captions and datelines in the body of an article.

The first two are short lines that do not end in a full stop. A heading is taken up by the text that
follows, a caption stands beside an image that is not there any more. The text alone
is looked at; the cues are in `layout.toml`.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from kg.language.dateline import datelines

_HEADING_MARK = re.compile(r"(={2,6})[ \t]*+([^=\n]{1,120}?)[ \t]*\1(?!=)")
_IMAGE_MARK = re.compile(
    r"(?:\[\[)?\*?[ ]?(?:Image|File):(?P<file>[^|\]\n]{1,120}\.\w{3,4})"
    r"(?P<options>(?:\|(?:thumb|right|left|center|centre|none|frame|frameless|border|\d+px))*)"
    r"\|?(?P<caption>[^\n|\]*]*?)(?=\]\]|\*|\n|$|(?:Image|File):)",
)
_MARKDOWN_MARK = re.compile(r"(?m)^(#{1,6})[ \t]+(\S[^\n]{0,140}?)[ \t]*#*$")


@dataclass(frozen=True, slots=True)
class Line:
    """A line, or a marked piece of one, in code points of the text.

    `kind` is `heading`, `caption`, `dateline`, or `other` where the piece is furniture
    that belongs to no sentence around it.
    """

    start: int
    end: int
    kind: str


@dataclass(frozen=True, slots=True)
class _Place:
    """What stands around a line.

    `first`: no line before it. `text_before`, `text_after`: running text somewhere before
    or after. `text_next`: running text follows, at most another heading between.
    """

    first: bool
    text_before: bool
    text_after: bool
    text_next: bool


def openers() -> frozenset[str]:
    """Return the words that open a sentence with a time or place, as they are written there."""
    found: frozenset[str] = _cues()["openers"]
    return found


def abbreviations() -> frozenset[str]:
    """Return words, in lower case, whose stop ends no sentence: "approx. 40 shops"."""
    found: frozenset[str] = _cues()["abbreviations"]
    return found


def whole_forms() -> frozenset[str]:
    """Return firms' legal forms that are written without a stop of their own: "Halden GmbH"."""
    found: frozenset[str] = _cues()["whole_forms"]
    return found


@lru_cache(maxsize=1)
def _cues() -> dict[str, Any]:
    text = Path(__file__).with_name("layout.toml").read_text(encoding="utf-8")
    cues = tomllib.loads(text)
    words = "|".join(re.escape(w) for w in sorted(cues["caption_words"], key=len, reverse=True))
    cues["caption_words"] = re.compile(rf"(?<!\w)(?:{words})(?!\w)")
    cues["scene"] = "|".join(cues["scenes"])
    for name in ("file_name", "numbered", "scene", "single_thing", "listing"):
        flags = re.IGNORECASE if name in ("file_name", "numbered") else 0
        cues[name] = re.compile(cues[name], flags)
    cues["furniture"] = frozenset(cues["furniture"])
    cues["openers"] = frozenset(cues["openers"])
    for name in ("abbreviations", "whole_forms"):
        cues[name] = frozenset(cues[name])
    return cues


def _is_caption(line: str, *, alone: bool) -> bool:
    """Return whether a short line describes an image; `alone`: no text follows it."""
    cues = _cues()
    low = line.lower()
    return bool(
        low.startswith(tuple(cues["caption_starts"]))
        or cues["file_name"].search(line)
        or cues["numbered"].search(line)
        or (cues["caption_words"].search(line) and len(line.split()) <= 12)
        or cues["scene"].search(line)
        or (alone and cues["single_thing"].search(line))
    )


def _kind(line: str, place: _Place) -> str | None:  # noqa: PLR0911 - one return a rule
    """Return the kind of a line that stands alone, or None where it is running text.

    Args:
        line: The line, without white space around it.
        place: What stands around it.
    """
    cues = _cues()
    low = line.lower().strip(" *=_")
    words = len(line.split())
    if not any(c.isalpha() for c in line) or low in cues["furniture"]:
        return "other"
    if line.startswith(tuple(cues["item_starts"])):
        return None
    if len(line) > cues["longest"] or words > cues["most_words"]:
        return None
    if line.endswith(tuple(cues["ends"])):
        # An image's credit may end in a full stop; what it begins with says so all the same.
        return "caption" if low.startswith(tuple(cues["caption_starts"])) else None
    if line[0] in "\"“'‘" and line[-1] in "\"”'’" and not place.text_after:
        return None
    if _is_caption(line, alone=not place.text_after):
        return "caption"
    if line[0].islower() or (place.first and words <= 3):
        return None if place.text_before and words > 4 else "other"
    if place.text_next:
        return "heading"
    # What no text takes up heads nothing; at the end of an article it is a gallery's line.
    listing = cues["listing"].search(line)
    if not place.text_after and place.text_before and 4 <= words <= 14 and not listing:
        return "caption"
    return "other" if words <= 14 else None


def _marked(text: str) -> list[Line]:
    """Return the pieces that wiki or Markdown marks set apart, in order."""
    cues = _cues()
    found: list[Line] = []
    for match in _HEADING_MARK.finditer(text):
        low = match[2].strip().lower()
        kind = "other" if low in cues["furniture"] else "heading"
        found.append(Line(match.start(2), match.end(2), kind))
    found += [
        Line(match.start(2), match.end(2), "heading") for match in _MARKDOWN_MARK.finditer(text)
    ]
    for match in _IMAGE_MARK.finditer(text):
        start, end = match.span("caption")
        if text[start:end].strip():
            start += len(text[start:end]) - len(text[start:end].lstrip())
            end = start + len(text[start:end].rstrip())
            found.append(Line(start, end, "caption"))
        else:
            found.append(Line(match.start(), match.end(), "caption"))
    kept: list[Line] = []
    for line in sorted(found, key=lambda x: (x.start, -x.end)):
        if not kept or line.start >= kept[-1].end:
            kept.append(line)
    return kept


def lines(text: str) -> list[Line]:
    r"""Return the headings, captions and furniture of a text, in order, never overlapping.

    Args:
        text: The body of an article.

    Example:
        >>> text = "Acme logo image 3\n\nAcme grew.\n\nNew plants planned\n\nIt will build two."
        >>> [(line.kind, text[line.start:line.end]) for line in lines(text)]
        [('caption', 'Acme logo image 3'), ('heading', 'New plants planned')]
    """
    marked = _marked(text)
    result = list(marked)
    pieces = [(m.start(), m.end()) for m in re.finditer(r"[^\n]+", text)]
    stripped: list[tuple[int, int, str]] = []
    for start, end in pieces:
        line = text[start:end].strip()
        if line:
            at = start + text[start:end].index(line[0])
            stripped.append((at, at + len(line), line))
    runs = [_is_running(line) for _, _, line in stripped]
    last_run = max((i for i, run in enumerate(runs) if run), default=-1)
    first_run = next((i for i, run in enumerate(runs) if run), len(runs))
    at = 0
    for i, (start, end, line) in enumerate(stripped):
        while at < len(marked) and marked[at].end <= start:
            at += 1
        if at < len(marked) and marked[at].start < end:
            continue
        if not _stands_alone(text, start, end, stripped, i):
            continue
        place = _Place(
            first=i == 0,
            text_before=i > first_run,
            text_after=i < last_run,
            text_next=_text_next(stripped, runs, i),
        )
        kind = _kind(line, place)
        if kind is not None:
            result.append(Line(start, end, kind))
    result += [
        Line(start, end, "dateline")
        for start, end in datelines(text)
        if not any(x.start < end and start < x.end for x in result)
    ]
    return sorted(result, key=lambda x: x.start)


def _text_next(all_lines: list[tuple[int, int, str]], runs: list[bool], i: int) -> bool:
    """Return whether a line is taken up by the text that follows it."""
    for j in range(i + 1, min(i + 4, len(all_lines))):
        if runs[j]:
            return True
        line = all_lines[j][2]
        if line.startswith(tuple(_cues()["item_starts"])) or line[0].islower():
            return False
        # A heading below a heading, or an image between heading and text.
        if len(line.split()) > _cues()["most_words"]:
            return False
    return False


def _is_running(line: str) -> bool:
    """Return whether a line is a piece of running text rather than a short line of its own."""
    cues = _cues()
    return len(line) > cues["longest"] or line.endswith((*tuple(cues["ends"]), "?"))


def _stands_alone(
    text: str, start: int, end: int, all_lines: list[tuple[int, int, str]], i: int
) -> bool:
    """Return whether a line is no part of a paragraph that is wrapped over several lines."""
    if i + 1 < len(all_lines):
        following = all_lines[i + 1]
        between = text[end : following[0]]
        if between.count("\n") == 1 and following[2][0].islower():
            return False
    if i > 0:
        previous = all_lines[i - 1]
        between = text[previous[1] : start]
        if between.count("\n") == 1 and len(previous[2]) > 50 and not _is_running(previous[2]):
            return False
    return True
