"""What Chunks promises. The answer is katas/iterator.py; read this file, leave it as it is."""

from unittest.mock import ANY

from katas.iterator import Chunks
from sensei.endless import Source, all_of
from sensei.expect import raises, same, short, true


def test_cuts_an_iterable_into_lists():
    same(all_of(Chunks("abcd", 2)), [["a", "b"], ["c", "d"]], "Chunks('abcd', 2) cuts into pairs")
    same(all_of(Chunks(iterable="abc", size=3)), [["a", "b", "c"]], "the parameters are called iterable and size")
    same(
        [len(chunk) for chunk in all_of(Chunks(range(1, 20_001), 10_000))],
        [10_000, 10_000],
        "large lists; their lengths",
    )
    same(
        all_of(Chunks((n for n in (1, 2, 3)), 1)), [[1], [2], [3]], "a generator can be cut too, here into single items"
    )


def test_the_last_list_may_be_shorter():
    same(all_of(Chunks("abcde", 2)), [["a", "b"], ["c", "d"], ["e"]], "the tail of 'abcde' is a list of one")
    same(all_of(Chunks("ab", 5)), [["a", "b"]], "fewer items than the size make one short list")


def test_there_is_no_empty_list_at_the_end():
    same(all_of(Chunks([1, 2, 3, 4], 2)), [[1, 2], [3, 4]], "the length divides: after the last full list it is over")
    same(all_of(Chunks([], 3)), [], "nothing to cut gives nothing")


def test_items_that_are_false_are_items():
    same(all_of(Chunks([0, None, "", False, 1], 2)), [[0, None], ["", False], [1]], "0, None, '' and False are items")
    same(all_of(Chunks([..., StopIteration, ANY, 1], 2)), [[..., StopIteration], [ANY, 1]], "and so is whatever else")


def test_iter_gives_the_same_object():
    chunks = Chunks("abc", 2)
    true(iter(chunks) is chunks, "an iterator's __iter__ returns the iterator itself")


def test_it_is_an_iterator_that_goes_on_after_a_break():
    chunks = Chunks("abcd", 2)
    seen = []
    for chunk in chunks:
        seen.append(chunk)
        break
    same([*seen, *chunks], [["a", "b"], ["c", "d"]], "a second loop goes on where the first one stopped")


def test_a_size_below_one_is_a_value_error_at_once():
    for size in (0, -1):
        with raises(ValueError, f"Chunks([1], {size}) is refused when it is made, not at the first next"):
            Chunks([1], size)


def test_making_one_reads_nothing():
    source = Source(allowed=0)
    Chunks(source, 2)
    same(source.read, 0, "nothing may be read before the first next")


def test_each_next_reads_no_more_than_size_items():
    class Container:  # an iterable that is no iterator
        def __iter__(self):
            return source

    source = Source(allowed=0)
    chunks = Chunks(source, 3)
    for turn in (1, 2, 3):
        source.allowed = 3 * turn
        same(next(chunks), [3 * turn - 2, 3 * turn - 1, 3 * turn], f"next number {turn}, of an endless source")
    source = Source(allowed=2)
    same(next(Chunks(Container(), 2)), [1, 2], "the first next, of an endless container")


def test_it_stays_exhausted():
    chunks = Chunks("abc", 2)
    same(all_of(chunks), [["a", "b"], ["c"]], "first to the end")
    same(all_of(chunks), [], "a second loop finds nothing")
    for _ in range(3):
        with raises(StopIteration, "after the end every next raises StopIteration again"):
            next(chunks)


def test_every_list_is_a_new_one():
    chunks = Chunks(range(6), 2)
    first = next(chunks)
    first.append("the caller's")
    second = next(chunks)
    same(second, [2, 3], "what the caller does to one list must not show in the next")
    true(first is not second, "the same list came twice")
    same(first, [0, 1, "the caller's"], "a list that was given away must not change later")


def test_an_error_of_the_source_reaches_the_caller():
    kinds = (OSError, IndexError, RuntimeError, ValueError, TypeError, KeyError, AttributeError, KeyboardInterrupt)
    for kind in kinds:
        for size in (2, 3):  # the source fails in the middle of a list, and before the first item of one
            error = kind("the source fails")
            chunks = Chunks(_fails_after_three(error), size)
            same(next(chunks), [1, 2, 3][:size], "before the error all is well")
            with raises(kind, "the source fails after three items: the caller must hear of it") as caught:
                got = next(chunks)
                same(got, [3], "what was read before the source failed may come first")
                got = next(chunks)
                raise AssertionError(f"the source failed and next gave back {short(got)}")
            true(caught.error is error, "the error must be the source's own, unchanged")


def test_two_of_them_do_not_mix():
    letters, numbers = Chunks("abcd", 2), Chunks([1, 2, 3, 4], 2)
    got = [next(letters), next(numbers), next(letters), next(numbers)]
    same(got, [["a", "b"], [1, 2], ["c", "d"], [3, 4]], "each keeps its own place")


def _fails_after_three(error):
    yield from (1, 2, 3)
    raise error
