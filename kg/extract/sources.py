"""Name the source that a noun phrase stands for: a person, a company, "a Huawei executive"."""

from __future__ import annotations

import re
from dataclasses import dataclass

from spacy.tokens import Doc

from kg.extract.arrays import SUBJECTS, Arrays, arrays
from kg.extract.closing import can_speak
from kg.extract.coref import Chains, Entry
from kg.extract.coref.phrases import bounds
from kg.extract.report_lists import report_lists
from kg.extract.sayers import source_of
from kg.extract.tellers import is_seeing, is_unnamed, told_behind
from kg.extract.undone import is_few

UNNAMED = "UNNAMED"
"""The type of a speaker who is described, not named."""

MEDIA = "MEDIA"
"""The type of a relay that is described, not named: "local media"."""

_EMPTY = frozenset({"it", "this", "that", "which", "what", "there", "these", "those"})
_SOMEBODY = frozenset({"some", "many", "others", "people", "several", "few", "most"})
_SOME = frozenset({"some", "several"})
_REGULAR = frozenset(
    {"annual", "quarterly", "interim", "yearly", "financial", "earnings", "result", "trading"}
)
_BY = frozenset({"by", "from", "of", "in"})
_MAKERS = frozenset({"COMPANY", "ORG", "OUTLET", "PERSON"})
_AGENTS = ("obl", "obl:agent")
_KNOWN = frozenset({"the", "this"})
_NEARER = ("nmod", "nmod:poss", "compound", "acl", "acl:relcl")
_MADE_BY = {"announcement": "announce"}
_BACK = 4
"""Sentences from "the report" back to whose report it is."""
_FOR = frozenset({"for", "of", "at", "from", "with"})
_THEIRS = frozenset({"the", "its", "their"})
_AN = re.compile(r"^an? (?=(?P<next>\w))")
_YOU = re.compile(r"^an (?=uni|eu|use)", re.IGNORECASE)
_ARTICLES = frozenset({"a", "an", "the", "some", "another", "one"})
_SKIPPED = ("case", "punct", "cc", "cop", "nsubj", "mark", "dep", "discourse", "advmod")


@dataclass(frozen=True, slots=True)
class Source:
    """Who says something.

    `label` is the entity label of a name, `UNNAMED` or `MEDIA` for descriptions.
    `anonymous` sources name nobody; what `hedging` ones say is only reported.
    """

    name: str
    label: str
    chain: int | None = None
    anonymous: bool = False
    hedging: bool = False

    @property
    def relays(self) -> bool:
        """Whether this source passes on the words of others."""
        return self.label in ("OUTLET", MEDIA)


def source(
    doc: Doc,
    chains: Chains,
    head: int,
    inside_time: frozenset[int] = frozenset(),
    cue: int | None = None,
) -> Source | None:
    """Return the source that the noun phrase headed by a token names or describes.

    None where it stands for no one, as "it" without an antecedent does. The tokens
    of times, `inside_time`, are no part of who a source is, nor is the word of
    saying, `cue`, with what follows.
    """
    a = arrays(doc)
    lists = report_lists()
    entries = _called_medium(doc, chains, a, head) or chains.all(doc[head])
    if not entries and a.dep[head] in ("nmod:desc", "compound", "flat"):
        entries = chains.all(doc[a.head[head]])
    entries = entries or _listed(doc, chains, a, head) or _apposed(doc, chains, a, head)
    if entries:
        return _named(entries)
    lemma = a.lemma[head]
    if lemma in lists.documents or lemma in lists.plain:
        owner = _maker(doc, chains, a, head) or _maker_before(doc, chains, a, head)
    else:
        owner = _body(doc, chains, a, head) if lemma.lower() in lists.boards else None
    if owner is not None:
        return _named((owner,))
    if a.pos[head] in ("PRON", "DET", "ADJ") and a.lower[head] not in _SOMEBODY:
        told = told_behind(a, head) if a.pos[head] == "PRON" else None
        described = told is not None and a.pos[told] == "NOUN" and not chains.all(doc[told])
        return source(doc, chains, told, inside_time) if told is not None and described else None
    bare = lemma in lists.plain and a.child(head, "nmod") is None
    if bare or a.lower[head] in _EMPTY or not _can_tell(a, head) or is_few(a, head):
        return None  # "few analysts believe": they are not who says it
    name = describe(doc, chains, head, inside_time, cue)
    if not name:
        return None
    return Source(
        name,
        MEDIA if lemma in lists.media else UNNAMED,
        anonymous=lemma in lists.anonymous,
        hedging=lemma in lists.hedging or a.lower[head] in _SOME or is_unnamed(a, head),
    )


