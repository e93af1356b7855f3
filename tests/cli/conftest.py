"""What the tests of commands share: running one, and a small graph to run it on."""

from __future__ import annotations

import runpy
from collections.abc import Callable
from pathlib import Path

import pytest

from kg.cli import main
from kg.rdf.store import build_index

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def kg(capsys: pytest.CaptureFixture[str]) -> Run:
    """Run a command; return its exit code, stdout and stderr."""

    def run(*args: object) -> tuple[int, str, str]:
        with pytest.raises(SystemExit) as caught:
            main([str(arg) for arg in args])
        out, err = capsys.readouterr()
        return int(caught.value.code or 0), out, err

    return run


@pytest.fixture(scope="module")
def exports(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder as 'kg build' leaves it, with the two articles of tests/rdf; only to be read."""
    made = runpy.run_path(str(Path(__file__).parents[1] / "rdf" / "conftest.py"))
    folder = tmp_path_factory.mktemp("exports")
    lines = made["lines_of"]([made["_one"](), made["_two"]()])
    (folder / "graph.nq").write_text("".join(f"{line}\n" for line in lines), "utf-8", newline="\n")
    build_index(folder / "graph.nq", folder / "store", pipeline="v")
    return folder
