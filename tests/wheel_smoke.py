"""Build the wheel, install it in an empty environment, and use it outside the checkout.

Run as `python tests/wheel_smoke.py`; it prints what it did and exits 1 on a fault.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import venv
import zipfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
NEEDED = ("kg/language/model/", "kg/ontology/ontology.ttl", "kg/extract/frames/role.toml")
STORY = (
    "Acme Motors buys a battery maker\n\n"
    "Acme Motors bought Zenith Batteries for $180 million on Monday.\n"
)


def run(*command: str | Path, cwd: Path, stdin: str | None = None) -> str:
    """Run a command without the checkout on its path and return what it prints."""
    env = {k: v for k, v in os.environ.items() if not k.startswith(("PYTHON", "KG_"))}
    done = subprocess.run(
        [str(part) for part in command],
        cwd=cwd,
        input=stdin,
        capture_output=True,
        text=True,
        env=env,
        check=False,
    )
    if done.returncode:
        sys.exit(f"{' '.join(str(c) for c in command)}\n{done.stdout}{done.stderr}")
    return done.stdout


def main() -> None:
    """Build, install, run; any fault ends the program with its output."""
    with tempfile.TemporaryDirectory(prefix="kg-wheel-") as name:
        folder = Path(name)
        run(sys.executable, "-m", "build", "--wheel", "--outdir", folder, ROOT, cwd=folder)
        wheel = next(folder.glob("*.whl"))
        with zipfile.ZipFile(wheel) as archive:
            names = archive.namelist()
        for needed in NEEDED:
            if not any(n.startswith(needed) for n in names):
                sys.exit(f"{wheel.name} lacks {needed}")
        venv.create(folder / "env", with_pip=True)
        bin_ = folder / "env" / ("Scripts" if os.name == "nt" else "bin")
        run(bin_ / "python", "-m", "pip", "install", "--quiet", wheel, cwd=folder)
        sources = folder / "sources"
        sources.mkdir()
        (sources / "deal.txt").write_text(STORY, encoding="utf-8")
        run(bin_ / "kg", "build", sources, "--out", folder / "exports", cwd=folder)
        rows = run(
            bin_ / "kg",
            "query",
            "--store",
            folder / "exports",
            "--format",
            "csv",
            "SELECT ?n ?m { ?x ci:acquires ?y . ?x rdfs:label ?n . ?y rdfs:label ?m }",
            cwd=folder,
        )
        if "Acme Motors,Zenith Batteries" not in rows:
            sys.exit(f"unexpected answer from the installed wheel: {rows!r}")
        run(bin_ / "kg", "view", "--store", folder / "exports", "-o", folder / "g.html", cwd=folder)
        size = wheel.stat().st_size / 1e6
        sys.stdout.write(f"{wheel.name}: {size:.1f} MB, built a graph and answered a query\n")


if __name__ == "__main__":
    main()
