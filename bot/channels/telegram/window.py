"""Which updates are seen and not yet committed: what the next poll may confirm, and what it brings anew."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Generic, TypeVar

_Work = TypeVar("_Work")


@dataclass(slots=True)
class Window(Generic[_Work]):
    """Updates from the first that is not committed on: the platform brings them all again until that one is."""

    working: dict[int, _Work] = field(default_factory=dict)
    undone: set[int] = field(default_factory=set)  # must be brought again
    done: set[int] = field(default_factory=set)  # ahead of one that is not
    last: int | None = None

    @property
    def offset(self) -> int | None:
        """The first update that is wanted; every one before it is confirmed by asking so."""
        unfinished = [*self.working, *self.undone]
        if unfinished:
            return min(unfinished)
        return None if self.last is None else self.last + 1

    def is_new(self, number: int) -> bool:
        """Whether the update is to be begun."""
        return number not in self.working and number not in self.done

    def begin(self, number: int, work: _Work) -> None:
        """Note that an update is being worked on."""
        self.undone.discard(number)
        self.working[number] = work
        self._see(number)

    def finish(self, number: int) -> None:
        """Note that an update needs nothing more."""
        self.working.pop(number, None)
        self.undone.discard(number)
        self.done.add(number)
        self._see(number)
        self._forget()

    def fail(self, number: int) -> None:
        """Note that an update must be brought again."""
        self.working.pop(number, None)
        self.undone.add(number)

    def rest(self) -> None:
        """Everything is confirmed. The platform may number anew after a quiet week: no offset then."""
        if not self.working and not self.undone:
            self.last = None
            self.done.clear()

    def _see(self, number: int) -> None:
        self.last = number if self.last is None else max(self.last, number)

    def _forget(self) -> None:
        first = self.offset
        if first is not None:
            self.done = {number for number in self.done if number >= first}
