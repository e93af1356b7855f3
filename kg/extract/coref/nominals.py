"""What descriptions refer to: "the company", "the Irish airline", "both banks", "its rival"."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from kg.extract.arrays import SUBJECTS, Arrays
from kg.extract.coref.choice import asked, chosen, near, reachable
from kg.extract.coref.knowledge import CENTRAL_BANK, gender_of
from kg.extract.coref.limits import barred, makes_here
from kg.extract.coref.phrases import Phrase, What, phrase
from kg.extract.coref.salience import Referent
from kg.extract.coref.seated import seated
from kg.extract.coref.state import State, assign, group, new
from kg.extract.coref.trades import in_name, of_trade
from kg.extract.coref.works import sites
from kg.extract.report_lists import report_lists
from kg.extract.sayers import is_reporting

_NUMBERS = {"two": 2, "three": 3, "four": 4, "five": 5, "2": 2, "3": 3, "4": 4, "5": 5}
_BESIDE = ("appos", "flat", "nmod:desc")
_STEM = 5
_NEW_FOR = 6  # sentences for which what was founded is "the new company"
_TITLE_TOKENS = 14
_PEOPLE_ENDINGS = ("an", "ese", "ish")
_LABELS = {What.PERSON: "PERSON", What.PRODUCT: "PRODUCT", What.ORGANIZATION: "ORG"}


def noun(s: State, i: int) -> None:
    """Say what the noun phrase headed by token `i` refers to."""
    a = s.a
    told = phrase(a, i, s.lists)
    modifies = a.dep[i] == "compound" and a.pos[a.head[i]] not in ("VERB", "AUX")
    if modifies and not _stands_for_definite(s, i, told):
        return
    named = beside_name(s, i, told)
    if named is not None:
        if told.indefinite and named.introduced < 0 and a.lower[i] in s.lists.newly_made:
            named.introduced = i
        assign(s, i, named, "nominal")
        return
    if a.child(i, "cop") is not None or a.dep[i] in ("nmod:desc", "flat"):
        return
    found: Referent | None = None
    if told.plural or a.lower[i] in s.lists.pair_heads:
        found = _plural(s, told)
    elif told.definite and not told.indefinite:
        found = _definite(s, told) or seated(s, told)
    assign(s, i, found or _unnamed(s, told), "nominal")


def _stands_for_definite(s: State, i: int, told: Phrase) -> bool:
    """Tell whether a noun before another is one that was spoken of: "a company executive"."""
    a = s.a
    up = phrase(a, a.head[i], s.lists)
    if up.what is not What.PERSON or told.what is not What.ORGANIZATION:
        return False
    if a.kids[i] or a.head[i] in s.inside:
        return False
    told.definite, told.indefinite, told.plural = True, False, False
    return True


def beside_name(s: State, i: int, told: Phrase) -> Referent | None:
    """Return the referent of a name that stands beside a description of it."""
    a = s.a
    if told.plural:
        return None
    beside: list[Referent] = _outlet_named(s, i)
    if a.dep[i] == "appos" and a.head[i] in s.text:
        beside.append(s.text[a.head[i]])
    beside += [
        s.referents[s.name_at[k].cluster]
        for k in a.kids[i]
        if a.dep[k] in _BESIDE and k in s.name_at
    ]
    up = a.head[i]
    if a.dep[i] in ("compound", "nmod:desc") and up in s.name_at and up > i:
        titled = s.referents[s.name_at[up].cluster]
        if titled.what is What.PERSON:
            beside.append(titled)
    if told.indefinite and i + 2 in s.starts and a.word[i + 1] == ",":
        apposed = s.starts[i + 2]
        if a.head[apposed.head] == i:  # "a venture, Acme Air", whatever the tree calls it
            beside.append(s.referents[apposed.cluster])
    follows = _following(s, i, told)
    if follows is not None:
        beside.append(follows)
    return next((r for r in beside if r.what is told.what), None)


def _outlet_named(s: State, i: int) -> list[Referent]:
    """Return the outlet whose name stands right beside a noun for it: "the DongA newspaper"."""
    if s.a.lemma[i] not in report_lists().media:
        return []
    before = next((s.name_at[k] for k in (i - 1, i - 2) if k in s.name_at), None)
    names = [n for n in (before, s.starts.get(i + 1)) if n is not None]
    touching = [n for n in names if n.end == i or n.start == i + 1]
    found = [s.referents[n.cluster] for n in touching]
    return [r for r in found if r.label == "OUTLET"]


def _following(s: State, i: int, told: Phrase) -> Referent | None:
    """Return who is named right after a description, whatever the parser makes of it.

    "e-commerce giant Amazon.com", "chief executive of Kordia, Geoff Hunt,".
    """
    if told.what not in (What.ORGANIZATION, What.PERSON):
        return None
    if i + 1 in s.starts:
        return s.referents[s.starts[i + 1].cluster]
    return _titled(s, i) if told.what is What.PERSON else None


def _titled(s: State, i: int) -> Referent | None:
    """Return the person named after a title and what belongs to it."""
    a = s.a
    for k in range(i + 1, min(a.sents[a.sent[i]][1], i + _TITLE_TOKENS)):
        name = s.starts.get(k)
        if name is not None and s.referents[name.cluster].what is What.PERSON:
            return s.referents[name.cluster] if _is_title(a, i, k) else None
        if a.pos[k] in ("VERB", "AUX", "PRON", "SCONJ") or a.word[k] in (";", ":", "(", "."):
            return None
    return None


def _is_title(a: Arrays, i: int, k: int) -> bool:
    """Tell whether what lies between a title and a name is only the title's own."""
    if a.word[k - 1] == ",":
        k -= 1
    elif a.pos[k - 1] not in ("NOUN", "PROPN"):
        return False
    first = i + 1
    if first == k:
        return True
    return a.lower[first] in ("of", "for", "and", "at", "in") and "," not in a.word[first:k]


