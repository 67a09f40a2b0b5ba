"""What officers do about a report: its procedure, who stands aside, and how it is deleted."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import select, text

from handlers.casework.sealed import steps
from handlers.casework.sealed.entries import proved_steps
from handlers.casework.sealed.guards import STEP_RULES
from handlers.casework.sealed.status import status_lines
from handlers.casework.sealed.steps import HandlingStep
from handlers.casework.sealed.terms import SealedTerm, terms_of
from handlers.casework.sealed.window_rows import KeyFields, RecipientFields
from handlers.casework.table import ActName
from handlers.dates import Workdays
from handlers.results import Done
from handlers.sealed.codes import keys_of
from handlers.sealed.looking_up import look_up
from handlers.staff.actions.acting import Acting
from handlers.staff.sealed.view import SealedView, note_look, sealed_view
from handlers.texts import sealed_handling as texts
from store.queries.sealed_complaints import change_record, complaint_called, keep_box
from store.sealed_records import open_record
from store.states import BoxKind, RecipientUnit, Role, SealedState, SealedTrack
from store.tables.audit import AuditRow, AuditSalt
from store.tables.messages import OutboxRow
from store.tables.sealed_complaints import ComplaintBox, SealedComplaint
from tests.handlers.contracts.contracts import member
from tests.handlers.sealed.officers import Officers, Settled, at_work, settle
from tests.keys import KEYS, public_key
from tests.measure import opened

_OFFICIAL, _PETITION = SealedTrack.OFFICIAL, SealedTrack.PETITION
_ORGAN = "安泽县纪委监委"


pytestmark = pytest.mark.xdist_group("sealed handling")  # one report is opened, to copy from


@pytest.fixture(scope="module")
def settled(migrated_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Settled:
    return settle(migrated_file, tmp_path_factory.mktemp("officers"))


@pytest.fixture
def officers(settled: Settled, tmp_path: Path) -> Iterator[Officers]:
    with at_work(settled.copied_to(tmp_path)) as work:
        yield Officers(work, settled.known)


def _told(officers: Officers) -> tuple[str, ...]:
    row = complaint_called(officers.work, officers.report)
    assert row is not None
    return status_lines(officers.procedure(), row.day)


def _due(officers: Officers) -> dict[SealedTerm, int]:
    """What is due, in days from the day it came."""
    row = complaint_called(officers.work, officers.report)
    assert row is not None
    found = terms_of(officers.procedure(), row.day, Workdays(), officers.today)
    return {due.term: (due.on - row.day).days for due in found}


def _may_be_deleted(officers: Officers) -> None:
    """Handed over with its receipt, and the period that staff set is over."""
    officers.registered(_OFFICIAL)
    today = officers.today
    officers.does("郑派", steps.HandOver(organ=_ORGAN, on=today), steps.Receipt(number="回1号", on=today))
    officers.keeps("30天")
    officers.later(31)


def test_every_step_has_its_rule_and_its_words() -> None:
    assert set(STEP_RULES) == set(HandlingStep)
    assert set(texts.STEPS) == {step.value for step in HandlingStep}
    assert {rule.given.model_fields["step"].default for rule in STEP_RULES.values()} == set(HandlingStep)
    assert set(texts.STATES) == {state.value for state in SealedState}


def test_against_an_official_it_is_handed_over_and_told_and_nothing_is_found(officers: Officers) -> None:
    officers.registered(_OFFICIAL, is_named=True)
    assert _due(officers) == {SealedTerm.HAND_OVER: 0, SealedTerm.TELL: 15}
    today = officers.today
    officers.does("郑派", steps.HandOver(organ=_ORGAN, on=today))
    assert _due(officers) == {SealedTerm.TELL: 15, SealedTerm.NAMED: 21}
    for finding in (steps.Accept(on=today), steps.Answer(on=today), steps.Close(on=today)):
        assert officers.refuses("郑派", finding) == [texts.MOVED_ON]
    officers.does("郑派", steps.Receipt(number="安纪受〔2026〕7号", on=today), steps.Tell(on=today))
    assert officers.state is SealedState.TOLD
    assert [line for line in _told(officers) if _ORGAN in line or "安纪受〔2026〕7号" in line or "已告知" in line]
    assert not any("郑派" in line for line in _told(officers))


def test_a_petition_is_told_within_15_days_and_closed_within_60_or_90(officers: Officers) -> None:
    officers.registered(_PETITION)
    assert _due(officers) == {SealedTerm.TELL: 15}
    officers.later(10)
    officers.does("郑派", steps.Accept(on=officers.today), steps.Tell(on=officers.today))
    assert _due(officers) == {SealedTerm.CLOSE: 70}
    longer = steps.Extend(head="县长", reason="要到现场核实", on=officers.today)
    officers.does("郑派", longer)
    assert _due(officers) == {SealedTerm.CLOSE: 100}
    assert officers.refuses("郑派", longer) == [texts.MOVED_ON]
    assert any("要到现场核实" in line for line in _told(officers))
    officers.does("郑派", steps.Answer(on=officers.today), steps.Close(on=officers.today))
    assert (officers.state, _due(officers)) == (SealedState.CLOSED, {})


def test_what_is_no_matter_of_the_house_is_referred_or_not_accepted_with_its_reason(officers: Officers) -> None:
    officers.registered(_PETITION)
    officers.does("吴受", steps.NotAccept(reason="请向县法院提出", on=officers.today))
    assert officers.refuses("吴受", steps.Close(on=officers.today)) == [texts.MOVED_ON]
    assert any("请向县法院提出" in line for line in _told(officers))
    officers.does("吴受", steps.Undo(reason="登记错了"), steps.Refer(organ="县人社局", on=officers.today))
    assert officers.state is SealedState.REFERRED
    assert not any("请向县法院提出" in line for line in _told(officers))


def test_a_petition_that_turns_out_to_be_about_an_official_is_handed_over(officers: Officers) -> None:
    officers.registered(_PETITION)
    officers.does("郑派", steps.Accept(on=officers.today), steps.HandOver(organ=_ORGAN, on=officers.today))
    assert (officers.state, officers.procedure().track) == (SealedState.HANDED_OVER, _OFFICIAL)


def test_only_who_has_opened_it_registers_it(officers: Officers) -> None:
    given = steps.Register(proof="0000 0000 0000", track=_OFFICIAL, is_named=False)
    assert officers.refuses("吴受", given) == [texts.NO_PROOF]
    assert officers.refuses("吴受", steps.HandOver(organ=_ORGAN, on=officers.today)) == [texts.MOVED_ON]
    full = officers.proof().translate({ord(str(one)): 0xFF10 + one for one in range(10)})
    officers.does("吴受", given.model_copy(update={"proof": full}))


def test_nor_does_another_officer_anything_about_it_who_has_not_opened_it(officers: Officers) -> None:
    """As an account that somebody makes to have it deleted."""
    officers.town.officer("新派")
    officers.town.receives("新派", RecipientUnit.OUTSIDE)
    officers.registered(_OFFICIAL)
    hand_over = steps.HandOver(organ=_ORGAN, on=officers.today)
    assert officers.refuses("新派", hand_over) == [texts.MOVED_ON]
    assert officers.refuses("新派", steps.Opened(proof="1111 2222 3333")) == [texts.NO_PROOF]
    officers.opens("新派")
    officers.does("新派", hand_over)


def test_a_record_that_was_put_into_the_database_past_us_lets_nobody_in(officers: Officers) -> None:
    given = steps.Register(proof=officers.proof(), track=_OFFICIAL, is_named=False)
    officers.work.connection.execute(
        text("UPDATE sealed_complaints SET record = (SELECT record FROM sealed_complaints WHERE id = :other)"),
        {"other": officers.other},
    )
    officers.work.session.expire_all()
    assert officers.refuses("吴受", given) == [texts.BROKEN]
    change_record(officers.work, officers.report, "{}")
    assert officers.refuses("吴受", given) == [texts.NO_PROOF]


def test_days_lie_between_its_coming_and_today(officers: Officers) -> None:
    officers.registered(_OFFICIAL)
    for days in (-1, 1):
        on = officers.today + timedelta(days=days)
        (said,) = officers.refuses("郑派", steps.HandOver(organ=_ORGAN, on=on))
        assert said == texts.day_between(first=officers.today, last=officers.today)


def test_whose_unit_it_is_about_and_who_says_so_of_themselves_have_no_part_in_it(officers: Officers) -> None:
    officers.registered(_OFFICIAL, concerns=(RecipientUnit.OFFICE,))
    hand_over = steps.HandOver(organ=_ORGAN, on=officers.today)
    assert officers.refuses("吴受", hand_over) == [texts.ASIDE]
    officers.does("郑派", steps.StandAside())
    assert officers.refuses("郑派", hand_over) == [texts.ASIDE]


def test_another_key_of_another_unit_brings_nobody_back(officers: Officers) -> None:
    officers.registered(_OFFICIAL, concerns=(RecipientUnit.OFFICE,))
    officers.town.does(
        ActName.RETIRE_RECIPIENT, "吴受", KeyFields(key=public_key("吴受")), by=officers.town.administrator
    )
    again = RecipientFields(key=public_key("吴受又一把"), unit=RecipientUnit.BUREAU)
    officers.town.does(ActName.ADD_RECIPIENT, "吴受", again, by=officers.town.administrator)
    assert officers.refuses("吴受", steps.HandOver(organ=_ORGAN, on=officers.today)) == [texts.ASIDE]


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.REPORT_OFFICER])
def test_nobody_else_and_no_officer_without_a_key_deals_with_it(officers: Officers, role: Role) -> None:
    member(officers.work, "旁人", role)
    member(officers.work, "无钥", Role.REPORT_OFFICER)
    assert officers.refuses("旁人", steps.StandAside()) == [texts.OFFICERS_ONLY]
    assert officers.refuses("无钥", steps.StandAside()) == [texts.NO_KEY]


def test_reports_about_the_same_know_of_each_other_and_nothing_in_the_tables_tells(officers: Officers) -> None:
    other = officers.other
    officers.registered(_PETITION)
    officers.does("郑派", steps.Link(other=other))
    assert officers.procedure(other).links == {officers.report}
    assert officers.refuses("郑派", steps.Link(other=other)) == [texts.LINKED_ALREADY]
    assert officers.refuses("郑派", steps.Link(other=officers.report)) == [texts.NO_OTHER]
    raw = "".join(str(row) for row in officers.work.connection.execute(text("SELECT * FROM sealed_complaints")))
    assert raw.count(other) == raw.count(officers.report) == 1
    officers.does("郑派", steps.Unlink(other=other))
    assert officers.procedure(other).links == frozenset()


def test_a_reader_of_the_database_cannot_tell_what_was_done(officers: Officers) -> None:
    """One that nobody has touched and one that was handed over differ in nothing but noise, and no entry tells."""
    untouched = officers.other
    entries = len(officers.work.all(select(AuditRow)))
    salts = len(officers.work.all(select(AuditSalt)))
    officers.registered(_OFFICIAL)
    officers.does("郑派", steps.HandOver(organ=_ORGAN, on=officers.today))
    rows = {row.id: row for row in officers.work.all(select(SealedComplaint))}
    records = [rows[key].record or b"" for key in (officers.report, untouched)]
    assert len({len(record) for record in records}) == 1
    assert open_record(KEYS, untouched, records[0]) is None
    told = officers.work.all(select(AuditRow).order_by(AuditRow.id))[entries:]
    by = {officers.member(name).reference for name in ("郑派", "吴受")}
    assert {(entry.chain, entry.act, entry.actor) for entry in told} == {
        ("sealed complaints", "handle_sealed", actor) for actor in by
    }
    for entry in told:
        assert officers.report not in entry.facts
        assert not any(step.value in entry.facts for step in HandlingStep)
    assert len(officers.work.all(select(AuditSalt))) == salts
    assert officers.work.all(select(OutboxRow)) == []


def test_who_approved_what_is_proved_to_whoever_knows_the_report_also_when_it_is_gone(officers: Officers) -> None:
    _may_be_deleted(officers)
    officers.does("吴受", steps.ProposeDeletion())
    officers.does("郑派", steps.Delete())
    proved = proved_steps(officers.work, officers.report)
    today = officers.today
    assert proved[-2:] == [
        texts.proved(on=today, step="propose_deletion", name="吴受"),
        texts.proved(on=today, step="delete", name="郑派"),
    ]
    assert proved_steps(officers.work, officers.other) == []


def test_two_officers_delete_it_after_its_disposition_and_nothing_stays(officers: Officers) -> None:
    other = officers.other
    _may_be_deleted(officers)
    officers.does("郑派", steps.Link(other=other))
    keep_box(officers.work, officers.report, BoxKind.NOTE, b"sealed", officers.today)
    officers.does("吴受", steps.ProposeDeletion())
    assert officers.refuses("吴受", steps.Delete()) == [texts.BY_TWO]
    officers.does("郑派", steps.Delete())
    assert complaint_called(officers.work, officers.report) is None
    boxes = officers.work.all(select(ComplaintBox))
    assert {box.complaint_id for box in boxes} == {other}
    left = complaint_called(officers.work, other)
    assert left is not None
    assert officers.report not in (left.record or "")


def test_two_of_the_house_are_not_enough(officers: Officers) -> None:
    officers.town.officer("王内")
    officers.town.receives("王内", RecipientUnit.BUREAU)
    _may_be_deleted(officers)
    officers.opens("王内")
    officers.does("吴受", steps.ProposeDeletion())
    assert officers.refuses("王内", steps.Delete()) == [texts.ONE_OUTSIDE]
    officers.does("郑派", steps.Delete())


def test_before_disposition_period_and_thaw_nothing_is_deleted(officers: Officers) -> None:
    officers.registered(_OFFICIAL)
    officers.does("郑派", steps.HandOver(organ=_ORGAN, on=officers.today))
    assert officers.refuses("吴受", steps.ProposeDeletion()) == [texts.NOT_DISPOSED, texts.NO_PERIOD]


def test_what_is_frozen_is_not_deleted_though_it_was_proposed(officers: Officers) -> None:
    _may_be_deleted(officers)
    officers.does("吴受", steps.ProposeDeletion())
    officers.does("郑派", steps.Freeze(reason="县监委〔2026〕9号"))
    assert officers.refuses("郑派", steps.Delete()) == [texts.MOVED_ON]
    assert officers.refuses("吴受", steps.ProposeDeletion()) == [texts.FROZEN]
    officers.does("郑派", steps.Unfreeze(reason="县监委〔2027〕1号"))
    officers.does("吴受", steps.ProposeDeletion(), steps.CancelDeletion(), steps.ProposeDeletion())
    officers.does("郑派", steps.Delete())


def test_an_addition_that_came_since_is_not_deleted_unread(officers: Officers) -> None:
    _may_be_deleted(officers)
    officers.does("吴受", steps.ProposeDeletion())
    keep_box(officers.work, officers.report, BoxKind.ADDITION, b"sealed", officers.today)
    assert officers.refuses("郑派", steps.Delete()) == [texts.ADDED_SINCE]
    officers.does("郑派", steps.CancelDeletion(), steps.ProposeDeletion())
    officers.does("吴受", steps.Delete())


def test_whoever_proposed_it_and_stood_aside_since_does_not_count(officers: Officers) -> None:
    _may_be_deleted(officers)
    officers.does("吴受", steps.ProposeDeletion(), steps.StandAside())
    assert officers.refuses("郑派", steps.Delete()) == [texts.PROPOSER_GONE]


def test_a_step_too_much_for_the_record_is_refused_and_changes_nothing(officers: Officers) -> None:
    officers.registered(_PETITION)
    for place in range(40):
        words = (chr(0x4E00 + (place * 200 + at) * 89 % 20000) for at in range(200))
        freeze = steps.Freeze(reason="".join(words))
        before = officers.procedure()
        if not isinstance(officers.tries("郑派", freeze), Done):
            break
        officers.does("郑派", steps.Unfreeze(reason="解除"))
    assert officers.refuses("郑派", freeze) == [texts.FULL]
    assert officers.procedure() == before
    while isinstance(officers.tries("郑派", steps.Freeze(reason="据")), Done):
        officers.tries("郑派", steps.Unfreeze(reason="据"))
    acting = Acting(officers.work, officers.member("吴受"), opened())
    note_look(acting, officers.report)
    assert isinstance(sealed_view(acting, officers.report), SealedView)


def test_whoever_has_the_code_reads_what_was_done_until_it_is_deleted(officers: Officers) -> None:
    its = keys_of(officers.code, KEYS)
    _may_be_deleted(officers)
    found = look_up(officers.work, its)
    assert found is not None
    assert (found.state, found.told) == (SealedState.HANDED_OVER, _told(officers))
    officers.does("吴受", steps.ProposeDeletion())
    officers.does("郑派", steps.Delete())
    assert look_up(officers.work, its) is None
