"""`kg claims`: list the claims of a graph."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from kg.cli._filters import note, refuse_unknown
from kg.cli._output import (
    confidence_option,
    format_option,
    output_option,
    render_rows,
    store_option,
    value_text,
    write_text,
)
from kg.cli._types import Day, Word
from kg.model import Kind, Modality

if TYPE_CHECKING:
    from kg.model import Claim

TABLE = (
    "article", "kind", "subject", "action", "role", "object", "amount", "time", "modality",
    "polarity", "speaker",
)  # fmt: skip
"""Columns of the table; the other formats print all fields of `docs/claims.md`."""
SPARE = ("polarity", "role", "action", "article", "speaker", "amount", "time")
"""Columns that a narrow terminal goes without, these first."""
PARTS = {
    "amount": ("value", "unit", "bound"),
    "time": ("earliest", "latest"),
    "said": ("earliest", "latest"),
    "inferred": ("time", "said"),
}
"""Fields of several values, which CSV and TSV give a column each: `amount_value`."""


def _day(value: dt.datetime | None) -> dt.date | None:
    return value.date() if value else None


def _names(claim: Claim, company: str) -> bool:
    from kg.resolve.names import same_name

    ends = [claim.subject, *([claim.object] if claim.object else [])]
    return any(same_name(end, company) for end in ends)


def select(
    claims: Iterable[Claim],
    dates: dict[str, dt.date | None],
    *,
    kinds: tuple[str, ...] = (),
    companies: tuple[str, ...] = (),
    modalities: tuple[str, ...] = (),
    articles: tuple[str, ...] = (),
    since: dt.date | None = None,
    until: dt.date | None = None,
    least: float = 0.0,
) -> Iterator[Claim]:
    """Yield the claims that pass all filters; an empty filter lets everything pass.

    Args:
        claims: Claims in any order.
        dates: Day of publication by article id; an article without one passes
            no limit of days.
        kinds: Names of kinds.
        companies: Names; a claim passes when its subject or object matches one
            as names match in scoring (`docs/claims.md`).
        modalities: Names of modalities.
        articles: Article ids.
        since: First day of publication.
        until: Last day of publication.
        least: Confidence that a claim must have.
    """

    def named(claim: Claim) -> bool:
        return any(_names(claim, company) for company in companies)

    for claim in claims:
        day = dates.get(claim.article)
        in_time = (since is None or (day is not None and day >= since)) and (
            until is None or (day is not None and day <= until)
        )
        if (
            in_time
            and (not kinds or claim.kind.value in kinds)
            and (not modalities or claim.modality.value in modalities)
            and (not articles or claim.article in articles)
            and claim.confidence >= least
            and (not companies or named(claim))
        ):
            yield claim


def flat(row: Mapping[str, Any]) -> dict[str, Any]:
    """Return a claim as JSON (`kg.interchange.claim_to_json`) with one value in each cell.

    Several relaying voices are parted by semicolons, spans of evidence (`start-end`) by blanks.

    Example:
        >>> flat({"amount": {"value": 5, "unit": "USD"}, "evidence": [[0, 9]]})
        {'amount_value': 5, 'amount_unit': 'USD', 'amount_bound': None, 'evidence': '0-9'}
    """
    found: dict[str, Any] = {}
    for name, value in row.items():
        if name in PARTS:
            values = [(value or {}).get(part) for part in PARTS[name]]
            found |= zip(_columns([name]), values, strict=True)
        elif name == "evidence":
            found[name] = " ".join(f"{start}-{end}" for start, end in value)
        elif name == "relayed_by":
            found[name] = "; ".join(value)
        else:
            found[name] = value
    return found


def _columns(fields: Iterable[str]) -> list[str]:
    return [
        f"{name}_{part}" if part else name for name in fields for part in PARTS.get(name, ("",))
    ]


def render(claims: Iterable[Claim], format_: str, outlets: Mapping[str, int] | None = None) -> str:
    """Return claims as text: all fields, or the main ones in a table.

    Args:
        claims: The claims, in the order of their rows.
        format_: One of `ROW_FORMATS`.
        outlets: By claim how many independent outlets carry it, as a further column.
    """
    from kg.interchange import FIELDS, claim_to_json

    rows = [claim_to_json(claim) for claim in claims]
    more = () if outlets is None else ("outlets",)
    for row in rows:
        row["outlets"] = (outlets or {}).get(row["id"])
    if format_ in ("csv", "tsv"):
        return render_rows([flat(row) for row in rows], (*_columns(FIELDS), *more), format_)
    if format_ != "table":
        return render_rows(rows, (*FIELDS, *more), format_)
    for row in rows:
        for name in ("amount", "time"):
            row[name] = value_text(row[name]) if row[name] else None
    return render_rows(rows, (*TABLE, *more), format_, spare=SPARE)


def _refuse_articles(ids: Iterable[str], known: Iterable[str]) -> None:
    """Say which article the graph does not have, and which it has instead.

    Raises:
        NotFoundError: There is no article of an id.
    """
    from kg.errors import NotFoundError
    from kg.rdf.guard import near

    for id_ in sorted(set(ids).difference(known)):
        close = ", ".join(near(id_, known))
        raise NotFoundError(
            f"There is no article {id_} in the graph.",
            f"Did you mean {close}?" if close else "'kg claims' shows the ids of articles.",
        )


@click.command()
@click.option("--kind", "kinds", multiple=True, type=Word(k.value for k in Kind))
@click.option("--company", "companies", multiple=True, metavar="NAME", help="Subject or object.")
@click.option("--modality", "modalities", multiple=True, type=Word(m.value for m in Modality))
@click.option("--article", "articles", multiple=True, metavar="ID", help="Id of an article.")
@click.option("--since", type=Day(), help="First day of publication.")
@click.option("--until", type=Day(last=True), help="Last day of publication.")
@confidence_option
@click.option(
    "--outlets", "with_outlets", is_flag=True, help="Count the independent outlets of each claim."
)
@store_option
@output_option
@format_option()
def command(
    *,
    kinds: tuple[str, ...],
    companies: tuple[str, ...],
    modalities: tuple[str, ...],
    articles: tuple[str, ...],
    since: dt.datetime | None,
    until: dt.datetime | None,
    least: float,
    with_outlets: bool,
    store: Path,
    output: Path | None,
    format_: str,
) -> None:
    """List the claims of a graph.

    Options of one kind add up (--kind Target --kind Investment takes both),
    options of different kinds narrow each other. JSON, JSON Lines, CSV and TSV
    have all fields of a claim, the latter two with one value a column;
    the table has the main ones. A name that nothing bears is an error; a list
    may be empty, as an answer of 'kg query'.

    \b
    Examples:
        kg claims --kind Target --company Xiaomi
        kg claims --modality rumoured --since 2021-01-01 --format jsonl
    """  # noqa: D301
    from kg.rdf import read
    from kg.rdf.store import open_store

    if since and until and since > until:
        raise click.UsageError("--since is after --until: no day lies between them.")
    opened = open_store(store)
    dates = {article.id: article.date for article in read.articles(opened)}
    found = list(
        select(
            read.claims(opened),
            dates,
            kinds=kinds,
            companies=companies,
            modalities=modalities,
            articles=articles,
            since=_day(since),
            until=_day(until),
            least=least,
        )
    )
    # A name in a claim is known, even where the graph joined it with another.
    unseen = [name for name in companies if not any(_names(claim, name) for claim in found)]
    refuse_unknown(opened, unseen)
    _refuse_articles(articles, dates)
    if not found:
        note("No claim passes all these limits.")
    outlets = read.outlets(opened) if with_outlets else None
    write_text(render(found, format_, outlets), output)
