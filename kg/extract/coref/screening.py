"""Which spans of the analyser are names, and how far they go.

The analyser sees one window; an article knows more: that EV was introduced as
short for "electric vehicle", or that a headline capitalizes every word.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Sequence
from typing import Protocol

from spacy.tokens import Doc

from kg.extract.amounts.numbers import tables
from kg.extract.arrays import Arrays, arrays
from kg.extract.coref.acronyms import initials
from kg.extract.coref.lists import Lists, lists

_TITLE_SHARE = 0.75
"""Share of capitalized long words from which a headline counts as in title case."""

_LONG_WORD = 4
_OWNED = frozenset({"NOUN", "PROPN", "ADJ", "NUM", "DET", "ADV", "SYM", "X"})
_COMMON = frozenset({"NOUN", "ADJ", "VERB", "ADV"})
_SHORT_FORMS = frozenset({"Co.", "Inc.", "Corp.", "Ltd.", "Cos."})
_SPELT_OUT = frozenset({"Company", "Corporation"})
_SHORTEST = 3  # letters: "& Co. KG" goes on
_PREFIXED = re.compile(r"(ex|non)-(?=[A-Z])", re.IGNORECASE)
_NO_END = frozenset({"of", "and", "the", "for"})
_PLURAL = frozenset({"are", "were", "have"})  # after what is several
_THINGS = frozenset({"COMPANY", "ORG", "OUTLET", "PRODUCT"})
_ABOUT_AND = frozenset({"COMPANY", "ORG", "OUTLET", "PRODUCT", "PERSON", "FACILITY"})
"""Labels that the analyser gives the halves of a firm's name: "Doe & Roe"."""


class Spelt(Protocol):
    """What is needed of a mention to know how far its name goes."""

    title: bool
    start: int
    end: int
    head: int
    label: str
    text: str


def singular(acronym: str) -> str:
    """Return an acronym without a plural s: `EVs` and `EV` are one.

    Example:
        >>> singular("EVs"), singular("IBM")
        ('EV', 'IBM')
    """
    return acronym[:-1] if acronym.endswith("s") and acronym[:-1].isupper() else acronym


def common_acronyms(doc: Doc) -> frozenset[str]:
    """Return the acronyms that a text introduces for common nouns: "electric vehicle (EV)"."""
    a = arrays(doc)
    found = set()
    for i in range(1, len(a) - 2):
        if a.word[i] != "(" or a.word[i + 2] != ")":
            continue
        letters = singular(a.word[i + 1])
        before = [k for k in range(max(0, i - 2 * len(letters)), i) if a.word[k].isalpha()]
        words = [a.word[k] for k in before][-len(letters) :]
        if letters.isupper() and "".join(w[0].upper() for w in words) == letters:
            capitals = sum(w[0].isupper() for w in words)
            if capitals == 0 or (capitals == 1 and words[0][0].isupper() and len(words) > 1):
                found.add(letters)
    return frozenset(found)


def is_common(span: Sequence[str], common: Collection[str], words: Lists) -> bool:
    """Tell whether a span names nobody: "EVs", "Chinese OEM"."""
    if singular(span[-1]) not in common:
        return False
    adjectives = {w for forms in words.demonyms.values() for w in forms}
    return all(w.casefold() in adjectives for w in span[:-1])


def is_trade(title: str, body: str, name: str) -> bool:
    """Tell whether the one word that a headline begins with is a trade and no name: "(Brewery) in trouble".

    Names of public bodies are such words, too ("Congress"), and so are names that the body has.
    """
    if not title.startswith(name) or re.search(rf"\b{re.escape(name)}\b", body):
        return False
    return bool(lists().org_classes.get(name.lower(), frozenset()) - {"public"})


def is_currency(a: Arrays, start: int, end: int) -> bool:
    """Tell whether a span is the currency of the figure after it: "SEK 95 million"."""
    code = end == start + 1 and a.word[start] in tables()["codes"]
    return code and end < len(a) and a.word[end][0].isdigit()


