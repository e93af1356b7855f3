"""The decisions of people that a build replays: found with the sources, remembered by the store.

A file of decisions that a build has read is read again by every later build
into the same folder, as its articles stay too. The store keeps a copy of the
lines: where the file is gone, they go on to count until a build with prune.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from stat import S_ISDIR, S_ISREG
from typing import Any, Literal

from kg.iri import content_hash
from kg.loaders.folders import mode_of, walk
from kg.model import Issue
from kg.records import write_whole
from kg.resolve.decisions import (
    FILE,
    Decision,
    decision_to_json,
    in_force,
    own_ids,
    read_decisions,
)
from kg.resolve.decisions_claims import ClaimDecisions
from kg.resolve.decisions_people import People

STATE = "decisions.json"


@dataclass(frozen=True, slots=True)
class Decided:
    """All decisions, those in force, and what is wrong with the rest.

    `known` are all that could be read, proposed ones too; `force` the accepted
    ones, earliest first; `files` the files by path with their lines.
    """

    known: tuple[Decision, ...] = ()
    force: tuple[Decision, ...] = ()
    issues: tuple[Issue, ...] = ()
    files: Mapping[str, tuple[str, ...]] | None = None
    folders: tuple[str, ...] = ()

    @property
    def digest(self) -> str:
        """A hash of the decisions in force."""
        return content_hash("decisions", *((each.id, each.key) for each in self.force))

    def claims(self) -> ClaimDecisions:
        """Return the decisions about claims, none of which has been applied."""
        return ClaimDecisions(self.force)

    def people(self) -> People:
        """Return the withdrawals of persons' data."""
        return People(tuple(each for each in self.force if each.kind == "withdraw"))

    def removed(self, article_id: str, content: str) -> Decision | None:
        """Return the decision that takes an article out, None where it may stay.

        A removal counts for the content that the article had: a new version is
        a new article to be read.

        Args:
            article_id: The id.
            content: The hash of all that the article was given with.
        """
        for decision in reversed(self.force):
            about = decision.kind == "remove" and article_id in decision.articles
            if about and decision.content in (None, content):
                return decision
        return None

    def outrun(self, article_id: str, content: str) -> Decision | None:
        """Return the last removal of an article whose content has changed since, so that it is there again.

        Args:
            article_id: The id.
            content: The hash of all that the article is given with now.
        """
        if self.removed(article_id, content) is not None:
            return None
        return self.removal(article_id)

    def removal(self, article_id: str) -> Decision | None:
        """Return the last decision in force that takes an article out, whatever its content was."""
        about = (e for e in reversed(self.force) if e.kind == "remove" and article_id in e.articles)
        return next(about, None)


def decision_files(paths: Iterable[Path | Literal["-"]]) -> list[Path]:
    """Return the files of decisions among and below source arguments, sorted.

    Args:
        paths: Files and folders as given to a build.
    """
    found = set()
    for path in paths:
        if str(path) == "-":
            continue
        found |= {each.path for each in walk(Path(path)) if each.path.name == FILE}
    return sorted(found)


def files_of(folders: Iterable[str]) -> list[Path]:
    """Return the files of decisions that stand directly in folders, some of which may be gone or shut.

    Args:
        folders: Their paths.
    """
    paths = (Path(folder) / FILE for folder in folders)
    return [path for path in paths if S_ISREG(mode_of(path) or 0)]


def load(
    store: Path,
    paths: Iterable[Path | Literal["-"]],
    *,
    named: Iterable[Path] = (),
    prune: bool = False,
) -> Decided:
    """Return the decisions that count for a build.

    Args:
        store: The store folder, whose memory of earlier builds is used.
        paths: Files and folders of this build, files of decisions among them.
        named: Further files of decisions, whatever they are called.
        prune: Forget files of decisions that are gone.
    """
    given = list(paths)
    memory = _memory(store)
    files = {path: tuple(lines) for path, lines in memory["files"].items()}
    issues = []
    found = {str(path.absolute()) for path in (*decision_files(given), *named)}
    for path in sorted(files.keys() | found):
        try:
            with Path(path).open(encoding="utf-8-sig") as file:
                files[path] = tuple(line.rstrip("\n") for line in file)
        except FileNotFoundError:
            if prune:
                del files[path]
            else:
                message = "gone; its decisions count until a build with prune"
                issues.append(_warning("decisions-gone", message, path))
        except (OSError, ValueError) as error:
            message = f"can't be read: {error}; the decisions read before still count"
            issues.append(_warning("decisions-unread", message, path))
    known: list[Decision] = []
    for path, lines in sorted(files.items()):
        more, problems = read_decisions(lines, path)
        known += more
        issues += problems
    known, problems = own_ids(known)
    issues += problems
    people = People(tuple(each for each in in_force(known) if each.kind == "withdraw"))
    for path, lines in sorted(files.items()) if people else ():
        for number, line in enumerate(lines, 1):
            if people.named(line):
                message = "holds the name of a person whose data was withdrawn; take it out"
                issues.append(_warning("name-in-decisions", message, f"{path}:{number}"))
    folders = {
        str(Path(p).absolute()) for p in given if str(p) != "-" and S_ISDIR(mode_of(Path(p)) or 0)
    }
    return Decided(
        tuple(known),
        in_force(known),
        tuple(issues),
        files,
        tuple(sorted(folders | set(memory["folders"]))),
    )


def _warning(code: str, message: str, where: str) -> Issue:
    return Issue(severity="warning", code=code, message=message, where=where)


def _memory(store: Path) -> dict[str, Any]:
    try:
        found = json.loads((store / STATE).read_text("utf-8"))
        return {"files": dict(found["files"]), "folders": list(found["folders"])}
    except (OSError, ValueError, KeyError, TypeError):
        return {"files": {}, "folders": []}


def remembered(store: Path) -> Decided:
    """Return the decisions as the last build of a store had them; the files are not looked at."""
    memory = _memory(store)
    found = [read_decisions(lines, path)[0] for path, lines in sorted(memory["files"].items())]
    known = tuple(own_ids(decision for listed in found for decision in listed)[0])
    return Decided(known, in_force(known))


def remember(store: Path, decided: Decided) -> None:
    """Keep the files of decisions for later builds, without lines that hold a withdrawn name.

    Raises:
        StoreError: The folder can't be written.
    """
    people = decided.people()
    found = {
        "files": {
            path: [line for line in lines if not people.named(line)]
            for path, lines in sorted((decided.files or {}).items())
        },
        "folders": list(decided.folders),
    }
    text = json.dumps(found, ensure_ascii=False, indent=1) + "\n"
    path = store / STATE
    if not path.exists() or path.read_text("utf-8") != text:
        write_whole(path, text)


def key_of(decisions: Iterable[Decision]) -> list[str]:
    """Return what a graph depends on of decisions about one article."""
    return sorted(json.dumps(decision_to_json(each), sort_keys=True) for each in decisions)
