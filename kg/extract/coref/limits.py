"""What a pronoun or a description can't refer to, by the words around it.

After the binding theory (Chomsky 1981): a name below a pronoun's clause is another's than the
pronoun's, and who acts in a clause is called "itself", not "the company", further on in it.
"""

from __future__ import annotations

from kg.extract.arrays import SUBJECTS
from kg.extract.coref.phrases import What, is_plural
from kg.extract.coref.salience import Referent
from kg.extract.coref.state import State
from kg.extract.coref.trades import in_name
from kg.extract.sayers import is_reporting

_OWN_CLAUSE = ("obj", "iobj", "obl", "obl:agent")
_THINGS = ("NOUN", "NUM", "PROPN", "SYM")
_NEAR_OWNER = 6  # tokens from a possessor to what it has
_DEALING = frozenset({"buy", "acquire", "purchase", "sell", "complete", "close", "agree"})
_VENTURE_FOR = 2  # sentences for which "it" is what was founded
_APART = ("parataxis", "conj", "discourse")


def barred(s: State, i: int) -> list[Referent]:
    """Return those that token `i` can't refer to: subjects of its own clause, names below it, outlets that are told."""
    found = [*_acting(s, i), *_having(s, i), *_named_below(s, i), *_accusing(s, i)]
    return [
        *found,
        *_told(s, i),
        *_dealt_in(s, i),
        *_selling(s, i),
        *_no_ventures(s, i),
        *_founding(s, i),
    ]


def _no_ventures(s: State, i: int) -> list[Referent]:
    """Return whom token `i` can't mean where it is "the venture": who was never called one, as those who have it are not."""
    word = s.a.lemma[i]
    if word not in s.lists.ventures:
        return []
    active = [r for r in s.discourse.active.values() if r.what is What.ORGANIZATION]
    active += [s.topic] if s.topic is not None and s.topic not in active else []
    return [r for r in active if r.name and not (word in r.modifiers or in_name(s, word, r))]


def _founding(s: State, i: int) -> list[Referent]:
    """Return whom "it" can't mean behind a venture that acts, or that they found together: "Acme and Zenith form a venture. It will open in May"."""
    a = s.a
    if s.lists.pronoun.get(a.lower[i]) != "it" or a.dep[i] not in SUBJECTS:
        return []
    if any(k in s.inside for k in range(a.sents[a.sent[i]][0], i)):
        return []  # "The venture is small. Acme said it would grow"
    for n in range(a.sent[i] - 1, max(a.sent[i] - 1 - _VENTURE_FOR, -1), -1):
        tokens = range(*a.sents[n])
        ventures = [k for k in tokens if a.lemma[k] in s.lists.ventures]
        acting = [k for k in ventures if a.dep[k] in SUBJECTS and a.dep[a.head[k]] == "root"]
        if acting:
            return _no_ventures(s, acting[0])
        for made in (k for k in ventures if a.dep[k] == "obj"):
            first = a.subject(a.head[made])
            parts = [] if first is None else [first, *a.children(first, "conj")]
            if len(parts) > 1:
                return [s.text[k] for k in parts if k in s.text]
        if any(k in s.inside for k in tokens):
            return []  # somebody else, or one of them, was told of since
    return []


def _dealt_in(s: State, i: int) -> list[Referent]:
    """Return whom the text names first as what a firm buys or sells, where token `i` tells it: "Acme bought Zeta, the company said".

    Who buys or sells tells it, unless the text is about the other.
    """
    a, said = s.a, s.a.head[i]
    if a.dep[i] not in SUBJECTS or not is_reporting(a, said):
        return []
    acts = [k for k in a.kids[said] if k < i and a.lemma[k] in _DEALING and a.pos[k] == "VERB"]
    subject = a.subject(acts[0]) if acts else None
    if subject not in s.text or s.text[subject].what is not What.ORGANIZATION:
        return []
    here = range(acts[0] + 1, i)
    known = {n.cluster for n in s.names if n.title or a.sent[n.start] < a.sent[i]}
    named = {s.name_at[k].cluster for k in here if k in s.name_at} - known
    return [r for n in sorted(named) if (r := s.referents[n]) is not s.text[subject]]


def _told(s: State, i: int) -> list[Referent]:
    """Return the outlet to which is told what token `i` stands in: "told Bloomberg TV it would open"."""
    a = s.a
    over = (k for k in a.ancestors(i) if k < i and a.lemma[k] == "tell" and is_reporting(a, k))
    verb = next(over, None)
    if verb is None:
        return []
    names = (s.name_at[k] for k in range(verb + 1, i) if k in s.name_at)
    return [r for n in names if (r := s.referents[n.cluster]).label == "OUTLET"]