def _unnamed(s: State, told: Phrase) -> Referent:
    """Return the referent of a description that no name fits, the same for the same words."""
    word = s.a.lemma[told.head]
    if told.what is What.THING:
        thing = s.things.get(word)
        if thing is None or thing.plural != told.plural:
            thing = s.things[word] = new(s, What.THING, "", plural=told.plural)
        return thing
    known = s.unnamed.get((word, told.plural))
    if known is not None and _is_same(s, known, told):
        return known
    made = new(s, told.what, _LABELS[told.what], plural=told.plural)
    made.classes = set(told.classes)
    made.modifiers = set(told.modifiers) | {word}
    s.unnamed[word, told.plural] = made
    if told.owner is not None and told.owner in s.text:
        s.owners[made.number] = s.text[told.owner]
    if told.what is What.PERSON:
        made.gender = gender_of((word,), s.lists)
    return made


def _is_same(s: State, known: Referent, told: Phrase) -> bool:
    """Tell whether a description without a name takes up one that was read before."""
    if not told.definite or told.new:
        return False
    if told.owner is not None and s.text.get(told.owner) is not s.owners.get(known.number):
        return False
    return told.modifiers <= known.modifiers


def _fits_class(r: Referent, told: Phrase) -> bool:
    if CENTRAL_BANK in r.classes:
        return not told.classes or bool(told.modifiers & {"central", "reserve", "world"})
    return not told.classes or not r.classes or bool(r.classes & told.classes)


def _plural(s: State, told: Phrase) -> Referent | None:
    """Resolve "the companies", "both airlines", "neither firm", "the two", "the pair"."""
    a = s.a
    words = {a.lower[told.head]} | {a.lower[k] for k in a.kids[told.head]}
    both = bool(words & {"both", "neither"}) or a.lower[told.head] in ("pair", "duo")
    count = next((_NUMBERS[w] for w in sorted(words) if w in _NUMBERS), 2 if both else 0)
    counted = both or count > 0
    if told.new or told.owner is not None or not (told.definite or both):
        return None
    named = told.what in (What.ORGANIZATION, What.PERSON)
    if not named and not (counted and _may_be_parties(s, told)):
        return None
    # "both cars and phones" counts what it names itself.
    if a.child(told.head, *(("conj",) if both else ("acl:relcl", "acl"))) is not None:
        return None
    active = s.discourse.active.values()
    fits = [
        r
        for r in active
        if r.members
        and told.what in (What.THING, r.what)
        and (not count or len(r.members) == count)
        and _may_be_called(s, r, told)
    ]
    if fits:
        best = max(fits, key=lambda r: (r.salience, -r.number))
        return _pair_of_subject(s, best, fits) or best
    what = What.ORGANIZATION if told.what is What.THING else told.what
    single = [
        r
        for r in active
        if r.name
        and r.what is what
        and not r.members
        and r.label != "OUTLET"
        and _may_be_called(s, r, told)
    ]
    if not count or len(single) < count:
        return None
    single.sort(key=lambda r: (-r.salience, r.number))
    return group(s, tuple(sorted(single[:count], key=lambda r: r.number)), told.head)


