"""The sample articles as a graph: every named question has the answers it should.

The rows that are expected lie in `tests/expected/`; `python tests/test_samples.py
--update` writes the present ones, to be read before they are committed.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

import pytest
from click.testing import CliRunner

from kg import build
from kg.cli import cli
from kg.rdf.named import named_queries

ROOT = Path(__file__).resolve().parents[1]
EXPECTED = ROOT / "tests" / "expected"
NAMES = sorted(named_queries())
PARAMETERS = {
    "cq01-targets": {},
    "cq04-moved": {"since": "2023-01-01"},
    "cq05-overdue": {"today": "2025-11-24"},
    "cq07-origin": {"subject": "Foxconn"},
    "cq10-timeline": {"company": "Xiaomi"},
    "cq14-spokespeople": {"company": "Xiaomi"},
    "ledger": {"company": "Xiaomi"},
}

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("docs")]


def rows(name: str, out: Path) -> str:
    """Return the answer to a named query as CSV."""
    options = [x for k, v in PARAMETERS.get(name, {}).items() for x in ("-p", k, v)]
    command = ["query", "--store", str(out), "--name", name, *options, "--format", "csv"]
    result = CliRunner().invoke(cli, command, catch_exceptions=False)
    assert result.exit_code == 0, result.output
    return result.stdout


def built(out: Path) -> Path:
    assert build.build([ROOT / "sources"], out).ok
    return out


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return built(tmp_path_factory.mktemp("samples"))


@pytest.mark.parametrize("name", NAMES)
def test_a_named_question_has_the_expected_rows(name: str, out: Path) -> None:
    found = rows(name, out)
    assert len(found.splitlines()) > 1, "no row"
    assert found == (EXPECTED / f"{name}.csv").read_text(encoding="utf-8")


def test_every_expectation_belongs_to_a_question() -> None:
    assert sorted(p.stem for p in EXPECTED.glob("*.csv")) == NAMES


def test_a_second_build_changes_no_byte(out: Path, tmp_path: Path) -> None:
    assert built(tmp_path).joinpath("graph.nq").read_bytes() == (out / "graph.nq").read_bytes()


def test_the_graph_conforms(out: Path) -> None:
    result = CliRunner().invoke(cli, ["validate", "--store", str(out)], catch_exceptions=False)
    assert result.exit_code == 0, result.output


def update() -> None:
    EXPECTED.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as name:
        out = built(Path(name))
        for query in NAMES:
            (EXPECTED / f"{query}.csv").write_text(rows(query, out), encoding="utf-8")


if __name__ == "__main__" and "--update" in sys.argv:
    update()
