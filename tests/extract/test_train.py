"""The recipe of the claim model: samples, labels, beliefs, and a network that learns them."""

from __future__ import annotations

import dataclasses
import json
import random
from pathlib import Path
from typing import Any

import numpy as np
import pytest

import kg.extract
from kg.extract import gate, learned
from kg.extract.learned import reading
from kg.extract.learned.model import read
from kg.extract.learned.reading import KINDS, lexicon_of
from kg.extract.train import calibrate
from kg.extract.train.labels import Passage, passages
from kg.extract.train.pieces import MOST_PIECES, laid_out
from kg.extract.train.recipe import UNFITTED
from kg.extract.train.samples import Sample, head_of, read_gold, samples, unread
from kg.extract.train.unread import TOGETHER
from kg.extract.train.unread import read as corpora
from kg.language import load
from kg.language.analyser import MODEL
from kg.language.features import Pieces
from kg.model import Article, Claim, Kind

HERE = Path(calibrate.__file__).parent
TEXT = "Acme Motors bought Zenith Bank. The bank said it will open an office in Paris."


def gold(tmp_path: Path) -> Path:
    claim: dict[str, Any] = {
        "article": "a", "kind": "Acquisition", "subject": "Acme Motors", "object": "Zenith Bank",
        "modality": "asserted", "polarity": "affirmed", "evidence": [[0, 31]],
        "trigger": {"field": "text", "start": 12, "end": 18},
    }  # fmt: skip
    facility = {
        **claim, "kind": "Facility", "subject": "Zenith Bank", "object": "office in Paris",
        "action": "opens", "modality": "planned", "evidence": [[32, len(TEXT)]],
        "trigger": {"field": "text", "start": 53, "end": 57},
    }  # fmt: skip
    path = tmp_path / "gold.jsonl"
    path.write_text("".join(json.dumps(c) + "\n" for c in (claim, facility)), encoding="utf-8")
    return path


def sample(tmp_path: Path) -> Sample:
    none = tmp_path / "none.txt"
    none.write_text("# nothing\n", encoding="utf-8")
    known = read_gold([gold(tmp_path)], none, none)
    articles = {"a": Article(id="a", title="Acme buys a bank", text=TEXT)}
    (made,) = samples(articles, known, load(), kg.extract.load(learned=False))
    return made


def seen(made: Sample) -> list[Passage]:
    lexicon = lexicon_of(kg.extract.load(learned=False).frames)
    ids = Pieces(MODEL / "tokenizer.json").ids
    return [p for field in (0, 1) for p in passages(made, field, lexicon, ids)]


def test_labels_say_which_words_and_parties_are_right(tmp_path: Path) -> None:
    made = sample(tmp_path)
    body = seen(made)[0]
    words = [t.text for t in made.texts[0].tokens]
    told = {(words[i], KINDS[k]) for i, k in np.argwhere(body.announces).tolist()}
    assert told == {("bought", Kind.ACQUISITION), ("open", Kind.FACILITY)}
    assert body.counts[words.index("bought")].all()
    assert not body.counts[words.index(".")].any()
    bought, opened = body.claims
    right = [p.form for p, yes in zip(bought.subjects.parties, bought.subjects.right, strict=True) if yes]  # fmt: skip
    assert right[0] == "name"
    assert set(right[1:]) <= {"topic"}
    forms = {p.form for p, yes in zip(opened.subjects.parties, opened.subjects.right, strict=True) if yes}  # fmt: skip
    assert "pronoun" in forms  # "it" is the bank
    assert opened.action >= 0
    assert bought.action == -1


def test_the_party_that_is_told_nearest_to_the_gold_is_right(tmp_path: Path) -> None:
    body = seen(sample(tmp_path))[0]
    opened = body.claims[1].objects
    right = [p.at for p, yes in zip(opened.parties, opened.right, strict=True) if yes]
    words = TEXT.replace(".", " .").split()
    assert words.index("office") in right
    assert words.index("Paris") not in right  # it only says where


def test_a_trigger_is_found_where_its_head_may_announce_nothing() -> None:
    doc = load()("Acme Motors has acquired 75% of stock in Zenith Bank.")
    start = doc.text.index("75")
    found = head_of(doc, start, doc.text.index(" in Zenith"))
    assert found is not None
    assert doc[found].text == "stock"
    assert head_of(doc, 5, 5) is None


