"""`kg eval`: claims of a program against gold claims."""

from __future__ import annotations

import dataclasses
import hashlib
import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from kg.cli._output import belief_option, format_option, render_rows, write_text

if TYPE_CHECKING:
    from kg.eval import Scores
    from kg.model import Article, Claim

MAX_FALL = 0.00005
"""A figure falls when it is lower than before by more than its rounding."""


@click.command(name="eval")
@click.argument("gold", type=click.Path(path_type=Path, dir_okay=False))
@click.option(
    "--articles",
    "articles_file",
    type=click.Path(path_type=Path),
    help="File or folder with the articles [default: articles.jsonl beside GOLD].",
)
@click.option(
    "--predictions",
    type=click.Path(path_type=Path, dir_okay=False, allow_dash=True),
    help="Score the claims of this JSON Lines file instead of running the extractor.",
)
@click.option(
    "--empty",
    type=click.Path(path_type=Path, dir_okay=False, exists=True),
    help="Ids of further annotated articles, which have no claim: one a line, # for remarks.",
)
@click.option("--frames", type=click.Path(path_type=Path, file_okay=False), help="More frames.")
@belief_option
@click.option("--errors", is_flag=True, help="List what is wrong, worst first, with its sentence.")
@click.option(
    "--reliability",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Write an SVG to this file: the share of right claims against their confidence.",
)
@click.option("--fields", is_flag=True, help="List wrong fields of matched claims, field by field.")
@click.option("--json", "as_json", is_flag=True, help="Print all figures as JSON: --format json.")
@format_option()
@click.option(
    "--baseline",
    type=click.Path(path_type=Path, dir_okay=False),
    help="A file made with --json; exit 1 if a figure is lower now.",
)
def command(
    *,
    gold: Path,
    articles_file: Path | None,
    predictions: Path | None,
    empty: Path | None,
    frames: Path | None,
    least: float | None,
    errors: bool,
    reliability: Path | None,
    fields: bool,
    as_json: bool,
    format_: str,
    baseline: Path | None,
) -> None:
    """Score claims against gold claims.

    GOLD is a JSON Lines file of claims in the fields of docs/claims.md. The
    articles that it names are read and scored (and those of --empty); the
    figures are precision, recall and F1 with 95 % intervals over articles, then
    the share of matched claims whose other fields are right.

    \b
    Examples:
        kg eval gold/claims.jsonl
        kg eval gold/claims.jsonl --errors
        kg eval gold/claims.jsonl --fields
        kg eval gold/claims.jsonl --min-confidence 0.4
        kg eval gold/claims.jsonl --json > figures.json
        kg eval gold/claims.jsonl --baseline figures.json
    """  # noqa: D301
    from kg.errors import SourceError
    from kg.eval import score

    golds = _read_claims(gold)
    ids = {claim.article for claim in golds} | (_ids(empty.read_text("utf-8")) if empty else set())
    if not ids:
        raise SourceError(
            f"There is no claim in {gold}, so there is nothing to score against.",
            "Put gold claims into it, one JSON object a line with the fields of docs/claims.md; "
            "articles without any claim are listed with --empty.",
        )
    articles: dict[str, Article] = {}
    if predictions is None or errors or fields:
        articles = _read_articles(articles_file or gold.with_name("articles.jsonl"), ids)
    _note_oddities(gold, articles)
    found = _read_claims(predictions) if predictions else _extract(articles, frames, least)
    found = [claim for claim in found if claim.confidence >= (least or 0.0)]
    scores = score(golds, found, articles=ids)
    scored = [claim for claim in found if claim.article in ids]
    if reliability is not None:
        _write_plot(reliability, scored, scores)
    figures = {"gold": _digest(golds), **scores.to_json(), **_by_confidence(scored, scores)}
    format_ = "json" if as_json else format_
    _write(figures, scores, articles, format_, errors=errors, fields=fields)
    falls = _falls(figures, baseline) if baseline else []
    if falls:
        click.echo("\n".join(falls), err=True)
        raise click.exceptions.Exit(1)


def _by_confidence(claims: list[Claim], scores: Scores) -> dict[str, Any]:
    """Return how far confidences can be believed, and what claims of each level give."""
    from kg.eval.reliability import chance_error, expected_error, levels

    by_level = levels(claims, scores.pairs, scores.overall.gold)
    return {
        "expected_calibration_error": round(expected_error(claims, scores.pairs), 4),
        "calibration_error_by_chance": round(chance_error(claims), 4),
        "by_confidence": [dataclasses.asdict(level) for level in by_level],
    }


