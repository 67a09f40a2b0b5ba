"""The acts of the workflow table as actions: done by `perform`, which asks every rule again."""

from __future__ import annotations

from handlers.casework.attempt import Transition
from handlers.casework.perform import early_reasons, field_reasons, perform
from handlers.casework.table import TABLE
from handlers.casework.transitions import WITH_STATES, ActName
from handlers.forms.spec import Answers
from handlers.identity.actors import StaffMember
from handlers.results import Reason, Result
from handlers.staff.actions import Action
from handlers.staff.targets import Target
from handlers.staff.visit import Visit
from policy_kb.models import Model
from store.work import Work


class _TableAct:
    """One row of the table, as it is checked and done."""

    def __init__(self, act: ActName) -> None:
        self._act = act

    def run(self, visit: Visit, target: Target, fields: Model | None, seen: int | None) -> Result:
        return perform(visit.work, visit.member, self._act, target.number, fields, kb=visit.kb, seen=seen)

    def against(self, work: Work, member: StaffMember, target: Target) -> tuple[Reason, ...]:
        return early_reasons(work, member, self._act, target.number)

    def check(
        self, work: Work, member: StaffMember, target: Target, answers: Answers, field: str
    ) -> tuple[Reason, ...]:
        return field_reasons(work, member, self._act, target.number, {field: answers[field]})


def key_of(act: ActName) -> str:
    """The action's key of an act."""
    return f"act.{act.value}"


def _action(row: Transition, fields: type[Model]) -> Action:
    act = _TableAct(row.act)
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


TABLE_ACTIONS: tuple[Action, ...] = tuple(
    _action(row, row.fields) for row in TABLE if row.on in WITH_STATES and row.roles and row.fields
)
"""Without submissions: those are filled in as the contractor's form."""
