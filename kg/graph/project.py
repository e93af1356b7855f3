"""The projection: claims as a networkx multigraph. `docs/graph.md` documents it.

Nodes are entities and matters, keyed by IRI; every claim is one directed edge
from its subject to its object, keyed by the claim's IRI. Nothing is merged:
two articles that say the same give two parallel edges.
"""

from __future__ import annotations

import datetime as dt
import io
import re
from collections import Counter
from collections.abc import Collection, Iterable
from decimal import Decimal
from functools import cache
from typing import Any, Literal

import networkx as nx

from kg import rich
from kg.graph.part import part
from kg.graph.rows import ClaimRow, Thing, settings
from kg.model import Claim, Kind, Modality, Polarity
from kg.rdf.terms import NO_XML

STATUSES: tuple[str, ...] = tuple(modality.value for modality in Modality)
"""How an edge can stand: the modalities, with every negated claim under `denied`."""


def status(claim: Claim) -> str:
    """Return how a claim stands, in one word.

    A claim that something is *not* so, or will not be, counts as `denied`
    whatever its modality: no path or picture may show it as a connection.

    Example:
        >>> from kg.model import Kind
        >>> status(Claim(article="a", kind=Kind.MERGER, subject="A", polarity=Polarity.NEGATED))
        'denied'
    """
    return standing(claim.modality.value, claim.polarity.value)


def standing(modality: str, polarity: str) -> str:
    """Return how a claim of this modality and polarity stands, as `status` does.

    Example:
        >>> standing("planned", "affirmed"), standing("planned", "negated")
        ('planned', 'denied')
    """
    return Modality.DENIED.value if polarity == Polarity.NEGATED.value else modality


_NO_POST = "of no post"
"""Under which key the words for leaving stand where the post is not told."""


def verb(claim: Claim, published: dt.date | None = None, quotes: Iterable[str] = ()) -> str:
    """Return the relation of a claim as words that read between its two ends.

    The words say how the claim stands, so that no plan reads as a fact, and
    no former chief as the present one.

    Args:
        claim: Any claim.
        published: When its article appeared; a position held until then or
            before is a former one.
        quotes: Its evidence, which shows whether an aim is told as an infinitive.

    Example:
        >>> import dataclasses
        >>> suit = Claim(article="a", kind=Kind.LEGAL, subject="A", object="B", action="sues")
        >>> verb(suit), verb(dataclasses.replace(suit, modality=Modality.RUMOURED))
        ('sues', 'is rumoured to sue')
        >>> doubt = {"modality": Modality.HYPOTHETICAL, "polarity": Polarity.NEGATED}
        >>> verb(dataclasses.replace(suit, **doubt))
        'might not sue'
    """
    words, stands = settings(), status(claim)
    aims = words["aims"][_form(claim.object, quotes)] if claim.kind is Kind.TARGET else {}
    if (found := _outcome_of(claim)) in aims:
        return str(aims[found])
    verbs = words["verbs"]
    ended = claim.time.latest if claim.time else None
    former = words["former"].get(claim.kind.value)
    if former and ended and stands == "asserted" and (not published or ended <= published):
        return str(former).replace("{role}", _post(claim.role))
    which = _NO_POST if claim.kind is Kind.DEPARTURE and not claim.role else claim.action
    fact, infinitive = verbs.get(f"{claim.kind.value} {which}") or verbs[claim.kind.value]
    if claim.kind is Kind.TARGET:
        fact, infinitive = aims["fact"], aims["to"]
    perhaps = claim.modality is Modality.HYPOTHETICAL and stands == Modality.DENIED
    template: str = words["statuses"]["perhaps not" if perhaps else stands]
    found = template.replace("{fact}", fact).replace("{to}", infinitive)
    return found.replace("{role}", _post(claim.role))


