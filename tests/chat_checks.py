"""What both chat katas promise; test_chat_threaded.py and test_chat_async.py say how each kind is called.

Most checks talk to the server over a raw connection, the way any client could. `serve()` starts the answer's server,
`join(port)` opens such a connection, `client(port, name)` makes the answer's client.
"""

import socket
import threading
import time
from contextlib import contextmanager, suppress

import pytest

from sensei.chat_house import Peer, Script
from sensei.expect import raises, same, short, true
from sensei.rigged_socket import Cut, rigged

SEVERAL = 20
FEW = 9
"""Lines that may wait for one client, whatever the bound."""
IMPATIENT = 0.15
"""Seconds to which timeouts of sockets are cut down, so that a check need not wait for them."""
MOST = 48 * 2**20


@pytest.fixture
def peers():
    """All raw connections of a check."""
    peers = []
    yield peers
    for peer in peers:
        peer.close()


@pytest.fixture
def serve(house, answer, peers):
    """A context manager: a server of the answer, started, and stopped in the end, when all have left."""

    @contextmanager
    def serving(server=None):
        server = server or answer.ChatServer()
        house.call(server.start)
        try:
            yield server
        finally:
            for peer in peers:
                peer.close()
            house.call(server.stop)

    return serving


@pytest.fixture
def server(network, serve, peers):
    """A server that runs during the check. When all have left it, it has closed all their sockets."""
    socket_class = network()
    with serve() as server:
        yield server
        for peer in peers:
            peer.close()
        _soon(lambda: not socket_class.accepted_and_open(), "the server keeps the socket of a client that has left")


@pytest.fixture
def network(monkeypatch):
    """Puts a bad network in the place of the good one, for sockets that the answer makes or accepts from now on."""

    def rig(**settings):
        socket_class = rigged(**settings)
        monkeypatch.setattr(socket, "socket", socket_class)
        return socket_class

    return rig


@pytest.fixture
def join(peers):
    """Opens a raw connection, and registers if a name is given."""

    def joined(port, name=None, receive_buffer=None):
        peer = Peer(port, receive_buffer)
        peers.append(peer)
        if name is not None:
            same(peer.ask(f"register,{name}"), "ok", f"the answer to register,{name}")
        return peer

    return joined


@pytest.fixture
def client(house, answer):
    """Makes a client of the answer; it is closed in the end, unless `closed` says that it must have closed itself."""
    clients = []

    def made(port, name, closed=False):
        client = answer.ChatClient("127.0.0.1", port, name)
        if not closed:
            clients.append(client)
        return client

    yield made
    for client in clients:
        with suppress(Exception):
            house.call(client.close)


@pytest.fixture
def script():
    """A server that says what the check wants, for checks of the client."""
    script = Script()
    yield script
    script.close()


# ---------------------------------------------------------------- the server, one client


def test_a_name_can_be_registered(server, join):
    same(join(server.port).ask("register,ann"), "ok", "the answer to register,ann")


def test_a_silent_client_does_not_keep_others_waiting(server, join):
    join(server.port)
    join(server.port).send(b"register,ha")
    same(join(server.port).ask("register,ann"), "ok", "register while two others have connected and said nothing yet")


def test_friends_are_listed_in_order_oneself_included(server, join):
    for name in ("mia", "ann", "zoe", "bob"):
        peer = join(server.port, name)
    same(peer.ask("list,friends"), "friends,ann,bob,mia,zoe", "the answer to list,friends")


def test_the_list_needs_no_name(server, join):
    join(server.port, "ann")
    same(join(server.port).ask("list,friends"), "friends,ann", "list,friends before register")


def test_a_chat_reaches_the_one_it_is_for(server, join):
    ann, bob, eve = join(server.port, "ann"), join(server.port, "bob"), join(server.port, "eve")
    same(ann.ask("chat,bob,how are you?"), "ok", "the sender's answer")
    same(bob.hears(), "message,ann,how are you?", "what bob gets")
    eve.hears_nothing()
    same(sorted([ann.ask("chat,ann,to myself"), ann.hears()]), ["message,ann,to myself", "ok"], "a chat to oneself")


def test_the_text_is_hi_when_it_is_left_out(server, join):
    ann, bob = join(server.port, "ann"), join(server.port, "bob")
    same(ann.ask("chat,bob"), "ok", "the sender's answer")
    same(bob.hears(), "message,ann,hi", "what bob gets")


