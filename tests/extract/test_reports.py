"""What a word of saying tells, also where trees hang it on something else."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from spacy.tokens import Doc

from kg.extract.arrays import arrays
from kg.extract.reports import reports
from kg.model import Claim, Kind

Claims = Callable[..., list[Claim]]

CLOSE = "it will close its plant in Leeds"


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        (f"Halden Bank replied in a letter that {CLOSE}.", "Halden Bank"),
        (f"Ann Lee mentioned in an interview that Halden Bank likes her, and {CLOSE}.", "Ann Lee"),
        (
            f"The directors of Halden Bank have issued a statement to the effect that {CLOSE}.",
            "Halden Bank",
        ),
        (
            f"Its shares fell as Halden Bank announced plans to cut jobs, saying {CLOSE}.",
            "Halden Bank",
        ),
        (f"Acme Motors sees no way out: {CLOSE}, as Halden Bank announced.", "Halden Bank"),
    ],
)
def test_who_tells_a_plan(claims_of: Claims, text: str, speaker: str | None) -> None:
    assert [c.speaker for c in claims_of(text, Kind.FACILITY)] == [speaker]


def told(doc: Doc) -> list[tuple[str, list[str]]]:
    return [(doc[r.cue].text, [doc[k].text for k in r.told]) for r in reports(arrays(doc))]


BECAUSE = (
    "Lee/PROPN/2/nsubj said/VERB/0//say it/PRON/5/nsubj should/AUX/5/aux/should/MD "
    "stop/VERB/2/ccomp/stop/VB {} it/PRON/8/nsubj lost/VERB/2/conj/lose money/NOUN/8/obj"
)


def test_a_reason_that_is_coordinated_with_the_saying(parsed: Callable[..., Doc]) -> None:
    assert told(parsed(BECAUSE.format("because/SCONJ/8/mark"))) == [("said", ["stop", "lost"])]
    assert told(parsed(BECAUSE.format("and/CCONJ/8/cc"))) == [("said", ["stop"])]
    assert told(parsed(BECAUSE.format(",/PUNCT/8/punct"))) == [("said", ["stop"])]


def test_a_figure_that_trees_leave_loose(parsed: Callable[..., Doc]) -> None:
    spec = (
        "Lee/PROPN/2/nsubj said/VERB/0//say {}/X/6/mark sales/NOUN/6/nsubj were/AUX/6/cop/be "
        "8/NUM/2/dep/8/CD"
    )
    assert told(parsed(spec.format("that"))) == [("said", ["8"])]
    assert told(parsed(spec.format("while"))) == []


def test_what_is_announced_as_a_second_subject(parsed: Callable[..., Doc]) -> None:
    spec = (
        "Lee/PROPN/2/nsubj {}/VERB/0//{} the/DET/4/det firm/NOUN/6/nmod:poss 's/PART/4/case "
        "Pump/PROPN/2/nsubj in/ADP/8/case Leeds/PROPN/2/obl"
    )
    assert told(parsed(spec.format("announced", "announce"))) == [("announced", ["Pump"])]
    assert told(parsed(spec.format("said", "say"))) == []


def test_a_bound_before_what_is_promised(parsed: Callable[..., Doc]) -> None:
    spec = (
        "Lee/PROPN/2/nsubj promised/VERB/0//promise {}/ADP/5/case to/ADP/3/fixed "
        "eighty/NUM/2/obl/eighty/CD jobs/NOUN/5/nmod"
    )
    assert told(parsed(spec.format("up"))) == [("promised", ["eighty"])]
    assert told(parsed(spec.format("close"))) == []
