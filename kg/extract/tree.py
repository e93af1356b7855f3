"""Questions asked of a Universal Dependencies tree: who does what to whom, and how far a phrase goes.

Active, passive, relative, controlled and nominal ways of saying one thing are brought to the
same logical arguments here, so that a frame needs one line for "X bought Y", "Y was bought by X",
"Y, bought by X", "X, which bought Y", "X plans to buy Y" and "the purchase of Y by X".

Labels are those of Universal Dependencies v2 (de Marneffe, Manning, Nivre and
Zeman, Computational Linguistics 47(2), 2021) as used in UD English EWT.
"""

from __future__ import annotations

from functools import partial

from spacy.tokens import Token

from kg.extract.answers import once, tokens_once
from kg.extract.arrays import Arrays, arrays
from kg.extract.control import bidden, controls, moved, planner
from kg.extract.cues import cues
from kg.extract.kin import NOMINAL, children, conjunct_places, conjuncts, ends, entity, starts

__all__ = [
    "NOMINAL",
    "children",
    "conjunct_places",
    "conjuncts",
    "ends",
    "entity",
    "starts",
]  # handed on, beside what is defined here

_VIEWED = frozenset({"obj", "obl", "obl:arg", "nsubj:pass"})
_OBLIQUE = frozenset({"obl", "nmod", "obl:arg", "obl:agent", "advcl", "xcomp"})
_LIGHT = ("obj", "obl", "nsubj", "nsubj:pass")
_NEVER_OF_VERBS = frozenset({"compound", "nmod", "flat", "nmod:desc", "amod", "aux"})
_NEVER_OF_VERBS |= {"parataxis", "discourse", "list", "dep", "appos"}
_RELATIVE = frozenset({"which", "that", "who", "whom"})
_PREPOSITIONAL = frozenset({"following", "including", "regarding", "concerning", "according"})
_MAX_DEPTH = 8  # longer chains of control and coordination are parser errors


@once
def case_of(token: Token) -> str:
    """Return the preposition of a nominal as one string, such as `for` or `because of`.

    The possessive marker `'s` counts, as UD treats it as a case. Where a preposition stands before,
    one that comes after ("for its unit ahead of the launch") belongs to something else.
    """
    words = [child for child in token.children if child.dep_ == "case"]
    words = [w for w in words if w.i < token.i or w.tag_ == "POS"] or words
    if not words and token.ent_type_:
        name = entity(token)
        words = [c for t in name for c in t.children if c.dep_ == "case" and c.i < name[0].i]
    if not words and token.dep_ == "conj":
        return case_of(token.head)
    parts = [
        part.lower_
        for word in words
        for part in (word, *(c for c in word.children if c.dep_ == "fixed"))
    ]
    return " ".join(parts)


@once
def has_subject(verb: Token) -> bool:
    """Tell whether a predicate has a subject of its own; a nominal with a preposition is none."""
    return any(
        child.dep_.startswith(("nsubj", "csubj")) and not _has_preposition(child)
        for child in verb.children
    )


def _has_preposition(token: Token) -> bool:
    """Tell whether a nominal has a preposition of its own before it, which rules out a subject."""
    return any(
        c.dep_ == "case" and c.tag_ in ("IN", "TO") and c.i < token.i for c in token.children
    )


