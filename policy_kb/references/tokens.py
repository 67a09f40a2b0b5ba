"""Cut a message into terminals, with one expression made from their table."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from functools import lru_cache

from msgspec import Struct

from policy_kb.expressions import any_of, beginning, lazy_compile
from policy_kb.numerals import HAN
from policy_kb.references.english_numbers import NUMBERS, ORDINALS
from policy_kb.references.terminals import (
    PARTS,
    PINYIN_TITLES,
    SOUNDS_LIKE,
    SYLLABLES,
    WORDS,
    Terminal,
)

_SPOKEN = {"俩": "两", "仨": "三", "幺": "一"}
_COUNTS = "两俩仨"
"""These begin a number: 五六两条 are two."""
_NEXT = "".join(one for one in HAN if one not in _COUNTS)
_NUMERAL = (
    rf"(?!一直)[{HAN}万{''.join(_SPOKEN)}](?:[{_NEXT}万参]|两(?=[百千])){{0,8}}"
    r"|(?<=[第条(\[【])参(?=\s*[)\]】条项款章点])"
)
"""參 is 参 after simplification, and a numeral only behind another (拾參) or framed: it begins too many words."""
_CIRCLED = {
    chr(start + at): at + 1
    for start, size in ((0x2460, 20), (0x2474, 20), (0x3220, 10), (0x3280, 10))
    for at in range(size)
}
_BY_WORD: Mapping[str, Terminal] = {word: kind for kind, words in WORDS.items() for word in words}
_PART_WORDS = {word for words in PARTS.values() for word in words}
_ALIKE = "".join(SOUNDS_LIKE)
_ORDINAL_ALIKE = "".join(alike for alike, meant in SOUNDS_LIKE.items() if meant == "第")
_FIGURE = rf"0-9{HAN}{''.join(_SPOKEN)}{''.join(_CIRCLED)}"
_AS_WRITTEN = str.maketrans({**_SPOKEN, "参": "叁"})
_PIECE, _MOST_TITLES = 4, 40
"""Characters of a piece of a title; of how many chapters pieces are told apart."""
_DIACRITICS = str.maketrans("āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜü", "aaaaeeeeiiiioooouuuuvvvvv")
_ROMAN = lazy_compile(r"(?=[ivxl])x{0,4}(?:ix|iv|v?i{0,3})")
_SYLLABLE = "|".join(sorted(SYLLABLES, key=len, reverse=True))
_FIRST_PINYIN = lazy_compile(rf"(?:{_SYLLABLE})")
_ENGLISH_COMPOUND = "|".join(
    sorted((word for word in NUMBERS if "-" in word or " " in word), key=len, reverse=True)
)

_HINT_BEGIN = f"{_FIGURE}{_ORDINAL_ALIKE}参第条后面头了末尾首篇轴底总附分罚tzxac§ipsn#f" + "".join(
    sorted(word[0] for word in _PART_WORDS)
)
"""What the alternatives below begin with: a search passes over all else at once."""
_HINTS = (
    rf"[{_FIGURE}参]\s*[)）\]】]?\s*[条條项項款点點目章段部调号]|第\s*[(（\[【]?\s*[{_FIGURE}{_ALIKE}a-z]"
    rf"|[{_ORDINAL_ALIKE}]\s*[{_FIGURE}{_ALIKE}]{{1,4}}\s*[条章项]|条[款文]?\s*[{_FIGURE}]"
    r"|[后面头了末尾首篇轴底]的?[这那]?个?[条项章款]|ti[aāáǎà]o|zh[aāáǎà]ng|xi[aāáǎà]ng"
    r"|a(?<![a-z]a)rt(?:icle)?s?(?![a-z])|c(?<![a-z]c)h(?![a-z])|§|item|point|para|clause|section|chap"
    r"|n(?<![a-z]n)o\.?\s*[0-9]|#\s*[0-9]"
    rf"|[{_FIGURE}]\s*[-_.．·—–(（\[【之杠/、点]\s*[(（\[【]?\s*[{_FIGURE}]|[总附分罚]\s*则|(?:zong|fu|fa)\s*ze(?![a-z])|{'|'.join(_PART_WORDS)}"
)
_HINT = lazy_compile(beginning(_HINT_BEGIN, _HINTS))
_HINT_AHEAD = lazy_compile(r"\s*[(（]|\W*d(?:[0-9]|[yewlqbj]t)")
"""What hints at a reference where a message begins with it."""

_OF_INITIALS = dict(zip("yewlqbj", "一二五六七八九", strict=True))
_INITIAL = rf"[0-9]{{1,2}}|[{''.join(_OF_INITIALS)}]"
_INITIALS = lazy_compile(rf"\W*(d) ?({_INITIAL}) ?(t)(?: ?(d) ?({_INITIAL}) ?(x))?\W*")
"""d7t, dqt, d7td3x: only where the message is nothing else; s may be 三, 四 or 十 and is none of them."""


_BEGIN_NUMBERS = frozenset(
    {
        *(*HAN, *_SPOKEN, *_CIRCLED, *_ALIKE, "万", "参"),
        *(word[0] for kind in (Terminal.ORDINAL, Terminal.OPEN, Terminal.THAT) for word in WORDS[kind]),
    }
)


class Token(Struct, frozen=True, gc=False):
    """A terminal and its place; of a number, the value, or the Chinese digits to be joined to its neighbours."""

    kind: Terminal
    text: str
    start: int
    end: int
    value: int | None = None
    digits: str = ""
    is_alike: bool = False  # by its sound alone


def hints_at_reference(text: str) -> bool:
    """Whether a reference may stand in a normalised text: of most messages it is told at once that none does."""
    return bool(_HINT.search(text) or _HINT_AHEAD.match(text))


def may_begin_numbers(character: str) -> bool:
    """Whether a list of numbers may begin with a character, of whatever script."""
    return character.isascii() or character in _BEGIN_NUMBERS or ord(character) in _DIACRITICS


def tokenise(text: str, titles: tuple[str, ...] = ()) -> list[Token]:
    """The terminals of a normalised message. What is none stands between them as `OTHER`."""
    plain = text if text.isascii() else text.translate(_DIACRITICS)
    if initials := _INITIALS.fullmatch(plain):
        return list(_by_initials(initials))
    tokens: list[Token] = []
    for match in _lexicon(titles).finditer(plain):
        if match.lastgroup == "other":
            tokens.append(Token(Terminal.OTHER, match[0], match.start(), match.end()))
        else:
            tokens += _read(match, titles)
    return tokens


def _by_initials(found: re.Match[str]) -> Iterator[Token]:
    marks = {"d": Terminal.ORDINAL, "t": Terminal.ARTICLE, "x": Terminal.ITEM}
    for group, text in enumerate(found.groups(), 1):
        if text and text in marks:
            yield Token(marks[text], text, found.start(group), found.end(group))
        elif text:
            digits = _OF_INITIALS.get(text, "")
            value = None if digits else int(text)
            yield Token(Terminal.NUMBER, text, found.start(group), found.end(group), value, digits)


@lru_cache(maxsize=16)
def _titled(titles: tuple[str, ...]) -> dict[str, int]:
    """What names a chapter, and its number: the title, a piece that no other title has, 附则 in pinyin."""
    whole = {title: number for number, title in enumerate(titles, 1) if title}
    spelt = {syllables: whole[title] for syllables, title in PINYIN_TITLES.items() if title in whole}
    if len(titles) > _MOST_TITLES:
        return {**spelt, **whole}
    pieces = [(piece, number) for title, number in whole.items() for piece in set(_pieces(title))]
    named = Counter(piece for piece, _ in pieces)
    return {**{piece: number for piece, number in pieces if named[piece] == 1}, **spelt, **whole}


def _pieces(title: str) -> Iterator[str]:
    for start in range(len(title) - _PIECE + 1):
        yield from (title[start:end] for end in range(start + _PIECE, len(title) + 1))


@lru_cache(maxsize=16)
def _lexicon(titles: tuple[str, ...]) -> re.Pattern[str]:
    pieces = sorted(_titled(titles), key=len, reverse=True)
    spaced = [r"(?<![a-z])" * piece.isascii() + r"\s*".join(map(re.escape, piece)) for piece in pieces]
    words = [word for word in (*_BY_WORD, *_PART_WORDS) if not word[0].isascii() or not word[0].isalpha()]
    first = {word[0] for word in (*words, *titles)} | {*HAN, *_SPOKEN, *_ALIKE, *_CIRCLED, "万"}
    beginnings = "".join(map(re.escape, sorted(first)))
    titled = beginning("".join(re.escape(piece[0]) for piece in pieces), "|".join(spaced))
    return re.compile(
        "|".join(
            [
                *(f"(?P<title>{titled})" for _ in spaced[:1]),
                r"(?P<figures>[0-9]{1,6})(?P<nth>st|nd|rd|th)?(?![0-9])|[0-9]+",
                rf"(?P<compound>(?=[a-z])(?<![a-z])(?:{_ENGLISH_COMPOUND})(?![a-z]))",
                r"(?P<latin>[a-z]+)",
                rf"(?P<han>{_NUMERAL})",
                rf"(?P<word>{any_of(sorted(words, key=len, reverse=True))})",
                rf"(?P<alike>[{_ALIKE}])",
                rf"(?P<circled>[{''.join(_CIRCLED)}])",
                rf"(?P<other>[^\s0-9a-z{beginnings}]+|\S)",
            ]
        )
    )


def _read(match: re.Match[str], titles: tuple[str, ...]) -> Iterator[Token]:
    start, end, text = match.start(), match.end(), match[0]
    group = match.lastgroup
    if group in {"figures", "nth"}:
        yield Token(Terminal.NUMBER, text, start, end, int(match["figures"]))
    elif group == "han":
        yield Token(Terminal.NUMBER, text, start, end, digits=text.translate(_AS_WRITTEN))
    elif group == "latin":
        yield from _latin(text, start)
    elif group == "word":
        yield Token(_BY_WORD.get(text, Terminal.PART), text, start, end)
    elif group == "alike":
        yield _alike(text, start)
    elif group == "circled":
        yield Token(Terminal.NUMBER, text, start, end, _CIRCLED[text])
    elif group == "compound":
        yield Token(Terminal.NUMBER, text, start, end, NUMBERS[text])
    elif group == "title":
        yield Token(Terminal.TITLE, text, start, end, _titled(titles)["".join(text.split())])
    else:
        yield Token(Terminal.OTHER, text, start, end)


def _alike(text: str, start: int) -> Token:
    meant = SOUNDS_LIKE[text]
    kind = _BY_WORD.get(meant, Terminal.NUMBER)
    return Token(kind, text, start, start + 1, digits=meant if kind is Terminal.NUMBER else "", is_alike=True)


def _latin(word: str, start: int) -> Iterator[Token]:
    end = start + len(word)
    if word in NUMBERS:
        yield Token(Terminal.NUMBER, word, start, end, NUMBERS[word])
    elif kind := _BY_WORD.get(word):
        yield Token(kind, word, start, end)
    elif found := list(_syllables(word, start)):
        yield from found
    elif (glued := re.match(r"(?:art(?:icle)?s?)", word)) and _roman(word[glued.end() :]):
        yield Token(Terminal.ARTICLE_EN, glued[0], start, start + glued.end())
        yield Token(Terminal.NUMBER, word, start + glued.end(), end, _roman(word[glued.end() :]))
    elif value := _roman(word):
        yield Token(Terminal.NUMBER, word, start, end, value)
    else:
        yield Token(Terminal.OTHER, word, start, end)


def _syllables(word: str, start: int) -> Iterator[Token]:
    """The terminals with which a run of pinyin begins (dijiutiaoxiedesha)."""
    at = 0
    while match := _FIRST_PINYIN.match(word, at):
        kind, meant = SYLLABLES[match[0]]
        digits = meant if kind is Terminal.NUMBER else ""
        yield Token(kind, match[0], start + at, start + match.end(), digits=digits)
        at = match.end()
    if 0 < at < len(word):
        yield Token(Terminal.OTHER, word[at:], start + at, start + len(word))


def _roman(word: str) -> int:
    if not _ROMAN.fullmatch(word):
        return 0
    values = [{"i": 1, "v": 5, "x": 10, "l": 50}[letter] for letter in word]
    pairs = zip(values, [*values[1:], 0], strict=True)
    return sum(-value if value < following else value for value, following in pairs)


def is_ordinal(token: Token) -> bool:
    """Whether an English word or figure counts places: ninth, 9th."""
    return token.text in ORDINALS or token.text.endswith(("st", "nd", "rd", "th"))
