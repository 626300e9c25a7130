"""A heap of (round, number): lowest round first, then who was spawned first; newcomers in this round."""

import heapq
from dataclasses import dataclass, field
from itertools import count


@dataclass(order=True)
class Entry:
    round: int
    number: int
    name: str = field(compare=False)
    task: object = field(compare=False)


class RoundRobin:
    def __init__(self):
        self.heap = []
        self.round = 0
        self.numbers = count()
        self.names = []

    def spawn(self, task, name):
        if name in self.names:
            raise ValueError("twice: " + name)
        self.names.append(name)
        heapq.heappush(self.heap, Entry(self.round, next(self.numbers), name, task))

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
