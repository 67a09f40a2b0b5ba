"""Acts on bindings: a code for a contract's firm is handed out, a person is bound by it, and unbound."""

from __future__ import annotations

from datetime import datetime, timedelta

from msgspec import Struct

from handlers.casework.perform import apply_row
from handlers.casework.transitions import ActName
from handlers.identity.actors import Actor, Contractor, Visitor
from handlers.identity.codes import BIND_LIVES
from handlers.messages import Person
from handlers.notices.alerts import alert_once
from handlers.results import Refused, Result
from handlers.texts import binding as texts
from handlers.texts import staff_notices as staff_texts
from handlers.values.contract_terms import read_number
from store.queries.bindings import tries_of
from store.queries.contracts import contract_numbered
from store.states import Role
from store.tables.people import BindTry, Firm, OneTimeCode
from store.work import Work

MOST_TRIES = 5
LOCKED_FOR = timedelta(hours=1)

_TRIES_COUNT = timedelta(days=1)
"""How long a wrong code is held against a person."""


class BindCode(Struct, frozen=True):
    """A code to hand out. It is shown this once: only its hash is kept."""

    code: str
    contract: str
    firm: str
    expires_at: datetime


def issue_bind_code(work: Work, actor: Actor, number: str) -> BindCode | Refused:
    """A one-time code by which a person is bound to the contract's firm."""
    result = apply_row(work, actor, ActName.BIND_CODE, number)
    if isinstance(result, Refused):
        return result
    contract = contract_numbered(work, read_number(number))
    firm = work.get(Firm, contract.firm_id) if contract else None
    assert contract is not None
    assert firm is not None
    return BindCode(result.shown, contract.number, firm.name, work.now + BIND_LIVES)


def bind(work: Work, person: Person, held_code: str) -> Result:
    """Bind a person who is bound to no firm by the code that is held for them; `held_code` is its hash."""
    return apply_row(work, Visitor(person), ActName.BIND, held_code)


def burn_code(work: Work, person: Person, code: OneTimeCode) -> Result:
    """Use up a code that this person sent where others could see it, or that was not for them."""
    return apply_row(work, Visitor(person), ActName.BURN_CODE, code.code_hash.hex())


def leave_firm(work: Work, actor: Contractor) -> None:
    """End the person's own binding."""
    apply_row(work, actor, ActName.UNBIND, str(actor.binding_id))


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
    alert_once(work, (Role.OFFICE, Role.BUREAU), text=text, brief=staff_texts.CODES_BRIEF)
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
