"""The figures of a measure, by the order of words: "revenue rose 5 percent to $3 billion".

Trees hang figures in many ways, and a sentence of account has several; what
stands between a measure and a figure tells more surely whether the two belong
together. Each figure is one claim: a change, a level, last year's level.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Collection, Iterator
from decimal import Decimal

from spacy.tokens import Token

from kg.extract import tree
from kg.extract.amounts import AmountMention
from kg.extract.arrays import arrays
from kg.extract.context import Context, Placed
from kg.extract.expected import beyond
from kg.extract.stretch import (
    REACH,
    figure_words,
    is_at,
    is_own_move,
    moves,
    past_aside,
    past_conversions,
    past_place,
    shared_move,
)
from kg.model import Quantity

_MISSES = frozenset({"better", "worse", "short", "shy", "ahead"})
_ON = 16  # tokens after a figure in which the next may stand: "or 9 cents a share, for the quarter, versus"
_OWNER = 9  # tokens after a measure in which the name of its owner may stand
_EACH = 5  # tokens from "per" to the end of what a measure is counted by
_EACH_PARTS = ("amod", "compound")
_OWNERS = ("DET", "ADJ", "NOUN", "PROPN", "PART", "PRON")
_BEFORE = 8  # tokens between a figure and the measure that follows it
_LEVEL = ("to", "at", "from")  # words before a figure that is a level, not a change
_SOFT = (
    "ADV",
    "ADJ",
    "ADP",
    "SYM",
    "NUM",
    "CCONJ",
)  # "lost about 5 percent or $3 million in sales"
_OF_PHRASE = ("nmod", "nmod:poss", "compound", "amod", "case", "det", "conj", "cc", "punct")
_SUBJECTS = ("nsubj", "nsubj:pass")
_MULTIPLES = (100, 200, 300, -50)
_RELATIVE = frozenset({"percent", "points"})


def in_singular(measure: str) -> str:
    """Return a measure with its words of account in one number: "profits" and "profit" are one."""
    known = figure_words()["singulars"]

    def singular(word: str) -> str:
        forms = word, word.removesuffix("s"), word.removesuffix("es")
        return next((form for form in forms if form in known), word)

    return " ".join(map(singular, measure.casefold().split()))


def _negative(quantity: Quantity) -> Quantity:
    if quantity.value <= 0:
        return quantity
    return Quantity(value=-quantity.value, unit=quantity.unit, bound=quantity.bound)


def of_measure(quantity: Quantity | None, measure: str) -> Quantity | None:
    """Return a figure with the sign that its measure has: a loss of $5 million is no fall by so much.

    Example:
        >>> from decimal import Decimal
        >>> of_measure(Quantity(value=Decimal(-5), unit="USD"), "net losses").value
        Decimal('5')
    """
    if quantity is not None and not quantity.unit:
        return dataclasses.replace(quantity, unit=_counted(measure))
    if quantity is None or quantity.value >= 0 or not (quantity.unit or "").isupper():
        return quantity  # only sums of money: a loss that falls by 5 percent does fall
    lost = "loss" in in_singular(measure).split()
    return dataclasses.replace(quantity, value=-quantity.value) if lost else quantity


def _counted(measure: str) -> str | None:
    """Return what a measure counts, where its figure is a bare number: people, of "passenger numbers"."""
    words = figure_words()
    for word in measure.casefold().split():
        one = word.removesuffix("s")
        if one in words["people"]:
            return "people"
        if one in words["things"]:
            return f"{one}s"
    return None


def as_told(placed: Placed[AmountMention]) -> Quantity:
    """Return a figure, a change by so much per cent with the sign that the words around tell."""
    quantity, before = placed.mention.quantity, word_before(placed)
    falls = placed.mention.sign < 0 and _is_change(placed, before) and before not in _LEVEL
    return _negative(quantity) if falls else quantity


def _is_change(placed: Placed[AmountMention], before: str) -> bool:
    """Tell whether a figure tells by how much: "5 percent", "by $3 million", "4 million fewer"."""
    told = placed.mention.kind in _RELATIVE or before == "by"
    return told or (placed.mention.signed_by or "").lower() in figure_words()["comparatives"]


def _is_of(measure: Token) -> bool:
    """Tell whether a measure is what the noun above it is of: not in "a loss on sales of $9 million"."""
    marks = (c.lower_ for c in measure.children if c.dep_ == "case")
    return measure.dep_ == "nmod" and next(marks, "") in ("of", "in")


def direction(token: Token) -> int:
    """Return which way a word beside a change says that it goes: "up", "5 percent more", "a rise"."""
    return 1 if token.lower_ == "more" else moves(token)


def word_before(placed: Placed[AmountMention], further: int = 0) -> str:
    """Return the word before a figure, "about" and the like left out, or one further before."""
    doc, start = placed.root.doc, placed.mention.span.start
    first = next(t.i for t in placed.root.sent if t.idx + len(t) > start)
    at = first - 1
    while at >= tree.starts(placed.root) and doc[at].lower_ in figure_words()["soft"]:
        at -= 1
    at -= further
    return doc[at].lower_ if at >= tree.starts(placed.root) else ""


def _is_phrase_of(token: Token, measure: Token) -> bool:
    """Tell whether a token belongs to the measure's own noun phrase: the phones in "sales of phones".

    Some trees hang "of Acme" on the verb in "shares of Acme fell": it stands by the noun all the same.
    """
    doc, after = measure.doc, measure.i + 1
    strayed = after < len(doc) and doc[after].lower_ == "of" and doc[after].dep_ == "case"
    while token.i > measure.i:
        if strayed and token.i == doc[after].head.i:
            return True
        if token.dep_ not in _OF_PHRASE:
            return False
        if token.head.i == token.i:
            return False
        token = token.head
    return token.i == measure.i


def words_behind(measure: Token) -> list[Token]:
    """Return the words right after a measure that belong to its name: "profit (before tax)", "loss (per share)".

    By what it is counted makes it another measure: "revenue (per available room)", but not "sales per month".
    """
    after = measure.doc[measure.i + 1 : min(measure.i + 3, tree.ends(measure))]
    if len(after) < 2:
        return []
    taxed = (
        after[0].lower_ in ("before", "after") and after[1].lower_ in figure_words()["before_tax"]
    )
    by_share = after[0].lower_ in ("per", "a") and after[1].lower_ == "share"
    return list(after) if taxed or by_share else _counted_by(measure)


def _counted_by(measure: Token) -> list[Token]:
    """Return the words after a measure that say by what it is counted: "per square metre", but no time."""
    doc, first = measure.doc, measure.i + 1
    at, end = first + 1, min(first + _EACH, tree.ends(measure))
    if at >= end or doc[first].lower_ != "per":
        return []
    while at < end and doc[at].pos_ in ("ADJ", "NOUN") and doc[at].dep_ in _EACH_PARTS:
        at += 1
    unit = doc[at] if at < end else doc[first]
    if unit.pos_ != "NOUN" or unit.lemma_.lower() in figure_words()["by_time"]:
        return []
    return list(doc[first : at + 1])


def _is_another(token: Token, measure: Token, stops: frozenset[str], *, had: bool) -> bool:
    """Tell whether a token is another measure, at which the figures of the first one end.

    Of two that are coordinated, both may have the figures after them: "profit and sales
    rose 5 percent". Where the first had one (`had`), the next are the second's, and so
    they are after "from": "a loss of $30 million from a profit of $12 million".
    """
    words = figure_words()
    if token.pos_ != "NOUN" or not {token.lemma_.lower(), token.lower_} & (
        stops | words["measures"]
    ):
        return False
    if not _is_phrase_of(token, measure):
        return True
    while token.i != measure.i:
        cases = {c.lower_ for c in token.children if c.dep_ == "case"}
        if ((token.dep_ == "conj" or "from" in cases) and had) or cases - words["within"]:
            return True
        token = token.head
    return False


def _is_own(token: Token, measure: Token, context: Context) -> bool:
    """Tell whether a word tells of the measure itself: its phrase, a time, the verb that it is the subject of."""
    if token.i in context.inside_time or _is_phrase_of(token, measure):
        return True
    if measure.i < token.i <= _end_of_owner(measure):
        return True
    if token.lemma_.lower() in figure_words()["ends"]:
        timely = token.pos_ == "ADP" and (token.i + 1 in context.inside_time or _of_period(token))
        return timely or (token.i == measure.i + 1 and bool(words_behind(measure)))
    # "profit inched up 2 percent", "losses will land at $3 million"
    return token.pos_ == "VERB" and token.i == measure.head.i and measure.dep_ in _SUBJECTS


def _end_of_owner(measure: Token) -> int:
    """Return where an owner named right before the verb ends, wherever trees hang it, else the measure.

    Verde, in "net profit at the lender Banco Verde slipped".
    """
    doc, at = measure.doc, measure.i + 1
    if at >= tree.ends(measure) or doc[at].lower_ not in ("at", "of", "for"):
        return measure.i
    end = min(tree.ends(measure), at + _OWNER)
    while at + 1 < end and doc[at + 1].pos_ in _OWNERS:
        at += 1
    named = doc[at].ent_type_ and at + 1 < end and doc[at + 1].pos_ in ("VERB", "AUX")
    return at if named else measure.i


def _of_period(token: Token) -> bool:
    """Tell whether a word opens a period that is no time by itself: "for the full year"."""
    after = token.doc[token.i + 1 : min(token.i + 4, tree.ends(token))]
    return token.lower_ == "for" and any(
        t.lemma_.lower() in figure_words()["periods"] for t in after
    )


def _passes(token: Token, measure: Token, context: Context) -> bool:
    """Tell whether the stretch of a measure goes on beyond a token."""
    words = figure_words()
    lemma = token.lemma_.lower()
    if token.text in (";", ":"):
        # A colon goes on after a period: "(previous year: 2 billion)", "(2004: 2 billion)".
        before = token.nbor(-1)
        of_year = before.i in context.inside_time and before.nbor(-1).text == "("
        return token.text == ":" and (of_year or before.lemma_.lower() in words["periods"])
    if _is_own(token, measure, context) or is_own_move(token):
        return True
    # "Had sales of 9 million euros and has 17 factories"
    has_more = token.dep_ == "conj" and token.pos_ == "VERB" and lemma == "have"
    compares = lemma == "with" and token.nbor(-1).lemma_.lower() == "compare"
    if has_more or (lemma in words["ends"] and not compares):
        return False
    known = moves(token) != 0 or lemma in words["levels"]
    if token.pos_ in ("VERB", "AUX"):
        return known or token.pos_ == "AUX"
    if token.pos_ in ("NOUN", "PROPN", "PRON"):
        return known or lemma in words["passing"]
    return True


def _after(
    measure: Token, context: Context, amounts: list[Placed[AmountMention]], stops: Collection[str]
) -> Iterator[tuple[Placed[AmountMention], int, str]]:
    """Yield the figures after a measure, which way it moves there, and the word just before each."""
    move, last, had = 0, "", False
    doc, at = measure.doc, past_aside(measure, amounts)
    end = min(tree.ends(measure), at + REACH - 1)
    while at < end:
        token = doc[at]
        here = next((p for p in amounts if is_at(token, p)), None)
        if here is not None:
            while at < end and is_at(doc[at], here):
                at += 1
            if (
                at >= len(doc) or doc[at].lower_ not in _MISSES
            ):  # "three cents a share better than expected"
                yield here, move, last
            had = True
            at = past_conversions(doc, at, here, context)
            at = past_place(doc, at, end, amounts) or at
            end = max(end, min(tree.ends(measure), at + _ON))
            continue
        lemma = token.lemma_.lower()
        other = _is_another(token, measure, frozenset(stops), had=had)
        if other or not _passes(token, measure, context):
            return
        move = moves(token) or move
        if token.pos_ in ("ADP", "ADV", "VERB", "AUX", "SCONJ"):
            last = lemma
        at += 1


def _before(
    measure: Token, amounts: list[Placed[AmountMention]]
) -> tuple[Placed[AmountMention], int, str] | None:
    """Return the figure before a measure: "a $3 million loss", "a 9 percent drop in sales"."""
    doc = measure.doc
    move, inside = 0, False
    for at in range(measure.i - 1, max(tree.starts(measure), measure.i - _BEFORE) - 1, -1):
        token = doc[at]
        here = next((p for p in amounts if is_at(token, p)), None)
        if here is not None:
            move = move or (_moved_by(here, measure) if inside else 0)
            return here, move, "by" if inside and move else ""
        inside = inside or token.lower_ == "in"
        lemma = token.lemma_.lower()
        move = moves(token) or move
        bridge = move != 0 or lemma in ("in", "of", "full", "year", "-", "total")
        if not (bridge or token.pos_ in ("ADJ", "DET")):
            within = token.head.i == measure.i and token.text != ","
            modifies = within and token.dep_ in ("compound", "amod", "punct")
            if not modifies:
                return None
    return None


def _moved_by(placed: Placed[AmountMention], measure: Token) -> int:
    """Return which way the verb just before a figure moves: -1 in "has lost $3 million in output"."""
    doc = measure.doc
    first = next(t.i for t in measure.sent if t.idx + len(t) > placed.mention.span.start)
    for at in range(first - 1, max(tree.starts(measure), first - _BEFORE) - 1, -1):
        way = moves(doc[at])
        if doc[at].pos_ == "VERB" or (doc[at].pos_ == "NOUN" and way):
            return way
        if doc[at].pos_ not in _SOFT and doc[at].lemma_.lower() != "percent":
            return 0
    return 0


def _modifies(measure: Token) -> bool:
    """Tell whether a measure only says what kind of thing another noun is: "sales taxes"."""
    words, above = figure_words(), measure.head
    if measure.dep_ != "compound" or above.pos_ != "NOUN":
        return False
    lemma = above.lemma_.lower()
    return not any(lemma in words[key] for key in ("rises", "falls", "carriers"))


def _can_be_of(measure: Token, kind: str, *, moved: bool) -> bool:
    """Tell whether a measure can have such a figure: no turnover a share, no loss of 8 percent."""
    words, names = figure_words(), {measure.lemma_.lower(), measure.lower_}
    if kind == "per_share":
        return bool(names & words["by_share"])
    return moved or kind != "percent" or not names & words["of_money"]


def _multiplied(measure: Token) -> Quantity | None:
    """Return the change that a measure's verb tells by itself: 100 per cent for "doubled"."""
    verb = measure.head
    if verb.pos_ != "VERB" or measure.dep_ != "nsubj":
        return None
    for percent in _MULTIPLES:
        if {verb.lemma_.lower(), verb.lower_} & figure_words()[f"by_{percent}"]:
            return Quantity(value=Decimal(percent), unit="percent")
    return None


