"""Programs that run for real: what is said to wrong words and to half-right answers, and each one from end to end."""

from __future__ import annotations

import json
import os
import re
import signal
import socket
import subprocess
import sys
import threading
from contextlib import closing, contextmanager, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import psutil
import pytest

from sensei import words
from sensei.catalog import ROOT
from sensei.play import address, door, word_index

pytestmark = pytest.mark.timeout(120)

DOOR = """
import sys
from pathlib import Path
from sensei import commands, journal, words
journal.FOLDER = Path(sys.argv[1])
sys.exit(words.run(commands.play, *sys.argv[2:]))
"""


class Playing:
    """A play in a process group of its own, as a terminal has it: Ctrl-C reaches the door and what is behind it."""

    def __init__(self, memory, *asked, stdin=subprocess.PIPE):
        self.process = subprocess.Popen(
            [sys.executable, "-c", DOOR, str(memory), *asked],
            cwd=ROOT,
            env={name: value for name, value in os.environ.items() if not name.startswith("PYTEST")},
            stdin=stdin,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            encoding="utf-8",
            start_new_session=True,
        )
        self.said = ""

    def hears(self, what):
        """Read on until that stands in a line."""
        for line in self.process.stdout:
            self.said += line
            if what in line:
                return line
        raise AssertionError(f"{what!r} was not said:\n{self.said}")

    def types(self, line):
        self.process.stdin.write(f"{line}\n")
        self.process.stdin.flush()

    def press_ctrl_c(self):
        os.killpg(self.process.pid, signal.SIGINT)

    def ends(self):
        """Its exit code, when nothing of it is left, and everything that it said, as one line."""
        rest, _ = self.process.communicate()
        assert alive_in_group(self.process.pid) == []
        self.said += rest
        assert "Traceback" not in self.said
        return self.process.returncode, re.sub(r"\s+", " ", self.said)


def alive_in_group(group):
    """Processes of that group that still run; one that nobody has asked for its exit code does not."""
    found = []
    for one in psutil.process_iter():
        with suppress(psutil.Error, ProcessLookupError):
            if os.getpgid(one.pid) == group and one.status() != psutil.STATUS_ZOMBIE:
                found.append(one.cmdline())
    return found


@pytest.fixture
def play(tmp_path):
    started = []

    def start(*asked, **options):
        started.append(Playing(tmp_path / ".sensei", *asked, **options))
        return started[-1]

    yield start
    for one in started:
        with suppress(ProcessLookupError):
            os.killpg(one.process.pid, signal.SIGKILL)
        one.process.communicate()


@pytest.fixture
def remembered(tmp_path):
    return tmp_path / ".sensei" / "chat.json"


def test_words_that_make_no_sense(capsys, tmp_path):
    for asked, sentence in {
        (): "what is to be played? one of: chat-threaded, chat-async, chat-client, crawler, indexer",
        ("asleep",): "asleep has no program to play; these have: chat-threaded",
        ("crawlr", "http://a/"): "there is no 'crawlr' to play: did you mean 'crawler'?",
        ("zzz",): "there is no 'zzz' to play: one of: chat-threaded",
        ("crawler",): "the following arguments are required: URL",
        ("crawler", "example.com"): "'example.com' is no address of a web page: did you mean http://example.com ?",
        ("crawler", "http://a:b/"): "'http://a:b/' is no address of a web page",
        ("crawler", "http://a/", "--limit", "0"): "'0' is not a number from 1 on",
        ("crawler", "http://a/", "--timeout", "nan"): "'nan' is no number of seconds above 0",
        ("chat-async", "--port", "70000"): "'70000' is no port: 1 to 65535",
        ("chat-client",): "the following arguments are required: NAME",
        ("chat-client", "a,b"): "'a,b' is no name",
        ("indexer", str(tmp_path / "nowhere")): "there is no folder",
        ("indexer", str(tmp_path), "--answers", "nowhere"): "there is no folder nowhere: --answers takes",
    }.items():
        assert words.run(door.play, *asked) == words.MISTAKEN
        assert sentence in capsys.readouterr().out.replace("\n", " ")


