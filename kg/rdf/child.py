"""The child process of `kg.rdf.query.run_within`: one query in, one answer out, both JSON."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import pyoxigraph as ox

from kg.errors import KgError
from kg.rdf.query import Term, _as_json, run
from kg.rdf.store import open_store


def _term(text: str) -> Term:
    """Return a term from its written form."""
    quad = next(ox.parse(f"<urn:s> <urn:p> {text} .", format=ox.RdfFormat.N_TRIPLES))
    if not isinstance(quad.object, (ox.NamedNode, ox.Literal)):
        raise TypeError(text)
    return quad.object


def answer(task: dict[str, Any]) -> dict[str, Any]:
    """Return the answer to a task, or the error that it met, as JSON objects."""
    try:
        parameters = {name: _term(text) for name, text in task["parameters"].items()}
        return _as_json(run(open_store(Path(task["store"])), task["query"], parameters=parameters))
    except KgError as error:
        told = {"cause": error.cause, "remedy": error.remedy, "typed": error.typed}
        return {"error": {"type": type(error).__name__, **told}}


def main() -> None:
    """Read a task from standard input and write its answer to standard output."""
    found = answer(json.load(sys.stdin.buffer))
    sys.stdout.buffer.write(json.dumps(found).encode())


if __name__ == "__main__":
    main()
