"""Talks with a member of staff: offered, taken over, answered, handed back."""

from __future__ import annotations

from collections.abc import Sequence

from handlers.texts.bodies import BUREAU, OFFICE
from handlers.texts.office import SOURCE

ASK_COMMAND = "请工作人员答复"
END_COMMAND = "结束咨询"

OFFERED = f"也可以请工作人员在这里答复：回复“{ASK_COMMAND}”。"
OFFERED_AFTER_MISSES = f"连着两次没能答上。可以换个说法，也可以请工作人员在这里答复：回复“{ASK_COMMAND}”。"
OFFERED_IN_ANGER = f"对不起，没有帮上忙。想请工作人员在这里答复，回复“{ASK_COMMAND}”。"

WRITE_QUESTION = "请用一条消息写下要问的事，发出后就转给工作人员。请不要写身份证号、银行卡号。不问了，回复“取消”。"
WRITE_MORE = "要补充的，请用一条消息写下。不补充了，回复“取消”。"
ADD_MORE = f"要补充的，回复“{ASK_COMMAND}”再写一条。"
KEPT_HOW = "与工作人员的对话加密保存，用来答复您，到期删除；发送“隐私说明”可查看。"
NOT_ASKED = "好的，这次没有转给工作人员。别的问题可以直接发给我。"
NOT_PASSED_ON = (
    "这条没有转给工作人员，也没有保存：看起来可能是在反映问题。"
    "不是反映问题的，请写成一句问话（例如“……怎么办？”）再发一次。"
)
ONLY_WORDS = "请用文字写下要问的事；图片和文件没有保存，也没有转给工作人员。"
ELSEWHERE = "工作人员不在这个渠道里答复咨询。"

PASSED_ON = "已转给工作人员。"
TOO_MANY_WAIT = "现在等工作人员答复的人太多，这个问题没有收下。请过一会儿再问，或者打电话（回复“人工”看号码）。"
ENOUGH_ASKED = (
    "您问的还没有答复，已经收下很多条，这一条没有收下。请等答复以后再补充，或者打电话（回复“人工”看号码）。"
)
ADDED = "已补充给工作人员。"
MEANWHILE = "等的时候还可以接着问我。"
ON_DUTY = "现在是值班时间，请等工作人员接入。"
NO_HOURS = "办公室没有设置在线答复的时间，工作人员查看以后才能答复；着急的事请打电话（回复“人工”看号码）。"

OVER_ALREADY = "工作人员的答复已经结束，这条没有收到。请再发一次，由我来答。"
ENDED_BY_PERSON = "好的，已结束与工作人员的对话。接下来由我（自动应答助手）答复。"
HANDED_BACK = "工作人员的答复到这里，接下来由我（自动应答助手）答复。"
LEFT_IDLE = "半个小时没有新消息，这次对话先到这里，接下来由我（自动应答助手）答复。"
CLOSED = "这次咨询已结束。还有要问的，可以直接发给我。"

SENT_PICTURE = "（发来一张图片或者文件，没有保存）"

ANSWER_FIELD = ("答复", "答复的内容，本人会在原来的渠道看到；下面自动加上“以上为工作人员咨询答复……”一句。")
NOTE_FIELD = ("备注", "写给同事看的，本人看不到。")
NOT_DUTY_UNIT = "在线答复由办公室设置的值班单位办理，您的角色不能办这一步。"
NO_SUCH = "没有这个编号的咨询，可能本人已经删除，或者已经过了保存期。"
YOURS_ALREADY = "已经由您接入。"
TAKING_NOW = "正在接入：等刚才的自动答复发完，一般几秒钟，请稍后刷新。"
NOT_TAKEN = "还没有接入，请先办“接入咨询”。"
CLOSED_ALREADY = "这次咨询已经结束。"
OWN_NAME = "咨询由本人在对话里提出。"

STATES = {
    "waiting": "等待接入",
    "taking": "正在接入",
    "taken": "答复中",
    "back": "已交回助手",
    "closed": "已结束",
}

VOICES = {"person": "来人", "staff": "工作人员", "note": "备注"}
"""Who said something, on a card."""

LEAVING = "正在发出"
WAYS = {
    "ready": "已发出，等平台送达或者本人打开网页",
    "held": "平台暂时不收，本人下次发消息时显示",
    "dead": "没有送到，请打电话或者等本人再来时重发",
}
"""Of an answer by the state of its message; nothing is said of one that arrived."""

DUTY_HOURS = "在线答复的值班时间（工作日）"
DUTY_HOURS_EXAMPLE = "8:30-12:00、14:30-17:30；没有就写：无"
DUTY_HOURS_UNSET = "没有设置，对来咨询的人说没有固定时间"
DUTY_UNITS = "在线答复的值班单位"
DUTY_UNITS_EXAMPLE = (
    f"{OFFICE}、{BUREAU}；还可以有拨付部门、监督审核部门，用顿号隔开（或者写 office、bureau、payer、supervisor）"
)
DUTY_UNITS_UNSET = f"{OFFICE}（没有设置时）"
CANNED = "在线答复的常用语"
CANNED_EXAMPLE = "每行一条，最多20条；没有就写：无"
CANNED_UNSET = "没有设置"


def disclaimer(*, article: str) -> str:
    """Below every answer of staff; `article` is the label of who interprets, empty where the document has none."""
    interpreted = f"{article}的解释" if article else "对办法的解释"
    return f"以上为工作人员咨询答复，不是{interpreted}，不作为审批、拨付依据。"


def waiting_before(*, count: int) -> str:
    """How many wait before the person."""
    return f"前面还有{count}位在等。"


def still_waiting(*, minutes: int) -> str:
    """Tell the person that their question waits, and for how long it has."""
    since = "刚刚" if minutes < 1 else f"{waited(minutes=minutes)}前"
    return f"您的问题{since}转给了工作人员，还没有人接入。"


def off_duty(*, hours: str, following: str) -> str:
    """Nobody is on duty: when there will be."""
    return (
        f"{SOURCE}现在不是值班时间（{hours}）。您的问题已经收下，下一个值班时间是{following}；"
        "着急的事请打电话（回复“人工”看号码）。"
    )


def taken(*, unit: str) -> str:
    """Tell the person that a member of staff is there, and of which unit."""
    return f"{unit}的工作人员已接入，接下来由工作人员答复，我不再自动答复。要结束，回复“{END_COMMAND}”。"


def answered(*, unit: str) -> str:
    """Above an answer of staff: which unit gives it, and never a person."""
    return f"{unit}的工作人员答复："


def waited(*, minutes: int) -> str:
    """For how long a person has waited."""
    if minutes < 1:
        return "刚刚"
    if minutes < 60:  # noqa: PLR2004 -- minutes of an hour
        return f"{minutes}分钟"
    hours, rest = divmod(minutes, 60)
    return f"{hours}小时{rest}分钟" if hours < 24 else f"{hours // 24}天"  # noqa: PLR2004 -- hours of a day


def name(*, number: str) -> str:
    """What staff call a talk."""
    return f"咨询第 {number} 号"


def head(*, number: str, state: str) -> str:
    """Name a talk, and say how it stands."""
    return f"{name(number=number)}：{STATES[state]}"


def staff_notice(*, number: int) -> str:
    """Tell staff that somebody waits; it names nobody, and says nothing of what is asked."""
    return f"有人等工作人员答复，咨询第 {number} 号。"


def hours(*, spans: Sequence[tuple[str, str]]) -> str:
    """Hours of duty."""
    return "、".join(f"{begin}-{end}" for begin, end in spans) or "无"
