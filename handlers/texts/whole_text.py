"""The whole measure: how people ask for it, and how they are led to it."""

from __future__ import annotations

import re

MEASURE = "/measure"
"""Where the pages show it, below their own address."""

OPEN = "打开办法全文"
"""What stands on a link of the page itself to it."""

LONGEST = 30
"""Characters, without blanks: whatever is longer asks for something else, too."""

_ASK = (
    r"(?:你好|您好|请问|请|麻烦|你们|您|你|帮我|给我|让我|我|俺|咱|想|要|需要|能不能|能否|能|可不可以|可以|把|将|查看|看看"
    r"|看一下|看到|看|查一下|查|发我|发给我|发一下|发|提供|下载|打开|念|找到|找|哪里有|哪儿有|哪有|有没有|有|在|去|到|从"
    r"|哪里|哪儿|哪|咋|怎么|怎样|如何|一下|一份|个|这里|[,，、])*"
)
_DOC = (
    r"(?:这个|这份|这|本|咱县的?|县里的?|那个|那份)?"
    r"(?:(?:乡村)?e镇)?(?:专项)?(?:资金)?(?:的)?(?:管理(?:及拨付)?|拨付|政策)?(?:办法|规定|政策|文件|条例|通知)"
)
_PASSAGE = r"(?:全文|完整版|(?:完整|全部)(?:的)?内容|原文|原话|条文)"
_WHOLE = (
    r"(?:完整(?:的)?(?:条文|条款)|(?:全部|所有)(?:的)?(?:条文|条款|章节|规定)|目录|章节"
    r"|电子版|pdf(?:版|文件)?|word(?:版|文件)?|扫描件)"
)
_SEEN = r"(?:哪里|哪儿|哪|咋|怎么)(?:能|可以|才能)?(?:看到?|查到?|下载|找到?|有)"
_END = (
    r"(?:给我|给|发我|发|传|我|俺|一下|一份|一遍|看看|看一下|看到|看|下|来|过来|吧|吗|嘛|么|呢|啊|呀|在|哪里|哪儿|哪|咋"
    r"|怎么|如何|能|可以|有没有|有|下载|查|找|得到|到|不|行|谢谢|是什么|有哪些|[,，、])*"
)
ASKS = re.compile(
    rf"{_ASK}{_DOC}(?:的)?(?:{_PASSAGE}|{_WHOLE}|原件|文本|正文|链接|网址){_END}"
    rf"|{_ASK}{_WHOLE}{_END}"
    rf"|{_ASK}(?:整个|整份|整篇|完整的?|全部的?|全套的?){_DOC}{_END}"
    rf"|{_ASK}{_SEEN}{_DOC}{_END}|{_ASK}{_DOC}(?:在)?{_SEEN}{_END}|{_ASK}{_DOC}(?:能|可以)?(?:发|传)给?我{_END}"
    r"|(?:这个|本)?(?:办法)?(?:一共|总共|共)?(?:分|有|分为)?(?:几|多少|哪几|哪些)个?章(?:节)?(?:吗|呢|啊)?"
)
ASKS_ALONE = re.compile(rf"{_ASK}{_PASSAGE}{_END}")
"""After an answer these mean the passage that it cites; alone, the whole."""

BY_CHAPTER = "选一章看条文；也可以直接发条号，写明是第几条。"


def whole_at(*, link: str) -> str:
    """Where the whole stands, with what can be done there."""
    return f"办法全文（可以按章看、查找和打印）：{link}"


def chapter(*, heading: str, first: str, last: str) -> str:
    """A chapter's label in the menu."""
    return f"{heading}（{first}）" if first == last else f"{heading}（{first}至{last}）"
