"""What a person needs to decide: proposals, the claims and names meant, and the file to write to."""

from __future__ import annotations

import difflib
import io
import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from kg import decided
from kg.catalog import Catalog, Head
from kg.corrections import readings, rejectable
from kg.decided import Decided
from kg.errors import NotFoundError, SourceError
from kg.iri import claim_iri
from kg.ledger import open_book
from kg.model import ORGANIZATION_LABELS, Claim, Entity
from kg.rdf.store import existing_folder, open_store
from kg.records import Record, Records, write_whole
from kg.resolve import Resolution, resolve
from kg.resolve.decisions import (
    FIELDS,
    FILE,
    Decision,
    decision_from_json,
    decision_line,
    name_decisions,
)
from kg.resolve.decisions_claims import ClaimDecisions, Step, snapshot
from kg.resolve.decisions_people import People, name_hash, withdraw
from kg.resolve.decisions_values import correction
from kg.resolve.model import ENTITY_CLASSES
from kg.resolve.renamed import in_text as renamings

SHAKY = 0.85
"""Score up to which names that were joined are proposed to be kept apart."""

LEAST_ID = 4
"""Characters of an id that are asked for at least, as git does."""

PERSON = "Person"
"""Type of the entities whose data can be withdrawn."""

_CAPITAL = re.compile(r"(?<=[a-z])(?=[A-Z])")


@dataclass(frozen=True, slots=True)
class Reach:
    """What a withdrawal takes out: `claims` go, and `articles` lose a name in their stored texts or their data."""

    claims: int
    articles: int


