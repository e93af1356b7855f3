"""Rows of the model that what stands around their word rules out, and look-alikes that stay."""

from __future__ import annotations

import dataclasses

import pytest

from kg.extract import context
from kg.extract.learned import misread, parties, reading
from kg.extract.learned.rows import Row, sides
from kg.extract.learned.text import Text
from kg.language import load
from kg.model import Article, Kind


def row_of(text: str, kind: Kind, told: tuple[str, ...], action: str | None) -> tuple[Text, Row]:
    """Return a text and the row of a kind by the word that announces it, and a word of each party."""
    word, who, *named = told
    analyser = load()
    article = Article(id="a", title="", text=text)
    t = Text(context.prepare(article, analyser(text), analyser(""), field_="text"))
    at = {one: t.a.word.index(one) for one in told}
    own = sides(t, at[word])
    subject = next(p for p in own.subjects if p.at == t.root[at[who]])
    actor = parties.fillers(subject, t.context, kind)[0]
    acted, thing = None, None
    for what in named:
        acted = next(p for p in own.objects if p.at in (at[what], t.root[at[what]]))
        thing = parties.fillers(acted, t.context, kind)[0]
    number = reading.KINDS.index(kind)
    return t, Row(number, at[word], action, subject, actor, acted, thing, 0.9, 1.0, 1.0)


