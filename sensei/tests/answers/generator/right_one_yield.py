"""One yield in a loop, the reset caught around it, on_close in a finally around all."""


class Reset(Exception):
    """Thrown in to forget every number."""


def averager(on_close):
    total, count, mean = 0.0, 0, None
    try:
        while True:
            try:
                x = yield mean
            except Reset:
                total, count, mean = 0.0, 0, None
            else:
                if x is not None:
                    mean = (total + x) / (count + 1)
                    total, count = total + x, count + 1
    finally:
        on_close(count)
