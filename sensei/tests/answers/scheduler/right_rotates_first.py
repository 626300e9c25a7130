"""An ordered dictionary: rotates, then steps the last one."""

from collections import OrderedDict
class RoundRobin:
    def __init__(self): self.live = OrderedDict(); self.names = set()
    def spawn(self, task, name):
        before = len(self.names); self.names.add(name)
        if len(self.names) == before: raise ValueError("name")
        self.live[name] = task
    def run(self):
        out = {}
        try:
            while self.live:
                name = next(iter(self.live))
                self.live.move_to_end(name)
                try: self.live[name].__next__()
                except StopIteration as s: del self.live[name]; out[name] = ("ok", s.value)
                except Exception as e: del self.live[name]; out[name] = ("error", e)
        except BaseException:
            for name in reversed(list(self.live)):
                try: self.live.pop(name).close()
                except BaseException: ...
            raise
        return out
