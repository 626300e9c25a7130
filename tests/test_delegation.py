"""What flatten and collect promise. The answer is katas/delegation.py; read this file, leave it as it is."""

import enum
import inspect

import pytest

from katas.delegation import collect, flatten
from sensei.endless import Source, all_of
from sensei.expect import raises, same, short, true

pytestmark = pytest.mark.overdue("an item has to come as soon as it has been read, and it went on and gave nothing")


class Tree:
    """Iterable by a generator method."""

    def __init__(self, *branches):
        self.branches = branches

    def __iter__(self):
        yield from self.branches


class Word(str):
    """A str is a str, by whatever name."""


class Size(enum.StrEnum):
    SMALL = "s"


class Speaker:
    """Makes a generator that yields some items, writes a diary, and lives on when a ValueError is thrown into it."""

    def __init__(self, *items, returns=None):
        self.diary = []
        self.generator = self._speak(items, returns)  # held here: nobody but collect can close it

    def _speak(self, items, returns):
        self.diary.append("began")
        try:
            for item in items:
                try:
                    self.diary.append((yield item))
                except ValueError:
                    self.diary.append("caught")
        finally:
            self.diary.append("ended")
        return returns


def test_flatten_goes_into_lists_depth_first():
    same(all_of(flatten([1, [2, [3, 4], 5], [6], 7])), [1, 2, 3, 4, 5, 6, 7], "flatten([1, [2, [3, 4], 5], [6], 7])")
    same(all_of(flatten(nested=[])), [], "flatten(nested=[])")
    same(all_of(flatten([[], [[], [[]]], 1, []])), [1], "empty lists, in lists, give nothing")


def test_flatten_goes_into_any_iterable():
    same(all_of(flatten(((1, 2), {3}, {4: "four"}, range(5, 7)))), [1, 2, 3, 4, 5, 6], "a tuple, set, dict and range")
    same(all_of(flatten(n for n in (1, iter([2, 3]), {4: 5}.items()))), [1, 2, 3, 4, 5], "a generator and an iterator")
    same(all_of(flatten([Tree(1, Tree(2, [3])), 4])), [1, 2, 3, 4], "objects of a class with __iter__")


@pytest.mark.overdue("the items of 'a' are 'a' again, and so on for ever: a str is an item")
def test_flatten_leaves_strings_and_bytes_whole():
    try:
        got = all_of(flatten(["a", ["bc", b"de"], "", ("f",), b""]))
    except RecursionError as error:
        raise AssertionError("RecursionError: the items of 'a' are 'a' again, and so on: a str is an item") from error
    same(got, ["a", "bc", b"de", "", "f", b""], "strings and bytes are items, the empty ones too")
    got = all_of(flatten([Word("ab"), [Size.SMALL]]))
    same(list(map(type, got)), [Word, Size], "objects of classes derived from str are items as well: their types")


def test_flatten_leaves_all_that_is_no_iterable():
    items = [None, 0, False, 1.5, ..., len, object()]
    same(all_of(flatten([items, [items]])), items * 2, "None, numbers, functions and other objects are items")


def test_flatten_is_an_iterator():
    items = flatten([1, [2, 3], 4])
    true(hasattr(items, "__next__"), f"flatten gave {short(items)}: next() cannot be called on that")
    same([next(items), next(items), *all_of(items)], [1, 2, 3, 4], "a loop goes on where next stopped")
    with raises(StopIteration, "then it is over"):
        next(items)
    one, other = flatten([1, [2]]), flatten([[3], 4])
    same([next(one), next(other), next(one), next(other)], [1, 3, 2, 4], "two of them keep their own places")


def test_flatten_reads_an_item_when_it_is_asked_for_one():
    inner, outer = Source(), Source()
    items = flatten(item for item in ([inner], 0))
    same(inner.read, 0, "nothing is read before the first next")
    for number in (1, 2, 3):
        inner.allowed = number
        same(next(items), number, f"next number {number}, of an endless iterable inside")
    items = flatten(outer)
    for number in (1, 2):
        outer.allowed = number
        same(next(items), number, f"next number {number}, of an endless iterable")


def test_flatten_reads_nothing_ahead():
    read = []

    def outer():
        for item in ([1, 2], 3, [4]):
            read.append(item)
            yield item

    items = flatten(outer())
    for wanted, number in ((1, 1), (2, 1), (3, 2), (4, 3)):
        same((next(items), len(read)), (wanted, number), "an item, and how many of the outer iterable were read for it")


