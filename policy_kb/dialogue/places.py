"""Everywhere in a message that one want could end and the next begin, and what a learnt model looks at there."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from functools import lru_cache
from itertools import repeat
from zlib import crc32

from policy_kb.dialogue.question_words import QuestionWords, Span
from policy_kb.expressions import beginning, lazy_compile

SIZE = 1 << 16
"""A feature's number is its checksum modulo this."""
_MASK = SIZE - 1

_BESIDE = [crc32(f"{side}{size} ".encode()) for side in "lr" for size in range(1, 5)]
_LEFT, _RIGHT, _ENDS, _END, _BEGINS, _BOTH = map(
    crc32, (b"l ", b"r ", b"ends ", b"end ", b"begins ", b"both end ")
)
"""Checksums go on from these, so that no feature has to be put together."""

_SHORTEST = 2
"""Characters on either side: fewer are no want."""

_NEAR = 7
"""Characters on either side that are looked at."""

_KNOWN = 1 << 13
"""Features by shape whose numbers are kept: most of a message's are those of every other."""

_SIGNED = beginning(
    r"\s,，。.!！?？;；、~～…:：再还也另顺以然对第其同捎外二三是并而完最那和跟与及",
    r"[\s,，。.!！?？;；、~～…:：]+"
    r"|(?<=.)(?=再有|再就是|还[有想得要]|也想|另外|顺[带便道]|以及|然后|对了|第二|其次|同时|捎带|外加"
    r"|再[者问]|再一个|[二三]是|其[二三]|并且|而且|完了|最后|那|和|跟|与|及)",
)
_SPOKEN = r"(?<=[吗呢吧嘛么呀啊哩咧嘞条少办啥谁些里样弄钱项算])(?=[^吗呢吧嘛么呀啊哩咧嘞])"
_PLACE = lazy_compile(_SIGNED)
_PLACE_WITHOUT_SIGNS = lazy_compile(f"{_SIGNED}|{_SPOKEN}")
"""Signs, and words that join wants; where dictation wrote no sign, the ends of spoken questions too."""

_WRITTEN = lazy_compile(r"[,，。.!！?？;；、](?=.{3})")
_SIGN = lazy_compile(r"[,，。.!！?？;；、 ~～…:：]")


def places(text: str) -> tuple[Span, ...]:
    """Everywhere that a want could end and the next begin; what touches is one place."""
    found: list[Span] = []
    pattern = _PLACE if _WRITTEN.search(text) else _PLACE_WITHOUT_SIGNS
    for match in pattern.finditer(text):
        end, start = match.span()
        if end < _SHORTEST or len(text) - start < _SHORTEST:
            continue
        if found and end <= found[-1][1]:
            found[-1] = (found[-1][0], max(start, found[-1][1]))
        else:
            found.append((end, start))
    return tuple(found)


