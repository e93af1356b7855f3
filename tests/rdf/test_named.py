from __future__ import annotations

from pathlib import Path
from typing import Any

import pyoxigraph as ox
import pytest

from kg import iri
from kg.errors import NotFoundError, OntologyError, QueryError
from kg.rdf.guard import check, unknown_terms
from kg.rdf.named import TYPES, guessed, named_queries, named_query, parse, terms, typed
from kg.rdf.query import bind, run
from kg.rdf.store import open_store
from kg.rdf.vocab import prefixes

GOAL = "mass production of its electric cars"

EXPECTED: dict[str, tuple[dict[str, str], list[tuple[Any, ...]]]] = {
    "cq01": (
        {"field": "field:electric-vehicles"},
        [
            ("Acme", GOAL, "Ann Lee", "2021-10-20", "2021-10-20", "2025-12-31"),
            ("Acme", GOAL, "Bob Day", "2023-03-31", "2027-01-01", "2027-12-31"),
        ],
    ),
    "cq02": (
        {},
        [
            (
                "acquisition: Acme, Cato",
                "one denies it",
                "Acquisition: Acme – Cato (denied)",
                "2023-04-03",
                "Acquisition: Acme – Cato (rumoured)",
                "2021-10-20",
            ),
        ],  # that its own people moved the goal is a change, and no conflict
    ),
    "cq03": ({}, [("Bob Day", GOAL, "Bob Day", "2023-04-03", "Acme waits")]),
    "cq04": (
        {"since": "2022-01-01"},
        [("Acme", GOAL, "2021-10-20", "2025-12-31", "2023-03-31", "2027-12-31", "planned")],
    ),
    "cq05": ({"today": "2028-06-01"}, [("Acme", GOAL, "own", "2027-12-31", "slipped")]),
    "cq06": (
        {"field": "field:electric-vehicles"},
        [("Acme", iri.entity_iri("Company", "acme", ["acme"]))],
    ),
    "cq07": (
        {"subject": "acme", "predicate": "ci:acquires"},
        [
            (
                "Acme", "Brio", "asserted", None, "Example News", "Acme aims at 2025", 88, 122,
                "Acme bought Brio for $3.4 billion.",
            )
        ],
    ),
    "cq08": (
        {},
        [
            ("Acquisition: Acme – Cato (rumoured)", 1, "publisher", "Example News"),
            ("Acquisition: Acme – Cato (rumoured)", 2, "relay", "Reuters"),
            ("Acquisition: Acme – Cato (rumoured)", 3, "speaker", "sources"),
        ],
    ),
    "cq09": ({}, []),
    "cq10": (
        {"company": "ACME"},
        [
            (None, "2025-12-31", "Target: Acme – mass production of electric cars (planned)", "planned"),
            (
                "2027-01-01",
                "2027-12-31",
                "Target: Acme – mass production of its electric cars (planned)",
                "planned",
            ),
        ],
    ),
    "cq11": (
        {},
        [("acquisition: Acme, Cato", "rumoured", "sources", "2021-10-20", "Acme aims at 2025")],
    ),
    "cq12": ({}, [("Acme", "Partnership", None, "2023-04-03", "Acme waits")]),
    "cq13": ({}, [("Acme", -4.5, "percent", "2023-04-03", "Acme waits")]),
    "cq14": ({"company": "Acme"}, [("Bob Day", "chief executive of", "Acme", 2)]),
    "cq15": ({"least": "2"}, [(GOAL, 2, 2, 2, 0.9)]),
    "ledger": (
        {"company": "Acme"},
        [
            ("Acme", "acquisition: Acme, Cato", "reported", None, "disputed", "sources", "2021-10-20", None),
            ("Acme", GOAL, "own", "2027-12-31", "slipped", "Ann Lee", "2021-10-20", None),
        ],
    ),
}  # fmt: skip


@pytest.fixture(scope="module")
def store(exports: Path) -> ox.Store:
    return open_store(exports)


@pytest.mark.parametrize("name", sorted(EXPECTED))
def test_competency_questions_on_two_articles(store: ox.Store, name: str) -> None:
    given, rows = EXPECTED[name]
    query = named_query(name)
    found = run(store, query.text, parameters=terms(query, given))
    width = len(rows[0]) if rows else 0
    assert [tuple(row.values())[:width] if width else () for row in found.values()] == rows


@pytest.mark.parametrize(("since", "moves"), [("2021-01-01", 1), ("2023-04-01", 0)])
def test_what_was_announced_and_moved_since_a_day_has_moved(
    store: ox.Store, since: str, moves: int
) -> None:
    query = named_query("cq04")
    found = run(store, query.text, parameters=terms(query, {"since": since})).values()
    assert len(found) == moves


def test_without_a_day_nothing_is_overdue_that_the_latest_article_has_still_to_come(
    store: ox.Store,
) -> None:
    query = named_query("cq05")
    assert run(store, query.text).values() == []
    assert [parameter.default for parameter in query.parameters] == [""]


def test_every_named_query_has_expected_rows() -> None:
    numbers = {name.split("-")[0] for name in named_queries()}
    assert numbers == set(EXPECTED)
    assert {f"cq{n:02d}" for n in range(1, 16)} <= numbers


