"""How a nominal is told: by its name, by its words, as a measure or as a position."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from spacy.tokens import Doc, Token

from kg.extract import tree
from kg.extract.arrays import Arrays, arrays
from kg.extract.attached import led_on
from kg.extract.context import Context
from kg.extract.coref import Entry
from kg.extract.coref.lists import lists
from kg.extract.described import entity_root, name_after, set_off
from kg.extract.figures import words_behind
from kg.extract.nouns import is_handed, needs_relative, spelled, stated
from kg.extract.times.words import load_toml
from kg.model import ORGANIZATION_LABELS

MAX_PHRASE_TOKENS = 24
"""Longer descriptions are cut at their right edge: an object is "the aim in a few words"."""

_LEAVE_OUT = frozenset({"acl:relcl", "parataxis", "appos", "cc", "conj", "punct", "advcl"})
_LEAVE_OUT |= {"ccomp", "discourse", "list"}
_LEAVE_OUT_CLAUSE = _LEAVE_OUT - {"ccomp"}
_FOCUS = frozenset({"only", "just", "even", "also", "both"})
_BREAKS = frozenset({",", "(", "–", "—", ";"})
_LEADING = frozenset({"cc:preconj", "det", "case", "cc", "punct", "predet", "mark", "det:predet"})
_NAMED = frozenset({"COMPANY", "ORG", "OUTLET", "PERSON"})
_SPACES = re.compile(r"\s+")


@cache
def _words() -> dict[str, frozenset[str]]:
    found = load_toml("kg.extract", "wording.toml")
    return {key: frozenset(words) for key, words in found.items()}


@dataclass(frozen=True, slots=True)
class Filler:
    """What fills a slot: its words, the entity label if it is a name, and its head token."""

    text: str
    label: str | None
    token: Token


def names_of(token: Token, context: Context) -> tuple[Filler, ...]:
    """Return the full names that a nominal refers to, found once; several for "both companies" or "they"."""
    found = context.names.get(token.i)
    if found is None:
        entries = _entries_of(token, context)
        found = tuple(Filler(entry.name, entry.label, token) for entry in entries)
        context.names[token.i] = found
    return found


def _entries_of(token: Token, context: Context) -> Sequence[Entry]:
    entries: Sequence[Entry] = ()
    if token.pos_ == "NOUN" and not token.ent_type_:
        called = name_after(token) or _named_part(token)
        entries = next((e for n in called if (e := context.chains.all(n))), ())
    entries = entries or context.chains.all(token)
    if not entries and token.ent_type_:
        entries = context.chains.all(entity_root(token))
    if not entries and token.dep_ == "appos" and token.tag_ == "NN" and token.head.ent_type_:
        entries = context.chains.all(entity_root(token.head))
    return entries or _named_kind(token, context) or _named_after(token, context)


def _named_part(noun: Token) -> list[Token]:
    """Return the name of a part that is said to be another's: Zenith, in "Acme's Zenith unit", "the Zenith unit of Acme".

    An "Acme unit" that is nobody else's is one of Acme.
    """
    if noun.tag_ != "NN" or noun.lemma_.lower() not in _words()["parts"]:
        return []
    doc, at = noun.doc, noun.i - 1
    name = tree.entity(doc[at])
    if (
        doc[at].ent_type_ not in ORGANIZATION_LABELS
        or doc[at].tag_ == "POS"
        or doc[at].pos_ == "ADJ"
    ):
        return []  # "Acme's European division", whatever takes that for a name
    before, first = name[0].i - 1, tree.starts(noun)
    while before > first and doc[before].pos_ == "ADJ":
        before -= 1
    of = [c for c in tree.children(noun, "nmod") if tree.case_of(c) == "of" and c.i > noun.i]
    if of and of[0].ent_type_ in ORGANIZATION_LABELS:
        return [entity_root(doc[at])]
    if before < first:
        return []
    return [entity_root(doc[at])] if doc[before].tag_ in ("POS", "PRP$") else []


def _named_after(token: Token, context: Context) -> Sequence[Entry]:
    """Return what somebody's rival or unit is called, by the name set off from it: "its rival, Acme"."""
    word = token.lemma_.lower()
    if token.tag_ != "NN" or not (word in lists().org_classes or word in _words()["parts"]):
        return ()
    return next((context.chains.all(name) for name in set_off(token)), ())


