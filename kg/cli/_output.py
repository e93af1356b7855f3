"""How rows leave a command: table, JSON, JSON Lines, CSV or TSV.

What is printed never depends on whether stdout is a terminal. Two things do:
a table is made to fit one, and what is longer than its screen goes through a
pager, as git does it. A pipe or a file gets everything.
"""

from __future__ import annotations

import contextlib
import itertools
import json
import os
import shlex
import shutil
import signal
import subprocess
import sys
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

import click
from click.core import ParameterSource

from kg.cli._separated import cell, separated
from kg.cli._types import Number
from kg.errors import SourceError

ROW_FORMATS = ("table", "json", "jsonl", "csv", "tsv")
PLAIN = (".txt",)
"""Suffixes of files that take what a command prints by default, as files without a suffix do."""
COMFORTABLE = 24
"""Columns that a cell of running text gets before another column of the table is left out."""
CLOSE = 16
"""Columns that a cell gets at least, where it takes several lines, before another column is left out."""
ROOMY = 40
"""Columns that the main column of a table gets before others are made narrower."""
NARROWEST = 8
"""Columns of a terminal below which no column of a table is cut, where others are wider."""

PAGER = "less"
"""The pager where neither `KG_PAGER` nor `PAGER` names one."""

PAGER_SETTINGS = {"LESS": "FRX", "LV": "-c"}
"""Put into the environment of a pager unless set, as git does: end at once when all fits, keep colours."""

Row = Mapping[str, Any]
F = TypeVar("F", bound=Callable[..., Any])


def _by_suffix(
    ctx: click.Context, param: click.Parameter, value: str, plain: Sequence[str] = PLAIN
) -> str:
    """Return the format that was asked for, else the one that the suffix of `--output` names.

    Raises:
        UsageError: The suffix names no format: a spreadsheet would be text that no program opens.
    """
    output = ctx.params.get("output")
    given = ctx.get_parameter_source(param.name or "") is not ParameterSource.DEFAULT
    if given or output is None or not isinstance(param.type, click.Choice):
        return value
    suffix = output.suffix.lower()
    if suffix[1:] in param.type.choices:
        return str(suffix[1:])
    if suffix and suffix not in plain:
        known = ", ".join([*(f".{each}" for each in param.type.choices if each != "table"), *plain])
        raise click.UsageError(
            f"No format is known for '{output.suffix}'; give --format or one of {known}.", ctx
        )
    return value


def format_option(
    *more: str, default: str = "table", plain: Sequence[str] = PLAIN
) -> Callable[[F], F]:
    """Return the `--format` option shared by all commands that print rows.

    Where it is not given, the suffix of `--output` says which format is meant.

    Args:
        *more: Formats beside those of rows.
        default: The format where nothing says another one.
        plain: Suffixes of files that get the default.
    """
    return click.option(
        "-f",
        "--format",
        "format_",
        type=click.Choice([*ROW_FORMATS, *more]),
        default=default,
        show_default=True,
        callback=partial(_by_suffix, plain=plain),
        help="How to print the rows; by default as the suffix of --output says.",
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
        is_eager=True,  # the format may follow from it
        help="Write here instead of stdout.",
    )(function)


def confidence_option(function: F) -> F:
    """Add --min-confidence, the confidence that a claim must have."""
    return _share(0.0, "Confidence that a claim must have, from 0 to 1.")(function)


def belief_option(function: F) -> F:
    """Add --min-confidence to a command that reads articles; without it, all is told that is by default."""
    text = "Tell all claims of this confidence, from 0 to 1; else those that are by default."
    return _share(None, text)(function)


def _share(default: float | None, text: str) -> Callable[[F], F]:
    kind, shown = Number(0, 1), "SHARE"
    return click.option(
        "--min-confidence", "least", type=kind, default=default, metavar=shown, help=text
    )


