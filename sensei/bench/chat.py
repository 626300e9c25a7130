"""bench chat: the threaded server beside the async one, from 10 clients to 5,000."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from sensei.bench.chat_load import LATE
from sensei.bench.helper import Helper
from sensei.bench.measure import RunFailed, Variant, interleave, ratio
from sensei.bench.report import Column, Table
from sensei.bench.settings import Settings

THREADED, ASYNC = "threaded, reference", "async, reference"
STREAMS, PROTOCOL, EPOLL = "bare asyncio streams", "bare asyncio Protocol", "bare selector"
BARE = {STREAMS: "streams", PROTOCOL: "protocol", EPOLL: "epoll"}
STEADY = 5000
"""Messages a second of the paced tables."""
FEW = 100
"""Clients of the tables that compare something else than their number."""
RUN = 60.0
"""Seconds that a run may take beyond its load: 5,000 clients have to come in."""

BASIC = (
    Column("rate", "messages/s"),
    Column("p50", "p50 ms", 1),
    Column("p99", "p99 ms", 1),
    Column("memory", "KiB a client", 1),
    Column("threads", "threads"),
    Column("cost", "us CPU each"),
    Column("server_cpu", "server CPU %"),
    Column("load_cpu", "load CPU %"),
)
PACED = (
    Column("rate", "messages/s"),
    Column("p50", "p50 ms", 2),
    Column("p99", "p99 ms", 2),
    Column("cost", "us CPU each"),
    Column("server_cpu", "server CPU %", 1),
)
DEAF = (
    *PACED,
    Column("missing", "lost"),
    Column("grown", "memory + MiB", 1),
    Column("flooded", "MiB for the deaf one", 1),
)


@dataclass(frozen=True)
class Setting:
    """One way to load a server."""

    clients: int
    rate: float | None = None
    deaf: bool = False
    server_core: int | None = None
    load_core: int | None = None


def bench(settings: Settings, tell: Callable[[str], None]) -> tuple[list[Table], list[str]]:
    """All tables, and what they say in words."""
    sizes = settings.sizes or ((10, 100) if settings.quick else (10, 100, 1000, 5000))
    few = min(FEW, max(sizes))
    rate = STEADY if few == FEW else 10 * few
    tables = [
        _table(f"{size:,} clients, one message in flight for each", Setting(size), settings, tell, BASIC)
        for size in sizes
    ]
    if hasattr(os, "sched_setaffinity"):
        server, load = min(os.sched_getaffinity(0)), max(os.sched_getaffinity(0))
        pinned = Setting(few, server_core=server, load_core=load)
        tables.append(_table(f"{few} clients, the server pinned to one core", pinned, settings, tell, BASIC))
    title = f"{few} clients at {rate:,} messages/s together, below saturation"
    tables.append(_table(title, Setting(few, rate=rate), settings, tell, PACED, first="server_cpu"))
    title = "the same, and one more client that does not read while another floods it"
    tables.append(_table(title, Setting(few, rate=rate, deaf=True), settings, tell, DEAF, first="p99"))
    return tables, [*_what_limits(tables), *_sentences(tables)]


def _table(
    title: str,
    setting: Setting,
    settings: Settings,
    tell: Callable[[str], None],
    columns: tuple[Column, ...],
    first: str = "rate",
) -> Table:
    servers: dict[str, tuple[str, dict[str, Any]]] = {
        THREADED: ("chat_servers:answer", {"stem": "chat_threaded", "folder": None}),
        "threaded, yours": ("chat_servers:answer", {"stem": "chat_threaded", "folder": str(settings.folder)}),
        ASYNC: ("chat_servers:answer", {"stem": "chat_async", "folder": None}),
        "async, yours": ("chat_servers:answer", {"stem": "chat_async", "folder": str(settings.folder)}),
    }
    if setting.rate is None:
        servers |= {name: (f"chat_servers:{function}", {}) for name, function in BARE.items()}
    variants = [Variant(name, _run(server, setting, settings.seconds)) for name, server in servers.items()]
    rows = interleave(variants, settings.rounds, lambda text: tell(f"{title}, {text}"))
    return Table(title, columns, rows, first, _at(setting))


def _at(setting: Setting) -> dict[str, float]:
    at = {"clients": float(setting.clients)}
    if setting.rate is not None:
        at["rate"] = setting.rate
    if setting.server_core is not None:
        at["core"] = setting.server_core
    return at | ({"deaf": 1.0} if setting.deaf else {})


def _run(server: tuple[str, dict[str, Any]], setting: Setting, seconds: float) -> Callable[[], dict[str, float]]:
    function, order = server

    def run() -> dict[str, float]:
        with Helper(function, core=setting.server_core, **order) as serving:
            port = serving.hear()["port"]
            return _loaded(serving, port, setting, seconds)

    return run


def _loaded(serving: Helper, port: int, setting: Setting, seconds: float) -> dict[str, float]:
    empty = serving.ask()
    with Helper(
        "chat_load:run",
        port=port,
        server=serving.pid,
        clients=setting.clients,
        seconds=seconds,
        rate=setting.rate,
        deaf=setting.deaf,
        core=setting.load_core,
    ) as load:
        load.hear(RUN)
        full = serving.ask()
        found = load.ask(seconds + RUN, go=True)
        after = serving.ask()
    _refuse_half_right(found, setting)
    return found | {
        "memory": (full["rss"] - empty["rss"]) / 1024 / setting.clients,
        "grown": max(0.0, (after["rss"] - full["rss"]) / 2**20),
        "threads": full["threads"] - SENSEI_THREADS,
        "cost": found["server_cpu"] * 10_000 / found["rate"],
    }


SENSEI_THREADS = 2
"""Of the bench in a server's process: one hears its orders, one answers them."""


