"""Rows as CSV or TSV, in which no text is run as a formula."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Mapping, Sequence
from typing import Any

_FORMULA = re.compile(r"[=+\-@\t\r\n](?!(?<=[+\-])[\d.,]*\d\s?%?\Z)")
"""How a text begins that a spreadsheet runs as a formula; a number with its sign is none."""


def cell(value: Any) -> str:
    """Return a value as the text of one cell."""
    if value is None:
        return ""
    if isinstance(value, (bool, dict, list, tuple)):
        return json.dumps(value, ensure_ascii=False, sort_keys=True)
    return str(value)


def _harmless(value: Any) -> str:
    """Return a cell that no spreadsheet runs: a text that begins like a formula gets an apostrophe.

    Example:
        >>> [_harmless(value) for value in ("=1+1", "@Noral", "-1.5", -2, "-2+3", "a=b")]
        ["'=1+1", "'@Noral", '-1.5', '-2', "'-2+3", 'a=b']
    """
    text = cell(value)
    return f"'{text}" if isinstance(value, str) and _FORMULA.match(text) else text


def separated(rows: Sequence[Mapping[str, Any]], columns: Sequence[str], delimiter: str) -> str:
    """Return rows as lines of cells with a delimiter between them, names of columns first."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter=delimiter, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows([_harmless(r.get(c)) for c in columns] for r in rows)
    return out.getvalue()
