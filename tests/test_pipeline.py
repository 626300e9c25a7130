"""What the pipeline promises. The answer is katas/pipeline.py; read this file, leave it as it is."""

import inspect
from itertools import count

from katas.pipeline import batch, collect, coroutine, feed, keep, tee
from sensei.expect import raises, same, true


class Spy:
    """A sink that keeps a diary. The test holds it, so nobody but the pipeline can close it."""

    def __init__(self, name="sink", finish_after=None, fail_at=None, fail_to_close=None):
        self.name = name
        self.items = []
        self.closed = False
        self.failed = False
        self.finish_after = finish_after
        self.fail_at = fail_at
        self.fail_to_close = fail_to_close

    def send(self, item):
        if self.closed:
            raise AssertionError(f"{item!r} was sent to {self.name} after it had been closed")
        if self.failed:
            raise AssertionError(f"{item!r} was sent to {self.name} after it had failed")
        if self.fail_at is not None and len(self.items) == self.fail_at[0]:
            self.failed = True
            raise self.fail_at[1]
        self.items.append(item)
        if self.finish_after is not None and len(self.items) >= self.finish_after:
            raise StopIteration

    def close(self):
        self.closed = True
        if self.fail_to_close is not None:
            error, self.fail_to_close = self.fail_to_close, None
            raise error


def anything(item):
    return True


def test_collect_appends_what_it_is_sent():
    found = []
    sink = collect(found)
    sink.send("a")
    sink.send(None)
    sink.send("b")
    same(found, ["a", None, "b"], "three sends, three items: it comes primed, once, and None is an item")


def test_coroutine_primes_once():
    steps = []

    @coroutine
    def stage(name):
        steps.append(f"{name} began")
        first = yield
        steps.append(f"got {first}")
        second = yield
        steps.append(f"got {second}")
        yield

    made = stage("stage")
    same(steps, ["stage began"], "calling a decorated function runs it to its first yield, and no further")
    made.send(1)
    made.send(2)
    same(steps, ["stage began", "got 1", "got 2"], "the first send reaches the first yield")


def test_coroutine_keeps_name_docstring_and_signature():
    def stage(size: int, target, *, loud=False):
        """Says what it does."""
        yield

    decorated = coroutine(stage)
    same(decorated.__name__, "stage", "the name")
    same(decorated.__doc__, "Says what it does.", "the docstring")
    same(str(inspect.signature(decorated)), str(inspect.signature(stage)), "the signature")
    decorated(3, None, loud=True).close()


def test_feed_sends_every_item():
    found = []
    feed("abc", collect(found))
    same(found, ["a", "b", "c"], "feed('abc', ...) sends three items")
    feed((item for item in (0, None, "")), collect(found))
    same(found, ["a", "b", "c", 0, None, ""], "items that are false are sent like all others")


def test_keep_asks_the_predicate():
    found = []
    feed(range(6), keep(lambda n: n % 3, collect(found)))
    same(found, [1, 2, 4, 5], "what 3 does not divide: a predicate may answer 1 or 2 for true")
    found.clear()
    feed([0, 1, None, ""], keep(lambda item: item != 1, collect(found)))
    same(found, [0, None, ""], "what is kept is for the predicate to say, not for the item")


def test_batch_sends_lists_of_its_size():
    found = []
    feed(range(6), batch(3, collect(found)))
    same(found, [[0, 1, 2], [3, 4, 5]], "six items make two batches of three, and nothing after them")


def test_batch_sends_the_rest_at_the_end():
    found = []
    feed(range(5), batch(3, collect(found)))
    same(found, [[0, 1, 2], [3, 4]], "the incomplete rest of five items is a batch of two")
    found.clear()
    feed([], batch(3, collect(found)))
    same(found, [], "no items, no batch")