def test_the_text_keeps_its_commas(server, join):
    ann, bob = join(server.port, "ann"), join(server.port, "bob")
    same(ann.ask("chat,bob,one, two,,three,"), "ok", "the sender's answer")
    same(bob.hears(), "message,ann,one, two,,three,", "what bob gets")


def test_blanks_around_fields_and_a_carriage_return_are_dropped(server, join):
    ann, bob = join(server.port), join(server.port, "bob")
    same(ann.ask("  register ,  ann  "), "ok", "register with blanks")
    same(ann.ask("list , friends\r"), "friends,ann,bob", "list with blanks and a carriage return")
    same(ann.ask(" chat , bob ,  well, well  \r"), "ok", "chat with blanks and a carriage return")
    same(bob.hears(), "message,ann,well, well", "what bob gets")


def test_a_bad_name_is_refused_and_the_connection_lives_on(server, join):
    ann, other = join(server.port, "ann"), join(server.port)
    for line, why in (
        ("register,", "an empty name"),
        ("register,   ", "a name of blanks"),
        ("register", "no name"),
        ("register,ann", "a name that is taken"),
    ):
        _error(other.ask(line), why)
    same(other.ask("register,bob"), "ok", "and then a good name")
    _error(other.ask("register,carl"), "a second name for one connection")
    _error(other.ask("register,bob"), "one's own name once more")
    join(server.port).ask("register,dave,eve")  # an error, or dave: but no name holds a comma
    friends = ann.ask("list,friends")
    true("eve" not in friends, f"after register,dave,eve the friends are {friends!r}: a name holds no comma")
    same(friends.removesuffix(",dave"), "friends,ann,bob", "who is there after all that")


def test_what_cannot_be_done_is_an_error_and_the_connection_lives_on(server, join):
    join(server.port, "bob")
    stranger, ann = join(server.port), join(server.port, "ann")
    _error(stranger.ask("chat,bob,hello"), "a chat before register")
    for line in ("chat,nobody", "chat", "chat,", "list", "list,foes", "dance", "dance,ann", "", ",", "ok"):
        _error(ann.ask(line), f"the line {line!r}")
    same(ann.ask("list,friends"), "friends,ann,bob", "the answer to list,friends after ten errors")
    _error(stranger.ask("dance"), "an unknown command before register")
    same(stranger.ask("register,eve"), "ok", "register after an error")


# ---------------------------------------------------------------- the server, lines


def test_lines_may_come_in_pieces_and_together(server, join):
    ann = join(server.port)
    for byte in b"register,ann\n":
        ann.send(bytes([byte]))
    same(ann.hears(), "ok", "a line that comes byte by byte")
    ann.send(b"list,friends\nchat,nobody\nlist,fri")
    same(ann.hears(), "friends,ann", "the first of three lines in one packet")
    _error(ann.hears(), "the second of three lines in one packet")
    ann.hears_nothing()
    ann.send(b"ends\n")
    same(ann.hears(), "friends,ann", "the third, whose end came later")


def test_lines_are_whole_however_the_network_cuts_them(network, serve, join):
    network(most_received=1, most_sent=100)
    with serve() as server:
        ann, bob = join(server.port, "ann"), join(server.port, "Zoë Åström")
        text = "größer, " * 100 + "!"
        same(ann.ask(f"chat,Zoë Åström,{text}"), "ok", "a long chat with umlauts, one byte at a time")
        same(bob.hears(), f"message,ann,{text}", "what the other one gets, at most 100 bytes at a time")
        same(bob.ask("chat,ann,danke"), "ok", "and the way back")
        same(ann.hears(), "message,Zoë Åström,danke", "what the first one gets")


def test_only_a_newline_ends_a_line(server, join):
    ann, bob = join(server.port, "ann"), join(server.port, "bob")
    text = "return\rtab\x0bfeed\x0cseparator\u2028next\x85last"
    same(ann.ask(f"chat,bob,{text}"), "ok", f"the answer to one line with the text {text!r}")
    same(bob.hears(), f"message,ann,{text}", "what bob gets")
    ann.hears_nothing()


def test_what_is_not_utf_8_is_an_error_and_the_next_line_is_read(server, join):
    ann = join(server.port, "ann")
    ann.send(b"chat,ann,K\xf6ln\nlist,friends\n")
    _error(ann.hears(), "a line in Latin-1")
    same(ann.hears(), "friends,ann", "the line after it")


