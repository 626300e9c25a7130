"""As many places as guests, each a future: whoever decides next takes the next place."""

import asyncio


async def serve(orders):
    loop = asyncio.get_running_loop()
    places = [loop.create_future() for _ in orders]
    following = iter(places)
    tasks = []

    def take_place(name, task):
        if not (place := next(following)).done():
            place.set_result((name, task))

    for name, order in orders.items():
        task = asyncio.ensure_future(order)
        task.add_done_callback(lambda task, name=name: take_place(name, task))
        tasks.append(task)
    try:
        for place in places:
            name, task = await place
            yield name, task.result()
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
