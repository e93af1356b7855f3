"""Namespaces, prefixes, and what each claim kind becomes in RDF.

The table `KINDS` is the one place that ties a kind of claim to the class of
the matter it talks about and to the one-hop predicates it may support. A test
compares it with `ontology/`.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

from kg import iri
from kg.model import Claim, Kind, Modality

RDF: Final = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
RDFS: Final = "http://www.w3.org/2000/01/rdf-schema#"
XSD: Final = "http://www.w3.org/2001/XMLSchema#"
OWL: Final = "http://www.w3.org/2002/07/owl#"
SKOS: Final = "http://www.w3.org/2004/02/skos/core#"
DCT: Final = "http://purl.org/dc/terms/"
SCHEMA: Final = "https://schema.org/"
PROV: Final = "http://www.w3.org/ns/prov#"
OA: Final = "http://www.w3.org/ns/oa#"
SH: Final = "http://www.w3.org/ns/shacl#"

SCHEMES: Final = (
    "action",
    "attribution-role",
    "claim-kind",
    "field",
    "history",
    "modality",
    "polarity",
    "precision",
    "status",
    "time-qualifier",
)
"""The SKOS schemes of `ontology/schemes.ttl`, by local name."""


def prefixes() -> dict[str, str]:
    """Return the prefixes that queries and serialisations may use without declaring them.

    Example:
        >>> prefixes()["skos"]
        'http://www.w3.org/2004/02/skos/core#'
    """
    own = {
        "ci": iri.term(""),
        "kind": iri.concept("claim-kind", ""),
        "mod": iri.concept("modality", ""),
        "pol": iri.concept("polarity", ""),
        "act": iri.concept("action", ""),
        "role": iri.concept("attribution-role", ""),
        "status": iri.concept("status", ""),
        "field": iri.concept("field", ""),
        "history": iri.concept("history", ""),
        "graph": iri.graph(""),
    }
    return own | {
        "rdf": RDF,
        "rdfs": RDFS,
        "xsd": XSD,
        "owl": OWL,
        "skos": SKOS,
        "dct": DCT,
        "schema": SCHEMA,
        "prov": PROV,
        "oa": OA,
    }


@dataclass(frozen=True, slots=True, kw_only=True)
class KindShape:
    """What a claim of one kind becomes.

    `matter` is the class of what is talked about; `predicate` is the direct
    predicate from subject to object, `by_action` the one for each action;
    `to_matter` leads from the subject to the matter when it is told as done,
    `if_planned` when it is planned or aimed at. `symmetric` predicates hold in
    both directions. `shared_topic` says that a described object is the same
    thing for every subject (a field of work, a measure); other descriptions
    ("its EV division") belong to their subject.
    """

    matter: str
    predicate: str | None = None
    by_action: dict[str, str] = field(default_factory=dict)
    to_matter: str | None = "hasEvent"
    if_planned: str = "hasPlannedEvent"
    symmetric: bool = False
    shared_topic: bool = False


KINDS: Final[dict[Kind, KindShape]] = {
    Kind.ROLE: KindShape(matter="RoleTenure", predicate="hasRoleIn", to_matter=None),
    Kind.APPOINTMENT: KindShape(matter="AppointmentEvent", predicate="hasRoleIn"),
    Kind.DEPARTURE: KindShape(matter="DepartureEvent", predicate="leftRoleIn"),
    Kind.TARGET: KindShape(matter="Goal", to_matter="hasTarget", if_planned="hasTarget"),
    Kind.INVESTMENT: KindShape(matter="InvestmentEvent", predicate="investsIn"),
    Kind.FUNDING: KindShape(matter="FundingEvent", predicate="fundedBy"),
    Kind.ACQUISITION: KindShape(matter="AcquisitionEvent", predicate="acquires"),
    Kind.DIVESTITURE: KindShape(matter="DivestitureEvent", predicate="divests"),
    Kind.MERGER: KindShape(matter="MergerEvent", predicate="mergesWith", symmetric=True),
    Kind.PARTNERSHIP: KindShape(
        matter="PartnershipEvent", predicate="partnersWith", symmetric=True
    ),
    Kind.SUPPLY: KindShape(matter="SupplyEvent", predicate="supplies"),
    Kind.PRODUCT: KindShape(
        matter="ProductEvent",
        by_action={
            "announces": "announces",
            "shows": "shows",
            "launches": "launches",
            "ships": "ships",
            "updates": "releasesUpdateOf",
            "withdraws": "withdraws",
            "recalls": "recalls",
            "prices": "prices",
        },
    ),
    Kind.DEVELOPMENT: KindShape(
        matter="DevelopmentInitiative",
        predicate="worksOn",
        to_matter="hasInitiative",
        if_planned="hasInitiative",
        shared_topic=True,
    ),
    Kind.FACILITY: KindShape(
        matter="FacilityEvent",
        by_action={
            "builds": "builds",
            "opens": "opens",
            "expands": "expands",
            "closes": "closes",
        },
    ),
    Kind.FORMATION: KindShape(matter="FormationEvent", predicate="founds"),
    Kind.HIRING: KindShape(matter="HiringEvent"),
    Kind.LAYOFF: KindShape(matter="LayoffEvent"),
    Kind.RESULT: KindShape(
        matter="ReportedFigure", to_matter="hasResult", if_planned="hasForecast", shared_topic=True
    ),
    Kind.MARKET_MOVE: KindShape(matter="MarketMoveEvent"),
    Kind.LEGAL: KindShape(
        matter="LegalEvent",
        by_action={
            "sues": "sues",
            "fines": "fines",
            "charges": "charges",
            "investigates": "investigates",
            "approves": "approvesDealOf",
            "blocks": "blocksDealOf",
            "rules": "rulesOn",
            "settles": "settlesWith",
        },
    ),
    Kind.INSOLVENCY: KindShape(matter="InsolvencyEvent"),
    Kind.OWNERSHIP: KindShape(matter="OwnershipStake", predicate="owns", to_matter=None),
    Kind.STANCE: KindShape(matter="StanceEvent"),
}
"""What each kind of claim becomes in RDF."""

IRREALIS_SAFE: Final = frozenset(
    {"activeIn", "hasForecast", "hasInitiative", "hasPlannedEvent", "hasTarget"}
)
"""Predicates whose triple stays true even if the plan fails; all that a plan may use."""

FIELD_KINDS: Final = frozenset({Kind.TARGET, Kind.DEVELOPMENT, Kind.PRODUCT})
"""Kinds whose described object tells in which fields the subject has work, goods or goals."""

STATED: Final = frozenset({Modality.ASSERTED})
"""Modalities whose claims may be stated as plain facts of any predicate."""

INTENDED: Final = frozenset({Modality.PLANNED, Modality.TARGETED})
"""Modalities whose claims may be stated with `IRREALIS_SAFE` predicates only."""


def object_predicate(claim: Claim) -> str | None:
    """Return the direct predicate from the claim's subject to its object, None where it has none.

    Roles give `hasRoleIn`; the finer predicate of an office is in `kg.rdf.roles`.
    """
    shape = KINDS[claim.kind]
    return shape.by_action.get(claim.action or "", shape.predicate)


def matter_predicate(claim: Claim) -> str | None:
    """Return the predicate from the claim's subject to the matter it is about."""
    shape = KINDS[claim.kind]
    return shape.if_planned if claim.modality in INTENDED else shape.to_matter


def class_label(name: str) -> str:
    """Return a class name as words, for labels of matters.

    Example:
        >>> class_label("AcquisitionEvent"), class_label("MarketMoveEvent")
        ('acquisition', 'market move')
    """
    words = "".join(f" {c.lower()}" if c.isupper() else c for c in name).split()
    return " ".join(words[:-1] if words[-1] in ("event", "initiative") else words)
