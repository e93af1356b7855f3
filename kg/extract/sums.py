"""Which amounts belong to a trigger, by where they hang in the tree."""

from __future__ import annotations

import re
from collections.abc import Collection
from decimal import Decimal
from functools import cache

from spacy.tokens import Token

from kg.extract.amounts import AmountMention
from kg.extract.arrays import arrays
from kg.extract.context import Context, Placed
from kg.extract.frame import Frame
from kg.extract.scope import PATH, distance, governors
from kg.extract.times.words import load_toml
from kg.extract.tree import case_of
from kg.extract.wording import Filler
from kg.model import Kind, Quantity

_AMOUNT_PATH = PATH | frozenset(
    {"obj", "nsubj", "nsubj:pass", "appos", "conj", "acl", "obl:arg", "obl:agent", "iobj", "xcomp"}
    | {"det"}
)
_TRADE = re.compile(r"(?:er|or|ist|ian|ant|ee|man|resse)$")
_HOLDING = re.compile(
    r"\b(?:(?:wholly|fully|entirely)[ -]|(?P<half>half)[ -])owned(?: \w+){0,2}$"
    r"|\bsole (?:owner|shareholder|proprietor)$",
    re.IGNORECASE,
)
_EQUAL = re.compile(
    r" (?:in equal (?:parts|shares)|half and half|half-and-half|fifty-fifty|50[-–/:]50|equally)"
    r" (?:by|to|between) (?:[^\s,;.]+ ){1,8}and ",
    re.IGNORECASE,
)
_OF_WHICH = re.compile(r" (?:of (?:which|whose shares)|whose shares)(?: \w+){0,2} $", re.IGNORECASE)
_DEALS = (Kind.ACQUISITION, Kind.DIVESTITURE, Kind.MERGER)
_FIGURES = (Kind.RESULT, Kind.TARGET, Kind.MARKET_MOVE)
_DESCRIBING = ("acl", "acl:relcl")
_YEAR = re.compile(r"(?:19|20)\d\d")
_WORD_BACK = 90  # characters before and after a trigger that may tell how much is owned


@cache
def _nothing() -> frozenset[str]:
    return frozenset(load_toml("kg.extract", "scope.toml")["counts"]["nothing"])


@cache
def _worths() -> dict[str, frozenset[str]]:
    """Return the lists of `sums.toml`."""
    return {name: frozenset(words) for name, words in load_toml("kg.extract", "sums.toml").items()}


def _lemma(mention: AmountMention) -> str:
    """Return the last word of what a count counts, without the ending of the plural."""
    word = (mention.quantity.unit or "").lower().rpartition(" ")[2]
    return f"{word[:-3]}y" if word.endswith("ies") else word.rstrip("s")


def _suits(mention: AmountMention, kinds: Collection[str], units: Collection[str]) -> bool:
    if mention.kind not in kinds or mention.converted_from is not None:
        return False
    if mention.kind == "count" and _lemma(mention) in _nothing():
        return False
    if units and mention.kind == "count":
        unit = (mention.quantity.unit or "").lower()
        return any(unit.endswith(u) for u in units) if unit else "bare" in units
    return True


def _of_same_act(root: Token, trigger: Token, places: list[Token]) -> list[Token]:
    """Return the words above a trigger whose amounts are its own, too, with what stands nearer.

    In "sold the plant for $5 million and opened an office" what comes before the second verb
    belongs to the first; what follows both may be of both.
    """
    if root.i > trigger.i:
        return places
    shared = next((n for n, t in enumerate(places) if t.dep_ == "conj" and t.pos_ == "VERB"), None)
    return places if shared is None else places[: shared + 1]


def _of_second(root: Token, trigger: Token, near: Token | None) -> bool:
    """Tell whether a count is of a second act, and of no thing that both share: "opened an office and hired (30 people)"."""
    for token in (root, *root.ancestors):
        if token.i == trigger.i or (near is not None and token.i == near.i):
            return False
        if token.dep_ == "conj" and token.pos_ == "VERB" and token.head.i == trigger.i:
            return token.i > trigger.i
    return False


