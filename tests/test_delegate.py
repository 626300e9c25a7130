"""What delegate promises. The answer is katas/delegate.py; read this file, leave it as it is.

Most checks write down what a next, send, throw or close led to, in words, by `said`: "yields 1", "ends with None".
"""

import ast
from contextlib import suppress
from inspect import isgenerator
from itertools import islice, product

import pytest

from katas.delegate import delegate
from sensei.answers import served_folder
from sensei.expect import raises, same, true

pytestmark = pytest.mark.overdue("delegate goes round for ever: each turn has to yield an item of the sub, or to end")

KEPT = []


def test_yields_what_the_sub_yields():
    same(_items("ab"), ["a", "b"], "the letters of a string, one after the other (iter() gives its iterator)")
    same(_items(n * n for n in range(4)), [0, 1, 4, 9], "a generator")
    same(_items([0, None, "", []]), [0, None, "", []], "items that are false, or None, are items like all others")
    same(_items(_Letters()), ["a", "b"], "an object that has __getitem__ and nothing else can be looped over")
    same(_items([]), [], "an empty list has no items")
    items = [ValueError("an item"), StopIteration("an item"), GeneratorExit("an item"), KeyError]
    same(_items(items), items, "items that are exceptions are items like all others")


def test_is_written_without_yield_from_async_and_await():
    source = ast.parse((served_folder() / "delegate.py").read_text(encoding="utf-8"))
    words = {ast.YieldFrom: "yield from", ast.Await: "await", ast.AsyncFunctionDef: "async def"}
    words |= {ast.AsyncFor: "async for", ast.AsyncWith: "async with"}
    found = [f"{words[type(node)]} in line {node.lineno}" for node in ast.walk(source) if type(node) in words]
    same(found, [], "this kata is to be written without yield from, async and await")
    talk = _begun("ab")
    true(getattr(talk, "gi_yieldfrom", None) is None, "some yield from, out of sight, does the work")


def test_ends_with_the_value_that_the_sub_returns():
    for value in ("done", None, 0, (1, 2), ["x"], ValueError("as a value")):
        talk = delegate(_returns(value, "item"))
        same(_said(next, talk), "yields 'item'", "the sub's only item")
        same(_said(next, talk), f"ends with {value!r}", f"the sub has returned {value!r}")
    same(_said(next, delegate(_returns("at once"))), "ends with 'at once'", "a sub may return without any item")
    same(_said(next, delegate([])), "ends with None", "a list returns nothing")
    same(_said(next, delegate(_Plain(StopIteration("said")))), "ends with 'said'", "the value of its StopIteration")
    same(_said(next, delegate(_Plain(StopIteration()))), "ends with None", "a StopIteration without a value")


def test_takes_one_item_at_a_time():
    sub = _Plain("a", "b", "c")
    talk = _kept(delegate(sub))
    for number, item in enumerate("ab", 1):
        same(_said(next, talk), f"yields {item!r}", f"item {number}")
        same(sub.diary, ["next"] * number, f"item {number} was asked for: the sub must not be asked for the one after")


def test_an_error_of_the_sub_comes_out_unchanged():
    error = KeyError("of the sub")
    talk = _begun(_fails(error))
    with raises(KeyError, "the sub fails after its first item: its error comes out") as caught:
        next(talk)
    true(caught.error is error, "the very error of the sub must come out")
    same(_said(next, talk), "ends with None", "the error has ended it")


def test_the_sub_gives_nothing_before_the_first_next():
    sub = _Full("a", "b")
    talk = _kept(delegate(sub))
    same(sub.diary, [], "calling delegate asks the sub for nothing yet")
    true(iter(talk) is talk, "iter() of it is itself, as with every generator")
    same(_said(next, talk), "yields 'a'", "now it has begun")
    same(sub.diary, ["next"], "the first next asks the sub for one item")
    same(_said(lambda: next(delegate(5))), "raises TypeError", "5 cannot be looped over: it is said now or later")


def test_a_value_cannot_be_sent_before_the_first_next():
    for sub in (iter("a"), _returns(None, "a")):
        talk = _kept(delegate(sub))
        said = _said(talk.send, 1)
        wanted = ("raises TypeError", "raises AttributeError")
        true(said in wanted, f"it waits at no yield yet, nothing could take the value: an error, but send(1) {said}")


