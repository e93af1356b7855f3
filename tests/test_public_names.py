"""The public surface is small, pinned, and cheap to import."""

from __future__ import annotations

import subprocess
import sys

import pytest

import kg

NAMES = [
    "Article",
    "Claim",
    "Entity",
    "KgError",
    "Kind",
    "Modality",
    "Report",
    "build_graph",
    "extract_claims",
    "open_graph",
    "query",
    "read_claims",
    "read_ledger",
    "read_sources",
    "search",
    "show",
    "to_networkx",
    "to_pandas",
]


def test_the_names_are_these() -> None:
    assert sorted(kg.__all__) == sorted(NAMES)


def test_dir_shows_them_before_they_are_used() -> None:
    assert set(NAMES) <= set(dir(kg))


@pytest.mark.parametrize("name", NAMES)
def test_each_name_is_there_and_documented(name: str) -> None:
    assert getattr(kg, name).__doc__


def test_an_unknown_name_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="nonsense"):
        kg.nonsense  # noqa: B018


def test_import_is_light() -> None:
    code = "import sys, kg; print([m for m in ('rdflib', 'spacy', 'numpy') if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
