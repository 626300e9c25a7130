"""Which `with` blocks a frame is in, and what it does at this moment: read from its source and its variables.

Nothing of the answer is run for it: names, attributes and items are looked up, and properties are not.
"""

from __future__ import annotations

import ast
import inspect
import linecache
from collections import defaultdict
from collections.abc import Iterator
from functools import lru_cache
from types import FrameType, MemberDescriptorType
from typing import Any

NOTHING = object()
"""What an expression stands for that cannot be looked up."""


def held(frame: FrameType) -> Iterator[tuple[Any, int]]:
    """What was entered by `with` or `async with` and not left yet, outermost first, and in which line."""
    for node in _blocks(frame.f_code.co_filename, frame.f_lineno):
        for item in node.items:
            entered = look_up(item.context_expr, frame)
            if entered is not NOTHING:
                yield entered, item.context_expr.lineno


def entering(frame: FrameType) -> Iterator[Any]:
    """What the frame is about to enter or to acquire at this moment: the objects of `with X` or of `X.acquire()`."""
    node = current(frame)
    if isinstance(node, ast.With):
        found = [item.context_expr for item in node.items]
    elif isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "acquire":
        found = [node.func.value]
    else:
        found = [node] if isinstance(node, ast.expr) else []
    yield from (one for one in (look_up(part, frame) for part in found) if one is not NOTHING)


def current(frame: FrameType) -> ast.AST | None:
    """The part of the source that the frame's instruction was made of."""
    positions = list(frame.f_code.co_positions())
    at = frame.f_lasti // 2
    line, end, column, end_column = positions[at] if 0 <= at < len(positions) else (None,) * 4
    for node in ast.walk(_tree(frame.f_code.co_filename)):
        where = [getattr(node, name, None) for name in ("lineno", "end_lineno", "col_offset", "end_col_offset")]
        if line is not None and where == [line, end, column, end_column] and not isinstance(node, ast.Expr):
            return node
    return None


def look_up(node: ast.AST, frame: FrameType) -> Any:
    """What a name, an attribute or an item stands for, or NOTHING."""
    if isinstance(node, ast.Name):
        return frame.f_locals.get(node.id, frame.f_globals.get(node.id, NOTHING))
    if isinstance(node, ast.Attribute):
        return _attribute(look_up(node.value, frame), node.attr)
    if isinstance(node, ast.Subscript):
        return _item(look_up(node.value, frame), look_up(node.slice, frame))
    return node.value if isinstance(node, ast.Constant) else NOTHING


def _attribute(one: Any, name: str) -> Any:
    found = inspect.getattr_static(one, name, NOTHING)
    if isinstance(found, MemberDescriptorType):  # a slot
        return found.__get__(one, type(one))
    return found


def _item(whole: Any, key: Any) -> Any:
    if type(whole) not in (dict, defaultdict, list, tuple) or type(key) not in (int, str, bytes):
        return NOTHING
    if isinstance(whole, dict):
        return whole.get(key, NOTHING)
    return whole[key] if isinstance(key, int) and -len(whole) <= key < len(whole) else NOTHING


def _blocks(path: str, line: int) -> list[ast.With | ast.AsyncWith]:
    """The blocks of the innermost function around that line whose body the line is in."""
    around = [node for node in ast.walk(_tree(path)) if _spans(node, line)]
    functions = [node for node in around if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)]
    first = max((node.lineno for node in functions), default=0)
    return [
        node
        for node in around
        if isinstance(node, ast.With | ast.AsyncWith) and first <= node.lineno < node.body[0].lineno <= line
    ]


def _spans(node: ast.AST, line: int) -> bool:
    return getattr(node, "lineno", line + 1) <= line <= (getattr(node, "end_lineno", 0) or 0)


@lru_cache(maxsize=8)
def _tree(path: str) -> ast.AST:
    try:
        return ast.parse("".join(linecache.getlines(path)))
    except (SyntaxError, ValueError, RecursionError):
        return ast.Module([], [])
