"""The one table of casework: every act that there is. Chat, console and help read it; `perform` applies it."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from handlers.casework.application_rows import APPLICATION_ROWS
from handlers.casework.contract_rows import CASE_ROWS, CONTRACT_ROWS
from handlers.casework.state_words import STATE_WORDS, StateWords
from handlers.casework.transitions import ActName, Basis, GuardName, Subject, Transition
from store.states import State

__all__ = [
    "ENDED",
    "OPEN",
    "ROWS",
    "STATE_WORDS",
    "TABLE",
    "ActName",
    "Basis",
    "GuardName",
    "StateWords",
    "Subject",
    "Transition",
]

TABLE: tuple[Transition, ...] = (*APPLICATION_ROWS, *CONTRACT_ROWS, *CASE_ROWS)

ROWS: Mapping[ActName, Transition] = MappingProxyType({row.act: row for row in TABLE})

ENDED = frozenset({State.ARCHIVED, State.DECLINED, State.REJECTED, State.WITHDRAWN})
"""Nothing leads out of these."""

OPEN = frozenset(State) - ENDED - {State.DRAFT, State.PAID}
"""Submitted … approved and not fully paid: one such application a contract and kind."""
