"""What every check gets: an answer to look at, and a look at what it left behind."""

import sys

import pytest

from sensei import answers
from sensei.catalog import ROOT
from sensei.leftovers import nothing_left_behind

__all__ = ["nothing_left_behind"]

if "katas" not in sys.modules:  # plain pytest, an editor's button; the judge has said already whose answer it is
    answers.serve(ROOT / "katas")


@pytest.hookimpl(optionalhook=True)
def pytest_asyncio_loop_factories(config, item):
    """The loop that an `async def` check runs on."""
    import asyncio  # here, so that katas without it need not wait for it

    from sensei.virtual_loop import VirtualLoop

    return {"loop": VirtualLoop if item.get_closest_marker("virtual_time") else asyncio.SelectorEventLoop}
