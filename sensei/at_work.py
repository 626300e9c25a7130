"""The main module of the process in which an answer is judged.

Where multiprocessing does not fork, each process that an answer starts imports the main module again, as `__mp_main__`,
before it unpickles its work. So `katas` is the judged answer there too, and not the stubs.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

from sensei.protocol import FOLDER

if __name__ == "__main__":
    from sensei.witness import main

    sys.exit(main())

if __name__ == "__mp_main__":
    from sensei import answers

    answers.serve(Path(os.environ[FOLDER]))