@pytest.mark.timeout(4)
def test_a_line_over_64_kib_is_one_error_and_the_next_line_is_read(server, join):
    ann, bob = join(server.port, "ann"), join(server.port, "bob")
    for size in (70_000, 300_000):
        ann.send(b"chat,bob," + b"x" * size + b"\nlist,friends\n")
        _error(ann.hears(), f"a line of {size:,} bytes")
        same(ann.hears(), "friends,ann,bob", f"the line after one of {size:,} bytes")
    ann.say("chat,bob," + "ž" * 40_000)
    _error(ann.hears(), "a line of 80,000 bytes, which are 40,000 letters")
    bob.hears_nothing()
    for size, told in ((65_400, "ok"), (65_700, "error,")):  # 64 KiB are 65,536 bytes
        line = "chat,bob,".ljust(size, "y")
        true(ann.ask(line).startswith(told), f"a line of {size:,} bytes must be answered with {told}")
        if told == "ok":
            same(bob.hears(), line.replace("chat,bob", "message,ann"), f"what bob gets of a line of {size:,} bytes")


def test_half_a_line_at_the_end_is_no_line(server, join):
    ann, bob = join(server.port, "ann"), join(server.port, "bob")
    ann.send(b"chat,bob,transfer 1000")
    ann.close()
    bob.waits_until_gone("ann")
    bob.hears_nothing()


# ---------------------------------------------------------------- the server, several clients


def test_a_quiet_client_stays_connected(network, serve, join):
    network(longest_wait=IMPATIENT)
    with serve() as server:
        ann = join(server.port, "ann")
        time.sleep(1.6 * IMPATIENT)
        why = "a timeout that is meant for sending must not end a connection that is quiet for a while"
        same(ann.ask("list,friends"), "friends,ann", why)


def test_a_name_is_free_again_when_its_connection_has_ended(server, join):
    watcher = join(server.port, "watcher")
    for ending in ("close", "reset"):
        ann = join(server.port, "ann")
        getattr(ann, ending)()
        watcher.waits_until_gone("ann")
        _error(watcher.ask("chat,ann,still there?"), f"a chat to a name whose connection has ended ({ending})")
    same(join(server.port).ask("register,ann"), "ok", "the name is free")
    same(watcher.ask("list,friends"), "friends,ann,watcher", "who is there")


def test_a_refused_name_stays_with_its_owner(server, join):
    ann, thief = join(server.port, "ann"), join(server.port)
    _error(thief.ask("register,ann"), "a name that is taken")
    thief.close()
    bob = join(server.port, "bob")
    time.sleep(0.02)  # only a server that is wrong has something to do in this time
    same(bob.ask("chat,ann"), "ok", "a chat to ann after the one who wanted her name has left")
    same(ann.hears(), "message,bob,hi", "what ann gets")


def test_messages_arrive_whole_and_in_order(house, server, join):
    ann, bob, carl = join(server.port, "ann"), join(server.port, "bob"), join(server.port, "carl")
    got = []
    for number in range(SEVERAL):
        with house.frozen():  # an event loop finds both lines at once
            ann.say(f"chat,carl,{number} " + "a" * 6000)
            bob.say(f"chat,carl,{number} " + "b" * 6000)
        got += [carl.hears().split(",", 2), carl.hears().split(",", 2)]
        same([ann.hears(), bob.hears()], ["ok", "ok"], "the senders' answers")
    for name in ("ann", "bob"):
        texts = [text for kind, sender, text in got if sender == name]
        same(
            texts, [f"{number} " + name[0] * 6000 for number in range(SEVERAL)], f"what carl gets from {name}, in order"
        )


def test_one_sender_may_say_much_at_once(server, join):
    ann, bob = join(server.port, "ann"), join(server.port, "bob")
    for _ in range(SEVERAL):
        ann.send(b"".join(b"chat,bob,%d\n" % number for number in range(FEW)))
        same([bob.hears() for _ in range(FEW)], [f"message,ann,{number}" for number in range(FEW)], "what bob gets")
        same([ann.hears() for _ in range(FEW)], ["ok"] * FEW, "the sender's answers")