def _post(role: str | None) -> str:
    """Return a position as it stands inside a sentence, however the article writes it there.

    Example:
        >>> _post("Chief executive"), _post("Chief Executive"), _post("CEO")
        ('chief executive', 'chief executive', 'CEO')
        >>> _post("Head of Executive Cars"), _post("General Spoons chief")
        ('head of Executive Cars', 'General Spoons chief')
    """
    words = settings()
    if not role:
        return str(words["unnamed_role"])
    found = role.split(" ")
    end = next((n for n, word in enumerate(found) if word in words["post_of"]), len(found))
    named = (word for word in found[:end] if word[:1].isupper() and not word.isupper())
    if not all(word.lower() in words["post_words"] for word in named):
        return role  # a name is among them
    lowered = (word if word.isupper() else word.lower() for word in found[:end])
    return " ".join([*lowered, *found[end:]])


def _outcome_of(claim: Claim) -> str:
    """Return how an aim stands: planned, targeted, asserted, missed, off, or as any claim does."""
    if claim.polarity is Polarity.AFFIRMED:
        return claim.modality.value
    if claim.modality is Modality.ASSERTED:
        return "missed"
    planned = claim.modality in (Modality.PLANNED, Modality.TARGETED)
    return "off" if planned else Modality.DENIED.value


def _form(phrase: str | None, quotes: Iterable[str]) -> str:
    """Return how an aim is told: as a noun, as an infinitive, or as what somebody is to be."""
    if not phrase:
        return "noun"
    plain, first = phrase.casefold(), settings()["aims"]["words"]
    if any(plain == word or plain.startswith(f"{word} ") for word in first["being"]):
        return "being"
    words = plain.split()
    object_ = len(words) > 1 and words[1] in first["after"] and words[0] not in first["never"]
    verbal = (object_ and not words[0].endswith("ing")) or _infinitive().match(plain)
    return "infinitive" if verbal or _is_told(phrase, quotes) else "noun"


@cache
def _infinitive() -> re.Pattern[str]:
    verbs, nouns = (
        "|".join(map(re.escape, settings()["aims"]["words"][n])) for n in ("infinitive", "nouns")
    )
    return re.compile(rf"(?:{verbs})\s+(?!(?:{nouns})\b)")


@cache
def _before() -> re.Pattern[str]:
    before = "|".join(map(re.escape, settings()["aims"]["words"]["before"]))
    return re.compile(rf"\b(?:{before})\s+", re.IGNORECASE)


def _is_told(phrase: str, quotes: Iterable[str]) -> bool:
    """Tell whether a phrase stands after a word that an infinitive follows: "aims to"."""
    near = [quote for quote in quotes if _before().search(quote)]
    if not near:  # compiling a pattern for each phrase takes most of the time
        return False
    told = re.compile(rf"{_before().pattern}(?:\w+ly\s+)?{re.escape(phrase)}", re.IGNORECASE)
    return any(told.search(quote) for quote in near)


class ClaimsGraph(nx.MultiDiGraph):  # type: ignore[misc] # networkx has no types
    """A `networkx.MultiDiGraph` of claims that a notebook shows as a summary."""

    def _repr_html_(self) -> str:
        types = Counter(data.get("type", "") for _, data in self.nodes(data=True))
        stands = Counter(data.get("status", "") for *_, data in self.edges(data=True))
        most = sorted(self.degree, key=lambda pair: (-pair[1], pair[0]))[:10]
        best = [{"name": self.nodes[n].get("label", n), "claims": count} for n, count in most]
        return rich.html(
            [
                ("most claims", best, ["name", "claims"]),
                ("things", _counted(types), ["type", "count"]),
                ("claims", _counted(stands), ["type", "count"]),
            ],
            title=f"{self.number_of_nodes()} things, {self.number_of_edges()} claims",
        )


def _counted(counts: Counter[str]) -> list[dict[str, Any]]:
    ordered = sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))
    return [{"type": name, "count": count} for name, count in ordered]