def test_flatten_goes_down_a_hundred_levels():
    nested = [None]
    for level in range(100):
        nested = [level, nested] if level % 2 else (nested, level)
    got = all_of(flatten(nested), limit=200)
    same(len(got), 101, "a hundred lists and tuples, each in the next, with a number beside it: how many items")
    wanted = {None, *range(100)}
    true(set(got) == wanted, f"the items were {short(got)}")


def test_an_error_inside_a_nested_iterable_reaches_the_caller():
    errors = TypeError("t"), ValueError("v"), AttributeError("a"), RuntimeError("r"), IndexError("i"), KeyError("k")
    for error in (*errors, OSError("o"), KeyboardInterrupt()):
        for wrap in (lambda inner: [0, inner, 2], lambda inner: [0, [[inner]], 2], lambda inner: [0, Tree(inner), 2]):
            for good in (1, 0):
                items = flatten(wrap(_fails_after(good, error)))
                same([next(items) for _ in range(1 + good)], [0, 1][: 1 + good], "what comes before the error")
                with raises(type(error), f"an inner iterable raises {error!r}: the caller hears of it") as caught:
                    got = next(items)
                    raise AssertionError(f"an inner iterable raised {error!r}, and next gave {short(got)}")
                true(caught.error is error, "the error must be the iterable's own, unchanged")


def test_an_iterable_that_cannot_begin_is_an_error_too():
    for error in (OSError("no such file"), ValueError("closed"), AttributeError("a"), RuntimeError("r"), KeyError("k")):
        items = flatten([1, [CannotBegin(error)]])
        same(next(items), 1, "what comes before it")
        with raises(type(error), f"the __iter__ of an inner iterable raises {error!r}: the caller hears of it"):
            got = next(items)
            raise AssertionError(f"the __iter__ of an inner iterable raised {error!r}, and next gave {short(got)}")


def test_collect_runs_one_after_the_other_and_returns_their_values():
    one, other, silent = Speaker(1, 2, returns="a"), Speaker(3, returns=None), Speaker(returns="c")
    items, value = _rest(collect(one.generator, other.generator, silent.generator))
    same(items, [1, 2, 3], "what the three yield")
    same(value, ["a", None, "c"], "what the three return; the second one returns None, the third one yields nothing")


def test_collect_of_nothing_returns_an_empty_list():
    same(_rest(collect()), ([], []), "no generators: no items, no values")


def test_none_is_started_before_its_turn():
    one, other = Speaker(1, 2), Speaker(3)
    both = collect(one.generator, other.generator)
    same([one.diary, other.diary], [[], []], "the diaries of the two before the first next")
    for number in (1, 2):
        same(next(both), number, f"next number {number}")
        state = inspect.getgeneratorstate(other.generator)
        same(state, inspect.GEN_CREATED, "the state of the second one, while it is the first one's turn")
    same(next(both), 3, "next number 3")
    same(one.diary[-1], "ended", "when the second one begins the first one has come to its end")
    both.close()


def test_each_item_comes_when_it_is_asked_for():
    source = Source()
    both = collect((number for number in source), Speaker().generator)
    for number in (1, 2, 3):
        source.allowed = number
        same(next(both), number, f"next number {number}, of an endless generator")
    both.close()


def test_send_reaches_the_one_whose_turn_it_is():
    one, other = Speaker(1, 2, returns="a"), Speaker(3, 4, returns="b")
    both = collect(one.generator, other.generator)
    got = [
        next(both),
        both.send("to one"),
        both.send(0),
        both.send("to the other"),
    ]
    same(got, [1, 2, 3, 4], "what next and three calls of send give")
    with raises(StopIteration, "the last send ends it") as caught:
        both.send(None)
    same(caught.error.value, ["a", "b"], "the values")
    same(one.diary, ["began", "to one", 0, "ended"], "what the first one was sent")
    same(other.diary, ["began", "to the other", None, "ended"], "what the second one was sent")


def test_throw_reaches_the_one_whose_turn_it_is():
    one, other = Speaker(1, 2, returns="a"), Speaker(3, 4, returns="b")
    both = collect(one.generator, other.generator)
    next(both)
    same(_throw(both), 2, "the first one catches the ValueError and yields 2: that is what throw gives")
    same(_throw(both), 3, "it catches another one and returns: throw gives the first item of the second one")
    same(_throw(both), 4, "now it is the second one that catches it")
    same(one.diary, ["began", "caught", "caught", "ended"], "what the first one saw")
    same(_rest(both), ([], ["a", "b"]), "the rest, and the values")


