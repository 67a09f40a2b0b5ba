"""The moves that a short message makes in a talk, each with what it is made of and how people say it.

The examples are read by people and by the test: every one has to be heard as its move, and as no other.
"""

from __future__ import annotations

from collections.abc import Set as AbstractSet
from enum import StrEnum

from msgspec import Struct

from policy_kb.dialogue.terminals import Sort


class Move(StrEnum):
    """What a message does with what was shown or said before it."""

    CORRECT = "correct"  # 说错了，是第十三条: what follows counts
    NUMBER = "number"  # 八, 那四呢: an article or an item, by what was shown
    NTH = "nth"  # 第六个: counted in the list shown last
    NTH_LAST = "nth last"  # 倒数第二个
    BACK = "back"  # 上一条, 往上数两个
    FORTH = "forth"  # 下一条, 它下面那个
    OTHER_ONE = "other one"  # 换那一个: of the choices the one that was not taken
    SENTENCE = "sentence"  # 头一句
    LAST_SENTENCE = "last sentence"
    LAST_ASKED = "last asked"  # 这俩都在第几条, 两条都贴一下
    FIRST_ASKED = "first asked"  # 刚开头问的在第几条
    ASKED_BEFORE = "asked before"  # 回到上一个问题
    WHERE = "where"  # 在第几条
    WHOLE = "whole"  # 原文
    ARTICLE = "article"  # 整条
    AGAIN = "again"  # 再说一遍
    SIMPLER = "simpler"  # 说简单点
    ONWARD = "onward"  # 然后呢, 再往后: by what was shown
    MORE = "more"  # 还有呢


class Row(Struct, frozen=True):
    """A move is made where a word of each sort in `needs` stands, and none of `without`."""

    move: Move
    needs: tuple[AbstractSet[Sort], ...]
    examples: tuple[str, ...]
    without: AbstractSet[Sort] = frozenset()

    def fits(self, sorts: AbstractSet[Sort]) -> bool:
        """Whether a message with words of these sorts makes the move."""
        return all(sorts & any_of for any_of in self.needs) and not sorts & self.without


def _row(
    move: Move,
    *examples: str,
    needs: tuple[AbstractSet[Sort] | Sort, ...],
    without: AbstractSet[Sort] = frozenset(),
) -> Row:
    return Row(move, tuple({one} if isinstance(one, Sort) else one for one in needs), examples, without)


_COUNTED = {Sort.ONE, Sort.NUMBER, Sort.ORDINAL}

CORRECTIONS = (
    "说错了是第十三条",
    "看错了十三",
    "打错字了，是物流",
    "不对，我问的是第八条",
    "我问的是培训",
    "不是九，是十",
)
"""How people put themselves right; what they meant follows, in any words (`refer`)."""

