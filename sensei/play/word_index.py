"""How a page is indexed for `play`: importable in worker processes, so it imports little."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass

from selectolax.lexbor import LexborHTMLParser

WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True)
class Indexed:
    """What is known of a page: its title, and how often each word stands in it."""

    title: str
    words: dict[str, int]


def index(html: str) -> Indexed:
    """The words of a page, in small letters; those of scripts and styles are none."""
    tree = LexborHTMLParser(html)
    title = tree.css_first("title")
    for node in tree.css("script, style"):
        node.decompose()
    text = tree.body.text(separator=" ") if tree.body is not None else ""
    return Indexed(" ".join(title.text().split()) if title is not None else "", dict(Counter(words(text))))


def words(text: str) -> list[str]:
    """In small letters, in order."""
    return WORD.findall(text.lower())


def search(pages: dict[str, Indexed], query: str) -> list[tuple[str, int]]:
    """URLs of the pages that hold all the words asked for, with how often; the most first."""
    wanted = words(query)
    found = [
        (url, sum(page.words[word] for word in wanted))
        for url, page in pages.items()
        if wanted and all(word in page.words for word in wanted)
    ]
    return sorted(found, key=lambda one: (-one[1], one[0]))
