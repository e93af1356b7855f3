"""The command group: fast help, near matches, exit codes, and no traceback for bad input."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest
from click.shell_completion import ShellComplete
from click.testing import CliRunner

from kg import cli
from kg.errors import KgError

HEAVY = ("rdflib", "networkx", "pyvis", "spacy", "numpy", "onnxruntime", "pyoxigraph")


def kg(*args: str, cwd: Path | None = None) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "kg", *args], capture_output=True, text=True, cwd=cwd, check=False
    )


def test_an_option_of_the_program_behind_a_command_is_told_its_place(
    capsys: pytest.CaptureFixture[str],
) -> None:
    for option, told in (("-q", True), ("--no-pager", True), ("--nosuch", False)):
        with pytest.raises(SystemExit) as caught:
            cli.main(["claims", option])
        assert caught.value.code == 2
        assert (f"before the command: 'kg {option} ...'" in capsys.readouterr().err) is told


def test_help_imports_nothing_heavy() -> None:
    code = (
        "import sys\nfrom kg.cli import main\n"
        "try:\n    main(['--help'])\nexcept SystemExit:\n    pass\n"
        f"print([m for m in {HEAVY!r} if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "[]"


@pytest.mark.slow
def test_help_answers_in_under_a_third_of_a_second() -> None:
    times = []
    for _ in range(5):
        start = time.perf_counter()
        assert kg("--help").returncode == 0
        times.append(time.perf_counter() - start)
    assert min(times) < 0.3


@pytest.mark.parametrize("name", sorted(cli.COMMANDS))
def test_each_command_has_help_with_an_example(name: str) -> None:
    result = CliRunner().invoke(cli.cli, [name, "--help"])
    assert result.exit_code == 0, result.output
    assert f"kg {name}" in result.output
    assert "Example" in result.output


def test_a_mistyped_command_gets_a_near_match() -> None:
    done = kg("biuld")
    assert done.returncode == 2
    assert "'build'" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_missing_store_says_what_to_do(tmp_path: Path) -> None:
    done = kg("claims", "--store", str(tmp_path / "none"))
    assert done.returncode == 2
    assert "kg build" in done.stderr
    assert "Traceback" not in done.stderr
    assert done.stdout == ""


def test_errors_of_the_library_become_two_lines(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise KgError("It broke.", "Mend it.")

    monkeypatch.setattr(cli.cli, "main", fail)
    with pytest.raises(SystemExit) as stop:
        cli.main([])
    assert stop.value.code == 2
    assert capsys.readouterr().err == "Error: It broke.\nMend it.\n"


def test_an_interrupt_ends_with_130(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def interrupt(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(cli.cli, "main", interrupt)
    with pytest.raises(SystemExit) as stop:
        cli.main([])
    assert stop.value.code == 130
    assert "Traceback" not in capsys.readouterr().err


def test_the_version_is_that_of_the_package() -> None:
    assert kg("--version").stdout.startswith("kg, version ")


needs_full = pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full here")


@needs_full
@pytest.mark.parametrize("command", ["queries", "--help"])
def test_a_full_disk_is_no_traceback(command: str) -> None:
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            [sys.executable, "-m", "kg", command], stdout=full, stderr=subprocess.PIPE, check=False
        )
    assert (done.returncode, b"Traceback" in done.stderr) == (2, False)
    assert b"No space left" in done.stderr


def without_stdout(*args: str) -> subprocess.CompletedProcess[bytes]:
    code = (
        "import os, sys; os.close(1);"
        "os.execv(sys.executable, [sys.executable, '-m', 'kg', *sys.argv[1:]])"
    )
    return subprocess.run([sys.executable, "-c", code, *args], capture_output=True, check=False)


@pytest.mark.parametrize("command", ["queries", "--help", "--version"])
def test_a_closed_stdout_is_told_without_traceback(command: str) -> None:
    done = without_stdout(command)
    assert (done.returncode, done.stderr) == (2, b"Error: Standard output is closed.\n")


def test_a_closed_stdout_is_no_error_where_nothing_goes_there(tmp_path: Path) -> None:
    store, out = tmp_path / "graph.nq", tmp_path / "out.json"
    store.write_text("<urn:a> <urn:b> <urn:c> <urn:g> .\n", encoding="utf-8")
    done = without_stdout("query", "ASK { ?a ?b ?c }", "--store", str(store), "-o", str(out))
    assert (done.returncode, done.stderr) == (0, b"")
    assert out.read_text() == "true\n"


@pytest.mark.parametrize("encoding", ["latin-1", "cp1252", "ascii"])
def test_what_goes_into_a_pipe_is_the_same_bytes_in_any_locale(
    tmp_path: Path, encoding: str
) -> None:
    store = tmp_path / "graph.nq"
    store.write_text('<urn:a> <urn:b> "Noral é 小米" <urn:g> .\n', encoding="utf-8")
    command = [sys.executable, "-m", "kg", "query", "SELECT ?o { ?s ?p ?o }", "--store", str(store)]
    done = subprocess.run(
        command,
        capture_output=True,
        check=False,
        env={**os.environ, "PYTHONIOENCODING": encoding, "PYTHONUTF8": "0"},
    )
    assert (done.returncode, done.stderr) == (0, b"")
    assert "Noral é 小米" in done.stdout.decode("utf-8")


def test_the_help_lists_each_command_once() -> None:
    listed = [name for names in cli.SECTIONS.values() for name in names]
    assert sorted(listed) == sorted(cli.COMMANDS)


def test_a_shell_can_complete_commands_and_values() -> None:
    group = ShellComplete(cli.cli, {}, "kg", "_KG_COMPLETE")
    assert [item.value for item in group.get_completions([], "time")] == ["timeline"]
    values = group.get_completions(["claims", "--status"], "den")
    assert [item.value for item in values] == ["denied"]
