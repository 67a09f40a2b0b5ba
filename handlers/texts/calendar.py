"""What is said of the office's calendar: what comes due, what is beyond its term, and the digest of a day."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from handlers.texts.casework import OFFICE_SOURCE

DIGEST_AT = "每日提醒的时间（工作日）"
DIGEST_AT_EXAMPLE = "8:30"
TERM_DAYS = "合同、整改、缴款等期限提前几天提醒"
QUARTER_DAYS = "季度监督审核提前几天提醒"
CONTRACT_TASKS = "每份合同每季度是否登记一次监督审核"
CONTRACT_TASKS_EXAMPLE = "是，或者：否"
CONTRACT_TASKS_UNSET = "是（没有设置时）"


def digest_at(*, clock: str) -> str:
    """The time of the day where the office set none."""
    return f"{clock}（没有设置时）"


TITLE = "日历"
CONTRACT, RECTIFICATION, REPAYMENT = "合同完工日期", "整改期限", "缴款期限"
YEAR, QUARTER, TASKS, STANDARD = "年终最后支付日", "季度监督审核", "各合同的季度监督审核", "办理时限"
BY_CONTRACT = "项目建设合同"
BY_INSPECTION = "检查记录"
BY_DEMAND = "缴款通知（程序办法未规定）"
BY_YEAR_PAPER = "登记的文件"
BY_OFFICE = OFFICE_SOURCE

WHAT, ENDS, LEFT, SOURCE, WITHIN = "事项", "到期日", "还有", "期限来源", "多少天以内"
ONLY_PASSED = "只看已过期的"
SEARCH = "编号、企业或项目"
NOTHING_DUE = "这段时间没有到期的事项。"
NOTHING_FITS = "没有符合条件的事项。"
NO_STANDARDS = "没有设置办理时限，日历不列各步骤的到期日（在“设置”里登记）。"
WORKDAYS_LINK = "放假和调休"
WORKDAYS_HINT = "周末以外放假的日子、周末上班的日子各登记一次，办理时限、催办间隔和每日提醒都按工作日推算。"


def within(*, days: int) -> str:
    """Within so many days."""
    return f"{days}天内"


def left(*, days: int) -> str:
    """For how long yet, or since when not any more."""
    if days < 0:
        return f"已过 {-days} 天"
    return f"{days} 天" if days else "今天到期"


def workdays(*, count: int) -> str:
    """How many of them are worked on."""
    return f"其中工作日 {count} 天"


def inspection(*, number: int) -> str:
    """An inspection, as people call it."""
    return f"检查{number}"


def open_problems(*, count: int) -> str:
    """How much of it is not put right."""
    return f"待整改 {count} 项"


def contract_state(*, state: str, is_accepted: bool) -> str:
    """Where a contract stands, and whether its acceptance is recorded."""
    return state if is_accepted else f"{state}，没有登记验收合格"


def tasks_left(*, count: int) -> str:
    """On how many contracts the task is not done."""
    return f"还有 {count} 份合同没有登记"


def year(*, year: int) -> str:
    """A year of the fund."""
    return f"{year}年"


def passed_head(*, count: int) -> str:
    """Say that some have passed."""
    return f"已经过期的 {count} 项列在最前面，登记以后去掉。"


def overdue_head(*, count: int) -> str:
    """Say how many applications are beyond the office's standard, and where they are."""
    return f"超过办理时限的申请 {count} 件，在“申请”里选“只看超期”查看。"


def no_days_off(*, year: int) -> str:
    """Say that the coming year is not entered."""
    return f"{year}年的放假和调休还没有登记，现在只按周末休息推算。"


def terms_told(*, title: str, has_passed: bool, items: Sequence[tuple[str, date]], rest: int) -> str:
    """Say which terms end soon, or have passed."""
    said = "、".join(f"{label}（{due.month}月{due.day}日）" for label, due in items)
    more = f"等{len(items) + rest}项" if rest else ""
    return f"{title}{'已过期' if has_passed else '快到期'}：{said}{more}。请在“日历”里查看。"


def terms_brief(*, title: str, has_passed: bool, first: str, count: int) -> str:
    """The same for those who see number and step alone."""
    return f"{title}{'已过期' if has_passed else '快到期'}：{first}" + (f"等{count}项" if count > 1 else "")


def overdue_brief(*, first: str, count: int) -> str:
    """The same, of what is beyond the office's standard."""
    return f"超过办理时限：申请{first}" + (f"等{count}件" if count > 1 else "")


def overdue_told(*, state: str, unit: str, numbers: Sequence[str], rest: int) -> str:
    """Say which applications are beyond the office's standard, and who holds them; nothing of persons."""
    more = f"等{len(numbers) + rest}件" if rest else ""
    return f"超过办理时限（办公室设置）：申请{'、'.join(numbers)}{more}，{state}，由{unit}办理。"


def digest_brief(*, waiting: int, overdue: int, terms: int, talks: int) -> str:
    """What a day brings, in one line."""
    waits = f"待办{waiting}件" + (f"（超期{overdue}件）" if overdue else "") if waiting else ""
    return "今天：" + "，".join(filter(None, (waits, f"到期事项{terms}项" if terms else "", _talks(talks))))


def _talks(count: int) -> str:
    return f"在线答复{count}人在等" if count else ""


def digest(
    *, on: date, waiting: int, overdue: int, today: int, soon: int, days: int, passed: int, talks: int
) -> str:
    """What a day brings a member; only what there is."""
    waits = f"等您办理{waiting}件" + (f"，其中超期{overdue}件" if overdue else "") if waiting else ""
    terms = [
        f"新到期{today}项" if today else "",
        f"{days}天内到期{soon}项" if soon else "",
        f"已过期{passed}项" if passed else "",
    ]
    listed = tuple(filter(None, (waits, "，".join(filter(None, terms)))))
    said = "；".join(filter(None, (*listed, _talks(talks))))
    where = (*(("“待办”和“日历”",) if listed else ()), *(("“在线答复”",) if talks else ()))
    return f"{on.month}月{on.day}日：{said}。请看{'、'.join(where)}。"
