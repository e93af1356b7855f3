"""Articles through the analysis, in this process or several; a bad article costs only itself."""

from __future__ import annotations

import contextlib
import json
import multiprocessing
import os
import signal
import threading
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from operator import itemgetter
from typing import Any, Protocol

from kg.errors import KgError, ModelError
from kg.model import Article, Claim, Dropped, Entity, Remark
from kg.records import (
    article_from_json,
    article_to_json,
    claim_from_record,
    claim_to_record,
    dropped_from_record,
    dropped_to_record,
    remark_from_record,
    remark_to_record,
)


class Extracted(Protocol):
    """What a build needs of `kg.extract.Extraction`."""

    @property
    def claims(self) -> tuple[Claim, ...]:
        """The claims of the article."""

    @property
    def dropped(self) -> tuple[Dropped, ...]:
        """What gave no claim, and why."""


Analyse = Callable[[Article], Extracted]
Clock = Callable[[], float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Done:
    """One article after its analysis; `error` says why there are no claims."""

    article: Article
    claims: tuple[Claim, ...] = ()
    dropped: tuple[Dropped, ...] = ()
    remarks: tuple[Remark, ...] = ()
    seconds: float = 0.0
    error: str | None = None


class _Unresolved:
    """Stands for a resolution while a single article is tried out."""

    def entity(self, article_id: str, name: str, type: str | None) -> Entity | None:  # noqa: A002
        del article_id, name, type
        return None


class TookTooLong(BaseException):
    """Raised in the middle of an analysis; no handler of errors in it may take this for one of its own."""


@contextlib.contextmanager
def within(seconds: float | None) -> Iterator[None]:
    """End what takes longer than so many seconds, where the system can interrupt it: not on Windows, nor in a thread.

    A page is parsed in a child that can be killed. An analysis holds a model that takes seconds to
    load, so it is interrupted instead, again each second until that is heard.

    Raises:
        TookTooLong: The time is over.
    """
    able = hasattr(signal, "setitimer") and threading.current_thread() is threading.main_thread()
    if seconds is None or not able or signal.getitimer(signal.ITIMER_REAL)[0]:
        yield  # or who called has an alarm of its own
        return

    def end(*_: object) -> None:
        raise TookTooLong

    before = signal.signal(signal.SIGALRM, end)
    signal.setitimer(signal.ITIMER_REAL, seconds, 1.0)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


def unfinished(error: BaseException, seconds: float | None) -> str:
    """Return what the report says of an analysis that broke, or was ended after so many seconds."""
    if isinstance(error, TookTooLong):
        return f"its analysis took longer than {seconds:g} s"
    return f"its analysis broke: {type(error).__name__}: {error}"


def analyse_one(
    article: Article, analyse: Analyse, clock: Clock, seconds: float | None = None
) -> Done:
    """Return what the analysis says of one article, or how it broke.

    The claims are emitted once for trial, so that what can't be stored fails
    here, with its article, and not in the graph. It may take so many seconds.
    """
    from kg.rdf.emit import article_quads

    began = clock()
    try:
        with within(seconds):
            found = analyse(article)
            claims = tuple(found.claims)
            remarks = tuple(getattr(found, "remarks", ()))  # an analysis of one's own may have none
            article_quads(article, claims, _Unresolved(), "trial", remarks)
    except KgError as error:
        return Done(article=article, error=f"its claims can't be stored: {error.cause}")
    except (TookTooLong, Exception) as error:  # noqa: BLE001 - one article must never cost its neighbours
        return Done(article=article, error=unfinished(error, seconds))
    return Done(
        article=article,
        claims=claims,
        dropped=tuple(found.dropped),
        remarks=remarks,
        seconds=clock() - began,
    )


def analyse_all(
    articles: Iterable[Article],
    factory: Callable[[], Analyse],
    clock: Clock,
    seconds: float | None = None,
    *,
    jobs: int = 1,
    apart: bool = False,
) -> Iterator[tuple[int, Done]]:
    """Yield each article after its analysis as soon as it is done, with its place in the input.

    Args:
        articles: Read one at a time, a few ahead where there are several processes.
        factory: Makes the analysis; called once in each process, and only if
            there is an article. Must be picklable for several processes.
        clock: Seconds from any origin.
        seconds: How long one article may take; without end for None.
        jobs: Number of processes; 1 stays in this one.
        apart: Leave this process even for one, so that what the analysis
            holds in memory is given back when all is done.

    Raises:
        KgError: The analysis can't be made, say for want of a model.
    """
    if jobs > 1 or apart:
        yield from _parallel(articles, (factory, clock, seconds), jobs)
        return
    analyse: Analyse | None = None
    for place, article in enumerate(articles):
        analyse = analyse or factory()
        yield place, analyse_one(article, analyse, clock, seconds)


# --- several processes -----------------------------------------------------------------

_Given = tuple[Callable[[], Analyse], Clock, float | None]
"""What makes the analysis, tells the time, and how much of it an article has."""

_HELD: dict[str, Any] = {}  # what one worker process keeps between articles


def _end_with_parent() -> None:
    """End this process when the one that started it is gone, however that ended."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def _start(factory: Callable[[], Analyse], clock: Clock, seconds: float | None) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent ends its workers itself
    threading.Thread(target=_end_with_parent, daemon=True).start()
    _HELD.update(factory=factory, clock=clock, seconds=seconds)


def _work(line: str) -> str:
    if "analyse" not in _HELD:
        try:
            _HELD["analyse"] = _HELD["factory"]()
        except KgError as error:  # as text: not every exception survives the way between processes
            return json.dumps({"fatal": [error.cause, error.remedy]})
    analyse, clock, seconds = (_HELD[name] for name in ("analyse", "clock", "seconds"))
    done = analyse_one(article_from_json(json.loads(line)), analyse, clock, seconds)
    return json.dumps(
        {
            "claims": [claim_to_record(claim) for claim in done.claims],
            "dropped": [dropped_to_record(dropped) for dropped in done.dropped],
            "remarks": [remark_to_record(remark) for remark in done.remarks],
            "seconds": done.seconds,
            "error": done.error,
        }
    )


def _done(article: Article, line: str) -> Done:
    found = json.loads(line)
    if "fatal" in found:
        raise ModelError(*found["fatal"])
    return Done(
        article=article,
        claims=tuple(claim_from_record(claim) for claim in found["claims"]),
        dropped=tuple(dropped_from_record(article.id, each) for each in found["dropped"]),
        remarks=tuple(remark_from_record(article.id, each) for each in found["remarks"]),
        seconds=found["seconds"],
        error=found["error"],
    )


def _submit(executor: ProcessPoolExecutor, article: Article) -> Future[str]:
    """Hand an article to a pool; a pool that broke meanwhile says so when its turn comes."""
    try:
        return executor.submit(_work, json.dumps(article_to_json(article)))
    except BrokenProcessPool as error:
        broken: Future[str] = Future()
        broken.set_exception(error)
        return broken


class _Pool:
    """Worker processes, made anew when an article ended one of them."""

    def __init__(self, given: _Given, jobs: int) -> None:
        self._given, self._jobs = given, jobs
        self._executor = self._made(jobs)

    def _made(self, workers: int) -> ProcessPoolExecutor:
        context = multiprocessing.get_context("spawn")  # forking a process with threads may hang
        return ProcessPoolExecutor(
            workers, mp_context=context, initializer=_start, initargs=self._given
        )

    def submit(self, article: Article) -> Future[str]:
        """Hand an article to a process."""
        return _submit(self._executor, article)

    def renew(self) -> None:
        """Make the processes anew."""
        self._executor.shutdown(wait=False)
        self._executor = self._made(self._jobs)

    def alone(self, article: Article) -> Done:
        """Try an article in a process of its own."""
        with self._made(1) as executor:
            try:
                return _done(article, _submit(executor, article).result())
            except BrokenProcessPool:
                return Done(article=article, error="its analysis ended the process")

    def close(self) -> None:
        """End all processes when they have nothing left to do."""
        self._executor.shutdown(wait=True)

    def kill(self) -> None:
        """End all processes at once, whatever they are at: who interrupts a build waits for no article."""
        # Python offers this as `kill_workers` from 3.14 on only.
        for process in list((self._executor._processes or {}).values()):  # noqa: SLF001
            process.kill()
        self._executor.shutdown(wait=True, cancel_futures=True)


def _parallel(articles: Iterable[Article], given: _Given, jobs: int) -> Iterator[tuple[int, Done]]:
    pool, done = _Pool(given, jobs), False
    try:
        try:
            yield from _through(pool, articles, 2 * jobs)
            done = True
        finally:
            if not done:  # after an interrupt, too, or when nobody asks for more
                pool.kill()
    finally:  # a second interrupt that came before all were killed must not leave them
        if not done:
            pool.kill()
    pool.close()


def _through(pool: _Pool, articles: Iterable[Article], ahead: int) -> Iterator[tuple[int, Done]]:
    """Yield each article after its analysis in a pool that gets so many ahead of time."""
    waiting: dict[Future[str], tuple[int, Article]] = {}
    queue = iter(enumerate(articles))
    while True:
        while len(waiting) < ahead and (item := next(queue, None)) is not None:
            waiting[pool.submit(item[1])] = item
        if not waiting:
            return
        broken = []
        for future in wait(waiting, return_when=FIRST_COMPLETED).done:
            place, article = waiting.pop(future)
            try:
                yield place, _done(article, future.result())
            except BrokenProcessPool:
                broken.append((place, article))
        if broken:
            # Some article in hand killed a process: each is tried in one of its own.
            for place, article in sorted([*broken, *waiting.values()], key=itemgetter(0)):
                yield place, pool.alone(article)
            waiting.clear()
            pool.renew()
