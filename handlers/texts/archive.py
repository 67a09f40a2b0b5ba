"""Words of the contract's archive: its folders, its directory, what staff record of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from handlers.money import yuan
from handlers.texts import casework
from handlers.texts.bodies import BUREAU, MEETING, OFFICE

FOLDERS = {"tender": "招投标评审", "building": "建设", "acceptance": "验收", "payment": "拨付", "other": "其他"}
TITLE = "归档文件目录"
TRANSFER = "档案移交清单"
HEADINGS = ("序号", "档号", "文号", "责任者", "题名", "日期", "密级", "页数", "备注")

FOLDER = ("归入", "归入哪一类？")
ITEM = ("清单中的件", "对应办公室清单里的哪一件？不在清单里的不填。")
MATERIAL_TITLE = ("题名", "写文件的标题；不填就用文件名。")
AUTHOR = ("责任者", "谁出具的？写单位全称。")
DOCUMENT = ("文号", "文件上的文号；没有就不填。")
DATED_ON = ("日期", "文件上写的日期；没有就不填。例如：2026年11月24日。")
MATERIAL = ("文件编号", "移出哪一份？填档案页面上的文件编号。")
REMOVE_REASON = ("移出原因", "为什么移出？例如：传错了合同。登记和文件保留，不再列入归档文件目录。")
PIECE = ("件", "目录里的哪一件？")
REFERENCE = ("档号", "没有就不填。")
SECRECY = ("密级", "没有就不填。")
PAGES = ("页数", "没有就不填。")
REMARK = ("备注", "没有就不填。")
HANDED_BY = ("移交人", "谁移交？写单位和姓名。")
RECEIVED_BY = ("接收人", "谁接收？写单位和姓名。")
HANDED_ON = ("移交日期", "哪一天移交的？例如：2026年11月24日。")
TRANSFER_NOTE = ("说明", "例如：缺哪些、什么时候补；没有就不填。")

NOT_THEIRS = f"档案材料由{OFFICE}和{BUREAU}登记，您的角色不能办。"
THERE_ALREADY = "这份文件已经在这个合同的档案里，没有重复保存。"
TOO_MANY = "这个合同的档案文件已经放满，没有保存。"
NO_SUCH_MATERIAL = "这个合同的档案里没有这份上传的文件，请核对文件编号。"
NOTHING_TO_REMOVE = "现在没有可以移出的文件。"
REMOVED_ALREADY = "这份文件已经移出。"
ARCHIVED_ALREADY = "这份文件上传以后已经归档或者移交，不能移出。"
NO_SUCH_PIECE = "目录里没有这一件，请刷新页面。"
NO_SUCH_ITEM = "办公室清单里没有这一件，请重新选择。"

TERM, TERM_EXAMPLE, TERM_UNSET = "档案保管期限", "10年，或者：30年，或者：永久", "没有设置"
TERMS = ("10年", "30年", "永久")
PLACE, PLACE_EXAMPLE = "档案原件存放处", "档案室3号柜；没有就写：无"
EXPECTED = "归档应有材料"
EXPECTED_EXAMPLE = "招投标评审：中标通知书、评标报告；建设：开工令；验收：验收报告；拨付：支付凭证；没有就写：无"
EXPECTED_UNSET = "没有设置"
NO_PLACE = "没有设置"

UPLOADED = "已保存"
NO_FILE_CHOSEN = "没有选择文件，什么也没有保存。"
CHANGED_MEANWHILE = "您打开页面以后，这一类的目录有了变化。请核对后再保存，您填的内容还在。"
NOTHING_CHANGED = "没有改动。"
SAVED = "已保存。"
WRONG_PAGES = "页数要填1到9999的整数。"
TOO_LONG = "填的内容太长，每一格最多200个字。"

ELSEWHERE = "纸质另存"
PRINTED = "系统可打印"
NO_SCAN = "纸质另存，没有扫描件"
REMOVED = "已移出的文件"

CONTRACT_TITLE = "项目建设合同"
PROCUREMENT_TITLE = "政府采购（招标）结果"
ACCEPTANCE_GROUP = "验收组"
MINUTES_MISSING = "会议纪要编号还没有补登"


def named_folders(*, items: Mapping[str, Sequence[str]]) -> str:
    """Give the office's list of what belongs in each folder."""
    said = (f"{FOLDERS[folder]}：{'、'.join(names)}" for folder, names in items.items() if names)
    return "；".join(said) or "无"