def _named_kind(token: Token, context: Context) -> Sequence[Entry]:
    """Return what a kind of organization is called that its name stands before: "the Acme bank"."""
    before = token.i - 1
    if token.tag_ != "NN" or token.lemma_.lower() not in _words()["kinds"]:
        return ()
    while before > tree.starts(token) and token.doc[before].pos_ == "NOUN":
        before -= 1
    name = token.doc[before]
    if name.ent_type_ not in ORGANIZATION_LABELS or name.tag_ == "POS":
        return ()
    if any(c.lower_ in ("a", "an") for c in tree.children(token, "det")):
        return ()  # "a new Acme supermarket" is one of Acme's
    own = entity_root(name)
    inside = own.is_ancestor(token) or token.is_ancestor(own)
    return context.chains.all(own) if inside else ()


def name_of(token: Token, context: Context) -> Filler | None:
    """Return the full name that a nominal refers to, or None where it names nothing."""
    return next(iter(names_of(token, context)), None)


def _trim(tokens: list[Token], context: Context) -> list[Token]:
    """Drop leading function words, and trailing times, prepositions and punctuation."""
    if [t.lower_ for t in tokens[:2]] == ["up", "to"]:
        tokens = tokens[2:]
    while tokens and (
        tokens[0].dep_ in _LEADING
        or tokens[0].is_space
        or tokens[0].tag_ in ("PRP$", "RP")
        or tokens[0].lower_ in _FOCUS
    ):
        tokens = tokens[1:]
    while tokens and (
        tokens[-1].is_space
        or (tokens[-1].is_punct and tokens[-1].text != "%")
        or tokens[-1].dep_ in ("case", "cc", "mark")
        or tokens[-1].lower_ == "worth"
        or tokens[-1].tag_ == "POS"
        or _lacks_agent(tokens)
        or tokens[-1].i in context.inside_time
    ):
        tokens = tokens[:-1]
    return tokens


def _lacks_agent(tokens: list[Token]) -> bool:
    """Tell whether words end in a participle whose agent is left out: "20 percent of Acme (held) by Zenith"."""
    last = tokens[-1]
    behind = last.i + 1 < len(last.doc) and last.nbor().lower_ == "by"
    return len(tokens) > 1 and last.tag_ == "VBN" and last.dep_ == "acl" and behind


def _what_for(a: Arrays, agent: int) -> set[int]:
    """Return the places of what somebody acts for, which is no part of who acts: "fined by a regulator (for misleading us)"."""
    if a.dep[agent] != "obl:agent" or a.lemma[agent] not in lists().org_classes:
        return set()
    told = (
        k for k in a.kids[agent] if k > agent and a.tag[k] == "VBG" and a.lower[a.left[k]] == "for"
    )
    return {i for k in told for i in a.subtree(k)}


def _loose(token: Token, kept: set[int], context: Context) -> set[int]:
    """Return the places of what only adds to a noun: participles set off by commas, and prices.

    Who made or sold a thing, and where, is told of it: "cars (built in Halden)".

    An oblique or an adverb with words of its own is no part of a noun; where the tree hangs
    one there, it belongs to the verb: "(confirmed) the news (on the site)".
    """
    a = arrays(token.doc)
    found: set[int] = set()
    made = _words()["made"]
    handed = a.pos[token.i] == "PROPN" or a.lemma[token.i] in _words()["handed"]
    for i in a.subtree(token.i):
        noun, dep = a.head[i], a.dep[i]
        added = dep == "obl" or (dep in ("advmod", "case") and a.below[i])
        added = added and a.pos[noun] == "NOUN" and i > noun and a.child(noun, "cop") is None
        beside = dep == "nmod" and noun == token.i and _is_with_others(a, i)
        breaks = bool(_BREAKS & {a.word[a.left[i]], a.word[a.left[i] - 1]})
        apart = dep == "acl" and i in kept and breaks
        own = dep == "acl" and i > noun and token.i in (noun, a.head[noun])
        apart = apart or (own and a.tag[i] == "VBN" and a.lemma[i] in made)
        if added or apart or beside or (handed and is_handed(token.doc[i], token)):
            found.update(a.subtree(i))
    for placed in context.amounts:
        root = placed.root
        inside = root.i in kept and root.i > token.i and placed.mention.kind == "money"
        if inside and tree.case_of(root) in ("for", "at", "to", "from"):
            found |= {below.i for below in root.subtree}
    return found


