"""Names in the picture: whole in sight, beside their thing where there is no room below it."""

from __future__ import annotations

from typing import Any

import pytest

from kg.graph import rows_from_claims
from kg.model import Claim, Kind
from kg.views import view

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]

PLACED = """
const { network, nodeOf, placedLabels } = document.getElementById("graph").kg;
const box = document.getElementById("graph");
const { x, y } = network.getViewPosition(), scale = network.getScale();
const [wide, tall] = [box.clientWidth / 2, box.clientHeight / 2];
const frame = [x * scale - wide, y * scale - tall, x * scale + wide, y * scale + tall];
"""


@pytest.fixture(scope="module")
def star() -> str:
    claims = [
        Claim(
            article="a", kind=Kind.ACQUISITION, subject="Acme", subject_type="COMPANY",
            object=f"Zanzur Foods {n}", object_type="COMPANY",
        )
        for n in range(9)
    ]  # fmt: skip
    return view(rows_from_claims(claims, {}))


@pytest.mark.parametrize("width", [390, 1400])
def test_names_in_the_picture_lie_in_it_and_not_on_each_other(
    browser: Any, star: str, width: int
) -> None:
    browser.open(star, width=width)
    boxes, frame = browser.js(
        PLACED
        + "return [placedLabels(scale, frame).flatMap(({ box }) => box ? [box] : []), frame];"
    )
    assert len(boxes) > (2 if width > 1000 else 0)
    for box in boxes:
        assert box[0] >= frame[0]
        assert box[2] <= frame[2]
    for n, one in enumerate(boxes):
        for other in boxes[:n]:
            apart = (one[2] <= other[0], other[2] <= one[0], one[3] <= other[1], other[3] <= one[1])
            assert any(apart)


def test_what_lies_on_the_picture_leaves_no_room_for_names(browser: Any, star: str) -> None:
    browser.open(star)
    assert browser.js(PLACED + "return placedLabels(scale, frame, [frame]).length") == 0


def test_a_phone_shows_what_stands_below_the_picture(browser: Any, star: str) -> None:
    browser.open(star, width=390)
    high = browser.js("return document.getElementById('stage').getBoundingClientRect().height")
    assert 320 <= high <= 400
