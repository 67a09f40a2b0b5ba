"""Everything that the repository knows people to say: question files, samples and talks, under stable names."""

from __future__ import annotations

import json
import random
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from policy_kb.dialogue.joining import Asked, joins, single, stories, told, written

ROOT = Path(__file__).parent.parent
QUESTIONS = ROOT / "tests" / "questions"
SAMPLES = ROOT / "policy_kb" / "data" / "anze" / "samples"
_MOVES = ROOT / "policy_kb" / "dialogue" / "data" / "moves.tsv"
_BEFORE_MOVE = ("支持的方面一共几样", "第九条")
"""What is said before a correction or a reference, so that there is something to refer to."""
_AFTER = ("1", "更多", "不对", "谢谢")
_JOINED, _LONG_TALK = 500, 25

_CASEWORK = (
    ("我的申请到哪一步了", "1", "更多", "钱到了没", "AZ-2024-900000", "AZ-2024-900000怎么样了", "AZ-2026-1"),
    ("我要申请", "1", "演示项目", "13800000000", "上一步", "取消", "确认", "我的申请", "撤回"),
    ("我要举报", "村主任虚报冷库套补贴", "匿名", "取消", "第九条"),
    ("我对受理太慢有意见", "1", "拖了三个月没人理", "确认", "我的意见", "撤回意见"),
    ("登记意向", "1", "张三", "13800000000", "府城镇", "想学直播", "确认"),
    ("转人工", "我的材料交给谁", "结束", "第十条", "全文", "更多"),
    ("隐私说明", "删除我的数据", "确认", "菜单", "帮助", "2", "0", "你好"),
    ("绑定 ABCD-EFGH-JKMN", "解除绑定", "确认", "联系电话", "13900000000", "确认"),
    (
        "我的身份证是140522199001011234",
        "我的卡号6222020000000000000",
        "有用",
        "没用",
        "登录",
        "受理 AZ-2024-900000",
    ),
    ("我想死", "救命", "着火了", "？？？", "。", "asdf", "😀", "1", "99"),
)
"""Talks that lead into every flow, said by a firm's person and by a stranger."""


@dataclass(frozen=True, slots=True)
class Talk:
    """What one person says, in order. `firm` counts the firms of a measured county from 0; None is a stranger."""

    name: str
    said: tuple[str, ...]
    firm: int | None = None


def known_talks() -> Iterator[Talk]:
    """All of them, in the same order and under the same names at every call."""
    files = [*sorted(QUESTIONS.rglob("*.jsonl")), *sorted(SAMPLES.glob("*.jsonl"))]
    for file in files:
        yield from _each(file.stem, _texts(file))
    yield from _long_talks(files)
    yield from _dialogues(QUESTIONS / "talks" / "dialogues.jsonl")
    yield from _made()
    for place, said in enumerate(_CASEWORK):
        yield Talk(f"casework/{place}/firm", said, firm=place)
        yield Talk(f"casework/{place}/stranger", said)


def _each(name: str, texts: Iterable[str]) -> Iterator[Talk]:
    for place, text in enumerate(texts, start=1):
        yield Talk(f"{name}/{place}", (text,))


def _texts(file: Path) -> Iterator[str]:
    """Every message of a file of questions, wants, dialogues or an office's own answers."""
    for line in file.read_text("utf-8").splitlines():
        fields = json.loads(line)
        yield from (fields[name] for name in ("q", "question") if name in fields)
        yield from (turn["q"] for turn in fields.get("turns", ()))
        yield from (text for name in ("wordings", "asked", "seen") for text in fields.get(name, ()))


def _long_talks(files: Sequence[Path]) -> Iterator[Talk]:
    """The tests' questions as long talks of people with firms, so that forms, menus and memories are met."""
    asked = [text for file in files if QUESTIONS in file.parents for text in _texts(file)]
    for place, start in enumerate(range(0, len(asked), _LONG_TALK)):
        yield Talk(f"long/{place}", tuple(asked[start : start + _LONG_TALK]), firm=len(_CASEWORK) + place)
    for place, text in enumerate(_texts(QUESTIONS / "dev.jsonl")):
        yield Talk(f"after/{place}", (text, *_AFTER))


def _dialogues(file: Path) -> Iterator[Talk]:
    for line in file.read_text("utf-8").splitlines():
        dialogue = json.loads(line)
        yield Talk(f"dialogue/{dialogue['id']}", tuple(turn["q"] for turn in dialogue["turns"]))


def _made() -> Iterator[Talk]:
    """Corrections, several wants and stories around one, of which the boundaries were learnt."""
    moves = [line.split("\t")[0] for line in _MOVES.read_text("utf-8").splitlines() if line]
    for place, move in enumerate(moves):
        yield Talk(f"move/{place}", (_BEFORE_MOVE[place % 2], move))
    asked = [Asked(text, file.stem) for file in sorted(SAMPLES.glob("*.jsonl")) for text in _texts(file)]
    dice = random.Random(1)
    yield from _each("wants", (one.text for one in written()))
    yield from _each("single", single())
    yield from _each("joined", (one.text for one in joins(asked, _JOINED, dice)))
    around = stories()
    yield from _each("story", (told(dice.choice(asked).text, dice, around) for _ in range(_JOINED)))
