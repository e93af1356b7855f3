"""The steps of a path through a tree: where the parts of a claim stand around its trigger."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

from spacy.tokens import Doc, Token

from kg.extract import dealings, discourse, modality, products, promises, tree, wordorder
from kg.extract.arrays import Arrays, arrays
from kg.extract.closing import can_speak
from kg.extract.control import kept_from
from kg.extract.described import (
    after_comma,
    before_comma,
    entity_root,
    exemplars,
    name_after,
    name_before,
)
from kg.extract.nouns import goes_to_place, whole
from kg.extract.told_site import none_of, site_told
from kg.model import ORGANIZATION_LABELS

_PARTIES = ORGANIZATION_LABELS | {"PERSON"}
_TITLE_POS = ("NOUN", "PROPN", "ADJ")
_NOUNS = ("NOUN", "PROPN")
_CIRCUMSTANCE = frozenset({"because", "when", "while", "although", "though", "since", "until"})
_LONGEST_TITLE = 12  # tokens from a title to the name that it introduces
_ENDS_TITLE = ("VERB", "AUX", "PRON", "SCONJ")


def _own_owner(token: Token) -> list[Token]:
    found = list(tree.possessors(token))
    found += [c for c in tree.children(token, "nmod") if tree.case_of(c) in ("of", "in", "at")]
    return found or [c for c in tree.children(token, "compound", "amod") if c.ent_type_]


def _owner(token: Token) -> list[Token]:
    """Return who owns a thing or has a position; coordinated nouns share their owner.

    "Acme's founder and chairman" and "founder and chairman of Acme" have two positions at Acme.
    """
    found = _own_owner(token)
    if not found and token.dep_ == "conj" and token.head.pos_ in _NOUNS:
        found = _own_owner(token.head)
    doc, before = token.doc, token.i - 2
    if not found and before >= tree.starts(token) and doc[before + 1].pos_ == "CCONJ":
        # "Acme Chairman and President Ann Lee", where both titles hang on the name
        same = doc[before].pos_ in _NOUNS and doc[before].dep_ == token.dep_ == "nmod:desc"
        found = _own_owner(doc[before]) if same else []
    if not found and token.pos_ in _NOUNS:
        joined = [c for c in tree.children(token, "conj") if c.pos_ in _NOUNS]
        found = [o for c in joined for o in tree.children(c, "nmod") if tree.case_of(o) == "of"]
    return found


def _indirect(token: Token) -> list[Token]:
    """Return the indirect object, or the first of two objects: Acme, in "gave Acme a loan"."""
    objects = tree.children(token, "obj")
    return tree.children(token, "iobj") or (objects[:1] if len(objects) > 1 else [])


def _clauses(token: Token) -> list[Token]:
    """Return the clauses that say what a word is about; not when, why or despite what it happens.

    "a report in the Herald that it would close": trees hang such a clause on "denied", too.
    """
    deps = ("xcomp", "ccomp", "acl", "csubj", "advcl")
    found = [c for c in tree.children(token, *deps) if c.dep_ != "advcl" or not _circumstance(c)]
    if found or token.pos_ != "NOUN" or token.dep_ != "obj":
        return found
    after = [c for c in tree.children(token.head, "ccomp") if c.i > token.i]
    return [c for c in after if any(m.lower_ == "that" for m in tree.children(c, "mark"))]


def _circumstance(clause: Token) -> bool:
    """Tell whether a clause is opened by a word for a time, a reason or a concession."""
    openers = tree.children(clause, "mark", "advmod")
    return any(
        o.lower_ in _CIRCUMSTANCE and o.i < clause.i and not _is_asked(o, clause.head)
        for o in openers
    )


def _is_asked(opener: Token, verb: Token) -> bool:
    """Tell whether a clause says what is told, not when it is: "did not say when it would close"."""
    return opener.lower_ == "when" and opener.i == verb.i + 1 and verb.lemma_.lower() in _TELLING


_BEFORE_NOUN = frozenset({"DET", "ADJ", "NOUN", "PRON"})
_TELLING = frozenset({"say", "specify", "disclose", "reveal", "announce", "know", "tell"})


def _predicate(token: Token) -> list[Token]:
    """Return what a verb says that somebody is; of "become" the noun right after it, wherever the tree hangs it."""
    found = tree.children(token, "xcomp", "obj", "dep", "obl")
    at, end, last = token.i + 1, tree.ends(token), None
    if found or token.lemma_.lower() != "become":
        return found
    while at < end and token.doc[at].pos_ in _BEFORE_NOUN and not token.doc[at].ent_type_:
        last = token.doc[at] if token.doc[at].tag_ in ("NN", "NNS") else last
        at += 1
    return [] if last is None else [last]


def _purpose(token: Token) -> list[Token]:
    """Return the infinitives with "to" that say what for: "invests $9 million (to retool its plant)"."""
    found = tree.children(token, "xcomp", "acl", "advcl")
    found += [c for o in tree.children(token, "obj") for c in tree.children(o, "acl")]
    return [c for c in found if any(m.lower_ == "to" for m in tree.children(c, "mark"))]


def _upward(token: Token) -> list[Token]:
    return [] if token.head.i == token.i else [token.head]


def _over(token: Token) -> list[Token]:
    """Return the word above, unless somebody of the clause's own parts the word from it.

    Of "Acme managed to post a loss" it is Acme's; not of "Acme said its rivals posted a loss".
    """
    a = arrays(token.doc)
    own = [c.i for c in tree.children(token, "nsubj") if c.tag_ != "WDT"]
    return [] if any(can_speak(a, i) for i in own) else _upward(token)


def _compound_head(token: Token) -> list[Token]:
    """Return the name that a title stands before: "CEO Lei Jun"."""
    if token.dep_ in ("compound", "nmod", "flat", "nmod:desc", "amod", "dep"):
        after = token.doc[token.i + 1] if token.i + 1 < tree.ends(token) else token
        far = after.ent_iob_ == "B" and after.ent_type_ in _PARTIES and token.head.i > after.i
        return [] if far and token.head.i not in {t.i for t in tree.entity(after)} else [token.head]
    return tree.children(token, "flat")


def _appositive(token: Token) -> list[Token]:
    """Return the other side of an apposition, whichever way round it is."""
    found = tree.children(token, "appos", "nmod:desc")
    if token.dep_ in ("appos", "nmod:desc"):
        found.append(token.head)
    return found


def _holder(token: Token) -> list[Token]:
    """Return the names that a description of a person is given, wherever the tree hangs them.

    "A director of the company's marketing department, Jane Doe" ties Jane Doe
    to the director or, in many trees, to the department.
    """
    inside = tree.descend(token, frozenset({"acl:relcl", "advcl", "parataxis", "conj"}))
    found = [t for t in inside if t.dep_ in ("appos", "nmod:desc", "nsubj", "dep", "list")]
    return [t for t in found if t.ent_type_ == "PERSON" and t.i > token.i]


def _person_before(token: Token) -> list[Token]:
    """Return the person whose name a title follows after a comma: "Jane Doe, head of Acme"."""
    doc, left = token.doc, token.left_edge.i
    while left < token.i and doc[left].is_punct:
        left += 1
    if left - tree.starts(token) < 2 or doc[left - 1].text not in (",", "(", "–", "—", "-"):
        return []
    name = doc[left - 2]
    return [entity_root(name)] if name.ent_type_ == "PERSON" else []


def _person_after(token: Token, *, comma: bool) -> list[Token]:
    """Return the person whose name follows a title: at once, after "and" more, or after all of it.

    With `comma`, what belongs to the title comes before: "the head of sales, Jane Doe".
    """
    doc, end = token.doc, tree.ends(token)
    at = token.i + 1
    if comma:
        return _person_after_title(token)
    if at < end and doc[at].lower_ in ("and", "&", "/"):
        at += 1
        last = at + 4
        while at < min(end, last) and not doc[at].ent_type_ and doc[at].pos_ in _TITLE_POS:
            at += 1
    owned = token.i > tree.starts(token) + 1 and token.doc[token.left_edge.i].ent_type_
    named = at == token.i + 1 and doc[min(at, end - 1)].ent_iob_ == "B" and owned
    if at < end and (doc[at].ent_type_ == "PERSON" or (named and doc[at].ent_type_ == "COMPANY")):
        return [entity_root(doc[at])]
    return []


def _person_after_title(token: Token) -> list[Token]:
    """Return the person named after a title and what belongs to it, whatever the tree says."""
    doc = token.doc
    for at in range(token.i + 1, min(tree.ends(token), token.i + _LONGEST_TITLE)):
        word = doc[at]
        if word.ent_type_ == "PERSON" and word.ent_iob_ == "B":
            before = doc[at - 1]
            tied = before.text == "," or before.pos_ in _NOUNS
            # "the sale of Acme to Ann Lee" has no title: only of, for, at, in and and go on with one.
            return [entity_root(word)] if tied else []
        if word.pos_ in _ENDS_TITLE or (word.is_punct and word.text not in (",", "-", "&", "'")):
            return []
        if word.text == "," and not _names_person(token, at + 1):
            return []
        if word.pos_ == "ADP" and word.lower_ not in ("of", "for", "at", "in"):
            return []
    return []


def _names_person(token: Token, at: int) -> bool:
    """Tell whether a person's name begins at a place, after "Dr." or "Sir" at most."""
    doc = token.doc
    while at < tree.ends(token) and doc[at].lower_.rstrip(".") in discourse.forms_of_address():
        at += 1
    return at < tree.ends(token) and doc[at].ent_type_ == "PERSON"


