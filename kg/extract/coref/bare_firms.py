"""Names of one word that do what firms do: "Acme said on Monday it would", "Acme named Ann Lee chief executive".

They look like family names, and nobody of that family is told. A person says "he would", has no
"company" that a spokeswoman speaks of, names nobody to a post of "its" own and runs no plants. Nor does one
resign from a person, or have a person a chief executive.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from kg.extract.arrays import Arrays
from kg.extract.coref.appointed import is_given_post
from kg.extract.coref.lists import Lists
from kg.extract.coref.screening import Spelt
from kg.extract.coref.works import runs_works
from kg.extract.sayers import is_reporting
from kg.extract.times.words import load_toml

_FAR = 10  # tokens between a verb of saying and "it"


@cache
def _words(name: str) -> frozenset[str]:
    """Return a list of `bare_firms.toml`."""
    return frozenset(load_toml("kg.extract.coref", "bare_firms.toml")[name])


def acts_as_firm(a: Arrays, name: Spelt, others: Sequence[Spelt], words: Lists) -> bool:
    """Tell whether a bare name does what firms do, or is spoken for as they are.

    Args:
        a: The analysed body.
        name: A mention of one word in it.
        others: All mentions of the body.
        words: The word lists.
    """
    if _is_titled(a, name, words):
        return False
    return (
        _says_it(a, name, words)
        or _appoints(a, name)
        or _names(a, name, others)
        or _is_spoken_for(a, name)
        or _has_speaker(a, name, others)
        or _has_officer(a, name, others)
        or _is_left(a, name, others)
        or runs_works(a, name)
    )


def is_told_as_person(a: Arrays, name: Spelt, words: Lists) -> bool:
    """Tell whether a bare name has a title before it: "Mr Doe", "Chairman Doe"."""
    return " " not in name.text and name.label == "PERSON" and _is_titled(a, name, words)


def _is_titled(a: Arrays, name: Spelt, words: Lists) -> bool:
    at = name.start - 1
    if at < 0 or a.sent[at] != a.sent[name.start]:
        return False
    noun = a.lemma[at].lower()
    person = noun in words.person_classes and noun not in words.org_classes
    return a.lower[at].rstrip(".") in words.honorifics or person


def _as_person(a: Arrays, name: Spelt) -> bool:
    """Tell whether the sentence goes on with "he" or "her" behind a name."""
    stop = a.sents[a.sent[name.start]][1]
    return bool(_words("persons") & set(a.lower[name.end : stop]))


def _says_it(a: Arrays, name: Spelt, words: Lists) -> bool:
    """Tell whether a bare name says of itself what "it" does: "Acme said (in a statement) it would close".

    Behind more words than "that", "it" must do what only firms do, or have something: "its plant".
    """
    verb = a.head[name.head]
    if a.dep[name.head] != "nsubj" or verb != name.end or not is_reporting(a, verb):
        return False
    at, stop = verb + 1, min(verb + 1 + _FAR, a.sents[a.sent[verb]][1])
    while at < stop and a.lower[at] in _words("between"):
        at += 1
    if at >= stop or a.lower[at] != "it" or a.dep[at] != "nsubj":
        return False
    does = a.head[at]
    if a.pos[does] != "VERB":
        return False
    if at <= verb + 2 and a.lower[at - 1] in ("that", a.lower[verb]):
        ahead = any(a.lower[k] in ("will", "would") for k in a.children(does, "aux"))
        return ahead or a.lemma[does] in words.agent_verbs
    owns = "its" in a.lower[does : a.sents[a.sent[verb]][1]]
    return (owns or a.lemma[does] in words.agent_verbs) and not _as_person(a, name)


def _opens(a: Arrays, name: Spelt) -> bool:
    """Tell whether a name opens its sentence, but for a day: "On Monday Acme"."""
    at = name.start - 1
    while at >= 0 and a.sent[at] == a.sent[name.start] and a.pos[at] != "SPACE":
        if a.lower[at] not in _words("between") and a.word[at] != ",":
            return False
        at -= 1
    return True


def _appoints(a: Arrays, name: Spelt) -> bool:
    """Tell whether a bare name does what firms do: "Acme appointed Ann Lee", not "Chairman Doe appointed her"."""
    verb = a.head[name.head]
    if a.dep[name.head] != "nsubj" or a.pos[verb] != "VERB" or a.lemma[verb] not in _words("acts"):
        return False
    return _opens(a, name)


def _names(a: Arrays, name: Spelt, others: Sequence[Spelt]) -> bool:
    """Tell whether a bare name gives a post of its own: "Acme named Ann Lee (its new) chief executive".

    Heads of state give posts of others, "president of the central bank".
    """
    verb = name.end
    while verb < len(a) and a.pos[verb] in ("AUX", "ADV"):
        verb += 1
    if verb >= len(a) or a.pos[verb] != "VERB" or a.lemma[verb] not in _words("names"):
        return False
    if not _opens(a, name) or _as_person(a, name):
        return False
    given = next((n for n in others if n.start == verb + 1 and n.label == "PERSON"), None)
    if given is None or " " not in given.text or not is_given_post(a, given):
        return False
    rest = range(given.end, min(given.end + _FAR, a.sents[a.sent[verb]][1]))
    return not any(a.lower[k] in ("of", "at") for k in rest)


def _is_spoken_for(a: Arrays, name: Spelt) -> bool:
    """Tell whether a spokeswoman of a bare name tells of "the company": "An Acme spokeswoman denied that the firm would"."""
    at, stop = name.end, a.sents[a.sent[name.start]][1]
    if at < stop and a.tag[at] == "POS":
        at += 1
    if at >= stop or a.lower[at] not in _words("spokesmen") or _as_person(a, name):
        return False
    return any(
        a.lower[k] in _words("called") and a.lower[k - 1] == "the" and a.dep[k].startswith("nsubj")
        for k in range(at + 2, stop)
    )


def _has_speaker(a: Arrays, name: Spelt, others: Sequence[Spelt]) -> bool:
    """Tell whether a person with no other bond to a bare name speaks: "said Acme's Ann Lee"."""
    at = name.end
    if at + 1 >= len(a) or a.tag[at] != "POS":
        return False
    who = next((n for n in others if n.start == at + 1 and n.label == "PERSON"), None)
    if who is None or " " not in who.text:
        return False
    before, after = name.start - 1, who.end
    near = [k for k in (before, after) if 0 <= k < len(a) and a.sent[k] == a.sent[name.start]]
    return any(is_reporting(a, k) for k in near)


def _has_officer(a: Arrays, name: Spelt, others: Sequence[Spelt]) -> bool:
    """Tell whether a person is said to hold an office that only firms have: "Ann Lee, Acme's (new) chief executive"."""
    at, stop = name.end + 1, a.sents[a.sent[name.start]][1]
    if name.end >= stop or a.tag[name.end] != "POS" or a.word[name.start - 1] != ",":
        return False
    if not any(n.end == name.start - 1 and " " in n.text and n.label == "PERSON" for n in others):
        return False
    while at < stop and a.lower[at] in _words("kinds_of_officer"):
        at += 1
    return " ".join(a.lower[at : at + 2]) in _words("officers") or (
        " ".join(a.lower[at : at + 3]) in _words("officers")
    )


def _is_left(a: Arrays, name: Spelt, others: Sequence[Spelt]) -> bool:
    """Tell whether somebody gives up work at a bare name: "Ann Lee has quit Acme", "resigned from Acme".

    Who "left" or "will leave" it may part with a person, but for what "the company" says of it.
    """
    word = name.head
    verb, from_it = a.head[word], a.lower[name.start - 1] == "from" if name.start else False
    if a.pos[verb] != "VERB" or name.start <= verb:
        return False
    who = a.subject(verb)
    if not any(n.head == who and " " in n.text and n.label == "PERSON" for n in others):
        return False
    if a.dep[word] == "obl" and from_it:
        return a.lemma[verb] in _words("resigns")
    if a.dep[word] != "obj" or _as_person(a, name):
        return False
    rest = range(name.end, a.sents[a.sent[verb]][1])
    called = any(a.lower[k] in _words("called") and a.lower[k - 1] == "the" for k in rest)
    return a.lemma[verb] == "quit" or (a.lemma[verb] == "leave" and called)
