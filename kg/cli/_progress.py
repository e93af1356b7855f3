"""How far a long command is: a bar on a terminal, a plain line now and then elsewhere."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TextIO

import click

WIDTH = 24
"""Characters of the bar."""

EVERY_BAR, EVERY_LINE = 0.1, 30.0
"""Seconds between two states of the bar, and between two plain lines."""


def _span(seconds: float) -> str:
    """A length of time for people.

    Example:
        >>> _span(7.2), _span(75), _span(4000)
        ('0:07', '1:15', '1:06:40')
    """
    minutes, rest = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"


@dataclass(slots=True)
class Progress:
    """Called with the number of things done and of all; shows rate and time left.

    Args:
        stream: Where to show it.
        what: What is counted, in the plural.
        clock: Seconds from any origin.
    """

    stream: TextIO
    what: str = "articles"
    clock: Callable[[], float] = time.monotonic
    _began: float | None = field(default=None, init=False)
    _shown: float = field(default=0.0, init=False)

    def __call__(self, done: int, all_: int) -> None:
        """Show how far it is, if it is time to."""
        now = self.clock()
        if self._began is None:
            self._began = self._shown = now
        bar = self.stream.isatty()
        due = now - self._shown >= (EVERY_BAR if bar else EVERY_LINE)
        finished = done == all_
        if not all_ or not (due or (bar and (finished or not done))):
            return
        self._shown = now
        text = self._text(done, all_, now - self._began)
        if not bar:
            click.echo(text, file=self.stream)
            return
        filled = WIDTH * done // all_
        line = f"[{'#' * filled}{'.' * (WIDTH - filled)}] {text}"
        click.echo(f"\r{line}\x1b[K", file=self.stream, nl=finished, color=True)

    def _text(self, done: int, all_: int, seconds: float) -> str:
        text = f"{done} of {all_} {self.what}"
        if not done or seconds <= 0:
            return text
        rate = done / seconds
        text += f", {rate:.1f} a second"
        return text if done == all_ else f"{text}, {_span((all_ - done) / rate)} left"
