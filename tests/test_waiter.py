"""What serve promises. The answer is katas/waiter.py; read this file, leave it as it is.

The checks run on a SettledLoop: it goes round until everything waits for the check, and the check goes on when there
is nothing left to happen. So there is no clock in here, and nothing depends on how fast the machine is.
"""

import asyncio
import inspect
from contextlib import suppress
from types import MappingProxyType

import pytest

from katas.waiter import serve
from sensei.expect import raises, same, true
from sensei.leftovers import LeftBehind
from sensei.settled_loop import SettledLoop

pytestmark = pytest.mark.overdue("something blocks the loop: a call that waits and is not awaited, or an endless loop")


@pytest.fixture
def loop():
    loop = SettledLoop()
    yield loop
    if left := loop.end():
        raise LeftBehind(f"still there when the check was over: the task of {', '.join(left)}")


def test_serves_every_guest_their_own_dish(loop):
    served = []
    orders = {"Ada": _cook("soup", 20), "Bob": _cook("salad", 10), "Cyd": _cook("soup", 30), "Dan": _cook("tea")}
    loop.run(_eat(orders, served), "all four have decided, and serve still waits")
    same(sorted(served), [("Ada", "soup"), ("Bob", "salad"), ("Cyd", "soup"), ("Dan", "tea")], "names and dishes")


def test_without_orders_it_ends_at_once(loop):
    served = []
    loop.run(_eat({}, served), "there are no orders, and serve waits")
    same(served, [], "dishes served")


def test_only_reads_the_mapping(loop):
    served, orders = [], {"Ada": _cook("soup"), "Bob": _cook("salad", 10)}
    loop.run(_eat(MappingProxyType(orders), served), "both have decided, and serve still waits")
    same(sorted(served), [("Ada", "soup"), ("Bob", "salad")], "dishes of a mapping that can only be read")


def test_a_dish_may_be_anything(loop):
    served = []
    orders = {"None": _cook(None), "false": _cook(False, 10), "error": _cook(OSError("a name for a cocktail"), 20)}
    loop.run(_eat(orders, served), "all three have decided, and serve still waits")
    dishes = dict(served)
    same([dishes.get("None", "-"), dishes.get("false", "-")], [None, False], "None and False are dishes as well")
    true(type(dishes.get("error")) is OSError, "an exception that is given back, not raised, is a dish as well")


def test_takes_any_awaitable(loop):
    class Order:
        def __await__(self):
            return (yield from _cook("object", 30).__await__())

    served, future = [], loop.give()
    future.set_result("future")
    task = loop.create_task(_cook("task", 10))
    orders = {"1": Order(), "2": task, "3": future, "4": _cook("coroutine", 20)}
    loop.run(_eat(orders, served), "all four have decided, and serve still waits")
    same(sorted(served), [("1", "object"), ("2", "task"), ("3", "future"), ("4", "coroutine")], "all are awaitable")


def test_all_orders_run_at_the_same_time(loop):
    started, orders = [], {str(number): loop.give() for number in range(40)}

    async def starts(name):
        started.append(name)
        return await orders[name]

    consumer = loop.create_task(_eat({name: starts(name) for name in orders}, []))
    loop.settle()
    _no_error(consumer)
    same(len(started), 40, "nobody of forty guests has decided yet: orders that were started")
    for order in orders.values():
        order.set_result("soup")
        loop.settle()


def test_whoever_has_decided_is_served_at_once(loop):
    served, orders = [], {name: loop.give() for name in ("Ada", "Bob", "Cyd", "Dan")}
    consumer = loop.create_task(_eat(orders, served))
    for number, name in enumerate(("Cyd", "Ada", "Dan", "Bob"), 1):
        loop.settle()
        orders[name].set_result(f"dish {number}")
        loop.settle()
        _no_error(consumer)
        same(served[number - 1 :], [(name, f"dish {number}")], f"{name} is number {number} to decide: served then")
    true(consumer.done(), "everybody has been served, and serve still waits")


