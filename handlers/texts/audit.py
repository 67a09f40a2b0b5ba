"""What `audit` says of the chains."""

from __future__ import annotations

HEADS = "每日总封存"

CONTENT = "内容与校验值不符：这一条写入以后被改过"
LINK = "与前一条接不上：前面有记录被改、被删或者换了次序"
HEAD_CHANGED = "与外存的副本不同"
HEAD_GONE = "副本里有，库里没有：被删掉了"
BY_ANCHOR = "外存的副本"


def by_head(*, day: str) -> str:
    """Name the head that says so."""
    return f"{day} 的总封存"


def on_day(*, day: str, what: str) -> str:
    """A fault of a day's head."""
    return f"{day}：{what}"


def missing(*, first: int, last: int) -> str:
    """Say which entries are not there, or that one is there twice."""
    if last < first:
        return f"第 {first} 条的序号不对：有记录被重复或者换了次序"
    return f"缺第 {first} 条" if first == last else f"缺第 {first} 至 {last} 条"


def cut(*, said_by: str) -> str:
    """Say that a chain ends before the entry that a head names."""
    return f"{said_by}里有这一条，现在没有：链尾被截掉了"


def differs(*, said_by: str) -> str:
    """Say that an entry is another than a head names."""
    return f"与{said_by}不同：这一条或更早的记录被改过，校验值也一并重算了"


def place(*, chain: str, number: int, what: str) -> str:
    """One break, as a line."""
    at = f" 第 {number} 条" if number else ""
    return f"[断] {chain}{at}：{what}"


def held(*, entries: int, chains: int, heads: int) -> str:
    """Say how much was recomputed and held."""
    return (
        f"审计链完整：{chains} 条链、{entries} 条记录、{heads} 个每日总封存，全部重算相符。"
        "核对的是审计记录本身；申请、付款、合同等数据有没有被改过，请拿它们与审计记录对照。"
    )


def broken(*, count: int) -> str:
    """Say how many places do not hold, and what to do."""
    return (
        f"审计链有 {count} 处不符，位置如上。请先不要改动数据库：把数据库文件和外存副本一起封存，"
        "报告负责人和监督审核部门。"
    )


WITHOUT_ANCHOR = (
    "没有对照外存副本：最近一次总封存之后被截掉的链尾，或者连同校验值和总封存一起重算、一起删掉的改动，这样查不出来。"
    "请用 audit verify --anchor 文件，对照以前用 audit heads 导出、另处保存的副本。"
)


def anchor_unreadable(*, file: str, line: str) -> str:
    """Say which line of the copy cannot be used."""
    return f"{file} 第 {line} 行不是 audit heads 导出的内容，或者被改过。请换一份没有动过的副本。"


def file_unreadable(*, file: str) -> str:
    """Say that the copy cannot be opened."""
    return f"{file} 打不开：请检查文件名和权限。"


def copied(*, file: str, heads: int) -> str:
    """Say where the copy went."""
    return f"已导出到 {file}（{heads} 行）。请把它存到这台机器以外、本办公室改不了的地方。"


def not_written(*, file: str) -> str:
    """Say that the copy cannot be written."""
    return f"{file} 写不进去：请检查文件夹是否存在、是否有权限。"
