"""What this kata promises. The answer is katas/awaitable.py; read this file, leave it as it is."""

import ast
import inspect
import types
from contextlib import suppress
from itertools import count

import pytest

from katas.awaitable import Countdown, drive, kind, pause
from sensei.answers import served_folder
from sensei.expect import raises, same, true

pytestmark = pytest.mark.overdue("it goes round for ever: each turn has to bring the awaitable one step further")


def test_a_countdown_yields_n_to_1_and_evaluates_to_liftoff():
    same(_driven(Countdown(3)), ([3, 2, 1], "liftoff"), "what await Countdown(3) yields to the driver, and its value")
    same(_driven(Countdown(1)), ([1], "liftoff"), "await Countdown(1)")
    same(_driven(Countdown(0)), ([], "liftoff"), "await Countdown(0) has nothing to count")


def test_is_written_without_asyncio():
    nodes = list(ast.walk(ast.parse((served_folder() / "awaitable.py").read_text(encoding="utf-8"))))
    modules = {name.name: node.lineno for node in nodes if isinstance(node, ast.Import) for name in node.names}
    modules |= {node.module or "": node.lineno for node in nodes if isinstance(node, ast.ImportFrom)}
    found = [f"{module} in line {line}" for module, line in modules.items() if module.partition(".")[0] == "asyncio"]
    same(found, [], "an import of asyncio: this kata does without")
    same(_driven(Countdown(2))[1], "liftoff", "and a countdown works without a loop")


def test_a_countdown_can_be_awaited_again():
    countdown = Countdown(2)
    shorter = Countdown(1)
    for which in ("first", "second", "third"):
        same(_driven(countdown), ([2, 1], "liftoff"), f"the {which} await of one Countdown(2)")
    same(_driven(shorter), ([1], "liftoff"), "a Countdown(1) made after it: each has its own n")


def test_two_awaits_of_one_countdown_do_not_mix():
    countdown = Countdown(3)
    one, other = _waiting(countdown), _waiting(countdown)
    try:
        got = [one.send(None), one.send(None), other.send(None), one.send(None), other.send(None)]
        same(got, [3, 2, 3, 1, 2], "a second await begins while the first is at 2: each of them counts for itself")
    finally:
        one.close()
        other.close()


def test_pause_yields_its_tag_and_evaluates_to_what_is_sent_back():
    for tag, reply in (("name?", "Ada"), (None, 7), (0, 0), ("", ""), ("again?", None), (("a", 1), [])):
        same(_driven(pause(tag), reply), ([tag], reply), f"await pause({tag!r}), and the driver sends {reply!r} back")


def test_pause_is_built_with_types_coroutine():
    made = pause("name?")
    true(inspect.isgenerator(made), f"pause(...) is to be a generator, and it is a {type(made).__name__}")
    true(inspect.isawaitable(made), "a generator can be awaited when types.coroutine has marked its function")


def test_drive_gives_back_what_was_yielded_and_the_result():
    async def talks():
        for tag in ("a", None, 0, "a"):
            await _Bottom(tag)
        return ("the", "result")

    async def yields_nothing():
        return "at once"

    same(drive(yields_nothing()), ([], "at once"), "a coroutine that yields nothing: no values, and its result")
    yielded, replies = drive(_asks(3000))
    same((len(yielded), len(replies)), (3000, 3000), "3,000 questions, to the end: values yielded, and answers")
    same(drive(talks()), (["a", None, 0, "a"], ("the", "result")), "all that was yielded, None and 0 as well")
    same(drive(_Bottom("a")), (["a"], None), "the result is None: it is no value that was yielded")


def test_drive_runs_whatever_can_be_awaited():
    async def both():
        return await _Bottom("left"), await _Bottom("right")

    @types.coroutine
    def old_style():
        got = yield "asked"
        last = yield from _Bottom("from").__await__()
        return got, last

    same(drive(both(), "12"), (["left", "right"], ("1", "2")), "a coroutine")
    same(drive(old_style(), "12"), (["asked", "from"], ("1", "2")), "a generator-based coroutine has no __await__")
    same(drive(_Bottom("tag"), "1"), (["tag"], "1"), "an object with __await__, a generator method")
    same(drive(_Bottom(None, lambda: iter("abc"))), (["a", "b", "c"], None), "its __await__ gives a list iterator, say")
    same(
        drive(_Bottom(None, lambda: both().__await__()), "12"), (["left", "right"], ("1", "2")), "or a coroutine's own"
    )