def _write(
    figures: dict[str, Any],
    scores: Scores,
    articles: dict[str, Article],
    format_: str,
    *,
    errors: bool,
    fields: bool,
) -> None:
    """Print the figures, and what is wrong where it is asked for."""
    if format_ == "json":
        if errors:
            figures["errors"] = _errors(scores, articles)
        if fields:
            figures["wrong_fields"] = _wrong_fields(scores, articles)
        write_text(json.dumps(figures, ensure_ascii=False, indent=2) + "\n")
    elif format_ != "table":
        rates = _rates(scores)
        write_text(render_rows(rates, list(rates[0]), format_))
    else:
        write_text(_table(scores, figures))
        if errors:
            write_text("\n" + "\n".join(_errors_text(scores, articles)))
        if fields:
            write_text("\n" + "\n".join(map(_wrong_field_text, _wrong_fields(scores, articles))))


def _write_plot(path: Path, claims: list[Claim], scores: Scores) -> None:
    from kg.errors import SourceError
    from kg.eval.reliability import bins, plot

    try:
        path.write_text(plot(bins(claims, scores.pairs)), encoding="utf-8")
    except OSError as error:
        raise SourceError(
            f"Can't write {path}: {error}.", "Name a file that can be made."
        ) from error


def _read_claims(path: Path) -> list[Claim]:
    from kg.errors import NotFoundError, SourceError
    from kg.interchange import read_claims

    try:
        with click.open_file(str(path), encoding="utf-8") as lines:
            return list(read_claims(lines, str(path)))
    except FileNotFoundError as error:
        raise NotFoundError(
            f"There is no file {path}.", "Give a JSON Lines file of claims that exists."
        ) from error
    except OSError as error:
        raise SourceError(
            f"Can't read {path}: {error.strerror}.", "Give a JSON Lines file that can be read."
        ) from error
    except UnicodeDecodeError as error:
        raise SourceError(
            f"Can't read {path}: it is not UTF-8 text.", "Give a JSON Lines file of claims."
        ) from error


def _note_oddities(gold: Path, articles: dict[str, Article]) -> None:
    """Say on stderr what looks like a slip in the gold file."""
    from kg.eval.oddities import oddities

    quiet = (click.get_current_context().obj or {}).get("quiet")
    if quiet or not gold.is_file():
        return  # a pipe can't be read twice
    with gold.open(encoding="utf-8") as lines:
        for note in oddities(lines, articles, str(gold)):
            click.echo(f"Note: {note}", err=True)


def _read_articles(path: Path, ids: set[str]) -> dict[str, Article]:
    from kg.errors import NotFoundError
    from kg.loaders import read_sources
    from kg.model import Article

    articles: dict[str, Article] = {}
    reasons: dict[str, str] = {}
    for found in read_sources([path], only=ids):
        if isinstance(found, Article):
            articles[found.id] = found
        else:
            reasons[found.article or found.source] = found.reason
    missing = sorted(ids - articles.keys())
    if missing:
        why = reasons.get(missing[0]) or reasons.get(str(path)) or "it is not there"
        raise NotFoundError(
            f"{len(missing)} articles of the gold claims can't be read from {path}, "
            f"such as {missing[0]}: {why}.",
            "Name the file that holds them with --articles.",
        )
    return articles


def _extract(articles: dict[str, Article], frames: Path | None, least: float | None) -> list[Claim]:
    from kg.build import load_analysis

    analyse = load_analysis(frames, least)
    return [claim for id_ in sorted(articles) for claim in analyse(articles[id_]).claims]


def _ids(text: str) -> set[str]:
    """The ids of a list: one a line, blank lines and remarks left out."""
    lines = (line.strip() for line in text.splitlines())
    return {line for line in lines if line and not line.startswith("#")}


def _unseen() -> set[str]:
    """Ids of the articles that nobody is to read, where this checkout has the list."""
    from importlib import resources

    path = resources.files("kg.extract").joinpath("train").joinpath("untouched.txt")
    return _ids(path.read_text("utf-8")) if path.is_file() else set()


def _errors(scores: Scores, articles: dict[str, Article]) -> list[dict[str, Any]]:
    from kg.eval.errors import fault_to_json, faults

    unseen = _unseen()
    return [fault_to_json(fault, articles, unseen) for fault in faults(scores)]


