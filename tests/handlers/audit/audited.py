"""A database in which every sealed table holds rows, for those who tamper with it."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from datetime import date, timedelta

from msgspec.structs import replace
from sqlalchemy import select

from handlers.casework.archive_fields import DescribePieceFields
from handlers.casework.arrangements import set_arrangement
from handlers.casework.batch_fields import BatchMinutesFields, FormBatchFields, SittingFields, TableBatchFields
from handlers.casework.batches import BatchActs, LineAct
from handlers.casework.bindings import issue_bind_code
from handlers.casework.checklists import NewItem, add_item
from handlers.casework.complaints.fields import AnswerComplaintFields, ExcerptFields, RecuseFields
from handlers.casework.contracts import amend
from handlers.casework.correctable import correctable_on
from handlers.casework.deputy_rows import DeputeFields
from handlers.casework.intention_rows import CallFields, IntentionFields
from handlers.casework.material_rows import RevokeCheckFields
from handlers.casework.note_rows import InternalNoteFields
from handlers.casework.opening_rows import OpeningFields
from handlers.casework.pausing import pause_assistant
from handlers.casework.perform import apply_row
from handlers.casework.sign_offs import SIGNED_REPORT
from handlers.casework.staffing import issue_link_code, link_account
from handlers.casework.table import ActName
from handlers.casework.telling_rows import TellByPhoneFields
from handlers.casework.workdays import HOLIDAYS
from handlers.casework.year_rows import LastDayFields
from handlers.complaints.acts import leave_complaint
from handlers.identity.actors import Door
from handlers.identity.who import OPERATOR, staff_numbered
from handlers.messages import Channel, Person
from handlers.notices.records import notices_of
from handlers.results import Refused
from handlers.values.contract_terms import NewAmendment
from store.queries.archive import contract_materials
from store.queries.cases import oversights_on
from store.states import AmendmentKind, CallOutcome, ComplaintKind, Kind, State
from store.tables.applications import Application, Intention, Material, Nudge
from store.tables.ledger import OverpaidSettlement, Quota, QuotaMovement, Refund
from store.tables.people import StaffLink
from store.work import Work
from tests.clocks import FrozenClock
from tests.handlers.casework import given
from tests.handlers.casework.doing import correct, submit
from tests.handlers.casework.town import TODAY, YUAN, Town, done
from tests.handlers.identity.enrolled import enrolled
from tests.measure import opened

NOW = FrozenClock().now
LATER = NOW + timedelta(hours=1)

_WISH = IntentionFields(called="王女士", phone="13800000000", area=None, wish="租房")

Attack = Callable[[Callable[[Work], object]], list[str]]
"""Attack, and see what is found."""


def live(work: Work) -> None:
    """Every kind of sealed record is made, most by the acts that make it."""
    town = Town(work)
    number = town.contract.number
    town.brought_to(State.ARCHIVED, yuan=200_000)
    paying = town.brought_to(State.APPROVED, yuan=300_000)
    town.does(ActName.PAY, paying, town.payment(100_000, "V-1"))
    town.does(ActName.REVERSE, paying, given.reversal("V-1"))
    town.does(ActName.EVALUATE, number, given.evaluation("basic"))
    town.does(ActName.RECHECK, number, given.recheck(accepted=True))
    town.does(ActName.COMPLETE, number, given.completion())
    town.does(ActName.REVIEW_FUND, "2026Q3", given.fund_review())
    town.does(ActName.REVIEW_FUND, "2026Q4", given.fund_review(findings="有一笔没有记账"))
    town.does(ActName.INSPECT, number, given.inspection("台账不全\n发票不齐", rectify_by=TODAY))
    inspected = str(oversights_on(work, town.contract.id)[0].id)
    town.does(ActName.FOLLOW_UP, inspected, given.follow_up("1"))
    town.does(ActName.RECOVER, number, given.recovery(50_000))
    town.does(ActName.NOTIFY, "1", given.demand())
    town.does(ActName.EXPLAIN, "1", given.explanation(), by=town.boss)
    town.does(ActName.RECEIVE, "1", given.returned(20_000))
    town.does(ActName.EVALUATE, number, given.evaluation("unqualified", evaluated_on=date(2026, 7, 1)))
    town.does(ActName.DISPOSE, number, given.disposal("other"))
    new = NewAmendment(kind=AmendmentKind.AMOUNT, document="补充协议", effective_on=TODAY, amount=2_100_000 * YUAN)
    done(amend(work, town.bureau, number, new))
    assert town.submitted(Kind.MIDTERM, 100_000)
    _sit(town)
    _serve(town)
    _put_right(town, paying)
    _enter_from_paper(town)
    _take_up(town)
    _beside_the_money(town)
    _archive(town)
    _call(town)
    _complain(town)
    _surround(work, town)
    town.does(ActName.INTERPRET, "", given.interpretation())


def _sit(town: Town) -> None:
    """An application is not heard at one sitting, and rejected at the next one."""
    number, acts = (
        town.brought_to(State.REPORTED, Kind.FOLLOWUP, yuan=1_000),
        BatchActs(town.work, town.office, opened()),
    )
    for place, (act, fields) in enumerate(
        ((ActName.NOT_HEARD, given.not_heard()), (ActName.REJECT, given.meeting()))
    ):
        formed = FormBatchFields(title=f"第{place}次请示", reporter=f"办公室{place}", applications=(number,))
        batch = int(done(acts.form(formed)).subject)
        done(acts.table(batch, TableBatchFields(document=f"请示{place}号", tabled_on=TODAY), None))
        sitting = SittingFields(session=f"第{place}次", held_on=TODAY)
        done(acts.record(batch, sitting, [LineAct(number, act, fields)], None))
    done(acts.minute(batch, BatchMinutesFields(minutes="〔2026〕9号", item="三"), None))


def _serve(town: Town) -> None:
    """What is signed before it is reported, and what is served on the firm, twice."""
    done(set_arrangement(town.work, town.office, SIGNED_REPORT, "是"))
    number = town.brought_to(State.ACCEPTED, Kind.FOLLOWUP, yuan=1_000)
    for place in (1, 2):
        signed, served = (_scanned(town, kind, place) for kind in ("sign_off", "service"))
        fields = given.sign_off(signed, signer=f"主任{place}", agreed=place == 2, opinion=f"第{place}次")
        town.does(ActName.SIGN_OFF, number, fields)
        town.does(ActName.NOTIFY, "1", given.demand(pay_by=None, pay_days=30 * place))
        town.does(ActName.SERVE_DEMAND, "1", given.service(served, signer=f"经办{place}"))
    town.does(ActName.WITHDRAW, number, by=town.boss)


def _scanned(town: Town, kind: str, place: int) -> str:
    paper = town.paper(kind)
    town.scanned(paper, f"{kind}{place}.pdf")
    return paper


def _archive(town: Town) -> None:
    """Files of the contract's life, lines that are described, and what is handed over, twice."""
    number = town.contract.number
    for place in (1, 2):
        town.does(ActName.ADD_MATERIAL, number, given.archived_file(f"中标通知书{place}.pdf"))
        piece = f"material:{contract_materials(town.work, town.contract.id)[-1][1].id}"
        described = DescribePieceFields(piece=piece, reference=f"AZ-{place}", pages=place, remark=f"副本{place}")
        town.does(ActName.DESCRIBE_PIECE, number, described, by=town.bureau)
        town.does(ActName.HAND_OVER, number, given.transfer(note=f"第{place}批"), by=town.bureau)


