"""Who gives and who takes in a deal, by the words that mark them: no seller stands after "to".

The network tells the parties of a deal by what the whole sentence says, and where two of them
are as likely it takes both: in "Acme sold the mill to Zenith" Zenith for the seller, too. What a
preposition or the place of a subject marks can be nothing else.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import TYPE_CHECKING

import numpy as np

from kg.extract import tree
from kg.extract.learned.parties import NO_CHAIN, Party
from kg.extract.learned.reading import KINDS
from kg.extract.times.words import load_toml
from kg.model import Kind

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from kg.extract.learned.rows import Row
    from kg.extract.learned.text import Text

_ACTS = {Kind.ACQUISITION: "taker", Kind.DIVESTITURE: "giver", Kind.SUPPLY: "giver"}
_OTHER = {"taker": "giver", "giver": "taker"}
_MADE = frozenset({Kind.PRODUCT, Kind.FACILITY})
_MAKERS = frozenset({"COMPANY", "ORG"})
_BUYERS = _MAKERS | {"PERSON", "OUTLET"}
_NAMED = _MAKERS | {"PRODUCT"}
_OWNING = frozenset({"compound", "nmod", "nmod:poss"})
_GIVEN = ("obj", "nsubj:pass")
_TIED = 3
"""Steps in the tree from a post to whose it is."""
_BESIDE = frozenset({"appos", "flat", "conj", "nmod:desc", "compound"})
"""Relations over which a preposition marks all: "to its partner, the airline Acme, and to Zenith"."""


@cache
def _words() -> dict[str, frozenset[str]]:
    found = load_toml("kg.extract.learned", "marked.toml")
    return {f"{k}.{name}": frozenset(v) for k, table in found.items() for name, v in table.items()}


def words(name: str) -> frozenset[str]:
    """Return a list of `marked.toml`, such as "things.deals"."""
    return _words()[name]


def _case(t: Text, i: int) -> tuple[str, int]:
    """Return the preposition of a phrase and the head of the phrase that bears it."""
    a = t.a
    while True:
        marks = [a.lower[k] for k in a.kids[i] if a.dep[k] == "case" and k < i]
        if marks:
            return marks[0], i
        if a.dep[i] not in _BESIDE or a.head[i] == i or a.pos[a.head[i]] == "VERB":
            return "", i
        i = a.head[i]


def _is_here(party: Party, trigger: int) -> bool:
    """Tell whether a party stands in the sentence, beside the word that announces the claim."""
    return party.at != trigger and party.form not in ("topic", "article", "later", "none")


def _hangs_on(t: Text, i: int, trigger: int) -> bool:
    """Tell whether a phrase after a trigger belongs to it, and to no verb in between."""
    a = t.a
    for up in a.ancestors(i):
        if up == trigger:
            return i > trigger
        if a.pos[up] in ("VERB", "AUX"):
            # "The sale of the mill was completed to Zenith"
            return up == a.head[trigger] and a.pos[trigger] == "NOUN" and i > trigger
    return False


def _side(t: Text, party: Party, trigger: int, kind: str, agents: frozenset[int]) -> str:
    """Return what a word marks a party as: "giver", "taker", or nothing."""
    does, other = ("giver", "taker") if kind == "gives" else ("taker", "giver")
    if t.a.pos[trigger] == "VERB" and (party.at in agents or t.base(party.at) in agents):
        return does
    case, top = _case(t, party.at)
    if not case or not _hangs_on(t, top, trigger):
        return ""
    if case in _words()[f"{kind}.other"]:
        return other
    noun = t.a.lemma[trigger] in _words()["nouns.words"] and t.a.pos[trigger] == "NOUN"
    return does if case == "by" and noun else ""


def _winner(t: Text, trigger: int) -> int | None:
    """Return the verb by which somebody comes by an order or contract: "bagged an order from Acme"."""
    a = t.a
    wins, won = _words()["wins.words"], _words()["won.words"]
    if a.pos[trigger] == "VERB" and a.lemma[trigger] in wins:
        found = any(a.lemma[k] in won for k in a.children(trigger, "obj"))
        return trigger if found else None
    if a.pos[trigger] != "NOUN" or a.lemma[trigger] not in won or a.dep[trigger] != "obj":
        return None
    verb = a.head[trigger]
    return verb if a.pos[verb] == "VERB" and a.lemma[verb] in wins else None


def _side_won(t: Text, party: Party, verb: int, agents: frozenset[int]) -> str:
    """Return what the words around an order that somebody won mark a party as."""
    if party.at in agents or t.base(party.at) in agents:
        return "giver"
    case, top = _case(t, party.at)
    if case == "for" and party.label not in _BUYERS:
        return "goods"
    return "taker" if case == "from" and top > verb else ""


def _awarding(t: Text, trigger: int) -> int | None:
    """Return the verb by which somebody gives an order or contract: "awarded a contract to Acme"."""
    a = t.a
    gives, won = _words()["awards.words"], _words()["won.words"]
    if a.pos[trigger] == "NOUN" and a.lemma[trigger] in won and a.dep[trigger] in _GIVEN:
        trigger = a.head[trigger]
    if a.pos[trigger] != "VERB" or a.lemma[trigger] not in gives:
        return None
    found = any(a.lemma[k] in won for k in a.children(trigger, *_GIVEN))
    return trigger if found else None


def _side_awarded(t: Text, party: Party, verb: int, agents: frozenset[int]) -> str:
    """Return what the words around an order that somebody gave away mark a party as."""
    a, base = t.a, t.base(party.at)
    if {party.at, base} & agents:
        return "taker"
    if a.head[base] == verb and a.dep[base] in ("iobj", "nsubj:pass") and party.label in _BUYERS:
        return "giver"
    case, top = _case(t, party.at)
    return "giver" if case == "to" and top > verb else ""


def _side_ordered(t: Text, party: Party, trigger: int) -> str:
    """Return what stands behind "orders from": who takes what somebody else will give."""
    a = t.a
    if party.label not in _BUYERS:
        return ""
    case, top = _case(t, party.at)
    return "taker" if case == "from" and a.head[top] == trigger and top > trigger else ""


def _agents(t: Text, trigger: int) -> frozenset[int]:
    """Return who does what a verb tells: after "by", if there is such a phrase, else its subjects.

    Of "was founded in 1990 and bought later by Acme" trees tell the firm that was founded, too.
    """
    a = t.a
    by = [k for k in a.children(trigger, "obl", "obl:agent") if _case(t, k)[0] == "by"]
    named = [k for k in by if a.tag[trigger] == "VBN" and t.label[k]]
    return frozenset(named or (x.i for x in tree.agents(t.tokens[trigger])))


def _marked(t: Text, trigger: int, parties: Sequence[Party]) -> list[str]:
    """Return for each party of a deal what it is marked as, with what else names the same one."""
    lemma = t.a.lemma[trigger]
    kind = next((k for k in ("gives", "takes") if lemma in _words()[f"{k}.words"]), None)
    winner, giver = _winner(t, trigger), _awarding(t, trigger)
    verb = giver if winner is None else winner
    if verb is None and t.a.pos[trigger] == "NOUN" and lemma == "order":
        return [_side_ordered(t, p, trigger) if _is_here(p, trigger) else "" for p in parties]
    if kind is None and verb is None:
        return []
    agents = _agents(t, trigger if verb is None else verb)

    def side(party: Party) -> str:
        if winner is not None:
            return _side_won(t, party, winner, agents)
        if giver is not None:
            return _side_awarded(t, party, giver, agents)
        return _side(t, party, trigger, kind or "", agents)

    own = [side(p) if _is_here(p, trigger) else "" for p in parties]
    named = {p.chain: side for p, side in zip(parties, own, strict=True) if side}
    named.pop(NO_CHAIN, None)
    return [side or named.get(p.chain, "") for p, side in zip(parties, own, strict=True)]


def _takes_unnamed(t: Text, trigger: int) -> bool:
    """Tell whether a thing is sold to somebody without a name, so that nobody named buys it: "to local investors"."""
    a = t.a
    if a.lemma[trigger] not in _words()["gives.words"] or a.pos[trigger] != "VERB":
        return False
    takers = [
        k
        for k in a.children(trigger, "obl")
        if k > trigger and _case(t, k)[0] in _words()["gives.other"]
    ]
    return bool(takers) and all(
        a.pos[k] == "NOUN"
        and a.lemma[k] in _words()["unnamed.words"]
        and not t.label[k]
        and not t.context.chains.all(t.tokens[k])
        and not any(t.label[d] in _BUYERS for d in range(a.left[k], a.right[k] + 1))
        for k in takers
    )


def _leads(t: Text, i: int) -> bool:
    """Tell whether somebody leads a round of money, which is for another: "was led by Halden Capital"."""
    case, top = _case(t, i)
    return case == "by" and t.a.lemma[t.a.head[top]] in _words()["rounds.words"]


def may_act(
    t: Text, trigger: int, kind: Kind, parties: Sequence[Party]
) -> NDArray[np.bool_] | None:
    """Tell of each party whether it may be the subject of a deal; None where no word marks any.

    Where a name is marked for one, nobody else may be it: in "Acme saw the sale to Zenith" Zenith buys.

    Args:
        t: The text.
        trigger: The word that announces the deal.
        kind: The kind of claim.
        parties: The parties that may be subjects.
    """
    if kind is Kind.FUNDING:
        leading = [_is_here(p, trigger) and _leads(t, p.at) for p in parties]
        chains = {p.chain for p, leads in zip(parties, leading, strict=True) if leads}
        chains.discard(NO_CHAIN)
        return np.array(
            [
                not leads and p.chain not in chains
                for p, leads in zip(parties, leading, strict=True)
            ],
            bool,
        )
    role = _ACTS.get(kind)
    if role == "taker" and _takes_unnamed(t, trigger):
        return np.zeros(len(parties), bool)
    marked = _marked(t, trigger, parties) if role else []
    if not role or not any(marked):
        return None
    sure = any(m == role and p.label for m, p in zip(marked, parties, strict=True))
    return np.array([m == role if sure else m != _OTHER[role] for m in marked], bool)


def may_be_acted_on(
    t: Text, trigger: int, kind: Kind, parties: Sequence[Party]
) -> NDArray[np.bool_] | None:
    """Tell of each party whether it may be the object: who sells or buys is not what is sold.

    Nor is whom somebody "comes from" who appoints him.

    Args:
        t: The text.
        trigger: The word that announces the deal.
        kind: The kind of claim.
        parties: The parties that may be objects.
    """
    if away := _words().get(f"barred.{kind}"):
        left = [_is_here(p, trigger) and _case(t, p.at)[0] in away for p in parties]
        return ~np.array(left, bool)
    if away := _words().get(f"barred_after.{kind}"):
        cases = [_case(t, p.at) if _is_here(p, trigger) else ("", trigger) for p in parties]
        return ~np.array([case in away and t.a.head[top] == trigger for case, top in cases], bool)
    role = _ACTS.get(kind)
    marked = _marked(t, trigger, parties) if role else []
    if not role or not any(marked):
        return None
    barred = {role, "goods"} if kind is Kind.SUPPLY else {role, _OTHER[role]}
    return np.array([m not in barred for m in marked], bool)


def _commands(t: Text, trigger: int) -> bool:
    """Tell whether who orders gives a command: "ordered Acme to stop", "ordered that it be closed"."""
    a = t.a
    if a.pos[trigger] != "VERB" or a.lemma[trigger] not in _words()["commands.words"]:
        return False
    below = a.children(trigger, "xcomp", "ccomp", "advcl")
    return any(
        a.pos[k] in ("VERB", "AUX")
        and k > trigger
        and any(a.lower[m] in ("to", "that") for m in a.children(k, "mark"))
        for k in below
    )


def lacks_sense(t: Text, trigger: int, kind: Kind) -> bool:
    """Tell whether a word tells a kind of claim only beside words that are missing: a loss of money.

    Nor does who orders somebody to do something order goods, or what stays open open.

    Args:
        t: The text.
        trigger: The word that announces the claim.
        kind: The kind of claim.
    """
    lemma = t.a.lemma[trigger]
    if kind is Kind.SUPPLY and _commands(t, trigger):
        return True
    if kind is Kind.FACILITY and t.a.lemma[t.a.head[trigger]] in _words()["staying.words"]:
        return t.a.pos[trigger] == "ADJ"
    if lemma not in _words().get(f"senses.{kind}", ()):
        return False
    near = {t.a.lower[k] for i in (trigger, *t.a.kids[trigger]) for k in (i, *t.a.kids[i])}
    return not near & _words()[f"beside.{lemma}"]


def is_of_another(t: Text, row: Row) -> bool:
    """Tell whether what a company makes or opens is named as another's, where its sentence does not tell of it.

    "The Zenith car could be priced at $25,000" is no news of the Acme that the sentence before told of.
    """
    if KINDS[row.kind] not in _MADE or row.object is None or _is_here(row.subject, row.trigger):
        return False
    start = t.a.sents[t.a.sent[row.trigger]][0]
    for k in t.a.kids[row.object.at]:
        if t.a.dep[k] not in _OWNING or t.label[k] not in _NAMED or not _names_owner(t, k):
            continue
        entry = t.context.chains.at(t.tokens[t.root[k]])
        known = t.told().get(entry.chain) if entry is not None else None
        new = t.label[k] not in _MAKERS and (known is None or known.first >= start)
        if new or (t.label[k] in _MAKERS and known and known.chain != row.subject.chain):
            return True
    return False


def _names_owner(t: Text, i: int) -> bool:
    """Tell whether a name beside a thing may say whose it is: a "site in Gifhorn" is not Gifhorn's."""
    if t.a.dep[i] != "nmod":
        return True
    return any(t.a.lower[k] in _words()["things.owned_by"] for k in t.a.children(i, "case"))


def is_outsider(t: Text, row: Row) -> bool:
    """Tell whether a post is one of those who only speak of a company: "said analyst Jane Doe" is no post at Acme.

    It is one where the words name whose: "an analyst at Acme".
    """
    if t.a.lemma[row.trigger] not in _words()["outsiders.words"]:
        return False
    return (
        row.object is None
        or not _is_here(row.object, row.trigger)
        or t.far(row.object.at, row.trigger) > _TIED
    )


def is_the_deal(row: Row) -> bool:
    """Tell whether what is sold or bought is only the deal itself, or no thing: "the company is not for sale"."""
    thing = row.thing
    return (
        thing is not None
        and thing.label is None
        and thing.token.lemma_.lower() in _words()["things.deals"]
    )
