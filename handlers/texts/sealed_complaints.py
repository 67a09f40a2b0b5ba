"""Words of the window for reports: its keys, its consent, whether it is open, and what sealed reports hold."""

from __future__ import annotations

from datetime import date

from handlers.dates import day
from handlers.texts.bodies import BUREAU, OFFICE

KEY_FIELD = ("公钥", "这位人员的公钥，以age1开头。只登记公钥；私钥由本人自己保管，不要交给任何人。")
UNIT_FIELD = ("所在单位", f"这位人员在{OFFICE}、{BUREAU}，还是派驻纪检监察组等外部机关？")
CONSENT_FIELD = ("函号", "纪检监察机关同意开设举报窗口的函，文号照函件写。")
CONSENT_DAY_FIELD = ("函件日期", "函件上的日期。")

UNITS = {"office": OFFICE, "bureau": BUREAU, "outside": "派驻纪检监察组等外部机关"}

ADMINISTRATOR_ONLY = "举报窗口由管理员登记，您的角色不能办。"
NO_OFFICER = "这位人员还没有举报受理人员的角色。请先改工作人员角色。"
BAD_KEY = "这不是公钥。公钥以age1开头，共62个字符；请让受理人员在自己的电脑上生成，只把公钥交来。"
KEY_TAKEN = "这把公钥已经登记过。请用没有登记过的公钥。"
NO_SUCH_KEY = "这位人员名下没有在用的这把公钥。请核对。"
NO_CONSENT = "还没有登记纪检监察机关的同意函。请先登记函号和日期。"
TOO_FEW = f"受理人员不够：至少两位举报受理人员登记了公钥，其中至少一位在{OFFICE}和{BUREAU}以外。"
CLOSED_ALREADY = "举报窗口没有开通，不用关闭。"

NOT_RECORDED = "还没有登记"
ENTER_KEYS = (
    "受理公钥还不够：至少两位举报受理人员，其中至少一位在外部机关。先在“人员”里给他们举报受理人员的角色，"
    "请本人在工作台“举报—生成公钥和私钥”里生成，再在“人员”里打开那一位，点“登记举报受理公钥”。"
)
RECORD_CONSENT = "请纪检监察机关来函同意，再点“登记举报窗口同意函”。"
MAY_OPEN = "条件已经具备，由管理员点“开通举报窗口”。开通以前，举报页只告诉来人打12388和办法写明的窗口。"
WINDOW_OPENED = "举报窗口已开通。"
WINDOW_CLOSED = "举报窗口已关闭。"


def key_added(*, name: str, unit: str, key: str) -> str:
    """Tell officers of a key: whoever adds one of their own could read what comes from then on."""
    return f"已登记{name}（{UNITS[unit]}）的举报受理公钥{key}。如果您不知情，请立即联系管理员。"


def key_retired(*, name: str) -> str:
    """Tell officers that a key gets nothing any more."""
    return f"{name}的一把举报受理公钥已停用，以后的举报不再加密给它。"


def letter(*, document: str, on: str) -> str:
    """The consent by its number and day."""
    return f"{document}（{on}）"


def receivers(*, people: int, outside: int) -> str:
    """How many members receive reports now."""
    return f"{people}人，其中外部机关{outside}人"


_ASK = "如果您不知情，请立即向派驻纪检监察组核实。"


def receives_no_more(*, name: str) -> str:
    """Tell officers that a member lost the role or left."""
    return f"{name}的角色或者在岗状态已变更，以后的举报不再加密给这位同志。{_ASK}"


def receives_again(*, name: str) -> str:
    """Tell officers that a member whose key was entered before has the role again."""
    return f"{name}重新担任举报受理人员，以后的举报又会加密给原来登记的公钥。{_ASK}"


RECIPIENTS_CHANGED = "举报受理公钥或者举报窗口有变动，请登录工作台查看。"


def consent_recorded(*, document: str, on: date) -> str:
    """Tell officers which paper the window stands on."""
    return f"已登记开设举报窗口的同意函：{document}（{day(on)}）。"


NAMED, ANONYMOUS = "实名", "匿名"
CONCERNS = {"office": OFFICE, "bureau": BUREAU, "officers": "举报受理人员", "others": "其他单位或者个人"}
_PARTS = ("反映的情况", "地点", "时间", "反映对象", "联系方式")


def report(
    *, proof: str, is_named: bool, concerns: tuple[str, ...], parts: tuple[str, ...], files: list[str]
) -> str:
    """A report as officers read it when they have opened it; `parts` are what, where, when, who and contact."""
    about = "、".join(CONCERNS[concern] for concern in concerns)
    head = [f"登记口令：{proof}"] if proof else []
    head += [f"方式：{NAMED if is_named else ANONYMOUS}", f"涉及：{about}"]
    told = [f"{title}：\n{words}" for title, words in zip(_PARTS, parts, strict=True) if words]
    return "\n\n".join([*head, *told, *_named_files(files)]) + "\n"


def addition(*, words: str, files: list[str]) -> str:
    """An addition as officers read it."""
    return "\n\n".join([f"补充：\n{words}", *_named_files(files)]) + "\n"


def _named_files(files: list[str]) -> list[str]:
    listed = "\n".join(f"{place}．{name}" for place, name in enumerate(files, 1))
    return [f"附件：\n{listed}"] if files else []


NO_KEYS = "还没有登记举报受理公钥。"


def key_line(*, key: str, unit: str, fingerprint: str, name: str = "") -> str:
    """A key in a line of its own, so that it can be copied and compared."""
    return f"{key}  {name}（{UNITS[unit]}）指纹{fingerprint}"


def key_entered(*, name: str) -> str:
    """Say on the machine that a key was entered."""
    return f"已登记{name}的公钥。已收到的举报没有加密给这把公钥，要由能打开的受理人员重新加密。"


def key_taken_off(*, name: str) -> str:
    """Say on the machine that a key was retired."""
    return f"已停用{name}的这把公钥。"


def exported(*, count: int, folder: str) -> str:
    """Say how many sealed boxes lie in a folder."""
    return (
        f"已导出{count}份密文到{folder}。用age打开一份：age -d -i 私钥文件 密文.age | tar -x。"
        "请在受理人员自己的电脑上打开，不要把私钥带到这台机器。"
    )


def resealed(*, done: int, left: int) -> str:
    """Say how many boxes were sealed anew."""
    rest = f"另有{left}份没有改动：这把私钥打不开，或者按反映对象回避后受理人员不够。" if left else ""
    return f"已重新加密{done}份。{rest}请把文件夹带回，办complaints load。"


def loaded(*, count: int, unknown: int) -> str:
    """Say how many boxes were put back."""
    rest = f"另有{unknown}份在数据库里没有对应的举报，没有放回。" if unknown else ""
    return f"已放回{count}份重新加密的举报。{rest}"


def told_loaded(*, count: int) -> str:
    """Tell officers that boxes were replaced."""
    return f"有{count}份举报密文换成了重新加密的。如果您打不开，请立即联系管理员。"


AGREE = "请核对上面每一把公钥是不是受理人员的，逐一问本人。核对无误，再加上--agreed办一次。"
NOT_EMPTY = "这个文件夹里已经有文件，请换一个空文件夹。"
NO_PRIVATE_KEY = "私钥文件里没有以AGE-SECRET-KEY-1开头的私钥。"
NO_EXPORT = "这个文件夹不是complaints export导出的。"
