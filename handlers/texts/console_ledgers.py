"""What the console's ledgers of money say."""

from __future__ import annotations

from datetime import date
from types import MappingProxyType

from handlers.dates import day
from handlers.money import Unit
from handlers.texts.bodies import BUREAU, OFFICE
from store.measures import Measure
from store.states import EntryType

FUND, CONTRACT = "资金台账", "合同资金台账"
MONTHS, RECONCILIATION = "专项资金拨付进度表", "资金对账单"
DUE, YEARS, QUOTAS = "到期未付清单", "年终结转", "指标"
ENTRIES = "明细"
CARRIED_OVER = "已审议未拨付（结转）"
PRINT, EXCEL = "打印", "导出 Excel"

UNITS = MappingProxyType({Unit.YUAN: "元", Unit.WAN: "万元"})
MEASURES = MappingProxyType(
    {
        Measure.ALLOTTED: "下达",
        Measure.ARRIVED: "到位",
        Measure.CONTRACTED: "合同",
        Measure.APPROVED: "审议",
        Measure.PAID: "拨付",
        Measure.REVERSED: "退票",
        Measure.NET: "净拨付",
        Measure.RETURNED: "缴回",
        Measure.REFUNDED: "退付",
        Measure.LEFT: "结余",
        Measure.QUOTA_LEFT: "指标余额",
        Measure.HELD: "在企业的资金",
        Measure.UNPAID: "已审议未拨付",
        Measure.CONTRACT_LEFT: "合同余额",
    }
)
ENTRY_TYPES = MappingProxyType(
    {
        EntryType.ALLOTTED: "指标下达",
        EntryType.ADJUSTED: "指标调整",
        EntryType.WITHDRAWN: "指标收回",
        EntryType.ARRIVED: "资金到位",
        EntryType.CONTRACTED: "合同额",
        EntryType.APPROVED: "审议通过",
        EntryType.PAID: "拨付",
        EntryType.REVERSED: "退票",
        EntryType.RECOVERED: "追回缴回国库",
        EntryType.RECLAIMED: "收回缴回国库",
        EntryType.OVERPAID_RETURNED: "超付缴回",
        EntryType.REFUNDED: "退付企业",
    }
)
BY = MappingProxyType(
    {
        "source,year": "按来源和年度",
        "source": "按来源",
        "year": "按年度",
        "kind": "按资金类型",
        "areas": "按支持事项",
    }
)
SOURCE, YEAR, KIND, AREAS, RATE, TOTAL = "资金来源", "年度", "资金类型", "支持事项", "支付率", "合计"
NO_SOURCE, NO_YEAR, NO_KIND, ALL = "未注明来源", "未注明年度", "未注明类型", "全部"
AREAS_UNKNOWN = "尚未登记"
DATE, POSTED, DOCUMENT, WHAT, IN, OUT, BALANCE = (
    "日期",
    "登记日期",
    "文号、凭证号",
    "事由",
    "收（增）",
    "支（减）",
    "余额",
)
OPENING, MONTH, SO_FAR, OF_YEAR = "期初", "月份", "累计", "本年合计"
BEFORE_YEAR = "上年末累计"
APPLICATION, FIRM, CONTRACT_NUMBER = "申请编号", "承办企业", "合同编号"
BY_APPLICATION = "按申请"
BEFORE_KEPT = "期初拨付"
OPENING_LEFT, CLOSING_LEFT, CHECKED = "期初结余", "期末结余", "核对"
OPENING_QUOTA, CLOSING_QUOTA = "期初指标余额", "期末指标余额"
MONEY_SHEET, QUOTA_SHEET = "资金", "指标"
AGREES, DIFFERS = "相符", "不符，请核查"
LAST_DAY, CLOSED = "最后支付日", "结账"
NOT_SET, NOT_CLOSED = "没有登记", "未结账"
SIZE, DELIVERED, AGREED, TERM, STANDING = "中小企业", "交付、验收日", "约定付款日", "推算期限", "与截至日比较"
CONTRACTED, CONTRACT_UNPAID = "合同额", "合同未付"
LATE, RED = "补登", "更正冲回"

