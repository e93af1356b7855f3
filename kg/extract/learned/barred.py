"""What rules a claim of the model out: it is of another, of no thing, only somebody's duty, or told in passing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.extract import tree
from kg.extract.control import keeper
from kg.extract.cues import cues
from kg.extract.givenup import is_not
from kg.extract.learned.bystanders import RULES as BYSTANDERS
from kg.extract.learned.marked import words
from kg.extract.learned.misread import RULES, tells_only_of_others
from kg.extract.learned.parties import ELSEWHERE
from kg.extract.learned.passing import RULES as PASSING
from kg.extract.learned.reading import KINDS
from kg.extract.wording import names_of
from kg.model import ORGANIZATION_LABELS, Kind

if TYPE_CHECKING:
    from kg.extract.learned.rows import Row
    from kg.extract.learned.text import Text

_DEALS = frozenset({Kind.ACQUISITION, Kind.MERGER, Kind.DIVESTITURE})
_THINGS = frozenset({Kind.ACQUISITION, Kind.DIVESTITURE, Kind.FACILITY, Kind.PRODUCT})
_PLACES = frozenset({Kind.FACILITY, Kind.PRODUCT})
_BACK = 3
"""Sentences before a word in which what it names again was told of."""


def is_barred(t: Text, row: Row) -> bool:
    """Tell whether any rule of this module or of `misread` rules a row out."""
    return any(rule(t, row) for rule in _RULES)


def is_of_no_thing(t: Text, row: Row) -> bool:
    """Tell whether what is bought, built or made is no thing, or another's of whom the text told before."""
    kind, thing = KINDS[row.kind], row.thing
    if kind not in _THINGS or row.object is None or thing is None or thing.label is not None:
        return False
    if row.object.form == "clause":
        return kind in (Kind.ACQUISITION, Kind.DIVESTITURE)
    at = row.object.at
    if at > 1 and t.a.lower[at - 2 : at] == ["due", "to"]:
        return True  # "it is due to (start) in March", which trees take for a noun
    if kind not in _PLACES:
        return False
    return (kind is Kind.FACILITY and _is_project(t, row.object.at)) or _is_of_one_before(t, row)


def is_judge(t: Text, row: Row) -> bool:
    """Tell whether a party of a deal is who lets it pass or stops it: "the takeover was approved by the regulator"."""
    a, at = t.a, row.actor.token.i
    judges = cues().sets["judged"] | cues().sets["stopped"]
    agent = a.dep[at] == "obl:agent" and a.lemma[a.head[at]] in judges
    return agent and KINDS[row.kind] in _DEALS


def is_of_person(t: Text, row: Row) -> bool:
    """Tell whether a figure is what a person earns or loses: "its chairman, who earned $5 million"."""
    if KINDS[row.kind] is not Kind.RESULT or t.a.pos[row.trigger] != "VERB":
        return False
    told = [n for one in tree.agents(t.tokens[row.trigger]) for n in names_of(one, t.context)]
    return bool(told) and all(n.label == "PERSON" for n in told)


def is_withheld(t: Text, row: Row) -> bool:
    """Tell whether somebody backs, confirms or denies nothing: "does not support the buyout", "did not deny"."""
    if KINDS[row.kind] is not Kind.STANCE or not is_not(t.a, row.trigger):
        return False
    ahead = any(t.a.tag[k] in ("MD", "VBZ", "VBP") for k in t.a.children(row.trigger, "aux"))
    return row.action == "denies" or (row.action == "confirms" and ahead)


def is_awarded(t: Text, row: Row) -> bool:
    """Tell whether a court finds for a party, against another: "found that Acme copied it and awarded Zenith $3 million"."""
    if KINDS[row.kind] is not Kind.LEGAL or row.object is None or row.object.form in ELSEWHERE:
        return False
    a = t.a
    gives = a.head[row.object.at]
    if a.lemma[gives] not in words("finding.gives") or a.dep[gives] != "conj":
        return False
    above = (a.head[gives], a.head[a.head[gives]])
    return any(a.lemma[k] in words("finding.words") and a.children(k, "ccomp") for k in above)


