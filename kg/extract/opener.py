"""The time that opens a sentence, for all that the sentence goes on to tell.

"In 2001 Acme went bankrupt, and Zenith closed its mill": both did so in 2001. "Wednesday, Acme
closed a mill" and "January: Acme closes a mill" have a day or month that trees take for the whole.
"""

from __future__ import annotations

from spacy.tokens import Token

from kg.extract import modality, tree
from kg.extract.context import Context, Placed, lies_ahead
from kg.extract.times import TimeMention

_DONE = ("VBD", "VBN")
_CLIMBS = frozenset({"obj", "nsubj", "nsubj:pass", "xcomp", "obl", "nmod", "compound"})
_MOST_STEPS = 4


def _opening(trigger: Token, context: Context) -> Placed[TimeMention] | None:
    """Return the one time of a sentence where the sentence begins with it, or None."""
    told = [p for p in context.times_near(trigger) if p.mention.value is not None]
    sentence = trigger.sent
    first = next((t for t in sentence if t.is_alpha or t.is_digit), None)
    if len(told) != 1 or first is None or told[0].mention.span.start != first.idx:
        return None
    mention = told[0].mention
    known = mention.qualifier == "in" and not (mention.recurring or mention.in_name)
    return told[0] if known and not lies_ahead(mention, context.article.date) else None


def _verb_over(trigger: Token) -> Token:
    """Return the verb that a word belongs to: "left" over "jobless"."""
    verb = trigger
    for _ in range(_MOST_STEPS):
        if verb.pos_ == "VERB" and verb.dep_ != "xcomp":
            break
        if verb.dep_ not in _CLIMBS:
            break
        verb = verb.head
    return verb


def _goes_on(verb: Token, main: Token, time: Token) -> bool:
    """Tell whether a verb tells in the past, too, what came along with the main act that a time belongs to."""
    joined = verb.dep_ == "conj" and verb.head.i == main.i and verb.tag_ in _DONE
    past = main.tag_ == "VBD" and not modality.is_saying(main) and not tree.children(main, "aux")
    own = next((t for t in time.ancestors if t.pos_ in ("VERB", "AUX")), None)
    apart = {c.lower_ for c in verb.children} & {"had", "later", "then", "since"}
    return joined and past and own is not None and own.i == main.i and not apart


def opening_time(trigger: Token, context: Context) -> TimeMention | None:
    """Return the time that opens the sentence of a trigger, where it holds for what the trigger tells.

    Args:
        trigger: The word that announces a claim.
        context: Its text.
    """
    placed = _opening(trigger, context)
    if placed is None:
        return None
    root, main = placed.root, trigger.sent.root
    over = [trigger, *trigger.ancestors]
    if root.i == main.i:  # the tree takes the time for what is told
        return None if any(t.dep_ == "acl:relcl" for t in over) else placed.mention
    return placed.mention if _goes_on(_verb_over(trigger), main, root) else None
