"""People who tell in the chat what somebody did, by every door."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Iterator, Sequence
from itertools import cycle
from pathlib import Path

from handlers.values.figures import grouped
from policy_kb.matching.concerns import Concern, concerns_of
from policy_kb.matching.normalise import normalise
from policy_kb.models import AnswerKind
from tests.measure import opened
from tests.scenarios.canary.marks import Marks
from tests.scenarios.canary.play import Product

Accusation = tuple[Marks, str]

EMPTY_FOLDER = "ezhen-chat-"
"""What the terminal makes for a database of its own; here it is named another."""

_FILE = Path(__file__).parents[2] / "questions" / "unseen-accusations.jsonl"
_DOORS = 4
_ELSEWHERE = "12388"
"""What an accusation is answered with; what follows it hears at least that it was not kept."""

_NOT_KEPT = "没有保存"
_AFTER = "是昨天的事，我都录下来了，{}"


def accusations(count: int) -> Iterator[Accusation]:
    """What people told who saw none of our samples, each with who tells it."""
    lines = cycle(json.loads(line)["q"] for line in _FILE.read_text("utf-8").splitlines())
    for number in range(count):
        marks = Marks(number)
        told = (f"{line}。{marks.told}" for line in lines)
        yield marks, next(words for words in told if _is_report(words))


def _is_report(words: str) -> bool:
    """What is told of procurement and the like may be left, and is answered with another channel."""
    kind = opened().answer(words).kind
    return kind is AnswerKind.COMPLAINT and Concern.REPORT in concerns_of(normalise(words), kind)


async def tell(product: Product, told: Sequence[Accusation]) -> None:
    """Tell each by one of the doors, and then what follows it; every answer leads elsewhere."""
    for door, way in enumerate((_by_wechat, _by_web, _by_telegram, _at_the_terminal)):
        answers = await way(product, told[door::_DOORS])
        assert [answer for answer in answers if _NOT_KEPT not in answer] == []
        assert sum(_ELSEWHERE in answer for answer in answers) >= len(answers) // 2


async def send_code(product: Product, marks: Marks, code: str) -> None:
    """Send a 查询码 by the chats that bring it to the server."""
    answers = [
        await product.by_wechat(0, marks.sender, f"我的查询码是{grouped(code)}", f"{marks.number}3"),
        *await product.by_web(-1, marks.ip, (code,)),
        *await product.by_telegram(8_000_000 + marks.number, (grouped(code),)),
    ]
    assert [answer for answer in answers if _NOT_KEPT not in answer] == []


async def _by_wechat(product: Product, told: Sequence[Accusation]) -> list[str]:
    """The platform brings the accusation a second time, to another process."""
    answers = []
    for place, (marks, words) in enumerate(told):
        one, other = place % len(product.addresses), (place + 1) % len(product.addresses)
        first, repeat = [
            await product.by_wechat(at, marks.sender, words, f"{marks.number}1") for at in (one, other)
        ]
        assert first == repeat
        answers += [first, await product.by_wechat(other, marks.sender, _after(marks), f"{marks.number}2")]
    return answers


async def _by_web(product: Product, told: Sequence[Accusation]) -> list[str]:
    places = (place % len(product.addresses) for place in range(len(told)))
    pages = [
        await product.by_web(place, marks.ip, (words, _after(marks)))
        for place, (marks, words) in zip(places, told, strict=True)
    ]
    return [answer for visit in pages for answer in visit]


async def _by_telegram(product: Product, told: Sequence[Accusation]) -> list[str]:
    """All at once: to one person the bot sends a message a second."""
    said = [(7_000_000 + marks.number, (words, _after(marks))) for marks, words in told]
    answers = await asyncio.gather(*(product.by_telegram(chat, texts) for chat, texts in said))
    return [answer for talk in answers for answer in talk]


async def _at_the_terminal(product: Product, told: Sequence[Accusation]) -> list[str]:
    lines = [(marks.sender, said) for marks, words in told for said in (words, _after(marks))]
    return await product.at_the_terminal(lines)


def _after(marks: Marks) -> str:
    return _AFTER.format(marks.told)