def read_stdin() -> str:
    """Return the text of standard input, without a byte order mark.

    Raises:
        SourceError: It is not UTF-8.
    """
    try:
        with click.open_file("-", encoding="utf-8-sig") as stream:
            text: str = stream.read()
    except UnicodeDecodeError as error:
        raise SourceError(f"Standard input is not UTF-8 text: {error.reason}.") from error
    return text


def value_text(value: Any) -> str:
    """Return the value of a field of a claim, as JSON has it, in the words of a table.

    Example:
        >>> value_text({"value": 299900, "unit": "CNY"}), value_text({"latest": "2024-06-30"})
        ('299,900 CNY', '../2024-06-30')
        >>> value_text(None), value_text("rumoured")
        ('none', 'rumoured')
    """
    if value is None:
        return "none"
    if isinstance(value, Mapping):
        number = value.get("value")
        if _is_number(number):
            parts = (value.get("bound"), f"{number:,}", value.get("unit"))
            return " ".join(str(part) for part in parts if part)
        if value.keys() & {"earliest", "latest"}:
            first, last = (value.get(name) or ".." for name in ("earliest", "latest"))
            return first if first == last else f"{first}/{last}"
    return cell(value)


def counted(number: int, noun: str) -> str:
    """Return a number with its noun: "1 claim", "2 claims"."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def visible(text: str) -> str:
    """Show control characters escaped, so that no name can move the cursor or reorder the line."""
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode() for c in text)


def text_width(text: str) -> int:
    """Return how many columns of a terminal a text takes: two for each wide character, none for marks.

    After Unicode Standard Annex 11 (East Asian Width).

    Example:
        >>> text_width("小米"), text_width("Xiaomi"), text_width("e\u0301")
        (4, 6, 1)
    """
    if text.isascii():
        return len(text)
    return sum(
        0 if unicodedata.combining(c) else 2 if unicodedata.east_asian_width(c) in "WF" else 1
        for c in text
    )


def shortened(text: str, width: int) -> str:
    """Return a text cut to so many columns of a terminal, the last of them an ellipsis.

    Example:
        >>> shortened("mass production", 8), shortened("short", 8), shortened("小米汽车", 6)
        ('mass pr…', 'short', '小米…')
    """
    if text_width(text) <= width:
        return text
    kept, used = [], 1
    for c in text:
        used += text_width(c)
        if used > width:
            break
        kept.append(c)
    return "".join(kept) + "…"


def wrapped(text: str, width: int) -> list[str]:
    """Return a text as lines of at most so many columns of a terminal, broken at blanks where it can be.

    Lines after the first stand two columns deeper than the first one where that is indented.

    Example:
        >>> wrapped("is to open a plant", 8), wrapped("  - report: late", 12), wrapped("小米汽车", 4)
        (['is to', 'open a', 'plant'], ['  - report:', '    late'], ['小米', '汽车'])
    """
    first = text[: len(text) - len(text.lstrip())]
    first = first if len(first) + 2 <= width // 2 else ""
    later = f"{first}  " if first else ""
    lines, line, start = [], first, first
    for word in text.split():
        for piece in _pieces(word, width - text_width(later)):
            longer = f"{line}{piece}" if line == start else f"{line} {piece}"
            if text_width(longer) > width and line != start:
                lines.append(line)
                line, start, longer = "", later, f"{later}{piece}"
            line = longer
    return [*lines, line] if line.strip() or not lines else lines


def _pieces(word: str, width: int) -> Iterator[str]:
    """Yield a word in pieces of at most so many columns of a terminal."""
    piece = ""
    for c in word:
        if piece and text_width(piece + c) > width:
            yield piece
            piece = ""
        piece += c
    yield piece


def bar(count: int, most: int, width: int = 20) -> str:
    """Return a bar of blocks that shows a count beside the largest one.

    Example:
        >>> bar(10, 20, 8), bar(0, 20), bar(1, 1000)
        ('████', '', '▏')
    """
    eighths = max(1, round(8 * width * count / most)) if count else 0
    return "█" * (eighths // 8) + " ▏▎▍▌▋▊▉"[eighths % 8].strip()


def is_terminal() -> bool:
    """Tell whether stdout is a terminal."""
    return sys.stdout.isatty()


def terminal_width() -> int:
    """Return the columns of the terminal that stdout is, 0 where it is none."""
    return shutil.get_terminal_size().columns if is_terminal() else 0


def _fitted(
    sizes: list[int], whole: Sequence[bool], width: int, main: int | None = None
) -> list[int]:
    """Return sizes of columns that fit a width, taken from the widest; as they are for width 0.

    A column of numbers stays `whole`: a number without its end is another one. The `main` column keeps
    `ROOMY` as long as others can be made narrower.
    """
    sizes = list(sizes)
    least = [min(ROOMY, size) if i == main else NARROWEST for i, size in enumerate(sizes)]
    while width and sum(sizes) + 2 * (len(sizes) - 1) > width:
        can = [i for i, size in enumerate(sizes) if not whole[i] and size > least[i]]
        if can:
            sizes[max(can, key=sizes.__getitem__)] -= 1
        elif main is not None and least[main] > NARROWEST:
            least[main] = NARROWEST
        else:
            break
    return sizes


def _wanted(
    rows: Sequence[Row],
    columns: Sequence[str],
    spare: Sequence[str],
    width: int,
    wrap: Sequence[str] = (),
) -> list[str]:
    """Return the columns without those for which a terminal is too narrow: empty ones, then spare ones.

    A column that needs more than `COMFORTABLE` is cut to that before another one goes; of those that `wrap`,
    the first has `ROOMY` and the others `CLOSE`.
    """
    if not width:
        return list(columns)
    filled = {c: [text_width(visible(cell(r.get(c)))) for r in rows] for c in columns}
    most = {c: CLOSE if c in wrap[1:] else ROOMY if c in wrap else COMFORTABLE for c in columns}
    needed = {c: min(max([text_width(c), *filled[c]]), most[c]) for c in columns}
    kept = list(columns)
    empty = [c for c in columns if rows and not any(filled[c])]
    for name in [*empty, *(c for c in spare if c not in empty)]:
        if sum(needed[c] for c in kept) + 2 * (len(kept) - 1) <= width:
            break
        kept = [c for c in kept if c != name]
    return kept or list(columns)


def table(
    rows: Sequence[Row],
    columns: Sequence[str],
    *,
    width: int | None = None,
    head: bool = True,
    spare: Sequence[str] = (),
    wrap: Sequence[str] = (),
) -> str:
    """Return rows as lines of aligned columns, numbers to the right.

    Args:
        rows: Mappings from column to value; absent columns are empty.
        columns: Which columns to print, in this order.
        width: Columns of the terminal that it has to fit; the widest columns
            are cut first. 0 cuts nothing. By default the terminal's, if stdout is one.
        head: Whether the names of the columns go first.
        spare: Columns that a terminal too narrow for all goes without, these first.
        wrap: Columns whose cells take several lines where others would be cut; the
            first of them is the main one, which stays widest.
    """
    width = terminal_width() if width is None else width
    columns = _wanted(rows, columns, spare, width, wrap)
    cells = [[visible(cell(r.get(c))) for c in columns] for r in rows]
    names = list(columns) if head else [""] * len(columns)
    sizes = [
        max([text_width(name), *(text_width(row[i]) for row in cells)])
        for i, name in enumerate(names)
    ]
    right = [
        bool(rows) and all(r.get(c) is None or _is_number(r.get(c)) for r in rows) for c in columns
    ]
    main = columns.index(wrap[0]) if wrap and wrap[0] in columns else None
    sizes = _fitted(sizes, right, width, main)

    def line(values: Sequence[str]) -> str:
        found = []
        for value, size, to_right in zip(values, sizes, right, strict=True):
            cut = shortened(value, size)
            space = " " * (size - text_width(cut))
            found.append(space + cut if to_right else cut + space)
        return "  ".join(found).rstrip()

    def lines_of(row: Sequence[str]) -> Iterator[str]:
        parts = [
            wrapped(value, size) if c in wrap and text_width(value) > size else [value]
            for c, value, size in zip(columns, row, sizes, strict=True)
        ]
        for values in itertools.zip_longest(*parts, fillvalue=""):
            yield line(values)

    lines = [line(names), line(["-" * size for size in sizes])] if head else []
    return "".join(
        f"{found}\n" for found in (*lines, *(each for row in cells for each in lines_of(row)))
    )


def _is_number(value: Any) -> bool:
    return isinstance(value, (int, float, Decimal)) and not isinstance(value, bool)


def render_rows(
    rows: Iterable[Row],
    columns: Sequence[str],
    format_: str,
    spare: Sequence[str] = (),
    wrap: Sequence[str] = (),
) -> str:
    r"""Return rows as text in one of `ROW_FORMATS`.

    Args:
        rows: Mappings from column to value; absent columns are empty.
        columns: Which columns to print, in this order.
        format_: One of `ROW_FORMATS`.
        spare: Columns that a table on a narrow terminal goes without, these first.
        wrap: Columns whose cells take several lines there instead of being cut, the main one first.

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
        return separated(rows, columns, "," if format_ == "csv" else "\t")
    return table(rows, columns, spare=spare, wrap=wrap)


