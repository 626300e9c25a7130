"""red: is not Python: SyntaxError"""

class Chunks:
    def __init__(self, iterable, size)
        pass