def test_every_batch_is_a_new_list():
    class Scribbler(Spy):
        def send(self, item):
            super().send(list(item))
            item.append("the sink's")
            kept.append(item)

    kept, sink = [], Scribbler()
    feed(range(5), batch(2, sink))
    same(sink.items, [[0, 1], [2, 3], [4]], "what a sink adds to a batch must not turn up in the next one")
    wanted = [[0, 1, "the sink's"], [2, 3, "the sink's"], [4, "the sink's"]]
    same(kept, wanted, "a batch that was sent is the sink's, and must not change later")


def test_tee_sends_every_item_to_every_target():
    one, two, three = [], [], []
    feed("ab", tee(collect(one), collect(two), collect(three)))
    same([one, two, three], [["a", "b"]] * 3, "three targets, each with both items")


def test_stages_work_in_a_row():
    small, all_of_them = [], []
    feed(range(7), tee(keep(lambda n: n < 5, batch(2, collect(small))), collect(all_of_them)))
    same(small, [[0, 1], [2, 3], [4]], "keep, then batch, behind a tee")
    same(all_of_them, [0, 1, 2, 3, 4, 5, 6], "the other branch of the tee")
    small.clear()
    feed(items=[1, 2], target=keep(predicate=anything, target=batch(size=1, target=collect(into=small))))
    same(small, [[1], [2]], "the parameters are called predicate, size, target, into and items")


def test_the_end_closes_everything_downstream():
    left, right = Spy("left"), Spy("right")
    feed("ab", keep(anything, tee(batch(2, left), keep(anything, right))))
    true(left.closed, "the sink behind keep, tee and batch was left open: each of the three has to close its target")
    true(right.closed, "the sink behind the second branch of the tee was left open: tee has to close all its targets")


def test_a_sink_behind_two_branches_gets_the_rest_once():
    sink = Spy()
    shared = batch(2, sink)
    feed([1, 2, 3], tee(keep(lambda n: n == 2, shared), keep(lambda n: n == 3, shared), keep(lambda n: n == 1, shared)))
    same(sorted(map(sorted, sink.items)), [[1, 2], [3]], "three branches close one batch: its rest is sent once")


def test_an_error_of_the_source_reaches_the_caller_and_everything_is_closed():
    error = OSError("the source is gone")

    def source():
        yield 1
        raise error

    sink = Spy()
    with raises(OSError, "the source fails after one item: feed's caller hears of it") as caught:
        feed(source(), keep(anything, batch(1, tee(sink))))
    true(caught.error is error, "the error must arrive unchanged")
    true(sink.closed, "after an error of the source the sink was left open")
    same(
        sink.items, [[1]], "what the sink got before the source failed: each item is sent before the next is asked for"
    )


def test_an_error_of_a_stage_reaches_the_caller_and_everything_is_closed():
    for error in (ZeroDivisionError("in the predicate"), RuntimeError("a bug"), KeyError("name"), Odd("of my own")):
        above, below = Spy("the other branch"), Spy("the sink below")
        with raises(type(error), "a predicate fails: feed's caller hears of it") as caught:
            feed([1, 2, 3], tee(above, keep(_fails_at_two(error), below)))
        true(caught.error is error, "the error must arrive unchanged")
        true(below.closed, "a predicate failed, and keep left its target open")
        true(above.closed, "a predicate failed in one branch, and tee left the other one open")


def test_an_error_of_a_sink_reaches_the_caller_and_everything_is_closed():
    stages = {"keep": lambda sink: keep(anything, sink), "batch": lambda sink: batch(1, sink), "tee": tee}
    for (name, stage), kind in zip(stages.items(), (ValueError, RuntimeError, Odd), strict=True):
        error = kind("the sink is full")
        failing, other = Spy("the failing sink", fail_at=(1, error)), Spy("the other sink")
        with raises(kind, f"a sink behind {name} fails at the second item: feed's caller hears of it") as caught:
            feed([1, 2, 3, 4], tee(stage(failing), other))
        true(caught.error is error, "the error must arrive unchanged")
        true(failing.closed, f"a sink behind {name} failed, and was then left open")
        true(other.closed, f"a sink behind {name} failed, and the sink of the other branch was left open")


