"""The named queries of `ontology/queries`: their help, parameters and text.

The first comment line of a file is its help. `# @param NAME TYPE TEXT` lines
declare parameters; the default of each stands in the query itself, as the data
of its `VALUES` block (`UNDEF` means "any"), so a file runs in any engine as it is.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from functools import cache
from importlib import resources

import pyoxigraph as ox

from kg.errors import NotFoundError, OntologyError, QueryError
from kg.rdf.guard import near
from kg.rdf.query import Term
from kg.rdf.vocab import XSD, prefixes

_DEFAULT = re.compile(r"VALUES\s+\?(\w+)\s*\{\s*(.*?)\s*\}", re.IGNORECASE)
_PARAM = re.compile(r"#\s*@param\s+(\w+)\s+(\w+)\s*(.*)")
TYPES = ("boolean", "date", "decimal", "integer", "iri", "string")
"""The types that a parameter may have."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Parameter:
    """A parameter of a named query: its name without "?", one of `TYPES`, its help and its default.

    `default` is written as the query has it; "" means that any value will do.
    """

    name: str
    type: str
    help: str
    default: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedQuery:
    """A query with a name; `help` is one line, `text` the SPARQL of the file."""

    name: str
    help: str
    text: str
    parameters: tuple[Parameter, ...] = ()


def parse(name: str, text: str) -> NamedQuery:
    """Return a named query from the text of its file.

    Raises:
        OntologyError: The help line is missing or a type is unknown.
    """
    lines = text.splitlines()
    if not lines or not lines[0].startswith("# "):
        raise OntologyError(f"The query {name} has no help in its first line.")
    found = []
    defaults = {match[1]: match[2] for match in _DEFAULT.finditer(text)}
    for line in lines:
        match = _PARAM.match(line)
        if match:
            if match[2] not in TYPES:
                raise OntologyError(f"The query {name} has a parameter of type {match[2]}.")
            default = defaults.get(match[1], "").partition("^^")[0].strip('"')
            found.append(
                Parameter(
                    name=match[1],
                    type=match[2],
                    help=match[3],
                    default="" if default == "UNDEF" else default,
                )
            )
    return NamedQuery(
        name=name, help=lines[0].removeprefix("# ").strip(), text=text, parameters=tuple(found)
    )


@cache
def named_queries() -> dict[str, NamedQuery]:
    """Return all named queries by name, sorted."""
    folder = resources.files("kg.ontology").joinpath("queries")
    files = sorted((f for f in folder.iterdir() if f.name.endswith(".rq")), key=lambda f: f.name)
    names = [(f.name.removesuffix(".rq"), f.read_text("utf-8")) for f in files]
    return {name: parse(name, text) for name, text in names}


def named_query(name: str) -> NamedQuery:
    """Return one named query; a unique beginning of its name will do ("cq06").

    Raises:
        NotFoundError: There is none, or several begin like that.
    """
    known = named_queries()
    if name in known:
        return known[name]
    begun = [k for k in known if name and k.startswith(name)]
    if len(begun) == 1:
        return known[begun[0]]
    codes = {k.partition("-")[0]: k for k in known}
    close = begun or near(name, known) or tuple(codes[code] for code in near(name, codes))
    hint = f"Did you mean {' or '.join(close)}?" if close else "'kg queries' lists them."
    raise NotFoundError(f"There is no named query {name!r}.", hint)


def _checked(type_: str, value: str) -> Term:
    if type_ == "iri":
        prefix, _, local = value.partition(":")
        known = prefixes()
        if prefix in known and not local.startswith("//"):
            return ox.NamedNode(known[prefix] + local)
        return ox.NamedNode(value.removeprefix("<").removesuffix(">"))
    if type_ == "string":
        return ox.Literal(value)
    if type_ == "date":
        value = dt.date.fromisoformat(value).isoformat()
    elif type_ == "integer":
        value = str(int(value))
    elif type_ == "decimal":
        value = f"{Decimal(value):f}"
    elif value not in ("true", "false"):
        raise ValueError(value)
    return ox.Literal(value, datatype=ox.NamedNode(XSD + type_))


def typed(type_: str, name: str, value: str) -> Term:
    """Return a value given as text as a term of a type.

    Raises:
        QueryError: The text is no value of that type.

    Example:
        >>> typed("integer", "least", "3")
        <Literal value=3 datatype=<NamedNode value=http://www.w3.org/2001/XMLSchema#integer>>
    """
    try:
        return _checked(type_, value)
    except (ValueError, InvalidOperation) as error:
        raise QueryError(
            f"The parameter {name} takes a value of type {type_}, not {value!r}.",
            "Dates are written as 2021-10-20, IRIs in full or with a known prefix.",
        ) from error


def guessed(value: str) -> Term:
    """Return a value for a query that declares no types: a date, number, truth value, IRI or string.

    Example:
        >>> guessed("2021-10-20").datatype.value.rsplit("#")[-1], guessed("Acme").value
        ('date', 'Acme')
    """
    for type_ in ("integer", "decimal", "boolean"):
        try:
            return _checked(type_, value)
        except (ValueError, InvalidOperation):
            continue
    if re.fullmatch(r"\d{4}-\d{2}-\d{2}", value):
        try:
            return _checked("date", value)
        except ValueError:
            return ox.Literal(value)
    if re.fullmatch(r"<[^<>\s]+>|https?://\S+", value) or value.partition(":")[0] in prefixes():
        try:
            return _checked("iri", value)
        except ValueError:
            return ox.Literal(value)
    return ox.Literal(value)


def terms(query: NamedQuery | None, values: Mapping[str, str]) -> dict[str, Term]:
    """Return parameters given as text as typed terms.

    Args:
        query: The named query that declares their types; None where there is
            none, and types are guessed.
        values: Values by name of the parameter.

    Raises:
        QueryError: A value does not fit its type.
        NotFoundError: The named query has no such parameter.
    """
    if query is None:
        return {name: guessed(value) for name, value in values.items()}
    known = {parameter.name: parameter.type for parameter in query.parameters}
    found = {}
    for name, value in values.items():
        if name not in known:
            takes = f"It takes {', '.join(known)}." if known else "It takes none."
            raise NotFoundError(f"The query {query.name} has no parameter {name!r}.", takes)
        found[name] = typed(known[name], name, value)
    return found
