"""What other sentences of an article add to a claim: the price of a deal, the day of a report.

News names the parties first and the price in a sentence of its own: "The deal is worth
$3 billion", "Acme is to pay $3 billion". And a report on the day's trading names the
day once, for all the moves that it tells.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from typing import Any

from spacy.tokens import Span as Sentence
from spacy.tokens import Token

from kg.extract import tree
from kg.extract.arrays import arrays, sentence_spans, worded
from kg.extract.carried_times import DEALS as _DEALS
from kg.extract.carried_times import carry_times, sold_and_bought
from kg.extract.causes import of_causes
from kg.extract.context import Context, joined_evidence, sentence_span
from kg.extract.costs import money_before, with_costs, with_damages, with_funds
from kg.extract.first_days import with_first_days
from kg.extract.forfeits import pays_forfeit
from kg.extract.recalled import with_counts
from kg.extract.site_days import with_site_days
from kg.extract.sold import shared_terms
from kg.extract.sums import pick_amounts
from kg.extract.times import TimeMention
from kg.extract.times.words import load_toml
from kg.model import Claim, Kind, Modality, Polarity, Quantity, Span, TimeSpan
from kg.resolve.names import same_name


@cache
def _words() -> dict[str, Any]:
    found = load_toml("kg.extract", "carried.toml")
    return {
        "deals": frozenset(found["prices"]["deals"]),
        "prices": frozenset(found["prices"]["prices"]),
        "worth": frozenset(found["prices"]["worth"]),
        "pay": frozenset(found["prices"]["pay"]),
        "between": frozenset(found["prices"]["between"]),
        "near": int(found["prices"]["near"]),
        "least": int(found["prices"]["least"]),
        "reach": int(found["prices"]["reach"]),
        "lead": int(found["days"]["lead"]),
        "back": int(found["days"]["back"]),
        "beside": int(found["days"]["beside"]),
        "that_day": tuple(found["days"]["that_day"]),
        "that_news": tuple(found["days"]["that_news"]),
        "traded": tuple(found["days"]["traded"]),
    }


def _money(trigger: Token, context: Context) -> Quantity | None:
    found = pick_amounts(trigger, context, kinds={"money"})
    return found[0].mention.quantity if found else None


def _is_the_deal(token: Token) -> bool:
    """Tell whether a noun takes a deal up again: "the deal", "this merger"."""
    known = token.pos_ == "NOUN" and token.lemma_.lower() in _words()["deals"]
    return known and any(t.lower_ in ("the", "this", "that") for t in tree.children(token, "det"))


def _is_its_price(token: Token) -> bool:
    """Tell whether a noun is the price of the deal told before: "the price was", "the price for Zenith"."""
    if token.pos_ != "NOUN" or token.lemma_.lower() not in _words()["prices"]:
        return False
    known = any(t.lower_ in ("the", "this") for t in tree.children(token, "det"))
    return known and not any(
        tree.case_of(t) == "of" and t.lemma_.lower() not in _words()["deals"]
        for t in tree.children(token, "nmod")
    )


def _is_sum(noun: Token, context: Context) -> Quantity | None:
    """Return the money that a noun is told to be: "the price was ($3 billion)"."""
    if not tree.children(noun.head, "cop") or noun.dep_ not in ("nsubj", "nsubj:outer"):
        return None
    for placed in context.amounts_near(noun):
        told = placed.mention
        inside = told.span.start <= noun.head.idx < told.span.end
        if inside and told.kind == "money" and told.converted_from is None:
            return told.quantity
    return None


def _price_beside(noun: Token, context: Context) -> Quantity | None:
    """Return the money after "the deal, worth" or "the deal values Acme at", whatever the tree says."""
    doc, end = noun.doc, tree.ends(noun)
    if noun.i == tree.starts(noun) or doc[noun.i - 1].lower_ not in ("the", "this", "that"):
        return None
    at = noun.i + 1
    while at < end and (doc[at].lower_ in _words()["between"] or doc[at].pos_ == "AUX"):
        at += 1
    if at >= end or doc[at].lemma_.lower() not in _words()["worth"]:
        return None
    last = doc[min(end, at + _words()["near"]) - 1].idx
    for placed in context.amounts_near(noun):
        told = placed.mention
        if told.kind == "money" and doc[at].idx < told.span.start <= last:
            return told.quantity
    return None


def _paid(verb: Token, claim: Claim, context: Context) -> bool:
    """Tell whether a party of a deal pays, or the one who sells is paid."""
    parties = tree.agents(verb)
    if claim.kind is Kind.DIVESTITURE:
        objects = tree.children(verb, "obj")  # "Acme will pay Zenith $3 million": often two objects
        parties = [*parties, *(tree.children(verb, "iobj") or objects[:-1])]
    entries = (context.chains.at(t) for t in parties)
    return any(
        e is not None and name is not None and same_name(e.name, name)
        for e in entries
        for name in (claim.subject, claim.object)
    )


def _price_told(claim: Claim, sentence: Sentence, context: Context) -> Quantity | None:
    """Return the price that a sentence after a deal gives for it, or None."""
    for token in sentence:
        if _is_the_deal(token) or _is_its_price(token):
            verbs = [token.head, *tree.children(token, "acl", "acl:relcl", "amod")]
            told = (v for v in verbs if v.lemma_.lower() in _words()["worth"])
            price = next((p for v in told if (p := _money(v, context)) is not None), None)
            price = price or money_before(token, context) or _is_sum(token, context)
            price = price or _price_beside(token, context)
        elif token.lower_ == "it" and token.dep_ == "obj":
            priced = token.head.lemma_.lower() in _words()["worth"]
            known = any(_is_its_price(t) for t in sentence if t.i < token.i)
            price = _money(token.head, context) if priced and known else None
        elif token.lemma_.lower() in _words()["deals"]:
            price = _price_beside(token, context)
        elif token.pos_ == "VERB" and token.lemma_.lower() in _words()["pay"]:
            paid = _paid(token, claim, context) and not pays_forfeit(token)
            price = _money(token, context) if paid else None
        else:
            continue
        if price is not None:
            return price
    return None


def _after(claim: Claim, context: Context) -> Iterator[Sentence]:
    """Yield the sentences that follow the first evidence of a claim, as far as a price may be."""
    start = claim.evidence[0].end
    later = (s for s in worded(context.doc) if s.start_char >= start)
    for sentence, _ in zip(later, range(_words()["reach"]), strict=False):
        yield sentence


def _priced(claim: Claim, context: Context, others: list[Span]) -> Claim:
    for sentence in _after(claim, context):
        span = sentence_span(sentence[0])
        if any(span.overlaps(other) for other in others):
            return claim  # another deal begins here
        price = _price_told(claim, sentence, context)
        if price is not None and price.value >= _words()["least"]:
            evidence = joined_evidence(claim, span)
            return dataclasses.replace(claim, amount=price, evidence=evidence)
    return claim


def _unpriced(claim: Claim) -> bool:
    """Tell whether a claim has no price, or only one that can be no more than that of a share."""
    amount = claim.amount
    if amount is None:
        return True
    money = amount.unit is not None and len(amount.unit) == 3 and amount.unit.isupper()
    return money and abs(amount.value) < _words()["least"]


def _same_deal(one: Claim, two: Claim) -> bool:
    names = [name for name in (two.subject, two.object) if name]
    return any(same_name(one.object or one.subject, name, is_object=True) for name in names)


def _days(sentence: Sentence, context: Context) -> list[TimeSpan]:
    """Return the single days that a sentence names, up to the article's own, for what happened last."""
    limit = context.article.date or dt.date.max
    causes = of_causes(sentence, context)
    told = (
        p.mention.value
        for p in context.times_in(sentence)
        if p.mention.span.start not in causes
        and not (p.mention.recurring or _is_dateline(p.mention, context) or _is_before(p.root))
    )
    return [
        value
        for value in told
        if value is not None and value.earliest == value.latest and (value.latest or limit) <= limit
    ]


