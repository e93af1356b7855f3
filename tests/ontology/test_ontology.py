"""The ontology files: complete, used, consistent, and free of literal bases elsewhere."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path
from typing import Any

import pyoxigraph as ox
import pytest

from kg import iri
from kg.model import ACTIONS, Kind, Modality, Polarity
from kg.rdf import ontology
from kg.rdf.roles import _table
from kg.rdf.vocab import (
    INTENDED,
    IRREALIS_SAFE,
    KINDS,
    OWL,
    RDF,
    RDFS,
    SCHEMES,
    SKOS,
    STATED,
)
from kg.resolve.model import ENTITY_CLASSES

ROOT = Path(__file__).resolve().parents[2]
FILES = ("ontology.ttl", "schemes.ttl", "shapes.ttl", "alignments.ttl")
CI = iri.term("")
LABEL, DEFINITION = f"{RDFS}label", f"{SKOS}definition"


def values(name: str, predicate: str) -> dict[str, list[ox.Literal | ox.NamedNode]]:
    found: dict[str, list[ox.Literal | ox.NamedNode]] = {}
    for triple in ontology.triples(name):
        if triple.predicate.value == predicate and isinstance(triple.subject, ox.NamedNode):
            assert isinstance(triple.object, (ox.Literal, ox.NamedNode))
            found.setdefault(triple.subject.value, []).append(triple.object)
    return found


def declared() -> set[str]:
    types = values("ontology.ttl", f"{RDF}type")
    return {term.removeprefix(CI) for term in types if term.startswith(CI)}


def mentioned(text: str) -> set[str]:
    return set(re.findall(r"(?<![\w/])ci:(\w+)", text))


def concepts(scheme: str) -> dict[str, str]:
    """The concepts of a scheme: local name to label."""
    found = {}
    for subject, targets in values("schemes.ttl", f"{SKOS}inScheme").items():
        if any(t.value.endswith(f"scheme/{scheme}") for t in targets):
            label = values("schemes.ttl", f"{SKOS}prefLabel")[subject][0].value
            found[subject.rsplit("/", 1)[-1]] = label
    return found


@pytest.mark.parametrize("name", FILES)
def test_files_parse_in_both_libraries_to_the_same_number_of_triples(name: str) -> None:
    import rdflib

    text = (ROOT / "ontology" / name).read_text("utf-8")
    graph = rdflib.Graph().parse(data=text, format="turtle")
    assert len(graph) == len(set(ox.parse(text, format=ox.RdfFormat.TURTLE))) > 20


@pytest.mark.parametrize("predicate", [LABEL, DEFINITION])
def test_every_term_has_one_label_and_one_definition_in_english(predicate: str) -> None:
    found = values("ontology.ttl", predicate)
    for term in declared():
        texts = found.get(CI + term, [])
        assert [getattr(t, "language", None) for t in texts] == ["en"], term
        assert texts[0].value.strip() == texts[0].value
    if predicate == DEFINITION:
        assert all(t[0].value.endswith(".") for s, t in found.items() if s.startswith(CI))


def test_no_two_terms_share_a_label() -> None:
    labels = values("ontology.ttl", LABEL)
    counts = Counter(label.value for found in labels.values() for label in found)
    assert [label for label, count in counts.items() if count > 1] == []


def test_every_concept_has_a_label_a_definition_and_its_notation() -> None:
    schemes = values("schemes.ttl", f"{SKOS}inScheme")
    assert len(schemes) > 100
    for concept in schemes:
        for predicate in (f"{SKOS}prefLabel", DEFINITION):
            texts = values("schemes.ttl", predicate)[concept]
            assert [getattr(t, "language", None) for t in texts] == ["en"], concept
        notation = values("schemes.ttl", f"{SKOS}notation")[concept]
        assert [n.value for n in notation] == [concept.rsplit("/", 1)[-1]]


def test_no_two_concepts_of_a_scheme_share_a_label() -> None:
    for scheme in SCHEMES:
        labels = list(concepts(scheme).values())
        assert len(labels) == len(set(labels)) > 1, scheme


def test_schemes_are_those_of_the_code() -> None:
    types = values("schemes.ttl", f"{RDF}type")
    schemes = {
        s.rsplit("/", 1)[-1] for s, t in types.items() if t[0].value.endswith("ConceptScheme")
    }
    assert schemes == set(SCHEMES)
    assert set(concepts("claim-kind")) == {kind.value for kind in Kind}
    assert set(concepts("modality")) == {modality.value for modality in Modality}
    assert set(concepts("polarity")) == {polarity.value for polarity in Polarity}
    assert set(concepts("action")) == {a for actions in ACTIONS.values() for a in actions}


def test_kinds_name_the_classes_of_the_code() -> None:
    found = values("schemes.ttl", iri.term("matterClass"))
    for kind in Kind:
        classes = found[iri.concept("claim-kind", kind.value)]
        assert [c.value for c in classes] == [iri.term(KINDS[kind].matter)]


def test_no_name_means_both_a_claim_and_a_thing() -> None:
    kinds = {kind.value for kind in Kind}
    matters = {shape.matter for shape in KINDS.values()}
    assert not kinds & matters
    assert len(matters) == len(kinds)


def test_tiers_are_those_of_the_code() -> None:
    tiers = values("schemes.ttl", iri.term("factTier"))
    core = {m for m in Modality if tiers[iri.concept("modality", m.value)][0].value == "core"}
    assert core == STATED | INTENDED


def test_predicates_that_survive_a_failed_plan_are_those_of_the_code() -> None:
    found = values("ontology.ttl", iri.term("irrealisSafe"))
    safe = {s.removeprefix(CI) for s, v in found.items() if v[0].value == "true"}
    assert safe == IRREALIS_SAFE
    used = {p for s in KINDS.values() for p in (s.predicate, s.to_matter, s.if_planned) if p}
    used |= {p for s in KINDS.values() for p in s.by_action.values()}
    used |= {office.predicate for office in _table()[0].values()} | {"activeIn"}
    assert {s.removeprefix(CI) for s in found} == used


def test_symmetric_predicates_are_those_of_the_code() -> None:
    types = values("ontology.ttl", f"{RDF}type")
    found = {
        s.removeprefix(CI) for s, t in types.items()
        if any(v.value == f"{OWL}SymmetricProperty" for v in t)
    }  # fmt: skip
    assert found == {s.predicate for s in KINDS.values() if s.symmetric}


def code_terms() -> set[str]:
    """Every term that the code writes, by its literal name in the sources of kg/rdf."""
    text = "".join(p.read_text("utf-8") for p in sorted((ROOT / "kg" / "rdf").glob("*.py")))
    text += (ROOT / "kg" / "rdf" / "offices.toml").read_text("utf-8")
    return set(re.findall(r"[\"'](\w+)[\"']", text))


def test_every_term_is_used() -> None:
    used = code_terms() | {n for name in FILES for n in _referenced(name)}
    used |= set(ENTITY_CLASSES.values())
    for path in (ROOT / "ontology" / "queries").glob("*.rq"):
        used |= mentioned(path.read_text("utf-8"))
    assert sorted(declared() - used) == []


def _referenced(name: str) -> set[str]:
    """Terms of ours that another term is built on."""
    found = set()
    for triple in ontology.triples(name):
        built_on = triple.predicate.value in (f"{RDFS}subClassOf", f"{RDFS}subPropertyOf")
        if built_on and isinstance(triple.object, ox.NamedNode):
            found.add(triple.object.value.removeprefix(CI))
    return found


@pytest.mark.parametrize(
    "path",
    sorted([*(ROOT / "ontology").glob("*.ttl"), *(ROOT / "ontology" / "queries").glob("*.rq")]),
    ids=lambda p: p.name,
)
def test_files_and_queries_use_declared_terms_only(path: Path) -> None:
    text = re.sub(r"(?m)^#.*$", "", path.read_text("utf-8"))
    assert sorted(mentioned(text) - declared()) == []


def test_domains_and_ranges_of_ours_are_classes() -> None:
    types = values("ontology.ttl", f"{RDF}type")
    for predicate in (f"{RDFS}domain", f"{RDFS}range"):
        for targets in values("ontology.ttl", predicate).values():
            for target in targets:
                if target.value.startswith(CI):
                    assert types[target.value][0].value == f"{OWL}Class"


def test_no_owl_that_goes_past_rl() -> None:
    text = (ROOT / "ontology" / "ontology.ttl").read_text("utf-8")
    assert "owl:imports" not in text
    assert "owl:Restriction" not in text
    assert not any(isinstance(t.object, ox.BlankNode) for t in ontology.triples("ontology.ttl"))


@pytest.mark.parametrize("name", FILES)
def test_literal_bases_stand_in_prefix_lines_only(name: str) -> None:
    allowed = ("@prefix", "sh:declare", "[ sh:prefix", "<https://w3id.org/ci-kg/ns>", "owl:versionIRI",
               "vann:", "<https://w3id.org/ci-kg/scheme/action/", "<https://w3id.org/ci-kg/scheme/")  # fmt: skip
    for line in (ROOT / "ontology" / name).read_text("utf-8").splitlines():
        if iri.DEFAULT_BASE.rstrip("/") in line and not line.strip().startswith(allowed):
            assert "sh:hasValue" in line, line


def test_the_base_is_literal_in_one_module_only() -> None:
    found = [
        str(path.relative_to(ROOT))
        for path in sorted((ROOT / "kg").rglob("*.py"))
        if "w3id.org/ci-kg" in path.read_text("utf-8")
    ]
    assert found == ["kg/iri.py"]


def closure(extra: str = "") -> list[str]:
    """Error messages of the OWL RL closure of the ontology with a few instances."""
    import owlrl
    import rdflib

    graph: Any = rdflib.Graph()
    for name in ("ontology.ttl", "alignments.ttl"):
        graph.parse(data=ontology.read_text(name), format="turtle")
    graph.parse(data=f"@prefix ci: <{CI}> . @prefix e: <urn:e:> . {extra}", format="turtle")
    owlrl.DeductiveClosure(owlrl.OWLRL_Semantics).expand(graph)
    message = rdflib.URIRef("http://www.daml.org/2002/03/agents/agent-ont#error")
    return sorted(str(text) for text in graph.objects(None, message))


INSTANCES = """
e:ann a ci:Person ; ci:chiefExecutiveOf e:acme ; ci:founderOf e:brio .
e:acme a ci:Company ; ci:acquires e:brio ; ci:mergesWith e:brio ; ci:hasTarget e:goal ; ci:activeIn e:field .
e:goal a ci:Goal ; ci:party e:acme .
"""


def test_the_owl_rl_closure_is_consistent() -> None:
    assert closure(INSTANCES) == []


def test_the_owl_rl_closure_notices_an_inconsistency() -> None:
    assert closure("e:ann a ci:Person ; ci:hasTarget e:g . e:x ci:founderOf e:ann .") != []


def test_another_base_moves_the_vocabulary(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(iri, "VOCAB_BASE", "https://example.org/v/")
    for name in FILES:
        text = ontology.read_text(name)
        assert iri.DEFAULT_BASE not in text
        assert "https://example.org/v/ns#" in text
