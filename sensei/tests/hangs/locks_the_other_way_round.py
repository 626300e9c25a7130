""" """

import threading

a, b = threading.Lock(), threading.Lock()
both = threading.Barrier(2)


def forth():
    with a:
        both.wait()
        with b:
            pass


def back():
    with b:
        both.wait()
        with a:
            pass


def hang():
    threads = [threading.Thread(target=one, name=one.__name__, daemon=True) for one in (forth, back)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


class Chunks:
    def __init__(self, iterable, size):
        hang()
