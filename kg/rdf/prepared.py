"""A graph of rdflib that parses a query once: the shapes ask the same of every article.

Parsing SPARQL takes rdflib far longer than answering it of the few triples of an article.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from rdflib import Graph
from rdflib.plugins.sparql import prepareQuery
from rdflib.plugins.sparql.sparql import Query
from rdflib.query import Result


@lru_cache(maxsize=256)
def _prepared(text: str, namespaces: tuple[tuple[str, str], ...]) -> Query:
    return prepareQuery(text, initNs=dict(namespaces))


class PreparedGraph(Graph):
    """A graph that keeps the parsed form of the queries that it is asked as text."""

    def query(self, query_object: str | Query, *args: Any, **options: Any) -> Result:
        """Answer a query as `rdflib.Graph` does; whoever brings namespaces is answered by that alone."""
        if isinstance(query_object, str) and not any(args[2:3]) and not options.get("initNs"):
            names = tuple((prefix, str(name)) for prefix, name in self.namespaces())
            query_object = _prepared(query_object, names)
        return super().query(query_object, *args, **options)
