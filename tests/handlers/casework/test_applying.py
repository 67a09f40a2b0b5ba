"""What stands against an application is said before a clerk sees it: all at once, each with its source."""

from __future__ import annotations

from datetime import date

import pytest

from handlers.casework.arrangements import set_arrangement
from handlers.casework.contracts import amend
from handlers.casework.eligibility import NEEDS_ACCEPTANCE
from handlers.casework.perform import Declaration, check_amount, check_kind
from handlers.casework.table import ActName
from handlers.rendering.reasons import reason_parts
from handlers.results import Reason, Source
from handlers.texts import casework as words
from handlers.texts import refusals as texts
from handlers.values.contract_terms import NewAmendment
from policy_kb.models import text_of
from policy_kb.roles import PassageRole
from store.queries.applications import steps_of
from store.queries.materials import materials_of_application
from store.queries.payments import payments_of
from store.states import AmendmentKind, Kind, State
from store.tables.applications import ChecklistItem, Draft, Material
from store.tables.people import Binding
from store.work import Work
from tests.handlers.casework import given
from tests.handlers.casework.doing import resubmit, submit
from tests.handlers.casework.town import TODAY, YUAN, Town, done, refused
from tests.measure import opened


def _change(town: Town, kind: AmendmentKind, **values: object) -> None:
    new = NewAmendment.model_validate({"kind": kind, "document": "补充协议1号", "effective_on": TODAY} | values)
    done(amend(town.work, town.bureau, town.contract.number, new))


def test_a_number_tells_the_year_and_nothing_of_others(town: Town) -> None:
    number = town.submitted()
    assert number.startswith("AZ-2026-")
    assert len(number) == len("AZ-2026-123456")
    assert town.application(number).submitted_by == town.boss.reference


def test_second_open_application_of_a_kind_is_refused(town: Town) -> None:
    number = town.submitted()
    kind = words.KINDS["prepayment"]
    assert check_kind(town.work, town.contract, Kind.PREPAYMENT) == (
        Reason(texts.one_open(number=number, kind=kind), Source.SYSTEM),
    )


@pytest.mark.parametrize("state", [State.SUBMITTED, State.ACCEPTED, State.REPORTED, State.TABLED, State.APPROVED])
def test_an_application_is_open_until_it_is_fully_paid(town: Town, state: State) -> None:
    town.brought_to(state)
    assert check_kind(town.work, town.contract, Kind.PREPAYMENT)


def test_a_reversal_may_open_a_second_one_again_and_a_third_is_refused(town: Town) -> None:
    first = town.brought_to(State.PAID, yuan=100_000)
    paid = payments_of(town.work, town.application(first).id)[-1]
    town.submitted(yuan=100_000)
    town.does(ActName.REVERSE, first, given.reversal(paid.voucher, "R-1"))
    assert check_kind(town.work, town.contract, Kind.PREPAYMENT) == (
        Reason(texts.one_open(number=first, kind=words.KINDS["prepayment"]), Source.SYSTEM),
    )


@pytest.mark.parametrize("state", [State.PAID, State.ARCHIVED])
def test_after_the_whole_is_paid_another_may_follow(town: Town, state: State) -> None:
    town.brought_to(state)
    assert check_kind(town.work, town.contract, Kind.PREPAYMENT) == ()


@pytest.mark.parametrize("kind", [AmendmentKind.PAUSE, AmendmentKind.END])
def test_a_contract_that_is_not_in_use_takes_no_application(town: Town, kind: AmendmentKind) -> None:
    _change(town, kind)
    (reason,) = refused(submit(town.work, town.boss, town.sending()))
    assert reason.source is Source.SYSTEM
    assert words.CONTRACT_STATES[town.contract.state] in reason.text


def test_more_than_the_ratio_says_that_the_ratio_is_the_contracts(town: Town) -> None:
    assert check_amount(town.work, town.contract, Kind.PREPAYMENT, 600_000 * YUAN) == ()
    (reason,) = check_amount(town.work, town.contract, Kind.PREPAYMENT, 600_000 * YUAN + 1)
    assert reason.source is Source.SYSTEM
    told = text_of(reason_parts(opened(), (reason,)))
    assert told.startswith("【系统校验】")
    assert told.endswith("比例出自贵单位合同；第九条只规定“预付比例需在合同上载明”。")


