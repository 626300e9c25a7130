"""_thread.start_new_thread and a lock for each, given back when the function has ended."""

import _thread


def run_blocking(functions):
    outcomes = [None] * len(functions)
    locks = [_thread.allocate_lock() for _ in functions]

    def work(number):
        try:
            outcomes[number] = (functions[number](), None)
        except BaseException as error:
            outcomes[number] = (None, error)
        finally:
            locks[number].release()

    for number, lock in enumerate(locks):
        lock.acquire()
        _thread.start_new_thread(work, (number,))
    for lock in locks:
        lock.acquire()
    for _, error in outcomes:
        if error is not None:
            raise error
    return [result for result, _ in outcomes]
