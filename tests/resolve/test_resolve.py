from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.model import Claim, Entity, Kind
from kg.resolve import ENTITY_CLASSES, Resolution, resolve
from kg.resolve.model import Decisions, Name, Pair


def named(article: str, name: str, label: str | None = "COMPANY") -> Claim:
    return Claim(article=article, kind=Kind.TARGET, subject=name, subject_type=label)


def entity(resolution: Resolution, article: str, name: str, label: str = "COMPANY") -> Entity:
    found = resolution.entity(article, name, label)
    assert found is not None
    return found


def test_spellings_of_a_company_are_one_entity_and_its_unit_another() -> None:
    found = resolve(
        [
            named("a", "Northwind"),
            named("b", "Northwind Corporation"),
            named("c", "NORTHWIND CORP."),
            named("c", "Northwind EV"),
        ]
    )
    assert [e.names for e in found.entities] in (
        [("NORTHWIND CORP.", "Northwind", "Northwind Corporation"), ("Northwind EV",)],
        [("Northwind EV",), ("NORTHWIND CORP.", "Northwind", "Northwind Corporation")],
    )
    assert entity(found, "a", "Northwind") == entity(found, "b", "Northwind Corporation")
    assert entity(found, "c", "Northwind EV") != entity(found, "a", "Northwind")


def test_any_article_finds_an_entity_by_a_spelling_of_its_own() -> None:
    found = resolve([named("a", "Northwind")])
    assert entity(found, "z", "The Northwind Company", "OUTLET").label == "Northwind"


def test_label_is_the_most_frequent_spelling_then_the_shortest_then_the_first() -> None:
    often = [named("a", "Northwind Corporation")] * 2 + [named("b", "Northwind")]
    assert resolve(often).entities[0].label == "Northwind Corporation"
    tied = [
        named("a", "Northwind Corp."),
        named("b", "Northwind Inc."),
        named("c", "Northwind Co."),
    ]
    assert resolve(tied).entities[0].label == "Northwind Co."
    assert resolve([named("a", "ACME"), named("b", "Acme")]).entities[0].label == "ACME"


@pytest.mark.parametrize(
    ("labels", "type_"),
    [
        (["COMPANY", "ORG", "ORG"], "Organization"),
        (["COMPANY", "ORG"], "Company"),
        (["ORG", "OUTLET"], "NewsOutlet"),
        (["OUTLET", "OUTLET", "COMPANY"], "NewsOutlet"),
    ],
)
def test_type_of_an_organization_goes_by_majority(labels: list[str], type_: str) -> None:
    found = resolve([named(f"a{i}", "Northwind", label) for i, label in enumerate(labels)])
    assert [e.type for e in found.entities] == [type_]


def test_iri_stays_when_the_majority_or_the_spelling_changes() -> None:
    before = resolve([named("a", "Northwind")]).entities[0]
    more = [named("b", "Northwind Corporation", "OUTLET")] * 3
    after = resolve([named("a", "Northwind"), *more]).entities[0]
    assert (before.type, after.type) == ("Company", "NewsOutlet")
    assert before.iri == after.iri


def test_types_with_other_keys_do_not_mix() -> None:
    found = resolve([named("a", "Orbit", label) for label in ("COMPANY", "PRODUCT", "PLACE")])
    assert sorted(e.type for e in found.entities) == ["Company", "Place", "Product"]
    assert len({e.iri for e in found.entities}) == 3


def test_people_meet_by_full_name() -> None:
    found = resolve(
        [
            named("a", "Dr. Ann B. Lee", "PERSON"),
            named("b", "Ann Lee", "PERSON"),
            named("b", "Ben Lee", "PERSON"),
        ]
    )
    assert len(found.entities) == 2
    assert entity(found, "a", "Dr. Ann B. Lee", "PERSON") == entity(found, "b", "Ann Lee", "PERSON")


def test_people_with_contradicting_initials_stay_apart() -> None:
    names = ["Ann B. Lee", "Ann C. Lee", "Ann Lee"]
    found = resolve([named(name, name, "PERSON") for name in names])
    assert len({entity(found, name, name, "PERSON").iri for name in names}) == 3
    agreeing = ["Ann B. Lee", "Ann B. C. Lee", "Ann Lee"]
    assert len(resolve([named(name, name, "PERSON") for name in agreeing]).entities) == 1


def test_a_family_name_alone_is_local_to_its_article() -> None:
    found = resolve([named("a", "Lee", "PERSON"), named("b", "Lee", "PERSON")])
    assert entity(found, "a", "Lee", "PERSON").iri != entity(found, "b", "Lee", "PERSON").iri
    assert found.entity("c", "Lee", "PERSON") is None


