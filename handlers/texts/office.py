"""How to reach people: the office's own arrangements, marked as such."""

from __future__ import annotations

from handlers.office import Office

SOURCE = "【办公室设置（办法未规定）】"


def contact(*, office: Office) -> str:
    """Name, telephone, hours and address; what the office has not entered is said to be missing."""
    lines = [f"{SOURCE}{office.name}"]
    if office.phone:
        lines.append(f"电话：{office.phone}")
    if office.hours:
        lines.append(f"时间：{office.hours}")
    if office.address:
        lines.append(f"地址：{office.address}")
    return "\n".join(lines) if office.is_reachable else f"{office.name}还没有在本助手里登记电话和地址。"


def portal(*, office: Office) -> str:
    """Where the county portal's column is, if the office entered its link."""
    if office.portal_url:
        return f"{SOURCE}专栏网址：{office.portal_url}"
    return "办公室还没有在本助手里登记专栏的网址。"
