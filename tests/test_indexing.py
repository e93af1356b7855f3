"""What two sorted files don't share, and the index of a store after a change that was cut short."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg import graphing
from kg.build import build
from kg.errors import StoreError
from kg.indexing import differences, digest_of
from kg.pieces import SHARED
from kg.rdf.store import open_store
from tests.stand_ins import first_word

Lines = st.sets(st.text("abé\U0001f600", max_size=3), max_size=8)


@given(old=Lines, new=Lines)
@settings(derandomize=True, deadline=None, max_examples=60)
def test_differences_are_those_of_sets(
    old: set[str], new: set[str], tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("lines")
    for name, lines in (("old", old), ("new", new)):
        text = "".join(f"{line}\n" for line in sorted(lines))
        (folder / name).write_text(text, encoding="utf-8", newline="\n")
    come, gone = differences(folder / "old", folder / "new")
    assert come == [f"{line}\n" for line in sorted(new - old)]
    assert gone == [f"{line}\n" for line in sorted(old - new)]
    assert (digest_of(folder / "old") == digest_of(folder / "new")) == (old == new)
    assert digest_of(folder / "none") == ""


def quads(out: Path) -> set[str]:
    return {str(quad) for quad in open_store(out)}


def test_an_index_whose_shared_piece_is_not_the_last_one_is_brought_up_to_date_all_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A build that is killed between index and shared piece leaves the piece of the build before."""
    sources, out = tmp_path / "in", tmp_path / "out"
    sources.mkdir()

    def add(name: str) -> None:
        (sources / f"{name}.txt").write_text(f"T\n\n{name} grows.", encoding="utf-8")

    for name in ("Acme", "Bolt", "Corvid", "Daltrey", "Eos", "Fable", "Gyro"):
        add(name)
    build([sources], out, analyse=first_word, version="1")
    add("Hadron")
    with monkeypatch.context() as patch:
        patch.setattr(graphing.Graphing, "_write_graph", lambda *_: pytest.fail("killed"))
        before = (out / "store" / SHARED).read_bytes()
        with pytest.raises(pytest.fail.Exception):
            build([sources], out, analyse=first_word, version="1")
    (out / "store" / SHARED).write_bytes(before)
    add("Ion")
    build([sources], out, analyse=first_word, version="1")
    build([sources], tmp_path / "clean", analyse=first_word, version="1")
    assert quads(out) == quads(tmp_path / "clean")
    assert (out / "graph.nq").read_bytes() == (tmp_path / "clean" / "graph.nq").read_bytes()


@pytest.mark.parametrize("change", [False, True])
@pytest.mark.parametrize("damage", ["cut", "gone", "no manifest", "empty"])
def test_a_damaged_index_is_made_anew(tmp_path: Path, damage: str, change: bool) -> None:
    """Whether articles changed or not, and whatever the damage, what a build leaves can be read."""
    sources, out = tmp_path / "in", tmp_path / "out"
    sources.mkdir()
    for name in ("Acme", "Bolt", "Corvid", "Daltrey", "Eos", "Fable", "Gyro"):
        (sources / f"{name}.txt").write_text(f"T\n\n{name} grows.", encoding="utf-8")
    build([sources], out, analyse=first_word, version="1")
    (index,) = (out / "store").glob("index-*")
    table = min(index.glob("*.sst"))
    if damage == "cut":
        table.write_bytes(table.read_bytes()[:10])
    elif damage == "gone":
        table.unlink()
    else:
        for path in index.glob("MANIFEST-*" if damage == "no manifest" else "*"):
            path.unlink()
    if damage != "empty":
        with pytest.raises(StoreError):
            open_store(out)
    if change:
        (sources / "Hadron.txt").write_text("T\n\nHadron grows.", encoding="utf-8")
    build([sources], out, analyse=first_word, version="1")
    build([sources], tmp_path / "clean", analyse=first_word, version="1")
    assert quads(out) == quads(tmp_path / "clean")


def test_a_whole_index_is_kept_where_nothing_changed(tmp_path: Path) -> None:
    (tmp_path / "Acme.txt").write_text("T\n\nAcme grows.", encoding="utf-8")
    out = tmp_path / "out"
    build([tmp_path / "Acme.txt"], out, analyse=first_word, version="1")
    (index,) = (out / "store").glob("index-*")
    before = {path.name: path.stat().st_ino for path in index.glob("*.sst")}
    build([tmp_path / "Acme.txt"], out, analyse=first_word, version="1")
    assert {path.name: path.stat().st_ino for path in index.glob("*.sst")} == before
