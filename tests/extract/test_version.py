"""The name of the pipeline changes with every file that decides on claims."""

from __future__ import annotations

from pathlib import Path

from kg.extract import _files, version


def test_rules_in_folders_below_count_and_training_code_does_not(tmp_path: Path) -> None:
    for name in ("b.toml", "a.py", "notes.md", "inner/times.toml", "train/recipe.py"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text("x", encoding="utf-8")
    found = [Path(str(f)).relative_to(tmp_path).as_posix() for f in _files(tmp_path)]
    assert found == ["a.py", "b.toml", "inner/times.toml"]


def test_the_name_is_the_same_at_every_call() -> None:
    version.cache_clear()
    first = version()
    version.cache_clear()
    assert version() == first
