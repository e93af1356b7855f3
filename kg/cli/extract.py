"""`kg extract`: the claims of one article, on the spot."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

import click

from kg.cli._output import (
    belief_option,
    format_option,
    output_option,
    render_rows,
    write_text,
)
from kg.cli._reading import seconds_option
from kg.cli._types import Day, Word
from kg.model import Kind

if TYPE_CHECKING:
    from kg.model import Article, Claim, Dropped, InputRow, Mention

MENTION_FIELDS = ("article", "span", "text", "label", "name", "chain")


@click.command()
@click.argument("file", type=click.Path(path_type=Path, allow_dash=True))
@click.option("--kind", "kinds", multiple=True, type=Word(k.value for k in Kind))
@click.option(
    "--explain", is_flag=True, help="Tell on stderr which sentences gave no claim, and why."
)
@click.option(
    "--explain-all", is_flag=True, help="Tell also of every claim that a frame proposed in vain."
)
@click.option("--mentions", is_flag=True, help="Print the mentions instead of the claims.")
@click.option(
    "--frames", type=click.Path(path_type=Path, file_okay=False, exists=True), help="More frames."
)
@belief_option
@seconds_option
@click.option("--title", help="The title; all of standard input is text then.")
@click.option("--date", type=Day(whole=True), help="Day of publication of an undated article.")
@output_option
@format_option(default="jsonl")
def command(
    *,
    file: Path,
    kinds: tuple[str, ...],
    explain: bool,
    explain_all: bool,
    mentions: bool,
    frames: Path | None,
    least: float | None,
    seconds: float | None,
    title: str | None,
    date: Any,
    output: Path | None,
    format_: str,
) -> None:
    """Print the claims of one article.

    FILE is an article in any format that "kg build" reads, or several in JSON
    Lines or a folder; "-" is standard input, a plain text whose first line is
    its title, or JSON Lines. Claims have the fields of docs/claims.md and are
    JSON Lines unless --format says otherwise. Nothing is stored. --explain lists
    the sentences that look like events of a company but gave no claim, with the
    one or two most telling reasons.

    \b
    Examples:
        kg extract article.txt
        kg extract - --title "Acme to build plant" --date 2024-03-01 < text
        kg extract article.html --explain --kind Target > claims.jsonl
    """  # noqa: D301
    from kg.build import load_analysis
    from kg.cli.claims import render
    from kg.errors import NotFoundError, SourceError
    from kg.loaders import read_sources
    from kg.model import Article

    source: Path | Literal["-"] = "-" if str(file) == "-" else file
    if source != "-" and not source.exists():
        raise NotFoundError(
            f"{file}: there is no such file or folder.",
            "Name one that exists, or '-' for standard input.",
        )
    items = list(read_sources([source], title=title if source == "-" else None))
    articles = [item for item in items if isinstance(item, Article)]
    rows = [item for item in items if not isinstance(item, Article)]
    unread = source != "-" and not source.is_dir() and not _is_read(source)
    if not articles and (unread or any(row.outcome == "failed" for row in rows)):
        raise SourceError(f"{rows[0].source}: {rows[0].reason}.", "Name a file with an article.")
    analyse: Any = load_analysis(frames, least) if articles else None
    claims: list[Claim] = []
    listed: list[dict[str, Any]] = []
    for article, found in _read(_changed(articles, title, date), analyse, seconds, rows):
        listed += [_mention_row(article, mention) for mention in found.mentions]
        claims += [c for c in found.claims if not kinds or c.kind in kinds]
        if explain or explain_all:
            dropped = [each for each in found.dropped if each.missed or explain_all]
            _explain(article, found.claims, dropped, headed=len(articles) > 1)
    text = render_rows(listed, MENTION_FIELDS, format_) if mentions else render(claims, format_)
    write_text(text, output)
    _tell(rows)


def _read(
    articles: Iterable[Article], analyse: Any, seconds: float | None, rows: list[InputRow]
) -> Iterator[tuple[Article, Any]]:
    """Yield each article with what it gives; one that can't be read gets a row and costs no other."""
    from kg.errors import KgError
    from kg.loaders.draft import limit
    from kg.model import InputRow
    from kg.workers import TookTooLong, unfinished, within

    most = limit("article_seconds") if seconds is None else seconds
    for article in articles:
        try:
            with within(most):
                found = analyse(article)
        except KgError:
            raise
        except (TookTooLong, Exception) as error:  # noqa: BLE001 - as in a build
            source, why = article.source or article.id, unfinished(error, most)
            row = InputRow(source=source, article=article.id, outcome="failed", reason=why)
            rows.append(row)
        else:
            yield article, found


def _is_read(file: Path) -> bool:
    """Tell whether a file is one that articles are read from: of a known suffix, and no pipe or device."""
    from kg.loaders import suffix_format

    return suffix_format(file.name) is not None and file.is_file()


def _changed(articles: Iterable[Article], title: str | None, date: Any) -> Iterator[Article]:
    for article in articles:
        yield replace(
            article, title=title or article.title, date=article.date or (date and date.date())
        )


def _mention_row(article: Article, mention: Mention) -> dict[str, Any]:
    return {
        "article": article.id,
        "span": [mention.span.start, mention.span.end],
        "text": mention.text,
        "label": mention.label,
        "name": mention.name,
        "chain": mention.chain,
    }


def _explain(
    article: Article, claims: Iterable[Claim], dropped: Sequence[Dropped], *, headed: bool
) -> None:
    """Tell on stderr what gave no claim: candidates, then whole sentences that look like events.

    Args:
        article: The article.
        claims: Those that it gave.
        dropped: What gave none.
        headed: Whether its id is told first.
    """
    from kg.extract.misses import with_frame
    from kg.records import sentence_around

    if headed:
        click.echo(f"{article.id}:", err=True)
    for each in dropped:
        text = article.title if each.field == "title" else article.text
        kind = each.kind.value if each.kind else "claim"
        head = "Missed" if each.missed else f"No {kind}"
        reasons = "; ".join(filter(None, (with_frame(each), each.also)))
        click.echo(f"{head}: {reasons}\n    {sentence_around(text, each.span)}", err=True)
    missed = sum(each.missed for each in dropped)
    borne = {span for claim in claims for span in claim.evidence}
    click.echo(events_text(missed + len(borne), missed), err=True)


def events_text(sentences: int, missed: int) -> str:
    """Return how many sentences look like events and how many of them gave no claim.

    Example:
        >>> events_text(8, 2)
        'Sentences that look like events: 8, 2 of them (25 %) without a claim.'
    """
    share = f" ({100 * missed / sentences:.0f} %)" if sentences else ""
    return f"Sentences that look like events: {sentences}, {missed} of them{share} without a claim."


def _tell(rows: list[InputRow]) -> None:
    """Name the inputs that gave no article; exit 3 where one of them should have."""
    for row in rows:
        click.echo(f"{row.outcome.capitalize()}: {row.source}: {row.reason}", err=True)
    if any(row.outcome == "failed" for row in rows):
        raise click.exceptions.Exit(3)