def is_of_both(t: Text, row: Row) -> bool:
    """Tell whether a figure is that of what two firms are to become: "to form a company with sales of $9 million"."""
    if KINDS[row.kind] is not Kind.RESULT or row.object is None or row.object.form in ELSEWHERE:
        return False
    a = t.a
    act = a.head[row.object.at]
    if a.dep[row.object.at] == "nmod" and a.dep[act] == "obj":
        act = a.head[act]
    if a.lemma[act] not in words("joining.words"):
        return False
    acting = a.children(act, "nsubj")
    over = {a.lemma[act], a.lemma[a.head[act]], *(a.lemma[k] for k in acting)}
    over |= {"".join(a.lower[k - 2 : k + 1]) for k in acting if k > 1}  # "tie-up" is three tokens
    return bool(over & words("joining.over"))


def is_no_supply(t: Text, row: Row) -> bool:
    """Tell whether nothing is supplied: "provides support for Acme", "chose Acme to succeed", "is no client of Acme"."""
    a, i = t.a, row.trigger
    if KINDS[row.kind] is not Kind.SUPPLY:
        return False
    if _is_passed_over(t, row) or _orders(t, row) or _is_sold_out(t, row):
        return True
    if a.lemma[i] in words("chosen.words"):
        chosen = {a.lemma[k] for k in a.children(i, "xcomp", "advcl") if not a.child(k, "obj")}
        return bool(chosen & words("chosen.to"))
    if a.pos[i] != "VERB":
        return a.child(i, "cop") is not None and is_not(a, i)
    done = {a.lemma[k] for k in a.children(i, "obj")}
    return a.lemma[i] in words("no_goods.does") and bool(done) and done <= words("no_goods.words")


def _is_sold_out(t: Text, row: Row) -> bool:
    """Tell whether a firm is only said to have no more to sell: "it is sold out until 2029"."""
    a, i = t.a, row.trigger
    out = any(a.lower[k] == "out" for k in a.children(i, "compound:prt", "advmod"))
    return out and a.lemma[i] == "sell" and a.tag[i] == "VBN"


def _orders(t: Text, row: Row) -> bool:
    """Tell whether who should supply is who orders: "orders from Acme keep it busy"."""
    a, at = t.a, row.subject.at
    if row.subject.form in ELSEWHERE or a.pos[row.trigger] != "NOUN":
        return False
    return a.lemma[row.trigger] in words("won.words") and any(
        a.head[k] == row.trigger and any(a.lower[c] == "from" for c in a.children(k, "case"))
        for k in (at, a.head[at])
    )


def _is_passed_over(t: Text, row: Row) -> bool:
    """Tell whether others were chosen: "chose Acme over Zenith"."""
    a, at = t.a, row.subject.at
    if row.subject.form in ELSEWHERE or a.lemma[a.head[at]] not in words("chosen.words"):
        return False
    return any(a.lower[k] == "over" for k in a.children(at, "case"))


def is_pondered(t: Text, row: Row) -> bool:
    """Tell whether a firm only asks itself a question: "Acme Bank is examining whether Zenith can pay"."""
    a, i = t.a, row.trigger
    inquires = KINDS[row.kind] is Kind.LEGAL and row.action == "investigates"
    if not inquires or row.actor.label != "COMPANY" or a.lemma[i] not in words("pondering.words"):
        return False
    asked = a.children(i, "ccomp", "advcl", "obj")
    return any(a.lower[k] in ("whether", "if") for one in asked for k in a.children(one, "mark"))


def is_none_opened(t: Text, row: Row) -> bool:
    """Tell whether there is no such site: "no store will open"."""
    if KINDS[row.kind] is not Kind.FACILITY or row.object is None or row.object.form in ELSEWHERE:
        return False
    return any(t.a.lower[k] == "no" for k in t.a.children(row.object.at, "det"))


