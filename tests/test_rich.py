"""What a notebook shows is escaped, bounded, and the same data as the list behind it."""

from __future__ import annotations

import runpy
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import kg
from kg.errors import MissingExtraError
from kg.graph import claims_graph, rows_from_claims
from kg.model import Claim, Kind
from kg.rich import LONGEST, SHOWN, Claims, Rows, cell, frame, html

ATTACK = "<script>alert('x')</script>\u202e\x1b"


@pytest.fixture(scope="module")
def exports(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = runpy.run_path(str(Path(__file__).parent / "rdf" / "conftest.py"))
    path = tmp_path_factory.mktemp("graph") / "graph.nq"
    lines = made["lines_of"]([made["_one"](), made["_two"]()])
    path.write_text("".join(f"{line}\n" for line in lines), "utf-8")
    return path


@settings(max_examples=50, derandomize=True, deadline=None)
@given(st.text(max_size=40), st.text(max_size=10))
def test_no_text_becomes_markup(text: str, column: str) -> None:
    found = html([(text, [{column: text}], [column])], title=text, note=text)
    for tag in (
        "<div",
        "<p",
        "<table",
        "<caption",
        "<thead",
        "<tr",
        "<th",
        "<tbody",
        "<td",
        "<strong",
    ):
        found = found.replace(tag, "")
    for tag in ("div", "p", "table", "caption", "thead", "tr", "th", "tbody", "td", "strong"):
        found = found.replace(f"</{tag}>", "")
    assert "<" not in found


def test_everything_shown_is_escaped() -> None:
    claim = Claim(article="a", kind=Kind.MERGER, subject=ATTACK, object=ATTACK,
                  subject_type="COMPANY", object_type="COMPANY")  # fmt: skip
    shown: list[Any] = [
        Rows([{ATTACK: ATTACK}]),
        Claims([claim]),
        claims_graph(rows_from_claims([claim], {})),
    ]
    for each in shown:
        text = each._repr_html_()
        assert "<script" not in text
        assert "&lt;script&gt;" in text
        assert "\u202e" not in text
        assert "\x1b" not in text


def test_long_things_are_cut_and_say_so() -> None:
    text = Rows({"n": number} for number in range(SHOWN + 5))._repr_html_()
    assert text.count("<tr>") == SHOWN + 1
    assert "and 5 more" in text
    assert f"{SHOWN + 5} rows" in text
    assert len(cell("x" * 1000)) == LONGEST


def test_rows_and_claims_are_lists(exports: Path) -> None:
    rows = kg.query("SELECT ?n { ?c a ci:Company ; rdfs:label ?n } ORDER BY ?n", exports)
    assert rows == [{"n": "Acme"}, {"n": "Brio"}, {"n": "Cato"}]
    assert "<td>Acme</td>" in rows._repr_html_()
    claims = kg.read_claims(exports)
    assert isinstance(claims, list)
    assert claims == sorted(claims, key=claims.index)


def test_a_profile_is_shown(exports: Path) -> None:
    text = kg.show("acme", exports)._repr_html_()
    assert "<strong>Acme</strong> Company; 10 claims in 2 articles" in text
    assert "<td>Acme acquires Brio</td>" in text
    assert "<caption>deals</caption>" in text


def test_search_gives_rows(exports: Path) -> None:
    assert [row["text"] for row in kg.search("brio", exports)] == ["Brio", "Acme acquires Brio"]


def test_a_graph_is_a_networkx_graph(exports: Path) -> None:
    graph = kg.to_networkx(exports)
    assert graph.number_of_edges() == 11
    assert graph.subgraph(list(graph)[:2]).copy().number_of_nodes() == 2
    assert "things, 11 claims" in graph._repr_html_()


def test_claims_as_a_data_frame(exports: Path) -> None:
    pytest.importorskip("pandas")
    found = kg.to_pandas(exports)
    assert len(found) == 11
    deal = found[(found["kind"] == "Acquisition") & (found["status"] == "asserted")].iloc[0]
    assert (deal["subject"], deal["object"], deal["amount"], deal["unit"]) == (
        "Acme", "Brio", 3.4e9, "USD",
    )  # fmt: skip
    assert deal["published"].year == 2021
    assert found.groupby("status").size()["rumoured"] == 1
    things = kg.to_pandas(exports, "things")
    merged = found.merge(things, left_on="object_iri", right_on="iri")
    assert len(merged) == 11
    assert len(Claims(kg.read_claims(exports)).to_pandas()) == 11


def test_without_pandas_the_remedy_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    import builtins

    real = builtins.__import__

    def refuse(name: str, *rest: Any, **more: Any) -> Any:
        if name == "pandas":
            raise ImportError(name)
        return real(name, *rest, **more)

    monkeypatch.setattr(builtins, "__import__", refuse)
    with pytest.raises(MissingExtraError, match="pandas") as caught:
        frame([], ["a"])
    assert "kg[notebook]" in caught.value.remedy
