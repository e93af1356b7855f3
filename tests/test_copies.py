"""Syndicated articles through a whole build: copies are one source, whatever is added or removed."""

from __future__ import annotations

import json
from pathlib import Path

from click.testing import CliRunner

from kg.build import build
from kg.cli import cli
from kg.extract import Extraction
from kg.ledger import conflicts, find_party, open_book, timeline
from kg.model import Article, Claim, Kind, Modality, Span
from kg.rdf.store import open_store

STORY = (
    "Acme is to buy Brio. The two have talked about the deal since last autumn, and the boards "
    "will meet next week to look at the papers that their lawyers have drawn up in Ghent. "
)


def analyse(article: Article) -> Extraction:
    claim = Claim(
        article=article.id, kind=Kind.ACQUISITION, subject="Acme", subject_type="COMPANY",
        object="Brio", object_type="COMPANY", modality=Modality.PLANNED, evidence=(Span(0, 20),),
    )  # fmt: skip
    return Extraction(claims=(claim,))


def write(folder: Path, name: str, text: str, day: int, publisher: str) -> None:
    row = {"id": name, "title": "Acme to buy Brio", "text": text, "publisher": publisher,
           "date": f"2020-01-{day:02}"}  # fmt: skip
    (folder / f"{name}.jsonl").write_text(json.dumps(row) + "\n", "utf-8")


def outlets(out: Path) -> dict[str, int]:
    command = ["claims", "--store", str(out), "--outlets", "--format", "jsonl"]
    found = CliRunner().invoke(cli, command, catch_exceptions=False).stdout.splitlines()
    return {row["article"]: row["outlets"] for row in map(json.loads, found)}


def test_copies_count_as_one_and_other_words_as_another(tmp_path: Path) -> None:
    sources, out = tmp_path / "in", tmp_path / "out"
    sources.mkdir()
    write(sources, "first", STORY * 2, 1, "Paper")
    write(sources, "same", STORY * 2, 2, "Herald")
    write(sources, "near", f"{STORY * 2} Brio makes bolts.", 3, "Courier")
    build([sources], out, analyse=analyse, version="v")
    assert outlets(out) == {"first": 1, "same": 1, "near": 1}
    other = "Acme is to buy Brio. " + " ".join(f"word{n}" for n in range(60))
    write(sources, "other", other, 4, "Gazette")
    build([sources], out, analyse=analyse, version="v")
    assert set(outlets(out).values()) == {2}
    (matter,) = open_book(open_store(out)).matters
    assert len(matter.told) == 4


def test_adding_and_removing_leaves_the_bytes_of_a_clean_build(tmp_path: Path) -> None:
    sources, out, clean = (tmp_path / name for name in ("in", "out", "clean"))
    sources.mkdir()
    write(sources, "first", STORY * 2, 1, "Paper")
    write(sources, "near", f"{STORY * 2} Brio makes bolts.", 3, "Courier")
    build([sources], clean, analyse=analyse, version="v")
    write(sources, "elder", f"{STORY * 2} So it is.", 1, "Herald")
    build([sources], out, analyse=analyse, version="v")
    (sources / "elder.jsonl").unlink()
    build([sources], out, analyse=analyse, version="v", prune=True)
    assert (out / "graph.nq").read_bytes() == (clean / "graph.nq").read_bytes()


def test_a_book_of_a_build_tells_one_history(tmp_path: Path) -> None:
    sources = tmp_path / "in"
    sources.mkdir()
    for day, paper in enumerate(("Paper", "Herald"), 1):
        write(sources, paper, f"Acme is to buy Brio. {paper} {STORY[day * 30 :]}", day, paper)
    build([sources], tmp_path / "out", analyse=analyse, version="v")
    book = open_book(open_store(tmp_path / "out"))
    parts = [entry.what for entry in timeline(book, [find_party(book, "Acme").iri])]
    assert parts == ["announcement", "mention"]  # a copy confirms nothing
    assert conflicts(book) == []
