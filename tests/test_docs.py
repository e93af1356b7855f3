"""What the documents show is true: their commands run, and print what they are shown to print.

In a `console` block a line that begins with `$ ` is a command; the lines up to
the next one are its output, and a line `...` stands for any lines. A block
with `title="NAME"` is a file that the commands of its document find in their folder.
`python tests/test_docs.py --update` writes the present output into the documents.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

import pytest

from kg.cli import COMMANDS

ROOT = Path(__file__).resolve().parents[1]
DOCUMENTS = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]
BLOCK = re.compile(r"^```console\n(.*?)^```$", re.DOTALL | re.MULTILINE)
FILE = re.compile(r'^```\w+ title="([\w./-]+)"\n(.*?)^```$', re.DOTALL | re.MULTILINE)
LINK = re.compile(r"\]\(([^)#:\s]+)(?:#[^)]*)?\)")


@dataclass(frozen=True)
class Shown:
    """A command and the output that a document shows for it."""

    document: Path
    command: str
    output: str
    raw: str
    """The command as it is written, with its line breaks."""


def shown(document: Path) -> list[Shown]:
    found = []
    for block in BLOCK.findall(document.read_text(encoding="utf-8")):
        for part in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
            command, _, output = part.partition("\n")
            raw = command
            while command.endswith("\\"):
                more, _, output = output.partition("\n")
                command, raw = f"{command[:-1]} {more.strip()}", f"{raw}\n{more}"
            found.append(Shown(document, command, output.rstrip("\n"), raw))
    return found


SHOWING = [document for document in DOCUMENTS if shown(document)]


def run(command: str, folder: Path) -> subprocess.CompletedProcess[str]:
    """Run a shown command as a reader would, with this environment's `kg` first."""
    path = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])
    env = {**os.environ, "PATH": path, "COLUMNS": "100"}
    return subprocess.run(  # noqa: S602 - the commands are our own documents'
        command, shell=True, cwd=folder, capture_output=True, text=True, env=env, check=False
    )


def prepare(folder: Path) -> Path:
    shutil.copytree(ROOT / "sources", folder / "sources")
    for document in DOCUMENTS:
        for name, text in FILE.findall(document.read_text(encoding="utf-8")):
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
    done = run("kg build sources --out exports", folder)
    assert done.returncode == 0, done.stderr
    return folder


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return prepare(tmp_path_factory.mktemp("docs"))


def agrees(expected: str, output: str) -> bool:
    pattern = "\n".join(
        r"(?:.*\n?)*?" if line.strip() == "..." else re.escape(line.rstrip())
        for line in expected.splitlines()
    )
    text = "\n".join(line.rstrip() for line in output.splitlines())
    return re.fullmatch(pattern.replace("(?:.*\\n?)*?\n", "(?:.*\\n)*?"), text) is not None


@pytest.mark.slow
@pytest.mark.skipif(os.name == "nt", reason="the documents show a POSIX shell")
@pytest.mark.parametrize("document", SHOWING, ids=lambda d: d.name)
def test_shown_commands_do_what_is_shown(document: Path, folder: Path) -> None:
    """All of a document in one test, in order: a command may rest on those before it."""
    wrong = []
    for item in shown(document):
        done = run(item.command, folder)
        if done.returncode:
            wrong.append(f"$ {item.command}\n{done.stderr}")
        elif item.output and not agrees(item.output, done.stdout):
            wrong.append(f"$ {item.command}\n{done.stdout}")
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize("name", sorted(COMMANDS))
def test_each_command_is_documented(name: str) -> None:
    text = "".join(d.read_text(encoding="utf-8") for d in DOCUMENTS)
    assert f"kg {name}" in text


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda d: d.name)
def test_links_lead_somewhere(document: Path) -> None:
    for target in LINK.findall(document.read_text(encoding="utf-8")):
        assert (document.parent / target).exists(), target


def update() -> None:
    """Write what each shown command prints now into its document; `...` blocks are left alone."""
    with tempfile.TemporaryDirectory() as name:
        folder = prepare(Path(name))
        for document in DOCUMENTS:
            text = document.read_text(encoding="utf-8")
            for item in shown(document):
                done = run(item.command, folder)
                if item.output and "..." not in item.output.splitlines():
                    new = "\n".join(line.rstrip() for line in done.stdout.splitlines())
                    old = f"$ {item.raw}\n{item.output}\n"
                    text = text.replace(old, f"$ {item.raw}\n{new}\n", 1)
            document.write_text(text, encoding="utf-8")


if __name__ == "__main__" and "--update" in sys.argv:
    update()
