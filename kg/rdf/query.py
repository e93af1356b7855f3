"""SPARQL over a store: checked, with typed parameters, and with a time limit if wanted.

Values never become part of a query as text: a parameter is a term, written by
the same code that writes terms of data, into a `VALUES` block of its own.
(Oxigraph's own substitutions, like rdflib's `initBindings`, work only for
variables of the SELECT clause.)
"""

from __future__ import annotations

import json
import math
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

import pyoxigraph as ox

from kg.errors import KgError, QueryError
from kg.rdf.guard import PADDING, Checked, check, relative_iri, syntax_error, unknown_prefix
from kg.rdf.lexer import Token, star_order, tokens
from kg.rdf.terms import NO_XML, iri_term, literal
from kg.rdf.vocab import XSD, prefixes
from kg.rdf.write import FORMATS, rdf_text

Term = ox.NamedNode | ox.Literal
Value = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple | None
Form = Literal["rows", "boolean", "triples"]

NUMBERS = frozenset(
    f"{XSD}{name}"
    for name in ("integer", "decimal", "double", "float", "int", "long", "nonNegativeInteger")
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What a query gave: rows, a truth value or triples; the other fields are empty."""

    form: Form
    columns: tuple[str, ...] = ()
    rows: tuple[tuple[Value, ...], ...] = ()
    truth: bool = False
    triples: tuple[ox.Triple, ...] = ()

    def values(self) -> list[dict[str, Any]]:
        """Return the rows as plain Python values by column.

        IRIs and strings are `str`, numbers int or float, truth values bool,
        dates ISO 8601 text; an unbound variable is None. `INF`, `NaN` and
        what is no number for all its datatype says stay text, as in JSON.
        """
        return [dict(zip(self.columns, map(plain, row), strict=True)) for row in self.rows]


def plain(value: Value) -> str | int | float | bool | None:
    """Return a term as a plain Python value.

    Example:
        >>> plain(ox.Literal(3)), plain(ox.NamedNode("https://example.org/a"))
        (3, 'https://example.org/a')
    """
    if isinstance(value, ox.Literal):
        datatype = value.datatype.value
        if datatype == f"{XSD}boolean":
            return value.value in ("true", "1")
        if datatype in NUMBERS:
            return _number(value.value)
        return value.value
    if value is None or isinstance(value, ox.NamedNode):
        return value.value if value else None
    return str(value)


def _number(text: str) -> int | float | str:
    try:
        return int(text)
    except ValueError:
        pass
    try:
        number = float(text)
    except ValueError:
        return text
    return number if math.isfinite(number) else text


# --- parameters ------------------------------------------------------------------------


def written(term: Term) -> str:
    r"""Return a term as SPARQL, escaped so that it can only be that one term.

    Example:
        >>> print(written(ox.Literal('a" } DROP ALL #')))
        "a\" } DROP ALL #"
    """
    if isinstance(term, ox.NamedNode):
        return iri_term(term.value)
    if term.language:
        return f"{literal(term.value)}@{term.language}"
    datatype = term.datatype.value
    return literal(term.value) + ("" if datatype == f"{XSD}string" else f"^^{iri_term(datatype)}")


def _blocks(found: Sequence[Token], name: str) -> list[tuple[int, int]]:
    """Return where the data of `VALUES ?name { ... }` stand in the query."""
    places = []
    for at in range(len(found) - 3):
        head, variable, brace = found[at : at + 3]
        if head.keyword == "VALUES" and variable.text[1:] == name and brace.text == "{":
            end = next((t for t in found[at + 3 :] if t.text == "}"), None)
            if end is not None and variable.kind == "variable":
                places.append((brace.end, end.start))
    return places


def _main_group(found: Sequence[Token], form: str) -> int | None:
    """Return the offset after the brace that opens the pattern of a query."""
    depth, skip = 0, form == "CONSTRUCT"
    for token in found:
        if token.keyword == "WHERE":
            skip = False
        if token.text == "{":
            if depth == 0 and not skip:
                return token.end
            depth += 1
        elif token.text == "}":
            depth -= 1
            skip = skip and depth > 0
    return None


def bind(query: Checked, parameters: Mapping[str, Term]) -> str:
    """Return the text of a query with its parameters as `VALUES` blocks.

    Where the query has a block of its own (`VALUES ?since { "2021-01-01"^^xsd:date }`),
    the value takes the place of its data; else the block is put first in the pattern.

    Raises:
        QueryError: The query has no variable of that name, or no pattern.
    """
    text = query.text
    for name in sorted(parameters):
        found = list(tokens(text))
        if not any(t.kind == "variable" and t.text[1:] == name for t in found):
            raise QueryError(
                f"The query has no variable ?{name}.", "Names of parameters are names of variables."
            )
        value = written(parameters[name])
        blocks = _blocks(found, name)
        if not blocks:
            at = _main_group(found, query.form)
            if at is None:
                raise QueryError(f"The query has no pattern in which ?{name} could be bound.")
            blocks, value = [(at, at)], f" VALUES ?{name} {{ {value} }} "
        for start, end in reversed(blocks):
            text = f"{text[:start]} {value} {text[end:]}"
    return text


# --- running ---------------------------------------------------------------------------


def _merged(store: ox.Store, names: Sequence[str]) -> ox.Store:
    """Return a store whose default graph holds the triples of several graphs once each."""
    found = ox.Store()
    for name in names:
        quads = store.quads_for_pattern(None, None, None, ox.NamedNode(name))
        found.extend(ox.Quad(q.subject, q.predicate, q.object) for q in quads)
    return found


def _execute(store: ox.Store, query: Checked, text: str) -> Any:
    options: dict[str, Any] = {"prefixes": prefixes()}
    if query.default is not None and query.named is not None:
        if len(query.default) > 1:
            merged = _merged(store, query.default)
            for name in query.named:
                graph = ox.NamedNode(name)
                merged.extend(store.quads_for_pattern(None, None, None, graph))
            store = merged
        else:
            options["default_graph"] = [ox.NamedNode(n) for n in query.default]
        options["named_graphs"] = [ox.NamedNode(n) for n in query.named]
    try:
        return store.query(text + PADDING, **options)
    except SyntaxError as error:
        name = unknown_prefix(text)
        known = f"Known prefixes: {', '.join(sorted(prefixes()))}."
        if name:
            raise QueryError(f"Nothing declares the prefix of {name}.", known) from error
        name = relative_iri(text)
        if name:
            whole = f"Write it in full (<https://...>) or with a prefix. {known}"
            raise QueryError(f"{name} is no whole IRI.", whole) from error
        cause, place = syntax_error(text + PADDING, str(error))
        raise QueryError(cause, f"{place}\n{known}" if place else known) from error
    except (RuntimeError, OSError, ValueError) as error:
        raise QueryError(f"The query failed: {error}.") from error


def run(store: ox.Store, sparql: str, *, parameters: Mapping[str, Term] | None = None) -> Answer:
    """Return the answer to a SPARQL query.

    A plain pattern sees every triple of the store once, whatever number of
    articles say it; `GRAPH` tells which graphs do.

    Args:
        store: A store opened with `kg.rdf.store.open_store`.
        sparql: SELECT, ASK, CONSTRUCT or DESCRIBE; our prefixes are declared.
        parameters: Terms for variables of the query, by name without "?".

    Raises:
        QueryError: The query is refused or malformed.

    Example:
        >>> run(ox.Store(), "SELECT ?x { VALUES ?x { 1 2 } FILTER (?x > ?least) }",
        ...     parameters={"least": ox.Literal(1)}).values()
        [{'x': 2}]
    """

    def has_graph(name: str) -> bool:
        try:
            return store.contains_named_graph(ox.NamedNode(name))
        except ValueError:
            return False

    query = check(sparql, has_graph)
    result = _execute(store, query, bind(query, parameters or {}))
    try:
        return _answer(result, star_order(query.text))
    except (RuntimeError, OSError) as error:
        raise QueryError(f"The query failed: {error}.") from error


def _answer(result: Any, order: Sequence[str] = ()) -> Answer:
    if isinstance(result, ox.QueryBoolean):
        return Answer(form="boolean", truth=bool(result))
    if isinstance(result, ox.QueryTriples):
        return Answer(form="triples", triples=tuple(sorted(set(result), key=str)))
    columns = tuple(variable.value for variable in result.variables)
    columns = tuple(sorted(columns, key=lambda c: order.index(c) if c in order else len(order)))
    rows = tuple(tuple(row[name] for name in columns) for row in result)
    return Answer(form="rows", columns=columns, rows=rows)


def _json_term(value: Value) -> dict[str, Any] | None:
    if isinstance(value, ox.NamedNode):
        return {"type": "uri", "value": value.value}
    if isinstance(value, ox.BlankNode):
        return {"type": "bnode", "value": value.value}
    if not isinstance(value, ox.Literal):
        return None
    found = {"type": "literal", "value": value.value}
    if value.language:
        return found | {"xml:lang": value.language}
    datatype = value.datatype.value
    return found if datatype == f"{XSD}string" else found | {"datatype": datatype}


def results_json(answer: Answer) -> str:
    """Return rows or a truth value in the SPARQL 1.1 Query Results JSON format.

    Raises:
        QueryError: The answer is triples, which that format can't hold.
    """
    if answer.form == "triples":
        raise QueryError(
            "CONSTRUCT and DESCRIBE give triples, not rows.", "Use --format ttl, nt or jsonld."
        )
    if answer.form == "boolean":
        return json.dumps({"head": {}, "boolean": answer.truth}) + "\n"
    bindings = [
        {name: term for name, value in zip(answer.columns, row, strict=True)
         if (term := _json_term(value))}
        for row in answer.rows
    ]  # fmt: skip
    found = {"head": {"vars": list(answer.columns)}, "results": {"bindings": bindings}}
    return json.dumps(found, ensure_ascii=False) + "\n"


def results_xml(answer: Answer) -> str:
    """Return rows or a truth value in the SPARQL Query Results XML format.

    Characters that XML can't hold are replaced by U+FFFD.

    Raises:
        QueryError: The answer is triples, which that format can't hold.
    """
    parsed = ox.parse_query_results(
        results_json(answer).encode(), format=ox.QueryResultsFormat.JSON
    )
    data = parsed.serialize(format=ox.QueryResultsFormat.XML)
    return NO_XML.sub("\ufffd", (data or b"").decode()) + "\n"


def triples_text(answer: Answer, format_: str) -> str:
    """Return triples in an RDF format, sorted, with our prefixes where it has prefixes.

    Raises:
        QueryError: The answer is rows or a truth value.
    """
    if answer.form != "triples":
        raise QueryError(
            "SELECT and ASK give rows, not triples.", "Use --format table, json, csv, srj or srx."
        )
    return rdf_text(answer.triples, FORMATS[format_])


# --- with a time limit -----------------------------------------------------------------


def _as_json(answer: Answer) -> dict[str, Any]:
    if answer.form == "triples":
        return {"triples": triples_text(answer, "nt")}
    return {"results": results_json(answer)}


def _from_json(found: dict[str, Any]) -> Answer:
    if "triples" in found:
        parsed = ox.parse(found["triples"], format=ox.RdfFormat.N_TRIPLES)
        return Answer(form="triples", triples=tuple(quad.triple for quad in parsed))
    return _answer(
        ox.parse_query_results(found["results"].encode(), format=ox.QueryResultsFormat.JSON)
    )


def run_within(
    seconds: float,
    path: Path,
    sparql: str,
    *,
    parameters: Mapping[str, Term] | None = None,
) -> Answer:
    """Return the answer to a query, or give up after a time.

    Oxigraph's Python interface has no time limit, so the query runs in a child
    process that is killed when the time is over.

    Args:
        seconds: How long the child may run, opening the store included.
        path: An exports folder, a store folder or an RDF file.
        sparql: The query.
        parameters: Terms for variables of the query.

    Raises:
        QueryError: The query is refused, malformed, or took too long.
        StoreError: There is no store of this version.
    """
    terms = {name: written(term) for name, term in (parameters or {}).items()}
    task = {"store": str(path), "query": sparql, "parameters": terms}
    command = [sys.executable, "-m", "kg.rdf.child"]
    try:
        # The command is ours; the query travels as JSON on standard input.
        done = subprocess.run(  # noqa: S603
            command,
            input=json.dumps(task).encode(),
            capture_output=True,
            timeout=seconds,
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise QueryError(
            f"The query took longer than {seconds:g} s.",
            "Make it narrower, add LIMIT, or give it more time with --timeout.",
        ) from error
    try:
        found: dict[str, Any] = json.loads(done.stdout)
    except ValueError as error:
        raise QueryError(
            f"The process that ran the query ended with code {done.returncode}.",
            "The query may have needed too much memory; make it narrower.",
        ) from error
    if "error" in found:
        raise _known_error(found["error"])
    return _from_json(found)


def _known_error(found: dict[str, str]) -> KgError:
    from kg import errors

    kind = getattr(errors, found["type"], QueryError)
    error: KgError = kind(found["cause"], found["remedy"], typed=found["typed"])
    return error
