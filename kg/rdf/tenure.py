"""Who holds which role as of a day: role claims weighed against departures and successors.

A role is stated as a fact only while nothing speaks against it: no later
departure, no closed time of tenure, no later holder of an office that has one
holder at a time. Where the order of two reports is unknown, nothing is stated.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from kg.model import Kind, Modality, Polarity
from kg.rdf.nodes import ClaimNodes, Node
from kg.rdf.roles import Office, offices

_PLAIN = Office(id="", predicate="hasRoleIn", sole=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Report:
    """What one claim says of a tenure, and from which day on that holds.

    `role` is the name of the role in one spelling, "" where the claim gives none; `told` is the day
    on which its article was published.
    """

    person: str
    organization: str
    office: Office
    role: str
    day: dt.date | None
    told: dt.date | None
    starts: bool = False


def _role_name(nodes: ClaimNodes) -> str:
    return " ".join((nodes.claim.role or "").casefold().split())


def _reports(
    nodes: ClaimNodes, day: dt.date | None, told: dt.date | None, *, starts: bool = False
) -> list[_Report]:
    if nodes.object is None:
        return []
    found = offices(nodes.claim.role) if nodes.claim.role else ()
    return [
        _Report(
            person=nodes.subject.iri,
            organization=nodes.object.iri,
            office=office,
            role=_role_name(nodes),
            day=day,
            told=told,
            starts=starts,
        )
        for office in (*found, _PLAIN)
    ]


def _holdings(nodes: ClaimNodes, published: dt.date | None, as_of: dt.date | None) -> list[_Report]:
    """Return the tenures that a claim says are going on."""
    claim = nodes.claim
    if claim.modality is not Modality.ASSERTED or claim.polarity is not Polarity.AFFIRMED:
        return []
    if claim.kind is Kind.ROLE:
        if claim.time and claim.time.latest is not None:
            # A former founder is still the founder; every other closed tenure is over.
            return [r for r in _reports(nodes, published, published) if r.office.lasting]
        return _reports(nodes, published, published)
    if claim.kind is Kind.APPOINTMENT:
        day = (claim.time and (claim.time.earliest or claim.time.latest)) or published
        if day is not None and as_of is not None and day > as_of:
            return []
        return _reports(nodes, day, published, starts=True)
    return []


def _endings(nodes: ClaimNodes, published: dt.date | None, as_of: dt.date | None) -> list[_Report]:
    """Return the tenures that a claim says are over, also by a plan whose day has come."""
    claim = nodes.claim
    if claim.polarity is not Polarity.AFFIRMED:
        return []
    time = claim.time
    if claim.kind is Kind.DEPARTURE:
        if claim.modality is Modality.ASSERTED:
            day = (time and (time.latest or time.earliest)) or published
            return _reports(nodes, day, published)
        if claim.modality is Modality.PLANNED:
            day = (time and (time.latest or time.earliest)) or published
            passed = day is None or as_of is None or day <= as_of
            return _reports(nodes, day, published) if passed else []
    if claim.kind is Kind.ROLE and claim.modality is Modality.ASSERTED and time and time.latest:
        return _reports(nodes, time.latest, published)
    return []


def _ends(holding: _Report, ending: _Report) -> bool:
    """Tell whether an ending speaks against a holding: same role, or no role named, and not earlier.

    What an article calls somebody ("its chief executive, who resigned in January") does not count
    against a departure from that very post that it, or a later one, tells.
    """
    if holding.office.lasting:
        return False
    named = bool(ending.role)
    if named and ending.office.id != holding.office.id:
        return False
    if named and not holding.office.id and not _same_role(ending, holding):
        return False
    if holding.day is None or ending.day is None or ending.day >= holding.day:
        return True
    if not named or holding.starts or holding.told is None or ending.told is None:
        return False
    return ending.told >= holding.told


def _same_role(a: _Report, b: _Report) -> bool:
    return not b.role or a.role == b.role or bool(_shared_offices(a.role, b.role))


def _shared_offices(a: str, b: str) -> set[str]:
    return {o.id for o in offices(a)} & {o.id for o in offices(b)}


def _succeeded(holding: _Report, others: Iterable[_Report]) -> bool:
    """Tell whether somebody else is reported in a sole office later on."""
    for other in others:
        if other.person == holding.person:
            continue
        if holding.day is None:
            return True
        if other.day is None:
            continue
        if other.day > holding.day or (other.day == holding.day and other.starts):
            return True
    return False


def _fit(subject: Node, target: Node) -> bool:
    """Tell whether these are a named person and a named organization."""
    return subject.cls == "Person" and target.cls in ("Company", "Organization", "NewsOutlet")


def _standing(
    reports: list[_Report],
    endings: list[_Report],
    holders: Mapping[tuple[str, str], list[_Report]],
) -> set[str]:
    """Return the predicates of one claim that nothing speaks against.

    Being a founder is no position, so it alone gives no `hasRoleIn`; and where
    the office is gone, the role that names it is gone too.
    """
    named = [r for r in reports if r.office.id]
    standing = [
        r
        for r in reports
        if not any(_ends(r, ending) for ending in endings)
        and not (r.office.sole and _succeeded(r, holders[r.organization, r.office.id]))
    ]
    current = [r for r in standing if r.office.id and not r.office.lasting]
    return {r.office.predicate for r in standing if r.office.id or current or not named}


def role_facts(
    nodes: Iterable[ClaimNodes],
    dates: Mapping[str, dt.date | None],
    as_of: dt.date | None,
) -> set[tuple[str, str, str]]:
    """Return the role triples that hold: person, local name of a predicate, organization.

    Args:
        nodes: Claims of all articles with their nodes.
        dates: Day of publication of each article, by id.
        as_of: The day as of which the roles are stated.
    """
    holdings: list[list[_Report]] = []
    endings: dict[tuple[str, str], list[_Report]] = defaultdict(list)
    holders: dict[tuple[str, str], list[_Report]] = defaultdict(list)
    for claim in nodes:
        if claim.object is None or not _fit(claim.subject, claim.object):
            continue
        published = dates.get(claim.claim.article)
        reports = _holdings(claim, published, as_of)
        holdings += [reports] if reports else []
        for report in reports:
            holders[report.organization, report.office.id].append(report)
        for report in _endings(claim, published, as_of):
            endings[report.person, report.organization].append(report)
    return {
        (reports[0].person, predicate, reports[0].organization)
        for reports in holdings
        for predicate in _standing(
            reports, endings[reports[0].person, reports[0].organization], holders
        )
    }
