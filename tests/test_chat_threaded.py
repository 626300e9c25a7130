"""What the threaded chat promises. The answer is katas/chat_threaded.py; read this file, leave it as it is.

Most of the checks are those of chat_checks.py, which chat-async has to pass as well.
"""

import time
from contextlib import contextmanager
from types import SimpleNamespace

import pytest

from katas.chat_threaded import ChatClient, ChatError, ChatServer
from sensei.chat_house import ThreadedHouse
from sensei.expect import same, true
from sensei.preemption import Preemption
from tests.chat_checks import *

MOMENT = 0.07
"""Seconds that a thread gets which may be waiting for a lock of the stopped one."""


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


class Race:
    """Two connections; the thread that serves the first is stopped in its work, and the second overtakes."""

    def __init__(self, server, first, second, preemption, thread, line):
        self.server, self.first, self.second = server, first, second
        self.name = f"{line}"
        self._preemption, self._thread, self._line = preemption, thread, line

    def run(self, one, other):
        """What the two hear, when the first says one line and the second the other."""
        self._preemption.arm(self._thread, self._line)
        self.first.say(one)
        stopped = self._preemption.stopped.wait(MOMENT)
        self.second.say(other)
        early = self.second.line_within(MOMENT) if stopped else None  # none if it needs a lock of the first's
        self._preemption.release()
        return self.first.hears(), early or self.second.hears()


@pytest.fixture
def races(network, serve, join):
    """One race after the other: in each the first is stopped one line of the answer later, until there are no more."""

    def every_line():
        socket_class, preemption = network(most_sent=10), Preemption()
        with preemption.watching(), serve() as server:
            for line in range(1, 80):
                first, second = join(server.port), join(server.port)
                for peer in (first, second):
                    peer.ask("list,friends")  # both threads are waiting for the next line now
                thread = socket_class.readers.get(first.sock.getsockname()[1], 0)
                yield Race(server, first, second, preemption, thread, line)
                if not preemption.stopped.is_set():
                    return

    return every_line


@pytest.mark.timeout(5)
def test_two_clients_cannot_both_get_a_name(races, join):
    for race in races():
        answers = race.run("register,ann", "register,ann")
        same(answers.count("ok"), 1, "two clients ask for one name, one is stopped in the middle: how many got it")
        (race.first if answers[0] == "ok" else race.second).close()
        join(race.server.port).waits_until_gone("ann")


@pytest.mark.timeout(5)
def test_two_messages_to_one_client_do_not_mix(races, join):
    for race in races():
        carl = join(race.server.port, f"carl{race.name}")
        race.first.ask("register,ann" + race.name)
        race.second.ask("register,bob" + race.name)
        answers = race.run(f"chat,carl{race.name},from ann", f"chat,carl{race.name},from bob")
        same(list(answers), ["ok", "ok"], "the answers to two who chat to one client")
        wanted = [f"message,ann{race.name},from ann", f"message,bob{race.name},from bob"]
        same(sorted([carl.hears(), carl.hears()]), wanted, "two chats to one client, one stopped in the middle")


@pytest.mark.timeout(5)
@pytest.mark.overdue("two who chat to each other wait for each other: each has a lock that the other one needs")
def test_two_clients_can_chat_to_each_other_at_once(races):
    for race in races():
        ann, bob = f"ann{race.name}", f"bob{race.name}"
        race.first.ask(f"register,{ann}")
        race.second.ask(f"register,{bob}")
        heard = race.run(f"chat,{bob},to bob", f"chat,{ann},to ann")
        all_of_it = [[heard[0], race.first.hears()], [heard[1], race.second.hears()]]
        wanted = [sorted([f"message,{bob},to ann", "ok"]), sorted([f"message,{ann},to bob", "ok"])]
        same(list(map(sorted, all_of_it)), wanted, "two who chat to each other, one stopped in the middle")


@pytest.mark.timeout(5)
def test_the_list_can_be_asked_for_while_others_come(races):
    for race in races():
        listed, answer = race.run("list,friends", f"register,ann{race.name}")
        true(listed.startswith("friends"), f"the answer to list,friends, while another registers: {listed!r}")
        same(answer, "ok", "the one who registers meanwhile")


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