def ends(row: ClaimRow) -> tuple[str, str]:
    """Return the relation of a claim and its object as words; an amount alone needs no object.

    Example:
        >>> from decimal import Decimal
        >>> from kg.graph.rows import rows_from_claims
        >>> from kg.model import Kind, Quantity
        >>> claim = Claim(article="a", kind=Kind.HIRING, subject="Acme", modality=Modality.PLANNED,
        ...               amount=Quantity(value=Decimal(400), unit="people"))
        >>> [ends(row) for row in rows_from_claims([claim], {})]
        [('is to hire', '')]
    """
    relation = verb(row.claim, row.article.date, row.quotes)
    # "sees a move" of what? "its shares" stands there where other kinds need no object.
    if row.claim.object or not row.claim.amount or row.claim.kind is Kind.MARKET_MOVE:
        return relation, row.claim.object or row.object.label
    first, _, last = relation.rpartition(" ")
    return (first if last in settings()["loose"] else relation), ""


def _node(graph: nx.MultiDiGraph, thing: Thing) -> None:
    if thing.iri in graph:
        known = graph.nodes[thing.iri]
        known["names"] = tuple(sorted({*known["names"], *thing.names, thing.label}))
        return
    graph.add_node(
        thing.iri,
        label=thing.label,
        type=thing.type,
        names=tuple(sorted({*thing.names, thing.label})),
    )


def _edge(row: ClaimRow) -> dict[str, Any]:
    claim, article = row.claim, row.article
    amount, time, said = claim.amount, claim.time, claim.said
    return {
        "kind": claim.kind.value,
        "action": claim.action,
        "role": claim.role,
        "label": verb(claim, article.date, row.quotes),
        "status": status(claim),
        "modality": claim.modality.value,
        "polarity": claim.polarity.value,
        "earliest": time.earliest if time else None,
        "latest": time.latest if time else None,
        "period": claim.period,
        "amount": amount.value if amount else None,
        "unit": amount.unit if amount else None,
        "bound": amount.bound if amount else None,
        "speaker": claim.speaker,
        "speaker_iri": row.speaker.iri if row.speaker else None,
        "said_earliest": said.earliest if said else None,
        "said_latest": said.latest if said else None,
        "relayed_by": claim.relayed_by,
        "claim": row.iri,
        "article": article.id,
        "title": article.title,
        "published": article.date,
        "publisher": article.publisher,
        "url": article.url,
        "quotes": row.quotes,
        "confidence": claim.confidence,
        "found_by": claim.found_by,
    }


def claims_graph(rows: Iterable[ClaimRow]) -> ClaimsGraph:
    """Return claims as a directed multigraph, the same for rows in any order.

    Node attributes: `label`, `type` (local name of the ontology or `Matter`)
    and `names` (all spellings, sorted). Edge attributes are those of the claim,
    its article and its evidence; `docs/graph.md` lists them. Dates are
    `datetime.date`, amounts `Decimal`, absent values None; `export_graph` makes
    them fit for files.

    Example:
        >>> from kg.graph.rows import rows_from_claims
        >>> from kg.model import Kind
        >>> claim = Claim(article="a", kind=Kind.MERGER, subject="Acme", object="Brio",
        ...               subject_type="COMPANY", object_type="COMPANY")
        >>> graph = claims_graph(rows_from_claims([claim], {}))
        >>> [(graph.nodes[s]["label"], d["label"], graph.nodes[t]["label"])
        ...  for s, t, d in graph.edges(data=True)]
        [('Acme', 'merges with', 'Brio')]
    """
    listed = sorted(rows, key=lambda row: row.iri)
    things = {thing.iri: thing for row in listed for thing in (row.subject, row.object)}
    graph = ClaimsGraph()
    for iri in sorted(things):
        _node(graph, things[iri])
    for row in listed:
        _node(graph, row.subject)
        _node(graph, row.object)
        graph.add_edge(row.subject.iri, row.object.iri, key=row.iri, **_edge(row))
    return graph


