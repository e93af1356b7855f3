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
from kg.extract.train.recipe import UNFITTED
from kg.extract.train.samples import Sample, head_of, read_gold, samples
from kg.language import load
from kg.language.analyser import MODEL, STATES
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
    known = read_gold([gold(tmp_path)], [none], none)
    articles = {"a": Article(id="a", title="Acme buys a bank", text=TEXT)}
    (made,) = samples(articles, known, load(), kg.extract.load(learned=False))
    return made


def seen(made: Sample) -> list[Passage]:
    lexicon = lexicon_of(kg.extract.load(learned=False).frames)
    return [p for field in (0, 1) for p in passages(made, field, lexicon, load())]


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
    assert read_gold([gold(tmp_path)], [empty], untouched) == {}


def rows(name: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (HERE / name).read_text("utf-8").splitlines()]


def test_lists_of_articles_do_not_meet() -> None:
    def ids(name: str) -> set[str]:
        lines = (HERE / name).read_text("utf-8").splitlines()
        return {line for line in lines if not line.startswith("#")}

    lines = (HERE / "claims.jsonl").read_text("utf-8").splitlines()
    annotated = {json.loads(line)["article"] for line in lines} | ids("empty.txt")
    assert not annotated & ids("untouched.txt")
    assert ids("held_out.txt") <= annotated
    names = ("written", "retold", "recent", "serials")
    own = {name: [x["id"] for x in rows(f"{name}.jsonl")] for name in names}
    listed = [id_ for ids_ in own.values() for id_ in ids_]
    assert len(set(listed)) == len(listed)
    assert not annotated & set(listed)
    told = {id_.split("-", 2)[2] for id_ in own["retold"]}
    assert not told & (ids("held_out.txt") | ids("untouched.txt"))


@pytest.mark.parametrize("name", ["written", "retold", "serials"])
def test_articles_of_our_own_say_what_their_claims_rest_on(name: str) -> None:
    texts = {article["id"]: article for article in rows(f"{name}.jsonl")}
    claims = rows(f"{name}-claims.jsonl")
    assert {claim["article"] for claim in claims} <= set(texts)
    for claim in claims:
        article = texts[claim["article"]]
        where = claim["trigger"]
        assert article[where["field"]][where["start"] : where["end"]].strip()
        assert all(0 <= start < end <= len(article["text"]) for start, end in claim["evidence"])
        whole = f"{article['title']} {article['text']}".casefold()
        assert claim["subject"].casefold() in whole


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

    made_of, ids = sample(tmp_path), Pieces(MODEL / "tokenizer.json").ids
    body, title = made = seen(made_of)
    path = tmp_path / "passages.npz"
    shelves.write(shelves.shelved(made, [0, 1]), path)
    batch = shelves.batch_of(shelves.read(path), [1, 0])
    assert batch.read.words_there.sum(1).tolist() == [len(title), len(body)]
    for n, passage in enumerate((title, body)):
        own = len(passage)
        words = [t.text for t in made_of.texts[1 - n].tokens]
        first = batch.read.pieces[batch.read.window[n, :own], batch.read.place[n, :own]]
        assert first.tolist() == [ids(word)[0] for word in words]
        assert batch.read.numbers[n, :own].tolist() == passage.numbers.tolist()
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


def test_each_passage_is_seen_once_in_a_pass(tmp_path: Path) -> None:
    torch_there()
    from kg.extract.train.shelf import lots, shelved

    shelf = shelved(seen(sample(tmp_path)) * 9, [0] * 18)
    lengths = (shelf.ends["words"][1:] - shelf.ends["words"][:-1]).tolist()
    most = 4 * max(lengths)
    found = list(lots(shelf, range(1, 18), most, random.Random(1)))  # noqa: S311
    assert sorted(n for lot in found for n in lot) == list(range(1, 18))
    assert all(len(lot) * max(lengths[n] for n in lot) <= most for lot in found)
    assert len(found) < 6


def test_learning_slows_down_to_the_end_and_never_turns_back() -> None:
    torch_there()
    from kg.extract.train.fit import WARM_UP, height

    heights = [height(n / 100) for n in range(int(100 * WARM_UP), 100)]
    assert heights == sorted(heights, reverse=True)
    assert 0 < heights[-1] < 0.1


def test_written_passages_take_turns_and_held_out_ones_have_none(tmp_path: Path) -> None:
    torch_there()
    from kg.extract.train.fit import WRITTEN, chosen
    from kg.extract.train.recipe import HELD_OUT
    from kg.extract.train.shelf import shelved

    body, _ = seen(sample(tmp_path))
    written = dataclasses.replace(body, invented=True)
    shelf = shelved([body, body, *[written] * 10], [0, HELD_OUT, *[0] * 10])
    passes = [chosen(shelf, number) for number in range(5)]
    assert all(own[0] == 0 and 1 not in own for own in passes)
    seen_each = [sum(n in own for own in passes) for n in range(2, 12)]
    assert seen_each == [WRITTEN] * 10


def networks() -> Any:
    """Return a reader that tells the word pieces alone, and what says claims of it."""
    import torch
    from torch import nn

    from kg.extract.train.encoder import TOLD, VOCABULARY
    from kg.extract.train.fit import Both
    from kg.extract.train.network import Net

    class Words:
        def __init__(self) -> None:
            self.word, self.near = nn.Embedding(VOCABULARY, TOLD), nn.Embedding(1, 1)

        def encode(self, ids: Any, *_: Any) -> Any:
            return self.word(ids)

    torch.manual_seed(1)
    reader: Any = Words()
    return Both(reader, Net())


