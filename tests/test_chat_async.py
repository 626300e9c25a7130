"""What the asyncio chat promises. The answer is katas/chat_async.py; read this file, leave it as it is.

Most of the checks are those of chat_checks.py, which chat-threaded has to pass as well.
"""

import asyncio
import threading
from contextlib import contextmanager
from types import SimpleNamespace

import pytest

from katas.chat_async import ChatClient, ChatError, ChatServer
from sensei.chat_house import AsyncHouse
from sensei.expect import same, true
from sensei.leftovers import LeftBehind, names_of
from tests.chat_checks import *


@pytest.fixture
def answer():
    return SimpleNamespace(ChatServer=ChatServer, ChatClient=ChatClient, ChatError=ChatError)


@pytest.fixture
def house():
    house = AsyncHouse()
    yield house
    left = house.close()
    if left:
        raise LeftBehind(f"still running after stop() and close(): {', '.join(left)}")


@pytest.fixture
def enter(house):
    @contextmanager
    def entered(manager):
        value = house.call(manager.__aenter__)
        try:
            yield value
        except BaseException as error:
            if not house.call(manager.__aexit__, type(error), error, error.__traceback__):
                raise
        else:
            house.call(manager.__aexit__, None, None, None)

    return entered


def test_two_clients_cannot_both_get_a_name(house, server, join):
    peers = [join(server.port) for _ in range(5)]
    with house.frozen():  # all five lines are there when the server looks
        for peer in peers:
            peer.say("register,ann")
    answers = [peer.hears() for peer in peers]
    same(answers.count("ok"), 1, "five clients ask for one name in the same moment: how many got it")


def test_when_stop_returns_no_task_of_the_server_is_left(house, answer, join):
    async def stop_and_look():
        await server.stop()
        return names_of(asyncio.all_tasks() - before - {asyncio.current_task()})

    before = house.call(asyncio.all_tasks)
    server = answer.ChatServer()
    house.call(server.start)
    ann = join(server.port, "ann")
    join(server.port, "bob")
    ann.ask("chat,bob,hello")
    same(house.call(stop_and_look), [], "tasks of the server when stop() has returned")


def test_stop_leaves_the_tasks_of_others_alone(house, answer):
    async def start_stop():
        neighbour = asyncio.ensure_future(asyncio.Event().wait())
        server = answer.ChatServer()
        await server.start()
        await asyncio.sleep(0)
        await server.stop()
        alive = not neighbour.done()
        neighbour.cancel()
        return alive

    true(house.call(start_stop), "stop() has ended a task of the program around it")


def test_everything_happens_on_one_thread(house, serve, join):
    before = set(threading.enumerate())
    with serve() as server:
        ann, bob = join(server.port, "ann"), join(server.port, "bob")
        ann.ask("chat,bob,hello")
        bob.hears()
        others = sorted(thread.name for thread in set(threading.enumerate()) - before)
        same(others, [], "threads beside the one of the event loop, while two clients chat")
