"""What was withdrawn or replaced is in no byte of the store afterwards."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from kg import graphing
from kg.build import build
from kg.erasing import FILE
from kg.errors import StoreError
from kg.extract import Extraction
from kg.model import Article, Claim, Kind, Span


def analyse(article: Article) -> Extraction:
    if "BREAK" in article.text:
        raise ZeroDivisionError
    claim = Claim(
        article=article.id,
        kind=Kind.TARGET,
        subject=article.text.split()[0],
        object=article.text.split()[-1],
        subject_type="COMPANY",
        evidence=(Span(0, len(article.text)),),
    )
    return Extraction(claims=(claim,))


def holders(out: Path, word: str) -> list[str]:
    """The files below a folder that have a word, in any letters' case."""
    found = (path for path in sorted(out.rglob("*")) if path.is_file())
    return [
        str(path.relative_to(out))
        for path in found
        if word in path.read_bytes().lower().decode("latin-1")
    ]


def run(sources: Path, out: Path, **options: object) -> None:
    build([sources], out, analyse=analyse, version="1", **options)


@pytest.fixture
def sources(tmp_path: Path) -> Path:
    folder = tmp_path / "in"
    folder.mkdir()
    for name in "abcdefghij":
        (folder / f"{name}.txt").write_text(f"Plans\n\nFirm{name} targets {name}plants", "utf-8")
    (folder / "z.txt").write_text("Zorvex plans\n\nZorvex targets Quillan", "utf-8")
    return folder


def gone(path: Path) -> None:
    path.unlink()


def corrected(path: Path) -> None:
    path.write_text("Plans\n\nBrenmark targets Tulsa", "utf-8")


def broken(path: Path) -> None:
    path.write_text("Plans\n\nBREAK", "utf-8")


@pytest.mark.parametrize("change", [gone, corrected, broken])
def test_what_was_withdrawn_or_replaced_is_in_no_byte_of_the_store(
    sources: Path, tmp_path: Path, change: Callable[[Path], None]
) -> None:
    out, fresh = tmp_path / "out", tmp_path / "fresh"
    run(sources, out)
    (sources / "k.txt").write_text("Plans\n\nFirmk targets kplants", "utf-8")
    run(sources, out)  # a changed copy of the index, beside the one before
    assert holders(out, "zorvex")
    change(sources / "z.txt")
    run(sources, out, prune=True)
    assert not holders(out, "zorvex")
    assert not holders(out, "quillan")
    assert len([*(out / "store").glob("index-*")]) == 1
    assert not (out / "store" / FILE).exists()
    run(sources, fresh)
    assert (out / "graph.nq").read_bytes() == (fresh / "graph.nq").read_bytes()


def test_a_build_that_only_adds_changes_the_index_and_keeps_the_last_for_its_readers(
    sources: Path, tmp_path: Path
) -> None:
    out = tmp_path / "out"
    run(sources, out)
    before = {path.name for path in (out / "store").glob("index-*")}
    (sources / "k.txt").write_text("Plans\n\nFirmk targets kplants", "utf-8")
    run(sources, out)
    assert before < {path.name for path in (out / "store").glob("index-*")}
    assert holders(out, "zorvex")


def test_what_a_killed_build_did_not_erase_the_next_one_does(
    sources: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "out"
    run(sources, out)
    corrected(sources / "z.txt")

    def stop(*_: object, **__: object) -> None:
        raise StoreError("killed here")

    with monkeypatch.context() as patch:
        patch.setattr(graphing, "resolve", stop)
        with pytest.raises(StoreError, match="killed"):
            run(sources, out)
    assert (out / "store" / FILE).exists()
    assert holders(out, "quillan")
    run(sources, out)
    assert not holders(out, "quillan")
