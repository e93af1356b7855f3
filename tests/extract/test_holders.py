"""A speaker who is told only by a post is named where the article names one who holds it."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kg.model import Claim, Kind

ClaimsOf = Callable[..., list[Claim]]
WHO = "Ann Lee, the chairwoman of Acme Motors, spoke in Leeds."


@pytest.mark.parametrize(
    ("source", "who", "speaker"),
    [
        ("its chairwoman", WHO, "Ann Lee"),
        ("the company's chairwoman", WHO, "Ann Lee"),
        ("a chairwoman", WHO, "a chairwoman"),
        ("its treasurer", WHO, None),
        ("its chairwoman", "Bo Ek, the chairwoman of Zenith, spoke in Leeds.", None),
        ("its chairwoman", "Ann Lee, the former chairwoman of Acme Motors, spoke.", None),
    ],
)
def test_who_holds_a_post_speaks(
    claims_of: ClaimsOf, source: str, who: str, speaker: str | None
) -> None:
    text = f"Acme Motors will cut 300 jobs, {source} said on Wednesday. {who}"
    [claim] = claims_of(text, Kind.LAYOFF)
    if speaker is None:
        assert claim.speaker not in ("Ann Lee", "Bo Ek")
    else:
        assert claim.speaker == speaker


@pytest.mark.parametrize(
    "text",
    [
        "Acme Motors will cut 300 jobs, whatever the newspapers wrote.",
        "Acme Motors will cut 300 jobs, as freight rates to Europe went up.",
        "Acme Motors will cut 300 jobs, as some investors had hoped.",
    ],
)
def test_a_reason_is_no_source(claims_of: ClaimsOf, text: str) -> None:
    [claim] = claims_of(text, Kind.LAYOFF)
    assert claim.speaker in (None, "Acme Motors")
