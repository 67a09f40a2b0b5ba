"""Where a message asks: found once, and told of any stretch of it without searching again."""

from __future__ import annotations

from bisect import bisect_left

from policy_kb.expressions import beginning, lazy_compile

_ASKS = (
    r"[?？吗么嘛呢谁啥几咋哪甚]|什么|怎么|多少|多久|是否|能否|如何|为何"
    r"|[不没](?:$|[,，。 ])|(?P<same>.)[不没](?P=same)|有没有|分别"
)
_WORDS = beginning(
    "多什怎是能如为有要第几哪谁啥咋甚吗么嘛呢不没念发看说转查告帮",
    r"多少|多久|多大|什么|怎么|是否|能否|如何|为何|有没有|是不是|能不能|要不要|第?几|哪|谁|啥|咋|甚|吗|么|嘛|呢|不$|没$"
    r"|[不没](?=[,，。 ])|(?P<same>.)[不没](?P=same)|念|发|看|说|转|查|告诉|帮",
    also=".[不没]",
)
_OPEN = "不没"
"""At the end of a stretch these ask, whatever stands behind it."""

_WORD = lazy_compile(_WORDS)
_ASKS_AT, _WORD_AT = (lazy_compile(f"(?=(?P<found>{words}))") for words in (_ASKS, _WORDS))
"""What would be found from each character on: a stretch may begin within a word."""

Span = tuple[int, int]


def question_words(text: str) -> list[str]:
    """The words of a text that ask, or order something to be looked up, in order."""
    return [found[0] for found in _WORD.finditer(text)]


class QuestionWords:
    """The words of one message; of a stretch of it, what would be found had it been written by itself."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._asking = [found.span("found") for found in _ASKS_AT.finditer(text)]
        self._words = [found.span("found") for found in _WORD_AT.finditer(text)]

    def asks(self, start: int, end: int) -> bool:
        """Whether a stretch asks."""
        if start < end and self._text[end - 1] in _OPEN:
            return True
        asking = self._asking
        for place in range(bisect_left(asking, (start, 0)), len(asking)):
            at, behind = asking[place]
            if behind <= end:
                return True
            if at >= end:
                return False
        return False

    def questions(self, most: int) -> int:
        """How often the message asks, counted up to `most`."""
        count = reached = 0
        for at, behind in self._asking:
            if at >= reached:
                count, reached = count + 1, behind
        return min(count, most)

    def words(self, start: int, end: int, most: int = 1000) -> list[str]:
        """The first words of a stretch, in order."""
        found: list[str] = []
        text, words, reached = self._text, self._words, start
        for place in range(bisect_left(words, (start, 0)), len(words)):
            at, behind = words[place]
            if at >= end or len(found) == most:
                break
            if at < reached:
                continue
            if behind > end:  # cut off, it may be a shorter one: 看不看, without its end 看
                shorter = _WORD.match(text, at, end)
                if shorter is None:
                    continue
                behind = shorter.end()
            found.append(text[at:behind])
            reached = behind
        if reached < end and text[end - 1] in _OPEN and len(found) < most:
            found.append(text[end - 1])
        return found
