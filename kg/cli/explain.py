"""`kg explain`: why the graph says what it says."""

from __future__ import annotations

import json
import textwrap
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from kg.cli._filters import note_meant
from kg.cli._output import (
    ROW_FORMATS,
    output_option,
    render_rows,
    store_option,
    table,
    terminal_width,
    visible,
    write_text,
)
from kg.cli._rulings import followed, ruling_json, rulings_rows, rulings_text

if TYPE_CHECKING:
    import pyoxigraph as ox

    from kg.explain import Explanation, Naming
    from kg.resolve import Decisions, Merge

WIDTH = 100
"""Columns to which sentences are broken where stdout is no terminal."""

TRIGGERS = 12
"""Words that are named of those that set off a frame."""

SHOWN = 5
"""Claims that are named where an id fits several."""

COLUMNS = ("part", "words", "value", "how")


def _decisions(store: Path) -> Decisions | None:
    """Return what people decided about names in a store folder, None for an RDF file."""
    from kg.decided import load
    from kg.rdf.store import store_folder
    from kg.resolve.decisions import name_decisions

    if store.is_file():
        return None
    return name_decisions(load(store_folder(store), []).force)


# --- a claim ----------------------------------------------------------------------------


def _wrapped(text: str) -> str:
    width = min(terminal_width() or WIDTH, WIDTH)
    return textwrap.fill(
        visible(" ".join(text.split())), width, initial_indent="  ", subsequent_indent="  "
    )


def _head(found: Explanation) -> str:
    from kg.graph.names import short_id
    from kg.graph.profile import sentence
    from kg.rdf.times import said_on

    row = found.row
    claim, article = row.claim, row.article
    said = said_on(claim, article.date) if claim.said else None
    chain = [f"{claim.speaker}{f' ({said})' if said else ''}"] if claim.speaker else []
    chain += [f"passed on by {name}" for name in reversed(claim.relayed_by)]
    where = ", ".join(part for part in (article.publisher, str(article.date or "")) if part)
    lines = {
        "kind": " ".join(part for part in (claim.kind.value, claim.action) if part),
        "status": f"{claim.modality.value}, {claim.polarity.value}; confidence {claim.confidence:g}",
        "said by": ", ".join(chain) or "the article in its own voice",
        "article": f"{article.title} ({where})" if where else article.title,
        "id": article.id,
        "url": article.url or "",
        "claim": row.iri,
    }
    title = f"{short_id(row.iri)}  {sentence(row)}"
    body = [f"{name.ljust(8)} {visible(value)}" for name, value in lines.items() if value]
    return "\n".join([visible(title), "=" * min(len(title), WIDTH), *body]) + "\n"


def _words(found: Explanation) -> str:
    from kg.explain.marks import bracketed

    lines = ["WORDS"]
    for each in found.sentences:
        place = "title" if each.start is None else f"characters {each.start} to {each.end}"
        lines += [f"  {place}:", _wrapped(bracketed(each.quote, each.marks))]
        lines += [
            f"  “{visible(each.quote[mark.start : mark.end])}” stands for {visible(mark.stands_for)}"
            for mark in each.marks
            if mark.stands_for
        ]
    return "\n".join(lines) + "\n"


def _found_by(found: Explanation) -> str:
    name = found.row.claim.found_by or "(not recorded)"
    lines = ["FOUND BY", f"  {visible(name)}, pipeline {visible(found.pipeline)}"]
    if found.frame:
        words = sorted(found.frame.lemmas)
        more = ", ..." if len(words) > TRIGGERS else ""
        lines.append(f"  {found.frame.file}: {found.frame.says or 'no example above it'}")
        lines.append(f"  set off by: {', '.join(words[:TRIGGERS])}{more}")
    return "\n".join(lines) + "\n"


def _merge_words(merge: Merge) -> str:
    names = merge.a.name if merge.a.name == merge.b.name else f"{merge.a.name} = {merge.b.name}"
    return f"{names}: {'; '.join(merge.reasons)} ({merge.method}, {merge.score:g})"


