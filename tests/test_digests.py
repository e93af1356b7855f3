from __future__ import annotations

from pathlib import Path

import pytest

from kg.catalog import Catalog
from kg.digests import FILE, digests
from kg.model import Article, Claim, Kind, Span
from kg.records import Record, Records, content_of, text_digest

TEXT = (
    "Acme launched the Volt. The car costs a lot of money, as everybody knows by now, and more. "
    * 3
)


def record(name: str, text: str, publisher: str | None = None) -> Record:
    article = Article(id=name, title="A car", text=text, publisher=publisher)
    claim = Claim(article=name, kind=Kind.PRODUCT, subject="Acme", object="Volt", action="launches",
                  evidence=(Span(0, 52),), title_evidence=True)  # fmt: skip
    return Record(article=article, content=content_of(article), pipeline="v", path=None,
                  claims=(claim,), dropped=(), text_sha256=text_digest(text))  # fmt: skip


@pytest.fixture
def store(tmp_path: Path) -> Path:
    records = Records(tmp_path)
    catalog = Catalog(records)
    catalog.add(record("one", TEXT, "Paper"))
    catalog.add(record("two", "Something else."))
    return tmp_path


def test_a_digest_has_what_matters_need(store: Path) -> None:
    found = digests(store, Catalog(Records(store)))
    assert sorted(found) == ["one", "two"]
    one = found["one"]
    assert (one.publisher, one.sorts) == (
        "Paper",
        {"0-52": frozenset({"car", "volt"}), "title": frozenset({"car"})},
    )
    assert one.of(record("one", TEXT).claims[0]) == {"car", "volt"}
    assert one.signature.values
    assert not found["two"].signature.values


def test_what_is_known_is_not_read_again_and_gives_the_same(
    store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = digests(store, Catalog(Records(store)))
    monkeypatch.setattr(Catalog, "record", lambda *_: pytest.fail("a record was read"))
    assert digests(store, Catalog(Records(store))) == first


def test_a_changed_or_damaged_line_is_made_anew(store: Path) -> None:
    first = digests(store, Catalog(Records(store)))
    catalog = Catalog(Records(store))
    catalog.add(record("two", TEXT, "Other"))
    changed = digests(store, catalog)
    assert changed["one"] == first["one"]
    assert changed["two"].signature == first["one"].signature
    (store / FILE).write_text("2\n{", "ascii")
    assert digests(store, Catalog(Records(store))) == changed
    catalog.remove(catalog.path("two"))
    assert sorted(digests(store, catalog)) == ["one"]
    assert len((store / FILE).read_text("ascii").splitlines()) == 2