def answer(folder, stem, source):
    folder.mkdir(exist_ok=True)
    (folder / f"{stem}.py").write_text(source, encoding="utf-8")
    return "--answers", str(folder)


SERVER = """
import sys
class ChatServer:
    port = 1
    def __init__(self, host, port): pass
    async def start(self): {start}
    async def stop(self): pass
"""
CLIENT = """
class ChatError(Exception): pass
class ChatClient:
    def __init__(self, host, port, name): pass
    async def connect(self): {connect}
    async def receive(self, timeout=None): {receive}
    async def close(self): pass
"""
HALF_RIGHT = {
    "syntax error": ("chat-async", "class ChatServer\n", "chat_async.py is no Python: expected ':' at "),
    "no class": ("chat-async", "x = 1\n", "chat_async.py does not define ChatServer"),
    "exit at import": ("chat-async", "import sys; sys.exit(0)\n", "raised SystemExit: 0"),
    "listens nowhere": ("chat-async", SERVER.format(start="pass"), "nothing listens on 127.0.0.1, port 1"),
    "no port": ("chat-async", SERVER.format(start="self.port = None"), "port is None after start()"),
    "start raises": ("chat-async", SERVER.format(start="{}['oops']"), "start() raised KeyError: 'oops' at "),
    "start exits": ("chat-async", SERVER.format(start="sys.exit(3)"), "start() raised SystemExit: 3 at "),
    "stub of start": (
        "chat-async",
        SERVER.format(start="raise NotImplementedError('write ChatServer.start')"),
        "✘ write ChatServer.start at ",
    ),
    "connect raises": ("chat-client", CLIENT.format(connect="1 / 0", receive="pass"), "connect() raised ZeroDivision"),
    "receives nothing": ("chat-client", CLIENT.format(connect="pass", receive="pass"), "receive() returned None"),
    "returns nothing": ("crawler", "async def crawl(*a, **b): pass\n", "crawl() returned None, and not a dict"),
    "not a report": ("indexer", "async def build_index(*a, **b): return {}\n", "build_index() returned {}, and not a"),
}


@pytest.mark.parametrize("case", HALF_RIGHT)
def test_a_half_right_answer_gets_a_sentence(play, tmp_path, case):
    what, source, sentence = HALF_RIGHT[case]
    (tmp_path / "a.html").write_text("<p>apple")
    more = {
        "crawler": ["http://127.0.0.1:9/"],
        "indexer": [str(tmp_path)],
        "chat-client": ["ann", "--client", "async", "--port", "9"],
    }
    stem = "chat_async" if what.startswith("chat") else what
    playing = play(what, *more.get(what, []), *answer(tmp_path / "answers", stem, source))
    if what == "chat-client":
        playing.hears(sentence)  # before ends() closes its standard input, which ends it as well
    code, said = playing.ends()
    assert sentence in said
    assert code == words.NOT_GREEN


def test_no_answer_in_that_folder(play, tmp_path):
    code, said = play("crawler", "http://127.0.0.1:9/", "--answers", str(tmp_path)).ends()
    assert (code, "there is no crawler.py in" in said) == (words.MISTAKEN, True)


def test_a_port_in_use(play):
    with closing(socket.create_server(("127.0.0.1", 0))) as taken:
        port = str(taken.getsockname()[1])
        code, said = play("chat-threaded", "--reference", "--port", port).ends()
    assert f"port {port} is in use: choose another" in said
    assert code == words.MISTAKEN


def test_no_server(play, remembered):
    code, said = play("chat-client", "ann", "--reference").ends()
    assert "no chat server is remembered: start a server with nox -s play -- chat-async" in said
    assert code == words.MISTAKEN
    with closing(socket.create_server(("127.0.0.1", 0))) as gone:
        port = gone.getsockname()[1]
    address.remember(remembered, "0.0.0.0", port)
    code, said = play("chat-client", "ann", "--reference").ends()
    assert f"there is no chat server on 127.0.0.1, port {port} (Connection refused): start a server" in said
    assert code == words.MISTAKEN


