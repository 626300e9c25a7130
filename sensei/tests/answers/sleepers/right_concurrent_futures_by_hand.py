"""A concurrent Future for each function, set by a thread of its own."""

from concurrent.futures import Future
from threading import Thread


def run_blocking(functions):
    futures = [Future() for _ in functions]

    def work(future, function):
        try:
            future.set_result(function())
        except Exception as error:
            future.set_exception(error)

    threads = [Thread(target=work, args=pair) for pair in zip(futures, functions)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return [future.result() for future in futures]