def tell(made: Sample, both: Any) -> None:
    """Put what the reader tells of the words where extraction looks for it."""
    import torch

    ids = Pieces(MODEL / "tokenizer.json").ids
    for text in made.texts:
        first = torch.tensor([ids(t.text)[0] for t in text.tokens])
        states = both.reader.word(first).detach().numpy()
        text.context.doc.user_data[STATES] = states.astype(np.float16)


def test_a_network_learns_and_is_read_back(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    torch_there()
    import torch

    from kg.extract.train import fit
    from kg.extract.train.export import write
    from kg.extract.train.measure import measure
    from kg.extract.train.shelf import batch_of, shelved

    made = sample(tmp_path)
    shelf = shelved(seen(made), [0, 0])
    both = networks().train()
    monkeypatch.setattr(fit, "MASKED", 0.0)
    state = fit.State(both, fit.optimizer_of(both), torch.Generator().manual_seed(0))
    for group in state.optimizer.param_groups:
        group["lr"] = group["top"]
    losses = [sum(fit.step(state, batch_of(shelf, [0, 1])).values()) for _ in range(60)]
    assert losses[-1] < losses[0] / 4
    assert measure(both.reader, both.net, shelf, range(2)).f1 == 1.0
    write(both.net.eval(), UNFITTED, tmp_path / "model")
    model = read(tmp_path / "model")
    assert model is not None
    tell(made, both)
    own = learned.made(model, kg.extract.load(learned=False).frames, gate.allowed())
    best = max(own.of(made.texts[0]).rows, key=lambda row: row.chance)
    told = (KINDS[best.kind], best.actor.text, best.thing.text if best.thing else None)
    assert told in {
        (Kind.ACQUISITION, "Acme Motors", "Zenith Bank"),
        (Kind.FACILITY, "Zenith Bank", "office in Paris"),
        (Kind.FACILITY, "Zenith Bank", "office"),
        (Kind.FACILITY, "Zenith Bank", "open an office in Paris"),
    }


def test_a_model_folder_says_of_parties_what_the_network_says(tmp_path: Path) -> None:
    torch_there()
    import torch

    from kg.extract.train.export import write
    from kg.extract.train.losses import chances
    from kg.extract.train.network import vectors_of
    from kg.extract.train.shelf import batch_of, shelved

    made = sample(tmp_path)
    passages = seen(made)
    shelf = shelved(passages, [0, 0])
    both = networks().eval()
    net = both.net
    for name, parameter in net.named_parameters():
        if name.startswith(("special", "s.", "o.")):
            torch.nn.init.normal_(parameter, std=0.15)
    batch = batch_of(shelf, [0, 1])
    with torch.no_grad():
        vectors = vectors_of(both.reader, net, batch.read)
        said = {side: chances(net, side, vectors, batch).exp().numpy() for side in "so"}
    write(net, UNFITTED, tmp_path / "model")
    model = read(tmp_path / "model")
    assert model is not None
    tell(made, both)
    own = learned.made(model, kg.extract.load(learned=False).frames, gate.allowed())
    words = own.words(made.texts[0])
    for n, claim in enumerate(passages[0].claims):
        for side, parties in (("s", claim.subjects), ("o", claim.objects)):
            place = claim.trigger, claim.kind
            found = model.parties(side, words, place, parties.parties, parties.numbers)
            assert np.abs(found - said[side][n, : len(found)]).max() < 0.05


def test_a_checkpoint_is_the_state_it_was_made_of(tmp_path: Path) -> None:
    torch_there()
    import torch

    from kg.extract.train import fit
    from kg.extract.train.encoder import Encoder
    from kg.extract.train.network import Net

    both = fit.Both(Encoder(), Net())
    state = fit.State(both, fit.optimizer_of(both), torch.Generator().manual_seed(7), 3)
    fit.save(state, tmp_path / "last.pt")
    again = fit.restore(tmp_path / "last.pt")
    assert again.done == 3
    assert torch.equal(again.chance.get_state(), state.chance.get_state())
    theirs = again.both.state_dict()
    assert all(torch.equal(x, theirs[name]) for name, x in both.state_dict().items())


def test_the_reader_at_run_time_tells_what_the_trained_one_does(tmp_path: Path) -> None:
    torch_there()
    import torch

    from kg.extract.train.encoder import Encoder
    from kg.extract.train.export import write_reader
    from kg.language.reader import Reader

    torch.manual_seed(3)
    encoder = Encoder().eval()
    ids = [101, *range(2000, 2060), 102]
    forms, first = [n % 5 for n in range(62)], [1, 2, 4, 60]
    with torch.no_grad():
        for name, weight in encoder.named_parameters():
            if name.startswith(("near.", "form_in.", "word.", "position.")):
                torch.nn.init.normal_(weight, std=0.3)
        told = encoder.encode(torch.tensor([ids]), torch.tensor([forms]), None)[0, first].numpy()
    write_reader(encoder, tmp_path)
    found = Reader(tmp_path).read(ids, forms, first)
    assert np.corrcoef(found.ravel(), told.ravel())[0, 1] > 0.98  # eight bits for thirty-two