def test_drive_answers_with_the_replies_in_order_and_then_with_none():
    replies = ["Ada", 36]
    same(drive(_asks(4), replies), ([0, 1, 2, 3], ["Ada", 36, None, None]), "two replies for four questions")
    same(drive(_asks(2), replies), ([0, 1], ["Ada", 36]), "as many replies as questions")
    same(drive(_asks(1), {"only": 1, "first": 2}), ([0], ["only"]), "any iterable will do, and some may be left over")
    same(drive(_asks(2)), ([0, 1], [None, None]), "without replies each answer is None")
    same(drive(awaitable=_asks(1), replies="x"), ([0], ["x"]), "the parameters are called awaitable and replies")


def test_drive_sends_a_reply_as_it_is():
    replies = [0, None, "", False, [], None, "end"]
    same(drive(_asks(7), replies)[1], replies, "a reply that is false, or None, is a reply like any other")

    async def takes():
        try:
            return await _Bottom("?")
        except ValueError:
            return "thrown in"

    error = ValueError("a reply")
    true(drive(takes(), [error])[1] is error, "an exception among the replies is sent, not thrown")


def test_an_error_of_the_awaitable_comes_out():
    async def fails(error, questions):
        await _asks(questions)
        raise error

    for error in (KeyError("in it"), RuntimeError("in it"), StopAsyncIteration(), _Odd("in it"), _Cancelled("in it")):
        for questions in (0, 2):
            coroutine = fails(error, questions)
            with raises(
                type(error), f"it fails after {questions} questions: the caller of drive hears of it"
            ) as caught:
                drive(coroutine, "ab")
            true(caught.error is error, "the very error must come out")
            same(inspect.getcoroutinestate(coroutine), "CORO_CLOSED", "and the coroutine is over")


def test_an_error_of_the_replies_closes_what_is_driven():
    log = []
    for error in (OSError("no line"), _Cancelled("Ctrl-C, say")):
        for awaitable in (_logs_its_end(log), _old_style_logs_its_end(log), _Bottom(None, lambda: _endless(log))):
            with raises(type(error), "the replies fail: the caller of drive hears of it") as caught:
                drive(awaitable, _failing(error))
            true(caught.error is error, "the very error of the replies must come out")
            why = f"the replies failed; {_name(awaitable)} must be closed then"
            same(log[-1:], ["closed"] if log else [], why)
            log.clear()
            _is_over(awaitable)


def test_an_error_of_the_replies_is_not_thrown_into_what_is_driven():
    async def takes_errors():
        try:
            return await _asks(3)
        except OSError:
            return "took it"

    with raises(OSError, "the replies fail: that concerns the caller of drive, not the awaitable"):
        drive(takes_errors(), _failing(OSError("no line")))


def test_what_has_no_close_is_no_trouble():
    with raises(OSError, "the replies fail while a list iterator is driven, which has no close"):
        drive(_Bottom(None, lambda: iter("abc")), _failing(OSError("no line"), after=0))


def test_kind_tells_the_two_sorts_of_generators_apart():
    same(kind(_generator()), "generator", "what a generator function makes")
    same(kind(n for n in "ab"), "generator", "a generator expression")
    same(kind(_old_style()), "generator-coroutine", "what a generator function makes that types.coroutine has marked")
    same(kind(pause("tag")), "generator-coroutine", "a pause is one")


def test_kind_knows_a_coroutine_and_an_async_generator():
    coroutine = _asks(1)
    same(kind(coroutine), "coroutine", "what an async def function makes")
    coroutine.close()
    same(
        kind(_async_generator()),
        "async-generator",
        "what an async def function with a yield makes: nobody can await it",
    )


def test_kind_knows_an_object_with_await():
    same(kind(_Bottom("tag")), "awaitable", "an object whose class has __await__, and is nothing else")
    same(kind(Countdown(3)), "awaitable", "a Countdown is one")
    same(kind(type("Lower", (_Bottom,), {})("tag")), "awaitable", "its class may have inherited it")