def _is_according(a: Arrays, head: int) -> bool:
    """Tell whether a noun is whom a clause is told "according to", so that its subject is somebody else.

    A statement, or an annual report, is the subject's own where nobody else is said to have made it.
    """
    lists = report_lists()
    beside = {a.lemma[k] for k in a.children(head, "amod", "compound")}
    own = a.lemma[head] in (lists.documents | lists.plain) - lists.private
    own = own and not any(is_seeing(a, k) for k in a.children(head, "acl"))
    if own and (a.lemma[head] not in lists.hedging or beside & _REGULAR):
        return False
    return any(a.lower[k] == "according" for k in (*a.kids[head], a.head[head]))


def _can_tell(a: Arrays, head: int) -> bool:
    """Tell whether a noun is one for somebody, or something written, that can be a source."""
    if a.pos[head] not in ("NOUN", "ADJ", "VERB") or not a.lower[head].isalpha():
        return True
    lists, told = report_lists(), {a.lemma[head], a.lower[head]}
    known = (lists.tellers, lists.anonymous, lists.media, lists.documents, lists.company)
    return can_speak(a, head, frozenset().union(*known, lists.boards)) or bool(told & _SOMEBODY)


def _named(entries: tuple[Entry, ...]) -> Source:
    unique = list(dict.fromkeys(e.name for e in entries))
    return Source(" and ".join(unique), entries[0].label, entries[0].chain)


def _listed(doc: Doc, chains: Chains, a: Arrays, head: int) -> tuple[Entry, ...]:
    """Return the first of the organizations that a plural is told to be: "four makers, A, B and C".

    A joint statement is spoken by the party that is named first.
    """
    if a.tag[head] not in ("NNS", "NNPS"):
        return ()
    for k in a.children(head, "appos", "list", "conj"):
        if k > head and (a.word[k - 1] in (",", ":", "(", "–", "—") or a.left[k] > head + 1):
            entry = chains.at(doc[k])
            if entry is not None and entry.label in _MAKERS and entry.form == "name":
                return (entry,)
    return ()


def _called_medium(doc: Doc, chains: Chains, a: Arrays, head: int) -> tuple[Entry, ...]:
    """Return the outlet in a description of it: "the Nikkei business daily"."""
    if not any(a.lemma[k] in report_lists().media for k in (head, min(head + 1, len(a) - 1))):
        return ()
    for k in range(head - 1, max(a.sents[a.sent[head]][0], head - 4) - 1, -1):
        entry = chains.at(doc[k])
        if entry is not None and entry.label == "OUTLET":
            return (entry,)
        if a.pos[k] not in ("NOUN", "ADJ"):
            break
    return ()


