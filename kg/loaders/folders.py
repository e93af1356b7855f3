"""Which files a source argument stands for, in a fixed order."""

from __future__ import annotations

import os
import stat
import unicodedata
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from kg.loaders.draft import Refused, table

_OUTPUT = Refused("skipped", "output of a build, no article")


@dataclass(frozen=True, slots=True)
class Found:
    """A file to read, or why it is not read.

    `id` is its path below the source argument, with `/`, in Unicode's
    composed form, so that it is the same on every system. `left_out` marks
    what is no input at all, such as a hidden file.
    """

    path: Path
    id: str
    refused: Refused | None = None
    left_out: bool = False


def storable(path: Path | str) -> str:
    """Return a path as text that can be stored: bytes of it that are no UTF-8 are escaped."""
    return os.fsencode(path).decode("utf-8", "backslashreplace")


def portable(name: str) -> str:
    """Return a file name as text that can be stored, in Unicode's composed form."""
    return unicodedata.normalize("NFC", storable(name))


def walk(source: Path) -> Iterator[Found]:
    """Yield the files of a source argument: itself, or all below it, sorted by name.

    Links inside a folder are not followed, so that an input can't reach
    outside the folder or go round in circles. Hidden files and those that
    `formats.toml` lists as no articles are left out, as is what a build wrote:
    a folder below with a store in it, or the store in the folder itself.

    Args:
        source: A file or folder.
    """
    try:
        is_folder = source.is_dir()
    except OSError as error:
        yield Found(source, portable(source.name), unreadable(error))
        return
    if is_folder:
        yield from _below(source, "")
    else:
        yield _found(source, portable(source.name))


def _found(path: Path, id_: str) -> Found:
    """A file, unless its name says that it is no article."""
    if path.name in table("formats")["no_articles"]:
        return Found(path, id_, Refused("skipped", "decisions, no article"), left_out=True)
    return Found(path, id_)


def _below(folder: Path, prefix: str) -> Iterator[Found]:
    try:
        with os.scandir(folder) as entries:
            found = sorted(entries, key=lambda entry: portable(entry.name))
    except OSError as error:
        yield Found(folder, prefix.rstrip("/") or portable(folder.name), unreadable(error))
        return
    names = {entry.name for entry in found}
    output = table("formats")["output"]
    written = output["store"] in names and _is_store(folder / output["store"])
    if names.issuperset(output["holds"]) or (written and prefix):
        yield from _left_out_output(folder, prefix, names)
        return
    beside = {output["store"], *output["beside"]} if written else set()
    for entry in found:
        path, id_ = folder / entry.name, prefix + portable(entry.name)
        if entry.name.startswith("."):
            yield Found(path, id_, Refused("skipped", "hidden"), left_out=True)
        elif entry.name in beside:
            yield Found(path, id_, _OUTPUT, left_out=True)
        elif entry.is_symlink():
            yield Found(path, id_, Refused("skipped", "a link, not followed"))
        elif entry.is_dir(follow_symlinks=False):
            yield from _below(path, f"{id_}/")
        elif path.stem.lower() in table("formats")["left_out"]:
            yield Found(
                path, id_, Refused("skipped", "about the folder, no article"), left_out=True
            )
        else:
            yield _found(path, id_)


def _is_store(folder: Path) -> bool:
    return all(mode_of(folder / name) for name in table("formats")["output"]["holds"])


def _left_out_output(folder: Path, prefix: str, names: Collection[str]) -> Iterator[Found]:
    """Yield a folder that a build wrote; files for other purposes that people put there still count."""
    yield Found(folder, prefix.rstrip("/") or portable(folder.name), _OUTPUT, left_out=True)
    for name in sorted(set(table("formats")["no_articles"]).intersection(names)):
        yield _found(folder / name, prefix + name)


def mode_of(path: Path) -> int | None:
    """Return the mode of a file or folder: 0 where the system does not tell, None where it is gone.

    What stands in a folder that may not be read just now is not gone.
    """
    try:
        return path.stat().st_mode
    except (FileNotFoundError, NotADirectoryError):
        return None
    except OSError:
        return 0


def unreadable(error: OSError) -> Refused:
    """Return the outcome of an input that the system does not let us read."""
    if isinstance(error, FileNotFoundError):
        return Refused("failed", "there is no such file (any more)")
    return Refused("failed", f"can't be read: {error.strerror or error}")


def open_file(path: Path) -> IO[bytes]:
    """Open a regular file for reading.

    Raises:
        Refused: It is no regular file: pipes and devices may never end.
        OSError: The system does not let us.
    """
    if not stat.S_ISREG(path.stat().st_mode):
        raise Refused("skipped", "not a regular file")
    return path.open("rb")


def read_bytes(path: Path, most: int) -> bytes:
    """Return the bytes of a regular file.

    Args:
        path: The file.
        most: The largest size, in bytes.

    Raises:
        Refused: It is gone, not permitted, too large or no regular file.
    """
    try:
        with open_file(path) as file:
            return read_stream(file, most)
    except OSError as error:
        raise unreadable(error) from error


def read_stream(stream: IO[bytes], most: int) -> bytes:
    """Return all bytes of a stream.

    Args:
        stream: An open file or standard input.
        most: The largest size, in bytes.

    Raises:
        Refused: It is too large or breaks off.
    """
    try:
        data = stream.read(most + 1)
    except OSError as error:
        raise unreadable(error) from error
    if len(data) > most:
        raise Refused("failed", f"larger than {most} bytes")
    return data
