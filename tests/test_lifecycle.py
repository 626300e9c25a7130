"""What drain and states promise. The answer is katas/lifecycle.py; read this file, leave it as it is."""

import pytest

from katas.lifecycle import drain, states
from sensei.expect import raises, same, true

pytestmark = pytest.mark.overdue("a generator is at its end when next raises StopIteration, and only then")


def test_drain_gives_the_items_and_the_return_value():
    same(drain(_generator("abc", "done")), (["a", "b", "c"], "done"), "it yields 'a', 'b' and 'c', and returns 'done'")
    same(drain(generator=_generator([1], 2)), ([1], 2), "it yields 1 and returns 2; the parameter is called generator")


def test_without_a_return_the_value_is_none():
    def numbers():
        yield 1

    same(drain(numbers()), ([1], None), "a generator without a return statement returns None")


def test_without_items_there_is_still_a_value():
    same(drain(_generator([], "done")), ([], "done"), "it yields nothing, and returns 'done'")


def test_any_value_can_be_returned():
    for value in (0, False, "", (), (1, 2), ("one",), [], {}, [[]], StopIteration, ...):
        same(drain(_generator([1], value)), ([1], value), f"it yields 1 and returns {value!r}")
    error = ValueError("returned, not raised")
    true(drain(_generator([1], error))[1] is error, "an exception can be returned like any other object")


def test_any_item_can_be_yielded():
    items = [None, 0, "", False, [], None, 1]
    same(drain(_generator(items, "done")), (items, "done"), "items that are false, and None, are items")
    same(drain(_generator([..., StopIteration], 1)), ([..., StopIteration], 1), "and so is whatever else")


def test_only_what_is_still_to_come_is_given():
    begun = _generator([1, 2, 3], "done")
    next(begun)
    same(drain(begun), ([2, 3], "done"), "one item has been taken before")
    same(drain(begun), ([], None), "it is over: no items, and its value was given once, to whoever came first")


def test_nothing_is_sent_to_it():
    received = []

    def listener():
        for number in range(3):
            received.append((yield number))
        return "done"

    same(drain(listener()), ([0, 1, 2], "done"), "it yields 0, 1 and 2")
    same(received, [None, None, None], "what the three yields gave inside")


def test_a_long_one_is_no_trouble():
    items, value = drain(_generator(range(20_000), "done"))
    same((len(items), items[-1:], value), (20_000, [19_999], "done"), "20,000 items: their number, the last, the value")


def test_an_error_of_the_generator_reaches_the_caller():
    for error in (ValueError("v"), IndexError(), AttributeError(), RuntimeError("r"), KeyError("k"), OSError("o")):
        for items in ([], [1, 2]):
            with raises(type(error), f"after {len(items)} items it raises {error!r}: the caller hears of it") as caught:
                drain(_fails(items, error))
            true(caught.error is error, "the error must be the generator's own, unchanged")
    for kind in (KeyboardInterrupt, GeneratorExit):
        with raises(kind, f"it raises {kind.__name__}, which is no Exception: the caller hears of it too"):
            drain(_fails([1], kind()))


def test_states_sees_created_running_suspended_and_closed():
    def make(probe):
        probe()
        yield

    _same_states(states(make), "created running suspended closed", "it calls probe(), then yields once")
    _same_states(states(make=make), "created running suspended closed", "a second call: it knows nothing of the first")


def test_one_that_never_yields_is_never_suspended():
    def make(probe):
        probe()
        return
        yield

    _same_states(states(make), "created running closed", "it calls probe() and yields nothing")


def test_running_is_seen_from_inside_alone():
    def make(probe):
        yield "not yet"
        probe()

    _same_states(
        states(make),
        "created suspended running closed",
        "it calls probe() after its yield: before that, nobody has seen it running",
    )

    def outer(probe):
        yield from make(probe)

    _same_states(states(outer), "created suspended running closed", "one that does the same by yield from")


def test_every_state_is_named_once():
    def make(probe):
        for _ in range(3):
            probe()
            yield
            probe()

    _same_states(states(make), "created running suspended closed", "three yields, and six times probe()")


def test_it_is_driven_to_its_end():
    ended = []

    def make(probe):
        probe()
        yield from (None, 0, "", *range(1000))
        probe()
        ended.append("well")

    _same_states(states(make), "created running suspended closed", "it calls probe() before and after 1,003 yields")
    same(ended, ["well"], "the body has to come to its end, and not to be closed on the way")


def _same_states(seen, expected, why):
    names = expected.split()
    if seen != [f"GEN_{name.upper()}" for name in names]:  # the constants of inspect will do as well
        same(seen, names, why)


def _generator(items, value):
    for item in items:  # noqa: UP028 - what is sent to it is lost, and no error
        yield item
    return value


def _fails(items, error):
    yield from items
    raise error