def test_those_who_decide_at_the_same_moment_are_all_served(loop):
    served, orders = [], {name: loop.give() for name in ("Ada", "Bob", "Cyd", "Dan", "Eve")}
    consumer = loop.create_task(_eat(orders, served))
    loop.settle()
    for names in (("Bob", "Dan", "Eve"), ("Ada", "Cyd")):
        for name in names:
            orders[name].set_result("soup")
        loop.settle()
        _no_error(consumer)
        same(sorted(served[-len(names) :]), [(name, "soup") for name in names], "these decided at once; served then")
    true(consumer.done(), "everybody has been served, and serve still waits")


def test_those_who_decide_while_the_consumer_is_busy_are_all_served(loop):
    served, busy, orders = [], asyncio.Event(), {str(number): loop.give() for number in range(13)}
    order = [str(number * 5 % 13) for number in range(13)]
    consumer = loop.create_task(_eat(orders, served, between=busy.wait))
    for name in order:
        loop.settle()
        orders[name].set_result("soup")
    loop.settle()
    _no_error(consumer)
    same(served, [("0", "soup")], "the consumer is busy with the first dish, and asks for no other")
    busy.set()
    loop.settle()
    _no_error(consumer)
    names = [name for name, _ in served]
    same(sorted(names), sorted(order), "then it asks for the others")
    # asyncio.wait gives a set, in any order; nothing gives exactly the reverse but a stack
    true(names[1:] != order[:0:-1], "the others are served in reverse: who decided last comes first")


def test_does_not_poll(loop):
    orders = {name: loop.give() for name in ("Ada", "Bob")}
    consumer = loop.create_task(_eat(orders, []))
    quiet = loop.settle()
    _no_error(consumer)
    true(quiet, "nobody has decided, and the loop goes round and round: serve asks again and again (polling)")
    for order in orders.values():
        order.set_result("soup")


def test_an_order_that_fails_raises_at_its_turn(loop):
    served, error, orders = [], ValueError("no more soup"), {name: loop.give() for name in "abcd"}
    consumer = loop.create_task(_eat(orders, served))
    loop.settle()
    orders["c"].set_result("tea")
    loop.settle()
    orders["b"].set_exception(error)
    loop.settle()
    same(served, [("c", "tea")], "c was served, then b failed")
    true(consumer.done(), "b failed and the others have not decided: the error must come now")
    with raises(ValueError, "the order's error must reach the consumer") as caught:
        consumer.result()
    true(caught.error is error, "the very error of the order must come out")


def test_after_an_error_the_rest_is_cancelled_and_awaited(loop):
    kitchen, failing = _Kitchen(), loop.give()
    orders = {"Ada": kitchen.cook("Ada"), "bad": failing, "Bob": loop.create_task(kitchen.cook("Bob"))}
    consumer = loop.create_task(_eat(orders | {"Cyd": loop.give()}, []))
    loop.settle()
    failing.set_exception(ValueError("no more soup"))
    _ends_when_the_kitchen_is_clean(loop, consumer, kitchen, "the error came out", ValueError)
    with raises(ValueError, "the order's error must reach the consumer, after the clean-up too"):
        consumer.result()


def test_closing_it_early_cancels_and_awaits_the_rest(loop):
    kitchen, tea, cake = _Kitchen(), loop.give(), loop.give()
    orders = {"Ada": kitchen.cook("Ada"), "cake": cake, "Bob": loop.create_task(kitchen.cook("Bob")), "tea": tea}
    consumer = loop.create_task(_eat_first(orders))
    loop.settle()
    tea.set_result("tea")
    _ends_when_the_kitchen_is_clean(loop, consumer, kitchen, "aclose() came back")
    same(consumer.result(), ("tea", "tea"), "the one dish that was served")
    true(cake.cancelled(), "a future that is still open has to be cancelled as well")


def test_closing_it_while_others_are_ready_serves_nothing_more(loop):
    orders = {name: loop.give() for name in ("Ada", "Bob", "Cyd", "Dan")}
    consumer = loop.create_task(_eat_first(orders))
    loop.settle()
    for name in ("Bob", "Cyd", "Dan"):
        orders[name].set_result("soup")
    loop.settle()
    true(consumer.done(), "the consumer closed it after one dish, and aclose() does not come back")
    same(consumer.result()[1], "soup", "the one dish that was served")
    true(orders["Ada"].cancelled(), "the order that is still open has to be cancelled")


