"""Fill the slots of a frame from the tree around its trigger."""

from __future__ import annotations

import dataclasses
import re
import tomllib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources

from spacy.tokens import Doc, Token

from kg.extract import discourse, tree
from kg.extract.arrays import arrays
from kg.extract.context import Context
from kg.extract.coref import Entry
from kg.extract.coref.lists import lists
from kg.extract.described import entity_root, exemplars, name_after, set_off
from kg.extract.figures import words_behind
from kg.extract.frame import Slot
from kg.extract.nouns import (
    is_handed,
    is_indefinite,
    is_old_figure,
    needs_relative,
    only_counted,
    spelled,
    stated,
    with_count,
)
from kg.extract.placed import by_place
from kg.extract.products import FINDERS
from kg.extract.steps import REFERRING, follow, last_step

MAX_PHRASE_TOKENS = 24
"""Longer descriptions are cut at their right edge: an object is "the aim in a few words"."""

_LEAVE_OUT = frozenset({"acl:relcl", "parataxis", "appos", "cc", "conj", "punct", "advcl"})
_LEAVE_OUT |= {"ccomp", "discourse", "list"}
_LEAVE_OUT_CLAUSE = _LEAVE_OUT - {"ccomp"}
_FOCUS = frozenset({"only", "just", "even", "also", "both"})
_BREAKS = frozenset({",", "(", "–", "—", ";"})
_NAMING = frozenset({"know", "call", "name", "dub", "brand", "code-name", "codename", "entitle"})
_QUANTITIES = frozenset({"all", "both", "few", "half", "many", "most", "number", "some", "couple"})
_QUANTITIES |= {"dozen"}
_LEADING = frozenset({"cc:preconj", "det", "case", "cc", "punct", "predet", "mark", "det:predet"})
_NAMED = frozenset({"COMPANY", "ORG", "OUTLET", "PERSON"})
_SPACES = re.compile(r"\s+")


@cache
def _words() -> dict[str, frozenset[str]]:
    text = resources.files("kg.extract").joinpath("slots.toml").read_text(encoding="utf-8")
    return {key: frozenset(found) for key, found in tomllib.loads(text).items()}


@dataclass(frozen=True, slots=True)
class Filler:
    """What fills a slot: its words, the entity label if it is a name, and its head token."""

    text: str
    label: str | None
    token: Token


def names_of(token: Token, context: Context) -> list[Filler]:
    """Return the full names that a nominal refers to; several for "both companies" or "they"."""
    entries: Sequence[Entry] = ()
    if token.pos_ == "NOUN" and not token.ent_type_:
        entries = next((e for n in name_after(token) if (e := context.chains.all(n))), ())
    entries = entries or context.chains.all(token)
    if not entries and token.ent_type_:
        entries = context.chains.all(entity_root(token))
    if not entries and token.dep_ == "appos" and token.tag_ == "NN" and token.head.ent_type_:
        entries = context.chains.all(entity_root(token.head))
    entries = entries or _named_kind(token, context) or _named_after(token, context)
    return [Filler(entry.name, entry.label, token) for entry in entries]


def _named_after(token: Token, context: Context) -> Sequence[Entry]:
    """Return what somebody's partner or rival is called, by the name set off from it: "its rival, Acme"."""
    if token.tag_ != "NN" or token.lemma_.lower() not in lists().org_classes:
        return ()
    return next((context.chains.all(name) for name in set_off(token)), ())


def _named_kind(token: Token, context: Context) -> Sequence[Entry]:
    """Return what a kind of organization is called that its name stands before: "the Acme bank"."""
    before = token.i - 1
    if token.tag_ != "NN" or token.lemma_.lower() not in _words()["kinds"]:
        return ()
    while before > token.sent.start and token.doc[before].pos_ == "NOUN":
        before -= 1
    name = token.doc[before]
    if name.ent_type_ not in ("COMPANY", "ORG", "OUTLET") or name.tag_ == "POS":
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
        or tokens[-1].is_punct
        or tokens[-1].dep_ in ("case", "cc", "mark")
        or tokens[-1].lower_ == "worth"
        or tokens[-1].i in context.inside_time
    ):
        tokens = tokens[:-1]
    return tokens


