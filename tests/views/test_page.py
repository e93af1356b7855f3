from __future__ import annotations

import dataclasses
import datetime as dt
import itertools
import math
import sys
from typing import Any

import pytest

from kg.errors import NotFoundError
from kg.graph import ClaimRow
from kg.model import Modality
from kg.views import make_page
from kg.views.page import Page, page, style


def _names(found: Page) -> set[str]:
    return {node["name"] for node in found.nodes}


def test_claims_that_say_the_same_share_a_line(rows: list[ClaimRow]) -> None:
    found = page(rows)
    assert (len(found.claims), len(found.edges)) == (7, 6)
    bought = next(edge for edge in found.edges if edge["kind"] == "Acquisition")
    number = int(bought["id"][1:])
    same = [claim for claim in found.claims if claim["edge"] == number]
    assert [claim["date"] for claim in same] == ["2022-05-09", "2020-03-01"]
    others = [edge["width"] for edge in found.edges if edge is not bought]
    assert bought["width"] > max(others)


def test_a_plan_and_a_fact_between_the_same_two_are_two_lines(rows: list[ClaimRow]) -> None:
    row = rows[0]
    planned = dataclasses.replace(
        row, iri=row.iri + "x", claim=dataclasses.replace(row.claim, modality=Modality.PLANNED)
    )
    found = page([row, planned])
    assert len(found.edges) == 2
    assert {edge["status"] for edge in found.edges} == {row.claim.modality.value, "planned"}
    assert sum("smooth" in edge for edge in found.edges) == 1  # they do not lie on each other


def test_the_page_is_the_same_for_rows_in_any_order(rows: list[ClaimRow]) -> None:
    assert page(rows) == page(rows[::-1])


def test_claims_carry_all_that_is_known_of_them(rows: list[ClaimRow]) -> None:
    plant = next(claim for claim in page(rows).claims if claim["kind"] == "Target")
    assert plant["quotes"] == ["Brio will build a plant by 2025, Ann Lee said."]
    assert (plant["speaker"], plant["relayed"]) == ("Ann Lee", ["Wire"])
    assert (plant["time"], plant["status"]) == ("by the end of 2025", "planned")
    assert (plant["outlet"], plant["url"]) == ("Example News", "https://news.example/norvik")
    assert page(rows).nodes[plant["speaker_node"]]["name"] == "Ann Lee"


def test_statuses_differ_in_colour_and_in_stroke() -> None:
    looks = style()["statuses"]
    strokes = {(tuple(look["dash"]), look.get("bar", False)) for look in looks}
    assert len(strokes) == len(looks)
    for theme in ("light", "dark"):
        firm = {look["name"]: look[theme] for look in looks}
        assert len({firm[name] for name in ("asserted", "planned", "rumoured", "denied")}) == 4
    assert {look["name"] for look in looks} == {modality.value for modality in Modality}


def test_denied_lines_are_barred(rows: list[ClaimRow]) -> None:
    for edge in page(rows).edges:
        barred = isinstance(edge.get("arrows"), dict) and edge["arrows"]["middle"]["type"] == "bar"
        assert barred == (edge["status"] == "denied")


def test_focus_and_depth_choose_what_is_drawn(rows: list[ClaimRow]) -> None:
    assert _names(make_page(rows, focus="norvik")) == {"Norvik", "Brio"}
    wide = make_page(rows, focus="Norvik", depth=2)
    assert _names(wide) == {"Norvik", "Brio", "a new plant", "Ann Lee", "Dorn"}
    assert (wide.focus, wide.things, wide.all_claims) == ("Norvik", 8, 7)


def test_more_things_than_may_be_drawn_share_circles(rows: list[ClaimRow]) -> None:
    found = make_page(rows, max_nodes=4)
    assert len(found.nodes) == found.things == 8
    innermost = {node["in"] for node in found.nodes}
    assert innermost <= {group["id"] for group in found.groups}
    assert make_page(rows, max_nodes=8).groups == ()