def _errors_text(scores: Scores, articles: dict[str, Article]) -> list[str]:
    from kg.eval.errors import fault_to_text, faults

    unseen = _unseen()
    return [fault_to_text(fault, articles, unseen) for fault in faults(scores)]


def _wrong_fields(scores: Scores, articles: dict[str, Article]) -> list[dict[str, Any]]:
    from kg.eval.errors import wrong_fields

    return wrong_fields(scores, articles, _unseen())


def _wrong_field_text(row: dict[str, Any]) -> str:
    if "gold" not in row:
        return f"{row['field']}: {row['article']} {row['kind']} {row['sentence']}\n"
    gold, said = (json.dumps(row[name], ensure_ascii=False) for name in ("gold", "said"))
    by = f" by {row['found_by']}" if row["found_by"] else ""
    head = f"{row['field']}: gold {gold}, said {said}"
    return f"{head}\n    {row['article']} {row['kind']} {row['subject']!r}{by}\n    {row['sentence']}\n"


def _digest(golds: list[Claim]) -> str:
    """What tells one set of gold claims from another, in any order."""
    from kg.interchange import claim_to_json

    lines = sorted(json.dumps(claim_to_json(claim), sort_keys=True) for claim in golds)
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()[:16]


def _rates(scores: Scores) -> list[dict[str, str]]:
    """Return the figures of all claims together and of each kind as rows."""

    def row(name: str, rate: Any) -> dict[str, str]:
        low, high = rate.f1_interval
        return {
            "kind": name,
            "gold": str(rate.gold),
            "predicted": str(rate.predicted),
            "right": f"{rate.right:g}",
            "precision": f"{rate.precision:.3f}",
            "recall": f"{rate.recall:.3f}",
            "f1": f"{rate.f1:.3f}",
            "95 %": f"{low:.3f}-{high:.3f}",
        }

    return [
        row("all", scores.overall),
        *(row(kind, rate) for kind, rate in scores.kinds.items()),
    ]


def _table(scores: Scores, figures: dict[str, Any]) -> str:
    """Return the rates by kind, the fields, and what confidence tells, as tables."""
    rates = _rates(scores)
    shares = [
        {
            "field": name,
            "right": share.right,
            "of": share.of,
            "share": "" if share.share is None else f"{share.share:.3f}",
        }
        for name, share in scores.fields.items()
    ]
    levels = [
        {
            "confidence": f"{level['least']:.1f} or more",
            "predicted": level["predicted"],
            "precision": f"{level['precision']:.3f}",
            "recall": f"{level['recall']:.3f}",
        }
        for level in figures["by_confidence"]
    ]
    error, chance = figures["expected_calibration_error"], figures["calibration_error_by_chance"]
    return "\n".join(
        [
            render_rows(rates, list(rates[0]), "table"),
            render_rows(shares, ["field", "right", "of", "share"], "table"),
            render_rows(levels, ["confidence", "predicted", "precision", "recall"], "table"),
            f"expected calibration error {error:.3f}; {chance:.3f} by chance if all beliefs held\n",
        ]
    )


def _figures(values: dict[str, Any]) -> dict[str, float]:
    """The figures that must not fall, by name."""
    found = {f"{name} of all": values["overall"][name] for name in ("precision", "recall", "f1")}
    found |= {f"f1 of {kind}": rate["f1"] for kind, rate in values["kinds"].items() if rate["gold"]}
    shares = values["fields"].items()
    return found | {f"share of {name}": s["share"] for name, s in shares if s["share"] is not None}


def _falls(now: dict[str, Any], baseline: Path) -> list[str]:
    from kg.errors import SourceError

    try:
        before = json.loads(baseline.read_text("utf-8"))
        old, same_gold = _figures(before), before["gold"] == now["gold"]
    except OSError as error:
        raise SourceError(
            f"Can't read {baseline}: {error.strerror}.", "Make it with 'kg eval GOLD --json'."
        ) from error
    except (ValueError, KeyError, TypeError) as error:
        raise SourceError(
            f"Can't use {baseline} as a baseline: {error!r}.", "Make it with 'kg eval GOLD --json'."
        ) from error
    if not same_gold:
        raise SourceError(
            f"{baseline} was made with other gold claims.", "Make it anew with 'kg eval --json'."
        )
    new = _figures(now)
    return [
        f"{name} fell from {value:.4f} to {new.get(name, 0):.4f}"
        for name, value in old.items()
        if new.get(name, 0) < value - MAX_FALL
    ]
