from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.eval import score
from kg.interchange import read_claims
from kg.model import Claim, Kind, Modality

SHARED = Path(__file__).resolve().parents[3] / "shared"


def claim(subject: str, kind: Kind = Kind.TARGET, article: str = "a", **more: Any) -> Claim:
    return Claim(article=article, kind=kind, subject=subject, **more)


def test_figures_of_a_small_case() -> None:
    gold = [claim("Acme"), claim("Orbit"), claim("Northwind", Kind.MERGER), claim("Zeta")]
    predicted = [claim("Acme"), claim("Northwind", Kind.ACQUISITION), claim("Omega")]
    found = score(gold, predicted)
    assert (found.overall.gold, found.overall.predicted, found.overall.right) == (4, 3, 1.5)
    assert found.overall.precision == pytest.approx(0.5)
    assert found.overall.recall == pytest.approx(0.375)
    assert found.overall.f1 == pytest.approx(2 * 0.5 * 0.375 / 0.875)
    assert {c.subject for c in found.misses} == {"Orbit", "Zeta"}
    assert [c.subject for c in found.extras] == ["Omega"]


def test_half_matches_count_for_both_kinds() -> None:
    found = score([claim("Acme", Kind.MERGER)], [claim("Acme", Kind.ACQUISITION)])
    assert found.kinds["Merger"].recall == 0.5
    assert found.kinds["Acquisition"].precision == 0.5
    assert found.kinds["Acquisition"].gold == 0
    assert set(found.kinds) == {"Merger", "Acquisition"}


def test_shares_count_matched_claims_that_have_the_field() -> None:
    gold = [claim("Acme", speaker="Lee", modality=Modality.PLANNED), claim("Orbit")]
    predicted = [
        claim("Acme", speaker="Ames", modality=Modality.PLANNED),
        claim("Zeta", speaker="X"),
    ]
    found = score(gold, predicted)
    assert (found.fields["speaker"].right, found.fields["speaker"].of) == (0, 1)
    assert found.fields["modality"].share == 1.0
    assert found.fields["amount"].share is None


def test_claims_of_other_articles_are_ignored_where_articles_are_named() -> None:
    found = score([claim("Acme")], [claim("Acme"), claim("Orbit", article="b")], articles=["a"])
    assert found.overall.f1 == 1.0
    assert found.articles == 1


def test_an_article_without_gold_claims_counts_against_precision() -> None:
    found = score(
        [claim("Acme")], [claim("Acme"), claim("Orbit", article="b")], articles=["a", "b"]
    )
    assert found.overall.precision == 0.5


def test_nothing_to_score() -> None:
    found = score([], [])
    assert found.overall.f1 == 0.0
    assert found.kinds == {}


def test_intervals_hold_the_figure_and_shrink_with_more_articles() -> None:
    def case(articles: int) -> tuple[float, float]:
        gold = [claim("Acme", article=f"a{i}") for i in range(articles)]
        return score(gold, [c for i, c in enumerate(gold) if i % 2]).overall.recall_interval

    (low, high), (narrow_low, narrow_high) = case(10), case(200)
    assert low < 0.5 < high
    assert narrow_low < 0.5 < narrow_high
    assert narrow_high - narrow_low < high - low


CLAIMS = st.lists(
    st.builds(
        claim,
        st.sampled_from(["Acme", "Orbit", "Acme Orbit"]),
        st.sampled_from([Kind.TARGET, Kind.ROLE, Kind.APPOINTMENT]),
        st.sampled_from(["a", "b"]),
        speaker=st.sampled_from([None, "Lee"]),
    ),
    max_size=6,
)


@given(CLAIMS, CLAIMS, st.data())
@settings(derandomize=True, deadline=None, max_examples=60)
def test_order_makes_no_difference(
    gold: list[Claim], predicted: list[Claim], data: st.DataObject
) -> None:
    other = score(data.draw(st.permutations(gold)), data.draw(st.permutations(predicted)))
    assert score(gold, predicted).to_json() == other.to_json()


@given(CLAIMS)
@settings(derandomize=True, deadline=None, max_examples=40)
def test_gold_against_itself_is_perfect(gold: list[Claim]) -> None:
    found = score(gold, gold)
    assert found.overall.right == len(gold)
    assert all(share.right == share.of for share in found.fields.values())


@pytest.mark.shared
@pytest.mark.skipif(not SHARED.is_dir(), reason="needs ../shared")
def test_real_gold_claims_against_themselves() -> None:
    gold = list(read_claims((SHARED / "gold" / "claims.jsonl").read_text("utf-8").splitlines()))
    assert score(gold, gold).overall.f1 == 1.0
