"""An act about to be done: who, what, on which rows. Guards look at nothing else."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TypeVar

from handlers.actors import Actor
from handlers.casework.results import Reason, Source
from handlers.casework.transitions import Transition
from policy_kb.models import Model
from policy_kb.roles import PassageRole
from store.tables.applications import Application
from store.tables.contracts import Contract, ReturnCase
from store.work import Work

_F = TypeVar("_F", bound=Model)


@dataclass(frozen=True, slots=True)
class Attempt:
    """The rows are held until the transaction ends; the row of the act's subject is there."""

    work: Work
    actor: Actor
    row: Transition
    contract: Contract
    application: Application | None = None
    case: ReturnCase | None = None
    fields: Model | None = None

    @property
    def sent(self) -> Application:
        """The application of an act on one."""
        assert self.application is not None
        return self.application

    @property
    def opened(self) -> ReturnCase:
        """The case of an act on one."""
        assert self.case is not None
        return self.case

    def given(self, kind: type[_F]) -> _F:
        """The act's fields, which the table says are of this kind."""
        assert isinstance(self.fields, kind)
        return self.fields


Guard = Callable[[Attempt], Iterator[Reason]]
"""Gives every reason against an attempt, none where it may go on."""


def system(text: str, beside: PassageRole | None = None) -> Reason:
    """A check of the system; `beside` is the role whose clause is quoted with it."""
    return Reason(text, Source.SYSTEM, beside)


def office(text: str) -> Reason:
    """An arrangement of the office that the measure does not regulate."""
    return Reason(text, Source.OFFICE)


def measure(text: str, role: PassageRole) -> Reason:
    """A rule of the measure; the passage with this role is quoted beside it."""
    return Reason(text, Source.MEASURE, role)
