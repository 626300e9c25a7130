"""`progress` on the screen and as a page in HTML."""

from __future__ import annotations

import io
import itertools
import os
import re
import sys
from datetime import date, timedelta
from html.parser import HTMLParser
from pathlib import Path

import pytest
from freezegun import freeze_time

from sensei import catalog, checks, history, journal, progress_page, saving, screen
from sensei.catalog import kata
from sensei.errors import Mistake
from sensei.history import Failing, History, Step, Try, Week
from sensei.progress import progress
from sensei.progress_screen import Page
from sensei.screen import Screen
from sensei.verdict import Outcome, Verdict
from sensei.words import DONE, MISTAKEN, run

TODAY = date(2026, 10, 21)
MONDAY = date(2026, 10, 19)
HOSTILE = "<script>alert(1)</script>&\"'"

PAGE = """
progress   1 of 4 green
  3 attempts, 1 h 50 min of work, since Monday 12 October

kata          state          minutes   card|        help      due
Iteration
  ✔ iterator  green      40→10 of 20  ██   |        none      now
  ○ primes    was green     70 of 20  █████|█████+  solution  2 Nov
asyncio
  ◐ gather    begun         30 of 30  █████|        2 hints
Programs
  · crawler   untouched
  minutes worked until green, the first and the last time, long pauses left out
  not on the path any more: semaphore, attempts: 2

attempts a week
  12 Oct  ██░ 2 green, 1 not yet
  19 Oct  -

where help was needed
  iterator       1 hint; the last time none
  primes         3 hints and the solution
  gather         2 hints

checks that fail most
  gather         gives the results in order
                 4 answers rejected in 2 attempts
  gather         was a check once (no check now)
                 1 answer rejected in 1 attempt

due
  iterator       since Tuesday 20 October
  primes         Monday 2 November

  next   iterator is due: nox -s reset -- iterator, then write it again

"""


def a_try(slug, minutes, green=True, hints=0, solution=False, day=date(2026, 10, 12)):
    return Try(slug, day, green, timedelta(minutes=minutes), hints, solution)


def some(**other):
    tries = {
        "iterator": (a_try("iterator", 40, hints=1), a_try("iterator", 10)),
        "primes": (a_try("primes", 70, hints=3, solution=True),),
        "gather": (a_try("gather", 30, green=False, hints=2),),
        "crawler": (),
    }
    states, days = ("green", "was green", "begun", "untouched"), (date(2026, 10, 20), date(2026, 11, 2), None, None)
    path = [Step(kata(slug), state, tries[slug], day) for slug, state, day in zip(tries, states, days, strict=True)]
    given = {
        "today": TODAY,
        "path": tuple(path),
        "elsewhere": (("semaphore", 2),),
        "weeks": (Week(MONDAY - history.WEEK, 2, 1), Week(MONDAY)),
        "failing": (
            Failing("gather", "gives the results in order", 4, 2, False),
            Failing("gather", "was a check once", 1, 1, True),
        ),
        "tries": tuple(itertools.chain(*tries.values()))[1:],
    }
    return History(**given | other)


def empty():
    path = tuple(Step(one, "untouched", (), None) for one in catalog.katas())
    return History(TODAY, path, (), (), (), ())


def drawn(capsys, shown):
    Page(Screen(), shown).draw()
    return capsys.readouterr().out


def bare(text):
    return "\n".join(line.rstrip() for line in text.split("\n"))


def test_the_page_letter_by_letter(capsys):
    assert bare(drawn(capsys, some())) == PAGE


def test_no_line_is_wider_than_80_columns_and_none_is_coloured(capsys):
    worst = tuple(
        Step(one, "was green", (a_try(one.slug, 999), a_try(one.slug, 888, solution=True)), date(2026, 12, 28))
        for one in catalog.katas()
    )
    names = tuple(Failing("k" * 80, "word " * 16, 2000, 100, True) for _ in range(9))
    text = drawn(capsys, some(path=worst, failing=names, elsewhere=(("y" * 80, 3),), weeks=(Week(MONDAY, 5000, 900),)))
    assert "999→888 of 60" in text
    assert "\x1b" not in text
    assert "…" not in text
    assert max(len(line) for line in text.split("\n") if "y" * 80 not in line and "k" * 80 not in line) <= 80


