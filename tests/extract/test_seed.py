"""The first story: its 23 claims, as found, undated, retold, and with other names and figures.

The article itself lies outside the project; the sample article that retells it
lies in `sources/`, so that nothing here rests on a file that may be absent.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import json
import random
import re
from collections.abc import Callable
from decimal import Decimal
from functools import cache
from pathlib import Path

import pytest

import kg.extract
from kg.eval import score
from kg.interchange import read_claims
from kg.language import Analyser, load
from kg.loaders import read_sources
from kg.model import Article, Claim, Modality, Span, TimeSpan

ROOT = Path(__file__).resolve().parents[2]
SEED = ROOT.parent / "shared" / "seed"
SAMPLE = "2021-10-20-xiaomi-mass-production-2024.md"
needs_seed = pytest.mark.skipif(not SEED.is_dir(), reason="../shared/seed is absent")
MAX_OTHERS = 4

COMPANIES = ["Nokia", "Siemens", "Bosch", "Panasonic", "Lenovo", "Philips", "Ericsson", "Hitachi"]
COMPANIES += ["Garmin", "Tencent", "Norvane", "Talwick", "Oppo", "Sharp", "Canon", "Logitech"]
PERSONS = ["Maria Keller", "Tom Okafor", "Wang Xiaolu", "Anna Petrova", "Luis Romero", "Kim Soo-ah"]
PRODUCTS = ["Aurora-X", "Pulse-R", "Nova-Q", "Swift-E"]
NETWORKS = ["Twitter", "Facebook", "LinkedIn"]
NUMBERS = {"five": 5, "eight": 8, "ten": 10, "twelve": 12, "fifteen": 15}
MONTHS = ["February", "March", "April", "May", "June", "July", "August"]


@dataclasses.dataclass(frozen=True)
class Story:
    """A text with the claims it makes."""

    article: Article
    gold: tuple[Claim, ...]


@cache
def analyser() -> Analyser:
    return load()


@cache
def extractor() -> kg.extract.Extractor:
    return kg.extract.load()


@cache
def seed_story() -> Story:
    found = json.loads((SEED / "xiaomi-ev.jsonl").read_text(encoding="utf-8"))
    article = Article(
        id=found["id"],
        title=found["title"],
        text=found["text"],
        date=dt.date.fromisoformat(found["date"]),
    )
    lines = (SEED / "claims.jsonl").read_text(encoding="utf-8").splitlines()
    return Story(article, tuple(read_claims(lines)))


@cache
def sample_story() -> Story:
    items = list(read_sources([ROOT / "sources"]))
    article = next(a for a in items if isinstance(a, Article) and a.id == SAMPLE)
    lines = (ROOT / "tests/gold/samples-2021-10-20.jsonl").read_text(encoding="utf-8").splitlines()
    return Story(article, tuple(read_claims(lines)))


def check(story: Story) -> None:
    """Assert that every gold claim comes out right in full, with few others."""
    found = kg.extract.analyse(story.article, analyser(), extractor()).claims
    wrong = []
    for gold in story.gold:
        # A claim that agrees with one gold claim in full scores full marks against it alone.
        for claim in found:
            result = score([gold], [claim])
            if result.overall.f1 == 1 and all(
                (
                    claim.modality == gold.modality,
                    (claim.speaker or "") == (gold.speaker or ""),
                    claim.time == gold.time,
                    same_amount(claim, gold),
                    claim.period == gold.period,
                    claim.action == gold.action,
                    any(a.overlaps(b) for a in claim.evidence for b in gold.evidence),
                )
            ):
                break
        else:
            wrong.append(gold)
    assert not wrong, "\n".join(str(w) for w in wrong)
    assert len(found) <= len(story.gold) + MAX_OTHERS, "\n".join(str(c) for c in found)


def same_amount(one: Claim, two: Claim) -> bool:
    a, b = one.amount, two.amount
    return (a is None and b is None) or (
        a is not None and b is not None and (a.value, a.unit) == (b.value, b.unit)
    )


def forbidden(claims: tuple[Claim, ...], maker: str, other: str, product: str) -> list[Claim]:
    """Return the claims that the seed's README says must not be there."""
    nobody = {"chinese oem", "smartphone manufacturer", "logo"}
    return [
        c
        for c in claims
        if (c.kind == "Partnership" and c.subject == maker and c.modality is not Modality.UNKNOWN)
        or (c.subject == other and c.object is not None and product in c.object)
        or any(word in c.subject.casefold() for word in nobody)
        or (c.kind == "MarketMove" and c.speaker is not None)
        or (
            c.kind == "Product"
            and c.subject == maker
            and c.action in ("ships", "launches")
            and c.modality is Modality.ASSERTED
        )
        or (
            c.kind == "Target"
            and c.time == TimeSpan(latest=dt.date(2025, 12, 31))
            and c.speaker is not None
            and "executive" not in c.speaker
        )
    ]


