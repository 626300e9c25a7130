# /// script
# requires-python = ">=3.11"
# dependencies = [
#   "nox>=2025.5.1",
#   "pytest>=8.4",
#   "pytest-asyncio>=1.4",
#   "pytest-timeout>=2.4",
#   "freezegun>=1.5.2",
#   "aiohttp>=3.12",
#   "selectolax>=0.3.30",
#   "rich>=14",
#   "psutil>=7",
#   "prompt-toolkit>=3.0.50",
#   "fsrs>=6",
#   "textual>=8",
#   "watchfiles>=1.1",
#   "jinja2>=3.1",
#   "ruff>=0.12",
#   "mypy>=1.16",
#   "types-psutil>=7",
# ]
# ///
"""Every command of this repository. `nox -l` lists them; `python -m nox -s kata-iterator` checks one answer."""

import logging
import re
import sys
from pathlib import Path

import nox

sys.path.insert(0, str(Path(__file__).parent))

from sensei import catalog

nox.needs_version = ">=2025.5.1"
nox.options.default_venv_backend = "none"  # nox has made one environment for all of us: see the top of this file
nox.options.sessions = ["prove", "lint", "types", "house"]


def hush_pip() -> None:
    """Let pip say nothing while all is there.

    With nox installed elsewhere, nox asks pip at every command whether the environment that it made is complete. That
    would be forty lines before each verdict, and once a week a look at the index for a newer pip.
    """
    config = Path(sys.prefix, "pip.ini" if sys.platform == "win32" else "pip.conf")
    if Path(sys.prefix).name == "_nox_script_mode" and not config.exists():
        config.write_text("[global]\nquiet = 1\ndisable-pip-version-check = true\n", encoding="utf-8")


hush_pip()


def is_worth_saying(record: logging.LogRecord) -> bool:
    """Our screens end with what to do next; nox's own lines about the sessions of a learner would hide that."""
    ours = "kata-|hint|list|reset|attempts|due|progress|practice|play|timeline|bench|draw"
    return not re.match(rf"(Running )?session ({ours})|uv binary", record.getMessage(), re.IGNORECASE)


logging.getLogger("nox").addFilter(is_worth_saying)


def door(session: nox.Session, name: str, *given: str) -> None:
    """Do the command of that name; its exit code decides about the session."""
    from sensei import again, commands, progress, words  # not at the top: nox -l needs none of it

    command = next(getattr(place, name) for place in (commands, again, progress) if hasattr(place, name))
    if code := words.run(command, *given, *session.posargs):
        session.error({words.NOT_GREEN: "not green", words.MISTAKEN: "not done"}[code])


def kata_session(slug: str, description: str) -> None:
    """Register `kata-SLUG`."""

    def check(session: nox.Session) -> None:
        door(session, "check", slug)

    check.__doc__ = description
    nox.session(name=f"kata-{slug}", default=False)(check)


for kata in catalog.katas():
    kata_session(kata.slug, f"{kata.title.rstrip('.')} (level {kata.level}, {kata.minutes} minutes)")

for word in sys.argv:  # a name that is not there gets our sentence, with the nearest one, in place of nox's
    if word.startswith("kata-") and word.removeprefix("kata-") not in {kata.slug for kata in catalog.katas()}:
        kata_session(word.removeprefix("kata-"), "there is no such kata")


@nox.session(default=False)
def practice(session: nox.Session) -> None:
    """Keep a kata on the screen, judged at every save: what is due, or the next one; -- asleep starts there."""
    door(session, "practice")


@nox.session(default=False)
def hint(session: nox.Session) -> None:
    """Show a hint, one more each time: nox -s hint -- asleep (or -- asleep 2)."""
    door(session, "hint")


@nox.session(name="list", default=False)
def list_(session: nox.Session) -> None:
    """Show the katas and how far you are: -- --topic close --level 2 --minutes 40 --json."""
    door(session, "list_katas")


@nox.session(default=False)
def reset(session: nox.Session) -> None:
    """Put a stub back and keep the attempt: nox -s reset -- asleep."""
    door(session, "reset")


@nox.session(default=False)
def play(session: nox.Session) -> None:
    """Run your program for real: -- chat-async, chat-threaded, chat-client NAME, crawler URL, indexer FOLDER."""
    door(session, "play")


@nox.session(default=False)
def attempts(session: nox.Session) -> None:
    """List kept attempts, show one or bring it back: -- asleep, -- asleep 2, -- asleep 2 --restore."""
    door(session, "show_attempts")


@nox.session(default=False)
def due(session: nox.Session) -> None:
    """Show what is to be done again today and tomorrow."""
    door(session, "due")


@nox.session(default=False)
def progress(session: nox.Session) -> None:
    """Show what is green, how long it took, what failed, and what is due: -- --html FILE writes a page."""
    door(session, "progress")


@nox.session(default=False)
def timeline(session: nox.Session) -> None:
    """Draw what your tasks and threads did: -- crawler --reference --html FILE (or -- path/to/file.py)."""
    door(session, "timeline")


@nox.session(default=False)
def bench(session: nox.Session) -> None:
    """Measure your answers beside the references: -- crawler|chat|sleep|parse --quick --json --plot FILE."""
    door(session, "bench")
    for file in re.findall(r"--plot[=\n](.+)", "\n".join(session.posargs)):
        session.notify("draw", [str(Path(file).with_suffix(".json")), file])


@nox.session(default=False, venv_backend="virtualenv", reuse_venv=True)
def draw(session: nox.Session) -> None:
    """Draw what bench has measured: -- chat.json chat.svg. It has an environment of its own: matplotlib is large."""
    session.install("-q", "matplotlib>=3.10", silent=True)
    session.run("python", "-m", "sensei.bench.plot", *session.posargs)


@nox.session
def prove(session: nox.Session) -> None:
    """Prove the tests: references green, stubs red, wrong answers rejected, right ones accepted: -- asleep --right."""
    door(session, "prove")


@nox.session
def lint(session: nox.Session) -> None:
    """Check style with ruff (for maintainers)."""
    session.run(sys.executable, "-m", "ruff", "check", ".")
    session.run(sys.executable, "-m", "ruff", "format", "--check", ".")


@nox.session
def types(session: nox.Session) -> None:
    """Check types with mypy (for maintainers)."""
    session.run(sys.executable, "-m", "mypy")


@nox.session
def house(session: nox.Session) -> None:
    """Run the project's own tests (for maintainers)."""
    session.run(sys.executable, "-m", "pytest", "sensei/tests", *session.posargs)


@nox.session(default=False)
def stubs(session: nox.Session) -> None:
    """Write every stub from its reference; -- --check only compares (for maintainers)."""
    door(session, "stubs")


if __name__ == "__main__":
    nox.main()
