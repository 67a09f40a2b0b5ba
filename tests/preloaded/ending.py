"""A program that says where it runs, and ends with words: `python -m tests.preloaded.ending WORD`."""

from __future__ import annotations

import atexit
import os
import sys
import time
from pathlib import Path

if __name__ == "__main__":
    atexit.register(sys.stdout.write, "at the end\n")
    here = Path.cwd() == Path(os.environ["HERE"])
    sys.stdout.write(f"{sorted(os.environ)} {time.tzname[0]} {sys.argv[1:]} {here} {sys.stdin.readline()!r}\n")
    sys.exit("enough")