def test_an_empty_journal_is_the_path_and_how_to_begin(capsys):
    text = drawn(capsys, empty())
    assert text.startswith("\nprogress   0 of 21 green\n")
    assert "attempts a week" not in text
    assert "next   edit katas/iterable.py, then nox -s kata-iterable" in text


def test_a_hundred_weeks_are_summed_up(capsys):
    weeks = tuple(Week(MONDAY - history.WEEK * (99 - number), 1, 1) for number in range(100))
    text = drawn(capsys, some(weeks=weeks))
    assert "88 weeks before: 88 green, 88 not yet" in text
    assert text.count("1 green, 1 not yet") == 12


def test_an_old_terminal_gets_plain_marks(monkeypatch):
    old = io.TextIOWrapper(io.BytesIO(), encoding="cp1252", errors="strict")
    monkeypatch.setattr(sys, "stdout", old)
    Page(Screen(), some()).draw()
    old.flush()
    text = old.buffer.getvalue().decode("cp1252")
    assert "+ iterator" in text
    assert "40>10 of 20  ##   |" in text


class Reader(HTMLParser):
    """Every element closed that must be; what it reads, and what it would load."""

    VOID = frozenset({"meta", "br", "rect", "line", "path"})

    def __init__(self, page):
        super().__init__()
        self.open, self.found, self.loads, self.text = [], [], [], ""
        self.feed(page)

    def handle_starttag(self, tag, attributes):
        self.found.append((tag, dict(attributes)))
        self.loads += [value for name, value in attributes if name in ("src", "href", "srcset", "data")]
        if tag not in self.VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag, attributes):
        self.found.append((tag, dict(attributes)))

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        self.text += data


def tags(reader, name):
    return [attributes for tag, attributes in reader.found if tag == name]


@pytest.mark.parametrize("shown", [some(), empty()], ids=["some", "empty"])
def test_the_html_stands_alone_and_is_whole(shown):
    page = progress_page.page(shown)
    reader = Reader(page)
    assert page.startswith("<!doctype html>")
    assert reader.open == []
    assert reader.loads == []
    assert tags(reader, "script") == tags(reader, "link") == tags(reader, "img") == []
    assert not re.search(r"@import|url\((?!#)", page)
    assert [tag for tag, _ in reader.found].count("h1") == 1


def test_the_html_says_all_that_the_screen_says():
    text = " ".join(Reader(progress_page.page(some()).replace("<td", " <td").replace("<th", " <th")).text.split())
    for words in (
        "iterator 1 ✔ green due now",
        "primes 2 ○ was green due 2 Nov",
        "40 → 10 of 20",
        "30 of 30, not yet green",
        "1 hint → none",
        "3 hints and the solution",
        "not on the path any more: semaphore, 2 attempts",
        "gives the results in order gather 4 2",
        "was a check once (no check now)",
        "Tuesday 20 October due now iterator",
    ):
        assert words in text


def test_the_plot_is_told_in_words():
    reader = Reader(progress_page.page(some()))
    (plot,) = [one for one in tags(reader, "svg") if one.get("role") == "img"]
    known = {attributes["id"] for _, attributes in reader.found if "id" in attributes}
    assert set(plot["aria-labelledby"].split()) <= known
    assert "2 attempts that came to green, 1 that have not yet" in reader.text
    assert all("scope" in one for one in tags(reader, "th"))


def test_what_comes_from_the_journal_is_escaped():
    failing = (Failing(HOSTILE, HOSTILE, 1, 1, True),)
    page = progress_page.page(some(failing=failing, elsewhere=((HOSTILE, 1),)))
    reader = Reader(page)
    assert tags(reader, "script") == []
    assert reader.text.count(HOSTILE) == 3


def test_bars_stay_in_the_plot():
    weeks = tuple(Week(MONDAY - history.WEEK * (99 - number), number * 50, 7) for number in range(100))
    plot = progress_page.plot(some(weeks=weeks))
    assert len(plot.bars) == progress_page.MOST_WEEKS
    assert len(plot.earlier) == 48
    assert all(progress_page.TOP <= bar.top <= progress_page.BOTTOM for bar in plot.bars)
    assert all(bar.x >= 0 and bar.end <= 100 for bar in plot.bars)
    assert sum(bar.dated for bar in plot.bars) <= progress_page.DATES
    assert plot.bars[-1].dated


def test_a_young_journal_has_weeks_before_it():
    plot = progress_page.plot(some())
    assert [bar.week.total for bar in plot.bars] == [0, 0, 0, 0, 0, 0, 3, 0]
    assert plot.bars[0].week.monday == MONDAY - 7 * history.WEEK


