"""Find what pronouns and descriptions refer to, sentence by sentence."""

from __future__ import annotations

from spacy.tokens import Doc

from kg.extract.arrays import SUBJECTS, Arrays, arrays
from kg.extract.coref.knowledge import describers, gender_of, learn, referent
from kg.extract.coref.lists import Lists, lists
from kg.extract.coref.names import Name, cluster
from kg.extract.coref.phrases import Phrase, What, phrase
from kg.extract.coref.salience import Discourse, Referent
from kg.extract.quotes import Quote, quotes
from kg.extract.reports import is_reporting

_NUMBERS = {"two": 2, "three": 3, "four": 4, "five": 5, "2": 2, "3": 3, "4": 4, "5": 5}
_TITLE_WEIGHT = 3
_OWN_CLAUSE = ("obj", "iobj", "obl", "obl:agent")


class Resolver:
    """One pass over an article; `text` and `title` map tokens to referents."""

    def __init__(self, doc: Doc, title_doc: Doc | None, *, publisher: str | None = None) -> None:
        self.lists: Lists = lists()
        self.w = self.lists.weights
        self.doc = doc
        self.a: Arrays = arrays(doc)
        self.title_arrays = arrays(title_doc) if title_doc is not None else None
        self.names, clusters = cluster(doc, title_doc)
        self.referents = [referent(n, c, self.lists) for n, c in enumerate(clusters)]
        self.text: dict[int, Referent] = {}
        self.title: dict[int, Referent] = {}
        self.kind: dict[int, str] = {}
        self.things: dict[str, Referent] = {}
        self.name_at: dict[int, Name] = {}
        self.discourse = Discourse(self.a, self.lists)
        self.recent: list[tuple[int, Referent]] = []
        self.quotes: list[Quote] = quotes(doc)
        for name in self.names:
            arr = self.title_arrays if name.title else self.a
            if arr is not None:
                learn(arr, name, self.referents[name.cluster], self.lists)
            if not name.title:
                self.name_at[name.head] = name
        self.inside = {i: n.head for n in self.names if not n.title for i in range(n.start, n.end)}
        self.topic = self._topic(publisher)

    def _topic(self, publisher: str | None) -> Referent | None:
        """Return the organization that the article is about: in the title, early and often."""
        score: dict[int, float] = {}
        first = self.a.sents[0][1] if self.a.sents else 0
        for name in self.names:
            about = self.referents[name.cluster]
            if about.what is not What.ORGANIZATION or about.label == "OUTLET":
                continue
            if publisher is not None and about.name == publisher:
                continue
            gain = _TITLE_WEIGHT if name.title else 1.0
            if not name.title and name.start < first:
                gain += 1
                if self.a.dep[name.head] in SUBJECTS:
                    gain += 1
            score[name.cluster] = score.get(name.cluster, 0.0) + gain
        if not score:
            return None
        return self.referents[max(score, key=lambda k: (score[k], -k))]

    def run(self) -> None:
        """Resolve the whole article."""
        self._read_title()
        for start, end in self.a.sents:
            for i in range(start, end):
                self._token(i)
            self.discourse.next_sentence()
        for name in self.names:
            if name.title:
                continue
            for i in range(name.start, name.end):
                self.text.setdefault(i, self.referents[name.cluster])
        self._first_person()

    def _new(self, what: What, label: str, *, plural: bool = False) -> Referent:
        made = Referent(len(self.referents), what, label, plural=plural)
        self.referents.append(made)
        return made

    def _set(self, i: int, found: Referent, kind: str) -> None:
        self.text[i] = found
        self.kind[i] = kind
        self.discourse.mention(found, i)

    # -- title ---------------------------------------------------------------

    def _read_title(self) -> None:
        a = self.title_arrays
        if a is None:
            return
        for name in self.names:
            if name.title:
                for i in range(name.start, name.end):
                    self.title[i] = self.referents[name.cluster]
                for k in describers(a, name.head, range(name.start, name.end)):
                    if k != a.head[name.head]:
                        self.title.setdefault(k, self.referents[name.cluster])
        for i in range(len(a)):
            if i in self.title or a.pos[i] not in ("NOUN", "PROPN") or a.dep[i] == "compound":
                continue
            told = phrase(a, i, self.lists)
            if told.what is What.PERSON and not told.plural:
                fits = [r for r in self.referents if self._is_described(r, told)]
                if len(fits) == 1:
                    self.title[i] = fits[0]

    def _is_described(self, r: Referent, told: Phrase) -> bool:
        return r.what is What.PERSON and r.name is not None and bool(r.classes & told.classes)

    # -- the body ------------------------------------------------------------

    def _token(self, i: int) -> None:
        a = self.a
        if i in self.inside:
            name = self.name_at.get(i)
            if name is not None:
                found = self.referents[name.cluster]
                self._set(i, found, "name")
                self.recent.append((i, found))
        elif a.lower[i] in self.lists.pronoun and a.pos[i] in ("PRON", "DET"):
            self._pronoun(i)
        elif a.lower[i] in ("latter", "former") and a.dep[i] not in ("amod", "advmod"):
            self._latter(i)
        elif a.pos[i] in ("NOUN", "PROPN") or (
            a.lower[i] in self.lists.pair_heads
            and a.dep[i] not in ("nummod", "det", "cc", "cc:preconj", "det:predet", "advmod")
        ):
            self._noun(i)
        if a.dep[i] == "conj":
            self._coordinate(i)

    def _coordinate(self, i: int) -> None:
        """Join coordinated parties into one referent once the last of them was read."""
        a = self.a
        first = a.head[i]
        parts = [first, *a.children(first, "conj")]
        if parts[-1] != i:
            return
        found = [self.text[p] for p in parts if p in self.text]
        what = found[0].what if found else What.THING
        if len(found) != len(parts) or any(r.what is not what for r in found):
            return
        if what is What.THING or len({r.number for r in found}) < 2:
            return
        self._group(tuple(dict.fromkeys(found)), first)

    def _group(self, members: tuple[Referent, ...], i: int) -> Referent:
        key = frozenset(m.number for m in members)
        for known in self.discourse.active.values():
            if known.members and frozenset(m.number for m in known.members) == key:
                self.discourse.mention(known, i)
                return known
        made = self._new(members[0].what, members[0].label, plural=True)
        made.members = members
        made.classes = set.intersection(*(m.classes for m in members))
        self.discourse.mention(made, i)
        return made

    def _latter(self, i: int) -> None:
        a = self.a
        want_last = a.lower[i] == "latter"
        sentence = a.sent[i]
        near = [(k, r) for k, r in self.recent[-12:] if a.sent[k] >= sentence - 2 and r.name]
        pairs = [
            [self.text[p] for p in (a.head[k], *a.children(a.head[k], "conj")) if p in self.text]
            for k, _ in near
            if a.dep[k] == "conj"
        ]
        full = [p for p in pairs if len(p) >= 2]
        if full:
            choice = full[-1][-1] if want_last else full[-1][0]
        else:
            kinds = [r for _, r in near if r.what in (What.ORGANIZATION, What.PERSON, What.PRODUCT)]
            same = [r for r in kinds if r.what is kinds[-1].what]
            different = list(dict.fromkeys(reversed(same)))[:2]
            if len(different) < 2:
                return
            choice = different[0] if want_last else different[1]
        self._set(i, choice, "nominal")

    # -- noun phrases ----------------------------------------------------------

    def _noun(self, i: int) -> None:
        a = self.a
        told = phrase(a, i, self.lists)
        modifies = a.dep[i] == "compound"
        if modifies:
            up = phrase(a, a.head[i], self.lists)
            if up.what is not What.PERSON or told.what is not What.ORGANIZATION:
                return
            if a.kids[i] or a.head[i] in self.inside:
                return
            told.definite, told.indefinite, told.plural = True, False, False
        named = self._named_by_apposition(i, told)
        if named is not None:
            self._set(i, named, "nominal")
            return
        if a.child(i, "cop") is not None or a.dep[i] in ("nmod:desc", "flat"):
            return
        found: Referent | None = None
        if told.plural or a.lower[i] in self.lists.pair_heads:
            found = self._plural(told)
        elif told.definite and not told.indefinite:
            found = self._definite(told)
        if found is None:
            found = self._unnamed(told)
        self._set(i, found, "nominal")

    def _named_by_apposition(self, i: int, told: Phrase) -> Referent | None:
        """Return the referent of a name that stands beside a description of it."""
        a = self.a
        if a.dep[i] == "appos" and a.head[i] in self.text:
            beside = self.text[a.head[i]]
            if beside.what is told.what and not told.plural:
                return beside
        for k in a.kids[i]:
            if a.dep[k] in ("appos", "flat", "nmod:desc") and k in self.name_at and not told.plural:
                beside = self.referents[self.name_at[k].cluster]
                if beside.what is told.what:
                    return beside
        up = a.head[i]
        if a.dep[i] in ("compound", "nmod:desc") and up in self.name_at and up > i:
            beside = self.referents[self.name_at[up].cluster]
            if beside.what is told.what and beside.what is What.PERSON:
                return beside
        return None

    def _unnamed(self, told: Phrase) -> Referent:
        label = {What.PERSON: "PERSON", What.PRODUCT: "PRODUCT"}.get(told.what, "ORG")
        noun = self.a.lemma[told.head]
        if told.what is What.THING:
            known = self.things.get(noun)
            if known is None or known.plural != told.plural:
                known = self.things[noun] = self._new(What.THING, "", plural=told.plural)
            return known
        made = self._new(told.what, label, plural=told.plural)
        made.classes = set(told.classes)
        made.modifiers = set(told.modifiers) | {noun}
        if told.what is What.PERSON:
            made.gender = gender_of((noun,), self.lists)
        return made

    def _plural(self, told: Phrase) -> Referent | None:
        """Resolve "the companies", "both airlines", "the two", "the pair"."""
        a = self.a
        words = {a.lower[told.head]} | {a.lower[k] for k in a.kids[told.head]}
        both = "both" in words or a.lower[told.head] in ("pair", "duo")
        count = next((_NUMBERS[w] for w in sorted(words) if w in _NUMBERS), 2 if both else 0)
        if told.new or told.owner is not None or not (told.definite or both):
            return None
        if told.what is What.PRODUCT or (told.what is What.THING and not both and not count):
            return None
        if a.child(told.head, "acl:relcl", "acl") is not None and not both:
            return None
        what = told.what
        fits = [
            r
            for r in self.discourse.active.values()
            if r.members
            and (what is What.THING or r.what is what)
            and (not count or len(r.members) == count)
            and (not told.classes or not r.classes or r.classes & told.classes)
        ]
        if fits:
            return max(fits, key=lambda r: (r.salience, -r.number))
        if what is What.THING:
            what = What.ORGANIZATION
        single = sorted(
            (
                r
                for r in self.discourse.active.values()
                if r.name
                and r.what is what
                and not r.members
                and r.label != "OUTLET"
                and (not told.classes or not r.classes or r.classes & told.classes)
            ),
            key=lambda r: (-r.salience, r.number),
        )
        if not count or len(single) < count:
            return None
        return self._group(tuple(sorted(single[:count], key=lambda r: r.number)), told.head)

    def _definite(self, told: Phrase) -> Referent | None:
        if told.what is What.THING or told.new:
            return None
        if told.owner is not None:
            return self._owned(told)
        a = self.a
        if (
            any(
                k in self.name_at
                and a.dep[k] == "compound"
                and self.referents[self.name_at[k].cluster].what is What.ORGANIZATION
                for k in a.kids[told.head]
            )
            and told.what is not What.PERSON
        ):
            return None
        barred = self._barred(told.head)
        pool = list(self.discourse.active.values())
        if self.topic is not None and self.topic.number not in self.discourse.active:
            pool.append(self.topic)
        scored = [
            (self._fit(r, told), r.number, r)
            for r in pool
            if r.what is told.what and r not in barred and not r.members and not r.plural
        ]
        scored = [s for s in scored if s[0] > 0]
        return max(scored, key=lambda s: (s[0], -s[1]))[2] if scored else None

    def _owned(self, told: Phrase) -> Referent | None:
        """Resolve "its Japanese rival" and "Ireland's flag carrier", where only one name fits."""
        a = self.a
        owner = self.text.get(told.owner) if told.owner is not None else None
        pool = [r for r in self.discourse.active.values() if r.what is told.what and r is not owner]
        own_words = {a.lower[told.owner]} if told.owner is not None else set()
        fits = [
            r
            for r in pool
            if r.name
            and not r.members
            and (
                self._modifier_hits(r, told.modifiers - own_words) > 0
                or (
                    owner is not None
                    and owner.label in ("PLACE", "GROUP")
                    and r.classes & told.classes
                )
                or (
                    told.what is What.PERSON
                    and r.classes & told.classes
                    and self._works_for(r, owner)
                )
            )
        ]
        return fits[0] if len(fits) == 1 else None

    def _works_for(self, person: Referent, owner: Referent | None) -> bool:
        return (
            owner is None
            or bool(owner.words & (person.modifiers | person.words))
            or (owner is self.topic)
        )

    def _modifier_hits(self, r: Referent, wanted: frozenset[str] | set[str]) -> int:
        known = r.modifiers | r.words
        hits = 0
        for word in sorted(wanted):
            if word in known or any(self._same_country(word, other) for other in known):
                hits += 1
        return hits

    def _same_country(self, one: str, other: str) -> bool:
        """Tell whether of two words one is a country (or its capital) and one its people."""
        demonyms = self.lists.demonyms
        if other in demonyms.get(one, ()) or one in demonyms.get(other, ()):
            return True
        return (
            one != other
            and len(one) > 5
            and len(other) > 5
            and one[:5] == other[:5]
            and (one.endswith(("an", "ese", "ish")) != other.endswith(("an", "ese", "ish")))
        )

    def _fit(self, r: Referent, told: Phrase) -> float:
        """Return how well a referent fits a definite description; nothing fits at 0 or less."""
        a, w = self.a, self.w
        noun = a.lemma[told.head]
        score = r.salience
        in_name = noun in r.words or noun + "s" in r.words
        described = noun in r.modifiers
        same_class = bool(r.classes & told.classes)
        if in_name:
            score += w["word_match"]
        if described or same_class:
            score += w["class_match"]
        elif r.classes and told.classes:
            score += w["class_conflict"]
        hits = self._modifier_hits(r, told.modifiers)
        score += w["modifier_match"] * hits
        if told.what is What.ORGANIZATION:
            if "public" in told.classes and not (in_name or described or same_class):
                return 0.0
            if "press" in told.classes and not (
                in_name or described or same_class or r.label == "OUTLET"
            ):
                return 0.0
            if (
                "public" in r.classes
                and r.label != "COMPANY"
                and not (same_class or described or in_name or hits)
            ):
                score -= w["word_match"]
            if r is self.topic:
                score += w["topic_for_company"]
            if r.label == "OUTLET" and "press" not in told.classes:
                score -= w["word_match"]
        elif told.what is What.PERSON:
            if r.gender and (own := gender_of((noun,), self.lists)) and own != r.gender:
                return 0.0
            if told.classes - {"general"} and not (described or same_class):
                if "executive" not in told.classes or r.classes:
                    return 0.0
        return score

    def _barred(self, i: int) -> list[Referent]:
        """Return those that token `i` can't refer to, since its own clause has them as subject."""
        a = self.a
        if a.dep[i] not in _OWN_CLAUSE:
            return []
        subject = a.subject(a.head[i])
        if subject is None or subject == i:
            governor = a.head[i]
            while (
                subject is None
                and a.dep[governor] in ("xcomp", "conj")
                and a.head[governor] != governor
            ):
                governor = a.head[governor]
                subject = a.subject(governor)
        if subject is None or subject == i or subject not in self.text:
            return []
        found = self.text[subject]
        return [found, *found.members]

    # -- pronouns ----------------------------------------------------------------

    def _pronoun(self, i: int) -> None:
        a = self.a
        kind = self.lists.pronoun[a.lower[i]]
        if kind in ("we", "i"):
            return
        if kind == "relative":
            found = self._antecedent(i)
        elif a.dep[i].startswith("expl") or (kind == "it" and self._is_empty(i)):
            return
        elif a.lower[i].endswith(("self", "selves")):
            subject = a.subject(a.clause(i))
            found = self.text.get(subject) if subject is not None else None
        else:
            found = self._best(i, kind)
        if found is not None:
            self._set(i, found, "pronoun")

    def _antecedent(self, i: int) -> Referent | None:
        """Return what a relative clause is attached to."""
        a = self.a
        at = i
        for up in a.ancestors(i):
            if a.dep[at] == "acl:relcl":
                return self.text.get(up)
            at = up
            if a.dep[up] == "root":
                break
        return None

    def _is_empty(self, i: int) -> bool:
        """Tell whether "it" stands for nothing: "it is clear that", "it seems"."""
        a = self.a
        if a.dep[i] not in SUBJECTS:
            return False
        up = a.head[i]
        clause = a.child(up, "ccomp", "csubj", "xcomp", "advcl", "csubj:pass", "csubj:outer")
        if clause is None:
            return False
        if a.lemma[up] in self.lists.empty_verbs:
            return True
        if a.dep[i] == "nsubj:pass" or a.child(up, "aux:pass") is not None:
            return (
                a.lower[up] in self.lists.empty_predicates and a.child(clause, "mark") is not None
            )
        return a.child(up, "cop") is not None and (
            a.lemma[up] in self.lists.empty_predicates or a.pos[up] == "NOUN"
        )

    def _acts(self, i: int) -> bool:
        """Tell whether a pronoun is the subject of a verb for what persons and firms do."""
        a = self.a
        return a.dep[i] == "nsubj" and a.lemma[a.head[i]] in self.lists.agent_verbs

    def _agrees(self, r: Referent, kind: str, acts: bool) -> float | None:
        """Return the bonus of a referent for a pronoun of this kind, or None if it can't be."""
        w = self.w
        if kind in ("he", "she"):
            wanted = "m" if kind == "he" else "f"
            if r.what is not What.PERSON or r.plural or (r.gender and r.gender != wanted):
                return None
            return 10.0 if r.gender == wanted else 0.0
        if kind == "it":
            if r.what is What.PERSON or r.plural:
                return None
            if r.what is What.ORGANIZATION:
                return w["agent_bonus"] if acts else 0.0
            if acts and r.what is What.THING and r.label != "PLACE":
                return None
            if r.label in ("GROUP", "LAW", "EVENT"):
                return w["label_it_place"]
            if r.label == "PLACE":
                return w["label_it_place"]
            return w["label_it_product"] if r.what is What.PRODUCT else w["thing_for_it"]
        if r.plural:
            if acts and r.what is What.THING:
                return None
            return w["people_for_they"] if r.what is not What.THING else 0.0
        if r.what is What.ORGANIZATION or r.label == "GROUP":
            return w["organization_for_they"]
        return None

    def _best(self, i: int, kind: str) -> Referent | None:
        a, w = self.a, self.w
        acts = self._acts(i)
        possessive = a.lower[i] in self.lists.possessive and a.dep[i] == "nmod:poss"
        barred = [] if possessive else self._barred(i)
        favoured = self._favoured(i, possessive)
        best: tuple[float, int, Referent] | None = None
        for r in self.discourse.active.values():
            bonus = self._agrees(r, kind, acts)
            if bonus is None or r in barred:
                continue
            score = r.salience + bonus + favoured.get(r.number, 0.0)
            if kind == "it" and r is self.topic:
                score += w["topic_for_it"]
            if best is None or (score, r.last) > (best[0], best[1]):
                best = (score, r.last, r)
        if best is None:
            return None
        found = best[2]
        if kind in ("he", "she") and found.gender is None:
            found.gender = "m" if kind == "he" else "f"
        return found

    def _favoured(self, i: int, possessive: bool) -> dict[int, float]:
        """Return bonuses for the subjects of the clauses that hold a pronoun."""
        a, w = self.a, self.w
        found: dict[int, float] = {}
        at = a.clause(i)
        own = a.subject(at)
        if own is not None and own != i and own in self.text and (possessive or own < i):
            found[self.text[own].number] = w["same_clause_subject"]
        steps = 0
        while a.head[at] != at and steps < 4:
            up = a.head[at]
            steps += 1
            if a.dep[at] in ("ccomp", "xcomp", "advcl", "conj", "parataxis", "acl"):
                governor = a.clause(up) if a.pos[up] not in ("VERB", "AUX") else up
                subject = a.subject(governor)
                if subject is not None and subject in self.text and subject != i:
                    gain = (
                        w["reporting_subject"]
                        if is_reporting(a, up)
                        else w["same_clause_subject"] / 2
                    )
                    number = self.text[subject].number
                    found[number] = max(found.get(number, 0.0), gain)
            at = up
        return found

    # -- first person ---------------------------------------------------------------

    def _first_person(self) -> None:
        """Resolve "I" and "we" in quotes to the one who is quoted, and the firm spoken for."""
        a = self.a
        for quote in self.quotes:
            speaker = self.text.get(quote.speaker) if quote.speaker is not None else None
            if speaker is None:
                continue
            firm = (
                speaker
                if speaker.what is What.ORGANIZATION
                else self.employer(speaker, quote.speaker)
            )
            for i in range(quote.start, quote.end):
                kind = self.lists.pronoun.get(a.lower[i]) if a.pos[i] == "PRON" else None
                if kind == "i" and speaker.what is What.PERSON:
                    self.text[i], self.kind[i] = speaker, "pronoun"
                elif kind == "we" and firm is not None:
                    self.text[i], self.kind[i] = firm, "pronoun"

    def employer(self, person: Referent, at: int | None = None) -> Referent | None:
        """Return the organization that a person is said to belong to."""
        if at is not None:
            found = self.organization_at(at)
            if found is not None:
                return found
        if person.organization is None:
            for name in self.names:
                if not name.title and self.referents[name.cluster] is person:
                    found = self.organization_at(name.head)
                    if found is not None:
                        person.organization = found
                        break
        return person.organization

    def organization_at(self, i: int) -> Referent | None:
        """Return the organization that the noun phrase at `i` is tied to, by its own words."""
        a = self.a
        inside = self.name_at.get(i)
        span = range(inside.start, inside.end) if inside else range(i, i + 1)
        for noun in (i, *describers(a, i, span)):
            for k in a.kids[noun]:
                if k in span or a.dep[k] not in (
                    "compound",
                    "nmod:poss",
                    "nmod",
                    "amod",
                    "nmod:desc",
                ):
                    continue
                for m in (k, *a.kids[k]):
                    r = self.text.get(m)
                    if r is not None and r.what is What.ORGANIZATION and not r.members and r.name:
                        return r
        return None
