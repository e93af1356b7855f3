"""A process pool that breaks while it is filled costs no article."""

from __future__ import annotations

import signal
from collections.abc import Callable
from concurrent.futures import Future
from concurrent.futures.process import BrokenProcessPool
from typing import Any, Self

import pytest

from kg import extract, workers
from kg.model import Article


class Pool:
    """Runs work at once; the first pool breaks at its second article, as if a process died."""

    made = 0

    def __init__(self, *_: Any, initializer: Callable[..., None], initargs: Any, **__: Any) -> None:
        Pool.made += 1
        self.breaks = Pool.made == 1
        self.given = 0
        self.initializer, self.initargs = initializer, initargs

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.shutdown()

    def submit(self, work: Callable[[str], str], line: str) -> Future[str]:
        self.given += 1
        if self.breaks and self.given > 1:
            raise BrokenProcessPool
        self.initializer(*self.initargs)
        future: Future[str] = Future()
        future.set_result(work(line))
        return future

    def shutdown(self, **_: object) -> None:
        workers._HELD.clear()


def test_a_pool_that_breaks_while_filled_costs_no_article(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workers, "ProcessPoolExecutor", Pool)
    monkeypatch.setattr(signal, "signal", lambda *_: None)
    Pool.made = 0
    articles = [Article(id=str(n), title="", text="x") for n in range(6)]
    found = extract.Extraction(claims=())
    done = list(workers.analyse_all(articles, lambda: lambda _: found, lambda: 0.0, jobs=2))
    assert [d.article.id for _, d in sorted(done, key=lambda pair: pair[0])] == [
        a.id for a in articles
    ]
    assert all(d.error is None for _, d in done)
