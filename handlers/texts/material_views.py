"""Viewing copies of materials, as staff read them."""

from __future__ import annotations

from handlers.filekinds import FileKind, Problem

PICTURE = "［图片］"
HIDDEN = "隐藏的工作表"

_ORIGINAL = "请下载原件查看。"
PROBLEMS = {
    Problem.DAMAGED: f"这份文件不能在页内显示。{_ORIGINAL}",
    Problem.ENCRYPTED: f"这份文件加了密码，不能在页内显示。{_ORIGINAL}",
    Problem.BOMB: f"这份文件太大或者太复杂，不能在页内显示。{_ORIGINAL}",
    Problem.TOO_SLOW: f"这一页太复杂，没有在限定的时间内显示出来。{_ORIGINAL}",
    Problem.BUSY: "正在显示的文件较多，请稍等再打开一次，或者下载原件查看。",
    Problem.UNCHECKED: f"系统暂时不能在页内显示文件，请联系管理员。也{_ORIGINAL}",
    Problem.UNKNOWN: f"此格式不能在页内查看，{_ORIGINAL}",
}
"""What is said where a viewing copy would stand. Every other problem is one of files that are not taken at all."""

CHANGED = (
    "文件与登记的校验值不符，可能已被改动，不能打开或下载。请联系管理员：运行 audit verify --files 查看，"
    "从备份恢复以后再打开。"
)
GONE = "文件不在存放的位置，不能打开或下载。请联系管理员从备份恢复。"
NO_SUCH_PAGE = "没有这一页。"

NOTES = {
    FileKind.PDF: "有一页没有显示出来的，请下载原件查看。",
    FileKind.DOCX: "这里只显示文字和表格；图片、页眉页脚、批注和版式不显示，修订按接受后的文字显示。以原件为准。",
    FileKind.XLSX: "这里显示单元格里存下的值；公式没有存下结果的显示为空，图表、图片不显示。以原件为准。",
    FileKind.XML: "这里按顺序列出发票文件里的各项内容。以原件为准。",
}
"""What a viewing copy leaves out."""

CUT = "文件较长，这里只显示前面一部分，其余请下载原件查看。"


def sheet_name(*, name: str, is_hidden: bool) -> str:
    """Head the cells of a sheet."""
    return f"{name}（{HIDDEN}）" if is_hidden else name
