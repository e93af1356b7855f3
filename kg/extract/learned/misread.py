"""Rows of the model whose word means something else where it stands: a loss that is provided for is no investment."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.extract import discourse
from kg.extract.givenup import is_not
from kg.extract.learned.marked import words
from kg.extract.learned.parties import ELSEWHERE
from kg.extract.learned.reading import KINDS
from kg.model import ORGANIZATION_LABELS, Kind

if TYPE_CHECKING:
    from kg.extract.learned.rows import Row
    from kg.extract.learned.text import Text

_OWN = frozenset({Kind.ROLE, Kind.APPOINTMENT, Kind.DEPARTURE, Kind.STANCE})
"""Kinds of what people of a firm are or think, who may be onlookers."""

_BEFORE_NAME = ("DET", "ADJ", "NOUN", "PROPN", "PART")

_DEALS = frozenset(
    {Kind.ACQUISITION, Kind.DIVESTITURE, Kind.MERGER, Kind.OWNERSHIP, Kind.PARTNERSHIP}
)


def is_launch_off(t: Text, row: Row) -> bool:
    """Tell whether only the launch is off, of what was never out: "cancelled the launch of the Roadster"."""
    if row.action != "withdraws" or row.object is None or row.object.form in ELSEWHERE:
        return False
    off = t.a.children(row.trigger, "obj", "nsubj:pass")
    return any(t.a.lemma[k] in words("launches.words") and k != row.object.at for k in off)


def is_provision(t: Text, row: Row) -> bool:
    """Tell whether money is kept for what is lost or owed: "has set aside $9 million for bad loans"."""
    if KINDS[row.kind] is not Kind.INVESTMENT or row.thing is None:
        return False
    return row.thing.label is None and t.a.lemma[row.thing.token.i] in words("owed.words")


def is_raised_by_sale(t: Text, row: Row) -> bool:
    """Tell whether money comes from what is sold, and nobody gives it: "will sell its mills to raise $9 million"."""
    a, i = t.a, row.trigger
    if KINDS[row.kind] is not Kind.FUNDING or row.object is not None or a.pos[i] != "VERB":
        return False
    near = [a.head[i]] if a.dep[i] in ("advcl", "xcomp") else []
    for k in (*near, *a.children(i, "advcl")):
        sold = {a.lemma[n] for n in a.children(k, "obj")}
        if a.lemma[k] in words("gives.words") and sold and not sold & words("securities.words"):
            return True
    return False


def is_raised_by_another(t: Text, row: Row) -> bool:
    """Tell whether who sells raises the money, and not who buys: "Acme sold its mill to Zenith, raising $9 million"."""
    a, i = t.a, row.trigger
    if KINDS[row.kind] is not Kind.FUNDING or a.tag[i] != "VBG" or a.dep[i] != "advcl":
        return False
    buys = any(a.lower[k] == "to" for k in a.children(row.subject.at, "case"))
    return buys and a.subject(a.head[i]) is not None and a.subject(i) is None


def is_rescued(t: Text, row: Row) -> bool:
    """Tell whether a firm is kept from failing: "almost insolvent, Acme was saved by the state"."""
    insolvent = KINDS[row.kind] is Kind.INSOLVENCY
    return insolvent and t.a.lemma[row.trigger] in words("rescues.words")


def is_asked_for(t: Text, row: Row) -> bool:
    """Tell whether money is only asked for: "asked for money from the fund"."""
    return KINDS[row.kind] is Kind.FUNDING and t.a.lemma[row.trigger] in words("asking.words")


def is_unsold(t: Text, row: Row) -> bool:
    """Tell whether nobody is there to buy: "was not able to find a buyer for the paper"."""
    a, i = t.a, row.trigger
    if KINDS[row.kind] is not Kind.DIVESTITURE or a.lemma[i] not in words("bidders.words"):
        return False
    while a.dep[i] in ("obj", "xcomp", "ccomp", "advcl") and a.head[i] != i:
        i = a.head[i]
        if is_not(a, i) or a.lemma[i] in words("failing.words"):
            return True
    return False


def is_income_from(t: Text, row: Row) -> bool:
    """Tell whether who should supply is who pays: "gets its revenue from Acme", "gets a third of its sales from Acme"."""
    a, at = t.a, row.subject.at
    if KINDS[row.kind] is not Kind.SUPPLY or row.subject.form in ELSEWHERE:
        return False
    before = a.name(at)[0] - 1
    while before > 0 and a.lower[before] != "from" and a.pos[before] in _BEFORE_NAME:
        before -= 1
    told = a.lower[before] == "from" and a.pos[before - 1] == "NOUN"
    if told and a.lower[before - 1] in words("income.words"):
        return True
    if a.lemma[row.trigger] not in words("income.words") or a.dep[row.trigger] != "obj":
        return False
    return a.head[at] == a.head[row.trigger] and any(
        a.lower[k] == "from" for k in a.children(at, "case")
    )


def is_of_clause_before(t: Text, row: Row) -> bool:
    """Tell whether a figure of an earlier time takes its measure from a later one: "lost $9 million after making $3 million".

    What was made before a loss is none; what rises after it fell is one measure all the same.
    """
    a, i = t.a, row.trigger
    if KINDS[row.kind] is not Kind.RESULT or row.thing is None:
        return False
    if a.dep[i] != "advcl" or a.lemma[i] not in words("making.words"):
        return False
    leads = {a.lower[k] for k in a.children(i, "mark", "case", "aux")}
    return bool(leads & words("making.leads")) and row.thing.token.i < a.left[i]


def is_of_market(t: Text, row: Row) -> bool:
    """Tell whether a whole market moves, and nobody's shares: "stocks fell 2 percent as Acme filed for bankruptcy"."""
    a, mover = t.a, t.a.subject(row.trigger)
    if KINDS[row.kind] is not Kind.MARKET_MOVE or mover is None:
        return False
    own = any(a.label[k] in ORGANIZATION_LABELS for k in range(a.left[mover], a.right[mover] + 1))
    return (
        a.lower[mover] in discourse.of_markets() and not own and a.child(mover, "nmod:poss") is None
    )


