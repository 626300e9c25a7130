"""The door itself: nox in a copy of the repository, as a learner has it."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys

import pytest

from sensei import stub
from sensei.catalog import ROOT, katas


@pytest.fixture(scope="module")
def copy(tmp_path_factory):
    """A fresh clone, with stubs, whatever the learner has made of them here."""
    target = tmp_path_factory.mktemp("clone") / "katas"
    ignored = shutil.ignore_patterns(".git", ".nox", ".sensei", "__pycache__", ".*_cache", ".venv", "answers")
    shutil.copytree(ROOT, target, ignore=ignored)
    for kata in katas():
        (target / "katas" / f"{kata.stem}.py").write_text(stub.derive(kata), encoding="utf-8")
    return target


def nox(folder, *words):
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("NOX", "PYTEST"))}
    command = [sys.executable, "-m", "nox", *words]
    done = subprocess.run(
        command, cwd=folder, env=environment, capture_output=True, text=True, encoding="utf-8", check=False
    )
    return done.returncode, done.stdout, done.stderr


@pytest.mark.timeout(60)
def test_a_stub_is_red_and_says_what_to_do(copy):
    code, out, err = nox(copy, "-s", "kata-asleep")
    assert code == 1
    assert "asleep   0 of" in out
    assert "next   edit katas/asleep.py, then nox -s kata-asleep" in out
    assert "Traceback" not in out + err


@pytest.mark.timeout(60)
def test_the_reference_is_green(copy):
    shutil.copy(copy / "reference" / "generator.py", copy / "katas" / "generator.py")
    code, out, _ = nox(copy, "-s", "kata-generator")
    assert code == 0
    assert "compare with reference/generator.py" in out


@pytest.mark.timeout(60)
def test_a_stub_cannot_be_played_and_says_so(copy):
    code, out, err = nox(copy, "-s", "play", "--", "crawler", "http://127.0.0.1:9/")
    assert code == 1
    assert out.startswith("katas/crawler.py is still the stub: write it, then play it")
    code, out, _ = nox(copy, "-s", "play", "--", "chat-client", "ann")
    assert out.startswith("there is no client yet: chat_threaded.py and chat_async.py in katas are stubs")
    assert "Traceback" not in err


@pytest.mark.timeout(60)
def test_a_kata_that_is_not_there_gets_a_sentence(copy):
    code, out, err = nox(copy, "-s", "kata-aslepp")
    assert code == 1
    assert out == "there is no kata 'aslepp': did you mean 'asleep'?\n"
    assert "Traceback" not in err


@pytest.mark.timeout(60)
def test_the_list_of_sessions_is_the_path(copy):
    _, out, _ = nox(copy, "-l")
    named = [line.split()[1] for line in out.splitlines() if line.startswith(("- ", "* "))]
    assert named[: len(katas())] == [f"kata-{kata.slug}" for kata in katas()]


@pytest.mark.timeout(60)
def test_plain_pytest_and_an_editor_check_the_learners_file(copy):
    shutil.copy(copy / "reference" / "iterator.py", copy / "katas" / "iterator.py")
    for command in (["-m", "pytest", "-q", "tests/test_iterator.py"], ["-m", "pytest", "-q", "test_iterator.py"]):
        folder = copy if "/" in command[-1] else copy / "tests"
        done = subprocess.run([sys.executable, *command], cwd=folder, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stdout