def _nearby(token: Token) -> list[Token]:
    """Return the organization next to a position by the order of words: "economist with Acme".

    It follows the title and its preposition with no verb or comma between, or stands just before.
    """
    doc = token.doc
    for at in range(token.i + 1, min(tree.ends(token), token.i + _LONGEST_TITLE)):
        word = doc[at]
        if word.pos_ in _ENDS_TITLE or word.is_punct or word.ent_type_ == "PERSON":
            break
        if word.ent_iob_ == "B" and word.ent_type_ in ORGANIZATION_LABELS:
            return [entity_root(word)]
    return name_before(token) or _name_around_titles(token)


def _name_around_titles(title: Token) -> list[Token]:
    """Return the organization before several titles, or after a comma.

    "Acme's President and Chief Executive Ann Lee"; "Ann Lee, chairman, Acme, said".
    """
    doc, at = title.doc, title.i - 1
    while at > tree.starts(title) and doc[at].lower_ in discourse.title_words():
        at -= 1
    if at < title.i - 1 and at > tree.starts(title) and doc[at].tag_ == "POS":
        at -= 1
        if doc[at].ent_type_ in ORGANIZATION_LABELS:
            return [entity_root(doc[at])]
    after = title.i + 2
    if after < tree.ends(title) and doc[after - 1].text == "," and _person_before(title):
        name = doc[after]
        return [entity_root(name)] if name.ent_type_ in ORGANIZATION_LABELS else []
    return []


