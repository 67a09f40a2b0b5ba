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
    if len(lines) == 1:
        lines.append("办公室还没有在本助手里登记电话和地址，请到县政府门户网站查询，或者到办公室当面咨询。")
    return "\n".join(lines)


def portal(*, office: Office) -> str:
    """Where the county portal's column is, if the office entered its link."""
    if office.portal_url:
        return f"{SOURCE}专栏网址：{office.portal_url}"
    return f"{SOURCE}专栏网址还没有登记，请在县政府门户网站上查找“安泽县乡村 e 镇工作”专栏。"