def write_text(text: str, output: Path | None = None) -> None:
    """Write text to stdout, or to a file by way of a temporary name beside it.

    What is longer than the screen of a terminal goes through a pager.

    Raises:
        SourceError: The file can't be written.
    """
    if output is not None and str(output) != "-":
        write_file(output, text)
    elif not _paged(text):
        click.echo(text, nl=False)


def _pager() -> list[str]:
    """Return the command of the pager; empty where there is none or it is unwanted."""
    context = click.get_current_context(silent=True)
    if context is not None and (context.find_root().obj or {}).get("no_pager"):
        return []
    wanted = os.environ.get("KG_PAGER", os.environ.get("PAGER", PAGER))
    try:
        command = shlex.split(wanted)
    except ValueError:
        return []
    return [] if not command or command == ["cat"] or not shutil.which(command[0]) else command


def _paged(text: str) -> bool:
    """Show a text that is longer than the terminal in a pager; tell whether that was done."""
    if not is_terminal():
        return False
    size = shutil.get_terminal_size()
    lines = sum(max(1, -(-text_width(line) // size.columns)) for line in text.splitlines())
    command = _pager() if lines >= size.lines else []
    if not command:
        return False
    # The command is the user's own, from the environment, and no shell reads it.
    with subprocess.Popen(  # noqa: S603
        command, stdin=subprocess.PIPE, env={**PAGER_SETTINGS, **os.environ}
    ) as process:
        before = signal.signal(signal.SIGINT, signal.SIG_IGN)  # an interrupt is for the pager
        try:
            with contextlib.suppress(BrokenPipeError):
                process.communicate(text.encode("utf-8", "replace"))
        finally:
            signal.signal(signal.SIGINT, before)
    return True


def write_file(path: Path, text: str) -> None:
    """Write a UTF-8 file so that a reader sees the old one or the new one, never a half.

    A link is followed; what is no regular file, such as a pipe, is written to as it is.

    Raises:
        SourceError: The file can't be written.
    """
    whole = path.resolve() if path.is_symlink() else path
    temporary = whole.with_name(f".{whole.name}.{os.getpid()}.tmp")
    try:
        if path.exists() and not path.is_file():
            path.write_text(text, encoding="utf-8", newline="\n")
            return
        whole.parent.mkdir(parents=True, exist_ok=True)
        temporary.write_text(text, encoding="utf-8", newline="\n")
        temporary.replace(whole)
    except OSError as error:
        with contextlib.suppress(OSError):
            temporary.unlink()
        raise SourceError(
            f"Can't write {path}: {error.strerror}.", "Choose another place with --output."
        ) from error
