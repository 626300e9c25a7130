"""What the scheduler promises. The answer is katas/scheduler.py; read this file, leave it as it is."""

import inspect
import traceback

import pytest

from katas.scheduler import RoundRobin
from sensei.expect import raises, same, true

HANGS = "a task that has ended must leave the queue, and run must return when the queue is empty"
KEPT = []  # a generator that nobody holds is closed by the collector, and hides what run does not close


@pytest.mark.overdue(HANGS)
def test_runs_a_task_to_its_end():
    steps, robin = [], RoundRobin()
    robin.spawn(_worker("one", 3, steps), name="one")
    same(steps, [], "spawn runs nothing: the first step is taken by run")
    same(_run(robin), {"one": ("ok", None)}, "a task that ends without a return value has the result ('ok', None)")
    same(steps, ["one", "one", "one"], "three steps of one task")


@pytest.mark.overdue(HANGS)
def test_ends_when_no_task_is_left():
    robin = RoundRobin()
    same(robin.run(), {}, "no tasks, no results")
    robin.spawn(_worker("none", 0, []), "none")
    same(_run(robin), {"none": ("ok", None)}, "a task may end in its first step")


@pytest.mark.overdue(HANGS)
def test_gives_what_each_task_returned():
    robin, error = RoundRobin(), ValueError("returned, not raised")
    for name, value in {"number": 0, "list": [1, 2], "error": error}.items():
        robin.spawn(_worker(name, 2, [], value), name)
    wanted = {"error": ("ok", error), "list": ("ok", [1, 2]), "number": ("ok", 0)}
    same(_run(robin), wanted, "the value of a task's return stands beside 'ok', whatever it is")


@pytest.mark.overdue(HANGS)
def test_two_schedulers_share_nothing():
    steps, one, other = [], RoundRobin(), RoundRobin()
    one.spawn(_worker("of one", 1, steps, 1), "name")
    other.spawn(_worker("of the other", 1, steps, 2), "name")
    same(_run(one), {"name": ("ok", 1)}, "the same name in two schedulers is two tasks")
    same(steps, ["of one"], "the other scheduler has not been run yet")
    same(_run(other), {"name": ("ok", 2)}, "its task waited for it")


@pytest.mark.overdue(HANGS)
def test_the_tasks_take_turns_in_the_order_of_spawning():
    steps, robin = [], RoundRobin()
    for name, length in {"d": 1, "a": 3, "c": 3, "b": 2, "e": 4}.items():
        robin.spawn(_worker(name, length, steps), name)
    robin.run()
    same(" ".join(steps), "d a c b e a c b e a c e e", "rounds of one step each; tasks with 1, 3, 3, 2 and 4 steps")


@pytest.mark.overdue(HANGS)
def test_a_failing_task_stops_no_other():
    steps, robin, at_once, late = [], RoundRobin(), Odd("in the first step"), KeyError("in the third step")
    robin.spawn(_worker("first", 0, steps, at_once), "first")
    robin.spawn(_worker("a", 3, steps, "a is done"), "a")
    robin.spawn(_failing("third", 2, steps, late), "third")
    robin.spawn(_failing("at once", 0, steps, at_once), "at once")
    robin.spawn(_worker("b", 3, steps, "b is done"), "b")
    found = _run(robin)
    same(found.get("third"), ("error", late), "a task that raises has the result ('error', that very exception)")
    same(found.get("at once"), ("error", at_once), "a task may raise in its first step")
    same([found.get("a"), found.get("b")], [("ok", "a is done"), ("ok", "b is done")], "the others run to their ends")
    same(" ".join(steps), "a third b a third b a b", "and keep taking turns")


def test_the_same_name_twice_is_refused():
    steps, robin = [], RoundRobin()
    robin.spawn(_worker("first", 2, steps, 1), "name")
    with raises(ValueError, "there is a task of that name already"):
        robin.spawn(_worker("second", 2, steps, 2), "name")
    same(_run(robin), {"name": ("ok", 1)}, "the first task of that name goes on as if nothing had been")
    same(steps, ["first", "first"], "the second one was refused, and never runs")


