"""five dishes cook at the same time; the third burns after 150 ms, and the others go on"""

from __future__ import annotations

import asyncio
from contextlib import suppress

from sensei.timeline.stage import Stage

DISHES = {"soup": 0.1, "rice": 0.3, "toast": 0.15, "fish": 0.2, "cake": 0.35}
BURNS = "toast"


class Burnt(Exception):
    """What becomes of one of the dishes."""


def play(stage: Stage) -> None:
    """Gather them, and wait for what is left."""
    asyncio.run(main(stage))


async def main(stage: Stage) -> None:
    """A dinner, and what burns."""
    dishes = [asyncio.create_task(_cook(dish), name=f"cook({dish})") for dish in DISHES]
    with suppress(Burnt):
        await asyncio.create_task(stage.answer.gather(*dishes), name="gather")
    await asyncio.wait(dishes)


async def _cook(dish: str) -> str:
    await asyncio.sleep(DISHES[dish])
    if dish == BURNS:
        raise Burnt(dish)
    return dish