@pytest.mark.parametrize("label", [None, "UNNAMED", "NOUN"])
def test_descriptions_are_no_entities(label: str | None) -> None:
    found = resolve([named("a", "a Northwind executive", label)])
    assert found.entities == ()
    assert found.entity("a", "a Northwind executive", label) is None


def test_object_and_speaker_are_resolved_too() -> None:
    claim = Claim(
        article="a",
        kind=Kind.ACQUISITION,
        subject="Northwind",
        object="Orbit Ltd",
        speaker="Ann Lee",
        subject_type="COMPANY",
        object_type="COMPANY",
        speaker_type="PERSON",
    )
    assert {e.label for e in resolve([claim]).entities} == {"Northwind", "Orbit Ltd", "Ann Lee"}


def said_by(article: str, name: str, label: str) -> Claim:
    return Claim(
        article=article,
        kind=Kind.TARGET,
        subject="Northwind",
        subject_type="COMPANY",
        speaker=name,
        speaker_type=label,
    )


@pytest.mark.parametrize("label", ["PLACE", "PRODUCT", "FACILITY", "LAW", "EVENT"])
def test_what_speaks_is_an_organization_whatever_its_label(label: str) -> None:
    found = resolve([said_by("a", "Orbania", label), named("b", "Noral")])
    assert [e.type for e in found.entities if e.label == "Orbania"] == ["Organization"]
    assert entity(found, "a", "Orbania", "ORG").type == "Organization"


@pytest.mark.parametrize(("label", "more"), [("PLACE", {"Organization"}), ("PRODUCT", set())])
def test_a_government_speaks_beside_its_place_and_nobody_beside_a_product(
    label: str, more: set[str]
) -> None:
    found = resolve([said_by("a", "Orbania", label), named("b", "Orbania", label)])
    types = {e.type for e in found.entities if e.label == "Orbania"}
    assert types == {ENTITY_CLASSES[label]} | more
    assert (found.entity("a", "Orbania", "ORG") is None) == (not more)


@pytest.mark.parametrize("label", ["PERSON", "GROUP", "OUTLET", "COMPANY"])
def test_who_can_speak_keeps_the_type(label: str) -> None:
    found = resolve([said_by("a", "Halden Voss", label)])
    assert entity(found, "a", "Halden Voss", label).type == ENTITY_CLASSES[label]


def test_a_speaker_is_no_product_because_most_readings_of_the_name_are() -> None:
    readings = [named("a", "Voltra Cloud", "PRODUCT")] * 5
    a, b = (Name(name="Voltra Cloud", type=label) for label in ("PRODUCT", "COMPANY"))
    joined = Decisions(merge=(Pair(a=a, b=b),))
    found = resolve([*readings, said_by("a", "Voltra Cloud", "COMPANY")], decisions=joined)
    assert [e.type for e in found.entities if e.label == "Voltra Cloud"] == ["Company"]
    silent = resolve([*readings, named("a", "Voltra Cloud", "COMPANY")], decisions=joined)
    assert [e.type for e in silent.entities] == ["Product"]


NAMES = st.sampled_from(
    [
        "Acme",
        "Acme Ltd",
        "ACME",
        "The Acme Co.",
        "Acme EV",
        "Ann Lee",
        "Ann B. Lee",
        "Ann C. Lee",
        "Lee",
    ]
)
CLAIMS = st.lists(
    st.builds(named, st.sampled_from("abc"), NAMES, st.sampled_from([*ENTITY_CLASSES, None])),
    max_size=15,
)


@given(CLAIMS, st.data())
@settings(derandomize=True, deadline=None, max_examples=100)
def test_order_of_claims_makes_no_difference(claims: list[Claim], data: st.DataObject) -> None:
    shuffled = data.draw(st.permutations(claims))
    assert resolve(claims).entities == resolve(shuffled).entities


@given(CLAIMS)
@settings(derandomize=True, deadline=None, max_examples=100)
def test_every_name_has_one_entity_that_holds_it_and_no_iri_is_given_twice(
    claims: list[Claim],
) -> None:
    found = resolve(claims)
    assert len({e.iri for e in found.entities}) == len(found.entities)
    assert list(found.entities) == sorted(found.entities, key=lambda e: e.iri)
    for claim in claims:
        if claim.subject_type:
            assert (
                claim.subject
                in entity(found, claim.article, claim.subject, claim.subject_type).names
            )