def _call(town: Town) -> None:
    """Two notices are told by telephone."""
    told = notices_of(town.work, contract_id=town.contract.id)
    for place, event in enumerate(told[:2], 1):
        called = TellByPhoneFields(told_on=TODAY, spoke_with=f"经办{place}", phone=f"1380000000{place}")
        number = str(event.deliveries[0].id)
        town.does(ActName.TELL_BY_PHONE, number, called, by=(town.office, town.bureau)[place - 1])


def _complain(town: Town) -> None:
    """Two complaints of which a member keeps out each, answered, with what may be published of them."""
    for place, whom in ((1, town.colleague.name), (2, "没有人")):
        person = Person(Channel.WECHAT, f"complains {place}")
        words = f"窗口没有人，{whom}接电话"
        number = done(leave_complaint(town.work, person, ComplaintKind.SERVICE, words)).subject
        if place == 1:
            town.does(ActName.ACCEPT_COMPLAINT, number)
        town.does(ActName.ANSWER_COMPLAINT, number, AnswerComplaintFields(words=f"已改正{place}"))
        if place == 1:
            town.does(ActName.CLOSE_COMPLAINT, number)
        else:
            town.does(ActName.RECUSE, number, RecuseFields(member=town.bureau.name))
        town.does(ActName.DRAFT_EXCERPT, number, ExcerptFields(words="窗口没有人", answer=f"已改正{place}"))


def _take_up(town: Town) -> None:
    """A contract under way: what was paid on it before, and notes."""
    other = town.contract_of("AZ-HT-900", firm=1).number
    for place in (1, 2):
        paid = OpeningFields(
            kind=Kind.FOLLOWUP, amount=place * YUAN, voucher=f"OLD-{place}", paid_on=TODAY, document="凭证"
        )
        town.does(ActName.OPENING, other, paid, by=town.bureau)
        town.does(ActName.NOTE_CONTRACT, other, InternalNoteFields(words=f"已电话核实{place}次"), by=town.bureau)


