"""What is said of 监督检查 of projects."""

from __future__ import annotations

from handlers.texts.bodies import BUREAU

BUREAU_ONLY = f"监督检查由{BUREAU}登记。"
NO_SUCH = "没有这次监督检查，请回到“监督”页面查找。"
TWO_INSPECTORS = "请写两位检查人员的姓名，用顿号隔开。检查记录由两人签字。"
DEMAND_OF_NOTHING = "写了整改要求或者期限，但没有写发现的问题。请把问题写上，每行一项。"
TERM_BEFORE_INSPECTION = "整改期限早于检查日期，请核对。"
ONE_TERM = "整改期限填日期，或者填送达后的天数，只填一项。"
NOTHING_OPEN = "这次检查没有待整改的问题，不需要复查。"
FOLLOWED_UP_EARLIER = "复查日期早于原来的检查日期，请核对。"


def settled_unknown(*, places: tuple[int, ...]) -> str:
    """Say by which places what is open can be named."""
    return f"请用序号写已经整改到位的问题，待整改的是：{'、'.join(map(str, places))}。"


def name(*, number: str) -> str:
    """An inspection, as staff call it."""
    return f"监督检查{number}"


def open_finding(*, place: int, problem: str, demand: str, term: str) -> str:
    """A problem that is to be put right."""
    parts = [f"{place}. {problem}", *([f"要求：{demand}"] if demand else []), *([f"期限：{term}"] if term else [])]
    return "；".join(parts)


NOTHING_LEFT = "没有待整改的问题了。"


def to_put_right(*, lines: tuple[str, ...]) -> str:
    """Say what a firm has to put right, and what to do then."""
    return "\n".join(("待整改：", *lines, "整改完成后请告诉办公室，等待复查。如有疑问请回复 0。"))


def put_right(*, places: tuple[int, ...]) -> str:
    """Say what was found put right, by its place."""
    return f"已整改到位：问题{'、'.join(map(str, places))}。" if places else "没有登记已整改到位的问题。"


PAPER = "检查记录"
NO_INSPECTORS = "没有登记检查人员（登记时还没有这一栏）。"
MAY_BE_RECOVERED = "是否属于要求限期整改不到位、是否追回，由有权机关决定，系统不作判断。"


def no_term(*, place: int) -> str:
    """Say that nobody said by when a problem is to be put right."""
    return f"问题{place}没有登记整改期限。"


def unserved(*, place: int) -> str:
    """Say that a term in days has not begun."""
    return f"问题{place}的整改期限从送达起算，限期整改通知没有登记送达。"


def term_passed(*, place: int, day: str) -> str:
    """Say that a term has passed, and nothing was found put right."""
    return f"问题{place}的整改期限{day}已经过了，没有登记复查整改到位。"
