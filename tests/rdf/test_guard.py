"""What queries must never do: leave the machine, read files, change data."""

from __future__ import annotations

import pyoxigraph as ox
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg import iri
from kg.errors import QueryError
from kg.rdf.guard import check, near, unknown_terms
from kg.rdf.lexer import tokens, without_comments

EVIL = "http://127.0.0.1:9/"


def no_graph(_name: str) -> bool:
    return False


@pytest.mark.parametrize(
    "query",
    [
        f"SELECT * {{ SERVICE <{EVIL}> {{ ?s ?p ?o }} }}",
        f"SELECT * {{ service <{EVIL}> {{ ?s ?p ?o }} }}",
        f"SELECT * {{ SeRvIcE SILENT <{EVIL}> {{ ?s ?p ?o }} }}",
        f"SELECT * {{ ?s ?p 1SERVICE <{EVIL}> {{ ?s ?p ?o }} }}",
        f"SELECT * {{ ?s ?p trueSERVICE<{EVIL}>{{ ?s ?p ?o }} }}",
        f"SELECT * {{ # a comment\n SERVICE\n#x\n<{EVIL}> {{ ?s ?p ?o }} }}",
        f"SELECT * {{ ?s ?p 'it#s' . SERVICE <{EVIL}> {{ }} }}",
        f"SELECT * {{ ?s ?p <http://a/#> . SERVICE <{EVIL}> {{ }} }}",
        f"SELECT * {{ ?s ?p ex:a\\#b . SERVICE <{EVIL}> {{ }} }}",
        f"SELECT * {{ ?s ?p ex:a\u0300\\#b . SERVICE <{EVIL}> {{ }} }}",
        f"SELECT * {{ ?s ?p '''a'b''' . SERVICE <{EVIL}> {{ }} }}",
        f'SELECT * {{ ?s ?p """a"b\\"""" . SERVICE <{EVIL}> {{ }} }}',
        f"SELECT * {{ ?s ?p 'a\\'' . SERVICE <{EVIL}> {{ }} }}",
        f"SELECT * {{ FILTER(?a<?b)SERVICE<{EVIL}>{{ ?a ?p ?b }} }}",
        f"SELECT * {{ FILTER(?a<1&&?a>0)SERVICE<{EVIL}>{{ ?a ?p ?b }} }}",
        f"SELECT * {{ ?s ?p ?o FILTER EXISTS {{ SERVICE <{EVIL}> {{ }} }} }}",
        f"SELECT * {{ {{ SELECT * {{ SERVICE <{EVIL}> {{ }} }} }} }}",
        f"LOAD <{EVIL}>",
        f"LOAD SILENT <file:///etc/passwd> INTO GRAPH <{EVIL}>",
    ],
)
def test_network_access_is_refused(query: str) -> None:
    with pytest.raises(QueryError, match=r"leave this machine"):
        check(query, no_graph)


@pytest.mark.parametrize(
    "query",
    [
        "INSERT DATA { <urn:a> <urn:b> <urn:c> }",
        "DELETE WHERE { ?s ?p ?o }",
        "PREFIX a: <urn:a> DROP ALL",
        "clear all",
        "WITH <urn:g> DELETE { ?s ?p ?o } WHERE { ?s ?p ?o }",
        "COPY <urn:a> TO <urn:b>",
    ],
)
def test_updates_are_refused(query: str) -> None:
    with pytest.raises(QueryError, match="changes data"):
        check(query, no_graph)


@pytest.mark.parametrize(
    "query", ["", "   ", "# only a comment", "hello", "{ ?s ?p ?o }", "PREFIX a:"]
)
def test_what_is_no_query_is_refused(query: str) -> None:
    with pytest.raises(QueryError, match="does not start with"):
        check(query, no_graph)


@pytest.mark.parametrize(
    "clause",
    [
        f"FROM <{EVIL}>",
        "FROM <file:///etc/passwd>",
        "from<file:///etc/passwd>",
        "FROM NAMED <file:///etc/passwd>",
        "FROM graph:none",
        "FROM none:graph",
        "FROM <relative>",
        "FROM # comment\n <file:///etc/passwd>",
    ],
)
def test_from_a_file_or_address_is_refused(clause: str) -> None:
    with pytest.raises(QueryError, match="no graph here"):
        check(f"SELECT * {clause} {{ ?s ?p ?o }}", no_graph)
    with pytest.raises(QueryError, match="no graph here"):
        check(f"SELECT *{clause}{{ ?s ?p ?o }}", no_graph)


