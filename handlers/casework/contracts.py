"""Acts on contracts: entered, activated and changed by the bureau; a new account is checked by a second member."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from handlers.casework.amendment_fields import ChangeFields, PayeeCheck, fields_of
from handlers.casework.entry_rows import NamedEntryFields
from handlers.casework.perform import apply_row
from handlers.casework.table import TABLE
from handlers.casework.transitions import ActName
from handlers.identity.actors import Actor, StaffMember, System
from handlers.results import Reason, Result, Source
from handlers.texts import contracts as texts
from handlers.values.contract_terms import NewAmendment, NewContract, read_number
from store.states import AmendmentKind, Role
from store.work import Work


def add_contract(work: Work, actor: Actor, new: NewContract) -> Result:
    """Enter a contract; everything that is wrong with it is said at once. It is not in use before `activate`."""
    fields = NamedEntryFields.model_construct(**new.model_dump())
    return apply_row(work, actor, ActName.ADD, read_number(new.number), fields)


CHANGES: Mapping[AmendmentKind, ActName] = MappingProxyType(
    {
        AmendmentKind.AMOUNT: ActName.CHANGE_AMOUNT,
        AmendmentKind.RATIO: ActName.CHANGE_RATIO,
        AmendmentKind.DUE_DATE: ActName.CHANGE_DUE_DATE,
        AmendmentKind.PAYEE: ActName.CHANGE_PAYEE,
        AmendmentKind.PAUSE: ActName.PAUSE,
        AmendmentKind.RESUME: ActName.RESUME,
        AmendmentKind.END: ActName.END,
    }
)
"""The act that records each kind of change."""


def activate(work: Work, actor: Actor, number: str, *, seen: int | None = None) -> Result:
    """Let applications be made on a contract; Article 9 wants the prepayment ratio named in it."""
    return apply_row(work, actor, ActName.ACTIVATE, number, seen=seen)


def amend(work: Work, actor: Actor, number: str, new: NewAmendment, *, seen: int | None = None) -> Result:
    """Record a change of a contract (补充协议, 延期, 暂停, 终止). A new account waits for `check_payee`."""
    act = CHANGES[new.kind]
    model = TABLE[act].fields
    assert model is not None
    assert issubclass(model, ChangeFields)
    return apply_row(work, actor, act, number, fields_of(model, new), seen=seen)


def check_payee(work: Work, actor: Actor, number: str, account: str, *, seen: int | None = None) -> Result:
    """Put a new account in force: another member types it once more from the paper, and it must be the same."""
    typed = PayeeCheck.model_construct(account=account)
    return apply_row(work, actor, ActName.CHECK_PAYEE, number, typed, seen=seen)


def discard_payee(work: Work, actor: Actor, number: str, *, seen: int | None = None) -> Result:
    """Drop a new account that was entered wrongly; the contract keeps the one it has."""
    return apply_row(work, actor, ActName.DISCARD_PAYEE, number, seen=seen)


def may_enter(actor: Actor) -> tuple[Reason, ...]:
    """Why the actor may not enter contracts; the machine's operator may: none is in use before `activate`."""
    return () if isinstance(actor, System) else not_allowed(actor)


def not_allowed(actor: Actor) -> tuple[Reason, ...]:
    """Contracts are the bureau's (Article 9: signed with 县工信局)."""
    may = isinstance(actor, StaffMember) and actor.has(Role.BUREAU)
    return () if may else (Reason(texts.NOT_ALLOWED, Source.OFFICE),)
