"""What a sentence says of a person's position beside the one that it tells of: whose it is, and since when."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from kg.extract import discourse, tree
from kg.extract.arrays import Arrays, arrays
from kg.extract.control import controls
from kg.extract.discourse import listed
from kg.extract.leaving import leaves_no_post
from kg.extract.match import Candidate
from kg.extract.posts import posts, taken_by
from kg.model import Kind

_FOLLOWED = frozenset({"succeed", "replace", "follow"})
_TITLES = ("appos", "nmod:desc", "parataxis", "list")


def misread(candidate: Candidate) -> str | None:
    """Return why a claim of a position can't be what the sentence tells, or None."""
    kind = candidate.claim.kind
    rules = _RULES.get(kind)
    if rules is None:
        return None
    told = candidate.object is not None
    if kind is Kind.DEPARTURE and leaves_no_post(candidate.trigger, candidate.subject.token):
        return "what somebody leaves is no position"
    if told and _only_quoted(candidate):
        return "who speaks is not of those that the quotation names"
    return next(
        (why for wrong, named, why in rules if (told or not named) and wrong(candidate)), None
    )


def without_others(proposed: Iterable[Candidate], found: Sequence[Candidate]) -> list[Candidate]:
    """Return the candidates of the model without those that give somebody the title of another.

    In "Ann Lee, the head of Acme, and Bo Ek, the head of Zeta" a frame ties each title to its holder.
    """
    held: dict[tuple[bool, int], set[str]] = {}
    for one in found:
        if _names_holder(one) and one.trigger.pos_ in ("NOUN", "PROPN") and not misread(one):
            held.setdefault(_place(one), set()).add(one.claim.subject)
    kept = []
    for one in proposed:
        holders = held.get(_place(one)) if _names_holder(one) else None
        if not holders or one.claim.subject in holders:
            kept.append(one)
    return kept


def _place(candidate: Candidate) -> tuple[bool, int]:
    """Return where a candidate is told: whether in the title, and by which token."""
    return candidate.claim.title_evidence, candidate.trigger.i


def _names_holder(candidate: Candidate) -> bool:
    """Tell whether a candidate gives a position to a person by name."""
    return candidate.claim.kind is Kind.ROLE and candidate.subject.token.ent_type_ == "PERSON"


def _is_followed(candidate: Candidate) -> bool:
    """Tell whether somebody succeeds a person: Endo, in "she succeeds Hiroshi Endo".

    What a clause on the name itself tells of is another post: "Endo, who becomes chairman"
    (but not "Endo, who returns to Tokyo").
    """
    person, trigger = candidate.subject.token, candidate.trigger
    verb = person.head
    own = trigger.dep_ == "acl:relcl" and trigger.head.i == person.i
    if own and trigger.lemma_ in posts("taking_up"):
        return False
    return person.dep_ == "obj" and verb.lemma_.lower() in _FOLLOWED and not tree.is_passive(verb)


def _of_kin(candidate: Candidate) -> bool:
    """Tell whether a post is that of somebody's kin: "Ann Lee, the founder's (eldest) daughter"."""
    doc, at = candidate.trigger.doc, candidate.trigger.i + 1
    if at >= len(doc) or doc[at].tag_ != "POS":
        return False
    at += 1
    while at < len(doc) and doc[at].pos_ == "ADJ":
        at += 1
    return at < len(doc) and doc[at].lemma_.lower() in posts("kin")


def _only_asks(candidate: Candidate) -> bool:
    """Tell whether a post is told as one at the firm that asks another to fill it: "Acme urged Zenith to name Bo Ek chairman"."""
    verb, place = candidate.trigger, candidate.object
    if verb.pos_ != "VERB" or place is None or not controls(verb.head) or verb.head.i == verb.i:
        return False
    asked = {t.i for t in tree.agents(verb)}
    asks = {t.i for t in tree.agents(verb.head)} - asked
    own = any(c.tag_ == "PRP$" for c in verb.subtree)  # "asked Bo Ek to find its next head"
    other = asked and candidate.subject.token.i not in asked
    names = {t.text for i in asks for t in tree.entity(verb.doc[i])}
    return bool(other) and not own and set((candidate.claim.object or "").split()) <= names


