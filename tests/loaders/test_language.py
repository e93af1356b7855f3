from __future__ import annotations

import json
from pathlib import Path

import pytest

from kg.loaders.language import other_language

ROOT = Path(__file__).resolve().parents[2]
WIKINEWS = ROOT.parent / "shared" / "wikinews" / "articles.jsonl"
UNTOUCHED = ROOT / "kg" / "extract" / "train" / "untouched.txt"

OTHERS = {
    "German": "Der Konzern hat am Montag mit dem Bau einer neuen Fabrik in Leipzig begonnen, die bis zum Ende des Jahres fertig sein soll.",
    "French": "Le groupe a annoncé lundi qu'il va construire une nouvelle usine à Lille, dans laquelle il veut employer plus de deux cents personnes.",
    "Spanish": "La empresa anunció el lunes que construirá una nueva planta en Sevilla, en la que trabajarán más de doscientas personas según sus planes.",
    "Italian": "Il gruppo ha annunciato lunedì che costruirà una nuova fabbrica a Torino, nella quale lavoreranno più di duecento persone entro la fine.",
    "Portuguese": "A empresa anunciou na segunda-feira que vai construir uma nova fábrica no Porto, na qual não mais do que duzentas pessoas vão trabalhar.",
    "Dutch": "Het bedrijf heeft maandag gezegd dat het een nieuwe fabriek in Breda gaat bouwen, waar meer dan tweehonderd mensen zullen werken voor het einde.",
    "Swedish": "Bolaget sade på måndagen att det ska bygga en ny fabrik i Malmö, där mer än tvåhundra personer ska arbeta från och med nästa år.",
    "Danish or Norwegian": "Selskabet sagde mandag, at det vil bygge en ny fabrik ved Aarhus, og at mere end to hundrede personer skal arbejde der fra næste år.",
    "Finnish": "Yhtiö kertoi maanantaina, että se rakentaa uuden tehtaan Turkuun ja että siellä on töissä jo ensi vuonna noin kaksisataa ihmistä, mutta ei heti.",
    "Polish": "Spółka poinformowała w poniedziałek, że zbuduje nową fabrykę w Łodzi i że do pracy przyjmie od przyszłego roku ponad dwieście osób, co nie jest pewne.",
    "Turkish": "Şirket pazartesi günü yeni bir fabrika kuracağını ve bu fabrikada iki yüz kişi için iş olduğunu söyledi, ancak daha sonra her şey değişti.",
    "a language in Cyrillic letters": "Компания сообщила в понедельник, что построит новый завод.",
    "Chinese or Japanese": "公司周一表示将建设新工厂。",
    "Japanese": "同社は月曜日に新しい工場を建設すると発表した。",
    "Korean": "회사는 월요일 새 공장을 짓겠다고 밝혔다.",
    "a language in Arabic letters": "أعلنت الشركة يوم الاثنين أنها ستبني مصنعا جديدا",
    "Hebrew": "החברה הודיעה ביום שני כי תקים מפעל חדש",
    "Greek": "Η εταιρεία ανακοίνωσε τη Δευτέρα ότι θα χτίσει νέο εργοστάσιο",
    "an unknown language": "Kampani yalengeza Lolemba kuti imanga fakitale yatsopano " * 12,
}  # fmt: skip


@pytest.mark.parametrize("language", OTHERS)
def test_other_languages_are_recognised(language: str) -> None:
    assert other_language(OTHERS[language]) == language


@pytest.mark.parametrize(
    "text",
    [
        "",
        "1,234 5,678 %",
        "Acme to build plant",
        "Xiaomi (小米) said it will build a plant, and 小米 shares rose by five per cent on the day.",
        "El Corte Inglés and La Caixa of Spain said that they will open shops in Paris, Île-de-France.",
        "ACME SAID ON MONDAY IT WILL BUILD A PLANT IN LEIPZIG AND HIRE FOUR HUNDRED PEOPLE FOR IT.",
        "revenue 5m profit 3m loss 2m Acme Orbit Zeta Omega shares Leipzig Riga Turin Lille " * 2,
        "He said: „Wir bauen das Werk und die Straße.“ The minister had been asked about the plant.",
    ],
)
def test_english_is_let_through(text: str) -> None:
    assert other_language(text) is None


@pytest.mark.shared
@pytest.mark.skipif(not WIKINEWS.is_file(), reason="needs ../shared")
def test_no_real_english_article_is_skipped() -> None:
    kept = {line.strip() for line in UNTOUCHED.read_text("utf-8").splitlines()}
    with WIKINEWS.open(encoding="utf-8") as lines:
        articles = [a for a in map(json.loads, lines) if a["id"] not in kept]
    skipped = [a["id"] for a in articles if other_language(f"{a['title']}\n{a['text']}")]
    assert len(articles) > 1000
    assert skipped == []
