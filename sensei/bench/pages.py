"""The pages that crawlers and indexers work on: made for the purpose, or those of a folder; and the work on a page."""

from __future__ import annotations

import re
from collections import Counter, deque
from functools import cache
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urldefrag, urljoin, urlsplit

from selectolax.lexbor import LexborHTMLParser

from reference.crawler import links
from sensei.errors import Mistake

BASE = "http://127.0.0.1/"
FAN_OUT = 25
"""Links to new pages on each page that is made."""
WORD = re.compile(r"\w+")
LETTERS = "abcdefghijklmnopqrstuvwxyz"


def made(count: int, words: int = 150) -> dict[str, str]:
    """So many pages by path, a tree of links from "/" on. `words` of text on each."""
    return {_path(number): _page(number, count, words) for number in range(count)}


def tree(folder: Path) -> dict[str, str]:
    """The HTML files of a folder by path. `Mistake` if there are none."""
    if not folder.is_dir():
        raise Mistake(f"there is no folder {folder}: --tree takes a folder with .html files in it")
    files = sorted(file for file in folder.rglob("*.htm*") if file.suffix in (".html", ".htm") and file.is_file())
    if not files:
        raise Mistake(f"there is no .html file in {folder}: --tree takes a folder that holds some")
    found = {f"/{file.relative_to(folder).as_posix()}": file.read_text("utf-8", "replace") for file in files}
    return {"/": found.get("/index.html", next(iter(found.values())))} | found


def reachable(pages: dict[str, str]) -> dict[str, str]:
    """The addresses that a crawl from "/" finds, each with its text."""
    found = {BASE: pages["/"]}
    todo = deque([BASE])
    while todo:
        url = todo.popleft()
        for link in own_links(url, found[url]):
            path = unquote(urlsplit(link).path)
            if link not in found and path in pages:
                found[link] = pages[path]
                todo.append(link)
    return found


def own_links(url: str, html: str) -> list[str]:
    """Links of a page to its own host, without fragments."""
    home = urlsplit(url).netloc
    return [urldefrag(link).url for link in links(url, html) if urlsplit(link).netloc == home]


def words(html: str) -> dict[str, int]:
    """How often each word stands in the text of a page."""
    body = LexborHTMLParser(html).body
    return Counter(WORD.findall(body.text(separator=" ").lower())) if body else {}


def index(html: str) -> dict[str, int]:
    """The whole work on a page: its links are found, its words counted."""
    links(BASE, html)
    return words(html)


def hand_over(html: str) -> int:
    """No work: what is left is the way to a worker process and back."""
    return len(html)


def slow_links(base_url: str, html: str) -> list[str]:
    """`links` with the standard library's html.parser."""
    finder = _Finder()
    finder.feed(html)
    absolute = [urljoin(base_url, found.strip()) for found in finder.found]
    return [url for url in absolute if url.startswith(("http://", "https://"))]


class _Finder(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "a":
            self.found += [value or "" for name, value in attrs if name == "href"]


def _path(number: int) -> str:
    return f"/page{number}.html" if number else "/"


def _page(number: int, count: int, words: int) -> str:
    below = range(number * FAN_OUT + 1, min(number * FAN_OUT + 1 + FAN_OUT, count))
    menu = "".join(f'<li><a href="{_path(one)}#top">page {one}</a></li>' for one in [*below, number // FAN_OUT])
    text = " ".join(_tagged(number * 7 + place * place) for place in range(words))
    return f"<!doctype html><title>page {number}</title><body><ul>{menu}</ul><p>{text}</p></body>"


@cache
def _tagged(number: int) -> str:
    """A word; one in five is code and one in twenty-five a link, as in pages of documentation."""
    word = "".join(LETTERS[number // 26**place % 26] for place in range(3)) + "ing"
    if number % 25 == 0:
        return f'<a class="reference" href="/">{word}</a>'
    return f'<code class="literal">{word}</code>' if number % 5 == 0 else word
