"""Who says what an article tells: speakers, the outlets that relay them, and when they spoke.

A clause's source is found in three steps: the reports above it in the tree, the
quotation around it, and the announcement that its sentence goes on telling.
"""

from __future__ import annotations

import dataclasses
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from kg.extract.arrays import Arrays, arrays
from kg.extract.coref import Chains, Entry
from kg.extract.cues import cues
from kg.extract.givers import giver_in, told_in
from kg.extract.heard import Heard, Step
from kg.extract.modality import of
from kg.extract.quotes import Quote, quotes
from kg.extract.reach import is_lasting
from kg.extract.relays import relays as relays_after
from kg.extract.report_lists import report_lists
from kg.extract.reports import Report, reports
from kg.extract.retracted import retraction
from kg.extract.said import SaidWhen, Timed
from kg.extract.sayers import source_of
from kg.extract.sources import MEDIA, UNNAMED, Source, source
from kg.extract.tellers import is_placed, is_somebody, speak_as_one
from kg.extract.tenses import is_to_come
from kg.extract.told_on import actor_of, is_told_on
from kg.extract.untrue import called_untrue
from kg.model import Modality, TimeSpan

_ORGANIZATIONS = ("COMPANY", "ORG")
_OURSELVES = ("i", "we")  # who that is, the quotation says
_NEAR, _FAR = 1, 3
_BACK = 2  # sentences from "she" to who is meant


@dataclass(frozen=True, slots=True)
class Attribution:
    """Who an article says a clause comes from.

    Attributes:
        speaker: The innermost source; None where the article speaks itself.
        speaker_type: Its entity label, or `UNNAMED` for a description.
        relayed_by: Outlets between the speaker and the article, outermost first.
        said: When the speaker said it, where the article tells.
        hedged: Whether the source is such that the telling is only reported.
        anonymous: Whether the source names nobody ("sources", "people familiar").
        cue: The word that reports.
        direct_quote: Whether the clause stands in quotation marks.
        carried: Whether the speaker is taken over from a sentence before or after.
    """

    speaker: str | None = None
    speaker_type: str | None = None
    relayed_by: tuple[str, ...] = ()
    said: TimeSpan | None = None
    hedged: bool = False
    anonymous: bool = False
    cue: Token | None = None
    direct_quote: bool = False
    carried: bool = False


_NAMED = frozenset({"PERSON", "COMPANY", "ORG"})

NOBODY = Attribution()
"""The attribution of what an article tells in its own voice."""


