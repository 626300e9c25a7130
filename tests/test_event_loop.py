"""What the event loop promises. The answer is katas/event_loop.py; read this file, leave it as it is.

No check waits. The loop is given a FakeClock and a FakeSelector, whose `select` moves the clock in place of waiting:
to the end of the time-out, or to what the check has planned with `selector.at(seconds, function)`. Times are seconds
since the check began: `clock.passed`.
"""

import selectors
import socket
import time
import types
from contextlib import suppress

import pytest

from katas.event_loop import MiniLoop
from sensei.expect import raises, same, true
from sensei.fake_selector import START, FakeClock, FakeSelector

pytestmark = pytest.mark.overdue(
    "the loop has to wait in selector.select(timeout), which moves the clock it was given; and stop() has to end it"
)
KEPT = []  # what the collector would close, if the answer does not


@pytest.fixture
def clock():
    return FakeClock()


@pytest.fixture
def selector(clock):
    with FakeSelector(clock) as selector:
        yield selector


@pytest.fixture
def loop(clock, selector):
    loop = MiniLoop(clock, selector)
    yield loop
    loop.close()


@pytest.fixture
def wire():
    with Wire() as wire:
        yield wire


def test_time_is_that_of_the_given_clock(loop, clock, selector):
    same(loop.time(), START, "time() asks the clock that was given")
    clock.now += 2.5
    same(loop.time(), START + 2.5, "each time() asks it again")
    other = MiniLoop(selector=selector)
    before, asked, after = time.monotonic(), other.time(), time.monotonic()
    other.close()
    true(before <= asked <= after, "without a clock, time() is time.monotonic()")


def test_run_until_complete_gives_the_value(loop):
    for yields in (0, 1, 3):
        same(loop.run_until_complete(_turns(yields, "value")), "value", f"a coroutine that yields None {yields} times")
    same(loop.run_until_complete(_turns(2, [])), [], "what it returns may be false as well")


def test_an_error_of_the_coroutine_leaves_run_until_complete(loop):
    async def failing(yields):
        await _turns(yields)
        raise error

    for yields in (0, 2):
        error = Odd("in the coroutine")
        with raises(Odd, f"a coroutine raises after {yields} yields") as caught:
            loop.run_until_complete(failing(yields))
        true(caught.error is error, "the very error that the coroutine raised must come out")
    same(loop.run_until_complete(_turns(2, "again")), "again", "the loop can run another one after that")


def test_call_soon_runs_the_callback_in_a_later_turn(loop):
    ran = []
    loop.call_soon(lambda *args: ran.append(args), 1, "two")
    loop.call_soon(ran.append, "other")
    same(ran, [], "call_soon itself runs nothing")
    loop.run_until_complete(_turns())
    same(
        sorted(ran, key=str),
        [(1, "two"), "other"],
        "twenty turns later each of the two has run once, with its arguments",
    )


def test_stop_ends_run_forever(loop):
    ran = []
    for number in range(3):
        loop.call_soon(lambda number=number: (ran.append(number), loop.stop()))
        loop.run_forever()
        same(ran, list(range(number + 1)), f"run {number + 1} is ended by a callback that calls stop()")


def test_timers_run_at_their_time(loop, clock):
    ran, dues = [], (2.25, 7.5 + 2**-11, 30)
    loop.call_later(dues[1], lambda *args: ran.append((clock.passed, args)), "second", 2)
    loop.call_at(START + dues[0], lambda *args: ran.append((clock.passed, args)), "first")
    loop.call_later(dues[2], lambda: ran.append((clock.passed, ())))
    _run_for(loop, 60)
    same([args for _, args in ran], [("first",), ("second", 2), ()], "three timers: the earlier deadline runs first")
    for (ran_at, _), due in zip(ran, dues, strict=True):
        _in_time(ran_at, due)


def test_the_loop_sleeps_until_the_next_timer(loop, selector, wire):
    loop.add_reader(wire.fd, wire.read)
    _run_for(loop, 60)
    true(len(selector.timeouts) <= 80, f"select() was called {len(selector.timeouts)} times in a wait of a minute")
    selector.timeouts.clear()
    selector.at(120, wire.send)
    selector.at(120, loop.stop)
    loop.run_forever()
    true(len(selector.timeouts) <= 80, f"select() was called {len(selector.timeouts)} times in a wait for data")