def test_what_is_remembered_may_be_damaged(remembered):
    remembered.parent.mkdir()
    for text in ("", "[]", '{"host": "127.0.0.1"}', '{"host": 1, "port": "x"}'):
        remembered.write_text(text)
        assert address.recall(remembered) is None
    address.remember(remembered, "::", 4000)
    address.forget(remembered, 4001)  # another server's
    assert address.recall(remembered) == ("::1", 4000)
    address.forget(remembered, 4000)
    assert address.recall(remembered) is None


@pytest.mark.parametrize("kind", ["threaded", "async"])
def test_chat_from_end_to_end(play, remembered, kind):
    server = play(f"chat-{kind}", "--reference")
    server.hears("Ctrl-C")
    port = json.loads(remembered.read_text())["port"]
    clients = {name: play("chat-client", name, "--reference", "--client", name) for name in ("threaded", "async")}
    for name in clients:
        clients[name].hears(f"as {name}")
    clients["threaded"].types("async, hello, you")
    clients["async"].hears("threaded: hello, you")
    clients["async"].types("nobody, hello")
    clients["async"].hears("not sent: ")
    clients["async"].types("?")
    clients["async"].hears("there: async, threaded")
    code, said = play("chat-client", "async", "--reference", "--client", "threaded").ends()
    assert (code, "the server said no: name taken; try another name" in said) == (words.MISTAKEN, True)
    server.hears("+ async has joined")
    assert clients["async"].ends()[0] == words.DONE  # its standard input ends
    server.hears("- async has left")
    server.press_ctrl_c()
    code, said = server.ends()
    assert (code, "ended, and nothing is left of it" in said) == (words.DONE, True)
    code, said = clients["threaded"].ends()
    assert (code, "the connection has ended" in said) == (words.NOT_GREEN, True)
    assert not remembered.exists()
    socket.create_server(("127.0.0.1", port)).close()


def test_ctrl_c_ends_a_client(play, remembered):
    server = play("chat-async", "--reference")
    server.hears("Ctrl-C")
    client = play("chat-client", "ann", "--reference")
    client.hears("Ctrl-D")
    client.press_ctrl_c()
    assert client.ends()[0] == words.DONE
    server.process.terminate()
    assert server.ends()[0] == words.DONE


LEAVES_A_THREAD = """
import threading

stop = ChatServer.stop


def stop_and_begin_another(self):
    stop(self)
    threading.Thread(target=threading.Event().wait, daemon=True).start()


ChatServer.stop = stop_and_begin_another
"""


def test_a_stop_that_leaves_threads_is_noticed(play, tmp_path):
    source = (ROOT / "reference/chat_threaded.py").read_text(encoding="utf-8") + LEAVES_A_THREAD
    server = play("chat-threaded", *answer(tmp_path, "chat_threaded", source))
    server.hears("Ctrl-C")
    server.press_ctrl_c()
    code, said = server.ends()
    assert (code, "after stop() there is still thread" in said) == (words.NOT_GREEN, True)