def test_closing_before_the_first_next_ends_it():
    for talk in (delegate(_WithClose()), delegate(_returns(None, "a"))):
        same(_said(talk.close), "yields None", "closed before it began")
        same(_said(next, talk), "ends with None", "and it is over")


def test_what_is_sent_reaches_the_sub():
    talk = _kept(delegate(_echo()))
    same(_said(next, talk), "yields 'ready'", "it begins")
    for value in ("hello", 7, 0, "", False, ()):
        same(_said(talk.send, value), f"yields {('got', value)!r}", f"send({value!r}) goes to the sub, also if false")
    for error in (ValueError("a value"), StopIteration("a value"), GeneratorExit("a value")):
        true(talk.send(error)[1] is error, f"{error!r} is sent, not thrown: the sub gets it as a value")
    everything = _Everything()  # == None
    true(talk.send(everything)[1] is everything, "only None is None: not all that says it is equal to None")


def test_send_none_is_next():
    talk = _kept(delegate([1, 2, 3]))
    same(_said(next, talk), "yields 1", "a list iterator has no send")
    same(_said(talk.send, None), "yields 2", "send(None) is next(), which it has")
    sub = _Full("a", "b", "c", "d")
    talk = _kept(delegate(sub))
    same([next(talk), talk.send(None), next(talk)], ["a", "b", "c"], "send(None) between two nexts")
    same(sub.diary, ["next"] * 3, "next() and send(None) ask a sub by its next, also one that has a send")


def test_a_value_sent_to_a_sub_without_send_is_an_attribute_error():
    for sub in (iter("abc"), _WithClose("a", "b")):
        talk = _begun(sub)
        same(_said(talk.send, 1), "raises AttributeError", "the sub has no send: the value cannot be delivered")


def test_what_is_thrown_reaches_the_sub():
    error, thrown = ValueError("trouble"), []
    talk = _begun(_echo(thrown))
    same(_said(talk.throw, error), "yields 'took ValueError'", "the sub caught it and yielded: throw returns that")
    true(thrown[-1] is error, "the very exception that was thrown must reach the sub")
    same(_said(next, talk), "yields ('got', None)", "the sub lives on, and so does delegate")
    same(_said(talk.throw, ValueError), "yields 'took ValueError'", "throw takes a class as well")


def test_after_a_throw_the_conversation_goes_on():
    talk = _begun(_echo())
    for value in ("one", "two"):
        same(_said(talk.throw, ValueError("a")), "yields 'took ValueError'", "the sub takes a ValueError, each time")
        same(_said(talk.throw, ValueError("b")), "yields 'took ValueError'", "and another one straight after it")
        same(_said(talk.send, value), f"yields {('got', value)!r}", "a value sent straight after a throw")


def test_a_base_exception_reaches_the_sub_too():
    error, thrown = _Cancelled("now"), []
    talk = _begun(_echo(thrown))
    same(
        _said(talk.throw, error), "yields 'took _Cancelled'", "CancelledError, say, is a BaseException and no Exception"
    )
    true(thrown[-1] is error, "the very exception that was thrown must reach the sub")


def test_ctrl_c_reaches_the_sub_too():
    for error in (KeyboardInterrupt("thrown"), SystemExit("thrown"), StopAsyncIteration()):
        sub = _Full("a", "b")
        talk = _begun(sub)
        with suppress(KeyboardInterrupt, SystemExit):
            _said(talk.throw, error)
        same(sub.diary, ["next", f"throw {type(error).__name__}"], "every exception that is thrown goes to the sub")


def test_a_stop_iteration_that_is_thrown_is_not_the_end_of_the_sub():
    talk = _begun(_echo())
    same(_said(talk.throw, StopIteration("no end")), "yields 'took StopIteration'", "it was thrown: it goes to the sub")


def test_what_is_thrown_comes_out_when_the_sub_has_no_throw():
    for sub in (iter("abc"), _WithSend("a", "b")):
        error = _Cancelled("now") if sub.__class__ is _WithSend else ValueError("trouble")
        talk = _begun(sub)
        with raises(type(error), "the sub has no throw: what is thrown comes out") as caught:
            talk.throw(error)
        true(caught.error is error, "the very exception that was thrown must come out")
        same(_said(next, talk), "ends with None", "and it is over")
        same(getattr(sub, "diary", ["next"]), ["next"], "the sub was asked for one item, and nothing else")


