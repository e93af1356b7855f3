from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest

from kg import iri
from kg.model import ACTIONS, Article, Claim, Kind, Modality, Polarity, Quantity, TimeSpan
from kg.rdf.facts import derive, fact_quads, matter_quads
from kg.rdf.vocab import IRREALIS_SAFE, KINDS

DAY = dt.date(2021, 10, 20)


def facts(
    resolver: Any, *claims: Claim, dates: dict[str, dt.date | None] | None = None
) -> set[str]:
    """Facts as "subject predicate object", with the last part of each IRI before its hash."""
    lines = fact_quads(derive(claims, dates or {"a": DAY}, resolver(claims)))
    found = set()
    for line in lines:
        subject, predicate, rest = line.split(" ", 2)
        object_ = rest.rsplit(" ", 2)[0]
        short = [part.strip("<>").rsplit("/", 1)[-1].split(".")[0] for part in (subject, object_)]
        if object_.startswith('"'):
            short[1] = object_.split('"')[1]
        found.add(f"{short[0]} {predicate.rsplit('#', 1)[-1].rstrip('>')} {short[1]}")
    return found


def told(
    kind: Kind, object_: str | None = "Brio", type_: str | None = "COMPANY", **more: Any
) -> Claim:
    fields: dict[str, Any] = {"article": "a", "subject": "Acme", "subject_type": "COMPANY"}
    return Claim(kind=kind, object=object_, object_type=type_, **(fields | more))


DIRECT = [
    (Kind.ACQUISITION, "acquires"),
    (Kind.DIVESTITURE, "divests"),
    (Kind.INVESTMENT, "investsIn"),
    (Kind.FUNDING, "fundedBy"),
    (Kind.MERGER, "mergesWith"),
    (Kind.PARTNERSHIP, "partnersWith"),
    (Kind.SUPPLY, "supplies"),
    (Kind.OWNERSHIP, "owns"),
    (Kind.FORMATION, "founds"),
    (Kind.DEVELOPMENT, "worksOn"),
]


@pytest.mark.parametrize(("kind", "predicate"), DIRECT)
def test_what_is_asserted_is_one_hop_away(resolver: Any, kind: Kind, predicate: str) -> None:
    assert f"acme {predicate} brio" in facts(resolver, told(kind))


@pytest.mark.parametrize("kind", [Kind.MERGER, Kind.PARTNERSHIP])
def test_what_is_mutual_holds_both_ways(resolver: Any, kind: Kind) -> None:
    predicate = KINDS[kind].predicate
    assert {f"acme {predicate} brio", f"brio {predicate} acme"} <= facts(resolver, told(kind))
    assert f"brio {predicate} acme" not in facts(resolver, told(kind, "a rival of old", None))


@pytest.mark.parametrize(
    ("kind", "action"),
    [
        (kind, action)
        for kind in (Kind.PRODUCT, Kind.FACILITY, Kind.LEGAL)
        for action in ACTIONS[kind]
    ],
)
def test_each_action_has_its_own_predicate(resolver: Any, kind: Kind, action: str) -> None:
    predicate = KINDS[kind].by_action[action]
    assert f"acme {predicate} brio" in facts(resolver, told(kind, action=action))


UNSURE = [m for m in Modality if m not in (Modality.ASSERTED, Modality.PLANNED, Modality.TARGETED)]


@pytest.mark.parametrize("kind", list(Kind), ids=lambda k: k.value)
@pytest.mark.parametrize("modality", UNSURE, ids=lambda m: m.value)
def test_a_rumour_is_never_stated(resolver: Any, kind: Kind, modality: Modality) -> None:
    claim = told(kind, modality=modality, amount=Quantity(value=Decimal(1), unit="USD"),
                 time=TimeSpan(latest=dt.date(2030, 1, 1)))  # fmt: skip
    assert facts(resolver, claim) == set()


