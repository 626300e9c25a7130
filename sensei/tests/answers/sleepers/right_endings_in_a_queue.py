"""The threads put index and ending into a queue; the endings are sorted when all are there."""

import queue
import threading


def run_blocking(functions):
    endings = queue.SimpleQueue()

    def work(i, function):
        try:
            endings.put((i, function(), None))
        except BaseException as error:
            endings.put((i, None, error))

    threads = [threading.Thread(target=work, args=(i, function)) for i, function in enumerate(functions)]
    for thread in threads:
        thread.start()
    by_index = {i: (result, error) for i, result, error in (endings.get() for _ in threads)}
    for thread in threads:
        thread.join()
    in_order = [by_index[i] for i in range(len(threads))]
    for _, error in in_order:
        if error is not None:
            raise error
    return [result for result, _ in in_order]
