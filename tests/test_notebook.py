"""The worked notebook runs from its first cell to its last on the sample articles.

`python tests/test_notebook.py --update` writes the outputs of now into it.
"""

from __future__ import annotations

import importlib
import shutil
import sys
import tempfile
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[1]
NOTEBOOK = ROOT / "docs" / "notebook.ipynb"


def _format() -> Any:
    """Return the module `nbformat`, whose functions have no types."""
    return importlib.import_module("nbformat")


def executed(folder: Path) -> Any:
    """Return the notebook after it ran in a copy of the folders that it expects."""
    from nbclient import NotebookClient

    shutil.copytree(ROOT / "sources", folder / "sources")
    (folder / "docs").mkdir()
    found = _format().read(NOTEBOOK, as_version=4)
    client = NotebookClient(
        found, timeout=300, kernel_name="python3", resources={"metadata": {"path": folder / "docs"}}
    )
    client.execute()
    return found


@pytest.mark.slow
@pytest.mark.filterwarnings("ignore::DeprecationWarning", "ignore::RuntimeWarning")
def test_the_notebook_runs(tmp_path: Path) -> None:
    pytest.importorskip("nbclient")
    pytest.importorskip("ipykernel")
    found = executed(tmp_path)
    for cell in (each for each in found.cells if each.cell_type == "code"):
        streams = [o.text for o in cell.outputs if o.output_type == "stream" and o.name == "stderr"]
        assert not streams, cell.source
    shown = [cell for cell in found.cells if cell.cell_type == "code" and cell.outputs]
    assert len(shown) >= 8
    html = [
        o.data["text/html"] for c in shown for o in c.outputs if "text/html" in o.get("data", {})
    ]
    assert any("Xiaomi" in text for text in html)


def test_the_notebook_holds_no_path_of_a_machine() -> None:
    text = NOTEBOOK.read_text(encoding="utf-8")
    assert str(ROOT) not in text
    assert "/tmp/" not in text  # noqa: S108 - is looked for, not used
    assert "/home/" not in text


def update() -> None:
    """Run the notebook, and keep its outputs without what differs from run to run."""
    with tempfile.TemporaryDirectory() as name:
        found = executed(Path(name))
    for number, cell in enumerate(found.cells):
        cell["id"] = f"cell-{number}"
        cell.metadata.clear()
        if cell.cell_type == "code":
            cell.execution_count = None
            for output in cell.outputs:
                if "execution_count" in output:
                    output.execution_count = None
                if "text/html" in output.get("data", {}):
                    output.data["text/plain"] = "(a table)"
    found.metadata = {
        "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
        "language_info": {"name": "python"},
    }
    _format().write(found, NOTEBOOK)


if __name__ == "__main__" and "--update" in sys.argv:
    update()
