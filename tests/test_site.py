"""The documentation site builds without a warning, whole, and asks nobody for anything."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
LOADED = re.compile(
    r"""<(?:script|img|iframe)[^>]*\ssrc=["']?(?:https?:)?//"""
    r"""|<link[^>]*stylesheet[^>]*href=["']?(?:https?:)?//"""
)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    pytest.importorskip("mkdocs", reason="the extra 'docs' is not installed")
    folder = tmp_path_factory.mktemp("site")
    done = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--quiet", "-d", str(folder)],
        cwd=ROOT,
        env={**os.environ, "NO_MKDOCS_2_WARNING": "1"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return folder


@pytest.mark.slow
@pytest.mark.xdist_group("site")
def test_reference_is_made_from_code_and_ontology(site: Path) -> None:
    commands = (site / "reference" / "cli.html").read_text(encoding="utf-8")
    assert "--as-of" in commands
    python = (site / "reference" / "python.html").read_text(encoding="utf-8")
    assert "extract_claims" in python
    terms = (site / "reference" / "terms.html").read_text(encoding="utf-8")
    assert "has target" in terms
    queries = (site / "reference" / "queries.html").read_text(encoding="utf-8")
    assert "cq09-planned-investments" in queries


@pytest.mark.slow
@pytest.mark.xdist_group("site")
def test_no_page_loads_anything_from_elsewhere(site: Path) -> None:
    pages = sorted(site.rglob("*.html"))
    assert len(pages) > 20
    for page in pages:
        found = LOADED.search(page.read_text(encoding="utf-8"))
        assert found is None, (page.name, found.group(0))


def test_a_request_would_be_seen() -> None:
    assert LOADED.search('<script async src="https://cdn.example/x.js">')
    assert LOADED.search('<link rel="stylesheet" href="//fonts.example/css">')
    assert not LOADED.search('<script src="assets/x.js">')
