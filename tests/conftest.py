"""What every check gets: an answer to look at, and a look at what it left behind."""

import sys

from sensei import answers
from sensei.catalog import ROOT
from sensei.leftovers import no_task_left_behind, nothing_left_behind

__all__ = ["no_task_left_behind", "nothing_left_behind"]

if "katas" not in sys.modules:  # plain pytest, an editor's button; the judge has said already whose answer it is
    answers.serve(ROOT / "katas")
