from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from kg.errors import MissingExtraError, ModelError
from kg.model import Article
from kg.workers import Analyse, analyse_all


@pytest.fixture(scope="module", autouse=True)
def importable() -> Iterator[None]:
    """Worker processes import this module anew, by the name that pytest gave it."""
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(Path(__file__).resolve().parents[1])
        yield


def missing() -> Analyse:
    raise MissingExtraError("train", "torch")  # an error that does not pickle


def never() -> Analyse:
    raise AssertionError("the analysis was made for no article")


def one() -> Iterator[Article]:
    yield Article(id="a", title="t", text="Acme said.")


def test_no_article_makes_no_analysis() -> None:
    assert list(analyse_all([], never, time.monotonic)) == []


def test_an_analysis_that_cannot_be_made_stops_all() -> None:
    with pytest.raises(MissingExtraError, match="torch"):
        list(analyse_all(one(), missing, time.monotonic))
    with pytest.raises(ModelError, match="torch is not installed"):
        list(analyse_all(one(), missing, time.monotonic, jobs=2))
