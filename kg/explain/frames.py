"""What proposed a claim: the frame, in words, and the words that can set it off."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

from kg.extract.frame_files import tables


@dataclass(frozen=True, slots=True, kw_only=True)
class FrameInfo:
    """A frame of this package.

    `file` is its place; `says` what its comment shows it to be for; `triggers` are the
    lemmas that set it off, `governors` those of the word above where every trigger will do.
    """

    id: str
    file: str
    says: str
    triggers: frozenset[str]
    governors: frozenset[str]

    @property
    def lemmas(self) -> frozenset[str]:
        """The lemmas to look for in a sentence."""
        return self.governors if "*" in self.triggers else self.triggers


_ID = re.compile(r'id\s*=\s*"([^"]+)"')


@cache
def lists() -> dict[str, Any]:
    """Return `words.toml`."""
    return tomllib.loads(resources.files("kg.explain").joinpath("words.toml").read_text("utf-8"))


@cache
def _comments() -> dict[str, tuple[str, str]]:
    """Return the file and the comment above each frame, by its full id."""
    found = {}
    folder = resources.files("kg.extract.frames")
    for file in sorted((f for f in folder.iterdir() if f.name.endswith(".toml")), key=str):
        text = file.read_text("utf-8")
        kind = tomllib.loads(text).get("kind", "")
        comment: list[str] = []
        kept = ""
        for line in text.splitlines():
            if line.startswith("#"):
                comment.append(line.lstrip("# "))
            elif line.strip() == "[[frame]]":
                kept, comment = " ".join(comment), []
            elif match := _ID.match(line):
                found[f"{kind}/{match[1]}"] = (f"kg/extract/frames/{file.name}", kept)
                kept = ""
            else:
                comment = []
    return found


@cache
def _frames() -> dict[str, tuple[frozenset[str], frozenset[str]]]:
    """Return the triggers and governors of each frame; the paths in it, and all that reads them, are not needed."""
    with resources.as_file(resources.files("kg.extract.frames")) as folder:
        files = [tables(path) for path in sorted(folder.glob("*.toml"))]
    return {
        f"{file.get('kind', '')}/{frame['id']}": (
            frozenset(frame["lemmas"]),
            frozenset(frame.get("governors", ())),
        )
        for file in files
        for frame in file["frame"]
    }


def frame_info(found_by: str) -> FrameInfo | None:
    """Return the frame that `found_by` of a claim names; None for a user's frame or a model.

    Example:
        >>> frame_info("Target/must").file
        'kg/extract/frames/target.toml'
    """
    frame = _frames().get(found_by)
    if frame is None:
        return None
    file, says = _comments().get(found_by, ("", ""))
    triggers, governors = frame
    return FrameInfo(id=found_by, file=file, says=says, triggers=triggers, governors=governors)


def forms(lemma: str) -> frozenset[str]:
    """Return the forms that an English word can have: plural, third person, past, participles.

    By the rules of spelling, and `words.toml` where they fail. Some forms are no
    words; they do no harm where forms are looked for in a text.

    Example:
        >>> sorted(forms("buy") & {"buys", "bought", "buying"})
        ['bought', 'buying', 'buys']
        >>> {"carries", "carried"} <= forms("carry"), "planned" in forms("plan")
        (True, True)
    """
    found = {lemma, f"{lemma}s", f"{lemma}ed", f"{lemma}ing", *lists()["irregular"].get(lemma, ())}
    if lemma.endswith(("s", "x", "z", "ch", "sh", "o")):
        found.add(f"{lemma}es")
    if lemma.endswith("e"):
        found |= {f"{lemma}d", f"{lemma[:-1]}ing"}
    if lemma.endswith("y"):
        found |= {f"{lemma[:-1]}ies", f"{lemma[:-1]}ied"}
    if re.search(r"[aeiou][bdgklmnprt]$", lemma):
        found |= {f"{lemma}{lemma[-1]}ed", f"{lemma}{lemma[-1]}ing"}
    return frozenset(found)