@needs_seed
@pytest.mark.shared
def test_the_first_article() -> None:
    check(seed_story())


@needs_seed
@pytest.mark.shared
def test_the_first_article_makes_no_forbidden_claim() -> None:
    claims = kg.extract.analyse(seed_story().article, analyser(), extractor()).claims
    assert not forbidden(claims, "Xiaomi", "Huawei", "Vision-S")


@needs_seed
@pytest.mark.shared
def test_the_undated_text_gives_the_same_spans_and_no_invented_year() -> None:
    dated = seed_story().article
    plain = next(a for a in read_sources([SEED / "xiaomi-ev.txt"]) if isinstance(a, Article))
    assert plain.text == dated.text
    assert plain.date is None
    one = kg.extract.analyse(dated, analyser(), extractor()).claims
    two = kg.extract.analyse(plain, analyser(), extractor()).claims
    assert [(c.kind, c.subject, c.evidence) for c in one] == [
        (c.kind, c.subject, c.evidence) for c in two
    ]
    this_year = dt.date.today().year  # noqa: DTZ011 - the very thing that must not matter
    for claim in two:
        for time in (claim.time, claim.said):
            for day in (time.earliest, time.latest) if time else ():
                assert day is None or day.year != this_year or str(this_year) in plain.text
    march = next(c.said for c in two if c.kind == "Investment")
    assert march is None or march.inferred


def test_the_story_retold() -> None:
    check(sample_story())


def test_the_story_retold_makes_no_forbidden_claim() -> None:
    claims = kg.extract.analyse(sample_story().article, analyser(), extractor()).claims
    assert not forbidden(claims, "Xiaomi", "Huawei", "Vision-S")


# --- the same story with other names and figures ----------------------------------------------


@dataclasses.dataclass(frozen=True)
class Swap:
    """What a variant puts in the place of what the story says."""

    names: dict[str, str]
    years: int
    half: str
    percent: str
    billions: str
    decade: str
    months: dict[str, str]

    def text(self, old: str) -> tuple[str, list[tuple[int, int]]]:
        """Return the new text, and where each old offset went, as pairs of offsets."""
        rules: list[tuple[str, Callable[[str], str]]] = [
            *((rf"\b{re.escape(a)}\b", lambda _m, b=b: b) for a, b in self.names.items()),
            (r"\b5\.4\b", lambda _m: self.percent),
            (r"(?<=\$)10(?= billion)|\b10(?= billion)", lambda _m: self.billions),
            (r"\bten(?= years)", lambda _m: self.decade),
            (r"\bfirst(?= half)", lambda _m: self.half),
            (r"(?<=half of )first", lambda _m: self.half),
            (r"\bH1\b", lambda _m: "H1" if self.half == "first" else "H2"),
            (r"\bFirst(?= Half)", lambda _m: self.half.title()),
            *((rf"\b{a}\b", lambda _m, b=b: b) for a, b in self.months.items()),
            (r"\b20[12]\d\b", lambda m: str(int(m) + self.years)),
        ]
        pattern = re.compile("|".join(f"({rule})" for rule, _ in rules))
        out, moves, last, length = [], [(0, 0)], 0, 0
        for match in pattern.finditer(old):
            new = rules[(match.lastindex or 1) - 1][1](match.group())
            out += [old[last : match.start()], new]
            length += match.start() - last + len(new)
            last = match.end()
            moves.append((last, length))
        return "".join([*out, old[last:]]), moves

    def name(self, old: str | None) -> str | None:
        return None if old is None else self.text(old)[0]

    def time(self, old: TimeSpan | None) -> TimeSpan | None:
        if old is None:
            return None
        first, last = old.earliest, old.latest
        if first and last and (first.month, last.month) == (1, 6) and self.half == "second":
            first, last = first.replace(month=7), last.replace(month=12, day=31)
        for a, b in self.months.items():
            number = MONTHS.index(a) + 2
            if first and last and first.month == last.month == number:
                month = MONTHS.index(b) + 2
                end = dt.date(last.year, month + 1, 1) - dt.timedelta(days=1)
                first, last = first.replace(month=month), last.replace(month=month, day=end.day)
                break
        return TimeSpan(
            earliest=first.replace(year=first.year + self.years) if first else None,
            latest=last.replace(year=last.year + self.years) if last else None,
        )


