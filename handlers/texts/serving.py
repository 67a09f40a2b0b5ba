"""Words of 呈批 before an act of the office, and of 送达 of what has a term."""

from __future__ import annotations

from datetime import date

from handlers.dates import day

SIGNED_REPORT = "上报前是否要呈批"
SIGNED_DECLINE = "不予受理前是否要呈批"
SIGNED_EXAMPLE = "是，或者：否"
SIGNED_UNSET = "否（没有设置时）"

PURPOSES = {"report": "上报", "decline": "不予受理"}
"""What is signed for, by act."""

SIGNER_OF = ("签批人", "呈批件由谁签批？照呈批件写姓名。")
SIGNED_ON = ("签批日期", "呈批件上签批的日期，例如：2026年11月24日。")
AGREED = ("签批同意", "签批同意吗？照呈批件选。")
OPINION = ("签批意见", "照呈批件写签批意见；只签名字、没有写意见的不填。")
SIGN_OFF_PAPER = (
    "呈批件收文号",
    "签批后的呈批件先在收文登记簿登记（来件种类：呈批件）并上传扫描件，再填收文号，例如：收文〔2026〕12号。",
)

WAY = ("送达方式", "用哪一种方式送达？")
SERVED_ON = ("送达日期", "哪一天送达？照送达回证写；公告送达的，写视为送达的日期。期限从这一天的次日起算。")
SIGNER = ("签收人", "谁签收的？照送达回证写；留置送达写见证人；公告送达、电子送达可以不填。")
SERVICE_PAPER = (
    "送达凭证收文号",
    "送达回证（邮寄回执、公告截图等）先在收文登记簿登记（来件种类：送达回证）并上传扫描件，再填收文号，例如：收文〔2026〕12号。",
)
WAYS = {
    "direct": "直接送达",
    "post": "邮寄送达",
    "left": "留置送达",
    "electronic": "电子送达",
    "notice": "公告送达",
    "other": "其他方式",
}

SIGNER_MISSING = "直接送达要写签收人，留置送达要写见证人。"
NOT_AGREED = "呈批件登记的签批结果是不同意。要继续办，请重新呈批，并再登记签批。"
SIGN_OFF_NOT_ASKED = "办公室没有设置这一步要呈批。"
SERVED_ALREADY = "已经登记过送达。"
ONE_TERM = "缴款期限填日期，或者填送达后的天数，只填一项。"
SIGN_OFFS, SERVICES = "呈批", "送达"
UNSERVED, TERM = "未送达", "期限"
NOT_RUNNING = "还没有登记送达，期限不起算。推送消息是告知，不是送达。"
NOT_SERVED = "还没有登记送达。推送消息是告知，不是送达。"
SIGNED = "上报前已呈批（办公室设置）"
SERVED_FOUND = "缴款通知已经送达"


def not_signed(*, purpose: str) -> str:
    """What is to be done before the act."""
    what = PURPOSES[purpose]
    return f"办公室设置了{what}前要呈批：请打印呈批件，签批后登记收文并上传扫描件，再办“登记签批”，然后{what}。"


def sign_off(*, purpose: str, agreed: bool, signer: str, opinion: str, paper: str) -> str:
    """What was signed, and by whom."""
    said = f"：{opinion}" if opinion else ""
    return f"{PURPOSES[purpose]}呈批：{'同意' if agreed else '不同意'}{said}（签批人：{signer}；{paper}）"


def service(*, way: str, signer: str, paper: str) -> str:
    """How something was served, and what shows it."""
    by = f"，签收人（见证人）：{signer}" if signer else ""
    return f"{WAYS[way]}{by}（{paper}）"


def served(*, way: str, on: date, due_on: date | None) -> str:
    """What the firm is told of a service: the term that runs from it."""
    until = f"期限到{day(due_on)}。" if due_on is not None else ""
    return f"{day(on)}{WAYS[way]}。{until}"


def term_in_days(*, days: int) -> str:
    """A term that begins with the service."""
    return f"自送达次日起{days}日内"


def due_on(*, day_due: date) -> str:
    """The day that came of the term."""
    return f"期限到{day(day_due)}"