def select(
    graph: nx.MultiDiGraph,
    *,
    statuses: Collection[str] | None = None,
    kinds: Collection[str] | None = None,
    since: dt.date | None = None,
    until: dt.date | None = None,
    min_confidence: float = 0.0,
) -> nx.MultiDiGraph:
    """Return the part of a graph whose claims pass all filters, without lone nodes.

    Args:
        graph: A graph made by `claims_graph`.
        statuses: Keep claims of these `STATUSES`; None keeps all.
        kinds: Keep claims of these kinds; None keeps all.
        since: Keep claims published on this day or later. A claim without a
            date of publication passes only where neither limit is given.
        until: Keep claims published on this day or before.
        min_confidence: Keep claims that are at least this sure.
    """

    def passes(edge: dict[str, Any]) -> bool:
        published = edge["published"]
        if (since or until) and published is None:
            return False
        return (
            (statuses is None or edge["status"] in statuses)
            and (kinds is None or edge["kind"] in kinds)
            and (since is None or published >= since)
            and (until is None or published <= until)
            and edge["confidence"] >= min_confidence
        )

    edges = [e for e in graph.edges(keys=True, data=True) if passes(e[3])]
    ends = {node for source, target, _, _ in edges for node in (source, target)}
    return part(graph, ends, edges)


def _plain(value: Any) -> str | float | int:
    if value is None:
        return ""
    if isinstance(value, (tuple, list)):
        return _xml_text("\n".join(str(part) for part in value))
    if isinstance(value, Decimal):
        return float(value)
    if isinstance(value, dt.date):
        return value.isoformat()
    if isinstance(value, (int, float)):
        return value
    return _xml_text(str(value))


def _xml_text(text: str) -> str:
    """Drop the characters that XML 1.0 can't carry at all."""
    return NO_XML.sub("", text)


def export_graph(graph: nx.MultiDiGraph) -> nx.MultiDiGraph:
    r"""Return a copy whose attributes every graph format takes: text and numbers only.

    Absent values are left out, tuples become lines, dates ISO 8601, amounts
    floats; characters that XML forbids are dropped. Use it before
    `networkx.write_graphml` and `networkx.write_gexf`.

    Example:
        >>> graph = nx.MultiDiGraph()
        >>> graph.add_node("n", label="N", names=("M", "N"))
        >>> export_graph(graph).nodes["n"]["names"]
        'M\nN'
    """
    found = nx.MultiDiGraph()

    def plain(attributes: dict[str, Any]) -> dict[str, Any]:
        kept = {name: value for name, value in attributes.items() if value not in (None, (), "")}
        return {name: _plain(value) for name, value in kept.items()}

    found.add_nodes_from((node, plain(data)) for node, data in graph.nodes(data=True))
    found.add_edges_from(
        (source, target, key, plain(data))
        for source, target, key, data in graph.edges(keys=True, data=True)
    )
    return found


def graph_text(graph: nx.MultiDiGraph, format_: Literal["graphml", "gexf"]) -> str:
    """Return a graph as GraphML or GEXF, the same text for the same graph on any day.

    Args:
        graph: A graph made by `claims_graph`.
        format_: networkx writes both; GEXF without the day of writing that it puts in.

    Example:
        >>> graph = nx.MultiDiGraph()
        >>> graph.add_node("n", label="N")
        >>> "lastmodified" in graph_text(graph, "gexf")
        False
    """
    buffer = io.BytesIO()
    if format_ == "graphml":
        nx.write_graphml(export_graph(graph), buffer, named_key_ids=True)
    else:
        nx.write_gexf(export_graph(graph), buffer)
    text = buffer.getvalue().decode("utf-8")
    return re.sub(r'<meta lastmodifieddate="[^"]*"', "<meta", text, count=1)
