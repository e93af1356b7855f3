"""What is joined across articles, what stays apart, and what is said about it."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.model import Claim, Kind
from kg.resolve import ENTITY_CLASSES, Merge, Resolution, resolve
from kg.resolve.blocks import pairs
from kg.resolve.cluster import Scored, cluster
from kg.resolve.context import read
from kg.resolve.groups import group_all
from kg.resolve.score import Weigher


def named(article: str, name: str, label: str = "COMPANY") -> Claim:
    return Claim(article=article, kind=Kind.TARGET, subject=name, subject_type=label)


def works(article: str, person: str, employer: str, role: str = "CEO") -> Claim:
    return Claim(
        article=article,
        kind=Kind.ROLE,
        subject=person,
        subject_type="PERSON",
        object=employer,
        object_type="COMPANY",
        role=role,
    )


def deals(article: str, a: str, b: str, kind: Kind = Kind.PARTNERSHIP) -> Claim:
    return Claim(
        article=article,
        kind=kind,
        subject=a,
        subject_type="COMPANY",
        object=b,
        object_type="COMPANY",
    )


def one(found: Resolution, *names: tuple[str, str, str]) -> bool:
    entities = {found.entity(*name) for name in names}
    assert None not in entities
    return len(entities) == 1


def merge_of(found: Resolution, method: str) -> Merge:
    return next(merge for merge in found.merges if merge.method == method)


@pytest.mark.parametrize(
    ("a", "b", "label", "method"),
    [
        ("Wal-Mart", "Walmart", "COMPANY", "spelling"),
        ("Delta Air Lines", "Delta Airline", "COMPANY", "spelling"),
        ("Газпром", "Gazprom", "COMPANY", "spelling"),
        ("Centre for Labour Studies", "Center for Labor Studies", "ORG", "spelling"),
        ("International Monetary Fund", "IMF", "ORG", "acronym"),
        ("Empresa Brasileira de Aeronáutica, S. A. (Embraer)", "Embraer", "COMPANY", "defined"),
        ("Research In Motion Ltd. (RIM", "RIM", "COMPANY", "defined"),
        ("US Senate", "Senate", "ORG", "country"),
        ("Reserve Bank of India", "Reserve Bank", "ORG", "country"),
        ("Ford Motor Co.", "Ford", "COMPANY", "plainly_longer"),
        ("Justice Department", "Department of Justice", "ORG", "spelling"),
    ],
)
def test_names_that_are_enough_by_themselves(a: str, b: str, label: str, method: str) -> None:
    found = resolve([named("x", a, label), named("y", b, label)])
    assert one(found, ("x", a, label), ("y", b, label))
    merge = merge_of(found, method)
    assert {merge.a.name, merge.b.name} == {a, b}
    assert merge.score >= 0.8
    assert merge.reasons


@pytest.mark.parametrize(
    ("a", "b", "label"),
    [
        ("Xiaomi", "Xiaomi EV", "COMPANY"),
        ("Sony", "Sony Honda Mobility", "COMPANY"),
        ("Sony", "Sony Pictures", "COMPANY"),
        ("Virgin Group", "Virgin", "COMPANY"),
        ("Tata Holdings", "Tata", "COMPANY"),
        ("First Bank of Ohio", "First Bank of Iowa", "COMPANY"),
        ("Bank One", "Bank Two", "COMPANY"),
        ("General Motors", "GM", "COMPANY"),
        ("Standard & Poor", "SAP", "COMPANY"),
        ("Sears", "Sear", "COMPANY"),
        ("Labor", "Labour", "ORG"),
        ("Amazon", "Amazon.com", "COMPANY"),
        ("US Airways", "Airways", "COMPANY"),
        ("iPhone 3", "iPhone 4", "PRODUCT"),
        ("iPhone X", "iPhone Xs", "PRODUCT"),
        ("Vision", "Vision-S", "PRODUCT"),
        ("Galaxy Tab", "Galaxy Tabs", "PRODUCT"),
        ("Xbox Series X", "Xbox Series S", "PRODUCT"),
        ("Apple iPod", "iPod", "PRODUCT"),
        ("Ann Lee", "Anne Leigh", "PERSON"),
        ("John Roberts", "John Robert", "PERSON"),
        ("J. Smith", "John Smith", "PERSON"),
        ("Bill Gates", "William Gates", "PERSON"),
    ],
)
def test_names_that_are_not_enough_by_themselves(a: str, b: str, label: str) -> None:
    found = resolve([named("x", a, label), named("y", b, label)])
    assert not one(found, ("x", a, label), ("y", b, label))


def test_a_short_name_with_two_long_ones_is_left_alone_and_listed() -> None:
    claims = [named("x", "IMF", "ORG"), named("y", "International Monetary Fund", "ORG")]
    assert one(resolve(claims), ("x", "IMF", "ORG"), ("y", "International Monetary Fund", "ORG"))
    found = resolve([*claims, named("z", "Illinois Music Festival", "ORG")])
    assert len(found.entities) == 3
    assert {(c.a.name, c.b.name) for c in found.candidates if c.method == "acronym"} <= {
        ("IMF", "International Monetary Fund"),
        ("Illinois Music Festival", "IMF"),
        ("IMF", "Illinois Music Festival"),
        ("International Monetary Fund", "IMF"),
    }


def test_a_brand_with_units_is_not_taken_for_the_one_that_adds_its_business() -> None:
    claims = [named("x", "Ford"), named("y", "Ford Motor")]
    assert len(resolve(claims).entities) == 1
    assert len(resolve([*claims, named("z", "Ford Credit Europe")]).entities) == 3


def test_company_makes_a_longer_name_sure() -> None:
    claims = [deals("x", "Amazon", "Basho"), deals("y", "Amazon.com", "Basho")]
    claims += [works("x", "Jeff Bezos", "Amazon"), works("y", "Jeff Bezos", "Amazon.com")]
    found = resolve(claims)
    assert one(found, ("x", "Amazon", "COMPANY"), ("y", "Amazon.com", "COMPANY"))
    assert any("Jeff Bezos" in reason for reason in merge_of(found, "longer").reasons)


@pytest.mark.parametrize("full", ["Banco Halden", "Cervecería Halden", "Halden Pharma"])
def test_a_trade_before_or_behind_a_name_is_left_out_of_one_that_the_same_people_work_for(
    full: str,
) -> None:
    claims = [works("x", "Ann Lee", full), works("y", "Ann Lee", "Halden")]
    assert one(resolve(claims), ("x", full, "COMPANY"), ("y", "Halden", "COMPANY"))
    others = [named("x", full), named("y", "Halden")]
    assert len(resolve(others).entities) == 2


def test_a_product_meets_its_name_with_the_maker_where_the_maker_is_told() -> None:
    claim = Claim(
        article="y",
        kind=Kind.PRODUCT,
        subject="Apple",
        subject_type="COMPANY",
        object="iPod",
        object_type="PRODUCT",
    )
    found = resolve([named("x", "Apple iPod", "PRODUCT"), claim])
    assert one(found, ("x", "Apple iPod", "PRODUCT"), ("y", "iPod", "PRODUCT"))


def test_one_name_read_as_firm_and_as_product_needs_evidence() -> None:
    apart = [named("x", "Skype"), named("y", "Skype", "PRODUCT")]
    assert len(resolve(apart).entities) == 2
    claims = [
        deals("x", "eBay", "Skype", Kind.ACQUISITION),
        Claim(
            article="y",
            kind=Kind.ACQUISITION,
            subject="eBay",
            subject_type="COMPANY",
            object="Skype",
            object_type="PRODUCT",
        ),
    ]
    found = resolve(claims)
    assert one(found, ("x", "Skype", "COMPANY"), ("y", "Skype", "PRODUCT"))
    assert {e.type for e in found.entities} == {"Company"}


# --- people ----------------------------------------------------------------------------


def test_a_family_name_meets_the_full_name_of_one_who_works_there() -> None:
    claims = [works("x", "Michael O'Leary", "Ryanair"), works("y", "O'Leary", "Ryanair plc")]
    found = resolve(claims)
    assert one(found, ("x", "Michael O'Leary", "PERSON"), ("y", "O'Leary", "PERSON"))
    elsewhere = resolve([claims[0], works("y", "O'Leary", "Acme")])
    assert not one(elsewhere, ("x", "Michael O'Leary", "PERSON"), ("y", "O'Leary", "PERSON"))


def test_two_of_one_family_at_one_firm_leave_the_family_name_alone() -> None:
    claims = [works("x", "Ann Raju", "Acme"), works("y", "Ben Raju", "Acme")]
    found = resolve([*claims, works("z", "Raju", "Acme")])
    assert len([e for e in found.entities if e.type == "Person"]) == 3


def test_executives_of_one_name_at_two_firms_are_two() -> None:
    claims = [works("x", "John Smith", "Acme"), works("y", "John Smith", "Globex")]
    found = resolve(claims)
    assert not one(found, ("x", "John Smith", "PERSON"), ("y", "John Smith", "PERSON"))
    assert found.entity("z", "John Smith", "PERSON") is None
    # An article that tells of no employer is given to neither.
    more = resolve([*claims, named("z", "John Smith", "PERSON")])
    assert len([e for e in more.entities if e.type == "Person"]) == 3
    near = resolve([*claims, deals("z", "Acme", "Initech"), named("z", "John Smith", "PERSON")])
    assert one(near, ("x", "John Smith", "PERSON"), ("z", "John Smith", "PERSON"))


@pytest.mark.parametrize(
    "link",
    [
        works("w", "John Smith", "Acme"),
        deals("w", "Acme", "Globex", Kind.MERGER),
        deals("w", "Globex", "Acme", Kind.ACQUISITION),
    ],
)
def test_firms_that_belong_together_are_no_contradiction(link: Claim) -> None:
    claims = [works("x", "John Smith", "Acme"), works("y", "John Smith", "Globex"), link]
    if link.kind is Kind.ROLE:  # one article tells of both posts
        claims.append(works("w", "John Smith", "Globex"))
    assert one(resolve(claims), ("x", "John Smith", "PERSON"), ("y", "John Smith", "PERSON"))


@pytest.mark.parametrize(
    ("a", "b", "method"),
    [
        ("Bill Veghte", "William Veghte", "nickname"),
        ("J. Palmisano", "Jon Palmisano", "given_initial"),
        ("Lula da Silva", "Luiz Lula da Silva", "fuller"),
        ("Michael O'Leary", "Micheal O'Leary", "slip"),
    ],
)
def test_other_forms_of_a_full_name_need_the_same_employer(a: str, b: str, method: str) -> None:
    apart = resolve([works("x", a, "Acme"), works("y", b, "Globex")])
    assert not one(apart, ("x", a, "PERSON"), ("y", b, "PERSON"))
    found = resolve([works("x", a, "Acme"), works("y", b, "Acme")])
    assert one(found, ("x", a, "PERSON"), ("y", b, "PERSON"))
    assert merge_of(found, method).reasons[1] == "both work for: Acme"


def test_relatives_of_one_article_are_told_apart() -> None:
    claims = [works("x", "B. Raju", "Acme"), works("x", "Byrraju Raju", "Acme")]
    assert not one(resolve(claims), ("x", "B. Raju", "PERSON"), ("x", "Byrraju Raju", "PERSON"))


def test_employers_count_by_what_they_were_resolved_to() -> None:
    claims = [
        works("x", "Ann Lee", "International Business Machines"),
        works("y", "Lee", "IBM"),
    ]
    found = resolve(claims)
    assert one(found, ("x", "Ann Lee", "PERSON"), ("y", "Lee", "PERSON"))


# --- records ---------------------------------------------------------------------------


def test_every_spelling_and_article_that_was_joined_is_recorded() -> None:
    found = resolve([named("x", "Acme Inc."), named("y", "ACME"), named("z", "Acme")])
    assert {(m.b.name, m.method) for m in found.merges} == {
        ("Acme", "key"),
        ("Acme Inc.", "key"),
        ("ACME", "name"),
    }
    merges, candidates = found.explain("acme ltd")
    assert merges == found.merges
    assert candidates == ()
    assert found.explain("Globex") == ((), ())


def test_what_is_left_apart_is_told_with_its_reasons() -> None:
    found = resolve([named("x", "Yale", "ORG"), named("y", "Yale University", "ORG")])
    [candidate] = found.candidates
    assert {candidate.a.name, candidate.b.name} == {"Yale", "Yale University"}
    assert 0.45 <= candidate.score < 0.8
    assert set(candidate.entities) == {e.iri for e in found.entities}
    assert found.explain("Yale")[1] == (candidate,)


# --- invariants ------------------------------------------------------------------------


def test_no_cluster_hangs_together_by_a_third() -> None:
    links = [Scored(0, 1, "m", 0.9, ()), Scored(1, 2, "m", 0.9, ())]
    assert cluster(3, links).sets == ((0, 1), (2,))
    assert cluster(3, [*links, Scored(0, 2, "m", 0.7, ())]).sets == ((0, 1, 2),)


PEOPLE = st.sampled_from(["Ann Lee", "A. Lee", "Lee", "Anne Lee", "Ann B. Lee"])
FIRMS = st.sampled_from(
    ["Acme", "Acme Motors", "Acme Motor Co.", "AMC", "Acme Motor Cars", "ACME Motor Cars (AMC)"]
)
CLAIMS = st.lists(
    st.one_of(
        st.builds(works, st.sampled_from("abcd"), PEOPLE, FIRMS, st.sampled_from(["CEO", "CFO"])),
        st.builds(deals, st.sampled_from("abcd"), FIRMS, FIRMS, st.sampled_from(list(Kind))),
        st.builds(named, st.sampled_from("abcd"), FIRMS, st.sampled_from(list(ENTITY_CLASSES))),
    ),
    max_size=14,
)


@given(CLAIMS, st.data())
@settings(derandomize=True, deadline=None, max_examples=80)
def test_order_of_articles_makes_no_difference(claims: list[Claim], data: st.DataObject) -> None:
    shuffled = resolve(data.draw(st.permutations(claims)))
    straight = resolve(claims)
    assert straight.entities == shuffled.entities
    assert straight.merges == shuffled.merges
    assert straight.candidates == shuffled.candidates


@given(CLAIMS)
@settings(derandomize=True, deadline=None, max_examples=60)
def test_each_name_is_in_its_entity_and_each_record_leads_to_one(claims: list[Claim]) -> None:
    found = resolve(claims)
    by_iri = {entity.iri: entity for entity in found.entities}
    assert len(by_iri) == len(found.entities)
    for claim in claims:
        entity = found.entity(claim.article, claim.subject, claim.subject_type)
        assert entity is not None
        assert claim.subject in entity.names
    for merge in found.merges:
        assert {merge.a.name, merge.b.name} <= set(by_iri[merge.entity].names)


def test_the_work_grows_with_the_names_and_not_with_their_square() -> None:
    def compared(articles: int) -> float:
        claims = []
        for number in range(articles):
            claims.append(works(f"a{number}", f"Given{number % 97} Name{number}", "Common Bank"))
            claims.append(deals(f"a{number}", f"Firm{number} Holdings", f"National Bank {number}"))
        context = read(claims)
        weigher = Weigher(context)
        groups = [
            *group_all(context, {}, people=False).groups,
            *group_all(context, {}, people=True).groups,
        ]
        return len(pairs(groups, weigher)) / len(groups)

    # A block of more than sixty is left out, so that no name is compared with more than that.
    assert max(map(compared, (250, 1000, 2000))) < 30


@given(
    st.lists(
        st.tuples(st.text(min_size=1, max_size=8), st.sampled_from(list(ENTITY_CLASSES))),
        max_size=6,
    )
)
@settings(derandomize=True, deadline=None, max_examples=150)
def test_no_name_is_too_strange(names: list[tuple[str, str]]) -> None:
    claims = [named(f"a{n}", name, label) for n, (name, label) in enumerate(names)]
    found = resolve(claims)
    assert len({e.iri for e in found.entities}) == len(found.entities)
    for claim in claims:
        assert found.entity(claim.article, claim.subject, claim.subject_type) is not None
        found.explain(claim.subject)


def test_reasons_are_as_people_write_names_and_those_against_come_last() -> None:
    claims = [
        works("x", "Ada Jonas", "Norlund"),
        works("y", "Ada Jonas", "Norlund Energy"),
        works("z", "Ada Jonas", "Norlund"),
        works("z", "Bo Vask", "Norlund Energy"),
        works("w", "Ada Jonas", "Norlund Power"),
    ]
    found = resolve(claims)
    wanted = {"Norlund", "Norlund Energy"}
    listed = [m.reasons for m in found.merges if {m.a.name, m.b.name} == wanted]
    listed += [c.reasons for c in found.candidates if {c.a.name, c.b.name} == wanted]
    assert listed
    for reasons in listed:
        against = [reason.startswith("against it, ") for reason in reasons]
        assert against == sorted(against)
        assert True in against
        assert "the same people work for both: Ada Jonas" in reasons
        assert "against it, z names both and does not join them" in reasons
