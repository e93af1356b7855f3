"""What was withdrawn and must leave the disk: noted first, so that a killed build leaves it to the next.

The database keeps every text that it was ever given, in what is changed and in
copies of it. So an index from which articles went, or in which they changed,
is made anew from the graph, and no older one stays beside it.
"""

from __future__ import annotations

from pathlib import Path

FILE = "erase.due"


class Erasure:
    """What one build must erase, and what a build before it did not come to.

    Args:
        store: The store folder.
    """

    def __init__(self, store: Path) -> None:
        self._store, self._path = store, store / FILE
        self._due = self._path.exists()

    @property
    def due(self) -> bool:
        """Whether an index may hold what was withdrawn."""
        return self._due

    def note(self) -> None:
        """Note that something is about to be withdrawn or replaced.

        Raises:
            OSError: It can't be noted.
        """
        if not self._due:
            self._path.touch()
            self._due = True

    def done(self) -> None:
        """Remove what other indexes hold, now that the current one was made without what was withdrawn.

        Raises:
            StoreError: Something that may hold it can't be removed.
        """
        if self._due:
            from kg.rdf.store import forget_others

            forget_others(self._store)
            self._path.unlink(missing_ok=True)
            self._due = False