def _pair_of_subject(s: State, last: Referent, groups: Sequence[Referent]) -> Referent | None:
    """Return the group of who acts where another one is named only behind a preposition.

    "Acme and Zenith will merge. Acme has contracts with Doe and Roe. The companies ..." are Acme and Zenith.
    """
    a, at = s.a, last.last
    if a.dep[at] not in ("nmod", "obl"):
        return None
    subject = a.subject(a.clause(at))
    acting = None if subject is None else s.text.get(subject)
    own = [r for r in groups if r is not last and acting in r.members]
    return max(own, key=lambda r: (r.salience, -r.number), default=None)


def _may_be_parties(s: State, told: Phrase) -> bool:
    """Tell whether a plural that is no word for firms may mean some: "the two", "both sides", but not "the two plants"."""
    of_pair = s.a.lower[told.head] in s.lists.pair_heads
    return told.what is What.THING and (of_pair or s.a.lemma[told.head] in s.lists.pair_nouns)


def _may_be_called(s: State, r: Referent, told: Phrase) -> bool:
    """Tell whether a plural fits a referent; a word for sites, such as "stores", only where the text calls it so."""
    at_site = s.a.lemma[told.head] in sites() and told.classes
    return bool(r.classes & told.classes) if at_site else _fits_class(r, told)


def _definite(s: State, told: Phrase) -> Referent | None:
    if told.what is What.ORGANIZATION and told.owner is None and _is_new(s, told):
        return _newly_named(s, told)
    if told.new:
        return _largest(s, told)
    if told.what is What.THING:
        return None
    if told.owner is not None:
        return _owned(s, told)
    if told.what is not What.PERSON and _names_another(s, told):
        return None
    return _fitting(s, told)


def _fitting(s: State, told: Phrase) -> Referent | None:
    """Return whom a definite description fits best."""
    excluded = barred(s, told.head)
    pool = list(reachable(s, told.head))
    if s.topic is not None and s.topic not in pool:
        pool.append(s.topic)
    fits = [
        r
        for r in pool
        if r.what is told.what and r not in excluded and not r.members and not r.plural
    ]
    scores = {r.number: _fit(s, r, told) for r in fits}
    # "A company executive" is of whoever is most prominent: claims tell too little of such to learn from.
    if told.what is What.ORGANIZATION and s.a.dep[told.head] != "compound":
        fits = [r for r in fits if scores[r.number] >= 0]
        return _firm(s, told, near(s, told.head, fits, lambda r: scores[r.number]))
    best = max(fits, key=lambda r: (scores[r.number], -r.number), default=None)
    return best if best is not None and scores[best.number] > 0 else None


def _firm(s: State, told: Phrase, fits: list[Referent]) -> Referent | None:
    """Return the organization that a description means, of those that it fits."""
    this = any(s.a.lower[k] in ("this", "these") for k in s.a.children(told.head, "det"))
    sort = "this" if this else "the"
    fits = of_trade(s, told, fits)
    more = {r.number: _signs(s, r, told) for r in fits}
    acts = None if told.classes == {"general"} else _acting_above(s, told.head)
    if acts in fits and _fits_as_well(acts, more):
        return acts
    return chosen(s, asked(s, told.head, sort), fits, more)


