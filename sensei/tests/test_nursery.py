"""A forked child is waited for by one thread while others ask whether it lives."""

from __future__ import annotations

import os
import sys

import pytest

from sensei.nursery import CAN_FORK, Forked

pytestmark = pytest.mark.skipif(not CAN_FORK, reason="prove forks on Linux only")


def _ended() -> Forked:
    forked = Forked(os.posix_spawn(sys.executable, [sys.executable, "-c", "raise SystemExit(7)"], os.environ))
    os.waitid(os.P_PID, forked.pid, os.WEXITED | os.WNOWAIT)
    return forked


def test_wait_returns_the_code_when_another_thread_reaps_first(monkeypatch):
    forked, waitid = _ended(), os.waitid

    def poll_comes_first(*args):
        assert forked.poll() == 7
        return waitid(*args)

    monkeypatch.setattr(os, "waitid", poll_comes_first)
    assert forked.wait() == 7


def test_a_child_that_has_ended_is_not_killed(monkeypatch):
    forked = _ended()
    monkeypatch.setattr(os, "kill", lambda *args: pytest.fail("its number may be another process's by now"))
    forked.kill()
    assert forked.wait() == 7
