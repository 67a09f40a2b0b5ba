"""The rows of the table as actions: done by `perform`, which asks every rule again."""

from __future__ import annotations

from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from types import MappingProxyType

from handlers.casework.allowed import early_reasons, field_reasons, whole_reasons
from handlers.casework.attempt import Transition
from handlers.casework.fields import ListedMark
from handlers.casework.locating import locate
from handlers.casework.perform import perform
from handlers.casework.table import Table
from handlers.casework.transitions import IN_TALK, ActName, Subject
from handlers.forms.spec import Answers
from handlers.identity.actors import StaffMember
from handlers.results import Done, Reason, Result
from handlers.staff.actions.acting import Acting
from handlers.staff.actions.action import Action, After, nothing_suggested, same
from handlers.staff.actions.batch_runs import RUNS
from handlers.staff.actions.field_kinds import as_given, marks_of
from handlers.staff.actions.register_notes import NOTES, no_note
from handlers.staff.actions.return_names import no_names, return_names
from handlers.staff.actions.suggestions import SUGGESTED
from handlers.staff.actions.targets import Target, target_of
from policy_kb.models import Model
from store.work import Work

NAMES = {ActName.RETURN: return_names}
"""By act: what its field of papers names."""


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
        row = self._table[self._act]
        assert row.fields is not None
        given = {field: as_given(row.fields.model_fields[field], answers[field])}
        return field_reasons(work, member, self._act, target.number, given, table=self._table)

    def reminder(self, work: Work, target: Target) -> str:
        row = self._table[self._act]
        return row.reminder(work, target.contract, target.application) if target.held else ""

    def choices(self, work: Work, target: Target) -> Mapping[str, tuple[tuple[str, str], ...]]:
        """Of fields that are chosen from a list of the target's own."""
        fields = self._table[self._act].fields
        assert fields is not None
        if target.chosen_from is None:
            return {}
        marks = ((name, mark) for name, field in fields.model_fields.items() for mark in marks_of(field))
        return {
            name: tuple(mark.of(work, target.chosen_from)) for name, mark in marks if isinstance(mark, ListedMark)
        }

    def preview(self, work: Work, member: StaffMember, target: Target, fields: Model) -> str:
        row = self._table[self._act]
        attempt = locate(work, member, row, target.number, fields, duties=self._table.duties)
        return row.preview(attempt) if attempt is not None else ""

    def judge(self, work: Work, member: StaffMember, target: Target, fields: Model) -> tuple[Reason, ...]:
        return whole_reasons(work, member, self._act, target.number, fields, table=self._table)


def _registered(work: Work, target: Target, done: Done) -> Target:
    """The paper that was registered on the contract."""
    return target_of(work, Subject.PAPER, done.subject) or target


_AFTER: Mapping[ActName, After] = MappingProxyType({ActName.REGISTER_PAPER: _registered})
"""What is shown after acts that make something of their own."""


def key_of(act: ActName) -> str:
    """The action's key of an act."""
    return f"act.{act.value}"


def table_actions(table: Table, *, besides: AbstractSet[str]) -> tuple[Action, ...]:
    """Of every row that members of staff may do, `besides` the acts that have actions of their own."""
    return tuple(
        _action(table, row, row.fields)
        for row in table
        if row.roles and row.fields and not row.own_page and row.act not in besides
    )


def _action(table: Table, row: Transition, fields: type[Model]) -> Action:
    act = _TableAct(table, row.act)
    return Action(
        key=key_of(row.act),
        label=row.staff_words,
        words=(row.staff_words, *row.typed),
        subject=Subject.CONTRACT if row.on is Subject.FIRM else row.on,  # a firm is named by its contract
        row=row,
        fields=fields,
        waits=row.waits,
        opens_case=row.opens_case,
        run=RUNS.get(row.act, act.run),
        against=act.against,
        check=act.check,
        names=NAMES.get(row.act, no_names),
        choices=act.choices,
        preview=act.preview,
        note=NOTES.get(row.act, no_note),
        reminder=act.reminder,
        suggested=SUGGESTED.get(row.act, nothing_suggested),
        judge=act.judge,
        after=_AFTER.get(row.act, same),
        at_desk=row.in_talk and row.on in IN_TALK,
    )
