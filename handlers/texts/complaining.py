"""What is said to whoever complains: the right channel first, and how to leave it here all the same."""

from __future__ import annotations

from types import MappingProxyType

from handlers.texts.bodies import OFFICE
from handlers.texts.office import SOURCE

REPORT_CLOSED = "本渠道的举报窗口还没有开通。"
REPORT_NO_LINK = "也可以在办公室网页的“意见、举报和查询”页举报：一次写完，提交后不能在对话里查看。"
NOT_KEPT = "您刚才发来的话没有保存，请不要在对话里写举报内容。"

WHICH = "您要说的是哪一类？请选一个再写，刚才的话没有保存。"
KIND_LABELS = MappingProxyType(
    {
        "suggestion": "提意见、建议",
        "service": "投诉办事和服务",
        "report": "举报违纪违法",
        "wages": "拖欠工资",
        "procurement": "采购质疑",
        "owed": "机关拖欠企业款项",
        "county": "县里的其他事",
    }
)
"""The buttons of the one question; pressing one is typing it."""

CHANNELS = MappingProxyType(
    {
        "suggestion": f"意见、建议可以在这里留下，由{OFFICE}答复。",
        "service": f"投诉可以在这里留下，由{OFFICE}答复。",
        "wages": "拖欠工资：请打12333（人力资源和社会保障服务热线）。",
        "procurement": (
            "采购质疑：请按采购文件写明的方式，在期限内以书面形式向采购人或者采购代理机构提出。"
            "涉及公职人员违纪违法的，可直接向纪检监察机关举报：12388。"
        ),
        "owed": "机关、事业单位拖欠企业款项：可以在“违约拖欠中小企业款项登记（投诉）平台”登记。",
        "county": "县里的其他事：请打12345（政务服务便民热线）。",
    }
)
"""Whose business it is, by what is complained of."""

WINDOW_LABELS = ("意见与举报", "意见、投诉和举报")
LEAVE_COMMAND = "仍要留言"
LEAVE_LABEL = "留下这条"
REPORT_COMMAND = "我要举报"
NO_REPORT_COMMAND = "不是举报，是意见或者投诉"
SUGGEST_COMMAND = "我要提意见"

STILL = f"仍要在这里留言的，回复“{LEAVE_COMMAND}”。"
TO_LEAVE = f"要留下，回复“{LEAVE_COMMAND}”。"
OFFERED = f"如果这是意见或者投诉，回复“{SUGGEST_COMMAND}”，可以留给{OFFICE}答复。"
HELD = "刚才的话还没有提交，只加密暂记半小时。"
NOT_HELD = "刚才的话没有保存。"

SUBMIT, REWRITE, CANCEL = "提交", "重写", "取消"
WRITE = (
    "请写清楚：什么事、什么时间、什么地点、希望怎么办。可以分几条发。"
    "请不要写身份证号、银行卡号。不写了，回复“取消”。"
)
WRITE_SHORT = "内容太短，看不出是什么事。请再写一次；不写了，回复“取消”。"
KEPT_HOW = (
    f"提交后，这些话和您在本渠道的账号加密保存，由{OFFICE}和办理的单位查看、答复，办结满两年删除；答复在这里告诉您。"
    "这里不收举报：反映公职人员违纪违法请打12388，或者走举报页。"
)
TO_SUBMIT = (
    f"以上还没有提交。回复“{SUBMIT}”正式提交；再发一条会接在后面；回复“{REWRITE}”重新写；回复“{CANCEL}”不提交。"
)
LEFT_ALREADY = "刚才已经提交，没有重复提交。"
FOLLOWING = "回复“我的意见”看进展，也可以补充、撤回。"
ON_THE_PAGE = (
    "答复要用现在这个浏览器回来看：换了浏览器，或者30天没有打开过本页，就看不到了。"
    "想凭查询码看的，请回复“取消”，改在“意见、举报和查询”页提交。"
)
NOT_TAKEN = "您写的话没有保存，需要的话请先复制：\n"
ONLY_WORDS = "请用文字写；图片和文件没有保存。"