def test_what_is_ready_does_not_wait_for_a_timer(loop, clock):
    ran = []
    loop.call_later(100, ran.append, 100)
    loop.call_soon(lambda: (ran.append(clock.passed), loop.call_soon(lambda: (ran.append(clock.passed), loop.stop()))))
    loop.run_forever()
    same(ran, [0.0, 0.0], "a timer is due in 100 s, and callbacks are ready: select(0), and they run at once")


def test_run_until_complete_waits_for_nothing_else(loop, clock, wire):
    ran = []
    loop.call_later(5, ran.append, "timer")
    loop.add_reader(wire.fd, wire.read)
    same(loop.run_until_complete(_turns(2, "value")), "value", "a timer and a reader are left when the coroutine ends")
    same((ran, clock.passed), ([], 0.0), "it returns when the coroutine has ended, whatever else is planned")
    _run_for(loop, 10)
    same(ran, ["timer"], "the timer runs when the loop runs again")


def test_timers_of_one_deadline_all_run(loop):
    ran = []
    for number in range(3):
        loop.call_at(START + 1, ran.append, {"number": number})
        loop.call_at(START + 1, lambda: ran.append({}))
    _run_for(loop, 2)
    wanted = [{}, {}, {}, {"number": 0}, {"number": 1}, {"number": 2}]
    same(sorted(ran, key=str, reverse=True), sorted(wanted, key=str, reverse=True), "six timers with one deadline")


def test_overdue_timers_run_in_the_order_of_their_deadlines(loop, clock):
    ran = []
    for due in (4, 1, 3, 2):
        loop.call_later(due, ran.append, due)
    loop.call_soon(lambda: setattr(clock, "now", START + 10))  # a callback that takes ten seconds
    loop.call_later(11, ran.append, 11)
    _run_for(loop, 30)
    same(ran, [1, 2, 3, 4, 11], "four timers came due while a callback held up the loop")


def test_a_delay_counts_from_the_call(loop, clock):
    ran = []

    def slow():
        clock.now += 10
        loop.call_later(2, lambda: ran.append(clock.passed))

    loop.call_soon(slow)
    loop.call_later(-5, lambda: ran.append(clock.passed))
    _run_for(loop, 100)
    same(len(ran), 2, "the timers that ran, one of them with a deadline in the past")
    _in_time(ran[1], 12, "a callback takes 10 s and then calls call_later(2, ...)")


def test_a_timer_set_meanwhile_takes_its_place(loop, clock, selector):
    ran = []
    for due in (100, 5.5):
        loop.call_later(due, lambda due=due: ran.append((due, clock.passed)))
    loop.call_later(5, lambda: loop.call_later(1, lambda: ran.append((6, clock.passed))))
    _run_for(loop, 200)
    same([due for due, _ in ran], [5.5, 6, 100], "timers due at 100 and 5.5, and one that is set at 5 and due at 6")
    for due, ran_at in ran:
        _in_time(ran_at, due)


def test_a_reader_runs_when_data_comes(loop, clock, selector, wire):
    got = []
    loop.add_reader(wire.fd, lambda *args: got.append((clock.passed, wire.read(), *args)), "an argument")
    for second in (3, 8):
        selector.at(second, lambda text=f"at {second}": wire.send(text))
    selector.at(20, loop.stop)  # nothing but data wakes the loop: no timer is set
    selector.at(20, wire.send)
    loop.run_forever()
    same(got[:2], [(3.0, "at 3", "an argument"), (8.0, "at 8", "an argument")], "data at 3 and at 8: a call for each")


