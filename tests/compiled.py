"""Statements compiled once a worker: every test opens engines of its own, and each would compile them anew."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection, Dialect, Engine, event

_COMPILED: dict[Any, Any] = {}
_DIALECTS: dict[type[Dialect], Dialect] = {}
"""The first of each kind stands for all: what is compiled is kept by dialect."""


def share_compiled_statements() -> None:
    """From now on, for every engine of this process."""
    event.listen(Engine, "engine_connect", _share)


def _share(connection: Connection) -> None:
    engine = connection.engine
    connection.dialect = engine.dialect = _DIALECTS.setdefault(type(engine.dialect), engine.dialect)
    connection.execution_options(compiled_cache=_COMPILED)