def _is_with_others(a: Arrays, i: int) -> bool:
    """Tell whether a noun names people with whom a thing is made, or who work there, and is no part of it.

    "A cheese (with researchers at the university)", "a plant (with 140 workers)".
    """
    if not any(a.lower[k] == "with" for k in a.children(i, "case")):
        return False
    return a.pos[i] == "NOUN" and a.lemma[i] in lists().person_classes


def _with_joined(kept: set[int], context: Context, skip: frozenset[str]) -> set[int]:
    """Return the places of words with the nouns that are coordinated with any noun of them.

    What a clause is about is all of "expand its service, software and research divisions".
    """
    doc, found, waiting = context.doc, set(kept), sorted(kept)
    a = arrays(doc)
    while waiting:
        word = doc[waiting.pop()]
        for child in tree.children(word, "conj"):
            if child.i in found or {child.pos_, word.pos_} & {"VERB", "AUX", "ADJ", "ADV"}:
                continue
            more = set(tree.places_below(a, child.i, skip - {"cc", "punct"})) - found
            found |= more
            waiting += sorted(more)
    return found


def _both_ends(a: Arrays, kept: set[int], skip: frozenset[str]) -> set[int]:
    """Return the places of the second of two ends: "and Bergen", in "a line between Oslo and Bergen"."""
    firsts = [a.head[i] for i in kept if a.lower[i] == "between" and a.dep[i] == "case"]
    joined = [k for i in firsts for k in a.children(i, "conj")[:1]]
    return {i for k in joined for i in tree.places_below(a, k, skip - {"cc", "punct"})}


def _named_owners(a: Arrays, kept: set[int]) -> set[int]:
    """Return the places of names right behind what describes them: "operations of the phone company (Acme)"."""
    told = (k for i in kept for k in a.children(i, "appos") if a.label[k] in ORGANIZATION_LABELS)
    return {p for k in told if a.name(k)[0] == a.head[k] + 1 for p in range(*a.name(k))}


def phrase_of(
    token: Token,
    context: Context,
    *,
    clause: bool = False,
    trigger: Token | None = None,
    without: frozenset[str] = frozenset(),
    led: bool = True,
) -> str:
    """Return the words of a noun phrase or infinitive, without what only adds to it.

    Relative clauses, appositions, coordinated parts, quotation marks and a time
    at the end are left out, and so is a participle that is the trigger: "project",
    not "project, supported by the club". `without` are relations of more that is left out;
    `led` tells to go on with what trees hang elsewhere (`kg.extract.attached`).
    """
    skip = (_LEAVE_OUT_CLAUSE if clause else _LEAVE_OUT) | without
    if not clause and needs_relative(token):
        skip = skip - {"acl:relcl"}
    doc = context.doc
    a = arrays(doc)
    kept = set(tree.places_below(a, token.i, skip | {"nsubj"} if clause else skip))
    if clause:
        kept = _with_joined(kept, context, skip | {"nsubj"})
        # "mass-produce" is one word.
        first = token.i - 2 if token.i > 1 and a.word[token.i - 1] == "-" else token.i
        kept |= set(range(first, token.i))
        kept = {i for i in kept if i >= first or a.dep[i] in ("amod", "compound")}
        kept -= _source(a, token.i) | _from_level(a, kept)
        kept = _before_examples(a, kept)
    else:
        kept -= _state_beside(a, token.i) | _what_for(a, token.i)
    if trigger is not None and trigger.dep_ == "acl" and trigger.head.i == token.i:
        kept -= {t.i for t in trigger.subtree}
    if not clause:
        kept |= _both_ends(a, kept, skip) | _named_owners(a, kept - {token.i})
        kept -= _loose(token, kept, context)
    left = token.i
    while left - 1 in kept or (left - 2 in kept and a.word[left - 1] in "\"“”'‘’-"):
        left -= 1
    right = token.i
    while right + 1 < len(a) and (
        right + 1 in kept or (right + 2 in kept and a.word[right + 1] in "\"“”'‘’-–,/")
    ):
        right += 1
    right = led_on(a, token.i, right) if led and not clause else right
    tokens = _trim([doc[i] for i in range(left, right + 1)], context)[:MAX_PHRASE_TOKENS]
    tokens = _trim(tokens, context)
    if not tokens:
        return ""
    words = a.text[tokens[0].idx : tokens[-1].idx + len(tokens[-1])]
    return _with_even_quotes(_SPACES.sub(" ", words).strip('"“”‘’ '))