def _loose(token: Token, kept: set[int], context: Context) -> set[int]:
    """Return the places of what only adds to a noun: participles set off by commas, and prices.

    An oblique or an adverb with words of its own is no part of a noun; where the tree hangs
    one there, it belongs to the verb: "(confirmed) the news (on the site)".
    """
    found: set[int] = set()
    for t in token.subtree:
        noun = t.head
        if noun.pos_ == "NOUN" and t.i > noun.i and not tree.children(noun, "cop"):
            adverb = t.dep_ in ("advmod", "case") and t.n_lefts + t.n_rights
            if t.dep_ == "obl" or adverb:
                found |= {below.i for below in t.subtree}
    for t in token.subtree:
        if is_handed(t, token, _words()["handed"]):
            found |= {below.i for below in t.subtree}
        edge = t.left_edge
        if t.dep_ == "acl" and t.i in kept and _BREAKS & {edge.text, t.doc[edge.i - 1].text}:
            found |= {below.i for below in t.subtree}
    for placed in context.amounts:
        root = placed.root
        inside = root.i in kept and root.i > token.i and placed.mention.kind == "money"
        if inside and tree.case_of(root) in ("for", "at", "to", "from"):
            found |= {below.i for below in root.subtree}
    return found


def _with_joined(kept: set[int], context: Context, skip: frozenset[str]) -> set[int]:
    """Return the places of words with the nouns that are coordinated with any noun of them.

    What a clause is about is all of "expand its service, software and research divisions".
    """
    doc, found, waiting = context.doc, set(kept), sorted(kept)
    while waiting:
        word = doc[waiting.pop()]
        for child in tree.children(word, "conj"):
            if child.i in found or {child.pos_, word.pos_} & {"VERB", "AUX", "ADJ", "ADV"}:
                continue
            more = {t.i for t in tree.descend(child, skip - {"cc", "punct"})} - found
            found |= more
            waiting += sorted(more)
    return found


def phrase_of(
    token: Token,
    context: Context,
    *,
    clause: bool = False,
    trigger: Token | None = None,
    without: frozenset[str] = frozenset(),
) -> str:
    """Return the words of a noun phrase or infinitive, without what only adds to it.

    Relative clauses, appositions, coordinated parts, quotation marks and a time
    at the end are left out, and so is a participle that is the trigger: "project",
    not "project, supported by the club". `without` are relations of more that is left out.
    """
    skip = (_LEAVE_OUT_CLAUSE if clause else _LEAVE_OUT) | without
    if not clause and needs_relative(token):
        skip = skip - {"acl:relcl"}
    kept = {t.i for t in tree.descend(token, skip | ({"nsubj"} if clause else frozenset()))}
    if clause:
        kept = _with_joined(kept, context, skip | {"nsubj"})
        # "mass-produce" is one word.
        first = token.i - 2 if token.i > 1 and context.doc[token.i - 1].text == "-" else token.i
        kept |= set(range(first, token.i))
        kept = {i for i in kept if i >= first or context.doc[i].dep_ in ("amod", "compound")}
    if trigger is not None and trigger.dep_ == "acl" and trigger.head.i == token.i:
        kept -= {t.i for t in trigger.subtree}
    if not clause:
        kept -= _loose(token, kept, context)
    left = token.i
    while left - 1 in kept or (left - 2 in kept and context.doc[left - 1].text in "\"“”'‘’-"):
        left -= 1
    right = token.i
    doc = context.doc
    while right + 1 < len(doc) and (
        right + 1 in kept or (right + 2 in kept and doc[right + 1].text in "\"“”'‘’-–,/")
    ):
        right += 1
    tokens = _trim(list(doc[left : right + 1]), context)[:MAX_PHRASE_TOKENS]
    tokens = _trim(tokens, context)
    if not tokens:
        return ""
    words = arrays(doc).text[tokens[0].idx : tokens[-1].idx + len(tokens[-1])]
    return _SPACES.sub(" ", words).strip('"“”‘’ ')


def _hyphenated(doc: Doc, first: int, start: int, context: Context) -> int:
    """Return where the word begins whose end is a token: "like-for-like", of which trees have parts."""
    while first - 2 >= start and doc[first - 1].text in ("-", "‐", "–"):
        glued = not (doc[first - 1].whitespace_ or doc[first - 2].whitespace_)
        if not glued or doc[first - 2].like_num or first - 2 in context.inside_time:
            break
        first -= 2
    return first


