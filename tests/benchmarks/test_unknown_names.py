"""The measure of unknown firms: whose name is changed, and where."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from types import ModuleType

import pytest

from kg.extract import Extraction
from kg.model import Article, Claim, Kind

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def bench() -> ModuleType:
    path = ROOT / "benchmarks/unknown_names.py"
    spec = importlib.util.spec_from_file_location("_bench_unknown_names", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


def _told(*subjects: str) -> Extraction:
    claims = tuple(
        Claim(article="a", kind=Kind.RESULT, subject=s, object="sales", subject_type="COMPANY")
        for s in subjects
    )
    return Extraction(claims=claims, dropped=(), mentions=(), remarks=())


def test_the_firm_is_the_one_of_one_word_that_most_is_told_of(bench: ModuleType) -> None:
    found = _told("Halden Mills", "Halden Mills", "Ulvik", "Ulvik", "Norvel")
    assert bench.firm_of(found, "Ulvik bought mills. Norvel sold some.") == "Ulvik"


def test_a_word_of_longer_names_is_no_firm_to_rename(bench: ModuleType) -> None:
    assert bench.firm_of(_told("Ulvik"), "The Ulvik Brothers own Ulvik.") is None


def test_only_whole_words_are_renamed(bench: ModuleType) -> None:
    article = Article(id="a", title="Ulvik grows", text="Ulvik's sales grew. Ulviken did not.")
    told = bench.renamed(article, "Ulvik", "Kelvo")
    assert (told.title, told.text) == ("Kelvo grows", "Kelvo's sales grew. Ulviken did not.")
