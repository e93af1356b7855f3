"""Names that the analyser takes for a person or a product though the text treats them as a company.

Many companies bear their founder's name or that of their product. The text
tells: a company stands in apposition ("Doe, the British toolmaker"), the bare
name comes before anybody of that name has been introduced in full, the next
sentence goes on with "the start-up", a chairman of it is named, or a company's
longer name begins so and nobody's does. A product that announces or wants is a company.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

from spacy.tokens import Doc

from kg.extract.arrays import Arrays, arrays
from kg.extract.coref.appointed import call_persons, is_given_post
from kg.extract.coref.bare_firms import acts_as_firm, is_told_as_person
from kg.extract.coref.full_firms import call_firms
from kg.extract.coref.lists import Lists, lists
from kg.extract.coref.phrases import hyphenated
from kg.extract.coref.retold import retold
from kg.extract.coref.screening import Spelt

_WILFUL = frozenset(
    {
        "announce",
        "unveil",
        "want",
        "deny",
        "decline",
        "hire",
        "negotiate",
        "refuse",
        "acquire",
        "employ",
    }
    | {"intend", "pledge", "tell", "launch", "introduce", "invest", "sue", "appoint", "recruit"}
)
_HEADS = frozenset(
    {"chairman", "chairwoman", "chair", "ceo", "executive", "president", "founder", "co-founder"}
    | {"boss", "director", "manager"}
)
_SOLE = frozenset({"chairman", "chairwoman", "ceo", "executive", "president"})
_LONGEST_POST = 5  # tokens
_FIRMS = frozenset({"COMPANY", "ORG"})
_MISTAKEN = frozenset({"PLACE", "PRODUCT", "PERSON"})
_ARTICLES = frozenset({"the", "a", "an", "its", "their", "his", "her"})


def _is_business(a: Arrays, i: int, words: Lists) -> bool:
    """Tell whether a noun describes a business and neither a public body nor a person."""
    lemma = hyphenated(a, i)
    classes = words.org_classes.get(lemma, frozenset())
    return bool(classes - {"public", "press"}) and lemma not in words.person_classes


def _introduced_as_business(a: Arrays, name: Spelt, words: Lists) -> bool:
    """Tell whether an apposition just after a name calls it a business."""
    if name.end + 1 >= len(a) or a.word[name.end] != ",":
        return False
    stop = next(
        (
            i
            for i in range(name.end + 1, len(a))
            if a.word[i] == "," or a.sent[i] != a.sent[name.start]
        ),
        len(a),
    )
    first = name.end + 1
    if a.lower[first] not in _ARTICLES:
        return False
    return any(
        _is_business(a, i, words)
        and a.dep[i] in ("appos", "conj", "nmod", "nsubj", "root", "obl")
        and not any(a.dep[k] == "case" and a.head[k] == i for k in range(first, i))
        for i in range(first, stop)
        if a.pos[i] == "NOUN"
    )


def _taken_up(a: Arrays, name: Spelt, words: Lists) -> bool:
    """Tell whether the next sentence goes on with "the Danish start-up", said of this subject."""
    own = a.sents[a.sent[name.start]]
    if a.dep[name.head] not in ("nsubj", "nsubj:pass") or name.start != own[0]:
        return False
    if a.sent[name.start] + 1 >= len(a.sents):
        return False
    start, stop = a.sents[a.sent[name.start] + 1]
    while start < stop and a.pos[start] == "SPACE":
        start += 1
    if start >= stop or a.lower[start] != "the":
        return False
    for noun in range(start + 2, stop):
        if a.dep[noun] == "nsubj" and a.left[noun] == start and a.pos[noun] == "NOUN":
            return _is_business(a, noun, words)
    return False


def _speaks(a: Arrays, name: Spelt) -> bool:
    """Tell whether a name does what only people and companies do: it announces, wants, denies."""
    if a.dep[name.head] != "nsubj":
        return False
    verb = a.head[name.head]
    if a.lemma[verb] in _WILFUL and a.pos[verb] == "VERB":
        return True
    return any(
        a.dep[i] == "acl:relcl" and a.head[i] == name.head and a.lemma[i] in _WILFUL
        for i in range(name.end, min(name.end + 8, len(a)))
    )


def _holds_office(a: Arrays, name: Spelt) -> bool:
    """Tell whether a name follows the title of one head of a firm: "Acme's chief executive Cho Min-ho"."""
    at = name.start - 1
    if (
        " " not in name.text
        or at < 1
        or a.lemma[at] not in _SOLE
        or a.sent[at] != a.sent[name.start]
    ):
        return False
    first = at
    while first > 0 and a.lower[first - 1] in ("chief", "vice", "deputy", "acting", "managing"):
        first -= 1
    return first > 0 and a.tag[first - 1] == "POS"


def _called_by_first(found: Sequence[Spelt]) -> None:
    """Give the label PERSON to the first word of a full name that stands for it later on.

    Where family names come first, "Wen" is short for "Wen Jia" as soon as the text has named him;
    not where it was named before, or where an organization's longer name begins so, too.
    """
    firms = {
        n.text.split()[0]
        for n in found
        if n.label in ("COMPANY", "ORG", "OUTLET", "PRODUCT") and " " in n.text
    }
    seen: set[str] = set()
    named: set[str] = set()
    short: dict[str, list[Spelt]] = {}
    for name in (n for n in found if not n.title):
        first, *rest = name.text.split()
        if rest and name.label == "PERSON" and first not in seen and first not in firms:
            named.add(first)
        elif not rest:
            seen.add(first)
            if first in named and name.label == "COMPANY":
                short.setdefault(first, []).append(name)
    titled = {word for n in found if n.title for word in n.text.split()}
    for first, names in short.items():
        if first not in titled:
            for name in names:
                name.label = "PERSON"


def _by_family_name(found: Sequence[Spelt], a: Arrays, words: Lists) -> None:
    """Give the label PERSON to the family name of somebody whom the text has presented.

    "Jane Doe, the owner of the land, ... Doe says": not where the name was told before without the
    given one, in the title or in the same sentence ("Jane Doe, chief executive of Doe"), where an
    organization's longer name holds it, or where the text calls it a business.
    """
    held = {
        word
        for n in found
        if n.label != "PERSON" and (n.title or " " in n.text)
        for word in n.text.split()
    }
    presented: dict[str, set[int]] = {}
    barred: set[str] = set()
    short: dict[str, list[Spelt]] = {}
    for name in (n for n in found if not n.title):
        family = name.text.split()[-1]
        if name.label == "PERSON" and " " in name.text:
            if family in presented or _has_post(a, name, words):
                presented.setdefault(family, set()).add(a.sent[name.start])
        elif name.label in ("COMPANY", "ORG") and name.text == family:
            short.setdefault(family, []).append(name)
            business = _introduced_as_business(a, name, words) or _taken_up(a, name, words)
            if business or family not in presented or a.sent[name.start] in presented[family]:
                barred.add(family)
    for family, names in short.items():
        if family not in barred | held:
            for name in names:
                name.label = "PERSON"


def _has_post(a: Arrays, name: Spelt, words: Lists) -> bool:
    """Tell whether the text says what post the bearer of a full name has or gets."""
    return _presented(a, name, words) or is_given_post(a, name)


def _presented(a: Arrays, name: Spelt, words: Lists) -> bool:
    """Tell whether the words around a full name say what the person is: "chief executive"."""
    sent = a.sent[name.start]
    before = range(max(name.start - 2, a.sents[sent][0]), name.start)
    after = range(name.end + 1, min(name.end + 4, a.sents[sent][1]))
    told = name.end < a.sents[sent][1] and a.word[name.end] == ","
    near = [*before, *(after if told else ())]
    if a.dep[name.head] == "nsubj" and a.child(a.head[name.head], "cop") is not None:
        near.append(a.head[name.head])  # "Jane Doe is chief executive of Acme"
    return any(
        a.pos[i] in ("NOUN", "PROPN") and hyphenated(a, i) in words.person_classes for i in near
    )


def _headed(a: Arrays, name: Spelt, persons: Collection[int], words: Lists) -> bool:
    """Tell whether a head is told of a name, and who it is: "Zenith's chairman, Jane Doe".

    Persons have lawyers and spokesmen, but neither chairmen nor founders.
    """
    at, stop = name.end, a.sents[a.sent[name.start]][1]
    if at < stop and a.tag[at] == "POS":
        at += 1
    last = min(stop - 1, at + _LONGEST_POST)
    while at < last and a.lemma[at] not in _HEADS and a.pos[at] in ("ADJ", "NOUN", "VERB"):
        at += 1
    if at >= last or a.lemma[at] not in _HEADS:
        return False
    at += 2 if a.word[at + 1] == "," else 1
    while at < stop and a.lower[at].rstrip(".") in words.honorifics:
        at += 1
    return at in persons


def _call_by_trade(found: Sequence[Spelt], words: Lists) -> None:
    """Give the label COMPANY to names with a word that only firms have: "Halden Mining", "Banco Halden", "Halden ASA"."""
    for name in found:
        first, *_, last = name.text.split() if " " in name.text else ("", "")
        upper, end = last[:1].isupper(), last.lower().rstrip(".")
        ends = name.label in _MISTAKEN and upper and last.lower() in words.firm_endings
        sure = first.lower() in words.firm_beginnings or (upper and end in words.registered)
        if ends or (sure and name.label in _MISTAKEN | {"FACILITY"}):
            name.label = "COMPANY"


def _call_by_headline(found: Sequence[Spelt], a: Arrays, words: Lists) -> None:
    """Give the label COMPANY to a "person" whose first word is a firm in the headline, and who owns as "it" does.

    "Halden cuts jobs" above "Halden Stahl has scrapped its plan". People are not called by their first word
    in headlines, or it is told who they are.
    """
    firms = {n.text for n in found if n.title and n.label in _FIRMS}
    alone = {n.text for n in found}
    for name in found:
        first, *rest = name.text.split()
        if name.title or name.label != "PERSON" or first not in firms or len(rest) != 1:
            continue
        stop = a.sents[a.sent[name.start]][1]
        after = set(a.lower[name.end : stop])
        owns = "its" in after and not after & {"his", "her"}
        if owns and rest[0] not in alone and not _presented(a, name, words):
            name.label = "COMPANY"


def _call_by_post_below(found: Sequence[Spelt], a: Arrays, words: Lists) -> None:
    """Give the label PERSON to a "firm" of a headline that the body tells as a person with a post, in place.

    Capitals mark no names in "Acme Names Ann Lee Chief Executive"; the body has appointed Ann Lee as that.
    """
    titled = {n.text for n in found if n.title and n.label in _FIRMS and " " in n.text}
    below = [n for n in found if not n.title and n.text in titled]
    firms = {n.text for n in below if n.label != "PERSON"}
    told = {n.text for n in below if _has_post(a, n, words)} - firms
    for name in found:
        if name.title and name.text in told:
            name.label = "PERSON"


def _short_of_firms(found: Sequence[Spelt], words: Lists) -> set[str]:
    """Return the words that firms are called by for short: the first of longer names, or the last of some.

    The last one is so where words before and behind it are of firms alone: "Banco (Halden)", "Norsk (Halden) ASA".
    """
    short: set[str] = set()
    for name in found:
        first, *rest = name.text.split()
        if name.label not in _FIRMS or not rest:
            continue
        short.add(first)
        legal = rest[-1].casefold().rstrip(".") in words.legal_forms
        if legal and len(rest) == 2:
            short.add(rest[0])
        if first.lower() in words.firm_beginnings and len(rest) - legal == 1:
            short.add(rest[0])
    return short


def _families(body: Sequence[Spelt]) -> dict[str, set[str]]:
    """Return the names of persons by their last word, among them that word alone."""
    families: dict[str, set[str]] = {}
    for name in body:
        if name.label == "PERSON":
            families.setdefault(name.text.split()[-1], set()).add(name.text)
    return families


def retype(found: Sequence[Spelt], doc: Doc) -> None:
    """Give the label COMPANY to names that the body treats as companies, PERSON to short names.

    Args:
        found: Mentions of the title and the body, title first, in order; changed in place.
        doc: The analysed body.
    """
    a, words = arrays(doc), lists()
    _call_by_trade(found, words)
    _call_by_headline(found, a, words)
    _call_by_post_below(found, a, words)
    call_firms(found, a, {n.text for n in found if not n.title and _has_post(a, n, words)}, words)
    call_persons(found, a)
    _called_by_first(found)
    _by_family_name(found, a, words)
    body = [n for n in found if not n.title]
    firms: set[str] = set()
    full: set[str] = set()
    persons = {n.start for n in body if n.label == "PERSON"}
    own = {w for n in body if n.label == "PERSON" and " " in n.text for w in n.text.split()}
    persons_told = {n.text for n in found if not n.title and is_told_as_person(a, n, words)}
    persons_told.update(
        w
        for n in found
        if n.title and n.label == "PERSON" and " " in n.text
        for w in n.text.split()
    )
    families = _families(body)
    longer = _short_of_firms(found, words) - own
    for name in body:
        parts = name.text.split()
        if name.label == "PERSON" and len(parts) > 1:
            full.add(parts[-1])
        if name.label not in ("PERSON", "PRODUCT") or any(c.isdigit() for c in name.text):
            continue
        bare = len(parts) == 1
        if name.label == "PERSON" and name.text not in own and _headed(a, name, persons, words):
            firms.add(name.text)
        if name.label == "PERSON" and not bare:
            continue
        short = name.label == "PERSON" and name.text in longer
        early = (
            bare
            and name.label == "PERSON"
            and name.text not in full
            and len(families[name.text]) > 1
        )
        early = early or (
            bare and name.text not in own | persons_told and acts_as_firm(a, name, body, words)
        )
        taken_up = name.label == "PRODUCT" and (_taken_up(a, name, words) or _speaks(a, name))
        if early or short or taken_up or _introduced_as_business(a, name, words):
            firms.add(name.text)
    called = {n.text for n in body if n.label == "COMPANY" and _holds_office(a, n)}
    for name in found:
        if name.text in firms and name.label in ("PERSON", "PRODUCT"):
            name.label = "COMPANY"
        elif name.text in called:
            name.label = "PERSON"
    retold(found)