def _apposed(doc: Doc, chains: Chains, a: Arrays, head: int) -> tuple[Entry, ...]:
    """Return the name right behind a description: "its receiver, Ann Lee", "market analysts Acme".

    Trees hang it on the description or, as a second subject, on the word of saying.
    """
    one = a.lower[head] == "one" and head + 3 < len(a) and a.lower[head + 1] == "of"
    if a.pos[head] not in ("NOUN", "ADJ") and not one:
        return ()
    k = head + (3 if one else 1)  # "one of them, Acme, said"
    parted = k < len(a) and a.word[k] == ","
    k += parted
    k += k + 1 < len(a) and a.word[k] == "The"  # "the technology site The Information"
    if k >= len(a) or a.sent[k] != a.sent[head] or doc[k].ent_type_ not in _MAKERS:
        return ()
    end = k + 1
    while end < len(a) and doc[end].ent_type_ == doc[k].ent_type_ and a.sent[end] == a.sent[k]:
        end += 1
    root = next((i for i in range(k, end) if not k <= a.head[i] < end), k)
    first = a.left[head]  # "citing sources, Acme said": who is cited has no other name behind it
    cited = "cite" in (a.lemma[first], a.lemma[max(0, first - 1)])
    second = a.dep[root] in SUBJECTS and not cited and not _is_according(a, head)
    tied = a.head[root] == head or (a.head[root] == a.head[head] and second)
    if not tied or (end < len(a) and a.lower[end] in ("'s", "’s", "and", "or", "&")):
        return ()
    entry = next((e for i in range(k, end) if (e := chains.at(doc[i])) is not None), None)
    return (entry,) if entry is not None and entry.form == "name" else ()


def _body(doc: Doc, chains: Chains, a: Arrays, head: int) -> Entry | None:
    """Return the organization whose board or management speaks as one: "the Acme board".

    Notices write it with a capital: "the Board of Acme announces", and later "the Board".
    """
    if not any(a.lower[k] in _THEIRS or a.dep[k] == "nmod:poss" for k in a.kids[head]):
        return None
    found = chains.organization_of(doc[head])
    if found is None:
        below = [head, *a.children(head, "nmod")]  # "the Board of Directors of Acme"
        owned = [k for up in below for k in a.children(up, "nmod", "compound")]
        found = next((e for k in owned if (e := chains.at(doc[k])) is not None), None)
        bare = a.word[head] == "Board" and all(a.lower[k] == "directors" for k in owned)
        found = chains.topic if bare else found
    return found if found is not None and found.label in ("COMPANY", "ORG") else None


def _maker(doc: Doc, chains: Chains, a: Arrays, head: int) -> Entry | None:
    """Return who made a document: "Xiaomi's statement", "a filing by Xiaomi"."""
    for k in a.kids[head]:
        if a.dep[k] in ("nmod:poss", "compound") or _is_by(a, head, k):
            entry = _meant(doc, chains, k)
            if entry is not None:
                return entry
    for giving in a.children(head, "acl"):
        if is_seeing(a, giving):
            continue
        for k in a.children(giving, "obl:agent"):  # "the announcement made by Xiaomi"
            entry = chains.at(doc[k])
            if entry is not None and entry.label in _MAKERS:
                return entry
    up = a.head[head]
    if a.dep[head] in ("obj", "obl") and a.pos[up] == "VERB" and not _is_according(a, head):
        maker = source_of(a, up)
        if maker is not None and maker != head:
            return chains.at(doc[maker])
    return None


def _is_by(a: Arrays, head: int, k: int) -> bool:
    """Tell whether a word below a document is who it is by; trees give "by" to another word at times."""
    if a.dep[k] == "nmod" and any(a.lower[c] in _BY for c in a.children(k, "case")):
        return True
    return a.dep[k] in _AGENTS and k > head and a.lower[a.left[k]] == "by"


def _meant(doc: Doc, chains: Chains, k: int) -> Entry | None:
    """Return who a word means, by itself or by the name that a description ends with: "the price portal Acme"."""
    entry = chains.at(doc[k])
    if entry is not None and entry.label in _MAKERS:
        return entry
    a, after = arrays(doc), k + 1
    if after >= len(doc) or doc[after].ent_type_ not in _MAKERS:
        return None
    start, end = a.name(after)
    entry = chains.at(doc[after]) if any(a.head[i] == k for i in range(start, end)) else None
    return entry if entry is not None and entry.form == "name" else None


