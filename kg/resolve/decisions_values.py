"""Corrections as people write them: amounts and times in words, and the decision that they make."""

from __future__ import annotations

import calendar
import json
import re
from collections.abc import Mapping
from typing import Any

from kg.errors import SourceError
from kg.iri import claim_iri
from kg.model import Claim
from kg.resolve.decisions import Decision, decision_from_json, decision_line
from kg.resolve.decisions_claims import corrected, snapshot

_AMOUNT = re.compile(r"(?:(at most|at least|about) )?(?:([A-Z]{3}) )?(-?[\d.]+)(?: (\S.*))?")
_SCALE = re.compile(r"(?:hundred|thousand|million|billion|trillion|m|k|[mb]n|tn)\b", re.IGNORECASE)
"""Words that belong to the number and are no unit."""
_DAY = re.compile(r"\d{4}(-\d\d(-\d\d)?)?")


def value_of(field: str, text: str) -> Any:
    """Return the value that a person gives for a field, as `docs/claims.md` has it.

    Args:
        field: Name of the field.
        text: "EUR 5000000" or "at least 5 percent" for an amount; "2024",
            "2024-06" or "2024-01-01/2024-06-30" for a time; "" for none.

    Raises:
        SourceError: It is no such value.

    Example:
        >>> value_of("amount", "about EUR 5000000")
        {'value': 5000000, 'unit': 'EUR', 'bound': 'about'}
        >>> value_of("time", "../2024-06")
        {'latest': '2024-06-30'}
        >>> value_of("modality", "rumoured")
        'rumoured'
    """
    if not text:
        return None
    if field == "amount":
        match = _AMOUNT.fullmatch(text)
        if match is None or not (match[2] or match[4]) or _SCALE.match(match[4] or ""):
            raise SourceError(
                f"{text!r} is no amount.", "Write it as 'EUR 5000000' or '5 percent'."
            )
        number = float(match[3])
        value = int(number) if number.is_integer() else number
        found: dict[str, Any] = {"value": value, "unit": match[2] or match[4]}
        return found | ({"bound": match[1]} if match[1] else {})
    if field in ("time", "said"):
        first, slash, last = text.partition("/")
        days = {"earliest": _day(first, text), "latest": _day(last if slash else first, text, 1)}
        return {name: day for name, day in days.items() if day}
    return text


def _day(text: str, whole: str, last: int = 0) -> str | None:
    if text in ("", ".."):
        return None
    if not _DAY.fullmatch(text):
        raise SourceError(
            f"{whole!r} is no time.", "Write it as 2024, 2024-06 or 2024-01-01/2024-06-30."
        )
    parts = [int(part) for part in text.split("-")]
    if len(parts) == 1:
        parts.append(12 if last else 1)
    if len(parts) == 2:
        if not 1 <= parts[1] <= 12:
            raise SourceError(f"{whole!r} is no time: there is no such month.")
        parts.append(calendar.monthrange(*parts)[1] if last else 1)
    return "{:04}-{:02}-{:02}".format(*parts)


def correction(
    claim: Claim, fields: Mapping[str, Any], by: str, at: str, why: str, *, status: str = "accepted"
) -> Decision:
    """Return the decision to correct a claim, or the proposal to do so.

    Raises:
        SourceError: A value does not fit its field.
    """
    decision = Decision(
        kind="correct",
        by=by,
        at=at,
        why=why,
        status=status,
        claim=claim_iri(claim),
        was=snapshot(claim),
        set=fields,
    )
    try:
        decision_from_json(json.loads(decision_line(decision)))
        corrected(claim, fields)
    except ValueError as error:
        cause = str(error).removeprefix("Not a claim: ").rstrip(".")
        remedy = getattr(error.__cause__, "remedy", "")
        raise SourceError(f"The correction does not fit: {cause}.", remedy) from error
    return decision
