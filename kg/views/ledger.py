"""The ledger as a page: who promised what by when, what came of it, and the words behind each."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Sequence
from typing import Any

from kg.ledger import Entry, Lead, Promise
from kg.views.frame import render_picture
from kg.views.page import style
from kg.views.promises import amounts
from kg.views.text import visible, web_link
from kg.views.wording import amount_beside, day_words, time_words

SORTS = {
    "own": "",
    "refusal": "promises not to",
    "statement": "contradicted later",
    "reported": "reported by others",
}
"""What a reader is told of a promise that is not simply a party's own."""


def _stage(entry: Entry, rests: set[str]) -> dict[str, Any]:
    parts = (amount_beside(entry.text, entry.amount), time_words(entry.time), entry.speaker)
    source = (entry.publisher, day_words(entry.said) if entry.said else "undated")
    return {
        "what": entry.what,
        "status": "denied" if entry.polarity == "negated" else entry.modality,
        "text": visible(entry.text),
        "details": [visible(part) for part in parts if part],
        "quotes": [visible(quote) for quote in entry.quotes],
        "source": visible(", ".join(part for part in source if part)),
        "title": visible(entry.title),
        "url": web_link(entry.url),
        "rests": entry.claim in rests,
    }


def _lead(lead: Lead) -> dict[str, Any]:
    source = (lead.publisher, day_words(lead.published) if lead.published else "undated")
    return {
        "quote": visible(lead.quote),
        "source": visible(", ".join(part for part in source if part)),
        "title": visible(lead.title),
        "url": web_link(lead.url),
    }


def _row(promise: Promise) -> dict[str, Any]:
    rests = {entry.claim for entry in promise.evidence}
    told = sorted(
        (promise.opened, *promise.changes), key=lambda e: (e.said or dt.date.min, e.claim)
    )
    late = f"{promise.late_days} days late" if promise.late_days else ""
    overdue = "overdue" if promise.overdue and promise.status != "overdue" else ""
    against = "contradicted, not taken back" if promise.contradicted else ""
    leads = f"{len(promise.leads)} lead{'s' * (len(promise.leads) > 1)}" if promise.leads else ""
    latest = promise.due.latest if promise.due else None
    amount, amount_was = amounts(promise)
    return {
        "who": visible(promise.promiser),
        "what": visible(promise.promise),
        "amount": amount,
        "amount_was": amount_was,
        "status": promise.status,
        "notes": ", ".join(part for part in (against, overdue, late, leads) if part),
        "sort": SORTS[promise.sort],
        "by": visible(promise.by or ""),
        "said": promise.said.isoformat() if promise.said else "",
        "said_words": day_words(promise.said) if promise.said else "",
        "due": time_words(promise.due),
        "due_to": latest.isoformat() if latest else "",
        "was": time_words(promise.first_due) if promise.first_due != promise.due else "",
        "stages": [_stage(entry, rests) for entry in told],
        "leads": [_lead(lead) for lead in promise.leads],
    }


def ledger_page(promises: Sequence[Promise], as_of: dt.date, title: str = "Ledger") -> str:
    """Return promises as one HTML file that loads nothing; the same values give the same bytes.

    Args:
        promises: Of `kg.ledger.ledger`, in the order of the table; what others report of
            somebody's plans comes after what parties promise themselves.
        as_of: The day as of which they stand.
        title: Heading of the page.
    """
    counts = Counter(promise.status for promise in promises)
    looks = {look["name"]: look for look in style()["promises"]}
    known = [name for name in looks if name in counts]
    order = list(SORTS)
    return render_picture(
        "ledger.html",
        scripts=("ledger-page.js",),
        title=visible(title),
        as_of=day_words(as_of),
        rows=[_row(promise) for promise in sorted(promises, key=lambda p: order.index(p.sort))],
        counts=[(looks[name], counts[name]) for name in known],
        looks=looks,
    )