def _beside_the_money(town: Town) -> None:
    """Quotas with their movements, and what was paid back too much."""
    work, by = town.work, {"recorded_by": town.payer.id, "recorded_at": town.work.now}
    for place in (1, 2):
        document = f"晋财建〔2026〕{place}号"
        quota = Quota(document=document, budget_year=2024 + place, source="province", purpose="", **by)
        moved = {"quota_id": work.add(quota).id, "kind": "allotted", "amount": place, "document": document}
        work.add(QuotaMovement(**moved, moved_on=TODAY, **by))
        _settled(work, place, by)
        work.add(Refund(case_id=1, amount=place, voucher=f"TF-{place}", refunded_on=TODAY, reason="多缴", **by))


def _settled(work: Work, place: int, by: dict[str, object]) -> None:
    """超付 that came back."""
    paper = {"voucher": f"CF-{place}", "returned_on": TODAY, "document": f"处理通知〔2026〕{place}号"}
    money = {"amount": place, "source": "province", "budget_year": 2024 + place}
    work.add(OverpaidSettlement(application_id=1, **money, **paper, **by))


def _put_right(town: Town, number: str) -> None:
    """Slips are corrected."""
    sent = town.application(number)
    for name, words in (("session", "第15次"), ("held_on", "2026-11-23")):
        key = next(one.key for one in correctable_on(town.work, sent) if one.key.endswith(f":{name}"))
        town.does(ActName.CORRECT, number, given.correction(key, words))


def _enter_from_paper(town: Town) -> None:
    """One is entered, sent back and corrected; another paper only came in."""
    sending = town.sending(Kind.FOLLOWUP, 50_000, paper=town.paper())
    number = done(submit(town.work, town.office, sending)).subject
    town.does(ActName.RETURN_ENTRY, number, given.slip(), by=town.colleague)
    done(correct(town.work, town.office, number, sending))
    town.paper("letter")


def _surround(work: Work, town: Town) -> None:
    """What stands around the cases: codes, accounts, the list, files, intentions, settings."""
    number = town.contract.number
    done(add_item(work, town.office, Kind.PREPAYMENT, NewItem("plan", "实施方案")))
    done(add_item(work, town.office, Kind.PREPAYMENT, NewItem("photo", "现场照片")))
    assert not isinstance(issue_bind_code(work, town.bureau, number), Refused)
    for person, name in (
        (Person(Channel.WECHAT, "staff-1"), "张办"),
        (Person(Channel.TELEGRAM, "staff-2"), "李办"),
    ):
        code = issue_link_code(work, OPERATOR, name)
        assert isinstance(code, str)
        assert link_account(work, person, code)
    for link in work.all(select(StaffLink)):
        member = staff_numbered(work, link.staff_id)
        assert member is not None
        done(apply_row(work, replace(member, door=Door.CONSOLE), ActName.CONFIRM_LINK, link.reference))
    assert member is not None
    done(apply_row(work, member, ActName.MUTE_LINK, link.reference))
    _admit(work, town)
    for place in (1, 2):
        check = str(work.add(_material(town, place)).id)
        town.does(ActName.CHECK_ORIGINAL, check, by=town.office)
        town.does(ActName.REVOKE_CHECK, check, RevokeCheckFields(reason="拿错了原件"), by=town.office)
        work.add(
            Intention(
                channel="web", address=f"visitor-{place}", data=_WISH.model_dump_json(), registered_at=work.now
            )
        )
    for intention in work.all(select(Intention)):
        called = CallFields(called_on=TODAY, outcome=CallOutcome.REACHED)
        done(apply_row(work, town.office, ActName.TELEPHONE_INTENTION, str(intention.id), called))
    applications = work.all(select(Application).order_by(Application.id))
    work.add(Nudge(application_id=applications[0].id, at=work.now, actor=town.boss.reference))
    for day in (TODAY, date(TODAY.year, 12, 20)):
        last = LastDayFields(day=day, document="关于年终支付的通知")
        town.does(ActName.LAST_PAYMENT_DAY, str(TODAY.year), last)
    done(set_arrangement(work, town.office, HOLIDAYS, "无"))
    town.may_receive_reports()
    done(pause_assistant(work, town.administrator, notice="维护中", reason="检查"))


def _admit(work: Work, town: Town) -> None:
    """What members sign in with, resets of it, and who stands in for whom."""
    for member, deputy in ((town.office, town.colleague), (town.payer, town.supervisor)):
        enrolled(work, member.name)
        done(apply_row(work, town.administrator, ActName.ASK_RESET, member.name))
        paper = {"first_day": TODAY, "last_day": TODAY, "paper": "安乡e办〔2026〕3号"}
        fields = DeputeFields.model_validate({"deputy": deputy.name, **paper})
        done(apply_row(work, town.administrator, ActName.DEPUTE, member.name, fields))


def _material(town: Town, place: int) -> Material:
    return Material(
        application_id=town.work.all(select(Application).order_by(Application.id))[0].id,
        firm_id=town.contract.firm_id,
        item="plan",
        name=f"方案{place}.pdf",
        media_type="application/pdf",
        size=3,
        sha256=hashlib.sha256(b"abc").hexdigest(),
        path=f"2026/{place}",
        received_at=town.work.now,
        received_by=town.boss.reference,
    )
