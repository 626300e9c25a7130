"""What primes and primes_between promise. The answer is katas/primes.py; read this file, leave it as it is."""

import time
from itertools import compress, islice
from math import isqrt

import pytest

from katas.primes import primes, primes_between
from sensei.endless import all_of
from sensei.expect import raises, same, short, true

DIVISIONS = 200_000_000
"""What the 10,000th prime may cost. All found primes as divisors: 50 million; all smaller numbers: 500 million."""

LARGE = 10**9 + 7  # a prime
ENDLESS = "a call has to return at once, and to compute no prime before it is asked for"


@pytest.mark.overdue(ENDLESS)
def test_the_first_are_2_3_5_and_so_on():
    same(list(islice(primes(), 10)), [2, 3, 5, 7, 11, 13, 17, 19, 23, 29], "the first ten primes")


@pytest.mark.overdue(ENDLESS)
def test_every_call_begins_at_2():
    same(list(islice(primes(), 3)), [2, 3, 5], "a new call of primes() begins at 2, whatever was read of another")
    given_up = primes()
    same(list(islice(given_up, 30))[-1], 113, "the 30th prime of a second call")
    same(list(islice(primes(), 3)), [2, 3, 5], "a third call, while the second stands at 113")
    if hasattr(given_up, "close"):
        given_up.close()
    same(list(islice(primes(), 3)), [2, 3, 5], "a new call, after the second was closed")


@pytest.mark.overdue(ENDLESS)
def test_it_is_an_iterator_that_remembers_its_place():
    numbers = primes()
    true(hasattr(numbers, "__next__"), f"primes() gave {short(numbers)}: next() cannot be called on that")
    same([next(numbers), next(numbers)], [2, 3], "two calls of next")
    for number in numbers:
        same(number, 5, "a for loop goes on where next stopped")
        break
    same(next(numbers), 7, "and next goes on where the loop stopped")


@pytest.mark.overdue(ENDLESS)
def test_it_gives_every_prime_and_nothing_else():
    numbers = primes()
    for expected in _sieved(1000):
        got = next(numbers, None)
        if got != expected:
            raise AssertionError(_difference(expected, got))
        same(got, expected, "a prime is an int")


@pytest.mark.overdue(ENDLESS)
def test_two_calls_do_not_mix():
    wanted = _sieved(3200)  # further than any check before this one has gone
    one, other = primes(), primes()
    same(list(islice(one, 200)), wanted[:200], "the first 200 primes of one call")
    same(list(islice(other, 300)), wanted[:300], "300 of another: it begins at 2 and overtakes the first")
    same(list(islice(one, 200)), wanted[200:400], "the first goes on in its own place")
    same(list(islice(other, 100)), wanted[300:400], "and so does the other")
    same(list(islice(primes(), 400)), wanted[:400], "a third one, after that")
    pairs = list(islice(zip(primes(), primes(), strict=False), 450))
    same([pair for pair in pairs if pair[0] != pair[1]], [], "two new ones in step: pairs that are not equal")


@pytest.mark.timeout(10)
@pytest.mark.overdue(ENDLESS)
def test_it_does_not_go_deeper_with_every_prime():
    found, numbers = [], primes()
    try:
        found.extend(islice(numbers, 1100))
    except RecursionError as error:
        why = "every prime adds a generator, or a call, to those before it"
        raise AssertionError(f"RecursionError after {short(found[-1:])}: {why}") from error
    same(found[1099:], [8831], "the 1100th prime")


@pytest.mark.timeout(10)
@pytest.mark.overdue(ENDLESS)
def test_there_is_always_another_one():
    numbers = primes()
    found, begin = [next(numbers)], time.process_time()
    while len(found) < 700_000 and time.process_time() - begin < 0.3:  # a table made beforehand comes to its end sooner
        more = list(islice(numbers, 100))
        true(len(more) == 100, f"it ended after {(found + more)[-1]}: there is always another prime")
        true(more[0] > found[-1], f"{short(more[0])} came after {found[-1]}")
        found += more
    for expected, got in zip(_sieved(found[-1] + 1), found, strict=False):
        if got != expected:
            raise AssertionError(_difference(expected, got))


