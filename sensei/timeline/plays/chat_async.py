"""ann, bob and eve each say three things to the next one, with pauses of 30 to 50 ms"""

from __future__ import annotations

import asyncio
from typing import Any

from sensei.timeline.stage import Stage

PAUSES = {"ann": 0.03, "bob": 0.04, "eve": 0.05}
TEXTS = ("hello", "how are you?", "bye")


def play(stage: Stage) -> None:
    """Talk."""
    asyncio.run(main(stage.answer))


async def main(answer: Any) -> None:
    """A server and its clients on one loop."""
    async with answer.ChatServer() as server, asyncio.TaskGroup() as clients:
        all_there = asyncio.Event()
        there: set[str] = set()

        async def talk(name: str) -> None:
            names = list(PAUSES)
            to = names[(names.index(name) + 1) % len(names)]
            async with answer.ChatClient("127.0.0.1", server.port, name) as client:
                there.add(name)
                if len(there) == len(PAUSES):
                    all_there.set()
                await all_there.wait()
                for text in TEXTS:
                    await asyncio.sleep(PAUSES[name])
                    await client.chat(to, text)
                for _ in TEXTS:
                    await client.receive(2)

        for name in PAUSES:
            clients.create_task(talk(name), name=f"client {name}")