@pytest.mark.parametrize(
    ("rule", "text", "kind", "told", "action", "out"),
    [
        ("is_launch_off", "Borvik Motors scrapped the release of the Comet.", Kind.PRODUCT, ("scrapped", "Motors", "Comet"), "withdraws", True),
        ("is_launch_off", "Borvik Motors scrapped the Comet.", Kind.PRODUCT, ("scrapped", "Motors", "Comet"), "withdraws", False),
        ("is_provision", "Borvik Bank has earmarked 25 million euros for compensation.", Kind.INVESTMENT, ("earmarked", "Bank", "compensation"), None, True),
        ("is_provision", "Borvik Bank has earmarked 25 million euros for branches.", Kind.INVESTMENT, ("earmarked", "Bank", "branches"), None, False),
        ("is_raised_by_sale", "Borvik Foods will sell its dairies to raise $410 million.", Kind.FUNDING, ("raise", "Foods"), None, True),
        ("is_raised_by_sale", "Borvik Foods will raise $410 million by selling its dairies.", Kind.FUNDING, ("raise", "Foods"), None, True),
        ("is_raised_by_sale", "Borvik Foods will sell new shares to raise $410 million.", Kind.FUNDING, ("raise", "Foods"), None, False),
        ("is_asked_for", "Borvik Foods asked Ardent Bank for money.", Kind.FUNDING, ("asked", "Foods", "Ardent"), None, True),
        ("is_asked_for", "Borvik Foods got money from Ardent Bank.", Kind.FUNDING, ("got", "Foods", "Ardent"), None, False),
        ("is_unsold", "Borvik Media failed to find a bidder for the magazine.", Kind.DIVESTITURE, ("bidder", "Media", "magazine"), None, True),
        ("is_unsold", "Borvik Media hopes to find a bidder for the magazine.", Kind.DIVESTITURE, ("bidder", "Media", "magazine"), None, False),
        ("is_income_from", "Ardent Steel gets its income from Borvik Bank.", Kind.SUPPLY, ("income", "Borvik", "Ardent"), None, True),
        ("is_income_from", "Ardent Steel gets its steel from Borvik Bank.", Kind.SUPPLY, ("steel", "Borvik", "Ardent"), None, False),
        ("is_made_only", "The windows in Oslo were cleaned by Borvik Services.", Kind.SUPPLY, ("cleaned", "Services", "windows"), None, True),
        ("is_of_forecast", "Borvik Foods lowered its sales outlook by 8 percent.", Kind.RESULT, ("lowered", "Foods", "outlook"), None, True),
        ("is_of_forecast", "Borvik Foods lowered its costs by 8 percent.", Kind.RESULT, ("lowered", "Foods", "costs"), None, False),
        ("is_of_owned", "Borvik Motors' parent company, Ardent Holdings, shut a plant.", Kind.FACILITY, ("shut", "Borvik", "plant"), "closes", True),
        ("is_appeal_to_others", "Borvik Motors appealed to its suppliers.", Kind.LEGAL, ("appealed", "Motors"), "sues", True),
        ("is_appeal_to_others", "Borvik Motors appealed to the supreme court.", Kind.LEGAL, ("appealed", "Motors"), "sues", False),
        ("is_denied_it", "Borvik Motors denied it.", Kind.STANCE, ("denied", "Motors"), "denies", True),
        ("is_denied_it", "Borvik Motors denied the report.", Kind.STANCE, ("denied", "Motors"), "denies", False),
        ("is_of_onlookers_firm", "Jobs will go, economists at Borvik said.", Kind.LAYOFF, ("go", "Borvik"), None, True),
        ("is_of_onlookers_firm", "Jobs will go at Borvik, economists said.", Kind.LAYOFF, ("go", "Borvik"), None, False),
        ("is_outbid", "Borvik Motors was outbid by Ardent Steel for Halden.", Kind.ACQUISITION, ("outbid", "Ardent", "Halden"), None, True),
        ("is_of_bystander", "Borvik Media, which bought Ardent Press in May, did not answer.", Kind.STANCE, ("answer", "Media", "Ardent"), "declines", True),
        ("is_of_bystander", "Borvik Media declined to name the Ardent.", Kind.STANCE, ("declined", "Media", "Ardent"), "declines", False),
        ("is_at_another", "Borvik's owner met Ardent chair Mary Kessler.", Kind.ROLE, ("chair", "Kessler", "Borvik"), None, True),
        ("is_at_another", "Borvik's vice chair Mary Kessler met the owner.", Kind.ROLE, ("chair", "Kessler", "Borvik"), None, False),
        ("is_order_book", "Orders for the Comet of Borvik Motors will open in May.", Kind.PRODUCT, ("open", "Motors", "Comet"), "launches", True),
        ("is_order_book", "The Comet of Borvik Motors will be out in May.", Kind.PRODUCT, ("out", "Motors", "Comet"), "launches", False),
        ("is_of_silence", "Borvik Motors declined to comment.", Kind.STANCE, ("declined", "Motors"), "declines", True),
        ("is_of_others_hopes", "Economists expect the cuts at Borvik to save $80 million.", Kind.TARGET, ("save", "Borvik", "$"), None, True),
        ("is_of_others_hopes", "Borvik Motors expects the cuts to save $80 million.", Kind.TARGET, ("save", "Motors", "$"), None, False),
        ("is_supposed", "Borvik Foods would back the plan if Ardent did.", Kind.STANCE, ("back", "Foods", "plan"), "confirms", True),
        ("is_supposed", "Borvik Foods would back the plan.", Kind.STANCE, ("back", "Foods", "plan"), "confirms", False),
        ("is_told_by_authority", "The Labour Ministry confirmed the sale of Borvik Foods.", Kind.STANCE, ("confirmed", "Ministry", "sale"), "confirms", True),
        ("is_told_by_authority", "Ardent Foods confirmed the sale of Borvik Foods.", Kind.STANCE, ("confirmed", "Ardent", "sale"), "confirms", False),
        ("is_raised_by_another", "Ardent sold its mill to Borvik Motors, raising $9 million.", Kind.FUNDING, ("raising", "Motors"), None, True),
        ("is_raised_by_another", "Borvik Motors sold new shares to Ardent, raising $9 million.", Kind.FUNDING, ("raising", "Motors"), None, False),
        ("is_rescued", "Almost insolvent in 2019, Borvik Motors was saved by the state.", Kind.INSOLVENCY, ("saved", "Motors"), None, True),
        ("is_rescued", "Borvik Motors failed in 2019.", Kind.INSOLVENCY, ("failed", "Motors"), None, False),
        ("is_of_firm", "Borvik Motors lists Ardent Steel as a client and earned $9 million.", Kind.RESULT, ("earned", "Motors", "Steel"), None, True),
        ("is_of_firm", "The debt of Borvik Motors to Ardent Steel is $9 million.", Kind.RESULT, ("debt", "Motors", "Steel"), None, False),
        ("is_sum", "Borvik Motors owes a total of $9 million.", Kind.RESULT, ("owes", "Motors", "total"), None, True),
        ("is_sum", "Borvik Motors had sales of $9 million.", Kind.RESULT, ("had", "Motors", "sales"), None, False),
        ("is_of_owned", "Borvik Motors, a parent company, shut a plant.", Kind.FACILITY, ("shut", "Borvik", "plant"), "closes", False),
    ],
)  # fmt: skip
def test_what_a_word_means_where_it_stands(  # noqa: PLR0917
    rule: str, text: str, kind: Kind, told: tuple[str, ...], action: str | None, out: bool
) -> None:
    t, row = row_of(text, kind, told, action)
    assert getattr(misread, rule)(t, row) is out


@pytest.mark.parametrize(("named", "out"), [("Comet", True), ("Orbit", False)])
def test_what_is_named_later_was_not_yet_told_of(named: str, out: bool) -> None:
    text = "Ardent has the Orbit. Borvik Motors joined the fray. Halden showed the Comet."
    t, row = row_of(text, Kind.DEVELOPMENT, ("joined", "Motors"), None)
    thing = parties.Party(row.trigger, "PRODUCT", "article", 0, t.a.word.index(named))
    assert misread.is_named_later(t, dataclasses.replace(row, object=thing)) is out


@pytest.mark.parametrize(
    ("text", "word", "out"),
    [
        ("Borvik Motors will have it completed in May.", "completed", True),
        ("Borvik Motors is ending flights and routes.", "ending", False),
        ("Borvik Motors had to evacuate from the country.", "evacuate", False),
        ("Borvik Motors plans the expansion for May.", "expansion", False),
    ],
)
def test_a_verb_is_no_site(text: str, word: str, out: bool) -> None:
    t, row = row_of(text, Kind.FACILITY, (word, "Motors"), "builds")
    site = parties.Party(row.trigger, "", "clause")
    assert misread.is_no_site(t, dataclasses.replace(row, object=site)) is out
