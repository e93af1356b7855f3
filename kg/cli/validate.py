"""`kg validate`: check the graph against its shapes and texts."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg.cli._output import ROW_FORMATS, output_option, render_rows, store_option, write_text

if TYPE_CHECKING:
    from kg.model import Issue

RANKS = ("info", "warning", "error")
COLUMNS = ("severity", "code", "message", "where")


def _texts(store: Path) -> Callable[[str], tuple[str, bool] | None]:
    """Return the function that gives the stored text of an article."""
    from kg.rdf.store import store_folder
    from kg.records import Records

    records = Records(store_folder(store))

    def text_of(article: str) -> tuple[str, bool] | None:
        record = None if store.is_file() else records.get(article)
        if record is None:
            return None
        return record.article.text, record.whole and not record.redacted

    return text_of


def _human(issues: list[Issue], shown: list[Issue], articles: int) -> str:
    lines = [f"{issue.severity}: {issue.message}\n    {issue.where}" for issue in shown]
    counts = {rank: sum(issue.severity == rank for issue in issues) for rank in RANKS}
    verdict = "does not conform" if counts["error"] else "conforms"
    found = ", ".join(f"{counts[rank]} {rank}" for rank in reversed(RANKS))
    return "\n".join([*lines, f"The graph {verdict}: {articles} articles checked; {found}."]) + "\n"


def render(issues: list[Issue], shown: list[Issue], articles: int, format_: str) -> str:
    """Return issues as text for people, as rows, as JSON, or as a SHACL report in Turtle."""
    if format_ == "human":
        return _human(issues, shown, articles)
    if format_ in ROW_FORMATS and format_ != "json":
        return render_rows([asdict(issue) for issue in shown], COLUMNS, format_)
    if format_ == "json":
        found = {
            "conforms": not any(issue.severity == "error" for issue in issues),
            "articles": articles,
            "issues": [asdict(issue) for issue in shown],
        }
        return json.dumps(found, ensure_ascii=False, indent=2) + "\n"
    from kg.rdf.validate import report_quads
    from kg.rdf.write import FORMATS, rdf_text

    return rdf_text(report_quads(shown), FORMATS["ttl"])


@click.command()
@click.option("--sample", type=click.IntRange(min=1), metavar="N", help="Check N articles only.")
@click.option(
    "--severity",
    type=click.Choice(RANKS),
    default="warning",
    show_default=True,
    help="List issues of this severity and worse.",
)
@click.option(
    "-f",
    "--format",
    "format_",
    type=click.Choice(["human", *ROW_FORMATS, "turtle"]),
    default="human",
    show_default=True,
)
@store_option
@output_option
@click.pass_context
def command(
    ctx: click.Context,
    *,
    sample: int | None,
    severity: str,
    format_: str,
    store: Path,
    output: Path | None,
) -> int:
    """Check the graph against its shapes and texts.

    Every article is checked against the SHACL shapes, and every quote against
    the characters of the stored text at its offsets; every fact must have a
    claim behind it that may state it. SHACL takes up to a second an article:
    --sample N checks N articles, the same ones each time.

    Exits with 1 when something is wrong, and with 2 where there is no article
    to be checked.

    \b
    Examples:
        kg validate
        kg validate --sample 20 --format json
    """  # noqa: D301
    from kg.errors import StoreError
    from kg.rdf import read
    from kg.rdf.store import open_store
    from kg.rdf.validate import sampled, validate

    opened = open_store(store)
    articles = len(sampled(read.articles(opened), sample))
    if not articles:
        raise StoreError(
            f"{store} has no articles: there is nothing to check.",
            "Name a folder made by 'kg build', or the graph that 'kg export' made of one.",
        )
    hidden = (ctx.obj or {}).get("quiet") or not sys.stderr.isatty()
    with click.progressbar(
        length=articles, label="Checking", file=sys.stderr, hidden=hidden
    ) as bar:

        def progress(done: int, _all: int) -> None:
            bar.update(done - bar.pos)

        issues = list(validate(opened, _texts(store), sample=sample, progress=progress))
    shown = [issue for issue in issues if RANKS.index(issue.severity) >= RANKS.index(severity)]
    write_text(render(issues, shown, articles, format_), output)
    return int(any(issue.severity == "error" for issue in issues))
