"""When what is ordered comes, or a contract ends, told beside the order: "ordered ten jets, to be delivered in May".

An order is due when the things come, and a contract lasts until it runs out; trees hang such
words on the nouns and names between.
"""

from __future__ import annotations

from functools import cache

from spacy.tokens import Token

from kg.extract.context import Context
from kg.extract.scope import pick_time
from kg.extract.times import TimeMention
from kg.extract.times.words import load_toml

_BELOW = ("acl", "acl:relcl", "advcl", "xcomp", "parataxis", "conj", "dep")


@cache
def _words(name: str) -> frozenset[str]:
    """Return a list of the deliveries in `dating.toml`."""
    return frozenset(load_toml("kg.extract", "dating.toml")["deliveries"][name])


def delivered_at(trigger: Token, context: Context) -> TimeMention | None:
    """Return the time at which an order comes or a contract ends, told after it in its sentence, or None.

    Args:
        trigger: The word that tells of the order.
        context: Its text.
    """
    if not context.times_near(trigger):
        return None
    for token in trigger.doc[trigger.i + 1 : trigger.sent.end]:
        if token.dep_ not in _BELOW or token.lemma_.lower() not in _words("verbs"):
            continue
        verbal = token.tag_ in ("VBN", "VB", "VBG") or token.dep_ == "acl:relcl"
        if verbal and (mention := pick_time(token, context)) is not None:
            return mention
    return None
