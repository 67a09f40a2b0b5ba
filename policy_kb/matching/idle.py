"""Tell a message that says nothing by itself: 嗯, 随便, 不知道, 都要, 好的呢, 点错了."""

from __future__ import annotations

from policy_kb.expressions import lazy_compile

_AGREED = (
    r"(?:好|行|中|可以|知道|晓得|明白|懂|清楚|记[住下]|了解|收到|[听看]懂|看到)(?:好|行|的|了|吧|啦)*",
    "看明白",
)
_UNSURE = (
    r"(?:[甚啥什么]*[也都]?[看听]?不太?(?:知道|晓得|清楚|懂|明白|确定|好说|一定)|说不[好准]|看情况|再说|也许|可能|大概|应该|差不多)(?:是|会)?",
    r"没(?:想好|主意|打算|考虑好)",
)
_ANY = (
    r"随[便你]|都(?:行|要|好|可以|成|中|一样)|全都?要|[两几三]个都(?:行|要|可以)|[哪那]个都(?:行|要|可以)",
    r"无所谓|你(?:看着办|定|决定|说)|听你的",
)
_LATER = (
    r"(?:随便|随意)?(?:想想?|想一想|看看?|看一看|看一下|问问|了解一下|等等|等会儿?|稍等|等一下)",
    r"考虑(?:考虑|一下)?|商量(?:商量|一下)",
)
_NOTHING = (
    r"没(?:事|啥|什么|啥事|什么事|别的)|算了|不用|不必|就这[样些么]|那?先?这样|这样啊?",
    r"原来如此|原来是这样|是[吗么]|真的[吗假]?的?|[同如]上",
)
_WHO = (r"我?本人|不?是我|我?自己",)
_SLIP = (r"(?:[点按打发写]错|手滑|误触|撤回|不算)(?:字|人|图|键)?(?:不好意思|对不起|抱歉)?",)
_HEARD = (
    r"e+n+|e*m+|o+h*|hao|hao de|xing|suibian|dou (?:yao|xing|keyi)",
    r"bu ?(?:zhidao|qingchu)|zhidao(?: le)?|meishi|ok(?:ay)?",
)

_SELF = r"(?:我|俺|我们|俺们)?(?:就是|就|先|再|还是|还)*"
_SAID = "|".join((*_AGREED, *_UNSURE, *_ANY, *_LATER, *_NOTHING, *_WHO, *_SLIP))
_SOUNDS = r"(?!哈[喽啰罗])[嗯恩唔哦噢喔啊呃额唉哎诶欸嘿呵哈嘻呢吧啦嘛咧嘞]+"
"""A particle alone is what is left of 嗯呢."""
_ONE = r"第?[一二三四五六七八九十]个?"
_ENDINGS = r"[呢吧啦嘛呀哈咧嘞哩哟喽啊哒滴的了哦噢喔]*"
_IDLE = lazy_compile(
    rf"(?:(?:{_SELF}(?:{_SAID})|{_SOUNDS}|{'|'.join(_HEARD)}|{_ONE}){_ENDINGS}[\s,，。.!！?？~～、…]*){{1,3}}"
)
_SIGNS_ALONE = lazy_compile(r"[^\w]+")
_LONGEST = 16
"""Characters: whoever writes more has something to say."""


def says_nothing(text: str) -> bool:
    """Whether a normalised message neither asks nor tells anything that could be looked up."""
    return len(text) <= _LONGEST and bool(_IDLE.fullmatch(text) or _SIGNS_ALONE.fullmatch(text))