def contract(*, project: str) -> str:
    """Name the contract's own paper."""
    return f"{CONTRACT_TITLE}（{project}）"


def material(*, item: str, name: str) -> str:
    """Name a file of the firm's, under the item of the office's list."""
    return f"{item}：{name}" if item else name


def amendment(*, kind: str) -> str:
    """Name the paper of a change."""
    return f"合同变更：{kind}"


def meeting(*, session: str) -> str:
    """Name the minutes of a meeting."""
    return f"{MEETING}会议纪要（{session}）"


def step(*, act: str) -> str:
    """Name the paper of a step."""
    return f"{casework.ACTS[act][0]}来往文件" if act in casework.ACTS else act


def payment(*, amount: int) -> str:
    """Name the voucher of a payment, or of its reversal."""
    return f"支付凭证（{yuan(amount)}）" if amount >= 0 else f"退票凭证（{yuan(-amount)}）"


def opening(*, amount: int) -> str:
    """Name the voucher of a payment of before."""
    return f"以前拨付的支付凭证（{yuan(amount)}）"


def case(*, kind: str) -> str:
    """Name the decision of a case of money taken back."""
    return f"{casework.CASE_KINDS[kind]}决定"


def returned(*, amount: int) -> str:
    """Name the voucher of money that came back."""
    return f"缴款凭证（{yuan(amount)}）"


def evaluation(*, grade: str) -> str:
    """Name the result of an evaluation."""
    return f"中期绩效评价结果（{casework.GRADES[grade]}）"


RECHECK, DISPOSAL, INSPECTION = "整改复核结果", "处理决定", "监督检查记录"


def review(*, quarter: str) -> str:
    """Name the review of a quarter."""
    return f"监督审核记录（{quarter}）"


def acceptance(*, passed: bool) -> str:
    """Name the report of an acceptance."""
    return f"验收报告（{'通过' if passed else '未通过'}）"


APPLICATION_LETTER, RECEIPT, RETURN_NOTICE = "拨付申请书", "材料收件回执", "补正告知书"


def of_application(*, number: str) -> str:
    """Say to which application a piece belongs."""
    return f"申请 {number}"


def remarks(*, parts: Sequence[str]) -> str:
    """Several remarks in one cell."""
    return "；".join(parts)


def title_of(*, number: str, title: str) -> str:
    """Head a paper about a contract's archive."""
    return f"{number} {title}"


def handed(*, place: int) -> str:
    """Name a hand-over."""
    return f"第{place}次移交"


def of_line(*, title: str, problem: str) -> str:
    """Say of which line something is wrong."""
    return f"“{title}”：{problem}"


def described(*, count: int) -> str:
    """Say how many lines were recorded."""
    return f"已保存，改了{count}件。"


def numbered(*, title: str, place: int) -> str:
    """Tell the files of one form apart that have one title."""
    return f"{title}（{place}）"


def wrong_fields(*, names: Sequence[str]) -> str:
    """Say which fields of an upload cannot be meant."""
    titles = {"folder": FOLDER, "item": ITEM, "title": MATERIAL_TITLE, "author": AUTHOR, "document": DOCUMENT}
    said = "、".join((titles | {"dated_on": DATED_ON})[name][0] for name in dict.fromkeys(names))
    return f"没有保存。请核对：{said}。每一项最多200个字，日期照日历上有的写。"
