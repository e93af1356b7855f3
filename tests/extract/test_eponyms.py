"""Companies that bear the name of a person or a product are told from them by the text."""

from __future__ import annotations

from dataclasses import dataclass

import pytest
import spacy
from spacy.tokens import Doc

from kg.extract.coref.eponyms import retype

VOCAB = spacy.blank("en").vocab


@dataclass
class Mention:
    """What `retype` needs of a name."""

    start: int
    end: int
    head: int
    label: str
    text: str
    title: bool = False


def parse(spec: str) -> Doc:
    """Build a tree from `word/POS/head/dep` items; heads count from 1, 0 is the root."""
    rows = [item.split("/") for item in spec.split()]
    heads = [int(r[2]) - 1 if r[2] != "0" else i for i, r in enumerate(rows)]
    words = [r[0] for r in rows]
    starts = [i == 0 or words[i - 1] == "." for i in range(len(words))]
    doc = Doc(
        VOCAB,
        words=words,
        pos=[r[1] for r in rows],
        tags=[r[1] for r in rows],
        heads=heads,
        deps=[r[3] for r in rows],
        lemmas=[w.lower() for w in words],
    )
    assert [t.is_sent_start for t in doc if t.is_sent_start] == [True] * sum(starts)
    return doc


APPOSITION = (
    "Dorn/PROPN/7/nsubj ,/PUNCT/5/punct the/DET/5/det Danish/ADJ/5/amod firm/NOUN/1/appos "
    ",/PUNCT/1/punct grows/VERB/0/root ./PUNCT/7/punct"
)
PLAIN = "Dorn/PROPN/2/nsubj speaks/VERB/0/root ./PUNCT/2/punct"
BARE_FIRST = (
    "Dorn/PROPN/2/nsubj grows/VERB/0/root ./PUNCT/2/punct "
    "Ida/PROPN/6/nsubj Dorn/PROPN/4/flat spoke/VERB/0/root ./PUNCT/6/punct"
)
WANTS = "Comet/PROPN/2/nsubj wants/VERB/0/root more/ADJ/2/obj ./PUNCT/2/punct"


@pytest.mark.parametrize(
    ("text", "mentions", "labels"),
    [
        (APPOSITION, [Mention(0, 1, 0, "PERSON", "Dorn")], ["COMPANY"]),
        (PLAIN, [Mention(0, 1, 0, "PERSON", "Dorn")], ["PERSON"]),
        (
            BARE_FIRST,
            [Mention(0, 1, 0, "PERSON", "Dorn"), Mention(3, 5, 3, "PERSON", "Ida Dorn")],
            ["COMPANY", "PERSON"],
        ),
    ],
)
def test_a_name_is_a_company_where_the_text_says_so(
    text: str, mentions: list[Mention], labels: list[str]
) -> None:
    retype(mentions, parse(text))
    assert [m.label for m in mentions] == labels


HEADED = (
    "Dorn/PROPN/5/nmod:poss 's/PART/1/case new/ADJ/5/amod finance/NOUN/5/compound "
    "director/NOUN/8/nsubj ,/PUNCT/7/punct Ann/PROPN/5/appos spoke/VERB/0/root ./PUNCT/8/punct"
)


@pytest.mark.parametrize(
    ("post", "who", "label"),
    [
        ("director", "PERSON", "COMPANY"),
        ("lawyer", "PERSON", "PERSON"),
        ("director", "PLACE", "PERSON"),
    ],
)
def test_a_name_with_a_director_is_a_company(post: str, who: str, label: str) -> None:
    doc = parse(HEADED.replace("director", post))
    doc[1].tag_ = "POS"
    mentions = [Mention(0, 1, 0, "PERSON", "Dorn"), Mention(6, 7, 6, who, "Ann")]
    retype(mentions, doc)
    assert mentions[0].label == label


@pytest.mark.parametrize(
    ("others", "label"),
    [
        (["Dorn Foods/COMPANY"], "COMPANY"),
        (["Dorn Foods/COMPANY", "Ida Dorn/PERSON"], "PERSON"),
        (["Dorn Deluxe/PRODUCT"], "PERSON"),
    ],
)
def test_a_name_is_a_company_where_a_longer_one_begins_so(others: list[str], label: str) -> None:
    names = ["Dorn/PERSON", *others]
    found = [Mention(0, 1, 0, one.rpartition("/")[2], one.rpartition("/")[0]) for one in names]
    if label == "PERSON":
        found = [*found[1:], found[0]]
    retype(found, parse(PLAIN))
    assert next(m for m in found if m.text == "Dorn").label == label


@pytest.mark.parametrize(
    ("name", "label", "wanted"),
    [
        ("Banco Dorn", "FACILITY", "COMPANY"),
        ("Dorn Mining", "PERSON", "COMPANY"),
        ("Dorn Tower", "FACILITY", "FACILITY"),
        ("Mining", "PERSON", "PERSON"),
    ],
)
def test_a_name_with_a_trade_is_a_company(name: str, label: str, wanted: str) -> None:
    found = [Mention(0, 1, 0, label, name)]
    retype(found, parse(PLAIN))
    assert found[0].label == wanted


