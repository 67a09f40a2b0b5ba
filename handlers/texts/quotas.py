"""Words about quotas (指标): their acts, fields and pages, and what is said against drawing on one."""

from __future__ import annotations

from handlers.money import yuan
from handlers.texts.casework import MONEY_SOURCES

QUOTA_DOCUMENT = ("指标文号", "下达指标的文件，文号照文件写，例如：晋财建〔2026〕35号。")
BUDGET_YEAR = ("预算年度", "指标属于哪一个预算年度？例如：2026。")
SOURCE = ("资金来源", "是省级资金还是县级配套资金？")
PURPOSE = ("资金名称", "指标文件上的资金名称，没有就不填。")
ALLOTTED = ("下达金额", "这份文件下达了多少？例如：500万元。")
ALLOTTED_ON = ("下达日期", "文件的日期，例如：2026年3月1日。")
DIRECTION = ("调整方向", "是调增还是调减？")
ADJUSTED = ("调整金额", "调增或者调减多少？只写差额，例如：20万元。")
WITHDRAWN = ("收回金额", "收回多少指标？例如：20万元。")
ARRIVED = ("到位金额", "到位多少资金？例如：300万元。")
MOVE_DOCUMENT = ("依据文件", "凭哪一份文件登记？写文号，例如：晋财建〔2026〕88号；到位写入账凭证号。")
MOVED_ON = ("日期", "文件或者凭证的日期，例如：2026年11月20日。")

DIRECTIONS = {"more": "调增", "less": "调减"}
MOVEMENTS = {"allotted": "下达", "adjusted": "调整", "withdrawn": "收回指标", "arrived": "到位"}

NO_SUCH_QUOTA = "没有登记过这个指标文号。请核对文号；还没有登记的，先登记指标下达。"
NOT_ALLOWED = "登记指标由办公室或者负责拨付的部门办理。"
NO_QUOTAS = "还没有登记过指标，指标文号照支付凭证填写；登记了指标以后，从登记的指标中选。"


def exists(*, document: str) -> str:
    """A quota is entered once."""
    return f"指标 {document} 已经登记过。增减请登记指标调整或者收回。"


def below_drawn(*, drawn: int, allotted: int) -> str:
    """A quota cannot become less than what was paid from it."""
    return f"这个指标已经拨付 {yuan(drawn)}，指标 {yuan(allotted)}，减少后不够已经拨付的金额。请核对金额。"


def more_than_allotted(*, allotted: int, arrived: int) -> str:
    """More cannot arrive than was allotted."""
    return f"指标 {yuan(allotted)}，已登记到位 {yuan(arrived)}，再登记就超过指标了。请核对金额。"


def over_quota(*, document: str, allotted: int, drawn: int) -> str:
    """No more is paid from a quota than is left of it."""
    left = yuan(allotted - drawn)
    return f"指标 {document} 共 {yuan(allotted)}，已拨付 {yuan(drawn)}，还剩 {left}。请减少金额，或者换一个指标。"


def of_other_source(*, document: str, source: str) -> str:
    """The source of a payment is its quota's."""
    return f"指标 {document} 登记的来源是{MONEY_SOURCES[source]}，与所选的资金来源不一致。请核对。"


def not_recorded(*, document: str, documents: tuple[str, ...]) -> str:
    """Where quotas are kept payments draw on one of them."""
    there = "、".join(documents) or "没有"
    return f"没有登记过指标 {document}。还有余额的指标：{there}。请照登记的文号填写，或者先登记这个指标。"


def choice(*, document: str, source: str, left: int) -> str:
    """A quota that has money left, as it is chosen."""
    return f"{document}（{MONEY_SOURCES[source]}，还剩 {yuan(left)}）"


def to_choose(*, choices: tuple[str, ...]) -> str:
    """What stands above the fields of a payment."""
    return "还有余额的指标：" + ("；".join(choices) if choices else "没有。先登记指标下达或者调整。")


def sums(*, allotted: int, arrived: int, drawn: int) -> str:
    """Where a quota stands, above an act on it."""
    left = yuan(allotted - drawn)
    return f"指标 {yuan(allotted)}，已到位 {yuan(arrived)}，已拨付 {yuan(drawn)}，还剩 {left}。"
