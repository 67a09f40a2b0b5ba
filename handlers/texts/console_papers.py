"""Words of the console's pages of what comes in on paper."""

from __future__ import annotations

from handlers.texts import incoming

TITLE = incoming.REGISTER
HEADINGS = (
    "收文号",
    "收到日期",
    "落款日期",
    "来件单位",
    "标题",
    "来件文号",
    "种类",
    "合同编号",
    "承办企业",
    "申请编号",
    "扫描件",
    "登记人",
    "办理情况",
)
PRINT = "打印"
NOT_ENTERED = "未代录"
KEPT = "存查"
NO_SCAN_CHOSEN = "没有选择文件，什么也没有保存。"
SCANNED = "已保存"
NO_CONTRACT = "没有找到这样的合同。请核对合同编号，或者用企业名称查找。"


def title_of(*, year: int) -> str:
    """Head the register of a year."""
    return f"{year}年{TITLE}"


def voided(*, reason: str) -> str:
    """Say that a line counts no more, and why."""
    return f"作废：{reason}"


def entered(*, state: str) -> str:
    """Say that something was entered from a paper, and where that stands."""
    return f"已代录，{incoming.ENTRY_STATES[state]}"


def for_application(*, label: str, number: str) -> str:
    """Name an act and the application that it is about."""
    return f"{label}（{number}）"