def _joined_end(doc: Doc, span: tuple[int, int], follows: tuple[int, int, str] | None) -> int:
    """Return the end of the other half of a name that breaks off at "&", -1 where there is none."""
    start, end = span
    at = end - 1 if doc[end - 1].text == "&" else end  # the span may end on the "&"
    if at + 1 >= len(doc) or doc[at].text != "&" or at == start:
        return -1
    if follows is not None and follows[0] == at + 1:
        several = at - start > 1 and follows[1] - follows[0] > 1  # "Acme Cars & Zenith Air": two
        return follows[1] if follows[2] in _ABOUT_AND and not several else -1
    word = doc[at + 1]
    return at + 2 if not word.ent_type_ and word.text[0].isupper() and word.is_alpha else -1


def entities(doc: Doc, body: Doc) -> list[tuple[int, int, str]]:
    """Return the analyser's names, as start, end and label, with firms' names in one piece.

    "Doe & Roe" is one firm though the analyser finds a Doe and a Roe; in a headline, where "&"
    stands for "and", only if the body has it so.

    Args:
        doc: The analysed body or title.
        body: The analysed body.
    """
    found: list[tuple[int, int, str]] = []
    spans = _with_beginnings(doc, [(e.start, e.end, e.label_) for e in doc.ents])
    while spans:
        start, end, label = spans.pop(0)
        if label in _ABOUT_AND or (label == "PLACE" and spans and spans[0][2] == "COMPANY"):
            other = _joined_end(doc, (start, end), spans[0] if spans else None)
            if other > end and (doc is body or doc[start:other].text in body.text):
                if spans and spans[0][0] < other:
                    label = spans.pop(0)[2]
                end, label = other, label if label in ("FACILITY", "OUTLET", "ORG") else "COMPANY"
        found.append((start, end, label))
    whole = _joined_bodies(doc, _of_partners(doc, _parted(doc, _with_seats(doc, found))))
    whole = [(_body_start(doc, start, end, label), end, label) for start, end, label in whole]
    return _without_loose_ends(doc, whole)


def _body_start(doc: Doc, start: int, end: int, label: str) -> int:
    """Return where a body's name begins that the analyser cuts behind "The" of a sentence: "The (Rail and Roads Authority)".

    Two words of "the" and one noun for a body make one name; "the Government and Roads Authority" are two.
    """
    linked = start if doc[start].text == "and" else start - 1
    at, words = linked - 1, lists()
    bodies = words.org_classes.get(doc[end - 1].lower_, frozenset())
    if label != "ORG" or at < 1 or doc[linked].text != "and" or "public" not in bodies:
        return start
    first = doc[at]
    opens = doc[at - 1].text == "The" and first.text[:1].isupper() and not first.ent_type_
    own = (
        end - linked > 2 and first.lower_ not in words.org_classes
    )  # "Roads" of "and Roads Authority"
    return at if opens and own else start


def seat_end(words: Sequence[str], at: int) -> int:
    """Return where a firm's name ends that has its country in brackets and a legal form behind, 0 for another bracket.

    Args:
        words: The tokens of a text.
        at: A bracket among them.

    Example:
        >>> seat_end(["Acme", "(", "UK", ")", "Ltd.", "will"], 1)
        5
        >>> seat_end(["Acme", "(", "ACM", ")", "will"], 1)
        0
    """
    close = at + 2
    if close + 1 >= len(words) or words[at] != "(" or words[close] != ")":
        return 0
    end, forms = close + 1, lists().legal_forms
    while end < len(words) and words[at + 1][0].isupper():
        told = end + 1 if words[end] == "," else end  # "Co., Ltd."
        form = words[told].rstrip(".") if told < len(words) else ""
        if not form[:1].isupper() or form.lower() not in forms or (told > end == close + 1):
            break
        end = told + 1
    return end if end > close + 1 else 0


def _with_seats(doc: Doc, spans: list[tuple[int, int, str]]) -> list[tuple[int, int, str]]:
    """Return names with what goes on behind a country in brackets: "Acme (Thailand) (Co., Ltd.)"."""
    words = [t.text for t in doc]
    found: list[tuple[int, int, str]] = []
    for start, end, label in spans:
        if found and start < found[-1][1]:
            continue
        at = next((i for i in range(start + 1, min(end + 1, len(words))) if words[i] == "("), 0)
        whole = seat_end(words, at) if at and label in _THINGS | {"PERSON", "FACILITY"} else 0
        found.append((start, whole, "COMPANY") if whole else (start, end, label))
    return found


