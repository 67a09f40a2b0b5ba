"""Papers that the office prints of a case: 呈批件, 补正告知书, 不予受理告知书, 限期整改通知 and the receipt."""

from __future__ import annotations

from datetime import date

from handlers.dates import day
from handlers.money import in_capitals, yuan
from handlers.texts.bodies import GROUP, MEETING, OFFICE
from handlers.texts.casework import OFFICE_STEP

SIGN_OFF, MEND, DECLINE = "呈批件", "补正告知书", "不予受理告知书"
RECTIFY, RECEIPT = "限期整改通知", "材料收件回执"
PRINTS = "打印"

MATTER, NUMBER, FIRM, CONTRACT, KIND = "呈批事项", "申请编号", "申请单位", "合同", "资金种类"
AMOUNT, SUBMITTED, ON_CONTRACT, HANDED_IN, BUREAU_SAYS = (
    "申请金额",
    "提交时间",
    "合同资金",
    "材料",
    "业务审核意见",
)
BASIS, PUT_BY = "依据", "呈批单位"
NONE_RECORDED = "没有登记"
BY_HAND = ("拟办意见", "审核意见", "签批意见")
"""The lines of 呈批件 that are written by hand."""
SIGNED_BY_HAND = "签名：　　　　　　　　　日期：　　　　年　　月　　日"
DATE_BY_HAND = "　　　　年　　月　　日"
MATTERS = {
    "report": f"拟将本申请上报{GROUP}并提请{MEETING}审议",
    "decline": "拟对本申请不予受理",
}
"""What is put before the head of the office, by the act that it is for."""

TAKEN = "送达回证"
TAKEN_ROWS = ("送达方式", "签收人（或者见证人）签名", "签收日期")
"""What is filled in when the paper is served: the term runs from that day."""

MEND_HEAD = "请一次补齐以下内容："
MEND_FOOT = f"补齐后，请通过原渠道重新提交，或者把材料交到{OFFICE}。"
STEP = f"【{OFFICE_STEP}】"
DECLINED_WHY = f"经核对，没有履行中的合同对应这份申请，{OFFICE}不予受理{STEP}。"
ASK = "如有疑问，请联系"


def amount(*, fen: int) -> str:
    """A sum, also in capitals."""
    return f"{yuan(fen)}（大写：{in_capitals(fen)}）"


def contract(*, number: str, project: str) -> str:
    """Which contract."""
    return f"{number}　{project}"


def on_contract(*, fen: int, paid: int) -> str:
    """The contract's sum, and what was paid on it."""
    return f"合同金额{yuan(fen)}，已拨付{yuan(paid)}"


def materials(*, files: int, papers: int, missing: tuple[str, ...]) -> str:
    """What was handed in, and what the office's list still misses."""
    on_paper = f"，窗口收到纸质材料{papers}项" if papers else ""
    lacking = f"；清单上还缺：{'、'.join(missing)}" if missing else "；清单上的必交材料齐全"
    return f"电子文件{files}份{on_paper}{lacking}"


def about(*, contract: str, kind: str, fen: int, number: str) -> str:
    """Which application a letter is about."""
    return f"贵单位就合同{contract}提出的{kind}拨付申请（申请编号：{number}，申请金额{yuan(fen)}）收悉。"


def quoted(*, text: str, label: str) -> str:
    """The passage that it stands on."""
    return f"“{text}”（{label}）"


def inspection(*, number: int) -> str:
    """Which inspection a notice is of."""
    return f"监督检查{number}"


def inspected(*, contract: str, project: str, on: date) -> str:
    """What a notice of rectification begins with."""
    return f"{day(on)}对贵单位“{project}”项目（合同{contract}）进行监督检查，发现下列问题，请在期限内整改："


def to_rectify(*, problem: str, demand: str, term: str) -> str:
    """A problem, what is demanded, and until when."""
    parts = (problem, f"整改要求：{demand}" if demand else "", f"整改期限：{term}" if term else "")
    return "；".join(part.rstrip("。；") for part in parts if part) + "。"
