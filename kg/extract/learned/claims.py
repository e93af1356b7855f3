"""From rows to candidates for the gate."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Callable, Collection, Iterator, Sequence
from typing import TYPE_CHECKING

from kg.extract import discourse, match, tree
from kg.extract.calendar_sense import settle
from kg.extract.concerned import of_company
from kg.extract.cues import cues
from kg.extract.figures import in_singular
from kg.extract.frame import Frame, FrameSet, Slot
from kg.extract.in_order import role_of_own
from kg.extract.kin import left_out
from kg.extract.learned.barred import is_barred
from kg.extract.learned.marked import is_of_another, is_outsider, is_the_deal, lacks_sense
from kg.extract.learned.moves import (
    held_at,
    is_formerly_of,
    is_of_other_move,
    is_post_elsewhere,
)
from kg.extract.learned.reading import KINDS
from kg.extract.learned.undone import is_ended, is_scrapped
from kg.extract.leaving import is_other_end
from kg.extract.matters import is_asking
from kg.extract.nouns import only_counted
from kg.extract.past_state import is_past_state, says_no_longer
from kg.extract.posts import taken_by
from kg.extract.triggers import has_words
from kg.extract.wording import names_of, title_of
from kg.model import SYMMETRIC, Kind, Modality, Polarity
from kg.resolve.names import same_name

if TYPE_CHECKING:
    from spacy.tokens import Token

    from kg.extract.learned.rows import Row
    from kg.extract.learned.text import Text
    from kg.extract.wording import Filler

BEHIND = 0.5
"""What a candidate's chance counts for in the gate: a frame of the same words knows the fields better."""

_HELD = frozenset({Kind.ROLE, Kind.APPOINTMENT, Kind.DEPARTURE})
_FIGURES = frozenset({Kind.RESULT, Kind.MARKET_MOVE})
_OPPOSITE = {
    frozenset({Kind.ACQUISITION, Kind.DIVESTITURE}),
    frozenset({Kind.APPOINTMENT, Kind.DEPARTURE}),
    frozenset({Kind.HIRING, Kind.LAYOFF}),
}
"""Kinds of which one word tells but one of one party."""
_DEALS = (Kind.ACQUISITION, Kind.DIVESTITURE)
_AIMS = frozenset({"goal", "target", "aim", "objective", "ambition"})
_NO_AIMS = frozenset(Modality) - {Modality.TARGETED}
_DONE = frozenset({Modality.ASSERTED})
_FAR_ROLE = 4
_LASTING = frozenset({Kind.ROLE, Kind.STANCE, Kind.OWNERSHIP})
"""Kinds that need the word to take a time. An aim has one whatever else its verb tells: "raised its target" takes none."""
_SEATS = frozenset({"board"})
"""What is taken up and left as positions are: "resigned from the board"."""


_ONE_WAY = frozenset({Kind.SUPPLY, Kind.ACQUISITION, Kind.DIVESTITURE, Kind.FUNDING})
"""Kinds of which one party gives and the other takes."""


def _any(_: Frame) -> bool:
    return True


def frame_of(
    frames: FrameSet, lemma: str, row: Row, found_by: str, fits: Callable[[Frame], bool] = _any
) -> Frame | None:
    """Return what a claim of a row takes besides its parties, after the frames of its word.

    Amounts, sign and tense are those of the frame of that kind and action for the word, or of the
    most usual one.

    Args:
        frames: All frames.
        lemma: The word that announces the claim.
        row: The row.
        found_by: What the claim will say that it was found by.
        fits: Tells whether the text has what a frame needs beside its word: "gets" tells of an order only beside one.
    """
    kind = KINDS[row.kind]
    common = frames.by_act.get((kind, row.action), ())
    if not common:
        return None
    # Rare frames are of words that the model knows nothing of: what they are told in is no guide.
    fitting = [f for f in common if not f.rare] or common
    word = frames.by_lemma.get(lemma, ())
    own = [f for f in word if f.kind is kind and f.action == row.action]
    # However firm a word is, it is so whatever stands beside it: "talks" are no deal.
    firm = {(f.modality, f.fixed_modality) for f in own}
    # Amounts and signs of figures are those of the word, likewise.
    own = [f for f in own if not f.rare and (kind in _FIGURES or fits(f))]
    # What only some verbs above make of a word ("put up for sale") it does not say by itself, nor
    # that there is none of it ("holds no shares").
    base = max(
        own or fitting,
        key=lambda f: (f.polarity is Polarity.AFFIRMED, not f.governors, f.confidence, f.id),
    )
    meant = _meant(base, firm)
    amounts = frozenset() if kind in _FIGURES else base.amount
    amounts = amounts or frozenset(a for f in fitting for a in f.amount)
    of_word = kind is Kind.RESULT and row.thing is not None and row.thing.token.i != row.trigger
    stances = kind is Kind.STANCE  # "did not comment" declines: the action says what is denied
    polarity = Polarity.AFFIRMED if stances else base.polarity
    return dataclasses.replace(
        base,
        id=found_by,
        modality=meant[0],
        fixed_modality=meant[1],
        polarity=polarity,
        fixed_polarity=stances or base.fixed_polarity,
        amount=amounts,
        figures="own" if of_word else base.figures,
        needs_amount=kind is Kind.MARKET_MOVE,
        without_amount=False,
        needs_time=False,
        without_time=False,
        takes_time=base.takes_time or kind not in _LASTING,
        # What is aimed at is a Target; forecasts of a measure have frames of their own.
        only=_NO_AIMS if kind is Kind.RESULT else frozenset(),
        object=Slot(form=base.object.form),
        role=None,
        distinct=True,
        confidence=row.chance * BEHIND,
    )