def _with_beginnings(doc: Doc, spans: list[tuple[int, int, str]]) -> list[tuple[int, int, str]]:
    """Return names with a word that only begins firms' names joined to the name behind it: "Spain's (Grupo Halden)"."""
    beginnings, found = lists().firm_beginnings, list[tuple[int, int, str]]()
    for start, end, label in spans:
        last = found[-1] if found else None
        if last and last[1] == start == last[0] + 1 and doc[last[0]].lower_ in beginnings:
            found[-1] = last[0], end, "COMPANY"
        else:
            found.append((start, end, label))
    return found


def _parted(doc: Doc, spans: list[tuple[int, int, str]]) -> list[tuple[int, int, str]]:
    """Return names without the first words of the next sentence: "(Roe & Co.) (Halden Foods) said".

    The analyser has passed over the sentence's start: what follows "& Co." or what begins anew is no part.
    """
    found: list[tuple[int, int, str]] = []
    for start, end, label in spans:
        cut = next((i + 1 for i in range(start + 1, end - 1) if _ends_firm(doc, start, i)), end)
        found.append((start, cut, label))
        if cut < end:
            found.append((cut, end, label))
    return found


def _ends_firm(doc: Doc, start: int, i: int) -> bool:
    """Tell whether a firm's name ends with token `i` though the analyser's goes on."""
    if doc[i].text not in _SHORT_FORMS or not doc[i + 1].text[:1].isupper():
        return False
    partners = doc[i].text == "Co." and doc[i - 1].text == "&" and len(doc[i + 1]) > _SHORTEST
    return doc[i + 1].text == doc[start].text or (
        partners and doc[i + 1].lower_.rstrip(".") not in lists().legal_forms
    )


def _of_partners(doc: Doc, spans: list[tuple[int, int, str]]) -> list[tuple[int, int, str]]:
    """Return names with those of a firm's partners in one piece: "Doe, Roe & Co."; a list goes on with "and"."""
    found: list[tuple[int, int, str]] = []
    for start, end, label in spans:
        before = found[-1] if found else None
        firm = end - start > 2 and doc[end - 1].text in ("Co.", "Co") and doc[end - 2].text == "&"
        tied = before is not None and before[1] == start - 1 and doc[start - 1].text == ","
        goes_on = end < len(doc) and doc[end].lower_ in ("and", ",", "or")
        if before is not None and firm and tied and before[1] - before[0] == 1 and not goes_on:
            found[-1] = (before[0], end, "COMPANY")
        else:
            found.append((start, end, label))
    return found


def _joined_bodies(doc: Doc, spans: list[tuple[int, int, str]]) -> list[tuple[int, int, str]]:
    """Return names with those in one piece that "and" ties to one.

    Their joint initials follow, "Union of Labor and Board of Trade (ULBT)", or they are two fields of one body.
    """
    found: list[tuple[int, int, str]] = []
    for start, end, label in spans:
        before = found[-1] if found else None
        inside = before is not None and before[1] == start and doc[start - 1].lower_ == "and"
        tied = before is not None and before[1] == start - 1 and doc[start - 1].lower_ == "and"
        if before is not None and (tied or inside) and _one_body(doc, before, (start, end, label)):
            found[-1] = (before[0], end, "ORG")
            continue
        if before is not None and tied and label in _THINGS and before[2] in _THINGS:
            close = next((k for k in range(end, min(end + 6, len(doc))) if doc[k].text == ")"), end)
            short = "".join(c for t in doc[end:close] for c in t.text if c.isalpha())
            words = tuple(t.lower_ for t in doc[before[0] : end] if t.is_alpha)
            if close > end and doc[end].text == "(" and short.lower() in initials(words):
                found[-1] = (before[0], end, before[2])
                continue
        found.append((start, end, label))
    return found