def _paid(trigger: Token) -> list[Token]:
    """Return what tells the cost of an act: "paid $3 billion (to buy it)", "a $3 million order (to supply it)"."""
    to = next((c for c in trigger.children if c.dep_ == "mark" and c.lower_ == "to"), None)
    above = trigger.head
    if to is None or trigger.dep_ != "advcl" or above.i > to.i:
        return []
    before = trigger.doc[to.i - 1]
    while before.pos_ in ("NUM", "SYM") and before.head.i != above.i and before.head.i < to.i:
        before = before.head  # "agreed a price of $3 billion (to buy it)"
    noun = before.pos_ == "NOUN" and before.head.i == above.i and before.dep_ == "obj"
    return [before] if noun else [above] if above.lemma_.lower() in _worths()["paying"] else []


def pick_amounts(
    trigger: Token,
    context: Context,
    near: Token | None = None,
    *,
    kinds: Collection[str],
    units: Collection[str] = (),
) -> list[Placed[AmountMention]]:
    """Return the amounts that belong to a trigger, nearest first, prices of a share last.

    Args:
        trigger: The word that announces the claim.
        context: Its text.
        near: A word, such as the head of the object, whose amounts come first.
        kinds: Kinds of amount that count.
        units: For counts, endings of the units that count, and `bare` for a number
            without any; empty allows all.
    """
    above = governors(trigger)
    if "money" not in kinds and trigger.dep_ == "acl" and trigger.tag_ == "VBN":
        above = above[:2]  # "Acme, controlled by Zenith, aims for half of its sales abroad"
    places = [*([near] if near is not None else []), *above, *_paid(trigger)]
    found = []
    for placed in context.amounts_near(trigger):
        if not _suits(placed.mention, kinds, units):
            continue
        if placed.mention.kind == "count" and _of_second(placed.root, trigger, near):
            continue
        own = _of_same_act(placed.root, trigger, places)
        cost = distance(placed.root, own, _AMOUNT_PATH)
        if cost is not None:
            away = abs(placed.root.i - trigger.i)
            by_share = placed.mention.kind == "per_share" and "money" in kinds
            found.append((by_share, cost, away, placed.mention.span.start, placed))
    return [item[-1] for item in sorted(found, key=lambda item: item[:-1])]


def cut_by(trigger: Token, context: Context) -> list[Placed[AmountMention]]:
    """Return the bare number of people by which a workforce changes: "reduced its headcount by (2,000)"."""
    found = pick_amounts(trigger, context, kinds=("count",), units=("bare",))
    return [p for p in found if not p.mention.quantity.unit and case_of(p.root) == "by"]


def people_told(
    trigger: Token, obj: Filler | None, context: Context
) -> list[Placed[AmountMention]]:
    """Return how many people are taken on or let go, whatever their trade: "let (180 testers) go".

    They are what the verb tells of, or what the claim names.
    """
    heads = {trigger.i, trigger.head.i} | ({obj.token.i} if obj is not None else set())
    for placed in context.amounts_near(trigger):
        noun = placed.root.head if placed.root.dep_ == "nummod" else placed.root
        below = noun.head.i in heads and noun.dep_ in ("obj", "nsubj:pass", "nsubj")
        of_act = noun.head.i == trigger.i and noun.dep_ == "nmod" and case_of(noun) == "of"
        told = below or of_act or noun.i in heads
        if told and (placed.mention.kind == "people" or _is_trade(placed)):
            return [placed]
    return []


def _is_trade(placed: Placed[AmountMention]) -> bool:
    """Tell whether what a count counts are people by their trade: "testers", "waitresses"."""
    if placed.mention.kind != "count":
        return False
    lemma, words = _lemma(placed.mention), _worths()
    known = lemma in words["trades"] or _TRADE.search(lemma) is not None
    return known and lemma not in words["no_trades"]