def is_in_other_clause(t: Text, row: Row) -> bool:
    """Tell whether who should act is told of only in a clause on somebody else: "we will, said Ann Lee, who sued Acme".

    Whom the article told of before may be meant by the rest of the sentence, too.
    """
    a, at = t.a, row.subject.at
    known = t.told().get(row.subject.chain)
    if row.subject.form in ELSEWHERE or (known and known.first < a.sents[a.sent[row.trigger]][0]):
        return False
    over = at
    while a.head[over] != over:
        inside = a.left[over] <= row.trigger <= a.right[over]
        if a.dep[over] == "acl:relcl" and not inside:
            own = a.left[a.head[over]] <= row.trigger <= a.right[a.head[over]]
            return not own
        over = a.head[over]
    return False


def is_of_charged(t: Text, row: Row) -> bool:
    """Tell whether who should act is only told of with whom it is done to: "Acme, a unit of Zenith, was fined"."""
    a = t.a
    charged = a.subject(row.trigger) if a.child(row.trigger, "aux:pass") is not None else None
    if KINDS[row.kind] is not Kind.LEGAL or charged is None or row.action == "settles":
        return False
    at = row.actor.token.i
    return a.left[charged] <= at <= a.right[charged]


def is_paid_back(t: Text, row: Row) -> bool:
    """Tell whether money that was got before is only given back: "repaid its loan"."""
    if KINDS[row.kind] is not Kind.FUNDING:
        return False
    for k in (row.trigger, t.a.head[row.trigger]):
        back = t.a.lemma[k] in words("paid_back.with_back")
        back = back and any(t.a.lower[n] == "back" for n in t.a.kids[k])
        told = back or t.a.lemma[k] in words("paid_back.words")
        giver = row.object.at if row.object is not None else None
        if told and (
            giver is None or t.a.subject(k) != giver
        ):  # "the state pays back a part of it"
            return True
    return False


def is_told_aside(t: Text, row: Row) -> bool:
    """Tell whether a clause beside a site tells what became of it, and nothing of who acts in the sentence.

    Whose shop it was "a shop that closed in 2016 will be reopened by Acme" does not tell.
    """
    a, i, thing = t.a, row.trigger, row.object
    if KINDS[row.kind] is not Kind.FACILITY or thing is None or a.dep[i] != "acl:relcl":
        return False
    noun, own = a.head[i], a.subject(i)
    past = a.tag[i] == "VBD" and own is not None and a.tag[own] == "WDT"
    if noun != thing.at or not past or row.subject.form in ELSEWHERE:
        return False
    at = row.subject.at
    return not (a.left[i] <= at <= a.right[i] or a.left[noun] <= at <= noun)


def is_awaited(t: Text, row: Row) -> bool:
    """Tell whether an approval is only what something hangs on: "subject to approval by the regulator"."""
    a, i = t.a, row.trigger
    if row.action != "approves" or a.lemma[i] not in cues().sets["permissions"]:
        return False
    first, at = a.sents[a.sent[i]][0], i - 1
    while (
        at > first
        and a.pos[at] in ("DET", "PRON", "ADJ", "NOUN", "PROPN", "PART")
        and a.lower[at] not in words("awaiting.words")
    ):
        at -= 1
    tied = a.lower[at] in words("awaiting.ties") and at > first
    return a.lower[at - tied] in words("awaiting.words") or a.lemma[at - tied] in words(
        "awaiting.words"
    )


def is_let(t: Text, row: Row) -> bool:
    """Tell whether somebody is only not kept from making or selling a product: "does not stop Acme from selling it"."""
    over = keeper(t.a, row.trigger) if KINDS[row.kind] is Kind.PRODUCT else None
    return over is not None and is_not(t.a, over)


def is_joined_by(t: Text, row: Row) -> bool:
    """Tell whether somebody only stands beside others for the day: "joined by governor Ann Lee, executives broke ground"."""
    a, i = t.a, row.trigger
    if KINDS[row.kind] is not Kind.APPOINTMENT or a.lemma[i] != "join" or a.tag[i] != "VBN":
        return False
    beside = a.children(i, "obl:agent", "obl")
    return any(
        a.left[k] <= row.subject.at <= a.right[k] for k in beside if a.lower[a.left[k]] == "by"
    )


