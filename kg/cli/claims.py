"""`kg claims`: list the claims of a graph."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from kg.cli._filters import note, note_bearers, refuse_unknown
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
    import pyoxigraph as ox

    from kg.model import Claim

TABLE = (
    "article", "kind", "subject", "action", "role", "object", "amount", "time", "modality",
    "polarity", "speaker", "claim",
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


Meant = Mapping[str, frozenset[str]]
"""By name that was asked for the claims about a thing that bears it; a name that nothing bears is absent."""

NONE: Meant = {}


def _meant(store: ox.Store, names: Sequence[str], predicates: Iterable[str]) -> Meant:
    """Return the claims that lead to the things which names mean, whatever these are called in them."""
    import pyoxigraph as ox

    from kg.graph.names import Names, things
    from kg.iri import term

    found: dict[str, frozenset[str]] = {}
    if not names:
        return found
    listed = {thing.iri: thing for thing in things(store)}
    known = Names(listed.values())
    note_bearers(known, listed, names)
    for name in names:
        bearers = known.bearers(name)
        if bearers:
            found[name] = frozenset(
                quad.subject.value
                for node in bearers
                for predicate in predicates
                for quad in store.quads_for_pattern(
                    None, ox.NamedNode(term(predicate)), ox.NamedNode(node), ox.DefaultGraph()
                )
                if isinstance(quad.subject, ox.NamedNode)
            )
    return found


def _names(claim: Claim, company: str, meant: Meant = NONE) -> bool:
    """Tell whether a claim is about a company; one told by a description is compared by its words."""
    from kg.iri import claim_iri
    from kg.resolve.names import same_name

    ends = [(claim.subject, claim.subject_type), (claim.object, claim.object_type)]
    known = company in meant
    if known and claim_iri(claim) in meant[company]:
        return True
    return any(end and not (known and type_) and same_name(end, company) for end, type_ in ends)


def _says(claim: Claim, speaker: str, meant: Meant = NONE) -> bool:
    """Tell whether somebody says a claim."""
    from kg.iri import claim_iri
    from kg.resolve.names import same_name

    if speaker in meant:
        return claim_iri(claim) in meant[speaker]
    return claim.speaker is not None and same_name(claim.speaker, speaker)


def _unmet(
    fits: Callable[[Claim, str, Meant], bool],
    names: Iterable[str],
    claims: Sequence[Claim],
    meant: Meant,
) -> list[str]:
    """Return the names that fit no claim; one in a claim is known, even where nothing in the graph is called so."""
    return [name for name in names if not any(fits(claim, name, meant) for claim in claims)]


def select(
    claims: Iterable[Claim],
    dates: dict[str, dt.date | None],
    *,
    kinds: tuple[str, ...] = (),
    companies: tuple[str, ...] = (),
    speakers: tuple[str, ...] = (),
    modalities: tuple[str, ...] = (),
    statuses: tuple[str, ...] = (),
    articles: tuple[str, ...] = (),
    since: dt.date | None = None,
    until: dt.date | None = None,
    least: float = 0.0,
    about: Meant = NONE,
    said: Meant = NONE,
) -> Iterator[Claim]:
    """Yield the claims that pass all filters; an empty filter lets everything pass.

    Args:
        claims: Claims in any order.
        dates: Day of publication by article id; an article without one passes
            no limit of days.
        kinds: Names of kinds.
        companies: Names; a claim passes when it is among those that `about` has
            for one, or, where it has none or the claim tells of a description,
            when its subject or object matches the name as names match in scoring
            (`docs/claims.md`).
        speakers: Names of those who say it, with `said` for `about`.
        modalities: Names of modalities.
        statuses: How claims stand: as `modalities`, but what is negated is denied.
        articles: Article ids.
        since: First day of publication.
        until: Last day of publication.
        least: Confidence that a claim must have.
        about: Claims by name of a party, as the graph resolved it.
        said: Claims by name of a speaker.
    """
    from kg.graph import status

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
            and (not statuses or status(claim) in statuses)
            and (not companies or any(_names(claim, name, about) for name in companies))
            and (not speakers or any(_says(claim, name, said) for name in speakers))
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


Further = Mapping[str, Mapping[str, Any]]
"""By name of a further column its value for each claim."""


def _sources(store: ox.Store) -> Further:
    """Return what `--with-source` adds: the article of each claim, and the words that say it."""
    from kg.graph import read_rows

    rows = list(read_rows(store))
    return {
        "title": {row.iri: row.article.title for row in rows},
        "published": {row.iri: str(row.article.date) for row in rows if row.article.date},
        "publisher": {row.iri: row.article.publisher for row in rows},
        "url": {row.iri: row.article.url for row in rows},
        "quote": {row.iri: " … ".join(row.quotes) for row in rows},
    }


def _further(store: ox.Store, *, source: bool, outlets: bool) -> Further:
    """Return the columns that options add to the fields of a claim."""
    from kg.rdf import read

    found = dict(_sources(store)) if source else {}
    return {**found, "outlets": read.outlets(store)} if outlets else found


def render(claims: Iterable[Claim], format_: str, further: Further | None = None) -> str:
    """Return claims as text: all fields, or the main ones in a table.

    Args:
        claims: The claims, in the order of their rows.
        format_: One of `ROW_FORMATS`.
        further: Columns beside the fields of a claim.
    """
    from kg.interchange import FIELDS, claim_to_json

    rows = [claim_to_json(claim) for claim in claims]
    further = further or {}
    more = tuple(further)
    for row in rows:
        row |= {name: values.get(row["id"]) for name, values in further.items()}
    if format_ in ("csv", "tsv"):
        return render_rows([flat(row) for row in rows], (*_columns(FIELDS), *more), format_)
    if format_ != "table":
        return render_rows(rows, (*FIELDS, *more), format_)
    from kg.graph.names import short_id

    for row in rows:
        row["claim"] = short_id(row["id"])
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
        close = " or ".join(f"“{each}”" for each in near(id_, known))
        raise NotFoundError(
            f"There is no article “{id_}” in the graph.",
            f"Did you mean {close}?" if close else "'kg claims' shows the ids of articles.",
        )


@click.command()
@click.option(
    "--kind", "kinds", multiple=True, type=Word(k.value for k in Kind), help="Of this kind."
)
@click.option(
    "--company",
    "companies",
    multiple=True,
    metavar="NAME",
    help="Subject or object, by any name of it.",
)
@click.option("--speaker", "speakers", multiple=True, metavar="NAME", help="Who says it.")
@click.option(
    "--modality",
    "modalities",
    multiple=True,
    type=Word(m.value for m in Modality),
    help="How certain it is, as it was read.",
)
@click.option(
    "--status",
    "statuses",
    multiple=True,
    type=Word(m.value for m in Modality),
    help="As --modality, but what is negated counts as denied.",
)
@click.option("--article", "articles", multiple=True, metavar="ID", help="Id of an article.")
@click.option("--since", type=Day(), help="First day of publication.")
@click.option("--until", type=Day(last=True), help="Last day of publication.")
@confidence_option
@click.option(
    "--outlets", "with_outlets", is_flag=True, help="Count the independent outlets of each claim."
)
@click.option(
    "--with-source",
    is_flag=True,
    help="Add title, day, publisher and address of the article, and the words quoted.",
)
@store_option
@output_option
@format_option()
def command(
    *,
    companies: tuple[str, ...],
    speakers: tuple[str, ...],
    articles: tuple[str, ...],
    since: dt.datetime | None,
    until: dt.datetime | None,
    with_outlets: bool,
    with_source: bool,
    store: Path,
    output: Path | None,
    format_: str,
    **limits: Any,
) -> None:
    """List the claims of a graph.

    Options of one kind add up (--kind Target --kind Investment takes both),
    options of different kinds narrow each other. JSON, JSON Lines, CSV and TSV
    have all fields of a claim, the latter two with one value a column;
    the table has the main ones. --with-source adds the article and the quote. A name that nothing bears is an error; a list
    may be empty, as an answer of 'kg query'.

    \b
    Examples:
        kg claims --kind Target --company Xiaomi
        kg claims --modality rumoured --since 2021-01-01 --format jsonl
        kg claims --speaker Huawei --status denied
        kg claims --with-source -o claims.csv
    """  # noqa: D301
    from kg.rdf import read
    from kg.rdf.store import open_store

    if since and until and since > until:
        raise click.UsageError("--since is after --until: no day lies between them.")
    opened = open_store(store)
    dates = {article.id: article.date for article in read.articles(opened)}
    about = _meant(opened, companies, ("subject", "object"))
    said = _meant(opened, speakers, ("statedBy",))
    found = list(
        select(
            read.claims(opened),
            dates,
            companies=companies,
            speakers=speakers,
            articles=articles,
            since=_day(since),
            until=_day(until),
            about=about,
            said=said,
            **limits,
        )
    )
    refuse_unknown(
        opened, [*_unmet(_names, companies, found, about), *_unmet(_says, speakers, found, said)]
    )
    _refuse_articles(articles, dates)
    if not found:
        note("No claim passes all these limits.")
    more = _further(opened, source=with_source, outlets=with_outlets)
    write_text(render(found, format_, more), output)
