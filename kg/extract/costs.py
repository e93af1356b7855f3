"""Sums that stand apart from what they are of: "The plant will cost $3 billion", "It has ($9 million) from Acme".

What a plant or shop costs and what a suit asks for, the sentences after it tell. Where a sentence on a loan or a round names
one sum of money and no other claim takes it, that is what is given.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Sequence
from functools import cache

from spacy.tokens import Span as Sentence
from spacy.tokens import Token

from kg.extract import tree
from kg.extract.arrays import arrays, worded
from kg.extract.context import Context, joined_evidence, sentence_span
from kg.extract.following import completed
from kg.extract.sums import is_beside, pick_amounts
from kg.extract.times.words import load_toml
from kg.model import Claim, Kind, Modality, Polarity, Quantity
from kg.resolve.names import same_name

_NEAR = 6  # tokens before a sum in which a word says that it is of something else


@cache
def _words() -> dict[str, frozenset[str]]:
    found = load_toml("kg.extract", "carried.toml")["costs"]
    return {name: frozenset(words) for name, words in found.items() if isinstance(words, list)}


@cache
def _asking() -> frozenset[str]:
    """Return the verbs of what a suit asks for."""
    return frozenset(load_toml("kg.extract", "sums.toml")["damages"])


@cache
def _reach() -> int:
    return int(load_toml("kg.extract", "carried.toml")["costs"]["reach"])


def money_before(noun: Token, context: Context) -> Quantity | None:
    """Return the money right before a noun: "the $3 billion deal"."""
    for placed in context.amounts_near(noun):
        told = placed.mention
        gap = noun.idx - told.span.end
        if told.kind == "money" and told.converted_from is None and 0 <= gap <= 1:
            return told.quantity
    return None


def _own_cost(claim: Claim, thing: set[str], context: Context) -> Quantity | None:
    """Return the money before the plant in its own sentence: "dropped plans for a $3 billion joint plant"."""
    span, a = claim.evidence[0], arrays(context.doc)
    for placed in context.amounts:
        told = placed.mention
        if not span.start <= told.span.start < span.end:
            continue
        if told.kind != "money" or told.converted_from is not None:
            continue
        at = a.at_offset(told.span.end - 1) + 1
        last = min(at + _NEAR, a.sents[a.sent[at - 1]][1]) if at < len(a) else at
        for k in range(at, last):
            if a.pos[k] == "NOUN" and {a.lemma[k], a.lower[k]} & thing:
                return told.quantity
            if a.pos[k] not in ("ADJ", "NOUN", "PROPN", "PUNCT") or a.word[k] in (",", ";", "."):
                break
    return None


def _takes_up(token: Token, thing: set[str]) -> bool:
    """Tell whether a noun is the plant told before: "the plant", "this project"."""
    lemma = token.lemma_.lower()
    if token.pos_ != "NOUN" or not (lemma in thing or lemma in _words()["projects"]):
        return False
    others = tree.children(token, "nmod", "nmod:poss", "compound")
    if any(t.ent_type_ in ("COMPANY", "ORG") for t in others):
        return False  # "the Zenith plant"
    return any(t.lower_ in ("the", "this", "that") for t in tree.children(token, "det"))


def _outlay_told(noun: Token, context: Context) -> Quantity | None:
    """Return what all that is spent comes to: "the total investment will amount to (9)"; not "the cost of the merger"."""
    if noun.lemma_.lower() not in _words()["outlays"] or noun.dep_ not in ("nsubj", "nsubj:pass"):
        return None
    own = tree.children(noun, "det", "amod")
    if tree.children(noun, "nmod", "nmod:poss") or not any(
        t.lower_ in _words()["whole"] for t in own
    ):
        return None
    told, verb = noun.head, noun.head
    if tree.children(told, "cop"):
        sums = [p for p in context.amounts_near(noun) if p.root.i == told.i]
    elif verb.lemma_.lower() in _words()["amounting"]:
        sums = pick_amounts(verb, context, kinds={"money"})
    else:
        return None
    money = (p.mention for p in sums if p.mention.kind == "money" and not p.mention.converted_from)
    return next((m.quantity for m in money), None)


def _cost_told(sentence: Sentence, thing: set[str], context: Context) -> Quantity | None:
    """Return what a sentence says that the plant told before costs, or None."""
    for token in sentence:
        if (outlay := _outlay_told(token, context)) is not None:
            return outlay
        it = token.lower_ == "it" and token.i == sentence.start
        if not (it or _takes_up(token, thing)):
            continue
        verb = token.head
        if token.dep_ == "nsubj" and verb.lemma_.lower() in _words()["cost"]:
            found = pick_amounts(verb, context, kinds={"money"})
            if found:
                return found[0].mention.quantity
        if not it and (told := money_before(token, context)) is not None:
            return told
    return None


def _words_of(claim: Claim) -> set[str]:
    return {word.lower() for word in (claim.object or "").split()}


def _lacks_cost(claim: Claim) -> bool:
    """Tell whether a claim is of a plant, without a cost or size."""
    told = claim.kind is Kind.FACILITY and claim.amount is None and claim.object is not None
    return told and bool(claim.evidence)


def _wants_cost(claim: Claim) -> bool:
    """Tell whether a claim is of a plant that is built or opened, without a cost or size."""
    affirmed = claim.polarity is Polarity.AFFIRMED
    return _lacks_cost(claim) and affirmed and claim.action in _words()["actions"]


def _after(claim: Claim, known: Iterable[Claim], sentences: Sequence[Sentence]) -> list[Sentence]:
    """Return the sentences after a plant's, up to the one that tells another plant."""
    start = claim.evidence[-1].end
    later = [s for s in sentences if s.start_char >= start]
    others = [
        span.start
        for c in known
        if c.kind is Kind.FACILITY and c.object != claim.object
        for span in c.evidence
    ]
    first = min((at for at in others if at >= start), default=None)
    return [s for s in later[: _reach()] if first is None or s.start_char < first]


