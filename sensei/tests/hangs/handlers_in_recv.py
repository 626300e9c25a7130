"""
the main thread waits for thread 'Thread-2 (handle)' to end | 20: threads[1].join()
thread 'Thread-1 (handle)' (and 2 like it) waits for bytes from its peer | 11: data = sock.recv(4096)
"""

import socket
import threading


def handle(sock):
    data = sock.recv(4096)
    print(data)


def hang():
    pairs = [socket.socketpair() for _ in range(3)]
    threads = [threading.Thread(target=handle, args=[one], daemon=True) for one, _ in pairs]
    for thread in threads:
        thread.start()
    threads[1].join()


class Chunks:
    def __init__(self, iterable, size):
        hang()
