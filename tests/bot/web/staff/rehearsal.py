"""A database whose acts are done, told, and taken back: the next one finds everything as it was."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import TypeVar

from store.database import Database
from store.work import Work

_T = TypeVar("_T")


class _TakenBackError(Exception):
    """What rolls the transaction back."""


class Rehearsal(Database):
    """Over the engines of an open database, which its own owner closes."""

    def __init__(self, inner: Database) -> None:
        vars(self).update(vars(inner))

    async def write(self, act: Callable[[Work], _T], now: datetime) -> _T:
        """The act with everything that its commit would check, and then not committed."""
        came_to = list[_T]()

        def rehearse(work: Work) -> None:
            came_to.append(act(work))
            work.finish()
            raise _TakenBackError

        try:
            await super().write(rehearse, now)
        except _TakenBackError:
            return came_to[0]
        raise AssertionError("the act was not taken back")
