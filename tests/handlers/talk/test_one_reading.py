"""Nothing that a person typed is read twice, whoever asks for a plain form of it or what it means."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType

import pytest

from handlers.messages import Channel, Inbound, Person, Text
from handlers.office import Office
from handlers.registry import Assistant
from handlers.turn import Session, Transaction, Turn
from policy_kb.dialogue.wants import Splitter
from policy_kb.kb import PolicyKB
from policy_kb.matching.normalise import simplify
from policy_kb.matching.retrieve import Retriever
from policy_kb.references.contents import ANY
from policy_kb.references.grammar import find_references
from store.scratch import on_nothing
from tests.clocks import FrozenClock
from tests.measure import opened

SAID = (
    "预付资金最多能拿多少",
    "申请要交什么材料，多久能拨下来",
    "第九条写了啥",
    "我要申请",
    "查进度",
    "我那笔钱到账了没",
    "解除绑定",
    "删除我的信息",
    "你们窗口态度太差了，我要投诉",
    "有人套取资金，咋举报",
    "吃回扣的怎么处理，钱还要不要退",
    "彩票怎么买",
    "谢谢",
)


@contextmanager
def read_by(function: Callable[..., object], *arguments: str) -> Iterator[list[tuple[object, ...]]]:
    """What a function is called with while the block runs."""
    found: list[tuple[object, ...]] = []

    def note(frame: FrameType, event: str, _argument: object) -> None:
        if event == "call" and frame.f_code is function.__code__:
            found.append(tuple(frame.f_locals[argument] for argument in arguments))

    sys.setprofile(note)
    try:
        yield found
    finally:
        sys.setprofile(None)


async def respond(said: str, kb: PolicyKB, clock: FrozenClock) -> None:
    """A message of somebody new, and what it does."""
    inbound = Inbound(Person(Channel.WECHAT, "o1"), "k", Text(said), clock())
    decision = await Assistant(kb, Office()).respond(Turn(inbound, Session(), clock()))
    if isinstance(decision, Transaction):
        on_nothing(decision.perform, clock())


@pytest.mark.parametrize("said", SAID)
async def test_a_message_is_simplified_once(said: str, clock: FrozenClock) -> None:
    kb = opened()
    with read_by(simplify, "message") as found:
        await respond(said, kb, clock)
    assert found == [(said,)]


@pytest.mark.parametrize("said", SAID)
@pytest.mark.parametrize(
    ("reads", "arguments"),
    [
        (Retriever.rank, ("text",)),
        (Splitter.split, ("text",)),
        (find_references, ("text", "contents")),
    ],
)
async def test_nothing_of_a_message_is_read_twice(
    said: str, reads: Callable[..., object], arguments: tuple[str, ...], clock: FrozenClock
) -> None:
    kb = opened()
    with read_by(reads, *arguments) as found:
        await respond(said, kb, clock)
    of_the_document = [one[0] for one in found if one[-1] is not ANY]
    assert len(of_the_document) == len(set(of_the_document))