def _maker_before(doc: Doc, chains: Chains, a: Arrays, head: int) -> Entry | None:
    """Return who made the document that a text told of just before: "a survey by Acme (...). The survey found".

    None where it then told of one without its maker: "a survey found".
    """
    if a.lower[a.left[head]] not in _KNOWN or a.child(head, *_NEARER) is not None:
        return None
    verb = _MADE_BY.get(a.lemma[head])
    first, _ = a.sents[max(0, a.sent[head] - _BACK)]
    for k in range(head - 1, first - 1, -1):
        if a.lemma[k] == a.lemma[head] and a.pos[k] == "NOUN":
            maker = _maker(doc, chains, a, k)
            if maker is not None or a.lower[a.left[k]] not in _KNOWN:
                return maker
        elif a.lemma[k] == verb and a.pos[k] == "VERB":
            sayer = source_of(a, k)
            entry = chains.at(doc[sayer]) if sayer is not None else None
            return entry if entry is not None and entry.label in _MAKERS else None
    return None


def describe(
    doc: Doc,
    chains: Chains,
    head: int,
    inside_time: frozenset[int] = frozenset(),
    cue: int | None = None,
) -> str:
    """Describe an unnamed source in the article's words, with the company's name put in.

    "a company executive" becomes "a Huawei executive", and so do "an executive
    of the company" and "its executive". A time that the tree hangs on the noun says when
    something was said: "a Huawei executive on Friday" is the same executive.
    """
    a = arrays(doc)
    organization = chains.organization_of(doc[head])
    start, end = bounds(a, head)
    words: list[str] = []
    placed = False
    for k in sorted(k for k in a.kids[head] if start <= k < head):
        if a.dep[k] in _SKIPPED or a.lemma[k] == "cite":
            continue
        stands = a.dep[k] == "nmod:poss" or (
            a.dep[k] == "compound" and a.lemma[k] in report_lists().company
        )
        if stands and organization is not None and not placed:
            words.append(organization.name)
            placed = True
        else:
            words += a.word[max(start, a.left[k]) : a.right[k] + 1]
    tail = "" if placed else _tail(a, head, end, inside_time, cue)
    told = next((k for k in a.children(head, "nmod") if k > head and k not in inside_time), None)
    if (
        organization is not None
        and told is not None
        and not placed
        and any(a.lower[c] in _FOR for c in a.children(told, "case"))
        and chains.at(doc[told]) is not None
        and a.pos[told] != "PROPN"
    ):
        words.append(organization.name)
        tail = ""
    if words and a.lower[start] in _ARTICLES:
        words[0] = words[0][0].lower() + words[0][1:]
    text = " ".join(" ".join([*words, a.word[head], tail]).split())
    text = _AN.sub(lambda m: "an " if m["next"].lower() in "aeiou" else "a ", text)
    text = _YOU.sub("a ", text)
    return text.replace(" 's", "'s").replace(" ’s", "’s").replace(" - ", "-").replace(" ,", ",")


def _tail(a: Arrays, head: int, end: int, inside_time: frozenset[int], cue: int | None) -> str:
    """Return what follows the head of a description: "close to the board", "of Whole Foods"."""
    last, times = head, set[int]()
    for k in a.kids[head]:
        if k > head and k in inside_time:
            times.update(range(a.left[k], a.right[k] + 1))
        elif k > head and a.dep[k] in ("nmod", "amod", "acl", "obl") and k != cue:
            if cue is not None and k < cue <= a.right[k]:
                last = cue - 1
            elif a.right[k] < end:
                last = a.right[k]
    last = next((k - 1 for k in range(head + 1, last) if _goes_on(a, k)), last)
    last = head if cue is not None and last == head + 1 < cue and is_seeing(a, last) else last
    kept = (" " if k in times else a.text[a.idx[k] : a.idx[k + 1]] for k in range(head + 1, last))
    return " ".join("".join([*kept, a.word[last] if last > head else ""]).split())


def _goes_on(a: Arrays, comma: int) -> bool:
    """Tell whether a comma ends a description: "a person close to it, (cutting 80 jobs)", "people, (that it would)"."""
    return a.word[comma] == "," and (a.tag[comma + 1] == "VBG" or a.lower[comma + 1] == "that")
