"""Each step calls the next; the recursion limit is raised for it.

first to fail: the stack does not grow with the steps
"""

import sys
from collections import deque
sys.setrecursionlimit(1_000_000)
class RoundRobin:
    def __init__(self): self.q, self.names = deque(), set()
    def spawn(self, task, name):
        if name in self.names: raise ValueError(name)
        self.names.add(name); self.q.append((name, task))
    def run(self):
        results = {}
        try: self._step(results)
        finally:
            while self.q:
                try: self.q.popleft()[1].close()
                except Exception: pass
        return results
    def _step(self, results):
        if not self.q: return
        name, task = self.q.popleft()
        try: next(task)
        except StopIteration as s: results[name] = ("ok", s.value)
        except Exception as e: results[name] = ("error", e)
        else: self.q.append((name, task))
        self._step(results)
