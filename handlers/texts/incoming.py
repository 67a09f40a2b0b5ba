"""Words of papers that come in (收文) and of what staff enter from them (代录)."""

from __future__ import annotations

from datetime import date

from handlers.dates import day
from handlers.texts.bodies import BUREAU, OFFICE

REGISTER = "收文登记簿"
KINDS = {
    "application": "拨付申请",
    "resubmission": "补正材料",
    "withdrawal": "撤回申请",
    "voucher": "支付凭证",
    "sign_off": "呈批件",
    "service": "送达回证",
    "letter": "其他来函",
}
"""What papers are."""

ENTRY_KINDS = {"submission": "申请（补正）", "withdrawal": "撤回申请", "payment": "拨付"}
"""What is entered from paper."""

ENTRY_STATES = {
    "waiting": "待复核",
    "agreed": "复核一致",
    "returned": "已退回更正",
    "replaced": "之后已补正重交",
    "closed": "已更正或者已作罢",
}
"""Where entries from paper stand."""

ENTRIES = "代录"
STATE, CHECKED_BY = "复核情况", "复核人"

KIND = ("来件种类", "来的是哪一种纸质材料？")
TITLE = ("来件标题", "照纸质材料写标题，例如：关于拨付前期预付资金的申请。")
SENDER = ("来件单位", "谁送来的？照落款写单位全称。")
NUMBER = ("来件文号", "纸质材料上的文号；没有就不填。")
DATED_ON = ("落款日期", "纸质材料上写的日期是哪一天？例如：2026年11月24日。")
RECEIVED_ON = ("收到日期", "哪一天收到的？例如：2026年11月25日。")
BELONGS_TO = ("所属申请", "属于哪一件申请？填申请编号；新的申请不填。")
VOID_REASON = ("作废原因", "为什么作废？例如：重复登记。收文号保留，不再使用。")

PAPER = ("收文号", "依据哪一份收文？填收文号，例如：收文〔2026〕12号。还没有登记的，先登记收文。")
RETURN_REASON = ("退回更正的原因", "哪里与纸质材料不一致？写清楚，由代录的人更正。")
ANNUL_REASON = ("撤销原因", "为什么撤销？会告知申请人。")
SCAN_NAME = ("文件名", "扫描件的文件名。")
SCAN_TYPE = ("文件类型", "扫描件的文件类型。")
SCAN_SIZE = ("文件大小", "扫描件的大小。")
SCAN_SHA256 = ("校验值", "扫描件的 SHA-256。")
SCAN_PATH = ("存放位置", "扫描件的存放位置。")
SCAN_COPY = ("查看用副本", "查看用副本的存放位置。")
SCAN_INVOICE = ("发票号码", "扫描件里的发票号码。")
SCAN_AT = ("收到时刻", "扫描件是什么时候传来的。")

STAFF_ONLY = f"收文由{OFFICE}和{BUREAU}登记，您的角色不能办。"
NO_SUCH_PAPER = f"没有这个收文号。请核对{REGISTER}；还没有登记的，先登记收文。"
NO_PAPER_NAMED = "代录要有依据：请先登记收文，再填收文号。"
OTHER_CONTRACT = "这份收文登记在别的合同下面，不能用在这里。"
OTHER_APPLICATION = "这份收文登记在别的申请下面，不能用在这里。"
VOIDED = "这份收文已经作废，不能再用。"
VOIDED_ALREADY = "这份收文已经作废。"
NO_SUCH_APPLICATION = "这个合同下面没有这件申请，请核对申请编号。"
RECEIVED_BEFORE = "收到日期早于落款日期，请核对。"
IN_USE = "已经依据这份收文办了代录，不能作废。录错了的，由复核的人退回更正。"
SCAN_MISSING = "这份收文还没有扫描件。请先上传扫描件。"
NO_SCAN = "这份收文还没有扫描件。请先上传支付凭证的扫描件。"
SCAN_THERE = "这份扫描件已经在这份收文里，没有重复保存。"
TOO_MANY_SCANS = "这份收文的扫描件已经放满，没有保存。"

UNCHECKED = "代录还没有复核。请由没有代录、没有审批的另一名工作人员先复核，复核一致后再办。"
TO_BE_CORRECTED = "代录已退回更正，更正并复核一致后再办。"
NOTHING_TO_CHECK = "没有等待复核的代录。"
NOTHING_TO_CORRECT = "没有退回更正的代录。"
WAITS_ALREADY = "已经有一笔代录在等复核，请先复核。"
ENTERED_BY_YOU = "这一件是您登记或者代录的，请由另一名工作人员复核。"
CHECKED_NOT_BY_APPROVER = "您登记过这一件的审批，请由另一名工作人员复核。"
PAYER_ENTERS = (
    f"拨付由拨付部门自己登记。拨付部门不登录本系统的，先由{OFFICE}在办公室设置里写明由{BUREAU}按支付凭证代录。"
)

BUREAU_ENTERS = f"拨付部门不登录时由{BUREAU}按支付凭证代录"
BUREAU_ENTERS_EXAMPLE = "是，或者：否"
BUREAU_ENTERS_UNSET = "否（没有设置时）"

WITHDRAWAL_RETURNED = "撤回申请的代录有误，已退回更正；贵单位的申请照常办理。"


def paper_number(*, year: int, place: int) -> str:
    """收文〔2026〕12号."""
    return f"收文〔{year}〕{place}号"


def other_kind(*, number: str, kind: str, wanted: tuple[str, ...]) -> str:
    """Say that the paper is another one than the act stands on."""
    return f"{number}登记的是“{kind}”，这里要的是“{'”或者“'.join(wanted)}”。"


def used(*, number: str, application: str) -> str:
    """Say that a paper was entered already."""
    return f"{number}已经代录过（{application}），一份收文只代录一次。"


def entered_for_you(*, on: date) -> str:
    """Tell the firm that the office entered something from its paper."""
    return f"办公室已根据贵单位{on.month}月{on.day}日纸质申请代录，请核对；有误请联系办公室。"


def annulled(*, reason: str) -> str:
    """Tell the firm that what was entered in its name counts no more."""
    return f"办公室代录有误，已撤销：{reason}"


def on_paper(*, title: str, number: str, on: date) -> str:
    """Name a paper that an act stands on."""
    return f"{title}（{number}，落款{day(on)}）"


def to_check(*, paper: str, by: str, facts: tuple[str, ...]) -> str:
    """Tell whoever checks an entry what was entered, from what and by whom."""
    return "\n".join((f"依据：{paper}", f"代录人：{by}", *facts, "请对照纸质材料或者扫描件逐项核对。"))


def fact(*, title: str, value: str) -> str:
    """One thing that was entered."""
    return f"{title}：{value}"