def _meant(base: Frame, firm: Collection[tuple[Modality, bool]]) -> tuple[Modality, bool]:
    """Return how firm a word is, and whether it is so whatever the text says.

    Args:
        base: The frame that a claim takes the rest from.
        firm: How firm the frames of the word are.
    """
    if base.kind is Kind.TARGET:  # the words around it say so: "will raise", "hopes to raise"
        return Modality.ASSERTED, False
    return next(iter(firm)) if len(firm) == 1 else (base.modality, base.fixed_modality)


def _knows(frames: FrameSet, lemma: str, row: Row) -> bool:
    """Tell whether a frame tells by a word what a row tells by it."""
    word = frames.by_lemma.get(lemma, ())
    return any(f.kind is KINDS[row.kind] and f.action == row.action and not f.rare for f in word)


def _tells_outcome(frames: FrameSet, lemma: str) -> bool:
    """Tell whether a word is one of those that tell what came of an aim: "met", "fell short"."""
    word = frames.by_lemma.get(lemma, ())
    return any(f.kind is Kind.TARGET and f.only == _DONE for f in word)


def _as_aim(one: match.Candidate) -> match.Candidate:
    """Return an aim that is told as one, and not as reached: "is working to win them back", "has agreed to do so"."""
    claim, lemma = one.claim, one.trigger.lemma_.lower()
    done = claim.modality is Modality.ASSERTED and claim.polarity is Polarity.AFFIRMED
    if claim.kind is not Kind.TARGET or not done:
        return one
    settled = lemma in cues().sets["parted"] and cues().look("governor", lemma) == "planned"
    firm = Modality.PLANNED if settled else Modality.TARGETED
    return dataclasses.replace(one, claim=dataclasses.replace(claim, modality=firm))


def _role_of(t: Text, row: Row, positions: frozenset[str]) -> str | None:
    """Return the position that a row is about: its trigger, or the nearest one to its subject."""
    a = t.a
    start, end = a.sents[a.sent[row.trigger]]
    lasting = KINDS[row.kind] is Kind.ROLE
    known = positions if lasting else positions | _SEATS
    near = [i for i in range(start, end) if a.lemma[i] in known and a.pos[i] in ("NOUN", "PROPN")]
    near = [i for i in near if not is_post_elsewhere(t, row, i) and not _is_acting_board(t, row, i)]
    if lasting and row.object is not None:  # "as chairman from Acme, where she was treasurer"
        near = [i for i in near if held_at(t, i) == t.root[row.object.at]] or near
    if KINDS[row.kind] is Kind.APPOINTMENT:  # "Ann Lee, a former director, is its new chairman"
        near = [i for i in near if not is_past_state(t.tokens[i])] or near
        taken = [i for i in near if _is_taken_up(t, i, row.trigger)]
        joined = a.dep[row.trigger] == "acl:relcl" and a.lemma[row.trigger] in ("join", "rejoin")
        # "Its sales chief, who joined in 1996": not as such; nor is anybody made a founder.
        near = taken if joined else taken or [i for i in near if "founder" not in a.lemma[i]]
    if KINDS[row.kind] is Kind.DEPARTURE:  # "resigned; he will become chairman": of what comes
        near = [i for i in near if a.lemma[a.head[i]] != "become" or a.head[i] == row.trigger]
    ranked = sorted(
        (min(t.far(i, row.subject.at), t.far(i, row.trigger)), abs(i - row.subject.at), i)
        for i in near
    )
    # "Her exit from Acme" is no position, whatever else it is called in passing.
    held = lasting and a.pos[row.trigger] in ("NOUN", "PROPN")
    if row.trigger in near or held:
        return title_of(t.tokens[row.trigger], t.context) or None
    if not ranked or ranked[0][0] > _FAR_ROLE:
        return None
    return title_of(t.tokens[ranked[0][2]], t.context) or None


