"""What a sentence leaves to the text before it: whose deliveries, which car, what target.

News tells the maker and its product once and then goes on with "the first cars
were delivered", "production will start", "it was lifted to 350,000". The
organization, product or goal that is in the reader's mind is found here, by
the order of the text and the subjects of its sentences (Grosz, Joshi and
Weinstein, Computational Linguistics 21(2), 1995: the centre of a sentence is
most often its subject).
"""

from __future__ import annotations

import tomllib
from collections.abc import Collection
from functools import cache
from importlib import resources
from typing import Any

from spacy.tokens import Doc, Token
from spacy.tokens import Span as Sentence

from kg.extract import tree
from kg.extract.answers import once
from kg.extract.arrays import arrays
from kg.extract.context import Context
from kg.extract.coref import Entry
from kg.extract.described import is_exemplar
from kg.extract.quotes import ranges
from kg.extract.report_lists import report_lists

_QUOTED = "kg.quoted"
_MAKERS = frozenset({"COMPANY", "ORG"})
_SUBJECTS = ("nsubj", "nsubj:pass", "nsubj:outer")
_POINTING = ("its", "their", "whose")
_TITLE_REACH = 6  # tokens from "its" to the holder of a position
_RELATIVE = ("acl:relcl", "acl", "advcl:relcl")


