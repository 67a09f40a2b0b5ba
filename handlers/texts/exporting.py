"""What stands on exports and prints of the office."""

from __future__ import annotations

from datetime import datetime

from handlers.dates import moment
from handlers.texts.letters import NOT_A_DOCUMENT
from store.states import Access

MATERIALS = "材料清单"
ORIGINALS = "全部原件"
NOTE = "导出说明.txt"
MATERIAL_HEADINGS = ("序号", "清单项目", "文件名", "大小（字节）", "收到时间", "SHA-256", "与原件核对")
NOT_CHECKED = "未登记"
HOW = {Access.VIEW: "查看", Access.DOWNLOAD: "下载原件", Access.EXPORT: "导出"}
OLD_FILE = "已不在这份申请里的文件"


def mark(*, name: str, at: datetime) -> str:
    """Say who took it out, and when."""
    return f"导出人：{name}　导出时间：{moment(at)}　{NOT_A_DOCUMENT}"


def printed(*, name: str, at: datetime) -> str:
    """Stand at the head of a printed page of the console."""
    return f"打印人：{name}　页面打开时间：{moment(at)}　{NOT_A_DOCUMENT}"


def page_of_file(*, name: str, page: str) -> str:
    """Name a page of a file."""
    return f"{name}，第 {page} 页"


def originals_title(*, number: str) -> str:
    """Name the package of an application's originals."""
    return f"{number} {ORIGINALS}"


def materials_title(*, number: str) -> str:
    """Head the list of an application's files."""
    return f"{number} {MATERIALS}"
