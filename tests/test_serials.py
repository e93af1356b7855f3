"""How the ledger stands on serial stories that nobody wrote rules for.

`tests/gold/serials.jsonl` has twelve stories of three to five articles each, over months or years, in twelve
trades and countries; `serials-promises.jsonl` what a careful reader would enter into a ledger at their end.
One writer wrote both without sight of the extractor. The first six were read afterwards by those who work on
it; the other six nobody reads: they measure what that gave.

`python tests/test_serials.py` prints how many stand as they should, of each half, and the first half in full.
"""

from __future__ import annotations

import datetime as dt
import json
import re
from collections import Counter
from dataclasses import dataclass
from functools import cache, partial
from pathlib import Path
from typing import Any

import click
import pytest

import kg.extract
from kg.graph import rows_from_claims
from kg.graph.remarks import remarks_from
from kg.language import load
from kg.ledger import Promise, ledger, make_book
from kg.loaders import read_sources
from kg.model import Article

GOLD = Path(__file__).resolve().parent / "gold"
AS_OF = dt.date(2025, 11, 25)
READ = 6
"""Stories that were read after the first measurement."""
FLOORS = {"read": 10, "unread": 4}
LED = {"read": 12, "unread": 14}
"""Promises with an outcome that stand right, or below which is a claim or a lead of the article that decides."""
FINAL = ("met", "missed", "withdrawn")
_WORDS = re.compile(r"[^\W_]+")
_YEARS = re.compile(r"20\d\d")
_STOP = frozenset({"and", "for", "from", "its", "the", "will", "with"})


@dataclass(frozen=True)
class Looked:
    """A promise of a story, and what the ledger says of the row that is most like it."""

    wanted: dict[str, Any]
    row: Promise | None

    @property
    def right(self) -> bool:
        return self.row is not None and self.row.status == self.wanted["status"]

    @property
    def led(self) -> bool:
        """Whether a lead is the sentence that decides."""
        why = _plain(self.wanted.get("why", ""))
        return any(
            lead.article == self.wanted.get("decided_by")
            and (why in _plain(lead.quote) or _plain(lead.quote) in why)
            for lead in (self.row.leads if self.row else ())
        )

    @property
    def told_near(self) -> bool:
        """Whether a claim below the promise is from the article that decides."""
        changes = self.row.changes if self.row else ()
        return any(entry.article == self.wanted.get("decided_by") for entry in changes)

    @property
    def led_near(self) -> bool:
        """Whether a claim or a lead below the promise is from the article that decides."""
        leads = self.row.leads if self.row else ()
        decided = self.wanted.get("decided_by")
        return self.told_near or any(lead.article == decided for lead in leads)

    @property
    def half(self) -> str:
        return "read" if int(self.wanted["story"][:2]) <= READ else "unread"


def _plain(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.casefold()))


def words_of(text: str | None) -> frozenset[str]:
    """Return the content words of a text by their first five letters."""
    found = (m[0].casefold() for m in _WORDS.finditer(text or ""))
    return frozenset(word[:5] for word in found if word not in _STOP and len(word) > 2)


def alike(wanted: dict[str, Any], row: Promise) -> float:
    """Return how much a row of the ledger is about a promise; 0 where it is another's, or shares no word."""
    own = words_of(wanted["company"])
    asked = words_of(wanted["what"]) - own
    told = words_of(row.promise) - own
    if not words_of(row.promiser) & own or not asked & told:
        return 0.0
    due = row.first_due or row.due
    years = {str(day.year) for day in (due.earliest, due.latest) if day} if due else set()
    quoted = words_of(" ".join(row.opened.quotes)) - own
    same_year = bool(years & set(_YEARS.findall(wanted["due"])))
    return (
        len(asked & told) / len(asked) + 0.25 * same_year + 0.2 * len(asked & quoted) / len(asked)
    )


@cache
def looked() -> tuple[Looked, ...]:
    analyser, extractor = load(), kg.extract.load()
    stories: dict[str, dict[str, Article]] = {}
    for article in read_sources([GOLD / "serials.jsonl"]):
        assert isinstance(article, Article)
        stories.setdefault(article.id.split("/")[0], {})[article.id] = article
    lines = (GOLD / "serials-promises.jsonl").read_text("utf-8").splitlines()
    promises = [json.loads(line) for line in lines]
    found = []
    for story, articles in stories.items():
        analysed = [kg.extract.analyse(a, analyser, extractor) for a in articles.values()]
        claims = [claim for each in analysed for claim in each.claims]
        remarks = [remark for each in analysed for remark in each.remarks]
        book = make_book(
            rows_from_claims(claims, articles), remarks=partial(remarks_from, remarks, articles)
        )
        rows = ledger(book, AS_OF)
        for wanted in (p for p in promises if p["story"] == story):
            best = max(rows, key=lambda row: alike(wanted, row), default=None)
            found.append(Looked(wanted, best if best and alike(wanted, best) else None))
    return tuple(found)


def test_every_promise_is_of_an_article() -> None:
    ids = {a.id for a in read_sources([GOLD / "serials.jsonl"]) if isinstance(a, Article)}
    lines = (GOLD / "serials-promises.jsonl").read_text("utf-8").splitlines()
    rows = [json.loads(line) for line in lines]
    assert len({row["story"] for row in rows}) == 12
    assert all(row["decided_by"] in ids for row in rows if "decided_by" in row)


@pytest.mark.parametrize("half", ["read", "unread"])
@pytest.mark.xdist_group("serials")
def test_the_ledger_over_serial_stories(half: str) -> None:
    assert sum(each.right for each in looked() if each.half == half) >= FLOORS[half]


@pytest.mark.parametrize("half", ["read", "unread"])
@pytest.mark.xdist_group("serials")
def test_the_ledger_leads_to_the_article_that_decides(half: str) -> None:
    own = [each for each in looked() if each.half == half and "decided_by" in each.wanted]
    assert sum(each.right or each.led_near for each in own) >= LED[half]
    assert sum(each.right or each.told_near for each in own) < LED[half], "leads add nothing"


def main() -> None:
    counts: Counter[tuple[str, str]] = Counter()
    for each in looked():
        status = each.row.status if each.row else "not found"
        final = status in FINAL and not each.right
        verdict = "right" if each.right else "wrongly settled" if final else "other"
        counts[each.half, verdict if each.row else "not found"] += 1
        if "decided_by" in each.wanted:
            counts[each.half, "(outcomes)"] += 1
            counts[each.half, "(right, or a lead tells it)"] += each.right or each.led
            counts[each.half, "(right, or a claim of its article below)"] += (
                each.right or each.told_near
            )
            counts[each.half, "(right, or a claim or lead of its article below)"] += (
                each.right or each.led_near
            )
            counts[each.half, "(leads)"] += len(each.row.leads) if each.row else 0
        if each.half == "read":
            click.echo(
                f"{each.wanted['status']:10} {status:10} {each.wanted['company']}: {each.wanted['what']}"
            )
            for lead in each.row.leads if each.row else ():
                click.echo(f"{'':21} {lead.likelihood:.2f} {lead.published} {lead.quote}")
    for (half, verdict), count in sorted(counts.items()):
        click.echo(f"{half:7} {verdict:50} {count}")


if __name__ == "__main__":
    main()
