"""Money as people read it; inside it is whole fen."""

from __future__ import annotations

_FEN = 100


def yuan(fen: int) -> str:
    """Fen as 1,200,000.50元; whole yuan without decimals."""
    sign = "-" if fen < 0 else ""
    whole, rest = divmod(abs(fen), _FEN)
    return f"{sign}{whole:,}.{rest:02d}元" if rest else f"{sign}{whole:,}元"


def percent(basis_points: int) -> str:
    """Basis points as 30% or 32.5%."""
    return f"{basis_points / 100:g}%"
