"""The option of commands whose answer can also be a page to look at."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

F = TypeVar("F", bound=Callable[..., Any])


def html_option(function: F) -> F:
    """Add `--html`, the page to write instead of printing rows."""
    return click.option(
        "--html",
        type=click.Path(path_type=Path, dir_okay=False, allow_dash=True),
        help="Write a page to look at instead of rows; - for stdout.",
    )(function)
