"""Which time and which amount belong to a trigger, by where they hang in the tree.

A time may stand in the trigger's own clause, in its object, or on the verb that
governs it ("plans to buy in May"); never in a clause or adjunct of its own
("ahead of mass production in less than three years").
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from functools import cache
from typing import Any

from spacy.tokens import Token

from kg.extract import modality, tree
from kg.extract.arrays import arrays
from kg.extract.context import Context, Placed, lies_ahead
from kg.extract.cues import cues
from kg.extract.reach import is_owed, is_perfect
from kg.extract.second import is_act, of_first_thing, of_second
from kg.extract.since_then import from_then, opening
from kg.extract.telling import of_saying_above, of_wish, promises, tells_when
from kg.extract.times import TimeMention
from kg.extract.times.words import load_toml
from kg.extract.wordorder import asides

_ADJUNCTS = frozenset(
    {"obl", "obl:tmod", "obl:unmarked", "obl:npmod", "nmod:tmod", "nmod:unmarked"}
)
_NOMINAL = frozenset({"advmod", "nummod", "nmod", "nmod:npmod", "amod", "compound", "flat", "dep"})
PATH = _ADJUNCTS | _NOMINAL
"""Relations by which what tells when or how much hangs on a word."""
_TIME_PATH = PATH | {"obj", "iobj", "nsubj:pass", "xcomp", "nsubj"}
_LIMITS = ("by", "before", "until", "from", "since")
_CLEFT = ("acl", "acl:relcl", "ccomp", "csubj", "advcl")
_SINCE_PATH = _TIME_PATH | {"advcl"}
_NOUNS = frozenset({"NOUN", "PROPN", "SYM", "NUM"})
_APART = frozenset({"VERB", "AUX", "SCONJ", "PRON"})
_BREAKS = frozenset({";", ":", "(", ")", "–", "—", '"', "“", "”"})
_PLAIN = ("in", "by", "from", "since")
_MOST_STEPS = 6
_BEFORE = ("amod", "compound", "nummod")
_IN_NAME = 10  # a year in the name of an event counts only where there is no other time
_LEVEL, _FAR_LEVEL = 2, 4  # what a step up costs, and one to a coordinated or tied clause


@cache
def _words() -> dict[str, Any]:
    """Return the tables of `scope.toml`, lists as sets."""
    return {
        f"{table}.{name}": frozenset(value) if isinstance(value, list) else value
        for table, values in load_toml("kg.extract", "scope.toml").items()
        for name, value in values.items()
    }


def governors(trigger: Token) -> list[Token]:
    """Return a trigger and the words above it that share its time: "plans to buy in May"."""
    found = [trigger]
    token = trigger
    for _ in range(_MOST_STEPS):
        if token.head.i == token.i:
            break
        verbal = token.pos_ in ("VERB", "AUX")
        climbs = token.dep_ in ("xcomp", "acl") or (
            token.dep_ == "conj" and verbal and not tree.has_subject(token)
        )
        nominal = token.pos_ == "NOUN" and token.dep_ in ("obj", "nsubj:pass", "obl", "nsubj")
        if not (climbs or nominal):
            break
        token = token.head
        found.append(token)
    return found


def _steps(root: Token, place: Token, through: Collection[str]) -> int | None:
    """Return the length of the way up from `root` to `place`, or None where it is barred."""
    steps = extra = 0
    token = root
    while token.i != place.i:
        if token.dep_ not in through or token.head.i == token.i:
            return None
        if token.dep_ in ("obl", "nmod", "obl:arg") and steps:
            if tree.case_of(token) in _words()["apart.prepositions"]:
                return None
            extra = extra or int(token.dep_ == "obl")
        token = token.head
        steps += 1
    return steps + extra


def distance(root: Token, places: list[Token], through: Collection[str]) -> int | None:
    """Return how far a word is below the nearest of some places, or None where the way is barred."""
    costs = [
        steps + 2 * level
        for level, place in enumerate(places)
        if (steps := _steps(root, place, through)) is not None
    ]
    return min(costs, default=None)


def is_set_apart(trigger: Token, root: Token, start: int) -> bool:
    """Tell whether a preposition between trigger and time opens another matter.

    Args:
        trigger: The word that announces the claim.
        root: The token that ties the time to its sentence.
        start: Where the time begins, in code points.
    """
    apart = False
    for token in trigger.doc[trigger.i + 1 : root.i]:
        if token.idx >= start:
            break
        if token.lower_ in _words()["apart.words"]:
            apart = True
        elif token.text in (",", ";", "–", "—"):
            apart = False
    return apart


def _up_for_time(token: Token) -> int | None:
    """Return what it costs to look for a token's time at its head, or None where it is no use."""
    verbal = token.pos_ in ("VERB", "AUX")
    if token.dep_ in ("xcomp", "acl"):
        # "Acme, controlled by Zenith, has raised $5 million since May"
        return None if token.dep_ == "acl" and token.tag_ == "VBN" else _LEVEL
    if token.dep_ == "conj" and verbal:
        own = tree.has_subject(token) or bool(tree.children(token, "aux"))
        own = own or (token.head.tag_ == "VBD" and token.tag_ in ("VBZ", "VBP"))
        return None if own else _FAR_LEVEL
    if token.pos_ in _NOUNS and token.dep_ in ("obj", "nsubj:pass", "obl", "nsubj"):
        judged = token.head.lemma_.lower() in _words()["verbs.judging"]
        standing = token.lemma_.lower() in _words()["figures.standing"]
        judged = judged or is_owed(arrays(token.doc), token.i) or _is_proposed(token)
        return None if judged or (standing and tree.case_of(token) == "with") else _LEVEL
    if token.dep_ != "advcl" or not verbal:
        return None
    marks = {c.lower_ for c in token.children if c.dep_ in ("mark", "advmod", "case")}
    if marks & _words()["clauses.same_time"]:
        return None if tree.children(token, "aux") else _FAR_LEVEL
    tied = tree.has_subject(token) or marks - _words()["clauses.tied"]
    return None if tied else _FAR_LEVEL


