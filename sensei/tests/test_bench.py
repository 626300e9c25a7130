"""nox -s bench: its statistics, what it says to wrong words, and each subject once, tiny. No ratio is asserted."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
import time

import psutil
import pytest

from sensei import commands
from sensei.bench import plot
from sensei.bench import table as drawing
from sensei.bench.helper import Helper, once
from sensei.bench.machine import machine
from sensei.bench.measure import Figure, Row, RunFailed, Variant, figures, interleave, percentile, ratio
from sensei.bench.pages import BASE, links, made, reachable, slow_links, tree
from sensei.bench.report import Column, Report, Table
from sensei.catalog import ROOT
from sensei.errors import Mistake
from sensei.screen import Screen
from sensei.words import DONE, MISTAKEN, run

TINY = ("--quick", "--rounds", "1", "--seconds", "0.2", "--json")


@pytest.fixture
def room(tmp_path):
    """A folder for answers."""
    folder = tmp_path / "answers"
    folder.mkdir()
    return folder


def said(capsys, *words):
    code = run(commands.bench, *words)
    return code, " ".join(capsys.readouterr().out.split())


def measured(capsys, *words):
    assert run(commands.bench, *words, *TINY) == DONE
    return json.loads(capsys.readouterr().out)


def rows(found):
    return {row["variant"]: row for table in found["tables"] for row in table["rows"]}


def test_a_figure_is_a_median_with_its_spread():
    figure = Figure((4.0, 1.0, 2.0))
    assert (figure.median, figure.low, figure.high, figure.spread) == (2.0, 1.0, 4.0, 1.5)
    assert Figure((0.0,)).spread == 0.0


def test_a_percentile_is_one_of_the_values():
    hundred = list(range(100, 0, -1))
    assert (percentile(hundred, 0.5), percentile(hundred, 0.99), percentile(hundred, 1)) == (50, 99, 100)
    assert percentile([7.0], 0.0) == 7.0
    with pytest.raises(ValueError, match="no values"):
        percentile([], 0.5)


def test_rounds_are_interleaved_and_every_second_one_goes_backwards():
    order = []
    variants = [Variant(name, lambda name=name: order.append(name) or {"rate": len(order)}) for name in "abc"]
    found = interleave(variants, 3)
    assert "".join(order) == "abccbaabc"
    assert [row.name for row in found] == ["a", "b", "c"]
    assert found[0].figures["rate"].runs == (1, 6, 7)


def test_a_variant_that_fails_has_a_sentence_and_is_not_run_again():
    runs = []

    def fail():
        runs.append(1)
        raise RunFailed("no message arrived")

    found = interleave([Variant("bad", fail), Variant("good", lambda: {"rate": 1.0}), Variant("long", fail, "no")], 3)
    assert [(row.said, len(row.figures)) for row in found] == [("no message arrived", 0), ("", 1), ("no", 0)]
    assert len(runs) == 1


def test_ratios_are_of_medians():
    found = [Row("one", figures([{"rate": 2.0}, {"rate": 4.0}])), Row("two", figures([{"rate": 6.0}])), Row("three")]
    assert ratio(found, "rate", "two", "one") == 2.0
    assert ratio(found, "rate", "three", "one") is None
    assert ratio(found, "rate", "one", "three") is None


def test_the_shape_for_programs():
    rows = [
        Row("broken", said="not written yet"),
        Row("one", figures([{"rate": 2.0}])),
        Row("two", figures([{"rate": 5}])),
    ]
    table = Table("a title", [Column("rate", "pages/s")], rows, "rate", {"pages": 3})
    found = Report("crawler", {"cores": "2"}, {"rounds": 1}, [table], ["a sentence"]).as_json()
    assert list(found) == ["subject", "machine", "settings", "tables", "said"]
    (only,) = found["tables"]
    assert (only["units"], only["at"]) == ({"rate": "pages/s"}, {"pages": 3})
    assert [(row["variant"], row["ratio"], row["said"]) for row in only["rows"]] == [
        ("broken", None, "not written yet"),
        ("one", 1.0, None),
        ("two", 2.5, None),
    ]
    assert only["rows"][1]["figures"]["rate"] == {"median": 2.0, "low": 2.0, "high": 2.0, "runs": [2.0]}


def test_runs_that_lie_far_apart_are_named():
    rows = [Row("calm", figures([{"rate": 10}, {"rate": 11}])), Row("wild", figures([{"rate": 10}, {"rate": 20}]))]
    assert Table("", [], rows, "rate").wide() == ["wild"]


def test_the_machine_is_described():
    assert {"cores", "processor", "system", "python", "aiohttp", "selectolax"} <= set(machine())


def test_the_made_site_is_whole_and_both_parsers_see_the_same():
    pages = made(37)
    assert len(reachable(pages)) == 37
    for html in pages.values():
        assert slow_links(BASE, html) == links(BASE, html) != []


def test_a_folder_of_html(tmp_path):
    (tmp_path / "deep").mkdir()
    (tmp_path / "index.html").write_text('<a href="deep/a.html#x">a</a><a href="/gone.html">gone</a>')
    (tmp_path / "deep" / "a.html").write_text('<a href="../index.html?old">back</a>')
    assert len(reachable(tree(tmp_path))) == 3  # with and without the name, and with a query: three addresses


def test_wrong_words(capsys, tmp_path):
    assert "invalid choice: 'tea'" in said(capsys, "tea")[1]
    assert "there is no folder" in said(capsys, "crawler", "--tree", str(tmp_path / "nowhere"))[1]
    assert "there is no .html file in" in said(capsys, "parse", "--tree", str(tmp_path))[1]
    assert "there is no folder" in said(capsys, "sleep", "--answers", str(tmp_path / "nowhere"))[1]
    assert "invalid number above 0 value: '0'" in said(capsys, "sleep", "--rounds", "0")[1]
    assert "--latency is -1" in said(capsys, "crawler", "--latency", "-1")[1]
    assert "there is no plot of parse" in said(capsys, "parse", "--plot", "x.svg")[1]
    assert "in .svg or .png, not x.gif" in said(capsys, "chat", "--plot", "x.gif")[1]
    assert "to put x.svg into" in said(capsys, "chat", "--plot", str(tmp_path / "nowhere" / "x.svg"))[1]
    assert said(capsys, "tea")[0] == MISTAKEN


@pytest.mark.timeout(120)
def test_sleep(capsys, room):
    (room / "asleep.py").write_text(
        "async def asleep(delay, result=None):\n    raise NotImplementedError('write it')\n"
    )
    found = measured(capsys, "sleep", "--sizes", "3", "--answers", str(room))
    assert rows(found)["yours"]["said"] == "not written yet: write it"
    assert rows(found)["asyncio.sleep"]["figures"]["delays"]["median"] >= 1
    assert rows(found)["reference, a thread each"]["figures"]["threads"]["median"] >= 4
    assert rows(found)["timer thread with a heap"]["figures"]["threads"]["median"] == 2


@pytest.mark.timeout(120)
def test_crawler(capsys, room):
    (room / "crawler.py").write_text("async def crawl(start, *, limit=10, timeout=5.0):\n    return {}\n")
    (room / "indexer.py").write_text("import os\nos._exit(3)\n")
    found = rows(measured(capsys, "crawler", "--sizes", "12", "--latency", "1", "--answers", str(room)))
    assert found["asyncio, yours"]["said"] == "it found 0 pages where there are 12"
    assert found["asyncio + processes, yours"]["said"] == "its process ended with exit code 3"
    assert [name for name, row in found.items() if row["said"]] == ["asyncio, yours", "asyncio + processes, yours"]


@pytest.mark.timeout(120)
def test_parse(capsys, room):
    found = measured(capsys, "parse", "--sizes", "4", "--answers", str(room))
    assert rows(found)["build_index, yours"]["said"].startswith("ModuleNotFoundError: No module named 'katas.indexer'")
    assert rows(found)["build_index, reference"]["figures"]["rate"]["median"] > 0
    assert [table["title"].split(",")[0] for table in found["tables"]] == [
        "links of small pages (3 KB)",
        "indexing small pages (3 KB)",
        "links of large pages (200 KB)",
        "indexing large pages (200 KB)",
    ]


@pytest.mark.timeout(120)
def test_chat(capsys, room):
    deaf = "class ChatServer:\n    port = 1\n    async def __aenter__(self):\n        return self\n"
    (room / "chat_async.py").write_text(deaf + "    async def __aexit__(self, *error): pass\n")
    (room / "chat_threaded.py").write_text(
        "class ChatServer:\n    def __init__(self):\n        raise ZeroDivisionError\n"
    )
    found = measured(capsys, "chat", "--sizes", "4", "--answers", str(room))
    for table in found["tables"]:
        ways = {row["variant"]: row for row in table["rows"]}
        assert ways["threaded, yours"]["said"].startswith("ZeroDivisionError")
        assert "refused" in ways["async, yours"]["said"]
        assert ways["async, reference"]["figures"]["rate"]["median"] > 0
        assert ways["threaded, reference"]["figures"]["rate"]["median"] > 0
    assert any("the load did" in sentence for sentence in found["said"])


@pytest.mark.timeout(30)
def test_a_run_that_hangs_is_ended_with_all_that_it_started():
    with pytest.raises(RunFailed, match="no answer within 1 s"):
        once("parses:find_links", 1.0, kind="small", folder=None, seconds=600, parser="selectolax")


@pytest.mark.timeout(30)
def test_a_helper_ends_when_nobody_asks_any_more():
    with Helper("site_server:serve", folder=None, count=3, latency=0) as helper:
        assert helper.hear()["port"]
    assert not psutil.pid_exists(helper.pid)


@pytest.mark.timeout(60)
@pytest.mark.skipif(sys.platform == "win32", reason="a signal to one process")
def test_ctrl_c_is_a_sentence_and_leaves_nothing():
    imports = "import signal, sys; from sensei import commands; from sensei.words import run"
    hear = "signal.signal(signal.SIGINT, signal.default_int_handler)"  # a shell's background jobs are deaf to it
    program = f"{imports}; {hear}; sys.exit(run(commands.bench, *sys.argv[1:]))"
    process = subprocess.Popen(
        [sys.executable, "-c", program, "chat", "--sizes", "4", "--seconds", "50"],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        text=True,
    )
    children = psutil.Process(process.pid).children
    while len(children(recursive=True)) < 2:  # a server and its load
        time.sleep(0.01)
    left = children(recursive=True)
    process.send_signal(signal.SIGINT)
    assert process.communicate()[0] == "stopped: nothing was kept\n"
    assert process.returncode == MISTAKEN
    assert [one for one in left if one.is_running() and one.status() != psutil.STATUS_ZOMBIE] == []


@pytest.mark.timeout(30)
def test_workers_do_not_outlive_a_bench_that_was_killed():
    helper = Helper("parses:pool", kind="small", folder=None, count=10**6, processes=2, work=True)
    inside = psutil.Process(helper.pid)
    while len(inside.children()) < 2:
        time.sleep(0.01)
    workers = inside.children()
    helper.process.stdin.close()  # all that is left of a parent that is gone
    assert helper.process.wait(10) == 0
    gone, alive = psutil.wait_procs(workers, 5)
    helper.reader.join()
    helper.process.stdout.close()
    assert (len(gone), alive) == (2, [])


def test_the_ratios_are_not_cut_off_in_a_log(capsys):
    columns = [Column(str(number), f"figure {number}", 1) for number in range(9)]
    row = Row("bare asyncio Protocol", figures([{str(number): 123456.7 for number in range(9)}]))
    machine_and_more = {"cores": "2"}, {"rounds": 1}
    drawing.show(Screen(), Report("chat", *machine_and_more, [Table("a title", columns, [row], "0")], []))
    assert "1.00\n" in capsys.readouterr().out.replace(" \n", "\n")


def test_labels_are_moved_apart():
    assert plot.apart([0.5, 0.1, 0.5], 0.1) == pytest.approx([0.45, 0.1, 0.55])
    assert plot.apart([1.0, 0.98], 0.1) == pytest.approx([1.0, 0.9])
    assert plot.apart([]) == []


def test_only_what_differs_in_size_is_drawn_as_a_line():
    row = {
        "variant": "async, reference",
        "figures": {k: dict.fromkeys(("median", "low", "high"), 2.0) for k in ("rate", "threads")},
    }
    failed = {"variant": "threaded, yours", "figures": {}}
    tables = [{"at": {"clients": 10}, "rows": [row, failed]}, {"at": {"clients": 10, "core": 0}, "rows": [row]}]
    (line,) = plot.lines({"tables": tables}, "clients", "rate")
    assert (line.at, line.median, line.label) == ([10], [2.0], "asyncio, tuned")


def test_a_line_that_ends_says_why():
    row = {
        "variant": "threaded, reference",
        "figures": {k: dict.fromkeys(("median", "low", "high"), 2.0) for k in ("rate", "threads")},
    }
    tables = [{"at": {"clients": 10}, "rows": [row]}, {"at": {"clients": 5000}, "rows": [row | {"figures": {}}]}]
    (line,) = plot.lines({"tables": tables}, "clients", "rate")
    assert (line.at, line.label) == ([10], "threads (no figure at 5,000)")


def test_a_plot_without_figures_is_a_sentence(tmp_path, capsys):
    assert plot.main([]) == 2
    assert plot.main([str(tmp_path / "no.json"), "x.svg"]) == 2
    (tmp_path / "other.json").write_text('{"subject": "parse"}')
    with pytest.raises(Mistake, match="holds nothing to draw"):
        plot.read(tmp_path / "other.json")
    assert "there are no figures in" in capsys.readouterr().out


def test_a_picture(tmp_path):
    pytest.importorskip("matplotlib", reason="matplotlib is in the environment of nox -s draw alone")
    figure = {key: {"median": 0.5, "low": 0.4, "high": 0.6} for key in ("seconds", "threads")}
    table = {"at": {"sleeps": 10, "delay": 0.5}, "rows": [{"variant": "asyncio.sleep", "figures": figure}]}
    machine = dict.fromkeys(("cores", "processor", "system", "python"), "x")
    report = {"subject": "sleep", "machine": machine, "settings": {"rounds": 1}, "tables": [table], "said": []}
    (tmp_path / "sleep.json").write_text(json.dumps(report))
    plot.draw(tmp_path / "sleep.json", tmp_path / "sleep.svg")
    assert "asyncio.sleep: 0 threads" in (tmp_path / "sleep.svg").read_text()
