"""Who says what, over trees written by hand."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass

import pytest
from spacy.tokens import Doc

from kg.extract.attribution import NOBODY, Attribution, attribute
from kg.extract.coref import chains
from kg.extract.quotes import quotes
from kg.model import Claim, Kind, Span, TimeSpan

NAMES = {
    "Xiaomi": "COMPANY",
    "Huawei": "COMPANY",
    "Lei Jun": "PERSON",
    "Reuters": "OUTLET",
    "Bell": "PERSON",
}


@dataclass(frozen=True)
class When:
    span: Span
    value: TimeSpan | None


def of(doc: Doc, word: str, nth: int = 0, times: tuple[When, ...] = ()) -> Attribution:
    token = [t for t in doc if t.text == word][nth]
    return attribute(doc, chains(doc), times).of(token)


SAID = (
    "Lei/PROPN/3/nsubj Jun/PROPN/1/flat said/VERB/0//say that/SCONJ/7/mark "
    "Xiaomi/PROPN/7/nsubj will/AUX/7/aux/will/MD start/VERB/3/ccomp/start/VB production/NOUN/7/obj"
)


def test_a_clause_of_saying(parsed: Callable[..., Doc]) -> None:
    found = of(parsed(SAID, ents=NAMES), "start")
    assert (found.speaker, found.speaker_type) == ("Lei Jun", "PERSON")
    assert found.cue is not None
    assert found.cue.text == "said"
    assert not found.direct_quote


def test_the_word_of_saying_is_the_articles_own(parsed: Callable[..., Doc]) -> None:
    assert of(parsed(SAID, ents=NAMES), "said") == NOBODY


def test_own_voice(parsed: Callable[..., Doc]) -> None:
    doc = parsed("Xiaomi/PROPN/2/nsubj grew/VERB/0//grow", ents=NAMES)
    assert of(doc, "grew") == NOBODY


def test_a_pronoun_that_is_a_predicate_can_be_said(parsed: Callable[..., Doc]) -> None:
    doc = parsed(
        "Cars/NOUN/3/nsubj are/AUX/3/cop/be what/PRON/7/parataxis it/PRON/5/nsubj "
        "wants/VERB/3/acl:relcl/want Bell/PROPN/7/nsubj said/VERB/0//say",
        ents=NAMES,
    )
    assert of(doc, "wants").speaker == "Bell"


def test_passed_on_by_an_agency(parsed: Callable[..., Doc]) -> None:
    doc = parsed(
        "Reuters/PROPN/2/nsubj reported/VERB/0//report that/SCONJ/6/mark Lei/PROPN/6/nsubj "
        "Jun/PROPN/4/flat said/VERB/2/ccomp/say Xiaomi/PROPN/8/nsubj grew/VERB/6/ccomp/grow",
        ents=NAMES,
    )
    found = of(doc, "grew")
    assert (found.speaker, found.relayed_by) == ("Lei Jun", ("Reuters",))


@pytest.mark.parametrize("above", [7, 3])  # under "reported", or misread under "buy"
def test_an_agency_that_cites_unnamed_people(parsed: Callable[..., Doc], above: int) -> None:
    doc = parsed(
        "Xiaomi/PROPN/3/nsubj may/AUX/3/aux/may/MD buy/VERB/0//buy/VB Huawei/PROPN/3/obj "
        ",/PUNCT/7/punct Reuters/PROPN/7/nsubj reported/VERB/3/parataxis/report ,/PUNCT/9/punct "
        f"citing/VERB/{above}/advcl/cite/VBG people/NOUN/9/obj/people/NNS familiar/ADJ/10/amod "
        "with/ADP/14/case the/DET/14/det matter/NOUN/11/obl",
        ents=NAMES,
    )
    found = of(doc, "buy")
    assert found.speaker == "people familiar with the matter"
    assert found.speaker_type == "UNNAMED"
    assert found.relayed_by == ("Reuters",)
    assert found.hedged
    assert found.anonymous


@pytest.mark.parametrize(("source", "relation"), [("Huawei", "obl"), ("Reuters", "obl")])
def test_according_to(parsed: Callable[..., Doc], source: str, relation: str) -> None:
    doc = parsed(
        f"According/VERB/3/case/accord to/ADP/1/fixed {source}/PROPN/5/{relation} "
        "Xiaomi/PROPN/5/nsubj grew/VERB/0//grow",
        ents=NAMES,
    )
    assert of(doc, "grew").speaker == source


@pytest.mark.parametrize("verb", ["told", "added", "warned", "confirmed", "stated"])
def test_verbs_of_saying(parsed: Callable[..., Doc], verb: str) -> None:
    lemma = {"told": "tell", "added": "add", "warned": "warn"}.get(verb, verb.removesuffix("ed"))
    lemma = {"confirm": "confirm", "stat": "state"}.get(lemma, lemma)
    doc = parsed(
        f"Bell/PROPN/2/nsubj {verb}/VERB/0//{lemma} that/SCONJ/5/mark Xiaomi/PROPN/5/nsubj "
        f"grew/VERB/2/ccomp/grow",
        ents=NAMES,
    )
    assert of(doc, "grew").speaker == "Bell"


def test_what_an_announcement_announces(parsed: Callable[..., Doc]) -> None:
    doc = parsed(
        "Xiaomi/PROPN/2/nsubj announced/VERB/0//announce plans/NOUN/2/obj/plan/NNS "
        "to/PART/5/mark merge/VERB/3/acl/merge/VB",
        ents=NAMES,
    )
    assert of(doc, "merge").speaker == "Xiaomi"


@pytest.mark.parametrize(("noun", "expected"), [("profit", "Xiaomi"), ("bankruptcy", None)])
def test_figures_are_told_and_acts_are_not(
    parsed: Callable[..., Doc], noun: str, expected: str
) -> None:
    doc = parsed(
        f"Xiaomi/PROPN/2/nsubj declared/VERB/0//declare a/DET/4/det {noun}/NOUN/2/obj",
        ents=NAMES,
    )
    assert of(doc, noun).speaker == expected


QUOTE = (
    "“/PUNCT/4/punct We/PRON/4/nsubj will/AUX/4/aux/will/MD build/VERB/7/ccomp/build/VB "
    "plants/NOUN/4/obj/plant/NNS ”/PUNCT/4/punct said/VERB/0//say Bell/PROPN/7/nsubj "
    "./PUNCT/7/punct"
)
NEXT = (
    "“/PUNCT/3/punct They/PRON/3/nsubj open/VERB/0//open/VBP soon/ADV/3/advmod "
    "in/ADP/6/case June/PROPN/3/obl ”/PUNCT/3/punct"
)


def test_direct_quotation(parsed: Callable[..., Doc]) -> None:
    found = of(parsed(QUOTE, ents=NAMES), "build")
    assert found.speaker == "Bell"
    assert found.direct_quote


def test_a_second_quotation_has_the_same_speaker(parsed: Callable[..., Doc]) -> None:
    found = of(parsed(QUOTE, NEXT, ents=NAMES), "open")
    assert (found.speaker, found.direct_quote) == ("Bell", True)


def test_a_quotation_over_sentences(parsed: Callable[..., Doc]) -> None:
    doc = parsed(
        "Bell/PROPN/2/nsubj said/VERB/0//say :/PUNCT/2/punct “/PUNCT/6/punct We/PRON/6/nsubj "
        "build/VERB/2/ccomp/build/VBP plants/NOUN/6/obj/plant/NNS ./PUNCT/6/punct",
        "They/PRON/2/nsubj open/VERB/0//open/VBP soon/ADV/2/advmod ./PUNCT/2/punct ”/PUNCT/2/punct",
        ents=NAMES,
    )
    assert of(doc, "open").speaker == "Bell"


def test_a_mark_that_is_never_closed_ends_with_its_paragraph(parsed: Callable[..., Doc]) -> None:
    doc = parsed(
        'Bell/PROPN/2/nsubj said/VERB/0//say :/PUNCT/2/punct "/PUNCT/6/punct We/PRON/6/nsubj '
        "build/VERB/2/ccomp/build/VBP big/ADJ/8/amod plants/NOUN/6/obj/plant/NNS ./PUNCT/6/punct "
        "¶/SPACE/9/dep",
        "Huawei/PROPN/2/nsubj grew/VERB/0//grow ./PUNCT/2/punct",
        ents=NAMES,
    )
    assert len(quotes(doc)) == 1
    assert of(doc, "build").direct_quote
    assert of(doc, "grew") == NOBODY


def test_words_held_at_arms_length_are_no_quotation(parsed: Callable[..., Doc]) -> None:
    doc = parsed(
        "Xiaomi/PROPN/2/nsubj built/VERB/0//build “/PUNCT/5/punct smart/ADJ/5/amod "
        "cars/NOUN/2/obj/car/NNS ”/PUNCT/5/punct",
        ents=NAMES,
    )
    assert quotes(doc) == []


def test_pronoun_as_speaker(parsed: Callable[..., Doc]) -> None:
    doc = parsed(
        "Lei/PROPN/3/nsubj Jun/PROPN/1/flat spoke/VERB/0//speak",
        "He/PRON/2/nsubj said/VERB/0//say Xiaomi/PROPN/4/nsubj grew/VERB/2/ccomp/grow",
        ents=NAMES,
    )
    assert of(doc, "grew").speaker == "Lei Jun"


@pytest.mark.parametrize(
    ("phrase", "expected"),
    [
        ("A/DET/3/det company/NOUN/3/compound executive/NOUN/4/nsubj", "a Huawei executive"),
        (
            "An/DET/2/det executive/NOUN/6/nsubj of/ADP/5/case the/DET/5/det company/NOUN/2/nmod",
            "a Huawei executive",
        ),
        ("Its/PRON/2/nmod:poss executive/NOUN/3/nsubj", "Huawei executive"),
        ("A/DET/2/det Huawei/PROPN/3/compound executive/NOUN/4/nsubj", "Huawei executive"),
    ],
)
def test_unnamed_speaker_with_the_companys_name(
    parsed: Callable[..., Doc], phrase: str, expected: str
) -> None:
    verb = len(phrase.split()) + 1
    doc = parsed(
        "Huawei/PROPN/2/nsubj grew/VERB/0//grow",
        f"{phrase} said/VERB/0//say they/PRON/{verb + 2}/nsubj "
        f"want/VERB/{verb}/ccomp/want/VBP cars/NOUN/{verb + 2}/obj/car/NNS",
        ents=NAMES,
    )
    found = of(doc, "want")
    assert found.speaker is not None
    assert found.speaker.endswith(expected)
    assert found.speaker_type == "UNNAMED"


def test_sources_say(parsed: Callable[..., Doc]) -> None:
    doc = parsed(
        "Sources/NOUN/2/nsubj/source/NNS say/VERB/0//say/VBP Xiaomi/PROPN/4/nsubj "
        "grew/VERB/2/ccomp/grow",
        ents=NAMES,
    )
    found = of(doc, "grew")
    assert (found.speaker, found.hedged, found.anonymous) == ("Sources", True, True)


def test_who_made_the_announcement_comes_a_sentence_later(parsed: Callable[..., Doc]) -> None:
    doc = parsed(
        "Xiaomi/PROPN/3/nsubj will/AUX/3/aux/will/MD close/VERB/0//close/VB shops/NOUN/3/obj",
        "The/DET/2/det announcement/NOUN/4/nsubj:pass was/AUX/4/aux:pass/be "
        "made/VERB/0//make/VBN by/ADP/6/case Bell/PROPN/4/obl:agent",
        ents=NAMES,
    )
    found = of(doc, "close")
    assert (found.speaker, found.carried) == ("Bell", True)


def test_a_relay_that_comes_a_sentence_later(parsed: Callable[..., Doc]) -> None:
    doc = parsed(
        SAID + " ./PUNCT/3/punct",
        "He/PRON/2/nsubj gave/VERB/0//give out/ADP/2/compound:prt the/DET/5/det "
        "information/NOUN/2/obj ,/PUNCT/8/punct as/SCONJ/8/mark reported/VERB/2/advcl/report/VBN "
        "by/ADP/11/case local/ADJ/11/amod media/NOUN/8/obl:agent/media/NNS",
        ents=NAMES,
    )
    found = of(doc, "start")
    assert (found.speaker, found.relayed_by) == ("Lei Jun", ("local media",))


def test_when_it_was_said_and_not_when_it_is_due(parsed: Callable[..., Doc]) -> None:
    doc = parsed(
        "In/ADP/2/case March/PROPN/4/obl Xiaomi/PROPN/4/nsubj said/VERB/0//say it/PRON/7/nsubj "
        "would/AUX/7/aux/would/MD open/VERB/4/ccomp/open/VB in/ADP/9/case June/PROPN/7/obl",
        ents=NAMES,
    )
    march = TimeSpan(earliest=dt.date(2021, 3, 1), latest=dt.date(2021, 3, 31))
    june = TimeSpan(earliest=dt.date(2021, 6, 1), latest=dt.date(2021, 6, 30))
    text = doc.text
    times = tuple(
        When(Span(text.index(w), text.index(w) + len(w)), value)
        for w, value in (("June", june), ("March", march))
    )
    assert of(doc, "open", times=times).said == march
    assert of(doc, "open", times=times[:1]).said is None
    assert of(doc, "open").said is None


def test_an_aside_does_not_reach_over_a_new_clause(parsed: Callable[..., Doc]) -> None:
    doc = parsed(
        "Xiaomi/PROPN/2/nsubj grew/VERB/0//grow ,/PUNCT/5/punct Bell/PROPN/5/nsubj "
        "said/VERB/2/parataxis/say ,/PUNCT/9/punct but/CCONJ/9/cc Huawei/PROPN/9/nsubj "
        "fell/VERB/2/conj/fall",
        ents=NAMES,
    )
    assert of(doc, "grew").speaker == "Bell"
    assert of(doc, "fell") == NOBODY


def test_an_empty_text(parsed: Callable[..., Doc]) -> None:
    assert quotes(parsed()) == []


def test_who_is_told_is_not_who_tells(parsed: Callable[..., Doc]) -> None:
    doc = parsed(
        "Bell/PROPN/2/nsubj announced/VERB/0//announce to/ADP/4/case Huawei/PROPN/2/obl:agent "
        "that/SCONJ/7/mark sales/NOUN/7/nsubj fell/VERB/2/ccomp/fall",
        ents=NAMES,
    )
    assert of(doc, "fell").speaker == "Bell"


def test_an_active_verb_has_its_subject_whatever_its_label(parsed: Callable[..., Doc]) -> None:
    doc = parsed(
        "Huawei/PROPN/3/nsubj:pass has/AUX/3/aux announced/VERB/0//announce "
        "that/SCONJ/6/mark it/PRON/6/nsubj intends/VERB/3/ccomp/intend",
        ents=NAMES,
    )
    assert of(doc, "intends").speaker == "Huawei"


def test_a_statement_to_the_effect_that(parsed: Callable[..., Doc]) -> None:
    doc = parsed(
        "Huawei/PROPN/2/nsubj issued/VERB/0//issue a/DET/4/det statement/NOUN/2/obj "
        "to/ADP/7/case the/DET/7/det effect/NOUN/4/nmod that/SCONJ/10/mark Bell/PROPN/10/nsubj "
        "resigns/VERB/7/acl/resign",
        ents=NAMES,
    )
    assert of(doc, "resigns").speaker == "Huawei"


def test_a_gerund_that_is_hinted_at(parsed: Callable[..., Doc]) -> None:
    doc = parsed(
        "Huawei/PROPN/2/nsubj hinted/VERB/0//hint at/SCONJ/4/mark "
        "cutting/VERB/2/advcl/cut/VBG jobs/NOUN/4/obj",
        ents=NAMES,
    )
    assert of(doc, "cutting").speaker == "Huawei"


def test_a_joint_statement_is_spoken_by_the_party_named_first(parsed: Callable[..., Doc]) -> None:
    doc = parsed(
        "Two/NUM/2/nummod makers/NOUN/7/nsubj/maker/NNS ,/PUNCT/4/punct Xiaomi/PROPN/2/appos "
        "and/CCONJ/6/cc Huawei/PROPN/4/conj announced/VERB/0//announce they/PRON/10/nsubj "
        "will/AUX/10/aux/will/MD merge/VERB/7/ccomp/merge/VB",
        ents=NAMES,
    )
    assert of(doc, "merge").speaker == "Xiaomi"


def test_a_clause_of_saying_without_a_mark_that_the_tree_calls_adverbial(
    parsed: Callable[..., Doc],
) -> None:
    doc = parsed(
        "Huawei/PROPN/2/nsubj announced/VERB/0//announce it/PRON/5/nsubj "
        "was/AUX/5/aux/be cutting/VERB/2/advcl/cut/VBG jobs/NOUN/5/obj",
        ents=NAMES,
    )
    assert of(doc, "cutting").speaker == "Huawei"


def test_a_word_of_saying_that_closes_the_sentence(parsed: Callable[..., Doc]) -> None:
    doc = parsed(
        "Huawei/PROPN/3/nsubj will/AUX/3/aux/will/MD expand/VERB/0//expand/VB "
        "units/NOUN/3/obj Bell/PROPN/7/nsubj has/AUX/7/aux said/VERB/4/acl:relcl/say ./PUNCT/3/punct",
        ents=NAMES,
    )
    assert of(doc, "expand").speaker == "Bell"


def test_according_to_closes_the_sentence_not_a_remark_in_it(parsed: Callable[..., Doc]) -> None:
    doc = parsed(
        "Huawei/PROPN/2/nsubj captures/VERB/0//capture shares/NOUN/2/obj it/PRON/5/nsubj "
        "holds/VERB/3/acl:relcl/hold ,/PUNCT/8/punct according/VERB/9/case to/ADP/7/fixed "
        "Bell/PROPN/5/obl",
        ents=NAMES,
    )
    assert of(doc, "captures").speaker == "Bell"


NEXT_PARAGRAPH = (
    "“/PUNCT/4/punct They/PRON/4/nsubj will/AUX/4/aux/will/MD open/VERB/0//open/VB "
    "soon/ADV/4/advmod ./PUNCT/4/punct ”/PUNCT/4/punct"
)


@pytest.mark.parametrize(
    "first",
    [
        (
            "“/PUNCT/3/punct We/PRON/3/nsubj build/VERB/0//build/VBP big/ADJ/5/amod "
            "plants/NOUN/3/obj/plant/NNS ,/PUNCT/3/punct ”/PUNCT/3/punct "
            "said/VERB/3/parataxis/say Bell/PROPN/8/nsubj ./PUNCT/3/punct ¶/SPACE/10/dep"
        ),
        # The mark is not closed where the next paragraph goes on with the words.
        (
            "Bell/PROPN/2/nsubj said/VERB/0//say :/PUNCT/2/punct “/PUNCT/6/punct We/PRON/6/nsubj "
            "build/VERB/2/ccomp/build/VBP big/ADJ/8/amod plants/NOUN/6/obj/plant/NNS ./PUNCT/6/punct "
            "¶/SPACE/9/dep"
        ),
    ],
)
def test_a_quotation_over_paragraphs(first: str, parsed: Callable[..., Doc]) -> None:
    doc = parsed(first, NEXT_PARAGRAPH, ents=NAMES)
    assert of(doc, "build").speaker == "Bell"
    assert of(doc, "open").speaker == "Bell"
    assert of(doc, "open").direct_quote


def test_a_plan_told_on_after_an_announcement_is_still_the_announcers(
    parsed: Callable[..., Doc],
) -> None:
    """Free indirect speech: the sentence names no speaker, the plan is the company's own."""
    doc = parsed(
        "Huawei/PROPN/2/nsubj announced/VERB/0//announce plans/NOUN/2/obj/plan/NNS ./PUNCT/2/punct",
        "The/DET/2/det plant/NOUN/4/nsubj will/AUX/4/aux/will/MD open/VERB/0//open/VB ./PUNCT/4/punct",
        "The/DET/2/det plant/NOUN/3/nsubj opened/VERB/0//open/VBD ./PUNCT/3/punct",
        ents=NAMES,
    )
    found = of(doc, "open")
    assert (found.speaker, found.carried) == ("Huawei", True)
    assert of(doc, "opened") == NOBODY