def _names(found: Explanation) -> str:
    rows = [
        {
            "part": use.part,
            "as written": use.written,
            "stands for": use.thing.label,
            "type": use.thing.type,
            "because": "; ".join(map(_merge_words, use.merges)) or "no other name was joined",
        }
        for use in found.names
    ]
    return "NAMES\n" + table(rows, list(rows[0]))


def _matter(found: Explanation) -> str:
    stands = f"; it stands {found.outcome}" if found.outcome else ""
    count = len(found.others)
    others = {0: "no other claim", 1: "1 other claim"}.get(count, f"{count} other claims")
    return f"MATTER\n  {visible(found.matter or 'none')}{stands}; {others} about it\n"


SHAPE = "  (a rule of ontology/shapes.ttl, and on how many nodes of this claim it was checked)"


def _shapes(found: Explanation) -> str:
    if not found.shapes:
        return ""
    good = [f"{each.shape} ({each.nodes})" for each in found.shapes if each.passed]
    bad = [
        f"  {each.shape} fails: {visible(problem)}"
        for each in found.shapes
        for problem in each.problems
    ]
    passed = f"  passed: {', '.join(good) or 'none'}"
    return "\n".join(["SHAPES", passed, *bad, SHAPE]) + "\n"


def claim_text(found: Explanation) -> str:
    """Return an explanation for people."""
    parts = [_head(found), _words(found), _found_by(found)]
    if found.readings:
        rows = [asdict(reading) for reading in found.readings]
        parts.append("READ AS\n" + table(rows, ["field", "words", "value", "how"]))
    parts += [_names(found), _matter(found), rulings_text(found.rulings), _shapes(found)]
    return "\n".join(part for part in parts if part)


def claim_json(found: Explanation) -> dict[str, Any]:
    """Return an explanation as JSON; the claim in it has the fields of `docs/claims.md`."""
    from kg.graph.profile import sentence
    from kg.interchange import claim_to_json

    frame = found.frame
    return {
        "claim": claim_to_json(found.row.claim),
        "says": sentence(found.row),
        "title": found.row.article.title,
        "publisher": found.row.article.publisher,
        "published": found.row.article.date.isoformat() if found.row.article.date else None,
        "url": found.row.article.url,
        "sentences": [
            {
                "quote": each.quote,
                "start": each.start,
                "end": each.end,
                "marks": [asdict(mark) for mark in each.marks],
            }
            for each in found.sentences
        ],
        "found_by": found.row.claim.found_by,
        "frame": {"file": frame.file, "says": frame.says} if frame else None,
        "pipeline": found.pipeline,
        "readings": [asdict(reading) for reading in found.readings],
        "names": [
            {
                "part": use.part,
                "written": use.written,
                "iri": use.thing.iri,
                "label": use.thing.label,
                "type": use.thing.type,
                "merges": [merge_json(merge) for merge in use.merges],
            }
            for use in found.names
        ],
        "matter": found.matter,
        "outcome": found.outcome or None,
        "others": list(found.others),
        "decisions": [ruling_json(each) for each in found.rulings],
        "shapes": [asdict(each) | {"passed": each.passed} for each in found.shapes],
    }


def merge_json(merge: Merge) -> dict[str, Any]:
    """Return a merge as JSON."""
    return {
        "a": merge.a.name,
        "b": merge.b.name,
        "method": merge.method,
        "score": merge.score,
        "reasons": list(merge.reasons),
    }


def _claim_rows(found: Explanation) -> list[dict[str, Any]]:
    """Return an explanation as rows: what was read from which words, and how."""
    rows: list[dict[str, Any]] = [
        {
            "part": mark.part,
            "words": each.quote[mark.start : mark.end],
            "value": mark.stands_for,
            "how": "title" if each.start is None else f"character {each.start + mark.start}",
        }
        for each in found.sentences
        for mark in each.marks
    ]
    frame = found.frame
    rows.append(
        {"part": "found by", "words": None, "value": found.row.claim.found_by,
         "how": frame.says if frame else found.pipeline}
    )  # fmt: skip
    rows += [
        {"part": r.field, "words": r.words, "value": r.value, "how": r.how} for r in found.readings
    ]
    rows += [
        {"part": use.part, "words": use.written, "value": use.thing.iri,
         "how": "; ".join(map(_merge_words, use.merges))}
        for use in found.names
    ]  # fmt: skip
    rows += rulings_rows(found.rulings)
    return rows + [
        {"part": "shape", "words": None, "value": each.shape,
         "how": "passed" if each.passed else "; ".join(each.problems)}
        for each in found.shapes
    ]  # fmt: skip


