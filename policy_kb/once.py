"""An attribute computed once, by one thread: without the lock that `cached_property` takes in Python 3.11."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from typing import TYPE_CHECKING


class _Once:
    """Puts what was computed into the object, where it is found before this from then on."""

    def __init__(self, compute: Callable[[object], object]) -> None:
        self._compute = compute
        self.__doc__ = compute.__doc__

    def __set_name__(self, owner: type, name: str) -> None:
        self._name = name

    def __get__(self, one: object, owner: type | None = None) -> object:
        if one is None:
            return self
        found = one.__dict__[self._name] = self._compute(one)
        return found


if TYPE_CHECKING:
    once = cached_property
else:
    once = _Once
