"""`kg parse`."""

from __future__ import annotations

from pathlib import Path

from click.testing import CliRunner

from kg.cli.parse import command


def test_prints_conllu() -> None:
    result = CliRunner().invoke(command, ["Acme opened a plant."])
    assert result.exit_code == 0
    rows = [x.split("\t") for x in result.stdout.splitlines() if x and not x.startswith("#")]
    assert [r[1] for r in rows] == ["Acme", "opened", "a", "plant", "."]
    assert [r[7] for r in rows if r[6] == "0"] == ["root"]


def test_reads_standard_input_and_writes_svg(tmp_path: Path) -> None:
    file = tmp_path / "tree.svg"
    result = CliRunner().invoke(command, ["-", "--svg", "-o", str(file)], input="Acme grew.\n")
    assert result.exit_code == 0
    assert result.stdout == ""
    assert file.read_text(encoding="utf-8").startswith("<svg")


def test_no_text_is_an_error() -> None:
    assert CliRunner().invoke(command, ["  "]).exit_code == 2


def test_help_shows_the_examples_line_by_line() -> None:
    text = CliRunner().invoke(command, ["--help"]).stdout
    assert "\\b" not in text
    assert "\b" not in text
    assert "  Examples:\n" in text
