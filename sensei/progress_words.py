"""Words that the page of the terminal and the page in HTML share."""

from __future__ import annotations

from sensei.history import Failing, History, Step, Try


def count(number: int, noun: str) -> str:
    """1 attempt, 2 attempts."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def help_words(one: Try | None) -> str:
    """What was looked at before it was green."""
    if one is None:
        return "none"
    hints = count(one.hints, "hint") if one.hints else ""
    return " and ".join(filter(None, (hints, "the solution" if one.solution else ""))) or "none"


def help_history(step: Step, between: str) -> str:
    """The most help that was needed, and what the last time needed if that was less."""
    most, last = help_words(step.most_help), help_words(step.tries[-1])
    return most if most == last else f"{most}{between}{last}"


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
