from __future__ import annotations

import io
import json
import signal
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest

from kg.rdf.query import Answer
from kg.rdf.query import run as answered

Run = Callable[..., tuple[int, str, str]]


NAMES = "SELECT ?n { ?c a ci:Company ; rdfs:label ?n } ORDER BY ?n"


def test_select_gives_a_table(kg: Run, exports: Path) -> None:
    code, out, err = kg("query", NAMES, "--store", exports)
    assert (code, err) == (0, "")
    assert out == "n\n----\nAcme\nBrio\nCato\n"


@pytest.mark.parametrize(
    ("format_", "text"),
    [
        ("csv", "n\nAcme\nBrio\nCato\n"),
        ("tsv", "n\nAcme\nBrio\nCato\n"),
        ("jsonl", '{"n": "Acme"}\n{"n": "Brio"}\n{"n": "Cato"}\n'),
    ],
)
def test_rows_in_other_formats(kg: Run, exports: Path, format_: str, text: str) -> None:
    assert kg("query", NAMES, "--store", exports, "-f", format_)[1] == text


def test_json_holds_typed_values(kg: Run, exports: Path) -> None:
    query = "SELECT ?v ?x { ?c ci:objectName 'Brio' ; ci:amount/schema:value ?v OPTIONAL { ?c ci:none ?x } }"
    code, out, err = kg("query", query, "--store", exports, "--format", "json")
    assert code == 0
    assert json.loads(out) == [{"v": 3400000000, "x": None}]
    assert err.startswith("Note: ci:none is not in the ontology")


def test_results_of_the_w3c(kg: Run, exports: Path) -> None:
    found = json.loads(kg("query", NAMES, "--store", exports, "-f", "srj")[1])
    assert [b["n"]["value"] for b in found["results"]["bindings"]] == ["Acme", "Brio", "Cato"]
    assert "<literal>Acme</literal>" in kg("query", NAMES, "--store", exports, "-f", "srx")[1]


@pytest.mark.parametrize(
    "query", ["DESCRIBE ?g { ?g a ci:Goal }", "CONSTRUCT { ?g a ?t } WHERE { ?g a ci:Goal, ?t }"]
)
def test_triples_come_as_turtle_unless_asked(kg: Run, exports: Path, query: str) -> None:
    out = kg("query", query, "--store", exports)[1]
    assert out.startswith("@prefix ci: ")
    assert "a ci:Goal" in out
    assert kg("query", query, "--store", exports, "-f", "nt")[1].count("#Goal>") == 1
    assert "#Goal" in kg("query", query, "--store", exports, "-f", "jsonld")[1]
    assert kg("query", query, "--store", exports, "-f", "csv")[1].startswith(
        "subject,predicate,object\n"
    )


def test_ask_says_true_or_false_and_may_set_the_exit_code(kg: Run, exports: Path) -> None:
    yes, no = "ASK { ?x ci:acquires ?y }", "ASK { ?x ci:owns ?y }"
    assert kg("query", yes, "--store", exports) == (0, "true\n", "")
    assert kg("query", no, "--store", exports) == (0, "false\n", "")
    assert kg("query", no, "--store", exports, "--exit-status")[0] == 1
    assert kg("query", yes, "--store", exports, "--exit-status")[0] == 0
    none = "SELECT ?x { ?x ci:owns ?y }"
    assert kg("query", none, "--store", exports, "--exit-status")[0] == 1
    assert kg("query", yes, "--store", exports, "-f", "csv")[1] == "answer\ntrue\n"


def test_iris_are_short_in_tables_and_whole_elsewhere(kg: Run, exports: Path) -> None:
    query = "SELECT DISTINCT ?k { ?c ci:claimKind ?k ; ci:objectName 'Brio' }"
    assert kg("query", query, "--store", exports)[1].splitlines()[2] == "kind:Acquisition"
    assert (
        kg("query", query, "--store", exports, "-f", "csv")[1]
        .splitlines()[1]
        .startswith("https://")
    )