@once
def is_passive(verb: Token) -> bool:
    """Tell whether a verb is in the passive, or a past participle after its noun."""
    labels = {child.dep_ for child in verb.children}
    stays = verb.dep_ == "xcomp" and verb.head.lemma_ in ("remain", "stay")  # "remains owned by"
    if "aux:pass" in labels or (stays and verb.tag_ == "VBN"):
        return True
    if labels & {"nsubj:pass", "csubj:pass"}:
        if any(c.dep_ == "aux" and c.lemma_.lower() == "have" for c in verb.children):
            return False  # "the shop has closed" is active, whatever the label of its subject
        # Headlines leave the auxiliary out; a past tense without agent is a mislabelled active.
        return "obj" not in labels and (verb.tag_ != "VBD" or bool(_by_phrases(verb)))
    if verb.dep_ == "acl":
        # "Acme, a brand of Zeta, delivered cars" is active, wherever the tree hangs it.
        active = verb.tag_ == "VBD" and "obj" in labels
        return verb.tag_ in ("VBN", "VBD") and not (active or has_subject(verb))
    if verb.dep_ in ("conj", "advcl") and verb.tag_ == "VBN" and not has_subject(verb):
        helped = any(child.dep_ == "aux" for child in verb.children)
        return not helped and (verb.dep_ == "advcl" or is_passive(verb.head))
    return False


def relative_head(token: Token) -> Token:
    """Return the noun that a relative pronoun stands for, or the token itself."""
    if token.lower_ in _RELATIVE:
        for above in token.ancestors:
            if above.dep_ == "acl:relcl":
                fits = above.head.pos_ in NOMINAL and above.head.i < token.i
                return above.head if fits else _noun_before(token)
    return token


def _noun_before(pronoun: Token) -> Token:
    """Return the nominal just before a relative pronoun, or the pronoun where there is none."""
    for i in range(pronoun.i - 1, max(pronoun.i - 4, -1), -1):
        word = pronoun.doc[i]
        if word.pos_ in NOMINAL:
            return word
        if word.pos_ not in ("PUNCT", "ADP", "SPACE"):
            break
    return pronoun


def _misread_subject(verb: Token) -> list[Token]:
    """Return a name before a finite verb under a label that no dependent of a verb has."""
    finite = verb.tag_ in ("VBD", "VBZ", "VBP")
    finite = finite or any(c.tag_ in ("VBZ", "MD") and c.dep_ == "aux" for c in verb.children)
    if not finite or verb.pos_ not in ("VERB", "AUX"):
        return []
    names = [c for c in verb.children if c.i < verb.i and c.dep_ in _NEVER_OF_VERBS]
    if verb.dep_ == "acl":  # "a venture, of Acme and Zenith, will": what a comma ends is no subject
        names = [c for c in names if verb.doc[entity(c)[-1].i + 1].text != ","]
    fit = [c for c in names if c.ent_type_ or (c.dep_ == "compound" and c.pos_ == "NOUN")]
    return [c for c in fit if not _has_preposition(c)][-1:]


def _described_subject(verb: Token) -> list[Token]:
    """Return the name before a verb where the tree hangs only what describes it there.

    "Danish network operator (Acme) has picked Zenith", with the operator beside the verb.
    """
    described = [c for c in children(verb, "nmod:desc") if c.i < verb.i and not c.ent_type_]
    at = verb.i - 1
    while described and at > starts(verb) and verb.doc[at].pos_ in ("AUX", "ADV"):
        at -= 1
    if not described or not verb.doc[at].ent_type_:
        return []
    name = entity(verb.doc[at])
    inside = {t.i for t in name}
    root = next((t for t in name if t.head.i not in inside), name[-1])
    below = any(d.is_ancestor(root) and d.i < root.i for d in described)
    return [root] if below and not _has_preposition(root) else []


def _owns(token: Token) -> bool:
    """Tell whether a nominal is marked as a possessor, which rules out a subject."""
    after = entity(token)[-1].i + 1
    return after < len(token.doc) and token.doc[after].tag_ == "POS" and bool(token.ent_type_)