def _is_proposed(noun: Token) -> bool:
    """Tell whether a deal is still to come, whatever is done about it: "defended the proposed merger on Monday"."""
    return any(c.lower_ in _words()["apart.proposed"] for c in tree.children(noun, "amod"))


def _places(trigger: Token) -> list[tuple[Token, int]]:
    """Return a trigger and the words above it that share its time, with what each costs."""
    found = [(trigger, 0)]
    token, cost = trigger, 0
    if token.dep_ == "conj" and token.pos_ in _NOUNS and token.head.pos_ in _NOUNS:
        token, cost = token.head, _FAR_LEVEL  # no place itself: "a mill of 1969 and a museum"
    for _ in range(_MOST_STEPS):
        step = None if token.head.i == token.i else _up_for_time(token)
        if step is None:
            break
        token, cost = token.head, cost + step
        found.append((token, cost))
    return found


def _nearest(
    root: Token, places: Sequence[tuple[Token, int]], through: Collection[str]
) -> int | None:
    costs = [
        steps + cost
        for place, cost in places
        if (steps := _steps(root, place, through)) is not None
    ]
    return min(costs, default=None)


def is_account(trigger: Token) -> bool:
    """Tell whether a noun means a figure of account, which no single day has: "profit", "revenue"."""
    return trigger.lemma_.lower() in _words()["figures.periodic"]


def _of_account(trigger: Token, mention: TimeMention) -> bool:
    """Tell whether a time can be that of a figure that is told: "reported a loss last year"."""
    value = mention.value
    if trigger.lemma_.lower() not in _words()["figures.nouns"] or value is None:
        return False
    if value.earliest is None or value.latest is None:
        return False
    return (value.latest - value.earliest).days >= int(_words()["figures.shortest"])


