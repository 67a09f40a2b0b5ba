"""更换经办人: by the firm's letter one person is unbound and told, and a code is made for the next."""

from __future__ import annotations

from handlers.casework.binding_rows import HandlerFields
from handlers.casework.table import ActName
from handlers.identity.codes import peek
from handlers.texts import desk as texts
from store.queries.bindings import bound_people
from store.states import Purpose
from tests.handlers.casework.town import Town

_LETTER = "更换经办人的函"


def _change(town: Town, binding: int) -> HandlerFields:
    return HandlerFields(binding=str(binding), document=_LETTER)


def test_who_handled_it_is_unbound_and_the_next_gets_a_code(town: Town) -> None:
    other = town.bound(town.contract.firm_id, "other")
    done = town.does(ActName.CHANGE_HANDLER, town.contract.number, _change(town, town.boss.binding_id))
    assert [row.id for row in bound_people(town.work, town.contract.firm_id)] == [other.binding_id]
    code = peek(town.work, Purpose.BIND, done.shown)
    assert code is not None
    assert code.subject_id == town.contract.firm_id


def test_the_number_is_read_as_people_write_it(town: Town) -> None:
    town.bound(town.contract.firm_id, "other")
    fields = HandlerFields(binding=f"绑定 {town.boss.binding_id}号", document=_LETTER)
    town.does(ActName.CHANGE_HANDLER, town.contract.number, fields)
    assert town.boss.binding_id not in [row.id for row in bound_people(town.work, town.contract.firm_id)]


def test_nobody_of_another_firm_is_unbound(town: Town) -> None:
    stranger = town.bound(town.contract_of("AZ-HT-002", firm=1).firm_id, "stranger")
    (reason,) = town.refuses(ActName.CHANGE_HANDLER, town.contract.number, _change(town, stranger.binding_id))
    assert reason.text == texts.no_such_binding(number=str(stranger.binding_id))
    assert len(bound_people(town.work, town.contract.firm_id)) == 1


def test_a_firm_that_nobody_acts_for_has_no_handler_to_change(town: Town) -> None:
    bare = town.contract_of("AZ-HT-003", firm=2)
    reasons = town.refuses(ActName.CHANGE_HANDLER, bare.number, _change(town, town.boss.binding_id))
    assert texts.NOBODY_BOUND in [reason.text for reason in reasons]


def test_it_is_the_offices_or_the_bureaus(town: Town) -> None:
    fields = _change(town, town.boss.binding_id)
    assert town.refuses(ActName.CHANGE_HANDLER, town.contract.number, fields, by=town.payer)
    town.does(ActName.CHANGE_HANDLER, town.contract.number, fields, by=town.bureau)
