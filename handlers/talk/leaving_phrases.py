"""The words that begin, steer and end leaving a suggestion or complaint; as a whole message, bare."""

from __future__ import annotations

from types import MappingProxyType

from handlers.texts import complaining as texts
from handlers.values.vocabulary import made_of
from handlers.values.words import bare
from policy_kb.expressions import lazy_compile
from policy_kb.matching.concerns import Concern
from policy_kb.models import Offer, OfferKind

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

ALL_SAID = frozenset(
    {
        "就这些",
        "就这些了",
        "就这样",
        "就这样吧",
        "写完了",
        "说完了",
        "发完了",
        "完了",
        "没有了",
        "没了",
        "谢谢",
        "谢谢你",
        "谢了",
    }
    | {
        "好",
        "好的",
        "好了",
        "行",
        "可以",
        "可以了",
        "嗯",
        "恩",
        "嗯嗯",
        "对",
        "对的",
        "是",
        "是的",
        "没错",
        "没问题",
        "ok",
    }
)
"""That nothing more is to be said; 提交 it is not."""

AGREES = frozenset({"好", "好的", "可以", "行", "要", "要的", "是", "是的", "嗯", "恩", "对", "留", "留吧", "ok"})
"""That it is to be left, where that was just offered."""

_NAMED = MappingProxyType(
    {
        **{bare(label): Concern(value) for value, label in texts.KIND_LABELS.items()},
        **dict.fromkeys(("我要投诉服务", "投诉服务", "投诉服务态度", "我要投诉服务态度"), Concern.SERVICE),
    }
)
_NAMED_SHORTLY = MappingProxyType(
    {
        **dict.fromkeys(("意见", "建议"), Concern.SUGGESTION),
        **dict.fromkeys(("投诉", "服务", "办事", "态度", "服务态度"), Concern.SERVICE),
        **dict.fromkeys(("工资", "欠薪", "欠工资"), Concern.WAGES),
        **dict.fromkeys(("采购", "质疑", "招标", "投标"), Concern.PROCUREMENT),
        **dict.fromkeys(("欠款", "机关欠款"), Concern.OWED),
        **dict.fromkeys(("其他", "其它", "其他事", "别的", "别的事"), Concern.COUNTY),
    }
)
"""What chooses where the kinds were just asked for."""

_SUGGESTS = lazy_compile(
    r"(?:我|俺|咱)?(?:想要?|要|来)?(?:给(?:你们|您|咱们|办公室))?提(?:一?[个点些条下]|几[个点条])?小?(?:意见|建议)"
    r"|(?:我|俺|咱)?有(?:(?:一?[个点些条]|几[个点条])小?(?:意见|建议)(?:[想要][提说])?|(?:意见|建议)[想要][提说])"
)
"""That somebody suggests something, without what."""

_HOTLINES = MappingProxyType({"12388": Concern.REPORT, "12333": Concern.WAGES, "12345": Concern.COUNTY})
_ASKS_HOTLINE = lazy_compile(
    rf"(?P<number>{'|'.join(_HOTLINES)})(?:这个)?(?:电话|热线|号码?)?(?:是|又是|是个)?"
    r"(?:啥|什么|谁|哪里?|哪儿|[干做管][啥嘛]|[干做管]什么)的?(?:电话|热线|号码?|单位|部门|地方|用)?[呀啊呢]?"
)
"""What a hotline is for that we name ourselves. A number alone may be a sum that a form asked for."""


VOCABULARY = made_of(*LEAVE, *WHICH, *_NAMED, _SUGGESTS, _ASKS_HOTLINE)


def concern_named(said: str, *, is_asked: bool = False) -> Concern | None:
    """What bare words choose, if they are nothing but a choice; where it `is_asked` a button's word is enough."""
    if is_asked and said in _NAMED_SHORTLY:
        return _NAMED_SHORTLY[said]
    if asked := _ASKS_HOTLINE.fullmatch(said):
        return _HOTLINES[asked["number"]]
    return Concern.SUGGESTION if _SUGGESTS.fullmatch(said) else _NAMED.get(said)


def said_button(words: str) -> Offer:
    """A button that says these words."""
    return Offer(label=words, kind=OfferKind.ASK, value=words)
