"""Commands: what they say to the wrong words, and what they remember."""

from __future__ import annotations

import json
import shutil

import pytest

from sensei import catalog, commands, memory, stub
from sensei.catalog import Kata, kata


@pytest.fixture
def clone(tmp_path, monkeypatch):
    """The learner's room is a folder of the test, with stubs in it."""
    monkeypatch.setattr(Kata, "file", property(lambda self: tmp_path / "katas" / f"{self.stem}.py"))
    for one in catalog.katas():
        stub.write(one)
    return tmp_path


def said(capsys, command, *words):
    code = commands.run(command, *words)
    return code, capsys.readouterr().out


def test_an_unknown_kata_gets_the_nearest_name(capsys):
    code, text = said(capsys, commands.check, "aslep")
    assert (code, text) == (commands.MISTAKEN, "there is no kata 'aslep': did you mean 'asleep'?\n")


def test_an_unknown_kata_unlike_any_gets_the_list(capsys):
    assert "nox -s list shows them all" in said(capsys, commands.hint, "zzz")[1]


def test_words_that_make_no_sense(capsys, clone):
    assert "unrecognized arguments: --fast; what it takes: nox -s kata-asleep --" in said(
        capsys, commands.check, "asleep", "--fast"
    )[1].replace("\n", " ")
    assert "invalid int value: 'two'" in said(capsys, commands.hint, "asleep", "two")[1]
    assert "has hints 1 to 3, not 7" in said(capsys, commands.hint, "asleep", "7")[1]
    assert "no check of iterator contains 'zoo'" in said(capsys, commands.check, "iterator", "-k", "zoo")[1]
    assert "no kata fits" in said(capsys, commands.list_katas, "--topic", "cobol")[1]


def test_no_such_folder_and_no_such_file(capsys, tmp_path):
    assert "there is no folder" in said(capsys, commands.check, "iterator", "--answers", str(tmp_path / "nowhere"))[1]
    assert "there is no iterator.py in" in said(capsys, commands.check, "iterator", "--answers", str(tmp_path))[1]


def test_a_file_that_is_gone_can_be_had_back(capsys, clone):
    kata("iterator").file.unlink()
    assert "nox -s reset -- iterator puts the stub back" in said(capsys, commands.check, "iterator")[1].replace(
        "\n", " "
    )
    assert said(capsys, commands.reset, "iterator")[0] == commands.DONE
    assert kata("iterator").file.read_text(encoding="utf-8") == stub.derive(kata("iterator"))


def test_from_stub_to_green(capsys, clone):
    one = kata("iterator")
    assert memory.progress(one) == "untouched"
    code, text = said(capsys, commands.check, "iterator")
    assert code == commands.NOT_GREEN
    assert "next   edit katas/iterator.py, then nox -s kata-iterator" in text
    one.file.write_text(one.file.read_text(encoding="utf-8") + "\n# thinking\n", encoding="utf-8")
    assert memory.progress(one) == "begun"
    shutil.copy(one.reference, one.file)
    code, text = said(capsys, commands.check, "iterator")
    assert code == commands.DONE
    assert "compare with reference/iterator.py" in text
    assert memory.progress(one) == "green"
    one.file.write_text(one.file.read_text(encoding="utf-8") + "\n", encoding="utf-8")
    assert memory.progress(one) == "begun"


def test_some_checks_do_not_make_a_kata_green(capsys, clone):
    one = kata("iterator")
    shutil.copy(one.reference, one.file)
    assert said(capsys, commands.check, "iterator", "-k", "cuts")[0] == commands.DONE
    assert memory.progress(one) == "begun"


def test_reset_keeps_the_attempt(capsys, clone):
    one = kata("iterator")
    one.file.write_text("mine = 1\n", encoding="utf-8")
    said(capsys, commands.reset, "iterator")
    assert one.file.read_text(encoding="utf-8") == stub.derive(one)
    assert (memory.FOLDER / "attempts" / "iterator-1.py").read_text(encoding="utf-8") == "mine = 1\n"
    one.file.write_text("mine = 2\n", encoding="utf-8")
    said(capsys, commands.reset, "iterator")
    assert (memory.FOLDER / "attempts" / "iterator-2.py").read_text(encoding="utf-8") == "mine = 2\n"


def test_hints_come_one_at_a_time(capsys):
    texts = [said(capsys, commands.hint, "asleep")[1] for _ in range(4)]
    assert ["hint 1 of 3" in texts[0], "hint 2 of 3" in texts[1], "hint 3 of 3" in texts[2]] == [True] * 3
    assert "hint 3 of 3" in texts[3]
    assert "hint 1 of 3" in said(capsys, commands.hint, "asleep", "1")[1]
    assert memory.hints_shown(kata("asleep")) == 3


def test_a_verdict_comes_although_nothing_can_be_remembered(capsys, clone, monkeypatch, tmp_path):
    blocker = tmp_path / "a file"
    blocker.write_text("")
    monkeypatch.setattr(memory, "FOLDER", blocker / ".sensei")
    shutil.copy(kata("iterator").reference, kata("iterator").file)
    code, text = said(capsys, commands.check, "iterator")
    assert code == commands.DONE
    assert "(not remembered: " in text


def test_what_is_remembered_may_be_damaged(clone):
    memory.FOLDER.mkdir()
    (memory.FOLDER / "asleep.json").write_text("{not json", encoding="utf-8")
    assert memory.hints_shown(kata("asleep")) == 0
    memory.remember_hints(kata("asleep"), 1)
    assert memory.hints_shown(kata("asleep")) == 1


def test_the_list_can_be_filtered_and_read_by_programs(capsys, clone):
    found = json.loads(said(capsys, commands.list_katas, "--level", "2", "--minutes", "40", "--json")[1])
    fitting = "generator", "delegation", "pipeline", "scheduler", "waiter", "monitor"
    assert [(one["kata"], one["state"]) for one in found] == [(slug, "untouched") for slug in fitting]
    assert "chat-async" in said(capsys, commands.list_katas, "--topic", "asyncio")[1]


def test_stubs_can_be_compared(capsys, clone):
    assert said(capsys, commands.stubs, "--check")[0] == commands.DONE
    kata("asleep").file.write_text("", encoding="utf-8")
    assert "katas/asleep.py" in said(capsys, commands.stubs, "--check")[1]
