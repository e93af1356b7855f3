"""Frames as data: what a TOML file in `kg/extract/frames` may say, read into frozen types.

A file declares one claim kind. It has `[[frame]]` tables, which say what words
trigger a claim and where its parts stand in the tree, and `[[example]]` tables,
which say what claims a short text must give. The examples are the tests and the
documentation. `docs/frames.md` explains each key.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from kg.errors import ExtractionError
from kg.extract.frame_files import tables
from kg.language.labels import ENTITY_TYPES
from kg.model import ACTIONS, ORGANIZATION_LABELS, Kind, Modality, Polarity

TYPE_GROUPS: dict[str, frozenset[str]] = {
    "organization": ORGANIZATION_LABELS,
    "state": frozenset({"PLACE", "GROUP"}),
    "person": frozenset({"PERSON"}),
    "product": frozenset({"PRODUCT"}),
    "place": frozenset({"PLACE", "FACILITY"}),
    "any": frozenset(ENTITY_TYPES),
}
"""Names for sets of entity labels; a label in capitals stands for itself."""

FORMS = ("name", "phrase", "clause", "measure")


@dataclass(frozen=True, slots=True, kw_only=True)
class Slot:
    """Where one participant stands and what it may be.

    Attributes:
        paths: Places in the tree, tried in order; the first that fills wins.
        types: Entity labels that a name in this slot may have; empty allows all.
        form: `name` takes only names (through coreference), `phrase` also takes
            common nouns as words, `clause` takes a whole infinitive, `measure` a
            noun with what says which one but without its figures.
        lemmas: If given, the head word must have one of these lemmas.
        without: Lemmas that the head word must not have.
        required: Whether the frame fails where the slot stays empty.
        value: A constant that is used instead of words; with paths, it goes before what they
            lead to ("sales of" cars), and without its preposition where they lead nowhere.
        prefer: Labels of names inside a description that stand for it: "a video of
            its car known as the Roadster" is about the Roadster.
        described: If given, lemmas of which the head of a description must have one;
            names need none of them: "a jury" and "Acme", but not "the weather".
        spread: Whether a description makes one filler for each place where it is told to
            be: "plants in Spain and Italy" are two.
        definite: Whether a description must say which one is meant: who denies "any link"
            denies a link, while who buys "any rival" buys nobody in particular.
    """

    paths: tuple[str, ...] = ()
    types: frozenset[str] = frozenset()
    form: str = "name"
    lemmas: frozenset[str] = frozenset()
    without: frozenset[str] = frozenset()
    required: bool = False
    value: str | None = None
    prefer: frozenset[str] = frozenset()
    described: frozenset[str] = frozenset()
    spread: bool = False
    definite: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """One way to say a claim of one kind.

    Attributes:
        lemmas: Trigger lemmas; `*` matches every word of the right part of speech.
        pos: Universal tags that a trigger may have.
        particle: Particles of a phrasal verb, any of which must be there.
        amount: Kinds of amount that count (`money`, `percent`, `people`, `count`, ...).
        amount_units: For counts, endings of the unit that is counted.
        sign: -1 turns an amount negative, as for falls.
        figures: The trigger is a measure; each of its figures (`all`), or each by which
            it rises or falls (`changes`), is a claim of its own; or only the figure nearest
            to the trigger counts (`own`).
        without_amount: An amount makes it a claim of another frame.
        with_words: Groups of lemmas; each group must have one in the clause.
        without_words: Lemmas that must not be in the clause.
        governors: Lemmas of which one must be the head of the trigger.
        needs: Paths of which one must lead somewhere, whether or not it fills a slot.
        lacks: Paths of which none may lead anywhere: "wants Acme to sell" is no plan to sell.
        tags: Penn tags that a trigger may have; empty allows all.
        deps: Labels that a trigger may have in the tree; empty allows all.
        modality: What the frame says where the text has no cue.
        fixed_modality: Take `modality` whatever the text's cues are.
        fixed_polarity: Take `polarity` whatever words of negation the text has.
        only: Modalities without which there is no claim; empty allows all.
        needs_time, without_time: The claim must, or must not, have a time.
        orphan: The frame may leave its subject to what was said before of its object.
        distinct: Subject and object must differ.
        speaker_is_subject: The subject voices the claim, as in a Stance.
        own_voice: Said by the article itself, whatever the sentence attributes.
        rare: The words seldom tell such a claim, so that the model is not told that they do.
        confidence: Share of right claims among those of this frame, before calibration.
    """

    id: str
    kind: Kind
    lemmas: frozenset[str]
    pos: frozenset[str]
    subject: Slot
    object: Slot
    particle: frozenset[str] = frozenset()
    action: str | None = None
    role: Slot | None = None
    amount: frozenset[str] = frozenset()
    amount_units: frozenset[str] = frozenset()
    needs_amount: bool = False
    sign: int = 0
    figures: str = ""
    without_amount: bool = False
    with_words: tuple[frozenset[str], ...] = ()
    without_words: frozenset[str] = frozenset()
    governors: frozenset[str] = frozenset()
    needs: tuple[str, ...] = ()
    lacks: tuple[str, ...] = ()
    tags: frozenset[str] = frozenset()
    deps: frozenset[str] = frozenset()
    modality: Modality = Modality.ASSERTED
    fixed_modality: bool = False
    only: frozenset[Modality] = frozenset()
    needs_time: bool = False
    without_time: bool = False
    orphan: bool = False
    polarity: Polarity = Polarity.AFFIRMED
    fixed_polarity: bool = False
    takes_time: bool = True
    takes_period: bool = True
    distinct: bool = True
    speaker_is_subject: bool = False
    own_voice: bool = False
    rare: bool = False
    confidence: float = 0.75


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """A text, and the claims of one kind that it must give; none makes it a negative."""

    kind: Kind
    text: str
    claims: tuple[Mapping[str, Any], ...] = ()
    title: str = ""
    date: str | None = None
    paraphrase: bool = False


@dataclass(frozen=True, slots=True)
class FrameSet:
    """All frames, found by trigger lemma, with their examples.

    `by_word` finds them by lemma and part of speech, `by_act` by kind and action, `by_id` by name, and
    `positions` are all parts of speech that a trigger may have.
    """

    frames: tuple[Frame, ...]
    examples: tuple[Example, ...]
    by_lemma: Mapping[str, tuple[Frame, ...]] = field(default_factory=dict)
    by_word: Mapping[tuple[str, str], tuple[Frame, ...]] = field(default_factory=dict)
    by_act: Mapping[tuple[Kind, str | None], tuple[Frame, ...]] = field(default_factory=dict)
    positions: frozenset[str] = frozenset()
    by_id: Mapping[str, Frame] = field(default_factory=dict)


def _types(names: list[str], where: str) -> frozenset[str]:
    found: set[str] = set()
    for name in names:
        if name in TYPE_GROUPS:
            found |= TYPE_GROUPS[name]
        elif name.isupper():
            found.add(name)
        else:
            raise ExtractionError(
                f"{where}: unknown type {name!r}.", f"Known groups: {', '.join(TYPE_GROUPS)}."
            )
    return frozenset(found)


_SLOT_KEYS = {"paths", "types", "form", "lemmas", "without", "required", "value", "prefer"}
_SLOT_KEYS |= {"described", "spread", "indefinite"}


def _paths(found: list[str] | str, where: str) -> tuple[str, ...]:
    """Return the paths of a key, once all of their steps are known to exist."""
    from kg.extract.steps import known_path

    paths = (found,) if isinstance(found, str) else tuple(found)
    for path in paths:
        if not known_path(path):
            raise ExtractionError(
                f"{where}: no such path {path!r}.",
                'docs/frames.md, "Places in the tree", lists the steps.',
            )
    return paths


def _slot(found: Any, where: str) -> Slot:
    if isinstance(found, (list, str)):
        found = {"paths": found}
    unknown = set(found) - _SLOT_KEYS
    if unknown:
        raise ExtractionError(
            f"{where}: unknown key {min(unknown)!r}.", f"Known: {sorted(_SLOT_KEYS)}."
        )
    form = found.get("form", "name")
    if form not in FORMS:
        raise ExtractionError(f"{where}: form {form!r} is none of {', '.join(FORMS)}.")
    return Slot(
        paths=_paths(found.get("paths", []), where),
        types=_types(found.get("types", []), where),
        form=form,
        lemmas=frozenset(found.get("lemmas", [])),
        without=frozenset(found.get("without", [])),
        required=bool(found.get("required", False)),
        value=found.get("value"),
        prefer=_types(found.get("prefer", []), where),
        described=frozenset(found.get("described", [])),
        spread=bool(found.get("spread", False)),
        definite=form == "phrase" and not found.get("indefinite", False),
    )


_FRAME_KEYS = {
    "id",
    "lemmas",
    "pos",
    "particle",
    "subject",
    "object",
    "action",
    "role",
    "amount",
    "amount_units",
    "needs_amount",
    "sign",
    "figures",
    "without_amount",
    "with_words",
    "without_words",
    "governors",
    "needs",
    "lacks",
    "tags",
    "deps",
    "modality",
    "fixed_modality",
    "only",
    "needs_time",
    "without_time",
    "orphan",
    "polarity",
    "fixed_polarity",
    "takes_time",
    "takes_period",
    "distinct",
    "speaker_is_subject",
    "own_voice",
    "rare",
    "confidence",
}


def _frame(found: dict[str, Any], kind: Kind, where: str) -> Frame:
    unknown = set(found) - _FRAME_KEYS
    if unknown:
        raise ExtractionError(
            f"{where}: unknown key {min(unknown)!r}.", f"Known: {sorted(_FRAME_KEYS)}."
        )
    if not found.get("lemmas") or not found.get("id"):
        raise ExtractionError(f"{where}: a frame needs `id` and `lemmas`.")
    action = found.get("action")
    if action is not None and action not in ACTIONS.get(kind, ()):
        raise ExtractionError(f"{where}: {kind} has no action {action!r}.")
    try:
        modality = Modality(found.get("modality", "asserted"))
        polarity = Polarity(found.get("polarity", "affirmed"))
        only = frozenset(Modality(name) for name in found.get("only", []))
    except ValueError as error:
        raise ExtractionError(f"{where}: {error}.") from error
    pos = found.get("pos", ["VERB"])
    words = found.get("with_words", [])
    if words and isinstance(words[0], str):
        words = [words]
    return Frame(
        id=f"{kind.value}/{found['id']}",
        kind=kind,
        lemmas=frozenset(found["lemmas"]),
        pos=frozenset([pos] if isinstance(pos, str) else pos),
        particle=frozenset(found.get("particle", [])),
        subject=_slot(found.get("subject", {"paths": ["agent"]}), f"{where}, subject"),
        object=_slot(found.get("object", {}), f"{where}, object"),
        action=action,
        role=_slot(found["role"], f"{where}, role") if "role" in found else None,
        amount=frozenset(found.get("amount", [])),
        amount_units=frozenset(found.get("amount_units", [])),
        needs_amount=bool(found.get("needs_amount", False)),
        sign=int(found.get("sign", 0)),
        figures=found.get("figures", ""),
        without_amount=bool(found.get("without_amount", False)),
        with_words=tuple(frozenset(group) for group in words),
        without_words=frozenset(found.get("without_words", [])),
        governors=frozenset(found.get("governors", [])),
        needs=_paths(found.get("needs", []), f"{where}, needs"),
        lacks=_paths(found.get("lacks", []), f"{where}, lacks"),
        tags=frozenset(found.get("tags", [])),
        deps=frozenset(found.get("deps", [])),
        modality=modality,
        fixed_modality=bool(found.get("fixed_modality", False)),
        only=only,
        needs_time=bool(found.get("needs_time", False)),
        without_time=bool(found.get("without_time", False)),
        orphan=bool(found.get("orphan", False)),
        polarity=polarity,
        fixed_polarity=bool(found.get("fixed_polarity", False)),
        takes_time=bool(found.get("takes_time", True)),
        takes_period=bool(found.get("takes_period", True)),
        distinct=bool(found.get("distinct", True)),
        speaker_is_subject=bool(found.get("speaker_is_subject", False)),
        own_voice=bool(found.get("own_voice", False)),
        rare=bool(found.get("rare", False)),
        confidence=float(found.get("confidence", 0.75)),
    )


def read_frames(path: Path) -> tuple[list[Frame], list[Example]]:
    """Return the frames and examples of one TOML file.

    Raises:
        ExtractionError: The file is not TOML, or says something that no frame may say.
    """
    found = tables(path)
    try:
        kind = Kind(found.get("kind", ""))
    except ValueError as error:
        known = ", ".join(Kind)
        raise ExtractionError(f"{path}: unknown kind.", f"Known kinds: {known}.") from error
    frames = [
        _frame(table, kind, f"{path}, frame {number}")
        for number, table in enumerate(found["frame"], 1)
    ]
    examples = [
        Example(
            kind=kind,
            text=table["text"].strip(),
            claims=tuple(table.get("claims", ())),
            title=table.get("title", ""),
            date=table.get("date"),
            paraphrase=bool(table.get("paraphrase", False)),
        )
        for table in found.get("example", [])
    ]
    return frames, examples


def _files(folders: tuple[Path, ...]) -> Iterator[Path]:
    for folder in folders:
        if not folder.is_dir():
            raise ExtractionError(f"No folder of frames at {folder}.", "Give a folder of *.toml.")
        yield from sorted(folder.glob("*.toml"))


def load_frames(*folders: Path) -> FrameSet:
    """Return all frames of these folders, in order of folder, file and place in the file.

    Raises:
        ExtractionError: A folder is missing, a file is malformed, or two frames share an id.
    """
    frames: list[Frame] = []
    examples: list[Example] = []
    for path in _files(folders):
        more_frames, more_examples = read_frames(path)
        frames += more_frames
        examples += more_examples
    by_id: dict[str, Frame] = {}
    for frame in frames:
        if frame.id in by_id:
            raise ExtractionError(f"Two frames are called {frame.id!r}.", "Rename one of them.")
        by_id[frame.id] = frame
    by_lemma: dict[str, list[Frame]] = {}
    by_word: dict[tuple[str, str], list[Frame]] = {}
    by_act: dict[tuple[Kind, str | None], list[Frame]] = {}
    for frame in frames:
        by_act.setdefault((frame.kind, frame.action), []).append(frame)
        for lemma in sorted(frame.lemmas):
            by_lemma.setdefault(lemma, []).append(frame)
            for pos in sorted(frame.pos):
                by_word.setdefault((lemma, pos), []).append(frame)
    return FrameSet(
        tuple(frames),
        tuple(examples),
        {lemma: tuple(found) for lemma, found in by_lemma.items()},
        {word: tuple(found) for word, found in by_word.items()},
        {act: tuple(found) for act, found in by_act.items()},
        frozenset(pos for _, pos in by_word),
        by_id,
    )
