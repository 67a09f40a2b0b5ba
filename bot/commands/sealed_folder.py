"""A folder of sealed boxes, a file each, and the recipients of now: what officers take to their own machine."""

from __future__ import annotations

import os
from datetime import UTC, date, datetime, time
from pathlib import Path

from handlers.casework.sealed.window import Recipient
from handlers.sealed.resealing import read_recipients, resealed, written_recipients

_RECIPIENTS = "recipients.json"
_SUFFIX = ".age"


class SealedFolder:
    """The folder at `path`."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def begin(self, to: tuple[Recipient, ...]) -> bool:
        """Make it, with the recipients; False where it holds something already."""
        self.path.mkdir(mode=0o700, parents=True, exist_ok=True)
        if any(self.path.iterdir()):
            return False
        (self.path / _RECIPIENTS).write_bytes(written_recipients(to))
        return True

    def put(self, key: str, box: bytes, day: date) -> None:
        """Write a box. The file's date is its day: nothing tells more than the database."""
        file = self.path / f"{key}{_SUFFIX}"
        file.touch(mode=0o600)
        file.write_bytes(box)
        at = datetime.combine(day, time(), UTC).timestamp()
        os.utime(file, (at, at))

    def recipients(self) -> tuple[Recipient, ...] | None:
        """The recipients that were exported; None where nothing was."""
        try:
            return read_recipients((self.path / _RECIPIENTS).read_bytes())
        except (OSError, ValueError):
            return None

    def boxes(self) -> list[tuple[str, Path]]:
        """Id and file of every box."""
        return [(file.stem, file) for file in sorted(self.path.glob(f"*{_SUFFIX}"))]

    def reseal(self, private_key: str, to: tuple[Recipient, ...]) -> int:
        """Seal every box anew that this key opens; says how many. A box is there whole, the old or the new one."""
        return sum(_reseal(file, private_key, to) for _, file in self.boxes())


def _reseal(file: Path, private_key: str, to: tuple[Recipient, ...]) -> bool:
    anew = resealed(file.read_bytes(), private_key, to)
    if anew is None:
        return False
    told, draft = file.stat(), file.with_suffix(".new")
    draft.write_bytes(anew)
    os.utime(draft, ns=(told.st_mtime_ns, told.st_mtime_ns))
    draft.replace(file)
    return True
