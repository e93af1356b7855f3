"""`kg remove`: withdraw articles, or a person's data."""

from __future__ import annotations

import secrets
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg.cli._output import visible
from kg.cli.review import by_option, decisions_option, desk_of, now

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from kg.resolve.decisions import Decision
    from kg.reviewing import Desk

SHOWN = 10
"""Files that are named on stderr."""


@click.command()
@click.argument("articles", nargs=-1)
@click.option(
    "--person", "persons", multiple=True, metavar="NAME", help="Withdraw a person's data."
)
@click.option(
    "--out",
    "--store",
    "out",
    type=click.Path(path_type=Path, file_okay=False),
    default=Path("exports"),
    envvar="KG_STORE",
    show_default=True,
    help="The folder made by 'kg build'.",
)
@click.option("--yes", is_flag=True, help="Withdraw a person's data without asking.")
@click.option("--force", is_flag=True, help="Take a NAME that the graph does not have as a person.")
@by_option
@decisions_option
@click.pass_context
def command(
    ctx: click.Context,
    /,
    *,
    articles: tuple[str, ...],
    persons: tuple[str, ...],
    out: Path,
    yes: bool,
    force: bool,
    by: str,
    why: str,
    file: Path | None,
) -> None:
    """Withdraw articles, or all data about a person.

    ARTICLES are ids, as 'kg claims' shows them. The graph is made anew without
    them, and what was withdrawn is written to decisions.jsonl beside the
    sources, so that later builds leave it out too. An article comes back when
    its content changes, or when 'kg review dismiss' takes the decision back.

    With --person, claims about or by that person go, and the name is taken out
    of the stored titles and texts. The record of it holds when and by whom,
    and a salted hash instead of the name. Your own source files are not touched.
    NAME is the full name of a person in the graph; --force takes another one.
    What goes is told and confirmed first, --yes does it without asking.

    \b
    Examples:
        kg remove 2021-10-20-acme.md
        kg remove --person "Ann Lee" --why "asked on 3 May" --yes
    """  # noqa: D301
    from kg.reviewing import append

    if not articles and not persons:
        raise click.UsageError("Name articles, or --person NAME.")
    desk = desk_of(out)
    path = desk.file(file)
    names = {person: desk.names_of(person, force=force) for person in persons}
    made = _made(desk, articles, names, by, why)
    if persons and not yes:
        _confirm(desk, names)
    _rebuild(out, path, lambda: append(path, made))
    if persons:
        (out / "graph.html").unlink(missing_ok=True)
    if not (ctx.obj or {}).get("quiet"):
        click.echo(f"Withdrawn; {path} keeps the record.", err=True)
        _tell_sources(out, persons)


def _confirm(desk: Desk, names: Mapping[str, Sequence[str]]) -> None:
    """Tell what goes and ask; end the command with 1 where the answer is no.

    Raises:
        UsageError: Nobody is there to be asked.
    """
    for person, spellings in names.items():
        reach = desk.reach(spellings)
        claims = "1 claim goes" if reach.claims == 1 else f"{reach.claims} claims go"
        articles = "1 article" if reach.articles == 1 else f"{reach.articles} articles"
        known = ", ".join(map(visible, spellings))
        click.echo(
            f"{visible(person)}: {claims}, and the name ({known}) leaves what is stored of {articles}.",
            err=True,
        )
    if not sys.stdin.isatty():
        raise click.UsageError("There is no terminal to ask on; add --yes to withdraw this.")
    if not click.confirm("Withdraw it?", err=True):
        click.echo("Nothing was withdrawn.", err=True)
        raise click.exceptions.Exit(1)


def _made(
    desk: Desk, articles: tuple[str, ...], names: Mapping[str, Sequence[str]], by: str, why: str
) -> list[Decision]:
    from kg.errors import SourceError
    from kg.resolve.decisions import Decision
    from kg.resolve.decisions_people import People
    from kg.reviewing import withdrawal

    found = [
        Decision(kind="remove", by=by, at=now(), why=why, articles=(head.id,), content=head.content)
        for head in (desk.articles(articles) if articles else ())
    ]
    for spellings in names.values():
        made = withdrawal(spellings, secrets.token_hex(16), by, now(), why)
        if People((made,)).named(why):
            raise SourceError("The reason holds the name.", "Give a reason without it.")
        found.append(made)
    return found


def _rebuild(out: Path, path: Path, decide: Callable[[], None]) -> None:
    """Decide, and make the graph anew from what is kept; nothing is read or analysed.

    Nothing is decided before the folder is held and both of its levels can be
    written: a later build would carry out what this command said it could not.
    """
    from kg.build import build, stored_version

    def when_held() -> None:
        with tempfile.TemporaryFile(dir=out):
            decide()

    version = stored_version(out)
    build([], out, version=version, analysis=False, decisions=(path,), decide=when_held)


def _tell_sources(out: Path, persons: tuple[str, ...]) -> None:
    """Name the source files that still hold a withdrawn name, as far as the store knows."""
    with desk_of(out).catalog() as catalog:
        files = sorted({head.path for head in catalog.sorted() if head.redacted and head.path})
    if not persons or not files:
        return
    click.echo("These source files hold the name still; kg does not change them:", err=True)
    for name in files[:SHOWN]:
        click.echo(f"  {name}", err=True)
    if len(files) > SHOWN:
        click.echo(f"  and {len(files) - SHOWN} more", err=True)
