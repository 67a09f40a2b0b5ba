"""What the parser and the readers of files say to operators, in Chinese."""

from __future__ import annotations

from collections.abc import Sequence

from policy_kb.numerals import to_chinese

_RETRY = "请另存为 docx、txt 或带文字的 PDF 后再试。"

# Files that cannot be read: what it is, and what to do next.
MISSING_FILE = "找不到这个文件，请检查路径和文件名。"
NOT_A_FILE = "这不是文件，请指定一个 txt、docx 或带文字的 PDF 文件。"
CANNOT_OPEN = "没有权限或无法打开这个文件，请检查文件权限，关闭正在使用它的程序后再试。"
EMPTY_FILE = "文件是空的，没有任何文字，请检查是否选错了文件。"
TOO_LARGE = "文件过大（超过 100 MB），请拆分，或另存为 txt 后再试。"
SCANNED_PDF = "这个 PDF 里没有文字，多半是扫描件。请先用文字识别（OCR）软件转成 docx 或 txt，逐字核对后再试。"
ENCRYPTED = "文件已加密，请在原软件中去掉密码，另存为不加密的文件后再试。"
BROKEN_PDF = "这个 PDF 已损坏，无法读取。请重新下载或重新导出，或另存为 docx、txt 后再试。"
BROKEN_DOCX = "这个 docx 文件已损坏，无法读取。请用 Word 或 WPS 打开后重新另存为 docx 再试。"
OLD_WORD = "这是旧版 Word（doc）或 WPS 文件。请用 Word 或 WPS 打开，另存为 docx 后再试。"
OFD = "这是 OFD 版式文件。请用 OFD 阅读器转换为带文字的 PDF，或导出为 docx、txt 后再试。"
IMAGE = "这是图片。请先用文字识别（OCR）软件转成 docx 或 txt，逐字核对后再试。"
SPREADSHEET = "这是电子表格或演示文稿，不是条文。" + _RETRY
RICH_TEXT = "这是 RTF 文件。请用 Word 或 WPS 打开，另存为 docx 后再试。"
WEB_PAGE = "这是网页文件。请在浏览器中打开，复制正文存为 txt 后再试。"
ARCHIVE = "这是压缩包。请先解压，再指定里面的 docx、txt 或 PDF 文件。"
UNKNOWN = "无法识别这个文件的格式或文字编码。" + _RETRY


def unreadable_characters(*, count: int) -> str:
    """Some bytes belonged to no character."""
    return f"有 {count} 处文字无法识别，已用“\ufffd”代替，请对照原件核对。"


def pages_without_text(*, pages: Sequence[int]) -> str:
    """Pages of a PDF that are pictures, or empty."""
    return f"第 {'、'.join(map(str, pages[:20]))} 页没有文字，可能是扫描页，请对照原件核对。"


def article(number: int, sub: int = 0) -> str:
    """第十二条, 第十二条之一."""
    return f"第{to_chinese(number)}条" + (f"之{to_chinese(sub)}" if sub else "")


NO_ARTICLES = "没有找到条文：既没有“第…条”，也没有“一、”“（一）”“1.”这样的编号。"


def other_numbering(*, style: str) -> str:
    """The document has no 第…条."""
    return f"文件没有“第…条”，已按“{style}”的编号划分。"


def first_article(*, label: str, line: int) -> str:
    """Numbering does not begin with 1."""
    return f"第 {line} 行：条文从{label}开始，前面可能缺页。"


def gap(*, missing: Sequence[int], before: str, after: str, line: int) -> str:
    """Numbers are missing between two articles."""
    names = article(missing[0]) if len(missing) == 1 else f"{article(missing[0])}至{article(missing[-1])}"
    return f"第 {line} 行：缺{names}，{before}之后是{after}。"


def repeated(*, label: str, line: int, unit: str) -> str:
    """The same number a second time."""
    return f"第 {line} 行：{label}重复出现，编号记为 {unit}。"


def backward(*, label: str, before: str, line: int) -> str:
    """A number smaller than the one before it."""
    return f"第 {line} 行：{label}排在{before}之后，顺序颠倒。"


def empty_article(*, label: str, line: int) -> str:
    """A heading with nothing below it."""
    return f"第 {line} 行：{label}没有正文。"


def ignored(*, label: str, line: int) -> str:
    """A line that begins like an article and was not taken as one."""
    return f"第 {line} 行：“{label}”在句子中间或顺序不符，没有当作条文，请核对。"


def in_annex(*, count: int, line: int) -> str:
    """The annex numbers its own articles."""
    return f"第 {line} 行起是附件，其中另有 {count} 条编号，没有列入正文条文。"


CONTENTS_SKIPPED = "文首的目录没有计入条文。"


def stray_digit(*, words: str, line: int) -> str:
    """A digit inside a word was taken for a page number."""
    return f"第 {line} 行：“{words}”中的数字按混入的页码处理，请对照原件核对。"


def item_gap(*, label: str, number: int, line: int) -> str:
    """An item's number does not continue its list."""
    return f"第 {line} 行：{label}的项编号不连续，此处是第（{to_chinese(number)}）项。"


def item_repeated(*, label: str, number: int, line: int, unit: str) -> str:
    """An item's number comes twice in one list."""
    return f"第 {line} 行：{label}中第（{to_chinese(number)}）项重复出现，编号记为 {unit}。"


def more_warnings(*, count: int) -> str:
    """The list was cut."""
    return f"另有 {count} 条提示未列出。"


def section(number: int, style: str) -> str:
    """How an article is called in a document without 第…条."""
    return {"一、": f"{to_chinese(number)}、", "（一）": f"（{to_chinese(number)}）"}.get(style, f"{number}.")
