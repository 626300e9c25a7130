"""A for loop: what is sent and thrown does not reach the sub, and its return value is lost.

first to fail: ends with the value that the sub returns
"""


def delegate(sub):
    for item in sub:
        yield item