def is_sum(t: Text, row: Row) -> bool:
    """Tell whether what a figure is of is a sum of money, or an act and its sum: "made 9 million (euros)", "owes a (total) of $9 million"."""
    if KINDS[row.kind] is not Kind.RESULT or row.thing is None:
        return False
    thing = row.thing.token
    spans = [p.mention.span for p in t.context.amounts_near(thing) if p.mention.kind == "money"]
    acts = thing.pos_ == "VERB" and any(c.isdigit() for c in row.thing.text)
    below = [k.idx for k in thing.children if k.dep_ in ("nmod", "obj") and thing.lemma_ == "total"]
    return acts or any(span.start <= at < span.end for span in spans for at in (thing.idx, *below))


def is_of_firm(t: Text, row: Row) -> bool:
    """Tell whether a firm is taken for a measure: "its clients include Zenith, and it brought in $9 million".

    What is owed "to Zenith" is a debt to it.
    """
    thing = row.object
    if KINDS[row.kind] is not Kind.RESULT or thing is None or thing.form in ELSEWHERE:
        return False
    owed = any(t.a.lower[k] == "to" for k in t.a.children(thing.at, "case"))
    return thing.label in ORGANIZATION_LABELS and not owed


def is_made_only(t: Text, row: Row) -> bool:
    """Tell whether a thing is worked on, and nobody supplied: "the statues were polished by Acme"."""
    thing = row.object
    if KINDS[row.kind] is not Kind.SUPPLY or thing is None or thing.form in ELSEWHERE:
        return False
    return (
        not thing.label and t.a.head[thing.at] == row.trigger and t.a.dep[thing.at] == "nsubj:pass"
    )


def is_of_forecast(t: Text, row: Row) -> bool:
    """Tell whether a forecast is changed, not what it is of: "trimmed its profit forecast by 8 percent"."""
    a, i = t.a, row.trigger
    if KINDS[row.kind] is not Kind.RESULT or a.pos[i] != "VERB":
        return False
    return any(a.lemma[k] in words("forecasts.words") for k in a.children(i, "obj", "nsubj:pass"))


