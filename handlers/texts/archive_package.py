"""Words of a contract's archive as it is taken along: names of its folders, how it is checked, what is missing."""

from __future__ import annotations

from collections.abc import Sequence

from handlers.texts import casework

ORIGINALS, RECORDS, AUDIT, ROWS, CONTRACT = "原件", "记录", "审计", "全部记录", "合同"
PACKAGE = "全部档案"
REPORT, MANIFEST = "导出报告.txt", "SHA256SUMS"
LEDGER = "资金台账"
NOTICES, FILES = "告知情况", "文件"
NOT_SET = "办公室没有设置"

_RULES = (
    "本文件夹是这个合同的审计记录，可以不依靠本系统核对：",
    "1. entries.jsonl 一行一条。同一条链（chain）里 place 从 1 起连续；previous 等于上一条的 hash，",
    "   每条链开头那一条的 previous 是 64 个 0。",
    "2. hash 是下列七项依次连接后的 SHA-256：chain、place、at、actor、act、facts、previous。",
    "   每一项先写 UTF-8 字节数（4 字节，高位在前），再写内容；",
    "   at 写成自 1970-01-01 00:00:00 UTC 起的微秒数，其余照 entries.jsonl 所写。",
    "3. signature 是用 public-key.pem（Ed25519）对 hash 的 32 个字节的签名（十六进制）。",
    "4. heads.jsonl 一行是一天的总封存：chains 里是有增加的链的条数和最后一条的 hash，",
    "   应当与 entries.jsonl 一致；hash 是 head 这个词和 day、chains、previous 照上面 2 的办法连接后的 SHA-256，",
    "   previous 等于上一行的 hash。最后一行 now 是导出时的情况。",
    "5. 以 firm: 开头的链是这家企业的，也有它的其他合同的记录。",
    "   审计记录里只有编号、金额、日期和校验值，没有姓名、账号和原话。",
)
AUDIT_RULES = "\n".join(_RULES) + "\n"


def about(*, firm: str, project: str) -> str:
    """Say whose archive of what it is."""
    return f"承办企业：{firm}　项目：{project}"


def kept(*, term: str, place: str) -> str:
    """Say how long it is kept, and where the papers are: arrangements of the office."""
    said = f"保管期限：{term or NOT_SET}　原件存放处：{place or NOT_SET}"
    return f"{said}　依据：{casework.OFFICE_SOURCE}"


def of_case(*, place: int) -> str:
    """Name a case of money taken back."""
    return f"案件 {place}"


def export_report(*, mark: str, files: int, damaged: Sequence[tuple[str, str]]) -> str:
    """Say what a package holds, what is missing in it, and how it is checked."""
    found = "原件齐全。"
    if damaged:
        lost = (f"- {path}（登记的 SHA-256：{sha256}）" for path, sha256 in damaged)
        found = f"下列 {len(damaged)} 份原件缺失，或者与登记的校验值不符，没有放进来：\n" + "\n".join(lost)
    check = "核对办法：解压后在这个文件夹里运行 sha256sum -c SHA256SUMS"
    return f"{mark}\n原件 {files} 份。\n{found}\n{check}\n"


def package_name(*, number: str) -> str:
    """Name the package."""
    return f"{number} 档案.zip"


def written(*, file: str, files: int) -> str:
    """Say where the package is."""
    return f"已导出：{file}，原件 {files} 份。解压后可以用 sha256sum -c SHA256SUMS 核对。"


def damaged(*, path: str) -> str:
    """Name an original that is not in the package."""
    return f"[缺] {path}：原件缺失，或者与登记的校验值不符，没有放进来"


def there_already(*, file: str) -> str:
    """Say that nothing is overwritten."""
    return f"{file} 已经有了，没有覆盖。请换一个文件名。"


NOT_FOR_ROLE = "档案由办理申请和合同的工作人员导出，这个角色不能导出。"