@dataclass(frozen=True, slots=True)
class Desk:
    """A store and its decisions, as a person reviews them.

    Args:
        store: The store folder.
    """

    store: Path

    def decided(self, *more: Path) -> Decided:
        """Return the decisions that the next build would find, and those of more files."""
        folders = decided.load(self.store, []).folders
        # A file made since the last build stands where `file` puts one.
        return decided.load(self.store, [], named=[*decided.files_of(folders), *more])

    def catalog(self) -> Catalog:
        """Return what the store knows of its articles.

        Raises:
            StoreError: There is no store.
        """
        return Catalog(Records(existing_folder(self.store)))

    def file(self, given: Path | None = None) -> Path:
        """Return the file that decisions are written to.

        Args:
            given: The file that the person names.

        Raises:
            NotFoundError: It is not clear which file; the remedy tells how to name it.
        """
        if given is not None:
            return given
        found = self.decided()
        if found.files and len(found.files) == 1:
            return Path(next(iter(found.files)))
        if len(found.folders) == 1 and Path(found.folders[0]).is_dir():
            return Path(found.folders[0]) / FILE
        raise NotFoundError(
            "It is not clear which file of decisions to write.",
            f"Name it with --decisions, say --decisions sources/{FILE}.",
        )

    def claims(self) -> Iterator[Claim]:
        """Yield all claims as they stand: as found, with the decisions about them."""
        about = self.decided().claims()
        with self.catalog() as catalog:
            for head in catalog.sorted():
                yield from about.apply(head.id, catalog.claims(head))

    def claim(self, text: str) -> Claim:
        """Return the claim that a person means: by its IRI, the last part of it, or how its hash begins.

        A claim that was corrected answers to what it was called before, too.

        Raises:
            NotFoundError: There is none, or there are several.
        """
        text = text.strip().strip("<>")

        def means(name: str) -> bool:
            return name == text or (
                len(text) >= LEAST_ID
                and (name.rpartition(".")[2].startswith(text) or name.rpartition("/")[2] == text)
            )

        about = self.decided().claims()
        with self.catalog() as catalog:
            found = [
                claim
                for head in catalog.sorted()
                for claim, names in about.named(head.id, catalog.claims(head))
                if any(map(means, names))
            ]
        if len(found) != 1:
            many = "Several claims begin so" if found else "There is no such claim"
            raise NotFoundError(f"{many}: {text!r}.", "'kg claims --format jsonl' shows the ids.")
        return found[0]

    def steps(self, article: str) -> list[Step]:
        """Return what decisions did to the claims of an article in the last build, earliest first.

        Args:
            article: Its id.

        Raises:
            StoreError: There is no store.
        """
        about = decided.remembered(self.store).claims()
        with self.catalog() as catalog:
            head = catalog.get(article)
            return about.steps(article, catalog.claims(head)) if head else []

    def articles(self, ids: Sequence[str]) -> list[Head]:
        """Return the heads of articles by their ids.

        Raises:
            NotFoundError: There is no such article, as it was withdrawn or for want of one; then
                the remedy has near matches.
        """
        with self.catalog() as catalog:
            known = {head.id: head for head in catalog.sorted()}
        for id_ in ids:
            if id_ not in known:
                removal = self.decided().removal(id_)
                if removal is not None:
                    why = f": {removal.why}" if removal.why else ""
                    raise NotFoundError(
                        f"{id_!r} was withdrawn already, by {removal.by} on {removal.day}{why}.",
                        f"'kg review dismiss {removal.id[:8]}' brings it back at the next build.",
                    )
                near = difflib.get_close_matches(id_, known, n=3)
                hint = f"Did you mean {' or '.join(map(repr, near))}?" if near else ""
                raise NotFoundError(f"There is no article {id_!r}.", hint)
        return [known[id_] for id_ in dict.fromkeys(ids)]

    def returned(self) -> frozenset[str]:
        """Return the ids of articles that are there though they were withdrawn: their content has changed since."""
        found = self.decided()
        with self.catalog() as catalog:
            heads = catalog.sorted()
            return frozenset(h.id for h in heads if found.outrun(h.id, h.content) is not None)

    def names_of(self, person: str, *, force: bool = False) -> list[str]:
        """Return the full spellings under which a person is known, the given one first.

        A single word of a longer name is left out: others bear it too.

        Args:
            person: The name as articles write it; case, accents and initials make no difference.
            force: Take the name even if no person of the graph bears it.

        Raises:
            NotFoundError: No person of the graph bears the name; the remedy has
                near matches, or the message says what else is called so.
        """
        given = name_hash("", person)
        if not given[1]:
            raise NotFoundError(f"{person!r} is no name.", "Give the name as articles write it.")
        entities = self._entities()
        same = [each for each in entities if given in _hashes(each)]
        persons = [each for each in same if each.type == PERSON]
        if not persons and not force:
            raise _no_person(person, same, entities)
        others = sorted({name for each in persons for name in each.names if " " in name})
        names = list(dict.fromkeys([person, *others]))
        longer = [name for name in names if name_hash("", name)[1] > 1]
        return [
            name
            for name in names
            if name in longer or not any(map(_people_of([name]).named, longer))
        ]

    def _entities(self) -> tuple[Entity, ...]:
        links = name_decisions(self.decided().force)
        return tuple(resolve(list(self.claims()), decisions=links).entities)

    def reach(self, names: Iterable[str]) -> Reach:
        """Return what goes when the data of a person of these names is withdrawn.

        Args:
            names: The spellings of the name.
        """
        people = _people_of(names)
        claims = articles = 0
        with self.catalog() as catalog:
            for head in catalog.sorted():
                record = catalog.record(head)
                found = record and withdraw(people, record.article, record.claims)
                if record and found:
                    articles += 1
                    claims += len(record.claims) - len(found[1])
        return Reach(claims, articles)

    def proposals(self, by: str, at: str, *, most: int = 20) -> list[Decision]:
        """Return what a person might decide about names that look alike and doubtful claims.

        Names of which an article tells that the one is the other's old name are proposed to be
        merged first, then those alike that were left apart; those that were
        joined for weak reasons to be split, claims that other articles or
        their own sentences read otherwise to be corrected, and claims that are
        hardly believed, deny nothing and make no promise to be rejected. What was decided, proposed or dismissed before is not
        proposed again, and no more are made than keep those that wait within the limit.

        Args:
            by: Who asks for proposals.
            at: When, in ISO 8601.
            most: How many of each sort may wait; the likeliest are made first.

        Raises:
            StoreError: There is no store, or its index can't be read.
        """
        found = self.decided()
        claims, asked = self._asked(found)
        resolution = resolve(claims.values(), decisions=name_decisions(found.force))
        room = _room(found.known, resolution, asked, most)
        with self.catalog() as catalog:
            records = filter(None, map(catalog.record, catalog.sorted()))
            told = list(_renamed(resolution, records, found.known))
        made = [_proposed("merge", by, at, why, names=pair) for pair, why in told[: room["merge"]]]
        room["merge"] -= len(made)
        made += _about_names(resolution, (*found.known, *made), by, at, room)
        settled = {name: _settled(decisions) for name, decisions in asked.items()}
        with self.catalog() as catalog:

            def record(article: str) -> Record | None:
                head = catalog.get(article)
                return catalog.record(head) if head else None

            book = open_book(open_store(self.store))
            better = readings(book, claims, record, settled)
        made += [
            correction(claims[each.claim], each.set, by, at, each.why, status="proposed")
            for each in better[: room["correct"]]
        ]
        closed = {name for name, decisions in asked.items() if not all(map(_left_open, decisions))}
        closed |= {each.claim for each in better[:most]}
        doubtful = [name for name in rejectable(book, claims) if name not in closed]
        for name in doubtful[: room["reject"]]:
            why = f"confidence {claims[name].confidence:.2f}"
            was = snapshot(claims[name])
            made.append(_proposed("reject", by, at, why, claim=name, was=was))
        return made

    def _asked(self, found: Decided) -> tuple[dict[str, Claim], dict[str, tuple[Decision, ...]]]:
        """Return all claims as they stand by IRI, and what was decided or proposed about them."""
        about, every = found.claims(), ClaimDecisions(found.known)
        claims: dict[str, Claim] = {}
        asked: dict[str, tuple[Decision, ...]] = {}
        with self.catalog() as catalog:
            for head in catalog.sorted():
                for claim, decisions in about.answered(head.id, catalog.claims(head), every):
                    claims[claim_iri(claim)] = claim
                    if decisions:
                        asked[claim_iri(claim)] = decisions
        return claims, asked


