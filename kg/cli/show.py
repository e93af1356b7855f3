"""`kg show`: who or what is this."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from kg.cli._filters import note_meant
from kg.cli._output import (
    ROOMY,
    counted,
    format_option,
    output_option,
    render_rows,
    store_option,
    table,
    terminal_width,
    text_width,
    visible,
    wrapped,
    write_text,
)

if TYPE_CHECKING:
    from kg.graph import ClaimRow
    from kg.graph.profile import Profile, Statement

SECTIONS = (
    "roles", "targets", "initiatives", "deals", "figures", "proceedings", "stances", "latest",
)  # fmt: skip
TOP = 10
"""Statements listed in each section, by default."""

COLUMNS = (
    "section", "what", "status", "outcome", "when", "amount", "speaker", "first", "last", "articles",
    "claims",
)  # fmt: skip


def _what(profile: Profile, words: str) -> str:
    """Return a statement without its subject, where that is the thing itself."""
    return words.removeprefix(f"{profile.thing.label} ")


def statement_json(statement: Statement) -> dict[str, Any]:
    """Return a statement as JSON: times and amounts as in `docs/claims.md`."""
    from kg.interchange import amount_to_json, time_to_json

    return {
        "section": statement.section,
        "what": statement.words,
        "status": statement.status,
        "outcome": statement.outcome or None,
        "when": time_to_json(statement.when),
        "amount": amount_to_json(statement.amount),
        "speaker": statement.speaker,
        "first": statement.first.isoformat() if statement.first else None,
        "last": statement.last.isoformat() if statement.last else None,
        "articles": statement.articles,
        "claims": list(statement.claims),
    }


def latest_json(row: ClaimRow) -> dict[str, Any]:
    """Return one of the latest claims as JSON."""
    from kg.graph.profile import sentence
    from kg.interchange import amount_to_json, time_to_json

    published = row.article.date
    return {
        "section": "latest",
        "what": sentence(row),
        "status": row.claim.modality.value,
        "outcome": None,
        "when": time_to_json(row.claim.time),
        "amount": amount_to_json(row.claim.amount),
        "speaker": row.claim.speaker,
        "first": published.isoformat() if published else None,
        "last": published.isoformat() if published else None,
        "articles": 1,
        "claims": [row.iri],
        "quotes": list(row.quotes),
        "title": row.article.title,
        "publisher": row.article.publisher,
    }


def profile_json(profile: Profile, wanted: Sequence[str], top: int) -> dict[str, Any]:
    """Return a profile as one JSON object."""
    found = {
        "name": profile.thing.label,
        "type": profile.thing.type,
        "iri": profile.thing.iri,
        "aliases": [{"name": name, "claims": count} for name, count in profile.aliases],
        "identifiers": [{"kind": kind, "value": value} for kind, value in profile.identifiers],
        "fields": list(profile.fields),
        "namesakes": [{"name": t.label, "type": t.type, "iri": t.iri} for t in profile.namesakes],
        "claims": len(profile.latest),
        "spoken": profile.spoken,
        "articles": profile.articles,
        "first": profile.days[0].isoformat() if profile.days else None,
        "last": profile.days[1].isoformat() if profile.days else None,
    }
    for name in wanted:
        if name == "latest":
            found[name] = [latest_json(row) for row in profile.latest[: top or None]]
        else:
            listed = [each for each in profile.statements if each.section == name]
            found[name] = [statement_json(each) for each in listed[: top or None]]
    return found


def _head(profile: Profile) -> list[str]:
    aliases = [f"{name} ({count})" if count else name for name, count in profile.aliases]
    days = profile.days
    counts = f"{counted(len(profile.latest), 'claim')} in {counted(profile.articles, 'article')}"
    if days:
        counts += f", {days[0]}" + (f" to {days[1]}" if days[1] != days[0] else "")
    if profile.spoken:
        counts += f"; {profile.spoken} said by {profile.thing.label}"
    lines = {
        "type": profile.thing.type,
        "also": ", ".join(aliases),
        "fields": ", ".join(profile.fields),
        **dict(profile.identifiers),
        "iri": profile.thing.iri,
        "told": counts,
    }
    width = max(map(len, lines))
    title = visible(profile.thing.label)
    return [
        title,
        "=" * max(4, text_width(title)),
        *(f"{name.ljust(width)}  {visible(value)}" for name, value in lines.items() if value),
    ]


def _section(profile: Profile, listed: Sequence[Statement]) -> str:
    from kg.graph.names import short_id
    from kg.graph.wording import amount_words, time_words

    rows = [
        {
            "what": _what(profile, each.words),
            "status": each.status,
            "outcome": each.outcome,
            "when": time_words(each.when),
            "amount": amount_words(each.amount),
            "told": each.last,
            "articles": each.articles,
            "claim": short_id(each.claims[0]),
        }
        for each in listed
    ]
    kept = [name for name in rows[0] if any(row[name] for row in rows)]
    # The words of a statement tell its status too.
    return table(rows, kept, spare=("articles", "status", "told"), wrap=("what", "when"))


def _latest(rows: Sequence[ClaimRow]) -> str:
    """Return claims with their words: what, when and where on one line, the quote below."""
    from kg.graph.names import short_id
    from kg.graph.profile import sentence

    width = terminal_width()
    lines = []
    for row in rows:
        says = f", says {row.claim.speaker}" if row.claim.speaker else ""
        source = ", ".join(
            part for part in (str(row.article.date or "undated"), row.article.publisher) if part
        )
        head = f"{sentence(row)}{says}. {source}"
        quoted = [f"“{' '.join(quote.split())}”" for quote in row.quotes[:1]]
        texts = map(visible, [head, *quoted])
        margin = f"{short_id(row.iri)}  "
        for text in texts:
            parts = wrapped(text, max(width - len(margin), ROOMY)) if width else [text]
            for part in parts:
                lines.append(f"{margin}{part}")
                margin = " " * len(margin)
    return "".join(f"{line}\n" for line in lines)


def _text(profile: Profile, wanted: Sequence[str], top: int) -> str:
    parts = ["\n".join(_head(profile)) + "\n"]
    for name in wanted:
        if name == "latest":
            every: Sequence[Any] = profile.latest
        else:
            every = [each for each in profile.statements if each.section == name]
        shown = every[: top or None]
        if not shown:
            continue
        more = f" ({len(shown)} of {len(every)}; --top 0 shows all)" if shown != every else ""
        body = _latest(shown) if name == "latest" else _section(profile, shown)
        parts.append(f"{name.upper()}{more}\n{body}")
    return "\n".join(parts)


@click.command()
@click.argument("name")
@click.option(
    "--section",
    "wanted",
    multiple=True,
    type=click.Choice(SECTIONS),
    help="Show this section only; repeatable. By default all.",
)
@click.option(
    "--top",
    type=click.IntRange(0),
    default=TOP,
    show_default=True,
    help="Most lines of each section; 0 shows all.",
)
@store_option
@output_option
@format_option()
def command(
    *, name: str, wanted: tuple[str, ...], top: int, store: Path, output: Path | None, format_: str
) -> None:
    """Show who or what something is: roles, targets, initiatives, deals, latest claims.

    NAME is a name or alias in any case, with or without its legal form, the
    initials or some words of the name of one thing alone, or an IRI. Claims that say the same with the
    same certainty are one line, which counts the articles and names the newest
    claim; 'kg explain CLAIM' shows the words behind it.

    \b
    Examples:
        kg show Xiaomi
        kg show "Lei Jun" --section roles --format json
        kg show Huawei --section targets --top 0
    """  # noqa: D301
    from kg.graph.profile import profile
    from kg.rdf.store import open_store

    found = profile(open_store(store), name)
    note_meant(name, found.thing, found.namesakes, found.longer)
    sections = [each for each in SECTIONS if each in wanted] or list(SECTIONS)
    if format_ == "table":
        write_text(_text(found, sections, top), output)
        return
    whole = profile_json(found, sections, top)
    if format_ == "json":
        write_text(json.dumps(whole, ensure_ascii=False, indent=2) + "\n", output)
        return
    write_text(
        render_rows([row for each in sections for row in whole[each]], COLUMNS, format_), output
    )