def _held_already(candidate: Candidate) -> bool:
    """Tell whether an organization is that of a title set off from a name: "Ann Lee, partner at Acme, joins"."""
    obj = candidate.object.token if candidate.object is not None else candidate.trigger
    person = candidate.subject.token
    if person.i > obj.i or person.ent_type_ != "PERSON" or not obj.ent_type_:
        return False
    title = obj.head
    between = [t.text for t in obj.doc[person.i : obj.i]]
    set_off = "," in between and title.dep_ in _TITLES and title.head.i == person.i
    return set_off and candidate.trigger.i != title.i and candidate.trigger.pos_ == "VERB"


def _in_office(candidate: Candidate) -> bool:
    """Tell whether an office of state is what somebody leaves, where its clause names no organization.

    "Mayor Ann Lee resigned" tells of no post at the firm that she joins or comes from.
    """
    person, name = candidate.subject.token, (candidate.claim.object or "").split()
    a = arrays(person.doc)
    if any(a.word[k] == name[0] for k in a.in_clause(a.clause(candidate.trigger.i))):
        return False
    first = tree.entity(person)[0].i
    before = person.doc[max(tree.starts(person), first - 3) : first]
    after = [c for c in tree.children(person, "appos") if c.i > person.i]
    return any(t.lower_ in listed("state_offices") for t in (*before, *after))


def _only_quoted(candidate: Candidate) -> bool:
    """Tell whether the one who speaks is said to be of an organization that the words spoken name.

    Who says "we disagree with Acme's findings" or "Acme gives us a home" is not of Acme.
    """
    person, name = candidate.subject.token, (candidate.claim.object or "").split()
    if person.ent_type_ != "PERSON" or candidate.object is None:
        return False
    quoted, doc = discourse.spoken(person), person.doc
    a = arrays(doc)
    inside: list[int] = []
    outside: list[int] = []
    for i in range(tree.starts(person), tree.ends(person)):
        (inside if i in quoted else outside).append(i)
    if not any(a.lower[i] in ("we", "our", "us") for i in inside):
        return False
    if any(a.word[i] == name[0] or a.tag[i] in ("POS", "PRP$") for i in outside):
        return False
    told = candidate.object.token.i
    if told in outside and a.label[told]:
        return False  # "Motors chief Ann Lee said": a part of its name stands for Acme Motors
    return any(
        a.label[i]
        and a.word[i] in name
        and (a.dep[i] == "nsubj" or (i + 1 < len(a) and a.tag[i + 1] == "POS"))
        for i in inside
    )


def _of_another(candidate: Candidate) -> bool:
    """Tell whether a word before a title says of whom it is: Ardent, in "Ardent chair Ann Lee"."""
    person = candidate.subject.token
    doc, at = person.doc, tree.entity(person)[0].i - 1
    first = tree.starts(person)
    known = discourse.title_words() | discourse.functions()
    if person.ent_type_ != "PERSON" or at <= first or doc[at].pos_ != "NOUN":
        return False
    title, at = doc[at], at - 1
    while at > first and doc[at].lower_ in known:
        at -= 1
    word = doc[at]
    named = word.text[:1].isupper() and word.text[1:].islower() and word.pos_ in ("ADJ", "PROPN")
    own = (candidate.claim.object or "").split()
    tied = word.head.i == title.i and not tree.case_of(word)
    return named and tied and at > first and not word.ent_type_ and word.text not in own


def _set_off_before(candidate: Candidate) -> bool:
    """Tell whether a title is that of the person before it: Ann Lee, in "Ann Lee, its chairman, and Bo Ek"."""
    title, person = candidate.trigger, candidate.subject.token
    first = tree.entity(person)[0].i
    if title.pos_ != "NOUN" or person.ent_type_ != "PERSON" or first <= title.i + 2:
        return False
    doc, left = title.doc, title.left_edge.i
    left += doc[left].text == ","
    before = doc[left - 2] if left > tree.starts(title) + 1 and doc[left - 1].text == "," else title
    beside = doc[first - 1].pos_ == "CCONJ" and doc[first - 2].text == ","
    return beside and before.ent_type_ == "PERSON" and title.tag_ == "NN"


def _of_person(candidate: Candidate) -> bool:
    """Tell whether somebody works for a person: "Ann Lee's lawyer", "her husband and manager"."""
    title, whose = candidate.trigger, candidate.object
    a = arrays(title.doc)
    if whose is None:
        return False
    kin = a.head[title.i]
    if a.dep[title.i] == "conj" and a.lemma[kin] in posts("kin"):
        return whose.token.i in {k for one in a.children(kin, "nmod:poss") for k in a.subtree(one)}
    return candidate.claim.object_type == "PERSON" and title.lemma_.lower() in posts("helpers")


