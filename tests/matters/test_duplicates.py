from __future__ import annotations

import random

import pytest

from kg.matters import copies, signature
from kg.matters.duplicates import likeness

WORDS = [f"{a}{b}{c}" for a in "bdfgk" for b in "aeiou" for c in "lmnrst"]


def text(seed: int, words: int = 200) -> list[str]:
    chance = random.Random(seed)  # noqa: S311
    return [chance.choice(WORDS) for _ in range(words)]


def test_a_text_with_another_ending_is_a_copy_and_another_text_is_none() -> None:
    story, other = text(1), text(2)
    known = {
        "b-first": signature(" ".join(story)),
        "a-later": signature(" ".join([*story[:-12], *text(3, 12)])),
        "c-other": signature(" ".join(other)),
    }
    assert likeness(known["b-first"], known["a-later"]) > 0.6
    assert likeness(known["b-first"], known["c-other"]) < 0.1
    days = {"b-first": "2020-01-01", "a-later": "2020-01-02", "c-other": "2019-01-01"}
    assert copies(known, days) == {"a-later": "b-first"}
    assert copies(known) == {"b-first": "a-later"}


def test_case_line_breaks_and_punctuation_make_no_other_text() -> None:
    known = {"a": signature("Acme buys Brio."), "b": signature("ACME\n\nbuys “Brio”")}
    assert copies(known) == {"b": "a"}


def test_short_texts_are_copies_only_where_they_are_equal() -> None:
    known = {
        "a": signature("Acme buys Brio for a dollar."),
        "b": signature("Acme buys Brio for two."),
    }
    assert known["a"].values == ()
    assert copies(known) == {}


@pytest.mark.parametrize("share", [0.2, 0.5, 0.8])
def test_the_estimate_is_near_the_true_likeness(share: float) -> None:
    story, other = text(7, 400), text(8, 400)
    cut = int(400 * share)
    mixed = [*story[:cut], *other[cut:]]

    def runs(words: list[str]) -> set[tuple[str, ...]]:
        return {tuple(words[n : n + 4]) for n in range(len(words) - 3)}

    true = len(runs(story) & runs(mixed)) / len(runs(story) | runs(mixed))
    assert likeness(signature(" ".join(story)), signature(" ".join(mixed))) == pytest.approx(
        true, abs=0.12
    )


def test_the_permutations_never_change() -> None:
    assert sum(signature(" ".join(WORDS[:40])).values) == 7555593705


def test_groups_don_t_depend_on_the_order_of_articles() -> None:
    story = text(5)
    named = {name: signature(" ".join([*story, *text(n, 6)])) for n, name in enumerate("dbca")}
    backwards = dict(reversed(named.items()))
    assert copies(named) == copies(backwards) == {"b": "a", "c": "a", "d": "a"}
