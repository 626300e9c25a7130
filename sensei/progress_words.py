"""Words that the page of the terminal and the page in HTML share."""

from __future__ import annotations

from sensei.history import Failing, History, Step, Try


def count(number: int, noun: str) -> str:
    """1 attempt, 2 attempts."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def help_words(one: Try) -> str:
    """What was looked at before it was green."""
    hints = count(one.hints, "hint") if one.hints else ""
    return " and ".join(filter(None, (hints, "the solution" if one.solution else ""))) or "none"


def help_history(step: Step, most: Try) -> str:
    """The most help that was needed, and what the last time needed."""
    then, now = help_words(most), help_words(step.tries[-1])
    return then if then == now else f"{then}; the last time {now}"


def rejected(one: Failing) -> str:
    """How often a check failed."""
    return f"{count(one.answers, 'answer')} rejected in {count(one.attempts, 'attempt')}"


def next_words(history: History) -> str:
    """What to do next; empty if all is green and nothing is due."""
    step = history.next
    if step is None:
        return ""
    slug = step.kata.slug
    if step.state == "green":
        return f"{slug} is due: nox -s reset -- {slug}, then write it again"
    return f"edit katas/{step.kata.stem}.py, then nox -s kata-{slug}"


def is_due(step: Step, history: History) -> bool:
    """Is its day today, or was it before?"""
    return step.due is not None and step.due <= history.today
