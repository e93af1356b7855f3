"""Mend what trees often get wrong and no tree of Universal Dependencies can be.

https://universaldependencies.org/u/dep/conj.html: what is joined hangs on what comes first.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from spacy.tokens import Doc

_BEFORE_SUM = frozenset({"about", "up", "as", "at", "around", "some", "more", "roughly", "over"})
_WORTH = frozenset({"worth", "valued"})
_HONORIFICS = frozenset(
    {"dr", "mr", "mrs", "ms", "sir", "dame", "lord", "lady", "prof", "professor"}
)
_PARTS = frozenset({"unit", "subsidiary", "division", "arm", "affiliate"})
_SAYING = frozenset({"said", "says", "announced", "announces", "added", "reported", "confirmed"})
_HYPHENS = frozenset({"-", "‑", "–"})
_INTO = frozenset({"into", "in", "on", "towards", "toward"})
_OF_NOUN = frozenset({"case", "det", "nmod:poss", "amod", "nummod", "compound"})


@dataclass(frozen=True, slots=True)
class Tree:
    """The trees of a text, as arrays with a place for each token; they are mended in place.

    `names` gives the number of a relation by its name, `nouns` the numbers of the parts of
    speech of nouns and proper nouns, `proper` that of the latter and
    `verb` that of verbs.
    """

    text: Doc
    pos: NDArray[np.uint64]
    deps: NDArray[np.uint64]
    heads: NDArray[np.int64]
    names: dict[str, np.uint64]
    nouns: frozenset[int]
    proper: int
    verb: int

    def is_(self, at: int, *relations: str) -> bool:
        """Tell whether a token has one of these relations."""
        return any(self.deps[at] == self.names[r] for r in relations if r in self.names)

    def above(self, at: int) -> list[int]:
        """Return what a token hangs on, and what that hangs on, up to the root."""
        found: list[int] = []
        while int(self.heads[at]) != at and int(self.heads[at]) not in found:
            at = int(self.heads[at])
            found.append(at)
        return found

    def below(self, at: int) -> list[int]:
        """Return the tokens that hang on a token, in text order."""
        return [k for k in np.flatnonzero(self.heads == at).tolist() if k != at]


def join_subjects(tree: Tree) -> None:
    """Hang a name that is joined to a subject on it: "Acme and (Zenith Bank) announced a venture".

    Trees sometimes hang the second on the verb that follows.
    """
    if "conj" not in tree.names:
        return
    joined = tree.deps == tree.names["conj"]
    for i in np.flatnonzero(joined & (tree.heads > np.arange(len(tree.heads)))).tolist():
        head = int(tree.heads[i])
        own = [i, *(k for k in tree.below(i) if k < i)]
        linked = any(tree.is_(k, "cc") for word in own for k in tree.below(word))
        if int(tree.pos[i]) not in tree.nouns or not linked:
            continue
        acting = [k for k in tree.below(head) if k < i and tree.is_(k, "nsubj", "nsubj:pass")]
        if acting and int(tree.pos[acting[-1]]) in tree.nouns:
            tree.heads[i] = acting[-1]


def join_names(tree: Tree) -> None:
    """Take what "and" ties on for joined, not for another name: "Acme and the network (Zenith) merge"."""
    if "appos" not in tree.names:
        return
    for i in np.flatnonzero(tree.deps == tree.names["appos"]).tolist():
        if tree.heads[i] < i and any(tree.is_(k, "cc") and k < i for k in tree.below(i)):
            tree.deps[i] = tree.names["conj"]


def join_siblings(tree: Tree) -> None:
    """Hang what "and" ties on to what stands before it: "a venture between Acme and (Zenith)".

    Only what is joined has a conjunction of its own; trees sometimes hang both on one word.
    """
    if not {"cc", "conj"} <= tree.names.keys():
        return
    for k in np.flatnonzero(tree.deps == tree.names["cc"]).tolist():
        i = int(tree.heads[k])
        if i <= k or int(tree.pos[i]) not in tree.nouns or not tree.is_(i, "nmod", "obl", "obj"):
            continue
        head = int(tree.heads[i])
        before = [
            s
            for s in tree.below(head)
            if head < s < k and tree.deps[s] == tree.deps[i] and int(tree.pos[s]) in tree.nouns
        ]
        if before and (before[-1] == k - 1 or max(tree.below(before[-1]), default=-1) == k - 1):
            tree.heads[i], tree.deps[i] = before[-1], tree.names["conj"]


def name_descriptions(tree: Tree) -> None:
    """Hang a name on the noun that describes it: "the battery maker (Zenith)".

    A compound stands before what it is a part of; where trees hang a name on something before it,
    the noun that it follows at once tells who it is.
    """
    if not {"compound", "flat"} <= tree.names.keys():
        return
    wrong = (tree.deps == tree.names["compound"]) & (tree.heads < np.arange(len(tree.heads)))
    for i in np.flatnonzero(wrong).tolist():
        noun, top = i - 1, int(tree.heads[i])
        plain = noun > top and int(tree.pos[noun]) in tree.nouns - {tree.proper}
        if int(tree.pos[i]) != tree.proper or not plain:
            continue
        if int(tree.heads[noun]) == i:
            tree.heads[noun] = top
        if i not in tree.above(noun):
            tree.heads[i], tree.deps[i] = noun, tree.names["flat"]


def set_off_names(tree: Tree) -> None:
    """Make a name that a comma parts from what it hangs on no part of it: "sell its towers, (Ann Lee), its head, said".

    A compound stands before what it is a part of.
    """
    if not {"compound", "appos"} <= tree.names.keys():
        return
    wrong = (tree.deps == tree.names["compound"]) & (tree.heads < np.arange(len(tree.heads)))
    for i in np.flatnonzero(wrong).tolist():
        parted = any(tree.text[k].text == "," for k in range(int(tree.heads[i]) + 1, i))
        if int(tree.pos[i]) == tree.proper and parted:
            tree.deps[i] = tree.names["appos"]


def name_objects(tree: Tree) -> None:
    """Make a name right behind a verb the object that it is: "allowed (Zenith Bank) to open branches".

    A compound stands before what it is a part of.
    """
    if not {"compound", "obj"} <= tree.names.keys():
        return
    wrong = (tree.deps == tree.names["compound"]) & (tree.heads < np.arange(len(tree.heads)))
    for i in np.flatnonzero(wrong).tolist():
        verb = int(tree.heads[i])
        if int(tree.pos[verb]) != tree.verb or int(tree.pos[i]) != tree.proper:
            continue
        below = tree.below(verb)
        first = min([i, *tree.below(i)])
        if first == verb + 1 and not any(tree.is_(k, "obj", "nsubj:pass") for k in below):
            tree.deps[i] = tree.names["obj"]


def name_units(tree: Tree) -> None:
    """Make a noun for a firm's part the head of the name right behind it: "said its unit (Orbit Labs) bought Zenith".

    Trees take it for what is said, for a modifier of the verb or of the name.
    """
    if not {"nsubj", "flat", "obj"} <= tree.names.keys():
        return
    for i in range(1, len(tree.text) - 2):
        name = _acting_behind(tree, i) if tree.text[i].lower_ in _PARTS else None
        if name is None:
            continue
        tree.heads[i], tree.deps[i] = tree.heads[name], tree.names["nsubj"]
        for k in range(i + 1, name):
            if not i < int(tree.heads[k]) <= name:
                tree.heads[k] = name
        for k in tree.below(name):
            if k < i:
                tree.heads[k] = i  # "its"
        tree.heads[name], tree.deps[name] = i, tree.names["flat"]


def _acting_behind(tree: Tree, part: int) -> int | None:
    """Return the name right behind a noun that does what follows, where the tree parts the two."""
    name = part + 1
    if int(tree.pos[name]) != tree.proper:
        return None
    while int(tree.heads[name]) == name + 1 and int(tree.pos[name + 1]) == tree.proper:
        name += 1
    verb, up = int(tree.heads[name]), int(tree.heads[part])
    if verb <= name or not tree.is_(name, "nsubj") or int(tree.pos[verb]) != tree.verb:
        return None
    told = up < part and tree.is_(part, "obj", "ccomp") and tree.text[up].lower_ in _SAYING
    return name if told or up in (verb, *range(part + 1, name + 1)) else None


def free_titles(tree: Tree) -> None:
    """Make "chief executive" before "Dr" the title that it is: "Acme (Chief Executive) Dr Ann Lee".

    Trees take "executive" for an adjective of the honorific, and the firm for part of the name or of the verb.
    """
    if not {"nmod:desc", "compound", "amod"} <= tree.names.keys():
        return
    text = tree.text
    for i in range(1, len(text) - 2):
        if text[i].lower_ != "executive" or text[i - 1].lower_ != "chief":
            continue
        name = int(tree.heads[i + 1])
        known = text[i + 1].lower_.rstrip(".") in _HONORIFICS
        if not known or name <= i + 1 or int(tree.pos[name]) != tree.proper:
            continue
        if int(tree.heads[i]) not in (i + 1, name) or tree.is_(i, "nmod:desc"):
            continue
        tree.pos[i] = min(tree.nouns - {tree.proper})
        tree.heads[i], tree.deps[i] = name, tree.names["nmod:desc"]
        tree.heads[i - 1], tree.deps[i - 1] = i, tree.names["amod"]
        before = i - 2
        if before >= 0 and int(tree.pos[before]) == tree.proper and int(tree.heads[before]) > i - 1:
            tree.heads[before], tree.deps[before] = i, tree.names["compound"]


def join_generals(tree: Tree) -> None:
    """Make "general" behind an office a part of it: "The attorney (general) of Ohio, Ann Lee, said".

    Trees take the two for two subjects of a verb, or for a name of the second.
    """
    if not {"amod", "nsubj"} <= tree.names.keys():
        return
    for at in range(1, len(tree.heads)):
        office = at - 1
        if tree.text[at].text.lower() != "general" or int(tree.pos[office]) not in tree.nouns:
            continue
        above, end = (int(tree.heads[k]) for k in (office, at))
        if not (tree.is_(office, "nsubj") and tree.is_(at, "nsubj") and above in (end, at)):
            continue
        tree.heads[[k for k in tree.below(at) if k != office]] = office
        tree.heads[office], tree.deps[office] = end, tree.names["nsubj"]
        tree.heads[at], tree.deps[at] = office, tree.names["amod"]


def free_obliques(tree: Tree) -> None:
    """Let what has a preposition of its own stand by itself: "buys trucks (from Zenith Motors)".

    No part of a name and no other name of something has one.
    """
    if not {"obl", "case"} <= tree.names.keys():
        return
    for relation in ("flat", "appos", "dislocated"):
        if relation not in tree.names:
            continue
        for i in np.flatnonzero(tree.deps == tree.names[relation]).tolist():
            head = int(tree.heads[i])
            first = any(tree.is_(k, "case") and k < i for k in tree.below(i))
            if first and head < i and int(tree.pos[head]) == tree.verb:
                tree.deps[i] = tree.names["obl"]


def free_particles(tree: Tree) -> None:
    """Make "up" before a verb a part of the noun that it ends: "Robotics start-(up) Armature has hired".

    A particle follows its verb.
    """
    if not {"compound:prt", "compound"} <= tree.names.keys():
        return
    text = tree.text
    for i in np.flatnonzero(tree.deps == tree.names["compound:prt"]).tolist():
        verb = int(tree.heads[i])
        if not 0 < i < verb or text[i - 1].text not in _HYPHENS:
            continue
        acting = [k for k in tree.below(verb) if k > i and tree.is_(k, "nsubj", "nsubj:pass")]
        if acting:
            tree.heads[i], tree.deps[i] = acting[0], tree.names["compound"]


def free_numbers(tree: Tree) -> None:
    """Make a number before a preposition the object that it is: "poured (12 million) into a plant".

    It tells nothing of the noun behind the preposition, on which trees may hang it.
    """
    if not {"nummod", "compound", "case", "obj"} <= tree.names.keys():
        return
    for relation in ("nummod", "compound"):
        for i in np.flatnonzero(tree.deps == tree.names[relation]).tolist():
            noun = int(tree.heads[i])
            between = [k for k in tree.below(noun) if tree.is_(k, "case") and i < k < noun]
            verb = int(tree.heads[noun])
            if not between or tree.text[between[0]].lower_ not in _INTO or verb >= i:
                continue
            if int(tree.pos[verb]) == tree.verb and not any(
                tree.is_(k, "obj") for k in tree.below(verb)
            ):
                tree.heads[i], tree.deps[i] = verb, tree.names["obj"]


def take_up_to(tree: Tree) -> None:
    """Make what "up to" limits right behind a verb its object: "expects (up to a 9 percent rise)".

    The two words go with the number, and are no preposition: https://universaldependencies.org/u/dep/fixed.html.
    """
    if not {"fixed", "obj", "obl", "advmod"} <= tree.names.keys():
        return
    for to in np.flatnonzero(tree.deps == tree.names["fixed"]).tolist():
        up = int(tree.heads[to])
        if to != up + 1 or (tree.text[up].lower_, tree.text[to].lower_) != ("up", "to"):
            continue
        noun, verb = int(tree.heads[up]), up - 1
        if noun < to or not tree.is_(noun, "obl") or int(tree.heads[noun]) != verb:
            continue
        if not any(tree.is_(k, "obj") for k in tree.below(verb)):
            tree.deps[noun], tree.deps[up] = tree.names["obj"], tree.names["advmod"]


def make_passive(tree: Tree) -> None:
    """Make what an agent acts on the passive subject that it is: "(Acme) sued by Zenith".

    Headlines leave out "was". An `obl:agent` stands in the passive alone:
    https://universaldependencies.org/en/dep/obl-agent.html.
    """
    if not {"obl:agent", "nsubj:pass", "nsubj"} <= tree.names.keys():
        return
    for i in np.flatnonzero(tree.deps == tree.names["obl:agent"]).tolist():
        below = tree.below(int(tree.heads[i]))
        if any(tree.is_(k, "obj", "nsubj:pass", "cop") for k in below):
            continue
        for k in below:
            if k < i and tree.is_(k, "nsubj"):
                tree.deps[k] = tree.names["nsubj:pass"]


def free_subjects(tree: Tree) -> None:
    """Make a noun the subject of the verb behind it, no part of its object: "The (carmaker) will shut its Hull plant".

    What is compounded stands together; no verb parts it.
    """
    if not {"compound", "nsubj", "obj", "aux"} <= tree.names.keys():
        return
    for i in np.flatnonzero(tree.deps == tree.names["compound"]).tolist():
        thing = int(tree.heads[i])
        verb = int(tree.heads[thing])
        if int(tree.pos[thing]) == tree.verb and i < thing and tree.is_(i + 1, "aux"):
            verb = thing  # "The (chipmaker) would cut 300 jobs", as a part of the verb itself
        elif not i < verb < thing or not tree.is_(thing, "obj"):
            continue
        if int(tree.pos[verb]) != tree.verb:
            continue
        below = tree.below(verb)
        acts = any(tree.is_(k, "nsubj", "nsubj:pass") for k in below)
        if not acts and any(tree.is_(k, "aux") and i < k < verb for k in below):
            tree.heads[i], tree.deps[i] = verb, tree.names["nsubj"]


def name_actors(tree: Tree) -> None:
    """Make a noun before a verb without a subject the subject that it is: "Acme's (director), Ann Lee, hailed it".

    What a verb says of its subject (`xcomp`) follows it.
    """
    if not {"xcomp", "nsubj"} <= tree.names.keys():
        return
    for i in np.flatnonzero(tree.deps == tree.names["xcomp"]).tolist():
        verb = int(tree.heads[i])
        if not i < verb or int(tree.pos[i]) not in tree.nouns or int(tree.pos[verb]) != tree.verb:
            continue
        acts = any(tree.is_(k, "nsubj", "nsubj:pass", "csubj") for k in tree.below(verb))
        tied = any(tree.is_(k, "case", "mark", "cop") for k in tree.below(i) if k < i)
        if not acts and not tied and not _is_infinitive(tree, verb):
            tree.deps[i] = tree.names["nsubj"]


def free_actors(tree: Tree) -> None:
    """Hang who should act between "for" and "to" on the act: "time for (Acme) to sell".

    "For" marks the clause there, and its subject follows: https://universaldependencies.org/en/dep/mark.html.
    """
    if not {"mark", "nsubj"} <= tree.names.keys():
        return
    for at in range(len(tree.heads)):
        if not tree.is_(at, "mark") or tree.text[at].lower_ != "for":
            continue
        act = int(tree.heads[at])
        ends = [k for k in tree.below(act) if k > at and tree.is_(k, "mark")]
        if not ends or any(tree.is_(k, "nsubj", "nsubj:pass") for k in tree.below(act)):
            continue
        between = [
            k
            for k in range(at + 1, ends[0])
            if int(tree.pos[k]) in tree.nouns and not at < int(tree.heads[k]) < ends[0]
        ]
        if len(between) == 1 and between[0] not in (act, *tree.above(act)):
            tree.heads[between[0]], tree.deps[between[0]] = act, tree.names["nsubj"]


def mend_worth(tree: Tree) -> None:
    """Hang "worth" and "valued" with a sum on what is right before: "in a deal (worth $9 million)"."""
    text = tree.text
    for i in range(1, len(tree.heads) - 1):
        if text[i].text not in _WORTH or not _sum_follows(text, i + 1):
            continue
        if int(tree.pos[i - 1]) == tree.proper:
            _free_name(tree, i)
        elif int(tree.pos[i - 1]) in tree.nouns:
            _hang_worth(tree, i)
        elif text[i - 1].text == ",":
            _free_set_off(tree, i)


def _free_name(tree: Tree, worth: int) -> None:
    """Make a name before "worth" the head of both: "a deal with (Zenith Bank) worth $9 million".

    Trees often take "worth" for the noun and the name before it for a modifier.
    """
    name = worth - 1
    modifies = int(tree.heads[name]) == worth and tree.is_(name, "compound", "nmod")
    if not modifies or tree.text[worth].text != "worth":
        return
    root = int(tree.heads[worth]) == worth
    tree.heads[name] = name if root else tree.heads[worth]
    tree.deps[name] = tree.deps[worth]
    for k in tree.below(worth):
        if k < name and tree.is_(k, *_OF_NOUN):
            tree.heads[k] = name
    tree.heads[worth], tree.deps[worth] = name, tree.names["acl"]


def _hang_worth(tree: Tree, worth: int) -> None:
    """Hang "worth" on a noun right before: "bought Zenith in a deal (worth $9 million)".

    What the deal is for hangs on it, too, not on its worth: "a deal worth $9 million (to build ships)", "a
    deal valued at $9 million (to build ships)".
    """
    noun = worth - 1
    if tree.text[worth].text == "worth" and _is_loose(tree, worth):
        tree.heads[worth], tree.deps[worth] = noun, tree.names["acl"]
    if int(tree.heads[worth]) == noun:
        for k in tree.below(worth):
            if k > worth and _is_infinitive(tree, k):
                tree.heads[k], tree.deps[k] = noun, tree.names["acl"]


def _free_set_off(tree: Tree, worth: int) -> None:
    """Hang what follows "valued" and a comma on the verb before: "awarded the order, valued at $9 million, (to Zenith)"."""
    noun = int(tree.heads[worth])
    if noun >= worth or not tree.is_(noun, "obj", "nsubj:pass"):
        return
    for k in tree.below(worth):
        if k > worth and tree.is_(k, "obl"):
            case = next((c for c in tree.below(k) if tree.is_(c, "case") and c < k), 0)
            if case and tree.text[case - 1].text == ",":
                tree.heads[k] = tree.heads[noun]


def _is_loose(tree: Tree, worth: int) -> bool:
    """Tell whether "worth" right behind a noun does not tell of it, nor anything of a subject."""
    head = int(tree.heads[worth])
    if head == worth or (head == worth - 1 and tree.is_(worth, "acl", "amod")):
        return False
    if worth in tree.above(worth - 1):
        return False  # the noun hangs on it: "the stock is worth $9 million"
    return not any(tree.is_(k, "cop", "nsubj", "aux") for k in tree.below(worth))


def _is_infinitive(tree: Tree, at: int) -> bool:
    """Tell whether a word is a verb behind "to" that hangs as a clause."""
    if int(tree.pos[at]) != tree.verb or not tree.is_(at, "acl", "advcl", "xcomp"):
        return False
    return any(tree.is_(k, "mark") and tree.text[k].lower_ == "to" for k in tree.below(at))


def _sum_follows(text: Doc, at: int) -> bool:
    """Tell whether a sum stands at a place of a text: "$9 million", "about 9 million euros", "up to €9m"."""
    word = text[at].text
    return not word.isalpha() or word.lower() in _BEFORE_SUM
