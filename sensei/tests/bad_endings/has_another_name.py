"""red: does not define Chunks (it defines chunks)"""

class chunks:
    pass
