"""How firmly a text says something, and whether it says yes or no.

The reading starts at the word that expresses a claim and climbs the tree: its
auxiliaries, adverbs and negation, then the verbs, nouns and adjectives that
govern it, up to the report that tells it. Each word met is looked up in
`modality.toml`; of several cues the least firm wins.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from spacy.tokens import Token

from kg.extract.arrays import Arrays, arrays
from kg.extract.changed_plans import given_up_later
from kg.extract.cues import NEGATED as _NEGATED
from kg.extract.cues import State
from kg.extract.cues import cues as _lists
from kg.extract.demands import of_demand
from kg.extract.disbelief import of_disbelief
from kg.extract.givenup import (
    is_almost,
    is_called_off,
    is_cut_passive,
    is_given_up,
    is_not,
    is_of_forecast,
    of_outsider,
    of_tale,
    phrase_of,
)
from kg.extract.hearsay import of_hearsay
from kg.extract.infinitives import TO_COME, is_under_way, noun_before
from kg.extract.modifiers import auxiliary, has_condition, mark, modifier
from kg.extract.pending import is_pending, is_sued_for, is_up_for_sale, of_keeping
from kg.extract.reach import ALL, NOMINAL, above, is_tied
from kg.extract.report_lists import report_lists
from kg.extract.retracted import retraction
from kg.extract.sayers import is_reporting
from kg.extract.short_of import is_given_time, is_limit_kept, is_only_near, is_some_time_off
from kg.extract.undone import (
    done_in_clause,
    has_none,
    is_asked,
    is_background,
    is_brought,
    is_by_none,
    is_done_after_all,
    is_fall,
    is_in_case,
    is_in_denial,
    is_in_event,
    is_instead,
    is_inverted,
    is_never,
    is_to_be_completed,
    is_unfinished,
    is_yet_to,
    passed_over,
)
from kg.extract.untold import keeps_back
from kg.extract.untrue import called_untrue
from kg.model import Modality, Polarity

if TYPE_CHECKING:
    from kg.extract.attribution import Attribution

_MAX_STEPS = 12
_FELT = ("targeted", "rumoured", "denied")
_SURE_DEFAULTS = frozenset({Modality.ASSERTED, Modality.PLANNED})
_VERBAL = ("VERB", "AUX")
_FUNCTION = ("aux", "cop", "mark", "case", "cc", "det", "punct", "fixed")


@dataclass(frozen=True, slots=True)
class Reading:
    """How a claim is meant, and the words that show it, innermost first.

    `ended` says whether a verb tells that it is off ("dropped the bid"), not only that it is not so; `later` is
    the first word of what tells so further on, of a plan.
    """

    modality: Modality
    polarity: Polarity
    cues: tuple[str, ...] = ()
    ended: bool = False
    later: int | None = None


def is_saying(token: Token) -> bool:
    """Tell whether a token is a verb of saying, whose clause is what somebody says.

    Verbs that also mean something else ("went", "found") say only with a clause.
    """
    lemma = token.lemma_.lower()
    if token.pos_ not in _VERBAL or lemma not in report_lists().say:
        return False
    return lemma not in report_lists().needs_clause or any(
        c.dep_ in ("ccomp", "parataxis") for c in token.children
    )


def of(
    trigger: Token,
    attribution: Attribution | None = None,
    *,
    default: Modality = Modality.ASSERTED,
) -> Reading:
    """Return how the claim that a token expresses is meant.

    Args:
        trigger: The verb, noun or adjective that expresses the claim.
        attribution: Who says it, as `attribution.attribute(...).of(trigger)` gives it.
        default: What the trigger itself says where nothing around it says more;
            "goal" is targeted by itself.
    """
    a = arrays(trigger.doc)
    state = State()
    start = _content(a, trigger.i)
    itself = _lists().look("itself", a.lemma[start])
    if default is Modality.ASSERTED or (default, itself) == (Modality.PLANNED, "hypothetical"):
        state.add(itself, a.word[start])
    if not is_done_after_all(a, start):
        _climb(a, start, state)
    for clause in done_in_clause(a, start):
        _own(a, clause, None, state, ALL)
    if is_called_off(a, start) or has_none(a, start):
        state.add(_NEGATED, a.word[start])
    if (verdict := called_untrue(a, start)) is not None:
        state.add("denied", a.word[verdict])
    if (back := retraction(trigger.doc, start)) is not None and back.denied:
        state.add("denied", a.word[back.verdict])
    _weighed(a, start, state)
    later = given_up_later(a, start, {default, *(found for found, _ in state.cues)})
    if later is not None:
        state.add(_NEGATED, a.word[later])
    if attribution is not None:
        _attributed(a, start, attribution, state)
    return replace(_decide(state, default), later=later)


def _weighed(a: Arrays, start: int, state: State) -> None:
    """Read that an act is only foreseen, thought of, offered or asked about."""
    if is_of_forecast(a, start):
        state.add("targeted", a.word[start + 1])
    if _is_thought_of(a, start):
        state.add("hypothetical", a.word[a.head[start]])
    if is_up_for_sale(a, start):
        state.add("planned", "sale")
    if is_asked(a, start):
        state.add("hypothetical", "?")


def _content(a: Arrays, i: int) -> int:
    """Return the word that a function word belongs to: the verb of "will", the noun of "for"."""
    for _ in range(_MAX_STEPS):
        if a.dep[i].split(":")[0] not in _FUNCTION or a.head[i] == i or _is_verb(a, i):
            break
        i = a.head[i]
    return i


def _is_verb(a: Arrays, i: int) -> bool:
    """Tell whether a word is a verb, whatever the tree calls it: the "add" of "will add jobs"."""
    return a.pos[i] == "VERB" and a.child(i, "aux", "aux:pass") is not None


def _climb(a: Arrays, i: int, state: State) -> None:
    below: int | None = None
    reach = ALL
    at = i
    for _ in range(_MAX_STEPS):
        if reach:
            _own(a, at, below, state, reach)
        if (unreached := _unreached(a, at)) is not None:
            state.add(*unreached)
            return
        _heard(a, at, state)
        step = above(a, at)
        if step is None:
            return
        up, reach = step
        if below is None and is_brought(a, at, up):
            return
        if (final := _final(a, at, up)) is not None:
            for found in final:
                state.add(found, a.word[up])
            return
        demanded = of_demand(a, at, up)
        if demanded is not None and a.lemma[at] in _lists().sets["reversing"]:
            return  # "called on Acme to reverse its plans to cut jobs": as yet they stand
        if demanded is not None:
            state.add(demanded, a.word[up])
        else:
            _governed(a, at, up, state)
        below, at = at, up


def _final(a: Arrays, at: int, up: int) -> Sequence[str] | None:
    """Return what a word above says that settles it, whatever bears on that word itself; None if nothing."""
    doubted = of_disbelief(a, at, up)
    return of_keeping(a, at, up) if doubted is None else doubted


def _unreached(a: Arrays, i: int) -> tuple[str, str] | None:
    """Return what the word above an act says of it where it was not reached yet, and that word."""
    if is_only_near(a, i):
        return _NEGATED, "no"
    ahead = is_pending(a, i, a.head[i]) or is_some_time_off(a, i)
    return ("planned", a.word[a.head[i]]) if ahead else None


def _heard(a: Arrays, i: int, state: State) -> None:
    """Read that a clause is only heard: "rumour has it that", ", the Post understands"."""
    if (heard := of_hearsay(a, i, a.head[i])) is not None:
        state.add(heard[0], a.word[heard[1]])


# -- at one word -------------------------------------------------------------------


def _own(a: Arrays, i: int, below: int | None, state: State, reach: int) -> None:
    """Read the auxiliaries, adverbs, adjectives and marks of one word."""
    verbal = a.pos[i] in _VERBAL or a.child(i, "cop") is not None
    skipped = passed_over(a, i, below)
    for k in a.kids[i]:
        dep = a.dep[k]
        if k in skipped:
            continue
        if dep.startswith("aux"):
            auxiliary(a, i, k, state)
        elif is_instead(a, i, k):
            state.add(_NEGATED, a.word[k])
        elif dep == "mark" or (dep == "case" and a.lower[k] == "without"):
            mark(a, k, state)
        elif dep != "advcl":
            modifier(a, i, k, state, whole=reach == ALL, verbal=verbal)
    if verbal:
        _told_as_a_whole(a, i, below, state, whole=reach == ALL)
    if is_almost(a, i) or (below is not None and state.cues and is_given_up(a, i)):
        state.add(_NEGATED, a.lower[i - 1] if is_almost(a, i) else "but")
    if below is None and a.tag[i] == "VBG" and is_under_way(a, i):
        state.add("planned", a.word[i])


def _told_as_a_whole(a: Arrays, i: int, below: int | None, state: State, *, whole: bool) -> None:
    """Read what the form of a clause says of its verb: who does it, what is to come, what hangs on a condition."""
    if whole and (is_by_none(a, i, below) or is_never(a, i)):
        state.add(_NEGATED, "no")
    if whole and is_in_denial(a, i):
        state.add("denied", "that")
    in_case = below is None and (has_condition(a, i) or is_in_event(a, i))
    if in_case or (whole and is_in_case(a, i)):
        state.add("hypothetical", "if")
    ahead = not is_yet_to(a, i) and (is_given_time(a, i) or any(told(a, i) for told in TO_COME))
    if whole and is_inverted(a, i):
        state.add("hypothetical", a.word[a.left[i]])
    if ahead or is_unfinished(a, i, below):
        state.add("planned", "to" if ahead else "not")
    if is_sued_for(a, i):
        state.add("targeted", a.word[a.head[i]])


# -- between two words ------------------------------------------------------------------


def _governed(a: Arrays, i: int, up: int, state: State) -> None:
    """Read what a word says of the one below it."""
    lists = _lists()
    dep = a.dep[i]
    base = dep.split(":")[0]
    lemma = a.lemma[up]
    if base == "conj":
        return
    if keeps_back(a, i, up):
        state.add("unknown", a.word[up])
        return
    # "is in talks on the sale": trees hang the sale on the talks as on a verb
    tied = base == "nmod" or (
        base == "obl" and any(a.lower[k] == "in" for k in a.children(up, "case"))
    )
    if a.pos[up] in ("NOUN", "PROPN") and (a.child(up, "cop") is None or tied or base == "acl"):
        if base in ("acl", "compound", "ccomp", "amod") or (
            tied
            and any(a.lower[k] in lists.sets["prepositions"] for k in a.children(i, "case", "mark"))
        ):
            if is_limit_kept(a, up):
                return
            told = "reported" if base == "ccomp" and lemma in lists.sets["tales"] else None
            state.add(lists.look("noun", lemma) or told, a.word[up])
        return
    noun = noun_before(a, i, up)
    if noun is not None:
        state.add(lists.look("noun", a.lemma[noun]), a.word[noun])
        _over_noun(a, noun, up, state)
    elif base in ("xcomp", "ccomp", "csubj") or (base == "advcl" and is_tied(a, i)):
        _over_clause(a, i, up, state)
    elif a.pos[i] in NOMINAL or (a.pos[i] == "VERB" and base != "advcl"):
        _over_noun(a, i, up, state)


def _passive(a: Arrays, i: int) -> bool:
    return (
        a.child(i, "aux:pass") is not None
        or a.dep[a.subject(i) or i] == "nsubj:pass"
        or (
            a.tag[i] == "VBN" and a.dep[i] in ("acl", "amod", "advcl") and a.child(i, "aux") is None
        )
    )


def _over_clause(a: Arrays, i: int, up: int, state: State) -> None:
    """Read what a verb or adjective says of its infinitive, participle or clause."""
    lists = _lists()
    lemma, base = a.lemma[up], a.dep[i].split(":")[0]
    verb = a.pos[up] == "VERB"
    if is_yet_to(a, i):
        state.add(_NEGATED, "yet")
        return
    hedges = lists.sets["passive_reported" if verb else "passive_reported_adjectives"]
    if lemma in hedges and (not verb or _passive(a, up)):
        state.add("reported", a.word[up])
        return
    if lemma in lists.sets["keeping_back"] and a.lemma[i] in lists.sets["not_said"]:
        state.add("unknown", a.word[up])
        return
    phrase = phrase_of(a, up)
    found = of_outsider(a, up) or lists.look("governor", phrase)
    if phrase == lemma and _is_done(a, up):
        found = None
    excluded = phrase in lists.sets["excluding"]
    if base == "ccomp" and is_reporting(a, up) and found not in _FELT and not excluded:
        return
    done = a.tag[i] == "VBN" and not a.children(i, "mark", "aux", "aux:pass")
    loose = found is None or (found in ("rumoured", "denied") and a.tag[i] != "VB")
    if base == "advcl" and (done or loose):
        return  # "founded in 1998, it has 200 employees"
    if base == "xcomp" and a.pos[i] != "VERB" and a.child(i, "mark") is None:
        return
    if (found == "denied" or excluded) and any(
        a.lower[k] in ("neither", "nor") for k in a.kids[up]
    ):
        found = "unknown"  # "neither confirmed nor denied that it would close"
    state.add(found, a.word[up])
    state.add("reported" if lemma in lists.sets["improbable"] else None, a.word[up])
    if found == _NEGATED and (lemma in lists.sets["keeping_back"] or excluded):
        open_ = excluded and (is_not(a, up) or a.lemma[a.head[up]] in lists.sets["keeping_back"])
        state.add("hypothetical" if open_ else "planned", a.word[up])


def _is_done(a: Arrays, i: int) -> bool:
    """Tell whether a verb leaves what it governs as firm as it is itself."""
    sets, lemma = _lists().sets, a.lemma[i]
    if lemma == "go":
        return a.tag[i] != "VBG"
    return lemma in sets["neutral"] or (lemma in sets["done_in_past"] and _is_past(a, i))


def _is_past(a: Arrays, i: int) -> bool:
    """Tell whether a verb is in the past tense or the perfect, and not under "will" or "to"."""
    if a.tag[i] == "VBD":
        return True
    helpers = {a.lower[k] for k in a.kids[i] if a.dep[k].startswith("aux")}
    return a.tag[i] == "VBN" and bool(helpers & {"was", "were", "had", "has", "have", "'s", "been"})


def _over_noun(a: Arrays, i: int, up: int, state: State) -> None:
    """Read what a verb says of its noun: "called off the deal", "the talks failed"."""
    lists = _lists()
    dep, over, up = a.dep[i], up, _predicate(a, up)
    if a.pos[up] not in ("VERB", "ADJ", "AUX"):
        return
    lemma, phrase = a.lemma[up], phrase_of(a, up)
    found = lists.look("over_noun", phrase)
    if lemma in lists.sets["announcing"] and a.lemma[i] in lists.sets["acts"]:
        found = "planned"
    found = None if is_fall(a, i, up) else of_tale(a, i, up) or found
    if found == "targeted" and is_to_be_completed(a, i, up):
        found = "planned"
    undone = phrase in lists.sets["reversing"] and a.child(up, "mark") is None
    if (undone or phrase in lists.sets["closing"]) and a.lemma[i] in lists.sets["matters"]:
        found = _NEGATED
    own = dep == "nsubj" and a.child(up, "aux:pass") is None and not is_cut_passive(a, i, up)
    if own and not {lemma, phrase} & (lists.sets["ending"] | lists.sets["due"]):
        return
    # The "like" of "expects like-for-like sales" is no preposition, whatever trees say.
    if dep.startswith("obl") and not any(a.word[k + 1] == "-" for k in a.children(i, "case")):
        cases = {a.lower[k] for k in a.children(i, "case", "mark")}
        aimed = "at" in cases and phrase in lists.sets["aiming"]
        if lemma in lists.sets["asking"] and "for" in cases:
            found = "targeted"  # "asked the state for a loan"
        aimed = aimed or (phrase != lemma and phrase.split()[-1] in cases)  # "staved off ruin"
        if not (aimed or cases & lists.sets["prepositions"]):
            return
    state.add(found, a.word[up])
    state.add("reported" if over != up else None, a.word[over])
    if phrase in lists.sets["excluding"] and is_not(a, up):
        state.add("hypothetical", a.word[up])


def _predicate(a: Arrays, up: int) -> int:
    """Return the word by which a verb says that a thing is unlikely: "a bid looks (improbable)"."""
    if a.lemma[up] not in _lists().sets["looking"]:
        return up
    improbable = _lists().sets["improbable"]
    return next((k for k in a.children(up, "xcomp") if a.lemma[k] in improbable), up)


def _is_thought_of(a: Arrays, i: int) -> bool:
    """Tell whether others only think of somebody for a part in a deal: "is mentioned as a buyer"."""
    sets, as_ = _lists().sets, any(a.lower[k] == "as" for k in a.children(i, "case", "mark"))
    return as_ and a.lemma[i] in sets["parts_in_deals"] and a.lemma[a.head[i]] in sets["thought_of"]


# -- the decision --------------------------------------------------------------------------


def _attributed(a: Arrays, at: int, attribution: Attribution, state: State) -> None:
    if attribution.cue is not None:
        lemma = a.lemma[attribution.cue.i]
        if _lists().look("reported_by", lemma) == "denied" and is_background(a, at, attribution):
            return
        state.add(_lists().look("reported_by", lemma), attribution.cue.text)
    if attribution.hedged:
        state.add("reported", attribution.speaker or "")


def _decide(state: State, default: Modality) -> Reading:
    found = {modality for modality, _ in state.cues}
    best = next((m for m in _lists().order if m in found), None)
    told = [modality for modality, _ in state.cues]
    if best == "denied" and _NEGATED in told[told.index("denied") :]:
        best = "unknown"  # "neither confirmed nor denied the sale"
    modality = Modality(best) if best is not None else default
    if default not in _SURE_DEFAULTS and modality in (
        Modality.ASSERTED,
        Modality.PLANNED,
        Modality.TARGETED,
    ):
        modality = default
    polarity = Polarity.NEGATED if state.negations % 2 else Polarity.AFFIRMED
    if modality in (Modality.UNKNOWN, Modality.DENIED):
        polarity = Polarity.AFFIRMED
    cues = tuple(word for _, word in state.cues if word)
    ended = any(
        found == _NEGATED and _lists().look("adverb", word.lower()) != _NEGATED
        for found, word in state.cues
        if word and word.lower() not in _lists().sets["plainly_not"]
    )
    return Reading(modality, polarity, cues, ended=ended)