@pytest.mark.parametrize("kind", list(Kind), ids=lambda k: k.value)
@pytest.mark.parametrize("modality", list(Modality), ids=lambda m: m.value)
def test_what_is_negated_is_never_stated(resolver: Any, kind: Kind, modality: Modality) -> None:
    assert facts(resolver, told(kind, modality=modality, polarity=Polarity.NEGATED)) == set()


@pytest.mark.parametrize("kind", list(Kind), ids=lambda k: k.value)
@pytest.mark.parametrize("modality", [Modality.PLANNED, Modality.TARGETED], ids=lambda m: m.value)
def test_a_plan_is_stated_as_a_plan_only(resolver: Any, kind: Kind, modality: Modality) -> None:
    claim = told(kind, "electric cars", None, modality=modality, action=None)
    found = {fact.split()[1] for fact in facts(resolver, claim)}
    assert found
    assert found <= IRREALIS_SAFE


def test_a_target_and_its_due_date(resolver: Any) -> None:
    claim = told(Kind.TARGET, "mass production", None, modality=Modality.PLANNED,
                 time=TimeSpan(latest=dt.date(2025, 12, 31)))  # fmt: skip
    assert facts(resolver, claim) == {
        "acme hasTarget mass-produc",
        "mass-produc dueEarliest 2021-10-20",
        "mass-produc dueLatest 2025-12-31",
    }


def test_the_newest_due_date_counts_and_of_one_day_the_earliest(resolver: Any) -> None:
    def target(article: str, year: int) -> Claim:
        time = TimeSpan(earliest=dt.date(year, 1, 1), latest=dt.date(year, 12, 31))
        return told(Kind.TARGET, "growth", None, article=article, time=time,
                    modality=Modality.PLANNED)  # fmt: skip

    dates = {"a": DAY, "b": DAY, "c": dt.date(2020, 1, 1), "d": None}
    claims = [target("a", 2027), target("b", 2024), target("c", 2022), target("d", 2020)]
    found = facts(resolver, *claims, dates=dates)
    assert {f for f in found if "dueLatest" in f} == {"growth dueLatest 2024-12-31"}


def test_the_newest_amount_counts(resolver: Any) -> None:
    def bought(article: str, price: int) -> Claim:
        amount = Quantity(value=Decimal(price), unit="USD")
        return told(Kind.ACQUISITION, article=article, amount=amount)

    dates: dict[str, dt.date | None] = {"a": DAY, "b": dt.date(2022, 1, 1)}
    found = facts(resolver, bought("a", 5), bought("b", 7), dates=dates)
    assert {f.split(" ", 1)[1] for f in found if "current" in f} == {
        "currentValue 7",
        "currentUnit USD",
    }


def test_fields_are_reached_by_goals_too_but_work_is_only_what_is_done(resolver: Any) -> None:
    aims = told(Kind.TARGET, "mass production of electric cars", None, modality=Modality.PLANNED)
    assert "acme activeIn electric-vehicles" in facts(resolver, aims)
    assert "acme worksOn electric-vehicles" not in facts(resolver, aims)
    works = told(Kind.DEVELOPMENT, "EVs", None)
    assert {"acme worksOn electric-vehicles", "acme worksOn ev"} <= facts(resolver, works)


def test_the_name_of_a_firm_tells_no_field(resolver: Any) -> None:
    made = told(Kind.PRODUCT, "Zenith Electric Cars", "COMPANY", action="ships")
    assert not any(" activeIn " in fact for fact in facts(resolver, made))
    product = told(Kind.PRODUCT, "Zenith electric car", "PRODUCT", action="ships")
    assert "acme activeIn electric-vehicles" in facts(resolver, product)
    described = " ".join(matter_quads(derive([product], {"a": DAY}, resolver([product]))))
    assert "/field/electric-vehicles>" in described