def _is_before(time: Token) -> bool:
    """Tell whether a time is that of something that came before what is told: "it had said on Monday"."""
    verb = time.head
    return verb.i < time.i and any(c.lower_ == "had" for c in tree.children(verb, "aux"))


def _is_dateline(mention: TimeMention, context: Context) -> bool:
    """Tell whether a day only dates the article: "Tuesday, May 5" on a line of its own, "LYON, May 5 (News) -"."""
    text, span = arrays(context.doc).text, mention.span
    before = text[: span.start].rpartition("\n")[2]
    return before.upper() == before and bool(_DATED.match(text, span.end))


def _lasts(sentence: Sentence, context: Context) -> bool:
    """Tell whether a sentence says how long a move took: "dropped 28 percent in a day"."""
    told = [p.mention for p in context.times_in(sentence) if p.mention.period]
    within = (m.words.lower().startswith(_WITHIN) and not m.recurring for m in told)
    return len(context.amounts_in(sentence)) == 1 and any(within)


def _day_of_move(claim: Claim, known: Sequence[Claim], context: Context) -> TimeSpan | None:
    """Return the day of a move of shares: the last one told for "that day", else the lead's.

    Before the lead's comes that of another move told just before.

    Markets are closed on Saturday and Sunday, so a lead that names one of these
    tells of something else.
    """
    start = claim.evidence[0].start if claim.evidence else 0
    sentences = sentence_spans(context.doc)
    own = next((s for s in sentences if s.start_char <= start < s.end_char), None)
    if own is not None and _lasts(own, context):
        return None
    if own is not None and _says(own, "that_day"):
        before = [s for s in sentences if s.start < own.start][-_words()["back"] :]
        told = [day for sentence in before for day in _days(sentence, context)]
        return told[-1] if told else None
    if (beside := _day_beside(own, known, sentences)) is not None:
        return beside
    leads = sentences[: _words()["lead"]]
    time = next((day for s in leads for day in _days(s, context)), None)
    if own is None or time is None or time.earliest is None:
        return None
    # After a day that is over shares may have moved on any, unless it is that of trading or of the news.
    tied = time.earliest == context.article.date or _says(own, "that_news")
    tied = tied or any(_says(s, "traded") for s in leads)
    return time if tied and time.earliest.weekday() < _SATURDAY else None