class Places:
    """The features of the places of one message, which is read once for all of them."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._asking = QuestionWords(text)
        self._signs = [found.start() for found in _SIGN.finditer(text)]
        self._questions = self._asking.questions(4)

    def features(self, end: int, start: int) -> set[int]:
        """The numbers of the features of a place."""
        sign = self._text[end:start].strip()[:1] or ("_" if start > end else "")
        return {
            *[one & _MASK for one in self._beside(end, start, sign)],
            *self._forms(end, start, sign),
            *self._clauses(end, start, sign),
        }

    def _beside(self, end: int, start: int, sign: str) -> list[int]:
        """The characters that end the left side and begin the right one, how they meet, and the pairs near it."""
        left = [*map(str.encode, self._text[max(0, end - _NEAR) : end])]
        right = [*map(str.encode, self._text[start : start + _NEAR])]
        sides = map(
            b"".join, (left[-1:], left[-2:], left[-3:], left[-4:], right[:1], right[:2], right[:3], right[:4])
        )
        begun = b" " + b"".join(right[:2])
        return [
            *map(crc32, sides, _BESIDE),
            *_pairs(left, _LEFT),
            *_pairs(right, _RIGHT),
            crc32(sign.encode() + begun),
            crc32(left[-1] + begun),
        ]

    def _forms(self, end: int, start: int, sign: str) -> tuple[int, ...]:
        """Whether either side asks, near the place and at all, and how long the sides are."""
        asks, last = self._asking.asks, len(self._text)
        near = asks(max(0, end - 6), end), asks(start, min(start + 12, last))
        return _formed(
            (near[0] or asks(0, end), asks(start, last)),
            near,
            sign,
            (min(end // 6, 6), min((last - start) // 6, 6)),
            self._questions,
        )

    def _clauses(self, end: int, start: int, sign: str) -> tuple[int, ...]:
        """By what the clauses that meet ask, and how alike they are: 会外语的人写没写，会剪视频的人写没写."""
        text, words = self._text, self._asking.words
        begun, ended = self._clause(end, start)
        before, after = text[begun:end], text[start:ended]
        is_last = ended == len(text)
        asking, asked = words(start, len(text), 3), words(begun, end)
        is_asked = bool(asking if is_last else words(start, ended, 1))
        counts = len(words(0, end, 3) if begun else asked[:3]), len(asking)
        ends = text[max(start, len(text) - 2) :].encode()
        written = (
            crc32(ends, _ENDS),
            crc32(text[-1].encode(), _END),
            crc32(before[:2].encode(), _BEGINS),
            crc32(ends, crc32(f"{before[-2:]} ".encode(), _BOTH)),
        )
        return (
            *[one & _MASK for one in written],
            *_asked(asked[-1] if asked else "", asking[0] if asking else "-", is_asked, sign, counts),
            *_alike(
                (min(5, len(before) // 3), min(5, len(after) // 3)), is_last, sign, int(5 * _shared(before, after))
            ),
        )

    def _clause(self, end: int, start: int) -> Span:
        """Where the clause begins that ends at a place, and where that ends which begins there."""
        signs = self._signs
        before, behind = bisect_left(signs, end), bisect_left(signs, start)
        return (signs[before - 1] + 1 if before else 0), (
            signs[behind] if behind < len(signs) else len(self._text)
        )


def _pairs(letters: list[bytes], begun: int) -> Iterator[int]:
    """The checksums of the pairs of characters that stand side by side."""
    return map(crc32, letters[1:], map(crc32, letters, repeat(begun)))


def _numbers(*features: str) -> tuple[int, ...]:
    return tuple([crc32(feature.encode()) & _MASK for feature in features])


@lru_cache(maxsize=_KNOWN)
def _formed(
    asks: tuple[bool, bool], near: tuple[bool, bool], sign: str, sixths: Span, questions: int
) -> tuple[int, ...]:
    return _numbers(
        f"asks {asks[0]} {asks[1]}",
        f"near {near}",
        f"near {sign} {near}",
        f"left {sixths[0]}",
        f"right {sixths[1]}",
        f"questions {questions}",
        f"sign {sign}",
    )


@lru_cache(maxsize=_KNOWN)
def _asked(asked: str, asking: str, is_asked: bool, sign: str, counts: Span) -> tuple[int, ...]:  # noqa: FBT001
    last = asked or "-"
    return _numbers(
        f"asked {last}",
        f"asking {asking}",
        f"words {last} {asking}",
        f"each {bool(asked)} {is_asked} {sign}",
        f"counts {counts[0]} {counts[1]}",
    )


@lru_cache(maxsize=_KNOWN)
def _alike(thirds: Span, is_last: bool, sign: str, shared: int) -> tuple[int, ...]:  # noqa: FBT001
    return _numbers(f"lengths {thirds[0]} {thirds[1]}", f"last clause {is_last} {sign}", f"shared {shared}")


def _shared(one: str, other: str) -> float:
    """Of the characters of the clause with fewer, how many stand in both."""
    left, right = set(one), set(other)
    return len(left & right) / max(1, min(len(left), len(right)))