def test_articles_share_matters_and_their_descriptions_stand_once(
    articles: list[tuple[Article, list[Claim]]], graph_lines: Callable[..., list[str]]
) -> None:
    lines = graph_lines(articles)
    goals = [line for line in lines if f"<{iri.term('Goal')}>" in line]
    assert len(goals) == 1
    assert goals[0].endswith(f"<{iri.graph('entities')}> .")


def test_two_happenings_without_an_object_stay_apart(resolver: Any) -> None:
    def cut(article: str, year: int | None) -> Claim:
        time = TimeSpan(latest=dt.date(year, 1, 1)) if year else None
        return told(Kind.LAYOFF, None, None, article=article, time=time)

    def matters(*claims: Claim) -> int:
        lines = matter_quads(derive(claims, {}, resolver(claims)))
        return sum("LayoffEvent>" in line for line in lines)

    assert matters(cut("a", 2005), cut("b", 2009)) == 2
    assert matters(cut("a", 2005), cut("b", 2005)) == 1
    assert matters(cut("a", None), cut("b", None)) == 2


def test_a_partnership_is_one_matter_from_both_sides(resolver: Any) -> None:
    one = told(Kind.PARTNERSHIP)
    other = Claim(article="b", kind=Kind.PARTNERSHIP, subject="Brio", subject_type="COMPANY",
                  object="Acme", object_type="COMPANY")  # fmt: skip
    nodes = derive([one, other], {}, resolver([one, other])).nodes
    assert len({n.about.iri for n in nodes}) == 1


def test_descriptions_belong_to_their_owner_and_fields_to_everybody(resolver: Any) -> None:
    def thing(subject: str, kind: Kind) -> str:
        claim = told(kind, "EV division", None, subject=subject)
        found = derive([claim], {}, resolver([claim])).nodes[0].object
        assert found is not None
        return found.iri

    assert thing("Acme", Kind.INVESTMENT) != thing("Brio", Kind.INVESTMENT)
    assert thing("Acme", Kind.DEVELOPMENT) == thing("Brio", Kind.DEVELOPMENT)


@pytest.mark.parametrize(
    ("holder", "label", "words", "linked"),
    [
        ("Ann Lee", "PERSON", "mass production of electric cars", True),
        ("Ann Lee", "PERSON", "the electric cars", True),
        ("Acme", "COMPANY", "the electric cars", True),
        ("Brio", "COMPANY", "the electric cars", False),
        ("Brio", "COMPANY", "the mass production of electric cars", True),
        ("Ann Lee", "PERSON", "cars", False),
        ("Ann Lee", "PERSON", "early talks with a rival", False),
    ],
)
def test_a_stance_is_taken_on_a_claim_of_like_words(
    resolver: Any, holder: str, label: str, words: str, linked: bool
) -> None:
    aim = told(Kind.TARGET, "mass production of its electric cars", None, modality=Modality.PLANNED)
    stance = told(Kind.STANCE, words, None, subject=holder, subject_type=label, action="confirms")
    nodes = derive([aim, stance], {}, resolver([aim, stance])).nodes
    found = next(n for n in nodes if n.claim.kind is Kind.STANCE)
    other = next(n for n in nodes if n.claim.kind is Kind.TARGET)
    assert found.stance_on == ((other.iri,) if linked else ())
    assert (found.object == other.about) is linked


def test_a_goal_of_another_figure_is_another_goal(resolver: Any) -> None:
    def goal(article: str, figure: int | None, words: str = "deliveries") -> Claim:
        amount = Quantity(value=Decimal(figure), unit="cars") if figure else None
        return told(Kind.TARGET, words, None, article=article, amount=amount)

    def goals(*claims: Claim) -> int:
        return len({n.about.iri for n in derive(claims, {}, resolver(claims)).nodes})

    assert goals(goal("a", 100), goal("b", 120)) == 2
    assert goals(goal("a", 100), goal("b", 100)) == 1
    assert goals(goal("a", None), goal("b", None, "the delivery")) == 1
