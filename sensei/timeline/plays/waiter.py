"""five guests decide after 80 to 400 ms; the waiter serves whoever has decided"""

from __future__ import annotations

import asyncio

from sensei.timeline.stage import Stage

GUESTS = {"Ada": 0.4, "Bob": 0.08, "Cleo": 0.24, "Dan": 0.16, "Eve": 0.32}


def play(stage: Stage) -> None:
    """Serve them."""
    asyncio.run(main(stage))


async def main(stage: Stage) -> None:
    """Serve, and say when."""
    orders = {name: guest(name) for name in GUESTS}
    async for name, _ in stage.answer.serve(orders):
        stage.mark(f"serves {name}")


async def guest(name: str) -> str:
    """Decides after a while."""
    await asyncio.sleep(GUESTS[name])
    return f"dish of {name}"
