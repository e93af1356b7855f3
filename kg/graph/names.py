"""Finding a thing or a claim by what people call it."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Iterable

import networkx as nx
import pyoxigraph as ox
from rapidfuzz import fuzz, process

from kg import iri
from kg.errors import NotFoundError
from kg.graph.part import part
from kg.graph.rows import DESCRIPTIONS, MATTER, Thing, settings
from kg.rdf.read import require_graphs
from kg.rdf.vocab import RDF, RDFS, SKOS
from kg.resolve.model import ENTITY_CLASSES
from kg.resolve.names import company_key, has_in_it, is_acronym
from kg.resolve.variants import bracketed

NEAR = 70.0
"""Least similarity (rapidfuzz WRatio, 0 to 100) of a near match worth naming."""

SHORTEST_ID = 4
"""Least hexadecimal digits by which a claim can be named, as in git."""

SHOWN_ID = 8
"""Hexadecimal digits of a claim's id that tables show; in a million claims two share them."""

CHOICE = 5
"""Names that an error offers at most."""

PRODUCT = "Product"
"""Type of the entities that are named after the one who makes them."""

WITHOUT_INITIALS = frozenset({"Person", PRODUCT})
"""Types of entities that nobody calls by the initials of their names."""

_HASH = re.compile(r"[0-9a-f]+")


def name_form(name: str) -> str:
    """Return what matters of a name when it is looked up: no case, no article, no outer marks.

    Example:
        >>> name_form("The Weinstein Company") == name_form("weinstein company")
        True
    """
    plain = unicodedata.normalize("NFKC", name).casefold()
    found = [word for word in (part.strip(".,!?'\"“”‘’()") for part in plain.split()) if word]
    while len(found) > 1 and found[0] in settings()["leading"]:
        found = found[1:]
    return " ".join(found) or name


def is_short_for(short: str, name: str) -> bool:
    """Tell whether a text is what people write for a longer name: its initials, or what it has in brackets.

    Example:
        >>> is_short_for("HBC", "Hudson's Bay Company"), is_short_for("RIM", "Research In Motion (RIM)")
        (True, True)
        >>> is_short_for("Hudson", "Hudson's Bay Company")
        False
    """
    found = bracketed(name)
    given = found is not None and name_form(found[1]) == name_form(short)
    return given or is_acronym(short, found[0] if found else name)


def is_borne(name: str, thing: Thing) -> bool:
    """Tell whether a thing is called so, or is this IRI."""
    key, form = company_key(name), name_form(name)
    return thing.iri == name or any(
        form == name_form(each) or key == company_key(each) for each in thing.names
    )


def is_only_short_for(name: str, thing: Thing) -> bool:
    """Tell whether a name means a thing by its initials alone: nowhere is it called so."""
    return not is_borne(name, thing) and any(is_short_for(name, each) for each in thing.names)