def test_data_wakes_the_loop_in_its_wait_for_a_timer(loop, clock, selector, wire):
    ran = []
    loop.call_later(10, lambda: ran.append(("timer", clock.passed)))
    loop.add_reader(wire.fd, lambda: ran.append((wire.read(), clock.passed)))
    just_before = 10 - 2**-11
    selector.at(5, lambda: wire.send("data"))
    selector.at(just_before, lambda: wire.send("late data"))
    _run_for(loop, 20)
    same(ran[:1], [("data", 5.0)], "data at 5, a timer at 10: the reader must not wait for the timer")
    same(ran[1:2], [("late data", just_before)], "data half a millisecond before the timer: a timer never runs early")
    same([what for what, _ in ran[2:]], ["timer"], "the timer runs once")
    _in_time(ran[2][1], 10)


def test_a_select_that_returns_early_makes_no_timer_run(loop, clock, selector):
    ran = []
    loop.call_later(10, lambda: ran.append(clock.passed))
    for second in (4, 9.5):
        selector.at(second, lambda: None)  # select returns, and there is nothing
    _run_for(loop, 20)
    same(len(ran), 1, "the timers that ran")
    _in_time(ran[0], 10, "select() returned with nothing at 4 and at 9.5")


def test_a_known_descriptor_gets_the_new_callback(loop, selector, wire):
    got = []
    loop.add_reader(wire.fd, lambda: got.append(("first", wire.read())))
    loop.add_reader(wire.fd, lambda name: got.append((name, wire.read())), "second")
    selector.at(1, lambda: wire.send("data"))
    _run_for(loop, 5)
    same(got, [("second", "data")], "add_reader twice on one descriptor: the second callback replaces the first")
    same(loop.errors, [], "and the first one is not called")


def test_remove_reader_says_whether_there_was_one(loop, selector, wire):
    got = []
    same(loop.remove_reader(wire.fd), False, "no callback for this descriptor yet")
    loop.add_reader(wire.fd, got.append, "data")
    same(loop.remove_reader(wire.fd), True, "there was one")
    same(loop.remove_reader(wire.fd), False, "there is none any more")
    selector.at(1, wire.send)
    _run_for(loop, 5)
    same(got, [], "data for a descriptor whose reader was removed")
    loop.add_reader(wire.fd, lambda: got.append(wire.read()))
    _run_for(loop, 5)
    same(got, ["x"], "a reader may be added again, and finds what came meanwhile")


def test_each_descriptor_has_its_own_reader(loop, selector, wire):
    got = []
    with Wire() as other:
        for name, one in {"wire": wire, "other": other}.items():
            loop.add_reader(one.fd, lambda name=name, one=one: got.append((name, one.read())))
        selector.at(1, lambda: other.send("one"))
        selector.at(2, lambda: wire.send("two"))
        selector.at(3, lambda: (wire.send("three"), other.send("four")))
        _run_for(loop, 5)
        true(loop.remove_reader(other.fd), "the second descriptor had a reader")
    same(got[:2], [("other", "one"), ("wire", "two")], "data for one descriptor, then for the other")
    same(sorted(got[2:]), [("other", "four"), ("wire", "three")], "data for both at once")


def test_a_reader_may_add_and_remove_readers(loop, selector, wire):
    got = []

    def once():
        got.append(wire.read())
        loop.remove_reader(wire.fd)
        loop.add_reader(other.fd, lambda: got.append(other.read()))

    with Wire() as other:
        loop.add_reader(wire.fd, once)
        for second in (1, 2):
            selector.at(second, lambda second=second: (wire.send(f"wire {second}"), other.send(f"other {second}")))
        _run_for(loop, 5)
        same(loop.errors, [], "errors of the callbacks")
        same(got, ["wire 1", "other 1", "other 2"], "a reader that removes itself, and adds another one")
        loop.remove_reader(other.fd)


def test_two_loops_share_nothing(loop, clock):
    ran = []
    with FakeSelector(clock) as selector:
        other = MiniLoop(clock=clock, selector=selector)
        other.call_soon(ran.append, "soon")
        other.call_later(1, ran.append, "later")
        _run_for(loop, 5)
        same(ran, [], "the callbacks of another loop, which does not run")
        true(other.errors is not loop.errors, "each loop has a list of errors of its own")
        _run_for(other, 5)
        same(sorted(ran), ["later", "soon"], "now the other one runs")
        other.close()


