"""Read an article once and say what its names, pronouns and descriptions refer to."""

from __future__ import annotations

from spacy.tokens import Doc

from kg.extract.arrays import Arrays
from kg.extract.coref.knowledge import describers
from kg.extract.coref.lists import lists
from kg.extract.coref.nominals import is_candidate, noun
from kg.extract.coref.phrases import What, phrase
from kg.extract.coref.pronouns import pronoun
from kg.extract.coref.salience import Referent
from kg.extract.coref.state import State, Watch, assign, begin, coordinate, latter, new

_TIES = ("compound", "nmod:poss", "nmod", "amod", "nmod:desc")


def resolve(
    doc: Doc, title_doc: Doc | None, *, publisher: str | None = None, watch: Watch | None = None
) -> State:
    """Return what every token of an article refers to.

    Args:
        doc: The analysed body.
        title_doc: The analysed title.
        publisher: Who published the article; never what "the company" means.
        watch: Is told of each choice between candidates.
    """
    s = begin(doc, title_doc, publisher)
    s.watch = watch
    if s.title_arrays is not None:
        _read_title(s, s.title_arrays)
    for start, end in s.a.sents:
        for i in range(start, end):
            _token(s, i)
        s.discourse.next_sentence()
    for name in s.names:
        if not name.title:
            for i in range(name.start, name.end):
                s.text.setdefault(i, s.referents[name.cluster])
    _employ(s)
    _first_person(s)
    return s


def _read_title(s: State, a: Arrays) -> None:
    for name in s.names:
        if not name.title:
            continue
        span = range(name.start, name.end)
        described = [k for k in describers(a, name.head, span) if k != a.head[name.head]]
        for i in (*span, *described):
            s.title.setdefault(i, s.referents[name.cluster])
    for i in range(len(a)):
        if i in s.title or a.pos[i] not in ("NOUN", "PROPN") or a.dep[i] == "compound":
            continue
        told = phrase(a, i, s.lists)
        if told.what is not What.PERSON or told.plural:
            continue
        fits = [
            r
            for r in s.referents
            if r.what is What.PERSON and r.name is not None and r.classes & told.classes
        ]
        if len(fits) == 1:
            s.title[i] = fits[0]


def _token(s: State, i: int) -> None:
    a = s.a
    if i in s.inside:
        name = s.name_at.get(i)
        if name is not None:
            found = s.referents[name.cluster]
            assign(s, i, found, "name")
            s.recent.append((i, found))
    elif a.lower[i] in s.lists.pronoun and a.pos[i] in ("PRON", "DET"):
        pronoun(s, i)
    elif a.lower[i] in ("latter", "former") and a.dep[i] not in ("amod", "advmod"):
        latter(s, i)
    elif is_candidate(a, i, s):
        noun(s, i)
    if a.dep[i] == "conj":
        coordinate(s, i)


def _first_person(s: State) -> None:
    """Resolve "I" and "we" in quotes to the one who is quoted, and the firm spoken for.

    Outside of quotes they are the author's, one and the same throughout.
    """
    for quote in s.quotes:
        speaker = s.text.get(quote.speaker) if quote.speaker is not None else None
        if speaker is None:
            continue
        firm: Referent | None = speaker
        if speaker.what is not What.ORGANIZATION:
            firm = employer(s, speaker, quote.speaker)
        for i in range(quote.start, quote.end):
            kind = _first(s, i)
            if kind == "i" and speaker.what is What.PERSON:
                s.text[i], s.kind[i] = speaker, "pronoun"
            elif kind == "we" and firm is not None:
                s.text[i], s.kind[i] = firm, "pronoun"
    author: dict[str, Referent] = {}
    for i in range(len(s.a)):
        kind = _first(s, i)
        if kind is not None and i not in s.text:
            if kind not in author:
                author[kind] = new(s, What.PERSON, "PERSON", plural=kind == "we")
            s.text[i], s.kind[i] = author[kind], "pronoun"


def _first(s: State, i: int) -> str | None:
    """Return `i`, `we` or `you` for a pronoun of the first or second person."""
    if s.a.pos[i] not in ("PRON", "DET"):
        return None
    kind = s.lists.pronoun.get(s.a.lower[i])
    return kind if kind in ("i", "we", "you") else None


def employer(s: State, person: Referent, at: int | None = None) -> Referent | None:
    """Return the organization that a person is said to belong to, at a mention or anywhere."""
    found = organization_at(s, at) if at is not None else None
    return found if found is not None else person.organization


def _employ(s: State) -> None:
    """Note for each person the first organization that one of the mentions names."""
    for i, person in s.text.items():
        if person.what is What.PERSON and person.organization is None:
            person.organization = organization_at(s, i)


def organization_at(s: State, i: int) -> Referent | None:
    """Return the organization that the noun phrase at `i` is tied to, by its own words."""
    a = s.a
    name = s.name_at.get(i)
    span = range(name.start, name.end) if name is not None else range(i, i + 1)
    for word in (i, *describers(a, i, span)):
        for k in a.kids[word]:
            if k in span or a.dep[k] not in _TIES:
                continue
            for m in (k, *a.kids[k]):
                r = s.text.get(m)
                if r is not None and r.what is What.ORGANIZATION and not r.members and r.name:
                    return r
    return _named_before(s, span.start) or _headed(s, i)


def _headed(s: State, i: int) -> Referent | None:
    """Return the organization that a person is said to head: "Ann Lee, who runs Acme", "the Spanish arm of Acme"."""
    a = s.a
    for verb in a.children(i, "acl:relcl"):
        led = a.child(verb, "obj") if a.lemma[verb] in s.lists.heading else None
        who = a.subject(verb)
        if led is None or who is None or a.lower[who] != "who":
            continue
        for k in (led, *a.children(led, "nmod", "nmod:poss")):
            r = s.text.get(k)
            if r is not None and r.what is What.ORGANIZATION and not r.members and r.name:
                return r
    return None


def _named_before(s: State, start: int) -> Referent | None:
    """Return the organization in front of a title: "Acme chief executive Ann Lee", whatever the tree says."""
    a, k = s.a, start - 1
    while k > 0 and a.pos[k] in ("NOUN", "ADJ") and a.sent[k] == a.sent[start]:
        k -= 1
    titled = start - 1 > k and a.lemma[start - 1] in lists().person_classes
    if not titled or a.pos[k] != "PROPN" or a.sent[k] != a.sent[start]:
        return None
    r = s.text.get(k) or s.text.get(a.head[k])
    known = r is not None and r.what is What.ORGANIZATION and not r.members and r.name
    return r if known else None
