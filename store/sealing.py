"""What every table says of the audit: its rows are sealed in the chain that it names, or why they are not."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Protocol

from msgspec import Struct

_DECLARATION = "__audit__"


class Look(Protocol):
    """Finds a row by table and primary key."""

    def __call__(self, kind: type[Any], key: Any, /) -> Any | None:
        """The row, or None."""


ChainOf = Callable[[Any, Look], str]
"""The chain of a row: a function of the row and of what it belongs to."""


class Sealed(Struct, frozen=True):
    """Every change of a row adds an entry to its chain. `key` is the column by which entries name the row."""

    chain: ChainOf
    key: str = "id"


class Exempt(Struct, frozen=True):
    """Rows are not sealed, because."""

    reason: str


class UndeclaredTableError(TypeError):
    """A table does not say whether its rows are sealed."""


def check_declaration(kind: type[Any]) -> None:
    """Refuse a table that does not say how the audit covers it.

    Raises:
        UndeclaredTableError: naming the table, and what to write.
    """
    if not isinstance(kind.__dict__.get(_DECLARATION), Sealed | Exempt):
        raise UndeclaredTableError(
            f"table {kind.__tablename__} does not say whether its rows are sealed: write"
            " __audit__ = Sealed(…chain…) or Exempt('why'), see store/sealing.py"
        )


def declaration_of(kind: type[Any]) -> Sealed | Exempt:
    """What the table says."""
    found: Sealed | Exempt = getattr(kind, _DECLARATION)
    return found


def always(chain: str) -> ChainOf:
    """One chain for all rows: a register."""
    return lambda _row, _look: chain


def by_column(name: str, prefix: str = "") -> ChainOf:
    """A chain for each value of a column."""
    return lambda row, _look: f"{prefix}{getattr(row, name)}"


def through(name: str, parent: type[Any]) -> ChainOf:
    """The chain of the row that this one belongs to; none where that row is not there."""

    def chain(row: Any, look: Look) -> str:
        owner = look(parent, getattr(row, name))
        sealed = declaration_of(parent)
        return sealed.chain(owner, look) if owner is not None and isinstance(sealed, Sealed) else ""

    return chain