def test_what_it_does_not_catch_comes_out_and_ends_it():
    for error in (KeyError("k"), RuntimeError("r"), KeyboardInterrupt()):
        one, other = Speaker(1, 2), Speaker(3)
        both = collect(one.generator, other.generator)
        next(both)
        with raises(type(error), f"the first one does not catch {error!r}: it comes out of throw") as caught:
            both.throw(error)
        true(caught.error is error, "the very error that was thrown must come out")
        same(one.diary, ["began", "ended"], "the diary of the first one: its finally has run")
        same(other.diary, [], "the diary of the second one: it is not started any more")
        with raises(StopIteration, "then it is over"):
            next(both)


def test_an_error_of_one_ends_it():
    for error in (ValueError("v"), RuntimeError("r"), KeyboardInterrupt()):
        last = Speaker(3)
        three = collect(Speaker(1).generator, _fails_after(1, error), last.generator)
        same([next(three), next(three)], [1, 1], "what comes before the error")
        with raises(type(error), f"the second one raises {error!r}: the caller hears of it") as caught:
            next(three)
        true(caught.error is error, "the error must be the generator's own, unchanged")
        with raises(StopIteration, "then it is over"):
            next(three)
        same(last.diary, [], "the diary of the third one: it is not started any more")


def test_close_reaches_the_one_whose_turn_it_is():
    for steps in (1, 2, 3):
        speakers = [Speaker(1), Speaker(2), Speaker(3)]
        three = collect(*(speaker.generator for speaker in speakers))
        for _ in range(steps):
            next(three)
        three.close()
        active = speakers[steps - 1]
        same(active.diary, ["began", "ended"], f"after {steps} steps: the diary of the one whose turn it was at close")
        same(inspect.getgeneratorstate(active.generator), inspect.GEN_CLOSED, "and its state")
        same([speaker.diary for speaker in speakers[steps:]], [[]] * (3 - steps), "the others are not started any more")
        with raises(StopIteration, "after close it is over"):
            next(three)


def test_an_error_while_closing_comes_out():
    def messy():
        try:
            yield 1
        finally:
            raise OSError("cannot be closed")

    last = Speaker(2)
    both = collect(messy(), last.generator)
    next(both)
    with raises(OSError, "the clean-up of the active one fails: whoever closes collect hears of it"):
        both.close()
    same(last.diary, [], "the diary of the next one: it is not started any more")


def test_one_that_returns_while_it_is_closed_ends_it_too():
    def polite():
        try:
            yield 1
        except GeneratorExit:
            farewell.append("bye")
        return "late"

    farewell, first, last = [], polite(), Speaker(2)
    both = collect(first, last.generator)
    next(both)
    try:
        both.close()
    except RuntimeError as error:
        raise AssertionError(f"close raised RuntimeError ({error}): after a close no other generator begins") from error
    same(farewell, ["bye"], "the active one has caught GeneratorExit, once")
    same(last.diary, [], "the diary of the next one: it is not started any more")


def test_collect_works_inside_collect():
    one, two, three = Speaker(1, returns="a"), Speaker(2, 3, returns="b"), Speaker(4, returns="c")
    both = collect(collect(one.generator, two.generator), three.generator)
    same([next(both), both.send("x"), both.send("y"), _throw(both)], [1, 2, 3, 4], "next, two sends, one throw")
    same(two.diary, ["began", "y", "caught", "ended"], "what the second one saw, two levels down")
    same(_rest(both), ([], [["a", "b"], "c"]), "the values of the inner collect are one value of the outer one")


class CannotBegin:
    def __init__(self, error):
        self.error = error

    def __iter__(self):
        raise self.error


def _fails_after(number, error):
    yield from range(1, number + 1)
    raise error


def _rest(generator):
    """The items still to come, and the return value."""
    found = []
    while len(found) < 30:
        try:
            found.append(next(generator))
        except StopIteration as end:
            return found, end.value
    raise AssertionError(f"it does not end: it has given {short(found)} so far")


def _throw(generator):
    error = ValueError("for whoever has the turn")
    try:
        return generator.throw(error)
    except ValueError as out:
        raise AssertionError("a ValueError was thrown, which the active generator catches, and it came out") from out