def test_a_consumer_cancelled_while_it_waits_leaves_nothing(loop):
    kitchen, tea = _Kitchen(), loop.give()
    orders = {"Ada": kitchen.cook("Ada"), "tea": tea, "Bob": loop.create_task(kitchen.cook("Bob"))}
    consumer = loop.create_task(_eat(orders, served := [], closing=True))
    loop.settle()
    tea.set_result("tea")
    loop.settle()
    _no_error(consumer)
    same(served, [("tea", "tea")], "dishes before the cancel")
    consumer.cancel()
    _ends_when_the_kitchen_is_clean(loop, consumer, kitchen, "the consumer has closed it", asyncio.CancelledError)
    true(consumer.cancelled(), "the consumer was cancelled, and did not get CancelledError")


def test_closing_it_before_the_first_dish_leaves_no_task(loop):
    cooking = [_cook("soup"), _cook("salad")]

    async def changes_their_mind():
        await _close(await _iterator({"Ada": cooking[0], "Bob": cooking[1]}))
        return [task for task in asyncio.all_tasks() if task is not asyncio.current_task()]

    left = loop.run(changes_their_mind(), "aclose() before the first dish does not come back")
    for coroutine in cooking:
        coroutine.close()  # nobody has to start it
    same(len(left), 0, "aclose() came before the first dish: tasks that are there after it")


def test_an_error_in_the_clean_up_of_one_order_stops_nothing(loop):
    kitchen, failing = _Kitchen(), loop.give()
    orders = {"fails": failing, "Ada": kitchen.cook("Ada", OSError("the oven is stuck")), "Bob": kitchen.cook("Bob")}
    consumer = loop.create_task(_eat(orders, []))
    loop.settle()
    failing.set_exception(ValueError("no more soup"))
    _ends_when_the_kitchen_is_clean(loop, consumer, kitchen, "Ada's clean-up failed, the error is out", ValueError)
    with raises(ValueError, "the consumer gets the error of the order, whatever fails while the rest is cancelled"):
        consumer.result()


class _Kitchen:
    """Orders that are never ready, and take their time to clean up."""

    def __init__(self):
        self.cooking = set()
        self.may_clean = asyncio.Event()

    async def cook(self, name, trouble=None):
        self.cooking.add(name)
        try:
            await asyncio.Event().wait()
        finally:
            try:
                if trouble is not None:
                    raise trouble
                await self.may_clean.wait()
            finally:
                self.cooking.discard(name)


def _ends_when_the_kitchen_is_clean(loop, consumer, kitchen, what, *expected):
    loop.settle()
    _no_error(consumer, *expected)
    cooks_on = f"{what}, and an order of the rest, cancelled or not, has not ended: cancel it and await it"
    true(not (consumer.done() and kitchen.cooking), cooks_on)
    kitchen.may_clean.set()
    loop.settle()
    same(sorted(kitchen.cooking), [], "an order that is not needed any more has to be cancelled; these cook on")
    true(consumer.done(), "the rest was cancelled and has ended, and serve still waits")


async def _cook(dish, turns=0):
    for _ in range(turns):
        await asyncio.sleep(0)
    return dish


async def _iterator(orders):
    found = serve(orders)
    if inspect.iscoroutine(found):
        await found
        raise AssertionError("'async for' cannot take a coroutine: serve needs a yield, or no 'async' before its 'def'")
    return aiter(found)


async def _eat(orders, served, between=None, closing=False):
    dishes = await _iterator(orders)
    try:
        async for name, dish in dishes:
            served.append((name, dish))
            if between is not None:
                await between()
    finally:
        if closing:
            await _close(dishes)


async def _eat_first(orders):
    dishes = await _iterator(orders)
    first = await anext(dishes)
    await _close(dishes)
    return first


async def _close(dishes):
    if not hasattr(dishes, "aclose"):
        raise AssertionError("the iterator has no aclose(): a consumer who stops early could not say so")
    await dishes.aclose()


def _no_error(consumer, *expected):
    """The consumer goes on, or has ended well or as expected."""
    if consumer.done():
        with suppress(*expected):
            consumer.result()
