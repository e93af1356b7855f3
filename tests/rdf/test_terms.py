from __future__ import annotations

from decimal import Decimal

import pyoxigraph as ox
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from kg.errors import SourceError
from kg.rdf.terms import canonical, decimal, iri_term, line, literal

text = st.text(st.characters(exclude_categories=["Cs"]))


@settings(derandomize=True, deadline=None, max_examples=200)
@example("Noral\ufffe and \uffff Motors")
@given(text)
def test_a_literal_is_written_as_the_engine_writes_it(value: str) -> None:
    node = ox.NamedNode("urn:a")
    quad = ox.Quad(node, node, ox.Literal(value), node)
    data = ox.serialize([quad], format=ox.RdfFormat.N_QUADS)
    ours = line("<urn:a>", "<urn:a>", literal(value), "<urn:a>") + "\n"
    assert data is not None
    assert ours == data.decode()
    assert next(iter(ox.parse(ours, format=ox.RdfFormat.N_QUADS))).object.value == value


@settings(derandomize=True, deadline=None, max_examples=200)
@given(st.decimals(allow_nan=False, allow_infinity=False))
def test_a_decimal_keeps_its_value_and_has_one_form(value: Decimal) -> None:
    lexical = decimal(value).split('"')[1]
    assert Decimal(lexical) == value
    assert "e" not in lexical.lower()
    assert decimal(value) == decimal(Decimal(lexical))


@pytest.mark.parametrize("bad", ["no scheme", "urn:a b", "urn:<a>", 'urn:"', "urn:{a}", "urn:\n"])
def test_what_is_no_iri_is_refused(bad: str) -> None:
    with pytest.raises(SourceError, match="Not an IRI"):
        iri_term(bad)


def test_a_lone_surrogate_is_refused() -> None:
    with pytest.raises(SourceError, match="surrogate"):
        literal("a\ud800b")


def test_canonical_lines_are_sorted_by_code_point_and_single() -> None:
    assert canonical(["b", "a", "é", "b", "Z"]) == ["Z", "a", "b", "é"]