def _beside(token: Token) -> list[Token]:
    """Return the person whom a title stands beside, going by the order of the words alone."""
    return (
        _person_after(token, comma=False)
        or _person_before(token)
        or _person_after(token, comma=True)
    )


def _introduced(token: Token) -> list[Token]:
    """Return the names of a person who is new to the reader: "a director, Jane Doe, confirmed".

    Somebody introduced so speaks in person; the head or spokesman of a company speaks for it.
    """
    new = any(c.dep_ == "det" and c.lower_ in ("a", "an", "one") for c in token.children)
    return _holder(token) if new and not token.lemma_.lower().startswith("spokes") else []


def _before_be(token: Token) -> list[Token]:
    """Return what stands before "is" and a word, whatever the tree says: "(the van) is due in mid-2026"."""
    doc, at = token.doc, token.i - 1
    while at > tree.starts(token) and doc[at].pos_ == "ADV":
        at -= 1
    if at <= tree.starts(token) or doc[at].lemma_.lower() != "be":
        return []
    word = doc[at - 1]
    return [entity_root(word)] if word.pos_ in ("NOUN", "PROPN", "PRON", "NUM") else []


def _sayer(token: Token) -> list[Token]:
    """Return who says the clause of a word: Acme, in "the cars are due in May, Acme said"."""
    for above in [token, *token.ancestors]:
        for verb in [above, *tree.children(above, "parataxis")]:
            if verb.i != token.i and modality.is_saying(verb):
                return tree.agents(verb) or tree.children(verb, "nsubj", "nsubj:pass")
    return []