def _day_beside(
    own: Sentence | None, known: Sequence[Claim], sentences: Sequence[Sentence]
) -> TimeSpan | None:
    """Return the day of a move of other shares in the same sentence or those just before."""
    if own is None:
        return None
    first = sentences[max(0, sentences.index(own) - _words()["beside"])].start_char
    told = [
        (c.evidence[0].start, c.time)
        for c in known
        if c.kind is Kind.MARKET_MOVE
        and c.modality is Modality.ASSERTED
        and c.time is not None
        and c.time.earliest == c.time.latest
        and c.evidence
        and first <= c.evidence[0].start < own.end_char
    ]
    return max(told, key=lambda item: item[0])[1] if told else None


_SATURDAY = 5
_WITHIN = ("in ", "over ", "within ", "during ")
_DATED = re.compile(r"[ \t]*(\n|\(|-|–|—)")


def _says(sentence: Sentence, phrases: str) -> bool:
    """Tell whether a sentence has a phrase of a list: "that day" counts from a day told before."""
    text = " ".join(sentence.text.lower().split())
    return any(phrase in text for phrase in _words()[phrases])


def carry(claims: Iterable[Claim], body: Context) -> tuple[Claim, ...]:
    """Return claims with what other sentences of the body add to them.

    Times come last (`kg.extract.carried_times`). A deal without a price takes the one that a sentence shortly after gives for
    "the deal" or for what a party pays, unless another deal is told in between. A
    move of shares without a time takes the day that "that day" means, else the one
    that the lead names.

    Args:
        claims: The claims of one article.
        body: Its body.
    """
    known = shared_terms(claims)
    found = []
    for claim in known:
        affirmed = claim.polarity is Polarity.AFFIRMED
        priced = claim.kind in _DEALS or (claim.kind is Kind.LEGAL and claim.action == "settles")
        if priced and _unpriced(claim) and claim.evidence and affirmed:
            others = [
                span
                for other in known
                if other.kind in _DEALS
                and not (_same_deal(claim, other) or sold_and_bought(claim, other))
                for span in other.evidence
            ]
            found.append(_priced(claim, body, others))
        elif claim.kind is Kind.MARKET_MOVE and claim.time is None:
            told = claim.modality is Modality.ASSERTED and claim.period is None
            day = _day_of_move(claim, known, body) if told else None
            found.append(dataclasses.replace(claim, time=day) if day is not None else claim)
        else:
            found.append(claim)
    summed = with_counts(with_funds(found, body), body)
    begun = with_first_days(with_damages(with_costs(summed, body), body), body)
    return carry_times(with_site_days(begun, body), body)