def _is_to_come(candidate: Candidate) -> bool:
    """Tell whether a title is what somebody is to become, wherever the tree hangs it: "will become (chairman)"."""
    title = candidate.trigger
    a = arrays(title.doc)
    verb = taken_by(a, title.i) if title.pos_ == "NOUN" else None
    return verb is not None and a.lemma[verb] == "become"


def _is_given(candidate: Candidate) -> bool:
    """Tell whether a title is what another firm makes somebody: "hired Ann Lee, a director of Acme, as (chairman)"."""
    title, place = candidate.trigger, candidate.object
    a, k, first = arrays(title.doc), title.i - 1, tree.starts(title)
    while k > first and a.pos[k] in ("ADJ", "NOUN", "DET", "PRON"):
        k -= 1
    if title.pos_ != "NOUN" or k <= first or place is None:
        return False
    if a.lower[k] != "as" or a.word[k - 1] != ",":
        return False
    acts = a.dep[place.token.i] in ("nsubj", "nsubj:pass", "obl:agent")
    return place.token.i < k and not acts and _names_before(a, first, k)


def _names_before(a: Arrays, first: int, end: int) -> bool:
    """Tell whether somebody is named or hired for a post between two places."""
    return any(a.pos[k] == "VERB" and a.lemma[k] in posts("naming") for k in range(first, end))


def _held_by_another(candidate: Candidate) -> bool:
    """Tell whether another person's name follows a title at once: "chief executive Ann Lee met Tom Doe"."""
    title, person = candidate.trigger, candidate.subject.token
    after = title.doc[title.i + 1] if title.i + 1 < tree.ends(title) else title
    if title.pos_ != "NOUN" or after.ent_type_ != "PERSON" or person.i <= after.i:
        return False
    if title.text not in (candidate.claim.role or "").split():
        return False
    return person.i not in {t.i for t in tree.entity(after)} and title.tag_ == "NN"


def _only_demanded(candidate: Candidate) -> bool:
    """Tell whether others only ask somebody to leave: "faces calls to resign", "the fund wants Ann Lee to go".

    Who wants to leave of her own will may.
    """
    a, i, person = arrays(candidate.trigger.doc), candidate.trigger.i, candidate.subject.token.i
    first = next((k for k in a.children(i, "mark") if a.lower[k] == "to"), None)
    if first is None:
        return False
    for up in a.ancestors(i):
        if a.lemma[up] in posts("demands") and a.pos[up] == "NOUN":
            own = person in a.children(up, "nmod:poss")
            return not own and a.lemma[a.head[up]] not in posts("yielding")
        pressed = [k for k in a.children(up, "obl", "obj", "nsubj") if k < first]
        if a.lemma[up] in posts("facing") and any(
            a.lemma[k] in posts("demands") and a.pos[k] == "NOUN" for k in pressed
        ):
            return True
        if a.lemma[up] in posts("wanting"):
            asks = a.subject(up)
            return asks is not None and asks != person and up < person < first
        if a.pos[up] == "VERB":
            break
    return False


_RULES: dict[Kind, tuple[tuple[Callable[[Candidate], bool], bool, str], ...]] = {
    Kind.APPOINTMENT: (
        (_is_followed, False, "somebody else takes up the position"),
        (_only_asks, True, "who asks another to appoint somebody appoints nobody"),
        (_held_already, True, "a position that the person had before"),
    ),
    Kind.DEPARTURE: (
        (_in_office, True, "an office of state, and no position in the organization"),
        (_only_demanded, False, "others only ask somebody to leave"),
    ),
    Kind.ROLE: (
        (_of_kin, False, "the post of somebody's kin"),
        (_of_person, True, "who works for a person has no post at a firm by that"),
        (_of_another, False, "the title is one of another organization"),
        (_held_by_another, False, "the title is one of another organization"),
        (_is_to_come, False, "a position that somebody is to take up"),
        (_is_given, True, "the title is one of another organization"),
        (_set_off_before, False, "the title is set off from another person's name"),
    ),
}
"""By kind, what rules a claim out, whether it needs an organization that is told, and the reason."""