def test_a_share_is_cut_at_two_cards():
    step = Step(kata("iterator"), "green", (a_try("iterator", 30),), None)
    assert progress_page.bar_of_share(step) == (50, 25)
    assert progress_page.bar_of_share(Step(kata("iterator"), "green", (a_try("iterator", 999),), None)) == (50, 50)


@pytest.fixture
def said(capsys, clone, monkeypatch):
    """On a screen so wide that no path is wrapped."""
    monkeypatch.setattr(screen, "WIDTH", 400)

    def say(*words):
        code = run(progress, *words)
        return code, " ".join(capsys.readouterr().out.split())

    return say


def test_a_page_is_written_and_written_again(said, tmp_path):
    file = tmp_path / "page.html"
    for _ in range(2):
        assert said("--html", str(file)) == (DONE, f"the page is written: {file}")
        assert file.read_text(encoding="utf-8").rstrip().endswith("</html>")
    assert [one.name for one in tmp_path.iterdir() if one.suffix in (".html", ".tmp")] == ["page.html"]


def test_nobodys_work_is_written_over(said):
    file = kata("asleep").file
    before = file.read_bytes()
    code, text = said("--html", str(file))
    assert code == MISTAKEN
    assert "asleep.py is there already and no page of progress: name another file, or remove it" in text
    assert file.read_bytes() == before


def test_a_folder_that_is_not_there_and_a_folder_in_its_place(said, tmp_path):
    assert said("--html", str(tmp_path / "no" / "page.html")) == (
        MISTAKEN,
        f"there is no folder {tmp_path / 'no'}: make it, or name a file somewhere else",
    )
    code, text = said("--html", str(tmp_path))
    assert (code, "is a folder: name a file in it" in text) == (MISTAKEN, True)


def test_a_name_that_is_too_long(said, tmp_path):
    code, text = said("--html", str(tmp_path / ("x" * 300)))
    assert code == MISTAKEN
    assert text.startswith("no page was written: ")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="a device of Linux")
def test_a_full_disk(said):
    code, text = said("--html", "/dev/full")
    assert (code, text) == (MISTAKEN, "no page was written: No space left on device: /dev/full")
    assert Path("/dev/full").is_char_device()


def test_a_disk_that_is_full_in_the_middle_leaves_the_page_of_before(tmp_path, fill_the_disk):
    file = tmp_path / "page.html"
    saving.save(f"{saving.MARK} before", file)

    fill_the_disk()
    with pytest.raises(Mistake, match="no page was written: No space left"):
        saving.save(f"{saving.MARK} after", file)
    assert file.read_bytes() == f"{saving.MARK} before".encode()
    assert os.listdir(tmp_path) == ["page.html"]


def test_a_link_stays_a_link(tmp_path):
    (tmp_path / "there").mkdir()
    target, link = tmp_path / "there" / "page.html", tmp_path / "link.html"
    link.symlink_to(target)
    saving.save("page", link)
    assert link.is_symlink()
    assert target.read_text(encoding="utf-8") == "page"


def test_words_that_make_no_sense(said):
    assert "unrecognized arguments: asleep" in said("asleep")[1]
    assert "--html: expected one argument" in said("--html")[1]


def test_a_damaged_journal_is_said(said):
    journal.FOLDER.mkdir()
    (journal.FOLDER / journal.NAME).write_bytes(b"no database" * 1000)
    code, text = said()
    assert code == DONE
    assert "0 of 21 green" in text
    assert "the journal was damaged; it is set aside as" in text


@freeze_time("2026-10-21 12:00:00")
def test_from_the_journal_to_the_page(said):
    one = kata("iterator")
    every = checks.checks(one)
    one.file.write_bytes(one.reference.read_bytes())
    journal.looked(one, "hint", 1)
    journal.judged(Verdict(one, "red", (Outcome(every[0], False),)), "other", whole=True)
    journal.judged(Verdict(one, "green", (Outcome(every[0], True),)), journal.digest(one.file), whole=True)
    code, text = said()
    assert code == DONE
    assert "progress 1 of 21 green 1 attempt" in text
    assert "✔ iterator green <1 of 20 █ | 1 hint" in text
    assert "19 Oct █ 1 green" in text
    assert f"iterator {every[0].sentence} 1 answer rejected in 1 attempt" in text
