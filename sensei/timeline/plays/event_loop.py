"""timers at 40, 80 and 120 ms, one of them with 60 ms of work, and a socket that gets data at 20 and at 150 ms"""

from __future__ import annotations

import socket
import threading
import time

from sensei.timeline.stage import Stage, work


def play(stage: Stage) -> None:
    """Run the loop until the last timer stops it."""
    loop = stage.answer.MiniLoop()
    ours, theirs = socket.socketpair()

    def do(name: str, seconds: float) -> None:
        with stage.running(name):
            work(seconds)

    def read() -> None:
        with stage.running("reader"):
            ours.recv(100)

    with ours, theirs:
        loop.add_reader(ours.fileno(), read)
        loop.call_later(0.04, do, "timer 40 ms", 0.002)
        loop.call_later(0.08, do, "timer 80 ms", 0.06)
        loop.call_later(0.12, do, "timer 120 ms", 0.002)
        loop.call_later(0.2, loop.stop)
        peer = threading.Thread(target=_talk, args=(theirs,), name="peer")
        peer.start()
        loop.run_forever()
        peer.join()
        loop.remove_reader(ours.fileno())
        loop.close()


def _talk(sock: socket.socket) -> None:
    for pause in (0.02, 0.13):
        time.sleep(pause)
        sock.send(b"data")
