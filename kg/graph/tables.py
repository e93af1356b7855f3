"""The projection as tables: CSV files as Gephi and Neo4j import them, and Parquet.

Gephi's headings are those of its spreadsheet import (`Id`, `Label`; `Source`, `Target`, `Type`), Neo4j's
those of `neo4j-admin database import` (`:ID`, `:LABEL`; `:START_ID`, `:END_ID`, `:TYPE`, with types after
a colon). Lists are parted by semicolons for Gephi, where they are text to read, and by `NEO4J_PART` for
Neo4j, which splits them. Rows are sorted by IRI.
"""

from __future__ import annotations

import csv
import datetime as dt
import io
from collections.abc import Callable, Iterable, Mapping, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import networkx as nx

from kg.errors import MissingExtraError
from kg.graph.project import status
from kg.graph.rows import ClaimRow, Thing

if TYPE_CHECKING:
    import pyarrow as pa

Columns = Mapping[str, Callable[[Any], Any]]
"""Heading to what stands under it."""


GEPHI_PART = ";"
"""What parts the items of a list for Gephi, which shows a list as it stands."""

NEO4J_PART = "\x1f"
"""What parts the items of a list for Neo4j: the unit separator, as `--array-delimiter=U+001F`.

Neo4j's importer can't escape a delimiter, so it must be one that no text has, unlike its own semicolon.
"""


def _text(value: Any, part: str) -> str:
    if value is None:
        return ""
    if isinstance(value, (tuple, list)):
        texts = (str(each) for each in value)
        return part.join(t.replace(part, " ") if part == NEO4J_PART else t for t in texts)
    if isinstance(value, Decimal):
        return str(float(value)) if value != value.to_integral_value() else f"{value:.0f}"
    if isinstance(value, dt.date):
        return value.isoformat()
    return str(value)


def _csv(headings: Sequence[str], rows: Iterable[Sequence[Any]], part: str) -> str:
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(headings)
    writer.writerows([_text(value, part) for value in row] for row in rows)
    return out.getvalue()


_NODE = {"label": "string", "type": "string", "names": "string[]"}
_EDGE = {
    "claim": "string", "kind": "string", "label": "string", "status": "string", "action": "string",
    "role": "string", "amount": "double", "unit": "string", "bound": "string", "earliest": "date",
    "latest": "date", "period": "string", "speaker": "string", "published": "date", "publisher": "string",
    "title": "string", "url": "string", "quotes": "string[]", "confidence": "double", "found_by": "string",
}  # fmt: skip
"""Attributes of nodes and edges that the tables have, with their types in Neo4j."""


def _edges(graph: nx.MultiDiGraph) -> list[tuple[str, str, dict[str, Any]]]:
    found = sorted(graph.edges(keys=True, data=True), key=lambda e: e[2])
    return [(source, target, {**data, "claim": key}) for source, target, key, data in found]


def gephi_tables(graph: nx.MultiDiGraph) -> dict[str, str]:
    """Return `nodes.csv` and `edges.csv` for Gephi's spreadsheet import.

    Args:
        graph: A graph made by `kg.graph.project.claims_graph`.

    Example:
        >>> graph = nx.MultiDiGraph()
        >>> graph.add_node("urn:n", label="Acme", type="Company", names=("Acme", "Acme Inc."))
        >>> print(gephi_tables(graph)["nodes.csv"], end="")
        Id,Label,type,names
        urn:n,Acme,Company,Acme;Acme Inc.
    """
    kept = [name for name in _EDGE if name != "label"]
    nodes = [[n, d["label"], d["type"], d["names"]] for n, d in sorted(graph.nodes(data=True))]
    edges = [
        [source, target, "Directed", data["label"], *(data[name] for name in kept)]
        for source, target, data in _edges(graph)
    ]
    return {
        "nodes.csv": _csv(["Id", "Label", "type", "names"], nodes, GEPHI_PART),
        "edges.csv": _csv(["Source", "Target", "Type", "Label", *kept], edges, GEPHI_PART),
    }


def neo4j_tables(graph: nx.MultiDiGraph) -> dict[str, str]:
    """Return `nodes.csv` and `relationships.csv` for `neo4j-admin database import`.

    The label of a node is its class, the type of a relationship the kind of its claim in capitals.
    Items of a list are parted by `NEO4J_PART`.

    Args:
        graph: A graph made by `kg.graph.project.claims_graph`.

    Example:
        >>> graph = nx.MultiDiGraph()
        >>> graph.add_node("urn:n", label="Acme", type="Company", names=("Acme",))
        >>> print(neo4j_tables(graph)["nodes.csv"], end="")
        iri:ID,label:string,names:string[],:LABEL
        urn:n,Acme,Acme,Company
    """
    nodes = [[n, d["label"], d["names"], d["type"]] for n, d in sorted(graph.nodes(data=True))]
    edges = [
        [source, target, data["kind"].upper(), *(data[name] for name in _EDGE)]
        for source, target, data in _edges(graph)
    ]
    typed = [f"{name}:{type_}" for name, type_ in _EDGE.items()]
    return {
        "nodes.csv": _csv(
            ["iri:ID", "label:string", "names:string[]", ":LABEL"], nodes, NEO4J_PART
        ),
        "relationships.csv": _csv([":START_ID", ":END_ID", ":TYPE", *typed], edges, NEO4J_PART),
    }


