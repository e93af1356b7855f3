"""The ledger of a page: who promised what by when, and what became of it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from kg.graph.rows import ClaimRow
from kg.ledger import Entry, Lead, Promise
from kg.model import Quantity
from kg.views.text import visible, web_link
from kg.views.wording import amount_beside, amount_words, time_words

_BESIDE = ("progress", "mention")
"""What a claim is to a promise that it neither sets, moves nor ends."""


def newest(rows: Iterable[ClaimRow]) -> dt.date:
    """Return the day of the newest article: the day as of which a page tells how promises stand.

    A page reads no clock, or it would change from day to day.
    """
    return max((row.article.date for row in rows if row.article.date), default=dt.date.max)


def quotes_beside_title(entry: Entry) -> tuple[str, ...]:
    """Return the evidence of a claim, to stand above its article's title: without the title, if it has more."""
    title = _plain(entry.title)
    others = tuple(quote for quote in entry.quotes if _plain(quote) != title)
    return others or entry.quotes


def history_of(promise: Promise) -> list[Entry]:
    """Return the claims of a promise, oldest first, each sentence once where it tells nothing more.

    The sentence of a promise also names a position or an owner: "Finance chief Ann Lee will step
    down". Nobody looks there for what came of it, unless the status rests on it.
    """
    rests = {entry.claim for entry in promise.evidence}
    told = sorted(
        (promise.opened, *promise.changes), key=lambda e: (e.said or dt.date.min, e.claim)
    )
    opened = promise.opened
    return [
        entry
        for entry in told
        if entry is opened
        or entry.claim in rests
        or entry.what not in _BESIDE
        or (entry.article, set(entry.quotes) <= set(opened.quotes)) != (opened.article, True)
    ]


def _plain(text: str) -> str:
    return " ".join(text.split()).casefold()


def _later_amounts(promise: Promise) -> list[Quantity]:
    """Return the amounts that a promise was changed to, other than the first one, in the order in which they were told."""
    told = sorted(promise.changes, key=lambda entry: (entry.said or dt.date.min, entry.claim))
    later = (e.amount for e in told if e.what == "change of amount" and e.amount)
    return list(dict.fromkeys(amount for amount in later if amount != promise.amount))


def amount_now(promise: Promise) -> Quantity | None:
    """Return the amount of a promise as it was changed; the first one where it was not, or to several."""
    later = _later_amounts(promise)
    return later[0] if len(later) == 1 else promise.amount


def amounts(promise: Promise) -> tuple[str, str]:
    """Return the words of the amount of a promise, and of the first one where it was changed.

    One article may look back on several changes, and tells them in any order: then all are named.
    """
    later = _later_amounts(promise)
    if not later or promise.amount is None:
        return visible(amount_beside(promise.promise, promise.amount)), ""
    return visible("; ".join(map(amount_words, later))), visible(amount_words(promise.amount))


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
    amount, amount_was = amounts(promise)
    found = {
        "id": promise.matter,
        "key": f"{promise.matter.rsplit('.', 1)[-1]}-{promise.sort}{promise.place or ''}",
        "who": visible(promise.promiser),
        "what": visible(promise.promise),
        "amount": amount,
        "amount_was": amount_was,
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
