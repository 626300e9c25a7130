"""What the two kinds of squares and is_iterable promise. The answer is katas/iterable.py; leave this file as it is."""

import enum
import re
from collections.abc import Iterable
from itertools import islice

import pytest

from katas.iterable import IterableSquares, SequenceSquares, is_iterable
from sensei.endless import Source, all_of
from sensei.expect import raises, same, short, true

HUGE = 10**12


class Queue:
    """Only `__getitem__`, as before there was `__iter__`; reading takes the item away."""

    def __init__(self, *items):
        self.items = list(items)

    def __getitem__(self, index):
        return self.items.pop(0)


class Steps:
    """An iterator's `__next__` without its `__iter__`."""

    def __next__(self):
        raise StopIteration


class Mirror:
    """Answers to every name that is looked up on it, as a mock does."""

    def __getattr__(self, name):
        return lambda *args: iter(())


class NoLoop(dict):
    """Has items, and says that it cannot be looped over."""

    __iter__ = None


class Broken:
    """Its `__iter__` gives what is no iterator."""

    def __iter__(self):
        return 5


@Iterable.register
class Registered:
    """Called an Iterable, and has nothing that a loop could use."""


class Colour(enum.Enum):
    RED = 1


def test_the_sequence_has_a_length_and_items():
    squares = SequenceSquares(5)
    same(len(squares), 5, "len(SequenceSquares(5))")
    same([squares[0], squares[1], squares[4]], [0, 1, 16], "items 0, 1 and 4 of SequenceSquares(5)")
    same(len(SequenceSquares(n=0)), 0, "len(SequenceSquares(n=0)); the parameter is called n")


def test_a_negative_index_counts_from_the_end():
    squares = SequenceSquares(5)
    same([squares[-1], squares[-2], squares[-5]], [16, 9, 0], "items -1, -2 and -5 of SequenceSquares(5)")


def test_an_index_outside_is_an_index_error():
    for n, index in ((5, 5), (5, 6), (5, -6), (5, -7), (5, HUGE), (5, -HUGE), (0, 0), (0, -1)):
        with raises(IndexError, f"SequenceSquares({n})[{index}] is outside, and IndexError is how a for loop ends"):
            _ = SequenceSquares(n)[index]


def test_a_slice_is_a_list():
    squares, plain = SequenceSquares(6), [0, 1, 4, 9, 16, 25]
    for part in (slice(1, 4), slice(None), slice(2, 3), slice(4, 99), slice(-2, None), slice(None, -4), slice(-9, 2)):
        same(squares[part], plain[part], f"SequenceSquares(6)[{_written(part)}]")
    for part in (slice(None, None, 2), slice(1, None, 3), slice(None, None, -1), slice(4, 1, -2), slice(-2, None, 9)):
        same(squares[part], plain[part], f"SequenceSquares(6)[{_written(part)}]: a slice may have a step")
    for part in (slice(3, 3), slice(9, 12), slice(4, 2)):
        same(squares[part], [], f"SequenceSquares(6)[{_written(part)}]: nothing in it, and no error")


def test_loops_work_on_the_sequence():
    squares = SequenceSquares(4)
    same(all_of(squares), [0, 1, 4, 9], "a for loop over SequenceSquares(4)")
    same(list(squares), [0, 1, 4, 9], "and once more, by list()")
    there = [number in squares for number in (4, 9, 5, 16, -1)]
    same(there, [True, True, False, False, False], "which of 4, 9, 5, 16 and -1 are in SequenceSquares(4)")
    same(all_of(reversed(squares)), [9, 4, 1, 0], "reversed(SequenceSquares(4))")
    same(all_of(SequenceSquares(0)), [], "SequenceSquares(0) is empty")
    pairs = [(a, b) for a in islice(squares, 2) for b in islice(squares, 2)]
    same(pairs, [(0, 0), (0, 1), (1, 0), (1, 1)], "a loop in a loop, over the same SequenceSquares")


def test_the_sequence_has_no_iter_of_its_own():
    true(all_of(SequenceSquares(2)) == [0, 1], "a for loop over SequenceSquares(2) must give 0 and 1")
    for name in ("__iter__", "__next__"):
        true(
            not hasattr(SequenceSquares, name),
            f"SequenceSquares has {name}: with __getitem__ alone a loop asks for items 0, 1, 2 … until IndexError",
        )


@pytest.mark.overdue("each item is computed from its index when it is asked for: nothing beforehand, no walking there")
def test_the_sequence_computes_nothing_beforehand():
    squares = SequenceSquares(HUGE)
    same(squares[10**6], 10**12, "SequenceSquares(10**12)[10**6]")
    same(squares[-1], (HUGE - 1) ** 2, "SequenceSquares(10**12)[-1]")
    same(len(squares), HUGE, "its length")
    same(squares[HUGE - 2 : HUGE], [(HUGE - 2) ** 2, (HUGE - 1) ** 2], "its last two, as a slice")
    same(squares[:: 4 * 10**11], [0, 16 * 10**22, 64 * 10**22], "three of them, far apart, as a slice")
    last = HUGE - 1
    same(squares[:: -4 * 10**11], [(last - n * 4 * 10**11) ** 2 for n in range(3)], "three of them, from the end")
    same(next(iter(squares)), 0, "the first step of a loop over it")


