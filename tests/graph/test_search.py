"""Search finds by any spelling near enough, ranks names first, and follows the store."""

from __future__ import annotations

import os
import shutil
import sqlite3
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.graph.rows import read_rows
from kg.graph.search import Index, allowed_edits, is_indexed, open_index, query_words
from kg.model import Article, Claim, Kind, Modality, Span
from kg.rdf.emit import article_quads
from kg.rdf.facts import shared_quads
from kg.rdf.store import build_index, open_store
from kg.resolve import resolve

TEXT = "Škoda will build batteries in Kvasiny. Hyundai may follow, Škoda Auto said."


def _write(path: Path, *, more: bool = False) -> None:
    article = Article(id="a", title="Škoda and Hyundai", text=TEXT)
    first, second = Span(0, 38), Span(39, len(TEXT))
    company = {"subject_type": "COMPANY", "article": "a"}
    claims = [
        Claim(kind=Kind.TARGET, subject="Škoda", object="battery production", evidence=(first,),
              modality=Modality.PLANNED, **company),  # type: ignore[arg-type]
        Claim(kind=Kind.DEVELOPMENT, subject="Hyundai", object="batteries", evidence=(second,),
              speaker="Škoda Auto", speaker_type="COMPANY", **company),  # type: ignore[arg-type]
    ]  # fmt: skip
    if more:
        claims.append(Claim(kind=Kind.MERGER, subject="Zeta", evidence=(first,), **company))  # type: ignore[arg-type]
    found = resolve(claims)
    lines = [
        *article_quads(article, claims, found, "v"),
        *shared_quads(claims, {"a": None}, found, found.entities),
    ]
    path.write_text("".join(f"{line}\n" for line in sorted(set(lines))), "utf-8", newline="\n")


@pytest.fixture
def exports(tmp_path: Path) -> Path:
    folder = tmp_path / "exports"
    folder.mkdir()
    _write(folder / "graph.nq")
    build_index(folder / "graph.nq", folder / "store", pipeline="v")
    return folder


def _texts(index: Index, text: str) -> list[str]:
    return [hit.text for hit in index.search(text).hits]


def test_names_go_before_claims(exports: Path) -> None:
    with open_index(exports) as index:
        found = index.search("hyundai")
    assert [(hit.kind, hit.text) for hit in found.hits] == [
        ("thing", "Hyundai"),
        ("claim", "Hyundai works on batteries"),
        ("claim", "Škoda plans battery production"),  # by its headline
    ]
    assert (found.things, found.claims, found.replaced) == (1, 2, ())


def test_accents_case_and_beginnings_do_not_matter(exports: Path) -> None:
    with open_index(exports) as index:
        assert _texts(index, "SKODA") == _texts(index, "škoda") == _texts(index, "sko")
        assert _texts(index, "batt kvas") == ["Škoda plans battery production"]


def test_a_word_typed_wrong_is_replaced_by_the_nearest(exports: Path) -> None:
    with open_index(exports) as index:
        found = index.search("Hundai baterries")
    assert [hit.text for hit in found.hits] == ["Hyundai works on batteries"] or found.claims == 2
    assert dict(found.replaced)["hundai"] == ("hyundai",)
    assert dict(found.replaced)["baterries"] == ("batteries",)


def test_two_letters_are_no_typing_error(exports: Path) -> None:
    with open_index(exports) as index:
        assert index.search("xq").hits == ()
        assert index.search("").hits == ()


def test_one_kind_alone(exports: Path) -> None:
    with open_index(exports) as index:
        assert {hit.kind for hit in index.search("skoda", kinds=["claim"]).hits} == {"claim"}
        assert {hit.kind for hit in index.search("skoda", kinds=["thing"]).hits} == {"thing"}


@settings(max_examples=60, derandomize=True, deadline=None)
@given(st.text(max_size=30))
def test_no_text_breaks_the_search(text: str) -> None:
    assert isinstance(_SHARED.search(text).hits, tuple)


@pytest.fixture(scope="module", autouse=True)
def _shared(tmp_path_factory: pytest.TempPathFactory) -> None:
    global _SHARED  # noqa: PLW0603 - hypothesis takes no fixture of function scope
    path = tmp_path_factory.mktemp("graph") / "graph.nq"
    _write(path)
    _SHARED = open_index(path)


_SHARED: Index


def test_the_index_is_kept_and_follows_the_store(exports: Path) -> None:
    assert not is_indexed(exports)
    open_index(exports).close()
    assert is_indexed(exports)
    assert not is_indexed(exports / "graph.nq")
    (kept,) = (exports / "store").glob("search-*.sqlite")
    made = kept.stat().st_mtime_ns
    open_index(exports).close()
    assert kept.stat().st_mtime_ns == made
    _write(exports / "graph.nq", more=True)
    build_index(exports / "graph.nq", exports / "store", pipeline="v")
    with open_index(exports) as index:
        assert "Zeta" in _texts(index, "zeta")
    assert [path.name for path in (exports / "store").glob("search-*")] != [kept.name]
    assert len(list((exports / "store").glob("search-*"))) == 1


def test_a_damaged_index_does_no_harm(exports: Path) -> None:
    open_index(exports).close()
    (kept,) = (exports / "store").glob("search-*.sqlite")
    kept.write_bytes(b"no database" * 1000)
    with open_index(exports) as index:
        assert "Hyundai" in _texts(index, "hyundai")


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="this user may write everywhere")
def test_a_folder_that_can_only_be_read_is_searched(exports: Path) -> None:
    (exports / "store").chmod(0o555)
    try:
        with open_index(exports) as index:
            assert "Hyundai" in _texts(index, "hyundai")
    finally:
        (exports / "store").chmod(0o755)


def test_where_nothing_can_be_kept_it_is_made_in_memory(
    exports: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = sqlite3.connect

    def connect(path: object, **options: object) -> sqlite3.Connection:
        if path != ":memory:":
            raise sqlite3.OperationalError("unable to open database file")
        return real(":memory:")

    monkeypatch.setattr(sqlite3, "connect", connect)
    with open_index(exports) as index:
        assert "Hyundai" in _texts(index, "hyundai")
    assert list((exports / "store").glob("*search*")) == []


def test_a_file_is_searched_in_memory(exports: Path, tmp_path: Path) -> None:
    path = tmp_path / "copy.nq"
    shutil.copy(exports / "graph.nq", path)
    with open_index(path) as index:
        found = index.search("hyundai")
    rows = {row.iri for row in read_rows(open_store(path))}
    assert {hit.iri for hit in found.hits if hit.kind == "claim"} <= rows


def test_how_wrong_a_word_may_be() -> None:
    assert [allowed_edits(word) for word in ("it", "car", "Honda", "Xiaomi")] == [0, 1, 1, 2]
    assert query_words("BMW's i3!") == ["bmw", "s", "i3"]