def test_queries_from_a_file_and_from_standard_input(
    kg: Run, exports: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "q.rq"
    file.write_text(NAMES + " # end", "utf-8")
    want = kg("query", NAMES, "--store", exports)[1]
    assert kg("query", "-q", file, "--store", exports)[1] == want
    for args in (("-",), ("-q", "-")):
        monkeypatch.setattr(sys, "stdin", io.StringIO(NAMES))
        assert kg("query", *args, "--store", exports)[1] == want
    assert kg("query", NAMES, "--store", exports / "graph.nq")[1] == want


def test_parameters(kg: Run, exports: Path) -> None:
    query = "SELECT ?k { ?c ci:objectName ?name ; ci:claimKind/skos:notation ?k }"
    args = ("query", query, "--store", exports, "-f", "csv", "-p", "name")
    assert kg(*args, "Brio")[1] == "k\nAcquisition\n"
    assert kg(*args, "' } UNION { ?c ci:claimKind/skos:notation ?k } #")[1] == "k\n"


def test_named_queries(kg: Run, exports: Path) -> None:
    args = ("query", "--store", exports, "--name")
    assert "Bob Day" in kg(*args, "cq14", "-p", "company", "acme")[1]
    assert "Bob Day" not in kg(*args, "cq14", "-p", "company", "brio")[1]


def test_output_goes_to_a_file_whose_suffix_tells_the_format(
    kg: Run, exports: Path, tmp_path: Path
) -> None:
    for suffix, begin in (("csv", "n\nAcme"), ("json", "[\n"), ("srx", "<?xml"), ("txt", "n\n--")):
        path = tmp_path / f"out.{suffix}"
        assert kg("query", NAMES, "--store", exports, "-o", path) == (0, "", "")
        assert path.read_text("utf-8").startswith(begin)
    assert kg("query", NAMES, "--store", exports, "-o", tmp_path / "x.csv", "-f", "jsonl")[0] == 0
    assert (tmp_path / "x.csv").read_text("utf-8").startswith("{")


@pytest.mark.parametrize(
    ("args", "cause", "remedy"),
    [
        (("SELECT ?x {",), "not SPARQL", "prefixes"),
        (("ASK { SERVICE <http://127.0.0.1:9/> { } }",), "leave this machine", "kg build"),
        (("DELETE WHERE { ?s ?p ?o }",), "changes data", "kg build"),
        (("SELECT * FROM <file:///etc/passwd> { ?s ?p ?o }",), "no graph here", "GRAPH"),
        (("--name", "cq6"), "no named query", "cq06"),
        (("--name", "cq06", "-p", "fild", "x"), "no parameter", "field"),
        (("--name", "cq04", "-p", "since", "May"), "of type date", "2021-10-20"),
        (("ASK { }", "-p", "x", "1"), "no variable ?x", "variables"),
        (("ASK { }", "-f", "ttl"), "give rows", "table"),
        (("DESCRIBE <urn:x>", "-f", "srj"), "triples, not rows", "ttl"),
        (("-q", "none.rq"), "Can't read", ""),
    ],
)
def test_errors_have_a_cause_and_a_remedy(
    kg: Run, exports: Path, args: tuple[str, ...], cause: str, remedy: str
) -> None:
    code, out, err = kg("query", *args, "--store", exports)
    assert (code, out) == (2, "")
    assert cause in err.splitlines()[0]
    assert remedy in err
    assert "Traceback" not in err


@pytest.mark.parametrize(
    "args",
    [
        (),
        ("ASK { }", "--name", "cq01"),
        ("ASK { }", "--format", "nope"),
        ("ASK { }", "--timeout", "0"),
    ],
)
def test_usage(kg: Run, exports: Path, args: tuple[str, ...]) -> None:
    assert kg("query", *args, "--store", exports)[0] == 2


def test_a_store_that_is_not_there(kg: Run, tmp_path: Path) -> None:
    code, _, err = kg("query", "ASK { }", "--store", tmp_path / "none")
    assert code == 2
    assert "kg build" in err


def test_a_time_limit(kg: Run, exports: Path) -> None:
    slow = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"
    code, out, err = kg("query", slow, "--store", exports, "--timeout", "0.5")
    assert (code, out) == (2, "")
    assert "longer than 0.5 s" in err
    assert (
        kg("query", NAMES, "--store", exports, "--timeout", "60")[1]
        == kg("query", NAMES, "--store", exports)[1]
    )


def test_a_misspelled_term_is_noted_on_stderr(kg: Run, exports: Path) -> None:
    query = "ASK { ?x ci:aquires ?y }"
    assert kg("query", query, "--store", exports) == (
        0,
        "false\n",
        "Note: ci:aquires is not in the ontology; did you mean ci:acquires?\n",
    )
    assert kg("--quiet", "query", query, "--store", exports) == (0, "false\n", "")


@pytest.mark.parametrize(
    ("expression", "value"),
    [
        ("1e0/0", "INF"), ("-1e0/0", "-INF"), ("'NaN'^^xsd:double", "NaN"), ("'few'^^xsd:integer", "few"),
        ("2.5", 2.5), ("1e3", 1000.0), ("7", 7), ("'INF'", "INF"),
    ],
)  # fmt: skip
def test_json_has_no_numbers_that_json_lacks(
    kg: Run, exports: Path, expression: str, value: object
) -> None:
    def refuse(name: str) -> None:
        raise AssertionError(name)

    query = f"SELECT ({expression} AS ?x) {{}}"
    out = kg("query", query, "--store", exports, "-f", "json")[1]
    assert json.loads(out, parse_constant=refuse) == [{"x": value}]
    line = kg("query", query, "--store", exports, "-f", "jsonl")[1]
    assert json.loads(line, parse_constant=refuse) == {"x": value}


@pytest.mark.parametrize(
    ("text", "read"),
    [(r"a\u000Bb", "a�b"), (r"a\u0000\uFFFEb", "a��b"), (r"a\tb", "a\tb"), ("é & 小 😀 <b>", "é & 小 😀 <b>")],
)  # fmt: skip
def test_xml_has_no_characters_that_xml_lacks(kg: Run, exports: Path, text: str, read: str) -> None:
    out = kg("query", f"SELECT ('{text}' AS ?x) {{}}", "--store", exports, "-f", "srx")[1]
    root = ET.fromstring(out)  # noqa: S314 - our own output
    assert [each.text for each in root.iter() if each.tag.endswith("literal")] == [read]


def test_a_byte_order_mark_is_no_part_of_a_query(
    kg: Run, exports: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "mine.rq"
    file.write_text(NAMES, "utf-8-sig")
    assert kg("query", "-q", file, "--store", exports)[1].startswith("n\n")
    with file.open(encoding="utf-8") as stream:
        monkeypatch.setattr(sys, "stdin", stream)
        assert kg("query", "-", "--store", exports)[1].startswith("n\n")


@pytest.mark.parametrize("args", [("query", "-"), ("query", "-q", "-"), ("parse", "-")])
def test_standard_input_that_is_no_text_is_told_so(
    kg: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, args: tuple[str, ...]
) -> None:
    file = tmp_path / "latin"
    file.write_bytes("ASK { ?x ?y 'Björk' }".encode("latin-1"))
    with file.open(encoding="utf-8") as stream:
        monkeypatch.setattr(sys, "stdin", stream)
        code, out, err = kg(*args)
    assert (code, out) == (2, "")
    assert err.startswith("Error: Standard input is not UTF-8 text")


def test_an_interrupt_ends_a_query_at_once(
    kg: Run, exports: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    handlers: list[object] = []

    def run(*args: Any, **options: Any) -> Answer:
        handlers.append(signal.getsignal(signal.SIGINT))
        return answered(*args, **options)

    monkeypatch.setattr("kg.rdf.query.run", run)
    before = signal.getsignal(signal.SIGINT)
    assert kg("query", NAMES, "--store", exports)[0] == 0
    assert handlers == [signal.SIG_DFL]
    assert signal.getsignal(signal.SIGINT) is before
