"""The library in a few functions, for notebooks and scripts: what `kg` hands on.

Each opens what it needs and returns plain Python, so that none of the parts
has to be known. Long-running programs use the parts themselves.
"""

from __future__ import annotations

import datetime as dt
import warnings
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from kg.errors import ArgumentError, QueryError, SourceError
from kg.model import Article
from kg.rich import Claims, Rows, frame

if TYPE_CHECKING:
    from rdflib import Dataset

    from kg.extract import Extractor
    from kg.graph.profile import Profile
    from kg.graph.project import ClaimsGraph
    from kg.language import Analyser
    from kg.ledger import Promise
    from kg.model import Report

EXPORTS = Path("exports")


@cache
def _pipeline() -> tuple[Analyser, Extractor]:
    from kg import extract, language

    return language.load(), extract.load()


def _check_text(name: str, given: object) -> None:
    """Refuse what no article can hold.

    Raises:
        SourceError: It is no text, or holds a surrogate, which is half of a character.
    """
    if not isinstance(given, str):
        raise SourceError(f"The {name} must be text, not {type(given).__name__}.")
    try:
        given.encode("utf-8")
    except UnicodeEncodeError as error:
        what = f"{given[error.start]!r} at {error.start}"
        raise SourceError(f"The {name} holds half of a character: {what}.") from error


def _day(given: dt.date | str | None) -> dt.date | None:
    """Return a day of publication as a plain date.

    Raises:
        SourceError: It is no date.
    """
    if isinstance(given, dt.datetime):  # and the time stamps of pandas
        return given.date()
    if isinstance(given, str):
        try:
            return dt.date.fromisoformat(given)
        except ValueError as error:
            raise SourceError(
                f"The date is not one: {given!r}.",
                "Write it as 2021-10-20, or give a datetime.date.",
            ) from error
    if given is not None and not isinstance(given, dt.date):
        raise SourceError(f"The date must be a datetime.date, not {type(given).__name__}.")
    return given


def extract_claims(
    text: str,
    *,
    title: str = "",
    date: dt.date | str | None = None,
    id: str = "text",  # noqa: A002
) -> Claims:
    """Return the claims of one article, in the order of their evidence.

    Args:
        text: The body of the article; offsets count in it.
        title: Its headline.
        date: The day of publication, or its ISO 8601 text; without it, relative times stay open.
        id: Name of the article in the claims.

    Raises:
        SourceError: What is given is no text, or holds half of a character; the date is none.

    Example:
        >>> claims = extract_claims("Acme Motors bought Zenith Batteries in 2004.")
        >>> [(c.kind.value, c.subject, c.object) for c in claims]
        [('Acquisition', 'Acme Motors', 'Zenith Batteries')]
    """
    from kg import extract

    for name, words in (("text", text), ("title", title), ("id", id)):
        _check_text(name, words)
    analyser, extractor = _pipeline()
    article = Article(id=id, title=title, text=text, date=_day(date))
    return Claims(extract.analyse(article, analyser, extractor).claims)


def build_graph(
    *sources: Path | str,
    out: Path | str = EXPORTS,
    prune: bool = False,
    texts: bool = True,
    least: float | None = None,
    jobs: int = 1,
) -> Report:
    """Write the graph of articles into a folder, as `kg build` does, and return what became of each input.

    Articles that did not change since the last build are not analysed again.

    Args:
        *sources: Files and folders with articles.
        out: The folder; the other functions take it as `path`.
        prune: Whether to remove articles that are gone from their files.
        texts: Whether to keep the texts; without, only what stands around evidence is kept.
        least: Confidence from which on all claims are told, from 0 to 1; None for what is told by default.
        jobs: Processes for the analysis, 0 for one for each core. Several need a script whose
            own work stands under `if __name__ == "__main__":`.

    Raises:
        SourceError: No source is given, or one is not there.
        StoreError: The folder can't be written, or another build holds it.
    """
    from kg.build import build
    from kg.loaders.folders import mode_of

    paths = [Path(source) for source in sources]
    missing = [path for path in paths if mode_of(path) is None]
    if missing or not paths:
        what = (
            f"There is no file or folder '{missing[0]}'."
            if missing
            else "There is nothing to build from."
        )
        raise SourceError(what, "Name files or folders with articles.")
    now = dt.datetime.now(dt.UTC).isoformat(timespec="seconds")
    return build(paths, Path(out), started=now, prune=prune, texts=texts, least=least, jobs=jobs)


def read_ledger(
    path: Path | str = EXPORTS,
    *,
    company: str | None = None,
    as_of: dt.date | str | None = None,
    least: float = 0.0,
) -> list[Promise]:
    """Return who promised what by when, and what came of it, as `kg ledger` prints it.

    Args:
        path: A folder made by `kg build`, or an RDF file.
        company: Only promises of the thing that bears this name.
        as_of: The day on which promises stand as told, or its ISO 8601 text; today if not given.
            What was published later is not looked at.
        least: Confidence that a claim must have, from 0 to 1.

    Raises:
        NotFoundError: Nothing bears the name; the remedy lists near matches.
        SourceError: The day is none.
        StoreError: There is no graph of this version.
    """
    from kg.ledger import find_party, ledger, open_book
    from kg.rdf.store import open_store

    day = _day(as_of) or dt.datetime.now().astimezone().date()
    book = open_book(open_store(path), least)
    return ledger(book, day, None if company is None else {find_party(book, company).iri})


def read_claims(path: Path | str = EXPORTS) -> Claims:
    """Return the claims of a graph.

    Args:
        path: A folder made by `kg build`, or an RDF file.

    Raises:
        StoreError: There is no graph of this version.
    """
    from kg.rdf import read
    from kg.rdf.store import open_store

    return Claims(read.claims(open_store(path)))


