"""A row that lacks something is refused when the table is made, and the message says what."""

from __future__ import annotations

import pytest
from msgspec.structs import replace
from sqlalchemy import select

from handlers.casework import application_guards as guards
from handlers.casework.application_records import Noted
from handlers.casework.attempt import Duty, Transition
from handlers.casework.conditions import told_in
from handlers.casework.fields import Words, asked
from handlers.casework.perform import allowed_acts
from handlers.casework.table import TABLE, ActName, IncompleteActError, Subject, Table
from handlers.casework.waiting import waiting_rules
from handlers.identity.actors import Door
from handlers.notices.delivery import mark, notices_since
from handlers.results import Done, Reason, Refused, Source
from handlers.texts.refusals import APPROVED_BY_YOU, OTHER_DOOR
from policy_kb.models import Model
from store.states import Role, State
from store.tables.audit import AuditRow
from tests.handlers.casework import given
from tests.handlers.casework.doing import perform
from tests.handlers.casework.town import Town

_CONSOLE = frozenset({Door.CONSOLE})

_RETURN = TABLE[ActName.RETURN]


class _Fields(Model):
    """Words that a new act records."""

    why: Words = asked(("原因", "请写原因。"))


class _Unasked(Model):
    """A field that nobody can be asked for."""

    why: str


_ROW = replace(_RETURN, fields=_Fields, record=Noted(told=("why",)))


@pytest.mark.parametrize(
    ("row", "message"),
    [
        (replace(_ROW, record=Noted()), "act return: the words of why go nowhere"),
        (
            replace(_ROW, record=Noted(told=("why",), note=("note",))),
            "Noted names note, which its fields have not",
        ),
        (replace(_ROW, record=None), "nothing writes its fields"),
        (replace(_ROW, roles=frozenset()), "nobody may do it"),
        (replace(_ROW, from_states=frozenset()), "it begins in no state"),
        (replace(_ROW, applicant_words=""), "it has no words"),
        (replace(_ROW, fields=_Unasked), "field why has no name or no question"),
        (replace(_ROW, on=Subject.CONTRACT), "only applications have a history"),
        (replace(_ROW, moves=False), "can leave out moves"),
        (replace(_ROW, doors=frozenset()), "it can be done nowhere"),
        (replace(_ROW, guards=(guards.new_voucher,)), "guard new_voucher looks at voucher"),
    ],
)
def test_a_row_that_lacks_something_is_refused_with_what_it_lacks(row: Transition, message: str) -> None:
    with pytest.raises(IncompleteActError, match=message):
        Table((row,))


def test_two_rows_of_one_act_are_refused() -> None:
    with pytest.raises(IncompleteActError, match="two rows"):
        Table((_ROW, _ROW))


def test_a_whole_row_is_taken() -> None:
    assert Table((_ROW,))[ActName.RETURN] is _ROW


def test_an_act_is_done_through_its_own_doors(town: Town) -> None:
    table = Table((*(row for row in TABLE if row.act != ActName.PAY), replace(TABLE[ActName.PAY], doors=_CONSOLE)))
    number, paying = town.brought_to(State.APPROVED), town.payment(100_000)
    at_desk, at_console = (replace(town.payer, door=door) for door in (Door.DESK, Door.CONSOLE))
    refused = perform(town.work, at_desk, ActName.PAY, number, paying, table=table)
    assert refused == Refused((Reason(OTHER_DOOR, Source.OFFICE),))
    offered = [
        allowed_acts(town.work, one, town.application(number), table=table) for one in (at_desk, at_console)
    ]
    always = {ActName.NOTE, ActName.CORRECT}
    assert [[row.act for row in rows if row.act not in always] for rows in offered] == [[], [ActName.PAY]]
    assert isinstance(perform(town.work, at_console, ActName.PAY, number, paying, table=table), Done)


def test_a_new_act_is_offered_told_and_entered_by_its_row_alone(town: Town) -> None:
    """Its words reach the contractor now and with every later status, and no entry holds them."""
    table = Table((*(row for row in TABLE if row.act != ActName.RETURN), _ROW))
    number = town.submitted()
    assert _ROW in allowed_acts(town.work, town.office, town.application(number), table=table)
    before = mark(town.work)
    assert isinstance(
        perform(town.work, town.office, ActName.RETURN, number, _Fields(why="缺公章"), table=table), Done
    )
    sent = town.application(number)
    assert told_in(town.work, sent, State.RETURNED) == "缺公章"
    assert [one.to for one in notices_since(town.work, before) if "缺公章" in one.text] == ["boss"]
    entry = town.work.all(select(AuditRow).where(AuditRow.chain == number))[-1]
    assert entry.act == "return"
    assert "缺公章" not in entry.facts


def test_what_an_act_counts_as_is_declared(town: Town) -> None:
    rows = (row for row in TABLE if row.act != ActName.OPINION)
    table = Table((*rows, replace(TABLE[ActName.OPINION], duty=Duty.APPROVING)))
    both = town.member_of(Role.BUREAU, Role.PAYER)
    number = town.brought_to(State.ACCEPTED)
    town.does(ActName.OPINION, number, given.opinion(), by=both)
    for act, fields in (
        (ActName.REPORT, given.report()),
        (ActName.TABLE, given.tabling()),
        (ActName.AGREE, given.meeting()),
        (ActName.MINUTES, given.minutes()),
    ):
        town.does(act, number, fields)
    with pytest.raises(IncompleteActError, match=r"act opinion: .* store/standings/acts\.py"):
        waiting_rules(table)
    refused = perform(town.work, both, ActName.PAY, number, town.payment(100_000), table=table)
    assert refused == Refused((Reason(APPROVED_BY_YOU, Source.OFFICE),))
    town.does(ActName.PAY, number, town.payment(100_000), by=both)