_FEW = 100  # more things than these are sold or written, and not launched one by one


def counted(frame: Frame, obj: Filler | None, context: Context) -> Quantity | None:
    """Return how many things a claim of products or an aim is of: "launched (three) phones", "cancelled (two) films"."""
    kind, shown = frame.kind, frame.action in ("launches", "shows", "withdraws", "announces")
    if obj is None or obj.label or not (kind is Kind.TARGET or (kind is Kind.PRODUCT and shown)):
        return None
    for placed in context.amounts_near(obj.token):
        root, mention = placed.root, placed.mention
        noun = root.head if root.dep_ == "nummod" else root
        few = kind is Kind.TARGET or mention.quantity.value < _FEW
        if mention.kind == "count" and few and noun.i == obj.token.i and noun.pos_ == "NOUN":
            return mention.quantity
    return None


def figure_of(noun: Token, context: Context) -> Quantity | None:
    """Return the figure that a noun is tied to by "of" or "in": "(half) of its sales", "($9 million) in assets".

    Args:
        noun: The word for what is measured.
        context: Its text.
    """
    if noun.dep_ != "nmod" or case_of(noun) not in ("of", "in"):
        return None
    above = noun.head
    if above.lower_ == "worth" and above.i > 0:
        above = above.nbor(-1)
    for placed in context.amounts_near(noun):
        span = placed.mention.span
        if placed.mention.converted_from is None and span.start <= above.idx < span.end:
            return placed.mention.quantity
    return None


def whole_holding(trigger: Token, context: Context) -> Quantity | None:
    """Return how much of a thing its owner has, told by a word: "wholly owned", "half-owned", "sole owner"."""
    text = arrays(context.doc).text[max(0, trigger.idx - _WORD_BACK) : trigger.idx + len(trigger)]
    found = _HOLDING.search(text)
    if found is None:
        after = trigger.idx + len(trigger)
        text = arrays(context.doc).text[after : after + _WORD_BACK]
        return Quantity(value=Decimal(50), unit="percent") if _EQUAL.match(text) else None
    return Quantity(value=Decimal(50 if found["half"] else 100), unit="percent")


def part_of_which(trigger: Token, context: Context) -> Quantity | None:
    """Return the share that a relative clause tells before its verb: "Acme, (61 percent) of which is held by"."""
    for placed in context.amounts_near(trigger):
        end = placed.mention.span.end
        if placed.mention.kind != "percent" or end > trigger.idx:
            continue
        if _OF_WHICH.match(arrays(context.doc).text[end : trigger.idx]):
            return placed.mention.quantity
    return None


def equal_share(trigger: Token, context: Context) -> Quantity | None:
    """Return the share of a firm that a number of shares makes up: "2 million shares, equivalent to (9 percent)"."""
    text, equals = arrays(context.doc).text, tuple(sorted(_worths()["equals"]))
    for placed in context.amounts_near(trigger):
        start = placed.mention.span.start
        if placed.mention.kind == "percent" and start > trigger.idx:
            before = text[trigger.idx : start].rstrip()
            told = " shares" in before and before.endswith(equals)
            return placed.mention.quantity if told else None
    return None


def values_a_firm(root: Token) -> bool:
    """Tell whether a sum is what a firm is worth: "a round that values it (at $9 million)", "a valuation of $9 million".

    That of a deal is its price: "a deal valued at $9 million".
    """
    above, words = root.head, _worths()
    if above.lemma_.lower() in words["valuations"]:
        return True
    if above.pos_ != "VERB" or above.lemma_.lower() not in words["values"]:
        return False
    valued = [c for c in above.children if c.dep_ in ("obj", "nsubj:pass")]
    return any(c.lemma_.lower() not in words["deals"] for c in valued)


