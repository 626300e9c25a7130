"""Futures of concurrent.futures, each settled by a thread of its own."""

import threading
from concurrent.futures import Future


def settle(future, function):
    try:
        result = function()
    except BaseException as error:
        future.set_exception(error)
    else:
        future.set_result(result)


def run_blocking(functions):
    pairs = []
    for function in functions:
        future = Future()
        thread = threading.Thread(target=settle, args=(future, function))
        pairs.append((future, thread))
        thread.start()
    for _, thread in pairs:
        thread.join()
    return [future.result() for future, _ in pairs]
