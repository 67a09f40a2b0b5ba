"""The moves that a short message makes in a talk, each with how people say it.

The examples are read by people and by the test: every one has to be heard as its move, and as no other.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

_N = r"[0-9零一二两三四五六七八九十]{1,3}"
# No word here may be another one repeated (看, 看看): two readings of each would be tried in every combination.
_PLEASE = r"(?:请|麻烦|你|您|给我|给俺|能不能|可以|再|帮我|看|要|那|那么|好的?|来|我|俺|想|说|讲|念|发)*"
_ASK = (
    r"(?:呢|吗|嘛|么|啊|呀|吧|哩|嘞|是啥|是什么|是甚|讲啥|讲什么"
    r"|讲的?|写的?啥|写的?|说的?啥|说的?|看看|给我|一下)*"
)
_ONE = r"(?:条|个|项|款|点|样|段)"
_UP = r"(?:上面?|上头|前面?|前头|往上|往前|朝上)"
_DOWN = r"(?:下面?|下头|底下|后面?|后头|往下|往后|朝下|紧挨着?|接着|挨着)"
_IT = r"(?:它|他|这个|这条|这项|那个|这)?(?:的)?"


class Move(StrEnum):
    """What a message does with what was shown or said before it."""

    CORRECT = "correct"  # 说错了，是第十三条: what follows counts
    NTH = "nth"  # 第六个: counted in the list shown last
    NTH_LAST = "nth last"  # 倒数第二个
    BACK = "back"  # 上一条, 往上数两个
    FORTH = "forth"  # 下一条, 它下面那个
    OTHER_ONE = "other one"  # 换那一个: of the choices the one that was not taken
    SENTENCE = "sentence"  # 头一句
    LAST_SENTENCE = "last sentence"
    FIRST_ASKED = "first asked"  # 刚开头问的在第几条
    ASKED_BEFORE = "asked before"  # 回到上一个问题
    NUMBER = "number"  # 八, 那四呢: an article or an item, by what was shown
    WHERE = "where"  # 在第几条
    WHOLE = "whole"  # 原文
    AGAIN = "again"  # 再说一遍
    SIMPLER = "simpler"  # 说简单点
    ONWARD = "onward"  # 然后呢, 再往后: by what was shown
    MORE = "more"  # 还有呢


@dataclass(frozen=True, slots=True)
class Row:
    """One move: the pattern of the whole message, and what people say. `n` counts, `rest` is what follows."""

    move: Move
    pattern: re.Pattern[str]
    examples: tuple[str, ...]


def _row(move: Move, pattern: str, *examples: str) -> Row:
    return Row(move, re.compile(rf"^(?:{pattern})$"), examples)


MOVES: tuple[Row, ...] = (
    _row(
        Move.CORRECT,
        r"(?:哦|噢|啊|哎呀?|不好意思|对不起)?[,，]?"
        r"(?:我|俺)?(?:说|打|看|写|弄|搞|念|问|听)(?:错|岔)(?:了|咧)?(?:字)?[,，。!！ ]*"
        r"(?:我|俺)?(?:其实|本来)?(?:问|说|指|要|想问)?的?(?:应该|该)?(?:是|为)?"
        r"(?P<rest>.*[^了的啊呀呢吧。!！ ].*)"
        r"|(?:不对|错了|不是这[个条]|口误)[,，。!！ ]+(?:我|俺)?(?:问|说|指|要|想问)?的?(?:应该)?是?(?P<rest2>.+)"
        r"|(?:我|俺)(?:问|说|指|要)的是(?P<rest3>.+)"
        r"|不是(?P<wrong>.{1,8}?)[,，。 ]*(?:而?是|应该是|要的?是|问的?是)(?P<rest4>.+)",
        "说错了是第十三条",
        "看错了十三",
        "打错字了，是物流",
        "不对，我问的是第八条",
        "我问的是培训",
        "不是九，是十",
    ),
    _row(
        Move.NUMBER,
        rf"{_PLEASE}(?P<n>{_N})(?:{_ONE})?{_ASK}",
        "八",
        "十二",
        "那四呢",
    ),
    _row(
        Move.NTH_LAST,
        rf"{_PLEASE}(?:倒数|从后往前)(?:数)?第?(?P<n>{_N}){_ONE}?{_ASK}|{_PLEASE}(?P<last>最后|末了|末尾|最末|压轴)(?:那|的那|面)?一?{_ONE}{_ASK}",
        "倒数第二个",
        "最后一个",
        "末了那一个呢",
    ),
    _row(
        Move.NTH,
        rf"{_PLEASE}(?:选|点|就)?第(?P<n>{_N})(?:个|项|点|样|款|号)(?:呢|是啥|是什么|讲啥|讲的啥|说的?啥|详细说说|详细讲讲|具体说说|展开说说|仔细说说|细说|说说|讲讲)?{_ASK}"
        rf"|{_PLEASE}(?:选|点|就)(?P<n2>{_N})号?{_ASK}"
        rf"|{_PLEASE}(?P<first>头|打头|开头|最前面?|最上面?)(?:的|那)*一?(?:个|项|样){_ASK}",
        "第六个",
        "那第六个呢",
        "第3个讲啥",
        "选5号",
        "头一个",
    ),
    _row(
        Move.BACK,
        rf"{_PLEASE}{_IT}{_UP}(?:数|翻|推|挪|走)?(?:的|那|面)*(?P<n>{_N})?(?:个|条|项|款|下)?(?:的|那)*(?:一?{_ONE})?{_ASK}",
        "上一条",
        "往上数两个",
        "它上面那个",
        "再往前一条",
        "前面那条",
    ),
    _row(
        Move.OTHER_ONE,
        rf"{_PLEASE}(?:换|要|看|选|说)?(?:的是)?(?:换|另|另外|旁边|剩下)(?:到|成|的)?(?:那|一|外|下)*(?:一?{_ONE}){_ASK}|{_PLEASE}不(?:是|要)这一?个[,，]?(?:是|要|看)?(?:另|那|别的).{{0,4}}",
        "换那一个",
        "换一个",
        "另一个呢",
        "另外那个",
    ),
    _row(
        Move.LAST_SENTENCE,
        rf"{_PLEASE}(?:最后|末了|末尾|结尾|后)(?:那|的那)?[一半]?句(?:话)?{_ASK}",
        "最后一句",
        "后半句",
        "末了那句话",
    ),
    _row(
        Move.SENTENCE,
        rf"{_PLEASE}(?:(?:头|开头|打头|前)(?:那|的那)?[一半]?|第(?P<n>{_N}))句(?:话)?{_ASK}",
        "头一句",
        "第二句",
        "前半句",
        "第一句话是啥",
    ),
    _row(
        Move.FIRST_ASKED,
        rf"{_PLEASE}(?:我|俺)?(?:刚|最)?(?:一?开[头始]|起先|最早|最初|头一[回次个]|第一[次回个])(?:我|俺)?(?:问|说|提|讲)的?(?:那|的)*(?:一?(?:个|条|问题|事|件事)?)*.{{0,10}}",
        "刚开头问的在第几条",
        "最开始问的那个",
        "第一次问的是哪条",
        "头一个问的那个呢",
    ),
    _row(
        Move.ASKED_BEFORE,
        rf"{_PLEASE}(?:回到|退回|返回)?(?:我|俺)?(?:刚才|刚刚|方才|之前|前头|前面|上面|上)(?:我|俺)?(?:(?:问|说|提|讲|看)的?)?(?:那|的|一|个|条|件)*(?:问题|事|话题)(?:在?(?:第几|哪一?)条)?{_ASK}"
        rf"|{_PLEASE}(?:回到|退回|返回)(?:上|前|刚才).{{0,6}}",
        "回到上一个问题",
        "刚才问的那个问题",
        "上一个问题在第几条",
    ),
    _row(
        Move.FORTH,
        rf"{_PLEASE}{_IT}{_DOWN}(?:数|翻|推|挪|走)?(?:的|那|面)*(?:(?P<n>{_N})(?:个|条|项|款|下)|一?{_ONE}|那一?{_ONE})(?:的|那)*{_ASK}",
        "下一条",
        "下一项",
        "它下面那个",
        "往下数两个",
        "看看下一条",
    ),
    _row(
        Move.WHERE,
        rf"{_PLEASE}(?:这|那|它|上面|刚才)?(?:些|个|话|句话)?(?:是|都|说的|写)?(?:在|出自|写在|说在)?(?:办法|文件)?(?:里|的)?(?:第几|哪一?|几)条(?:里|上|写的?|说的?|规定)?的?{_ASK}|{_PLEASE}(?:出处|依据)(?:是|在)?(?:哪|啥|什么|几条|哪条|哪里)?{_ASK}",
        "在第几条",
        "这是哪一条",
        "出处",
        "依据是啥",
    ),
    _row(
        Move.WHOLE,
        rf"{_PLEASE}(?:发|念|读)?一?下?(?:原文|原话|全文|整条|这一?条|完整的?|全部内容|条文)(?:发我|给我)?{_ASK}",
        "原文",
        "念一下原文",
        "发我全文",
        "整条",
    ),
    _row(
        Move.AGAIN,
        rf"{_PLEASE}(?:重复|重说|说|讲|来|发|念)?(?:一遍|一次|一下)|没(?:看|听)(?:清|懂|明白|见).*|(?:刚才|刚刚)说的?(?:啥|什么).*",
        "重复一遍",
        "再说一遍",
        "没听清",
    ),
    _row(
        Move.SIMPLER,
        rf"{_PLEASE}(?:说|讲|写)?(?:得|的)?(?:简单|简短|短|通俗|明白|直白)(?:一?点|些|说说|讲讲|说|讲)?{_ASK}"
        r"|(?:我|俺)?[也还]?[看听]?不太?(?:懂|明白)[啊呀呢了咧嘞]*"
        r"|(?:一句话|太长了?|太啰嗦|长话短说|说重点|讲重点|说人话).{0,4}",
        "说简单点",
        "不懂",
        "太长了",
        "说人话",
    ),
    _row(
        Move.ONWARD,
        rf"{_PLEASE}(?:然后|接着|接下来|下一步|后来|之后|往后|往下|再往后|再往下|完了|再然后|后头|后面)(?:的|呢|还有)?(?:做什么|干什么|干啥|咋办|怎么办|怎么弄|弄啥)?{_ASK}",
        "然后呢",
        "再往后",
        "接下来干啥",
        "下一步",
    ),
    _row(
        Move.MORE,
        rf"{_PLEASE}(?:还有|别的|其他的?|另外|还有别的|还有什么|还有啥|还有哪些|其它的?)(?:没有?|不)?{_ASK}",
        "还有呢",
        "还有别的吗",
        "其他的",
    ),
)
"""Tried in this order; the first that fits a whole message is its move."""
