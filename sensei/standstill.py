"""Nothing goes on: where every thread and task of the answer stands at that moment, and who waits for whom."""

from __future__ import annotations

from types import FrameType

from sensei import task_tree, thread_waits, waiters
from sensei.answers import served_folder
from sensei.frames import Answer, Place


class Standstill(AssertionError):
    """A check has waited in vain: why, and where everything stood when it gave up."""

    def __init__(self, why: str) -> None:
        said, self.where = look(Answer(served_folder()))
        super().__init__("\n".join([why, *said]))


def look(answer: Answer, interrupted: FrameType | None = None) -> tuple[list[str], list[Place]]:
    """What is to be said of all of them together, and one place for each.

    `interrupted` is the frame of the main thread in which a signal came, if its handler asks. Whatever is not as it is
    expected costs the explanation, and never raises: the verdict does not hang on it.
    """
    try:
        tasks = task_tree.waiting_tasks(answer)
        threads = thread_waits.Threads(answer, interrupted).waiting(with_loops=not tasks)
        said = [waiters.deadlock(threads), waiters.deadlock(tasks)]
        return [one for one in said if one], waiters.tree(threads) + waiters.tree(tasks)
    except Exception:  # noqa: BLE001 - other versions of Python, or an answer that changes what it finds
        return [], answer.threads()
