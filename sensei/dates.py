"""Days and times in words."""

from __future__ import annotations

from datetime import date, datetime, timedelta


def local_day(moment: datetime) -> date:
    """The day in the learner's own time zone."""
    return moment.astimezone().date()


def long_day(day: date, today: date) -> str:
    """Monday 5 October, with the year if it is another one."""
    return f"{day:%A} {day.day} {day:%B}" + ("" if day.year == today.year else f" {day.year}")


def short_day(day: date) -> str:
    """5 Oct."""
    return f"{day.day} {day:%b}"


def minutes(worked: timedelta) -> str:
    """Whole minutes; <1 if there is less."""
    return f"{round(worked.total_seconds() / 60)}" if worked >= timedelta(minutes=1) else "<1"


def hours(worked: timedelta) -> str:
    """6 h 40 min, or 40 min."""
    whole = round(worked.total_seconds() / 60)
    return f"{whole // 60} h {whole % 60:02} min" if whole >= 60 else f"{minutes(worked)} min"
