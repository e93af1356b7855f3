"""The old and the new name of one firm, where the text tells both: "Volta, formerly Acme Motors, said".

Which name stands is the one that its thing is told by; a name that is only planned does not stand yet.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence

from kg.extract.arrays import Arrays
from kg.extract.coref.lists import Lists
from kg.extract.coref.screening import Spelt
from kg.resolve.renamed import renaming

_BEHIND = 8  # characters that tell how the second name is set off


def renamed(a: Arrays, names: Sequence[Spelt], words: Lists) -> Iterator[tuple[Spelt, Spelt]]:
    """Yield pairs of mentions of one text, of the name that does not stand and of the one that does.

    Args:
        a: The analysed text.
        names: Its names in order.
        words: The word lists.
    """
    for one, two in itertools.pairwise(names):
        firms = one.label in words.organizations and two.label in words.organizations
        if not firms or a.sent[one.start] != a.sent[two.start] or one.text == two.text:
            continue
        between = a.text[a.end(one.end - 1) : a.idx[two.start]]
        after = a.text[a.end(two.end - 1) :][:_BEHIND]
        told = renaming(one.text, between, two.text, after)
        if told is not None:
            first_stands = (told.new == one.text) is told.done
            yield (two, one) if first_stands else (one, two)
