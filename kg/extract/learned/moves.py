"""Posts and employers that a sentence tells of beside the move that a claim is of.

Who is succeeded often goes somewhere else: of "names Ann Lee as its head, replacing Bo Ek, who will become
chairman of Zenith" Zenith gets Bo Ek, and Ann Lee neither it nor that chair.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.extract import tree
from kg.extract.learned.marked import words
from kg.extract.learned.parties import ELSEWHERE
from kg.extract.learned.reading import KINDS
from kg.extract.posts import taken_by
from kg.extract.sayers import is_reporting
from kg.extract.wording import names_of
from kg.model import ORGANIZATION_LABELS, Kind

if TYPE_CHECKING:
    from kg.extract.learned.rows import Row
    from kg.extract.learned.text import Text

_TITLED = ("appos", "nmod:desc", "parataxis", "list")


def _takes(t: Text, verb: int, row: Row) -> bool:
    """Tell whether who takes up a post by a verb is whom a row is of; whether, too, where nobody is told."""
    told = [n for one in tree.agents(t.tokens[verb]) for n in names_of(one, t.context)]
    return not told or any(n.text == row.actor.text for n in told)


def is_post_elsewhere(t: Text, row: Row, i: int) -> bool:
    """Tell whether a post of the sentence is not what a row tells of: another's, or not the one that is left.

    Args:
        t: The text.
        row: The row, of a position.
        i: The noun of the post.
    """
    kind, verb = KINDS[row.kind], taken_by(t.a, i)
    firm = held_at(t, i)
    if firm is not None and row.object is not None and row.object.form not in ELSEWHERE:
        return firm != t.root[row.object.at]
    if kind is not Kind.ROLE and _only_speaks(t, row, i):
        return True
    if verb is None or verb == row.trigger:
        other = _is_own_elsewhere(t, row, i) or _is_anothers(t, row, i)
        return kind is Kind.APPOINTMENT and other
    own = _takes(t, verb, row)
    if kind is Kind.ROLE and own and row.object is not None:
        return row.object.form not in ELSEWHERE and taken_by(t.a, row.object.at) != verb
    return own if kind is Kind.DEPARTURE else not own


def held_at(t: Text, i: int) -> int | None:
    """Return the organization of whose clause with "where" a post is part: Acme, in "joins from Acme, where she was (treasurer)".

    It is named right before "where", whatever the tree hangs the clause on.
    """
    a = t.a
    for up in (i, *a.ancestors(i)):
        opener = next((k for k in a.children(up, "advmod") if a.lower[k] == "where"), None)
        if opener is not None and a.dep[up] == "acl:relcl":
            before = opener - 1 - (a.word[opener - 1] == ",")
            return t.root[before] if t.label[before] in ORGANIZATION_LABELS else None
    return None


def is_formerly_of(t: Text, row: Row) -> bool:
    """Tell whether an organization is only where somebody was, in whatever post: "Ann Lee, formerly of Acme, as chairman"."""
    if KINDS[row.kind] is not Kind.ROLE or row.object is None or row.object.form in ELSEWHERE:
        return False
    first = t.a.name(row.object.at)[0] if t.label[row.object.at] else row.object.at
    before = t.a.lower[max(first - 2, 0) : first]
    return (
        len(before) == 2
        and before[0] in words("formerly.words")
        and before[1] in words("formerly.at")
    )


def _only_speaks(t: Text, row: Row, i: int) -> bool:
    """Tell whether a post is that of somebody who says what a row tells of: "'Mr Doe stays,' a spokeswoman said"."""
    a, verb = t.a, t.a.head[i]
    if not a.dep[i].startswith("nsubj") or verb == row.trigger or not is_reporting(a, verb):
        return False
    told = a.children(i, "appos", "flat", "nmod:desc", "compound")
    own = range(a.left[i], a.right[i] + 1)
    return row.actor.token.i not in own and not any(a.label[k] == "PERSON" for k in told)


def _is_own_elsewhere(t: Text, row: Row, i: int) -> bool:
    """Tell whether a post beside a name is the one at another firm: "Zenith chief Ann Lee", "Ann Lee, now head of Zenith"."""
    a, at = t.a, row.actor.token.i
    if a.dep[i] not in _TITLED or a.head[i] != at or row.object is None:
        return False
    near = range(a.left[i], a.right[i] + 1)
    named = [k for k in near if t.label[k] in ORGANIZATION_LABELS and t.root[k] == k]
    chains = {entry.chain for k in named for entry in t.context.chains.all(t.tokens[k])}
    return bool(named) and row.object.at not in named and row.object.chain not in chains


def _is_anothers(t: Text, row: Row, i: int) -> bool:
    """Tell whether a post is the title of another, whom nobody succeeds: "chose Ann Lee, who beat sales chief Bo Ek"."""
    a, k = t.a, i + 1
    if k >= len(a) or a.label[k] != "PERSON" or a.head[row.actor.token.i] == i:
        return False
    if t.root[k] in (t.root[row.actor.token.i], t.root[row.subject.at]):
        return False
    return not any(a.lemma[n] in words("following.words") for n in range(*a.sents[a.sent[i]]))


def is_of_other_move(t: Text, row: Row) -> bool:
    """Tell whether the organization of a row is where somebody else goes, or where goes who leaves another.

    It may be the same where the sentence names no other.
    """
    kind, party = KINDS[row.kind], row.object
    if kind not in (Kind.APPOINTMENT, Kind.DEPARTURE) or party is None or party.form in ELSEWHERE:
        return False
    verb = taken_by(t.a, party.at)
    if verb is None or verb == row.trigger or not _names_another(t, party.at):
        return False
    own = _takes(t, verb, row)
    return own and verb > row.trigger if kind is Kind.DEPARTURE else not own


def _names_another(t: Text, i: int) -> bool:
    """Tell whether a sentence names another organization than the one there."""
    own = {entry.chain for entry in t.context.chains.all(t.tokens[i])}
    found = {
        entry.chain
        for k in range(*t.a.sents[t.a.sent[i]])
        if t.root[k] == k
        for entry in t.context.chains.all(t.tokens[k])
        if entry.label in ORGANIZATION_LABELS
    }
    return bool(found - own)