def test_what_was_prepaid_before_counts_towards_the_ratio(town: Town) -> None:
    town.brought_to(State.PAID, yuan=500_000)
    assert check_amount(town.work, town.contract, Kind.PREPAYMENT, 100_000 * YUAN) == ()
    assert check_amount(town.work, town.contract, Kind.PREPAYMENT, 100_000 * YUAN + 1)


def test_what_is_approved_and_not_paid_counts_as_used(town: Town) -> None:
    town.brought_to(State.APPROVED, yuan=500_000)
    assert check_amount(town.work, town.contract, Kind.FOLLOWUP, 1_500_000 * YUAN) == ()
    assert check_amount(town.work, town.contract, Kind.FOLLOWUP, 1_500_000 * YUAN + 1)


def test_the_amended_sum_is_the_cap(town: Town) -> None:
    _change(town, AmendmentKind.AMOUNT, amount=1_000_000 * YUAN)
    (reason,) = check_amount(town.work, town.contract, Kind.MIDTERM, 1_000_000 * YUAN + 1)
    assert reason.source is Source.SYSTEM
    assert check_amount(town.work, town.contract, Kind.PREPAYMENT, 300_000 * YUAN + 1)


@pytest.mark.parametrize("fen", [0, -1])
def test_a_sum_is_more_than_nothing(town: Town, fen: int) -> None:
    assert check_amount(town.work, town.contract, Kind.PREPAYMENT, fen) == (
        Reason(texts.NOT_POSITIVE, Source.SYSTEM),
    )


def test_all_reasons_come_at_once(town: Town) -> None:
    _change(town, AmendmentKind.PAUSE)
    fields = town.sending(
        Kind.MIDTERM, 3_000_000, declaration=Declaration(words="", confirmed_at=town.work.now, sha256=())
    )
    sources = [reason.source for reason in refused(submit(town.work, town.boss, fields))]
    assert sources == [Source.SYSTEM, Source.MEASURE, Source.SYSTEM, Source.MEASURE]


def test_followup_money_wants_an_acceptance_where_the_office_says_so(town: Town) -> None:
    assert check_kind(town.work, town.contract, Kind.FOLLOWUP) == (Reason(texts.NOT_ACCEPTED, Source.OFFICE),)
    town.does(ActName.COMPLETE, town.contract.number, given.completion(passed=False))
    assert check_kind(town.work, town.contract, Kind.FOLLOWUP)
    town.does(ActName.COMPLETE, town.contract.number, given.completion())
    assert check_kind(town.work, town.contract, Kind.FOLLOWUP) == ()


def test_followup_money_goes_without_an_acceptance_where_the_office_set_so(town: Town) -> None:
    done(set_arrangement(town.work, town.office, NEEDS_ACCEPTANCE, "否"))
    assert check_kind(town.work, town.contract, Kind.FOLLOWUP) == ()


def test_another_firms_contract_is_as_unknown_as_none(town: Town) -> None:
    other = town.contract_of("AZ-HT-002", firm=1)
    theirs = refused(submit(town.work, town.boss, town.sending(contract_id=other.id)))
    none = refused(submit(town.work, town.boss, town.sending(contract_id=999)))
    assert theirs == none == (Reason(texts.NOT_FOUND, Source.SYSTEM),)


def test_who_is_bound_no_longer_submits_nothing(town: Town) -> None:
    row = town.work.get(Binding, town.boss.binding_id)
    assert row is not None
    row.ended_at = town.work.now
    assert refused(submit(town.work, town.boss, town.sending())) == (Reason(texts.NOT_BOUND, Source.SYSTEM),)


def test_the_office_may_enter_an_application_at_the_counter_and_nobody_else_of_staff(town: Town) -> None:
    done(submit(town.work, town.office, town.sending(paper=town.paper())))
    for member in (town.bureau, town.payer, town.supervisor, town.auditor, town.administrator):
        assert refused(submit(town.work, member, town.sending(Kind.FOLLOWUP))) == (
            Reason(texts.NOT_YOURS, Source.OFFICE),
        )


def _draft(town: Town, firm_id: int) -> Draft:
    return town.work.add(
        Draft(
            form="application",
            form_version=1,
            channel="wechat",
            address="boss",
            firm_id=firm_id,
            subject="",
            data="{}",
            created_at=town.work.now,
            updated_at=town.work.now,
            expires_at=town.work.now,
        )
    )