class Names:
    """The names of things, to be looked up.

    A name means the thing that bears it as label or alias, whatever its case,
    a leading article and, where no other thing is meant, its legal form. What
    nothing bears means the one thing of which it is the initials, else the one
    whose longer name has it.

    Args:
        things: All things; each is known by its label and its names.
    """

    def __init__(self, things: Iterable[Thing]) -> None:
        self.types: dict[str, str] = {}
        self.labels: dict[str, str] = {}
        self._by_form: dict[str, list[str]] = defaultdict(list)
        self._by_key: dict[str, list[str]] = defaultdict(list)
        self._entities: set[str] = set()
        self._long: dict[str, Thing] = {}
        self._spelled: dict[str, Thing] = {}
        for thing in sorted(things, key=lambda thing: thing.iri):
            self.types[thing.iri] = thing.type
            names = {thing.label, *thing.names}
            for form in sorted(set(map(name_form, names))):
                self._by_form[form].append(thing.iri)
                self.labels.setdefault(form, thing.label)
            if is_entity(thing):
                self._entities.update(map(name_form, names))
                for key in sorted(set(map(company_key, names))):
                    self._by_key[key].append(thing.iri)
                self._spelled[thing.iri] = thing
            if is_entity(thing) and thing.type not in WITHOUT_INITIALS:
                self._long[thing.iri] = thing

    def short_for(self, name: str) -> list[str]:
        """Return the IRIs of the things that a text is the initials of, sorted."""
        return [
            node
            for node, thing in self._long.items()
            if any(is_short_for(name, each) for each in thing.names)
        ]

    def longer(self, name: str) -> list[str]:
        """Return the IRIs of the entities that a name does not mean, but whose longer name has it, sorted."""
        borne = set(self._borne(name))
        return [
            node
            for node, thing in self._spelled.items()
            if node not in borne and any(has_in_it(each, name) for each in thing.names)
        ]

    def confusable(
        self, name: str, node: str, weight: Callable[[str], int] = lambda _: 0
    ) -> list[str]:
        """Return the entities whose longer name has that of a thing, those of which most is told first.

        Nobody takes a product for its maker, so products are among them only for a product.

        Args:
            name: The name that was asked for; of an IRI the thing's label counts.
            node: The thing that it means.
            weight: How much is said of a thing.
        """
        asked = self._spelled[node].label if name == node and node in self._spelled else name
        known = {node, *self.namesakes(node)}
        found = [
            other
            for other in self.longer(asked)
            if other not in known and (self.types[other] != PRODUCT or self.types[node] == PRODUCT)
        ]
        return sorted(found, key=lambda other: (-weight(other), other))

    def _borne(self, name: str) -> list[str]:
        return self._by_form.get(name_form(name)) or self._by_key.get(company_key(name)) or []

    def _taken_for(self, name: str) -> list[str]:
        """Return what a name that nothing bears is short for; several only where one can't be told."""
        return self.short_for(name) or self.longer(name)

    def _is_one(self, nodes: Iterable[str]) -> bool:
        """Tell whether some entities have one name, so that whoever asks can't tell them apart by it."""
        return len({name_form(self._spelled[node].label) for node in nodes}) == 1

    def near(self, name: str, limit: int = CHOICE) -> list[str]:
        """Return labels of things whose names look like `name`, most alike first.

        Descriptions are named only where no entity is called anything like it, and what
        the program calls a matter never: nobody calls anything so.
        """
        form = name_form(name)
        entities = [key for key in sorted(self.labels) if key in self._entities]
        named = [
            key
            for key in sorted(self.labels)
            if any(self.types[node] != MATTER for node in self._by_form[key])
        ]
        for keys in (entities, named):
            found = process.extract(form, keys, scorer=fuzz.WRatio, limit=None, score_cutoff=NEAR)
            # WRatio finds names within names; of those, the ones of like length come first.
            ranked = sorted(found, key=lambda match: (-fuzz.ratio(form, match[0]), match[0]))
            if ranked:
                return list(dict.fromkeys(self.labels[key] for key, _, _ in ranked))[:limit]
        return []

    def namesakes(self, node: str) -> list[str]:
        """Return the other entities that bear a name of a thing, sorted."""
        forms = [form for form, found in self._by_form.items() if node in found]
        found = {other for form in forms for other in self._by_form[form] if form in self._entities}
        return sorted(n for n in found - {node} if self.types[n] in ENTITY_CLASSES.values())

    def bearers(self, name: str) -> list[str]:
        """Return the IRIs of all things that a name may mean, sorted; of entities alone where one bears it."""
        if name in self.types:
            return [name]
        found = self._borne(name)
        named = [node for node in found if self.types[node] not in DESCRIPTIONS]
        taken = self._taken_for(name) if not found else []
        return sorted(set(named or found or (taken if self._is_one(taken) else [])))

    def find(
        self, name: str, weight: Callable[[str], int] = lambda _: 0, *, short: bool = True
    ) -> str:
        """Return the IRI of the thing that a name means; an IRI means itself.

        Args:
            name: A name or an IRI.
            weight: How much is said of a thing. Where several bear the name, an
                entity goes before a description, then the weightier, then the smaller IRI.
            short: Take what nothing bears for what is short for the name of one thing alone.

        Raises:
            NotFoundError: No thing bears the name; the remedy lists what may be meant.
        """
        if name in self.types:
            return name
        found = self._borne(name)
        taken = self._taken_for(name) if not found else []
        if not found and short and self._is_one(taken):
            found = taken
        if found:
            return min(
                found, key=lambda node: (self.types[node] in DESCRIPTIONS, -weight(node), node)
            )
        raise NotFoundError(
            f"No entity is called '{name}'.",
            self._choice(name, sorted(taken, key=lambda node: (-weight(node), node))),
        )

    def _choice(self, name: str, taken: Iterable[str]) -> str:
        """Return what to try in the place of a name that nothing bears.

        Args:
            name: The name.
            taken: The entities for whose names it is short, the best first.
        """
        labels = list(dict.fromkeys(self._spelled[node].label for node in taken))
        near = labels[:CHOICE] or self.near(name)
        if not near:
            return "'kg stats --by subject' lists who the graph knows, 'kg search' looks for words."
        left = len(labels) - CHOICE
        more = f", or one of {left} more? 'kg search' lists them." if left > 0 else "?"
        return f"Did you mean: {', '.join(near)}{more}"


def _graph_names(graph: nx.MultiDiGraph) -> Names:
    return Names(
        Thing(iri=node, label=data["label"], type=data["type"], names=data["names"])
        for node, data in graph.nodes(data=True)
    )


def near_names(graph: nx.MultiDiGraph, name: str, limit: int = 5) -> list[str]:
    """Return labels of nodes whose names look like `name`, most alike first."""
    return _graph_names(graph).near(name, limit)


def find_node(graph: nx.MultiDiGraph, name: str) -> str:
    """Return the IRI of the node that a name means; see `Names`.

    Raises:
        NotFoundError: No node bears the name; the remedy lists near matches.
    """
    return name if name in graph else _graph_names(graph).find(name, graph.degree)


