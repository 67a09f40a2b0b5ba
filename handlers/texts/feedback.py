"""有用/没用, and what is never written down as a question."""

import re

USEFUL_WORDS = frozenset({"有用", "有帮助", "解决了", "👍"})
USELESS_WORDS = frozenset({"没用", "没有用", "没帮助", "答非所问", "不对", "答错了", "👎"})

THANKS_USEFUL = "谢谢您的反馈。"
THANKS_USELESS = (
    "谢谢，已经记下这个问题（不记您是谁），工作人员会据此改进。您可以换个说法再问，或者回复 0 找工作人员。"
)
NOTHING_TO_RATE = "您想评价哪个答复？请先提问，看到答复后再回复“有用”或“没用”。"

ACCUSING = re.compile(
    r"举报|投诉|检举|揭发|控告|告发|贪|回扣|受贿|行贿|收钱|黑钱|好处费|红包|送礼|挪用|冒领|套取|骗取|造假|围标|串标|勾结|打击报复"
)
"""Words of accusation: a question that holds one is not kept, whatever it was taken for."""