def test_an_answer_does_not_break_into_a_message(network, serve, join):
    socket_class = network()
    with serve() as server:
        ann, bob = join(server.port, "ann"), join(server.port, "bob")
        socket_class.cut = cut = Cut(bob.sock.getsockname()[1])
        ann.say("chat,bob,a message in two halves")
        cut.halfway.wait(0.5)
        bob.say("list,friends")
        early = bob.line_within(0.1)  # none, unless the answer went between the halves
        cut.go_on.set()
        heard = sorted([early or bob.hears(), bob.hears()])
        same(heard, ["friends,ann,bob", "message,ann,a message in two halves"], "what bob gets, line by line")


def test_two_servers_know_nothing_of_each_other(serve, join):
    with serve() as one, serve() as other:
        join(one.port, "ann")
        same(join(other.port).ask("list,friends").rstrip(","), "friends", "who is at the other server")
        join(other.port, "ann")


def test_a_receiver_that_breaks_does_not_break_the_sender(network, serve, join):
    socket_class = network()
    with serve() as server:
        ann, bob = join(server.port, "ann"), join(server.port, "bob")
        socket_class.broken_peers.add(bob.sock.getsockname()[1])
        answer = ann.ask("chat,bob,are you there?")
        true(
            answer == "ok" or answer.startswith("error,"),
            f"the sender's answer must be ok or error,WHY, not {answer!r}",
        )
        true(ann.ask("list,friends").startswith("friends,ann"), "the sender's connection must live on")


def test_a_receiver_that_is_just_leaving_does_not_break_the_sender(house, server, join):
    ann, bob = join(server.port, "ann"), join(server.port, "bob")
    with house.frozen():  # an event loop finds both at once
        bob.reset()
        ann.say("chat,bob,are you there?")
    answer = ann.hears()
    true(answer == "ok" or answer.startswith("error,"), f"the sender's answer must be ok or error,WHY, not {answer!r}")
    true(ann.ask("list,friends").startswith("friends,ann"), "the sender's connection must live on")


@pytest.mark.timeout(6)
def test_a_client_that_does_not_read_delays_nobody_and_is_cut_off(network, serve, join):
    socket_class = network(send_buffer=4096, longest_wait=IMPATIENT)
    with serve() as server:
        slow = join(server.port, "slow", receive_buffer=4096)
        port = slow.sock.getsockname()[1]
        ann, bob = join(server.port, "ann"), join(server.port, "bob")
        line, sent = "chat,slow," + "x" * 16_000, 0
        while "slow" in bob.ask("list,friends").split(","):
            true(
                sent < MOST, f"{MOST // 2**20} MiB were sent to a client that does not read, and it is still connected"
            )
            for _ in range(10):
                ann.say(line)
            sent += 10 * len(line)
            same(bob.ask("chat,bob,x").replace("message,bob,x", "ok"), "ok", "a bystander, in the meantime")
            bob.hears()
            for _ in range(10):
                ann.hears()
        why = "a client for whom too much waits must be disconnected, although it does not read"
        _soon(lambda: not socket_class.open_to(port), f"{why}: the server's socket is still open")
        true(slow.is_cut_off(), "a client for whom too much waits must be disconnected")
        same(ann.ask("chat,bob,finally"), "ok", "the sender can go on")
        same(bob.hears(), "message,ann,finally", "and is heard")


@pytest.mark.timeout(6)
def test_a_client_that_does_not_read_its_answers_delays_nobody(network, serve, join):
    network(send_buffer=4096, longest_wait=IMPATIENT)
    with serve() as server:
        _crowd(server, join)
        ann, slow = join(server.port, "ann"), join(server.port, "slow", receive_buffer=4096)
        slow.send(b"list,friends\n" * 20)  # a megabyte of answers
        time.sleep(0.1)  # most often the server has come as far as it can
        for _ in range(5):
            answer = ann.ask("chat,slow,are you there?")
            true(answer == "ok" or answer.startswith("error,"), f"the sender's answer: ok or error,WHY, not {answer!r}")


