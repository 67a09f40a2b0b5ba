"""What a short message refers to: decided before anything is classified, from the message and the memory alone."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct
from msgspec.structs import replace

from policy_kb.dialogue.memory import Memory
from policy_kb.dialogue.moves import MOVES, Move
from policy_kb.dialogue.terminals import Sort, Word, words_of
from policy_kb.expressions import lazy_compile

_SIGNS = " ?？!！。.~～,，"
_SHORT = 20
"""Characters: whoever writes more says what they want."""

_CORRECTION = 60
"""Characters of a correction, which says what was meant at length."""

_SLIP = (
    r"(?:说|打|看|写|弄|搞|念|问|听|敲|输|选|点|按|识别)(?:错|岔|反|串|漏)(?:了|咧|啦|行)*字?"
    r"|(?:语音识别|输入法|嘴瓢|手滑|口误)[^,，。 ]{0,4}"
    r"|又?错(?:了|啦|咧)|更正(?:一下)?|不对|上[句条]作废|刚打的不算|不是这?[个条]|sorry|唉?不是"
)
_I_MEANT = r"(?:我|俺)?(?:其实|本来)?(?:问|说|指|要|想问|看|意思)?的?(?:应该|该)?(?:是|为)?"
_CORRECT = lazy_compile(
    rf"(?:[哦噢啊唉哎]呀?哟?|不好意思|对不起|我|俺|刚才|刚)*[,，]?"
    rf"(?:{_SLIP})(?:[,，。!！了 ]*(?:{_SLIP}))*[,，。!！了的是 ]*{_I_MEANT}(?P<rest>.*[^了的啊呀呢吧。!！ ].*)"
    r"|(?:不[,，。 ]+)?(?:我|俺)(?:是)?(?:想)?(?:问|说|指|要)的是(?P<meant>.+)|(?:我|俺)(?:的)?意思是(?P<sense>.+)"
    r"|(?:应该|说的)是(?P<right>[^不,，]+?)(?:[,，]?(?:不是|写成|打成).*)?"
    r"|不是(?P<wrong>.{1,8}?)[,，。 ]*(?:而?是|应该是|要的?是|问的?是)(?P<other>.+)"
    r"|第?.{1,3}[,，]不对[,，]?(?P<after>.+)"
)
"""说错了，是第十三条; 我问的是培训; 不是九，是十."""

_INSTEAD = lazy_compile(
    r"^[^,，。]{1,8}[,，。 ]+(?:我|俺)?(?:而?是|应该是|要看的?是?|要的?是|想看的?是?|看的是|问的是)(?=.)"
    r"|^(?:要|想)看(?=第?[一二三四五六七八九十0-9])|[,，。 ]+(?:而?不是|不要).+$"
)
"""看错了十三，我要看十五; 是第十五条，不是十三: what was wrong, beside what was meant."""

_COUNTED = frozenset({Move.NUMBER, Move.NTH})
"""What puts a number right names the passage itself."""

_MEANT = ("rest", "meant", "sense", "right", "other", "after")


class Referral(Struct, frozen=True):
    """The move, how far it goes (the sixth, two up), and the words that follow it."""

    move: Move
    count: int = 1
    rest: str = ""
    again: bool = False  # it puts the move before it right: counted from where that one began


def refer(text: str, memory: Memory) -> Referral | None:
    """The move that a whole normalised message makes; None where it says by itself what is wanted."""
    referral = find_move(text)
    if referral is None or (referral.move not in _PLAIN and not memory.units):
        return None
    return referral


_PLAIN = frozenset(
    {
        Move.CORRECT,
        Move.NUMBER,
        Move.BACK,
        Move.FORTH,
        Move.WHOLE,
        Move.ARTICLE,
        Move.AGAIN,
        Move.SIMPLER,
        Move.ONWARD,
        Move.MORE,
    }
)
"""Moves that want no talk before them, or say so plainly that one stands before them that its absence is told."""


def find_move(text: str) -> Referral | None:
    """The move by the words alone."""
    trimmed = text.strip(_SIGNS)
    if not trimmed or len(trimmed) > _CORRECTION:
        return None
    if corrected := _CORRECT.fullmatch(trimmed):
        rest = next(corrected[name] for name in _MEANT if corrected[name]).strip(_SIGNS)
        rest = _INSTEAD.sub("", rest)
        moved = find_move(rest)
        return (
            replace(moved, again=True)
            if moved and moved.move not in _COUNTED
            else Referral(Move.CORRECT, rest=rest)
        )
    words = words_of(trimmed) if len(trimmed) <= _SHORT else None
    return _by_words(words) if words else None


def _by_words(words: Sequence[Word]) -> Referral | None:
    sorts = {word.sort for word in words}
    row = next((row for row in MOVES if row.fits(sorts)), None)
    return Referral(row.move, _count(words, row.move)) if row else None


def _count(words: Sequence[Word], move: Move) -> int:
    """The number said; 下下条 goes two on."""
    said = next((word.number for word in words if word.number), 0)
    repeated = sum(word.sort is Sort.DOWN for word in words) if move is Move.FORTH else 1
    return said or repeated or 1
