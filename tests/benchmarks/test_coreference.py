"""The measure of coreference, on GUM's format and on annotations of articles."""

from __future__ import annotations

import importlib.util
import json
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
import spacy
from spacy.tokens import Doc

from kg.errors import SourceError

ROOT = Path(__file__).parents[2]
CHAINS = ROOT / "kg/extract/train/coreference.jsonl"
TEXT = "Norvelia Motors opened a plant in Lund. It hired Anna Berg in May. Norvelia Motors thanked her."


@pytest.fixture(scope="module")
def bench() -> ModuleType:
    spec = importlib.util.spec_from_file_location(
        "_bench_coreference", ROOT / "benchmarks/coreference.py"
    )
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module  # dataclasses look it up
    spec.loader.exec_module(module)
    return module


def _spans(*words: str) -> list[list[int]]:
    """Return the spans of words, each looked for after the one before."""
    found: list[list[int]] = []
    at = 0
    for word in words:
        at = TEXT.index(word, at)
        found.append([at, at + len(word)])
        at += len(word)
    return found


def _files(folder: Path, **chains: list[dict[str, Any]]) -> tuple[Path, Path]:
    told, articles = folder / "chains.jsonl", folder / "articles.jsonl"
    rows = [json.dumps({"article": name, "chains": found}) for name, found in chains.items()]
    told.write_text("\n".join(rows) + "\n", encoding="utf-8")
    texts = [{"id": name, "text": TEXT} for name in (*chains, "other")]
    articles.write_text("".join(json.dumps(t) + "\n" for t in texts), encoding="utf-8")
    return told, articles


def test_perfect_annotations_score_one(
    bench: ModuleType, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    right: list[dict[str, Any]] = [
        {
            "type": "organization",
            "mentions": _spans("Norvelia Motors", "It", "Norvelia Motors"),
        },
        {"type": "person", "mentions": _spans("Anna Berg", "her")},
    ]
    told, articles = _files(tmp_path, a=right)
    bench.main(["--annotations", str(told), "--articles", str(articles)])
    printed = capsys.readouterr().out
    assert "1 documents" in printed
    assert "CoNLL F1 1.000" in printed
    wrong: list[dict[str, Any]] = [
        {"type": "organization", "mentions": [*right[0]["mentions"], *right[1]["mentions"]]}
    ]
    told, articles = _files(tmp_path, a=wrong)
    bench.main(["--annotations", str(told), "--articles", str(articles)])
    printed = capsys.readouterr().out
    # Two chains told as one: of four links three are found, and all found are told.
    assert "MUC       P 1.000  R 0.750" in printed
    assert "CoNLL F1 1.000" not in printed


def test_the_head_of_a_span_comes_from_the_tree(bench: ModuleType) -> None:
    words = ["the", "old", "bank", "of", "Lund", "grew"]
    nlp = spacy.blank("en")
    doc = Doc(nlp.vocab, words=words, heads=[2, 2, 5, 4, 2, 5], deps=["dep"] * 5 + ["ROOT"])
    assert doc.text.startswith("the old bank of Lund")
    assert bench.heads(doc, [(0, 20), (0, 12), (16, 20)]) == [8, 8, 16]
    assert bench.heads(doc, [(9, 11)]) == [8], "offsets inside a word mean that word"


def test_other_types_are_left_out(bench: ModuleType, tmp_path: Path) -> None:
    place: dict[str, Any] = {"type": "place", "mentions": _spans("Lund")}
    person: dict[str, Any] = {"type": "person", "mentions": _spans("her")}
    told, _ = _files(tmp_path, a=[place, person])
    ((start, end),) = _spans("her")
    assert bench.read_annotations(told) == {"a": [[(start, end)]]}


@pytest.mark.parametrize(
    "line",
    [
        "{",
        "[]",
        '{"article": "a"}',
        '{"article": "a", "chains": [{"type": "person", "mentions": [[1]]}]}',
        '{"article": "a", "chains": [{"type": "person", "mentions": 3}]}',
    ],
)
def test_a_bad_line_is_named(bench: ModuleType, tmp_path: Path, line: str) -> None:
    path = tmp_path / "chains.jsonl"
    path.write_text('{"article": "b", "chains": []}\n' + line + "\n", encoding="utf-8")
    with pytest.raises(SourceError, match="line 2"):
        bench.read_annotations(path)


def test_an_article_annotated_twice_is_refused(bench: ModuleType, tmp_path: Path) -> None:
    path = tmp_path / "chains.jsonl"
    path.write_text('{"article": "b", "chains": []}\n' * 2, encoding="utf-8")
    with pytest.raises(SourceError, match="again"):
        bench.read_annotations(path)


def test_a_missing_article_is_named(
    bench: ModuleType, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    told, articles = _files(tmp_path, a=[])
    told.write_text('{"article": "gone", "chains": []}\n', encoding="utf-8")
    with pytest.raises(SystemExit):
        bench.main(["--annotations", str(told), "--articles", str(articles)])
    assert "gone" in capsys.readouterr().err


@pytest.mark.parametrize(
    "arguments",
    [["--annotations", "x"], ["--articles", "x"], ["f", "--annotations", "x", "--articles", "y"]],
)
def test_options_that_do_not_go_together(
    bench: ModuleType, arguments: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit):
        bench.main(arguments)
    assert "annotations" in capsys.readouterr().err


def test_our_annotations_hold_together(bench: ModuleType) -> None:
    """No mention stands in two chains, none is empty, and no unseen article is among them."""
    told = bench.read_annotations(CHAINS)
    assert len(told) == 15
    unseen = (ROOT / "kg/extract/train/untouched.txt").read_text(encoding="utf-8").split()
    assert not told.keys() & set(unseen)
    for found in told.values():
        spans = [span for chain in found for span in chain]
        assert len(spans) == len(set(spans))
        assert all(0 <= start < end for start, end in spans)
        assert all(found)