def is_of_owned(t: Text, row: Row) -> bool:
    """Tell whether who should act only has who acts: "Acme's parent company, Zenith, closed a plant"."""
    a, at = t.a, row.subject.at
    if row.subject.form in ELSEWHERE or a.dep[at] != "nmod:poss" or not row.subject.label:
        return False
    acting = a.head[at]
    if acting != a.subject(row.trigger):
        return False
    return any(t.label[k] in ORGANIZATION_LABELS for k in a.children(acting, "appos", "nsubj"))


def is_outbid(t: Text, row: Row) -> bool:
    """Tell whether a bid only was higher, and nothing is bought yet: "was outbid by Zenith"."""
    return KINDS[row.kind] is Kind.ACQUISITION and t.a.lemma[row.trigger] in words("outdoing.words")


def is_of_silence(_: Text, row: Row) -> bool:
    """Tell whether nothing was asked that somebody is silent on: frames know what it is, where the text says it."""
    return row.action == "declines" and row.thing is None


def is_of_others_hopes(t: Text, row: Row) -> bool:
    """Tell whether others expect what a firm should aim at: "analysts expect the cuts at Acme to save money"."""
    a, i = t.a, row.trigger
    if KINDS[row.kind] is not Kind.TARGET:
        return False
    while a.dep[i] in ("xcomp", "ccomp") and a.head[i] != i:
        i = a.head[i]
        who = a.subject(i)
        if who is not None and a.lemma[who] in words("outsiders.words"):
            return who != row.subject.at
    return False


def is_supposed(t: Text, row: Row) -> bool:
    """Tell whether a view would be held under a condition only: "would plead guilty if Zenith did"."""
    a, i = t.a, row.trigger
    if KINDS[row.kind] is not Kind.STANCE:
        return False
    over = a.head[i] if a.dep[i] in ("xcomp", "advmod", "obj", "acl") else i
    would = any(a.lower[k] in ("would", "could", "might") for k in a.children(over, "aux"))
    below = (*a.children(over, "advcl"), *a.children(i, "advcl"))
    return would and any(a.lower[m] == "if" for k in below for m in a.children(k, "mark"))


def is_others_product(t: Text, row: Row) -> bool:
    """Tell whether what is told of again is another's: "Zenith showed the Z7. Acme works on a car. It is due soon."."""
    if (
        KINDS[row.kind] is not Kind.PRODUCT
        or row.object is None
        or row.object.form not in ELSEWHERE
    ):
        return False
    known, here = row.object.seen, t.a.sent[row.trigger]
    if known < 0 or t.a.sent[known] == here or row.subject.form == "none":
        return False
    return tells_only_of_others(t, row, *t.a.sents[t.a.sent[known]])


def is_told_by_authority(t: Text, row: Row) -> bool:
    """Tell whether an authority confirms what others did: "the ministry confirmed the involvement of Acme"."""
    if row.action != "confirms" or t.a.lemma[row.trigger] not in words("confirming.words"):
        return False
    return discourse.is_authority(row.actor.token, t.context)


def is_appeal_to_others(t: Text, row: Row) -> bool:
    """Tell whether somebody is only called on: "appealed to its customers to stay"."""
    a, i = t.a, row.trigger
    if row.action != "sues" or a.lemma[i] not in words("calling.words"):
        return False
    asked = [
        k for k in a.children(i, "obl") if any(a.lower[c] == "to" for c in a.children(k, "case"))
    ]
    return any(not discourse.is_authority(t.tokens[k], t.context) for k in asked)


def is_denied_it(t: Text, row: Row) -> bool:
    """Tell whether what is denied is only called "it": frames know what that is, where it is told."""
    if row.action != "denies" or row.thing is not None:
        return False
    return any(t.a.lower[k] in ("it", "this", "that") for k in t.a.children(row.trigger, "obj"))


def is_of_onlookers_firm(t: Text, row: Row) -> bool:
    """Tell whether a firm is only that of those who speak: "jobs are at risk, analysts at Acme said"."""
    a, at = t.a, row.subject.at
    if row.subject.form in ELSEWHERE or KINDS[row.kind] in _OWN or a.dep[at] != "nmod":
        return False
    near = any(a.lower[k] in ("at", "from", "with") for k in a.children(at, "case"))
    return near and a.lemma[a.head[at]] in words("outsiders.words")