def test_a_page_holds_no_more_than_it_can_carry(
    rows: list[ClaimRow], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys.modules["kg.views.view"], "MOST_HELD", 4)
    found = make_page(rows, focus="Brio", depth=2)
    assert len(found.nodes) == 4
    assert "Brio" in _names(found)
    assert (found.things, found.all_claims) == (8, 7)


def test_a_promise_tells_its_first_and_its_last_date(stored: Any) -> None:
    found = page(stored.rows, ledger=stored.ledger)
    promise = next(promise for promise in found.promises if promise["who"] == "Brio")
    assert (promise["was"], promise["due"], promise["status"]) == ("2025", "2027", "slipped")
    told = [(found.claims[number]["on"], what) for number, what in promise["claims"]]
    assert told == [("2020-03-01", "announcement"), ("2023-06-01", "change of date")]
    assert page(stored.rows).promises == ()


def _seen_by(hex_: str, matrix: tuple[tuple[float, ...], ...]) -> tuple[float, ...]:
    """Return a colour as a colour-blind reader sees it, in CIE L*a*b*."""
    parts = [int(hex_[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    seen = [sum(m * p for m, p in zip(row, linear, strict=True)) for row in matrix]
    to_xyz = ((0.4124, 0.3576, 0.1805), (0.2126, 0.7152, 0.0722), (0.0193, 0.1192, 0.9505))
    white = (0.9505, 1.0, 1.089)
    x, y, z = (
        sum(m * p for m, p in zip(row, seen, strict=True)) / w
        for row, w in zip(to_xyz, white, strict=True)
    )
    x, y, z = (max(v, 0.0) for v in (x, y, z))
    x, y, z = (v ** (1 / 3) if v > 0.008856 else 7.787 * v + 16 / 116 for v in (x, y, z))
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


# Machado, Oliveira and Fernandes (2009), severity 1.0, in linear RGB.
BLIND = {
    "protan": ((0.152286, 1.052583, -0.204868), (0.114503, 0.786281, 0.099216), (-0.003882, -0.048116, 1.051998)),
    "deutan": ((0.367322, 0.860646, -0.227968), (0.280085, 0.672501, 0.047413), (-0.011820, 0.042940, 0.968881)),
    "tritan": ((1.255528, -0.076749, -0.178779), (-0.078411, 0.930809, 0.147602), (0.004733, 0.691367, 0.303900)),
}  # fmt: skip


@pytest.mark.parametrize("blindness", sorted(BLIND))
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_types_of_one_shape_differ_for_colour_blind_readers(blindness: str, theme: str) -> None:
    named = [look for look in style()["types"] if look["shape"] != "box"]
    for one, other in itertools.combinations(named, 2):
        if one["shape"] == other["shape"]:
            near = math.dist(
                _seen_by(one[theme], BLIND[blindness]), _seen_by(other[theme], BLIND[blindness])
            )
            assert near > 12, (one["name"], other["name"], near)


def test_a_focus_that_is_not_there_gives_near_names(rows: list[ClaimRow]) -> None:
    with pytest.raises(NotFoundError, match="'Norvk'") as error:
        make_page(rows, focus="Norvk")
    assert "Norvik" in error.value.remedy


def test_an_empty_graph_is_no_page() -> None:
    with pytest.raises(NotFoundError, match="no claim"):
        make_page([])


def test_an_undated_article_and_an_unknown_type_are_drawn(rows: list[ClaimRow]) -> None:
    row = rows[0]
    odd = dataclasses.replace(
        row,
        article=dataclasses.replace(row.article, date=None, url="javascript:alert(1)"),
        subject=dataclasses.replace(row.subject, type="Starship"),
    )
    found = page([odd])
    assert {node["type"] for node in found.nodes} == {"Thing", "Company"}
    assert "date" not in found.claims[0]
    assert "url" not in found.claims[0]


def test_dates_order_the_claims(rows: list[ClaimRow]) -> None:
    dates = [claim["date"] for claim in page(rows).claims]
    assert dates == sorted(dates, reverse=True)
    assert dates[0] == dt.date(2022, 5, 9).isoformat()
