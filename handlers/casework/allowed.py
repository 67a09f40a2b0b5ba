"""Which acts a person may do on something now, and what stands against one: what buttons and help show."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Annotated, Any

from pydantic import TypeAdapter

from handlers.casework.attempt import Attempt, Guard, Transition
from handlers.casework.authority import denial, may_see
from handlers.casework.locating import locate, state_reason, unknown
from handlers.casework.table import TABLE, Table
from handlers.casework.transitions import ActName, Subject
from handlers.identity.actors import Actor, StaffMember
from handlers.results import Reason
from policy_kb.models import Model
from store.tables.applications import Application
from store.tables.contracts import Contract, ReturnCase
from store.tables.people import Staff
from store.work import Work


def allowed_acts(
    work: Work, actor: Actor, subject: Application | Contract | ReturnCase, *, table: Table = TABLE
) -> list[Transition]:
    """The acts on this that are the actor's to do, as it stands now, in the table's order."""
    return [row for row, reasons in acts_on(work, actor, subject, table=table) if not reasons]


def acts_on(
    work: Work, actor: Actor, subject: Application | Contract | ReturnCase, *, table: Table = TABLE
) -> list[tuple[Transition, tuple[Reason, ...]]]:
    """The acts on this in the table's order, each with what keeps it from being offered to the actor now."""
    contract = subject if isinstance(subject, Contract) else work.get(Contract, subject.contract_id)
    if contract is None or not may_see(actor, contract):
        return []
    _held = work.get(Staff, actor.id) if isinstance(actor, StaffMember) else None  # or every row reads it again
    application = subject if isinstance(subject, Application) else None
    case = subject if isinstance(subject, ReturnCase) else None
    attempts = (
        Attempt(work, actor, row, contract, application, case, duties=table.duties)
        for row in _rows_on(table, subject)
    )
    return [(attempt.row, _hindrances(attempt)) for attempt in attempts]


def early_reasons(
    work: Work, actor: Actor, act: ActName, number: str, *, table: Table = TABLE
) -> tuple[Reason, ...]:
    """What stands against an act already, before its fields are asked."""
    row = table[act]
    if reason := denial(work, actor, row):
        return (reason,)
    attempt = locate(work, actor, row, number, None, duties=table.duties)
    if attempt is None:
        return (unknown(row, number),)
    if reason := state_reason(attempt, None):
        return (reason,)
    return reasons_of(attempt, (guard for guard in row.guards if guard.is_early))


def whole_reasons(
    work: Work, actor: Actor, act: ActName, number: str, fields: Model, *, table: Table = TABLE
) -> tuple[Reason, ...]:
    """Everything that stands against an act with all its fields, before it is confirmed; asked again then."""
    row = table[act]
    if reason := denial(work, actor, row):
        return (reason,)
    attempt = locate(work, actor, row, number, fields, duties=table.duties)
    if attempt is None:
        return (unknown(row, number),)
    reason = state_reason(attempt, None)
    return (reason,) if reason else reasons_against(attempt)


def field_reasons(
    work: Work, actor: Actor, act: ActName, number: str, given: Mapping[str, Any], *, table: Table = TABLE
) -> tuple[Reason, ...]:
    """What stands against the value of one field, whatever the others will be; asked again with the whole act."""
    row, (field,) = table[act], given
    guards = [guard for guard in row.guards if guard.is_of(field)]
    if row.fields is None or not guards:
        return ()
    fields = row.fields.model_construct(**{field: _value_of(row.fields, field, given[field])})
    attempt = locate(work, actor, row, number, fields, duties=table.duties)
    return reasons_of(attempt, guards) if attempt is not None else ()


def reasons_against(attempt: Attempt) -> tuple[Reason, ...]:
    """Everything against the act, in the table's order, each reason once."""
    return reasons_of(attempt, attempt.row.guards)


def reasons_of(attempt: Attempt, guards: Iterable[Guard]) -> tuple[Reason, ...]:
    """What these guards have against the act, each reason once."""
    return tuple(dict.fromkeys(reason for guard in guards for reason in guard.check(attempt)))


def _value_of(fields: type[Model], name: str, stored: object) -> Any:
    """An answer as the field's own value: days and closed sets are stored as words."""
    field = fields.model_fields[name]
    kind: Any = Annotated[field.annotation, field]
    return TypeAdapter(kind).validate_python(stored)


def _rows_on(table: Table, subject: Application | Contract | ReturnCase) -> list[Transition]:
    kind = {Application: Subject.APPLICATION, Contract: Subject.CONTRACT, ReturnCase: Subject.CASE}[type(subject)]
    return [row for row in table if row.on is kind]


def _hindrances(attempt: Attempt) -> tuple[Reason, ...]:
    """Whose it is comes first, then where the matter stands, which costs nothing; then the guards that hide it."""
    reason = denial(attempt.work, attempt.actor, attempt.row) or state_reason(attempt, None)
    if reason is not None:
        return (reason,)
    return reasons_of(attempt, (guard for guard in attempt.row.guards if guard.hides))