def query(sparql: str, path: Path | str = EXPORTS) -> Rows:
    """Return the rows of a SELECT as plain Python values by column.

    Our prefixes are declared. An ASK gives one row with the column `answer`. A `ci:` name that
    the ontology lacks is no error in SPARQL and finds nothing; it is warned of (`UserWarning`).

    Args:
        sparql: A SELECT or ASK.
        path: A folder made by `kg build`, or an RDF file.

    Raises:
        QueryError: The query is refused or malformed, or is a CONSTRUCT or DESCRIBE.
        StoreError: There is no graph of this version.
    """
    from kg.rdf.guard import unknown_terms
    from kg.rdf.query import run
    from kg.rdf.store import open_store

    for term, close in unknown_terms(sparql):
        hint = f"; did you mean {close}?" if close else "."
        warnings.warn(f"{term} is not in the ontology{hint}", stacklevel=2)
    answer = run(open_store(path), sparql)
    if answer.form == "triples":
        raise QueryError(
            "A CONSTRUCT or DESCRIBE gives triples, no rows.",
            "Ask it of rdflib: kg.open_graph(path).query(...).",
        )
    return Rows([{"answer": answer.truth}] if answer.form == "boolean" else answer.values())


def open_graph(path: Path | str = EXPORTS) -> Dataset:
    """Return an rdflib `Dataset` over a graph; see `kg.rdf.dataset.open_dataset`.

    Args:
        path: A folder made by `kg build`, or an RDF file.

    Raises:
        StoreError: There is no graph of this version.
    """
    from kg.rdf.dataset import open_dataset

    return open_dataset(path)


def to_networkx(path: Path | str = EXPORTS) -> ClaimsGraph:
    """Return a graph as networkx: things as nodes, claims as edges; `docs/graph.md` has the keys.

    Args:
        path: A folder made by `kg build`, or an RDF file.

    Raises:
        StoreError: There is no graph of this version.
    """
    from kg.graph import claims_graph, read_rows
    from kg.rdf.store import open_store

    return claims_graph(read_rows(open_store(path)))


def show(name: str, path: Path | str = EXPORTS) -> Profile:
    """Return all that a graph tells of one thing, as `kg show` prints it.

    Args:
        name: A name, an alias or an IRI.
        path: A folder made by `kg build`, or an RDF file.

    Raises:
        NotFoundError: Nothing bears the name; the remedy lists near matches.
        StoreError: There is no graph of this version.
    """
    from kg.graph.profile import profile
    from kg.rdf.store import open_store

    return profile(open_store(path), name)


def search(text: str, path: Path | str = EXPORTS, *, limit: int = 20) -> Rows:
    """Return the things and claims that words are found in, as `kg search` prints them.

    Args:
        text: Words; each must occur, or begin a word.
        path: A folder made by `kg build`, or an RDF file.
        limit: Most things and most claims, at least 1.

    Raises:
        ArgumentError: The limit is below 1.
        StoreError: There is no graph of this version.
    """
    from dataclasses import asdict

    from kg.graph.search import open_index

    if limit < 1:
        raise ArgumentError(f"The limit must be at least 1, not {limit}.")
    with open_index(path) as index:
        return Rows(asdict(hit) for hit in index.search(text, limit=limit).hits)


CLAIM_COLUMNS = (
    "id", "article", "title", "published", "publisher", "url", "kind", "subject", "subject_type",
    "subject_iri", "action", "role", "object", "object_type", "object_iri", "status", "modality",
    "polarity", "earliest", "latest", "period", "amount", "unit", "bound", "speaker", "speaker_iri",
    "relayed_by", "quote", "confidence", "found_by",
)  # fmt: skip
"""Columns of the claims in a data frame."""

THING_COLUMNS = ("iri", "label", "type", "names", "claims")
"""Columns of the things in a data frame."""


def _claim_row(data: dict[str, Any], source: str, target: str, graph: Any) -> dict[str, Any]:
    ends = graph.nodes[source], graph.nodes[target]
    return {
        **data,
        "id": data["claim"],
        "subject": ends[0]["label"],
        "subject_type": ends[0]["type"],
        "subject_iri": source,
        "object": ends[1]["label"],
        "object_type": ends[1]["type"],
        "object_iri": target,
        "amount": float(data["amount"]) if data["amount"] is not None else None,
        "relayed_by": ", ".join(data["relayed_by"]) or None,
        "quote": " … ".join(data["quotes"]),
    }


def to_pandas(path: Path | str = EXPORTS, what: Literal["claims", "things"] = "claims") -> Any:
    """Return a graph as a pandas `DataFrame`: one row for each claim, or for each thing.

    Days are timestamps, amounts floats. Subject and object have the label, type and IRI of
    the things that they stand for, so that frames can be merged on them.

    Args:
        path: A folder made by `kg build`, or an RDF file.
        what: `claims` or `things`.

    Raises:
        ArgumentError: There is no such frame.
        MissingExtraError: pandas is not installed.
        StoreError: There is no graph of this version.
    """
    if what not in ("claims", "things"):
        raise ArgumentError(f"There are frames of claims and of things, not of {what!r}.")
    graph = to_networkx(path)
    if what == "things":
        things = [
            {**data, "iri": node, "names": list(data["names"]), "claims": graph.degree(node)}
            for node, data in sorted(graph.nodes(data=True))
        ]
        return frame(things, THING_COLUMNS)
    edges = sorted(graph.edges(keys=True, data=True), key=lambda edge: edge[2])
    rows = [_claim_row(data, source, target, graph) for source, target, _, data in edges]
    return frame(rows, CLAIM_COLUMNS, days=("published", "earliest", "latest"))
