"""`kg build`: articles to a graph."""

from __future__ import annotations

import datetime as dt
import json
import sys
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

import click

from kg.cli._output import belief_option
from kg.cli._reading import seconds_option

if TYPE_CHECKING:
    from kg.model import Report

SHOWN = 10
"""Rows of one outcome that are named on stderr; all are in the report."""


NAMED = 3
"""Articles without a date, or without their file, that are named on stderr."""


@click.command()
@click.argument("sources", nargs=-1, type=click.Path(path_type=Path, allow_dash=True))
@click.option(
    "--out",
    "--store",
    "out",
    type=click.Path(path_type=Path, file_okay=False),
    default=Path("exports"),
    envvar=["KG_BUILD_OUT", "KG_STORE"],
    show_default=True,
    help="The folder to write.",
)
@click.option("--view", is_flag=True, help="Write graph.html too.")
@click.option("--prune", is_flag=True, help="Remove articles that are gone from their files.")
@click.option(
    "--jobs",
    type=click.IntRange(1, 64),
    default=None,
    show_default="one for each core",
    help="Number of processes for the analysis.",
)
@click.option("--strict", is_flag=True, help="Exit 2 if an input was skipped or failed.")
@click.option("--no-texts", is_flag=True, help="Keep no texts, only what stands around evidence.")
@click.option(
    "--frames", type=click.Path(path_type=Path, file_okay=False, exists=True), help="More frames."
)
@click.option(
    "--decisions",
    multiple=True,
    type=click.Path(path_type=Path, dir_okay=False, exists=True),
    help="A file of decisions beside those among the sources.",
)
@click.option(
    "--reference",
    type=click.Path(path_type=Path, dir_okay=False),
    envvar="KG_REFERENCE",
    help="A file of reference tables [default: reference.sqlite in --out, if it is there].",
)
@belief_option
@seconds_option
@click.option("--title", help="Title of a plain text on standard input.")
@click.pass_context
def command(
    ctx: click.Context,
    /,
    *,
    sources: tuple[Path, ...],
    out: Path,
    view: bool,
    prune: bool,
    jobs: int | None,
    strict: bool,
    no_texts: bool,
    frames: Path | None,
    decisions: tuple[Path, ...],
    reference: Path | None,
    least: float | None,
    seconds: float | None,
    title: str | None,
) -> None:
    """Turn articles into a graph.

    SOURCES are files and folders of articles: text, Markdown, HTML and JSON
    Lines; "-" is standard input. Without any, the folder "sources" is read.
    Writes graph.nq, the store that the other commands read, and report.json
    with a row for every input. Articles that did not change are not analysed
    again. What people decided (decisions.jsonl among the sources, see 'kg
    review') is replayed. Exits 3 if an input failed, 2 with --strict.

    \b
    Examples:
        kg build
        kg build news/ more.jsonl.gz --out graph --view
        kg build news/ --prune --strict
        kg build news/ --min-confidence 0.4
    """  # noqa: D301
    from kg.build import build

    quiet = bool((ctx.obj or {}).get("quiet"))
    report = build(
        _existing(sources or (Path("sources"),)),
        out,
        prune=prune,
        jobs=jobs or 0,
        decisions=decisions,
        reference=reference,
        texts=not no_texts,
        frames=frames,
        least=least,
        seconds=seconds,
        title=title,
        progress=_progress(quiet=quiet),
        started=dt.datetime.now(dt.UTC).isoformat(timespec="seconds"),
    )
    if view:
        _write_page(out, quiet=quiet)
    _tell(report, quiet=quiet)
    if not quiet:
        _tell_graph(out)
    raise click.exceptions.Exit(_exit_code(report, strict=strict))


def _tell_graph(out: Path) -> None:
    """Say on stderr what the graph holds and which sentences gave nothing."""
    from kg.build import GRAPH, REPORT
    from kg.cli.extract import events_text

    told = json.loads((out / REPORT).read_text("utf-8"))
    if "undated" in told:
        _tell_undated(told["undated"])
    if "gone" in told:
        _tell_gone(told["gone"])
    if told["events"]["sentences"]:
        hint = " 'kg extract FILE --explain' lists them." if told["events"]["missed"] else ""
        click.echo(events_text(**told["events"]) + hint, err=True)
    if "reference" in told:
        click.echo(_linked(told["reference"]), err=True)
    counts = ", ".join(_count(number, name) for name, number in told["graph"].items())
    click.echo(f"{out / GRAPH}: {counts}.", err=True)


def _linked(told: dict[str, Any]) -> str:
    """Say which reference tables were looked up, and what came of it."""
    text = f"Reference tables {', '.join(told['tables']) or '(none)'}: "
    text += f"{_count(told['entities'], 'entities')} linked"
    if told["ambiguous"]:
        text += f", {told['ambiguous']} left open (see 'kg reference ambiguous')"
    return f"{text}."


