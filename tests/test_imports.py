"""The layering of the house: each part imports only what stands before it."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

KG = Path(__file__).resolve().parents[1] / "kg"

BASE = {"errors", "model", "iri", "interchange"}
ALLOWED: dict[str, set[str]] = {
    "errors": set(),
    "model": set(),
    "iri": {"model"},
    "interchange": {"errors", "model", "iri"},
    "rich": BASE,
    "loaders": BASE,
    "language": BASE,
    "resolve": BASE,
    "extract": BASE | {"language", "resolve"},
    "eval": BASE | {"resolve"},
    "matters": BASE | {"resolve"},
    "rdf": BASE | {"resolve", "matters"},
    "graph": BASE | {"resolve", "rdf", "rich"},
    "ledger": BASE | {"resolve", "matters", "rdf", "graph"},
    "explain": BASE | {"extract", "resolve", "rdf", "graph"},
    "views": BASE | {"matters", "rdf", "graph", "ledger"},
    "workers": BASE | {"records", "rdf"},
    "build": BASE
    | {"loaders", "language", "extract", "resolve", "rdf", "records", "workers"}
    | {"catalog", "decided", "digests", "erasing", "graphing", "inputs", "notes", "pieces"}
    | {"reports", "seen"},
    "catalog": BASE | {"records"},
    "decided": BASE | {"loaders", "records", "resolve"},
    "digests": BASE | {"matters", "records", "catalog"},
    "erasing": BASE | {"rdf"},
    "graphing": BASE
    | {"resolve", "rdf", "records", "catalog", "decided", "digests", "erasing", "indexing"}
    | {"pieces"},
    "indexing": BASE | {"rdf", "pieces"},
    "notes": BASE | {"loaders", "catalog", "decided", "inputs"},
    "inputs": BASE | {"loaders", "records", "seen"},
    "seen": BASE | {"loaders"},
    "pieces": BASE | {"records"},
    "corrections": BASE | {"extract", "resolve", "matters", "graph", "ledger", "records"},
    "reviewing": BASE
    | {"resolve", "rdf", "ledger", "records", "catalog", "decided", "corrections"},
    "reports": BASE | {"records", "catalog"},
    "records": BASE,
    "facade": BASE | {"loaders", "language", "extract", "rdf", "graph", "ledger", "build", "rich"},
    "__init__": BASE
    | {"facade"}
    | {"loaders", "language", "extract", "resolve", "rdf", "graph", "build"},
    "__main__": {"cli"},
}
"""What each part may import; `cli` knows all, and nobody but `__main__` knows `cli`."""

ONLY_IN = {
    "pyvis": {"views"},
    "oxrdflib": {"rdf"},
    "torch": {"language", "extract"},  # their recipes for training
    "pyoxigraph": {
        "rdf",
        "graph",
        "explain",
        "ledger",
        "cli",
    },  # its terms are the currency of answers
}
"""Libraries that one part alone may touch."""


def part_of(path: Path) -> str:
    return path.relative_to(KG).parts[0].removesuffix(".py")


def imports(path: Path) -> set[str]:
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.level == 0 and node.module:
            found.add(node.module)
            found |= {f"{node.module}.{alias.name}" for alias in node.names}
    return found


MODULES = sorted(KG.rglob("*.py"))


@pytest.mark.parametrize("path", MODULES, ids=lambda p: str(p.relative_to(KG)))
def test_imports_step_only_back(path: Path) -> None:
    part = part_of(path)
    used = {name.split(".")[1] for name in imports(path) if name.startswith("kg.")}
    if part == "cli":
        return
    known = {p.stem if p.suffix else p.name for p in KG.iterdir()} - {"ontology"}
    allowed = ALLOWED.get(part, BASE) | ({"eval"} if path.parent.name == "train" else set())
    forward = (used & known) - allowed - {part}
    assert not forward, f"{path.relative_to(KG)} reaches forward to {sorted(forward)}"


@pytest.mark.parametrize("path", MODULES, ids=lambda p: str(p.relative_to(KG)))
def test_libraries_stay_behind_their_part(path: Path) -> None:
    tops = {name.split(".")[0] for name in imports(path)}
    for library, parts in ONLY_IN.items():
        assert library not in tops or part_of(path) in parts, f"{path}: {library}"


@pytest.mark.parametrize("path", MODULES, ids=lambda p: str(p.relative_to(KG)))
def test_no_module_or_function_outgrows_a_reader(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert len(text.splitlines()) <= 500, "split the module, or leave a decision record"
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)) and node.end_lineno:
            length = node.end_lineno - node.lineno + 1
            assert length <= 60, f"{node.name} has {length} lines"


@pytest.mark.parametrize("module", ["closing", "demands", "modality", "owned", "reports"])
def test_a_module_of_extraction_may_be_imported_first(module: str) -> None:
    asked = [sys.executable, "-c", f"import kg.extract.{module}"]
    assert subprocess.run(asked, check=False, capture_output=True).returncode == 0
