"""What a build tells of its articles beside the rows of its inputs."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path

from kg.catalog import Catalog, Head
from kg.decided import Decided
from kg.inputs import Inputs, Task
from kg.loaders.folders import mode_of, portable
from kg.model import Issue


def ahead(catalog: Catalog, started: str | None) -> list[Issue]:
    """Name the articles that are dated after the day of the build: one moves what the graph says of now."""
    if started is None:
        return []
    tomorrow = dt.date.fromisoformat(started[:10]) + dt.timedelta(days=1)  # in some time zone it is
    message = "dated {}, which is still to come; what holds now is told as of the latest article"
    return [
        Issue(
            severity="warning",
            code="date-ahead",
            message=message.format(head.date),
            where=head.path or head.id,
        )
        for _, head in sorted(catalog.heads.items())
        if head.date is not None and head.date > tomorrow
    ]


def returned(catalog: Catalog, decided: Decided) -> list[Issue]:
    """Name the articles that were withdrawn and are read again because their content has changed since."""
    found = []
    for _, head in sorted(catalog.heads.items()):
        decision = decided.outrun(head.id, head.content)
        if decision is not None:
            message = (
                f"{head.id} is back: {decision.by} withdrew it on {decision.day}"
                f"{f' ({decision.why})' if decision.why else ''}, and its content has changed since;"
                " 'kg remove' withdraws it as it is now"
            )
            where = head.path or head.id
            found.append(
                Issue(severity="warning", code="decision-outrun", message=message, where=where)
            )
    return found


def undated(catalog: Catalog, gone: Collection[str]) -> list[str]:
    """Name the articles without a day: "on Monday" is open in them, and lists by day can't place them.

    Args:
        catalog: The articles.
        gone: Those whose file can no longer be given a day.
    """
    return sorted(h.id for h in catalog.heads.values() if h.date is None and h.id not in gone)


@dataclass(frozen=True, slots=True)
class Gone:
    """An article that its file no longer gives, and the source that has its text now, "" if none."""

    id: str
    now: str = ""

    def issue(self, where: str) -> Issue:
        """Return it as an issue; `where` is the file that it came from."""
        message = f"{self.id} is no longer read from its file; kept until a build with prune"
        if self.now:
            message += f"; {self.now} has the same text"
        return Issue(severity="info", code="gone", message=message, where=where)


def gone(head: Head, inputs: Inputs, catalog: Catalog) -> Gone | None:
    """Return an article whose file is gone or no longer gives it, None where that can't be said.

    Args:
        head: An article that no source of this build gave.
        inputs: What they gave.
        catalog: Where its text is looked up.
    """
    if head.path is None:
        return None
    if head.path not in inputs.files and mode_of(Path(head.path)) is not None:
        return None
    record = catalog.record(head)
    return Gone(head.id, inputs.source_of(record.text_sha256) if record else "")


def taken(head: Head | None, id_: str, task: Task, inputs: Inputs) -> str | None:
    """Return the file that an article of this id came from, where another one is about to replace it.

    An id that a source gives says that both are one article, and the later
    replaces the earlier. One that is made of a path says so only of one file.

    Args:
        head: The stored article.
        id_: Its id.
        task: What was found under the id now.
        inputs: What the sources of this build gave.
    """
    if head is None or head.path in (None, task.path) or head.content == task.content:
        return None
    path = Path(head.path)
    named = id_.partition("#")[0]
    by_path = all(f"/{portable(each)}".endswith(f"/{named}") for each in _posix(path, task.path))
    if not by_path or head.path in inputs.files or mode_of(path) is None:
        return None
    return head.path


def _posix(*paths: Path | str | None) -> list[str]:
    return [Path(path or "").as_posix() for path in paths if path is not None]
