from __future__ import annotations

import datetime as dt
import os
from pathlib import Path

import pytest

from kg.catalog import FILE, Catalog
from kg.model import Article, Claim, Kind, Span
from kg.records import Record, Records, text_digest


def record(id_: str, subject: str = "Acme") -> Record:
    text = f"{subject} targets growth."
    claim = Claim(
        article=id_,
        kind=Kind.TARGET,
        subject=subject,
        subject_type="COMPANY",
        evidence=(Span(0, len(text)),),
    )
    return Record(
        article=Article(id=id_, title="t", text=text, date=dt.date(2021, 10, 20)),
        content="0",
        pipeline="1",
        path=None,
        claims=(claim,),
        dropped=(),
        text_sha256=text_digest(text),
        withdrawn=("w",),
    )


@pytest.fixture
def records(tmp_path: Path) -> Records:
    found = Records(tmp_path)
    with Catalog(found) as catalog:
        for id_ in "abc":
            catalog.add(record(id_))
        catalog.save()
    return found


def subjects(catalog: Catalog) -> dict[str, list[str]]:
    return {head.id: [c.subject for c in catalog.claims(head)] for head in catalog.sorted()}


def test_heads_and_claims_come_from_the_catalogue_alone(
    records: Records, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Records, "read", None)
    with Catalog(records) as catalog:
        assert subjects(catalog) == {id_: ["Acme"] for id_ in "abc"}
        head = catalog.get("a")
        assert head is not None
        assert (head.date, head.withdrawn) == (dt.date(2021, 10, 20), ("w",))
        assert catalog.claims(head) == record("a").claims
        assert catalog.get("z") is None


def test_a_record_that_changed_behind_its_back_is_read_itself(records: Records) -> None:
    records.write(record("b", "Orbit"))
    records.remove(records.path("c"))
    with Catalog(records) as catalog:
        assert subjects(catalog) == {"a": ["Acme"], "b": ["Orbit"]}
        catalog.save()
    with Catalog(records) as catalog:
        assert subjects(catalog) == {"a": ["Acme"], "b": ["Orbit"]}


def test_changes_before_and_after_saving(records: Records) -> None:
    with Catalog(records) as catalog:
        catalog.add(record("a", "Zenith"))
        catalog.add(record("d", "Orbit"))
        catalog.remove(records.path("b"))
        wanted = {"a": ["Zenith"], "c": ["Acme"], "d": ["Orbit"]}
        assert subjects(catalog) == wanted
        catalog.save()
        assert subjects(catalog) == wanted


@pytest.mark.parametrize(
    "text", ["", "0\n", "1\n{}\t[]\n", "1\nnonsense", '1\n{"file": "x"}\t[]\n']
)
def test_a_damaged_catalogue_costs_nothing_but_time(records: Records, text: str) -> None:
    (records.folder.parent / FILE).write_text(text, encoding="utf-8")
    with Catalog(records) as catalog:
        assert subjects(catalog) == {id_: ["Acme"] for id_ in "abc"}


def test_a_catalogue_that_is_cut_off_keeps_its_first_lines(records: Records) -> None:
    path = records.folder.parent / FILE
    os.truncate(path, path.stat().st_size - 30)
    with Catalog(records) as catalog:
        assert subjects(catalog) == {id_: ["Acme"] for id_ in "abc"}


def test_damaged_records_are_named(records: Records) -> None:
    records.path("a").write_text("{", encoding="utf-8")
    with Catalog(records) as catalog:
        assert catalog.damaged == [records.path("a")]
        assert set(subjects(catalog)) == {"b", "c"}
