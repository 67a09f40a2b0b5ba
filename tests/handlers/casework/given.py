"""Fields of acts that fit on 24 November 2026, with changes."""

from __future__ import annotations

import hashlib
from datetime import date
from typing import TypeVar

from handlers.casework import contract_fields, fields, paper_fields
from handlers.casework.answer_fields import DraftAnswerFields, InterpretFields
from handlers.casework.archive_fields import AddMaterialFields, HandOverFields
from handlers.casework.correction_fields import CorrectFields
from handlers.casework.fund_review_rows import FundReviewFields
from handlers.casework.incoming_rows import RegisterPaperFields, ScanFields
from handlers.casework.inspection_fields import FindingFields, FollowUpFields, InspectFields
from handlers.casework.serving_rows import ServeFields
from handlers.casework.settling import SettleFields
from handlers.casework.sign_off_rows import SignOffFields
from policy_kb.models import Model
from tests.clocks import FrozenClock

TODAY = date(2026, 11, 24)

_M = TypeVar("_M", bound=Model)


def _made(kind: type[_M], values: dict[str, object], changes: dict[str, object]) -> _M:
    return kind.model_validate(values | changes)


def lacking(missing: str = "申请书没有盖章", **changes: object) -> fields.ReturnFields:
    return _made(fields.ReturnFields, {"missing": missing}, changes)


def opinion(**changes: object) -> fields.OpinionFields:
    return _made(fields.OpinionFields, {"opinion": "同意上报", "given_on": TODAY}, changes)


def report(**changes: object) -> fields.ReportFields:
    return _made(fields.ReportFields, {"reported_on": TODAY}, changes)


def tabling(**changes: object) -> fields.TableFields:
    return _made(fields.TableFields, {"tabled_on": TODAY}, changes)


def meeting(**changes: object) -> fields.MeetingFields:
    return _made(fields.MeetingFields, {"session": "第12次", "held_on": TODAY}, changes)


def partly(yuan: int, **changes: object) -> fields.PartlyFields:
    return _made(fields.PartlyFields, {"session": "第12次", "held_on": TODAY, "approved": yuan * 100}, changes)


def in_principle(yuan: int, **changes: object) -> fields.InPrincipleFields:
    values = {"session": "第12次", "held_on": TODAY, "approved": yuan * 100, "condition": "补齐环评手续"}
    return _made(fields.InPrincipleFields, values, changes)


def sent_back(**changes: object) -> fields.SentBackFields:
    values = {"document": "县政府办通知", "sent_back_on": TODAY, "reason": "材料要补签"}
    return _made(fields.SentBackFields, values, changes)


def not_heard(**changes: object) -> fields.NotHeardFields:
    return _made(fields.NotHeardFields, {"held_on": TODAY, "reason": "议程调整"}, changes)


def minutes(**changes: object) -> fields.MinutesFields:
    return _made(fields.MinutesFields, {"minutes": "〔2026〕12号", "item": "三"}, changes)


def lapse(**changes: object) -> fields.LapseFields:
    values = {"document": "领导小组决定〔2026〕6号", "decided_on": TODAY, "reason": "环评没有批准"}
    return _made(fields.LapseFields, values, changes)


def fulfilment(**changes: object) -> fields.FulfilFields:
    return _made(fields.FulfilFields, {"evidence": "环评批复〔2026〕9号", "checked_on": TODAY}, changes)


def payment(*, yuan: int, voucher: str, payee_name: str, **changes: object) -> fields.PayFields:
    values = {
        "amount": yuan * 100,
        "source": "province",
        "quota": "安财指〔2026〕35号",
        "voucher": voucher,
        "payee_name": payee_name,
        "paid_on": TODAY,
    }
    return _made(fields.PayFields, values, changes)


def reversal(payment: str, voucher: str = "R-1", **changes: object) -> fields.ReverseFields:
    values = {"payment": payment, "voucher": voucher, "reversed_on": TODAY, "reason": "账号有误"}
    return _made(fields.ReverseFields, values, changes)