@cache
def settings() -> dict[str, Any]:
    """Return what `discourse.toml` holds."""
    text = resources.files("kg.extract").joinpath("discourse.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


@cache
def listed(key: str) -> frozenset[str]:
    """Return one of its lists of words."""
    return frozenset(settings()[key])


def title_words() -> frozenset[str]:
    """Return the words, in lower case, that may stand before a title and belong to it."""
    return listed("title_words")


def ends_title(word: Token) -> bool:
    """Tell whether a word after a title goes on with something else: "replacing", "with effect"."""
    after = word.doc[word.i + 1].lower_ if word.i + 1 < len(word.doc) else ""
    return word.lower_ in listed("after_titles") or f"{word.lower_} {after}" in listed(
        "after_titles"
    )


def says_since(word: Token) -> bool:
    """Tell whether a word before a title only says when it is held: "its next chairman"."""
    return word.lower_ in listed("when_held")


def functions() -> frozenset[str]:
    """Return the words, in lower case, for what somebody is the head of: "finance director"."""
    return listed("functions")


def forms_of_address() -> frozenset[str]:
    """Return the words, in lower case and without a dot, that stand before a person's name."""
    return listed("forms_of_address")


def whole_words() -> frozenset[str]:
    """Return the nouns, in lower case, before a measure that leave it that of the whole company."""
    return listed("whole_words")


def of_markets() -> frozenset[str]:
    """Return the words, in lower case, for what is traded on a whole market, where no owner is told."""
    return listed("of_markets")


def sentences_before(token: Token, reach: int) -> list[Sentence]:
    """Return the sentences before that of a token, the nearest first."""
    doc = token.doc
    a = arrays(doc)
    here = a.sent[token.i]
    return [doc[start:end] for start, end in a.sents[max(0, here - reach) : here]][::-1]


def _titled(token: Token) -> bool:
    """Tell whether a name stands with the title of a head: "chief executive Jane Doe"."""
    around = tree.children(token, "nmod:desc", "appos", "compound", "flat")
    if token.dep_ in ("appos", "nmod:desc", "compound"):
        around.append(token.head)
    if token.dep_ == "nsubj" and token.head.pos_ == "NOUN":
        around.append(token.head)  # "Jane Doe is its head"; trees read "its head, Jane Doe" so, too
    return any(t.lemma_.lower() in listed("heads") for t in around)


def employer_of(token: Token, context: Context) -> Entry | None:
    """Return the organization of a person, or the one in mind where it is first called a head.

    "Chief executive Jane Doe" needs no company where the text is about one.
    """
    known = context.chains.organization_of(token)
    entry = context.chains.at(token)
    if known is not None or entry is None or entry.label != "PERSON":
        return known
    for word in (t for ent in context.doc.ents if ent.label_ == "PERSON" for t in ent):
        if _titled(word):
            other = context.chains.at(word)
            if other is not None and other.chain == entry.chain:
                return headed_by(word, context)
    return None


def headed_by(holder: Token, context: Context) -> Entry | None:
    """Return the organization whose head a text calls "chief executive Jane Doe" only.

    It is the one that the text is about, though the sentence before may tell of
    another; "its chief executive" is that of the one told of last, and so is one under a heading,
    where a text turns to other matters. Who speaks belongs to no organization that the quotation names.
    """
    topic, quoted = context.chains.topic, spoken(holder)
    named = (context.chains.at(t) for t in holder.sent if t.i in quoted and t.ent_type_)
    other = topic is not None and any(e is not None and e.chain == topic.chain for e in named)
    pointed = _is_pointed(holder)
    headed = any(span.end <= holder.i for span in holder.doc.spans.get("heading", ()))
    if heads_a_body(holder, context):
        return None
    if pointed or other or headed:
        return organization_about(holder, context)
    return _told_by(holder, context) or topic or organization_about(holder, context)


def _told_by(holder: Token, context: Context) -> Entry | None:
    """Return the one organization whose doings the holder of a position tells, where that is no quotation.

    "Zenith will close its plant, chief executive Ann Lee said" makes her Zenith's, whoever else the
    text is about, unless the sentence names that, too.
    """
    quoted, acting, named = spoken(holder), {}, set()
    told = any(t.lemma_.lower() in report_lists().say and t.i > holder.i - 2 for t in holder.sent)
    for word in holder.sent if told else ():
        if word.i >= holder.i:
            break
        entry = context.chains.at(word) if word.i not in quoted else None
        if entry is not None and entry.label in _MAKERS:
            named.add(entry.chain)
            if word.dep_ in _SUBJECTS:
                acting[entry.chain] = entry
    topic = context.chains.topic
    apart = topic is None or topic.chain not in named
    return next(iter(acting.values())) if apart and len(acting) == 1 else None


def _is_pointed(holder: Token) -> bool:
    """Tell whether "its" stands near the holder of a position."""
    return any(t.lower_ in _POINTING and abs(holder.i - t.i) <= _TITLE_REACH for t in holder.sent)


def heads_a_body(holder: Token, context: Context) -> bool:
    """Tell whether "its chairwoman" is that of a body without a name: "The works council fears it"."""
    doc, a, quoted = holder.doc, arrays(holder.doc), spoken(holder)
    if not _is_pointed(holder):
        return False
    for start, end in reversed(a.sents[: a.sent[holder.i]][-settings()["near_word"] :]):
        subjects = [i for i in range(start, end) if a.dep[i] in _SUBJECTS and i not in quoted]
        if subjects:
            told = subjects[0]
            unnamed = context.chains.at(doc[told]) is None and a.pos[told] == "NOUN"
            return unnamed and a.lemma[told] in listed("presided")
    return False


def surely_headed(holder: Token, context: Context) -> Entry | None:
    """Return the organization of a person whose post is told but not where: "finance director Ann Lee".

    It is the one that the text ties to the person; else the one in mind, where the headline names
    it, or the sentences before are about it and no other.
    """
    known = context.chains.organization_of(holder)
    if known is not None:
        return known
    found = headed_by(holder, context)
    if found is None or found.name.split()[0].casefold() in context.article.title.casefold():
        return found
    topic, about = context.chains.topic, organization_about(holder, context)
    sure = topic is not None and about is not None and topic.chain == about.chain == found.chain
    return found if sure else None


def as_organization(token: Token, context: Context) -> Entry | None:
    """Return the organization that a nominal names, or that the person it names works for."""
    entry = context.chains.at(token)
    if entry is not None and entry.label == "PERSON":
        return context.chains.organization_of(token)
    return entry if entry is not None and entry.label in _MAKERS else None


def _quoted(doc: Doc) -> frozenset[int]:
    """Return the positions of words in quotation marks; found once and kept with the `Doc`."""
    found = doc.user_data.get(_QUOTED)
    if not isinstance(found, frozenset):
        spans = ranges(arrays(doc))
        found = doc.user_data[_QUOTED] = frozenset(i for s, e in spans for i in range(s, e))
    return found


def spoken(token: Token) -> frozenset[int]:
    """Return the positions of words in quotation marks; none for a token that is one of them.

    Who speaks belongs to no organization because the quotation names it.
    """
    quoted = _quoted(token.doc)
    return frozenset() if token.i in quoted else quoted


def _is_pollster(token: Token) -> bool:
    """Tell whether a name only asked those who expect something: "analysts polled by Acme forecast a loss"."""
    if not token.ent_type_:
        return False
    at, doc = tree.entity(token)[0].i, token.doc
    return at > 1 and doc[at - 1].lower_ == "by" and doc[at - 2].lower_ in listed("polling")


@once
def is_cited(token: Token) -> bool:
    """Tell whether an outlet is only cited: "according to talk in the newspaper Daily, ..."."""
    if _is_pollster(token):
        return True
    if token.ent_type_ != "OUTLET":
        return False
    before = [t.lower_ for t in token.sent if t.i < token.i]
    last = max((i for i, word in enumerate(before) if word == ","), default=-1)
    return "according" in before[last + 1 :]


def is_teller(token: Token) -> bool:
    """Tell whether a subject only tells what was said before it: "it will buy Acme, the companies announced"."""
    verb = token.head
    if token.dep_ not in _SUBJECTS or token.i <= verb.i:
        return False
    own = [c for c in token.children if c.dep_ in ("acl", "acl:relcl") and c.i == token.i + 1]
    told = any(c.lemma_.lower() in report_lists().say and c.tag_ in ("VBD", "VBN") for c in own)
    first = token.left_edge.i
    comma = any(t.text == "," for t in token.doc[max(first - 1, 0) : first + 1])
    return told and comma


def only_reports(token: Token, trigger: Token) -> bool:
    """Tell whether an outlet merely reports what a trigger tells: "The Courier reported that 170 jobs would go"."""
    verb = token.head
    if token.ent_type_ != "OUTLET" or token.dep_ not in _SUBJECTS or verb.i == trigger.i:
        return False
    told = [c for c in verb.children if c.dep_ == "ccomp"]
    inside = {trigger.i, *(t.i for t in trigger.ancestors)}
    return verb.lemma_.lower() in report_lists().say and any(c.i in inside for c in told)


def is_site_name(token: Token, context: Context) -> bool:
    """Tell whether a name only says which plant is meant: "the Choisy parts plant", of nobody else's."""
    site = token.head
    if token.dep_ != "compound" or site.lemma_.lower() not in listed("sites"):
        return False
    entry = context.chains.at(token)
    first = tree.entity(token)[0]
    single = first.i == token.i and first.i > 0 and token.doc[first.i - 1].lower_ == "the"
    if entry is None or not single:
        return False
    told = [m for m in context.chains.mentions if m.chain == entry.chain]
    return len(told) == 1 and entry.name == token.text


def _is_aside(token: Token) -> bool:
    """Tell whether a person is told of only in passing: in a relative clause, or as "Lee of Acme"."""
    if token.ent_type_ == "PERSON":
        return token.dep_ in _SUBJECTS and token.head.dep_ in _RELATIVE
    return token.dep_ in ("nmod", "nmod:poss") and token.head.ent_type_ == "PERSON"


def centre(
    start: int, end: int, context: Context, doc: Doc, skip: frozenset[int] = frozenset()
) -> Entry | None:
    """Return the organization that a sentence is about: its subject's, or the first named."""
    a, named = arrays(doc), context.chains.named(doc)
    for i in range(start, end):
        if a.dep[i] in _SUBJECTS and i not in skip and not _is_aside(doc[i]):
            for k in (*a.children(i, "nmod:poss"), i):
                entry = as_organization(doc[k], context) if k in named else None
                if entry is not None:
                    return entry
    for i in range(start, end):
        maker = i in named and named[i][0].label in _MAKERS
        if maker and i not in skip and not _is_aside(doc[i]):
            return named[i][0]
    return None


def _centre_before(
    token: Token, reach: int, context: Context, skip: frozenset[int]
) -> Entry | None:
    """Return what the nearest sentence before that of a token is about that is about one."""
    a = arrays(token.doc)
    here = a.sent[token.i]
    for start, end in reversed(a.sents[max(0, here - reach) : here]):
        entry = centre(start, end, context, token.doc, skip)
        if entry is not None:
            return entry
    return None


def organization_about(token: Token, context: Context) -> Entry | None:
    """Return the organization that a clause without one is about.

    One named before in its sentence, the one whose speaker tells it, the centre
    of the sentences before, or what the article is about.
    """
    doc, here, skip = token.doc, token.i, spoken(token)
    a, named = arrays(doc), context.chains.named(doc)
    start, end = a.sents[a.sent[here]]
    for i in range(here - 1, start - 1, -1):
        if i not in named or i in skip or a.dep[i] == "obl:agent":
            continue
        # "Jane Doe, the chief executive, aims for sales": whose executive, her name tells.
        if a.dep[i] == "appos" and doc[a.head[i]].ent_type_ == "PERSON":
            continue
        entry = as_organization(doc[i], context)
        if entry is not None:
            return entry
    for i in range(here + 1, end):
        subject = i in named and a.dep[i] in _SUBJECTS and a.head[i] > here
        if subject and tree.case_of(doc[i]) in ("", "'s"):
            entry = as_organization(doc[i], context)
            if entry is not None:
                return entry
    return _centre_before(token, settings()["near"], context, skip) or context.chains.topic


def firm_before(token: Token, context: Context) -> Entry | None:
    """Return the last company named in the sentences before that is no regulator or court."""
    for sentence in sentences_before(token, settings()["near"]):
        for word in reversed(list(sentence)):
            entry = context.chains.at(word)
            named = entry is not None and entry.label == "COMPANY" and word.ent_type_ == "COMPANY"
            if named and not is_authority(word, context):
                return entry
    return None


def other_party(token: Token, context: Context) -> Entry | None:
    """Return the organization that the sentences before are about, where a sentence tells of another.

    "Acme sued Zenith. Zenith had promised $3 million": promised Acme.
    """
    here = {e.chain for t in token.sent if (e := context.chains.at(t)) is not None}
    entry = _centre_before(token, settings()["near_word"], context, frozenset())
    return entry if entry is not None and entry.chain not in here else None


def pledge_before(token: Token) -> list[Token]:
    """Return the verb by which money was promised in the sentence or two before."""
    for sentence in sentences_before(token, settings()["near_word"]):
        for word in sentence:
            pledged = word.pos_ == "VERB" and word.lemma_.lower() in listed("pledges")
            if pledged and any(t.tag_ == "$" or t.like_num for t in word.subtree):
                return [word]
    return []


def is_named_by(entry: Entry, token: Token, context: Context) -> bool:
    """Tell whether an organization is named in the title, or in the text up to a sentence's end."""
    if entry.name.split()[0].casefold() in context.article.title.casefold():
        return True
    before = (context.chains.at(t) for t in token.doc[: token.sent.end])
    return any(e is not None and e.chain == entry.chain for e in before)


def in_mind(head: Token, context: Context, *, labelled: bool) -> list[Entry | None]:
    """Return what an unowned thing may belong to, best first: its person's, the nearest, the topic."""
    skip = spoken(head)
    words = [t for t in reversed(list(head.sent)) if t.i < head.i and t.i not in skip]
    if labelled and head.lemma_.lower() in ("share", "stock"):  # a regulator has none
        words = [t for t in words if not is_authority(t, context)]
    near = [context.chains.at(t) for t in words if not _is_pollster(t)]
    topic = context.chains.topic
    if labelled and topic is not None and not is_named_by(topic, head, context):
        topic = None  # nobody was named whose shares "shares rose" could mean
    if labelled and topic is not None and is_body(topic):
        topic = firm_before(head, context)
    return [context.chains.organization_of(head), *near, topic]


def goal_in_mind(token: Token) -> list[Token]:
    """Return the goal that a noun names or an "it" stands for: "the target ... it was lifted"."""
    if token.lemma_.lower() in listed("goals"):
        return [token]
    if token.lower_ not in ("it", "this", "that", "which"):
        return []
    for sentence in (token.sent, *sentences_before(token, settings()["near_word"])):
        for word in reversed(list(sentence)):
            if word.i < token.i and word.pos_ == "NOUN" and word.lemma_.lower() in listed("goals"):
                return [word]
    return []


def site_near(token: Token) -> list[Token]:
    """Return the plant, office or unit that stands nearest in a sentence: where jobs are cut.

    One that is only named among several is not where all of them are cut.
    """
    found = [t for t in token.sent if t.pos_ == "NOUN" and t.lemma_.lower() in listed("sites")]
    near = min(found, key=lambda t: (abs(t.i - token.i), t.i)) if found else None
    return [] if near is None or is_exemplar(near) else [near]


def rules(lemma: str) -> bool:
    """Tell whether a noun means a court, a regulator or a government."""
    return lemma in listed("authorities") or lemma in listed("bodies")


def is_authority(token: Token, context: Context) -> bool:
    """Tell whether a nominal is a court, a regulator or the police, by its noun, name or letters."""
    if not token.ent_type_:
        return token.pos_ == "NOUN" and token.lemma_.lower() in listed("authorities")
    if token.ent_type_ not in ("ORG", "COMPANY"):
        return False
    name = tree.entity(token)
    entry = context.chains.at(token)
    words = {t.lower_ for t in name} | set((entry.name if entry else "").lower().split())
    letters = {t.text for t in name}
    return bool(words & listed("authority_names") or letters & listed("authority_letters"))


def is_body(entry: Entry) -> bool:
    """Tell whether an organization is a court or regulator, by the words or the letters of its name."""
    words = entry.name.split()
    known = listed("authority_names") & {w.lower() for w in words}
    return bool(known or listed("authority_letters") & set(words))


def authority_in_mind(
    token: Token, context: Context, without: Collection[int] = ()
) -> Token | None:
    """Return the court or regulator that acts where a clause names none: "it was fined", "the fine".

    The nearest one in the sentence, before or after; else the last one before, a few sentences back.

    Args:
        token: The word that tells the act.
        context: The text.
        without: Tokens of the sentence that are not looked at.
    """
    here = [
        t for t in token.sent if t.i != token.i and t.i not in without and is_authority(t, context)
    ]
    if here:
        return min(here, key=lambda t: (abs(t.i - token.i), t.i))
    for before in sentences_before(token, settings()["near_authority"]):
        found = [t for t in before if is_authority(t, context)]
        if found:
            return found[-1]
    return None


def court_in_mind(token: Token, context: Context) -> Entry | None:
    """Return the named court or regulator told of nearest, against which somebody goes to law.

    It is not the one that he goes to: "will challenge the ruling at the Supreme Court".
    """
    tied = [token, *tree.children(token, "obj")]
    to = [o for one in tied for by in settings()["gone_to"] for o in tree.obliques(one, by)]
    above = {t.i for court in to for t in court.subtree}
    found = authority_in_mind(token, context, above)
    return None if found is None else context.chains.at(found)