def _strayed_subject(verb: Token) -> list[Token]:
    """Return the name just before a finite verb that the tree makes the subject, or agent, of another word.

    "Acme, which Zeta bought, makes maps": Zeta is read as what makes maps.
    """
    at = verb.i - 1
    helped = any(c.tag_ == "MD" and c.dep_ == "aux" for c in verb.children)
    while helped and at > starts(verb) and verb.doc[at].pos_ in ("AUX", "ADV"):
        at -= 1
    if not (helped or verb.tag_ in ("VBD", "VBZ", "VBP")) or at < starts(verb):
        return []
    name = entity(verb.doc[at]) if verb.doc[at].ent_type_ else []
    roots = [t for t in name if t.dep_.startswith("nsubj") or t.dep_ == "obl:agent"]
    return [t for t in roots if t.head.i > verb.i and not _has_preposition(t)][:1]


def possessors(noun: Token) -> list[Token]:
    """Return who has what a noun names: Acme, in "Acme's brands"; the marker counts where the tree errs."""
    found = children(noun, "nmod:poss")
    if found:
        return found
    a, first = arrays(noun.doc), noun.i - 1
    start = a.sents[a.sent[noun.i]][0]
    while first > start and a.pos[first] in ("ADJ", "NOUN", "NUM"):
        first -= 1
    if first <= start or a.tag[first] != "POS":
        return found
    name = noun.doc[first - 1]
    if not name.ent_type_:
        return found
    inside = {t.i for t in entity(name)}
    return [next((t for t in entity(name) if t.head.i not in inside), name)]


def _subjects(verb: Token) -> list[Token]:
    return tokens_once("subjects", verb, _own_subjects)


def _own_subjects(verb: Token) -> list[Token]:
    found = children(verb, "nsubj", "nsubj:pass", "nsubj:outer")
    found = [s for s in found if not _has_preposition(s) and not _owns(s)]
    found = found or _described_subject(verb) or _misread_subject(verb) or _strayed_subject(verb)
    if any(s.i < verb.i for s in found):
        found = [s for s in found if s.i < verb.i]
    return [relative_head(s) for s in found]


def _controller(verb: Token, depth: int) -> list[Token]:
    """Return the understood subject of an infinitive under another predicate."""
    head = verb.head
    if controls(head) or is_passive(head):
        found = children(head, "obj", "iobj", "nsubj:pass") or _second_subjects(head)
        if head.lemma_.lower() == "want":  # "the shop that Acme wants to open": Acme opens it
            found = [t for t in found if t.i > head.i]
        if found:
            return [relative_head(t) for t in found]
    return surface_subject(head, depth + 1)


def _has_as(verb: Token) -> bool:
    """Tell whether a participle says as what something is seen: "describes Y as owned by X"."""
    return verb.tag_ == "VBN" and any(c.dep_ == "mark" and c.lower_ == "as" for c in verb.children)


def surface_subject(verb: Token, depth: int = 0) -> list[Token]:
    """Return the understood subject of a predicate, through coordination and control."""
    return tokens_once(f"surface subject {depth}", verb, partial(_surface_subject, depth=depth))


def _surface_subject(verb: Token, depth: int) -> list[Token]:
    own = _subjects(verb)
    if own or depth > _MAX_DEPTH or verb.head.i == verb.i or verb.lower_ in _PREPOSITIONAL:
        return own
    head = verb.head
    if verb.dep_ == "conj" and head.pos_ in ("VERB", "AUX", "ADJ", "NOUN"):
        found = surface_subject(head, depth + 1)  # of "will go, Acme said" Acme doesn't go
        return [s for s in found if s.i < verb.i or head.i < verb.i] or found
    seen = verb.dep_ == "advcl" and verb.tag_ == "VBG" and controls(head)
    verbal = verb.dep_ == "acl" and head.pos_ in ("VERB", "AUX")  # an adverbial clause, misread
    if verbal and head.lemma_.lower() in cues().sets["viewing"]:
        return []
    bare = verbal and verb.tag_ == "VB" and controls(head)
    # "gave it until June to sell": who gets the time does it.
    given = verb.dep_ == "advcl" and verb.tag_ == "VB" and bool(children(head, "iobj"))
    given = (given and controls(head)) or bool(moved(verb))
    if verb.dep_ in ("xcomp", "ccomp") or seen or bare or given:
        return _controller(verb, depth)
    if verbal or verb.dep_ in ("advcl", "parataxis", "dep"):
        seen_as = children(head, "obj") if _has_as(verb) else bidden(verb) or _reproached(verb)
        return seen_as or surface_subject(head, depth + 1)
    return _noun_modified(verb, depth) if verb.dep_ == "acl" else []


