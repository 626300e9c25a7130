"""What a command printed."""

from __future__ import annotations

from sensei.words import run


def said(capsys, command, *words):
    code = run(command, *words)
    return code, capsys.readouterr().out
