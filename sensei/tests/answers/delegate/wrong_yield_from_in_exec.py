"""The forbidden words in a string.

first to fail: is written without yield from async and await
"""

TEMPLATE = "def delegate(sub):\n    return (yield {} sub)\n"
exec(TEMPLATE.format("from"))
