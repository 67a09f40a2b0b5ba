"""What is said about files that are handed in, and about the office's checklist."""

from __future__ import annotations

from handlers.filekinds import Problem
from handlers.texts.casework import KINDS as KINDS_OF_MONEY
from store.states import Kind

UNNAMED = "材料"

KINDS = "PDF、JPG、PNG、DOCX、XLSX、OFD，以及电子发票的 XML"
_TAKEN = f"可以收的是：{KINDS}"
LIMITS = "每个文件不超过 20 MB，每份申请最多 30 个文件、合计不超过 200 MB"

PROBLEMS: dict[Problem, str] = {
    Problem.NOT_A_FILE: "这里要的是图片或文件，语音、视频、位置和链接不能当作材料，没有保存。请发图片或文件。",
    Problem.NO_WAY: "这个渠道收不了文件。请回复“上传链接”，用手机或电脑打开链接上传。",
    Problem.GONE: "这个文件在平台上已经取不到了，没有保存。请重新发一次。",
    Problem.NOT_THERE: "没有这个文件，或者没有权限读取。请检查路径后再试。",
    Problem.UNREACHED: "暂时没能从平台取到这个文件，没有保存。请过一分钟重新发一次；仍不行请回复“上传链接”。",
    Problem.EMPTY: "这个文件是空的，没有保存。请检查后重新发。",
    Problem.TOO_LARGE: f"这个文件太大，没有保存。{LIMITS}。请压缩图片，或者把 PDF 拆开后再发。",
    Problem.UNKNOWN: f"这种文件收不了，没有保存。{_TAKEN}（按内容判断，改文件名没有用）。请另存为 PDF 后再发。",
    Problem.HEIC: "这是 HEIC 格式的照片，多数电脑打不开，没有保存。请转成 JPG 再发："
    f"苹果手机在“设置-相机-格式”里选“兼容性最佳”后重新拍，或者截图。{_TAKEN}。",
    Problem.OLD_OFFICE: "这是旧版的 Office 或 WPS 文件（doc、xls、wps），没有保存。"
    f"请另存为 PDF、DOCX 或 XLSX 后再发。{_TAKEN}。",
    Problem.ARCHIVE: f"压缩包收不了，没有保存。请解压后把里面的文件一个一个发来。{_TAKEN}。",
    Problem.PROGRAM: f"这是程序文件，不能收，没有保存。请发材料本身。{_TAKEN}。",
    Problem.FILM: f"视频和录音不能当作材料，没有保存。请发图片或文件。{_TAKEN}。",
    Problem.DAMAGED: "这个文件打不开或者不完整，没有保存。请先在手机或电脑上打开看一看，再重新发。",
    Problem.ENCRYPTED: "这个文件加了密码，没有保存。请去掉密码后再发（打开文件，另存或打印为没有密码的 PDF）。",
    Problem.ACTIVE: "这个文件带有脚本、宏或自动执行的动作，或者一打开就去别的电脑、网站取东西，"
    "为了安全不能收，没有保存。请打印为 PDF 后再发。",
    Problem.CARRIES_FILES: "这个文件里面夹带了别的文件，为了安全不能收，没有保存。"
    "请打印为 PDF 后再发，夹带的文件另外一个一个发来。",
    Problem.BOMB: "这个文件展开后大得不正常，不能收，没有保存。请打印为 PDF 后再发。",
    Problem.TOO_MANY_PIXELS: "这张图片的像素太多（超过 1.2 亿），没有保存。请缩小后再发，看得清文字就行。",
    Problem.NOT_AN_INVOICE: "XML 文件只收电子发票（开票平台下载的原文件），这个不是，没有保存。"
    "请另存为 PDF 后再发。",
    Problem.CARD: "这张图片看起来像身份证或银行卡，已经立即删除，没有保存。没有要求时请不要发证件和卡的照片。"
    "如果办公室公布的清单里要交它，请在问到那一项时再发（上传页面请先选那一项）；"
    "如果它其实是别的材料，请把同一张图片另存为 PDF 再发一次。",
    Problem.TOO_SLOW: "这个文件太复杂，检查不完，没有保存。请打印为 PDF 或拍成图片后再发。",
    Problem.BUSY: "现在同时检查的文件比较多，这个没有保存。请过几分钟再发。",
    Problem.UNCHECKED: "现在检查不了文件，这个没有保存。请过一会儿再发；仍不行请打电话告诉办公室。",
    Problem.REPEATED: "这个文件已经收到过，不用再发，没有重复保存。",
    Problem.TOO_MANY: "这份申请已经有 30 个文件，不能再多了，这个没有保存。"
    "请把几页合成一个 PDF，或者先删掉不需要的。",
    Problem.DRAFT_FULL: "这份申请的文件加起来要超过 200 MB 了，这个没有保存。请压缩后再发，或者先删掉不需要的。",
    Problem.DAY_FULL: "今天从您这里收的文件已经到上限（每人每天最多 120 个、合计 600 MB，没有收下的也算），"
    "这个没有保存。请明天再发；急用请打电话给办公室，或者到窗口交。",
    Problem.NO_DRAFT: "这份申请已经提交、取消或者过期，文件没有保存。请在对话里回复“我的申请”查看。",
}
"""系统校验: each says that nothing was kept, and what to do."""


NO_CHECKLIST = (
    "办法没有列明要交哪些材料，办公室也还没有公布清单。请交能说明情况的材料；拿不准可以先打电话问办公室。"
)


def checklist_title(*, kind: Kind) -> str:
    """Whose list this is: the office's, never the measure's."""
    return f"{KINDS_OF_MONEY[kind.value]}申请：办公室公布的清单（办公室设置，办法未规定）"


def checklist_line(*, number: int, label: str, hint: str = "", required: bool) -> str:
    """One item of the office's list."""
    return f"{number}. {label}（{'必交' if required else '没有可不交'}）{f'：{hint}' if hint else ''}"


def repeated_invoice_brief(*, number: str) -> str:
    """The same where others read along."""
    return f"申请{number}：材料里的发票在别的申请里也有，请核对"


def repeated_invoice(*, invoice: str, others: tuple[str, ...]) -> str:
    """Warn staff, accusing nobody: the same invoice may rightly stand in two applications."""
    numbers = "、".join(others)
    return f"发票号码 {invoice} 在申请 {numbers} 的材料里也出现过，请核对是否重复（系统校验，只作提示）。"


def received(*, name: str, count: int) -> str:
    """Say that a file is there."""
    return f"已收到“{name}”，这份申请现在有 {count} 个文件。"


def upload_invitation(*, url: str, minutes: int) -> str:
    """Give the link to the upload page."""
    return (
        f"上传文件请打开（{minutes} 分钟内有效，只能打开一次，请不要转给别人）：\n{url}\n"
        f"可以收：{KINDS}。{LIMITS}。传完回到这里继续。"
    )


FILES = "材料"
OTHER_FILES = "其他材料（清单以外）"
UPLOADED = "已收到。"
THIS_FORM = "这次选的文件"


def size_of(size: int) -> str:
    """A file's size as people read it."""
    if size < 1024 * 1024:
        return f"{max(1, round(size / 1024))} KB"
    return f"{size / 1024 / 1024:.1f} MB"