def _file(town: Town, draft: Draft, item: str = "") -> Material:
    return town.work.add(
        Material(
            draft_id=draft.id,
            firm_id=town.contract.firm_id,
            item=item,
            name="照片.jpg",
            media_type="image/jpeg",
            size=3,
            sha256="a" * 64,
            path="aa/a",
            received_at=town.work.now,
            received_by=town.boss.reference,
        )
    )


def _required(work: Work) -> None:
    work.add(ChecklistItem(kind="prepayment", code="letter", label="申请书", hint="", required=True, position=1))


def _declared(town: Town, *sha256: str) -> Declaration:
    return Declaration(words="承诺", confirmed_at=town.work.now, sha256=sha256)


def test_what_the_offices_list_requires_is_asked_with_its_source(town: Town) -> None:
    _required(town.work)
    (reason,) = refused(submit(town.work, town.boss, town.sending()))
    assert reason == Reason(texts.missing_items(labels=("申请书",)), Source.OFFICE)


def test_the_files_go_over_with_the_application_and_the_draft_is_erased(town: Town) -> None:
    _required(town.work)
    draft = _draft(town, town.contract.firm_id)
    _file(town, draft, "letter")
    fields = town.sending(draft_id=draft.id, declaration=_declared(town, "a" * 64))
    number = done(submit(town.work, town.boss, fields)).subject
    (file,) = materials_of_application(town.work, town.application(number).id)
    assert file.draft_id is None
    assert town.work.get(Draft, draft.id) is None


def test_a_declaration_covers_exactly_the_files_that_are_sent(town: Town) -> None:
    draft = _draft(town, town.contract.firm_id)
    _file(town, draft)
    for sha256 in ((), ("b" * 64,), ("a" * 64, "b" * 64)):
        fields = town.sending(draft_id=draft.id, declaration=_declared(town, *sha256))
        assert refused(submit(town.work, town.boss, fields)) == (Reason(texts.FILES_CHANGED, Source.SYSTEM),)


def test_without_the_declaration_nothing_is_sent(town: Town) -> None:
    fields = town.sending(declaration=Declaration(words="", confirmed_at=town.work.now, sha256=()))
    assert refused(submit(town.work, town.boss, fields)) == (
        Reason(texts.NOT_DECLARED, Source.MEASURE, PassageRole.DECLARATION),
    )


def test_a_draft_of_another_firm_or_none_is_not_sent(town: Town) -> None:
    other = town.contract_of("AZ-HT-002", firm=1)
    for draft_id in (_draft(town, other.firm_id).id, 999):
        reasons = refused(submit(town.work, town.boss, town.sending(draft_id=draft_id)))
        assert reasons == (Reason(texts.DRAFT_GONE, Source.SYSTEM),)


def test_a_returned_application_is_mended_under_its_number(town: Town) -> None:
    number = town.submitted()
    town.does(ActName.RETURN, number, given.lacking())
    mended = done(resubmit(town.work, town.boss, number, town.sending(yuan=400_000)))
    assert mended.subject == number
    application = town.application(number)
    assert (application.state, application.amount) == ("submitted", 400_000 * YUAN)
    acts = [step.act for step in steps_of(town.work, application.id)]
    assert acts == ["submit", "return", "resubmit"]


def test_only_a_returned_application_is_mended_and_only_itself(town: Town) -> None:
    number = town.submitted()
    assert refused(resubmit(town.work, town.boss, number, town.sending()))
    town.does(ActName.RETURN, number, given.lacking())
    other = refused(resubmit(town.work, town.boss, number, town.sending(Kind.FOLLOWUP)))
    assert other == (Reason(texts.OTHER_APPLICATION, Source.SYSTEM),)


def test_mending_keeps_the_rules(town: Town) -> None:
    number = town.submitted()
    town.does(ActName.RETURN, number, given.lacking())
    (reason,) = refused(resubmit(town.work, town.boss, number, town.sending(yuan=600_001)))
    assert texts.RATIO_SOURCE in reason.text


def test_due_dates_do_not_hold_applications(town: Town) -> None:
    _change(town, AmendmentKind.DUE_DATE, due_on=date(2026, 3, 2))
    assert check_kind(town.work, town.contract, Kind.PREPAYMENT) == ()