def things(store: ox.Store) -> list[Thing]:
    """Return everything that a store describes in its graph of entities, sorted by IRI.

    Raises:
        StoreError: The store has lost its named graphs.
    """
    graph = ox.NamedNode(iri.graph("entities"))
    labels: dict[str, list[str]] = defaultdict(list)
    names: dict[str, list[str]] = defaultdict(list)
    types: dict[str, list[str]] = defaultdict(list)
    wanted = {f"{RDFS}label": labels, f"{SKOS}altLabel": names, f"{RDF}type": types}
    for predicate, found in wanted.items():
        for quad in store.quads_for_pattern(None, ox.NamedNode(predicate), None, graph):
            if isinstance(quad.subject, ox.NamedNode) and not isinstance(quad.object, ox.Triple):
                found[quad.subject.value].append(quad.object.value)
    if not labels:
        require_graphs(store)
    return [
        Thing(
            iri=node,
            label=min(labels[node]),
            type=min(types[node], default="").removeprefix(iri.term("")),
            names=tuple(sorted({*labels[node], *names[node]})),
        )
        for node in sorted(labels)
    ]


def is_entity(thing: Thing) -> bool:
    """Tell whether a thing has a name of its own, and is not only described."""
    return thing.type in ENTITY_CLASSES.values()


def claim_ids(store: ox.Store) -> list[str]:
    """Return the IRIs of all claims, sorted."""
    pattern = ox.NamedNode(f"{RDF}type"), ox.NamedNode(iri.term("Claim")), ox.DefaultGraph()
    return sorted(
        quad.subject.value
        for quad in store.quads_for_pattern(None, *pattern)
        if isinstance(quad.subject, ox.NamedNode)
    )


def short_id(claim: str) -> str:
    """Return the part of a claim's IRI by which people name it: the start of its hash.

    Example:
        >>> short_id("https://example.org/id/claim/acme.target.0123456789abcdef")
        '01234567'
    """
    return claim.rsplit(".", 1)[-1][:SHOWN_ID]


def find_claims(store: ox.Store, name: str) -> list[str]:
    """Return the claims that a text names: by IRI, by its last part, or by the start of its hash.

    More than one only where several hashes start like that; none where no claim is meant.
    """
    plain = name.strip().strip("<>")
    tail = plain.rsplit("/", 1)[-1]
    digits = tail.rsplit(".", 1)[-1].casefold()
    if len(digits) < SHORTEST_ID or not _HASH.fullmatch(digits):
        return []
    found = []
    for claim in claim_ids(store):
        local = claim.rsplit("/", 1)[-1]
        if claim == plain or local == tail:
            return [claim]
        starts = local.rsplit(".", 1)[-1].startswith(digits)
        if starts and ("." not in tail or local.startswith(tail.rsplit(".", 1)[0] + ".")):
            found.append(claim)
    return found


def claims_that_begin(store: ox.Store, text: str) -> list[str]:
    """Return the claims whose hash begins with a text, however short; none for an empty one."""
    digits = text.strip().casefold()
    if not _HASH.fullmatch(digits):
        return []
    return [each for each in claim_ids(store) if each.rsplit(".", 1)[-1].startswith(digits)]


def claims_with(store: ox.Store, text: str) -> list[str]:
    """Return the claims whose IRI has a text anywhere in its last part; none for a mere word.

    The IRIs of all claims of a subject have its name, so only what can be of a hash is looked
    for, and what has the point that parts the hash from the kind and the kind from the subject.
    """
    plain = text.strip().strip("<>").casefold()
    tail = plain.rsplit("/", 1)[-1].strip(".")
    if len(tail) < SHORTEST_ID or not ("." in tail or _HASH.fullmatch(tail)):
        return []
    found = []
    for claim in claim_ids(store):
        local = claim.rsplit("/", 1)[-1]
        if tail in (local if "." in tail else local.rsplit(".", 1)[-1]):
            found.append(claim)
    return found


def neighbourhood(graph: nx.MultiDiGraph, nodes: list[str], depth: int) -> nx.MultiDiGraph:
    """Return the part of a graph within `depth` steps of some nodes, in either direction.

    Lines between two nodes that are both `depth` steps away are left out: they
    say nothing about the nodes asked for.
    """
    distance = dict.fromkeys(nodes, 0)
    frontier = list(nodes)
    for step in range(1, depth + 1):
        reached = sorted(
            {
                other
                for node in frontier
                for other in (*graph.successors(node), *graph.predecessors(node))
            }
        )
        frontier = [node for node in reached if node not in distance]
        distance.update(dict.fromkeys(frontier, step))
    lines = (
        (source, target, key, data)
        for source, target, key, data in graph.edges(keys=True, data=True)
        if source in distance
        and target in distance
        and min(distance[source], distance[target]) < depth
    )
    return part(graph, distance, lines)
