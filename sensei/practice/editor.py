"""Which program opens an answer, and at which line."""

from __future__ import annotations

import os
import shlex
import shutil
from collections.abc import Mapping
from pathlib import Path

from sensei.errors import Mistake

PLUS = {"vi", "vim", "nvim", "nano", "emacs", "emacsclient", "micro", "kak", "joe", "ne", "mg", "pico", "jed"}
"""Editors that take +LINE before the file."""
COLON = {"hx", "helix", "subl", "zed"}
"""Editors that take FILE:LINE."""
CODE = ("code", "cursor", "codium", "code-insiders")
"""VS Code and its kin, which take --goto FILE:LINE."""


def command(file: Path, line: int, environment: Mapping[str, str] = os.environ) -> list[str]:
    """The words that open it. `Mistake` if no editor is known, or if it is not installed."""
    words = _chosen(environment)
    if shutil.which(words[0], path=environment.get("PATH")) is None:
        raise Mistake(f"there is no program {words[0]!r}: set EDITOR to one, or open {file.name} yourself")
    name = Path(words[0]).stem.lower()
    if name in CODE:
        return [*words, "--goto", f"{file}:{line}"]
    if name in PLUS:
        return [*words, f"+{line}", str(file)]
    return [*words, f"{file}:{line}" if name in COLON else str(file)]


def _chosen(environment: Mapping[str, str]) -> list[str]:
    """In VS Code's own terminal VS Code; else what the learner chose."""
    if environment.get("TERM_PROGRAM") == "vscode":
        for name in CODE:
            if shutil.which(name, path=environment.get("PATH")):
                return [name]
    for variable in ("VISUAL", "EDITOR"):
        if words := shlex.split(environment.get(variable, "")):
            return words
    raise Mistake('no editor is set: export EDITOR=nano (or vim, "code --wait", ...), or open the file yourself')
