"""The tables of a file of frames, its lists put in; loads no language model, so that `kg explain` is quick."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from kg.errors import ExtractionError

_LIST = re.compile(r"\[@(\w+)\]")  # in a path, a step narrowed to the words of a list


def tables(path: Path) -> dict[str, Any]:
    """Return what a file of frames says, with its `[lists]` in the place of "@name" in the frames, and in paths.

    Raises:
        ExtractionError: The file is not TOML, or names a list that it does not have.
    """
    try:
        found = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise ExtractionError(f"{path}: {error}.") from error
    frames = [_expand(table, found.get("lists", {}), str(path)) for table in found.get("frame", [])]
    return found | {"frame": frames}


def _expand(value: Any, lists: Mapping[str, list[str]], where: str) -> Any:
    """Replace "@name" in lists by the file's `[lists]` entry of that name."""
    if isinstance(value, dict):
        return {k: _expand(v, lists, where) for k, v in value.items()}
    if isinstance(value, list):
        found: list[Any] = []
        for item in value:
            if isinstance(item, str) and item.startswith("@"):
                if item[1:] not in lists:
                    raise ExtractionError(f"{where}: no list named {item!r} under [lists].")
                found += lists[item[1:]]
            elif isinstance(item, str) and "[@" in item:
                found.append(_narrowed(item, lists, where))
            else:
                found.append(_expand(item, lists, where))
        return found
    return value


def _narrowed(path: str, lists: Mapping[str, list[str]], where: str) -> str:
    """Return a path with the words of a list in the place of its name: "patient[@things]"."""

    def words(match: re.Match[str]) -> str:
        if match[1] not in lists:
            raise ExtractionError(f"{where}: no list named '@{match[1]}' under [lists].")
        return f"[{'|'.join(lists[match[1]])}]"

    return _LIST.sub(words, path)