def _about_names(
    resolution: Resolution, decisions: Iterable[Decision], by: str, at: str, room: Mapping[str, int]
) -> list[Decision]:
    """Return proposals to merge names and to keep names apart."""
    names = {frozenset(each.names) for each in decisions if each.names}
    shaky = [each for each in resolution.merges if each.score <= SHAKY]
    shaky.sort(key=lambda each: each.score)
    made: list[Decision] = []
    for kind, alike in (("merge", resolution.candidates), ("split", shaky)):
        fresh = []
        for each in alike:
            pair = frozenset((each.a.name, each.b.name))
            if len(pair) == 2 and pair not in names:
                names.add(pair)
                state = "joined" if kind == "split" else "left apart"
                likely = f"{state}, {each.score:.2f} of 1 that they are one"
                why = f"{likely}: {'; '.join(each.reasons)}"
                fresh.append(_proposed(kind, by, at, why, names=tuple(sorted(pair))))
        made += fresh[: room[kind]]
    return made


def _renamed(
    resolution: Resolution, records: Iterable[Record], decisions: Iterable[Decision]
) -> Iterator[tuple[tuple[str, ...], str]]:
    """Yield names of two things of which an article tells that they are one's old and new, with the words."""
    asked = {frozenset(each.names) for each in decisions if each.names}
    firms = {ENTITY_CLASSES[label] for label in ORGANIZATION_LABELS}
    told_by = [
        (name, each.iri)
        for each in resolution.entities
        if each.type in firms
        for name in each.names
    ]
    bearers = Counter(name for name, _ in told_by)
    owner = {name: iri for name, iri in told_by if bearers[name] == 1}
    for record in records:
        for told, sentence in renamings(record.article.text, owner):
            pair = tuple(sorted((told.old, told.new)))
            if owner[told.old] != owner[told.new] and frozenset(pair) not in asked:
                asked.add(frozenset(pair))
                yield pair, f"{record.article.id}: “{sentence}”"


def _room(
    known: Iterable[Decision],
    resolution: Resolution,
    asked: Mapping[str, Iterable[Decision]],
    most: int,
) -> dict[str, int]:
    """Return how many proposals of each sort may be added; those about what is gone don't count."""
    names = {name for entity in resolution.entities for name in entity.names}
    claims = {decision.key for decisions in asked.values() for decision in decisions}
    waiting = Counter(
        each.kind
        for each in known
        if each.status == "proposed"
        and (each.key in claims if each.claim else names.issuperset(each.names))
    )
    return {kind: max(0, most - waiting[kind]) for kind in ("merge", "split", "correct", "reject")}


def _settled(decisions: Iterable[Decision]) -> frozenset[str]:
    """Return the fields of a claim that a person decided about; all of them while a proposal is open."""
    found: set[str] = set()
    for each in decisions:
        found |= set(FIELDS) if each.status == "proposed" else set(each.set)
    return frozenset(found)


