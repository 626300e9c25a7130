"""What the threaded chat promises. The answer is katas/chat_threaded.py; read this file, leave it as it is.

Most of the checks are those of chat_checks.py, which chat-async has to pass as well.
"""

import time
from contextlib import contextmanager
from types import SimpleNamespace

import pytest

from katas.chat_threaded import ChatClient, ChatError, ChatServer
from sensei.chat_house import ThreadedHouse
from sensei.expect import same
from sensei.preemption import Preemption
from tests.chat_checks import *

MOMENT = 0.1
"""Seconds that a thread gets which may be waiting for a lock of the stopped one."""
IMPATIENT = 0.25
"""Seconds to which timeouts of sockets are cut down, so that a check need not wait for them."""


@pytest.fixture
def answer():
    return SimpleNamespace(ChatServer=ChatServer, ChatClient=ChatClient, ChatError=ChatError)


@pytest.fixture
def house():
    return ThreadedHouse()


@pytest.fixture
def enter():
    @contextmanager
    def entered(manager):
        with manager as value:
            yield value

    return entered


@pytest.fixture
def stopping_in_every_line(network, serve, join):
    """Yields pairs of raw connections; the thread that serves the first is stopped in a later line each time.

    After the first has said something `overtake(action)` does what the second wants, if it can be done meanwhile, and
    then lets the first go on.
    """

    def every_line():
        socket_class, preemption = network(most_sent=10), Preemption()
        with preemption.watching(), serve() as server:
            for line in range(1, 80):
                first, second = join(server.port), join(server.port)
                for peer in (first, second):
                    peer.ask("list,friends")  # both threads are waiting for the next line now
                preemption.arm(socket_class.readers.get(first.sock.getsockname()[1], 0), line)
                yield server, first, second, preemption
                if not preemption.stopped.is_set():
                    return

    return every_line


def _stopped(preemption):
    return preemption.stopped.wait(MOMENT)


@pytest.mark.timeout(5)
def test_two_clients_cannot_both_get_a_name(stopping_in_every_line, join):
    for server, first, second, preemption in stopping_in_every_line():
        first.say("register,ann")
        stopped = _stopped(preemption)
        second.say("register,ann")
        early = second.line_within(MOMENT) if stopped else None
        preemption.release()
        answers = [first.hears(), early or second.hears()]
        same(answers.count("ok"), 1, "two clients ask for one name, one is stopped in the middle: how many got it")
        (first if answers[0] == "ok" else second).close()
        join(server.port).waits_until_gone("ann")


@pytest.mark.timeout(5)
def test_two_messages_to_one_client_do_not_mix(stopping_in_every_line, join):
    for number, (server, first, second, preemption) in enumerate(stopping_in_every_line()):
        preemption.release()
        carl = join(server.port, f"carl{number}")
        same([first.ask(f"register,ann{number}"), second.ask(f"register,bob{number}")], ["ok", "ok"], "both register")
        preemption.arm(preemption.thread, number + 1)
        first.say(f"chat,carl{number},from ann")
        stopped = _stopped(preemption)
        second.say(f"chat,carl{number},from bob")
        early = second.line_within(MOMENT) if stopped else None
        preemption.release()
        same([first.hears(), early or second.hears()], ["ok", "ok"], "the answers to both")
        wanted = [f"message,ann{number},from ann", f"message,bob{number},from bob"]
        same(sorted([carl.hears(), carl.hears()]), wanted, "two chats to one client, one stopped in the middle")


def test_a_quiet_client_stays_connected(network, serve, join):
    network(longest_wait=IMPATIENT)
    with serve() as server:
        ann = join(server.port, "ann")
        time.sleep(1.6 * IMPATIENT)
        why = "a timeout that is meant for sending must not end a connection that is quiet for a while"
        same(ann.ask("list,friends"), "friends,ann", why)


def test_the_client_outlives_a_quiet_time(network, client, script, house):
    network(longest_wait=IMPATIENT)
    script.answers(b"ok\n", b"friends,ann\n")
    ann = client(script.port, "ann")
    ann.connect()
    time.sleep(1.6 * IMPATIENT)
    script.send(b"message,bob,hi\n")
    why = "a timeout that is meant for connecting must not hold for reading, when it is quiet for a while"
    same(ann.receive(), ("bob", "hi"), why)
    same(ann.friends(), ["ann"], "and commands still work")
