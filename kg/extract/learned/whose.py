"""Who does what a clause with "whose" tells: Roe Invest, in "Ada Roe, whose family firm Roe Invest holds 31 percent of Acme"."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from kg.extract.learned.parties import Party
    from kg.extract.learned.text import Text

_BEFORE = frozenset({"NOUN", "ADJ", "VERB", "PROPN"})
"""What may stand between "whose" and a name: trees take "holding" for a verb."""
_AUXILIARIES = frozenset({"AUX", "PART", "ADV"})
_FAR = 4


def done_by_named(t: Text, trigger: int, parties: Sequence[Party]) -> NDArray[np.bool_] | None:
    """Tell of each party whether it is the one that the words name right before a verb, after "whose"; None where they name none.

    Trees often give such a verb no subject, and it is then taken for a deed of whom "whose" means.

    Args:
        t: The text.
        trigger: The word that announces a claim.
        parties: The parties that may be subjects.
    """
    a = t.a
    start, _ = a.sents[a.sent[trigger]]
    if a.pos[trigger] != "VERB":
        return None
    last = trigger - 1
    while last > start and a.pos[last] in _AUXILIARIES:
        last -= 1
    if last <= start or not t.label[last]:
        return None
    first, _ = a.name(last)
    at = first - 1
    while at > start and first - at <= _FAR and a.pos[at] in _BEFORE and a.lower[at] != "whose":
        at -= 1
    if a.lower[at] != "whose" or at == first - 1:
        return None
    named = np.array(
        [t.root[p.at] == t.root[last] if p.form == "name" else False for p in parties], bool
    )
    return named if named.any() else None
