"""The acts of the workflow table as actions: done by `perform`, which asks every rule again."""

from __future__ import annotations

from handlers.casework.attempt import Transition
from handlers.casework.perform import early_reasons, field_reasons, perform
from handlers.casework.table import Table
from handlers.casework.transitions import WITH_STATES, ActName
from handlers.forms.spec import Answers
from handlers.identity.actors import StaffMember
from handlers.results import Reason, Result
from handlers.staff.actions.acting import Acting
from handlers.staff.actions.action import Action
from handlers.staff.actions.targets import Target
from policy_kb.models import Model
from store.work import Work


class _TableAct:
    """One row of the table, as it is checked and done."""

    def __init__(self, table: Table, act: ActName) -> None:
        self._table = table
        self._act = act

    def run(self, visit: Acting, target: Target, fields: Model | None, seen: int | None) -> Result:
        return perform(
            visit.work,
            visit.member,
            self._act,
            target.number,
            fields,
            kb=visit.kb,
            seen=seen,
            table=self._table,
        )

    def against(self, work: Work, member: StaffMember, target: Target) -> tuple[Reason, ...]:
        return early_reasons(work, member, self._act, target.number, table=self._table)

    def check(
        self, work: Work, member: StaffMember, target: Target, answers: Answers, field: str
    ) -> tuple[Reason, ...]:
        return field_reasons(work, member, self._act, target.number, {field: answers[field]}, table=self._table)


def key_of(act: ActName) -> str:
    """The action's key of an act."""
    return f"act.{act.value}"


def _action(table: Table, row: Transition, fields: type[Model]) -> Action:
    act = _TableAct(table, row.act)
    return Action(
        key=key_of(row.act),
        label=row.staff_words,
        words=(row.staff_words, *row.typed),
        subject=row.on,
        roles=row.roles,
        basis=row.basis,
        fields=fields,
        waits=row.waits,
        opens_case=row.opens_case,
        run=act.run,
        against=act.against,
        check=act.check,
        reminder=lambda work, target: row.reminder(work, target.contract, target.application),
    )


def table_actions(table: Table) -> tuple[Action, ...]:
    """Of every row on a case. Without submissions: those are filled in as the contractor's form."""
    return tuple(
        _action(table, row, row.fields) for row in table if row.on in WITH_STATES and row.roles and row.fields
    )