def _lone_sum(claim: Claim, known: Iterable[Claim], context: Context) -> Quantity | None:
    """Return the only money that a sentence on a loan or a round names, where nothing else takes it."""
    span = claim.evidence[0]
    told = [
        p
        for p in context.amounts
        if p.mention.kind == "money"
        and p.mention.converted_from is None
        and span.start <= p.mention.span.start < span.end
    ]
    if len(told) != 1:
        return None
    root, quantity = told[0].root, told[0].mention.quantity
    if is_beside(Kind.FUNDING, claim.object, root):
        return None  # "joined the round, which takes total funding to $9 million"
    near = root.doc[max(tree.starts(root), root.i - _NEAR) : min(tree.ends(root), root.i + _NEAR)]
    if any(t.lemma_.lower() in _words()["other_sums"] for t in near):
        return None  # "a flotation that could value it at $9 million"
    taken = [c for c in known if c.amount and any(e.start == span.start for e in c.evidence)]
    free = all(c.amount is None or c.amount.value != quantity.value for c in taken)
    return quantity if free else None


def with_funds(claims: Iterable[Claim], body: Context) -> tuple[Claim, ...]:
    """Return claims of loans and rounds with the one sum that their sentence names.

    Args:
        claims: The claims of one article.
        body: Its body.
    """
    known = tuple(claims)
    found = []
    for claim in known:
        wants = claim.kind is Kind.FUNDING and claim.amount is None and claim.evidence
        told = wants and claim.modality is not Modality.UNKNOWN
        amount = _lone_sum(claim, known, body) if told else None
        found.append(dataclasses.replace(claim, amount=amount) if amount else claim)
    return tuple(found)


def with_costs(claims: Iterable[Claim], body: Context) -> tuple[Claim, ...]:
    """Return claims of plants and shops with the costs that the next sentences tell.

    Args:
        claims: The claims of one article.
        body: Its body.
    """
    known = tuple(claims)
    if not any(_lacks_cost(claim) for claim in known):
        return known
    sentences, found = worded(body.doc), []
    for claim in known:
        if _lacks_cost(claim) and (own := _own_cost(claim, _words_of(claim), body)) is not None:
            found.append(dataclasses.replace(claim, amount=own))
            continue
        for sentence in _after(claim, known, sentences) if _wants_cost(claim) else ():
            cost = _cost_told(sentence, _words_of(claim), body)
            if cost is not None:
                evidence = joined_evidence(claim, sentence_span(sentence[0]))
                claim = dataclasses.replace(claim, amount=cost, evidence=evidence)  # noqa: PLW2901
                break
        found.append(claim)
    return tuple(found)


def with_damages(claims: Iterable[Claim], body: Context) -> tuple[Claim, ...]:
    """Return claims of suits with what the next sentences say that the plaintiff asks for.

    Args:
        claims: The claims of one article.
        body: Its body.
    """
    return completed(claims, body, _wants_damages, _with_damages)


def _wants_damages(claim: Claim) -> bool:
    """Tell whether a claim is of a suit without a sum."""
    return claim.action == "sues" and claim.amount is None and bool(claim.evidence)


def _with_damages(
    claim: Claim, known: Sequence[Claim], sentences: Sequence[Sentence], body: Context
) -> Claim:
    start = claim.evidence[-1].end
    suits = {c.object for c in known if c.action == "sues" and c.subject == claim.subject}
    later = [s for s in sentences if s.start_char >= start]
    for sentence in later[: _reach()] if len(suits) == 1 else ():
        for verb in sentence:
            if verb.lemma_.lower() not in _asking() or verb.pos_ != "VERB":
                continue
            asks = any(
                (e := body.chains.at(t)) is not None and same_name(e.name, claim.subject)
                for t in tree.agents(verb)
            )
            for_it = {t.lemma_.lower() for t in verb.subtree} & _words()["claimed"]
            sums = pick_amounts(verb, body, kinds={"money"}) if asks and for_it else []
            if sums:
                evidence = joined_evidence(claim, sentence_span(verb))
                amount = sums[0].mention.quantity
                return dataclasses.replace(claim, amount=amount, evidence=evidence)
    return claim
