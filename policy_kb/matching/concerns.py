"""Tell what somebody complains of, and so whose business it is: a report, a suggestion, wages, a street lamp."""

from __future__ import annotations

from enum import StrEnum

from policy_kb.expressions import lazy_compile
from policy_kb.matching import complaint_words as words
from policy_kb.matching.accusing import is_question
from policy_kb.models import AnswerKind


class Concern(StrEnum):
    """What a complaint is about. Only a report is sensitive."""

    REPORT = "report"  # a wrong of somebody in office, or with the fund's money
    SUGGESTION = "suggestion"  # 意见建议
    SERVICE = "service"  # 投诉: of how one was served
    PROCUREMENT = "procurement"  # 采购质疑
    WAGES = "wages"  # 欠薪
    OWED = "owed"  # 机关拖欠企业款
    COUNTY = "county"  # 其他县内事项


UNSURE = (Concern.SUGGESTION, Concern.SERVICE, Concern.REPORT)
"""What is asked where words say only that somebody complains."""

_PLAIN = (
    (Concern.WAGES, words.tells_of_wages),
    (Concern.OWED, words.tells_of_owed),
    (Concern.PROCUREMENT, words.contests_procurement),
    (Concern.COUNTY, words.tells_of_county),
    (Concern.SUGGESTION, words.suggests),
    (Concern.SERVICE, words.tells_of_service),
)
"""The first that speaks decides."""

_WINDOWS = lazy_compile(
    r"(?:举报|意见)(?:和|与|、|及|跟)?(?:举报|意见)?的?(?:窗口|专栏|信箱|平台|栏目)"
    r"|(?:审核|业务|处理|专家|验收|反馈)意见"
)
"""What is called by these words, and complains of nothing."""

_ASKS_RULE = lazy_compile(
    r"(?:还|也)?能(?:不能|否)?(?:再)?(?:申请|申报|用|从|列|拿)|可以(?:申请|用)|列支|怎么?规定|有规定|规定[吗呢]|咋规定"
    r"|怎么处理|如何处理|会不会|会怎|影响|算不算|给不给|是否(?:可以|属于|允许)|资格.{0,4}[吗么]"
)
_STORY = 60
"""Characters beyond which a message that is no complaint tells how it came to a question."""

_TAKEN_ELSEWHERE = frozenset({Concern.WAGES, Concern.OWED, Concern.PROCUREMENT})
_STATED = (AnswerKind.CATEGORIES, AnswerKind.MATERIALS, AnswerKind.STEPS, AnswerKind.RULES)
_BESIDE = {
    AnswerKind.OOS: frozenset(Concern),
    AnswerKind.UNSTATED: frozenset(Concern) - {Concern.COUNTY},
    AnswerKind.CLARIFY: _TAKEN_ELSEWHERE,
    AnswerKind.HUMAN: frozenset({Concern.SUGGESTION, Concern.SERVICE}),
    AnswerKind.APPLY: frozenset({Concern.SUGGESTION}),
    **dict.fromkeys(_STATED, _TAKEN_ELSEWHERE | {Concern.SUGGESTION}),
}
"""What else a message may be that is answered so: a question about the measure stays one."""

_OTHER_DIALOGUES = frozenset({AnswerKind.STATUS, AnswerKind.APPLY, AnswerKind.HUMAN, AnswerKind.SMALLTALK})
_WANTS_TO_KNOW = lazy_compile(r"想问|问一?[下问]|请问|咨询|打听|想(?:知道|了解)|查一?下|还是|(?:[不没]|没有)$")


def concerns_of(text: str, kind: AnswerKind) -> tuple[Concern, ...]:
    """What a normalised message complains of: one where it is plain, several where it has to be asked, else none.

    `kind` is what it would be answered as. Of a complaint, what is nothing else plainly is a report; of anything
    else only what plainly complains counts.
    """
    said = _WINDOWS.sub("", text)
    if kind is AnswerKind.COMPLAINT:
        return _complained(said)
    told = _told_beside(said, _BESIDE[kind]) if kind in _BESIDE and len(said) <= _STORY else None
    if told is None or words.reports(said) or _ASKS_RULE.search(said):
        return ()
    return () if told is Concern.SERVICE and is_question(said) else (told,)


def subject_of(text: str, kind: AnswerKind) -> tuple[Concern, ...]:
    """What a normalised message is about that stands right after 我要投诉; nothing where it is another matter.

    Whatever tells rather than asks is what is complained of: where it is not plain it is asked, unless any word
    may be of a wrong. Of a question, and of what belongs to another dialogue, only what plainly complains counts.
    """
    said = _WINDOWS.sub("", text)
    if kind is AnswerKind.COMPLAINT:
        return _complained(said)
    asks = is_question(said) or bool(_WANTS_TO_KNOW.search(said))
    if words.reports(said):
        return () if asks else (Concern.REPORT,)
    found = _plainly(said)
    if asks and kind in _STATED and (len(said) > _STORY or _ASKS_RULE.search(said)):
        return ()
    if found is not None:
        return (found,)
    if asks or kind in _OTHER_DIALOGUES:
        return ()
    return (Concern.REPORT,) if words.tells_of_deeds(said) else UNSURE


def _told_beside(text: str, told: frozenset[Concern]) -> Concern | None:
    """What the message plainly tells, if it is one of these."""
    found = _plainly(text)
    if found is None and Concern.REPORT in told and words.accuses_somebody(text):
        return Concern.REPORT
    return found if found in told else None


def _complained(text: str) -> tuple[Concern, ...]:
    if words.reports(text):
        return (Concern.REPORT,)
    found = _plainly(text)
    if found is not None:
        return (found,)
    return UNSURE if words.only_grumbles(text) else (Concern.REPORT,)


def _plainly(text: str) -> Concern | None:
    return next((concern for concern, speaks in _PLAIN if speaks(text)), None)