def move(offset: int, moves: list[tuple[int, int]]) -> int:
    old, new = max(m for m in moves if m[0] <= offset)
    return new + offset - old


def variant(story: Story, seed: int) -> tuple[Story, Swap]:
    rng = random.Random(seed)  # noqa: S311 - variety, not secrecy
    old_companies = ["Xiaomi", "Huawei", "Sony", "Apple", "Google"]
    names = dict(zip(old_companies, rng.sample(COMPANIES, 5), strict=True))
    names |= dict(zip(["Lei Jun", "Zang Ziyuan"], rng.sample(PERSONS, 2), strict=True))
    names |= {"Vision-S": rng.choice(PRODUCTS), "Weibo": rng.choice(NETWORKS)}
    first, second = sorted(rng.sample(MONTHS[:4] + MONTHS[5:], 2), key=MONTHS.index)
    swap = Swap(
        names=names,
        years=rng.randint(-3, 3),
        half=rng.choice(["first", "second"]),
        percent=f"{rng.randint(11, 98) / 10:.1f}",
        billions=str(rng.randint(2, 40)),
        decade=rng.choice(list(NUMBERS)),
        months={"March": first, "August": second},
    )
    article = story.article
    text, moves = swap.text(article.text)
    assert article.date is not None
    new = dataclasses.replace(
        article,
        title=swap.text(article.title)[0],
        text=text,
        date=article.date.replace(year=article.date.year + swap.years),
    )
    gold = []
    for claim in story.gold:
        amount = claim.amount
        if amount and amount.unit == "percent":
            amount = dataclasses.replace(amount, value=Decimal(swap.percent))
        elif amount:
            amount = dataclasses.replace(amount, value=Decimal(swap.billions) * 10**9)
        gold.append(
            dataclasses.replace(
                claim,
                subject=swap.name(claim.subject) or "",
                object=swap.name(claim.object),
                speaker=swap.name(claim.speaker),
                time=swap.time(claim.time),
                said=swap.time(claim.said),
                amount=amount,
                period=f"P{NUMBERS[swap.decade]}Y" if claim.period else None,
                evidence=tuple(
                    Span(move(s.start, moves), move(s.end, moves)) for s in claim.evidence
                ),
            )
        )
    return Story(new, tuple(gold)), swap


@needs_seed
@pytest.mark.shared
@pytest.mark.parametrize("seed", range(10))
def test_the_first_article_with_other_names_and_figures(seed: int) -> None:
    story, swap = variant(seed_story(), seed)
    check(story)
    claims = kg.extract.analyse(story.article, analyser(), extractor()).claims
    names = swap.names
    assert not forbidden(claims, names["Xiaomi"], names["Huawei"], names["Vision-S"])


def test_the_story_retold_with_other_names_and_figures() -> None:
    """Names that are new to the analyser cost a claim now and then, never more than one in ten."""
    right, wanted = 0.0, 0
    for seed in range(10):
        story, swap = variant(sample_story(), seed)
        found = kg.extract.analyse(story.article, analyser(), extractor()).claims
        result = score(story.gold, found).overall
        assert result.predicted <= len(story.gold) + MAX_OTHERS
        names = swap.names
        assert not forbidden(found, names["Xiaomi"], names["Huawei"], names["Vision-S"])
        right, wanted = right + result.right, wanted + result.gold
    assert right >= 0.9 * wanted, (right, wanted)
