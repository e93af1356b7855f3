"""`kg reference`: lists of companies that entities are linked with."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from kg.cli._filters import note
from kg.cli._groups import Group
from kg.cli._output import (
    format_option,
    output_option,
    render_rows,
    store_option,
    visible,
    write_text,
)
from kg.resolve.reference_formats import FORMATS

if TYPE_CHECKING:
    from kg.resolve.reference import Unread

F = TypeVar("F", bound=Callable[..., Any])


def _reference_option(function: F) -> F:
    return click.option(
        "--reference",
        "given",
        type=click.Path(path_type=Path, dir_okay=False),
        envvar="KG_REFERENCE",
        default=None,
        help="The file of reference tables [default: reference.sqlite in the --store folder].",
    )(function)


def _path(store: Path, given: Path | None, *, write: bool = False) -> Path:
    """The file of tables: as given, else what the store remembers, else beside it."""
    from kg.resolve.reference import FILE, chosen

    if given is not None:
        return given
    folder = store if store.is_dir() or write else store.parent
    return chosen(folder / "store") if (folder / "store").is_dir() else folder / FILE


@click.group(cls=Group, context_settings={"help_option_names": ["-h", "--help"]})
def command() -> None:
    """Link companies with LEI, CIK, ticker and Wikidata.

    Lists are kept in reference.sqlite beside the store, and the next 'kg
    build' looks every organization up in them. Without a list nothing changes.

    \b
    Examples:
        kg reference add company_tickers.json
        kg reference add sp500.csv --name sp500
        kg reference list
        kg reference ambiguous --format csv
    """  # noqa: D301


@command.command()
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False, exists=True))
@click.option("--as", "format_", type=click.Choice(FORMATS), help="Its format [default: detected].")
@click.option("--name", help="What the list is called [default: the file's name].")
@store_option
@_reference_option
@click.pass_context
def add(
    ctx: click.Context,
    /,
    *,
    file: Path,
    format_: Any,
    name: str | None,
    store: Path,
    given: Path | None,
) -> None:
    """Add a list, in place of one of the same name.

    FILE may be company_tickers.json of the SEC, a level 1 golden copy of GLEIF
    (CSV), lines of a Wikidata JSON dump, the S&P 500 (CSV), or any CSV with a
    column 'name', and 'aliases' (with | between them), 'lei', 'cik', 'ticker',
    'wikidata', 'permid' or 'ids' (lei:...|cik:...). It may be packed as .gz or .zip.
    """
    from kg.resolve.reference import Reference
    from kg.resolve.reference_formats import format_of

    kind = format_ or format_of(file)
    called = name or file.name.split(".")[0]
    with Reference(_path(store, given, write=True), write=True) as reference:
        table = reference.add(file, kind, called)
    if not (ctx.find_root().obj or {}).get("quiet"):
        counted = "1 organization" if table.rows == 1 else f"{table.rows} organizations"
        for each in table.unread:
            click.echo(_unread(each), err=True)
        click.echo(
            f"{table.name}: {counted} ({table.format}). Run 'kg build' to link with them.",
            err=True,
        )


def _unread(each: Unread) -> str:
    """Say how many identifiers of one sort are none, and where the first of them stand."""
    from kg.resolve.reference_formats import label_of

    shown = [
        f"'{visible(value[:40])}'" + (f" (line {line})" if line else "")
        for value, line in each.first
    ]
    more = f" and {each.number - len(shown)} more" if each.number > len(shown) else ""
    whole = each.number + each.read
    return f"{each.number} of {whole} {label_of(each.scheme)} not read: {', '.join(shown)}{more}"


@command.command(name="list")
@store_option
@_reference_option
@output_option
@format_option()
def list_(*, store: Path, given: Path | None, output: Path | None, format_: str) -> None:
    """List the lists, with their numbers of organizations."""
    from kg.rdf.store import existing_folder
    from kg.resolve.reference import Reference, opened_if_there

    path = _path(store, given)
    if not given and not path.exists() and not store.is_file():
        existing_folder(store)  # where nothing is, "no lists" would hide a wrong --store
    with Reference(path) if given else opened_if_there(path) as reference:
        tables = reference.tables() if reference else []
    rows = [
        {"name": t.name, "format": t.format, "rows": t.rows, "digest": t.digest} for t in tables
    ]
    write_text(render_rows(rows, ("name", "format", "rows", "digest"), format_), output)


@command.command()
@click.argument("name")
@store_option
@_reference_option
def remove(*, name: str, store: Path, given: Path | None) -> None:
    """Remove the list called NAME; the next build takes its links out."""
    from kg.resolve.reference import Reference

    with Reference(_path(store, given), write=True) as reference:
        reference.remove(name)


@command.command()
@store_option
@_reference_option
def update(*, store: Path, given: Path | None) -> None:
    """Bring the lists up to date with this version of kg; those made by it stay as they are."""
    from kg.errors import NotFoundError
    from kg.resolve.reference import Reference

    path = _path(store, given)
    if not path.exists():
        raise NotFoundError(f"There is no {path}.", "Make it with 'kg reference add FILE'.")
    with Reference(path, write=True, update=True):
        pass


@command.command()
@click.argument("name")
@store_option
@_reference_option
@output_option
@format_option()
@click.pass_context
def find(
    ctx: click.Context,
    /,
    *,
    name: str,
    store: Path,
    given: Path | None,
    output: Path | None,
    format_: str,
) -> None:
    """Show the rows that bear NAME but for legal form, case, accents and punctuation.

    Exits with 1 where nothing is found.
    """
    from kg.resolve.names import company_key
    from kg.resolve.reference import Reference

    with Reference(_path(store, given)) as reference:
        found = reference.look_up([company_key(name)])
    rows = [
        {
            "table": match.table,
            "name": match.name,
            "matched": match.written,
            "ids": " ".join(f"{scheme}:{value}" for scheme, value in match.ids),
        }
        for match in found
    ]
    if rows or format_ != "table":
        write_text(render_rows(rows, ("table", "name", "matched", "ids"), format_), output)
    if not rows:
        note(f"No list has a company called “{visible(name)}”.")
        ctx.exit(1)


@command.command()
@store_option
@_reference_option
@output_option
@format_option()
def ambiguous(*, store: Path, given: Path | None, output: Path | None, format_: str) -> None:
    """List the companies of the graph that were left without a link, and what they might be."""
    from kg.rdf.identity import stored_organizations
    from kg.rdf.store import open_store
    from kg.resolve.reference import Reference
    from kg.resolve.reference_link import link

    with Reference(_path(store, given)) as reference:
        found = link(stored_organizations(open_store(store)), reference).ambiguous
    rows = [
        {
            "label": each.label,
            "table": each.table,
            "reason": each.reason,
            "options": "; ".join(each.options),
        }
        for each in found
    ]
    write_text(render_rows(rows, ("label", "table", "reason", "options"), format_), output)
