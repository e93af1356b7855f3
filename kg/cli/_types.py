"""The types of option values that commands share: days, and words of a list."""

from __future__ import annotations

import calendar
import datetime as dt
import difflib
import math
import re
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

    DayBase = click.ParamType[dt.datetime]
    WordBase = click.Choice[str]
    TextBase = click.ParamType[str]
else:  # older versions of click can't be subscripted
    DayBase = click.ParamType
    WordBase = click.Choice
    TextBase = click.ParamType

_DAY = re.compile(r"(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?", re.ASCII)


class Day(DayBase):
    """A day, given as such or by its month or year.

    Args:
        last: Whether a month or year stands for its last day; by default for its first.
        whole: Whether only a whole day will do.
    """

    name = "day"

    def __init__(self, *, last: bool = False, whole: bool = False) -> None:
        self.last = last
        self.whole = whole

    def get_metavar(self, param: click.Parameter, ctx: click.Context | None = None) -> str:
        """Return how a value is written, for the help."""
        del param, ctx
        return "YYYY-MM-DD" if self.whole else "YYYY[-MM[-DD]]"

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> dt.datetime:
        """Return midnight of the day that a text gives.

        Example:
            >>> f"{Day().convert('2024-06', None, None):%Y-%m-%d}"
            '2024-06-01'
            >>> f"{Day(last=True).convert('2024-02', None, None):%Y-%m-%d}"
            '2024-02-29'
        """
        if isinstance(value, dt.datetime):
            return value
        found = _DAY.fullmatch(str(value).strip())
        try:
            if found and (found[3] or not self.whole):
                year, month = int(found[1]), int(found[2] or (12 if self.last else 1))
                ending = calendar.monthrange(year, month)[1]
                day = int(found[3] or (ending if self.last else 1))
                return dt.datetime(year, month, day)  # noqa: DTZ001 - a day has no zone
        except ValueError:  # there is no such month or day
            pass
        forms = "2024-06-30" if self.whole else "2024-06-30, 2024-06 or 2024"
        said = f"{str(value)!r} is no day. Write it as {forms}."
        raise click.BadParameter(said, ctx=ctx, param=param)


def is_text(argument: str) -> bool:
    r"""Return whether an argument is text; bytes that are none arrive as lone surrogates.

    Example:
        >>> is_text("Caf\u00e9"), is_text("Caf\udce9")
        (True, False)
    """
    return not any("\ud800" <= c <= "\udfff" for c in argument)


class Text(TextBase):
    """A text, whose bytes were UTF-8 (or what the locale has); names of files may be any bytes."""

    name = "text"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """Return the text as it is."""
        text = str(value)
        if not is_text(text):
            raise click.BadParameter(f"{text!r} is not UTF-8 text.", ctx=ctx, param=param)
        return text


LONGEST = 86_400
"""Seconds that work may be given; the system's clocks of waiting end at some millions."""


class Number(click.FloatRange):
    """A number of a range; nan and inf, which pass comparisons or break what counts, are none."""

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> float:
        """Return the number that a text gives."""
        number: float = super().convert(value, param, ctx)
        if not math.isfinite(number):
            said = f"{value} is not a number in the range {self._describe_range()}."
            raise click.BadParameter(said, ctx=ctx, param=param)
        return number


def begun(words: Iterable[str], start: str) -> list[CompletionItem]:
    """Return the words that begin with a text in any case, for the completion of a shell.

    Example:
        >>> [each.value for each in begun(["Target", "Tenure", "Merger"], "t")]
        ['Target', 'Tenure']
    """
    from click.shell_completion import CompletionItem

    return [CompletionItem(word) for word in words if word.casefold().startswith(start.casefold())]


def complete_query(
    ctx: click.Context, param: click.Parameter, incomplete: str
) -> list[CompletionItem]:
    """Return the named queries that begin so."""
    del ctx, param
    from kg.rdf.named import named_queries

    return begun(named_queries(), incomplete)


class Word(WordBase):
    """One of some words, in any case; a refusal tells which of them is near."""

    def __init__(self, words: Iterable[str]) -> None:
        super().__init__(list(words), case_sensitive=False)

    def get_metavar(self, param: click.Parameter, ctx: click.Context | None = None) -> str:
        """Return the words for the help as they are listed, whatever case is read."""
        del param, ctx
        return f"[{'|'.join(self.choices)}]"

    def shell_complete(
        self, ctx: click.Context, param: click.Parameter, incomplete: str
    ) -> list[CompletionItem]:
        """Return the words that begin so, as they are listed."""
        del ctx, param
        return begun(self.choices, incomplete)

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """Return the word as it is listed."""
        try:
            return super().convert(value, param, ctx)
        except click.BadParameter as error:
            known = {word.casefold(): word for word in self.choices}
            near = difflib.get_close_matches(str(value).casefold(), known, n=1)
            if not near:
                raise
            said = f"{str(value)!r} is not known. Did you mean {known[near[0]]!r}?"
            raise click.BadParameter(said, ctx=ctx, param=param) from error
