from __future__ import annotations

import dataclasses
import datetime as dt

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


def test_too_many_things_are_cut_to_the_best_connected(rows: list[ClaimRow]) -> None:
    found = make_page(rows, max_nodes=4)
    assert len(found.nodes) == 4
    assert "Brio" in _names(found)
    assert found.things == 8


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