@pytest.mark.timeout(6)
def test_a_client_that_does_not_read_its_answers_is_cut_off_or_read_no_more(network, serve, join):
    socket_class = network(send_buffer=4096, longest_wait=IMPATIENT)
    with serve() as server:
        size = _crowd(server, join)
        bob, slow = join(server.port, "bob"), join(server.port, "slow", receive_buffer=4096)
        port = slow.sock.getsockname()[1]
        with suppress(OSError):
            slow.send(b"list,friends\n" * (MOST // size) + b"chat,bob,done\n")
        if bob.line_within(1.0) is not None:
            why = f"{MOST // 2**20} MiB of answers wait for a client that does not read, and it is still connected"
            _soon(lambda: not socket_class.open_to(port), why)


# ---------------------------------------------------------------- the server, start and stop


def test_it_listens_at_its_host_alone(serve):
    with serve() as server, socket.socket() as probe:
        probe.settimeout(0.5)
        with suppress(OSError):  # as it must be; elsewhere than on Linux there is no such address
            probe.connect(("127.0.0.2", server.port))
            raise AssertionError("the host is 127.0.0.1, and the server can be reached at 127.0.0.2 as well")


def test_clients_that_come_and_go_do_not_end_it(network, serve, join):
    network(slow_accept=0.02)
    with serve() as server:
        for _ in range(5):
            join(server.port).reset()  # it is gone before the server looks at it
        same(join(server.port).ask("register,ann"), "ok", "the one who comes after five that came and went")


def test_stop_ends_every_connection(house, serve, join):
    with serve() as server:
        peers = [join(server.port, "ann"), join(server.port, "bob"), join(server.port)]
        peers[1].send(b"chat,a")
        _error(peers[2].ask("hello?"), "a connection without a name is served")
        house.call(server.stop)
        for peer in peers:
            true(peer.is_cut_off(), "stop() must end the connections of all clients")
        house.call(server.stop)


@pytest.mark.timeout(4)
@pytest.mark.overdue("stop(timeout=0.5) waits for a client that does not read what was sent to it")
def test_stop_does_not_wait_for_a_client_that_does_not_read(network, house, serve, join):
    socket_class = network(send_buffer=4096)
    with serve() as server:
        ann = join(server.port, "ann")
        slow, half = join(server.port, "slow", receive_buffer=4096), join(server.port, "half", receive_buffer=4096)
        for _ in range(3):
            ann.ask("chat,slow," + "x" * 16_000)
            ann.ask("chat,half," + "x" * 16_000)
        half.sock.shutdown(socket.SHUT_WR)  # it has nothing more to say, and reads nothing
        time.sleep(0.05)
        house.call(server.stop, timeout=0.5)
        still_open = socket_class.accepted_and_open()
        same(still_open, 0, "connections of the server that are still open when stop(timeout=0.5) has returned")
        true(slow.is_cut_off(), "stop() must end the connection of a client that does not read")


def test_the_port_can_be_bound_again_at_once(house, serve, join, answer):
    with serve() as server:
        port = server.port
        join(port, "ann")
        house.call(server.stop)  # the server ends the connection, so its port remembers it for a while
    with serve(answer.ChatServer("127.0.0.1", port)) as second:
        same(second.port, port, "the port of a second server, started after the first was stopped")
        same(join(port).ask("register,ann"), "ok", "register at the second server")


def test_a_server_is_a_context_manager(house, answer, enter, join):
    try:
        with enter(answer.ChatServer()) as server:
            true(isinstance(server.port, int) and server.port > 0, f"port must be the real port, not {server.port!r}")
            peer = join(server.port, "ann")
            raise KeyError("inside the with")
        raise AssertionError("an error inside the with block must come out of it")
    except KeyError:
        pass
    true(peer.is_cut_off(), "leaving the with block must stop the server, after an error too")


# ---------------------------------------------------------------- the client, against a scripted server


def test_the_client_registers(client, script, house):
    script.answers(b"ok\n")
    ann = client(script.port, "ann")
    house.call(ann.connect)
    same(script.heard, ["register,ann"], "what the server heard")


def test_the_client_is_refused(network, client, script, house, answer):
    network(slow_close=0.05)
    script.answers(b"error,name taken\n")
    with raises(answer.ChatError, "connect() of a client whose name is refused"):
        house.call(client(script.port, "ann", closed=True).connect)
    true(script.ended.wait(1), "a client that was refused must end its connection")


def test_the_client_asks_for_friends(client, script, house):
    script.answers(b"ok\n", b"friends,ann\n", b"friends,ann,error,terror\n")
    ann = _connected(client, script, house)
    same(house.call(ann.friends), ["ann"], "friends,ann")
    same(house.call(ann.friends), ["ann", "error", "terror"], "friends,ann,error,terror")
    same(script.heard[1:], ["list,friends"] * 2, "what the server heard")


def test_the_client_chats(client, script, house, answer):
    script.answers(b"ok\n", b"ok\n", b"ok\n", b"error,nobody is called zoe\n", b"ok\n")
    ann = _connected(client, script, house)
    house.call(ann.chat, "bob")
    house.call(ann.chat, "bob", "one, two")
    with raises(answer.ChatError, "the server says error,nobody is called zoe"):
        house.call(ann.chat, "zoe", "hello")
    house.call(ann.chat, "bob", "after the error")
    heard = [line.removesuffix(",hi") for line in script.heard[1:]]
    same(
        heard, ["chat,bob", "chat,bob,one, two", "chat,zoe,hello", "chat,bob,after the error"], "what the server heard"
    )


def test_the_client_receives(client, script, house):
    script.answers(b"ok\n")
    ann = _connected(client, script, house)
    script.send(b"message,bob,hi\nmessage,zoe,one, two,,\n")
    same(house.call(ann.receive), ("bob", "hi"), "the first message")
    same(house.call(ann.receive, timeout=1.0), ("zoe", "one, two,,"), "the second message, whose text has commas")


def test_the_client_reads_and_writes_however_the_network_cuts_the_lines(network, client, script, house):
    network(most_received=1, most_sent=100)
    script.answers(b"ok\n", "ok\nmessage,Zoë,grüße\nmessage,bob,x\n".encode())
    ann = _connected(client, script, house)
    text = "größer, " * 100 + "!"
    house.call(ann.chat, "bob", text)
    same(script.heard[-1], f"chat,bob,{text}", "what the server heard of a long text")
    same(house.call(ann.receive), ("Zoë", "grüße"), "a message that came in pieces, cut inside letters")
    same(house.call(ann.receive), ("bob", "x"), "a message that came right after it")


def test_only_a_newline_ends_a_line_for_the_client_too(client, script, house):
    script.answers(b"ok\n")
    ann = _connected(client, script, house)
    text = "return\rtab\x0bfeed\x0cseparator\u2028next\x85last"
    script.send(f"message,bob,{text}\nmessage,bob,hi\n".encode())
    same(house.call(ann.receive), ("bob", text), "the text of one message")
    same(house.call(ann.receive), ("bob", "hi"), "the message after it")


def test_the_client_reads_a_long_message(client, script, house):
    script.answers(b"ok\n")
    ann = _connected(client, script, house)
    name, text = "a rather long name " + "n" * 60, "x" * 65_500
    script.send(f"message,{name},{text}\nmessage,bob,hi\n".encode())
    same(house.call(ann.receive), (name, text), "a text of nearly 64 KiB, with a long name before it")
    same(house.call(ann.receive), ("bob", "hi"), "the message after it")


def test_messages_before_an_answer_are_kept_for_receive(client, script, house):
    many = [f"message,bob,{number}\n" for number in range(500)]
    script.answers(
        b"message,eve,welcome\nok\n", "".join([*many, "friends,ann,bob\n", "message,bob,last\n"]).encode(), b"ok\n"
    )
    ann = _connected(client, script, house)
    same(house.call(ann.friends), ["ann", "bob"], "the answer that came after 500 messages")
    house.call(ann.chat, "bob")
    same(
        house.call(ann.receive, timeout=1.0), ("eve", "welcome"), "the message that came before the answer to register"
    )
    got = [house.call(ann.receive, timeout=1.0) for _ in many]
    same(got, [("bob", str(number)) for number in range(500)], "the messages that came before the answer to list")
    same(house.call(ann.receive, timeout=1.0), ("bob", "last"), "the message that came after it")


@pytest.mark.overdue("receive(timeout=...) waits on when its time is over")
def test_receive_gives_up_after_its_timeout_and_loses_nothing(client, script, house):
    script.answers(b"ok\n", b"friends,ann\n")
    ann = _connected(client, script, house)
    for timeout in (0.05, 0, 0.05):
        with raises(Exception, f"receive(timeout={timeout}) while nothing comes"):
            house.call(ann.receive, timeout=timeout)
        script.send(b"message,bo")
        with raises(Exception, "receive(timeout=0.05) while half a message has come"):
            house.call(ann.receive, timeout=0.05)
        script.send(b"b,late\n")
        same(house.call(ann.receive, timeout=1.0), ("bob", "late"), "the message whose rest came after the timeout")
    same(house.call(ann.friends), ["ann"], "and commands still work")


@pytest.mark.overdue("a call waits for a server that has gone")
def test_calls_end_when_the_server_goes_away(client, script, house, answer):
    for going in (script.hang_up, script.reset):
        for call in ("receive", "friends"):
            script.answers(b"ok\n")
            ann = _connected(client, script, house)
            timer = _later(going, 0.05)
            with raises(answer.ChatError, f"the server goes away while {call}() waits"):
                house.call(getattr(ann, call))
            timer.join()
            for again in ("receive", "receive", "friends"):
                with raises(answer.ChatError, f"{again}() after the server has gone"):
                    house.call(getattr(ann, again))
            with raises(answer.ChatError, "chat() after the server has gone"):
                house.call(ann.chat, "bob")


@pytest.mark.overdue("connect() waits for an answer of a server that has gone")
def test_connect_ends_when_the_server_goes_away(client, script, house, answer):
    script.answers(None)
    with raises(answer.ChatError, "the server hangs up instead of answering to register"):
        house.call(client(script.port, "ann").connect)


@pytest.mark.overdue("a call waits for a server that has gone")
def test_all_calls_that_wait_end_when_the_server_goes_away(client, script, house, answer):
    for call in ("receive", "friends"):
        script.answers(b"ok\n")
        ann = _connected(client, script, house)
        calls = [house.submit(getattr(ann, call)) for _ in range(3)]
        time.sleep(0.05)  # most often all three wait by now; if not, they are calls to a server that has gone
        script.hang_up()
        for waiting in calls:
            with raises(answer.ChatError, f"three {call}() wait, and the server goes away"):
                waiting.result()


@pytest.mark.overdue("a call waits for a server that has gone")
def test_half_a_line_is_no_line_for_the_client_either(client, script, house, answer):
    script.answers(b"ok\n")
    ann = _connected(client, script, house)
    script.send(b"message,bob,transfer 1")
    timer = _later(script.hang_up, 0.05)
    with raises(answer.ChatError, "the server goes away in the middle of a message"):
        got = house.call(ann.receive)
        raise AssertionError(f"the connection ended inside a line, and receive() gave {short(got)}")
    timer.join()
    script.answers(b"ok\n", b"friends,an")
    bob = _connected(client, script, house)
    timer = _later(script.hang_up, 0.05)
    with raises(answer.ChatError, "the server goes away in the middle of the answer to list,friends"):
        got = house.call(bob.friends)
        raise AssertionError(f"the connection ended inside a line, and friends() gave {short(got)}")
    timer.join()


def test_closing_a_client_ends_its_connection(client, script, house, enter, answer):
    script.answers(b"ok\n")
    with suppress(KeyError):
        with enter(answer.ChatClient("127.0.0.1", script.port, "ann")):
            same(script.heard, ["register,ann"], "entering the with block connects")
            raise KeyError("inside the with")
        raise AssertionError("an error inside the with block must come out of it")
    true(script.ended.wait(1), "leaving the with block must end the connection")


# ---------------------------------------------------------------- both together


@pytest.mark.overdue("a call waits for ever: if the two share an event loop, one of them may block it")
def test_client_and_server_understand_each_other(server, client, house, answer):
    ann, bob = client(server.port, "ann"), client(server.port, "bob")
    house.call(ann.connect)
    house.call(bob.connect)
    same(house.call(ann.friends), ["ann", "bob"], "ann's friends")
    house.call(ann.chat, "bob", "hello, you")
    house.call(ann.chat, "bob")
    same(house.call(bob.receive), ("ann", "hello, you"), "bob's first message")
    same(house.call(bob.receive), ("ann", "hi"), "bob's second message")
    with raises(answer.ChatError, "a chat to nobody"):
        house.call(ann.chat, "nobody")
    with raises(answer.ChatError, "a second ann"):
        house.call(client(server.port, "ann", closed=True).connect)


# ---------------------------------------------------------------- helpers


def _error(answer, why):
    true(answer.startswith("error,"), f"{why} must be answered with error,WHY, not with {short(answer)}")


def _crowd(server, join):
    """Many with long names: the size of the answer to list,friends."""
    watcher = join(server.port)
    for number in range(20):
        join(server.port, f"{number:02} " + "n" * 3000)
    return len(watcher.ask("list,friends"))


def _soon(condition, why):
    until = time.monotonic() + 1.5
    while not condition():
        true(time.monotonic() < until, why)
        time.sleep(0.002)


def _connected(client, script, house):
    ann = client(script.port, "ann")
    house.call(ann.connect)
    return ann


def _later(action, seconds):
    timer = threading.Timer(seconds, action)
    timer.start()
    return timer
