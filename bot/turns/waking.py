"""Wake those who wait for an earlier message of the same person, without a lock that could be left behind."""

from __future__ import annotations

import asyncio
from contextlib import suppress

from handlers.messages import Person


class Bells:
    """The database decides whose turn it is; a bell only says that asking again may be worth it."""

    def __init__(self) -> None:
        self._waiting: dict[Person, set[asyncio.Event]] = {}

    def __len__(self) -> int:
        """How many people somebody waits for."""
        return len(self._waiting)

    async def wait(self, person: Person, seconds: float) -> None:
        """Wait until a message of this person ends in this process, or for `seconds`: it may end in another."""
        bell = asyncio.Event()
        self._waiting.setdefault(person, set()).add(bell)
        try:
            with suppress(TimeoutError):
                await asyncio.wait_for(bell.wait(), seconds)
        finally:
            self._remove(person, bell)

    def ring(self, person: Person) -> None:
        """A message of this person has ended."""
        for bell in self._waiting.get(person, ()):
            bell.set()

    def _remove(self, person: Person, bell: asyncio.Event) -> None:
        bells = self._waiting[person]
        bells.discard(bell)
        if not bells:
            del self._waiting[person]
