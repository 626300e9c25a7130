"""Every kata has its file in every room, and the rooms keep their rules."""

from __future__ import annotations

import ast
import re
import subprocess
import sys

import pytest

from sensei import checks, stub
from sensei.catalog import PATH, ROOT, katas
from sensei.hints import hints
from sensei.prove import FIRST_TO_FAIL

HINTS = ["Where to look", "The shape", "Nearly there"]
DEBRIEF = [
    "Why it is as it is",
    "Other right ways",
    "Wrong answers people give",
    "Follow-up questions",
    "What to look for",
    "What changed between versions",
]
WRONG, RIGHT = 10, 4


def test_all_files_are_there(kata):
    missing = [path for path in (kata.tests, kata.hints, kata.reference, kata.debrief) if not path.is_file()]
    assert missing == []


def test_no_kata_is_named_like_a_standard_module(kata):
    assert kata.stem not in sys.stdlib_module_names


def test_the_path_names_every_reference():
    on_the_path = set(PATH.read_text(encoding="utf-8").split())
    in_the_room = {file.stem.replace("_", "-") for file in (ROOT / "reference").glob("*.py")}
    assert on_the_path == in_the_room


def test_the_tests_begin_with_the_file_to_open(kata):
    imports = [node for node in ast.parse(kata.tests.read_text()).body if isinstance(node, ast.ImportFrom)]
    assert f"katas.{kata.stem}" in [node.module for node in imports]


def test_the_listed_checks_are_those_that_pytest_collects(kata):
    command = [sys.executable, "-m", "pytest", "--collect-only", "-q", str(kata.tests)]
    collected = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False).stdout
    names = [line.rpartition("::")[2].partition("[")[0] for line in collected.splitlines() if "::" in line]
    if not names:
        pytest.skip("the learner's answer cannot be imported")
    assert names == [check.name for check in checks.checks(kata)]


def test_no_assert_without_a_message():
    found = [
        f"{file.name}:{node.lineno}"
        for file in (ROOT / "tests").glob("*.py")
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        if isinstance(node, ast.Assert) and node.msg is None
    ]
    assert found == []


def test_the_stub_names_what_is_to_be_written(kata):
    made = stub.derive(kata)
    public = [
        node.name
        for node in ast.parse(made).body
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef)
    ]
    assert set(checks.wanted_names(kata)) <= set(public)
    assert f"in katas/{kata.stem}.py" in made


def test_the_stub_holds_nothing_of_the_answer(kata):
    made, answer = set(stub.derive(kata).splitlines()), kata.reference.read_text(encoding="utf-8")
    shown = [line for line in _statements(answer) if line in made and "# given" not in answer.split(line)[0][-200:]]
    bodies = [line for line in shown if line.startswith("        ") and "return" in line]
    assert [line for line in bodies if line not in _given(answer)] == []


def test_there_are_three_hints(kata):
    assert [hint.title for hint in hints(kata)] == HINTS


def test_no_hint_holds_a_line_of_the_answer(kata):
    page = kata.hints.read_text(encoding="utf-8")
    long_lines = [line.strip() for line in _statements(kata.reference.read_text(encoding="utf-8"))]
    assert "```" not in page
    assert [line for line in long_lines if len(line) > 20 and line in page] == []


def test_the_debrief_has_its_sections(kata):
    assert re.findall(r"^## (.+)$", kata.debrief.read_text(encoding="utf-8"), re.MULTILINE) == DEBRIEF


def test_the_debrief_names_checks_that_exist(kata):
    section = (
        kata.debrief.read_text(encoding="utf-8").partition("## Wrong answers people give")[2].partition("\n## ")[0]
    )
    rows = [line.split("|")[-2].strip() for line in section.splitlines() if line.count("|") >= 4]
    sentences = {check.sentence for check in checks.checks(kata)}
    assert len(rows) > 5
    assert [row for row in rows[2:] if row.strip('`*“”"') not in sentences] == []


@pytest.mark.timeout(60)
def test_every_program_of_the_debrief_runs(kata):
    programs = re.findall(r"```python\n(.*?)```", kata.debrief.read_text(encoding="utf-8"), re.DOTALL)
    for program in programs:
        done = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=False)
        assert done.returncode == 0, f"{program}\n{done.stderr}"


def test_enough_answers_test_the_tests(kata):
    wrong, right = list(kata.answers.glob("wrong_*.py")), list(kata.answers.glob("right_*.py"))
    assert len(wrong) >= WRONG
    assert len(right) >= RIGHT
    assert len(wrong) + len(right) == len(list(kata.answers.glob("*.py")))


def test_every_wrong_answer_names_a_check(kata):
    sentences = {check.sentence for check in checks.checks(kata)}
    for file in kata.answers.glob("wrong_*.py"):
        found = FIRST_TO_FAIL.search(ast.get_docstring(ast.parse(file.read_text(encoding="utf-8"))) or "")
        assert found, file.name
        assert found[1] in sentences, file.name


def test_every_check_catches_some_wrong_answer_first():
    """The two chat katas share most checks: an answer to either will do."""
    caught = {
        (kata.slug.partition("-")[0], found[1])
        for kata in katas()
        for file in kata.answers.glob("wrong_*.py")
        if (found := FIRST_TO_FAIL.search(file.read_text(encoding="utf-8")))
    }
    every = {(kata.slug.partition("-")[0], check.sentence) for kata in katas() for check in checks.checks(kata)}
    assert every - caught == MAY_BE_IDLE


MAY_BE_IDLE = {
    ("pipeline", "stages work in a row"),  # for the learner: the first sight of a whole pipeline
}


def test_the_two_lists_of_dependencies_are_one():
    in_noxfile = re.findall(r'^#   "(.+)",$', (ROOT / "noxfile.py").read_text(encoding="utf-8"), re.MULTILINE)
    in_project = re.findall(
        r'^    "([a-z0-9-]+>=[\d.]+)", +#', (ROOT / "pyproject.toml").read_text(encoding="utf-8"), re.MULTILINE
    )
    assert in_noxfile == in_project


def _statements(source):
    return [line for line in source.splitlines() if line.strip() and not line.strip().startswith(("#", '"', "-"))]


def _given(source):
    """The lines of what is marked as given."""
    lines = source.splitlines()
    return {
        line
        for node in ast.parse(source).body
        if stub.GIVEN in lines[node.lineno - 1]
        for line in lines[node.lineno - 1 : node.end_lineno]
    }
