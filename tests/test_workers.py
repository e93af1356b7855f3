from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from kg import workers
from kg.errors import MissingExtraError, ModelError
from kg.extract import Extraction
from kg.model import Article, Dropped, Span
from kg.workers import Analyse, analyse_all


@pytest.fixture(scope="module", autouse=True)
def importable() -> Iterator[None]:
    """Worker processes import this module anew, by the name that pytest gave it."""
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(Path(__file__).resolve().parents[1])
        yield


needs_alarms = pytest.mark.skipif(
    not hasattr(signal, "setitimer"), reason="no alarms on this system"
)


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


def which(_: Article) -> Extraction:
    return Extraction(
        claims=(),
        dropped=(Dropped(article="a", span=Span(0, 1), field="text", reason=str(os.getpid())),),
    )


def asked() -> Analyse:
    return which


def test_one_job_leaves_this_process_if_it_is_to_give_its_memory_back() -> None:
    for apart in (False, True):
        ((_, done),) = analyse_all(one(), asked, time.monotonic, apart=apart)
        assert (done.dropped[0].reason == str(os.getpid())) is not apart


def slow() -> Analyse:
    def analyse(article: Article) -> Extraction:
        while article.id == "endless":
            with contextlib.suppress(Exception):  # what code may do that it calls
                time.sleep(0.01)
        return Extraction(claims=())

    return analyse


@needs_alarms
@pytest.mark.parametrize("jobs", [1, 2])
def test_an_article_without_end_costs_only_itself(jobs: int) -> None:
    articles = [Article(id=id_, title="t", text="A.") for id_ in ("a", "endless", "b", "c")]
    found = dict(analyse_all(articles, slow, time.monotonic, 0.5, jobs=jobs))
    errors = [found[n].error for n in range(4)]
    assert errors == [None, "its analysis took longer than 0.5 s", None, None]


@needs_alarms
def test_an_alarm_of_the_caller_stays() -> None:
    heard: list[int] = []
    before = signal.signal(signal.SIGALRM, lambda *_: heard.append(1))
    try:
        signal.setitimer(signal.ITIMER_REAL, 600)
        list(analyse_all(one(), slow, time.monotonic, 0.5))
        assert signal.getitimer(signal.ITIMER_REAL)[0] > 500
        signal.setitimer(signal.ITIMER_REAL, 0)
        list(analyse_all(one(), slow, time.monotonic, 0.5))
        signal.raise_signal(signal.SIGALRM)
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
    assert heard == [1]


SLOW = """
import os, signal, sys, time
from kg.model import Article
from kg.workers import analyse_all

def analyse(article):
    os.write(1, b'%d\\n' % os.getpid())  # at once, as others write there, too
    time.sleep(300)

def factory():
    return analyse

if __name__ == "__main__":
    signal.signal(signal.SIGINT, signal.default_int_handler)  # shells ignore it for what runs behind "&"
    articles = (Article(id=str(n), title="", text="A.") for n in range(9))
    try:
        list(analyse_all(articles, factory, time.monotonic, jobs=2))
    except KeyboardInterrupt:
        sys.exit(130)
"""


def _is_there(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


@pytest.mark.skipif(os.name != "posix", reason="signals of this sort are of POSIX systems")
@pytest.mark.parametrize(
    ("sent", "code"), [((signal.SIGINT, signal.SIGINT), 130), ((signal.SIGKILL,), -signal.SIGKILL)]
)
def test_no_process_outlives_a_run_that_is_ended(
    tmp_path: Path, sent: tuple[signal.Signals, ...], code: int
) -> None:
    script = tmp_path / "slow.py"
    script.write_text(SLOW, encoding="utf-8")
    with subprocess.Popen([sys.executable, str(script)], stdout=subprocess.PIPE) as running:
        assert running.stdout is not None
        workers = [int(running.stdout.readline()) for _ in range(2)]
        for each in sent:
            running.send_signal(each)
        running.wait(timeout=60)
    assert running.returncode in (code, -sent[0])
    for _ in range(200):
        if not any(map(_is_there, workers)):
            break
        time.sleep(0.1)
    assert not any(map(_is_there, workers))


def test_a_second_interrupt_does_not_save_the_processes_from_being_ended(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    kill, calls = workers._Pool.kill, []

    def interrupted(pool: workers._Pool) -> None:
        calls.append(pool)
        if len(calls) == 1:
            raise KeyboardInterrupt
        kill(pool)

    monkeypatch.setattr(workers._Pool, "kill", interrupted)
    articles = [Article(id=str(n), title="t", text="A.") for n in range(9)]
    running = analyse_all(articles, asked, time.monotonic, jobs=2)
    _, done = next(running)
    with pytest.raises(KeyboardInterrupt):
        running.throw(KeyboardInterrupt)  # type: ignore[attr-defined]
    pid = int(done.dropped[0].reason)
    assert len(calls) == 2
    for _ in range(200):
        if not _is_there(pid):
            break
        time.sleep(0.05)
    assert not _is_there(pid)