def evaluation(grade: str, article: str = "18", **changes: object) -> contract_fields.EvaluateFields:
    values = {
        "article": article,
        "organiser": "省商务厅会同有关部门聘请的第三方",
        "document": "评价报告〔2026〕1号",
        "evaluated_on": date(2026, 6, 30),
        "grade": grade,
        "advice": "补齐台账" if grade == "basic" else "",
    }
    return _made(contract_fields.EvaluateFields, values, changes)


def recheck(*, accepted: bool, **changes: object) -> contract_fields.RecheckFields:
    values = {"accepted": accepted, "organ": "县工信局", "document": "复核1号", "checked_on": date(2026, 8, 1)}
    return _made(contract_fields.RecheckFields, values, changes)


def disposal(measure: str, **changes: object) -> contract_fields.DisposeFields:
    values = {"organ": "县人民政府", "document": "决定1号", "decided_on": date(2026, 9, 1), "measure": measure}
    return _made(contract_fields.DisposeFields, values, changes)


def completion(*, passed: bool = True, **changes: object) -> contract_fields.CompletionFields:
    values = {
        "members": "甲、乙、丙",
        "accepted_on": TODAY,
        "passed": passed,
        "conclusion": "按合同完成",
        "report": "验收报告1号",
    }
    return _made(contract_fields.CompletionFields, values, changes)


def inspection(problems: str = "", **changes: object) -> InspectFields:
    values = {"done_on": TODAY, "inspectors": "王工、李工", "findings": "看了现场和账目", "problems": problems}
    return _made(InspectFields, values, changes)


def follow_up(settled: str = "", **changes: object) -> FollowUpFields:
    values = {"done_on": TODAY, "inspectors": "王工、李工", "findings": "看了整改", "settled": settled}
    return _made(FollowUpFields, values, changes)


def finding(problem: str = "台账不全", **changes: object) -> FindingFields:
    return _made(FindingFields, {"problem": problem}, changes)


def fund_review(**changes: object) -> FundReviewFields:
    values = {
        "reviewed_on": TODAY,
        "organ": "县有关部门",
        "participants": "钱督、孙审",
        "findings": "未发现问题",
        "document": "审核报告1号",
    }
    return _made(FundReviewFields, values, changes)


def review(quarter: str = "2026年第4季度", **changes: object) -> contract_fields.ReviewFields:
    values = {"quarter": quarter, "done_on": TODAY, "findings": "未发现问题"}
    return _made(contract_fields.ReviewFields, values, changes)


def recovery(yuan: int, ground: str = "unrectified", **changes: object) -> contract_fields.RecoveryFields:
    values = {"ground": ground, "decision": "追回1号", "organ": "县工信局", "reason": "整改不到位"}
    return _made(contract_fields.RecoveryFields, {**values, "amount": yuan * 100}, changes)


def reclaim(yuan: int, **changes: object) -> contract_fields.ReclaimFields:
    values = {"decision": "收回1号", "organ": "县人民政府", "reason": "评价不合格", "amount": yuan * 100}
    return _made(contract_fields.ReclaimFields, values, changes)


def demand(**changes: object) -> contract_fields.NotifyFields:
    return _made(contract_fields.NotifyFields, {"pay_by": date(2026, 12, 31), "pay_to": "国库专户 123"}, changes)


def sign_off(paper: str, **changes: object) -> SignOffFields:
    values = {"signer": "郑主任", "signed_on": TODAY, "agreed": True, "paper": paper, "opinion": "拟同意"}
    return _made(SignOffFields, values, changes)


def service(paper: str, **changes: object) -> ServeFields:
    values = {"way": "direct", "served_on": TODAY, "signer": "王小明", "paper": paper}
    return _made(ServeFields, values, changes)


def explanation(words: str = "因疫情延误") -> fields.ExplainFields:
    return fields.ExplainFields(explanation=words)