def _placeless(title: Token) -> list[Token]:
    """Return a title that stands without a place: "CEO Ann Lee", but not "Zeta Committee Chairman Ann Lee".

    The order of words decides: before the title there is no noun, name or possessor,
    and after it neither "of" nor a name set off by a comma.
    """
    doc, at, after = title.doc, title.i - 1, title.i + 1
    known = discourse.title_words() | discourse.functions()
    while at >= tree.starts(title) and (doc[at].lower_ in known or doc[at].pos_ == "ADJ"):
        at -= 1
    placed = at >= tree.starts(title) and (
        doc[at].pos_ in _NOUNS or doc[at].tag_ == "POS" or bool(doc[at].ent_type_)
    )
    if after + 1 < tree.ends(title):
        follows = doc[after + 1] if doc[after].text == "," else doc[after]
        placed |= (
            doc[after].lower_ in ("of", "at", "for", "-")
            or follows.ent_type_ in ORGANIZATION_LABELS
        )
    return [] if placed else [title]


_HOPS: dict[str, Callable[[Token], list[Token]]] = {
    "agent": wordorder.agents,
    "patient": wordorder.patients,
    "subject": tree.surface_subject,
    "undergoer": lambda token: tree.surface_subject(token) if tree.is_passive(token) else [],
    "owner": _owner,
    "head": _upward,
    "over": _over,
    "apposition": _appositive,
    "titled": _compound_head,
    "holder": _holder,
    "introduced": _introduced,
    "beside": _beside,
    "nearby": _nearby,
    "above": tree.agent_above,
    "sayer": _sayer,
    "thing": products.product_in_mind,
    "goal": discourse.goal_in_mind,
    "pledge": discourse.pledge_before,
    "site": discourse.site_near,
    "told_site": site_told,
    "none": none_of,
    "promise": promises.promise_of,
    "promised": promises.content_of,
    "as": promises.as_told,
    "items": promises.items_of,
    "equals": tree.equals,
    "called": name_after,
    "next": wordorder.next_person,
    "next_title": wordorder.next_title,
    "after_be": wordorder.after_be,
    "before_figure": wordorder.before_figure,
    "source": dealings.source,
    "chosen": dealings.chosen,
    "set-off": after_comma,
    "aside": lambda token: before_comma(token) or after_comma(token),
    "preceding": name_before,
    "indirect": _indirect,
    "self": lambda token: [token],
    "placeless": _placeless,
    "whole": whole,
    "unplaced": lambda token: [] if goes_to_place(token) else [token],
    "before_be": _before_be,
    "bare": lambda token: [] if tree.children(token, "compound", "nmod", "amod") else [token],
    "listed": exemplars,
    "named": lambda token: [c for c in tree.children(token, "compound", "amod") if c.ent_type_],
    "poss": tree.possessors,
    "object": lambda token: tree.children(token, "obj"),
    "kept": kept_from,
    "clause": _clauses,
    "infinitive": lambda token: [
        c
        for c in tree.children(token, "xcomp", "acl", "ccomp", "advcl")
        if c.pos_ in ("VERB", "AUX", "NOUN", "ADJ", "PROPN")
    ],
    "purpose": _purpose,
    "predicate": _predicate,
    "adnominal": lambda token: tree.children(token, "acl"),
    "relative": lambda token: tree.children(token, "acl:relcl"),
    "compound": lambda token: tree.children(token, "compound"),
    "amod": lambda token: tree.children(token, "amod"),
}
"""The steps that a path may take; `prep:X` stands for the nominals that X ties on."""


