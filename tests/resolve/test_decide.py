"""What people decided goes before what scores: names that must be one, and names that must be two."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from kg.model import Claim, Kind
from kg.resolve import Decisions, Name, Pair, Resolution, resolve


def named(article: str, name: str, label: str = "COMPANY") -> Claim:
    return Claim(article=article, kind=Kind.TARGET, subject=name, subject_type=label)


def pair(a: Name, b: Name, id_: str = "d1", reason: str = "") -> Pair:
    return Pair(a=a, b=b, id=id_, reason=reason)


def iris(found: Resolution, *names: tuple[str, str, str]) -> list[str]:
    entities = [found.entity(*name) for name in names]
    return [entity.iri if entity else "" for entity in entities]


def test_a_merge_joins_what_no_score_would_and_is_recorded() -> None:
    claims = [named("x", "Facebook"), named("y", "Meta Platforms"), named("z", "Facebook Inc.")]
    decision = pair(Name(name="Facebook"), Name(name="Meta Platforms"), reason="renamed in 2021")
    found = resolve(claims, decisions=Decisions(merge=(decision,)))
    assert len(found.entities) == 1
    merge = next(m for m in found.merges if m.method == "decision")
    assert merge.reasons == ("renamed in 2021", "d1")
    assert merge.entity == found.entities[0].iri
    assert len(resolve(claims).entities) == 2


def test_a_merge_crosses_types() -> None:
    claims = [named("x", "Boeing"), named("y", "Boeing", "PERSON")]
    decision = pair(Name(name="Boeing", type="COMPANY"), Name(name="Boeing", type="PERSON"))
    found = resolve(claims, decisions=Decisions(merge=(decision,)))
    assert [e.type for e in found.entities] == ["Company"]
    assert len(set(iris(found, ("x", "Boeing", "COMPANY"), ("y", "Boeing", "PERSON")))) == 1


def test_a_split_undoes_a_scored_merge() -> None:
    claims = [named("x", "Wal-Mart"), named("y", "Walmart")]
    assert len(resolve(claims).entities) == 1
    decision = pair(Name(name="Wal-Mart"), Name(name="Walmart"))
    found = resolve(claims, decisions=Decisions(split=(decision,)))
    assert len(found.entities) == 2
    assert len({e.iri for e in found.entities}) == 2


def test_a_split_undoes_one_key_by_spelling_and_by_article() -> None:
    claims = [named("x", "Acme Inc."), named("y", "Acme Ltd"), named("z", "Acme Ltd")]
    by_spelling = pair(Name(name="Acme Inc."), Name(name="Acme Ltd"))
    found = resolve(claims, decisions=Decisions(split=(by_spelling,)))
    x, y, z = iris(
        found,
        ("x", "Acme Inc.", "COMPANY"),
        ("y", "Acme Ltd", "COMPANY"),
        ("z", "Acme Ltd", "COMPANY"),
    )
    assert x != y == z
    by_article = pair(Name(name="Acme Ltd", article="z"), Name(name="Acme"))
    found = resolve(claims, decisions=Decisions(split=(by_article,)))
    x, y, z = iris(
        found,
        ("x", "Acme Inc.", "COMPANY"),
        ("y", "Acme Ltd", "COMPANY"),
        ("z", "Acme Ltd", "COMPANY"),
    )
    assert x == y != z


def test_a_split_holds_against_a_merge_by_way_of_a_third() -> None:
    claims = [named("x", "Alpha"), named("y", "Beta"), named("z", "Gamma")]
    merges = (
        pair(Name(name="Alpha"), Name(name="Beta"), "m1"),
        pair(Name(name="Beta"), Name(name="Gamma"), "m2"),
    )
    splits = (pair(Name(name="Alpha"), Name(name="Gamma"), "s1"),)
    found = resolve(claims, decisions=Decisions(merge=merges, split=splits))
    assert [p.id for p in found.refused] == ["m2"]
    assert len(found.entities) == 2


def test_people_of_one_name_are_joined_and_split_by_article() -> None:
    claims = [named("x", "Lee", "PERSON"), named("y", "Lee", "PERSON")]
    decision = pair(Name(name="Lee", article="x"), Name(name="Lee", article="y"))
    found = resolve(claims, decisions=Decisions(merge=(decision,)))
    assert len(found.entities) == 1
    claims = [named("x", "Ann Lee", "PERSON"), named("y", "Ann Lee", "PERSON")]
    decision = pair(Name(name="Ann Lee", article="x"), Name(name="Ann Lee", article="y"))
    assert len(resolve(claims).entities) == 1
    assert len(resolve(claims, decisions=Decisions(split=(decision,))).entities) == 2


def test_a_decision_about_names_that_are_not_there_is_idle() -> None:
    decision = pair(Name(name="Nobody"), Name(name="Acme"))
    found = resolve([named("x", "Acme")], decisions=Decisions(merge=(decision,), split=(decision,)))
    assert found.idle == (decision, decision)
    assert len(found.entities) == 1


def test_a_merge_and_its_split_later_give_what_was_before() -> None:
    claims = [named("x", "Alpha"), named("y", "Beta")]
    merge = pair(Name(name="Alpha"), Name(name="Beta"))
    joined = resolve(claims, decisions=Decisions(merge=(merge,)))
    assert len(joined.entities) == 1
    assert resolve(claims, decisions=Decisions()).entities == resolve(claims).entities


NAMES = st.sampled_from(["Alpha", "Beta", "Gamma", "Alpha Inc.", "Alphas"])
REFS = st.builds(lambda n, a: Name(name=n, article=a), NAMES, st.sampled_from([None, "x", "y"]))
PAIRS = st.lists(st.builds(pair, REFS, REFS, st.sampled_from(["1", "2", "3"])), max_size=4)


@given(
    st.lists(st.builds(named, st.sampled_from("xyz"), NAMES), max_size=8),
    PAIRS,
    PAIRS,
    st.data(),
)
@settings(derandomize=True, deadline=None, max_examples=80)
def test_order_of_claims_and_decisions_makes_no_difference(
    claims: list[Claim], merges: list[Pair], splits: list[Pair], data: st.DataObject
) -> None:
    first = resolve(claims, decisions=Decisions(merge=tuple(merges), split=tuple(splits)))
    again = Decisions(
        merge=tuple(data.draw(st.permutations(merges))),
        split=tuple(data.draw(st.permutations(splits))),
    )
    second = resolve(data.draw(st.permutations(claims)), decisions=again)
    assert first.entities == second.entities
    assert first.merges == second.merges
    assert len({e.iri for e in first.entities}) == len(first.entities)
