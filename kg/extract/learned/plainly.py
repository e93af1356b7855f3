"""Plain denials, which the model takes for no event at all: "Acme has not filed for bankruptcy".

It learned to find words that announce what comes about, so it believes least what a text denies most plainly.
"""

from __future__ import annotations

import re

from kg.extract.learned.belief import found_by
from kg.model import Claim, Modality, Polarity

_LEAST = 0.6
_FRAME = 0.5  # what frames by themselves must believe of such a claim
_NOT = r"(?:\s+\w+)?\s+(?:ha[sd]|have|did|does|do|is|was|are|were)(?:n['’]t|\s+not|\s+never)\s+(?:yet\s+)?\w"


def at_least(claim: Claim, belief: float, text: str) -> float:
    """Return the belief in a claim, raised where its sentence plainly says that its subject has not done it.

    Args:
        claim: The claim, with the confidence that frames have in it.
        belief: The chance that the article says so, as the model has it.
        text: The text of the article.
    """
    plain = claim.modality is Modality.ASSERTED and claim.polarity is Polarity.NEGATED
    if not plain or found_by(claim) == "model" or claim.confidence < _FRAME:
        return belief
    words = [re.escape(word) for word in claim.subject.split()]
    who = rf"\b(?:{'|'.join([*words, 'it', 'he', 'she', 'they'])})"
    said = " ".join(text[span.start : span.end] for span in claim.evidence)
    found = re.search(who + _NOT, said, re.IGNORECASE)
    return max(belief, _LEAST) if found else belief