def test_a_sub_may_return_when_something_is_thrown_into_it():
    talk = _begun(_gives_up())
    same(
        _said(talk.throw, ValueError("a")), "ends with 'gave up: a'", "the sub returned: that is the value of the whole"
    )
    same(_said(next, talk), "ends with None", "and it is over")


def test_close_closes_the_sub():
    for sub in (_Full("a"), _WithClose("a")):
        talk = _begun(sub)
        same(_said(talk.close), "yields None", "close() returns nothing")
        same(sub.diary, ["next", "close"], "close() has to close the sub, by its close, once")
    log = []
    generator = _logs_its_end(log)  # held here: one that nobody holds would be closed by the collector
    talk = _begun(generator)
    same(_said(talk.close), "yields None", "close() returns nothing, whatever the sub returns when it is closed")
    same(log, ["closed"], "the sub's finally runs in close()")
    same([_said(next, talk), _said(next, generator)], ["ends with None"] * 2, "both are over")


def test_closing_a_sub_without_close_just_ends():
    letters = iter("abc")
    for sub in (letters, _Plain("a"), _WithThrow("a")):
        talk = _begun(sub)
        same(_said(talk.close), "yields None", "the sub has no close: there is nothing to be closed, and no error")
        same(_said(next, talk), "ends with None", "it is over")
    same(list(letters), ["b", "c"], "a list iterator that was not used up can be read on by its owner")


def test_an_error_while_closing_the_sub_comes_out():
    for how in ("close", "throw"):
        for error in (OSError("the sub cannot close"), AttributeError("inside the sub's own close")):
            sub = _Full("a")
            sub.fails_to_close = error
            talk = _begun(sub)
            with raises(type(error), f"the sub fails in its close, at a {how} of GeneratorExit") as caught:
                talk.close() if how == "close" else talk.throw(GeneratorExit())
            true(caught.error is error, "the very error of the sub must come out")
            same(_said(next, talk), "ends with None", "it is over, whatever happened while closing")
    talk = _begun(_stubborn())
    same(_said(talk.close), "raises RuntimeError", "the sub yields while it is closed: a RuntimeError, as always")


def test_a_thrown_generator_exit_closes_the_sub_and_comes_out():
    for error in (GeneratorExit("leave"), _Leave("a kind of GeneratorExit")):
        sub = _Full("a", "b")
        generator = _logs_its_end([])  # returns a value when it is closed
        for talk in (delegate(sub), delegate(generator), delegate(iter("ab"))):
            next(talk)
            with raises(GeneratorExit, "GeneratorExit thrown in: the sub is closed, then it comes out") as caught:
                talk.throw(error)
            true(caught.error is error, "the very GeneratorExit that was thrown must come out")
            same(_said(next, talk), "ends with None", "it is over")
        same(sub.diary, ["next", "close"], "the sub has to hear close, not throw")
        same(_said(next, generator), "ends with None", "the sub has been closed")


def test_an_iterable_may_have_an_iterator_of_its_own():
    iterator = _Full("a", "b", "c")
    talk = _begun(_Shelf(iterator))
    same(_said(talk.send, 1), "yields 'b'", "an iterable and its iterator are two: the value goes to the iterator")
    same(_said(talk.throw, ValueError("x")), "yields 'c'", "what is thrown goes to the iterator")
    same(_said(talk.close), "yields None", "close closes the iterator")
    same(iterator.diary, ["next", "send 1", "throw ValueError", "close"], "what the iterator has heard")


def test_an_error_in_answer_to_a_send_or_a_throw_comes_out_too():
    moves = {"send": lambda talk: talk.send(1), "throw": lambda talk: talk.throw(ValueError("thrown in"))}
    for name, move in moves.items():
        error = KeyError("of the sub")
        talk = _begun(_fails(error))
        with raises(KeyError, f"the sub answers a {name} with an error of its own: that one comes out") as caught:
            move(talk)
        true(caught.error is error, "the very error of the sub must come out")