FORMULA = "净拨付＝拨付－退票；结余＝到位＋缴回－净拨付－退付；指标余额＝下达－净拨付；支付率＝净拨付÷下达。"
NO_QUOTAS = "没有登记指标下达和到位，结余、指标余额和支付率反映不了实际。请先在“指标”登记。"
FUND_NOTE = (
    "下达含指标调整和收回。没有注明来源、年度或者类型的单独列一行，不并入别的行。"
    "缴回国库的资金能否再安排，以有关文件为准。"
)
ALTERED = (
    "注意：这份合同的流水中有与审计记录不符的，可能在数据库里被改过，本页的金额不能作为依据。"
    "请联系管理员：运行 audit verify 查看是哪一笔，查清并恢复以后再看。"
)
CONTRACT_FORMULAS = (
    (
        "净拨付＝拨付－退票；在企业的资金＝净拨付＋退付－缴回；合同余额＝合同－在企业的资金；"
        "已审议未拨付＝审议－净拨付；支付率＝净拨付÷合同。"
    ),
)
AREAS_NOTE = "一份合同对应几项的，按这几项合在一起列，不拆分，也不重复计算；按登记每笔时合同载明的事项列。"
MONTH_NOTE = (
    "按凭证（文件）日期列入月份；月份过后才登记的，仍列入凭证所在月份，标明补登。"
    "净拨付＝拨付－退票；结余＝到位＋缴回－净拨付－退付；支付率＝累计净拨付÷累计下达。"
)
RECONCILIATION_NOTE = (
    "期初结余＋到位＋缴回－拨付＋退票－退付＝期末结余；期初指标余额＋下达－净拨付＝期末指标余额。"
)
YEARS_NOTE = (
    "结账以后，这一年的账只用今年的调整分录来改。已审议、没有拨付的列在下面，结转下年；"
    "看某一年末的，截至日选那年12月31日。"
)
DUE_NOTES = (
    (
        "只列登记为中小企业、或者还没有登记是否中小企业的合同。推算：《保障中小企业款项支付条例》，自交付（验收）之日起30日；"
        "合同另有约定的从其约定，最长60日。"
    ),
    "供核对。是否到期、是否逾期，由有关部门按条例和合同认定；条例以现行公布文本为准。",
)
ALSO_COMING = "也列还没有到期的"
TODAY_GOES_ON = "今天还没有结束，数字还会变动。"
NOT_YET = "截至日不能晚于今天，已按今天显示。"
NO_ENTRIES = "截至这一天没有记录。可以换一个截至日，或者减少条件。"
NOTHING_OWED = "截至这一天，没有已审议未拨付的申请。"
NOTHING_DUE = "截至这一天，没有符合条件的合同。"
NO_HEAD = "截至这一天还没有每日审计日首。"
SIGNING = (OFFICE, BUREAU, "拨付部门")
SIGN = "经办人：　　　　　　　　复核人：　　　　　　　　日期：　　　　年　　月　　日（盖章）"
SIZES = MappingProxyType(
    {"small": "登记为中小企业", "other": "登记为其他企业", "unknown": "尚未登记", "": "尚未登记"}
)


def as_of(*, on: date) -> str:
    """Say up to which day everything counts."""
    return f"截至日：{day(on)}"


def unit(*, said: Unit) -> str:
    """Say in what sums are given."""
    return f"单位：{UNITS[said]}"


def titled(*, title: str, on: date, said: Unit) -> str:
    """Head a print or a sheet: what it is, up to which day, in what."""
    return f"{title}（截至{day(on)}，{unit(said=said)}）"


def taken(*, how: str, title: str) -> str:
    """Tell of a print or a sheet that left; the record has room for so much."""
    return f"{how}：{title}"[:255]


def of_contract(*, number: str) -> str:
    """Name a contract."""
    return f"合同 {number}"


def contract_ledger(*, number: str) -> str:
    """Head the ledger of a contract."""
    return f"{CONTRACT} {number}"


def months_of(*, year: int) -> str:
    """Head the table of a year's months."""
    return f"{year}年《{MONTHS}》"


def period(*, since: date | None, until: date) -> str:
    """Name some days; from the beginning on where no first one is named."""
    return f"{day(since)}至{day(until)}" if since else f"至{day(until)}"


def year(*, number: int) -> str:
    """Name a budget year; none as such."""
    return f"{number}年" if number else NO_YEAR


def month(*, number: int) -> str:
    """Name a month of the year that heads the table."""
    return f"{number}月"


def late(*, figure: str) -> str:
    """Say how much of a month was recorded after it."""
    return f"含{LATE}{figure}"


def late_entry(*, on: date) -> str:
    """Say of an entry that its month was over when it was recorded."""
    return f"{LATE}（{day(on)}登记）"


def what(*, kind: EntryType, money: str, contract: str, application: str) -> str:
    """Say what an entry tells of."""
    of_contract = f"合同 {contract}" if contract else ""
    of_application = f"申请 {application}" if application else ""
    return " · ".join(filter(None, (ENTRY_TYPES[kind], money, of_contract, of_application)))


def red(*, said: str) -> str:
    """Say that an entry takes back another one."""
    return f"{said} · {RED}"


def head(*, on: date, digest: str) -> str:
    """Give the audit head of a day, which a copy kept elsewhere can be compared with."""
    return f"审计日首（{day(on)}）：{digest}"


def last_day(*, on: date, document: str) -> str:
    """Give the last day of payments with its paper."""
    return f"{day(on)}（{document}）"


def closed(*, on: date, document: str, by: str, recorded: date) -> str:
    """Say that a year is closed, when, by which paper, and who recorded it on which day."""
    return f"{day(on)}结账（{document}），{by}{day(recorded)}登记"


def past(*, days: int) -> str:
    """Say for how many days a term is past."""
    return f"已过 {days} 天"


def coming(*, days: int) -> str:
    """Say how many days a term has left."""
    return f"还有 {days} 天" if days else "当天到期"


def usual_term(*, days: int) -> str:
    """Say that a term runs from the delivery."""
    return f"交付起{days}日"


AGREED_TERM, LONGEST_TERM = "按约定", "约定长于60日，按60日"
