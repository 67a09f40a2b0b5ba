"""Pages that the console alone has; at the desk their names say where they are."""

from __future__ import annotations

from collections.abc import Callable
from types import MappingProxyType

from msgspec import Struct

from handlers.identity.actors import StaffMember
from store.states import Role


class Page(Struct, frozen=True):
    """A page by its name in the navigation; `words` are other names of it."""

    label: str
    words: tuple[str, ...] = ()
    is_for: Callable[[StaffMember], bool] = lambda _member: True


def _reads_cases(member: StaffMember) -> bool:
    return member.reads_cases


def _reads_complaints(member: StaffMember) -> bool:
    return member.reads_complaints


def _is_of_the_office(member: StaffMember) -> bool:
    return member.has(Role.OFFICE)


PAGES = (
    Page("收件箱", ("我的收件箱", "通知")),
    Page("日历", ("日程", "看日历"), _reads_cases),
    Page("概览", (), _reads_cases),
    Page("追回收回", (), _reads_cases),
    Page("上会", ("提请批次",), _reads_cases),
    Page("收文", (), _reads_cases),
    Page("在线答复", (), _is_of_the_office),
    Page("意向", ("意向登记",), _is_of_the_office),
    Page("意见", ("意见投诉", "意见列表", "看意见"), _reads_complaints),
    Page("咨询答复"),
    Page("人员"),
    Page("设置"),
)
"""The navigation without what has orders of its own at the desk, and without words that the measure uses."""

PAGE_NAMED = MappingProxyType({word: page for page in PAGES for word in (page.label, *page.words)})
