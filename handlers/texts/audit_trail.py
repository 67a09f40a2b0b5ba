"""What stands in a case's audit trail beside the acts of the table: who else acts, and what the system does."""

from __future__ import annotations

ACTS = {"write": "登记数据", "purge": "到期清理", "erase": "删除个人信息", "adopt": "接收旧数据"}
APPLICANT = "申请人"
ACTORS = {"system": "系统", "operator": "本机操作员", "person": "本人"}


def for_somebody(*, by: str, name: str) -> str:
    """Name who acted, and for whom."""
    return f"{by}（代理{name}）"
