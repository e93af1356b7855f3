"""Which names are offered where nothing bears the one that was asked for."""

from __future__ import annotations

import pytest

from kg.errors import NotFoundError
from kg.graph.names import Names
from kg.graph.rows import MATTER, Thing


def _thing(label: str, type_: str) -> Thing:
    return Thing(iri=f"x:{label}", label=label, type=type_, names=(label,))


@pytest.mark.parametrize(
    ("asked", "offered"),
    [
        ("Ada Jonas", []),  # a matter's label is nothing that people call anything
        ("mass production of drone", ["mass production of drones"]),  # a goal's words are
        ("Norlud", ["Norlund"]),
    ],
)
def test_a_matter_is_never_offered_as_a_name(asked: str, offered: list[str]) -> None:
    names = Names(
        [
            _thing("Norlund", "Company"),
            _thing("role tenure: Ada Jonas, Caldmoor", MATTER),
            _thing("mass production of drones", "Goal"),
        ]
    )
    assert names.near(asked) == offered
    with pytest.raises(NotFoundError):
        names.find(asked)
