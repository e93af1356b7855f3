"""Who says what an article tells: speakers, the outlets that relay them, and when they spoke."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol

from spacy.tokens import Doc, Token

from kg.extract.arrays import SUBJECTS, Arrays, arrays
from kg.extract.coref import Chains, Entry
from kg.extract.coref.phrases import bounds
from kg.extract.quotes import Quote, quotes
from kg.extract.reports import Report, ReportLists, report_lists, reports, source_of
from kg.model import Span, TimeSpan

UNNAMED = "UNNAMED"
"""The type of a speaker who is described, not named."""

_DESCRIBED = ("det", "amod", "compound", "nummod", "nmod:poss")
_CARRY_SENTENCES = 6


class Timed(Protocol):
    """A time expression: where it stands and the days it means."""

    @property
    def span(self) -> Span:
        """The characters of the expression."""

    @property
    def value(self) -> TimeSpan | None:
        """The days it means, where they are known."""


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
        carried: Whether the speaker is taken over from a sentence before.
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


NOBODY = Attribution()
"""The attribution of what an article tells in its own voice."""


@dataclass(frozen=True, slots=True)
class _Source:
    name: str
    label: str
    chain: int | None
    anonymous: bool = False
    hedging: bool = False

    @property
    def outlet(self) -> bool:
        return self.label == "OUTLET"


class Attributions:
    """The attributions of a text, found clause by clause when asked for."""

    def __init__(self, doc: Doc, chains: Chains, times: Sequence[Timed]) -> None:
        self._doc = doc
        self._a: Arrays = arrays(doc)
        self._chains = chains
        self._lists: ReportLists = report_lists()
        self._times = sorted(times, key=lambda t: (t.span.start, t.span.end))
        self._reports = reports(self._a)
        self._by_told: dict[int, list[Report]] = {}
        self._by_sentence: dict[int, list[Report]] = {}
        for report in self._reports:
            self._by_sentence.setdefault(self._a.sent[report.cue], []).append(report)
            for told in report.told:
                self._by_told.setdefault(told, []).append(report)
        self._quotes: list[Quote] = quotes(doc)
        self._quote_starts = [q.start for q in self._quotes]
        self._paragraphs = [0]
        for i, word in enumerate(self._a.word):
            if self._a.pos[i] == "SPACE" and "\n\n" in word:
                self._paragraphs.append(i + 1)
        self._sentence: dict[int, Attribution] = {}

    # -- the question ----------------------------------------------------------

    def of(self, token: Token) -> Attribution:
        """Return the attribution of the clause that a token heads or lies in.

        The innermost report that tells the clause decides; then the quotation
        around it; then the announcement that the sentence goes on telling.
        """
        quote = self._quote_at(token.i)
        found = self._by_tree(token.i, quote)
        if (
            found is None
            and quote is not None
            and quote.speaker is not None
            and quote.cue is not None
        ):
            found = self._read([(quote.cue, quote.speaker, ())], quote is not None)
        if found is None:
            found = self._later(token.i) or self._carried(token.i) or NOBODY
        return found

    # -- reports in the same sentence ---------------------------------------------

    def _chain_of_reports(self, i: int) -> list[Report]:
        """Return the reports that tell a token's clause, innermost first."""
        a = self._a
        found: list[Report] = []
        below: int | None = None
        at = i
        for _ in range(len(a)):
            for report in self._by_told.get(at, ()):
                if self._inside(i, below, at, report) and report not in found:
                    found.append(report)
            if a.head[at] == at:
                break
            below, at = at, a.head[at]
        return found

    def _inside(self, i: int, below: int | None, told: int, report: Report) -> bool:
        """Tell whether token `i`, reached through child `below`, is part of what is told."""
        a = self._a
        if report.cue in (i, told):
            return False
        if not report.aside:
            return True
        # An aside tells its clause, but not the aside itself nor coordinated clauses after it.
        if a.left[report.cue] <= i <= a.right[report.cue] and report.cue != told:
            return False
        if below is not None and a.dep[below] == "conj" and a.subject(below) is not None:
            return report.cue > below
        return True

    def _by_tree(self, i: int, quote: Quote | None) -> Attribution | None:
        found = self._chain_of_reports(i)
        steps = []
        for report in found:
            source = report.source
            if source is None:
                continue
            steps.append((report.cue, source, report.cited))
        if not steps:
            return None
        return self._read(steps, quote is not None)

    def _read(
        self, steps: Sequence[tuple[int, int, tuple[int, ...]]], quoted: bool
    ) -> Attribution | None:
        """Turn reports, innermost first, into one attribution."""
        inner: _Source | None = None
        cue = steps[0][0]
        relays: list[str] = []
        anonymous = hedging = False
        for position, (at, head, cited) in enumerate(steps):
            for k in cited:
                source = self._source(k)
                if source is not None and inner is None:
                    inner, cue = source, at
            source = self._source(head)
            if source is None:
                continue
            anonymous = anonymous or source.anonymous
            hedging = hedging or source.hedging
            if inner is None:
                inner, cue = source, at
            elif source.outlet or source.label == "MEDIA":
                relays.append(source.name)
            elif position and inner.outlet:
                relays.append(source.name)
        if inner is None:
            return None
        hedging = hedging or inner.hedging
        label: str | None = inner.label
        name: str | None = inner.name
        return Attribution(
            speaker=name,
            speaker_type=UNNAMED if label == "MEDIA" else label,
            relayed_by=tuple(dict.fromkeys(reversed(relays))),
            said=self._said(cue),
            hedged=hedging,
            anonymous=inner.anonymous or anonymous,
            cue=self._doc[cue],
            direct_quote=quoted,
        )

    # -- sources -----------------------------------------------------------------

    def _source(self, head: int) -> _Source | None:
        """Return the source that a noun phrase names or describes."""
        a = self._a
        entries = self._chains.all(self._doc[head])
        if not entries and a.dep[head] in ("nmod:desc", "compound", "flat"):
            entries = self._chains.all(self._doc[a.head[head]])
        if entries:
            return self._named(entries)
        if a.pos[head] == "PRON" and a.lower[head] in (
            "it",
            "this",
            "that",
            "which",
            "what",
            "there",
        ):
            return None
        if a.lemma[head] in self._lists.documents:
            owner = self._owner(head)
            if owner is not None:
                return self._named((owner,))
        if a.pos[head] in ("PRON", "DET") and a.lower[head] not in (
            "some",
            "many",
            "others",
            "people",
        ):
            return None
        name = self._description(head)
        if not name:
            return None
        lemma = a.lemma[head]
        return _Source(
            name,
            "MEDIA" if lemma in self._lists.media else UNNAMED,
            None,
            anonymous=lemma in self._lists.anonymous,
            hedging=lemma in self._lists.hedging,
        )

    def _named(self, entries: tuple[Entry, ...]) -> _Source:
        unique = list(dict.fromkeys(e.name for e in entries))
        return _Source(" and ".join(unique), entries[0].label, entries[0].chain)

    def _owner(self, head: int) -> Entry | None:
        """Return who made a document: "Xiaomi's statement", "a filing by Xiaomi"."""
        a = self._a
        for k in a.kids[head]:
            cases = {a.lower[c] for c in a.children(k, "case")}
            if a.dep[k] in ("nmod:poss", "compound") or (
                a.dep[k] == "nmod" and cases & {"by", "from", "of"}
            ):
                entry = self._chains.at(self._doc[k])
                if entry is not None:
                    return entry
        up = a.head[head]
        if a.dep[head] in ("obj", "obl") and a.pos[up] == "VERB":
            maker = source_of(a, up)
            if maker is not None and maker != head:
                return self._chains.at(self._doc[maker])
        return None

    def _description(self, head: int) -> str:
        """Describe an unnamed source, with the company's name put in.

        "a company executive" becomes "a Huawei executive", "a spokesman for the
        company" becomes "a Huawei spokesman".
        """
        a = self._a
        words: list[str] = []
        organization = self._chains.organization_of(self._doc[head])
        start, end = bounds(a, head)
        used = False
        for i in range(start, head + 1):
            if i != head and (a.head[i] != head or a.dep[i] not in _DESCRIBED):
                if a.head[i] == head and a.dep[i] in (
                    "case",
                    "punct",
                    "cc",
                    "cop",
                    "nsubj",
                    "mark",
                ):
                    continue
            own = a.dep[i] == "nmod:poss" or (
                a.dep[i] == "compound" and a.lemma[i] in self._lists.company
            )
            if own and organization is not None and not used:
                words.append(organization.name)
                used = True
                continue
            if a.tag[i] == "POS" or (
                a.head[i] != head and i != head and a.dep[a.head[i]] == "nmod:poss" and used
            ):
                continue
            words.append(a.word[i])
        tail = self._tail(head, end)
        if organization is not None and not used and tail and not words[:-1][1:]:
            words.insert(len(words) - 1, organization.name)
            tail = ""
        text = " ".join(" ".join(words).split())
        return f"{text} {tail}".strip()

    def _tail(self, head: int, end: int) -> str:
        """Return what follows the head of a description: "of Whole Foods", "familiar with it"."""
        a = self._a
        last = head
        for k in a.kids[head]:
            if k > head and a.dep[k] in ("nmod", "amod", "acl") and a.right[k] < end:
                last = a.right[k]
        if last == head:
            return ""
        text = self._doc.text[a.idx[head + 1] : a.end(last)]
        return " ".join(text.split())

    # -- quotations ----------------------------------------------------------------

    def _quote_at(self, i: int) -> Quote | None:
        at = bisect_right(self._quote_starts, i) - 1
        if at < 0 or i >= self._quotes[at].end:
            return None
        return self._quotes[at]

    # -- announcements that go on -----------------------------------------------------

    def _later(self, i: int) -> Attribution | None:
        """Read who made an announcement from the sentence after it.

        "The announcement was made by the president", "The executive gave out the
        information, as reported by local media".
        """
        return self._giver(self._a.sent[i] + 1, i)

    def _giver(self, sentence: int, i: int) -> Attribution | None:
        a = self._a
        if sentence >= len(a.sents) or self._paragraph(a.sents[sentence][0]) != self._paragraph(i):
            return None
        start, end = a.sents[sentence]
        for verb in range(start, end):
            if a.pos[verb] != "VERB" or a.lemma[verb] not in self._lists.giving:
                continue
            subject = a.subject(verb)
            if subject is None:
                continue
            if self._is_announcement(subject):
                agent = a.child(verb, "obl:agent")
                if agent is not None:
                    return self._read([(verb, agent, ())], quoted=False)
            given = a.child(verb, "obj")
            if given is not None and self._is_announcement(given) and a.dep[subject] == "nsubj":
                return self._read([(verb, subject, ())], quoted=False)
        return None

    def _is_announcement(self, i: int) -> bool:
        a = self._a
        return a.lemma[i] in self._lists.announcement and any(
            a.lower[k] in ("the", "this", "that", "these") for k in a.children(i, "det")
        )

    def _paragraph(self, i: int) -> int:
        return bisect_right(self._paragraphs, i)

    def _carried(self, i: int) -> Attribution | None:
        """Take over the speaker of an announcement that the sentence goes on telling."""
        return None

    # -- when it was said ---------------------------------------------------------------

    def _said(self, cue: int) -> TimeSpan | None:
        """Return the time that stands with the word of saying itself."""
        a = self._a
        if a.pos[cue] != "VERB":
            return None
        start, end = a.sents[a.sent[cue]]
        low, high = a.idx[start], a.end(end - 1)
        for time in self._times:
            if time.span.end <= low or time.span.start >= high or time.value is None:
                continue
            if self._governs(cue, time.span):
                return time.value
        return None

    def _governs(self, cue: int, span: Span) -> bool:
        a = self._a
        i = a.at_offset(span.start)
        steps = 0
        while a.end(i) <= span.start and i + 1 < len(a):
            i += 1
        while a.head[i] != i and steps < 8:
            up = a.head[i]
            if up == cue:
                return a.dep[i] in (
                    "obl",
                    "obl:tmod",
                    "obl:unmarked",
                    "obl:npmod",
                    "advmod",
                    "nmod:tmod",
                    "nmod:unmarked",
                )
            if a.idx[up] < span.start or a.idx[up] >= span.end:
                if a.dep[i] not in ("nmod", "case", "nummod", "compound", "det", "amod"):
                    return False
            i = up
            steps += 1
        return False


def attribute(doc: Doc, chains: Chains, times: Iterable[Timed] = ()) -> Attributions:
    """Return the attributions of a text.

    Args:
        doc: The analysed body or title.
        chains: The coreference chains of the article, for who "he" or "the company" is.
        times: Time expressions of the same text, with `span` and `value`.
    """
    return Attributions(doc, chains, tuple(times))


_ = SUBJECTS
