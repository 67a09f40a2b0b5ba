"""What `audit` says of the chains."""

from __future__ import annotations

HEADS = "每日总封存"

CONTENT = "内容与校验值不符：这一条写入以后被改过"
LINK = "与前一条接不上：前面有记录被改、被删或者换了次序"
HEAD_CHANGED = "与外存的副本不同"
HEAD_GONE = "副本里有，库里没有：被删掉了"
BY_ANCHOR = "外存的副本"


NOBODY_VOUCHES = "没有一条审计记录说到它：是绕过本系统写进数据库的"

BACK = "审计记录说它已经按规定删除，现在又在库里：是绕过本系统写进数据库的"

UNSIGNED = "没有用审计密钥签名，或者签名对不上：不是本系统写的，或者写入以后被改过"
ADOPTED_CHANGED = "升级时接收旧数据的记录或者清单对不上：被改过、被删掉，或者是绕过本系统写进来的"
OTHER_THAN_ADOPTED = "与升级时接收的不同"
BY_ADOPTION = "升级时接收旧数据的清单"

ORIGINAL_GONE = "原件不在材料文件夹里，或者打不开"
ORIGINAL_CHANGED = "原件与交来时不同：文件被换过或者损坏了"

OTHER_STANDING = (
    "待办等清单用来查找这件申请的信息与业务数据不符：在数据库里被改过。它可能没有列在应当列出的清单里；"
    "申请自己的页面不受影响。照下面说的封存以后，停服务，清空 application_standings 和 "
    "application_counts 两张表再启动，系统会按业务数据重新整理；不清空就接着办理，清单会改正，件数可能不对"
)
OTHER_MONTHS = (
    "账目和总览用来合计的汇总表与逐笔记录不符：在数据库里被改过，合计数可能不对；逐笔记录不受影响。"
    "照下面说的封存以后，停服务，清空这张表再启动，系统会按逐笔记录重新汇总"
)

UNREADABLE = "有本系统写不出来的内容，读不出来：在数据库里被改过"

RECORDS = {
    "staff": "工作人员名单",
    "staff_links": "工作人员的账号关联",
    "staff_accounts": "工作人员用过的账号",
    "credentials": "工作人员的密码和验证器",
    "recovery_codes": "工作人员的恢复码",
    "credential_resets": "重设登录方式的申请",
    "deputies": "代理（AB角）",
    "one_time_codes": "一次性的码",
    "bindings": "经办人绑定",
    "materials": "材料",
    "checklist_items": "材料清单",
    "nudges": "催办",
    "case_notes": "内部备注",
    "contract_materials": "档案材料",
    "piece_notes": "归档文件目录",
    "archive_transfers": "档案移交",
    "intentions": "意向登记",
    "complaints": "意见投诉",
    "complaint_messages": "意见投诉的内容",
    "complaint_recusals": "回避",
    "complaint_excerpts": "留言选登",
    "arrangements": "办公室设置",
    "firms": "承办企业",
    "contracts": "合同",
    "amendments": "合同变更",
    "evaluations": "中期绩效评价",
    "rechecks": "整改复核",
    "disposals": "处理决定",
    "acceptances": "验收",
    "oversights": "监督审核、监督检查",
    "fund_reviews": "季度监督审核（全部资金）",
    "inspections": "监督检查的人员、地点",
    "inspection_findings": "监督检查发现的问题",
    "return_cases": "追回、收回案件",
    "returned_money": "缴款",
    "applications": "拨付申请",
    "incoming_papers": "收文",
    "paper_entries": "代录",
    "application_steps": "办理经过",
    "meetings": "审议结果",
    "payments": "拨付",
    "sign_offs": "呈批",
    "services": "送达",
    "office_answers": "咨询答复、书面解释",
}
"""What the tables of the records are called."""


def record(*, table: str, number: str, is_words: bool) -> str:
    """Name a record, or the words that people wrote into it."""
    words = "里申请人或者工作人员写的内容" if is_words else ""
    return f"{RECORDS.get(table, table)}（库内序号 {number}）{words}"


def record_changed(*, record: str) -> str:
    """Say that a record is no longer as the entry left it."""
    return f"{record}与这一条审计记录不符：之后在数据库里被改过"


def altered(*, record: str) -> str:
    """Say that a record had been changed in the database before an act changed it, and was used like that."""
    return f"写这一条审计记录之前，{record}已经在数据库里被改过（或者是绕过本系统写进来的）"


def record_gone(*, record: str) -> str:
    """Say that a record is not there any more."""
    return f"{record}不见了：在数据库里被删掉了"


def changed_before(*, record: str) -> str:
    """Say that a record was no longer as its entry had left it when the database was upgraded."""
    return f"{record}在升级、接收旧数据时，已经与当时的审计记录不符：之前在数据库里被改过或者删掉了"


def salt_gone(*, record: str) -> str:
    """Say that a record cannot be compared any more, though nobody was erased."""
    return f"{record}核对不了：校验用的随机值在数据库里被删掉了"


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


def held(*, entries: int, chains: int, heads: int, records: int) -> str:
    """Say how much was recomputed and held."""
    return (
        f"审计链完整：{chains} 条链、{entries} 条记录、{heads} 个每日总封存，全部重算相符；"
        f"{records} 项业务数据（申请、审议结果、拨付、合同等）与各自最后一条审计记录相符。"
    )


def erased(*, count: int) -> str:
    """Say how much cannot be compared because people had themselves erased."""
    return (
        f"另有 {count} 项内容的提交人已要求删除个人信息，这些内容不再能与审计记录核对；金额、日期和状态照常核对。"
    )


def adopted(*, day: str) -> str:
    """Say when rows older than signatures were taken in."""
    return (
        f"本库在 {day} 接收过没有签名的旧数据，那以前的改动只能与旧的校验值核对。"
        "这一天应当是升级到签名版本的日子；不是的，请报告监督审核部门。"
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


def public_key_written(*, file: str, fingerprint: str) -> str:
    """Say where the public key went."""
    return f"公钥已导出到 {file}（指纹 {fingerprint}）。请交给审计部门保存：用它能核对签名，不能造签名。"


def no_public_key(*, file: str) -> str:
    """Say that a file holds no public key."""
    return f"{file} 不是 audit public-key 导出的公钥。请换一份没有动过的。"


def copied(*, file: str, heads: int) -> str:
    """Say where the copy went."""
    return f"已导出到 {file}（{heads} 行）。请把它存到这台机器以外、本办公室改不了的地方。"


def not_written(*, file: str) -> str:
    """Say that the copy cannot be written."""
    return f"{file} 写不进去：请检查文件夹是否存在、是否有权限。"