CLOSES = "Dorn/PROPN/3/nsubj Stahl/PROPN/1/flat closed/VERB/0/root {}/PRON/5/nmod:poss mill/NOUN/3/obj ./PUNCT/3/punct"


@pytest.mark.parametrize(
    ("headline", "whose", "label"),
    [("COMPANY", "its", "COMPANY"), ("COMPANY", "his", "PERSON"), ("PLACE", "its", "PERSON")],
)
def test_a_firm_of_the_headline_begins_the_name_of_no_person(
    headline: str, whose: str, label: str
) -> None:
    found = [
        Mention(0, 1, 0, headline, "Dorn", title=True),
        Mention(0, 2, 0, "PERSON", "Dorn Stahl"),
    ]
    retype(found, parse(CLOSES.format(whose)))
    assert found[1].label == label


def test_a_product_that_wants_is_a_company() -> None:
    doc = parse(WANTS)
    doc[1].lemma_ = "want"
    mentions = [Mention(0, 1, 0, "PRODUCT", "Comet")]
    retype(mentions, doc)
    assert mentions[0].label == "COMPANY"


def test_a_name_with_a_figure_stays_a_product() -> None:
    doc = parse(WANTS)
    doc[1].lemma_ = "want"
    mentions = [Mention(0, 1, 0, "PRODUCT", "Comet 7")]
    retype(mentions, doc)
    assert mentions[0].label == "PRODUCT"


@pytest.mark.parametrize(
    ("names", "label"),
    [
        (["Wen Jia/PERSON", "Wen/COMPANY"], "PERSON"),
        (["Wen/COMPANY", "Wen Jia/PERSON", "Wen/COMPANY"], "COMPANY"),
        (["Wen Jia/PERSON", "Wen Foods/COMPANY", "Wen/COMPANY"], "COMPANY"),
        (["Ida Dorn/PERSON", "Dorn/COMPANY"], "COMPANY"),
    ],
)
def test_a_family_name_that_comes_first_stands_for_the_person(names: list[str], label: str) -> None:
    found = [Mention(0, 1, 0, one.rpartition("/")[2], one.rpartition("/")[0]) for one in names]
    retype(found, parse(PLAIN))
    assert found[-1].label == label


PRESENTED = (
    "Ida/PROPN/4/nsubj Dorn/PROPN/1/flat ,/PUNCT/1/punct spoke/VERB/0/root ./PUNCT/4/punct "
    "Dorn/PROPN/7/nsubj spoke/VERB/0/root ./PUNCT/7/punct"
)
OWNER = PRESENTED.replace(
    "spoke/VERB/0/root ./PUNCT/4/punct",
    "the/DET/5/det owner/NOUN/1/appos spoke/VERB/0/root ./PUNCT/6/punct",
).replace("Ida/PROPN/4", "Ida/PROPN/6")
OWNER = OWNER.replace(
    "Dorn/PROPN/7/nsubj spoke/VERB/0/root ./PUNCT/7",
    "Dorn/PROPN/9/nsubj spoke/VERB/0/root ./PUNCT/9",
)


@pytest.mark.parametrize(
    ("text", "more", "label"),
    [
        (OWNER, [], "PERSON"),
        (PRESENTED, [], "COMPANY"),  # nothing says who Ida Dorn is
        (OWNER, [Mention(0, 1, 0, "COMPANY", "Dorn", title=True)], "COMPANY"),
        (OWNER, [Mention(3, 5, 4, "COMPANY", "Dorn Mills")], "COMPANY"),
        (OWNER, [Mention(4, 5, 4, "COMPANY", "Dorn")], "COMPANY"),  # beside the full name
    ],
)
def test_a_family_name_means_who_was_presented(text: str, more: list[Mention], label: str) -> None:
    doc = parse(text)
    last = next(t.i for t in reversed(doc) if t.text == "Dorn")
    person = Mention(0, 2, 0, "PERSON", "Ida Dorn")
    short = Mention(last, last + 1, last, "COMPANY", "Dorn")
    titles = [m for m in more if m.title]
    bodies = [m for m in more if not m.title]
    retype([*titles, person, *bodies, short], doc)
    assert (person.label, short.label) == ("PERSON", label)


@pytest.mark.parametrize(
    ("text", "told", "label"),
    [
        ("Dorn Mining", "PLACE", "COMPANY"),
        ("Dorn Aircraft", "PRODUCT", "COMPANY"),
        ("Dorn Airlines", "PERSON", "COMPANY"),
        ("Dorn Valley", "PLACE", "PLACE"),
        ("Mining", "PLACE", "PLACE"),
        ("Dorn Energy", "ORG", "ORG"),
    ],
)
def test_a_last_word_that_only_firms_have_makes_a_company(text: str, told: str, label: str) -> None:
    mentions = [Mention(0, 1, 0, told, text)]
    retype(mentions, parse(PLAIN))
    assert [m.label for m in mentions] == [label]
