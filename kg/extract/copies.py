"""One figure of a sentence is of one organization, one product of one maker: what else takes it copies it.

"Lyra's parent, Acme, said that profit fell to $2 million" tells no profit of Lyra's; where frames
give the figure to one and the model to another, the surer of the two stays.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from kg.extract.figures import in_singular
from kg.extract.gate import left_out
from kg.extract.learned.belief import found_by
from kg.extract.learned.borders import FIGURES
from kg.model import Claim, Dropped, Kind, Modality, Polarity
from kg.resolve.names import same_name

_ONE_WAY = frozenset({Kind.SUPPLY, Kind.ACQUISITION, Kind.OWNERSHIP, Kind.FUNDING})
"""Kinds of which two parties in one deal take one part each."""
_OF_ONE = frozenset({Kind.PRODUCT, Kind.FACILITY})
"""Kinds of which the thing is one organization's."""
_GAINS = frozenset({"profit", "earnings", "income", "gain", "surplus"})


def _copies(one: Claim, other: Claim) -> bool:
    """Tell whether two claims, one of them proposed by the model, give one figure to two organizations."""
    if one.kind is not other.kind or one.kind not in FIGURES or one.subject == other.subject:
        return False
    if one.amount is None or other.amount is None or one.evidence != other.evidence:
        return False
    if (abs(one.amount.value), one.amount.unit) != (abs(other.amount.value), other.amount.unit):
        return False
    return found_by(one) != found_by(other)


def _retells(one: Claim, other: Claim) -> bool:
    """Tell whether the model tells a claim of a frame again, only with another certainty, or denied.

    A frame knows better what the words around say: "lowered its sales forecast" aims, and who "was
    close to buying Zeta, but walked away" did not.
    """
    if found_by(one) != "model" or found_by(other) != "frame" or one.kind is not other.kind:
        return False
    same = (one.subject, one.object, one.action, one.role, one.amount, one.evidence) == (
        (other.subject, other.object, other.action, other.role, other.amount, other.evidence)
    )
    return same and (one.modality, one.polarity) != (other.modality, other.polarity)


def _aims_again(one: Claim, other: Claim) -> bool:
    """Tell whether the model tells an aim that a frame tells: one figure that is to be reached by one day."""
    if found_by(one) != "model" or found_by(other) != "frame" or one.kind is not Kind.TARGET:
        return False
    if one.amount is None or one.kind is not other.kind:
        return False
    return (one.subject, one.amount, one.time, one.modality, one.polarity, one.evidence) == (
        (other.subject, other.amount, other.time, other.modality, other.polarity, other.evidence)
    )


def _is_reached(one: Claim, other: Claim) -> bool:
    """Tell whether an aim is one that the same words tell as reached, and no further one.

    "Has hit its target of 500 staff" aims at nothing more.
    """
    if one.kind is not Kind.TARGET or one.modality is not Modality.TARGETED:
        return False
    if other.kind is not Kind.TARGET or other.modality is not Modality.ASSERTED:
        return False
    same = (one.subject, one.object, one.amount, one.evidence, one.title_evidence) == (
        (other.subject, other.object, other.amount, other.evidence, other.title_evidence)
    )
    return same and one.polarity is Polarity.AFFIRMED


def _contradicts(one: Claim, other: Claim) -> bool:
    """Tell whether the model calls a loss what a frame calls a profit, or the reverse."""
    if found_by(one) != "model" or found_by(other) != "frame" or one.kind is not Kind.RESULT:
        return False
    if (one.subject, one.amount, one.evidence) != (other.subject, other.amount, other.evidence):
        return False
    losses = ["loss" in in_singular(c.object or "").split() for c in (one, other)]
    gains = [bool(_GAINS & set(in_singular(c.object or "").split())) for c in (one, other)]
    return other.kind is one.kind and losses == gains[::-1] and any(losses) and any(gains)


def _leaves_out(one: Claim, other: Claim) -> bool:
    """Tell whether the model tells of a measure without the figure that another claim gives it."""
    if found_by(one) != "model" or one.kind is not Kind.RESULT or one.amount is not None:
        return False
    same = (one.kind, one.subject, one.evidence) == (other.kind, other.subject, other.evidence)
    if not same or other.amount is None or not (one.object and other.object):
        return False
    inside = set(one.object.split()) <= set(other.object.split())  # "ore", beside "output of ore"
    return inside or same_name(one.object, other.object, is_object=True)


def _counts_twice(one: Claim, other: Claim) -> bool:
    """Tell whether the model tells a sum or count of another measure of a firm than a frame does.

    "Shipped 54 million phones" makes deliveries or phones, not both; a change in per cent may be of
    two measures at once.
    """
    if one.kind is not Kind.RESULT or other.kind is not Kind.RESULT:
        return False
    if found_by(one) != "model" or found_by(other) != "frame":
        return False
    same = (one.subject, one.evidence, one.title_evidence) == (
        (other.subject, other.evidence, other.title_evidence)
    )
    if not same or one.amount is None or other.amount is None or one.object == other.object:
        return False
    if one.amount.unit in (None, "percent"):
        return False
    sums = (abs(one.amount.value), one.amount.unit), (abs(other.amount.value), other.amount.unit)
    return sums[0] == sums[1]


