"""Run all benchmarks: `python -m benchmarks [NAME]...`; each prints what it measured."""

from __future__ import annotations

import runpy
import sys
from pathlib import Path


def main() -> None:
    """Run the benchmarks named on the command line, or all, in order of name."""
    here = Path(__file__).parent
    known = sorted(p.stem for p in here.glob("*.py") if not p.stem.startswith("_"))
    wanted = sys.argv[1:] or known
    unknown = set(wanted) - set(known)
    if unknown:
        sys.exit(f"No benchmark called {min(unknown)}. There are: {', '.join(known)}.")
    for name in wanted:
        print(f"== {name}", flush=True)
        sys.argv = [name]
        runpy.run_path(str(here / f"{name}.py"), run_name="__main__")


if __name__ == "__main__":
    main()
