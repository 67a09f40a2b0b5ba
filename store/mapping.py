"""Tables that are mapped when they are first asked for: of a hundred, a start and a question need a few.

To map one takes two milliseconds. Whatever is asked of its class maps it, also what SQLAlchemy asks, which looks
for the mapping in the class's attributes.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from sqlalchemy.orm.decl_api import DeclarativeAttributeIntercept
from sqlalchemy.orm.mapper import _CONFIGURE_MUTEX as _LOCK

_Mapping = Callable[[type[Any]], None]

_TOLD = frozenset(
    {"__name__", "__qualname__", "__module__", "__doc__", "__annotations__", "__tablename__", "__audit__"}
)
"""What a class tells of itself without being mapped."""

_waiting: dict[type[Any], _Mapping] = {}


class Deferred(DeclarativeAttributeIntercept):
    """The metaclass of a table that is not mapped yet."""

    def __getattribute__(cls, name: str) -> Any:  # noqa: N805 -- of a metaclass, here and below
        if name not in _TOLD:
            _map(cls)
        return type.__getattribute__(cls, name)

    def __call__(cls, *values: Any, **named: Any) -> Any:  # noqa: N805
        """Make a row."""
        _map(cls)
        return cls(*values, **named)


def defer(kind: type[Any], mapping: _Mapping) -> None:
    """Let the table be mapped when it is first asked for anything but its names."""
    _waiting[kind] = mapping
    type.__setattr__(kind, "__class__", Deferred)


def _map(kind: type[Any]) -> None:
    """Of two threads that ask one maps it; it may ask the class itself meanwhile, and map another.

    The lock is SQLAlchemy's own: it takes it to map, and asks classes while it holds it.
    """
    with _LOCK:
        mapping = _waiting.pop(kind, None)
        if mapping is None:  # another thread did, or this one is at it
            return
        mapping(kind)
        type.__setattr__(kind, "__class__", DeclarativeAttributeIntercept)