def test_who_relays_an_aside_relays_what_it_tells(parsed: Callable[..., Doc]) -> None:
    doc = parsed(
        "Production/NOUN/2/nsubj starts/VERB/0//start ,/PUNCT/5/punct Bell/PROPN/5/nsubj "
        "confirmed/VERB/2/parataxis/confirm ,/PUNCT/9/punct according/VERB/9/case to/ADP/7/fixed "
        "Reuters/PROPN/5/obl ./PUNCT/2/punct",
        ents=NAMES,
    )
    found = of(doc, "starts")
    assert (found.speaker, found.relayed_by) == ("Bell", ("Reuters",))


@pytest.mark.parametrize("relation", ["1/parataxis", "2/conj"])
def test_a_relay_that_the_tree_hangs_elsewhere(relation: str, parsed: Callable[..., Doc]) -> None:
    doc = parsed(
        "Bell/PROPN/2/nsubj said/VERB/0//say that/SCONJ/5/mark production/NOUN/5/nsubj "
        "starts/VERB/2/ccomp/start ,/PUNCT/8/punct Reuters/PROPN/8/nsubj "
        f"reported/VERB/{relation}/report ./PUNCT/2/punct",
        ents=NAMES,
    )
    found = of(doc, "starts")
    assert (found.speaker, found.relayed_by) == ("Bell", ("Reuters",))


def test_a_clause_before_a_report_that_is_called_coordinated(parsed: Callable[..., Doc]) -> None:
    doc = parsed(
        "Production/NOUN/2/nsubj starts/VERB/5/conj/start ,/PUNCT/5/punct Bell/PROPN/5/nsubj "
        "reported/VERB/0//report ./PUNCT/5/punct",
        ents=NAMES,
    )
    assert of(doc, "starts").speaker == "Bell"


def test_what_was_done_before_is_said_too_and_a_remark_on_a_name_is_not(
    claims_of: Callable[..., list[Claim]],
) -> None:
    after = "Xiaomi said it was ready, having joined forces with Halden Foods."
    assert [c.speaker for c in claims_of(after, Kind.PARTNERSHIP)] == ["Xiaomi"]
    remark = "Xiaomi said it was like Halden Foods, founded by Zenith Group in 1990."
    assert {c.speaker for c in claims_of(remark, Kind.FORMATION)} <= {None}
