"""The parts of the training recipe that need no torch: labels of corpora, treebanks, scores."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from kg.language.labels import BIO
from kg.language.train import conllu, data, entities
from kg.language.train.lines import score, unmarked
from kg.language.train.scores import SpanScores, TreeScores, gold_words

TREE = """# newdoc id = d1
# sent_id = s1
# text = He didn't go.
1\tHe\the\tPRON\tPRP\t_\t4\tnsubj\t_\t_
2-3\tdidn't\t_\t_\t_\t_\t_\t_\t_\t_
2\tdid\tdo\tAUX\tVBD\t_\t4\taux\t_\t_
3\tn't\tnot\tPART\tRB\t_\t4\tadvmod\t_\t_
4\tgo\tgo\tVERB\tVB\t_\t0\troot\t_\tSpaceAfter=No
5\t.\t.\tPUNCT\t.\t_\t4\tpunct\t_\t_

# sent_id = s2
# newpar id = p2
1\tWhy\twhy\tADV\tWRB\t_\t0\troot\t_\tSpaceAfter=No
2\t?\t?\tPUNCT\t.\t_\t1\tpunct\t_\t_
"""


@pytest.fixture
def sentences(tmp_path: Path) -> list[conllu.Sentence]:
    file = tmp_path / "x.conllu"
    file.write_text(TREE, encoding="utf-8")
    return list(conllu.read(file))


def test_multiword_tokens_are_glued_words(sentences: list[conllu.Sentence]) -> None:
    text, words, bounds = gold_words(sentences)
    assert text == "He didn't go.\n\nWhy?"
    assert [text[w.start : w.end] for w in words] == ["He", "did", "n't", "go", ".", "Why", "?"]
    assert [text[a:b] for a, b in bounds] == ["He didn't go.", "Why?"]
    assert [s.starts for s in sentences] == [2, 2]


def test_a_perfect_answer_scores_a_hundred_and_a_wrong_head_less(
    sentences: list[conllu.Sentence],
) -> None:
    _, words, bounds = gold_words(sentences)
    scores = TreeScores()
    scores.add(words, bounds, words, bounds)
    assert set(scores.rows().values()) == {100.0}
    wrong = [
        w if i != 1 else w.__class__(*(w.start, w.end, "NOUN", w.xpos, w.lemma, 0, w.dep))
        for i, w in enumerate(words)
    ]
    scores = TreeScores()
    scores.add(words, bounds, wrong, bounds[:1])
    rows = scores.rows()
    assert rows["uas"] == rows["las"] == rows["upos"] == round(600 / 7, 2)
    assert rows["sentences"] == round(200 / 3, 2)


def test_unaligned_words_count_against_both_sides(sentences: list[conllu.Sentence]) -> None:
    _, words, bounds = gold_words(sentences)
    scores = TreeScores()
    scores.add(words, bounds, words[:-1], bounds)
    assert scores.rows()["words"] == round(200 * 6 / 13, 2)


def test_spans_must_agree_in_both_ends_and_label() -> None:
    scores = SpanScores()
    scores.add([(0, 4, "A"), (5, 9, "B")], [(0, 4, "A"), (5, 8, "B"), (5, 9, "A")])
    assert (scores.counts["A"].right, scores.counts["A"].system) == (1, 2)
    assert scores.counts["B"].f1 == 0
    assert scores.all().gold == 2


def tags(item: entities.Labelled) -> list[set[str]]:
    words = item.text.split()
    offsets, at = [], 0
    for word in words:
        offsets.append((at, at + len(word)))
        at += len(word) + 1
    return [{BIO[i] for i in x} for x in entities.allowed_tags(item, offsets, words)]


def test_a_coarse_label_allows_its_finer_types() -> None:
    item = entities.Labelled(
        "Acme Bank grew in Leeds", ((0, 9, "ORG"), (18, 23, "LOC")), "btc", "x"
    )
    found = tags(item)
    assert found[0] == {"B-COMPANY", "B-ORG", "B-OUTLET"}
    assert found[1] == {"I-COMPANY", "I-ORG", "I-OUTLET"}
    assert found[2] == {"O"}
    assert found[4] == {"B-PLACE", "B-FACILITY"}


def test_what_a_corpus_does_not_label_stays_open_for_names_only() -> None:
    found = tags(entities.Labelled("The Expo opened", (), "fire", "x"))
    assert "B-EVENT" in found[1]
    assert "B-COMPANY" not in found[1]
    assert found[2] == {"O"}
    assert tags(entities.Labelled("The Expo opened", (), "gold", "x"))[1] == {"O"}


def test_titles_and_articles_are_no_part_of_a_name() -> None:
    found = tags(entities.Labelled("Mr. Doe left", ((0, 7, "PER"),), "btc", "x"))
    assert "B-PERSON" not in found[0]
    assert found[1] == {"B-PERSON"}


def test_fire_keeps_its_titles_as_its_development_part_does() -> None:
    found = tags(entities.Labelled("Mr. Doe left", ((0, 7, "Person"),), "fire", "x"))
    assert found[:2] == [{"B-PERSON"}, {"I-PERSON"}]
    found = tags(entities.Labelled("The Acme left", ((0, 8, "Company"),), "fire", "x"))
    assert found[1] == {"B-COMPANY"}


def unit(*words: str) -> data.Unit:
    n = len(words)
    return data.Unit(
        words, (3, *[1] * (n - 1)), ("X",) * n, ("XX",) * n, ("l|0||0|",) * n,
        (0, *[1] * (n - 1)), ("root",) * n, (), n,
    )  # fmt: skip


def test_augmentation_keeps_annotations_aligned() -> None:
    window = data.Window((unit("Acme", "grew", "fast", "."), unit("It", "will", "grow", ".")), 8)
    seen = set()
    for seed in range(300):
        result = data.augment(window, random.Random(seed))  # noqa: S311
        for u in result.units:
            assert len({len(x) for x in (u.words, u.gaps, u.upos, u.heads, u.deps, u.scripts)}) == 1
        seen.add(" ".join(w for u in result.units for w in u.words))
    assert "ACME GREW FAST . IT WILL GROW ." in seen
    assert "acme grew fast . it will grow ." in seen
    assert "Acme grew fast It will grow" in seen


def test_marks_are_removed_around_annotated_lines() -> None:
    text = "It grew. == Plans == It will build. [[Image:a.jpg|thumb|A plant]] It ends."
    marks = [(12, 17, "heading"), (text.index("A plant"), text.index("]]"), "caption")]
    clean, moved = unmarked(text, marks)
    assert "=" not in clean
    assert "Image" not in clean
    assert [clean[a:b] for a, b, _ in moved] == ["Plans", "A plant"]
    assert score([(text, marks)]) == {"caption": {"caption": 1}, "heading": {"heading": 1}}