def test_untouched_articles_are_never_trained_on(tmp_path: Path) -> None:
    untouched = tmp_path / "untouched.txt"
    untouched.write_text("a\n", encoding="utf-8")
    empty = tmp_path / "empty.txt"
    empty.write_text("", encoding="utf-8")
    assert read_gold([gold(tmp_path)], empty, untouched) == {}


def test_lists_of_articles_do_not_meet() -> None:
    def ids(name: str) -> set[str]:
        lines = (HERE / name).read_text("utf-8").splitlines()
        return {line for line in lines if not line.startswith("#")}

    lines = (HERE / "claims.jsonl").read_text("utf-8").splitlines()
    annotated = {json.loads(line)["article"] for line in lines} | ids("empty.txt")
    assert not annotated & ids("untouched.txt")
    assert ids("held_out.txt") <= annotated
    written = [json.loads(x) for x in (HERE / "written.jsonl").read_text("utf-8").splitlines()]
    assert not annotated & {article["id"] for article in written}


def test_written_articles_say_what_their_claims_rest_on() -> None:
    lines = (HERE / "written-claims.jsonl").read_text("utf-8").splitlines()
    texts = {
        article["id"]: article
        for article in map(json.loads, (HERE / "written.jsonl").read_text("utf-8").splitlines())
    }
    claims = [json.loads(line) for line in lines]
    assert {claim["article"] for claim in claims} <= set(texts)
    for claim in claims:
        article = texts[claim["article"]]
        where = claim["trigger"]
        assert article[where["field"]][where["start"] : where["end"]].strip()
        assert all(0 <= start < end <= len(article["text"]) for start, end in claim["evidence"])
        whole = f"{article['title']} {article['text']}".casefold()
        assert claim["subject"].casefold() in whole


