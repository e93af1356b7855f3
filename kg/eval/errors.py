"""What went wrong, worst first: misses, claims too many, and wrong fields, with their words."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from kg.eval.match import CHECKS
from kg.eval.scores import Scores
from kg.interchange import claim_to_json
from kg.model import Article, Claim
from kg.resolve.names import same_name

SHOWN = ("object", "action", "role", "amount", "time", "period", "modality", "polarity", "speaker")
HIDDEN = "(kept unseen)"


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """One thing that is wrong, and how bad it is from 0 to 1."""

    what: Literal["miss", "extra", "wrong"]
    badness: float
    claim: Claim
    other: Claim | None = None
    fields: tuple[str, ...] = ()


def _nearest(claim: Claim, others: list[Claim]) -> tuple[float, Claim | None]:
    """The claim of the same article that comes closest, and how close from 0 to 1."""
    best: tuple[float, Claim | None] = (0.0, None)
    for other in others:
        if other.article != claim.article:
            continue
        near = 0.3 * any(a.overlaps(b) for a in claim.evidence for b in other.evidence)
        near += 0.4 * (claim.kind == other.kind) + 0.3 * same_name(claim.subject, other.subject)
        if near > best[0]:
            best = (near, other)
    return best if best[0] >= 0.5 else (best[0], None)


def faults(scores: Scores) -> list[Fault]:
    """Return the faults of a comparison, the worst first.

    A claim too many is the worse the surer the program was; a miss is the
    worse the further the nearest leftover prediction is; a wrong field of a
    matched claim comes after both.
    """
    found = [
        Fault(what="extra", badness=claim.confidence, claim=claim, other=near)
        for claim in scores.extras
        for _, near in [_nearest(claim, list(scores.misses))]
    ]
    for claim in scores.misses:
        closeness, near = _nearest(claim, list(scores.extras))
        found.append(Fault(what="miss", badness=1 - closeness / 2, claim=claim, other=near))
    for p in scores.pairs:
        wrong = tuple(name for name, right in p.fields.items() if not right)
        if wrong:
            found.append(
                Fault(
                    what="wrong",
                    badness=len(wrong) / 100,
                    claim=p.predicted,
                    other=p.gold,
                    fields=wrong,
                )
            )
    return sorted(
        found, key=lambda f: (-f.badness, f.claim.article, f.what, repr(f.claim.evidence), repr(f))
    )


def sentence(claim: Claim, articles: Mapping[str, Article], unseen: Collection[str] = ()) -> str:
    """Return the words a claim rests on, or a stand-in where they must stay unseen.

    Args:
        claim: Whose evidence to show.
        articles: The articles by id.
        unseen: Ids of articles whose text is not to be printed.
    """
    if claim.article in unseen:
        return HIDDEN
    article = articles.get(claim.article)
    if article is None:
        return ""
    spans = [span.of(article.text) for span in claim.evidence]
    if claim.title_evidence:
        spans.insert(0, article.title)
    return " … ".join(" ".join(words.split()) for words in spans)


def fault_to_json(
    fault: Fault, articles: Mapping[str, Article], unseen: Collection[str] = ()
) -> dict[str, Any]:
    """Return a fault as JSON values; names and words of unseen articles are left out."""
    hidden = fault.claim.article in unseen
    shown: dict[str, Any] = {
        "what": fault.what,
        "badness": round(fault.badness, 3),
        "article": fault.claim.article,
        "kind": fault.claim.kind.value,
        "fields": list(fault.fields),
        "sentence": sentence(fault.claim, articles, unseen),
    }
    if not hidden:
        shown["claim"] = claim_to_json(fault.claim)
        shown["other"] = claim_to_json(fault.other) if fault.other else None
    return shown


def _line(claim: Claim) -> str:
    values = claim_to_json(claim)
    parts = [f"{name}={values[name]}" for name in SHOWN if values[name] not in (None, "affirmed")]
    return f"{claim.kind.value} {claim.subject!r} {' '.join(parts)}"


def fault_to_text(
    fault: Fault, articles: Mapping[str, Article], unseen: Collection[str] = ()
) -> str:
    """Return a fault as a few lines for a reader."""
    head = f"{fault.what.upper()} {fault.claim.article}"
    if fault.claim.article in unseen:
        return f"{head} {fault.claim.kind.value} {HIDDEN}\n"
    label = {"miss": "said", "extra": "gold", "wrong": "gold"}[fault.what]
    wrong = f" [{', '.join(fault.fields)}]" if fault.fields else ""
    lines = [f"{head}{wrong} {_line(fault.claim)}"]
    if fault.claim.found_by:
        lines.append(f"    by {fault.claim.found_by} ({fault.claim.confidence:g})")
    if fault.other:
        lines.append(f"    {label}: {_line(fault.other)}")
    lines.append(f"    {sentence(fault.claim, articles, unseen)}")
    return "\n".join(lines) + "\n"


def wrong_fields(
    scores: Scores, articles: Mapping[str, Article], unseen: Collection[str] = ()
) -> list[dict[str, Any]]:
    """Return the wrong fields of matched claims as JSON values, field by field.

    Args:
        scores: The comparison.
        articles: The articles by id, for the sentences.
        unseen: Ids of articles of which nothing but the kind is told.
    """
    found = []
    for name in CHECKS:
        for p in scores.pairs:
            if p.fields.get(name) is not False:
                continue
            row: dict[str, Any] = {"field": name, "article": p.gold.article}
            row["kind"] = p.gold.kind.value
            row["sentence"] = sentence(p.gold, articles, unseen)
            if p.gold.article not in unseen:
                gold, said = claim_to_json(p.gold), claim_to_json(p.predicted)
                row |= {"gold": gold[name], "said": said[name], "subject": p.gold.subject}
                row["found_by"] = p.predicted.found_by
            found.append(row)
    return found