def _with_even_quotes(text: str) -> str:
    """Return words without the mark of a quotation that they only begin or end.

    Example:
        >>> _with_even_quotes('planned "monopoly'), _with_even_quotes('the "Comet" van')
        ('planned monopoly', 'the "Comet" van')
    """
    for first, last in (('"', '"'), ("“", "”")):
        odd = text.count(first) % 2 if first == last else text.count(first) != text.count(last)
        text = text.replace(first, "").replace(last, "") if odd else text
    return text


def _source(a: Arrays, clause: int) -> set[int]:
    """Return the places of who says a clause, and of nothing that is done in it: "(, according to Ann Lee)"."""
    told = (
        k for k in a.children(clause, "obl") if any(a.lower[c] == "according" for c in a.kids[k])
    )
    return {i for k in told for i in a.subtree(k)}


def _from_level(a: Arrays, kept: set[int]) -> set[int]:
    """Return the places of the level before: "connect a million homes by 2029 (, up from 300,000)"."""
    told = (i for i in kept if a.lower[i] in ("up", "down") and a.word[i - 1] == ",")
    return {k for i in told if i + 1 < len(a) and a.lower[i + 1] == "from" for k in a.subtree(i)}


def _before_examples(a: Arrays, kept: set[int]) -> set[int]:
    """Return the places of a clause without what it gives for example: "void ten contracts (, including one with Acme)"."""
    told = (i for i in kept if a.lower[i] == "including" and a.word[i - 1] == ",")
    first = min(told, default=len(a))
    return {i for i in kept if i < first}


def _state_beside(a: Arrays, noun: int) -> set[int]:
    """Return the places of a state that a comma sets off behind a noun: "a smelter in Chile (, idle since a fire)"."""
    told = (k for k in a.children(noun, "amod") if k > noun and a.word[a.left[k] - 1] == ",")
    behind = (k for k in a.children(noun, "amod") if k > noun and a.word[a.left[k]] == ",")
    return {i for k in (*told, *behind) for i in a.subtree(k)} | _as_what(a, noun)


def _as_what(a: Arrays, noun: int) -> set[int]:
    """Return the places of what a verb before makes of somebody described: "named Ann Lee, a director of Acme(, as chairman)"."""
    found: set[int] = set()
    for k in a.subtree(noun):
        first = next((c for c in a.children(k, "case") if a.lower[c] == "as"), 0)
        if k > noun and a.dep[k] in ("nmod", "obl") and first > noun and a.word[first - 1] == ",":
            found.update(a.subtree(k))
    return found


def without_owner(text: str, owner: str) -> str:
    """Return a description without whose it is, where that is told beside it.

    Example:
        >>> without_owner("Acme's Leeds mill", "Acme"), without_owner("Acme's", "Acme")
        ('Leeds mill', "Acme's")
    """
    for mark in ("'s ", "’s "):
        if text.casefold().startswith(f"{owner}{mark}".casefold()):
            return text[len(owner) + len(mark) :]
    return text


def _hyphenated(doc: Doc, first: int, start: int, context: Context) -> int:
    """Return where the word begins whose end is a token: "like-for-like", of which trees have parts."""
    while first - 2 >= start and doc[first - 1].text in ("-", "‐", "–"):
        glued = not (doc[first - 1].whitespace_ or doc[first - 2].whitespace_)
        if not glued or doc[first - 2].like_num or first - 2 in context.inside_time:
            break
        first -= 2
    return first


def _whole_word(doc: Doc, first: int, start: int, context: Context) -> int:
    """Return where a measure begins whose first word has a hyphen before it, or has two in a word just before it."""
    begin = _hyphenated(doc, first, start, context)
    if begin < first or first <= start:
        return begin
    whole = _hyphenated(doc, first - 1, start, context)  # whatever trees call its last part
    return whole if whole <= first - 5 else first


