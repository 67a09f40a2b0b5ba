"""Who may do what; nobody both submits and accepts, or records an approval and pays."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from handlers.casework.perform import allowed_acts, early_reasons
from handlers.casework.staffing import deactivate, give_roles
from handlers.casework.table import TABLE, ActName, Subject
from handlers.identity.actors import StaffMember, System
from handlers.identity.who import OPERATOR, staff_member
from handlers.messages import Channel
from handlers.results import Done, Reason, Refused, Source
from handlers.texts import refusals as texts
from store.states import Kind, Role, State
from store.tables.people import Binding, StaffLink
from tests.handlers.casework import given
from tests.handlers.casework.doing import perform, resubmit, submit
from tests.handlers.casework.town import Town, refused
from tests.handlers.contracts.contracts import member

_CHANGES = ("change_amount", "change_ratio", "change_due_date", "change_payee", "pause", "end")
"""What can be done to a contract that is in use, and has no new account waiting."""
_NOT_YOURS = (Reason(texts.NOT_YOURS, Source.OFFICE),)


def _link(town: Town, staff: StaffMember, address: str) -> None:
    town.work.add(
        StaffLink(channel=Channel.WECHAT.value, address=address, staff_id=staff.id, linked_at=town.work.now)
    )


@pytest.mark.parametrize("act", [row.act for row in TABLE if row.fields and row.on is Subject.APPLICATION])
def test_only_the_roles_of_a_row_do_its_act(town: Town, act: ActName) -> None:
    number, row = town.submitted(), TABLE[act]
    assert row.fields is not None
    everybody = (town.office, town.bureau, town.payer, town.supervisor, town.auditor, town.administrator)
    for somebody in everybody:
        reasons = early_reasons(town.work, somebody, act, number)
        assert (reasons == _NOT_YOURS) == somebody.roles.isdisjoint(row.roles)


def test_authority_is_read_with_the_act_and_not_before(town: Town) -> None:
    number = town.submitted()
    give_roles(town.work, OPERATOR, town.office.name, frozenset({Role.BUREAU}))
    assert town.refuses(ActName.ACCEPT, number) == _NOT_YOURS
    give_roles(town.work, OPERATOR, town.office.name, frozenset({Role.OFFICE}))
    deactivate(town.work, OPERATOR, town.office.name)
    assert town.refuses(ActName.ACCEPT, number) == (Reason(texts.NO_STAFF, Source.SYSTEM),)


def test_the_product_itself_does_no_business_act(town: Town) -> None:
    assert town.refuses(ActName.ACCEPT, town.submitted(), by=System()) == _NOT_YOURS


def test_a_contractor_does_no_act_of_staff(town: Town) -> None:
    assert town.refuses(ActName.ACCEPT, town.submitted(), by=town.boss) == _NOT_YOURS


def test_another_firms_application_is_as_unknown_as_none(town: Town) -> None:
    other = town.contract_of("AZ-HT-002", firm=1)
    stranger, number = town.bound(other.firm_id, "stranger"), town.submitted()
    theirs = town.refuses(ActName.WITHDRAW, number, by=stranger)
    none = town.refuses(ActName.WITHDRAW, "AZ-2026-000000", by=stranger)
    assert theirs == none == (Reason(texts.NOT_FOUND, Source.SYSTEM),)
    assert refused(resubmit(town.work, stranger, number, town.sending())) == none
    assert allowed_acts(town.work, stranger, town.application(number)) == []


def test_who_sent_it_at_the_counter_does_not_accept_it(town: Town) -> None:
    number = town.submitted(by=town.office)
    town.does(ActName.CHECK_ENTRY, number, by=town.colleague)
    sent = (Reason(texts.SENT_BY_YOU, Source.OFFICE),)
    assert town.refuses(ActName.ACCEPT, number, by=town.office) == sent
    town.does(ActName.ACCEPT, number, by=town.colleague)


def test_who_mended_it_at_the_counter_does_not_accept_it(town: Town) -> None:
    number = town.submitted()
    town.does(ActName.RETURN, number, given.lacking())
    mended = town.sending(paper=town.paper("resubmission"))
    assert isinstance(resubmit(town.work, town.office, number, mended), Done)
    town.does(ActName.CHECK_ENTRY, number, by=town.colleague)
    assert town.refuses(ActName.ACCEPT, number, by=town.office) == (Reason(texts.SENT_BY_YOU, Source.OFFICE),)


@pytest.mark.parametrize("ended", [False, True])
def test_whose_own_account_is_or_was_bound_to_the_firm_does_not_accept(town: Town, *, ended: bool) -> None:
    _link(town, town.office, "boss")
    number = town.submitted()
    row = town.work.get(Binding, town.boss.binding_id)
    assert row is not None
    row.ended_at = town.work.now if ended else None
    assert town.refuses(ActName.ACCEPT, number, by=town.office) == (Reason(texts.SENT_BY_YOU, Source.OFFICE),)
    town.does(ActName.ACCEPT, number, by=town.colleague)


def _both(town: Town) -> StaffMember:
    return member(town.work, "吴兼", Role.OFFICE, Role.PAYER)


@pytest.mark.parametrize(
    ("act", "fields"),
    [
        (ActName.AGREE, given.meeting()),
        (ActName.AGREE_PARTLY, given.partly(400_000)),
        (ActName.AGREE_IN_PRINCIPLE, given.in_principle(400_000)),
    ],
)
def test_who_recorded_the_approval_does_not_pay(town: Town, act: ActName, fields: object) -> None:
    both, number = _both(town), town.brought_to(State.TABLED)
    assert isinstance(perform(town.work, both, act, number, fields), Done)  # type: ignore[arg-type] # a parameter
    town.does(ActName.MINUTES, number, given.minutes())
    if act is ActName.AGREE_IN_PRINCIPLE:
        town.does(ActName.FULFIL, number, given.fulfilment())
    reasons = town.refuses(ActName.PAY, number, town.payment(400_000), by=both)
    assert reasons == (Reason(texts.APPROVED_BY_YOU, Source.OFFICE),)
    town.does(ActName.PAY, number, town.payment(400_000))


def test_who_entered_the_minutes_does_not_pay(town: Town) -> None:
    both, number = _both(town), town.brought_to(State.TABLED)
    town.does(ActName.AGREE, number, given.meeting())
    town.does(ActName.MINUTES, number, given.minutes(), by=both)
    reasons = town.refuses(ActName.PAY, number, town.payment(1), by=both)
    assert reasons == (Reason(texts.APPROVED_BY_YOU, Source.OFFICE),)


def test_who_recorded_a_postponement_may_pay_what_others_approved(town: Town) -> None:
    both, number = _both(town), town.brought_to(State.TABLED)
    town.does(ActName.POSTPONE, number, given.meeting(), by=both)
    town.does(ActName.TABLE, number, given.tabling())
    town.does(ActName.AGREE, number, given.meeting())
    town.does(ActName.MINUTES, number, given.minutes())
    town.does(ActName.PAY, number, town.payment(1), by=both)


def test_whoever_comes_second_is_told_and_changes_nothing(town: Town) -> None:
    number = town.submitted()
    seen = town.application(number).version
    town.does(ActName.RETURN, number, given.lacking())
    reasons = refused(perform(town.work, town.colleague, ActName.ACCEPT, number, seen=seen))
    assert reasons == (Reason(texts.moved_on(state="已退回补正"), Source.SYSTEM),)
    assert reasons[0].text.startswith("已由他人办理")


def test_an_act_without_a_change_of_state_moves_the_version_too(town: Town) -> None:
    number = town.brought_to(State.ACCEPTED)
    seen = town.application(number).version
    town.does(ActName.OPINION, number, given.opinion())
    result = perform(town.work, town.office, ActName.REPORT, number, given.report(), seen=seen)
    assert isinstance(result, Refused)


def test_an_act_out_of_place_says_where_the_matter_stands(town: Town) -> None:
    reasons = town.refuses(ActName.REPORT, town.submitted(), given.report())
    assert reasons == (
        Reason(texts.wrong_state(act=TABLE[ActName.REPORT].staff_words, state="待受理"), Source.SYSTEM),
    )


@pytest.mark.parametrize("state", [State.ARCHIVED, State.PAID])
def test_an_end_takes_no_withdrawal(town: Town, state: State) -> None:
    assert town.refuses(ActName.WITHDRAW, town.brought_to(state), by=town.boss)


def test_wrong_fields_are_a_broken_promise(town: Town) -> None:
    number = town.submitted()
    with pytest.raises(TypeError):
        perform(town.work, town.office, ActName.ACCEPT, number, given.lacking())
    with pytest.raises(TypeError):
        perform(town.work, town.office, ActName.RETURN, number)
    with pytest.raises(TypeError):
        perform(town.work, town.boss, ActName.SUBMIT, number)


def _offered(town: Town, actor: object, number: str) -> list[str]:
    acts = allowed_acts(town.work, actor, town.application(number))  # type: ignore[arg-type] # a parameter
    return [row.act.value for row in acts if row.in_talk]


def test_everybody_is_offered_their_own_acts_only(town: Town) -> None:
    number = town.submitted()
    assert _offered(town, town.office, number) == ["accept", "return", "enter_withdrawal"]
    assert _offered(town, town.boss, number) == ["withdraw", "nudge"]
    for other in (town.bureau, town.payer, town.supervisor, town.auditor, town.administrator):
        assert _offered(town, other, number) == []


def test_an_act_that_is_another_persons_duty_is_not_offered(town: Town) -> None:
    number = town.submitted(by=town.office)
    assert _offered(town, town.office, number) == ["return", "enter_withdrawal"]
    checks = ["check_entry", "return_entry"]
    assert _offered(town, town.colleague, number) == ["return", *checks, "enter_withdrawal"]
    town.does(ActName.CHECK_ENTRY, number, by=town.colleague)
    assert _offered(town, town.office, number) == ["return", "enter_withdrawal"]
    assert _offered(town, town.colleague, number) == ["accept", "return", "enter_withdrawal"]


def test_declining_is_offered_only_where_no_active_contract_stands(town: Town) -> None:
    number = town.submitted()
    assert "decline" not in _offered(town, town.office, number)
    town.contract.state = "ended"
    assert "decline" in _offered(town, town.office, number)


def test_acts_on_contracts_are_offered_by_role(town: Town) -> None:
    offered = {
        somebody.name: [row.act.value for row in allowed_acts(town.work, somebody, town.contract) if row.in_talk]
        for somebody in (town.office, town.bureau, town.supervisor, town.payer)
    }
    assert offered == {
        "张办": ["evaluate", "recheck", "dispose", "recover"],
        "王工": ["evaluate", "recheck", "dispose", "complete", "inspect", "recover", *_CHANGES],
        "钱督": ["review"],
        "赵拨": [],
    }


def test_what_stands_against_an_act_can_be_asked_before_its_fields(town: Town) -> None:
    number = town.brought_to(State.TABLED)
    town.does(ActName.AGREE, number, given.meeting())
    assert early_reasons(town.work, town.payer, ActName.PAY, number) == (Reason(texts.NO_MINUTES, Source.OFFICE),)
    town.does(ActName.MINUTES, number, given.minutes())
    assert early_reasons(town.work, town.payer, ActName.PAY, number) == ()
    assert early_reasons(town.work, town.payer, ActName.PAY, "AZ-2026-000000")
    assert town.application(number).kind == Kind.PREPAYMENT.value


def test_the_name_of_a_member_is_not_their_authority(town: Town) -> None:
    found = staff_member(town.work, town.auditor.name)
    assert found is not None
    forged = StaffMember(found.id, found.name, frozenset({Role.OFFICE}))
    assert town.refuses(ActName.ACCEPT, town.submitted(), by=forged) == _NOT_YOURS


def test_who_is_bound_acts_for_the_firm_of_the_binding_only(town: Town) -> None:
    other = town.contract_of("AZ-HT-002", firm=1)
    posing = replace(town.boss, firm_id=other.firm_id)
    sending = town.sending(contract_id=other.id)
    assert Reason(texts.NOT_BOUND, Source.SYSTEM) in refused(submit(town.work, posing, sending))


def test_who_took_a_payment_back_has_had_a_hand_in_it(town: Town) -> None:
    """A reversal is a payment's record like any other: its recorder approves nothing of the application."""
    number = town.brought_to(State.PAID)
    both = town.member_of(Role.OFFICE, Role.PAYER)
    mine = Reason(texts.PAID_BY_YOU, Source.OFFICE)
    assert mine not in town.refuses(ActName.MINUTES, number, given.minutes(), by=both)
    town.does(ActName.REVERSE, number, given.reversal(f"V-{number}"), by=both)
    assert mine in town.refuses(ActName.MINUTES, number, given.minutes(), by=both)
