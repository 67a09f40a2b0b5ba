"""Which law an article is of, where one is named with it: 《劳动法》第3条, 民法典577条, 按采购法第十七条."""

from __future__ import annotations

from msgspec import Struct

from policy_kb.expressions import lazy_compile
from policy_kb.references.contents import Contents
from policy_kb.references.fillers import is_filling

_KINDS = (
    *("法典", "宪法", "法", "条例", "细则", "规定", "办法", "章程", "规则", "准则", "方案", "通知"),
    *("意见", "合同", "协议", "通则", "解释", "规划", "标准", "制度", "指南", "文件", "政策", "规范"),
    *("纲要", "公约", "决定", "手册", "规", "修正案", "党章", "law", "act", "code", "constitution"),
)
_NAMED = lazy_compile(rf"《(?P<quoted>[^《》]{{1,60}})》|(?:{'|'.join(_KINDS)})(?![文规办][法定])")
_BEHIND = lazy_compile(
    r"\s*(?:of|in|under)\s+(?:the\s+)?(?!this|measure|document|fund|rules?\b|regulation)"
    r"(?P<named>[a-z ]{0,40}?(?:law|act|code|constitution|contract)\b|[a-z]{2,20})"
    r"|\s*[,，]?\s*(?:是)?《(?P<quoted>[^《》]{1,60})》"
)
_BOUNDARY = lazy_compile(
    r".*(?:[的了是在说问按照找查看翻读念想要把我你您他她咱俺们有问请见没跟]|(?<!共)和|根据|依据|依照|关于|一下|给我|里|上|下)"
)
_LOCAL = lazy_compile(r"^(?:本|这个|那个|这份|那份|这|那|该|此|咱们?|我们|县里|贵|the|this)+")
_NO_LAW = lazy_compile(r"(?:.*[方做说想看写用没违合依执立普犯手算语]|司)?法")
_GENERAL = frozenset(
    {
        "",
        "办法",
        "文件",
        "规定",
        "制度",
        "政策",
        "通知",
        "章程",
        "红头文件",
        "管理办法",
        "条例",
        "细则",
        "标准",
        "法规",
    }
)
_RUN = lazy_compile(r"[\u4e00-\u9fffa-z ]{1,30}$")
_PLACE = lazy_compile(
    r"(?P<place>[\u4e00-\u9fff]{1,4}[县市省]|省里|市里|中央|国家|部里|人家|外[省县]|公司|学校|小区|村里|厂里|店里)"
)
_LONGEST, _NEAR = 60, 8


class Named(Struct, frozen=True):
    """What a law beside a reference is called, empty where it is the document itself; where all of it stands."""

    name: str
    start: int
    end: int


def may_name_law(text: str) -> bool:
    """Whether any word of a text could be the name of a law, before a reference to it."""
    return _NAMED.search(text) is not None


def law_beside(text: str, start: int, end: int, contents: Contents) -> Named | None:
    """The law that is named right before or behind a reference."""
    if before := _named_before(text, start):
        return _named(before[0], text, before[1], end, contents)
    if behind := _BEHIND.match(text, end, end + _LONGEST):
        return _named(behind["named"] or behind["quoted"], text, start, behind.end(), contents)
    return None


def _named_before(text: str, start: int) -> tuple[str, int] | None:
    """The name before a reference with nothing of substance between, and where it begins."""
    floor = max(0, start - _LONGEST)
    for found in reversed(list(_NAMED.finditer(text, floor, start))):
        if not is_filling(text, found.end(), start):
            return None
        if found["quoted"]:
            return found["quoted"].strip(), found.start()
        run = _RUN.search(text[floor : found.end()])
        named = run[0] if run else ""
        boundary = _BOUNDARY.match(named[:-1])
        name = (named[boundary.end() :] if boundary else named).strip()
        if name and not _NO_LAW.fullmatch(name):
            return name, found.end() - len(name)
    return None


def _named(name: str, text: str, start: int, end: int, contents: Contents) -> Named:
    """The name, emptied where it is the document's own and no other place's."""
    plain = _LOCAL.sub("", name.strip())
    is_own = plain in _GENERAL or contents.is_ours(plain)
    place = _PLACE.search(text[max(0, start - _NEAR) : start] + plain) if is_own else None
    if place and not contents.is_ours(_before_boundary(place["place"])):
        return Named(name, start, end)
    return Named("" if is_own else name, start, end)


def _before_boundary(place: str) -> str:
    boundary = _BOUNDARY.match(place[:-1])
    return _LOCAL.sub("", place[boundary.end() :] if boundary else place)
