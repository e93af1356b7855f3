"""What holds of the chains of any text, whatever its trees."""

from __future__ import annotations

from collections.abc import Callable

from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.tokens import Doc

from kg.extract.coref import chains


def test_an_empty_text_has_no_chains(parsed: Callable[..., Doc]) -> None:
    doc = parsed()
    assert chains(doc).mentions == ()
    assert chains(doc).topic is None


WORDS = st.lists(
    st.sampled_from(
        ["Adobe/PROPN", "Sony/PROPN", "it/PRON", "its/PRON", "company/NOUN", "the/DET", "said/VERB"]
    ),
    min_size=1,
    max_size=12,
)


@settings(derandomize=True, deadline=None, max_examples=60)
@given(words=WORDS, data=st.data())
def test_any_tree_gives_the_same_chains_twice(
    parsed: Callable[..., Doc], words: list[str], data: st.DataObject
) -> None:
    deps = st.sampled_from(
        ["nsubj", "obj", "det", "conj", "ccomp", "appos", "nmod:poss", "compound"]
    )
    rows = [f"{words[0]}/0/root"]
    rows += [
        f"{w}/{data.draw(st.integers(1, i))}/{data.draw(deps)}" for i, w in enumerate(words[1:], 1)
    ]
    spec = " ".join(rows)
    ents = {"Adobe": "COMPANY", "Sony": "COMPANY"}
    first, second = (chains(parsed(spec, ents=ents)) for _ in range(2))
    assert first.mentions == second.mentions
    doc = parsed(spec, ents=ents)
    found = chains(doc)
    for token in doc:
        entry = found.at(token)
        if token.ent_type_:
            assert entry is not None
            assert entry.name == token.text
        if entry is not None:
            assert entry.name in ("Adobe", "Sony")


def test_the_capitals_of_a_name_in_one_word_are_its_acronym(parsed: Callable[..., Doc]) -> None:
    doc = parsed(
        "NordalBankTrust/PROPN/2/nsubj left/VERB/0//leave",
        "NBT/PROPN/2/nsubj agreed/VERB/0//agree",
        "ExxonOil/PROPN/4/nsubj and/CCONJ/3/cc EO/PROPN/1/conj stayed/VERB/0//stay",
        ents={"NordalBankTrust": "COMPANY", "NBT": "ORG", "ExxonOil": "COMPANY", "EO": "ORG"},
    )
    names = {t.text: entry.name for t in doc if t.ent_type_ and (entry := chains(doc).at(t))}
    assert names["NBT"] == "NordalBankTrust"
    assert names["EO"] == "EO"