def _acting_above(s: State, i: int) -> Referent | None:
    """Return who acts in what a description at its end says: Acme, in "Acme has dropped its bid, the supplier said"."""
    a, verb = s.a, s.a.head[i]
    if a.dep[i] not in SUBJECTS or not is_reporting(a, verb):
        return None
    told = a.head[verb] if a.dep[verb] == "parataxis" else a.child(verb, "ccomp")
    subject = None if told is None or told == verb else a.child(told, "nsubj")
    return None if subject is None or subject > i else s.text.get(subject)


def _fits_as_well(r: Referent, signs: Mapping[int, Mapping[str, float]]) -> bool:
    """Tell whether a description says nothing against an organization, and as much for it as for any other."""

    def support(number: int) -> float:
        return sum(signs[number].get(sign, 0.0) for sign in ("hits", "in name", "alike"))

    apart = "other trade" in signs[r.number] or "public" in signs[r.number]
    return not apart and support(r.number) >= max(map(support, signs))


def _signs(s: State, r: Referent, told: Phrase) -> dict[str, float]:
    """Return what the words of a description speak for an organization."""
    word = s.a.lemma[told.head]
    general = told.classes == {"general"}
    named = in_name(s, word, r)
    hits = _hits(s, r, told.modifiers)
    found = {"hits": float(hits), "unmet": float(len(told.modifiers) - hits)}
    if named:
        found["in name"] = 1.0
    if (word in r.modifiers and not general) or _business(r, told) & told.classes:
        found["alike"] = 1.0
    elif r.classes and told.classes and "in name" not in found:
        found["other trade"] = 1.0
    if general:
        found["general"] = 1.0
        if r is s.topic:
            found["general topic"] = 1.0
    if "public" in r.classes and r.label != "COMPANY":
        found["public"] = 1.0
    return found


def _is_new(s: State, told: Phrase) -> bool:
    """Tell whether a description is of what was founded just before: "the new company"."""
    adjectives = {s.a.lower[k] for k in s.a.children(told.head, "amod")}
    return adjectives == {"new"} and s.a.lower[told.head] in s.lists.newly_made


def _largest(s: State, told: Phrase) -> Referent | None:
    """Return the firm that a sentence goes on about as the first of its trade: "the world's largest carmaker said"."""
    a = s.a
    most = any(a.tag[k] in ("JJS", "RBS") for k in a.kids[told.head])
    topic = s.topic
    if topic is None or not most or told.what is not What.ORGANIZATION or topic.last < 0:
        return None
    acts = a.dep[told.head] == "nsubj" and a.sent[topic.last] >= a.sent[told.head] - 1
    alike = bool(_business(topic, told) & told.classes)
    return topic if acts and alike and topic not in barred(s, told.head) else None


def _newly_named(s: State, told: Phrase) -> Referent | None:
    """Return the one organization that was named not long ago as a new one."""
    a = s.a
    first = max(a.sent[told.head] - _NEW_FOR, 0)
    fits = [
        r
        for r in s.discourse.active.values()
        if r.introduced >= 0 and a.sent[r.introduced] >= first and r.what is What.ORGANIZATION
    ]
    return fits[0] if len(fits) == 1 else None


def _names_another(s: State, told: Phrase) -> bool:
    """Tell whether a description holds the name of another party: "the Apple supplier"."""
    a = s.a
    return any(
        k in s.name_at
        and a.dep[k] == "compound"
        and s.referents[s.name_at[k].cluster].what is What.ORGANIZATION
        for k in a.kids[told.head]
    )


def _owned(s: State, told: Phrase) -> Referent | None:
    """Resolve "its Japanese rival" and "Ireland's flag carrier", where only one name fits."""
    owner = s.text.get(told.owner) if told.owner is not None else None
    own = {s.a.lower[told.owner]} if told.owner is not None else set()
    wanted = told.modifiers - own
    fits = [
        r
        for r in s.discourse.active.values()
        if r.what is told.what
        and r is not owner
        and r.name
        and not r.members
        and (_hits(s, r, wanted) > 0 or _belongs(s, r, told, owner))
    ]
    return fits[0] if len(fits) == 1 else None


