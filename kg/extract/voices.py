"""Whether the organization that a claim is about is among those who tell it."""

from __future__ import annotations

import dataclasses

from spacy.tokens import Token

from kg.extract import tree
from kg.extract.attribution import Attribution
from kg.extract.context import Context
from kg.extract.coref.lists import lists
from kg.extract.sources import UNNAMED
from kg.extract.wording import Filler, name_of, names_of
from kg.model import Kind, Modality

_DEFINITE = ("the", "both", "these", "this")
_BODIES = frozenset({"agency", "regulator", "watchdog", "authority"})
_WHEN = frozenset({"since", "before", "during", "following"})
_NAMED = ("COMPANY", "ORG", "PERSON")  # of several, one may be taken for a person
_RELAYS = frozenset({"press", "public"})  # they tell of others: "the newspaper", "the ministry"


def speaks(subject: Filler, source: Attribution, context: Context) -> bool:
    """Tell whether the subject of a claim is who says it though the source is told otherwise.

    It is an outlet that tells its own plans ("Reuters said it will cut jobs"), one of several ("both banks said they will", "A and B said"), or what a
    description of an organization means that nothing else explains: "the Leeds lender said
    that it will".

    Args:
        subject: The subject of the claim.
        source: Who says it, as far as it is told.
        context: Its text.
    """
    if source.cue is None:
        return False
    if source.speaker is None and subject.text in source.relayed_by:
        return True
    lists_of = [tree.conjuncts(agent) for agent in tree.agents(source.cue)]
    agents = [t for one in lists_of for t in one]
    if source.speaker_type in _NAMED:
        # Trees make two subjects of "Acme chief executive Ann Lee said".
        told_as_one = [{n.text for t in one for n in names_of(t, context)} for one in lists_of]
        return any(len(names) > 1 and subject.text in names for names in told_as_one)
    if source.speaker_type != UNNAMED or subject.label not in ("COMPANY", "ORG"):
        return False
    before = subject.label == "ORG" and subject.token.i < source.cue.i
    if before and any(_means_body(t, subject) for t in agents if t.i != subject.token.i):
        return True
    again = subject.token.pos_ == "PRON" or subject.token.i < source.cue.i
    said = source.speaker or ""
    told = [t for t in agents if t.i != subject.token.i and said.endswith(t.text)]
    return again and any(_describes_one(t) for t in told)


def voiced(kind: Kind, certainty: Modality, trigger: Token, source: Attribution) -> Attribution:
    """Return who speaks, without a speaker where the article itself tells a claim all the same.

    Args:
        kind: What is claimed.
        certainty: How certain it is.
        trigger: The word that tells it.
        source: Who speaks in its sentence.
    """
    if not _told_in_passing(kind, certainty, trigger, source):
        return source
    return dataclasses.replace(source, speaker=None, speaker_type=None)


def _told_in_passing(kind: Kind, certainty: Modality, trigger: Token, source: Attribution) -> bool:
    """Tell whether the article itself tells what stands in a sentence that has a speaker.

    So it does how shares moved, and who owns whom where that is no more than a remark: "Halden, which
    owns Zenith, said", "Halden owns 9 percent and may sell that, its head said".
    """
    if source.cue is None or source.direct_quote:
        return False
    if kind is not Kind.RESULT and _is_presupposed(trigger):
        return True
    if certainty is not Modality.ASSERTED:
        return False
    if kind is not Kind.OWNERSHIP:
        return kind is Kind.MARKET_MOVE or trigger.dep_ == "acl:relcl"
    own = [*trigger.children, *(t for obj in tree.children(trigger, "obj") for t in obj.children)]
    if any(t.lower_ in ("no", "not", "never") for t in own):
        return False  # "Acme owns no shares in it, it said": a denial
    lasts = trigger.tag_ in ("VBZ", "VBP") or trigger.pos_ not in ("VERB", "AUX")
    return (lasts and source.cue.i > trigger.i) or trigger.dep_ == "acl:relcl"


def _is_presupposed(trigger: Token) -> bool:
    """Tell whether a noun only says since when or after what something is so: "since its listing in 2017"."""
    cases = {t.lower_ for t in tree.children(trigger, "case")}
    return trigger.pos_ == "NOUN" and bool(cases & _WHEN)


def first_named(source: Attribution, context: Context) -> str | None:
    """Return the company that a sentence names first where "the two companies said" closes it.

    A joint statement is spoken by the party that is named first.

    Args:
        source: Who says it, as far as it is told.
        context: Its text.
    """
    if source.cue is None or source.carried or source.speaker_type not in ("COMPANY", "ORG"):
        return None
    agents = [t for agent in tree.agents(source.cue) for t in tree.conjuncts(agent)]
    if not agents or any(t.pos_ == "PROPN" for t in agents):
        return None
    names = {name.text for agent in agents for name in names_of(agent, context)}
    if len(names) < 2:
        return None
    for token in source.cue.doc[tree.starts(source.cue) : agents[0].i]:
        entry = context.chains.at(token)
        if entry is None or entry.form != "name":
            continue
        if entry.label == "COMPANY" or entry.name in names:
            return entry.name
    return None


def person_of(trigger: Token, subject: Filler, context: Context) -> str | None:
    """Return the person who voices what a verb tells of an organization: "Acme's head, Ann Lee, denied".

    Args:
        trigger: The verb.
        subject: The subject of the claim.
        context: Its text.
    """
    if subject.label == "PERSON":
        return subject.text
    person = name_of(subject.token, context)
    if person is not None and person.label == "PERSON":
        return person.text
    for agent in tree.agents(trigger):
        for token in (agent, *tree.children(agent, "appos", "nmod:desc", "flat")):
            entry = context.chains.at(token)
            if entry is None or entry.label != "PERSON":
                continue
            if token.dep_ != "appos" or entry.form == "name":  # "Acme, the investor" is no person
                return entry.name
    return None


def _means_body(noun: Token, subject: Filler) -> bool:
    """Tell whether "the agency" or "the regulator" is the body of the same sentence that acts."""
    lemma = noun.lemma_.lower()
    if noun.pos_ != "NOUN" or not any(c.lower_ in _DEFINITE for c in noun.children):
        return False
    return lemma in _BODIES or lemma in subject.text.lower().split()


def _describes_one(noun: Token) -> bool:
    """Tell whether a noun phrase means known organizations: "the Leeds lender", "both companies"."""
    classes = lists().org_classes.get(noun.lemma_.lower(), frozenset())
    known = noun.pos_ == "NOUN" and classes and not classes <= _RELAYS
    return bool(known) and any(c.lower_ in _DEFINITE for c in noun.children)
