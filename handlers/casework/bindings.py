"""Acts on bindings: a code for a contract's firm is handed out, a person is bound by it, and unbound."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from handlers.casework.chain_names import firm_chain
from handlers.casework.perform import apply_row
from handlers.casework.transitions import ActName
from handlers.identity.actors import Actor, Contractor, StaffMember, System
from handlers.identity.codes import BIND_LIVES, issue
from handlers.messages import Person
from handlers.notices.delivery import tell_firm, tell_staff
from handlers.results import Reason, Refused, Result, Source
from handlers.texts import binding as texts
from handlers.texts import contracts as contract_texts
from handlers.values.contract_terms import read_number
from store.audit.entries import Facts, append
from store.queries.accounts import account_digest
from store.queries.bindings import tries_of
from store.queries.codes import unhold
from store.queries.contracts import contract_numbered
from store.states import Purpose, Role
from store.tables.people import Binding, BindTry, Firm, OneTimeCode
from store.work import Work

MOST_TRIES = 5
LOCKED_FOR = timedelta(hours=1)

_TRIES_COUNT = timedelta(days=1)
"""How long a wrong code is held against a person."""


@dataclass(frozen=True, slots=True)
class BindCode:
    """A code to hand out. It is shown this once: only its hash is kept."""

    code: str
    contract: str
    firm: str
    expires_at: datetime


def issue_bind_code(work: Work, actor: Actor, number: str) -> BindCode | Refused:
    """A one-time code by which a person is bound to the contract's firm."""
    if reasons := _not_allowed(actor):
        return Refused(reasons)
    contract = contract_numbered(work, read_number(number))
    firm = work.get(Firm, contract.firm_id) if contract else None
    if contract is None or firm is None:
        return Refused((Reason(contract_texts.unknown(number=number), Source.SYSTEM),))
    by = actor.id if isinstance(actor, StaffMember) else None
    detail = {"contract": contract.number}
    code = issue(work, Purpose.BIND, firm.id, BIND_LIVES, by=by, detail=detail)
    append(work, firm_chain(firm.id), actor=actor.reference, act="bind_code", facts={"contract": contract.id})
    return BindCode(code, contract.number, firm.name, work.now + BIND_LIVES)


def bind(work: Work, person: Person, code: OneTimeCode) -> Contractor:
    """Bind a person who is bound to no firm by a code that they confirmed; the firm's other people are told."""
    code.used_at = work.now
    unhold(code)
    row = work.add(
        Binding(
            firm_id=code.subject_id,
            channel=person.channel.value,
            address=person.address,
            bound_at=work.now,
            ended_at=None,
            ended_by=None,
            account=account_digest(work, person.channel.value, person.address),
        )
    )
    actor = Contractor(row.id, row.firm_id, person)
    facts: Facts = {"binding": row.id, "channel": row.channel, "issued_by": code.issued_by}
    append(work, firm_chain(row.firm_id), actor=actor.reference, act="bind", facts=facts)
    text = texts.somebody_new(channel=texts.CHANNELS[row.channel])
    tell_firm(work, row.firm_id, key=f"bound:{row.id}", text=text, by=actor)
    return actor


def leave_firm(work: Work, actor: Contractor) -> None:
    """End the person's own binding."""
    apply_row(work, actor, ActName.UNBIND, str(actor.binding_id))


def note_erased(work: Work, actor: Contractor) -> None:
    """Enter that a binding ended because its person left the channel, or had their data deleted."""
    append(
        work, firm_chain(actor.firm_id), actor=actor.reference, act="unbind", facts={"binding": actor.binding_id}
    )


def unbind(work: Work, actor: Actor, binding_id: int) -> Result:
    """End a binding by staff: whoever is unbound is told."""
    return apply_row(work, actor, ActName.UNBIND, str(binding_id))


def locked_until(work: Work, person: Person) -> datetime | None:
    """Until when the person can try no code; None where they can."""
    row = tries_of(work, person.channel.value, person.address)
    until = row.locked_until if row else None
    return until if until is not None and until > work.now else None


def note_wrong_code(work: Work, person: Person) -> int:
    """Count a wrong code; at the fifth the person is locked for an hour and staff are told. How many are left."""
    row = _tries(work, person)
    row.wrong, row.last_at = row.wrong + 1, work.now
    if row.wrong < MOST_TRIES:
        return MOST_TRIES - row.wrong
    row.wrong, row.locked_until = 0, work.now + LOCKED_FOR
    text = texts.locked_notice(channel=texts.CHANNELS[row.channel])
    for role in (Role.OFFICE, Role.BUREAU):
        tell_staff(work, role, subject="binding", text=text)
    return 0


def forgive_tries(work: Work, person: Person) -> None:
    """Forget the wrong codes of somebody who sent a good one."""
    row = tries_of(work, person.channel.value, person.address)
    if row is not None:
        work.remove(row)


def _tries(work: Work, person: Person) -> BindTry:
    row = tries_of(work, person.channel.value, person.address)
    if row is None:
        key = {"channel": person.channel.value, "address": person.address}
        return work.add(BindTry(**key, wrong=0, last_at=work.now, locked_until=None))
    if row.last_at < work.now - _TRIES_COUNT:
        row.wrong = 0
    return row


def _not_allowed(actor: Actor) -> tuple[Reason, ...]:
    """Codes are the office's and the bureau's to hand out; the product itself does so for its demo."""
    may = actor.has(Role.OFFICE, Role.BUREAU) if isinstance(actor, StaffMember) else isinstance(actor, System)
    return () if may else (Reason(texts.NOT_ALLOWED, Source.OFFICE),)
