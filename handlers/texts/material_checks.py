"""已与原件核对, as staff read it."""

from __future__ import annotations

from datetime import datetime

from handlers.dates import moment
from handlers.texts.bodies import OFFICE

REASON = ("撤销原因", "为什么撤销“已与原件核对”？")
COMPARED_ALREADY = "这份文件已经登记过“已与原件核对”。核对有误的，请先撤销并写明原因。"
NOT_COMPARED = "这份文件没有登记“已与原件核对”，不需要撤销。"
OFFICE_ONLY = f"与原件核对由{OFFICE}登记，您的角色不能办这一步。"
NO_SUCH = "没有查到这份文件，或者它还没有提交。请回到申请页面重新打开。"


def checked(*, name: str, at: datetime) -> str:
    """Say who held the file against the original."""
    return f"已与原件核对：{name}，{moment(at)}"


def revoked(*, name: str, at: datetime, reason: str) -> str:
    """Say who took a check back, and why."""
    return f"已撤销核对：{name}，{moment(at)}。原因：{reason}"
