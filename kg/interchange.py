"""Claims as JSON: the contract that `kg claims`, `kg extract` and gold files share.

The fields are those of `docs/claims.md`. Absent limits of an interval are left
out, numbers are plain JSON numbers, dates are ISO 8601.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable, Iterator
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from typing import Any, TypeVar

from kg.errors import SourceError
from kg.iri import claim_iri
from kg.model import Bound, Claim, Kind, Modality, Polarity, Quantity, Span, TimeSpan

_Known = TypeVar("_Known", bound=StrEnum)

FIELDS = (
    "article",
    "kind",
    "subject",
    "object",
    "action",
    "role",
    "amount",
    "time",
    "period",
    "modality",
    "polarity",
    "speaker",
    "said",
    "relayed_by",
    "evidence",
    "title_evidence",
    "inferred",
    "id",
    "confidence",
    "found_by",
)
"""The fields of a claim in the order in which they are printed."""


def _number(value: Decimal) -> int | float:
    return int(value) if value == value.to_integral_value() else float(value)


def time_to_json(time: TimeSpan | None) -> dict[str, str] | None:
    """Return an interval as JSON, without limits that are open; None for none."""
    if not time:
        return None
    limits = {"earliest": time.earliest, "latest": time.latest}
    return {name: day.isoformat() for name, day in limits.items() if day}


def amount_to_json(amount: Quantity | None) -> dict[str, Any] | None:
    """Return an amount as JSON, with its bound where it has one; None for none."""
    if amount is None:
        return None
    found: dict[str, Any] = {"value": _number(amount.value), "unit": amount.unit}
    if amount.bound:
        found["bound"] = amount.bound
    return found


def claim_to_json(claim: Claim) -> dict[str, Any]:
    """Return a claim as a JSON object with all `FIELDS`.

    Example:
        >>> claim = Claim(article="a", kind=Kind.ROLE, subject="Ann Lee", object="Acme", role="CEO")
        >>> claim_to_json(claim)["role"]
        'CEO'
    """
    inferred = {
        name: time.inferred
        for name, time in (("time", claim.time), ("said", claim.said))
        if time and time.inferred
    }
    found: dict[str, Any] = {
        "article": claim.article,
        "kind": claim.kind.value,
        "subject": claim.subject,
        "object": claim.object,
        "action": claim.action,
        "role": claim.role,
        "amount": amount_to_json(claim.amount),
        "time": time_to_json(claim.time),
        "period": claim.period,
        "modality": claim.modality.value,
        "polarity": claim.polarity.value,
        "speaker": claim.speaker,
        "said": time_to_json(claim.said),
        "relayed_by": list(claim.relayed_by),
        "evidence": [[span.start, span.end] for span in claim.evidence],
        "title_evidence": claim.title_evidence,
        "inferred": inferred or None,
        "id": claim_iri(claim),
        "confidence": claim.confidence,
        "found_by": claim.found_by,
    }
    return found


def _time_from_json(found: Any, inferred: str | None) -> TimeSpan | None:
    if not found:
        return None
    earliest, latest = found.get("earliest"), found.get("latest")
    if not earliest and not latest:
        return None
    return TimeSpan(
        earliest=dt.date.fromisoformat(earliest) if earliest else None,
        latest=dt.date.fromisoformat(latest) if latest else None,
        inferred=inferred,
    )


def _amount_from_json(found: Any) -> Quantity | None:
    if not found or found.get("value") is None:
        return None
    bound: Bound | None = found.get("bound")
    value = Decimal(str(found["value"]))
    if not value.is_finite():
        raise ValueError(f"an amount of {value}")
    return Quantity(value=value, unit=found.get("unit"), bound=bound)


def _one_of(known: type[_Known], field: str, value: Any) -> _Known:
    try:
        return known(value)
    except ValueError as error:
        raise SourceError(
            f"Not a claim: {value!r} is no {field}.", f"Known are {', '.join(known)}."
        ) from error


def _reason(error: Exception) -> str:
    if isinstance(error, KeyError):
        return f"there is no {error}"
    return "a number is malformed" if isinstance(error, InvalidOperation) else str(error)


def claim_from_json(found: dict[str, Any]) -> Claim:
    """Return the claim that a JSON object describes; unknown fields are ignored.

    Raises:
        SourceError: A required field is missing or has an impossible value.
    """
    inferred = found.get("inferred") or {}
    try:
        return Claim(
            article=str(found["article"]),
            kind=_one_of(Kind, "kind", found["kind"]),
            subject=str(found["subject"]),
            object=found.get("object"),
            action=found.get("action"),
            role=found.get("role"),
            amount=_amount_from_json(found.get("amount")),
            time=_time_from_json(found.get("time"), inferred.get("time")),
            period=found.get("period"),
            modality=_one_of(Modality, "modality", found.get("modality") or "asserted"),
            polarity=_one_of(Polarity, "polarity", found.get("polarity") or "affirmed"),
            speaker=found.get("speaker"),
            said=_time_from_json(found.get("said"), inferred.get("said")),
            relayed_by=tuple(found.get("relayed_by") or ()),
            evidence=tuple(Span(start, end) for start, end in found.get("evidence") or ()),
            title_evidence=bool(found.get("title_evidence")),
            confidence=float(found.get("confidence", 1.0)),
            found_by=str(found.get("found_by") or ""),
        )
    except (KeyError, TypeError, ValueError, InvalidOperation) as error:
        raise SourceError(
            f"Not a claim: {_reason(error)} in {json.dumps(found, ensure_ascii=False)[:200]}",
            "The fields of a claim are listed in docs/claims.md.",
        ) from error


def read_claims(lines: Iterable[str], source: str = "-") -> Iterator[Claim]:
    """Yield the claims of JSON Lines; blank lines are skipped.

    Args:
        lines: Text lines.
        source: Name of the input, for error messages.

    Raises:
        SourceError: A line is not JSON or not a claim; the message has its number.
    """
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            found = json.loads(line)
        except ValueError as error:
            raise SourceError(f"{source}:{number}: not JSON ({error}).") from error
        if not isinstance(found, dict):
            raise SourceError(f"{source}:{number}: not a JSON object.")
        try:
            claim = claim_from_json(found)
        except SourceError as error:
            raise SourceError(f"{source}:{number}: {error.cause}", error.remedy) from error
        yield claim


def claims_to_jsonl(claims: Iterable[Claim]) -> str:
    """Return claims as JSON Lines, one claim a line, in the order given."""
    lines = (json.dumps(claim_to_json(claim), ensure_ascii=False) for claim in claims)
    return "".join(f"{line}\n" for line in lines)