def test_kind_calls_everything_else_other():
    functions = [_generator, _old_style, _asks, _async_generator, len, kind]
    others = [5, None, "text", [1], iter([1]), range(3), object(), int, types, _Iterator(), _AsyncIterator()]
    for thing in functions:
        same(kind(thing), "other", f"a function is not what it makes: {thing.__name__}")
    for thing in others:
        same(kind(thing), "other", f"{type(thing).__name__} is none of the five, though it may be an iterator")


def test_kind_leaves_the_object_as_it_is():
    asked = []
    kind(_Bottom(None, lambda: asked.append("called") or iter([])))
    same(asked, [], "kind must not call __await__: whoever awaits the object does that")
    generator, old_style, coroutine = _generator(), _old_style(), _asks(1)
    for thing in (generator, old_style, coroutine):
        kind(thing)
    same(inspect.getgeneratorstate(generator), "GEN_CREATED", "kind must not start a generator")
    same(inspect.getgeneratorstate(old_style), "GEN_CREATED", "nor a generator-based coroutine")
    same(inspect.getcoroutinestate(coroutine), "CORO_CREATED", "nor a coroutine, nor close it")
    coroutine.close()


def test_kind_knows_what_has_begun_or_is_over():
    wanted = {"generator": _generator, "generator-coroutine": _old_style, "coroutine": lambda: _asks(1)}
    for name, make in wanted.items():
        thing = make()
        thing.send(None)
        same(kind(thing), name, f"a {name} that has begun")
        with suppress(StopIteration):
            thing.send(None)
        same(kind(thing), name, f"a {name} that is over is still one")
    thing = _async_generator()
    for state in ("that has begun", "that is over"):
        with suppress(StopIteration, StopAsyncIteration):
            thing.asend(None).send(None)
        same(kind(thing), "async-generator", f"an async generator {state}")


class _Bottom:
    """An object with __await__: the bottom of a chain, which yields its tag, or does what `how` says."""

    def __init__(self, tag, how=None):
        self.tag = tag
        self.how = how or self.once

    def __await__(self):
        return self.how()

    def once(self):
        return (yield self.tag)


class _Iterator:
    def __iter__(self):
        return self

    def __next__(self):
        raise StopIteration


class _AsyncIterator:
    def __aiter__(self):
        return self

    async def __anext__(self):
        raise StopAsyncIteration


class _Odd(Exception):
    """An error that no answer can know."""


class _Cancelled(BaseException):
    """No Exception, like asyncio's CancelledError."""


async def _waiting(awaitable):
    return await awaitable


def _driven(awaitable, reply=None):
    """The driver of these checks: every answer is the same. What was yielded, and the result."""
    coroutine, yielded = _waiting(awaitable), []
    try:
        yielded.append(coroutine.send(None))
        while len(yielded) < 20:
            yielded.append(coroutine.send(reply))
    except StopIteration as end:
        return yielded, end.value
    finally:
        coroutine.close()
    raise AssertionError(f"it does not end: it has yielded {yielded[:5]} and so on")


async def _asks(times):
    """Yields 0, 1, 2, …; the result is the list of the answers."""
    return [await _Bottom(number) for number in range(times)]


def _failing(error, after=1):
    yield from range(after)
    raise error


def _endless(log):
    log.append("open")
    try:
        for number in count():  # noqa: UP028 - takes any reply; yield from count() would not
            yield number
    finally:
        log.append("closed")


async def _logs_its_end(log):
    await _Bottom(None, lambda: _endless(log))


@types.coroutine
def _old_style_logs_its_end(log):
    yield from _endless(log)


def _generator():
    yield 1


@types.coroutine
def _old_style():
    yield 1


async def _async_generator():
    yield 1


def _name(awaitable):
    names = {types.CoroutineType: "a coroutine", types.GeneratorType: "a generator-based coroutine"}
    return names.get(type(awaitable), "the iterator of an object with __await__")


def _is_over(awaitable):
    if inspect.iscoroutine(awaitable):
        same(inspect.getcoroutinestate(awaitable), "CORO_CLOSED", "the coroutine was left open")
    if inspect.isgenerator(awaitable):
        same(inspect.getgeneratorstate(awaitable), "GEN_CLOSED", "the generator-based coroutine was left open")