def _turtle(found: Explanation) -> str:
    from kg.rdf.claim_graph import prov_triples
    from kg.rdf.write import FORMATS, rdf_text

    merges = [
        (use.thing.iri, "; ".join(map(_merge_words, use.merges)))
        for use in found.names
        if use.merges
    ]
    triples = prov_triples(
        found.triples,
        plan=found.row.claim.found_by,
        says=found.frame.says if found.frame else "",
        merges=merges,
    )
    return rdf_text(triples, FORMATS["ttl"])


# --- a name -----------------------------------------------------------------------------


def name_text(found: Naming) -> str:
    """Return why names are taken for one thing, for people."""
    thing = found.thing
    lines = [visible(thing.label), "=" * max(4, len(thing.label)), f"type  {thing.type}",
             f"iri   {thing.iri}"]  # fmt: skip
    lines += [f"{kind}  {visible(value)}" for kind, value in found.identifiers]
    parts = ["\n".join(lines) + "\n"]
    spelled = [{"name": each.name, "articles": len(each.articles)} for each in found.spellings]
    parts.append("WRITTEN AS\n" + table(spelled, ["name", "articles"]))
    joined = [f"  {visible(_merge_words(merge))}" for merge in found.merges]
    parts.append("\n".join(["JOINED BECAUSE", *(joined or ["  nothing was joined"])]) + "\n")
    if found.apart:
        apart = [
            f"  {visible(c.a.name)} | {visible(c.b.name)}: {visible('; '.join(c.reasons))} ({c.score:g})"
            for c in found.apart
        ]
        parts.append("\n".join(["LEFT APART", *apart]) + "\n")
    return "\n".join(parts)


def name_json(found: Naming) -> dict[str, Any]:
    """Return why names are taken for one thing, as JSON."""
    return {
        "name": found.thing.label,
        "type": found.thing.type,
        "iri": found.thing.iri,
        "identifiers": [{"kind": kind, "value": value} for kind, value in found.identifiers],
        "spellings": [
            {"name": each.name, "articles": list(each.articles)} for each in found.spellings
        ],
        "merges": [merge_json(merge) for merge in found.merges],
        "apart": [
            {"a": each.a.name, "b": each.b.name, "entities": list(each.entities),
             "method": each.method, "score": each.score, "reasons": list(each.reasons)}
            for each in found.apart
        ],
    }  # fmt: skip


def _name_rows(found: Naming) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = [
        {"part": "written as", "words": each.name, "value": found.thing.iri,
         "how": f"{len(each.articles)} articles"}
        for each in found.spellings
    ]  # fmt: skip
    return rows + [
        {"part": "joined", "words": merge.a.name, "value": merge.b.name, "how": _merge_words(merge)}
        for merge in found.merges
    ]


# --- the command ------------------------------------------------------------------------


def _as_json(found: Any, format_: str) -> str:
    indent = 2 if format_ == "json" else None
    return json.dumps(found, ensure_ascii=False, indent=indent, default=str) + "\n"


def _render_claims(found: Sequence[Explanation], format_: str) -> str:
    if format_ == "turtle":
        return "\n".join(map(_turtle, found))
    if format_ == "json":
        whole = [claim_json(each) for each in found]
        return _as_json(whole[0] if len(whole) == 1 else whole, format_)
    if format_ == "jsonl":
        return "".join(_as_json(claim_json(each), format_) for each in found)
    if format_ == "table":
        return "\n".join(map(claim_text, found))
    rows = [{"claim": each.row.iri, **row} for each in found for row in _claim_rows(each)]
    return render_rows(rows, ("claim", *COLUMNS), format_)