def _is_acting_board(t: Text, row: Row, i: int) -> bool:
    """Tell whether a board does what a row tells, and is not what somebody leaves or joins: "was fired by the board"."""
    if t.a.lemma[i] not in _SEATS:
        return False
    acts = {one.i for one in tree.agents(t.tokens[row.trigger])}
    return i in acts or t.a.dep[i] in ("nsubj", "obl:agent")


def _is_taken_up(t: Text, i: int, verb: int) -> bool:
    """Tell whether a post is told after "as" or "to" of a verb: not the one before, in "promoted finance chief Lee to president"."""
    a = t.a
    cases, before = {a.lower[k] for k in a.children(i, "case")}, i - 1
    while before > verb and (a.pos[before] in ("ADJ", "NOUN", "DET") or a.tag[before] == "VBG"):
        before -= 1  # "as acting chief executive", of which trees make a clause
    cases.add(a.lower[before] if a.lower[before] == "as" else "")
    told = "as" in cases or (a.head[i] == verb and "to" in cases)
    return i > verb and (told or taken_by(a, i) == verb)


def _predicate(t: Text, row: Row, positions: frozenset[str]) -> int:
    """Return the word that says what a row tells: the position where the trigger tells of its holder in passing.

    "Ann Lee, who comes from Acme, is to be president": she is not yet, whatever "comes" says.
    """
    a, person = t.a, row.subject.at
    beside = a.dep[row.trigger] == "acl:relcl" and a.head[row.trigger] == person
    told = KINDS[row.kind] in _HELD and beside and a.dep[person] == "nsubj"
    return a.head[person] if told and a.lemma[a.head[person]] in positions else row.trigger


def believed(t: Text, rows: Sequence[Row], least: float) -> list[Row]:
    """Return the rows that are believed, best first, each proposition of a sentence once.

    Args:
        t: The text.
        rows: Its rows.
        least: The least chance.
    """
    kept: list[Row] = []
    told: dict[int, list[Row]] = {}
    for row in sorted(rows, key=lambda r: (-r.chance, r.trigger, r.kind, r.subject.at)):
        if row.chance < least:
            break
        better = told.setdefault(t.a.sent[row.trigger], [])
        if not any(_again(t, known, row) for known in better):
            better.append(row)
            kept.append(row)
    return kept


def _again(t: Text, one: Row, two: Row) -> bool:
    """Tell whether a row says again, or otherwise, what a better one of its sentence says."""
    if one.kind != two.kind:
        return _is_opposite(one, two)
    # "sold 500 cars, up from 400": level and change are told by words of their own.
    if KINDS[one.kind] in _FIGURES and one.trigger != two.trigger:
        return False
    straight = same_name(one.actor.text, two.actor.text)
    if one.thing is None or two.thing is None or one.object is None or two.object is None:
        return straight
    if straight and _is_same_thing(one, two):
        return True
    if KINDS[one.kind] in SYMMETRIC and same_name(one.actor.text, two.thing.text):
        return same_name(one.thing.text, two.actor.text)
    beside = t.base(one.object.at) == t.base(two.object.at)
    return straight and one.trigger == two.trigger and not beside


def _is_same_thing(one: Row, two: Row) -> bool:
    """Tell whether the objects of two rows are one: of two names that share words ("General Motors", "General Mills") they are not."""
    if one.thing is None or two.thing is None or one.object is None or two.object is None:
        return one.thing is two.thing
    named = one.object.label and two.object.label and one.object.chain != two.object.chain
    return same_name(one.thing.text, two.thing.text, is_object=not named)


def _is_opposite(one: Row, two: Row) -> bool:
    """Tell whether two rows read one word of one party as a deed and its opposite: nobody buys what he sells."""
    if one.trigger != two.trigger or frozenset({KINDS[one.kind], KINDS[two.kind]}) not in _OPPOSITE:
        return False
    if not same_name(one.actor.text, two.actor.text):
        return False
    return _is_same_thing(one, two)