def test_ctrl_c_closes_everything_too():
    def source():
        yield 1
        raise KeyboardInterrupt

    class Interrupted(Spy):
        def send(self, item):
            raise KeyboardInterrupt

    for name, stage in {"keep": lambda sink: keep(anything, sink), "batch": lambda sink: batch(1, sink)}.items():
        interrupted, other = Interrupted(), Spy()
        with raises(KeyboardInterrupt, f"Ctrl-C in a sink behind {name} goes through"):
            feed([1], tee(stage(interrupted), other))
        true(interrupted.closed and other.closed, f"Ctrl-C in a sink behind {name} left a sink open")
    sink = Spy()
    with raises(KeyboardInterrupt, "Ctrl-C goes through"):
        feed(source(), keep(anything, tee(batch(1, sink))))
    true(sink.closed, "Ctrl-C in the source left the sink open")


def test_a_source_that_cannot_start_closes_everything_too():
    sink = Spy()
    with raises(TypeError, "5 cannot be looped over: feed's caller hears of it"):
        feed(5, keep(anything, sink))
    true(sink.closed, "the source could not even start, and the sink was left open")


def test_a_finished_target_ends_the_feeding_quietly():
    for number, stage in enumerate((lambda sink: sink, lambda sink: keep(anything, sink), tee)):
        full = Spy("the full sink", finish_after=2)
        feed(_numbers(allowed=4), stage(full))
        same(full.items, [0, 1], f"two items were enough, of an endless source (stage {number})")
    full = Spy("the full sink", finish_after=1)
    feed(_numbers(allowed=6), batch(2, full))
    same(full.items, [[0, 1]], "one batch was enough, and a finished target is sent no rest")
    full = Spy("the full sink", finish_after=1)
    feed([0], batch(2, full))
    same(full.items, [[0]], "a target may finish with the rest, while the pipeline closes")


def test_a_finished_target_closes_the_rest():
    full, other = Spy("the full sink", finish_after=2), Spy("the other branch")
    feed(_numbers(allowed=4), tee(keep(anything, full), other))
    true(other.closed, "one branch had enough: the other one must be closed")
    for name, stage in {"feed": lambda sink: sink, "keep": lambda sink: keep(anything, sink), "tee": tee}.items():
        full = Spy("the full sink", finish_after=2)
        feed(_numbers(allowed=4), stage(full))
        true(full.closed, f"{name} closes its target, also one that had enough: it may have open branches of its own")


def test_an_error_while_closing_leaves_nothing_open():
    for error in (OSError("flushing failed"), KeyboardInterrupt()):
        one, two = Spy("the first target", fail_to_close=error), Spy("the second target")
        with raises(type(error), "the first target fails when it is closed: feed's caller hears of it") as caught:
            feed([1], tee(one, two))
        true(caught.error is error, "the error must arrive unchanged")
        true(two.closed, "closing the first target failed, and the second was left open")
    for name, stage in {"keep": lambda sink: keep(anything, sink), "batch": lambda sink: batch(1, sink)}.items():
        error = Odd("flushing failed")
        with raises(Odd, f"a sink behind {name} fails when it is closed: feed's caller hears of it") as caught:
            feed([1], stage(Spy(fail_to_close=error)))
        true(caught.error is error, "the error must arrive unchanged")
    for error in (OSError("no room for the rest"), RuntimeError("a bug")):
        failing = Spy(fail_at=(0, error))
        with raises(
            type(error), "the sink fails when it gets the rest of a batch: feed's caller hears of it"
        ) as caught:
            feed([1], batch(2, failing))
        true(caught.error is error, "the error must arrive unchanged")
        true(failing.closed, "sending the rest failed, and the sink was left open")


class Odd(Exception):
    """An error that no answer can know."""


def _fails_at_two(error):
    def predicate(item):
        if item == 2:
            raise error
        return True

    return predicate


def _numbers(allowed):
    """Endless, but whoever reads on after the end is noticed."""
    for number in count():
        if number == allowed:
            raise AssertionError(f"feed went on reading the source after the target had finished: item {number}")
        yield number