def measure_of(token: Token, context: Context) -> str:
    """Return a measure with what says which one, and without its figures: "net loss", "sales of phones"."""
    figures = [p.mention.span for p in context.amounts_in(token.sent)]
    doc = token.doc

    def told(word: Token) -> bool:
        return word.i in context.inside_time or any(
            span.start <= word.idx < span.end for span in figures
        )

    first = token.i
    while first > token.sent.start:
        word = doc[first - 1]
        inside = word.is_ancestor(token) or token.is_ancestor(word)
        fits = (
            word.dep_ in ("compound", "amod", "punct", "advmod", "conj", "cc") and not word.is_quote
        ) and not (word.dep_ == "conj" and word.pos_ in ("VERB", "AUX"))  # "and had sales"
        owner = word.dep_ == "nmod:poss" or (word.ent_type_ in _NAMED and word.dep_ != "amod")
        if not (inside and fits) or told(word) or owner or word.text in (",", "(", "-", "–"):
            break
        first -= 1
    first = _hyphenated(doc, first, token.sent.start, context)
    words = [doc[i] for i in range(first, token.i + 1)] + words_behind(token)
    for child in tree.children(token, "nmod"):
        if tree.case_of(child) in ("of", "from", "in") and child.left_edge.i == words[-1].i + 1:
            inner = list(tree.descend(child, _LEAVE_OUT | {"nmod:poss", "acl"}))
            if not any(told(w) for w in inner) and (tree.case_of(child) == "of" or len(inner) < 5):
                words += sorted(inner, key=lambda w: w.i)
    words = _trim(words, context)
    return _SPACES.sub(" ", "".join(w.text_with_ws for w in words)).strip()


def title_of(token: Token, context: Context) -> str:
    """Return a position without its holder and its organization: "Acme's head of sales"."""
    words = []
    for part in sorted(tree.descend(token, _LEAVE_OUT | {"nmod:poss", "flat"}), key=lambda t: t.i):
        below = [part, *part.ancestors]
        chain = below[: next(n for n, t in enumerate(below) if t.i == token.i)]
        if not any(name_of(t, context) is not None for t in chain if not _says_where(t, token)):
            words.append(part)
    words = stated(token, [w for w in words if w.i not in context.inside_time])
    return spelled(_trim(words, context))


def _says_where(token: Token, title: Token) -> bool:
    """Tell whether an adjective says which part of a firm a title is of: "head of its German business"."""
    part = token.head
    inside = part.i != title.i and tree.case_of(part) == "of"
    return inside and token.ent_type_ in ("GROUP", "PLACE") and token.pos_ == "ADJ"


def _ruled_out(slot: Slot, token: Token) -> bool:
    return bool(slot.without & {token.lemma_.lower(), token.lower_})


def _accepts(slot: Slot, token: Token, label: str | None) -> bool:
    if slot.lemmas and token.lemma_.lower() not in slot.lemmas:
        return False
    if _ruled_out(slot, token):
        return False
    return not (label is not None and slot.types and label not in slot.types)


def _goes_on(token: Token, labels: frozenset[str]) -> bool:
    """Tell whether a word in capitals goes on with the name before it: "the Comet 2 Signature"."""
    before = token.nbor(-1) if token.i > token.sent.start else token
    capital = token.text[:1].isupper() and not token.ent_type_
    return capital and before.ent_type_ in labels and token.is_ancestor(before)


def _inner_name(token: Token, labels: frozenset[str], context: Context) -> Filler | None:
    """Return the one name with such a label that a description has inside it."""
    inside = list(tree.descend(token, frozenset({"acl:relcl", "conj", "advcl"})))
    if token.head.pos_ == "NOUN":
        # "a video of its car known as the Comet": trees hang the name on either noun.
        naming = [c for c in tree.children(token.head, "acl") if c.lemma_.lower() in _NAMING]
        inside += [t for c in naming for t in tree.descend(c, frozenset())]
    names = {
        f.text: f
        for t in inside
        if t.i != token.i and t.ent_type_ in labels and (f := name_of(t, context)) is not None
    }
    if len(names) == 1:
        return next(iter(names.values()))
    for word in inside:
        if word.dep_ == "acl" and word.lemma_.lower() in _NAMING:
            for target in tree.children(word, "obl", "xcomp", "obj"):
                if target.pos_ == "PROPN":
                    return name_of(target, context) or Filler(
                        phrase_of(target, context), "PRODUCT", target
                    )
    return None