def candidates(
    t: Text, found: Sequence[Row], frames: FrameSet, found_by: str, positions: frozenset[str]
) -> Iterator[match.Candidate]:
    """Yield the candidates of believed rows.

    Args:
        t: The text.
        found: From `believed`.
        frames: For what a claim takes besides its parties.
        found_by: Name and version of the model.
        positions: Lemmas of positions that persons hold.
    """
    figures: set[tuple[int, str, str, str]] = set()
    for row in found:
        at = t.tokens[row.trigger]

        def fits(frame: Frame, at: Token = at) -> bool:
            return has_words(frame, at, t.context)

        frame = frame_of(frames, t.a.lemma[row.trigger], row, found_by, fits)
        if frame is None:
            continue
        if _is_barred(t, row):
            continue
        over = KINDS[row.kind] is Kind.ROLE and t.a.child(row.trigger, "cop") is not None
        over = over and says_no_longer(at)
        known = _knows(frames, t.a.lemma[row.trigger], row)
        outcome = _tells_outcome(frames, t.a.lemma[row.trigger])
        if over or (not known and is_ended(t, row)) or is_scrapped(t, row):
            frame = dataclasses.replace(frame, polarity=Polarity.NEGATED)
        role = _role_of(t, row, positions) if KINDS[row.kind] in _HELD else None
        role = role_of_own(row.actor, role, positions, t.context)
        if KINDS[row.kind] is Kind.DEPARTURE and row.thing is None and role is None:
            continue  # nobody says from where or what
        parts = [row.actor], [] if row.thing is None else [row.thing], role
        word = t.tokens[_predicate(t, row, positions)]
        for one in match.with_parts(word, frame, parts, t.context):
            if frame.kind not in _FIGURES or _is_new(t, row, one, figures):
                told = _as_aim(one) if not outcome else one
                yield of_company(settle(told, t.context), t.context)


def _is_barred(t: Text, row: Row) -> bool:
    """Tell whether what stands around the word and the parties of a row rules it out."""
    kind, actor = KINDS[row.kind], row.actor
    looking = tree.onlookers(t.tokens[row.trigger])
    return (
        (kind is Kind.TARGET and _is_untold(row))
        or (kind is Kind.RESULT and row.thing is not None and _is_no_measure(row.thing))
        or (kind is Kind.STANCE and row.thing is not None and is_asking(row.thing.token))
        or (kind in _DEALS and (row.thing is None or is_the_deal(row)))
        or (kind is Kind.ROLE and discourse.heads_a_body(actor.token, t.context))
        or (kind in _HELD and is_outsider(t, row))
        or (actor.label is None and only_counted(actor.token))
        or any(actor.text == f.text for one in looking for f in names_of(one, t.context))
        or any(left_out(t.a, p.at) for p in (row.subject, row.object) if p is not None)
        or lacks_sense(t, row.trigger, kind)
        or is_of_another(t, row)
        or is_of_other_move(t, row)
        or is_formerly_of(t, row)
        or is_barred(t, row)
        or is_other_end(t.tokens[row.trigger], actor.token, kind)
        or (kind in _ONE_WAY and _side_by_side(t, row))
    )


def _is_no_measure(thing: Filler) -> bool:
    """Tell whether what a figure is of is the figure ("sold 13,834"), what it is reckoned by, or an aim ("its sales target")."""
    aimed = thing.token.lemma_.lower() in _AIMS
    return aimed or not re.search(r"[^\W\d]", thing.text) or _is_each(thing.token)


def _is_each(noun: Token) -> bool:
    """Tell whether a noun says by what a sum is reckoned, and is no measure: "90 cents (a share)"."""
    each = any(c.lower_ in ("a", "per") for c in noun.children)
    return noun.lower_ == "share" and each and not tree.children(noun, "nmod")


def _side_by_side(t: Text, row: Row) -> bool:
    """Tell whether "and" joins the parties of a row: of "ordered from Acme and Zenith" neither supplies the other."""
    if row.object is None or not (row.subject.label and row.object.label):
        return False
    return t.base(row.subject.at) == t.base(row.object.at)


def _is_untold(row: Row) -> bool:
    """Tell whether a goal is only called one: "the goal of his team", but not "a target of 90 cars"."""
    if row.thing is None or row.thing.token.i != row.trigger:
        return False
    return row.thing.token.lemma_.lower() in _AIMS and not re.search(r"\d", row.thing.text)


def _is_new(
    t: Text, row: Row, one: match.Candidate, figures: set[tuple[int, str, str, str]]
) -> bool:
    """Tell whether a figure is one that no better row of the sentence tells of the same measure."""
    amount = one.claim.amount
    of = t.a.sent[row.trigger], one.claim.subject, in_singular(one.claim.object or "")
    told = (*of, f"{abs(amount.value)} {amount.unit}" if amount else "")
    known = told in figures or (amount is None and (*of, "any") in figures)
    figures |= {told, (*of, "any")}
    return not known
