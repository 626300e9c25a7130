"""The main module of the process in which an answer is played.

Where multiprocessing does not fork, each process that an answer starts imports the main module again, as `__mp_main__`.
"""

from __future__ import annotations

import os
import signal
from pathlib import Path

if __name__ == "__main__":
    # While the rest is imported Ctrl-C ends the process without a word; `door` has held it back until here.
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    if hasattr(signal, "pthread_sigmask"):
        signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGINT})
    from sensei.play.stage import main

    main()

if __name__ == "__mp_main__":
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the answer ends its workers; Ctrl-C is for the first process
    from sensei import answers
    from sensei.protocol import FOLDER

    answers.serve(Path(os.environ[FOLDER]))