def _one_body(doc: Doc, one: tuple[int, int, str], two: tuple[int, int, str]) -> bool:
    """Tell whether two names on both sides of "and" are the fields of one body: "the Pipeline and Energy Commission".

    Only the second says what body it is, and says of what. The first is no name of its own: that is told by "the" or
    an adjective before its field, and several bodies by a plural verb.
    """
    first = [t for t in doc[one[0] : one[1]] if t.lower_ not in ("and", "the")]
    classes, noun = lists().org_classes, doc[two[1] - 1]
    if one[2] != "ORG" or two[2] != "ORG" or len(doc[two[0] : two[1]]) < 2 or not first:
        return False
    # "the University of Leeds" says it first
    own = any(t.lower_ in classes for t in first) or is_acronym(first[-1].text)
    own |= doc[two[0]].lower_ == "the"
    told = len(first) > 1 or doc[one[0]].lower_ == "the" or doc[one[0] - 1].lower_ in ("the", "a")
    after = doc[two[1]].lower_ if two[1] < len(doc) else ""
    return told and not own and "public" in classes.get(noun.lower_, ()) and after not in _PLURAL


def _without_loose_ends(doc: Doc, spans: list[tuple[int, int, str]]) -> list[tuple[int, int, str]]:
    """Return names none of which breaks off at "of" or "and".

    What goes on a body's name is a part of it: "the National Exchange of (India)", "the Sultanate of
    (Oman)"; a firm's ends there: "Blue Nile Cotton of (Khartoum)".
    """
    found: list[tuple[int, int, str]] = []
    for start, end, label in spans:
        before = found[-1] if found else None
        goes_on = before is not None and before[1] == start and doc[start - 1].lower_ == "of"
        if (
            before is not None
            and goes_on
            and label in ("PLACE", "ORG")
            and before[2] in ("ORG", label)
        ):
            found[-1] = (before[0], end, before[2])
        else:
            found.append((start, end, label))
    return [(start, _firm_end(doc, start, end), label) for start, end, label in found]


def _firm_end(doc: Doc, start: int, end: int) -> int:
    """Return the end of a name without the small words that it can't end in."""
    for at in range(start + 1, end - 1):  # "an offer for Acme or walk away"
        if doc[at].text == "or" and doc[at + 1].text.islower():
            return at
    while end > start + 1 and doc[end - 1].lower_ in _NO_END:
        end -= 1
    return end


def widened(a: Arrays, end: int, taken: Collection[int]) -> int:
    """Return the end of a name with what a hyphen ties to it, or a legal form: "Model-S", "Halden (NV)", "Halden (Company)".

    Only a part that begins with a capital or digit belongs to the name, so
    "Leeds-based" stays apart, as does a name of its own ("Airbus-Boeing").
    """
    hyphens = ("-", "‑", "–")
    if a.word[end - 1] in hyphens:
        end -= 1  # the analyser's span may end on the hyphen
    while (
        end + 1 < len(a)
        and a.word[end] in hyphens
        and a.idx[end] == a.end(end - 1)
        and a.idx[end + 1] == a.end(end)
        and (a.word[end + 1][0].isupper() or a.word[end + 1][0].isdigit())
        and end + 1 not in taken
    ):
        end += 2
    formal = end < len(a) and end not in taken
    formal = formal and (a.word[end][0].isupper() or "." in a.word[end][:-1])  # "Sp. z (o.o.)"
    known = formal and (a.word[end] in _SPELT_OUT or a.lower[end].rstrip(".") in lists().registered)
    return end + known


def proper(a: Arrays, start: int, end: int) -> tuple[int, int]:
    """Return a name without a common word before it: "pariah (AIG)"."""
    while (
        start < end - 1
        and a.word[start].isalpha()
        and a.word[start].islower()
        and a.pos[start] in _COMMON
        and a.word[start + 1][:1].isupper()
    ):
        start += 1
    return start, end


def bare(name: str) -> str:
    """Return a name without "ex-", and nothing for what it is not: "non-OPEC".

    Example:
        >>> bare("Ex-WorldCom"), bare("non-OPEC"), bare("Exxon")
        ('WorldCom', '', 'Exxon')
    """
    told = _PREFIXED.match(name)
    if told is None:
        return name
    return "" if told[1].lower() == "non" else name[told.end() :]


