"""The library in a few functions, for notebooks and scripts: what `kg` hands on.

Each opens what it needs and returns plain Python, so that none of the parts
has to be known. Long-running programs use the parts themselves.
"""

from __future__ import annotations

import datetime as dt
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kg.model import Article, Claim

if TYPE_CHECKING:
    import networkx as nx
    from rdflib import Dataset

    from kg.extract import Extractor
    from kg.language import Analyser

EXPORTS = Path("exports")


@cache
def _pipeline() -> tuple[Analyser, Extractor]:
    from kg import extract, language

    return language.load(), extract.load()


def extract_claims(
    text: str,
    *,
    title: str = "",
    date: dt.date | None = None,
    id: str = "text",  # noqa: A002
) -> list[Claim]:
    """Return the claims of one article, in the order of their evidence.

    Args:
        text: The body of the article; offsets count in it.
        title: Its headline.
        date: The day of publication; without it, relative times stay open.
        id: Name of the article in the claims.

    Example:
        >>> claims = extract_claims("Acme Motors bought Zenith Batteries in 2004.")
        >>> [(c.kind.value, c.subject, c.object) for c in claims]
        [('Acquisition', 'Acme Motors', 'Zenith Batteries')]
    """
    from kg import extract

    analyser, extractor = _pipeline()
    article = Article(id=id, title=title, text=text, date=date)
    return list(extract.analyse(article, analyser, extractor).claims)


def read_claims(path: Path | str = EXPORTS) -> list[Claim]:
    """Return the claims of a graph.

    Args:
        path: A folder made by `kg build`, or an RDF file.

    Raises:
        StoreError: There is no graph of this version.
    """
    from kg.rdf import read
    from kg.rdf.store import open_store

    return list(read.claims(open_store(path)))


def query(sparql: str, path: Path | str = EXPORTS) -> list[dict[str, Any]]:
    """Return the rows of a SELECT as plain Python values by column.

    Our prefixes are declared. An ASK gives one row with the column `answer`.

    Args:
        sparql: A SELECT or ASK.
        path: A folder made by `kg build`, or an RDF file.

    Raises:
        QueryError: The query is refused or malformed.
        StoreError: There is no graph of this version.
    """
    from kg.rdf.query import run
    from kg.rdf.store import open_store

    answer = run(open_store(path), sparql)
    return [{"answer": answer.truth}] if answer.form == "boolean" else answer.values()


def open_graph(path: Path | str = EXPORTS) -> Dataset:
    """Return an rdflib `Dataset` over a graph; see `kg.rdf.dataset.open_dataset`.

    Args:
        path: A folder made by `kg build`, or an RDF file.

    Raises:
        StoreError: There is no graph of this version.
    """
    from kg.rdf.dataset import open_dataset

    return open_dataset(path)


def to_networkx(path: Path | str = EXPORTS) -> nx.MultiDiGraph:
    """Return a graph as networkx: things as nodes, claims as edges; `docs/graph.md` has the keys.

    Args:
        path: A folder made by `kg build`, or an RDF file.

    Raises:
        StoreError: There is no graph of this version.
    """
    from kg.graph import claims_graph, read_rows
    from kg.rdf.store import open_store

    return claims_graph(read_rows(open_store(path)))
