"""The heap compares round and name: within a round the order is that of the alphabet.

first to fail: the tasks take turns in the order of spawning
"""

import heapq
from dataclasses import dataclass, field


@dataclass(order=True)
class Entry:
    round: int
    name: str
    task: object = field(compare=False)


class RoundRobin:
    def __init__(self):
        self.heap = []
        self.round = 0
        self.names = []

    def spawn(self, task, name):
        if name in self.names:
            raise ValueError("twice: " + name)
        self.names.append(name)
        heapq.heappush(self.heap, Entry(self.round, name, task))

    def run(self):
        ended = {}
        try:
            while self.heap:
                entry = heapq.heappop(self.heap)
                self.round = entry.round
                try:
                    entry.task.send(None)
                except StopIteration as stop:
                    ended[entry.name] = ("ok", stop.value)
                except Exception as error:
                    ended[entry.name] = ("error", error)
                else:
                    entry.round += 1
                    heapq.heappush(self.heap, entry)
        except BaseException:
            alive, self.heap = self.heap, []
            for entry in alive:
                try:
                    entry.task.close()
                except BaseException:
                    pass
            raise
        return ended