def _fines_twice(one: Claim, other: Claim) -> bool:
    """Tell whether the model has one fine from a second body: "the Union fined Acme; the Commission said"."""
    if found_by(one) != "model" or found_by(other) != "frame" or one.kind is not Kind.LEGAL:
        return False
    if one.amount is None or one.subject == other.subject:
        return False
    shared = any(a.start < b.end and b.start < a.end for a in one.evidence for b in other.evidence)
    return shared and (one.kind, one.action, one.object, one.amount) == (
        (other.kind, other.action, other.object, other.amount)
    )


def _of_another(one: Claim, other: Claim, text: str) -> bool:
    """Tell whether the model has a thing of one whom the words do not name, and a frame of another.

    "Zenith said in February that it is due in 2026" tells of no car of Acme's, and "Zenith's sales
    fell. Its plant will close" of no plant of Acme's.
    """
    if found_by(one) != "model" or found_by(other) != "frame" or one.kind not in _OF_ONE:
        return False
    same = (one.kind, one.action, one.modality) == (other.kind, other.action, other.modality)
    if not same or one.object is None or other.object is None or one.title_evidence:
        return False
    name = one.subject.split()[0].casefold()
    named = any(name in text[e.start : e.end].casefold() for e in one.evidence)
    shared = any(a.start < b.end and b.start < a.end for a in one.evidence for b in other.evidence)
    apart = not same_name(one.subject, other.subject)
    return shared and apart and not named and same_name(one.object, other.object, is_object=True)


def _one_deal(one: Claim, other: Claim) -> bool:
    """Tell whether the model tells a deal that a frame tells, only with its other figure: ships for its price."""
    if found_by(one) != "model" or found_by(other) != "frame" or one.kind is not Kind.SUPPLY:
        return False
    same = (one.kind, one.subject, one.object, one.polarity, one.evidence) == (
        (other.kind, other.subject, other.object, other.polarity, other.evidence)
    )
    return same and other.amount is not None


def _turned_round(one: Claim, other: Claim) -> bool:
    """Tell whether a claim says of a surer one's parties the reverse: who supplies whom in one deal.

    What a frame tells is surer than what the model tells.
    """
    if one.kind is not other.kind or one.kind not in _ONE_WAY or found_by(one) != "model":
        return False
    if found_by(other) == "model" and other.confidence <= one.confidence:
        return False
    if one.object is None or other.object is None or one.polarity is not other.polarity:
        return False
    shared = any(a.start < b.end and b.start < a.end for a in one.evidence for b in other.evidence)
    titled = one.title_evidence and other.title_evidence
    turned = same_name(one.subject, other.object) and same_name(one.object, other.subject)
    return (shared or titled) and turned


_BLOCK = 512
"""Characters of a text within which claims are compared."""


class _Alike:
    """The claims of one kind that tell of the same place: no other can copy each other."""

    def __init__(self, claims: Sequence[Claim]) -> None:
        self._claims = claims
        self._at: dict[tuple[Kind, int], list[int]] = {}
        for number, claim in enumerate(claims):
            for block in self._blocks(claim):
                self._at.setdefault((claim.kind, block), []).append(number)

    def of(self, claim: Claim) -> list[Claim]:
        """Return all claims that a claim is to be compared with, in order; it is one of them."""
        found = {n for block in self._blocks(claim) for n in self._at[claim.kind, block]}
        return [self._claims[number] for number in sorted(found)]

    @staticmethod
    def _blocks(claim: Claim) -> set[int]:
        blocks = {
            block
            for span in claim.evidence
            for block in range(span.start // _BLOCK, span.end // _BLOCK + 1)
        }
        # A title is one place, too.
        return blocks | {-1} if claim.title_evidence or not blocks else blocks


def without_copies(
    claims: Iterable[Claim], text: str
) -> tuple[tuple[Claim, ...], tuple[Dropped, ...]]:
    """Return claims without those that copy what a surer one tells, and those as dropped ones.

    Args:
        claims: The claims of an article.
        text: Its text.
    """
    found = tuple(claims)
    kept: list[Claim] = []
    dropped: list[Dropped] = []
    alike = _Alike(found)
    for one in found:
        near = alike.of(one)
        surer = [c for c in near if c.confidence > one.confidence and _copies(one, c)]
        surer += [c for c in near if _retells(one, c) or _contradicts(one, c)]
        surer += [c for c in near if _counts_twice(one, c) or _fines_twice(one, c)]
        surer += [c for c in near if _aims_again(one, c) or _of_another(one, c, text)]
        surer += [c for c in near if _turned_round(one, c) or _one_deal(one, c)]
        surer += [c for c in near if _leaves_out(one, c) or _is_reached(one, c)]
        if not surer:
            kept.append(one)
            continue
        dropped.append(left_out(one, f"it is told of {surer[0].subject}"))
    return tuple(kept), tuple(dropped)
