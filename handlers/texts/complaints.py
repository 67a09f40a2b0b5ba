"""Words of what is kept openly: 意见, 投诉 and other matters, from its number to its answer."""

from __future__ import annotations

from datetime import date

from handlers.dates import day
from handlers.texts.bodies import BUREAU, OFFICE
from handlers.texts.office import SOURCE
from handlers.texts.people import ROLE_WORDS
from store.states import Role

TITLE = "意见投诉"
KINDS = {
    "suggestion": "意见建议",
    "service": "投诉",
    "procurement": "采购质疑",
    "wages": "欠薪",
    "owed": "机关拖欠企业款项",
    "county": "县内其他事项",
}
STATES = {
    "received": "已收到，等待受理",
    "accepted": "已受理，正在办理",
    "referred": "已转其他机关办理",
    "answered": "已答复",
    "closed": "已办结",
    "withdrawn": "已撤回",
}
PERSON = {"leave_complaint": "本人提交", "add_to_complaint": "本人补充"}
"""What the person did, in the history."""

KIND = ("事项", "您要反映的是哪一类事？")
CONTENT = ("内容", "请把事情写清楚：什么事、什么时间、什么地点、希望怎么办。请不要写身份证号、银行卡号。")
CONTACT = ("联系方式", "愿意留联系方式的话，请写称呼和电话；不留也可以。")
CODE = ("查询码", "没有账号的人用什么查询？")
FIRST_TERM, ANSWER_TERM = "意见投诉告知是否受理", "意见投诉答复"
EXCERPTS = "留言选登"
ENDS = "期限"
SEARCH = "编号，例如2026-0012，或者转办机关"
NONE = "没有意见投诉。"
NOT_TAKEN, NEVER_TAKEN = "还没有单位受理", "没有单位受理过"
KEEP_OUT = "您需要回避"
BY_PAGE = "网页表单"
NOT_SENT = "没有账号，本人凭查询码在网页上看"
ANSWERING_UNITS = "办理意见投诉的单位"
FIRST_DAYS = "意见投诉收到后多少天内告知是否受理"
ANSWER_DAYS = "意见投诉收到后多少天内答复"

UNIT = ("承办单位", "由本级哪个单位办理？")
WHY_ASSIGNED = ("说明", "需要的话写给接办单位看，本人看不到。没有就不填。")
ORGAN = ("转办机关", "转给哪个机关办理？写全称，原样告诉本人。")
REFERRED_TOLD = ("给本人的说明", "需要的话写明怎么联系这个机关、还要做什么，原样告诉本人。没有就不填。")
ANSWER = ("答复", "怎么答复本人？原样发给本人。")
UNTIL = ("延长到", "最迟哪一天答复？")
WHY_EXTENDED = ("延长原因", "为什么延长？原样告诉本人。")
NOTE = ("备注", "只供内部查看，本人看不到；本人撤回或者删除信息时一起删除。")
RECUSED = ("回避人员", "谁与这一件有关，不参加办理？可以是您自己。")
LIFTED = ("解除回避", "谁不用回避（例如同名不同人）？")
EXCERPT_LETTER = ("选登的来信", "去掉姓名、电话、地址等能看出是谁的内容，写成可以公开的话。")
EXCERPT_ANSWER = ("选登的答复", "写可以公开的答复。")

UNITS_ONLY = f"意见投诉由{OFFICE}、{BUREAU}、拨付部门、监督审核部门办理，您的角色不能办。"
OFFICE_ONLY = f"留言选登由{OFFICE}办理，您的角色不能办。"
ACCEPTED_ALREADY = "这一件已经受理或者办过。"
NOT_AWAITED = "这一件不在等待办理。"
OVER_ALREADY = "这一件已经办结或者撤回。"
NOT_ANSWERED = "这一件还没有答复或者转办。"
KEEPS_OUT = "这一件您需要回避，由其他工作人员办理。"
ANOTHER_UNIT = "这一件由其他单位办理。要由本单位办，先用“转本级其他单位办理”转过来。"
ERASED = "本人已经删除个人信息或者撤回，内容不在了，不用再办。"
NO_SUCH_UNIT = "请从列出的单位里选一个，不是现在的承办单位。"
NO_SUCH_MEMBER = "没有这位在岗的工作人员，请从列出的人员里选。"
KEEPS_OUT_ALREADY = "这位工作人员已经回避。"
ONLY_ONE_LEFT = "这位也回避，就只剩您一人能办。请由另一位工作人员来定，或者由您自己回避。"
KEEPS_NOT_OUT = "这位工作人员没有回避。"
PERSONAL = "里面像是有身份证号、银行卡号或者手机号。选登是公开的，请去掉。"
NO_DRAFT = "没有等待审核的选登。"
OWN_WORDS = "这一段是您起草的，由另一位工作人员审核。"
CLOSED = "这一件已经办结。有新的情况，请重新提交。"

