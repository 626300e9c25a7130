"""
the main thread waits for queue.join(): task_done() is still to be called 2 times | 18: items.join()
thread 'producer' waits for room: the queue is full, it takes 2 | 12: items.put(item)
"""

import queue
import threading


def produce(items):
    for item in range(3):
        items.put(item)


def hang():
    items = queue.Queue(maxsize=2)
    threading.Thread(target=produce, args=[items], name="producer", daemon=True).start()
    items.join()


class Chunks:
    def __init__(self, iterable, size):
        hang()
