"""Oversight and acceptance as records; every act leaves one audit entry, one step, one new version."""

from __future__ import annotations

import json

import pytest
from sqlalchemy import func, select

from handlers.casework.table import ActName
from handlers.results import Reason, Source
from handlers.texts import refusals as texts
from policy_kb.models import Model
from store.audit.hashes import entry_hash
from store.queries.applications import steps_of
from store.queries.cases import acceptances_on, oversights_on
from store.states import State
from store.tables.audit import AuditRow, AuditSalt
from store.work import Work
from tests.handlers.casework import given
from tests.handlers.casework.doing import perform, submit
from tests.handlers.casework.town import TOMORROW, Town, done, refused


def _chain(work: Work, name: str) -> list[AuditRow]:
    return work.all(select(AuditRow).where(AuditRow.chain == name).order_by(AuditRow.place))


def _entries(work: Work) -> int:
    return work.session.scalar(select(func.count()).select_from(AuditRow)) or 0


def test_every_act_on_an_application_is_one_entry_one_step_one_version(town: Town) -> None:
    number = town.brought_to(State.ARCHIVED)
    chain, application = _chain(town.work, number), town.application(number)
    steps = steps_of(town.work, application.id)
    acts = ["submit", "accept", "report", "table", "agree", "minutes", "pay", "archive"]
    assert [entry.act for entry in chain] == [step.act for step in steps] == acts
    facts = [json.loads(entry.facts) for entry in chain]
    assert [one["version"] for one in facts] == list(range(1 + 1, len(acts) + 2))
    assert [(one["from"], one["to"]) for one in facts] == [(step.from_state, step.to_state) for step in steps]
    assert application.version == len(acts) + 1
    assert all(entry.hash == entry_hash(entry) for entry in chain)


def test_what_a_contractor_sent_is_digested_under_a_salt_that_goes_with_them(town: Town) -> None:
    (entry,) = _chain(town.work, town.submitted())
    theirs = town.work.get(AuditSalt, json.loads(entry.facts)["content"])
    assert theirs is not None
    assert theirs.subject == town.boss.reference


def test_a_refused_act_leaves_nothing(town: Town) -> None:
    number = town.brought_to(State.APPROVED)
    before, version = _entries(town.work), town.application(number).version
    town.refuses(ActName.PAY, number, town.payment(9_999_999))
    refused(submit(town.work, town.boss, town.sending()))
    assert (_entries(town.work), town.application(number).version) == (before, version)


def test_an_entry_holds_sums_days_and_digests_and_nobodys_words(town: Town) -> None:
    number = town.brought_to(State.PAID)
    town.does(ActName.EVALUATE, town.contract.number, given.evaluation("basic"))
    town.does(ActName.RECOVER, town.contract.number, given.recovery(1))
    entries = _chain(town.work, number) + _chain(town.work, f"contract:{town.contract.number}")
    facts = " ".join(entry.facts for entry in entries)
    for words in ("安财指", "有限公司", "第12次", "补齐台账", "整改不到位", "国库"):
        assert words not in facts
    assert '"amount":50000000' in facts
    assert '"paid_on":"2026-11-24"' in facts


@pytest.mark.parametrize(
    ("act", "fields"),
    [
        (ActName.EVALUATE, given.evaluation("qualified")),
        (ActName.COMPLETE, given.completion()),
        (ActName.INSPECT, given.inspection()),
        (ActName.REVIEW, given.review()),
    ],
)
def test_a_record_of_a_contract_is_one_entry_and_one_version(town: Town, act: ActName, fields: Model) -> None:
    before, version = _entries(town.work), town.contract.version
    town.does(act, town.contract.number, fields)
    assert _entries(town.work) == before + 1
    assert town.contract.version == version + 1


def test_whoever_comes_second_with_a_record_is_told(town: Town) -> None:
    seen, number = town.contract.version, town.contract.number
    done(perform(town.work, town.office, ActName.EVALUATE, number, given.evaluation("qualified"), seen=seen))
    second = perform(town.work, town.bureau, ActName.EVALUATE, number, given.evaluation("basic"), seen=seen)
    assert refused(second)[0].text.startswith(texts.MOVED_ON)


def test_review_of_a_quarter_and_inspection_are_two_records(town: Town) -> None:
    town.does(ActName.REVIEW, town.contract.number, given.review())
    town.does(ActName.INSPECT, town.contract.number, given.inspection())
    town.does(ActName.INSPECT, town.contract.number, given.inspection())
    found = [(one.kind, one.quarter) for one in oversights_on(town.work, town.contract.id)]
    assert sorted(found) == [("inspect", ""), ("inspect", ""), ("review", "2026Q4")]


def test_a_quarter_is_reviewed_once_and_not_before_it_begins(town: Town) -> None:
    town.does(ActName.REVIEW, town.contract.number, given.review("2026年第3季度"))
    again = town.refuses(ActName.REVIEW, town.contract.number, given.review("2026年第3季度"))
    assert again == (Reason(texts.QUARTER_THERE, Source.SYSTEM),)
    early = town.refuses(ActName.REVIEW, town.contract.number, given.review("2027年第1季度"))
    assert early == (Reason(texts.NOT_THIS_QUARTER, Source.SYSTEM),)


def test_an_acceptance_keeps_members_day_conclusion_and_report(town: Town) -> None:
    town.does(ActName.COMPLETE, town.contract.number, given.completion())
    (row,) = acceptances_on(town.work, town.contract.id)
    assert (row.members, row.passed, row.conclusion, row.report) == (
        "甲、乙、丙",
        True,
        "按合同完成",
        "验收报告1号",
    )


def test_a_record_of_a_day_to_come_is_refused(town: Town) -> None:
    reasons = town.refuses(ActName.INSPECT, town.contract.number, given.inspection(done_on=TOMORROW))
    assert reasons == (Reason(texts.day_to_come(field="检查日期"), Source.SYSTEM),)


def test_a_contract_that_is_only_entered_takes_no_record(town: Town) -> None:
    town.contract.state = "entered"
    assert town.refuses(ActName.INSPECT, town.contract.number, given.inspection())
