"""Transactions that got into another's way: which they are, and that the loser steps aside and tries again."""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import Awaitable, Callable, Sequence
from typing import TypeVar

from sqlalchemy.exc import DBAPIError

from store.errors import kind_of

_T = TypeVar("_T")

_BROKEN = "40"
"""PostgreSQL's SQLSTATEs of transactions that it rolled back for another's sake."""

_TAKEN = ("23505", "SQLITE_CONSTRAINT_PRIMARYKEY", "SQLITE_CONSTRAINT_UNIQUE")
"""Both engines' names for a key that is taken."""


def is_broken(error: Exception) -> bool:
    """Whether the engine broke the transaction off for another's sake, as in a deadlock: nothing of it stands."""
    return isinstance(error, DBAPIError | sqlite3.Error) and kind_of(error).startswith(_BROKEN)


def is_conflict(error: Exception) -> bool:
    """Whether it was broken off, or chose a number that another had chosen."""
    return is_broken(error) or (isinstance(error, DBAPIError | sqlite3.Error) and kind_of(error) in _TAKEN)


async def try_again(
    attempt: Callable[[], Awaitable[_T]],
    while_: Callable[[Exception], bool],
    aside: Sequence[float] = (0.05, 0.2),
) -> _T:
    """Another process may be in the way twice: whoever steps `aside`, for so many seconds each time, lets it pass.

    Raises:
        Exception: what the last attempt raised, or what is no reason to try again.
    """
    for rest in aside:
        try:
            return await attempt()
        except (DBAPIError, sqlite3.Error) as error:
            if not while_(error):
                raise
            await asyncio.sleep(rest)
    return await attempt()
