from __future__ import annotations

import io

from kg.cli._progress import Progress


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


class Clock:
    now = 0.0

    def __call__(self) -> float:
        return self.now


def test_a_terminal_shows_a_bar_with_rate_and_time_left() -> None:
    stream, clock = Terminal(), Clock()
    show = Progress(stream, clock=clock)
    show(0, 100)
    assert "0 of 100 articles" in stream.getvalue()
    clock.now = 5.0
    show(25, 100)
    last = stream.getvalue().rpartition("\r")[2]
    assert last.startswith("[######..................] 25 of 100 articles, 5.0 a second, 0:15 left")
    clock.now = 5.05
    show(26, 100)
    assert "26 of" not in stream.getvalue(), "not more often than eyes can follow"
    clock.now = 20.0
    show(100, 100)
    assert stream.getvalue().endswith("100 of 100 articles, 5.0 a second\x1b[K\n")


def test_elsewhere_a_plain_line_is_written_now_and_then() -> None:
    stream, clock = io.StringIO(), Clock()
    show = Progress(stream, clock=clock)
    for done in range(1001):
        clock.now = float(done) / 10
        show(done, 1000)
    lines = stream.getvalue().splitlines()
    assert len(lines) == 3
    assert lines[0] == "300 of 1000 articles, 10.0 a second, 1:10 left"
    assert "\r" not in stream.getvalue()


def test_nothing_to_do_shows_nothing() -> None:
    stream = Terminal()
    Progress(stream)(0, 0)
    assert stream.getvalue() == ""