def pick_time(
    trigger: Token,
    context: Context,
    near: Token | None = None,
    others: Collection[int] = (),
) -> TimeMention | None:
    """Return the time that belongs to a trigger.

    A time under a verb of saying is when it was said and is not taken, unless it is
    the quarter or year of a figure. A time relative to the article ("earlier this
    year") that the tree hangs on a participle after the object counts where there is
    no other.

    Args:
        trigger: The word that announces the claim.
        context: Its text.
        near: A word, such as the head of the object, whose time counts as well.
        others: Where times begin that are known to be of something else.
    """
    if trigger.dep_ == "case":  # "the van, due in June, will cost", where trees take "due" so
        return _just_after(trigger, context)
    others = {*others, *asides(trigger, context)}
    above = _places(trigger)
    chain = [p for p in above if p[0].i == trigger.i or not modality.is_saying(p[0])]
    places = [*([(near, 0)] if near is not None else []), *chain]
    found: list[tuple[int, int, TimeMention]] = []
    loose: list[tuple[int, int, TimeMention]] = []
    for placed in context.times_near(trigger):
        mention = placed.mention
        if mention.span.start in others or _beside_subject(placed, trigger):
            continue
        told = trigger.pos_ in _NOUNS and _of_account(trigger, mention)
        ahead = lies_ahead(mention, context.article.date)
        if not _may_date(placed, trigger, context, told=told):
            continue
        away = abs(placed.root.i - trigger.i)
        if (since := opening(placed, trigger)) is not None:
            cost, mention = _nearest(since, places, _SINCE_PATH), from_then(mention)
            cost = None if cost is None else cost + _FAR_LEVEL
        else:
            cost = _cost(placed, trigger, above if told else places, ahead=ahead)
        if cost is not None:
            found.append((cost + _IN_NAME * mention.in_name, away, mention))
        elif mention.relative and not _is_participles(placed, trigger):
            cost = _nearest(placed.root, places, _TIME_PATH | {"acl"})
            if cost is not None:
                loose.append((cost, away, mention))
    best = min(found or loose, key=lambda item: item[:2], default=None)
    if best is None:
        only = _only_time(trigger, context, others) or _next_time(trigger, context, others)
        return only or _due_time(trigger, context)
    return best[2]


def _may_date(placed: Placed[TimeMention], trigger: Token, context: Context, *, told: bool) -> bool:
    """Tell whether a time can be when the thing happens, not when it was said or another's.

    Args:
        placed: The time.
        trigger: The word that announces the claim.
        context: Its text.
        told: Whether it is the quarter or year of a figure.
    """
    mention, ahead = placed.mention, lies_ahead(placed.mention, context.article.date)
    if mention.value is None or mention.recurring:
        return False
    if is_set_apart(trigger, placed.root, mention.span.start) or _dates_thing(placed, trigger):
        return False
    apart = (_of_first, of_second, of_first_thing, _of_question)
    if any(is_other(placed, trigger) for is_other in apart):
        return False
    if not (told or ahead) and tells_when(placed, trigger):
        return False
    due = placed.root.i > trigger.i and mention.qualifier in _LIMITS
    day, last = context.article.date, mention.value.latest
    awaited = mention.qualifier in _LIMITS and day is not None and last is not None and last > day
    return ahead or due or awaited or not (promises(trigger) or of_wish(placed, trigger))


def _of_question(placed: Placed[TimeMention], trigger: Token) -> bool:
    """Tell whether a time is that of what is asked: "opened an inquiry into whether Acme bet on it last month"."""
    a = arrays(trigger.doc)
    for k in (placed.root.i, *a.ancestors(placed.root.i)):
        if a.left[k] <= trigger.i <= a.right[k]:
            return False
        if any(a.lower[m] == "whether" for m in a.children(k, "mark")):
            return True
    return False


def _of_first(placed: Placed[TimeMention], trigger: Token) -> bool:
    """Tell whether a time only limits the first of two verbs: "will freeze prices until April and cut jobs"."""
    if placed.mention.qualifier != "until" or placed.root.i > trigger.i:
        return False
    after = (t.dep_ == "cc" for t in trigger.doc[placed.root.i + 1 : trigger.i])
    return trigger.dep_ == "conj" and trigger.pos_ in ("VERB", "AUX") and any(after)


def _cost(
    placed: Placed[TimeMention],
    trigger: Token,
    places: Sequence[tuple[Token, int]],
    *,
    ahead: bool,
) -> int | None:
    """Return how far a time is from what happens, or None where it belongs to something else."""
    cost = _nearest(placed.root, places, _path_of(placed))
    if cost is None and trigger.dep_ in _CLEFT and trigger.head.i == placed.root.i:
        cost = 0  # "it was in May that the firm announced"
    if cost is None and trigger.pos_ in _NOUNS:
        cost = _of_participle(placed.root, trigger)
    if cost is None and placed.root.dep_ == "appos" and placed.root.head.i == trigger.i:
        cost = 1  # "the date that had been set, 30 April"
    if cost is None and ahead:
        cost = _FAR_LEVEL if of_saying_above(placed.root, trigger) else None
    return cost


