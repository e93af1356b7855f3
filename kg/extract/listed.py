"""Names that stand side by side in a list by the order of words: "Acme, Zenith and Halden Steel".

Trees often hang the later ones on something else: on a word above, or on the name before as
what describes it.
"""

from __future__ import annotations

from collections.abc import Iterator

from kg.extract.arrays import SUBJECTS, Arrays

_INSIDE = 1  # spaCy's number of "I", for a token that goes on with a name
_THINGS = frozenset({"COMPANY", "ORG", "OUTLET", "PRODUCT"})
_AND = frozenset({"and", "or", "&"})
_WITH = (("along", "with"), ("together", "with"), ("as", "well", "as"))
_DESCRIBING = ("DET", "ADJ", "NOUN", "PRON")
_ORIGINS = frozenset({"GROUP", "PLACE"})
_DESCRIBED = 5  # tokens before a name that they describe
_BRACKETED = 6  # tokens of a short form, with its brackets
_SEATED = frozenset({"-", "based"})
_WITH_IT = frozenset({"nmod", "obl", "conj", "appos", "dep"})
_CLOSES = ("NOUN", "PROPN", "PART", "NUM")
_LEADS = frozenset({"as", "at", "by", "for", "from", "in", "of", "on", "to", "with"})
_OWN = ("ADJ", "DET", "NOUN", "NUM", "PROPN", "SYM")
_ASIDE = frozenset({"appos", "dep", "list"})
_STRAYED = frozenset({"conj", "list", "appos", "compound", "flat", "nsubj", "nsubj:pass", "dep"})


def listed(a: Arrays) -> dict[int, tuple[int, ...]]:
    """Return by the head word of each listed name those of all names of its list, looked for once."""
    found: dict[int, tuple[int, ...]] | None = a.answers[0].get("lists of names")
    if found is None:
        found = a.answers[0]["lists of names"] = {}
        for heads in _lists(a):
            found.update(dict.fromkeys(heads, heads))
            if (noun := _noun_of(a, heads[0])) is not None:
                found.setdefault(noun, heads[1:])
    return found


def _lists(a: Arrays) -> Iterator[tuple[int, ...]]:
    """Yield the head words of the names of each list that "and" or "or" closes."""
    i, n = 0, len(a)
    while i < n:
        if not a.label[i] or not _opens(a, i):
            i += 1
            continue
        names, end, commas, closed, led = _row(a, i)
        alone = end >= n or a.pos[end] not in _CLOSES
        # "Acme, a unit of Zenith, and Halden": what a comma closes may be no list.
        if closed and alone and not (len(names) == 2 and commas):
            heads = tuple(_head(a, at) for at in names)
            if _hang_together(a, heads) or (
                led and not any(a.dep[k] in SUBJECTS for k in heads[1:])
            ):
                yield heads
        elif (other := _with(a, end)) is not None:
            heads = _head(a, i), _head(a, other)
            if len(names) == 1 and a.dep[heads[1]] in _WITH_IT and a.label[i] != "PERSON":
                yield heads
        i = a.name(names[-1])[1]


def _row(a: Arrays, i: int) -> tuple[list[int], int, int, bool, bool]:
    """Return where names begin that follow each other from one on, and where the last ends.

    Besides how many commas part them, whether "and" closes them, and whether each has something of its
    own behind it: "Acme in 2005 and Zenith in 2008".
    """
    names, end, commas, closed = [i], _behind(a, i), 0, False
    lead = ""
    while True:
        led, behind = _led(a, end)
        step = _next(a, behind) if led and (led == lead or len(names) == 1) else None
        lead = led if step is not None and len(names) == 1 else lead
        if step is None:
            step = _next(a, end) if not lead else None
        if step is None:
            break
        at, joined, comma = step
        # "Acme, Zenith and Halden and Corvo": what is joined on goes on only with a list.
        if closed and (comma or not joined or len(names) < 3):
            break
        if (a.label[at] == "PERSON") != (a.label[i] == "PERSON"):
            return names, end, commas, False, False
        names.append(at)
        commas += comma
        closed = closed or joined
        end = _behind(a, at)
    if lead:
        last, end = _led(a, end)
        closed = closed and last == lead
    return names, end, commas, closed, bool(lead)


def _behind(a: Arrays, at: int) -> int:
    """Return where a name ends, with its short form in brackets: "Bank of Ruritania (BOR)"."""
    end = a.name(at)[1]
    if end < len(a) and a.word[end] == "(":
        for k in range(end + 2, min(end + _BRACKETED, len(a))):
            if a.word[k] == ")":
                return k + 1
    return end


