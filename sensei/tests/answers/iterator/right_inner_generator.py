"""The class checks and delegates; a generator does the work and stays exhausted by itself."""

from collections.abc import Iterable, Iterator
from typing import TypeVar

T = TypeVar("T")


class Chunks(Iterator[list[T]]):
    def __init__(self, iterable: Iterable[T], size: int) -> None:
        if size < 1:
            raise ValueError("size must be at least 1")
        self._chunks = self._split(iterable, size)

    @staticmethod
    def _split(iterable: Iterable[T], size: int) -> Iterator[list[T]]:
        chunk = []
        for item in iterable:
            chunk.append(item)
            if len(chunk) == size:
                yield chunk
                chunk = []
        if chunk:
            yield chunk

    def __next__(self) -> list[T]:
        return next(self._chunks)
