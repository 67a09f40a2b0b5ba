"""The words that begin, steer and end leaving a suggestion or complaint; as a whole message, bare."""

from __future__ import annotations

from types import MappingProxyType

from handlers.texts import complaining as texts
from handlers.values.vocabulary import made_of
from handlers.values.words import bare
from policy_kb.matching.concerns import Concern

LEAVE = frozenset(
    map(
        bare,
        (
            texts.LEAVE_COMMAND,
            texts.LEAVE_LABEL,
            texts.NO_REPORT_COMMAND,
            "留言",
            "我要留言",
            "继续留言",
            "还是要留言",
            "留下",
            "要留言",
            "想留言",
            "提交留言",
        ),
    )
)
WHICH = frozenset(map(bare, (*texts.WINDOW_LABELS, "意见举报", "意见和举报", "投诉举报", "意见投诉", "投诉建议")))
"""The menu's entry, and what it is called elsewhere."""

SUBMIT = frozenset({"提交", "确认提交", "确认", "提交吧", "就这样提交", "好提交", "可以提交", "确定提交", "确定"})
REWRITE = frozenset({"重写", "重新写", "修改", "改一下", "重来", "重新填"})

_NAMED = MappingProxyType(
    {
        **{bare(label): Concern(value) for value, label in texts.KIND_LABELS.items()},
        **dict.fromkeys(
            (
                bare(texts.SUGGEST_COMMAND),
                "提意见",
                "提个意见",
                "我想提意见",
                "我要提建议",
                "提建议",
                "我想提建议",
                "提个建议",
                "我有个建议要提",
                "我有意见要提",
                "我来提意见",
                "给你们提意见",
            ),
            Concern.SUGGESTION,
        ),
        **dict.fromkeys(("我要投诉服务", "投诉服务", "投诉服务态度", "我要投诉服务态度"), Concern.SERVICE),
    }
)


VOCABULARY = made_of(*LEAVE, *WHICH, *_NAMED)


def concern_named(said: str) -> Concern | None:
    """What bare words choose, if they are nothing but a choice."""
    return _NAMED.get(said)