@pytest.mark.overdue(HANGS)
def test_the_name_of_a_task_that_runs_or_has_ended_is_refused_too():
    refused, robin = [], RoundRobin()

    def spawner():
        for name in ("me", "ended"):
            try:
                robin.spawn(_worker("second", 1, [], "the second"), name)
            except ValueError:
                refused.append(name)
            yield

    robin.spawn(_worker("ended", 0, [], "the first"), "ended")
    robin.spawn(spawner(), "me")
    found = _run(robin)
    same(refused, ["me", "ended"], "a task calls spawn with its own name, then with one that has a result: ValueErrors")
    same(found, {"ended": ("ok", "the first"), "me": ("ok", None)}, "the results of the two tasks that were accepted")


@pytest.mark.overdue(HANGS)
def test_a_task_spawned_by_a_task_joins_at_the_end_of_the_queue():
    steps, robin = [], RoundRobin()

    def spawner():
        yield from _worker("b", 1, steps)
        robin.spawn(_worker("new", 3, steps, "its result"), "new")
        steps.append("spawn")
        yield
        yield from _worker("b", 2, steps)

    robin.spawn(_worker("a", 4, steps), "a")
    robin.spawn(spawner(), "b")
    robin.spawn(_worker("c", 4, steps), "c")
    found, history = _run(robin), " ".join(steps)
    same(found.get("b"), ("ok", None), "the task that calls spawn in its second step")
    same(found.get("new"), ("ok", "its result"), "the new task is run to its end in the same call of run")
    fair = (
        "a b c a spawn c a new b c a new b c new",  # behind those who wait, and before the one that spawned it
        "a b c a spawn c new a b c new a b c new",  # at the end of this round
        "a b c a spawn c a b c new a b c new new",  # at the end of the next round
        "a b c a spawn c a b new c a b new c new",  # behind the one that spawned it, too
    )
    why = "the new one has its first step when all who wait have had theirs, and then one step a round; all steps"
    true(history in fair, f"{why}\nexpected {fair[0]} (or one place later)\ngot      {history}")


@pytest.mark.overdue(HANGS)
def test_the_last_task_may_leave_a_successor():
    steps, robin = [], RoundRobin()

    def runner(number):
        steps.append(number)
        if number < 2000:
            robin.spawn(runner(number + 1), f"runner {number + 1}")
        return number
        yield

    robin.spawn(runner(1), "runner 1")
    found = _run(robin)
    same(len(found), 2000, "each task spawns the next one and ends: all 2,000 run in this call")
    same(found["runner 2000"], ("ok", 2000), "the last of them")
    same(steps, list(range(1, 2001)), "one after the other")


@pytest.mark.overdue("100,000 steps take far less than a second when a step costs the same however many there were")
def test_100_000_steps_use_no_recursion():
    steps, robin = [], RoundRobin()
    robin.spawn(_worker("long", 50_000, steps), "long")
    for number in range(100):
        robin.spawn(_worker(number, 500, steps), f"short {number}")
    found = _run(robin)
    failed = next((outcome for outcome in found.values() if outcome[0] != "ok"), ("ok", None))
    same(failed, ("ok", None), "none of the 101 tasks fails")
    same((len(found), len(steps)), (101, 100_000), "the tasks that ended, and the steps that were taken")


@pytest.mark.overdue(HANGS)
def test_the_stack_does_not_grow_with_the_steps():
    depths, robin = {}, RoundRobin()

    def measuring():
        for number in range(1000):
            if number in (10, 999):
                depths[number] = sum(1 for _ in traceback.walk_stack(None))
            yield

    robin.spawn(measuring(), "measuring")
    robin.run()
    grown = depths[999] - depths[10]
    true(grown < 100, f"between step 10 and step 999 the stack has grown by {grown} calls: that is recursion")


@pytest.mark.overdue(HANGS)
def test_run_again_gives_the_new_results_alone():
    steps, robin = [], RoundRobin()
    robin.spawn(_worker("one", 2, steps, 1), "one")
    first = robin.run()
    same(_run(robin), {}, "nothing was spawned since: no task ended in this call")
    robin.spawn(_worker("two", 2, steps, 2), "two")
    robin.spawn(_failing("three", 1, steps, error := Odd("in the second run")), "three")
    same(_run(robin), {"three": ("error", error), "two": ("ok", 2)}, "two more were spawned: their results, no others")
    same({**first}, {"one": ("ok", 1)}, "the results of the first call are the caller's, and do not change later")
    same(steps, ["one", "one", "two", "three", "two"], "all the steps")


