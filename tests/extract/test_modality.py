"""How firm a statement is, over trees written by hand."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from spacy.tokens import Doc

from kg.extract.attribution import Attribution
from kg.extract.modality import Reading, is_saying, of
from kg.model import Claim, Kind, Modality, Polarity

ASSERTED, PLANNED, TARGETED = Modality.ASSERTED, Modality.PLANNED, Modality.TARGETED
REPORTED, RUMOURED, DENIED = Modality.REPORTED, Modality.RUMOURED, Modality.DENIED
HYPOTHETICAL, UNKNOWN = Modality.HYPOTHETICAL, Modality.UNKNOWN


def read(doc: Doc, word: str, default: Modality = ASSERTED, cue: str | None = None) -> Reading:
    token = next(t for t in doc if t.text == word)
    source = None
    if cue is not None:
        source = Attribution(speaker="X", cue=next(t for t in doc if t.text == cue))
    return of(token, source, default=default)


SIMPLE = [
    ("bought/VERB/0//buy Psygnosis/PROPN/2/obj", "bought", ASSERTED),
    ("is/AUX/3/aux/be/VBZ buying/VERB/0//buy/VBG it/PRON/3/obj", "buying", PLANNED),
    ("is/AUX/3/aux/be/VBZ making/VERB/0//make/VBG it/PRON/3/obj", "making", ASSERTED),
    ("announced/VERB/0//announce its/PRON/4/nmod:poss sale/NOUN/2/obj", "sale", PLANNED),
    ("announced/VERB/0//announce its/PRON/4/nmod:poss profit/NOUN/2/obj", "profit", ASSERTED),
    ("will/AUX/3/aux/will/MD buy/VERB/0//buy/VB it/PRON/3/obj", "buy", PLANNED),
    ("could/AUX/3/aux/could/MD buy/VERB/0//buy/VB it/PRON/3/obj", "buy", HYPOTHETICAL),
    ("may/AUX/3/aux/may/MD buy/VERB/0//buy/VB it/PRON/3/obj", "buy", HYPOTHETICAL),
    ("must/AUX/3/aux/must/MD buy/VERB/0//buy/VB it/PRON/3/obj", "buy", PLANNED),
    (
        "must/AUX/4/aux/must/MD have/AUX/4/aux/have/VB bought/VERB/0//buy/VBN it/PRON/4/obj",
        "bought",
        HYPOTHETICAL,
    ),
    ("plans/VERB/0//plan/VBZ to/PART/4/mark buy/VERB/2/xcomp/buy/VB", "buy", PLANNED),
    ("agreed/VERB/0//agree to/PART/4/mark buy/VERB/2/xcomp/buy/VB", "buy", PLANNED),
    ("hopes/VERB/0//hope/VBZ to/PART/4/mark buy/VERB/2/xcomp/buy/VB", "buy", TARGETED),
    ("aims/VERB/0//aim/VBZ to/PART/4/mark buy/VERB/2/xcomp/buy/VB", "buy", TARGETED),
    ("began/VERB/0//begin to/PART/4/mark buy/VERB/2/xcomp/buy/VB", "buy", ASSERTED),
    ("had/VERB/0//have to/PART/4/mark sell/VERB/2/xcomp/sell/VB", "sell", ASSERTED),
    ("reportedly/ADV/3/advmod bought/VERB/0//buy it/PRON/3/obj", "bought", REPORTED),
    ("is/AUX/4/aux/be/VBZ to/PART/4/mark buy/VERB/0//buy/VB", "buy", PLANNED),
    (
        (
            "is/AUX/3/aux:pass/be/VBZ expected/VERB/0//expect/VBN to/PART/5/mark "
            "buy/VERB/3/xcomp/buy/VB"
        ),
        "buy",
        REPORTED,
    ),
    (
        (
            "is/AUX/3/aux:pass/be/VBZ rumoured/VERB/0//rumour/VBN to/PART/5/mark "
            "buy/VERB/3/xcomp/buy/VB"
        ),
        "buy",
        RUMOURED,
    ),
    (
        "is/AUX/3/cop/be/VBZ likely/ADJ/0/root to/PART/5/mark buy/VERB/3/xcomp/buy/VB",
        "buy",
        REPORTED,
    ),
    ("considers/VERB/0//consider/VBZ a/DET/4/det bid/NOUN/2/obj", "bid", HYPOTHETICAL),
    ("plans/VERB/0//plan/VBZ a/DET/4/det merger/NOUN/2/obj", "merger", PLANNED),
    (
        "has/VERB/0//have/VBZ plans/NOUN/2/obj/plan/NNS for/ADP/5/case plants/NOUN/3/nmod",
        "plants",
        PLANNED,
    ),
    (
        "has/VERB/0//have/VBZ ambitions/NOUN/2/obj/ambition/NNS for/ADP/5/case cars/NOUN/3/nmod",
        "cars",
        TARGETED,
    ),
    (
        "denied/VERB/0//deny that/SCONJ/5/mark it/PRON/5/nsubj left/VERB/2/ccomp/leave",
        "left",
        DENIED,
    ),
]


@pytest.mark.parametrize(("rest", "word", "expected"), SIMPLE)
def test_cues_in_the_clause_and_above(
    parsed: Callable[..., Doc], rest: str, word: str, expected: str
) -> None:
    verb = next(n for n, t in enumerate(rest.split(), 2) if t.split("/")[2] == "0")
    doc = parsed(f"Sony/PROPN/{verb}/nsubj {rest}")
    reading = read(doc, word)
    assert reading.modality is expected
    assert reading.polarity is Polarity.AFFIRMED
    assert bool(reading.cues) is (expected is not ASSERTED)


NEGATED = [
    (
        "will/AUX/4/aux/will/MD not/PART/4/advmod bid/VERB/0//bid/VB for/ADP/6/case it/PRON/4/obl",
        "bid",
        PLANNED,
    ),
    ("did/AUX/4/aux/do n't/PART/4/advmod buy/VERB/0//buy/VB it/PRON/4/obj", "buy", ASSERTED),
    (
        "failed/VERB/0//fail to/PART/4/mark buy/VERB/2/xcomp/buy/VB it/PRON/4/obj",
        "buy",
        ASSERTED,
    ),
    (
        (
            "has/VERB/0//have/VBZ no/DET/4/det plans/NOUN/2/obj/plan/NNS to/PART/6/mark "
            "buy/VERB/4/acl/buy/VB"
        ),
        "buy",
        PLANNED,
    ),
    ("dropped/VERB/0//drop its/PRON/4/nmod:poss bid/NOUN/2/obj", "bid", PLANNED),
    ("left/VERB/0//leave without/SCONJ/4/mark paying/VERB/2/advcl/pay/VBG", "paying", ASSERTED),
]


@pytest.mark.parametrize(("rest", "word", "expected"), NEGATED)
def test_negation(parsed: Callable[..., Doc], rest: str, word: str, expected: Modality) -> None:
    verb = next(n for n, t in enumerate(rest.split(), 2) if t.split("/")[2] == "0")
    reading = read(parsed(f"Sony/PROPN/{verb}/nsubj {rest}"), word)
    assert reading.polarity is Polarity.NEGATED
    assert reading.modality is expected


def test_not_only_is_no_negation(parsed: Callable[..., Doc]) -> None:
    doc = parsed(
        "Sony/PROPN/4/nsubj not/PART/4/advmod only/ADV/4/advmod bought/VERB/0//buy it/PRON/4/obj"
    )
    assert read(doc, "bought").polarity is Polarity.AFFIRMED


def test_negation_of_the_main_clause_leaves_what_it_tells_of(parsed: Callable[..., Doc]) -> None:
    doc = parsed(
        "Sony/PROPN/4/nsubj did/AUX/4/aux/do not/PART/4/advmod know/VERB/0//know/VB "
        "that/SCONJ/7/mark it/PRON/7/nsubj won/VERB/4/ccomp/win"
    )
    assert read(doc, "won").polarity is Polarity.AFFIRMED


@pytest.mark.parametrize(
    "rest",
    [
        (
            "has/AUX/4/aux/have/VBZ n't/PART/4/advmod said/VERB/0//say/VBN whether/SCONJ/8/mark "
            "it/PRON/8/nsubj will/AUX/8/aux/will/MD build/VERB/4/ccomp/build/VB"
        ),
        (
            "declined/VERB/0//decline to/PART/4/mark say/VERB/2/xcomp/say/VB whether/SCONJ/8/mark "
            "it/PRON/8/nsubj will/AUX/8/aux/will/MD build/VERB/4/ccomp/build/VB"
        ),
    ],
)
def test_what_nobody_tells_is_unknown(parsed: Callable[..., Doc], rest: str) -> None:
    verb = next(n for n, t in enumerate(rest.split(), 2) if t.split("/")[2] == "0")
    reading = read(parsed(f"Sony/PROPN/{verb}/nsubj {rest}"), "build")
    assert (reading.modality, reading.polarity) == (UNKNOWN, Polarity.AFFIRMED)


def test_would_is_a_plan_in_the_past_and_a_condition_with_if(parsed: Callable[..., Doc]) -> None:
    said = parsed(
        "Sony/PROPN/2/nsubj said/VERB/0//say it/PRON/5/nsubj would/AUX/5/aux/would/MD "
        "invest/VERB/2/ccomp/invest/VB"
    )
    assert read(said, "invest", cue="said").modality is PLANNED
    condition = parsed(
        "Sony/PROPN/3/nsubj would/AUX/3/aux/would/MD invest/VERB/0//invest/VB if/SCONJ/6/mark "
        "sales/NOUN/6/nsubj/sale/NNS rose/VERB/3/advcl/rise"
    )
    assert read(condition, "invest").modality is HYPOTHETICAL
    perfect = parsed(
        "It/PRON/4/nsubj would/AUX/4/aux/would/MD have/AUX/4/aux/have/VB helped/VERB/0//help/VBN"
    )
    assert read(perfect, "helped").modality is HYPOTHETICAL


def test_infinitive_in_a_headline(parsed: Callable[..., Doc]) -> None:
    doc = parsed("Sony/PROPN/3/nsubj to/PART/3/mark build/VERB/0//build/VB plant/NOUN/3/obj")
    assert read(doc, "build").modality is PLANNED


def test_coordinated_verbs_share_their_auxiliary(parsed: Callable[..., Doc]) -> None:
    doc = parsed(
        "Sony/PROPN/3/nsubj will/AUX/3/aux/will/MD buy/VERB/0//buy/VB and/CCONJ/5/cc "
        "close/VERB/3/conj/close/VB it/PRON/5/obj ,/PUNCT/9/punct and/CCONJ/9/cc left/VERB/3/conj/leave"
    )
    assert read(doc, "close").modality is PLANNED


def test_a_relative_clause_has_its_own_tense(parsed: Callable[..., Doc]) -> None:
    doc = parsed(
        "Sony/PROPN/3/nsubj will/AUX/3/aux/will/MD close/VERB/0//close/VB plants/NOUN/3/obj/plant/NNS "
        "which/PRON/6/nsubj opened/VERB/4/acl:relcl/open"
    )
    assert read(doc, "opened").modality is ASSERTED


@pytest.mark.parametrize(
    ("adjective", "expected"),
    [("planned", PLANNED), ("rumoured", RUMOURED), ("possible", HYPOTHETICAL), ("big", ASSERTED)],
)
def test_adjectives_of_a_noun(
    parsed: Callable[..., Doc], adjective: str, expected: Modality
) -> None:
    doc = parsed(f"The/DET/3/det {adjective}/ADJ/3/amod merger/NOUN/4/nsubj pleased/VERB/0//please")
    assert read(doc, "merger").modality is expected


def test_merger_talks_are_no_merger(parsed: Callable[..., Doc]) -> None:
    doc = parsed(
        "Sony/PROPN/2/nsubj held/VERB/0//hold merger/NOUN/4/compound talks/NOUN/2/obj/talk/NNS"
    )
    assert read(doc, "merger").modality is HYPOTHETICAL


@pytest.mark.parametrize("default", [TARGETED, HYPOTHETICAL, REPORTED])
def test_what_a_trigger_says_by_itself_stands(
    parsed: Callable[..., Doc], default: Modality
) -> None:
    doc = parsed("Sony/PROPN/2/nsubj names/VERB/0//name/VBZ a/DET/4/det goal/NOUN/2/obj")
    assert read(doc, "goal", default=default).modality is default


def test_a_doubtful_source_makes_it_reported(parsed: Callable[..., Doc]) -> None:
    doc = parsed("Sony/PROPN/2/nsubj grew/VERB/0//grow")
    source = Attribution(speaker="sources", hedged=True, anonymous=True)
    assert of(doc[1], source).modality is REPORTED


@pytest.mark.parametrize(("verb", "expected"), [("alleges", REPORTED), ("predicts", TARGETED)])
def test_the_word_of_saying_may_hedge(
    parsed: Callable[..., Doc], verb: str, expected: Modality
) -> None:
    doc = parsed(
        f"Bell/PROPN/2/nsubj {verb}/VERB/0//{verb.rstrip('s')}/VBZ Sony/PROPN/4/nsubj grew/VERB/2/ccomp/grow"
    )
    assert read(doc, "grew", cue=verb).modality is expected


def test_is_saying(parsed: Callable[..., Doc]) -> None:
    doc = parsed("Sony/PROPN/2/nsubj said/VERB/0//say so/ADV/2/advmod")
    assert [is_saying(t) for t in doc] == [False, True, False]


@pytest.mark.parametrize(
    ("before", "expected"),
    [("Will/AUX/3/aux/will/MD", HYPOTHETICAL), ("Did/AUX/3/aux/do/VBD", HYPOTHETICAL)],
)
def test_a_question_asserts_nothing(
    before: str, expected: Modality, parsed: Callable[..., Doc]
) -> None:
    doc = parsed(f"{before} Sony/PROPN/3/nsubj buy/VERB/0//buy/VB it/PRON/3/obj ?/PUNCT/3/punct")
    assert read(doc, "buy").modality is expected


def test_a_question_why_takes_the_act_for_granted(parsed: Callable[..., Doc]) -> None:
    doc = parsed(
        "Why/ADV/4/advmod/why/WRB did/AUX/4/aux/do/VBD Sony/PROPN/4/nsubj "
        "buy/VERB/0//buy/VB it/PRON/4/obj ?/PUNCT/4/punct"
    )
    assert read(doc, "buy").modality is ASSERTED


def test_what_is_aimed_at_is_no_fact(claims_of: Callable[..., list[Claim]]) -> None:
    text = "Zenith Motors aims at a market share of 5 percent by 2025."
    told = [claim for kind in Kind for claim in claims_of(text, kind)]
    assert told
    assert {claim.modality for claim in told} == {Modality.TARGETED}


@pytest.mark.parametrize(
    "text",
    [
        "Acme Motors said the factory in Leeds is due to be opened in May 2025.",
        "Acme Motors said the factory in Leeds is due to open in May 2025.",
    ],
)
def test_what_is_due_to_be_done_is_planned(
    claims_of: Callable[..., list[Claim]], text: str
) -> None:
    assert {c.modality for c in claims_of(text, Kind.FACILITY)} == {PLANNED}


@pytest.mark.parametrize(
    ("text", "expected", "time"),
    [
        ("Halden Motors must recall 9,000 vans.", PLANNED, None),
        ("The court said Halden Motors must recall 9,000 vans by June.", PLANNED, "2020-06-30"),
        ("Halden Motors had to recall 9,000 vans.", ASSERTED, None),
        ("Halden Motors, which must cut its costs, recalled 9,000 vans.", ASSERTED, None),
    ],
)
def test_what_must_be_done_lies_ahead(
    claims_of: Callable[..., list[Claim]], text: str, expected: Modality, time: str | None
) -> None:
    found = claims_of(text, Kind.PRODUCT)
    assert [c.modality for c in found] == [expected]
    assert [str(c.time.latest) if c.time else None for c in found] == [time]


@pytest.mark.parametrize(
    ("text", "kind", "expected"),
    [
        ("Halden announced the resignation of its chairman Ann Lee.", Kind.DEPARTURE, ASSERTED),
        ("Halden announced the retirement of its chairman Ann Lee.", Kind.DEPARTURE, PLANNED),
        ("Halden announced a recall of 9,000 vans.", Kind.PRODUCT, ASSERTED),
        ("Halden announced the closure of its Leeds plant.", Kind.FACILITY, PLANNED),
    ],
)
def test_a_resignation_or_recall_is_done_when_it_is_announced(
    claims_of: Callable[..., list[Claim]], text: str, kind: Kind, expected: Modality
) -> None:
    assert {c.modality for c in claims_of(text, kind)} == {expected}


@pytest.mark.parametrize(
    ("text", "kind", "expected"),
    [
        ("Halden has been offering lessons in Leeds.", Kind.PRODUCT, ASSERTED),
        ("Halden has begun offering the Vela van.", Kind.PRODUCT, ASSERTED),
        ("Halden will offer the Vela van in May.", Kind.PRODUCT, PLANNED),
        ("Halden offered $9 million for Zenith Bank.", Kind.ACQUISITION, PLANNED),
    ],
)
def test_who_offers_a_service_has_it_and_who_offers_a_sum_bids(
    claims_of: Callable[..., list[Claim]], text: str, kind: Kind, expected: Modality
) -> None:
    assert {c.modality for c in claims_of(text, kind)} == {expected}
