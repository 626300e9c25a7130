"""The numbers are a global that each start clears: two averagers at once mix theirs.

first to fail: two of them do not mix
"""

class Reset(Exception):
    """Thrown in to forget every number."""


numbers = []


def averager(on_close):
    numbers.clear()
    try:
        while True:
            try:
                number = yield sum(numbers) / len(numbers) if numbers else None
                if number is not None:
                    sum([number])  # what is no number fails here, before it is kept
                    numbers.append(number)
            except Reset:
                numbers.clear()
    finally:
        on_close(len(numbers))
