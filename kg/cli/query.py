"""`kg query`: ask a question of the graph in SPARQL."""

from __future__ import annotations

import contextlib
import re
import signal
import threading
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from kg.cli._filters import note, note_unknown
from kg.cli._output import (
    format_option,
    output_option,
    read_stdin,
    render_rows,
    store_option,
    write_text,
)
from kg.cli._types import LONGEST, Number, Text, complete_query

if TYPE_CHECKING:
    from kg.rdf.named import NamedQuery
    from kg.rdf.query import Answer

GRAPH_FORMATS = ("ttl", "nt", "jsonld")
RESULT_FORMATS = ("srj", "srx")


def _query_text(sparql: str | None, query_file: Path | None, name: str | None) -> str:
    """Return the query from the one place that gives it."""
    from kg.errors import SourceError
    from kg.rdf.named import named_query

    if sum(given is not None for given in (sparql, query_file, name)) != 1:
        raise click.UsageError(
            "Give one of: a query, '-' for standard input, -q FILE, --name NAME."
        )
    if name is not None:
        return named_query(name).text
    if sparql == "-" or str(query_file) == "-":
        return read_stdin()
    if query_file is None:
        return sparql or ""
    try:
        return query_file.read_text("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise SourceError(f"Can't read {query_file}: {error}.") from error


def _compact(value: Any, names: dict[str, str]) -> Any:
    """Shorten an IRI with a known prefix, for tables only."""
    if not isinstance(value, str):
        return value
    best = max((n for n in names if value.startswith(n)), key=len, default=None)
    return f"{names[best]}:{value[len(best) :]}" if best else value


def _rows(answer: Answer) -> tuple[list[dict[str, Any]], tuple[str, ...]]:
    from kg.rdf.query import plain

    if answer.form == "boolean":
        return [{"answer": answer.truth}], ("answer",)
    if answer.form == "triples":
        columns = ("subject", "predicate", "object")
        terms = [(t.subject, t.predicate, t.object) for t in answer.triples]
        return [dict(zip(columns, map(plain, t), strict=True)) for t in terms], columns
    return answer.values(), answer.columns


def render(answer: Answer, format_: str) -> str:
    """Return an answer as text in one of the formats of the command."""
    from kg.rdf.query import results_json, results_xml, triples_text
    from kg.rdf.vocab import prefixes

    if format_ in GRAPH_FORMATS:
        return triples_text(answer, format_)
    if format_ in RESULT_FORMATS:
        return results_json(answer) if format_ == "srj" else results_xml(answer)
    if answer.form == "boolean" and format_ in ("table", "json", "jsonl"):
        return f"{str(answer.truth).lower()}\n"
    rows, columns = _rows(answer)
    if format_ == "table":
        names = {namespace: prefix for prefix, namespace in prefixes().items()}
        rows = [{c: _compact(v, names) for c, v in row.items()} for row in rows]
    return render_rows(rows, columns, format_)


def _format(ctx: click.Context, format_: str, output: Path | None, answer: Answer) -> str:
    """Return the format asked for by name or by a file's suffix, else what suits the answer."""
    chosen = ctx.get_parameter_source("format_") is not click.core.ParameterSource.DEFAULT
    named = output is not None and output.suffix.lower() == f".{format_}"
    return "ttl" if answer.form == "triples" and not (chosen or named) else format_


@contextlib.contextmanager
def _stoppable() -> Iterator[None]:
    """Let Ctrl-C end the program at once: Python would hear of it only when the engine has its answer."""
    if threading.current_thread() is not threading.main_thread():
        yield  # signals are none of its business
        return
    before = signal.signal(signal.SIGINT, signal.SIG_DFL)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


_GIVEN = re.compile(r"\w+=.*", re.DOTALL)
_PARAM = ("-p", "--param")


class _Command(click.Command):
    """The command, which takes a parameter of a query as KEY=VALUE, too."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Read the arguments, each parameter as a key and a value."""
        return super().parse_args(ctx, list(_in_pairs(args)))


def _in_pairs(args: Sequence[str]) -> Iterator[str]:
    """Yield arguments with `-p KEY=VALUE` and `--param=KEY=VALUE` as `-p KEY VALUE`.

    Example:
        >>> list(_in_pairs(["-p", "company=A=B", "-p", "company", "x=y", "--", "-p", "a=b"]))
        ['-p', 'company', 'A=B', '-p', 'company', 'x=y', '--', '-p', 'a=b']
    """
    waiting = list(args)
    while waiting:
        each = waiting.pop(0)
        if each == "--":
            yield from (each, *waiting)
            return
        joined = each.removeprefix("--param=")
        if joined != each and _GIVEN.fullmatch(joined):
            each, waiting = "--param", [joined, *waiting]
        yield each
        if each not in _PARAM or not waiting:
            continue
        key = waiting.pop(0)
        if _GIVEN.fullmatch(key):
            yield from key.split("=", 1)
        else:
            yield from (key, *waiting[:1])
            waiting = waiting[1:]


NAMED = ("company", "subject")
"""Parameters of named queries that take the name of a thing."""


def _is_empty(answer: Answer) -> bool:
    return not (answer.truth or answer.rows or answer.triples)


def _note_defaults(query: NamedQuery, given: list[str]) -> None:
    """Say which values a query without an answer took that nobody had chosen."""
    for each in query.parameters:
        if each.default and each.name not in given:
            note(f"Nothing for {each.name} = {each.default}; choose with -p {each.name} VALUE.")


@click.command(cls=_Command)
@click.argument("sparql", required=False, type=Text())
@click.option(
    "-q",
    "--query-file",
    type=click.Path(path_type=Path, dir_okay=False, allow_dash=True),
    help="Read the query from a file.",
)
@click.option(
    "--name",
    shell_complete=complete_query,
    help="Run a named query; 'kg queries' lists them.",
)
@click.option(
    "-p",
    "--param",
    "params",
    type=(Text(), Text()),
    multiple=True,
    metavar="KEY VALUE",
    help="Give a variable of the query a value, as KEY=VALUE too. Repeatable.",
)
@click.option(
    "--timeout",
    type=Number(min=0, max=LONGEST, min_open=True),
    help="Seconds to wait, a day at most.",
)
@click.option("--exit-status", is_flag=True, help="Exit 1 if ASK is false or nothing is found.")
@store_option
@output_option
@format_option(*RESULT_FORMATS, *GRAPH_FORMATS)
@click.pass_context
def command(
    ctx: click.Context,
    *,
    sparql: str | None,
    query_file: Path | None,
    name: str | None,
    params: tuple[tuple[str, str], ...],
    timeout: float | None,
    exit_status: bool,
    store: Path,
    output: Path | None,
    format_: str,
) -> int:
    """Ask a question of the graph in SPARQL.

    SPARQL is a SELECT, ASK, CONSTRUCT or DESCRIBE query, or '-' to read one
    from standard input. Our prefixes (ci:, kind:, mod:, field:, rdfs:, ...)
    are declared already. SELECT gives a table, CONSTRUCT and DESCRIBE give
    Turtle, ASK gives true or false; --format changes it. Queries only read,
    and never leave this machine.

    \b
    Examples:
        kg query "SELECT ?name ?aim { ?c ci:hasTarget/rdfs:label ?aim ; rdfs:label ?name }"
        kg query "ASK { ?x ci:acquires ?y }" --exit-status
        kg query --name cq06 -p field field:electric-vehicles -f csv
        kg query -q mine.rq -p since 2021-01-01 --timeout 10
    """  # noqa: D301
    from kg.rdf.guard import unknown_terms
    from kg.rdf.named import named_query, terms
    from kg.rdf.query import run, run_within
    from kg.rdf.store import open_store

    text = _query_text(sparql, query_file, name)
    values = terms(named_query(name) if name else None, dict(params))
    if not (ctx.obj or {}).get("quiet"):
        for term, close in unknown_terms(text):
            hint = f"; did you mean {close}?" if close else "."
            click.echo(f"Note: {term} is not in the ontology{hint}", err=True)
    if timeout is None:
        opened = open_store(store)
        with _stoppable():
            answer = run(opened, text, parameters=values)
    else:
        answer = run_within(timeout, store, text, parameters=values)
    if name and _is_empty(answer):
        note_unknown(open_store(store), [value for key, value in params if key in NAMED])
        _note_defaults(named_query(name), [key for key, _ in params])
    write_text(render(answer, _format(ctx, format_, output, answer)), output)
    return int(exit_status and _is_empty(answer))
