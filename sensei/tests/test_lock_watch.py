"""A watched lock does what a lock does, and an answer cannot tell the difference."""

from __future__ import annotations

import _thread
import copy
import dataclasses
import pickle
import queue
import sys
import threading
import weakref

import pytest

from sensei import lock_watch
from sensei.frames import Answer
from sensei.lock_watch import WatchedLock
from sensei.tampering import Tools


@pytest.fixture
def answer(tmp_path):
    return Answer(tmp_path)


@pytest.fixture
def run(answer, tmp_path, monkeypatch):
    """Run some lines as those of an answer; what they define."""
    monkeypatch.setattr(threading, "Lock", threading.Lock)  # put back what was there
    lock_watch.watch_locks(answer)

    def run(source):
        names = {"__name__": __name__}
        exec(compile(source, str(tmp_path / "answer.py"), "exec"), names)
        return names

    return run


@pytest.fixture(params=["real", "watched"])
def lock(request, answer):
    return threading.Lock() if request.param == "real" else WatchedLock(answer, 1)


def test_it_is_acquired_and_released(lock):
    assert lock.acquire() is True
    assert lock.locked()
    assert lock.acquire(False) is False
    assert lock.acquire(blocking=False) is False
    assert lock.acquire(True, 0.001) is False
    assert lock.acquire(timeout=0.001) is False
    assert "<locked _thread.lock" in repr(lock)
    assert lock.release() is None
    with lock as entered:
        assert entered is True
    assert not lock.locked()


@pytest.mark.parametrize(
    ("error", "wrong"),
    [
        (RuntimeError, lambda lock: lock.release()),
        (ValueError, lambda lock: lock.acquire(False, 1)),
        (ValueError, lambda lock: lock.acquire(timeout=-2)),
        (TypeError, lambda lock: lock.acquire(True, 1, 1)),
        (TypeError, copy.copy),
        (TypeError, copy.deepcopy),
        (TypeError, pickle.dumps),
        (AttributeError, lambda lock: lock._release_save),
        (AttributeError, lambda lock: setattr(lock, "name", 1)),
    ],
)
def test_it_refuses_the_same(lock, error, wrong):
    with pytest.raises(error):
        wrong(lock)


def test_it_is_a_lock_and_can_be_referred_to_weakly(lock):
    assert isinstance(lock, _thread.LockType)
    assert weakref.ref(lock)() is lock
    assert len({lock, lock}) == 1


def test_another_thread_may_release_it(lock):
    lock.acquire()
    thread = threading.Thread(target=lock.release)
    thread.start()
    thread.join()
    assert lock.acquire(False)


def test_a_condition_takes_it(lock):
    condition = threading.Condition(lock)
    with condition:
        assert condition.wait(0.001) is False
        assert lock.locked()
    with pytest.raises(RuntimeError):
        condition.notify()


def test_it_is_free_in_a_forked_child(lock):
    lock.acquire()
    lock._at_fork_reinit()
    assert lock.acquire(False)


def test_it_knows_who_holds_it_since_which_line(run):
    lock = run("import threading\nlock = threading.Lock()\n\nlock.acquire()\n")["lock"]
    assert (lock.made, lock.since, lock.holder) == (2, 4, threading.current_thread())
    lock.release()
    assert lock.holder is None


def test_a_line_of_the_answer_is_found_behind_a_condition(run):
    source = "import threading\nlock = threading.Lock()\nchanged = threading.Condition(lock)\nwith changed:\n    pass\n"
    assert run(source)["lock"].since == 4


def test_a_foreign_thread_is_not_made_known(run):
    names = run("import threading\nlock = threading.Lock()\ntaken = threading.Semaphore(0)\n")
    _thread.start_new_thread(lambda: (names["lock"].acquire(), names["taken"].release()), ())
    names["taken"].acquire()
    assert names["lock"].holder is None
    assert not any(isinstance(one, threading._DummyThread) for one in threading.enumerate())


def test_a_thread_that_begins_with_acquire_has_no_line(run):
    names = run("import threading\nlock = threading.Lock()\nthread = threading.Thread(target=lock.acquire)\n")
    _thread.start_new_thread(names["lock"].acquire, (False,))
    while not names["lock"].locked():
        pass
    assert names["lock"].since == 0


def test_only_locks_of_the_answer_are_watched(run):
    names = run("import queue, threading\nwith_mutex = queue.Queue()\nevent = threading.Event()\n")
    assert type(names["with_mutex"].mutex) is _thread.LockType
    assert type(names["event"]._cond._lock) is _thread.LockType
    assert type(threading.Lock()) is _thread.LockType
    assert type(queue.Queue().mutex) is _thread.LockType


def test_the_lock_of_a_dataclass_is_watched(run):
    assert dataclasses
    source = (
        "import dataclasses, threading\n"
        "@dataclasses.dataclass\n"
        "class Room:\n"
        "    lock: object = dataclasses.field(default_factory=threading.Lock)\n"
        "room = Room()\n"
    )
    assert type(run(source)["room"].lock) is WatchedLock


def test_no_class_can_be_derived(run):
    with pytest.raises(TypeError):
        run("import threading\nclass Own(threading.Lock):\n    pass\n")


@pytest.mark.skipif(sys.version_info < (3, 13), reason="threading.Lock was a function")
def test_both_kinds_are_instances_of_the_class(run):
    lock = run("import threading\nlock = threading.Lock()\n")["lock"]
    assert isinstance(lock, threading.Lock)
    assert isinstance(threading.Lock(), threading.Lock)
    assert not isinstance(threading.RLock(), threading.Lock)


def test_it_is_no_tampering(run):
    tools = Tools()
    run("import threading\nlock = threading.Lock()\n")
    assert tools.changed() == ""