def _led(a: Arrays, at: int) -> tuple[str, int]:
    """Return the preposition that leads on from a name to what is its own, and where that ends.

    A person's position needs none: "named Ann Lee chairman and Bob Day president".
    """
    if at >= len(a):
        return "", at
    titled = a.label[at - 1] == "PERSON" and a.pos[at] in ("ADJ", "NOUN")
    lead = "as" if titled else a.lower[at]
    first = i = at + (not titled)
    if lead not in _LEADS:
        return "", at
    while i < min(first + _DESCRIBED, len(a)) and a.pos[i] in _OWN and not (titled and a.label[i]):
        i += 1
    if i == first:
        return "", at
    further = _led(a, i)[1] if not titled and a.lower[i : i + 1] != [lead] else i
    return lead, further


def _with(a: Arrays, at: int) -> int | None:
    """Return where the name begins that "along with" adds to one that ends: "Acme, together with Zenith, sued"."""
    at += at < len(a) and a.word[at] == ","
    for words in _WITH:
        first = at + len(words)
        if tuple(a.lower[at:first]) == words:
            last = min(first + _DESCRIBED, len(a))
            while first < last and not a.label[first] and a.pos[first] in _DESCRIBING:
                first += 1  # "along with its rival Zenith"
            fits = first < len(a) and _opens(a, first) and a.label[first] != "PERSON"
            return first if fits else None
    return None


def _opens(a: Arrays, i: int) -> bool:
    """Tell whether a name that may be listed begins at a token."""
    return a.iob[i] != _INSIDE and (a.label[i] in _THINGS or a.label[i] == "PERSON")


def _next(a: Arrays, at: int) -> tuple[int, bool, bool] | None:
    """Return where the next name of a list begins, whether "and" or "or" stands before it, and a comma."""
    n = len(a)
    comma = at < n and a.word[at] == ","
    at += comma
    joined = at < n and a.lower[at] in _AND
    at += joined
    if not (comma or joined):
        return None
    at += at < n and a.pos[at] == "DET"
    at = _past_description(a, at)
    if at >= n or not _opens(a, at) or a.sent[at] != a.sent[at - 1]:
        return None
    return at, joined, comma


def _past_description(a: Arrays, at: int) -> int:
    """Return where a name begins that is described: "(the) chip designer Zenith", "Ruritania's Zenith"; else the place itself."""
    last = min(at + _DESCRIBED, len(a) - 1)
    i = at
    while i < last and _describes(a, i):
        i += 1
    told = i > at and (a.tag[i - 1] in ("NN", "POS") or a.label[i - 1] in _ORIGINS)
    return i if told and a.label[i] else at


def _describes(a: Arrays, i: int) -> bool:
    """Tell whether a word may stand before a name that it describes."""
    if a.label[i]:
        return a.label[i] in _ORIGINS
    return a.pos[i] in _DESCRIBING or a.tag[i] == "POS" or a.lower[i] in _SEATED


def _noun_of(a: Arrays, head: int) -> int | None:
    """Return the noun in the singular right before a name that describes it: "the drug maker Acme"."""
    noun = a.name(head)[0] - 1
    tied = noun >= 0 and a.tag[noun] == "NN" and (a.head[head] == noun or a.head[noun] == head)
    return noun if tied else None


def _head(a: Arrays, at: int) -> int:
    """Return the head word of the name that begins at a token."""
    start, end = a.name(at)
    return next((i for i in range(start, end) if not start <= a.head[i] < end), end - 1)


def _hang_together(a: Arrays, heads: tuple[int, ...]) -> bool:
    """Tell whether the tree lets the names be a list: each later one hangs on a name, or where the first does, or is coordinated."""
    inside = {i for head in heads for i in range(*a.name(head))}
    inside |= {noun for head in heads if (noun := _noun_of(a, head)) is not None}
    return all(_goes_on(a, heads[0], head, inside) for head in heads[1:])


def _goes_on(a: Arrays, first: int, head: int, inside: set[int]) -> bool:
    """Tell whether the tree lets a name go on with a list."""
    noun, above = _noun_of(a, head), a.head[head]
    if a.dep[head] == "compound" and above >= a.name(head)[1] and a.dep[above] == "conj":
        return True  # "and Bob Day finance chief", in which a name is taken for part of a title
    return any(
        a.dep[i] == "conj"
        or (a.dep[i] in _STRAYED and a.head[i] in inside - {i})
        or (a.dep[i] in _ASIDE and a.head[i] == a.head[first])
        or (a.dep[i] == "nmod" and a.head[i] in inside - {i, noun} and not a.children(i, "case"))
        for i in ((head,) if noun is None else (head, noun))
    )
