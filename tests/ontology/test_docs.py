"""What docs/ontology.md and docs/querying.md say is so."""

from __future__ import annotations

import re
import runpy
from pathlib import Path

import pytest

from kg.model import Kind
from kg.rdf.guard import unknown_terms
from kg.rdf.query import run
from kg.rdf.store import load_file
from kg.rdf.vocab import IRREALIS_SAFE, KINDS

ROOT = Path(__file__).resolve().parents[2]
QUERYING = (ROOT / "docs" / "querying.md").read_text("utf-8")
ONTOLOGY = (ROOT / "docs" / "ontology.md").read_text("utf-8")


def test_the_table_of_kinds_is_that_of_the_code() -> None:
    rows = [line.strip("| ").split("|") for line in ONTOLOGY.splitlines() if line.startswith("| ")]
    table = {row[0].strip(): [cell.strip() for cell in row[1:]] for row in rows if len(row) == 5}
    for kind in Kind:
        shape, (matter, direct, done, planned) = KINDS[kind], table[kind.value]
        assert matter == shape.matter
        assert (done or None, planned) == (shape.to_matter, shape.if_planned)
        assert direct.split(" ")[0] == (shape.predicate or ("one" if shape.by_action else ""))
        assert ("both ways" in direct) is shape.symmetric


def test_the_predicates_that_survive_are_told() -> None:
    told = re.search(r"`ci:irrealisSafe`: ([^)]+)\)", ONTOLOGY)
    assert told is not None
    assert set(re.split(r",\s*", told[1])) == IRREALIS_SAFE


def test_no_term_is_told_that_does_not_exist() -> None:
    for text in (QUERYING, ONTOLOGY):
        names = set(re.findall(r"(?<![\w/])ci:[a-zA-Z]+", text)) - {"ci:objectValue"}
        assert unknown_terms(" ".join(sorted(names))) == []


@pytest.mark.parametrize("query", re.findall(r"```sparql\n(.*?)```", QUERYING, re.DOTALL))
def test_queries_of_the_guide_run_and_find_something(query: str, tmp_path: Path) -> None:
    made = runpy.run_path(str(ROOT / "tests" / "rdf" / "conftest.py"))
    lines = made["lines_of"]([made["_one"](), made["_two"]()])
    path = tmp_path / "graph.nq"
    path.write_text("".join(f"{line}\n" for line in lines), "utf-8")
    assert run(load_file(path), query).rows