def prices_a_deal(root: Token) -> bool:
    """Tell whether a sum is the price of a deal: "the $9 billion takeover", which a court may stop."""
    above = root.head
    return above.pos_ == "NOUN" and above.lemma_.lower() in _worths()["priced"]


def sums_up(root: Token) -> bool:
    """Tell whether a sum is all that a firm ever got: "the round brings its total funding (to $9 million)"."""
    above, words = root.head, _worths()
    if above.lemma_.lower() not in words["sums_up"] or case_of(root) != "to":
        return False
    return any(
        c.dep_ in ("obj", "nsubj:pass", "nsubj") and c.lemma_.lower() in words["totals"]
        for c in above.children
    )


def is_of_part(kind: Kind, thing: str | None) -> bool:
    """Tell whether money goes into a firm, or buys a part of one.

    Example:
        >>> is_of_part(Kind.ACQUISITION, "Acme"), is_of_part(Kind.ACQUISITION, "9% stake in Acme")
        (False, True)
        >>> is_of_part(Kind.FUNDING, None)
        True
    """
    if kind in (Kind.FUNDING, Kind.INVESTMENT):
        return True
    parts = _worths()["parts"]
    words = (thing or "").lower().replace("%", " % ").split()
    return kind in (Kind.ACQUISITION, Kind.DIVESTITURE) and any(word in parts for word in words)


def is_beside(kind: Kind, thing: str | None, root: Token) -> bool:
    """Tell whether a sum is no price: what a firm, of which a part is sold, is worth, or got before.

    Nor is it how many are let go or closed if it is of all, or by how much fewer: "two-thirds of the 330 staff".
    """
    if kind in (Kind.LAYOFF, Kind.HIRING) and is_difference(root):
        return True
    if kind is Kind.FUNDING and (sums_up(root) or case_of(root) == "at" or _describes(root)):
        return True  # "sold new shares at $9 each"
    if kind in (Kind.FACILITY, Kind.LAYOFF) and _is_whole(root):
        return True
    if kind in _DEALS and (was_worth(root) or _finances(root)):
        return True
    if kind not in _FIGURES and root.dep_ == "nmod" and root.head.lower_ in _worths()["measures"]:
        return True  # "Acme, with sales of $9 million, has sued Zenith"
    return is_of_part(kind, thing) and values_a_firm(root)


def _describes(root: Token) -> bool:
    """Tell whether a sum says how big a firm or a deal is, and not what is lent: "the (9) bank took a loan", "debts of its (9) merger"."""
    doc, after = root.doc, arrays(root.doc).right[root.i] + 1
    nouns = [t for t in (root.head, doc[after] if after < len(doc) else root) if t.i > root.i]
    return any(t.lemma_.lower() in _worths()["described"] for t in nouns)


def _finances(root: Token) -> bool:
    """Tell whether a sum is what a deal is paid with, which may be a part of it: "financed in part by a loan of (9)"."""
    for token in root.ancestors:
        above = token.head
        by = token.dep_.startswith("obl") and case_of(token) in ("by", "with", "through", "from")
        if by and above.lemma_.lower() in _worths()["financing"]:
            return True
        if token.pos_ not in ("NOUN", "PROPN"):
            return False
    return False


def was_worth(root: Token) -> bool:
    """Tell whether a sum is what a firm was worth before: "once valued at (3)", "a startup valued at (3) in 2021"."""
    above, words = root.head, _worths()
    worth = above.lemma_.lower() in words["values"] and above.pos_ == "VERB"
    if worth and case_of(root) == "for":
        return False  # "bought Acme, once valued at $9 million, for (3)", of which trees make one clause
    if above.lemma_.lower() in words["valuations"] | words["values"] and above.pos_ == "NOUN":
        above, worth = above.head, True  # "once had a market value of (3)"
    told = above if worth else root
    before = {c.lower_ for c in (*told.children, *root.children) if c.i < root.i}
    if (worth or "worth" in before) and before & words["once"]:
        return True
    if not worth or above.dep_ not in _DESCRIBING or above.head.lemma_.lower() in words["deals"]:
        return False
    return any(c.dep_.startswith("obl") and _YEAR.fullmatch(c.text) for c in above.children)


