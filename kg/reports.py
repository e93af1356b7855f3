"""The report of a build: a row for every input, with what was dropped of it and why."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any

from kg.model import InputRow, Issue, Report
from kg.records import Record, Records, dropped_to_record, sentence_around, write_whole


def report_of(rows: Iterable[InputRow], issues: Iterable[Issue]) -> Report:
    """Return rows and issues as a report, both sorted and no issue twice."""
    return Report(
        rows=tuple(sorted(rows, key=lambda r: (r.source, r.article or "", r.outcome))),
        issues=tuple(sorted(set(issues), key=lambda i: (i.where, i.code, i.message))),
    )


def write_report(
    path: Path,
    report: Report,
    records: Records,
    article_seconds: Mapping[str, float],
    head: Mapping[str, Any],
) -> None:
    """Write a report as JSON.

    Args:
        path: The file.
        report: The rows and issues.
        records: Where what was dropped of each article is found.
        article_seconds: How long the analysis of each article took, by id.
        head: What goes before the rows: version, time, counts.

    Raises:
        StoreError: The file can't be written.
    """
    found = {
        **head,
        "outcomes": dict(sorted(Counter(row.outcome for row in report.rows).items())),
        "rows": [_row_to_json(row, records, article_seconds) for row in report.rows],
        "issues": [asdict(issue) for issue in report.issues],
    }
    write_whole(path, json.dumps(found, ensure_ascii=True, indent=1) + "\n")


def _row_to_json(row: InputRow, records: Records, seconds: Mapping[str, float]) -> dict[str, Any]:
    found = asdict(row)
    if row.article is not None and row.article in seconds and row.outcome in ("built", "failed"):
        found["seconds"] = round(seconds[row.article], 3)
    if row.article is not None and row.outcome in ("built", "unchanged"):
        record = records.get(row.article)
        found["dropped"] = _dropped_to_json(record) if record else []
    return found


def _dropped_to_json(record: Record) -> list[dict[str, Any]]:
    found = []
    for each in record.dropped:
        row = dropped_to_record(each)
        if each.field == "title":
            row["sentence"] = record.article.title
        elif record.whole:
            row["sentence"] = sentence_around(record.article.text, each.span)
        found.append(row)
    return found
