"""Whoever stands in for a member has their roles on these days, and is one person all the same."""

from __future__ import annotations

import json
from datetime import timedelta

from msgspec.structs import replace
from sqlalchemy import select

from handlers.casework.deputy_rows import DeputeFields
from handlers.casework.fields import NoteFields
from handlers.casework.perform import apply_row
from handlers.casework.staffing import give_roles
from handlers.casework.table import ActName
from handlers.identity.actors import Actor, Door, StaffMember
from handlers.identity.who import staff_numbered
from handlers.results import Done, Refused, Result
from store.queries.deputies import deputies_from
from store.states import Role, State
from store.tables.audit import AuditRow
from tests.handlers.casework.doing import perform
from tests.handlers.casework.town import TODAY, TOMORROW, YESTERDAY, Town


def _depute(
    town: Town, member: StaffMember, deputy: StaffMember, *, by: Actor | None = None, **changes: object
) -> Result:
    fields = {"deputy": deputy.name, "first_day": TODAY, "last_day": TOMORROW, "paper": "安乡e办〔2026〕3号"}
    given_fields = DeputeFields.model_validate(fields | changes)
    return apply_row(town.work, by or town.administrator, ActName.DEPUTE, member.name, given_fields)


def _again(town: Town, member: StaffMember) -> StaffMember:
    found = staff_numbered(town.work, member.id)
    assert found is not None
    return found


def _entry(town: Town, number: str) -> AuditRow:
    query = select(AuditRow).where(AuditRow.chain == number, AuditRow.act == ActName.ACCEPT)
    (found,) = town.work.all(query)
    return found


def test_a_deputy_does_what_the_represented_does(town: Town) -> None:
    number = town.submitted()
    assert isinstance(perform(town.work, town.supervisor, ActName.ACCEPT, number, NoteFields()), Refused)
    assert isinstance(_depute(town, town.office, town.supervisor), Done)
    assert _again(town, town.supervisor).roles == {Role.OFFICE, Role.SUPERVISOR}
    assert isinstance(
        perform(town.work, _again(town, town.supervisor), ActName.ACCEPT, number, NoteFields()), Done
    )
    entry = _entry(town, number)
    assert (entry.actor, json.loads(entry.facts)["for_staff"]) == (town.supervisor.reference, town.office.id)


def test_what_is_their_own_is_done_in_their_own_name(town: Town) -> None:
    _depute(town, town.office, town.colleague)
    number = town.submitted()
    town.does(ActName.ACCEPT, number, by=_again(town, town.colleague))
    entry = _entry(town, number)
    assert "for_staff" not in json.loads(entry.facts)


def test_it_begins_and_ends_by_itself(town: Town) -> None:
    _depute(town, town.office, town.supervisor, first_day=TOMORROW, last_day=TOMORROW)
    found = []
    for days in (0, 1, 1):
        town.work.now += timedelta(days=days)
        town.work.session.info.clear()  # each is a unit of work of its own
        found.append(_again(town, town.supervisor).has(Role.OFFICE))
    assert found == [False, True, False]


def test_it_never_lifts_the_separation_of_duties(town: Town) -> None:
    """Who recorded the approval pays it in nobody's name."""
    number = town.brought_to(State.APPROVED)
    _depute(town, town.payer, town.office)
    both = _again(town, town.office)
    assert Role.PAYER in both.roles
    refused = perform(town.work, replace(both, door=Door.CONSOLE), ActName.PAY, number, town.payment(100_000))
    assert isinstance(refused, Refused)


def test_an_administrator_and_an_auditor_stay_alone(town: Town) -> None:
    assert isinstance(_depute(town, town.administrator, town.office), Refused)
    assert isinstance(_depute(town, town.office, town.auditor), Refused)


def test_others_enter_none(town: Town) -> None:
    for by in (town.office, town.boss):
        assert isinstance(_depute(town, town.office, town.supervisor, by=by), Refused)


def test_senseless_ones_are_refused(town: Town) -> None:
    assert isinstance(_depute(town, town.office, town.office), Refused)
    assert isinstance(_depute(town, town.office, town.supervisor, first_day=TOMORROW, last_day=TODAY), Refused)
    assert isinstance(
        _depute(town, town.office, town.supervisor, first_day=YESTERDAY, last_day=YESTERDAY), Refused
    )


def test_one_that_is_ended_has_the_roles_no_more(town: Town) -> None:
    _depute(town, town.office, town.supervisor)
    (row,) = deputies_from(town.work, TODAY)
    assert isinstance(apply_row(town.work, town.administrator, ActName.END_DEPUTY, str(row.id)), Done)
    assert _again(town, town.supervisor).roles == {Role.SUPERVISOR}


def test_roles_end_with_those_of_the_represented(town: Town) -> None:
    """Who left, or has another role now, lends nothing any more."""
    _depute(town, town.office, town.supervisor)
    give_roles(town.work, town.administrator, town.office.name, frozenset({Role.BUREAU}))
    assert _again(town, town.supervisor).roles == {Role.BUREAU, Role.SUPERVISOR}