OWN_TITLE = "您留下的意见、投诉："
_GONE = "已经撤回的，内容已删除，不再显示。"
_ANOTHER = f"要提新的，回复“{SUGGEST_COMMAND}”。"
NONE_OWN = f"您在这里没有意见或者投诉。{_GONE}{_ANOTHER}"
"""The same for whoever never left one: of one that was withdrawn nothing says whose it was."""
SHOWN_WORDS = 60
MINE = "我的意见"
WITHDRAW_COMMAND = "撤回意见"
ADD_COMMAND = "补充意见"
WITHDRAWN = f"已撤回，内容已删除，编号留存备查。{_ANOTHER}"
ADDED = "已补充在这一件里，与原来的话一起办理。"

CHANNEL_TITLES = MappingProxyType(
    {
        "wages": "拖欠工资向谁反映",
        "owed": "机关拖欠企业款项向谁反映",
        "procurement": "采购质疑向谁提出",
        "county": "县里的其他事向谁反映",
    }
)
CHANNEL_EXAMPLE = "县劳动保障监察大队，电话0357-7000000；没有就写：无"
CHANNEL_UNSET = "只写全国统一的渠道（没有设置时）"


def report_open(*, link: str) -> str:
    """Where the page for reports is."""
    return f"要在这里举报，请打开网页，一次写完、一次提交，可以实名，也可以匿名：{link} 。"


def on_the_page(*, link: str) -> str:
    """Where it can be left by whoever writes in a channel that takes none."""
    return f"要留言，请打开网页：{link} 。" if link else "要留言，请打开办公室的网页。"


def too_long(*, most: int) -> str:
    """Say that it has to be parted."""
    return f"一次最多{most}字，这一条没有收下。请写短一些，或者先提交前面的，其余的另外提交。"


def also(*, said: str) -> str:
    """What the office arranged of the right channel."""
    return f"{SOURCE}{said}"


def review(*, kind: str, words: str) -> str:
    """What would be handed in."""
    return f"请核对。类别：{kind}\n内容：{words}"


def with_code(*, link: str) -> str:
    """The only answer to a 查询码 in a talk."""
    where = (
        f"请在网页上查看，在那里输入：{link} 。"
        if link
        else "请在办公室网页的“意见、举报和查询”页查看，在那里输入。"
    )
    return (
        f"这像是查询码：对话里不查，也没有保存。{where}"
        "请不要把查询码发给任何人。是发票号码等别的号码的，请在前面写明是什么号码，再发一次。"
    )


def by_code(*, link: str) -> str:
    """Where a report is followed, by its 查询码."""
    where = f"网页：{link} 。" if link else "办公室网页的“意见、举报和查询”页。"
    return f"凭查询码在网页上查看，对话里不查：请打开{where}"


def own_words(*, words: str) -> str:
    """What the person left, shortened."""
    return f"内容：{words if len(words) <= SHOWN_WORDS else words[:SHOWN_WORDS] + '……'}"


def earlier(*, numbers: str) -> str:
    """Name the older ones."""
    return f"更早的：{numbers}。"


def which_one(*, numbers: str) -> str:
    """Ask which one is meant."""
    return f"您有几件：{numbers}。请带上编号，例如“{WITHDRAW_COMMAND} 编号”“{ADD_COMMAND} 编号 要补充的话”。"


def about(*, command: str, number: str) -> str:
    """The command for one of several."""
    return f"{command} {number}"


def none_of_number(*, number: str) -> str:
    """Say that the person has none of this number."""
    return f"没有找到您编号为{number}的意见投诉，请核对编号。{_GONE}{_ANOTHER}"


def add_how(*, number: str) -> str:
    """Wait for what is added."""
    return f"请写要补充的话，下一条就补充到意见{number}里。不补充了，回复“取消”。"


def ask_withdraw(*, number: str, command: str) -> str:
    """Ask before one is withdrawn."""
    return f"撤回后，意见{number}的内容删除，不再办理。确定的话，回复“{command}”。"


def confirm_withdraw(*, number: str) -> str:
    """The words that confirm it."""
    return f"确认撤回意见 {number}"