def test_what_a_callback_raises_goes_to_errors(loop, selector, wire):
    ran, errors = [], [Odd("in a callback"), KeyError("in a timer"), StopIteration("in a reader")]

    def fail(error):
        raise error

    same(loop.errors, [], "errors of a new loop")
    loop.call_soon(ran.append, "before")
    loop.call_soon(fail, errors[0])
    loop.call_soon(ran.append, "after")
    loop.call_later(1, fail, errors[1])
    loop.call_later(1, ran.append, "timer")
    selector.at(2, wire.send)
    loop.add_reader(wire.fd, lambda: (wire.read(), fail(errors[2])))
    _run_for(loop, 4)
    same(sorted(ran), ["after", "before", "timer"], "their neighbours run, and the loop goes on to the end")
    same(loop.errors, errors, "the very exceptions, in the order in which they were raised")


def test_errors_holds_what_callbacks_raised_and_nothing_else(loop):
    async def failing():
        await _pause()
        raise Odd("in the coroutine")

    with raises(Odd, "the coroutine raises"):
        loop.run_until_complete(failing())
    same(loop.errors, [], "an error of the coroutine was raised already; errors is for those of callbacks")


def test_a_coroutine_is_resumed_once_a_turn(loop, selector, wire):
    steps = []

    async def stepping():
        for _ in range(5):
            steps.append(len(selector.timeouts))
            await _pause()

    loop.add_reader(wire.fd, wire.read)
    loop.run_until_complete(stepping())
    same(len(set(steps)), 5, "five steps in five turns: select() is called between two steps")


def test_a_callback_that_a_callback_schedules_waits_for_the_next_turn(loop, selector, wire):
    ran, planned = [], []

    def schedules(kind):
        planned.append((kind, len(selector.timeouts)))
        before = len(ran)
        for _ in range(2):
            loop.call_soon(lambda: ran.append(len(selector.timeouts)))
        loop.call_later(0, lambda: None)
        same(len(ran), before, f"{kind} schedules callbacks: none of them runs inside the call")

    loop.call_soon(schedules, "a callback of call_soon")
    loop.call_later(1, schedules, "a timer")
    selector.at(2, wire.send)
    loop.add_reader(wire.fd, lambda: (wire.read(), schedules("a reader")))
    _run_for(loop, 4)
    same(loop.errors, [], "errors of the callbacks")
    same(
        [kind for kind, _ in planned], ["a callback of call_soon", "a timer", "a reader"], "each of the three runs once"
    )
    for (kind, turn), later in zip(planned, (ran[:2], ran[2:4], ran[4:]), strict=True):
        true(len(later) == 2, f"{kind} schedules two callbacks: {len(later)} of them ran")
        true(min(later) > turn, f"what {kind} schedules ran in the same turn: select() was not called in between")


def test_a_thousand_turns_use_no_recursion(loop):
    links = []

    def chain():
        links.append(1)
        if len(links) < 1500:
            loop.call_soon(chain)

    loop.call_soon(chain)
    same(loop.run_until_complete(_turns(1500, "value")), "value", "a coroutine that yields 1,500 times")
    loop.run_until_complete(_turns())
    same(
        (len(links), loop.errors), (1500, []), "a chain of callbacks, each scheduled by the one before; and the errors"
    )


def test_a_callback_that_schedules_itself_starves_nothing(loop, clock, selector, wire):
    ran, links = {}, []

    def chain():
        links.append(1)
        clock.now += 1
        if len(links) < 100:
            loop.call_soon(chain)

    def note(what):
        ran.setdefault(what, len(links))

    selector.at(19.5, wire.send)
    loop.add_reader(wire.fd, lambda: (wire.read(), note("reader")))
    loop.call_later(39.5, note, "timer")
    loop.call_soon(chain)
    _run_for(loop, 200)
    same(len(links), 100, "a callback that takes a second and schedules itself, a hundred times")
    for what, due in (("reader", 20), ("timer", 40)):
        true(
            due <= ran.get(what, 0) <= due + 3,
            f"{what}: ready after {due} calls, ran after {ran.get(what)} (None: never)",
        )


