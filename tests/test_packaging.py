"""What the package needs at run time goes into its wheel."""

from __future__ import annotations

import configparser
from fnmatch import fnmatchcase
from pathlib import Path

import kg

ROOT = Path(kg.__file__).parent.parent


def packed(path: Path, data: dict[str, list[str]]) -> bool:
    """Tell whether a pattern of a package that a file is in names it; none crosses folders."""
    parts = path.parts
    return any(
        pattern.count("/") == len(parts) - n - 1 and fnmatchcase("/".join(parts[n:]), pattern)
        for n in range(1, len(parts))
        for pattern in data.get(".".join(parts[:n]), ())
    )


def test_every_data_file_is_packed() -> None:
    config = configparser.ConfigParser()
    config.read(ROOT / "setup.cfg", encoding="utf-8")
    data = {name: found.split() for name, found in config["options.package_data"].items()}
    files = [
        path.relative_to(ROOT)
        for path in sorted((ROOT / "kg").rglob("*"))
        if path.is_file() and path.suffix not in (".py", ".pyc")
    ]
    assert files
    assert [str(path) for path in files if not packed(path, data)] == []
