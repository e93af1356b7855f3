"""The report of a build: a row for every input, with what was dropped of it and why."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any

from kg.catalog import Catalog
from kg.model import InputRow, Issue, Report
from kg.records import Record, dropped_to_record, sentence_around, write_whole


def report_of(rows: Iterable[InputRow], issues: Iterable[Issue]) -> Report:
    """Return rows and issues as a report, both sorted and no issue twice."""
    return Report(
        rows=tuple(sorted(rows, key=lambda r: (r.source, r.article or "", r.outcome))),
        issues=tuple(sorted(set(issues), key=lambda i: (i.where, i.code, i.message))),
    )


def write_report(
    path: Path,
    report: Report,
    catalog: Catalog,
    article_seconds: Mapping[str, float],
    head: Mapping[str, Any],
) -> None:
    """Write a report as JSON, one row a line.

    Of the articles of this build it lists the sentences that look like events of a
    company but gave no claim, with the reasons, as `kg extract --explain` does; all that
    frames proposed in vain is in the records of the store. `events` counts the sentences
    of this build that look like events, and those among them that gave no claim.

    Args:
        path: The file.
        report: The rows and issues.
        catalog: Where what was dropped of each article is found.
        article_seconds: How long the analysis of each article took, by id.
        head: What goes before the rows: version, time, counts.

    Raises:
        StoreError: The file can't be written.
    """
    outcomes = dict(sorted(Counter(row.outcome for row in report.rows).items()))
    events: Counter[str] = Counter()
    rows = [_row(row, catalog, article_seconds, events) for row in report.rows]
    issues = (json.dumps(asdict(issue)) for issue in report.issues)
    parts = [
        *(f'"{name}": {json.dumps(value)}' for name, value in head.items()),
        f'"outcomes": {json.dumps(outcomes)}',
        f'"events": {json.dumps({"sentences": events["sentences"], "missed": events["missed"]})}',
        f'"rows": {_list(rows)}',
        f'"issues": {_list(issues)}',
    ]
    write_whole(path, "{\n" + ",\n".join(parts) + "\n}\n")


def _list(items: Iterable[str]) -> str:
    text = ",\n ".join(items)
    return f"[\n {text}\n]" if text else "[]"


def _row(
    row: InputRow, catalog: Catalog, seconds: Mapping[str, float], events: Counter[str]
) -> str:
    """Return one row as JSON, adding its sentences to `events`."""
    found: dict[str, Any] = {
        "source": row.source,
        "article": row.article,
        "outcome": row.outcome,
        "reason": row.reason,
        "claims": row.claims,
    }
    if row.article is not None and row.article in seconds and row.outcome in ("built", "failed"):
        found["seconds"] = round(seconds[row.article], 3)
    if row.article is not None and row.outcome == "built":
        head = catalog.get(row.article)
        record = catalog.record(head) if head else None
        missed = [each for each in record.dropped if each.missed] if record else []
        borne = {span for claim in record.claims for span in claim.evidence} if record else set()
        events.update(sentences=len(missed) + len(borne), missed=len(missed))
        found["missed"] = len(missed)
        found["dropped"] = _dropped(record) if record else []
    return json.dumps(found)


def _dropped(record: Record) -> list[dict[str, Any]]:
    rows = []
    for each in (each for each in record.dropped if each.missed):
        row = dropped_to_record(each)
        if each.field == "title":
            row["sentence"] = record.article.title
        elif record.whole:
            row["sentence"] = sentence_around(record.article.text, each.span)
        rows.append(row)
    return rows
