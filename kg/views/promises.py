"""The ledger of a page: who promised what by when, and what became of it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from kg.graph.rows import ClaimRow
from kg.ledger import Lead, Promise
from kg.views.text import visible, web_link
from kg.views.wording import amount_beside, time_words


def newest(rows: Iterable[ClaimRow]) -> dt.date:
    """Return the day of the newest article: the day as of which a page tells how promises stand.

    A page reads no clock, or it would change from day to day.
    """
    return max((row.article.date for row in rows if row.article.date), default=dt.date.max)


def _lead(lead: Lead) -> dict[str, Any]:
    """Return a lead with the fields that a claim's source has."""
    found = {
        "quote": visible(lead.quote),
        "date": lead.published.isoformat() if lead.published else None,
        "outlet": visible(lead.publisher or ""),
        "title": visible(lead.title),
        "url": web_link(lead.url),
    }
    return {name: value for name, value in found.items() if value}


def _promise(promise: Promise, numbers: Mapping[str, int]) -> dict[str, Any]:
    """Return a row of the ledger; `claims` are places in the list of claims, oldest first."""
    told = sorted(
        (promise.opened, *promise.changes), key=lambda e: (e.said or dt.date.min, e.claim)
    )
    found = {
        "id": promise.matter,
        "key": f"{promise.matter.rsplit('.', 1)[-1]}-{promise.sort}{promise.place or ''}",
        "who": visible(promise.promiser),
        "what": visible(promise.promise),
        "amount": visible(amount_beside(promise.promise, promise.amount)),
        "sort": promise.sort,
        "status": promise.status,
        "overdue": promise.overdue and promise.status != "overdue",
        "late": promise.late_days,
        "by": visible(promise.by or ""),
        "due": time_words(promise.due),
        "due_to": promise.due.latest.isoformat() if promise.due and promise.due.latest else "",
        "was": time_words(promise.first_due) if promise.first_due != promise.due else "",
        "claims": [[numbers[e.claim], e.what] for e in told if e.claim in numbers],
        "leads": [_lead(lead) for lead in promise.leads],
        "rests": sorted({numbers[e.claim] for e in promise.evidence if e.claim in numbers}),
    }
    return {name: value for name, value in found.items() if value}


def promises(rows: Sequence[ClaimRow], ledger: Iterable[Promise]) -> list[dict[str, Any]]:
    """Return what a ledger says of some claims, by who promises and what falls due first.

    Args:
        rows: Claims in the order in which the page lists them.
        ledger: Promises of `kg.ledger.ledger`; those without a claim here are left out.
    """
    numbers = {row.iri: number for number, row in enumerate(rows)}
    found = [_promise(promise, numbers) for promise in ledger]
    return sorted(
        (promise for promise in found if "claims" in promise),
        key=lambda p: (p["who"].casefold(), p.get("due_to", "9999"), p["what"], p["key"]),
    )