def _reproached(verb: Token) -> list[Token]:
    """Return who does that for which something is done to them: Zeta, in "fined Zeta for selling maps"."""
    head = verb.head
    told = verb.dep_ == "advcl" and verb.tag_ == "VBG" and not is_passive(head)
    if not told or not any(c.lower_ == "for" for c in children(verb, "mark", "case")):
        return []
    against = [c for c in children(head, "obl") if case_of(c) == "against"]
    found = children(head, "obj", "iobj")[:1] or against
    return [relative_head(t) for t in found if t.i < verb.i and t.ent_type_]


def _noun_modified(verb: Token, depth: int) -> list[Token]:
    """Return the subject of a clause that modifies a noun: the noun itself, or who does it."""
    head = verb.head
    if any(c.tag_ == "MD" for c in children(verb, "aux")):  # "a venture, in which ..., will launch"
        return [head]
    if verb.tag_ == "VBG" and not children(verb, "mark"):  # not "the process of buying"
        return (_described_by(head) if head.pos_ == "NOUN" else []) or [head]
    if head.dep_ == "obj" and is_passive(head.head) and not possessors(head):
        return surface_subject(head.head, depth + 1)  # "was awarded a grant by Zeta to build it"
    return planner(verb) or noun_agent(head, depth + 1)


def _described_by(noun: Token) -> list[Token]:
    """Return whom a predicate noun describes: Acme, in "Acme is one of the firms controlling Zeta"."""
    top = noun.head if noun.dep_ == "nmod" and noun.head.lower_ in ("one", "some") else noun
    return _subjects(top) if children(top, "cop") else []


def _agent_above(noun: Token, depth: int) -> list[Token]:
    """Return the agent of the verb or noun that a noun hangs on: "announced a plan"."""
    head = noun.head
    if head.i == noun.i:
        return []
    if head.pos_ in ("VERB", "AUX"):
        others = noun.dep_ in _VIEWED and head.lemma_.lower() in cues().sets["viewing"]
        does = noun.dep_ in ("obj", "obl", "xcomp", "iobj", "obl:arg", "advcl", "nsubj:pass")
        return agents(head, depth + 1) if does and not others else []
    if noun.dep_ in ("conj", "nmod", "obl", "acl") and head.pos_ == "NOUN":
        return noun_agent(head, depth + 1)
    return []


def onlookers(verb: Token) -> list[Token]:
    """Return who only has a view on what an infinitive tells: Acme, in "Acme criticised plans to merge"."""
    noun = verb.head
    above = noun.head if noun.dep_ in _VIEWED else noun  # trees hang it on the verb, too
    return (
        agents(above)
        if verb.dep_ == "acl" and above.lemma_.lower() in cues().sets["viewing"]
        else []
    )


def agent_above(noun: Token) -> list[Token]:
    """Return who does the verb that a noun is the object of: Acme, in "Acme announced a bid"."""
    while noun.dep_ == "conj" and noun.head.pos_ == "NOUN":
        noun = noun.head
    return _agent_above(noun, 0) if noun.dep_ in ("obj", "nsubj:pass", "xcomp") else []


def equals(noun: Token) -> list[Token]:
    """Return what a noun is said to be, in "X is the owner" as in "the owner is X"."""
    while noun.dep_ == "conj" and noun.head.pos_ == "NOUN" and not children(noun, "cop"):
        noun = noun.head
    if children(noun, "cop"):
        return _subjects(noun)
    above = noun.head
    return [above] if noun.dep_ == "nsubj" and children(above, "cop") else []