def test_from_our_own_graphs_is_allowed() -> None:
    def has(name: str) -> bool:
        return name in (iri.graph("facts"), iri.graph("status"))

    query = f"SELECT * FROM graph:facts FROM NAMED <{iri.graph('status')}> {{ ?s ?p ?o }}"  # noqa: S608
    found = check(query, has)
    assert found.default == (iri.graph("facts"),)
    assert found.named == (iri.graph("status"),)
    assert "FROM" not in found.text
    assert len(found.text) == len(query)
    own = check("PREFIX g: <urn:g:> SELECT * FROM g:a { ?s ?p ?o }", lambda n: n == "urn:g:a")
    assert own.default == ("urn:g:a",)


@pytest.mark.parametrize(
    "query",
    [
        "SELECT ?service ?load ?from { ?service ?load ?from }",
        "SELECT $service { $service ex:service 'SERVICE' }",
        'ASK { ?s ex:load "LOAD <http://x>" ; <http://x/SERVICE#FROM> _:service }',
        "ASK { ?s ?p 'x'@from }",
        "ASK { ?s ?p ?o } # FROM Reuters, by our SERVICE",
        "PREFIX service: <urn:s> PREFIX from: <urn:f> ASK { ?s service:load from:x }",
        "BASE <http://x/> PREFIX a: <b> select * { ?s ?p ?o }",
        "ASK { FILTER ( ?a < 1 && ?b > 2 ) }",
    ],
)
def test_honest_queries_pass(query: str) -> None:
    assert check(query, no_graph).default is None


def test_comments_never_reach_the_engine() -> None:
    text = "ASK { ?s ?p '#' # SERVICE <x> {}\n }"
    assert without_comments(text) == "ASK { ?s ?p '#' " + " " * 16 + "\n }"


pieces = st.lists(
    st.sampled_from(
        ["SERVICE", "service", "<http://a/#b>", "'#'", '"', "'", "#", "\\", "\n", " ", "{", "}",
         "?x", "ex:a", ":", "<", ">", "'''", '"""', "a", "1", ".", "@en", "^^", "_:b", "\\'", "%20"]
    ),
    max_size=14,
)  # fmt: skip


@settings(derandomize=True, deadline=None, max_examples=400)
@given(pieces)
def test_every_character_is_in_one_token_or_is_space(parts: list[str]) -> None:
    text = "".join(parts)
    found = list(tokens(text))
    at = 0
    for token in found:
        assert not text[at : token.start].strip()
        assert text[token.start : token.end] == token.text
        at = token.end
    assert not text[at:].strip()
    assert len(without_comments(text)) == len(text)


@settings(derandomize=True, deadline=None, max_examples=400)
@given(pieces)
def test_what_the_engine_would_send_away_never_passes(parts: list[str]) -> None:
    """Whatever passes the check runs on an empty store without an attempt to connect."""
    query = f"SELECT * {{ {''.join(parts)} <{EVIL}> {{ ?s ?p ?o }} }}"
    try:
        found = check(query, no_graph)
        rows = list(ox.Store().query(found.text, prefixes={"ex": "urn:x", "": "urn:y"}))  # type: ignore[arg-type]
    except (QueryError, SyntaxError):
        return
    assert rows == []  # a connection that fails raises OSError or RuntimeError


def test_near_matches() -> None:
    assert near("ci:aquires", ["ci:acquires", "ci:opens"]) == ("ci:acquires",)
    assert near("", ["a"]) == ()
    assert unknown_terms("ASK { ?s ci:acquires ?o ; rdfs:nolabel 'ci:none' }") == []
    assert unknown_terms("ASK { ?s ci:qqqqqq ?o }") == [("ci:qqqqqq", "")]
    assert unknown_terms("PREFIX ci: <http://example.org/> ASK { ?s ci:qqqqqq ?o }") == []