def _claim_columns(pa: Any) -> dict[str, tuple[Any, Callable[[ClaimRow], Any]]]:
    text, day = pa.string(), pa.date32()
    span = pa.struct([("start", pa.int64()), ("end", pa.int64())])
    return {
        "claim": (text, lambda r: r.iri),
        "article": (text, lambda r: r.article.id),
        "kind": (text, lambda r: r.claim.kind.value),
        "subject": (text, lambda r: r.claim.subject),
        "subject_iri": (text, lambda r: r.subject.iri),
        "object": (text, lambda r: r.claim.object),
        "object_iri": (text, lambda r: r.object.iri),
        "action": (text, lambda r: r.claim.action),
        "role": (text, lambda r: r.claim.role),
        "amount": (pa.float64(), lambda r: float(r.claim.amount.value) if r.claim.amount else None),
        "unit": (text, lambda r: r.claim.amount.unit if r.claim.amount else None),
        "bound": (text, lambda r: r.claim.amount.bound if r.claim.amount else None),
        "earliest": (day, lambda r: r.claim.time.earliest if r.claim.time else None),
        "latest": (day, lambda r: r.claim.time.latest if r.claim.time else None),
        "period": (text, lambda r: r.claim.period),
        "status": (text, lambda r: status(r.claim)),
        "modality": (text, lambda r: r.claim.modality.value),
        "polarity": (text, lambda r: r.claim.polarity.value),
        "speaker": (text, lambda r: r.claim.speaker),
        "speaker_iri": (text, lambda r: r.speaker.iri if r.speaker else None),
        "said_earliest": (day, lambda r: r.claim.said.earliest if r.claim.said else None),
        "said_latest": (day, lambda r: r.claim.said.latest if r.claim.said else None),
        "relayed_by": (pa.list_(text), lambda r: list(r.claim.relayed_by)),
        "evidence": (
            pa.list_(span),
            lambda r: [{"start": s.start, "end": s.end} for s in r.claim.evidence],
        ),
        "title_evidence": (pa.bool_(), lambda r: r.claim.title_evidence),
        "quotes": (pa.list_(text), lambda r: list(r.quotes)),
        "published": (day, lambda r: r.article.date),
        "publisher": (text, lambda r: r.article.publisher),
        "title": (text, lambda r: r.article.title),
        "url": (text, lambda r: r.article.url),
        "confidence": (pa.float64(), lambda r: r.claim.confidence),
        "found_by": (text, lambda r: r.claim.found_by),
    }


def _entity_columns(pa: Any) -> dict[str, tuple[Any, Callable[[Thing], Any]]]:
    text = pa.string()
    return {
        "iri": (text, lambda t: t.iri),
        "label": (text, lambda t: t.label),
        "type": (text, lambda t: t.type),
        "names": (pa.list_(text), lambda t: sorted({*t.names, t.label})),
    }


def parquet_tables(rows: Iterable[ClaimRow]) -> dict[str, pa.Table]:
    """Return the tables `claims` and `entities` for Parquet, sorted by IRI.

    Dates are dates, amounts 64-bit floats, names, quotes and evidence lists; what is absent is null.

    Raises:
        MissingExtraError: pyarrow, of the extra `parquet`, is not installed.
    """
    try:
        import pyarrow as pa
    except ImportError as error:
        raise MissingExtraError("parquet", "pyarrow") from error
    listed = sorted(rows, key=lambda row: row.iri)
    things: dict[str, Thing] = {}
    for row in listed:
        for thing in (row.subject, row.object, row.speaker):
            if thing is not None:
                things.setdefault(thing.iri, thing)

    def table(
        columns: Mapping[str, tuple[Any, Callable[[Any], Any]]], items: list[Any]
    ) -> pa.Table:
        arrays = [pa.array([get(item) for item in items], kind) for kind, get in columns.values()]
        return pa.table(arrays, names=list(columns))

    entities = [things[iri] for iri in sorted(things)]
    return {
        "claims": table(_claim_columns(pa), listed),
        "entities": table(_entity_columns(pa), entities),
    }
