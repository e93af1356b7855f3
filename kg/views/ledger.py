"""The ledger as a page: who promised what by when, what came of it, and the words behind each."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Sequence
from typing import Any

from kg.graph.project import standing
from kg.ledger import Entry, Lead, Promise
from kg.views.frame import render_picture
from kg.views.page import style
from kg.views.promises import amounts, history_of, quotes_beside_title
from kg.views.text import visible, web_link
from kg.views.wording import amount_beside, day_words, time_words

SORTS = {
    "own": "",
    "refusal": "promises not to",
    "statement": "contradicted later",
    "reported": "reported by others",
}
"""What a reader is told of a promise that is not simply a party's own."""


def _stage(entry: Entry, rests: set[str], leads: set[tuple[str, str]]) -> dict[str, Any]:
    parts = (amount_beside(entry.text, entry.amount), time_words(entry.time), entry.speaker)
    source = (entry.publisher, day_words(entry.said) if entry.said else "undated")
    return {
        "what": entry.what,
        "status": standing(entry.modality, entry.polarity),
        "text": visible(entry.text),
        "details": [visible(part) for part in parts if part],
        "quotes": [visible(quote) for quote in quotes_beside_title(entry)],
        "source": visible(", ".join(part for part in source if part)),
        "title": visible(entry.title),
        "url": web_link(entry.url),
        "rests": entry.claim in rests,
        "lead": any((entry.article, quote) in leads for quote in entry.quotes),
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
    told = history_of(promise)
    hinted = {(lead.article, lead.quote) for lead in promise.leads}
    # A sentence that stands in the history has a word there, and is not given twice.
    known = {(entry.article, quote) for entry in told for quote in entry.quotes}
    row = visible(f"{promise.promiser} {promise.promise}")
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
        "stages": [
            # What says the row again in other words need not say it in its own.
            {**stage, "text": "" if stage["text"] == row else stage["text"]}
            for stage in (_stage(entry, rests, hinted) for entry in told)
        ],
        "leads": [_lead(lead) for lead in promise.leads if (lead.article, lead.quote) not in known],
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