def is_of_bystander(t: Text, row: Row) -> bool:
    """Tell whether nothing was declined of who is only told of beside: "Acme, which bought Zenith, did not return calls"."""
    if row.action != "declines" or row.object is None or row.object.form in ELSEWHERE:
        return False
    a, k = t.a, row.object.at
    while a.head[k] != k and a.dep[k] != "acl:relcl":
        k = a.head[k]
    return a.dep[k] == "acl:relcl" and a.head[k] == row.subject.at


def is_no_site(t: Text, row: Row) -> bool:
    """Tell whether the word that tells of a site is taken for it: "it will be completed in May".

    One that says of what or where tells of a site all the same: "is ending (flights)", "will fly (to Leeds)".
    """
    if KINDS[row.kind] is not Kind.FACILITY or row.object is None:
        return False
    if row.object.at != row.trigger or t.a.pos[row.trigger] != "VERB":
        return False
    if t.a.lemma[row.trigger] in words("placing.words"):
        return True  # "will base four aircraft in Leeds"
    ways = (t.a.lower[c] for k in t.a.children(row.trigger, "obl") for c in t.a.children(k, "case"))
    return t.a.child(row.trigger, "obj") is None and not {"to", "from"} & set(ways)


def is_named_later(_: Text, row: Row) -> bool:
    """Tell whether a thing is first named after what is told of it: "joined the fray. Zenith showed its Z7"."""
    if KINDS[row.kind] is not Kind.DEVELOPMENT or row.object is None:
        return False
    return row.object.form in ELSEWHERE and row.object.named > row.trigger


def is_at_another(t: Text, row: Row) -> bool:
    """Tell whether another name than that of the employer stands before a post: "Acme's head met Ardent chair Mary Roe"."""
    a, i = t.a, row.trigger
    if KINDS[row.kind] is not Kind.ROLE or row.object is None or i < 1:
        return False
    at, k = row.object.at, i - 1
    named = a.pos[k] == "PROPN" and a.dep[k] == "compound" and not t.label[k]
    named = named and a.lower[k] not in words("parts_of_posts.words")
    return (named or t.label[k] in ORGANIZATION_LABELS) and at < k and t.root[k] != t.root[at]


def is_order_book(t: Text, row: Row) -> bool:
    """Tell whether only orders begin, and not yet what is ordered: "pre-orders will open in May"."""
    if row.action not in ("launches", "ships"):
        return False
    a, i = t.a, row.trigger
    about = (i, *a.children(i, "nsubj", "nsubj:pass", "obj"))
    return any(a.lemma[k] in words("booking.words") for k in about)


def is_only_possible(t: Text, row: Row) -> bool:
    """Tell whether somebody is only called one who might do a deal: "Zenith is mentioned as an alternative"."""
    noun = t.a.pos[row.trigger] in ("NOUN", "PROPN")
    return KINDS[row.kind] in _DEALS and noun and t.a.lemma[row.trigger] in words("possible.words")


def tells_only_of_others(t: Text, row: Row, start: int, end: int) -> bool:
    """Tell whether a sentence names organizations, but not the subject of a row."""
    found = {
        entry.chain
        for k in range(start, end)
        if t.root[k] == k
        for entry in t.context.chains.all(t.tokens[k])
        if entry.label in ORGANIZATION_LABELS
    }
    return bool(found) and row.subject.chain not in found


RULES = (
    is_launch_off,
    is_provision,
    is_raised_by_sale,
    is_raised_by_another,
    is_rescued,
    is_asked_for,
    is_unsold,
    is_income_from,
    is_of_clause_before,
    is_of_market,
    is_sum,
    is_of_firm,
    is_made_only,
    is_of_forecast,
    is_of_owned,
    is_outbid,
    is_of_silence,
    is_of_others_hopes,
    is_supposed,
    is_others_product,
    is_told_by_authority,
    is_appeal_to_others,
    is_denied_it,
    is_of_onlookers_firm,
    is_of_bystander,
    is_no_site,
    is_named_later,
    is_at_another,
    is_order_book,
    is_only_possible,
)
"""Any of them rules a row out."""