def _just_after(trigger: Token, context: Context) -> TimeMention | None:
    """Return the time that begins with the word after a trigger."""
    end = trigger.idx + len(trigger.text_with_ws)
    found = (p.mention for p in context.times_near(trigger) if p.mention.span.start == end)
    return next((m for m in found if m.value is not None), None)


def _path_of(placed: Placed[TimeMention]) -> frozenset[str]:
    """Return the relations by which a time may hang; a whole clause of time is an adverbial one.

    "Before the year is over" is such a clause.
    """
    whole = placed.root.left_edge.idx >= placed.mention.span.start
    return _TIME_PATH | {"advcl"} if placed.root.dep_ == "advcl" and whole else _TIME_PATH


def _dates_thing(placed: Placed[TimeMention], trigger: Token) -> bool:
    """Tell whether a time stands before a noun that is not what happens: "the 2002 merger"."""
    root = placed.root
    thing = root.head
    mention, a = placed.mention, arrays(trigger.doc)
    between = range(a.at_offset(mention.core.end - 1) + 1, thing.i)
    bare = mention.core.start == mention.span.start and root.i < thing.i
    bare = bare and all(a.head[k] == thing.i and a.dep[k] in _BEFORE for k in between)
    before = (bare or root.i + 1 == thing.i) and thing.pos_ in ("NOUN", "PROPN")
    if not before or root.dep_ not in (*_BEFORE, "nmod:unmarked", "obl:unmarked", "nmod"):
        return False
    return thing.i != trigger.i and thing.dep_ not in _ADJUNCTS


def _of_participle(root: Token, trigger: Token) -> int | None:
    """Return how far a time is from a noun by way of its participle: "a lawsuit filed on Friday"."""
    for child in tree.children(trigger, "acl"):
        if child.tag_ == "VBN" and (steps := _steps(root, child, PATH)) is not None:
            return steps + 1
    return None


def _only_time(trigger: Token, context: Context, others: Collection[int]) -> TimeMention | None:
    """Return the one time of a sentence for its main act, wherever the tree hangs it.

    Only a time that counts from the article's day ("on Monday", "last year"),
    not one under a verb of saying, which tells when it was said, nor one in a
    clause with a subject of its own.
    """
    told = (p for p in context.times_near(trigger) if p.mention.span.start not in others)
    times = [p for p in told if p.mention.value]
    if len(times) != 1 or not times[0].mention.relative or times[0].mention.recurring:
        return None
    over = {t.i for t, _ in _places(trigger)}
    if trigger.sent.root.i not in over:
        return None
    mention, root = times[0].mention, times[0].root
    if any(
        is_other(times[0], trigger)
        for is_other in (tells_when, of_wish, _of_first, of_second, _aside)
    ):
        return None
    verb = next((t for t in root.ancestors if _tells(t)), None)
    while verb is not None and verb.dep_ == "xcomp" and verb.i not in over:
        verb = verb.head  # "and expects to reach a view by April"
    if verb is not None and verb.i != trigger.i:
        if modality.is_saying(verb) or _in_other_clause(verb, over):
            return None
        described = verb.dep_ == "acl" and verb.tag_ == "VBN" and verb.head.dep_ == "nsubj"
        described = described or _is_participles(times[0], trigger)
        clause = described or verb.dep_ in ("acl:relcl", "ccomp", "conj")
        clause = clause or is_perfect(arrays(verb.doc), verb.i) or _is_before_plan(verb)
        apart = clause or tree.has_subject(verb)
        if verb.i not in over and apart:
            return None
    return None if is_set_apart(trigger, root, mention.span.start) else mention


def _in_other_clause(verb: Token, over: Collection[int]) -> bool:
    """Tell whether a participle stands in what is joined to the main act with a subject of its own: "declined, but Ann Lee saw vans sold in May"."""
    for token in verb.ancestors:
        if token.i in over:
            return False
        if token.dep_ == "conj" and tree.has_subject(token):
            return True
    return False