def _refuse_half_right(found: dict[str, Any], setting: Setting) -> None:
    if not found["rate"]:
        raise RunFailed("no message arrived")
    if found["gone"]:
        raise RunFailed(f"{found['gone']} of {setting.clients} connections ended under the load")
    if found["errors"]:
        raise RunFailed(f"{found['errors']} chats were answered with an error")
    if found["missing"]:
        raise RunFailed(f"{found['missing']} messages had not arrived {LATE:.0f} s after the last was sent")


def _what_limits(tables: list[Table]) -> list[str]:
    """Whether the load could have done more: by its share of a core, and by what the fastest got out of it."""
    said = []
    for table in tables:
        rates = {row.name: row.figures["rate"].median for row in table.rows if "rate" in row.figures}
        if table.first != "rate" or not rates:
            continue
        fastest = max(rates, key=rates.__getitem__)
        share = next(row.figures["load_cpu"].median for row in table.rows if row.name == fastest)
        tired = [row.name for row in table.rows if row.figures and row.figures["load_cpu"].median > 90]
        line = f"{table.title}: the load did {rates[fastest]:,.0f} messages/s with the fastest ({fastest})"
        line += f", in {share:.0f} % of a core"
        line += f"; it was at its own limit with: {', '.join(tired)}" if tired else ""
        said.append(line)
    return said


def _sentences(tables: list[Table]) -> list[str]:
    """The claims of the subject and their counter-cases, as ratios of the two references."""
    said = []
    for table in tables:
        clients = f"with {table.at['clients']:,.0f} clients"
        if "rate" in table.at:
            key, what = "server_cpu", f"the CPU {clients} at {table.at['rate']:,.0f} messages/s"
        else:
            key, what = "rate", f"the messages/s {clients}{', pinned to one core' if 'core' in table.at else ''}"
        found = ratio(table.rows, key, ASYNC, THREADED)
        if found is not None and "deaf" not in table.at:
            said.append(f"async against threaded, the references: {found:.2f} times {what}")
        streams = ratio(table.rows, key, STREAMS, THREADED)
        if streams is not None:
            said.append(f"asyncio streams against threaded: {streams:.2f} times {what}")
        memory = ratio(table.rows, "memory", THREADED, ASYNC)
        if memory is not None and len(table.at) == 1:
            said.append(f"a client of the threaded reference takes {memory:.1f} times the memory {clients}")
    return [*said, *_deafness(tables), *_growth(tables), *_saturated(tables)]


def _deafness(tables: list[Table]) -> list[str]:
    before, after = _p99(tables, deaf=False), _p99(tables, deaf=True)
    return [
        f"{name}: with one client that does not read p99 is {after[name] / before[name]:.2f} times what it was"
        for name in (THREADED, ASYNC)
        if name in before and name in after
    ]


def _p99(tables: list[Table], deaf: bool) -> dict[str, float]:
    paced = [table for table in tables if "rate" in table.at and ("deaf" in table.at) == deaf]
    return {row.name: row.figures["p99"].median for table in paced for row in table.rows if row.figures}


def _growth(tables: list[Table]) -> list[str]:
    rates = {
        table.at["clients"]: row.figures["rate"].median
        for table in tables
        if len(table.at) == 1
        for row in table.rows
        if row.name == ASYNC and row.figures
    }
    if 1000 in rates and 5000 in rates:
        return [f"{ASYNC}: at 5,000 clients {rates[5000] / rates[1000]:.2f} of its own rate at 1,000"]
    return []


def _saturated(tables: list[Table]) -> list[str]:
    """A table that was meant to be below saturation and was not says nothing about waiting."""
    return [
        f"{table.title}: {row.name} got only {row.figures['rate'].median:,.0f}, so this was not below saturation here"
        for table in tables
        for row in table.rows
        if "rate" in table.at and row.figures and row.figures["rate"].median < 0.95 * table.at["rate"]
    ]
