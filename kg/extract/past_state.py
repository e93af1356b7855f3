"""Whether a position or a holding is told as past, or given away. The words are in `past_state.toml`."""

from __future__ import annotations

from functools import cache
from itertools import pairwise

from spacy.tokens import Token

from kg.extract import tree
from kg.extract.times.words import load_toml

_FEW = 3  # words before a position among which one says that it is past
_VERBS = ("VERB", "AUX")


@cache
def _words(name: str) -> frozenset[str]:
    """Return a list of `past_state.toml`."""
    return frozenset(load_toml("kg.extract", "past_state.toml")["words"][name])


def is_past_state(trigger: Token) -> bool:
    """Tell whether a position or a holding is told as past.

    "Former", "ex-" and "previously" say so, and so does a verb in the simple past or
    past perfect ("was a director", "served as director", "owned"), unless somebody says it:
    "said that it owned" tells of now.
    """
    words = _words("former")
    before = trigger.doc[max(tree.starts(trigger), trigger.i - 2) : trigger.i]
    said = [c for c in [*trigger.children, *before] if c.i < trigger.i and c.lower_ in words]
    if any(not _is_until_then(c) for c in said):
        return True
    # "is no longer chairman" is a claim that is not so, now
    over = says_no_longer(trigger) and not tree.children(trigger, "cop")
    if over or any(t.lower_.startswith("ex-") for t in [trigger, *before]) or _is_hyphened(trigger):
        return True
    giving, verb = gives_away(trigger), verb_of_state(trigger)
    if giving is not None or verb is None:
        return giving is not None and is_done(giving)
    if any(c.lower_ in words for c in tree.children(verb, "advmod")):
        return True
    if verb.lemma_.lower() == "use" and verb.tag_ == "VBD":
        return True  # "used to own"
    return _is_past(verb) and (verb.dep_ in ("root", "acl:relcl", "conj") or _is_when(verb))


def _is_when(verb: Token) -> bool:
    """Tell whether a clause says when something else was so: "they met when she was a director of Acme"."""
    openers = {c.lower_ for c in tree.children(verb, "mark", "advmod") if c.i < verb.i}
    return verb.dep_ == "advcl" and bool(openers & _words("when"))


def gives_away(stake: Token) -> Token | None:
    """Return the verb by which its owner gives a holding away: "sold its stake of 9 percent", "plans to sell its stake".

    Of a part that is sold the rest is kept: "sold half of its stake".
    """
    if stake.pos_ != "NOUN" or stake.dep_ != "obj" or not tree.children(stake, "nmod:poss"):
        return None
    above = stake.head
    sold = above.pos_ == "VERB" and above.lemma_.lower() in _words("giving")
    return above if sold else None


def is_done(verb: Token) -> bool:
    """Tell whether an act is told as done, not as planned or denied: "sold", "has sold"."""
    helped = {c.lower_ for c in tree.children(verb, "aux")}
    adverbs = {c.lower_ for c in tree.children(verb, "advmod")}
    done = verb.tag_ == "VBD" or (
        verb.tag_ == "VBN" and bool(helped) and helped <= _words("perfect")
    )
    return done and adverbs.isdisjoint(_words("denying"))


def _is_until_then(word: Token) -> bool:
    """Tell whether "then" only says when: "until then chairman Bo Ek will run it"."""
    if word.lower_ != "then" or word.i == 0:
        return False
    before = word.nbor(-1)
    within = before.i > tree.starts(word) and before.lower_ in _words("agents")
    return before.lower_ in _words("until") and not within


def says_no_longer(title: Token) -> bool:
    """Tell whether "no longer" stands before the words of a position: "Ann Lee, no longer chief executive"."""
    told = [t.lower_ for t in title.doc[max(title.sent.start, title.i - _FEW - 1) : title.i]]
    return ("no", "longer") in pairwise(told) and not {",", ";"} & set(told[told.index("longer") :])


def _is_hyphened(trigger: Token) -> bool:
    """Tell whether a word of several tokens says that a position is past: "the one-time chief executive"."""
    told = trigger.doc[trigger.sent.start : trigger.i].text.lower().split()[-_FEW:]
    return any("-" in word and word in _words("former") for word in told)


def verb_of_state(trigger: Token) -> Token | None:
    """Return the verb that tells of a state: "owned", "served as director", "used to own"."""
    if trigger.pos_ in _VERBS:
        used = trigger.head if trigger.dep_ == "xcomp" else trigger
        return used if used.lemma_.lower() == "use" else trigger
    if tree.children(trigger, "cop"):
        return trigger
    if trigger.dep_ == "conj" and tree.children(trigger.head, "cop"):
        return trigger.head  # "was president and chief officer"
    above = trigger.head
    if trigger.dep_ in ("nmod", "appos") and above.lemma_.lower() in _words("posts"):
        trigger, above = above, above.head  # "held the position of director"
    known = above.pos_ in _VERBS and above.lemma_.lower() in _words("serving")
    return above if known and trigger.dep_ in ("obl", "obj", "xcomp") else None


def _is_past(verb: Token) -> bool:
    """Tell whether a predicate stands in the simple past or past perfect."""
    helpers = [c for c in verb.children if c.dep_ in ("aux", "aux:pass", "cop")]
    if helpers:
        return helpers[0].tag_ == "VBD" and helpers[0].lower_ not in _words("open")
    return verb.tag_ == "VBD"