def noun_agent(noun: Token, depth: int = 0) -> list[Token]:
    """Return who does what a noun names: "X's plan", "the plan by X", "X announced a plan"."""
    if depth > _MAX_DEPTH:
        return []
    found = possessors(noun)
    found += [c for c in children(noun, "nmod", "obl", "obl:agent") if case_of(c) == "by"]
    if found:
        return found
    if children(noun, "cop"):
        return _subjects(noun) or surface_subject(noun, depth + 1)
    named = [c for c in children(noun, "compound") if c.ent_type_]
    return named or _agent_above(noun, depth)


def _by_phrases(verb: Token) -> list[Token]:
    # "according to the paper" is no agent, whatever its label.
    found = [c for c in children(verb, "obl:agent") if case_of(c) in ("by", "")]
    return found or [c for c in verb.children if c.pos_ in NOMINAL and case_of(c) == "by"]


def agents(trigger: Token, depth: int = 0) -> list[Token]:
    """Return the heads of the logical subject of a verb, noun or adjective."""
    if depth > _MAX_DEPTH:
        return []
    if trigger.pos_ in ("VERB", "AUX"):
        if not is_passive(trigger):
            return surface_subject(trigger, depth)
        own = _by_phrases(trigger)
        if not own and trigger.dep_ == "conj" and is_passive(trigger.head):
            own = _by_phrases(trigger.head)
        return own
    if trigger.pos_ == "ADJ":
        return surface_subject(trigger, depth)
    return noun_agent(trigger, depth)


def _shared_object(verb: Token) -> list[Token]:
    """Return the object that a verb shares with the next: "developed and launched the phone"."""
    for other in children(verb, "conj"):
        if other.pos_ == "VERB" and not has_subject(other):
            return [t for t in children(other, "obj") if t.i > other.i]
    return []


def _gap(verb: Token) -> list[Token]:
    """Return the noun that a relative clause leaves out of it: "the firm X bought", "wants to buy".

    "Cars are what it wants to have" has the cars; "Acme, whose towers Zeta bought" leaves out no Acme.
    """
    top = verb.head if verb.dep_ == "xcomp" and not has_subject(verb) else verb
    whose = any(t.lower_ == "whose" for t in top.doc[top.head.i : top.i])
    if top.dep_ != "acl:relcl" or not has_subject(top) or whose:
        return []
    if not any(s.lower_ not in _RELATIVE for s in children(top, "nsubj")):
        return []  # the relative pronoun, if any, is no subject
    noun = top.head
    return _subjects(noun) if noun.lower_ == "what" else [noun]


def _second_subjects(verb: Token) -> list[Token]:
    """Return subjects after the verb where one stands before it: objects, wrongly labelled."""
    found = children(verb, "nsubj")
    if len(found) > 1 and found[0].i < verb.i:
        return [t for t in found if t.i > verb.i]
    return []


def _misread_objects(verb: Token) -> list[Token]:
    """Return objects under labels that they never have.

    A nominal right after a verb that the tree coordinates with it, or a name without a
    preposition that follows it as an oblique or, at once, under any label.
    """
    names = [
        c
        for c in children(verb, "iobj", "obl", "nmod", "dep", "compound")
        if c.i > verb.i and c.ent_type_ and not case_of(c)
    ]
    names += [
        c
        for c in children(verb, "mark", "advmod", "appos", "cc", "discourse")
        if c.pos_ == "PROPN" and 0 < entity(c)[0].i - verb.i <= 2 and not _has_preposition(c)
    ]
    return names[:1] or [
        c
        for c in children(verb, "conj")
        if c.pos_ in ("NOUN", "PROPN")
        and c.left_edge.i == verb.i + 1
        and not children(c, "cc", "case", "nsubj", "cop")
    ]


