"""Terms and lines of canonical N-Quads, built without a parser.

The forms are those of RDF 1.1 N-Quads in the canonical variant of RDFC-1.0:
one space between terms, escapes only where they are needed. Every string goes
through `literal`, every IRI through `iri_term`.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable
from decimal import Decimal

from kg.errors import SourceError
from kg.rdf.vocab import RDF, XSD

_BAD_IRI = re.compile(r"[\x00-\x20<>\"{}|^`\\]")
_SURROGATE = re.compile("[\ud800-\udfff]")
# Controls, and what is no character of XML 1.1.
_WRITTEN_AS_NUMBERS = (*range(0x20), 0x7F, 0xFFFE, 0xFFFF)
_ESCAPES = {ord(c): f"\\u{ord(c):04X}" for c in map(chr, _WRITTEN_AS_NUMBERS)} | {
    ord("\b"): "\\b",
    ord("\t"): "\\t",
    ord("\n"): "\\n",
    ord("\f"): "\\f",
    ord("\r"): "\\r",
    ord('"'): '\\"',
    ord("\\"): "\\\\",
}

NO_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Characters that XML 1.0 can't hold, not even escaped."""

TYPE = f"<{RDF}type>"
"""The predicate rdf:type."""


def iri_term(value: str) -> str:
    """Return an IRI as an N-Quads term.

    Raises:
        SourceError: The IRI has a character that no IRI may have.

    Example:
        >>> iri_term("https://example.org/a")
        '<https://example.org/a>'
    """
    if ":" not in value or _BAD_IRI.search(value) or _SURROGATE.search(value):
        raise SourceError(f"Not an IRI: {value!r}.")
    return f"<{value}>"


def literal(text: str, datatype: str | None = None) -> str:
    r"""Return a literal as an N-Quads term.

    Args:
        text: The lexical form.
        datatype: Local name of an XML Schema type, such as `date`; None for a string.

    Raises:
        SourceError: The text has a lone surrogate, which no encoding can carry.

    Example:
        >>> print(literal('say "hi"\n'), literal("2021-10-20", "date"))
        "say \"hi\"\n" "2021-10-20"^^<http://www.w3.org/2001/XMLSchema#date>
    """
    if _SURROGATE.search(text):
        raise SourceError("A text has a lone surrogate, which is no character.")
    quoted = f'"{text.translate(_ESCAPES)}"'
    return quoted if datatype is None else f"{quoted}^^<{XSD}{datatype}>"


def decimal(value: Decimal) -> str:
    """Return an xsd:decimal in the shortest form without an exponent.

    Example:
        >>> decimal(Decimal("1E+10")), decimal(Decimal("5.40"))[:5]
        ('"10000000000"^^<http://www.w3.org/2001/XMLSchema#decimal>', '"5.4"')
    """
    text = f"{value:f}"
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return literal(text if text not in ("", "-0", "-") else "0", "decimal")


def date(day: dt.date) -> str:
    """Return a day as an xsd:date."""
    return literal(day.isoformat(), "date")


def integer(value: int) -> str:
    """Return a whole number as an xsd:integer."""
    return literal(str(value), "integer")


def boolean(value: bool) -> str:
    """Return a truth value as an xsd:boolean."""
    return literal("true" if value else "false", "boolean")


def line(subject: str, predicate: str, object_: str, graph: str) -> str:
    """Return one N-Quads statement from four finished terms, without a line break."""
    return f"{subject} {predicate} {object_} {graph} ."


def canonical(lines: Iterable[str]) -> list[str]:
    """Return statements sorted by code point and without repetitions.

    With no blank nodes in them, this is the canonical form of the data set.
    """
    return sorted(set(lines))
