"""An empty database in memory: for acts of somebody of whom nothing is kept, and nothing is to be kept."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from functools import cache
from typing import TypeVar

from sqlalchemy import Engine, StaticPool, create_engine

from store.keyfile import KeyFile
from store.schema import whole_metadata
from store.work import Work

_T = TypeVar("_T")


def on_nothing(act: Callable[[Work], _T], now: datetime) -> _T:
    """What an act comes to where the database is empty; everything that it writes is dropped."""
    with _engine().connect() as connection:
        work = Work(connection, now, _keys())
        try:
            found = act(work)
            work.finish()
            return found
        finally:
            work.close()
            connection.rollback()


@cache
def _keys() -> KeyFile:
    return KeyFile.of_seed()


@cache
def _engine() -> Engine:
    engine = create_engine("sqlite://", poolclass=StaticPool, hide_parameters=True)
    whole_metadata().create_all(engine)
    return engine
