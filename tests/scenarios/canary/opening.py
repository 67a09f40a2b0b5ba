"""The product's command line, telling of every file that Python opens to write: `python -m … WORDS`.

A temporary file without a name shows in no folder; whoever opens one in Python passes here all the same.
"""

from __future__ import annotations

import os
import sys

from bot.cli import main

LIST = "CANARY_OPENED"
"""The variable that names the list to which the paths are added, a line each."""

_WRITES = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TMPFILE


def _tell_of_opened_files() -> None:
    told = os.open(os.environ[LIST], os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)

    def hear(event: str, given: tuple[object, ...]) -> None:
        if event != "open" or len(given) != 3:
            return
        path, _, flags = given
        if isinstance(path, str | bytes) and isinstance(flags, int) and flags & _WRITES:
            os.write(told, os.fsencode(path) + b"\n")

    sys.addaudithook(hear)


if __name__ == "__main__":
    _tell_of_opened_files()
    main()