MOVES: tuple[Row, ...] = (
    _row(
        Move.LAST_SENTENCE,
        *("最后一句", "后半句", "末了那句话", "收尾的那句"),
        needs=(Sort.SENTENCE, {Sort.LAST, Sort.TAIL, Sort.DOWN}),
    ),
    _row(
        Move.SENTENCE,
        *("头一句", "第二句", "前半句", "第一句话是啥", "首句"),
        needs=(Sort.SENTENCE, {Sort.HEAD, Sort.ORDINAL, Sort.UP, Sort.NUMBER}),
        without={Sort.ASKED},
    ),
    _row(
        Move.LAST_ASKED,
        *(
            "两条都贴一下",
            "刚才最后两个都在第几项",
            "这俩都在同一条吗",
            "这两个词分别在第几条",
            "刚才这几个都在哪一项",
        ),
        needs=(Sort.TOGETHER, {Sort.WHERE, Sort.WHOLE, Sort.FILLER}),
        without={Sort.UP, Sort.DOWN, Sort.ON, Sort.OTHER, Sort.REST, Sort.AGAIN, Sort.SIMPLER, Sort.SENTENCE},
    ),
    _row(
        Move.FIRST_ASKED,
        *("刚开头问的在第几条", "最开始问的那个", "第一次问的是哪条", "头一个问的那个呢"),
        needs=(Sort.ASKED, {Sort.FIRST, Sort.HEAD, Sort.ORDINAL}),
    ),
    _row(
        Move.FIRST_ASKED,
        *("刚开头那个在第几项", "最开始那个"),
        needs=(Sort.FIRST,),
        without={Sort.SENTENCE, Sort.AGAIN},
    ),
    _row(
        Move.ASKED_BEFORE,
        *("回到上一个问题", "刚才问的那个问题", "上一个问题在第几条", "还是说刚才那个"),
        needs=({Sort.ASKED, Sort.BEFORE}, {Sort.BEFORE, Sort.UP}),
        without={Sort.AGAIN, Sort.WHERE, Sort.SENTENCE},
    ),
    _row(
        Move.ASKED_BEFORE,
        *("刚才问的在第几条",),
        needs=(Sort.ASKED, {Sort.BEFORE, Sort.UP}),
        without={Sort.AGAIN, Sort.SENTENCE},
    ),
    _row(
        Move.WHERE,
        *("在第几条", "这是哪一条", "出处", "依据是啥", "这是第几条来着", "刚那是第几条"),
        needs=(Sort.WHERE,),
        without={Sort.WHOLE, Sort.NUMBER, Sort.ORDINAL, Sort.UP, Sort.DOWN, Sort.OTHER, Sort.ON},
    ),
    _row(
        Move.AGAIN,
        *("重复一遍", "再说一遍", "没听清", "刚才说的啥"),
        needs=(Sort.AGAIN,),
        without={Sort.WHOLE, Sort.SIMPLER, *_COUNTED},
    ),
    _row(
        Move.ARTICLE,
        *("整条", "整条都要", "把全条给我"),
        needs=(Sort.ARTICLE,),
        without={Sort.NUMBER, Sort.ORDINAL, Sort.UP, Sort.DOWN, Sort.LAST, Sort.ON, Sort.SIMPLER, Sort.OTHER},
    ),
    _row(
        Move.WHOLE,
        *("原文", "念一下原文", "发我全文", "原话贴一下"),
        needs=(Sort.WHOLE,),
        without={Sort.NUMBER, Sort.ORDINAL, Sort.UP, Sort.DOWN, Sort.LAST, Sort.ON, Sort.SIMPLER, Sort.OTHER},
    ),
    _row(
        Move.SIMPLER,
        *("说简单点", "不懂", "太长了", "说人话", "看不懂"),
        needs=(Sort.SIMPLER,),
    ),
    _row(
        Move.NTH_LAST,
        *("倒数第二个", "最后一个", "末了那一个呢", "倒着数第三个"),
        needs=(Sort.LAST,),
        without={Sort.UP},
    ),
    _row(
        Move.OTHER_ONE,
        *("换那一个", "换一个", "另一个呢", "旁边那个", "没选的那个"),
        needs=(Sort.OTHER,),
    ),
    _row(
        Move.OTHER_ONE,
        *("另外那个", "剩下那个"),
        needs=({Sort.REST}, {Sort.ONE}),
        without={Sort.NUMBER, Sort.UP, Sort.DOWN},
    ),
    _row(
        Move.BACK,
        *("上一条", "往上数两个", "它上面那个", "再往前一条", "前面那条", "倒回去一条"),
        needs=(Sort.UP,),
        without={Sort.DOWN},
    ),
    _row(
        Move.ONWARD,
        *("下面该弄啥", "接下来干啥", "然后怎么走"),
        needs=({Sort.DOWN, Sort.ON}, Sort.DOING),
    ),
    _row(
        Move.FORTH,
        *("下一条", "下一项", "它下面那个", "往下数两个", "看看下一条", "紧接着那条"),
        needs=({Sort.DOWN, Sort.ON}, _COUNTED | {Sort.DOWN}),
    ),
    _row(Move.ONWARD, *("然后呢", "再往后", "下一步", "继续"), needs=(Sort.ON,)),
    _row(
        Move.NTH,
        *("第六个", "那第六个呢", "第3个讲啥", "选5号", "头一个", "第十样详细点"),
        needs=({Sort.ORDINAL, Sort.NUMBER, Sort.HEAD}, Sort.ONE),
        without={Sort.REST},
    ),
    _row(Move.NUMBER, *("八", "十二", "那四呢", "第九"), needs=({Sort.NUMBER, Sort.ORDINAL},)),
    _row(Move.MORE, *("还有呢", "还有别的吗", "其他的", "就这些"), needs=(Sort.REST,)),
)
"""Tried in this order; the first that fits a whole message is its move."""
