"""Which company a case against a person concerns: "a jury convicted Ann Lee, the former head of Acme"."""

from __future__ import annotations

import dataclasses

from kg.extract.context import Context
from kg.extract.discourse import employer_of
from kg.extract.match import Candidate
from kg.model import Kind

_AGAINST_MANAGERS = frozenset({"charges", "fines", "investigates", "rules"})
"""What is done to a person for acts in a firm; who is sued in person is the one who is sued."""


def of_company(candidate: Candidate, context: Context) -> Candidate:
    """Return a candidate about the company whose manager a court, prosecutor or regulator acts against.

    Args:
        candidate: A candidate of any kind; all others stay as they are.
        context: The text, which must tie the person to an organization.
    """
    claim, obj = candidate.claim, candidate.object
    if claim.kind is not Kind.LEGAL or obj is None or claim.object_type != "PERSON":
        return candidate
    if claim.action not in _AGAINST_MANAGERS:
        return candidate
    firm = employer_of(obj.token, context)
    if firm is None or firm.name.casefold() == claim.subject.casefold():
        return candidate
    of_firm = dataclasses.replace(claim, object=firm.name, object_type=firm.label)
    named = dataclasses.replace(obj, text=firm.name, label=firm.label)
    return dataclasses.replace(candidate, claim=of_firm, object=named)