def _verb_patients(verb: Token, depth: int) -> list[Token]:
    if is_passive(verb):
        postposed = verb.dep_ == "acl" and verb.head.pos_ not in ("VERB", "AUX")
        return [verb.head] if postposed else surface_subject(verb, depth)
    if verb.dep_ in ("amod", "acl") and verb.i < verb.head.i and has_subject(verb):
        return [verb.head]  # "Acme first shared plans", read as shared plans
    found = children(verb, "obj") or _second_subjects(verb) or _misread_objects(verb)
    if found:
        return [relative_head(t) for t in found]
    return _gap(verb) or _shared_object(verb)


def patients(trigger: Token, depth: int = 0) -> list[Token]:
    """Return the heads of the logical object of a verb or noun."""
    if trigger.pos_ in ("VERB", "AUX"):
        return _verb_patients(trigger, depth)
    found = [c for c in children(trigger, "nmod", "obl") if case_of(c) == "of"]
    return found or [c for c in children(trigger, "compound") if c.ent_type_]


def _tied(a: Arrays, trigger: Token) -> list[tuple[int, str]]:
    """Return where nominals stand that may be tied to a trigger, each with its preposition."""
    i = trigger.i
    places = [i, *(k for k in a.below[i] if a.dep[k] in ("obj", "xcomp"))]
    if a.pos[i] not in ("VERB", "AUX") and a.dep[i] in _LIGHT:
        places.append(a.head[i])
    sets, above = cues().sets, a.lemma[a.head[i]]
    judges = any(above in sets[name] for name in ("judged", "stopped", "viewing"))
    judged = a.head[i] if judges else i
    found: dict[int, str] = {}
    for place in places:
        for k in a.below[place]:
            if place == judged != i and a.dep[k] == "obl:agent":
                continue  # "the takeover was approved by the regulator"
            late = a.dep[i] == "nsubj" and k > a.head[i]
            if late or k in found or not (a.dep[k] in _OBLIQUE or a.pos[k] in NOMINAL):
                continue
            child = trigger.doc[k]
            if a.dep[k] != "conj" or _has_preposition(child):  # not that of what it joins
                found[k] = case_of(child)
    return sorted(found.items())


def obliques(trigger: Token, preposition: str) -> list[Token]:
    """Return the nominals that a preposition ties to a trigger, its object or its light verb."""
    doc = trigger.doc
    a = arrays(doc)
    tied: list[tuple[int, str]] | None = a.answers[trigger.i].get("tied")
    if tied is None:
        tied = a.answers[trigger.i]["tied"] = _tied(a, trigger)
    found = [doc[k] for k, told in tied if told == preposition]
    at = trigger.i + 1
    case = at < len(a) and a.lower[at] == preposition and a.dep[at] == "case" and a.head[at] > at
    if not found and case and a.pos[at - 1] in ("NOUN", "PROPN"):
        # "the purchase of Zeta was completed": Zeta is read as a subject, "of" and all.
        found = [doc[a.head[at]]]
    if not found and preposition == "with":
        # "a venture for parts with Acme": Acme is the partner of the venture, not of the parts.
        found = [
            below
            for child in children(trigger, "nmod")
            for below in children(child, "nmod")
            if case_of(below) == "with" and below.ent_type_
        ]
    return sorted(found, key=lambda t: t.i)


def places_below(a: Arrays, i: int, skip: frozenset[str]) -> list[int]:
    """Return the place of a token and those of its subtree, leaving out branches whose label is in `skip`."""
    found, waiting = [], [i]
    while waiting:
        i = waiting.pop()
        found.append(i)
        waiting += [k for k in reversed(a.below[i]) if a.dep[k] not in skip]
    return found


def descend(token: Token, skip: frozenset[str]) -> list[Token]:
    """Return a token and its subtree, leaving out branches whose label is in `skip`."""
    doc = token.doc
    return [doc[i] for i in places_below(arrays(doc), token.i, skip)]
