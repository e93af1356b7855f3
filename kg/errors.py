"""The exceptions that `kg` raises, by what the caller can do about them.

    KgError
    ├── ArgumentError    a function does not take this value; a ValueError, too
    ├── SourceError      an input can't be read or is not what it says
    ├── ExtractionError  a frame or a word list is malformed
    ├── ModelError       the language model is missing or unfit
    ├── OntologyError    an ontology file is malformed
    ├── QueryError       a query is refused, wrong or too slow
    ├── StoreError       a store is missing, locked or of another version
    ├── NotFoundError    a name, query or claim is unknown
    └── MissingExtraError  an optional dependency is not installed

Problems in the data are not exceptions: they are `kg.model.Issue` values in a
`kg.model.Report`.
"""

from __future__ import annotations


class KgError(Exception):
    """Base of all errors of this package; shown to users as text, without a traceback.

    Args:
        cause: One line that says what is wrong.
        remedy: One line that says what to do next.
        typed: The remedy for those at the command line, where it names an option of theirs.
    """

    def __init__(self, cause: str, remedy: str = "", *, typed: str = "") -> None:
        super().__init__(cause)
        self.cause = cause
        self.remedy = remedy
        self.typed = typed

    def __str__(self) -> str:
        return f"{self.cause}\n{self.remedy}" if self.remedy else self.cause

    def at_command_line(self) -> str:
        """Return the error as the command line tells it."""
        return f"{self.cause}\n{self.typed}" if self.typed else str(self)


class ArgumentError(KgError, ValueError):
    """A function was called with a value that it does not take."""


class SourceError(KgError):
    """An input can't be read, or is not what it says it is."""


class ExtractionError(KgError):
    """A frame, word list or pattern file is malformed."""


class ModelError(KgError):
    """The language model is missing, damaged or of another version."""


class OntologyError(KgError):
    """An ontology, scheme or shapes file is malformed."""


class QueryError(KgError):
    """A query is refused, malformed, or took longer than allowed."""


class StoreError(KgError):
    """A store is missing, in use by another process, or of another version."""


class NotFoundError(KgError):
    """A name, named query or claim is unknown; the remedy lists near matches."""


class MissingExtraError(KgError):
    """An optional dependency is not installed.

    Args:
        extra: Name of the extra in `setup.cfg`, as in `pip install kg[extra]`.
        package: The package that could not be imported.
    """

    def __init__(self, extra: str, package: str) -> None:
        super().__init__(
            f"{package} is not installed.", f"Install it with: pip install 'kg[{extra}]'"
        )
        self.extra = extra
        self.package = package
