"""Long documents for tests: every article has words of its own among words that all of them share."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import accumulate
from random import Random

from policy_kb.numerals import to_chinese

_KEPT_OUT = frozenset("第条章节编款项目附件一二三四五六七八九十百千万零的规定所称列")
"""Characters by which the parser knows numbers, headings and references."""


def long_text(articles: int, seed: int = 7) -> str:
    """So many articles in chapters of forty; some with items, some of two paragraphs, some lines broken."""
    random = Random(seed)
    words = _words(random)
    weights = list(accumulate(1 / (rank + 10) for rank in range(len(words))))

    def sentence(least: int, most: int) -> str:
        return "".join(random.choices(words, cum_weights=weights, k=random.randint(least, most)))

    return "\n".join(("某市地方规定汇编", "", *_lines(articles, sentence)))


def _lines(articles: int, sentence: Callable[[int, int], str]) -> Iterator[str]:
    for number in range(1, articles + 1):
        if number % 40 == 1:
            yield f"第{to_chinese(number // 40 + 1)}章 {sentence(1, 2)}"
        body = "，".join(sentence(5, 9) for _ in range(2 + number % 4))
        yield f"第{to_chinese(number)}条 {body}" + ("：" if number % 9 == 0 else "。")
        if number % 9 == 0:
            yield from (f"（{to_chinese(item)}）{sentence(4, 8)}；" for item in range(1, 4))
        if number % 11 == 0:
            yield f"　　{sentence(8, 12)}。"
        if number % 13 == 0:
            yield f"{sentence(6, 8)}\n{sentence(6, 8)}。"


def _words(random: Random) -> list[str]:
    characters = [char for char in _common_characters() if char not in _KEPT_OUT]
    random.shuffle(characters)
    likely = [1 / (rank + 20) for rank in range(len(characters))]
    return ["".join(random.choices(characters, likely, k=random.choice((2, 2, 3)))) for _ in range(9000)]


def _common_characters() -> list[str]:
    """The first level of GB 2312: simplified, and in everybody's newspaper."""
    return [bytes((high, low)).decode("gb2312") for high in range(0xB0, 0xD7) for low in range(0xA1, 0xFF)]
