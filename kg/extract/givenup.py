"""What was planned and then given up, and the verbs with particles that tell it.

The words lie in `modality.toml`, beside those of every other modality.
"""

from __future__ import annotations

from kg.extract.arrays import Arrays
from kg.extract.cues import NEGATED, cues
from kg.extract.report_lists import report_lists


def is_given_up(a: Arrays, i: int) -> bool:
    """Tell whether what is planned is taken back at once: "wanted to buy it, but walked away", "and decided against it".

    So it is where somebody says so: "was to buy it, but its head said the idea had been dropped".
    """
    sets = cues().sets
    for told in a.children(i, "conj"):
        joined = {a.lower[c] for c in a.children(told, "cc")}
        # "Plans to sell its plant and pull out" is one plan; "looked at it and walked away" is not.
        if "but" not in joined and not ("and" in joined and _is_told_of_same(a, told)):
            continue
        clause = a.child(told, "ccomp") if a.lemma[told] in report_lists().say else None
        k = told if clause is None else clause
        subject = a.subject(k)
        if _decides_not_to(a, k):
            return True
        if is_not(a, k) or (clause is not None and subject is None):
            continue
        if subject is not None and a.lemma[subject] not in sets["matters"]:
            continue
        if _turns_away(a, k):
            return True
        of_it = any(a.lemma[c] in sets["matters"] for c in a.children(k, "obj", "nsubj:pass"))
        dropped = cues().look("over_noun", phrase_of(a, k)) == NEGATED
        if (of_it or (subject is not None and "but" in joined)) and dropped:
            return True
    return False


def _is_told_of_same(a: Arrays, k: int) -> bool:
    """Tell whether a verb after "and" tells what came of the first: not "and withdrew from its talks with Halden"."""
    other = any(a.children(c, "nmod", "compound", "amod") for c in a.children(k, "obj", "obl"))
    return a.tag[k] in ("VBD", "VBN") and not other


def _turns_away(a: Arrays, k: int) -> bool:
    """Tell whether a verb gives up what was told before it, not some other thing: "walked away", "decided against it"."""
    sets = cues().sets
    if phrase_of(a, k) in sets["given_up"]:
        return not any(_is_kept(a, c) for c in a.children(k, "obj", "obl"))
    other = [c for c in a.children(k, "obj", "obl") if a.lemma[c] not in sets["matters"]]
    against = [a.lower[m] for c in a.children(k, "obl") if c not in other for m in a.kids[c]]
    words = [a.lower[c] for c in a.children(k, "obj", "advmod")]
    return any(f"{a.lemma[k]} {word}" in sets["turning"] for word in (*against, *words))


def _decides_not_to(a: Arrays, k: int) -> bool:
    """Tell whether a clause ends in "decided not to", which leaves out what."""
    to = a.child(k, "mark")
    cut = to is not None and to > k and a.lower[to] == "to" and a.lower[to - 1] == "not"
    return cut and f"{a.lemma[k]} not to" in cues().sets["turning"]


def _is_kept(a: Arrays, noun: int) -> bool:
    """Tell whether a noun is some other thing that is given up, or what is got: "walked away with $9 million"."""
    cases = {a.lower[m] for m in a.children(noun, "case")}
    if "with" in cases:
        return True
    dealt = a.dep[noun] == "obj" or bool(cases & {"from", "of"})
    return dealt and a.tag[noun].startswith("NN") and a.lemma[noun] not in cues().sets["matters"]


def phrase_of(a: Arrays, i: int) -> str:
    """Return the lemma of a word, with its particle where the word lists have the two together.

    A noun with a preposition may stand for the particle: "put the plan on hold"; so may an object: "pulled the plug on it".
    """
    behind = [a.lower[k] for k in (*a.children(i, "compound:prt", "advmod"), i + 1) if k < len(a)]
    behind += [a.lower[noun] for noun in a.children(i, "obj")]
    # "Let its offer for Zenith (lapse)", which trees take for a clause or for a part of the object.
    behind += [a.lower[k] for k in a.children(i, "xcomp", "ccomp", "advcl")]
    behind += [a.lower[k] for noun in a.children(i, "obj") for k in a.children(noun, "acl")]
    behind += [a.lower[a.right[noun]] for noun in a.children(i, "obj")]
    for noun in a.children(i, "obl"):
        behind += [f"{a.lower[case]} {a.lower[noun]}" for case in a.children(noun, "case")]
    for words in behind:
        whole = f"{a.lemma[i]} {words}"
        if any(cues().look(table, whole) for table in ("governor", "over_noun")):
            return whole
    return a.lemma[i]


def is_not(a: Arrays, i: int) -> bool:
    """Tell whether a verb has a negation of its own."""
    return any(cues().look("adverb", a.lower[k]) == NEGATED for k in a.children(i, "advmod"))


def is_judged(a: Arrays, i: int) -> bool:
    """Tell whether a noun is a goal of which a verb says how it came out: "failed to meet its goal".

    The goal was there, whether it was met or not.
    """
    if a.lemma[i] not in cues().sets["goals"] or a.dep[i] not in ("obj", "nsubj:pass", "obl"):
        return False
    return a.lemma[a.head[i]] in cues().sets["judging"]


