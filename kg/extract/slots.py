"""Fill the slots of a frame from the tree around its trigger."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable
from functools import cache

from spacy.tokens import Token

from kg.extract import discourse, tree
from kg.extract.arrays import arrays
from kg.extract.context import Context
from kg.extract.described import based_there, entity_root, exemplars
from kg.extract.frame import Slot
from kg.extract.nouns import (
    is_indefinite,
    is_old_figure,
    only_counted,
    with_count,
)
from kg.extract.owned import unnamed_owner
from kg.extract.placed import by_place
from kg.extract.products import FINDERS
from kg.extract.sayers import is_reporting
from kg.extract.steps import REFERRING, follow, last_step, places
from kg.extract.times.words import load_toml
from kg.extract.wording import Filler, measure_of, name_of, names_of, phrase_of

_NAMING = frozenset({"know", "call", "name", "dub", "brand", "code-name", "codename", "entitle"})
_QUANTITIES = frozenset({"all", "both", "few", "half", "many", "most", "number", "some", "couple"})
_QUANTITIES |= {"dozen"}


@cache
def _words() -> dict[str, frozenset[str]]:
    lists = load_toml("kg.extract", "slots.toml")
    return {key: frozenset(found) for key, found in lists.items()}


def _ruled_out(slot: Slot, token: Token) -> bool:
    return bool(slot.without & {token.lemma_.lower(), token.lower_})


def _accepts(slot: Slot, token: Token, label: str | None) -> bool:
    if slot.lemmas and slot.lemmas.isdisjoint((token.lemma_.lower(), token.lower_)):
        return False  # "works" is a plural that its lemma does not tell from "work"
    if _ruled_out(slot, token):
        return False
    return not (label is not None and slot.types and label not in slot.types)


def _goes_on(token: Token, labels: frozenset[str]) -> bool:
    """Tell whether a word in capitals goes on with the name before it: "the Comet 2 Signature"."""
    before = token.nbor(-1) if token.i > tree.starts(token) else token
    capital = token.text[:1].isupper() and not token.ent_type_
    return capital and before.ent_type_ in labels and token.is_ancestor(before)


def _inner_name(token: Token, labels: frozenset[str], context: Context) -> Filler | None:
    """Return the one name with such a label that a description has inside it."""
    inside = tree.descend(token, frozenset({"acl:relcl", "conj", "advcl"}))
    if token.head.pos_ == "NOUN":
        # "a video of its car known as the Comet": trees hang the name on either noun.
        naming = [c for c in tree.children(token.head, "acl") if c.lemma_.lower() in _NAMING]
        inside += [t for c in naming for t in tree.descend(c, frozenset())]
    named = [t for t in inside if t.i != token.i and t.ent_type_ in labels]
    names = {
        f.text: f
        for t in named
        if not _is_apart(t, token) and (f := name_of(t, context)) is not None
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


def _is_apart(name: Token, thing: Token) -> bool:
    """Tell whether a name inside a description is not the thing's own: "the versions on The Late Hour".

    So is what only a clause in it tells of: "a way of putting Chirp on a phone".
    """
    step = name
    while step.i not in (thing.i, step.head.i):
        if step.dep_ == "acl":
            return step.lemma_.lower() not in _NAMING
        if step.dep_ == "nmod" and tree.case_of(step) in _words()["apart"]:
            return True
        step = step.head
    return False


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
        if not names and token.ent_type_ == "PLACE":
            names = based_there(token)
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
            bare |= slot.form == "phrase" and (is_old_figure(token) or _is_sum(token, context))
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


def _is_sum(token: Token, context: Context) -> bool:
    """Tell whether a word is a sum of money, which is no thing: "dropped its fees of (US$20-25)".

    "70 million euros of debt" is debt.
    """
    if any(tree.case_of(c) == "of" for c in tree.children(token, "nmod")):
        return False
    return any(
        p.mention.kind == "money" and p.mention.span.start <= token.idx < p.mention.span.end
        for p in context.amounts_near(token)
    )


def _fits_description(slot: Slot, token: Token) -> bool:
    """Tell whether a description may fill a slot; some words need a name: "the Doe family", no "steel family"."""
    named = any(c.pos_ == "PROPN" for c in tree.children(token, "compound", "nmod", "amod"))
    known = slot.described & {token.lemma_.lower(), token.lower_}
    return bool(known) and (named or token.lemma_.lower() not in _words()["by_name"])


def _meant(pronoun: Token, slot: Slot) -> Token | None:
    """Return the thing that "it" or "them" stands for in its sentence: "is building a van and will launch it".

    It is the last object before it of the kind that the slot takes, in the same number.
    """
    if (state := _telling_state(pronoun)) is not None and slot.form == "phrase":
        return state
    kinds = slot.described or slot.lemmas
    if pronoun.lower_ not in ("it", "them") or not kinds or slot.form != "phrase":
        return None
    tag = "NN" if pronoun.lower_ == "it" else "NNS"
    before = pronoun.doc[tree.starts(pronoun) : pronoun.i]
    objects = [t for t in before if t.dep_ == "obj" and t.pos_ == "NOUN"]
    if not objects or objects[-1].tag_ != tag:
        return None
    return objects[-1] if objects[-1].lemma_.lower() in kinds else None


def _telling_state(pronoun: Token) -> Token | None:
    """Return the government that says of itself what it will do: "the Dutch government said (it) would lend Acme $9 million"."""
    verb = pronoun.head
    if pronoun.lower_ != "it" or pronoun.dep_ != "nsubj" or verb.dep_ != "ccomp":
        return None
    told = tree.children(verb.head, "nsubj") if is_reporting(arrays(verb.doc), verb.head.i) else []
    return next((t for t in told if t.lemma_.lower() in _words()["states"] and t.i < verb.i), None)


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
        if unnamed_owner(head.i, context) is not None:
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
    if last not in REFERRING:
        return _led_to(slot, trigger, path, context)
    if last == "authority":
        return _authority(slot, trigger, context)
    if last == "employer":
        return _employer(slot, trigger, path, context)
    return _topic(slot, trigger, path, context)


def _led_to(slot: Slot, trigger: Token, path: str, context: Context) -> list[Filler] | None:
    """Return what a path through the tree alone gives for a slot, likewise."""
    heads = follow(trigger, path)
    if last_step(path) == "clause":  # "reports that it will sell were denied": they tell no denial
        heads = [t for t in heads if t.i != trigger.i]
    if not heads:
        return []
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
        if barred and not path.startswith(barred):
            continue
        found = _found(slot, trigger, path, context)
        if found is None:  # what else a thing ruled out is called may fit, nothing from elsewhere
            barred = f"{path}>"
            continue
        if not found:
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
    doc = trigger.doc
    return bool(places(arrays(doc), doc, trigger.i, path))