def test_ctrl_c_and_exit_leave_at_once():
    for error in (KeyboardInterrupt(), SystemExit(3)):
        for round_ in (0, 1):
            steps, robin = [], RoundRobin()
            robin.spawn(_worker("a", 3, steps), "a")
            robin.spawn(_failing("b", round_, steps, error), "b")
            robin.spawn(_worker("c", 3, steps), "c")
            with raises(
                type(error), f"a task raises {type(error).__name__}: that is no result, it leaves run"
            ) as caught:
                robin.run()
            true(caught.error is error, f"the very {type(error).__name__} that was raised must come out")
            same(" ".join(steps), ("a", "a b c a")[round_], "no task takes a step after that")


def test_ctrl_c_and_exit_close_every_task_alive():
    for error in (KeyboardInterrupt(), SystemExit(3)):
        for round_ in (0, 1, 2):
            cleaned, robin = [], RoundRobin()
            tasks = {name: _tidy(name, cleaned) for name in ("a", "c", "new", "d")}
            KEPT.append(tasks)
            robin.spawn(tasks["a"], "a")
            robin.spawn(_aborting(robin, round_, tasks["new"], error), "b")
            robin.spawn(tasks["c"], "c")
            robin.spawn(tasks["d"], "d")
            with raises(type(error), f"a task raises {type(error).__name__}"):
                robin.run()
            same(sorted(cleaned), ["a", "c", "d"] if round_ else ["a"], "the tasks whose finally had run by then")
            states = {name: inspect.getgeneratorstate(task) for name, task in tasks.items()}
            alive = ", ".join(name for name, state in states.items() if state != "GEN_CLOSED")
            same(alive, "", "tasks not closed when run was left ('new' was spawned in the last step, by 'b')")


def test_a_clean_up_that_fails_keeps_no_other_from_its_own():
    for error in (KeyboardInterrupt(), SystemExit(3)):
        cleaned, robin = [], RoundRobin()
        KEPT.append([_tidy("a", cleaned), _untidy(), _tidy("c", cleaned), _stubborn(), _tidy("e", cleaned)])
        for number, task in enumerate(KEPT[-1]):
            robin.spawn(task, f"task {number}")
        robin.spawn(_failing("last", 1, [], error), "last")
        with raises(type(error), f"{type(error).__name__} leaves run, whatever the clean-up of other tasks raises"):
            robin.run()
        same(
            sorted(cleaned), ["a", "c", "e"], "two of five tasks fail while they are closed: the others must be closed"
        )


@pytest.mark.overdue(HANGS)
def test_what_was_aborted_does_not_come_back():
    robin = RoundRobin()
    robin.spawn(_worker("ended", 0, [], "before the abort"), "ended")
    robin.spawn(_worker("a", 3, []), "a")
    robin.spawn(_failing("b", 1, [], KeyboardInterrupt()), "b")
    robin.spawn(_worker("c", 3, []), "c")
    with raises(KeyboardInterrupt, "a task raises KeyboardInterrupt"):
        robin.run()
    same(_run(robin), {}, "what ended or was closed in the aborted call is over: no task ends in this one")
    robin.spawn(_worker("new", 2, [], "after the abort"), "new")
    same(_run(robin), {"new": ("ok", "after the abort")}, "and the scheduler can be used again")


class Odd(Exception):
    """An error that no answer can know."""


def _run(robin):
    """The results, sorted by name: nothing is promised about their order."""
    found = robin.run()
    true(isinstance(found, dict), f"run() returns a dict, not {found!r}")
    return {name: tuple(found[name]) if isinstance(found[name], tuple) else found[name] for name in sorted(found)}


def _worker(name, steps, diary, result=None):
    for _ in range(steps):
        diary.append(name)
        yield
    return result


def _failing(name, steps, diary, error):
    yield from _worker(name, steps, diary)
    raise error


def _aborting(robin, steps, new, error):
    for _ in range(steps):
        yield
    robin.spawn(new, "new")
    raise error


def _tidy(name, cleaned):
    try:
        while True:
            yield
    finally:
        cleaned.append(name)


def _untidy():
    try:
        while True:
            yield
    finally:
        raise Odd("the clean-up fails")


def _stubborn():
    try:
        while True:
            yield
    finally:
        yield  # "generator ignored GeneratorExit"