def _left_open(decision: Decision) -> bool:
    """Tell whether a decision leaves it open whether the claim is to be rejected."""
    return decision.kind == "correct" and decision.status == "dismissed"


def _proposed(kind: str, by: str, at: str, why: str, **fields: Any) -> Decision:
    return Decision(kind=kind, by=by, at=at, why=why, status="proposed", **fields)


def _hashes(entity: Entity) -> set[tuple[str, int]]:
    return {name_hash("", name) for name in entity.names}


def _no_person(person: str, same: Sequence[Entity], entities: Sequence[Entity]) -> NotFoundError:
    """Say that a name is borne by no person, but by something else or by nobody."""
    if same:
        what = " and ".join(sorted({_CAPITAL.sub(" ", each.type).lower() for each in same}))
        return NotFoundError(
            f"{person!r} is not a person; the graph has it as {what}.",
            "'kg remove ARTICLE' withdraws articles. If it is a person all the same, add --force.",
        )
    names = sorted({name for each in entities if each.type == PERSON for name in each.names})
    near = difflib.get_close_matches(person, names, n=3)
    hint = f"Did you mean {' or '.join(near)}? " if near else ""
    return NotFoundError(
        f"No person of the graph is called {person!r}.",
        f"{hint}--force withdraws a name that the graph does not have as a person (yet).",
    )


def _people_of(names: Iterable[str]) -> People:
    hashes = tuple(name_hash("", name) for name in names)
    return People((Decision(kind="withdraw", by="", at="", salt="", hashes=hashes),))


def withdrawal(names: Iterable[str], salt: str, by: str, at: str, why: str = "") -> Decision:
    """Return the decision that takes out a person's data.

    Args:
        names: The spellings of the name.
        salt: Characters that nobody can guess.
        by: Who decided.
        at: When, in ISO 8601.
        why: The reason, which must not hold the name.
    """
    hashes = tuple(sorted({name_hash(salt, name) for name in names}))
    return Decision(kind="withdraw", by=by, at=at, why=why, salt=salt, hashes=hashes)


# --- the file --------------------------------------------------------------------------


def append(path: Path, made: Iterable[Decision]) -> None:
    """Add decisions at the end of a file, each with its id; what is there stays as it is.

    Raises:
        SourceError: A decision is malformed, or the file can't be read.
        StoreError: The file can't be written.
    """
    text = _read(path)
    if text and not text.endswith("\n"):
        text += "\n"
    for decision in made:
        line = decision_line(replace(decision, given=decision.id))
        try:
            decision_from_json(json.loads(line))
        except ValueError as error:
            raise SourceError(f"Not a decision: {error}.") from error
        text += line
    write_whole(path, text)


def _read(path: Path) -> str:
    try:
        return path.read_text("utf-8-sig")
    except FileNotFoundError:
        return ""
    except (OSError, ValueError) as error:
        raise SourceError(f"Can't read {path}: {error}.") from error


def restate(
    desk: Desk, ids: Sequence[str], status: str, by: str, at: str, *, why: str = ""
) -> list[Decision]:
    """Accept or dismiss decisions in their files: all of them, or none where an id is wrong.

    Args:
        desk: The store and its decisions.
        ids: Their ids, or beginnings of them.
        status: The new status.
        by: Who decided so.
        at: When, in ISO 8601.
        why: The reason, in the place of the one that stands there; "" leaves that.

    Raises:
        NotFoundError: There is no such decision, or several.
        StoreError: A file can't be written.
    """
    known = desk.decided().known
    meant: dict[str, Decision] = {}
    for id_ in ids:
        found = {
            each.id: each for each in known if len(id_) >= LEAST_ID and each.id.startswith(id_)
        }
        if len(found) != 1:
            many = "Several decisions begin so" if found else "There is no such decision"
            raise NotFoundError(f"{many}: {id_!r}.", "'kg review' lists them.")
        meant |= found
    files: dict[str, list[str]] = {}
    done = []
    for decision in meant.values():
        new = replace(
            decision, status=status, by=by, at=at, why=why or decision.why, given=decision.id
        )
        name, _, number = decision.where.rpartition(":")
        if name not in files:
            files[name] = list(io.StringIO(_read(Path(name)), newline=""))
        files[name][int(number) - 1] = decision_line(new)
        done.append(new)
    for name, lines in files.items():
        write_whole(Path(name), "".join(lines))
    return done