def test_more_pieces_than_the_network_takes_leave_each_word_its_first() -> None:
    row, first = laid_out([(5, 6)] * (MOST_PIECES // 2 + 1))
    assert len(row) == MOST_PIECES // 2 + 3
    assert (row[first] == 5).all()
    whole, _ = laid_out([(5, 6)] * (MOST_PIECES // 2))
    assert len(whole) == MOST_PIECES + 2


def test_beliefs_are_those_of_other_parts() -> None:
    claim = Claim(article="a", kind=Kind.MERGER, subject="Acme", title_evidence=True)
    told = [
        calibrate.Told(claim, {"frame": 1.0, "frame belief": x}, float(x > 0), part)
        for part in range(calibrate.PARTS)
        for x in (-2.0, -1.0, 1.0, 2.0)
    ]
    found = calibrate.beliefs(told)
    assert all((b > 0.5) == (t.right > 0.5) for t, b in zip(told, found, strict=True))
    odd = [*told, calibrate.Told(claim, {"frame": 1.0, "frame belief": 2.0}, 0.0, 0)]
    assert calibrate.beliefs(odd)[0] == found[0]  # a part does not learn of itself


def torch_there() -> None:
    pytest.importorskip("torch", reason="training needs the extra: pip install 'kg[train]'")
    pytest.importorskip("onnx", reason="training needs the extra: pip install 'kg[train]'")


def test_passages_on_a_shelf_are_what_they_were(tmp_path: Path) -> None:
    torch_there()
    from kg.extract.train import shelf as shelves

    body, title = made = seen(sample(tmp_path))
    path = tmp_path / "passages.npz"
    shelves.write(shelves.shelved(made, [0, 1]), path)
    batch = shelves.batch_of(shelves.read(path), [1, 0])
    assert batch.read.words_there.sum(1).tolist() == [len(title), len(body)]
    for n, passage in enumerate((title, body)):
        own = len(passage)
        assert batch.read.pieces[n, : len(passage.pieces)].tolist() == passage.pieces.tolist()
        assert batch.read.first[n, :own].tolist() == passage.first.tolist()
        assert batch.read.numbers[n, :own].tolist() == passage.numbers.tolist()
        assert (batch.read.states[n, :own].numpy() == passage.states).all()
        for name in ("announces", "counts"):
            assert (getattr(batch, name)[n, :own].numpy() == getattr(passage, name)).all()
            assert not getattr(batch, name)[n, own:].any()
    claims = [*title.claims, *body.claims]
    assert batch.text.tolist() == [1] * len(body.claims)
    for row, claim in enumerate(claims):
        for side, parties in (("s", claim.subjects), ("o", claim.objects)):
            beside = batch.sides[side]
            there = beside.there[row]
            assert int(there.sum()) == len(parties.parties)
            assert beside.right[row][there].tolist() == parties.right.tolist()
            assert beside.numbers[row][there].tolist() == parties.numbers.tolist()


def test_who_is_named_in_another_passage_is_known_by_the_word_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    torch_there()
    from kg.extract.train.shelf import batch_of, shelved

    monkeypatch.setattr(reading, "WINDOW", 4)
    one, two, title = made = seen(sample(tmp_path))
    assert [one.start, len(one), two.start, title.start] == [0, two.start, len(one), 0]
    (opened,) = two.claims
    elsewhere = [n for n, p in enumerate(opened.subjects.parties) if p.form == "article"]
    assert [opened.subjects.parties[n].seen for n in elsewhere] == [1]  # Acme Motors
    shelf = shelved(made, [0, 0, 0])
    both, alone = batch_of(shelf, [0, 1]), batch_of(shelf, [1, 2])
    (row,) = np.flatnonzero((both.text == 1).numpy()).tolist()
    for n in elsewhere:
        assert both.sides["s"].known[row, n]
        assert int(both.sides["s"].text[row, n]) == 0
        assert int(both.sides["s"].at[row, n]) == 1
        assert not alone.sides["s"].known[0, n]
    none = opened.objects.parties[-1]
    assert none.form == "none"
    assert not both.sides["o"].known[row, len(opened.objects.parties) - 1]


def test_of_texts_that_nobody_read_only_teachers_tell(tmp_path: Path) -> None:
    torch_there()
    from kg.extract.train.fit import Course, fit, teach, unknown
    from kg.extract.train.network import Net
    from kg.extract.train.shelf import shelved

    read = sample(tmp_path)
    bought = [t.text for t in read.texts[0].tokens].index("bought")
    asked = dataclasses.replace(
        read, gold=(), triggers=(), asked=((0, bought, KINDS.index(Kind.MERGER)),)
    )
    made = seen(asked)
    assert not made[0].announces.any()
    assert made[0].counts[bought].all()
    (claim,) = made[0].claims
    assert not claim.subjects.right.any()
    shelf = shelved(made * 60, [0] * 120)
    taught = unknown(shelf)
    taught.announced[bought :: len(made[0]) + len(made[1]), claim.kind] = 1.0
    for side, ends in (("s", shelf.ends["s"]), ("o", shelf.ends["o"])):
        taught.sides[side][ends[1:] - 1] = 1.0  # the last party
    net = fit(Net(2), shelf, range(120), Course(passes=12, trust=0.0), taught=taught)
    said = unknown(shelf)
    teach(net, shelf, range(2), said, half=False, batch=2)
    assert float(said.announced[bought, claim.kind]) > 0.5
    assert int(said.sides["s"][: int(shelf.ends["s"][1])].argmax()) == int(shelf.ends["s"][1]) - 1


def test_the_words_that_may_announce_are_asked_about() -> None:
    extractor = kg.extract.load()
    assert extractor.learned is not None
    article = Article(id="n", title="", text=TEXT)
    (made,) = unread([article], load(), extractor.learned)
    words = [t.text for t in made.texts[0].tokens]
    told = {(words[i], KINDS[kind]) for field, i, kind in made.asked or () if field == 0}
    assert ("bought", Kind.ACQUISITION) in told
    assert not made.gold


def test_corpora_for_other_tasks_become_texts(tmp_path: Path) -> None:
    rows: dict[str, list[dict[str, Any]]] = {
        "relations/core-train.jsonl": [{"context": ["Acme", "bought", "Zenith", "."]}] * 2,
        "relations/knowledgenet-folds1-3.jsonl": [
            {"doc": 7, "passage_start": n, "passage": f"Passage {n}."} for n in (9, 0, 9)
        ],
        "ner/fire-train.jsonl": [{"text": f"Sale {n} ." } for n in range(TOGETHER + 1)],
        "ner/fire-dev.jsonl": [],
    }  # fmt: skip
    for name, found in rows.items():
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text("".join(json.dumps(row) + "\n" for row in found), encoding="utf-8")
    texts = {article.id: article.text for article in corpora(tmp_path)}
    assert texts["core-0"] == "Acme bought Zenith."
    assert texts["knowledgenet-7"] == "Passage 0.\n\nPassage 9."
    assert [t.count("Sale") for name, t in texts.items() if "fire" in name] == [TOGETHER, 1]


def test_each_passage_is_seen_once_in_a_pass(tmp_path: Path) -> None:
    torch_there()
    from kg.extract.train.shelf import lots, shelved

    shelf = shelved(seen(sample(tmp_path)) * 9, [0] * 18)
    found = list(lots(shelf, range(1, 18), 4, random.Random(1)))  # noqa: S311
    assert sorted(n for lot in found for n in lot) == list(range(1, 18))
    assert max(map(len, found)) == 4


def test_learning_slows_down_to_the_end_and_never_turns_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    torch_there()
    from kg.extract.train import fit as fitting
    from kg.extract.train.network import Net
    from kg.extract.train.shelf import shelved

    passages = seen(sample(tmp_path))
    # Each text has passages of its own that stay together, so there are more batches than their sizes say.
    shelf = shelved([dataclasses.replace(passages[0], start=n % 3) for n in range(30)], [0] * 30)
    heights: list[float] = []

    def seen_height(step: int, done: float, warm: int) -> float:
        heights.append(height(step, done, warm))
        return heights[-1]

    height = fitting.height
    monkeypatch.setattr(fitting, "height", seen_height)
    fitting.fit(Net(1), shelf, range(30), fitting.Course(passes=2, batch=5, warm=1))
    assert len(heights) > 2 * 30 / 5
    assert heights == sorted(heights, reverse=True)
    assert 0 < heights[-1] < 0.1


def test_a_network_learns_and_is_read_back(tmp_path: Path) -> None:
    torch_there()
    from kg.extract.train.export import write
    from kg.extract.train.fit import Course, fit, teach, unknown
    from kg.extract.train.measure import measure
    from kg.extract.train.network import Net
    from kg.extract.train.shelf import shelved

    made = sample(tmp_path)
    shelf = shelved(seen(made) * 60, [0] * 120)
    net = fit(Net(2), shelf, range(120), Course(passes=12))
    assert measure(net, shelf, range(4)).f1 == 1.0
    write(net, UNFITTED, tmp_path / "model")
    model = read(tmp_path / "model")
    assert model is not None
    own = learned.made(model, kg.extract.load(learned=False).frames, gate.allowed())
    best = max(own.of(made.texts[0]).rows, key=lambda row: row.chance)
    told = (KINDS[best.kind], best.actor.text, best.thing.text if best.thing else None)
    assert told in {
        (Kind.ACQUISITION, "Acme Motors", "Zenith Bank"),
        (Kind.FACILITY, "Zenith Bank", "office in Paris"),
        (Kind.FACILITY, "Zenith Bank", "office"),
        (Kind.FACILITY, "Zenith Bank", "open an office in Paris"),
    }
    taught = unknown(shelf)
    teach(net, shelf, range(120), taught, half=False, batch=8)
    assert float(taught.announced.max()) > 0.9
    pupil = fit(Net(2), shelf, range(120), Course(passes=12, trust=1.0), taught=taught)
    assert measure(pupil, shelf, range(4)).f1 == 1.0  # learned of the teacher alone


def test_a_model_folder_says_of_parties_what_the_network_says(tmp_path: Path) -> None:
    torch_there()
    import torch

    from kg.extract.train.export import write
    from kg.extract.train.fit import teach, unknown
    from kg.extract.train.network import Net
    from kg.extract.train.shelf import shelved
    from kg.extract.train.start import entered

    made = sample(tmp_path)
    passages = seen(made)
    shelf = shelved(passages, [0, 0])
    torch.manual_seed(1)
    net = Net(2).eval()
    net.load_state_dict({**net.state_dict(), **entered()})
    for name, parameter in net.named_parameters():
        if name.startswith(("special", "s.", "o.")):
            torch.nn.init.normal_(parameter, std=0.3)
    said = unknown(shelf)
    teach(net, shelf, [0, 1], said, half=False, batch=2)
    write(net, UNFITTED, tmp_path / "model")
    model = read(tmp_path / "model")
    assert model is not None
    own = learned.made(model, kg.extract.load(learned=False).frames, gate.allowed())
    words = own.words(made.texts[0])
    for n, claim in enumerate(passages[0].claims):
        for side, parties in (("s", claim.subjects), ("o", claim.objects)):
            place = claim.trigger, claim.kind
            found = model.parties(side, words, place, parties.parties, parties.numbers)
            first, last = shelf.ends[side][n : n + 2]
            assert np.abs(found - said.sides[side][first:last].float().numpy()).max() < 0.05