def counted(token: Token) -> Token:
    """Return the noun that a quantity counts: the shops in "126 of its shops"."""
    if token.pos_ == "NUM" or token.lemma_.lower() in _QUANTITIES:
        for child in tree.children(token, "nmod", "obl"):
            if tree.case_of(child) == "of" and child.pos_ in ("NOUN", "PROPN", "PRON"):
                return child
    return token


def _expanded(head: Token, *, described: bool = False) -> list[Token]:
    """Return what a nominal stands for: its coordinated parts, or the names that exemplify them.

    A quantity of something stands for it where descriptions count (`described`).
    """
    found: list[Token] = []
    for token in tree.conjuncts(counted(head) if described else head):
        names = exemplars(counted(token))
        found += [c for name in names for c in tree.conjuncts(name)] if names else [token]
    return found


def _fillers(
    slot: Slot, heads: Iterable[Token], context: Context, trigger: Token | None = None
) -> list[Filler]:
    found: list[Filler] = []
    for head in heads:
        # What is coordinated with the trigger is a trigger of its own.
        own = trigger is not None and head.i == trigger.i
        for token in [head] if own else _expanded(head, described=slot.form == "phrase"):
            names = names_of(token, context)
            fit = [name for name in names if _accepts(slot, token, name.label)]
            meant = None if fit or own else _meant(token, slot)
            if names and slot.form != "clause" and meant is None:
                found += fit
                continue
            token = meant or token  # noqa: PLW2901 - the noun stands for its pronoun
            if slot.form == "name" or not _accepts(slot, token, None):
                continue
            if slot.prefer and _goes_on(token, slot.prefer):
                found.append(Filler(phrase_of(token, context), token.nbor(-1).ent_type_, token))
                continue
            if slot.described and not _fits_description(slot, token):
                continue
            bare = token.pos_ in ("DET", "ADP") and not token.n_lefts + token.n_rights
            bare |= slot.form == "phrase" and is_old_figure(token)
            some = slot.described and token.tag_ == "NNS" and only_counted(token)
            if bare or some or token.pos_ == "PRON" or (slot.definite and is_indefinite(token)):
                continue
            if slot.prefer and (inner := _inner_name(token, slot.prefer, context)):
                found.append(inner)
                continue
            if slot.form == "measure":
                text = measure_of(token, context)
            else:
                top = with_count(token) if slot.spread else token
                text = phrase_of(top, context, clause=slot.form == "clause", trigger=trigger)
            texts = by_place(text, token) if slot.spread else [text]
            found += [Filler(one, None, token) for one in texts if one]
    return found


def _fits_description(slot: Slot, token: Token) -> bool:
    """Tell whether a description may fill a slot; some words need a name: "the Doe family", no "steel family"."""
    named = any(c.pos_ == "PROPN" for c in tree.children(token, "compound", "nmod", "amod"))
    known = slot.described & {token.lemma_.lower(), token.lower_}
    return bool(known) and (named or token.lemma_.lower() not in _words()["by_name"])


def _meant(pronoun: Token, slot: Slot) -> Token | None:
    """Return the thing that "it" or "them" stands for in its sentence: "is building a van and will launch it".

    It is the last object before it of the kind that the slot takes, in the same number.
    """
    kinds = slot.described or slot.lemmas
    if pronoun.lower_ not in ("it", "them") or not kinds or slot.form != "phrase":
        return None
    tag = "NN" if pronoun.lower_ == "it" else "NNS"
    before = pronoun.doc[pronoun.sent.start : pronoun.i]
    objects = [t for t in before if t.dep_ == "obj" and t.pos_ == "NOUN"]
    if not objects or objects[-1].tag_ != tag:
        return None
    return objects[-1] if objects[-1].lemma_.lower() in kinds else None


def _topic(slot: Slot, trigger: Token, path: str, context: Context) -> list[Filler]:
    """Return the organization that an unowned thing belongs to: "shares rose" in its article.

    Labels in brackets narrow what it may be: `topic[COMPANY]`.
    """
    before, _, last = path.rpartition(">")
    step, _, labels = last.rstrip("]").partition("[")
    if labels:
        slot = dataclasses.replace(slot, types=frozenset(labels.split("|")))
    heads = follow(trigger, before) if before else [trigger]
    for head in heads:
        if step in FINDERS:
            maker = FINDERS[step](head, context)
            if maker is not None and (not slot.types or maker.label in slot.types):
                return [Filler(maker.name, maker.label, head)]
            continue
        if step == "about":
            acted = head.i == trigger.i and head.pos_ == "VERB" and tree.agents(head)
            about = None if acted else discourse.organization_about(head, context)
            if about is not None and (not slot.types or about.label in slot.types):
                return [Filler(about.name, about.label, head)]
            continue
        for entry in discourse.in_mind(head, context, labelled=bool(labels)):
            if entry is not None and (not slot.types or entry.label in slot.types):
                return [Filler(entry.name, entry.label, head)]
    return []