class Attributions:
    """The attributions of a text, found clause by clause when asked for."""

    def __init__(
        self, doc: Doc, chains: Chains, times: Sequence[Timed], inside_time: frozenset[int]
    ) -> None:
        self._doc = doc
        self._a: Arrays = arrays(doc)
        self._chains = chains
        self._lists = report_lists()
        self._inside_time = inside_time
        self._when = SaidWhen(self._a, times)
        self._by_told: dict[int, list[Report]] = {}
        self._by_sentence: dict[int, list[Report]] = {}
        self._by_cue: dict[int, Report] = {}
        for report in reports(self._a):
            self._by_sentence.setdefault(self._a.sent[report.cue], []).append(report)
            self._by_cue[report.cue] = report
            for told in report.told:
                self._by_told.setdefault(told, []).append(report)
        self._quotes: list[Quote] = quotes(doc)
        self._quote_starts = [q.start for q in self._quotes]
        words = zip(self._a.word, self._a.pos, strict=True)
        self._paragraphs = [
            i for i, (w, pos) in enumerate(words, 1) if pos == "SPACE" and "\n" in w
        ]
        self._announcers: dict[int, Attribution | None] = {}
        self._announced: dict[int, tuple[Attribution | None, int]] = {}
        self._givers: dict[tuple[int, int], Attribution | None] = {}
        self._known: dict[int, Attribution] = {}

    def of(self, token: Token) -> Attribution:
        """Return the attribution of the clause that a token heads or lies in.

        The innermost report that tells the clause decides; then the quotation
        around it; then the announcement that the sentence goes on telling.
        """
        if token.i not in self._known:
            back = retraction(self._doc, token.i)
            if back is not None and back.denied:  # somebody denies what others told
                own = self._found(self._doc[back.verdict])
                self._known[token.i] = NOBODY if own.carried else own
            else:
                found = self._found(token)
                denier = self._denier(token.i) if found.speaker is None else NOBODY
                self._known[token.i] = found if denier is NOBODY else denier
        return self._known[token.i]

    def _denier(self, i: int) -> Attribution:
        """Return who calls a tale untrue that tells a deed: "'Nonsense,' Ann Lee said of reports that it would sell"."""
        verdict = called_untrue(self._a, i)
        if verdict is None:
            return NOBODY
        if self._a.lemma[verdict] in cues().sets["brushing_aside"]:  # "a spokesman denied reports"
            steps = [Step(verdict, source_of(self._a, verdict)), *self._steps(verdict)]
            return self._read(steps, quoted=False) or NOBODY
        own = self._found(self._doc[verdict])
        return NOBODY if own.carried else own

    def _found(self, token: Token) -> Attribution:
        quote = self._quote_at(token.i)
        steps = self._steps(token.i)
        if not steps and quote is not None and quote.speaker is not None:
            cue = quote.cue if quote.cue is not None else quote.speaker
            steps = [Step(cue, quote.speaker), *self._steps(cue)]
        found = self._read(steps, quoted=quote is not None)
        giver = None if self._is_aside(token.i) else self._giver(token)
        if found is None:
            return giver or self._told_on(token.i) or self._carried(token.i) or NOBODY
        if giver is not None and self._speaks_for(giver, found):
            return dataclasses.replace(giver, said=giver.said or found.said, hedged=found.hedged)
        if giver is not None and giver.speaker == found.speaker:
            relays = (*giver.relayed_by, *found.relayed_by)
            return dataclasses.replace(found, relayed_by=tuple(dict.fromkeys(relays)))
        return found

    # -- reports in the same sentence ---------------------------------------------

    def _steps(self, i: int) -> list[Step]:
        """Return the reports that tell a token's clause, innermost first."""
        a = self._a
        found: list[Report] = []
        below: int | None = None
        at = i
        if self._quote_at(i) is None and is_lasting(a, i):
            return []
        for _ in range(len(a)):
            told = any(a.lower[r.cue] == "according" for r in self._by_told.get(at, ()))
            if self._is_remark(at) and not told and self._quote_at(i) is None:
                break  # what is said in a remark is: "by Halden, which said it would sue"
            own = self._by_cue.get(at) if at == i else None
            if own is not None and a.lemma[i] in self._lists.self_told:
                found.append(own)
            for report in self._by_told.get(at, ()):
                if self._tells(report, i, below, at) and report not in found:
                    found.append(report)
            if a.head[at] == at:
                break
            below, at = at, a.head[at]
        for report in list(found) if found else ():
            if report.aside:  # "the zone confirmed, according to Reuters"
                found += [r for r in self._by_told.get(report.cue, ()) if r not in found]
        return [Step(r.cue, r.source, r.cited) for r in found if self._speaks(r)]

    def _speaks(self, report: Report) -> bool:
        """Tell whether a report says who speaks, or at least that it is hearsay."""
        a = self._a
        if report.source is None:
            return a.pos[report.cue] == "NOUN" and a.lemma[report.cue] in self._lists.hedging
        return a.lower[report.source] not in _OURSELVES and not is_to_come(a, report.cue)

    def _is_remark(self, i: int) -> bool:
        """Tell whether a clause is the article's own remark on a name: "QNX, which it bought"."""
        a, start = self._a, self._a.left[i]
        aside = "," in a.word[max(0, start - 1) : start + 1]
        if a.dep[i] != "acl:relcl":  # "Acme, founded in 1990"
            # Not "said it was ready, having hired two".
            named = a.pos[a.head[i]] not in ("VERB", "AUX")
            return aside and named and a.dep[i] == "acl" and a.tag[i] == "VBN"
        return aside and any(a.tag[k].startswith("W") for k in range(start, min(start + 3, i)))

    def _tells(self, report: Report, i: int, below: int | None, told: int) -> bool:
        """Tell whether token `i`, reached through child `below`, is part of what is told."""
        a = self._a
        if report.cue == i:
            return told == i
        if report.until is not None:
            return i < report.until
        # "“We grew,” said Ann Lee, after a quarter in which": only what is quoted.
        quoted = told < report.cue < i and self._quote_at(told) and self._quote_at(i) is None
        if quoted or not report.aside:
            return not quoted
        # An aside tells its clause, but not itself, nor coordinated clauses after it.
        if report.cue != told and report.cue in a.ancestors(i):
            return False
        if below is not None and a.dep[below] == "conj" and a.subject(below) is not None:
            return report.cue > below
        return True

    def _read(self, steps: Sequence[Step], *, quoted: bool) -> Attribution | None:
        """Turn reports, innermost first, into one attribution."""
        heard = self._heard(steps)
        inner = heard.inner
        if inner is None and not heard.hedging:
            return None
        hedging, relays = heard.hedging, heard.relays
        if inner is not None and not inner.anonymous and inner.label in _NAMED:
            hedging = inner.hedging  # what a named source says is as firm as it puts it
        relays += self._told_to(steps, inner)
        label = inner.label if inner is not None else None
        return Attribution(
            speaker=inner.name if inner is not None else None,
            speaker_type=UNNAMED if label == MEDIA else label,
            relayed_by=tuple(dict.fromkeys(reversed(relays))),
            said=self._when.of(heard.cue, heard.speaking),
            hedged=hedging,
            anonymous=heard.anonymous,
            cue=self._doc[heard.cue],
            direct_quote=quoted,
        )

    def _heard(self, steps: Sequence[Step]) -> Heard:
        """Return the innermost of the sources that reports name, with those who pass on its words."""
        heard = Heard()
        for step in steps:
            heads = step.cited if step.source is None else (*step.cited, step.source)
            if step.source is None or self._a.lemma[step.source] in self._lists.voiceless:
                heads = step.cited
                heard.hedging, heard.cue = True, step.cue if heard.cue < 0 else heard.cue
            for head in heads:
                one = self._sayer(head, step.cue)
                if one is not None:
                    heard.anonymous = heard.anonymous or one.anonymous
                    heard.hedging = heard.hedging or one.hedging
                    self._hear(heard, one, head, step)
        return heard

    def _hear(self, heard: Heard, one: Source, head: int, step: Step) -> None:
        """Take one more source, further out than those before."""
        inner = heard.inner
        if inner is None:
            heard.inner, heard.cue, heard.speaking = one, step.cue, head
        elif self._voices(one, inner, heard.cue):
            heard.inner, heard.speaking = one, head
        elif self._passes_on(inner, heard.cue) and not one.relays:
            heard.relays.append(inner.name)
            heard.inner, heard.cue, heard.speaking = one, step.cue, head
        elif (one.relays or self._cites(one, inner, step)) and one.name != inner.name:
            heard.relays.append(one.name)

    def _passes_on(self, one: Source, cue: int) -> bool:
        """Tell whether an outlet is put in after what it relays: "Ann Lee said, as reported by Reuters"."""
        return one.relays and cue in self._by_cue and self._by_cue[cue].aside

    def _cites(self, one: Source, inner: Source, step: Step) -> bool:
        """Tell whether a name is an outlet as it cites people: "the Courier reported, citing two bankers"."""
        cited = step.source is not None and step.cited and inner.label == UNNAMED
        return bool(cited) and one.label in _NAMED and " " not in one.name.strip()

    def _told_to(self, steps: Sequence[Step], inner: Source | None) -> list[str]:
        """Return the outlets that who speaks is told to have spoken to: "told Reuters"."""
        # Behind the word of saying, or behind who says it: "an email seen by Reuters shows".
        after = [k for s in steps for k in (s.cue, s.source) if k is not None]
        told = (n for k in after for n in relays_after(self._doc, self._chains, k))
        return [] if inner is None or inner.relays else [n for n in told if n != inner.name]

    def _sayer(self, head: int, cue: int) -> Source | None:
        """Return who a noun phrase means; an outlook is spoken by persons only: "she kept the forecast"."""
        found = source(self._doc, self._chains, head, self._inside_time, cue)
        found = found or self._told_before(head)
        if (found is None or found.label == UNNAMED) and (own := self._told_of(head, cue)):
            return own
        told = self._by_cue[cue].told if cue in self._by_cue else ()
        adjusts = self._a.lemma[cue] in self._lists.adjusting
        adjusts = adjusts and any(self._a.lemma[k] in self._lists.outlooks for k in told)
        return None if adjusts and found is not None and found.label != "PERSON" else found

    def _told_of(self, head: int, cue: int) -> Source | None:
        """Return the company before it that "the Bergen-based farmer said" at the end means.

        Where two or more speak who have no name there, it is the party named first: "both said".
        """
        report, joint = self._by_cue.get(cue), speak_as_one(self._a, head)
        joint = joint and report is not None and report.aside
        if report is None or not report.told or not (joint or is_placed(self._a, head)):
            return None
        subject = self._a.subject(report.told[0])
        entry = self._chains.at(self._doc[subject]) if subject is not None else None
        if entry is None or entry.label not in _ORGANIZATIONS:
            entry = self._named_first(head) or (None if joint else self._chains.topic)
        known = entry is not None and entry.label in _ORGANIZATIONS and subject != head
        return Source(entry.name, entry.label, entry.chain) if entry and known else None

    def _named_first(self, head: int) -> Entry | None:
        """Return the first organization that a sentence names before who closes it."""
        start, _ = self._a.sents[self._a.sent[head]]
        for k in range(start, head):
            entry = self._chains.at(self._doc[k])
            if entry is not None and entry.label in _ORGANIZATIONS and entry.form == "name":
                return entry
        return None

    def _voices(self, one: Source, inner: Source, cue: int) -> bool:
        """Tell whether a person tells what an organization expects: "Ann Lee said that Acme expects"."""
        if self._a.lemma[cue] not in self._lists.own_view or inner.label not in _ORGANIZATIONS:
            return False
        return one.label == "PERSON" or (one.label == UNNAMED and not one.anonymous)

    def _told_before(self, i: int) -> Source | None:
        """Return the unnamed speaker of just before that "she" takes up: "a spokeswoman said. She added"."""
        if self._a.lower[i] not in ("he", "she"):
            return None
        own = self._a.sent[i]
        for sentence in range(own, max(-1, own - 1 - _BACK), -1):
            for report in reversed(self._by_sentence.get(sentence, ())):
                if report.cue >= i or report.source is None or report.source == i:
                    continue
                found = source(
                    self._doc, self._chains, report.source, self._inside_time, report.cue
                )
                if found is None and self._a.lower[report.source] == self._a.lower[i]:
                    continue
                person = is_somebody(self._a, report.source) and found is not None
                return found if person and found is not None and found.label == UNNAMED else None
        return None

    # -- quotations ----------------------------------------------------------------

    def _quote_at(self, i: int) -> Quote | None:
        at = bisect_right(self._quote_starts, i) - 1
        if at < 0 or i >= self._quotes[at].end:
            return None
        return self._quotes[at]

    # -- announcements told over several sentences ------------------------------------

    def _is_aside(self, i: int) -> bool:
        """Tell whether a word lies in a participle or relative clause about a name."""
        a = self._a
        clause = a.clause(i)
        return a.dep[clause] in ("acl", "acl:relcl") and a.pos[a.head[clause]] == "PROPN"

    def _speaks_for(self, person: Attribution, found: Attribution) -> bool:
        """Tell whether a person is the voice of the organization that a sentence has speak."""
        if person.speaker_type != "PERSON" or found.speaker_type not in _ORGANIZATIONS:
            return False
        if person.cue is None or person.relayed_by:
            return False
        for token in person.cue.sent:
            entry = self._chains.at(token)
            if entry is not None and entry.name == person.speaker:
                employer = self._chains.organization_of(token)
                return employer is not None and employer.name == found.speaker
        return False

    def _giver(self, token: Token) -> Attribution | None:
        """Read who made an announcement from what is told after it.

        "The announcement was made by the president", "The executive gave out the
        information, as reported by local media".
        """
        told = told_in(self._a, token.i)
        if told is None or self._paragraph(told[0]) != self._paragraph(token.i):
            return None
        if told not in self._givers:
            self._givers[told] = self._read_giver(*told)
        return self._givers[told]

    def _read_giver(self, start: int, end: int) -> Attribution | None:
        told = giver_in(self._a, start, end)
        if told is None:
            return None
        found = self._read([Step(*told), *self._steps(told[0])], quoted=False)
        return None if found is None else dataclasses.replace(found, carried=True)

    def _paragraph(self, i: int) -> int:
        return bisect_right(self._paragraphs, i)

    def _told_on(self, i: int) -> Attribution | None:
        """Return who said what a sentence with "would" goes on telling in the same paragraph."""
        a = self._a
        here = a.sent[i]
        if self._quote_at(i) or self._announcer(here) or not is_told_on(a, i):
            return None
        for before in range(here - 1, max(-1, here - 1 - _NEAR - 1), -1):
            start, end = a.sents[before]
            if self._paragraph(start) != self._paragraph(i):
                return None
            found = self._announcer(before)
            if found is not None:
                past = found.cue is not None and found.cue.tag_ in ("VBD", "VBN")
                return found if past and not found.hedged else None
            root = next((k for k in range(start, end) if a.dep[k] == "root"), start)
            if not is_told_on(a, root):
                return None
        return None

    def _carried(self, i: int) -> Attribution | None:
        """Take over the speaker of an announcement that the sentence goes on telling.

        Only organizations' plans are carried, and only from near: what an article tells as done
        it tells in its own voice, and so what follows on a remark ("it said"), unless it is the
        speaker's own plan, or on a view ("it expects").
        """
        a = self._a
        clause = a.clause(i)
        if a.dep[clause] == "acl:relcl" or of(self._doc[i]).modality is not Modality.PLANNED:
            return None
        found, gap = self._announcement(a.sent[i] - 1)
        if found is None or found.cue is None:
            return None
        subject = actor_of(a, clause)
        entry = self._chains.at(self._doc[subject]) if subject is not None else None
        same = entry is not None and entry.name == found.speaker
        telling = self._lists.announcing | (self._lists.remarking if same else frozenset())
        if a.lemma[found.cue.i] not in telling:
            return None
        if entry is not None and not same and entry.label in _ORGANIZATIONS:
            return None
        plain = same and a.subject(clause) is not None  # not "is also looking to hire"
        return found if gap <= (_FAR if plain else _NEAR) else None

    def _announcement(self, sentence: int) -> tuple[Attribution | None, int]:
        """Return the announcement that a sentence makes or goes on telling.

        With it comes the number of sentences since then that did neither.
        """
        first = max(sentence, 0)
        while first > 0 and first - 1 not in self._announced and self._announcer(first) is None:
            first -= 1
        for at in range(first, sentence + 1):
            if at not in self._announced:
                self._announced[at] = self._announced_at(at)
        return self._announced.get(sentence, (None, 0))

    def _announced_at(self, sentence: int) -> tuple[Attribution | None, int]:
        before, gap = self._announced.get(sentence - 1, (None, 0))
        found = self._announcer(sentence)
        if found is not None and found.speaker_type in _ORGANIZATIONS:
            return found, 0
        if found is not None and found.speaker_type != "PERSON":
            return None, 0
        if before is None or gap > _FAR:
            return None, 0
        start, end = self._a.sents[sentence]
        root = next((i for i in range(start, end) if self._a.dep[i] == "root"), start)
        ahead = of(self._doc[root]).modality is Modality.PLANNED
        return before, (0 if ahead and gap <= _NEAR else gap + 1)

    def _announcer(self, sentence: int) -> Attribution | None:
        """Return who speaks last in a sentence, unless it says that nothing was said."""
        a = self._a
        if sentence not in self._announcers:
            found: Attribution | None = None
            for report in self._by_sentence.get(sentence, ()):
                if report.source is None or any(
                    a.lower[k] in ("not", "n't", "n’t", "never") for k in a.kids[report.cue]
                ):
                    continue
                steps = [Step(report.cue, report.source, report.cited), *self._steps(report.cue)]
                found = self._read(steps, quoted=False) or found
            if found is not None:
                found = dataclasses.replace(found, carried=True)
            self._announcers[sentence] = found
        return self._announcers[sentence]


def attribute(
    doc: Doc,
    chains: Chains,
    times: Iterable[Timed] = (),
    inside_time: frozenset[int] = frozenset(),
) -> Attributions:
    """Return the attributions of a text.

    Args:
        doc: The analysed body or title.
        chains: The coreference chains of the article, for who "he" or "the company" is.
        times: Times of the same text at which something can have been said.
        inside_time: The tokens of all of its times.
    """
    return Attributions(doc, chains, tuple(times), inside_time)
