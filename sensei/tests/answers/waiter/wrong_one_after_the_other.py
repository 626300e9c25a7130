"""Awaits the orders themselves, one after the other: the second guest is asked when the first has decided.

first to fail: all orders run at the same time
"""


async def serve(orders):
    for name, order in orders.items():
        yield name, await order
