"""ann, bob and eve each say three things to the next one, with pauses of 30 to 50 ms"""

from __future__ import annotations

import threading
import time

from sensei.timeline.stage import Stage, in_threads

PAUSES = {"ann": 0.03, "bob": 0.04, "eve": 0.05}
TEXTS = ("hello", "how are you?", "bye")


def play(stage: Stage) -> None:
    """Talk."""
    all_there = threading.Barrier(len(PAUSES))

    def talk(name: str) -> None:
        names = list(PAUSES)
        to = names[(names.index(name) + 1) % len(names)]
        with stage.answer.ChatClient("127.0.0.1", server.port, name) as client:
            all_there.wait(2)
            for text in TEXTS:
                time.sleep(PAUSES[name])
                client.chat(to, text)
            for _ in TEXTS:
                client.receive(2)

    with stage.answer.ChatServer() as server:
        in_threads({f"client {name}": lambda name=name: talk(name) for name in PAUSES})  # type: ignore[misc]
