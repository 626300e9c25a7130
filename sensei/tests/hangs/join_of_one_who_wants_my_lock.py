""" """

import threading

lock = threading.Lock()


def work():
    with lock:
        pass


def hang():
    thread = threading.Thread(target=work, name="worker", daemon=True)
    with lock:
        thread.start()
        thread.join()


class Chunks:
    def __init__(self, iterable, size):
        hang()
