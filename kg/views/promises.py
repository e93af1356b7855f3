"""The ledger of a page: who promised what by when, and what became of it."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from kg.graph.matters import Matters
from kg.graph.project import verb
from kg.graph.rows import ClaimRow
from kg.model import Polarity
from kg.rdf.times import due, said_on
from kg.rdf.vocab import INTENDED
from kg.views.text import visible
from kg.views.wording import amount_words, time_words


def intended(row: ClaimRow) -> bool:
    """Say whether a claim is a promise itself, and not what came of one."""
    return row.claim.modality in INTENDED and row.claim.polarity is Polarity.AFFIRMED


def _said(row: ClaimRow) -> dt.date:
    return said_on(row.claim, row.article.date) or dt.date.min


def _history(numbered: Sequence[tuple[int, ClaimRow]]) -> list[tuple[int, ClaimRow]]:
    """Return claims in the order in which they were said; on one day a plan goes first."""

    def order(item: tuple[int, ClaimRow]) -> tuple[dt.date, bool, dt.date, str]:
        row = item[1]
        end = due(row.claim, row.article.date)[1]
        return (_said(row), not intended(row), end or _said(row), row.iri)

    return sorted(numbered, key=order)


def _promise(matter: str, stands: str, numbered: Sequence[tuple[int, ClaimRow]]) -> dict[str, Any]:
    """Return one row of the ledger; `claims` are places in the list of claims, oldest first."""
    told = _history(numbered)
    plans = [row for _, row in told if intended(row)] or [row for _, row in told]
    dated = [row for row in plans if due(row.claim, row.article.date)[1]]
    newest = plans[-1]
    found: dict[str, Any] = {
        "id": matter,
        "who": sorted({visible(row.subject.label) for row in plans}),
        "what": visible(f"{verb(newest.claim, newest.article.date)} {newest.object.label}"),
        "amount": next((w for row in reversed(plans) if (w := amount_words(row.claim.amount))), ""),
        "status": stands,
        "claims": [number for number, _ in told],
        "by": sorted({visible(row.claim.speaker) for row in plans if row.claim.speaker}),
    }
    if dated:
        first, last = dated[0], dated[-1]
        end = due(last.claim, last.article.date)[1]
        found["due"], found["due_to"] = time_words(last.claim.time), end.isoformat() if end else ""
        if due(first.claim, first.article.date)[1] != end:
            found["was"] = time_words(first.claim.time)
    return found


def promises(rows: Sequence[ClaimRow], matters: Matters) -> list[dict[str, Any]]:
    """Return the ledger of some claims, in the order of who promises and what falls due first.

    Args:
        rows: Claims in the order in which the page lists them.
        matters: What claims are about, and how promises stand.
    """
    told: dict[str, list[tuple[int, ClaimRow]]] = defaultdict(list)
    for number, row in enumerate(rows):
        matter = matters.about.get(row.iri, "")
        if matter in matters.status:
            told[matter].append((number, row))
    found = [_promise(matter, matters.status[matter], told[matter]) for matter in sorted(told)]
    return sorted(found, key=lambda p: (p["who"], p.get("due_to") or "9999", p["what"], p["id"]))