def _authority(slot: Slot, trigger: Token, context: Context) -> list[Filler]:
    """Return the court or regulator that the text has told of, for an act without an agent."""
    if tree.agents(trigger):
        return []
    found = discourse.authority_in_mind(trigger, context)
    return [] if found is None else _fillers(slot, [entity_root(found)], context)


def _speaks_for_all(token: Token) -> bool:
    """Tell whether a person may speak for the organization: its head does, a department's not."""
    around = [token, *tree.children(token, "appos", "compound", "nmod:desc", "nmod")]
    roles = [t for t in around if t.lemma_.lower() in _words()["members"]]
    words = {c.lemma_.lower() for t in roles for c in (t, *t.children)}
    return not roles or bool(words & _words()["heads"])


def _employer(slot: Slot, trigger: Token, path: str, context: Context) -> list[Filler]:
    """Return the organizations of the persons that a path leads to, who speak for them."""
    before, _, _ = path.rpartition(">")
    found: list[Filler] = []
    for head in follow(trigger, before) if before else [trigger]:
        for token in tree.conjuncts(head):
            if not _speaks_for_all(token):
                continue
            entry = discourse.employer_of(token, context)
            if entry is not None and (not slot.types or entry.label in slot.types):
                found.append(Filler(entry.name, entry.label, token))
    return found


def _found(slot: Slot, trigger: Token, path: str, context: Context) -> list[Filler] | None:
    """Return what one path gives for a slot; None where it leads to what the slot rules out."""
    last = last_step(path)
    if last == "authority":
        return _authority(slot, trigger, context)
    if last == "employer":
        return _employer(slot, trigger, path, context)
    if last in REFERRING:
        return _topic(slot, trigger, path, context)
    heads = follow(trigger, path)
    strict = slot.form == "name" or (slot.form == "phrase" and path in ("patient", "object"))
    if strict and any(_ruled_out(slot, t) for t in heads):
        return None
    found = _fillers(slot, heads, context, trigger)
    if path.endswith("aside") and any(f.token.i < trigger.i for f in found):
        # "Ann Lee, owner of Acme, and John Smith": what comes after is no part of it.
        return [f for f in found if f.token.i < trigger.i]
    return found


def fill(slot: Slot, trigger: Token, context: Context) -> list[Filler]:
    """Return what fills a slot, by its first fitting path; a value goes before it: "sales of" cars."""
    if slot.value is not None:
        of = fill(dataclasses.replace(slot, value=None), trigger, context) if slot.paths else []
        told = [Filler(f"{slot.value} {f.text}", f.label, f.token) for f in of]
        number = any(t.pos_ == "NUM" for path in slot.paths for t in follow(trigger, path))
        bare = slot.value.rpartition(" ")[0] if slot.paths else slot.value
        alone = number or not (slot.required and slot.paths)
        return told or [Filler(bare, None, trigger)] * alone
    barred = ""
    for path in slot.paths:
        found = _found(slot, trigger, path, context) if path.startswith(barred) else []
        if found is None:  # what else a thing ruled out is called may fit, nothing from elsewhere
            barred = f"{path}>"
            continue
        unique: dict[str, Filler] = {}
        for filler in found:
            token = filler.token
            cited = discourse.is_cited(token) or discourse.is_teller(token)
            cited = cited or discourse.only_reports(token, trigger)
            if not (cited or discourse.is_site_name(token, context)):
                unique.setdefault(filler.text, filler)
        if unique:
            return list(unique.values())
    return []


def leads(trigger: Token, path: str, context: Context) -> bool:
    """Tell whether a path leads anywhere from a trigger, also one that asks who is meant."""
    if last_step(path) in REFERRING:
        return bool(fill(Slot(paths=(path,)), trigger, context))
    return bool(follow(trigger, path))