def _explained(
    opened: ox.Store, names: Sequence[str], store: Path, *, shapes: bool
) -> list[Explanation]:
    from kg.cli.review import desk_of
    from kg.explain import explain

    decisions = _decisions(store)
    steps = (lambda _: ()) if store.is_file() else desk_of(store).steps
    return [
        explain(opened, name, decisions=decisions, shapes=shapes, steps=steps) for name in names
    ]


def _render_name(opened: ox.Store, name: str, store: Path, format_: str, top: int) -> str:
    """Return what stands behind a name, and its newest claims with their words."""
    from kg.explain import explain_name

    found = explain_name(opened, name, decisions=_decisions(store))
    note_meant(name, found.thing)
    newest = [row.iri for row in found.rows[:top]]
    claims = _explained(opened, newest, store, shapes=format_ != "table")
    if format_ == "turtle":
        return _render_claims(claims, format_)
    if format_ in ("json", "jsonl"):
        whole = name_json(found) | {"claims": [claim_json(each) for each in claims]}
        return _as_json(whole, format_)
    if format_ == "table":
        parts = [name_text(found), *(f"{_head(c)}\n{_words(c)}" for c in claims)]
        left = len(found.rows) - len(newest)
        if left:
            more = (
                "1 more claim; 'kg show' lists it"
                if left == 1
                else f"{left} more claims; 'kg show' lists them"
            )
            parts.append(f"{more}, --top shows more here.\n")
        return "\n".join(parts)
    return render_rows(_name_rows(found), COLUMNS, format_)


@click.command()
@click.argument("what", metavar="CLAIM|NAME")
@click.option(
    "-f",
    "--format",
    "format_",
    type=click.Choice([*ROW_FORMATS, "turtle"]),
    default="table",
    show_default=True,
    help="Text for people, rows, JSON, or PROV in Turtle.",
)
@click.option("--prov", is_flag=True, help="The same as --format turtle.")
@click.option("--no-shapes", is_flag=True, help="Don't check the shapes, which takes a second.")
@click.option(
    "--top",
    type=click.IntRange(0),
    default=3,
    show_default=True,
    help="Of a name, explain so many of its newest claims.",
)
@store_option
@output_option
def command(
    *,
    what: str,
    format_: str,
    prov: bool,
    no_shapes: bool,
    top: int,
    store: Path,
    output: Path | None,
) -> None:
    """Show why the graph says something: words, frame, readings, merges, shapes.

    CLAIM is the id that 'kg show', 'kg claims' and 'kg search' print, the IRI
    of a claim, or any part of its hash that no other claim has. NAME is anything that has a name:
    which spellings were joined and why, and its newest claims.

    \b
    Examples:
        kg explain 1f7c73ff
        kg explain 1f7c73ff --prov > claim.ttl
        kg explain "Sony Honda Mobility" --format json
    """  # noqa: D301
    from kg.errors import NotFoundError
    from kg.graph.names import claims_that_begin, claims_with, find_claims
    from kg.rdf.store import open_store

    if prov:
        format_ = "turtle"
    opened = open_store(store)
    claims = find_claims(opened, what)
    if not claims:
        try:
            text = _render_name(opened, what, store, format_, top)
        except NotFoundError:
            claims = (
                claims_that_begin(opened, what)
                or followed(opened, what)
                or claims_with(opened, what)
            )
            if not claims:
                raise
        else:
            write_text(text, output)
            return
    if len(claims) > 1:
        listed = ", ".join(claim.rsplit("/", 1)[-1] for claim in claims[:SHOWN])
        more = ", ..." if len(claims) > SHOWN else ""
        raise NotFoundError(
            f'"{what}" fits {len(claims)} claims: {listed}{more}.', "Give more characters of one."
        )
    found = _explained(opened, claims, store, shapes=not no_shapes)
    write_text(_render_claims(found, format_), output)
