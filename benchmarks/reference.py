"""Reference tables: load time, memory and look-up time of a generated list.

`python benchmarks/reference.py [ROWS]`; a million rows in the columns of the
golden copy of GLEIF by default. Names are made of common words, so that keys
are as long and as near to each other as those of real lists.
"""

from __future__ import annotations

import random
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from kg.resolve.names import company_key
from kg.resolve.reference import FILE, Reference

ROWS = 1_000_000
PROBES = 5_000
WORDS = [
    "alpha",
    "atlas",
    "blue",
    "capital",
    "city",
    "coast",
    "delta",
    "east",
    "energy",
    "first",
    "forest",
    "global",
    "golden",
    "grand",
    "green",
    "harbor",
    "iron",
    "lake",
    "land",
    "light",
    "marine",
    "meridian",
    "metro",
    "mountain",
    "national",
    "north",
    "nova",
    "ocean",
    "pacific",
    "park",
    "pioneer",
    "prime",
    "red",
    "river",
    "rock",
    "royal",
    "silver",
    "sky",
    "solar",
    "south",
    "star",
    "stone",
    "summit",
    "sun",
    "tech",
    "trust",
    "union",
    "valley",
    "west",
]
FORMS = ("GmbH", "Ltd", "Inc.", "S.A.", "B.V.", "LLC", "AB", "Holdings plc", "Co., Ltd.")


def name(number: int) -> str:
    """The name of the row of a number: the same each time."""
    rng = random.Random(number)  # noqa: S311 - repeatable, not secret
    parts = [word.title() for word in rng.sample(WORDS, 3)]
    return f"{' '.join(parts)} {number % 1000} {rng.choice(FORMS)}"


def write(path: Path, rows: int) -> None:
    """Write a list in the columns of the golden copy of GLEIF."""
    with path.open("w", encoding="utf-8") as out:
        out.write("LEI,Entity.LegalName,Entity.OtherEntityNames.OtherEntityName.1\n")
        for number in range(rows):
            other = f'"{name(number + rows)}"' if number % 4 == 0 else ""
            out.write(f'{number:018d}{number % 97:02d},"{name(number)}",{other}\n')


def load(path: Path, tables: Path) -> None:
    """Load a list and print how long it took and the peak memory of this process."""
    began = time.perf_counter(), time.process_time()
    with Reference(tables, write=True) as reference:
        rows = reference.add(path, "gleif", "list").rows
    wall, cpu = time.perf_counter() - began[0], time.process_time() - began[1]
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    size = tables.stat().st_size / 1e6
    print(
        f"{rows} rows: {wall:.1f} s ({cpu:.1f} s of CPU), peak {peak:.0f} MiB, file {size:.0f} MB",
        flush=True,
    )


def look_up(tables: Path, rows: int) -> None:
    """Print the time of one look-up: keys at hand, the file read before."""
    rng = random.Random(1)  # noqa: S311 - repeatable, not secret
    probes = [company_key(name(rng.randrange(rows))) for _ in range(PROBES)]
    missing = [f"{key} zzz" for key in probes]
    with Reference(tables) as reference:
        for label, keys in (("present, first", probes), ("present", probes), ("absent", missing)):
            times = []
            for key in keys:
                began = time.perf_counter()
                reference.look_up([key])
                times.append((time.perf_counter() - began) * 1e6)
            times.sort()
            print(
                f"look-up, {label}: median {statistics.median(times):.1f} us, "
                f"95 % under {times[int(0.95 * len(times))]:.1f} us",
                flush=True,
            )


def main() -> None:
    """Generate a list, load it in a process of its own, and look names up."""
    if len(sys.argv) == 4 and sys.argv[1] == "--load":
        load(Path(sys.argv[2]), Path(sys.argv[3]))
        return
    rows = int(sys.argv[1]) if len(sys.argv) > 1 else ROWS
    with tempfile.TemporaryDirectory() as folder:
        path, tables = Path(folder) / "list.csv", Path(folder) / FILE
        for size in (rows // 10, rows):
            write(path, size)
            tables.unlink(missing_ok=True)
            command = [sys.executable, __file__, "--load", str(path), str(tables)]
            subprocess.run(command, check=True)
        look_up(tables, rows)


if __name__ == "__main__":
    main()