OWN_NAME = "意见投诉由本人提交、补充、撤回。"
UNFIT = "内容是空的，或者太长（最多2000字，联系方式最多200字），没有收下。请改一下再提交。"
TOO_MANY = (
    f"您有几件意见投诉还在办理。请等{OFFICE}答复，或者先撤回一件，再提交新的；"
    "着急的事请打电话（回复“人工”看号码）。"
)
TOO_MANY_WAIT = f"现在等着办理的网上意见太多，暂时收不下。请直接联系{OFFICE}，或者过几天再提交。"
TOO_MANY_IN_TALKS = (
    "网页对话里等着办理的意见太多，暂时收不下。请改在“意见、举报和查询”页提交，凭查询码看答复；"
    "着急的事请打电话（回复“人工”看号码）。"
)
ENOUGH_ADDED = "您已经补充了好几次。请等工作人员答复后再补充；着急的事请打电话（回复“人工”看号码）。"
NOT_OPEN = "这一件已经办结或者撤回。有新的情况，请重新提交。"
MOVED_ON = "这一件刚刚由他人办理过。请看最新内容再办。"


def unknown(*, number: str) -> str:
    """Say that there is none of this number, or none of the person's."""
    return f"没有找到编号为{number}的意见投诉，请核对编号。"


def name(*, number: str) -> str:
    """What people and staff call one."""
    return f"意见{number}"


def staff_notice(*, number: str, kind: str) -> str:
    """Tell staff that there is one; it names nobody, and says nothing of what it says."""
    return f"有新的{KINDS[kind]}，{name(number=number)}。"


def added_notice(*, number: str) -> str:
    """Tell staff that its person added to it."""
    return f"{name(number=number)}有补充。"


def withdrawn_notice(*, number: str) -> str:
    """Tell staff that its person took it back."""
    return f"{name(number=number)}已由本人撤回，内容已删除。"


def standing(*, number: str, kind: str, state: str, received_on: date) -> str:
    """One of the person's own: what it is, and where it stands."""
    return f"{name(number=number)}（{KINDS[kind]}，{day(received_on)}提交）：{STATES[state]}"


def due(*, state: str, first_due: date, answer_due: date) -> str:
    """Until when the person hears what; empty where nothing is owed."""
    told = {"received": f"{day(first_due)}前告诉您是否受理。", "accepted": f"{day(answer_due)}前答复。"}
    return f"{SOURCE}{told[state]}" if state in told else ""


def told(*, on: date, words: str) -> str:
    """What staff told the person, and when."""
    return f"{day(on)}：{words}"


def left(*, number: str, first_due: date, answer_due: date) -> str:
    """Tell the person that it was received, by which number, and until when they hear what."""
    return (
        f"已收到，编号：{name(number=number)}。\n{SOURCE}{day(first_due)}前告诉您是否受理，"
        f"{day(answer_due)}前答复；延长的，说明原因。"
    )


def accepted(*, answer_due: date) -> str:
    """Tell the person that it is dealt with, and until when."""
    return f"已受理，{day(answer_due)}前答复。"


def referred(*, organ: str, told: str) -> str:
    """Tell the person which organ deals with it now."""
    return "\n".join(filter(None, (f"这件事由{organ}办理，已转给该机关。", told)))


def extended(*, until: date, reason: str) -> str:
    """Tell the person that it takes longer, and why."""
    return f"还需要一些时间，改为{day(until)}前答复。原因：{reason}"


def to_person(*, number: str, unit: Role, words: str) -> str:
    """What the person reads of their complaint in the talk."""
    return f"{name(number=number)}，{ROLE_WORDS[unit]}：\n{words}"


def assigned_notice(*, number: str) -> str:
    """Tell a unit that it is theirs now."""
    return f"{name(number=number)}转给本单位办理。"


def nobody_left_notice(*, number: str) -> str:
    """Tell the units that nobody of its own can handle it."""
    return f"{name(number=number)}的承办单位人员都需要回避，请其他单位转过来办理。"


def excerpt_waits(*, number: str) -> str:
    """Tell the office that a text waits for a second member."""
    return f"{name(number=number)}的留言选登已起草，等待另一位工作人员审核。"


def extension(*, due: date, most: date) -> str:
    """Say how far an answer can be put off."""
    return f"现在的答复期限是{day(due)}，一次最多延长到{day(most)}。"


def published(*, kind: str, words: str, answer: str, received_on: date, answered_on: date | None) -> str:
    """A letter and its answer, for the portal."""
    when = f"，{day(answered_on)}答复" if answered_on else ""
    return f"【{kind}】{day(received_on)}来信{when}\n来信：{words}\n答复：{answer}"
