"""A build that is killed at any moment loses no finished article, and the next one goes on."""

from __future__ import annotations

import signal
import subprocess
import sys
from pathlib import Path

import pytest

CODE = """
import re, sys, time
from pathlib import Path
from kg.build import build
from kg.extract import Extraction
from kg.model import Claim, Kind, Span

def analyse(article):
    time.sleep(0.02)
    match = re.match(r"(\\w+) targets (\\w+)", article.text)
    return Extraction(claims=(Claim(article=article.id, kind=Kind.TARGET, subject=match[1], object=match[2],
                        subject_type="COMPANY", evidence=(Span(*match.span()),)),))

def tell(done, all_):
    print(done, flush=True)

if __name__ == "__main__":
    build([Path(sys.argv[1])], Path(sys.argv[2]), analyse=analyse, version="1",
          jobs=int(sys.argv[3]), progress=tell, answers=lambda: print("answers", flush=True))
    print("end", flush=True)
"""
COUNT = 12


def start(script: Path, sources: Path, out: Path, jobs: int) -> subprocess.Popen[str]:
    command = [sys.executable, str(script), str(sources), str(out), str(jobs)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True)


def finished(out: Path) -> int:
    return len(list((out / "store" / "articles").glob("*.json")))


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="this system kills in other ways")
@pytest.mark.parametrize("jobs", [1, 2])
def test_a_kill_at_any_moment_loses_nothing_finished(tmp_path: Path, jobs: int) -> None:
    script, sources, out = tmp_path / "run.py", tmp_path / "in", tmp_path / "out"
    script.write_text(CODE, encoding="utf-8")
    sources.mkdir()
    for number in range(COUNT):
        text = f"Title\\n\\nCompany{number % 3} targets aim{number}.".replace("\\n", "\n")
        (sources / f"{number}.txt").write_text(text, encoding="utf-8")
    done = 0
    for moment in ("2", "3", "answers"):  # of what is left to do, then while files are written
        with start(script, sources, out, jobs) as build:
            assert build.stdout is not None
            for line in build.stdout:
                if line.strip() == moment:
                    build.kill()
                    break
            build.wait()
            assert build.returncode == -signal.SIGKILL
        least = COUNT if moment == "answers" else done + int(moment)
        done = finished(out)
        assert done >= least, moment
    for folder in (out, tmp_path / "fresh"):
        with start(script, sources, folder, 1) as build:
            told = build.stdout.read() if build.stdout else ""
        assert "end" in told
    assert (out / "graph.nq").read_bytes() == (tmp_path / "fresh" / "graph.nq").read_bytes()
    assert not list(out.rglob("*.tmp"))
