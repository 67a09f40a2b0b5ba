"""The one way in which a case changes: authority, the rows, the table's states and guards, then all at once."""

from __future__ import annotations

from collections.abc import Callable

from handlers.casework.alarms import sound_alarms
from handlers.casework.allowed import allowed_acts, early_reasons, field_reasons, reasons_against
from handlers.casework.attempt import Attempt, Recorded, Transition
from handlers.casework.authority import altered, denial
from handlers.casework.finishing import finish
from handlers.casework.locating import locate, rests_on, state_reason, state_value, unknown
from handlers.casework.submission import (
    Declaration,
    SubmitFields,
    check_amount,
    check_kind,
    correct,
    resubmit,
    submit,
)
from handlers.casework.table import TABLE, Table
from handlers.casework.transitions import ActName
from handlers.identity.actors import Actor
from handlers.results import Reason, Refused, Result
from policy_kb.kb import PolicyKB
from policy_kb.models import Model
from store.work import Work

__all__ = [
    "Declaration",
    "SubmitFields",
    "allowed_acts",
    "check_amount",
    "check_kind",
    "correct",
    "early_reasons",
    "field_reasons",
    "perform",
    "resubmit",
    "submit",
]


def perform(
    work: Work,
    actor: Actor,
    act: ActName,
    number: str,
    fields: Model | None = None,
    *,
    kb: PolicyKB,
    seen: int | None = None,
    table: Table = TABLE,
) -> Result:
    """Do the act, or say everything against it. `number` names what the act's row is on: 申请编号, contract, case.

    `kb` names the articles in what people are told.
    `seen` is the version that the person looked at: whoever comes second is told so, and changes nothing.

    Raises:
        TypeError: the fields are not those of the act; submissions have their own functions.
    """
    return apply_row(work, actor, act, number, fields, kb=kb, seen=seen, table=table)


def apply_row(
    work: Work,
    actor: Actor,
    act: ActName,
    number: str,
    fields: Model | None = None,
    *,
    kb: PolicyKB | None = None,
    seen: int | None = None,
    table: Table = TABLE,
) -> Result:
    """`perform` for acts that tell of no passage, such as those on a contract itself: these need no `kb`.

    Raises:
        TypeError: as `perform`.
    """
    row = table[act]
    fields, record = _fields(row, fields)
    if reason := denial(work, actor, row):
        return Refused((reason,))
    attempt = locate(work, actor, row, number, fields, duties=table.duties)
    if attempt is None:
        return Refused((unknown(row, number),))
    if reasons := _against(attempt, seen):
        sound_alarms(attempt)
        return Refused(reasons)
    came_from = state_value(attempt)
    return finish(attempt, record(attempt), came_from, kb)


def _against(attempt: Attempt, seen: int | None) -> tuple[Reason, ...]:
    reason = altered(attempt.work, rests_on(attempt)) or state_reason(attempt, seen)
    return (reason,) if reason else reasons_against(attempt)


def _fields(row: Transition, fields: Model | None) -> tuple[Model, Callable[[Attempt], Recorded]]:
    """The act's own fields, and what writes them; an act whose fields may all be left out is done without any."""
    if row.fields is None or row.record is None:
        raise TypeError(f"{row.act} has a function of its own")
    if fields is None and not any(field.is_required() for field in row.fields.model_fields.values()):
        return row.fields(), row.record
    if type(fields) is not row.fields:
        raise TypeError(f"{row.act} records {row.fields.__name__}")
    return fields, row.record