def _is_before_plan(verb: Token) -> bool:
    """Tell whether a clause tells what comes before what is planned: "plans to cut jobs after losing customers in May"."""
    after = any(c.lower_ == "after" for c in verb.children if c.dep_ in ("mark", "case"))
    return after and verb.tag_ == "VBG" and verb.head.tag_ in ("VB", "VBZ", "VBP", "VBG")


def _is_participles(placed: Placed[TimeMention], trigger: Token) -> bool:
    """Tell whether a time right behind a participle is of it alone: "to reinstate workers dismissed in January".

    "In a deal announced on Monday" dates all that the deal is.
    """
    verb = next((t for t in placed.root.ancestors if _tells(t)), None)
    if verb is None or verb.dep_ != "acl" or verb.tag_ != "VBN":
        return False
    if verb.head.lemma_.lower() in cues().sets["matters"]:
        return False
    behind = placed.mention.span.start == verb.idx + len(verb.text_with_ws)
    return behind and trigger.i not in (verb.i, verb.head.i)


def _tells(token: Token) -> bool:
    """Tell whether a word is a verb, or a second predicate without one: "costs $9 and (is due) in May"."""
    told = token.dep_ == "conj" and bool(tree.children(token, "cop"))
    return told or token.pos_ in ("VERB", "AUX")


def _aside(placed: Placed[TimeMention], trigger: Token) -> bool:
    """Tell whether a time stands in what commas set off beside a noun: "shares, down 9% on Monday, rose"."""
    for token in (placed.root, *placed.root.ancestors):
        if token.i == trigger.i:
            return False
        if token.pos_ in ("VERB", "AUX"):
            return False
        if token.dep_ in ("appos", "acl", "amod") and token.i > token.head.i:
            before = token.doc[token.left_edge.i - 1] if token.left_edge.i else token
            return before.text in (",", "–", "—") or token.left_edge.text == ","
    return False


def _beside_subject(placed: Placed[TimeMention], trigger: Token) -> bool:
    """Tell whether a time stands in what commas set off behind who acts: "the firm, founded after a war in 1946, makes cars"."""
    if trigger.pos_ != "VERB":
        return False
    a = arrays(trigger.doc)
    who, at = a.subject(trigger.i), a.at_offset(placed.mention.span.start)
    if who is None or not who < at <= a.right[who] < trigger.i:
        return False
    commas = [k for k in range(who + 1, trigger.i) if a.lower[k] == ","]
    return any(k < at for k in commas) and any(k > at for k in commas)


def _next_time(trigger: Token, context: Context, others: Collection[int]) -> TimeMention | None:
    """Return the time that follows a verb with nothing but nouns between, wherever the tree hangs it.

    "Sales grew after Acme took over a bank in Ohio on Friday" tells of the taking over.
    """
    if not is_act(trigger):
        return None
    later = [
        p
        for p in context.times_near(trigger)
        if p.mention.span.start > trigger.idx and p.mention.span.start not in others
    ]
    placed = min(later, key=lambda p: p.mention.span.start, default=None)
    if placed is None or placed.mention.in_name or placed.mention.qualifier not in _PLAIN:
        return None
    if placed.root.dep_ == "nmod:poss":
        return None  # "today's agreement"
    start = placed.mention.span.start
    between = [t for t in trigger.doc[trigger.i + 1 : tree.ends(trigger)] if t.idx < start]
    if any(t.pos_ in _APART or t.text in _BREAKS for t in between):
        return None
    verb = next((t for t in placed.root.ancestors if t.pos_ in ("VERB", "AUX")), None)
    if verb is not None and verb.idx > start:
        return None  # "tried to buy it, but in June it rained"
    return placed.mention if _may_date(placed, trigger, context, told=False) else None


def _due_time(trigger: Token, context: Context) -> TimeMention | None:
    """Return the time right after "is due", "is set for" of which a trigger is the subject: "its launch is due in May".

    Trees often take "due" for a word before the time.
    """
    due = trigger.head
    if trigger.pos_ != "NOUN" or trigger.dep_ not in ("nsubj", "nsubj:pass") or due.i < trigger.i:
        return None
    if not {due.lemma_.lower(), due.lower_} & _words()["verbs.awaiting"]:
        return None
    start = due.idx + len(due.text_with_ws)
    found = (p.mention for p in context.times_near(trigger) if p.mention.span.start == start)
    return next((m for m in found if m.value is not None), None)