def of_deal_before(root: Token, trigger: Token) -> bool:
    """Tell whether a sum is the price of another deal in what is told of a verb's subject: "Acme, bought for (3), was sold"."""
    verb = root.head
    if verb.pos_ != "VERB" or verb.i >= trigger.i or verb.dep_ not in _DESCRIBING:
        return False
    if verb.lemma_.lower() not in _worths()["trading"]:
        return False
    return verb.head.head.i == trigger.i and verb.head.dep_ in ("nsubj", "nsubj:pass")


def is_difference(root: Token) -> bool:
    """Tell whether a count says only by how much one is less or more than another: "(5,000) fewer than a year before"."""
    a = arrays(root.doc)
    behind = a.lower[root.i + 1 : root.i + 3]
    return len(behind) > 1 and behind[0] in ("fewer", "more", "less") and behind[1] == "than"


def _is_whole(root: Token) -> bool:
    """Tell whether a count is of all things of which some are told: the 8,600 of "a number of its (8,600) shops"."""
    noun = root.head if root.dep_ == "nummod" else root
    if noun.dep_ not in ("nmod", "obl") or case_of(noun) != "of":
        return False
    above = noun.head
    return above.pos_ == "NUM" or above.lemma_.lower() in _worths()["shares_of"]


def signed(quantity: Quantity, sign: int) -> Quantity:
    """Return a quantity with the sign of a frame, -1 for falls."""
    if sign >= 0 or quantity.value < 0:
        return quantity
    return Quantity(value=-quantity.value, unit=quantity.unit, bound=quantity.bound)


def amount_before(party: Token, frame: Frame, context: Context) -> Placed[AmountMention] | None:
    """Return the amount just before a party's "by", or a share behind an owner.

    "Owned 60 percent by X and 40 percent by Y"; "its owners are X (60 percent) and Y - 40 percent".
    """
    if frame.kind is Kind.OWNERSHIP and (behind := _share_behind(party, context)) is not None:
        return behind
    case = next((c for c in party.children if c.dep_ == "case" and c.lower_ == "by"), None)
    if case is None or case.i == 0:
        return None
    before = party.doc[case.i - 1].idx
    for placed in context.amounts:
        span = placed.mention.span
        ends = span.start <= before < span.end
        if ends and placed.mention.kind in frame.amount and placed.mention.quantity is not None:
            return placed
    return None


def _share_behind(party: Token, context: Context) -> Placed[AmountMention] | None:
    """Return the share behind a name and a dash, colon or bracket: "Acme - (60 percent), Zenith - (40 percent)"."""
    a = arrays(party.doc)
    sign = a.name(party.i)[1]
    if not a.label[party.i] or sign + 1 >= len(a) or a.word[sign] not in _BEFORE_SHARE:
        return None
    start = a.idx[sign + 1]
    shares = (p for p in context.amounts_near(party) if p.mention.kind == "percent")
    return next((p for p in shares if p.mention.span.start == start), None)


_BEFORE_SHARE = ("-", "–", "—", ":", "(")


def amount_touching(trigger: Token, frame: Frame, context: Context) -> Quantity | None:
    """Return the amount that ends just before a trigger: "70% owned by the state"."""
    if trigger.i == 0 or trigger.tag_ not in ("VBN", "JJ"):
        return None
    before = trigger.doc[trigger.i - 1].idx
    for placed in context.amounts:
        span = placed.mention.span
        if span.start <= before < span.end and placed.mention.kind in frame.amount:
            return signed(placed.mention.quantity, frame.sign)
    return None
