"""Each thread puts its outcome into a queue; they are sorted in the end."""

import queue
import threading


def run_blocking(functions):
    outcomes = queue.Queue()

    def work(number, function):
        try:
            outcomes.put((number, True, function()))
        except BaseException as error:
            outcomes.put((number, False, error))

    for number, function in enumerate(functions):
        threading.Thread(target=work, args=(number, function)).start()
    done = sorted((outcomes.get() for _ in functions), key=lambda outcome: outcome[0])
    for _, well, value in done:
        if not well:
            raise value
    return [value for _, _, value in done]
