"""Complete what a candidate leaves to earlier sentences: "the news", "the fray", a maker unnamed.

Coreference of names is done before frames match; this module handles words
that stand for a whole claim, for a field, or that leave out who acts.
"""

from __future__ import annotations

import dataclasses
import tomllib
from collections.abc import Sequence
from functools import cache
from importlib import resources
from typing import Any

from spacy.tokens import Token

from kg.extract import discourse, matters, succession, tree
from kg.extract.arrays import arrays, sentence_spans
from kg.extract.calendar_sense import settle
from kg.extract.concerned import of_company
from kg.extract.context import Context
from kg.extract.match import Candidate
from kg.extract.matters import with_object
from kg.extract.offices import misread
from kg.extract.tree import case_of, possessors
from kg.extract.wording import Filler, phrase_of
from kg.model import Dropped, Kind, Modality, Span, TimeSpan
from kg.resolve.names import same_name

_INTENDED = frozenset({Modality.PLANNED, Modality.TARGETED})
_NAMED_WITHIN = 2  # sentences after a description in which its name may come


@cache
def _words() -> dict[str, Any]:
    text = resources.files("kg.extract").joinpath("anaphora.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


def _sentence_number(context: Context) -> dict[int, int]:
    return {start: number for number, (start, _) in enumerate(arrays(context.doc).sents)}


def _is_bare(token: Token) -> bool:
    """Tell whether a noun comes without anything that says which one, beyond "the" or "this".

    Where it was told ("the news on the network") says nothing of what it is.
    """
    plain = ("det", "case", "punct", "advmod", "conj", "cc", "appos")
    return all(
        c.dep_ in plain
        or (c.dep_ in ("nmod", "obl") and case_of(c) not in ("of", "about", "regarding", "for"))
        for c in token.children
    )


def _points_back(token: Token) -> bool:
    """Tell whether a description points to what was just told of: "this car"."""
    return any(
        c.dep_ == "det" and c.lower_ in ("this", "that", "these", "those") for c in token.children
    )


def _product_before(
    earlier: Sequence[Candidate], numbers: dict[int, int], here: int
) -> Filler | None:
    """Return the named product that the sentence or two before are about."""
    for other in reversed(earlier):
        if here - numbers[tree.starts(other.trigger)] > 2:
            return None
        if other.object is not None and other.claim.object_type == "PRODUCT":
            return other.object
    return None


def _market_before(token: Token, context: Context) -> str | None:
    """Return the field named in full in the sentences before, such as "electric car market"."""
    words = _words()
    sents = [s for s in sentence_spans(context.doc) if s.start <= token.i][-(words["reach"] + 1) :]
    for sent in reversed(sents):
        for word in reversed(list(sent)):
            if word.i < token.i and word.lemma_.lower() in words["markets"] and not _is_bare(word):
                return phrase_of(word, context)
    return None


def _complete_measure(
    candidate: Candidate, earlier: Sequence[Candidate], context: Context
) -> Candidate:
    """Take what a goal counts from the figure told before: "aims for 300,000" deliveries.

    So it is where the aim is a bare number, or only called a target.
    """
    obj, amount = candidate.object, candidate.claim.amount
    if candidate.claim.kind is not Kind.TARGET or obj is None or amount is None:
        return candidate
    within = {t.lemma_.lower() for t in obj.token.subtree} & set(_words()["measures"])
    goal = obj.token.lemma_.lower() in _words()["goals"] and not within
    if not (goal or obj.token.pos_ == "NUM"):
        return candidate
    for other in reversed(earlier):
        told = other.claim
        if told.kind not in (Kind.RESULT, Kind.TARGET) or told.amount is None or not told.object:
            continue
        counts = told.amount.unit == amount.unit or (amount.unit is None and told.amount.unit)
        own = told.subject == candidate.claim.subject
        brand = not goal and not own and _is_brand_of(other, candidate)
        if not counts or not (own or brand) or told.object[0].isdigit():
            continue
        claim = dataclasses.replace(
            candidate.claim,
            amount=dataclasses.replace(amount, unit=amount.unit or told.amount.unit),
            time=candidate.claim.time or _due_of_goal(candidate, other, context),
        )
        candidate = dataclasses.replace(candidate, claim=claim)
        if brand:
            claim = dataclasses.replace(claim, subject=told.subject, subject_type=told.subject_type)
            candidate = dataclasses.replace(candidate, claim=claim, subject=other.subject)
        return with_object(candidate, told.object, told.object_type)
    return candidate


def _is_brand_of(other: Candidate, candidate: Candidate) -> bool:
    """Tell whether the figure just told is that of a brand of those who aim at a number.

    "Comet, the brand of Acme, sold 70,000. Acme had aimed for 90,000."
    """
    brand = other.subject.token
    near = 0 < tree.starts(candidate.trigger) - tree.ends(brand) + 1 <= 1
    owner = candidate.claim.subject.split()[0]
    return near and any(
        noun.lemma_.lower() in _words()["brands"] and any(t.text == owner for t in noun.subtree)
        for noun in brand.children
        if noun.dep_ == "appos"
    )


def _due_of_goal(candidate: Candidate, other: Candidate, context: Context) -> TimeSpan | None:
    """Return the days for which a goal is set: its own, or those of the aim or figure told before.

    "Its target for the past year was raised. In April it stood at 90": the days of the target.
    """
    goal = candidate.object.token if candidate.object else candidate.trigger
    for placed in context.times_near(goal):
        if placed.root.head.i == goal.i and case_of(placed.root) in ("for", "in", "by"):
            return placed.mention.value
    here = tree.starts(goal) - tree.ends(other.trigger)
    if goal.pos_ == "NUM":
        perfect = any(c.lower_ == "had" for c in candidate.trigger.children)
        return other.claim.time if perfect and other.claim.kind is Kind.RESULT else None
    same = other.claim.kind is Kind.TARGET and here <= 1
    return other.claim.time if same and not possessors(goal) else None


def _complete_object(
    candidate: Candidate, earlier: Sequence[Candidate], context: Context, numbers: dict[int, int]
) -> Candidate:
    obj = candidate.object
    if obj is None or obj.label is not None:
        return candidate
    if candidate.claim.kind is Kind.PRODUCT and _points_back(obj.token):
        here = numbers[tree.starts(candidate.trigger)]
        product = _product_before(earlier, numbers, here)
        if product is not None:
            return with_object(candidate, product.text, product.label)
    if not _is_bare(obj.token):
        return candidate
    if candidate.claim.kind is Kind.STANCE:
        return matters.called_so(candidate, obj.token, earlier, numbers)
    field = obj.token.lemma_.lower() in _words()["fields"]
    told = candidate.claim.kind is Kind.DEVELOPMENT and field
    market = _market_before(obj.token, context) if told else None
    return with_object(candidate, market, None) if market else candidate


def _names_given(context: Context) -> dict[str, tuple[int, Filler]]:
    """Return what descriptions are called: by noun, the sentence and name of "X, as the service is called"."""
    numbers = _sentence_number(context)
    found: dict[str, tuple[int, Filler]] = {}
    for name in context.doc.ents:
        if name.label_ != "PRODUCT":
            continue
        rest = context.doc[name.end : name.end + 6]
        words = [t.lower_ for t in rest]
        if words[:3] != [",", "as", "the"] or len(words) < 6:
            continue
        if words[4] in ("is", "was") and words[5] in ("called", "known", "named", "dubbed"):
            filler = Filler(name.text, name.label_, name.root)
            found.setdefault(rest[3].lemma_.lower(), (numbers[tree.starts(name.root)], filler))
    return found


def _complete_name(
    candidate: Candidate, names: dict[str, tuple[int, Filler]], numbers: dict[int, int]
) -> Candidate:
    """Give a thing described first the name that the text gives it a sentence or two later."""
    obj = candidate.object
    if obj is None or obj.label is not None or candidate.claim.kind is not Kind.PRODUCT:
        return candidate
    where, name = names.get(obj.token.lemma_.lower(), (-1, None))
    if name is None or not 0 <= where - numbers[tree.starts(candidate.trigger)] <= _NAMED_WITHIN:
        return candidate
    return with_object(candidate, name.text, name.label)


def _complete_role(candidate: Candidate, others: Sequence[Candidate]) -> Candidate:
    """Take the position that somebody leaves, and where, from what the text says they hold."""
    claim = candidate.claim
    if claim.kind is not Kind.DEPARTURE or (claim.role and claim.object):
        return candidate
    for other in others:
        held = other.claim
        if (
            held.kind is not Kind.ROLE
            or not held.role
            or not same_name(held.subject, claim.subject)
            or misread(other)
        ):
            continue
        if claim.object and held.object and not same_name(held.object, claim.object):
            continue
        if claim.role and not same_name(held.role, claim.role, is_object=True):
            continue
        filled = dataclasses.replace(
            claim, role=claim.role or held.role, object=held.object, object_type=held.object_type
        )
        return dataclasses.replace(candidate, claim=filled, object=candidate.object or other.object)
    return candidate


def _maker(candidate: Candidate, others: Sequence[Candidate]) -> Filler | None:
    """Return who is said elsewhere to make or show the object of a claim without an agent."""
    wanted = candidate.claim.object
    for other in others:
        if other.claim.kind not in (Kind.PRODUCT, Kind.DEVELOPMENT) or not other.claim.subject:
            continue
        if wanted and other.claim.object and same_name(wanted, other.claim.object, is_object=True):
            return other.subject
    return None


def _promiser(
    candidate: Candidate, earlier: Sequence[Candidate], numbers: dict[int, int]
) -> Filler | None:
    """Return whose promise it is that "the promise was not met" tells of: that of the last plan."""
    if candidate.claim.kind is not Kind.TARGET:
        return None
    here = numbers[tree.starts(candidate.trigger)]
    for other in reversed(earlier):
        if here - numbers[tree.starts(other.trigger)] > _words()["reach"]:
            return None
        if other.claim.modality in _INTENDED and other.claim.subject:
            same = [c for c in earlier if c.trigger.i == other.trigger.i and c.claim.subject]
            return same[0].subject
    return None


def _maker_in_mind(candidate: Candidate, context: Context) -> Filler | None:
    """Return the organization that the text is about where a named product has no maker.

    It must be what the whole article is about, too: whoever merely acts nearby
    is a guess, and a maker is not to be guessed.
    """
    if candidate.claim.object_type != "PRODUCT" or candidate.object is None:
        return None
    if _may_be_maker(candidate.object, context):
        return None
    entry, topic = discourse.organization_about(candidate.trigger, context), context.chains.topic
    if entry is None or topic is None or entry.chain != topic.chain:
        return None
    return Filler(entry.name, entry.label, candidate.trigger)


def _may_be_maker(product: Filler, context: Context) -> bool:
    """Tell whether a name for a product may be that of its maker: the first "the Acme car" of a text.

    Such a name stands before a noun that says what the product is and was not told before,
    while another thing of that kind was: "its electric car. (...) The Acme car".
    """
    named = [t for t in (product.token, *product.token.children) if t.ent_type_ == "PRODUCT"]
    word = next((t for t in named if t.dep_ == "compound" and t.head.pos_ == "NOUN"), None)
    if word is None or any(c.isdigit() for c in product.text):
        return False
    others = context.doc[: tree.starts(word)]
    if not any(t.pos_ == "NOUN" and t.lemma_ == word.head.lemma_ for t in others):
        return False
    entry = context.chains.at(word)
    return entry is not None and not any(
        m.chain == entry.chain and m.span.end <= word.sent.start_char
        for m in context.chains.mentions
    )


def _later(found: Sequence[Candidate | Dropped]) -> list[Candidate]:
    return [c for c in found if isinstance(c, Candidate) and c.claim.subject]


def complete(found: Sequence[Candidate | Dropped], context: Context) -> list[Candidate | Dropped]:
    """Return candidates with their anaphora resolved.

    Orphans without a maker are dropped, and so is a Stance on nothing that the text tells of.
    """
    numbers = _sentence_number(context)
    names = _names_given(context)
    done: list[Candidate | Dropped] = []
    earlier: list[Candidate] = []
    later = _later(found)
    for item in found:
        if isinstance(item, Dropped):
            done.append(item)
            continue
        candidate = matters.completed(matters.in_person(item), earlier, numbers, context)
        candidate = _complete_name(candidate, names, numbers)
        candidate = _complete_object(candidate, earlier, context, numbers)
        candidate = _complete_measure(candidate, earlier, context)
        candidate = of_company(settle(candidate, context), context)
        candidate = _complete_role(candidate, [*reversed(earlier), *later])
        candidate = succession.complete(candidate, [*reversed(earlier), *later], context)
        candidate = succession.beside(candidate, earlier)
        if not candidate.claim.subject:
            maker = _maker(candidate, [*reversed(earlier), *later])
            maker = maker or _promiser(candidate, earlier, numbers)
            maker = maker or _maker_in_mind(candidate, context)
            if maker is None:
                done.append(_dropped(candidate, context, "the text does not say who does it"))
                continue
            claim = dataclasses.replace(
                candidate.claim, subject=maker.text, subject_type=maker.label
            )
            candidate = dataclasses.replace(candidate, subject=maker, claim=claim)
        if candidate.claim.kind is Kind.STANCE and candidate.claim.object is None:
            done.append(_dropped(candidate, context, "the text does not say what it is about"))
            continue
        earlier.append(candidate)
        done.append(candidate)
    return done


def _dropped(candidate: Candidate, context: Context, reason: str) -> Dropped:
    token = candidate.trigger
    return Dropped(
        article=candidate.claim.article,
        span=Span(token.idx, token.idx + len(token)),
        field=context.field,
        reason=reason,
        kind=candidate.claim.kind,
        found_by=candidate.frame.id,
    )
