"""Who changed a case since somebody looked at it: themselves, the contractor or a member."""

from __future__ import annotations

from enum import Enum, auto

from handlers.casework.chain_names import chain_of
from handlers.casework.table import TABLE
from handlers.casework.transitions import ActName, Subject
from handlers.identity.actors import Actor
from handlers.texts import refusals as texts
from store.queries.applications import steps_of
from store.queries.audit_latest import last_actors
from store.queries.cases import return_cases_on
from store.tables.applications import Application
from store.tables.contracts import Contract, ReturnCase
from store.work import Work


class Mover(Enum):
    """Who did what changed a case, as far as one word can say."""

    SELF = auto()
    FIRM = auto()
    STAFF = auto()
    SEVERAL = auto()  # more than one of these, or it cannot be told


MOVED = {
    Mover.SELF: texts.MOVED_BY_YOU,
    Mover.FIRM: texts.MOVED_BY_FIRM,
    Mover.STAFF: texts.MOVED_ON,
    Mover.SEVERAL: texts.MOVED,
}
"""How it is said that a case changed since somebody looked."""

_FIRM = "binding:"
_STAFF = "staff:"


def mover_since(work: Work, actor: Actor, subject: Application | Contract | ReturnCase, seen: int) -> Mover:
    """Who acted on the row after its version `seen`."""
    found = _actors(work, subject, max(1, subject.version - seen))
    if found == {actor.reference}:
        return Mover.SELF
    others = found - {actor.reference}
    if others and all(one.startswith(_STAFF) for one in others):
        return Mover.STAFF
    is_firm = bool(found) and all(one.startswith(_FIRM) for one in found)
    return Mover.FIRM if is_firm else Mover.SEVERAL


def _actors(work: Work, subject: Application | Contract | ReturnCase, count: int) -> set[str]:
    if isinstance(subject, Application):
        return {step.actor for step in steps_of(work, subject.id)[-count:]}
    if isinstance(subject, Contract):
        return last_actors(work, chain_of(subject.number), count, besides=_on_cases())
    contract = work.get(Contract, subject.contract_id)
    if contract is None or len(return_cases_on(work, contract.id)) != 1:
        return set()  # the chain is the contract's, and names no case
    return last_actors(work, chain_of(contract.number), count, acts=_on_cases())


def _on_cases() -> frozenset[ActName]:
    return frozenset(row.act for row in TABLE if row.on is Subject.CASE)