def test_each_method_is_looked_for_by_itself():
    sub = _WithSend("a", "b")
    talk = _begun(sub)
    same(_said(talk.send, 1), "yields 'b'", "a sub with a send and no throw: a value is sent")
    sub = _WithThrow("a", "b")
    talk = _begun(sub)
    same(_said(talk.throw, ValueError("x")), "yields 'b'", "a sub with a throw and no send: an exception is thrown in")
    talk.close()
    same(sub.diary, ["next", "throw ValueError"], "it has no close, and GeneratorExit is not thrown in place of it")


def test_what_the_sub_raises_is_not_thrown_back_into_it():
    for error in (ValueError("of the sub"), _Cancelled("of the sub"), GeneratorExit("of the sub")):
        for name, move in {"next": next, "send": lambda talk: talk.send(1)}.items():
            sub = _Full("a", error, "b", "c")
            said = _said(move, _begun(sub))
            thrown = [call for call in sub.diary if "throw" in call]
            same(thrown, [], f"{type(error).__name__} came from the sub: only what the caller throws is thrown into it")
            same(said, f"raises {type(error).__name__}", f"the sub raises it in its {name}")


def test_an_attribute_error_inside_the_sub_is_no_missing_method():
    moves = {"send": lambda talk: talk.send(1), "throw": lambda talk: talk.throw(ValueError("in"))}
    for name, move in moves.items():
        error = AttributeError(f"inside the sub's own {name}")
        talk = _begun(_Full("a", error))
        with raises(AttributeError, f"the sub has a {name}, and that fails: its error comes out") as caught:
            move(talk)
        true(caught.error is error, "the very error of the sub must come out")


def test_what_is_over_stays_over():
    endings = {"an end": StopIteration("over"), "an error": KeyError("of the sub"), "close()": None}
    for name, ending in endings.items():
        sub = _Full("a", ending, *(["more"] if name == "an error" else []))
        talk = _begun(sub)
        _said(talk.close if ending is None else talk.__next__)
        diary = list(sub.diary)
        same(
            _said(next, talk), "ends with None", f"next after {name}: it is over, and its value is not given out again"
        )
        same(_said(talk.send, 1), "ends with None", f"send after {name}")
        same(_said(talk.throw, ValueError("late")), "raises ValueError", f"throw after {name}: it comes out again")
        same(_said(talk.close), "yields None", f"close after {name}: nothing happens")
        if name == "an error":
            same(sub.diary, diary, f"after {name} the sub must be left alone")


def test_a_sub_that_has_ended_is_not_closed():
    for end in (StopIteration("over"), KeyError("of the sub"), GeneratorExit("of the sub")):
        sub = _Full("a", end)
        talk = _begun(sub)
        _said(next, talk)
        talk.close()
        same(sub.diary, ["next", "next"], f"{end!r} ended it: neither the end nor a close() later closes the sub")


def test_several_work_side_by_side_and_one_in_the_other():
    one, other = _begun(_echo()), _begun([1, 2, 3])
    same(_said(one.send, "x"), f"yields {('got', 'x')!r}", "what is sent to the first one goes to its own sub")
    same(_said(next, other), "yields 2", "and the second one goes on with its own")
    talk = _begun(delegate(delegate(_echo())))
    same(_said(talk.send, 1), "yields ('got', 1)", "three in a row are as one: a value goes down")
    same(_said(talk.throw, ValueError("x")), "yields 'took ValueError'", "an exception as well")
    sub = _Full("a")
    _begun(delegate(sub)).close()
    same(sub.diary, ["next", "close"], "and so does close")


def test_every_short_conversation_goes_as_with_yield_from():
    for name, make in SUBS.items():
        for moves in product(MOVES, repeat=4):
            wanted, got = _conversation(_real, make(), moves), _conversation(delegate, make(), moves)
            same(got, wanted, f"{name}, and then {', '.join(moves)}")


def _kept(talk):
    """One that nobody holds is closed by the collector, in some other check perhaps."""
    KEPT.append(talk)
    return talk


def _begun(sub):
    """A delegate that waits at the sub's first item."""
    talk = _kept(delegate(sub))
    next(talk)
    return talk


def _real(sub):
    """What delegate does, in the words that it may not use."""
    result = yield from sub
    return result


