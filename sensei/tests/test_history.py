"""The numbers behind `progress`, for attempts made by hand."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from sensei import history, journal
from sensei.catalog import kata
from sensei.due import Due, Review
from sensei.journal import Attempt, Judging, Look
from sensei.standing import Standing

BEGAN = datetime(2026, 10, 7, 12, tzinfo=UTC)  # a Wednesday
STUB = "stub"


def at(minutes):
    return BEGAN + timedelta(minutes=minutes)


def judged(minutes, *failed, state=None, whole=True, digest="own"):
    state = state or ("red" if failed else "green")
    return Judging(at(minutes), state, 9, (), failed, whole, 0, minutes * 60.0, digest, 1.0)


def attempt(*done, slug="asleep", began=BEGAN):
    judgings = tuple(one for one in done if isinstance(one, Judging))
    looks = tuple(one for one in done if isinstance(one, Look))
    return Attempt(slug, began, None, judgings, looks)


def tries(*attempts):
    return history.tries(attempts, {STUB})


def a_try(day, green=True, slug="asleep", minutes=10, hints=0, solution=False):
    return history.Try(slug, day, green, timedelta(minutes=minutes), hints, solution)


def test_a_try_ends_where_it_is_green():
    done = [judged(10, "test_a"), judged(19), judged(30), Look(at(15), "hint", 2), Look(at(25), "hint", 3)]
    (one,) = tries(attempt(*done, Look(at(26), "solution", 0)))
    assert one == a_try(date(2026, 10, 7), minutes=19, hints=2)


def test_a_look_at_the_solution_before_green_is_told():
    assert tries(attempt(Look(at(1), "solution", 0), judged(2)))[0].solution


def test_one_never_green_goes_to_where_it_was_left():
    (one,) = tries(attempt(judged(10, "test_a"), Look(at(15), "solution", 0)))
    assert one == a_try(date(2026, 10, 7), green=False, minutes=15, solution=True)


def test_some_checks_alone_make_nothing_green():
    assert not tries(attempt(judged(10, whole=False)))[0].green


@pytest.mark.parametrize(
    "done",
    [
        [],
        [Look(at(0), "opened", 0)],
        [Look(at(0), "opened", 0), judged(1, "test_a", digest=STUB)],
        [Look(at(0), "restored", 1), judged(1)],
    ],
    ids=["nothing", "opened", "the stub judged", "brought back green"],
)
def test_not_tried(done):
    assert tries(attempt(*done)) == []


def test_a_hint_alone_is_a_try():
    assert tries(attempt(Look(at(5), "hint", 1))) == [a_try(date(2026, 10, 7), green=False, minutes=5, hints=1)]


def test_weeks_begin_on_monday_and_have_no_gap():
    done = [a_try(date(2026, 10, 4)), a_try(date(2026, 10, 5), green=False), a_try(date(2026, 10, 11))]
    assert history.weeks(done, date(2026, 10, 19)) == [
        history.Week(date(2026, 9, 28), 1, 0),
        history.Week(date(2026, 10, 5), 1, 1),
        history.Week(date(2026, 10, 12)),
        history.Week(date(2026, 10, 19)),
    ]


def test_days_to_come_are_of_this_week():
    (week,) = history.weeks([a_try(date(2400, 1, 1))], date(2026, 10, 7))
    assert week == history.Week(date(2026, 10, 5), 1, 0)


def test_no_tries_no_weeks():
    assert history.weeks([], date(2026, 10, 7)) == []


@pytest.mark.parametrize(
    ("progress", "greens", "state"),
    [
        ("green", [], "green"),
        ("untouched", [True], "was green"),
        ("begun", [True, False], "was green"),
        ("untouched", [False], "begun"),
        ("begun", [], "begun"),
        ("untouched", [], "untouched"),
    ],
)
def test_states_of_a_step(progress, greens, state):
    one = kata("asleep")
    done = [a_try(date(2026, 10, 7), green) for green in greens]
    (step,) = history.steps([Standing(one, progress, None)], done, [])
    assert step.state == state


def test_a_step_has_its_own_tries_and_its_day():
    one, review = kata("asleep"), Review(kata("asleep"), BEGAN, 3, timedelta(), 0, False)
    done = [a_try(date(2026, 10, 7)), a_try(date(2026, 10, 7), slug="gather")]
    (step,) = history.steps([Standing(one, "green", None)], done, [Due(one, date(2026, 10, 9), review)])
    assert (step.tries, step.due) == ((done[0],), date(2026, 10, 9))


def step(*tries, slug="asleep"):
    return history.Step(kata(slug), "begun", tries, None)


def test_times_are_told_of_green_tries_else_of_the_last():
    day = date(2026, 10, 7)
    slow, fast, left = a_try(day, minutes=90), a_try(day, minutes=9), a_try(day, green=False, minutes=5)
    assert step(slow, fast, left).told == (slow, fast)
    assert step(slow, fast, left).share == pytest.approx(9 / 45)
    assert step(left, left).told == (left,)
    assert (step().told, step().share) == ((), 0.0)


def test_the_solution_is_more_help_than_any_hint():
    day = date(2026, 10, 7)
    hinted, told = a_try(day, hints=3), a_try(day, hints=1, solution=True)
    assert step(hinted, told, a_try(day)).most_help == told
    assert step(a_try(day)).most_help is None


def test_a_check_is_counted_by_answers_and_by_attempts():
    first = attempt(judged(1, "test_a", digest="1"), judged(2, "test_a", digest="1"), judged(3, "test_a", digest="2"))
    second = attempt(judged(9, "test_a", "test_b", digest="3"), judged(10, "test_b", digest=STUB))
    found = history.failing([first, second], {STUB}, {"asleep": {"test_a": "wakes the loop"}})
    assert found == [
        history.Failing("asleep", "wakes the loop", 3, 2, False),
        history.Failing("asleep", "b", 1, 1, True),
    ]


def test_names_from_the_journal_are_made_readable():
    nasty = attempt(judged(1, "test_\x1b[2J_\ud800" + "x" * 500), slug="old\nkata")
    (found,) = history.failing([nasty], set(), {})
    assert (found.kata, found.gone) == ("old\\nkata", True)
    assert found.sentence.startswith("\\x1b[2J \\ud800xxx")
    assert len(found.sentence) == history.LONGEST_NAME


def test_what_is_due_longest_is_next_else_the_first_not_green():
    def made(**days):
        path = [
            history.Step(kata(slug), state, (), days.get(slug))
            for slug, state in (("iterable", "green"), ("primes", "green"), ("gather", "begun"))
        ]
        return history.History(date(2026, 10, 7), tuple(path), (), (), (), ())

    due = made(iterable=date(2026, 10, 7), primes=date(2026, 10, 1), gather=date(2026, 10, 8))
    assert [one.slug for one in due.due_now] == ["primes", "iterable"]
    assert due.next.kata.slug == "primes"
    assert made(primes=date(2026, 10, 8)).next.kata.slug == "gather"


def test_an_empty_journal_is_a_path_without_tries(clone):
    found = history.read()
    assert {one.state for one in found.path} == {"untouched"}
    assert (found.tries, found.weeks, found.failing, found.due) == ((), (), (), [])


def test_a_journal_in_which_others_have_written_is_a_notice(clone):
    journal.looked(kata("asleep"), "hint", 1)
    with journal._writing() as connection:
        connection.execute("UPDATE looks SET at = 'noon'")
    assert history.read().tries == ()
    (notice,) = journal.take_notices()
    assert notice.startswith("the journal cannot be read: ")