def is_title_case(doc: Doc) -> bool:
    """Tell whether a headline capitalizes its words, so that capitals mark no names in it."""
    words = [t.text for t in doc if t.is_alpha and len(t) >= _LONG_WORD]
    if len(words) < _LONG_WORD:
        return False
    return sum(w[0].isupper() for w in words) >= _TITLE_SHARE * len(words)


def known_length(key: tuple[str, ...], known: Collection[tuple[str, ...]]) -> int:
    """Return how many words of a name in a title-case headline the body knows as a name.

    All of them where the body has the name as it stands, or no beginning of it.
    """
    if key in known:
        return len(key)
    for length in range(len(key) - 1, 0, -1):
        if key[:length] in known:
            return length
    return len(key)


def is_acronym(text: str) -> bool:
    """Tell whether a word is written like an acronym: `BoA`, `A&L`, `GNER`.

    Example:
        >>> [is_acronym(w) for w in ("BoA", "A&L", "IBM", "Sony")]
        [True, True, True, False]
    """
    capitals = sum(c.isupper() for c in text)
    return 2 <= len(text) <= 8 and capitals >= 2 and capitals * 2 >= len(text) and " " not in text


def _is_own_s(doc: Doc, a: Arrays, end: int, head: int) -> bool:
    """Tell whether a 's after token `end - 1` is no possessive: nothing follows that could be owned.

    "Miller's said"; but neither "Miller's shares" nor "larger than Miller's".
    """
    before = head - 1
    while before >= 0 and a.pos[before] in ("DET", "ADJ", "PROPN"):
        before -= 1
    told = (
        before >= 0 and a.sent[before] == a.sent[head] and a.lower[before] in ("than", "of", "as")
    )
    follows = end + 1 < len(a) and a.sent[end + 1] == a.sent[head] and a.pos[end + 1] in _OWNED
    return doc[end].ent_iob_ == "I" and not (told or follows or a.dep[head] == "nmod:poss")


def keep_own_s(found: Sequence[Spelt], doc: Doc, title_doc: Doc | None) -> None:
    """Give names that end in 's their ending back, wherever the article has them.

    The analyser takes the ending into the name in a place where it can be no possessive, and
    nowhere does the name stand without it.

    Args:
        found: Mentions of the title and the body without their 's; changed in place.
        doc: The analysed body.
        title_doc: The analysed title.
    """
    ended: dict[str, list[Spelt]] = defaultdict(list)
    bare: set[str] = set()
    own: set[str] = set()
    for name in found:
        source = title_doc if name.title else doc
        if source is None:
            continue
        a = arrays(source)
        if name.end >= len(a) or a.tag[name.end] != "POS" or a.lower[name.end] not in ("'s", "’s"):
            bare.add(name.text)
            continue
        ended[name.text].append(name)
        if name.label in _THINGS and _is_own_s(source, a, name.end, name.head):
            own.add(name.text)
    for text in own - bare:
        for name in ended[text]:
            a = arrays(doc if name.title is False or title_doc is None else title_doc)
            name.text += a.word[name.end]
            name.end += 1


def cut_trades(found: Sequence[Spelt], doc: Doc, title_doc: Doc | None) -> None:
    """Cut the trade that a headline or sentence begins with off a name: "Grocer (Fjordmart) buys 62 shops".

    Only where the article has the rest for a name by itself, and the whole nowhere but at a beginning.

    Args:
        found: Mentions of the title and the body; changed in place.
        doc: The analysed body.
        title_doc: The analysed title.
    """
    words = lists()
    known = {n.text for n in found if n.label in _THINGS}
    opening: list[Spelt] = []
    inside: set[str] = set()
    for name in found:
        source = title_doc if name.title else doc
        trade, _, rest = name.text.partition(" ")
        if source is None or name.label not in _THINGS or rest not in known:
            continue
        a, noun = arrays(source), trade.lower()
        plain = noun in words.descriptors or noun in words.legal_forms
        if a.sents[a.sent[name.start]][0] != name.start:
            inside.add(name.text)
        elif noun in words.org_classes and not plain:
            opening.append(name)
    for name in opening:
        if name.text not in inside:
            name.text = name.text.partition(" ")[2]
            name.start += 1
