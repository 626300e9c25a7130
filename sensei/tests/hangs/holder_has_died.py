""" """

import threading

lock = threading.Lock()


def forget():
    lock.acquire()


def hang():
    thread = threading.Thread(target=forget, name="forgetful")
    thread.start()
    thread.join()
    with lock:
        pass


class Chunks:
    def __init__(self, iterable, size):
        hang()
