"""Commands: what they say to the wrong words, and what they remember."""

from __future__ import annotations

import json
import shutil

from sensei import again, commands, journal, standing, stub
from sensei.catalog import kata
from sensei.words import DONE, MISTAKEN, NOT_GREEN, run


def said(capsys, command, *words):
    code = run(command, *words)
    return code, capsys.readouterr().out


def progress(one):
    return next(each.progress for each in standing.standings() if each.kata == one)


def test_an_unknown_kata_gets_the_nearest_name(capsys):
    code, text = said(capsys, commands.check, "aslep")
    assert (code, text) == (MISTAKEN, "there is no kata 'aslep': did you mean 'asleep'?\n")


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
    assert said(capsys, again.reset, "iterator")[0] == DONE
    assert kata("iterator").file.read_text(encoding="utf-8") == stub.derive(kata("iterator"))


def test_from_stub_to_green(capsys, clone):
    one = kata("iterator")
    assert progress(one) == "untouched"
    code, text = said(capsys, commands.check, "iterator")
    assert code == NOT_GREEN
    assert "next   edit katas/iterator.py, then nox -s kata-iterator" in text
    one.file.write_text(one.file.read_text(encoding="utf-8") + "\n# thinking\n", encoding="utf-8")
    assert progress(one) == "begun"
    shutil.copy(one.reference, one.file)
    code, text = said(capsys, commands.check, "iterator")
    assert code == DONE
    assert "compare with reference/iterator.py" in text
    assert progress(one) == "green"
    one.file.write_text(one.file.read_text(encoding="utf-8") + "\n", encoding="utf-8")
    assert progress(one) == "begun"


def test_some_checks_do_not_make_a_kata_green(capsys, clone):
    one = kata("iterator")
    shutil.copy(one.reference, one.file)
    assert said(capsys, commands.check, "iterator", "-k", "cuts")[0] == DONE
    assert progress(one) == "begun"


def test_hints_come_one_at_a_time(capsys):
    texts = [said(capsys, commands.hint, "asleep")[1] for _ in range(4)]
    assert ["hint 1 of 3" in texts[0], "hint 2 of 3" in texts[1], "hint 3 of 3" in texts[2]] == [True] * 3
    assert "hint 3 of 3" in texts[3]
    assert "hint 1 of 3" in said(capsys, commands.hint, "asleep", "1")[1]
    assert journal.hints_seen(kata("asleep")) == 3


def test_a_verdict_comes_although_nothing_can_be_remembered(capsys, clone, monkeypatch, tmp_path):
    blocker = tmp_path / "a file"
    blocker.write_text("")
    monkeypatch.setattr(journal, "FOLDER", blocker / ".sensei")
    shutil.copy(kata("iterator").reference, kata("iterator").file)
    code, text = said(capsys, commands.check, "iterator")
    assert code == DONE
    assert "(not remembered: " in text


def test_the_list_can_be_filtered_and_read_by_programs(capsys, clone):
    found = json.loads(said(capsys, commands.list_katas, "--level", "2", "--minutes", "40", "--json")[1])
    fitting = "generator", "delegation", "pipeline", "scheduler", "waiter", "monitor"
    assert [(one["kata"], one["state"]) for one in found] == [(slug, "untouched") for slug in fitting]
    assert "chat-async" in said(capsys, commands.list_katas, "--topic", "asyncio")[1]


def test_stubs_can_be_compared(capsys, clone):
    assert said(capsys, commands.stubs, "--check")[0] == DONE
    kata("asleep").file.write_text("", encoding="utf-8")
    assert "katas/asleep.py" in said(capsys, commands.stubs, "--check")[1]