def measure_of(token: Token, context: Context) -> str:
    """Return a measure with what says which one, and without its figures: "net loss", "sales of phones"."""
    figures = [p.mention.span for p in context.amounts_near(token)]
    doc = token.doc

    def told(word: Token) -> bool:
        return word.i in context.inside_time or any(
            span.start <= word.idx < span.end for span in figures
        )

    first = token.i
    while first > tree.starts(token):
        word = doc[first - 1]
        inside = word.is_ancestor(token) or token.is_ancestor(word)
        fits = (
            word.dep_ in ("compound", "amod", "punct", "advmod", "conj", "cc") and not word.is_quote
        ) and not (word.dep_ == "conj" and word.pos_ in ("VERB", "AUX"))  # "and had sales"
        # "Its forecast for operating profit": a clause stands behind its noun, never right before it
        fits = fits or (word.dep_ == "acl" and word.head.i == first)
        owner = word.dep_ == "nmod:poss" or (word.ent_type_ in _NAMED and word.dep_ != "amod")
        if not (inside and fits) or told(word) or owner or word.text in (",", "(", "-", "–"):
            break
        first -= 1
    kept, first = first, _whole_word(doc, first, token.sent.start, context)
    words = [doc[i] for i in range(first, token.i + 1)] + words_behind(token)
    for child in tree.children(token, "nmod"):
        if tree.case_of(child) in ("of", "from", "in") and child.left_edge.i == words[-1].i + 1:
            inner = tree.descend(child, _LEAVE_OUT | {"nmod:poss", "acl"})
            if not any(told(w) for w in inner) and (tree.case_of(child) == "of" or len(inner) < 5):
                words += sorted(inner, key=lambda w: w.i)
    words = _trim(words, context)
    if first < kept:  # "like" is no preposition here
        words = [doc[i] for i in range(first, words[0].i)] + words
    return _SPACES.sub(" ", "".join(w.text_with_ws for w in words)).strip()


def title_of(token: Token, context: Context) -> str:
    """Return a position without its holder and its organization: "Acme's head of sales"."""
    words = []
    for part in sorted(tree.descend(token, _LEAVE_OUT | {"nmod:poss", "flat"}), key=lambda t: t.i):
        below = [part, *part.ancestors]
        chain = below[: next(n for n, t in enumerate(below) if t.i == token.i)]
        if not any(name_of(t, context) is not None for t in chain if not _says_where(t, token)):
            words.append(part)
    owner = min((c.i for c in token.children if c.tag_ == "PRP$"), default=-1)
    words = [
        w for w in words if w.i > owner
    ]  # not "$230 million", in "owes $230 million, its head"
    beside = _as_what(arrays(token.doc), token.i) | set(context.inside_time)
    words = stated(token, [w for w in words if w.i not in beside])
    words = [*_rank_before(token, words), *_trim(words, context)]
    while len(words) > 1 and words[0].lower_ in _words()["before_titles"]:
        words = words[1:]  # "its new chief executive" is chief executive; of when the time tells
    return spelled(_without_goal(words, token))


def _rank_before(title: Token, words: list[Token]) -> list[Token]:
    """Return words of an office that a tree hangs on its holder, beside it: "(chief) executive Ann Lee"."""
    doc, first = title.doc, words[0].i if words else title.i
    at = first
    while at > title.sent.start and doc[at - 1].head.i == title.head.i != title.i:
        if doc[at - 1].lower_ not in _words()["ranks"] or doc[at - 1].ent_type_:
            break
        at -= 1
    return list(doc[at:first])


def _without_goal(words: list[Token], title: Token) -> list[Token]:
    """Return a position without the post that another gets it to: "beat sales chief Bo Ek to the top job"."""
    posts = [w for w in words if w.i > title.i and w.lemma_.lower() in _words()["posts"]]
    goals = [c for p in posts if tree.case_of(p) == "to" for c in p.subtree]
    return [w for w in words if w.i not in {c.i for c in goals}]


def _says_where(token: Token, title: Token) -> bool:
    """Tell whether an adjective says which part of a firm a title is of: "head of its German business"."""
    part = token.head
    if token.ent_type_ not in ("GROUP", "PLACE") and token.pos_ != "ADJ":
        return False
    if part.i == title.i:  # "Acme's (Nordic) head", not "its (Dutch) chief executive"
        behind = token.i > token.sent.start and token.nbor(-1).tag_ == "POS"
        return behind and title.i == token.i + 1 and title.lower_ in _words()["of_a_part"]
    return tree.case_of(part) == "of" and token.pos_ == "ADJ"
