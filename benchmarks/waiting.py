"""How long one waits for a command: processor seconds of each, started anew, beside another version's.

    python -m benchmarks.waiting --store exports
    python -m benchmarks.waiting --store exports --before ../older   # a second working tree, for a ratio

The two versions take turns, and the fastest of the runs counts, so that other work on the machine
shows less. A graph of an older version may be told as such by commands; times are of answers all the same.
"""

from __future__ import annotations

import argparse
import os
import resource
import subprocess
import sys
import tempfile
from pathlib import Path

RUN = "import sys; from kg.cli import main; main(sys.argv[1:])"
HERE = Path(__file__).resolve().parents[1]


def commands(store: Path, name: str) -> list[list[str]]:
    """Return the commands that are waited for."""
    of = ["--store", str(store)]
    return [
        ["--version"],
        ["stats", *of],
        ["claims", *of],
        ["show", name, *of],
        ["timeline", name, *of],
        ["ledger", *of],
        ["conflicts", *of],
        ["explain", name, *of],
        ["search", name, *of],
    ]


def seconds(tree: Path, command: list[str]) -> tuple[float, int]:
    """Return the processor seconds of a command of one working tree, and how it ended."""
    env = os.environ | {"PYTHONPATH": str(tree)}
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    with tempfile.TemporaryDirectory() as elsewhere:  # Python looks for modules where it is first
        done = subprocess.run(
            [sys.executable, "-c", RUN, *command],
            env=env,
            cwd=elsewhere,
            capture_output=True,
            check=False,
        )
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    used = after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime
    return used, done.returncode


def main() -> None:
    """Print a line for each command."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--store", type=Path, default=Path("exports"))
    parser.add_argument("--name", default="Xiaomi", help="Of whom the graph tells.")
    parser.add_argument("--before", type=Path, help="The working tree of another version.")
    parser.add_argument("--runs", type=int, default=3)
    asked = parser.parse_args()
    trees = [tree.resolve() for tree in (asked.before, HERE) if tree]
    print("command    " + "  ".join(["before s", "now s", "ratio"] if asked.before else ["now s"]))
    for command in commands(asked.store.resolve(), asked.name):
        found = [[seconds(tree, command) for tree in trees] for _ in range(asked.runs)]
        least = [min(run[i][0] for run in found) for i in range(len(trees))]
        ratio = [f"{least[-1] / least[0]:.2f}"] if asked.before else []
        failed = " (failed)" if any(code for run in found for _, code in run) else ""
        print(command[0].ljust(10), *(f"{s:.2f}" for s in least), *ratio, failed, flush=True)


if __name__ == "__main__":
    main()