def test_a_busy_descriptor_starves_nothing(loop, wire):
    calls = {"one": 0, "other": 0}
    with Wire() as other:
        for name, one in {"one": wire, "other": other}.items():
            one.send("nobody reads this")

            def busy(name=name):
                calls[name] += 1
                if calls[name] == 50:
                    loop.stop()

            loop.add_reader(one.fd, busy)
        loop.call_later(0, loop.call_soon, lambda: calls.setdefault("callback", max(calls.values())))
        loop.run_forever()
        loop.remove_reader(other.fd)
    true(min(calls["one"], calls["other"]) > 20, "two have data all the time: each gets its calls")
    true(calls.get("callback", 50) < 10, "a timer and a callback of call_soon get their turn beside them")


def test_a_busy_coroutine_starves_nothing(loop, clock, selector, wire):
    ran = []

    async def busy():
        for _ in range(50):
            clock.now += 1
            await _pause()

    selector.at(9.5, wire.send)
    loop.add_reader(wire.fd, lambda: (wire.read(), ran.append(("reader", clock.passed))))
    loop.call_later(19.5, lambda: ran.append(("timer", clock.passed)))
    loop.run_until_complete(busy())
    same(
        [what for what, _ in ran],
        ["reader", "timer"],
        "the coroutine takes fifty turns; data comes, then a timer is due",
    )
    for (what, ran_at), due in zip(ran, (9.5, 19.5), strict=True):
        true(due <= ran_at <= due + 3, f"{what}: ready at {due}, ran at {ran_at}; a turn takes a second")


def test_a_cancelled_handle_does_not_run(loop):
    ran = []
    for schedule in (loop.call_soon, lambda *args: loop.call_later(1, *args), lambda *args: loop.call_at(0, *args)):
        handles = [schedule(ran.append, number) for number in range(3)]
        handles[1].cancel()
    _run_for(loop, 2)
    same(sorted(ran), [0, 0, 0, 2, 2, 2], "of three callbacks of one function the second one is cancelled, three times")
    for handle in handles:
        handle.cancel()
        handle.cancel()
    _run_for(loop, 2)
    same(len(ran), 6, "cancelling what has run, or twice, changes nothing")


def test_one_cancelled_by_a_neighbour_does_not_run(loop):
    for name, schedule in {"call_soon": loop.call_soon, "call_later": lambda *args: loop.call_later(1, *args)}.items():
        ran, handles = [], []

        def cancel(number, ran=ran, handles=handles):
            ran.append(number)
            handles[1 - number].cancel()

        handles.extend([schedule(cancel, 0), schedule(cancel, 1)])
        _run_for(loop, 2)
        same(len(ran), 1, f"two callbacks of {name} that are ready in one turn, each cancels the other: one runs")


def test_cancelling_keeps_the_order_of_the_others(loop, clock):
    ran = []
    order = [21 * number % 31 for number in range(31)]
    handles = {due: loop.call_later(due, ran.append, due) for due in order}
    for due in order[::3]:
        handles[due].cancel()
    _run_for(loop, 40)
    same(ran, sorted(set(order) - set(order[::3])), "31 timers, every third one cancelled: the rest in order")


def test_timers_stay_for_the_next_run(loop, clock):
    ran = []
    for number in range(3):
        loop.call_later(2, ran.append, number)
        _run_for(loop, 1)
        same(ran, list(range(number)), f"run {number + 1} was stopped before its timer was due")
        _run_for(loop, 1.5)
        same(ran, list(range(number + 1)), "the next one runs it")
        same(loop.run_until_complete(_turns(2, number)), number, "and then a coroutine is run")


def test_nothing_is_lost_when_the_loop_stops(loop):
    ran = []
    for what in ("a", "b"):
        loop.call_soon(ran.append, what)
    loop.call_soon(loop.stop)
    for what in ("c", "d"):
        loop.call_soon(ran.append, what)
    loop.call_soon(lambda: loop.call_soon(ran.append, "e"))
    loop.run_forever()
    loop.run_until_complete(_turns())
    same(
        sorted(ran),
        ["a", "b", "c", "d", "e"],
        "what did not run before stop() took effect runs when the loop runs again",
    )