def is_owner_of_kind(t: Text, row: Row) -> bool:
    """Tell whether an owner is only told by what kind of thing it has: "trawler owner Acme" owns nobody who is named."""
    a, i = t.a, row.trigger
    if KINDS[row.kind] is not Kind.OWNERSHIP or a.pos[i] != "NOUN":
        return False
    if a.lemma[i] not in words("owners.words") or a.child(i, "nmod:poss", "nmod") is not None:
        return False
    before, first = i - 1, a.sents[a.sent[i]][0]
    plain = before >= first and (a.tag[before] == "NN" or before == first)
    return plain and a.pos[before] in ("NOUN", "PROPN") and not t.label[before]


def is_duty(t: Text, row: Row) -> bool:
    """Tell whether an act is only what somebody is there for: "whose task it is to sell shares", "in charge of opening shops"."""
    a, i = t.a, row.trigger
    if (
        a.pos[i] != "VERB"
        or a.child(i, "mark") is None
        or a.dep[i] not in ("acl", "xcomp", "advcl", "csubj")
    ):
        return False
    subject = a.subject(a.head[i])
    over = {a.lemma[a.head[i]], a.lemma[subject] if subject is not None else ""}
    return bool(over & words("duties.words"))


def _is_project(t: Text, i: int) -> bool:
    """Tell whether a noun only calls a plant what was told of before: "the $40 million project"."""
    a = t.a
    if a.lemma[i] not in words("things.projects") or a.child(i, "nmod", "acl", "acl:relcl", "amod"):
        return False
    return any(a.lower[k] in ("the", "this") for k in a.children(i, "det"))


def _is_of_one_before(t: Text, row: Row) -> bool:
    """Tell whether a definite thing was told of just before as another firm's.

    "Zenith will open a hotel. The hotel will cost $9 million" is no news of the Acme that the
    sentence before told of.
    """
    a, party = t.a, row.object
    if party is None or row.subject.form not in ELSEWHERE:
        return False
    i, number = party.at, a.sent[row.trigger]
    if not any(a.lower[k] in ("the", "this", "that") for k in a.children(i, "det")):
        return False
    for n in range(number - 1, max(number - 1 - _BACK, -1), -1):
        start, end = a.sents[n]
        if any(a.lemma[k] == a.lemma[i] and k != i for k in range(start, end)):
            return tells_only_of_others(t, row, start, end)
    return False


def is_past_heading(t: Text, row: Row) -> bool:
    """Tell whether who should act was last told of before a heading that names others: "Zenith's new bank"."""
    above = [h for h in t.context.doc.spans.get("heading", ()) if h.end <= row.trigger]
    if row.subject.form not in ELSEWHERE or not above or row.subject.seen >= above[-1].end:
        return False
    return tells_only_of_others(t, row, above[-1].start, above[-1].end)


def is_employer_to_come(t: Text, row: Row) -> bool:
    """Tell whether somebody's firm is one that the article names only further on, though it has told of another.

    "Acme has no such plan, chief executive Jane Roe said": not of Zenith, of which the next paragraph tells.
    """
    if KINDS[row.kind] is not Kind.ROLE or row.object is None:
        return False
    end = t.a.sents[t.a.sent[row.trigger]][1]
    if row.object.form not in ("later", "topic") or row.object.named < end:
        return False
    return any(one.label in ORGANIZATION_LABELS and one.first < end for one in t.told().values())


_RULES = (
    is_employer_to_come,
    is_of_no_thing,
    is_duty,
    is_paid_back,
    is_past_heading,
    is_of_charged,
    is_withheld,
    is_awarded,
    is_of_both,
    is_no_supply,
    is_pondered,
    is_none_opened,
    is_in_other_clause,
    is_of_person,
    is_judge,
    is_owner_of_kind,
    is_told_aside,
    is_joined_by,
    is_awaited,
    is_let,
    *RULES,
    *BYSTANDERS,
    *PASSING,
)