@contextmanager
def site(pages, asked, go):
    """Pages by path; `/slow` says that it was asked for, and waits."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self):
            if self.path == "/slow":
                asked.set()
                go.wait(30)
            body = pages.get(self.path, "").encode()
            self.send_response(200 if body else 404)
            self.send_header("Content-Type", "text/html")
            self.send_header("Content-Length", str(len(body)))
            with suppress(OSError):  # who asked has gone
                self.end_headers()
                self.wfile.write(body)

        def log_message(self, *args):
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}"
        finally:
            go.set()
            server.shutdown()
            thread.join()


def links(*urls):
    return "<p>" + "".join(f'<a href="{url}">x</a>' for url in urls)


def test_crawler_from_end_to_end(play):
    pages = {"/": links("/a", "/b", "/gone", "/lost"), "/a": links("/"), "/b": links("/a")}
    with site(pages, threading.Event(), threading.Event()) as origin:
        code, said = play("crawler", f"{origin}/", "--reference").ends()
        assert "3 pages and 2 failures in " in said
        assert "2 ClientResponseError: 404, message='Not Found' /gone /lost" in said
        assert code == words.DONE
        code, said = play("crawler", f"{origin}/", "--reference", "--pages", "2").ends()
        assert "2 pages and 0 failures in " in said
        assert "there is more: it was shown 2 addresses" in said
        code, said = play("crawler", f"{origin}/gone", "--reference").ends()
        assert (code, "0 pages and 1 failure in " in said) == (words.NOT_GREEN, True)


def test_ctrl_c_shows_what_the_crawler_had(play):
    asked, go = threading.Event(), threading.Event()
    with site({"/": links("/gone", "/slow")}, asked, go) as origin:
        playing = play("crawler", f"{origin}/", "--reference", "--limit", "1", "--timeout", "50")
        assert asked.wait(30)
        playing.press_ctrl_c()
        code, said = playing.ends()
    assert "1 answer and 1 failure were seen" in said
    assert "and 3 addresses" in said
    assert "404" in said
    assert "Not Found" in said.replace("'", "")
    assert said.rstrip().endswith("/gone")
    assert code == words.DONE


@pytest.fixture
def fruit(tmp_path):
    folder = tmp_path / "fruit"
    (folder / "deep").mkdir(parents=True)
    (folder / "a.html").write_text("<title>One</title><p>Apple apple pear")
    (folder / "deep" / "b c.html").write_text("<title>Two</title><p>apple<script>apple apple apple</script>")
    (folder / "notes.txt").write_text("apple")
    return folder


def test_indexer_from_end_to_end(play, fruit):
    playing = play("indexer", str(fruit), "--reference")
    for line in ("APPLE", "apple pear", "plum", ""):
        playing.types(line)
    code, said = playing.ends()
    assert "indexes 2 pages in 2 processes 2 pages in " in said
    assert "times page 2 /a.html One 1 /deep/b%20c.html Two times page 3 /a.html One on no page" in said
    assert code == words.DONE


def test_no_html_and_nowhere_to_type(play, fruit, tmp_path):
    (tmp_path / "empty").mkdir()
    code, said = play("indexer", str(tmp_path / "empty"), "--reference").ends()
    assert (code, "there is no .html file in" in said) == (words.MISTAKEN, True)
    closed = ["sh", "-c", 'exec "$@" <&-', "sh", sys.executable, "-c", DOOR, str(tmp_path), "indexer", str(fruit)]
    done = subprocess.run([*closed, "--reference"], cwd=ROOT, capture_output=True, text=True, check=False)
    assert "there is nowhere to type: standard input is closed" in done.stdout
    assert done.returncode == words.MISTAKEN


LEAVES_PROCESSES = """
import asyncio, concurrent.futures, time
async def build_index(urls, fetch, index, *, limit=10, processes=2):
    pool = concurrent.futures.ProcessPoolExecutor(processes)
    await asyncio.wrap_future(pool.submit(index, await fetch(urls[0])))
    print("ready", flush=True)
    while True:
        try:
            await asyncio.sleep(600)
        except asyncio.CancelledError:
            pass
"""


def test_ctrl_c_ends_an_indexer_that_does_not_want_to(play, fruit, tmp_path):
    playing = play("indexer", str(fruit), *answer(tmp_path / "answers", "indexer", LEAVES_PROCESSES))
    playing.hears("ready")
    playing.press_ctrl_c()
    code, said = playing.ends()
    assert "ended: 1 of 2 pages had been fetched; no index is kept" in said
    assert "cancelled, and there is still " in said
    assert code == words.DONE


def test_the_word_index():
    pages = {url: word_index.index(html) for url, html in (("/a", "<p>to be or not to be"), ("/b", "<p>be"))}
    assert word_index.search(pages, "be") == [("/a", 2), ("/b", 1)]
    assert word_index.search(pages, "to, BE") == [("/a", 4)]
    assert word_index.search(pages, "!") == []
    assert word_index.index("") == word_index.Indexed("", {})