def _led(token: Token, step: str) -> list[Token]:
    """Return where a step leads from a token."""
    if step.startswith("prep:"):
        preposition = step[5:]
        first = preposition.partition(" ")[0]
        there = not first or first in arrays(token.doc).said(token.i)
        return tree.obliques(token, preposition) if there else []
    return _HOPS[step](token)


_FAR = frozenset({"thing", "goal", "pledge", "told_site"})
"""Steps that may lead out of a sentence into those before it."""


@cache
def _parted(path: str) -> tuple[str, str, frozenset[str], bool]:
    """Return a path up to its last step, that step, the lemmas that it is narrowed to, and whether it stays near.

    Example:
        >>> _parted("agent[share]>owner")
        ('agent[share]', 'owner', frozenset(), True)
    """
    before, _, last = path.rpartition(">")
    step, _, lemmas = last.rstrip("]").partition("[")
    near = _FAR.isdisjoint(one.partition("[")[0] for one in path.split(">"))
    return before, step, frozenset(lemmas.split("|") if lemmas else ()), near


def _is_said(a: Arrays, i: int, lemmas: frozenset[str]) -> bool:
    """Tell whether the sentence of a word has one of some lemmas, or the next, where trees end one too early."""
    if not lemmas.isdisjoint(a.lemmas(i)):
        return True
    end = a.sents[a.sent[i]][1]
    return end < a.count and not lemmas.isdisjoint(a.lemmas(end))


REFERRING = frozenset(
    {
        "topic",
        "about",
        "maker",
        "brand",
        "other",
        "headed",
        "led",
        "court",
        "divided",
        "state",
        "employer",
        "authority",
    }
)
"""Steps that ask who is meant, not where something stands: only the last of a path may be one."""


@cache
def last_step(path: str) -> str:
    """Return the name of the last step of a path, without what narrows it.

    Example:
        >>> last_step("whole>topic[COMPANY]")
        'topic'
    """
    return path.rpartition(">")[2].partition("[")[0]


def known_path(path: str) -> bool:
    """Tell whether a path is made of steps that exist, each where it may stand."""
    before, _, _ = path.rpartition(">")
    last = last_step(path)
    if last == "authority":
        return not before
    steps = [step.partition("[")[0] for step in before.split(">") if before]
    steps += [] if last in REFERRING else [last]
    return all(step in _HOPS or step.startswith("prep:") for step in steps)


def places(a: Arrays, doc: Doc, trigger: int, path: str) -> tuple[int, ...]:
    """Return where the heads stand that a path leads to from a trigger; found once for a `Doc`.

    Args:
        a: The text.
        doc: The text, for what looks at tokens.
        trigger: The place of the trigger.
        path: Steps parted by `>`; paths that begin alike are followed together up to where they part.
    """
    answers = a.answers[trigger]
    found: tuple[int, ...] | None = answers.get(path)
    if found is None:
        before, step, wanted, near = _parted(path)
        if wanted and near and not _is_said(a, trigger, wanted):
            found = ()
        elif step == path:
            found = tuple([t.i for t in _led(doc[trigger], step)])
        else:
            starts = places(a, doc, trigger, before) if before else (trigger,)
            found = tuple([k for i in starts for k in places(a, doc, i, step)])
        if wanted and found:
            joined = [k for i in found for k in tree.conjunct_places(doc[i])]
            found = tuple([k for k in joined if a.lemma[k] in wanted])
        answers[path] = found
    return found


def follow(trigger: Token, path: str) -> list[Token]:
    """Return the heads that a path leads to from a trigger.

    A path is a chain of steps parted by `>`; a step may be narrowed to lemmas:
    `agent[share|stock]>owner` is the owner of the shares that act. Steps that ask
    who is meant (`REFERRING`) need more than the tree: `slots.fill` follows them.
    """
    doc = trigger.doc
    found = places(arrays(doc), doc, trigger.i, path)
    return [doc[i] for i in found] if found else []