def returned(yuan: int, voucher: str = "B-1", **changes: object) -> contract_fields.ReturnedFields:
    paper = {"voucher": voucher, "returned_on": TODAY, "source": "province", "budget_year": TODAY.year}
    values = {"amount": yuan * 100, **paper}
    return _made(contract_fields.ReturnedFields, values, changes)


def refund(yuan: int, voucher: str = "TF-1", **changes: object) -> contract_fields.RefundFields:
    values = {"amount": yuan * 100, "voucher": voucher, "refunded_on": TODAY, "reason": "重复缴款"}
    return _made(contract_fields.RefundFields, values, changes)


def settlement(yuan: int, voucher: str = "CF-1", **changes: object) -> SettleFields:
    paper = {"voucher": voucher, "returned_on": TODAY, "source": "province", "budget_year": TODAY.year}
    values = {"amount": yuan * 100, "document": "超付处理通知〔2026〕3号", **paper}
    return _made(SettleFields, values, changes)


def closing(reason: str = "决定撤销") -> contract_fields.CloseFields:
    return contract_fields.CloseFields(reason=reason)


def incoming(kind: str = "application", **changes: object) -> RegisterPaperFields:
    values = {
        "kind": kind,
        "title": "关于拨付资金的申请",
        "sender": "安泽县演示甲有限公司",
        "dated_on": TODAY,
        "received_on": TODAY,
    }
    return _made(RegisterPaperFields, values, changes)


def scan(name: str = "扫描件.pdf", **changes: object) -> ScanFields:
    values = {
        "name": name,
        "media_type": "application/pdf",
        "size": 3,
        "sha256": hashlib.sha256(name.encode()).hexdigest(),
        "path": "2026-11/" + hashlib.md5(name.encode(), usedforsecurity=False).hexdigest(),
        "copy_path": None,
        "invoice": None,
        "at": FrozenClock().now,
    }
    return _made(ScanFields, values, changes)


def archived_file(name: str = "中标通知书.pdf", **changes: object) -> AddMaterialFields:
    values = scan(name).model_dump() | {"folder": "tender", "title": name.rpartition(".")[0]}
    return _made(AddMaterialFields, values, changes)


def transfer(**changes: object) -> HandOverFields:
    values = {"handed_by": "领导小组办公室 张办", "received_by": "县工信局 王工", "handed_on": TODAY}
    return _made(HandOverFields, values, changes)


def withdrawal_entry(paper: str, **changes: object) -> paper_fields.WithdrawalEntryFields:
    return _made(paper_fields.WithdrawalEntryFields, {"paper": paper}, changes)


def payment_entry(paper: str, payment: fields.PayFields) -> paper_fields.PaymentEntryFields:
    return paper_fields.PaymentEntryFields.model_validate(payment.model_dump() | {"paper": paper})


def correction(key: str, value: str, **changes: object) -> CorrectFields:
    values = {"fact": key, "value": value, "reason": "录入时看错", "document": "纸面1号", "dated_on": TODAY}
    return _made(CorrectFields, values, changes)


def slip(reason: str = "金额与纸质申请不一致") -> paper_fields.ReturnEntryFields:
    return paper_fields.ReturnEntryFields(reason=reason)


def annulment(reason: str = "录到了别的合同下面") -> paper_fields.AnnulEntryFields:
    return paper_fields.AnnulEntryFields(reason=reason)


_ANSWER = {
    "question": "受理以后一般几天能上报",
    "text": "材料齐全的，办公室一般在受理后十个工作日内上报。",
    "wordings": "受理完多久上报领导小组\n交了申请几天往上报",
    "passages": "10",
}


def answer(**changes: object) -> DraftAnswerFields:
    return _made(DraftAnswerFields, dict(_ANSWER), changes)


def interpretation(**changes: object) -> InterpretFields:
    paper = {"document": "安办函〔2026〕12号", "signer": "刘主任", "signed_on": TODAY}
    return _made(InterpretFields, _ANSWER | paper, changes)