@pytest.mark.parametrize("name", sorted(named_queries()))
def test_named_queries_are_well_kept(store: ox.Store, name: str) -> None:
    query = named_query(name)
    assert query.help.endswith("?")
    assert len(query.help) <= 100
    assert unknown_terms(query.text) == []
    assert "ORDER BY" in query.text, "rows come in an order that does not depend on the engine"
    assert iri.DEFAULT_BASE not in query.text
    for parameter in query.parameters:
        assert f"VALUES ?{parameter.name} {{" in query.text
        assert parameter.help.endswith(".")
    run(store, query.text)


@pytest.fixture(scope="module")
def other(exports: Path) -> Any:
    """The same triples in rdflib's own store."""
    import rdflib

    from kg.rdf import ontology

    graph = rdflib.Graph()
    lines = (exports / "graph.nq").read_text("utf-8").splitlines()
    graph.parse(data="".join(f"{line.rsplit(' ', 2)[0]} .\n" for line in lines), format="nt")
    for file in ontology.FILES.values():
        graph.parse(data=ontology.read_text(file), format="turtle")
    return graph


# rdflib joins the branches of cq02 and cq14 as cross products; cq07 asks a named graph.
ELSEWHERE = [name for name in sorted(named_queries()) if name[:4] not in ("cq02", "cq07", "cq14")]


@pytest.mark.parametrize("name", ELSEWHERE)
def test_another_engine_gives_as_many_rows(store: ox.Store, other: Any, name: str) -> None:
    given, _ = EXPECTED[name.split("-", maxsplit=1)[0]]
    query = named_query(name)
    parameters = terms(query, given)
    text = bind(check(query.text, lambda _: True), parameters)
    rows = list(other.query(text, initNs=prefixes()))
    assert len(rows) == len(run(store, query.text, parameters=parameters).rows)


def test_a_query_is_found_by_its_beginning() -> None:
    assert named_query("cq06").name == "cq06-companies-in-field"
    with pytest.raises(NotFoundError, match="no named query") as caught:
        named_query("cq")
    assert "cq01" in caught.value.remedy
    with pytest.raises(NotFoundError) as caught:
        named_query("legder")
    assert caught.value.remedy == "Did you mean ledger?"
    with pytest.raises(NotFoundError) as caught:
        named_query("zzz")
    assert "kg queries" in caught.value.remedy


@pytest.mark.parametrize(
    ("type_", "value", "written"),
    [
        ("string", 'a"b', '"a\\"b"'),
        ("date", "2021-10-20", '"2021-10-20"^^<http://www.w3.org/2001/XMLSchema#date>'),
        ("integer", " 12 ", '"12"^^<http://www.w3.org/2001/XMLSchema#integer>'),
        ("decimal", "1e3", '"1000"^^<http://www.w3.org/2001/XMLSchema#decimal>'),
        ("boolean", "true", '"true"^^<http://www.w3.org/2001/XMLSchema#boolean>'),
        ("iri", "ci:acquires", f"<{iri.term('acquires')}>"),
        ("iri", "https://schema.org/name", "<https://schema.org/name>"),
        ("iri", "<urn:x>", "<urn:x>"),
    ],
)
def test_parameters_are_typed(type_: str, value: str, written: str) -> None:
    assert str(typed(type_, "x", value)) == written


@pytest.mark.parametrize(
    ("type_", "value"),
    [
        ("date", "yesterday"),
        ("date", "2021-13-01"),
        ("integer", "1.5"),
        ("decimal", "much"),
        ("boolean", "yes"),
        ("iri", "no iri"),
        ("iri", "urn:x> } SERVICE <urn:y"),
    ],
)
def test_a_value_of_another_type_is_refused(type_: str, value: str) -> None:
    with pytest.raises(QueryError, match=f"of type {type_}") as caught:
        typed(type_, "x", value)
    assert caught.value.remedy


@pytest.mark.parametrize(
    ("value", "kind"),
    [
        ("12", "integer"), ("1.5", "decimal"), ("true", "boolean"), ("2021-10-20", "date"),
        ("2021-13-20", "string"), ("Acme", "string"), ("", "string"), ("Acme: a story", "string"),
    ],
)  # fmt: skip
def test_types_are_guessed_where_none_are_declared(value: str, kind: str) -> None:
    found = guessed(value)
    assert isinstance(found, ox.Literal)
    assert found.datatype.value.endswith(f"#{kind}")


def test_iris_are_guessed() -> None:
    assert guessed("ci:Goal") == ox.NamedNode(iri.term("Goal"))
    assert guessed("https://example.org/a") == ox.NamedNode("https://example.org/a")
    assert guessed("<urn:a>") == ox.NamedNode("urn:a")
    assert guessed("ci:a b") == ox.Literal("ci:a b")


def test_unknown_parameters_are_refused() -> None:
    with pytest.raises(NotFoundError, match="no parameter 'x'") as caught:
        terms(named_query("cq06"), {"x": "1"})
    assert caught.value.remedy == "It takes field."
    with pytest.raises(NotFoundError) as caught:
        terms(named_query("cq02"), {"x": "1"})
    assert caught.value.remedy == "It takes none."


def test_a_query_file_must_say_what_it_asks() -> None:
    with pytest.raises(OntologyError, match="no help"):
        parse("x", "SELECT * { ?s ?p ?o }")
    with pytest.raises(OntologyError, match="type number"):
        parse("x", "# What?\n# @param n number A number.\nASK { }")
    assert set(TYPES) >= {p.type for q in named_queries().values() for p in q.parameters}