@pytest.mark.overdue("between two bounds there is an end")
def test_between_gives_the_primes_of_a_range():
    same(all_of(primes_between(10, 20)), [11, 13, 17, 19], "primes_between(10, 20)")
    same(all_of(primes_between(low=90, high=100)), [97], "primes_between(low=90, high=100)")
    same(all_of(primes_between(0, 12)), [2, 3, 5, 7, 11], "primes_between(0, 12)")
    same(all_of(primes_between(1, 4)), [2, 3], "primes_between(1, 4): 1 is no prime")
    same(all_of(primes_between(-10, 6)), [2, 3, 5], "primes_between(-10, 6): no prime is negative")
    same(all_of(primes_between(2000, 2030)), [2003, 2011, 2017, 2027, 2029], "primes_between(2000, 2030)")


@pytest.mark.overdue("between two bounds there is an end")
def test_low_belongs_to_it_and_high_does_not():
    same(all_of(primes_between(7, 13)), [7, 11], "primes_between(7, 13): low ≤ p < high")
    same(all_of(primes_between(2, 3)), [2], "primes_between(2, 3)")
    for low in range(12):
        for high in range(low + 1, 14):
            wanted = [prime for prime in (2, 3, 5, 7, 11, 13) if low <= prime < high]
            if wanted:
                same(all_of(primes_between(low, high)), wanted, f"primes_between({low}, {high}): low ≤ p < high")
    same(all_of(primes_between(120, 170)), [127, 131, 137, 139, 149, 151, 157, 163, 167], "primes_between(120, 170)")


@pytest.mark.overdue("where there is no prime it is over at once")
def test_between_may_give_nothing():
    for low, high in ((24, 29), (8, 11), (0, 2), (-5, 0), (5, 5), (4, 4), (20, 10), (7, 6), (0, 0)):
        same(all_of(primes_between(low, high)), [], f"primes_between({low}, {high}): no prime p with low ≤ p < high")


@pytest.mark.overdue("between two bounds there is an end")
def test_between_is_an_iterator_that_stays_exhausted():
    numbers = primes_between(10, 14)
    true(hasattr(numbers, "__next__"), f"primes_between(10, 14) gave {short(numbers)}: next() cannot be called on that")
    same([next(numbers), next(numbers)], [11, 13], "two calls of next")
    for _ in range(2):
        with raises(StopIteration, "after 13 comes 14, which is outside: every next raises StopIteration"):
            next(numbers)


@pytest.mark.overdue("it waited for primes that nobody had asked for: each one is computed when it is asked for")
def test_between_is_lazy():
    primes_between(10**15, 10**15 + 100)  # nobody asks for the first one
    same(list(islice(primes_between(2, 10**11), 3)), [2, 3, 5], "the first three of primes_between(2, 10**11)")


@pytest.mark.overdue("between two bounds there is an end")
def test_ranges_and_primes_do_not_mix():
    everything, few, many = primes(), primes_between(3, 8), primes_between(5, 14)
    got = [next(few), next(everything), next(many), next(few), next(everything), next(many), next(everything)]
    same(got, [3, 2, 5, 5, 3, 7, 5], "primes(), primes_between(3, 8) and primes_between(5, 14), in turn")
    same([all_of(many), all_of(few), next(everything)], [[11, 13], [7], 7], "and the rest of each")


@pytest.mark.timeout(18)
@pytest.mark.overdue("the 10,000th prime takes too long: which divisors are enough?")
def test_the_10000th_is_there_within_seconds():
    found, numbers, allowed = [], primes(), DIVISIONS * _time_of_a_division()
    began = time.process_time()
    while len(found) < 10_000:
        found += islice(numbers, 100)
        if time.process_time() - began > allowed:
            many = f"{DIVISIONS // 10**6} million divisions"
            raise AssertionError(f"{len(found)} primes took as long as {many} should: which divisors are enough?")
    same(found[9_999:], [104_729], "the 10,000th prime")


def _time_of_a_division():
    """Seconds of the processor, so that other programs do not count."""
    spent = []
    for _ in range(3):
        began = time.process_time()
        for divisor in range(2, 300_002):
            if LARGE % divisor == 0:
                break
        spent.append(time.process_time() - began)
    return max(spent) / 300_000


def _sieved(limit):
    is_prime = bytearray(2) + bytearray(b"1") * (limit - 2)
    for number in range(2, isqrt(limit) + 1):
        if is_prime[number]:
            is_prime[number * number :: number] = bytes(len(range(number * number, limit, number)))
    return list(compress(range(limit), is_prime))


def _difference(expected, got):
    if isinstance(got, int) and got < expected:
        divisor = next((number for number in range(2, got) if got % number == 0), None)
        return f"{got} came, and it is no prime" + (f": {divisor} · {got // divisor}" if divisor else "")
    came = "the end" if got is None else short(got)
    return f"{expected} is a prime, and {came} came in its place"
