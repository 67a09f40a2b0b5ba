"""Files that cost seconds to make: once a run, by whichever worker needs one first."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Callable
from pathlib import Path


def made_once(base: Path, name: str, make: Callable[[Path], None]) -> Path:
    """The file, given the temporary folder of this worker; beside it the workers of one run have one in common.

    `make` fills a draft, which is put in place once it is whole.
    """
    folder = base.parent if "PYTEST_XDIST_WORKER" in os.environ else base
    file = folder / name
    with file.with_suffix(".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not file.exists():
            draft = file.with_suffix(".draft")
            make(draft)
            draft.rename(file)
    return file
