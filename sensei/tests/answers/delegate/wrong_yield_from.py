"""It is written with the words that are forbidden.

first to fail: is written without yield from async and await
"""

def delegate(sub):
    return (yield from sub)
