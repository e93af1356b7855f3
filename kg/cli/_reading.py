"""The option of commands that read articles: how long each may take."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

import click

from kg.cli._types import LONGEST, Number

F = TypeVar("F", bound=Callable[..., Any])


def seconds_option(function: F) -> F:
    """Add --article-seconds; without it, an article may take as long as `kg/loaders/limits.toml` says."""
    return click.option(
        "--article-seconds",
        "seconds",
        type=Number(min=0, max=LONGEST, min_open=True),
        default=None,
        show_default="600",
        help="Seconds that the analysis of one article may take; a longer one fails.",
    )(function)