def _conversation(delegating, sub, moves):
    talk = delegating(sub)
    said = [_said(MOVES[move], talk) for move in ("next()", *moves, "close()")] + getattr(sub, "diary", [])
    if isgenerator(sub):
        list(islice(sub, 20))  # to its end: the stubborn one would complain when the collector closes it
    return said


def _said(call, *args):
    """What a call led to, in words. Ctrl-C is let through."""
    try:
        return f"yields {call(*args)!r}"
    except StopIteration as end:
        return f"ends with {end.value!r}"
    except (Exception, GeneratorExit, _Cancelled) as error:  # noqa: BLE001 - it may be any
        return f"raises {type(error).__name__}"


def _items(sub):
    """All items, but not endlessly many."""
    return list(islice(delegate(sub), 20))


class _Plain:
    """An iterator with a diary. Its script is what each call leads to: an exception is raised, all else returned."""

    def __init__(self, *script):
        self.script = list(script)
        self.diary = []

    def __iter__(self):
        return self

    def __next__(self):
        return self.play("next")

    def play(self, call):
        self.diary.append(call)
        outcome = self.script.pop(0) if self.script else StopIteration()
        if isinstance(outcome, BaseException):
            raise outcome
        return outcome


class _WithSend(_Plain):
    def send(self, value):
        return self.play(f"send {value!r}")


class _WithThrow(_Plain):
    def throw(self, kind, value=None, traceback=None):
        """Takes an exception, a class, or all three, as a generator does."""
        return self.play(f"throw {(kind if isinstance(kind, type) else type(kind)).__name__}")


class _WithClose(_Plain):
    fails_to_close = None

    def close(self):
        self.diary.append("close")
        if self.fails_to_close is not None:
            raise self.fails_to_close


class _Full(_WithSend, _WithThrow, _WithClose):
    pass


class _Shelf:
    """An iterable that is not its own iterator."""

    def __init__(self, iterator):
        self.iterator = iterator

    def __iter__(self):
        return self.iterator


class _Letters:
    def __getitem__(self, at):
        return "ab"[at]


class _Everything:
    def __eq__(self, other):
        return True

    __hash__ = object.__hash__


class _Cancelled(BaseException):
    """No Exception, like asyncio's CancelledError."""


class _Leave(GeneratorExit):
    pass


def _returns(value, *items):
    yield from items
    return value


def _echo(thrown=None):
    """Answers whatever is sent, and whatever is thrown but for GeneratorExit; keeps the last thing thrown."""
    answer = "ready"
    while True:
        try:
            answer = "got", (yield answer)
        except (Exception, _Cancelled) as error:  # noqa: BLE001 - it may be any
            answer = f"took {type(error).__name__}"
            if thrown is not None:
                thrown.append(error)


def _fails(error):
    with suppress(ValueError):
        yield "an item"
    raise error


def _gives_up():
    try:
        yield "working"
    except ValueError as error:
        return f"gave up: {error}"


def _logs_its_end(log):
    try:
        yield "open"
    except GeneratorExit:
        return "a value"
    finally:
        log.append("closed")


def _stubborn():
    for _ in range(3):
        try:
            yield "here"
        except GeneratorExit:
            yield "still here"


def _patient():
    """Takes one ValueError; the second one ends it with a value."""
    got = []
    for _ in range(2):
        try:
            got.append((yield len(got)))
        except ValueError:
            got.append("error")
            yield "sorry"
    return got


MOVES = {
    "next()": next,
    "send(1)": lambda talk: talk.send(1),
    "throw(ValueError)": lambda talk: talk.throw(ValueError),
    "throw(GeneratorExit())": lambda talk: talk.throw(GeneratorExit()),
    "close()": lambda talk: talk.close(),
}
SUBS = {
    "a list": lambda: [1, 2, 3],
    "a generator that takes errors": _patient,
    "a generator that returns at an error": _gives_up,
    "a generator that yields while it is closed": _stubborn,
    "an iterator with send, throw and close": lambda: _Full("a", "b", StopIteration("c")),
    "an iterator with a send": lambda: _WithSend("a", "b", KeyError("c"), "d"),
    "an iterator with a close": lambda: _WithClose("a", "b", "c"),
    "an iterator with a throw": lambda: _WithThrow("a", "b", GeneratorExit("c"), "d"),
}
