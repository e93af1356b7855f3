"""How rows leave a command: table, JSON, JSON Lines, CSV or TSV.

What is printed never depends on whether stdout is a terminal; only the width
of a table does, and a pipe gets it whole.
"""

from __future__ import annotations

import contextlib
import csv
import io
import json
import os
import shutil
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, TypeVar

import click

from kg.errors import SourceError

ROW_FORMATS = ("table", "json", "jsonl", "csv", "tsv")
Row = Mapping[str, Any]
F = TypeVar("F", bound=Callable[..., Any])


def format_option(*more: str, default: str = "table") -> Callable[[F], F]:
    """Return the `--format` option shared by all commands that print rows."""
    return click.option(
        "-f",
        "--format",
        "format_",
        type=click.Choice([*ROW_FORMATS, *more]),
        default=default,
        show_default=True,
        help="How to print the rows.",
    )


def store_option(function: F) -> F:
    """Add `--store`, the store or RDF file that a command reads."""
    return click.option(
        "--store",
        type=click.Path(path_type=Path),
        envvar="KG_STORE",
        default=Path("exports"),
        show_default=True,
        help="A folder made by 'kg build', or an RDF file.",
    )(function)


def output_option(function: F) -> F:
    """Add `-o/--output`, the file to write instead of stdout."""
    return click.option(
        "-o",
        "--output",
        type=click.Path(path_type=Path, dir_okay=False),
        default=None,
        help="Write here instead of stdout.",
    )(function)


def _cell(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, (dict, list, tuple)):
        return json.dumps(value, ensure_ascii=False, sort_keys=True)
    return str(value)


def _visible(text: str) -> str:
    """Show control characters escaped, so that no name can move the cursor or reorder the line."""
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode() for c in text)


def _table(rows: Sequence[Row], columns: Sequence[str]) -> str:
    width = shutil.get_terminal_size().columns if sys.stdout.isatty() else 0
    cells = [[_visible(_cell(r.get(c))) for c in columns] for r in rows]
    sizes = [max([len(c), *(len(row[i]) for row in cells)]) for i, c in enumerate(columns)]
    if width:
        while sum(sizes) + 2 * (len(sizes) - 1) > width and max(sizes) > 8:
            sizes[sizes.index(max(sizes))] -= 1

    def line(values: Sequence[str]) -> str:
        cut = [v if len(v) <= s else v[: s - 1] + "…" for v, s in zip(values, sizes, strict=True)]
        return "  ".join(v.ljust(s) for v, s in zip(cut, sizes, strict=True)).rstrip()

    head = [line(columns), line(["-" * s for s in sizes])]
    return "\n".join([*head, *(line(row) for row in cells)]) + "\n"


def _separated(rows: Sequence[Row], columns: Sequence[str], delimiter: str) -> str:
    out = io.StringIO()
    writer = csv.writer(out, delimiter=delimiter, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows([_cell(r.get(c)) for c in columns] for r in rows)
    return out.getvalue()


def render_rows(rows: Iterable[Row], columns: Sequence[str], format_: str) -> str:
    r"""Return rows as text in one of `ROW_FORMATS`.

    Args:
        rows: Mappings from column to value; absent columns are empty.
        columns: Which columns to print, in this order.
        format_: One of `ROW_FORMATS`.

    Example:
        >>> render_rows([{"a": 1, "b": None}], ["a", "b"], "csv")
        'a,b\n1,\n'
    """
    rows = list(rows)
    if format_ == "json":
        return json.dumps(
            [{c: r.get(c) for c in columns} for r in rows],
            ensure_ascii=False,
            indent=2,
            default=str,
        ) + ("\n")
    if format_ == "jsonl":
        lines = (
            json.dumps({c: r.get(c) for c in columns}, ensure_ascii=False, default=str)
            for r in rows
        )
        return "".join(f"{line}\n" for line in lines)
    if format_ in ("csv", "tsv"):
        return _separated(rows, columns, "," if format_ == "csv" else "\t")
    return _table(rows, columns)


def write_text(text: str, output: Path | None = None) -> None:
    """Write text to stdout, or to a file by way of a temporary name beside it.

    Raises:
        SourceError: The file can't be written.
    """
    if output is None or str(output) == "-":
        click.echo(text, nl=False)
        return
    write_file(output, text)


def write_file(path: Path, text: str) -> None:
    """Write a UTF-8 file so that a reader sees the old one or the new one, never a half.

    Raises:
        SourceError: The file can't be written.
    """
    temporary = path.with_name(f".{path.name}.{os.getpid()}.tmp")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        temporary.write_text(text, encoding="utf-8", newline="\n")
        temporary.replace(path)
    except OSError as error:
        with contextlib.suppress(OSError):
            temporary.unlink()
        raise SourceError(
            f"Can't write {path}: {error.strerror}.", "Choose another place with --output."
        ) from error