def is_parted(a: Arrays, k: int) -> bool:
    """Tell whether trees take a verb for a part of a noun's name: "has (shelved) plans to hire 500 engineers"."""
    return a.dep[k] == "compound" and a.tag[k] in ("VBN", "VBD")


def is_almost(a: Arrays, i: int) -> bool:
    """Tell whether an act only came close: "almost bought it", "nearly bankrupt"; what grows nearly doubles all the same."""
    before = a.lower[i - 1] if i else ""
    close = before in cues().sets["nearly"] or (
        before == "but" and a.lower[i - 2 : i - 1] == ["all"]
    )
    return close and a.pos[i] in ("VERB", "ADJ") and a.lemma[i] not in cues().sets["graded"]


def is_called_off(a: Arrays, i: int) -> bool:
    """Tell whether a participle behind a noun, or a verb over it, ends what it names.

    "Merger of A and B called off"; "ended its contract with B", though a contract is a lasting
    thing, of which a verb above tells nothing else; "lost its contract to supply B".
    """
    if a.pos[i] not in ("NOUN", "PROPN"):
        to = a.child(i, "mark")
        if to is None or a.lower[to] != "to" or a.head[i] >= to:
            return False
        return _is_dissolved(a, to - 1)
    acts = [k for k in a.children(i, "acl") if a.tag[k] in ("VBN", "VBD")]
    ended = [k for k in acts if a.word[k - 1] != ","]  # not "shares, suspended on Monday, fell"
    if any(cues().look("over_noun", phrase_of(a, k)) == NEGATED for k in ended):
        return True
    return _is_dissolved(a, i) or _is_ended_there(a, i)


def is_cut_passive(a: Arrays, noun: int, verb: int) -> bool:
    """Tell whether a verb without "was" tells what was done to a deed, not what it did: "merger of A and B called off".

    What falls or fails does so by itself.
    """
    if (
        a.tag[verb] not in ("VBN", "VBD")
        or noun > verb
        or a.children(verb, "aux", "obj", "ccomp", "xcomp")
    ):
        return False
    told = phrase_of(a, verb)
    by_itself = told in cues().sets["falling"] | cues().sets["ending"]
    return not by_itself and cues().look("over_noun", told) == NEGATED


def _is_ended_there(a: Arrays, i: int) -> bool:
    """Tell whether a relative clause says that what a noun names was stopped: "a merger that was blocked"."""
    for k in a.children(i, "acl:relcl"):
        subject, told = a.subject(k), phrase_of(a, k)
        if subject is None or not a.tag[subject].startswith("W") or is_not(a, k):
            continue
        passive = a.child(k, "aux:pass") is not None
        if cues().look("over_noun", told) == NEGATED and (passive or told in cues().sets["ending"]):
            return True
    return False


def _is_dissolved(a: Arrays, i: int) -> bool:
    """Tell whether a noun is a contract or the like that the verb over it ends: "lost its contract"."""
    up, sets = a.head[i], cues().sets
    if a.lemma[i] not in sets["dissolved"] or a.dep[i] not in ("obj", "nsubj:pass"):
        return False
    return a.pos[up] == "VERB" and phrase_of(a, up) in sets["dissolving"] and not is_not(a, up)


def is_of_forecast(a: Arrays, i: int) -> bool:
    """Tell whether a measure is that of a forecast, which trees part: "lowered its sales forecast"."""
    after = i + 1
    if after >= len(a) or a.pos[i] != "NOUN" or a.head[after] not in (a.head[i], i):
        return False
    return a.pos[after] == "NOUN" and cues().look("noun", a.lemma[after]) == "targeted"


def of_tale(a: Arrays, i: int, up: int) -> str | None:
    """Return what a verb says of a noun of a certain sort: "dismissed reports", "requires approval", "filed for approval".

    Args:
        a: The text.
        i: The noun.
        up: The verb above it.
    """
    sets, verb, noun = cues().sets, a.lemma[up], a.lemma[i]
    if verb in sets["brushing_aside"] and noun in sets["tales"]:
        return "denied"
    if verb in sets["needing"] and noun in sets["permissions"]:
        return "hypothetical"
    if verb in sets["filing"] and noun in sets["permissions"]:
        return "targeted"
    if verb in sets["outdoing"] and noun in sets["bids"] and a.dep[i] == "obj":
        return NEGATED
    if verb in sets["guiding"] and not a.children(up, "obj"):
        return "targeted"
    # "Now sees sales of $2 billion"
    return "targeted" if verb in sets["foreseeing"] and a.tag[up] in ("VBZ", "VBP") else None


def of_outsider(a: Arrays, up: int) -> str | None:
    """Return that a verb foretells what others will do, where analysts and the like expect it of a firm."""
    subject = a.subject(up) if a.lemma[up] in cues().sets["expecting"] else None
    if subject is None:
        return None
    beside = (k for k in a.children(subject, "nmod:desc", "compound", "appos"))
    who = {a.lemma[subject], *(a.lemma[k] for k in beside)}
    return "targeted" if who & cues().sets["outsiders"] else None


def ends(lemma: str) -> bool:
    """Tell whether a verb ends what it governs: "terminated the contract", "lost the order"."""
    return cues().look("over_noun", lemma) == NEGATED or lemma in cues().sets["dissolving"]