def _belongs(s: State, r: Referent, told: Phrase, owner: Referent | None) -> bool:
    """Tell whether a place's airline or a firm's executive is the one that was named."""
    if not r.classes & told.classes:
        return False
    if told.what is What.PERSON:
        return owner is None or bool(owner.words & (r.modifiers | r.words)) or owner is s.topic
    return owner is not None and owner.label in ("PLACE", "GROUP")


def _hits(s: State, r: Referent, wanted: frozenset[str] | set[str]) -> int:
    """Count the words of a description that the article or the name bears out."""
    known = r.modifiers | r.words
    return sum(
        word in known or any(_same_country(s, word, other) for other in known) for word in wanted
    )


def _same_country(s: State, one: str, other: str) -> bool:
    """Tell whether of two words one is a country (or its capital) and one its people."""
    demonyms = s.lists.demonyms
    if other in demonyms.get(one, ()) or one in demonyms.get(other, ()):
        return True
    if one == other or min(len(one), len(other)) <= _STEM or one[:_STEM] != other[:_STEM]:
        return False
    return one.endswith(_PEOPLE_ENDINGS) != other.endswith(_PEOPLE_ENDINGS)


def _fit(s: State, r: Referent, told: Phrase) -> float:
    """Return how well a referent fits a definite description; nothing fits at 0 or less."""
    w = s.lists.weights
    word = s.a.lemma[told.head]
    if CENTRAL_BANK in r.classes and r is not s.topic and not _fits_class(r, told):
        return w["never"]
    if word == "bank" and "central" in told.modifiers and _lends(r):
        return w["never"]
    named = in_name(s, word, r)
    told_so = word in r.modifiers and told.classes != {"general"}  # any firm is "the company"
    alike = told_so or bool(_business(r, told) & told.classes)
    hits = _hits(s, r, told.modifiers)
    score = r.salience + w["modifier_match"] * hits
    if named:
        score += w["word_match"]
    if alike:
        score += w["class_match"]
    elif r.classes and told.classes and not named:
        score += w["class_conflict"]
    if told.what is What.ORGANIZATION:
        return score + _fit_organization(s, r, told, known=named or alike, hits=hits)
    if told.what is What.PERSON and not _fits_person(s, r, told, word, alike=alike):
        return 0.0
    return score


def _lends(r: Referent) -> bool:
    """Tell whether an organization is a firm of which nothing says that it is a central bank."""
    told = r.words | r.modifiers | r.classes
    return r.label == "COMPANY" and not told & {CENTRAL_BANK, "central", "reserve"}


def _business(r: Referent, told: Phrase) -> set[str]:
    """Return what business an organization is in: a "Civil Aviation Authority" is no airline."""
    official = "public" in r.classes and r.label != "COMPANY" and "public" not in told.classes
    return set() if official else r.classes - {"public"}


def _fit_organization(s: State, r: Referent, told: Phrase, *, known: bool, hits: int) -> float:
    """Return what speaks for or against an organization beyond its words."""
    w = s.lists.weights
    outlet = r.label == "OUTLET"
    needs_proof = "public" in told.classes or ("press" in told.classes and not outlet)
    if needs_proof and not known:
        return w["never"]
    gain = 0.0
    if "public" in r.classes and r.label != "COMPANY" and not known and not hits:
        gain -= w["word_match"]
    if outlet and "press" not in told.classes:
        gain -= w["word_match"]
    if r is s.topic:
        faded = r.salience <= w["keep_above"]
        gain += w["topic_for_company"] / (2 if faded else 1)
    if makes_here(s, told.head, r):
        gain += w["word_match"]
    return gain


def _fits_person(s: State, r: Referent, told: Phrase, word: str, *, alike: bool) -> bool:
    if word in s.lists.collectives:
        return False
    own = gender_of((word,), s.lists)
    if r.gender and own and own != r.gender:
        return False
    if alike or not told.classes - {"general"}:
        return True
    return "executive" in told.classes and not r.classes


def is_candidate(a: Arrays, i: int, s: State) -> bool:
    """Tell whether token `i` heads a phrase that `noun` should look at."""
    if a.pos[i] in ("NOUN", "PROPN"):
        return True
    return a.lower[i] in s.lists.pair_heads and not a.dep[i].startswith(
        ("nummod", "det", "cc", "advmod")
    )