def _count(number: int, plural: str) -> str:
    one = {"articles": "article", "claims": "claim", "entities": "entity"}
    return f"{number} {one.get(plural, plural) if number == 1 else plural}"


def _existing(sources: tuple[Path, ...]) -> list[Path | Literal["-"]]:
    """The sources, all of which are there; a mistyped one stops the build before it starts."""
    from kg.errors import SourceError
    from kg.loaders.folders import mode_of

    for source in sources:
        if str(source) != "-" and mode_of(source) is None and not source.is_symlink():
            raise SourceError(
                f"There is no file or folder '{source}'.", "Name files or folders with articles."
            )
    return ["-" if str(source) == "-" else source for source in sources]


def _progress(*, quiet: bool) -> Callable[[int, int], None]:
    """Return what shows how far the analysis is, nothing if quiet."""
    from kg.cli._progress import Progress

    return (lambda _done, _all: None) if quiet else Progress(sys.stderr)


def _tell(report: Report, *, quiet: bool) -> None:
    """Say on stderr what became of the inputs: failures always, the rest unless quiet."""
    by_outcome = Counter(row.outcome for row in report.rows)
    for outcome in ("failed", "skipped"):
        if quiet and outcome != "failed":
            continue
        rows = [row for row in report.rows if row.outcome == outcome]
        for row in rows[:SHOWN]:
            click.echo(
                f"{outcome.capitalize()}: {_plain(row.source)}: {_plain(row.reason)}", err=True
            )
        if len(rows) > SHOWN:
            click.echo(f"{len(rows) - SHOWN} more {outcome}; see report.json.", err=True)
    if not quiet:
        _warn(report)
        warnings = sum(issue.severity == "warning" for issue in report.issues)
        counts = [f"{number} {outcome}" for outcome, number in sorted(by_outcome.items())]
        if warnings:
            counts.append(f"{warnings} with warnings")
        click.echo(f"Inputs: {', '.join(counts) or 'none'}.", err=True)


def _named(ids: list[str]) -> str:
    """The first of some articles; an id may be a mere number."""
    more = f" and {len(ids) - NAMED} more" if len(ids) > NAMED else ""
    return ", ".join(f"“{_plain(id_)}”" for id_ in ids[:NAMED]) + more


def _tell_undated(ids: list[str]) -> None:
    """Say which articles have no date, and what that costs: nothing in their claims would tell."""
    click.echo(
        f"Without a date: {_named(ids)}. Relative days in them (“on Monday”) can't be resolved,"
        " and what they tell has no day of its own. Give one as “date: 2024-03-05”; see docs/loading.md.",
        err=True,
    )


def _tell_gone(gone: list[dict[str, str]]) -> None:
    """Say which articles are kept though no file gives them any more, and which were renamed."""
    what = "1 article is" if len(gone) == 1 else f"{len(gone)} articles are"
    click.echo(
        f"{what} kept that no file gives any more: {_named([each['id'] for each in gone])}."
        " A build with --prune removes what is gone.",
        err=True,
    )
    renamed = [each for each in gone if each["now"]]
    for each in renamed[:NAMED]:
        now, was = _plain(each["now"]), _plain(each["id"])
        click.echo(f"  Has “{was}” become {now}? The text is the same, and counts twice.", err=True)
    if len(renamed) > NAMED:
        click.echo(f"  {len(renamed) - NAMED} more have the text of another file.", err=True)


def _warn(report: Report) -> None:
    """Show what is wrong with decisions, dates and the store; the other issues are in the report."""
    codes = ("decision", "store-", "name-in-", "date-ahead")
    told = [i for i in report.issues if i.code.startswith(codes)]
    for issue in told[:SHOWN]:
        click.echo(f"Warning: {_plain(issue.where)}: {_plain(issue.message)}", err=True)
    if len(told) > SHOWN:
        click.echo(f"{len(told) - SHOWN} more warnings; see report.json.", err=True)


def _plain(text: str) -> str:
    """The text with control characters escaped, since names of files come from anywhere."""
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode() for c in text)


def _write_page(out: Path, *, quiet: bool) -> None:
    from kg.cli._output import write_file
    from kg.errors import NotFoundError
    from kg.graph import read_rows
    from kg.ledger import ledger, open_book
    from kg.rdf.store import open_store
    from kg.views import view
    from kg.views.promises import newest

    try:
        store = open_store(out)
        rows = list(read_rows(store))
        page = view(rows, ledger=ledger(open_book(store, rows=rows), newest(rows)))
    except NotFoundError as error:
        (out / "graph.html").unlink(missing_ok=True)
        if not quiet:
            click.echo(f"No graph.html: {error.cause}", err=True)
        return
    write_file(out / "graph.html", page)


def _exit_code(report: Report, *, strict: bool) -> int:
    outcomes = {row.outcome for row in report.rows}
    if strict and outcomes & {"failed", "skipped"}:
        return 2
    return 3 if "failed" in outcomes else 0
