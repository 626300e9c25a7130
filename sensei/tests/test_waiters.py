"""Who waits for whom: a deadlock is one only if nobody outside can end it."""

from __future__ import annotations

from sensei.frames import Answer
from sensei.standstill import look
from sensei.waiters import Waiter, circle_of, deadlock, tree


def waiters(count):
    return [Waiter(f"task {name!r}", waits="somebody") for name in "abcdefgh"[:count]]


def test_two_that_need_each_other_are_a_deadlock():
    a, b, c = waiters(3)
    a.needs, b.needs, c.needs = [b], [a], [a]
    assert circle_of([c, a, b]) == [a, b]
    assert deadlock([c, a, b]) == "a deadlock: task 'a' and task 'b' wait for each other"


def test_three_in_a_circle_are_told_one_by_one():
    a, b, c = waiters(3)
    a.needs, b.needs, c.needs = [b], [c], [a]
    told = "a deadlock: task 'a' waits for task 'b', task 'b' waits for task 'c', task 'c' waits for task 'a'"
    assert deadlock([a, b, c]) == told


def test_a_large_circle_is_counted():
    many = waiters(8)
    for one, other in zip(many, many[1:] + many[:1], strict=True):
        one.needs = [other]
    assert deadlock(many) == "a deadlock: 8 wait for each other in a circle, task 'a' for one"


def test_who_needs_itself():
    (a,) = waiters(1)
    a.needs = [a]
    assert deadlock([a]) == "a deadlock: task 'a' waits for itself"
    a.waits = "the lock that it holds itself"
    assert deadlock([a]) == ""


def test_no_deadlock_if_one_of_several_is_enough_and_can_go_on():
    a, b, c = waiters(3)
    a.needs, a.one_is_enough = [b, c], True
    b.needs = [a]
    assert deadlock([a, b, c]) == ""
    c.needs = [a]
    assert deadlock([a, b, c]) != ""


def test_no_deadlock_if_one_of_them_gives_up():
    a, b = waiters(2)
    a.needs, b.needs, b.gives_up = [b], [a], True
    assert deadlock([a, b]) == ""


def test_no_deadlock_in_a_chain():
    a, b, c = waiters(3)
    a.needs, b.needs = [b], [c]
    assert deadlock([a, b, c]) == ""


def test_a_tree_is_folded_with_what_is_below():
    root, *others = waiters(5)
    for one in others:
        one.kind = "work"
    root.below, others[0].below, others[1].below = others[:2], [others[2]], [others[3]]
    drawn = [(place["depth"], place["who"]) for place in tree([root, *others])]
    assert drawn == [(0, "task 'a'"), (1, "task 'b' (and 1 like it)"), (2, "task 'd'")]


def test_everybody_is_drawn_once_also_in_a_circle():
    a, b, c = waiters(3)
    a.below = a.needs = [b]
    b.below = b.needs = [a]
    drawn = [(place["depth"], place["who"]) for place in tree([a, b, c])]
    assert sorted(drawn) == [(0, "task 'a'"), (0, "task 'c'"), (1, "task 'b'")]


def test_what_cannot_be_explained_raises_nothing(tmp_path, monkeypatch):
    monkeypatch.setattr("sensei.task_tree.pending_tasks", lambda: [object()])
    assert look(Answer(tmp_path)) == ([], [])