def _accusing(s: State, i: int) -> list[Referent]:
    """Return who accuses another in the sentence before, where token `i` answers: "Acme sued Zenith. It denied"."""
    a = s.a
    n = a.sent[i]
    if n == 0 or a.dep[i] not in SUBJECTS or a.lemma[a.head[i]] not in s.lists.answering:
        return []
    start, end = a.sents[n - 1]
    found: list[Referent] = []
    for verb in range(start, end):
        if (
            a.lemma[verb] not in s.lists.charging
            or a.pos[verb] != "VERB"
            or a.child(verb, "aux:pass")
        ):
            continue
        subject, accused = a.subject(verb), a.child(verb, "obj")
        if subject in s.text and accused in s.text and s.text[accused].name:
            found.append(s.text[subject])
    return found


def _selling(s: State, i: int) -> list[Referent]:
    """Return who sells what token `i` says is bought: Acme, in "Acme will sell its mill. It will be bought by Zenith"."""
    a, verb = s.a, s.a.head[i]
    bought = a.dep[i] in ("nsubj:pass", "obj") and a.lemma[verb] in s.lists.buying
    if not bought or a.pos[i] != "PRON":
        return []
    many = s.lists.pronoun.get(a.lower[i]) == "they"
    found: list[Referent] = []
    for sold in range(a.sents[max(a.sent[i] - 1, 0)][0], i):
        up = a.head[sold]
        sells = a.dep[sold] == "obj" and a.lemma[up] in s.lists.selling
        if sells and is_plural(a, sold) is many and (seller := a.subject(up)) in s.text:
            found += [s.text[seller], *s.text[seller].members]
    return found


def _having(s: State, i: int) -> list[Referent]:
    """Return whose act is told of token `i`: Acme sells another, in "Acme's sale of the business"."""
    a = s.a
    at, found = i, []
    while a.dep[at] == "nmod" and a.head[at] < at:
        at = a.head[at]
        owner = a.child(at, "nmod:poss")
        if owner is not None and owner in s.text and at - owner < _NEAR_OWNER:
            found += [s.text[owner], *s.text[owner].members]
    return found


def _acting(s: State, i: int) -> list[Referent]:
    """Return the subject of the clause in which token `i` is acted on: "Acme sued it"."""
    a = s.a
    at = i
    while a.dep[at] in ("nmod", "obl") and a.pos[i] != "PRON" and a.pos[a.head[at]] in _THINGS:
        at = a.head[at]  # "Acme holds a stake in the company"
    if a.dep[at] not in _OWN_CLAUSE:
        return []
    governor = a.head[at]
    subject = a.subject(governor)
    steps = 0
    while subject in (None, i) and a.dep[governor] in ("xcomp", "conj") and steps < len(a):
        governor = a.head[governor]
        subject = a.subject(governor)
        steps += 1
    if subject is None or subject == i or subject not in s.text:
        return []
    acting = [subject, *(k for k in a.below[subject] if a.dep[k] == "conj" and k in s.text)]
    return [one for k in acting for one in (s.text[k], *s.text[k].members)]


def _named_below(s: State, i: int) -> list[Referent]:
    """Return those whom the clause of a subject names after it: "it" in "it will close Acme's hall"."""
    a = s.a
    if a.dep[i] not in SUBJECTS:
        return []
    top = a.head[i]
    found: list[Referent] = []
    waiting = [k for k in a.kids[top] if k > i and a.dep[k] not in _APART]
    while waiting:
        at = waiting.pop()
        if a.dep[at] not in ("ccomp", "xcomp") and is_reporting(a, at) and a.subject(at):
            continue  # ", Ann Lee of Acme wrote": the clause is not below what is told
        name = s.name_at.get(at)
        if name is not None:
            found.append(s.referents[name.cluster])
        waiting += [
            k for k in a.kids[at] if a.dep[k] not in _APART or a.pos[k] not in ("VERB", "AUX")
        ]
    return [r for r in found if r.what in (What.ORGANIZATION, What.PERSON)]


def makes_here(s: State, i: int, maker: Referent) -> bool:
    """Tell whether a clause names a thing after its maker: "its handset, the Acme X9".

    "Its" is Acme there, and so is who acts in the clause.
    """
    a = s.a
    if not maker.name or maker.what is not What.ORGANIZATION:
        return False
    owns = a.dep[i] == "nmod:poss"
    if not owns and a.dep[i] not in SUBJECTS:
        return False
    last = a.right[a.head[i]]
    own = owns or any(a.lower[k] in ("its", "their") for k in range(i, last + 1))
    first = maker.name.split()[0]
    for k in range(i + 1, last + 1):
        name = s.starts.get(k)
        if own and name is not None and name.label == "PRODUCT" and a.word[k] == first:
            return True
    return False
