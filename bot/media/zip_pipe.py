"""The target of a ZIP that is sent as it is made: what was written is fetched piece by piece."""

from __future__ import annotations


class ZipPipe:
    """Takes what a package writes, to be fetched piece by piece."""

    def __init__(self) -> None:
        self._bytes = bytearray()

    def write(self, content: bytes, /) -> int:
        """Take it."""
        self._bytes += content
        return len(content)

    def flush(self) -> None:
        """Nothing is held back."""

    def close(self) -> None:
        """Nothing is open."""

    def take(self) -> bytes:
        """All since the last time."""
        taken = bytes(self._bytes)
        self._bytes.clear()
        return taken