def test_the_iterable_can_be_looped_over_again_and_again():
    squares = IterableSquares(4)
    for time in ("first", "second", "third"):
        same(all_of(squares), [0, 1, 4, 9], f"the {time} loop over the same IterableSquares(4)")
    same(all_of(IterableSquares(n=1)), [0], "IterableSquares(n=1); the parameter is called n")
    same(all_of(IterableSquares(0)), [], "IterableSquares(0) is empty")
    there = [number in squares for number in (9, 5, 16, -1)]
    same(there, [True, False, False, False], "which of 9, 5, 16 and -1 are in IterableSquares(4)")


def test_every_iter_gives_a_new_iterator():
    squares = IterableSquares(3)
    same(list(zip(squares, squares, strict=False)), [(0, 0), (1, 1), (4, 4)], "two loops side by side, by zip")
    pairs = [(a, b) for a in islice(squares, 9) for b in islice(squares, 9)]
    same(pairs, [(a, b) for a in (0, 1, 4) for b in (0, 1, 4)], "a loop in a loop over one IterableSquares(3)")
    one, other = iter(squares), iter(squares)
    got = [next(one), next(one), next(other), next(iter(IterableSquares(9))), next(one), next(other)]
    same(got, [0, 1, 0, 0, 4, 1], "two iterators, in turn: each has its own place")


def test_what_iter_gives_is_an_iterator():
    iterator = iter(IterableSquares(3))
    true(
        hasattr(iterator, "__iter__"), "an iterator has an __iter__ too, or a loop over the iterator itself would fail"
    )
    true(iter(iterator) is iterator, "an iterator's __iter__ returns the iterator itself")
    same([next(iterator), *all_of(iterator)], [0, 1, 4], "a loop over an iterator goes on from where it stands")
    for _ in range(2):
        with raises(StopIteration, "after the end every next raises StopIteration"):
            next(iterator)


def test_the_iterable_has_only_iter():
    same(all_of(IterableSquares(2)), [0, 1], "a for loop over IterableSquares(2)")
    for name in ("__getitem__", "__next__"):
        true(not hasattr(IterableSquares, name), f"IterableSquares has {name}: __iter__ alone is asked for here")


@pytest.mark.overdue("a square is computed when a loop asks for it, not before")
def test_the_iterable_computes_nothing_beforehand():
    same(list(islice(IterableSquares(HUGE), 3)), [0, 1, 4], "the first three of IterableSquares(10**12)")


def test_is_iterable_is_true_for_what_a_loop_takes():
    file_like = iter(["line\n"])
    for obj in ([1], (), {}, {1}, "ab", "", b"", range(0), {}.items(), zip(), file_like, iter(()), IterableSquares(2)):
        same(is_iterable(obj), True, f"is_iterable({short(obj)})")
    same(is_iterable(n for n in (1, 2)), True, "is_iterable of a generator")


def test_is_iterable_is_false_for_what_a_loop_refuses():
    async def stream():
        yield 1

    for obj in (5, 0, None, 1.5, True, object(), len, all_of, lambda: [], NotImplemented, stream()):
        same(is_iterable(obj), False, f"is_iterable({short(obj)}): a for loop refuses it")


def test_is_iterable_knows_the_old_way_too():
    why = "it has only __getitem__, and a for loop takes that"
    same(is_iterable(SequenceSquares(3)), True, f"is_iterable(SequenceSquares(3)): {why}")
    same(is_iterable(SequenceSquares(0)), True, f"is_iterable(SequenceSquares(0)): {why}; to be empty is no reason")
    same(is_iterable(Queue()), True, f"is_iterable of an object without a length: {why}")


def test_is_iterable_consumes_nothing():
    squares, queue, source = (n * n for n in (1, 2, 3)), Queue("a", "b"), Source()
    for obj in (squares, queue, source):
        same(is_iterable(obj), True, f"is_iterable({short(obj)}): it can be looped over")
    same(source.read, 0, "items read of an iterator: asking whether it can be looped over reads nothing")
    same(list(squares), [1, 4, 9], "what a generator still has after is_iterable(generator)")
    same(queue.items, ["a", "b"], "what a queue still has that loses the items that are read, by queue[0]")
    same(is_iterable(_fails_at_once()), True, "is_iterable of a generator that fails when it is read: nobody reads it")


def test_is_iterable_asks_the_type_as_a_loop_does():
    thing = type("Thing", (), {})()
    thing.__iter__ = lambda: iter(())
    same(is_iterable(thing), False, "an __iter__ put on the object alone: a for loop looks at the type, and refuses it")
    same(is_iterable(Mirror()), False, "an object that answers to every name by __getattr__: a for loop refuses it")
    for kind in (IterableSquares, SequenceSquares, list, dict):
        same(is_iterable(kind), False, f"the class {kind.__name__} itself is no iterable; its objects are")
    same(is_iterable(Colour), True, "an Enum class is one: its metaclass has __iter__")


def test_is_iterable_is_false_for_what_only_looks_like_it():
    same(is_iterable(NoLoop(a=1)), False, "__iter__ = None says: not to be looped over; a for loop refuses it")
    same(is_iterable(Steps()), False, "__next__ without __iter__: a for loop refuses it")
    same(is_iterable(Broken()), False, "an __iter__ that returns 5: a for loop refuses it")
    same(is_iterable(Registered()), False, "registered as an Iterable, without __iter__: a for loop refuses it")
    same(is_iterable(re.match("a", "a")), False, "a Match has __getitem__, but is no sequence: a for loop refuses it")


def _written(part):
    bounds = [part.start, part.stop] + ([part.step] if part.step is not None else [])
    return ":".join("" if bound is None else str(bound) for bound in bounds)


def _fails_at_once():
    raise OSError("the first item cannot be had")
    yield
