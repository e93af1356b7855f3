from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

Run = Callable[..., tuple[int, str, str]]


def test_a_good_graph_conforms(kg: Run, exports: Path) -> None:
    code, out, err = kg("validate", "--store", exports)
    assert (code, err) == (0, "")
    assert out == "The graph conforms: 2 articles checked; 0 error, 0 warning, 2 info.\n"


def test_a_sample_and_json(kg: Run, exports: Path) -> None:
    args = ("validate", "--store", exports, "--sample", "1", "--format", "json")
    code, out, _ = kg(*args, "--severity", "info")
    found = json.loads(out)
    assert (code, found["conforms"], found["articles"]) == (0, True, 1)
    assert [issue["code"] for issue in found["issues"]] == ["no-text"]
    assert json.loads(kg(*args)[1])["issues"] == []


@pytest.fixture
def broken(exports: Path, tmp_path: Path) -> Path:
    """A graph with a claim of no kind, as an RDF file."""
    lines = (exports / "graph.nq").read_text("utf-8").splitlines()
    kind = next(line for line in lines if "#claimKind>" in line)
    path = tmp_path / "broken.nq"
    path.write_text("".join(f"{line}\n" for line in lines if line != kind), "utf-8")
    return path


def test_a_broken_graph_exits_with_1_in_every_format(kg: Run, broken: Path) -> None:
    code, out, _ = kg("validate", "--store", broken)
    assert code == 1
    assert "error: a claim has one kind" in out
    assert "does not conform" in out
    code, out, _ = kg("validate", "--store", broken, "--format", "json")
    assert code == 1
    assert json.loads(out)["conforms"] is False
    for format_ in ("jsonl", "csv", "tsv", "table"):
        code, out, _ = kg("validate", "--store", broken, "--format", format_)
        assert code == 1
        assert "a claim has one kind" in out
        assert "severity" in out
    code, out, _ = kg("validate", "--store", broken, "--format", "turtle")
    assert code == 1
    assert "ValidationReport" in out
    assert "a claim has one kind" in out


def test_usage(kg: Run, exports: Path, tmp_path: Path) -> None:
    assert kg("validate", "--store", exports, "--sample", "0")[0] == 2
    assert kg("validate", "--store", tmp_path / "none")[0] == 2


@pytest.mark.parametrize("suffix", ["ttl", "nt"])
def test_a_graph_that_no_article_was_found_in_does_not_conform(
    kg: Run, exports: Path, tmp_path: Path, suffix: str
) -> None:
    path = tmp_path / f"graph.{suffix}"
    assert kg("export", "--store", exports, "-o", path)[0] == 0
    code, out, err = kg("validate", "--store", path)
    assert (code, out) == (2, "")
    assert "named graph" in err
    code, out, err = kg("show", "Acme", "--store", path)
    assert (code, out) == (2, "")
    assert "named graph" in err  # not that nobody bears the name
    path.write_text('<https://a.example/x> <https://a.example/p> "y" .', "utf-8")
    code, out, err = kg("validate", "--store", path)
    assert (code, out) == (2, "")
    assert "no articles" in err