def _by_so_much(placed: Placed[AmountMention], move: int, *, level: bool) -> bool:
    """Tell whether a figure tells by how much its measure rises or falls: "closed 3 percent higher"."""
    moved = move or (placed.mention.signed_by or "").lower() in figure_words()["changed"]
    return bool(moved) and (placed.mention.kind == "percent" or not level)


def _way_after(placed: Placed[AmountMention]) -> int:
    """Return which way the word right behind a change says that it went: "lost 9 percent and closed 3 percent (up)"."""
    mention = placed.mention
    text = arrays(placed.root.doc).text[mention.span.end :]
    word = (mention.signed_by or "").lower()
    return mention.sign if word in _UP_DOWN and text.lower().startswith(f" {word}") else 0


_UP_DOWN = frozenset({"up", "down", "higher", "lower"})


def figures_of(
    measure: Token,
    context: Context,
    kinds: Collection[str],
    stops: Collection[str],
    *,
    changes: bool = False,
) -> list[tuple[Quantity, AmountMention | None]]:
    """Return the figures of a measure with their signs, in order; "doubled" alone has no mention.

    Args:
        measure: The noun, such as "revenue" or "shares".
        context: Its text.
        kinds: Kinds of amount that count.
        stops: Lemmas of other measures, at which the figures of this one end.
        changes: Take only figures by which the measure rises or falls.
    """
    amounts = [
        p
        for p in context.amounts_near(measure)
        if p.mention.kind in kinds and p.mention.converted_from is None
    ]
    found: list[tuple[Quantity, AmountMention | None]] = []
    if _modifies(measure) or any(is_at(measure, p) for p in amounts if p.mention.per):
        return found  # "$37 a share" measures no shares
    if "percent" in kinds and (multiple := _multiplied(measure)) is not None:
        found.append((multiple, None))
    first = _before(measure, amounts)
    told, outlooks = [] if first is None else [first], figure_words()["outlooks"]
    under = moves(measure.head) if _is_of(measure) else 0  # "a decrease of revenue of 1%"
    for placed, move, last in [*told, *_after(measure, context, amounts, stops)]:
        quantity = placed.mention.quantity
        relative = _is_change(placed, last) or (last == "of" and under != 0)
        level = last in _LEVEL or (last == "of" and not relative)
        if not _can_be_of(measure, placed.mention.kind, moved=move != 0):
            continue
        if relative and measure.dep_ == "compound" and measure.head.lemma_.lower() in outlooks:
            continue  # "cut its profit forecast by 8 percent" is no change of profit
        if changes and not _by_so_much(placed, move, level=level):
            continue
        shifts = relative or changes  # shares that "lost 8p" moved by so much
        way = _way_after(placed) or move or under or placed.mention.sign
        if relative and not (way or level):
            way = shared_move(measure, placed, amounts)
        if way < 0 and shifts and not level:
            quantity = _negative(quantity)
        found.append((quantity, placed.mention))
    if not changes:
        others = frozenset(stops) | figure_words()["measures"]
        found += [
            (_negative(m.quantity) if m.sign < 0 and m.kind in _RELATIVE else m.quantity, m)
            for m in beyond(measure, [m for _, m in found], amounts, others)
        ]
    return found
