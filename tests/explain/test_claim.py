"""An explanation has what stands behind a claim, and nothing that does not."""

from __future__ import annotations

import runpy
from pathlib import Path

import pyoxigraph as ox
import pytest

from kg.errors import NotFoundError
from kg.explain import explain, explain_name
from kg.graph.rows import ClaimRow, read_rows
from kg.model import Kind, Modality
from kg.rdf.claim_graph import check_claim, claim_triples, prov_triples
from kg.rdf.store import load_file
from kg.rdf.vocab import PROV, RDF


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> ox.Store:
    made = runpy.run_path(str(Path(__file__).parents[1] / "rdf" / "conftest.py"))
    path = tmp_path_factory.mktemp("graph") / "graph.nq"
    lines = made["lines_of"]([made["_one"](), made["_two"]()])
    path.write_text("".join(f"{line}\n" for line in lines), "utf-8")
    return load_file(path)


def _row(store: ox.Store, kind: Kind, modality: Modality = Modality.ASSERTED) -> ClaimRow:
    return next(
        row for row in read_rows(store) if row.claim.kind is kind and row.claim.modality is modality
    )


def test_a_target_with_its_readings(store: ox.Store) -> None:
    row = _row(store, Kind.TARGET, Modality.PLANNED)
    found = explain(store, row.iri, shapes=False)
    assert found.row == row
    assert {r.field: (r.words, r.value) for r in found.readings} == {
        "time": ("by 2025", ".. to 2025-12-31"),
        "due": ("by 2025", "2021-10-20 to 2025-12-31"),
        "field": ("mass production of electric cars", "cars, electric-vehicles"),
    }
    assert "../2025-12-31" in found.readings[0].how
    assert [each.start for each in found.sentences] == [0, None]
    assert {use.part: use.written for use in found.names} == {
        "subject": "Acme", "object": "mass production of electric cars", "speaker": "Ann Lee",
    }  # fmt: skip
    assert found.pipeline == "kg 0.1.0 test"
    later = next(r for r in read_rows(store) if r.claim.kind is Kind.TARGET and r != row)
    assert later.iri in found.others
    assert row.iri not in found.others


def test_an_amount_and_its_words(store: ox.Store) -> None:
    found = explain(store, _row(store, Kind.ACQUISITION).iri, shapes=False)
    (reading,) = found.readings
    assert (reading.words, reading.value, reading.how) == (
        "$3.4 billion", "3400000000 USD", "money",
    )  # fmt: skip


def test_a_claim_passes_the_shapes_that_look_at_it(store: ox.Store) -> None:
    row = _row(store, Kind.TARGET, Modality.PLANNED)
    found = {check.shape: check for check in explain(store, row.iri).shapes}
    assert all(check.passed for check in found.values())
    assert {"Claim", "TimeReference", "Article"} <= set(found)
    assert found["Claim"].nodes == 1


def test_a_broken_claim_fails_its_shape(store: ox.Store) -> None:
    row = _row(store, Kind.ACQUISITION)
    triples = claim_triples(store, row.iri)
    broken = [t for t in triples if not t.predicate.value.endswith("#confidence")]
    found = {check.shape: check for check in check_claim(broken)}
    assert found["Claim"].problems == ("a claim has one confidence from 0 to 1",)


def test_the_graph_of_a_claim_has_no_other_claim(store: ox.Store) -> None:
    every = {row.iri for row in read_rows(store)}
    for name in every:
        described = {
            t.subject.value
            for t in claim_triples(store, name)
            if isinstance(t.subject, ox.NamedNode) and t.predicate.value.endswith("#confidence")
        }
        assert described == {name}


def test_prov_says_what_came_from_what(store: ox.Store) -> None:
    row = _row(store, Kind.TARGET, Modality.PLANNED)
    triples = prov_triples(
        claim_triples(store, row.iri), plan="Target/x", says="words",
        merges=[(row.subject.iri, "the same name")],
    )  # fmt: skip
    query = """ASK { ?claim a prov:Entity ; prov:wasDerivedFrom ?evidence ; prov:wasGeneratedBy ?run .
      ?evidence prov:wasQuotedFrom ?article . ?run a prov:Activity ; prov:used ?article ;
        prov:qualifiedAssociation [ prov:agent ?agent ; prov:hadPlan ?plan ] .
      ?agent a prov:SoftwareAgent . ?plan a prov:Plan . ?time prov:wasDerivedFrom ?evidence .
      ?entity prov:wasGeneratedBy ?joining . FILTER ( ?joining != ?run && ?entity != ?claim ) }"""
    found = ox.Store()
    found.extend(ox.Quad(*t) for t in triples)
    assert found.query(query, prefixes={"prov": PROV})
    assert not any(isinstance(t.subject, ox.BlankNode) for t in triples)
    types = [t for t in triples if t.predicate.value == f"{RDF}type"]
    assert len(types) == len(set(types))


def test_no_such_claim(store: ox.Store) -> None:
    with pytest.raises(NotFoundError, match="no claim"):
        explain(store, "https://example.org/none")


def test_a_name_with_its_spellings(store: ox.Store) -> None:
    found = explain_name(store, "acme")
    assert found.thing.label == "Acme"
    assert [(each.name, each.articles) for each in found.spellings] == [("Acme", ("one", "two"))]
    assert {row.article.id for row in found.rows} == {"one", "two"}
