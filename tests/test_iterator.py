from katas.iterator import Chunks


def test_cuts():
    assert list(Chunks("abcd", 2)) == [["a", "b"], ["c", "d"]], "no"
