"""The lists of work have what waits to be checked, corrected or entered from paper, for whoever may do it."""

from __future__ import annotations

from functools import partial

from sqlalchemy import select

from handlers.casework.arrangements import set_arrangement
from handlers.casework.paper_guards import BUREAU_ENTERS
from handlers.casework.table import TABLE, ActName
from handlers.casework.waiting import waiting_rules
from handlers.identity.actors import StaffMember
from handlers.identity.roles import roles_of
from store.queries.lists.applications import Office
from store.queries.lists.paging import Paging
from store.queries.lists.waiting import WaitingFilter, WaitingKind, list_waiting
from store.states import ContractState, Role, State
from store.tables.people import Staff
from tests.handlers.casework import given
from tests.handlers.casework.doing import correct
from tests.handlers.casework.town import TODAY, Town, done
from tests.handlers.contracts.contracts import member


def _listed(town: Town, somebody: StaffMember) -> int:
    """How many applications the member's list has."""
    staff = town.work.all(select(Staff).where(Staff.active))
    able = {role: [one.id for one in staff if role in roles_of(one)] for role in Role}
    office = Office(rules=waiting_rules(TABLE), able=able)
    kinds = (WaitingKind.APPLICATION,)
    wanted = WaitingFilter(member=somebody.id, roles=somebody.roles, kinds=kinds, today=TODAY)
    return list_waiting(town.work, wanted, office, Paging(1, 50)).total


def test_a_withdrawal_waits_for_whoever_did_not_enter_it(town: Town) -> None:
    number = town.brought_to(State.ACCEPTED)
    listed = partial(_listed, town)
    assert (listed(town.office), listed(town.colleague)) == (1, 1)
    paper = town.paper("withdrawal", application=number)
    town.does(ActName.ENTER_WITHDRAWAL, number, given.withdrawal_entry(paper))
    assert (listed(town.office), listed(town.colleague)) == (0, 1)
    town.does(ActName.RETURN_WITHDRAWAL, number, given.slip(), by=town.colleague)
    assert (listed(town.office), listed(town.colleague)) == (1, 1)


def test_a_payment_from_its_voucher_waits_for_the_bureau_where_it_enters_them(town: Town) -> None:
    number, second = town.brought_to(State.APPROVED), member(town.work, "冯工", Role.BUREAU)
    listed = partial(_listed, town)
    assert (listed(town.payer), listed(town.bureau)) == (1, 0)
    done(set_arrangement(town.work, town.office, BUREAU_ENTERS, "是"))
    assert (listed(town.payer), listed(town.bureau)) == (1, 1)
    paper = town.paper("voucher", by=town.bureau, application=number)
    town.scanned(paper, by=town.bureau)
    payment = given.payment(yuan=100_000, voucher="V-1", payee_name=town.contract.payee_name)
    town.does(ActName.ENTER_PAYMENT, number, given.payment_entry(paper, payment), by=town.bureau)
    assert (listed(town.payer), listed(town.bureau), listed(second)) == (0, 0, 1)
    town.does(ActName.CHECK_PAYMENT, number, by=second)
    assert (listed(town.payer), listed(town.bureau)) == (1, 1)


def test_a_payment_that_waits_for_its_check_is_listed_also_where_nothing_more_is_paid(town: Town) -> None:
    """Or nobody would archive the application: that waits for the check."""
    number, second = town.brought_to(State.APPROVED), member(town.work, "冯工", Role.BUREAU)
    done(set_arrangement(town.work, town.office, BUREAU_ENTERS, "是"))
    paper = town.paper("voucher", by=town.bureau, application=number)
    town.scanned(paper, by=town.bureau)
    payment = given.payment(yuan=100_000, voucher="V-1", payee_name=town.contract.payee_name)
    town.does(ActName.ENTER_PAYMENT, number, given.payment_entry(paper, payment), by=town.bureau)
    town.contract.state = ContractState.ENDED.value
    assert (_listed(town, town.bureau), _listed(town, second)) == (0, 1)


def test_what_was_sent_back_waits_to_be_corrected_and_checked_again(town: Town) -> None:
    number = town.submitted(by=town.office)
    town.does(ActName.RETURN_ENTRY, number, given.slip(), by=town.colleague)
    assert _listed(town, town.office) == 1
    done(correct(town.work, town.office, number, town.sending(paper="2026-1")))
    assert _listed(town, town.colleague) == 1
