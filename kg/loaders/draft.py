"""What a format module hands over: the fields as found, before they are checked."""

from __future__ import annotations

import datetime as dt
import tomllib
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any, Literal

from kg.model import Issue


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """An article as one format gives it; `date` is still as written.

    `notes` are problems that did not stop it; their `where` is filled in later.
    """

    title: str
    text: str
    id: str | None = None
    date: str | dt.date | None = None
    url: str | None = None
    publisher: str | None = None
    author: str | None = None
    language: str | None = None
    facts_from: tuple[str, ...] = ()
    notes: tuple[Issue, ...] = ()


class Refused(Exception):  # noqa: N818 - an outcome, not an error
    """An input that gives no article, and why.

    Args:
        outcome: `skipped` where it is no article we read, `failed` where it should have been one.
        reason: One line for the report.
        article: The id it would have had, where known.
    """

    def __init__(
        self, outcome: Literal["skipped", "failed"], reason: str, *, article: str | None = None
    ) -> None:
        super().__init__(reason)
        self.outcome = outcome
        self.reason = reason
        self.article = article


def note(code: str, message: str, severity: Literal["warning", "info"] = "warning") -> Issue:
    """Return an issue whose place is not known yet."""
    return Issue(severity=severity, code=code, message=message)


def twice(names: Iterable[str]) -> list[Issue]:
    """Return an issue for each field that is given more than once, of which readers keep the last."""
    found = Counter(names)
    return [
        note("field-twice", f"{name[:100]} is given {count} times; the last counts")
        for name, count in found.items()
        if count > 1
    ]


@cache
def table(name: str) -> dict[str, Any]:
    """Return a TOML file of this package, such as `limits`."""
    text = resources.files("kg.loaders").joinpath(f"{name}.toml").read_text("utf-8")
    return tomllib.loads(text)


def limit(name: str) -> int:
    """Return one of the limits of `limits.toml`."""
    return int(table("limits")[name])