def test_timers_that_are_due_survive_a_stop(loop):
    ran = []
    for number in range(3):
        loop.call_at(START + 1, lambda number=number: (ran.append(number), len(ran) == 1 and loop.stop()))
    loop.run_forever()
    loop.run_until_complete(_turns())
    same(sorted(ran), [0, 1, 2], "three timers of one deadline, the first that runs calls stop()")


def test_what_is_left_when_the_coroutine_ends_stays(loop):
    async def body(fails):
        loop.call_soon(ran.append, "soon, by the coroutine")
        loop.call_later(0, ran.append, "later, by the coroutine")
        if fails:
            raise Odd("in the coroutine")

    for fails in (False, True):
        ran = []
        loop.call_soon(ran.append, "soon, before")
        loop.call_later(0, ran.append, "later, before")
        with suppress(Odd):
            loop.run_until_complete(body(fails))
        loop.call_soon(ran.append, "soon, after")
        loop.run_until_complete(_turns())
        wanted = ["later, before", "later, by the coroutine", "soon, after", "soon, before", "soon, by the coroutine"]
        same(
            sorted(ran), wanted, f"callbacks that were left when a coroutine {'failed' if fails else 'ended'} run later"
        )


def test_stop_waits_for_nothing(loop, clock, wire):
    links = []

    def chain():
        links.append(1)
        if len(links) < 1000:
            loop.call_soon(chain)

    loop.add_reader(wire.fd, wire.read)
    loop.call_later(100, links.append, "timer")
    loop.call_soon(loop.stop)
    loop.call_soon(chain)
    loop.run_forever()
    true(len(links) <= 10, f"a callback that schedules itself kept a stopped loop running for {len(links)} turns")
    loop.call_later(1, loop.stop)
    links.extend([1] * 1000)
    loop.run_forever()
    _in_time(clock.passed, 1, "stop() is called at 1, the next timer is due at 100")


def test_close_closes_the_selector_that_the_loop_made(wire):
    loop, got = MiniLoop(), []
    KEPT.append(loop)
    loop.add_reader(wire.fd, lambda: (got.append(wire.read()), loop.call_later(0, loop.stop)))
    wire.send("real data")
    loop.run_forever()
    loop.remove_reader(wire.fd)
    loop.close()
    same(got, ["real data"], "a loop without arguments, with a selector of its own")
    # and that its selector is closed, nothing_left_behind sees to
    another = MiniLoop()
    KEPT.append(another)
    same(another.run_until_complete(_turns(2, "value")), "value", "another loop, after the first one was closed")
    another.close()


def test_close_leaves_a_given_selector_open(clock, selector, wire):
    loop = MiniLoop(clock, selector)
    loop.run_until_complete(_turns())
    loop.close()
    same(selector.closed, 0, "the selector belongs to whoever gave it, and may be in use elsewhere")


class Odd(Exception):
    """An error that no answer can know."""


class Wire:
    """Two sockets: what goes in on one side makes the other one readable."""

    def __init__(self):
        self.far, self.near = socket.socketpair()
        self.near.setblocking(False)
        self.fd = self.near.fileno()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.far.close()
        self.near.close()

    def send(self, text="x"):
        self.far.send(text.encode())
        with selectors.SelectSelector() as arrived:
            arrived.register(self.near, selectors.EVENT_READ)
            arrived.select()

    def read(self):
        return self.near.recv(100).decode()


@types.coroutine
def _pause():
    yield


async def _turns(number=20, value=None):
    for _ in range(number):
        await _pause()
    return value


def _run_for(loop, seconds):
    loop.call_later(seconds, loop.stop)
    loop.run_forever()


def _in_time(ran_at, due, what="a timer"):
    true(ran_at >= due, f"{what}: due at {due}, it ran at {ran_at:g}; timers never run early")
    true(ran_at <= due + 0.1, f"{what}: due at {due}, it ran at {ran_at:g}; it has to run when it is due")
