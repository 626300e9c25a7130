"""What averager promises. The answer is katas/generator.py; read this file, leave it as it is."""

import pytest

from katas.generator import Reset, averager
from sensei.expect import number, raises, same, true

KEPT = []  # a generator that nobody holds is closed by the collector, and hides what close() does


@pytest.fixture
def closed():
    """The counts that on_close was called with."""
    return []


@pytest.fixture
def mean(closed):
    """A primed averager."""
    generator = averager(on_close=closed.append)
    KEPT.append(generator)
    same(next(generator), None, "the first next only starts it and yields None")
    return generator


def test_the_first_next_yields_none(mean):
    pass  # the fixture has done it


def test_close_ends_it_quietly(mean):
    mean.close()
    mean.close()
    with raises(StopIteration, "after close() a next finds it finished"):
        next(mean)


def test_send_returns_the_mean_with_the_number_sent(mean):
    number(mean.send(10), 10, "send(10) returns the mean at once, 10 included")
    number(mean.send(20), 15, "then send(20)")
    number(mean.send(60), 30, "then send(60)")
    number(mean.send(5), 23.75, "then send(5): a mean need not be whole")
    for _ in range(2):
        mean.send(5)
    number(mean.send(5), 110 / 7, "then 5 three times more: 110 / 7, not rounded")


def test_zero_and_negative_numbers_count(mean):
    number(mean.send(0), 0, "0 is a number: the mean of 0")
    number(mean.send(4), 2, "the mean of 0 and 4")
    number(mean.send(-1), 1, "the mean of 0, 4 and -1")


def test_next_and_send_none_ask_and_count_nothing(mean):
    same(next(mean), None, "there is no mean of no numbers")
    mean.send(10)
    number(next(mean), 10, "next() after 10 asks for the mean")
    number(mean.send(None), 10, "send(None) is next()")
    number(mean.send(20), 15, "10 and 20: the questions between them are no numbers")


def test_throwing_reset_forgets_everything(mean):
    mean.send(10)
    same(_reset(mean, Reset()), None, "throw(Reset()) returns None")
    number(mean.send(4), 4, "the 10 from before the reset is forgotten")
    mean.send(8)
    same(_reset(mean, Reset), None, "throw(Reset) takes the class as well")
    same(next(mean), None, "after a reset there is no mean")
    for _ in range(3000):
        _reset(mean, Reset())  # one after the other, with nothing between
    number(mean.send(7), 7, "forgotten again")


def test_any_other_error_leaves_it_and_ends_it(mean):
    error = ValueError("not for you")
    mean.send(1)
    with raises(ValueError, "throw(ValueError()) must come out again") as caught:
        mean.throw(error)
    true(caught.error is error, "the very error that was thrown must come out")
    with raises(StopIteration, "and then it is over: a next finds it finished"):
        next(mean)


def test_close_calls_on_close_once_with_the_count(mean, closed):
    mean.send(10)
    next(mean)
    mean.send(20)
    same(closed, [], "on_close is not called while it lives")
    mean.close()
    same(closed, [2], "close after two numbers: on_close(2)")
    mean.close()
    same(closed, [2], "a second close is nothing new")
    for late in (Reset(), ValueError("too late")):
        with raises(type(late), "what is over is over: an error thrown into it comes out"):
            mean.throw(late)
    same(closed, [2], "and on_close is not called again")


def test_close_before_any_number_reports_none(mean, closed):
    mean.close()
    same(closed, [0], "no numbers: on_close(0)")


def test_the_count_begins_again_at_a_reset(mean, closed):
    mean.send(1)
    mean.send(2)
    _reset(mean, Reset())
    mean.send(3)
    mean.close()
    same(closed, [1], "one number since the reset: on_close(1)")


def test_an_error_calls_on_close_once(mean, closed):
    mean.send(1)
    with raises(ZeroDivisionError, "a foreign error comes out"):
        mean.throw(ZeroDivisionError())
    same(closed, [1], "it ended by an error, after one number")
    mean.close()
    same(closed, [1], "and closing what is over does not call again")


def test_ctrl_c_leaves_it_and_ends_it(mean, closed):
    mean.send(1)
    with raises(KeyboardInterrupt, "a KeyboardInterrupt is no Exception, and must come out as well"):
        mean.throw(KeyboardInterrupt())
    same(closed, [1], "it ended, after one number: on_close(1)")


def test_what_is_no_number_ends_it_and_is_not_counted(mean, closed):
    mean.send(1)
    mean.send(2)
    with raises(Exception, "send('three') cannot be averaged: an error must come out"):
        mean.send("three")
    same(closed, [2], "on_close once, with the two numbers: 'three' was none")
    with raises(StopIteration, "it has ended"):
        mean.send(4)
    other = averager(closed.append)
    KEPT.append(other)
    next(other)
    with raises(Exception, "send('one') as the first cannot be averaged: an error must come out"):
        other.send("one")
    same(closed, [2, 0], "on_close(0) for the other one: 'one' was no number")


def test_two_of_them_do_not_mix(closed):
    one, other = averager(closed.append), averager(closed.append)
    KEPT.extend([one, other])
    next(one), next(other)
    one.send(10)
    number(other.send(2), 2, "the other one has seen only this number")
    number(one.send(20), 15, "and this one only 10 and 20")
    _reset(one, Reset())
    number(other.send(4), 3, "a reset of one leaves the other alone")
    other.close()
    same(closed, [2], "only the other one was closed")


def _reset(generator, reset):
    try:
        return generator.throw(reset)
    except Reset as error:
        raise AssertionError(f"throw({reset!r}) came out again: a Reset is taken inside, every time") from error
