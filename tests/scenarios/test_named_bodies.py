"""With another regulation its bodies go by its own names, wherever a text is read: no text knows the measure's."""

from __future__ import annotations

import ast
import json
import re
from collections.abc import AsyncIterator, Iterator
from functools import partial
from pathlib import Path

import pytest

import bot
import handlers
from bot.wiring import Parts
from handlers.casework.perform import perform
from handlers.casework.table import ActName
from handlers.messages import Channel, Reply
from handlers.notices.delivery import mark, notices_since
from policy_kb.init import init
from policy_kb.kb import PolicyKB
from policy_kb.models import Model
from store.states import State
from tests.clocks import FrozenClock
from tests.dialogue import Dialogue, running
from tests.handlers.casework import given
from tests.handlers.casework.town import Town, done
from tests.policy_kb.foreign import BODIES, FOREIGN
from tests.processes import environment, run_bot
from tests.scenarios.county import County

_OFFICE = {"name": "河湾镇便民服务中心", "phone": "0000-1234567"}
_OF_THE_MEASURE = "连翘|[eE] ?镇|专项资金|领导小组|工信局|常务会议|县政府|安泽|商务厅"
_FAULT = re.compile(f"{_OF_THE_MEASURE}|[\ue000\ue001]")
"""Names of the measure, and marks that nobody wrote out."""

_MEMBERS = ("张办", "王工", "赵拨", "钱督", "孙审", "周管")
_TITLE = "专项资金拨付进度表"
"""What the sheet is called in every county."""

_READERS = ("_words.py", "spellings.py")
"""What people may type is read here, and nobody reads it."""


def _named_folder(tmp_path: Path, name: str) -> Path:
    (tmp_path / "规定.txt").write_text(FOREIGN[name], "utf-8")
    folder = init(tmp_path / "规定.txt", tmp_path / "kb")
    with (folder / "guide.toml").open("a", encoding="utf-8") as guide:
        guide.write(BODIES)
    return folder


def _strings(file: Path) -> Iterator[str]:
    tree = ast.parse(file.read_text("utf-8"))
    told = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}  # docstrings are no copy
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in told:
            yield node.value


@pytest.mark.rotated("whole stories", 3)
def test_no_text_of_the_product_names_what_only_the_measure_has() -> None:
    folders = [Path(one.__file__ or "").parent for one in (handlers, bot)]
    files = [file for one in folders for file in one.rglob("*.py") if not file.name.endswith(_READERS)]
    found = [
        f"{file.name}: {text}"
        for file in files
        for text in _strings(file)
        if re.search(_OF_THE_MEASURE, text.replace(_TITLE, ""))
    ]
    assert found == []


_DATA = re.compile("安泽县演示.有限公司|连翘加工车间升级|演示银行安泽支行")
"""What the county of the tests entered."""


def _faults(reply: Reply) -> list[str]:
    shown = " ".join((reply.text, *(f"{one.label} {one.value}" for one in reply.offers)))
    return _FAULT.findall(_DATA.sub("", shown))


_STAGES: tuple[tuple[ActName, Model | None], ...] = (
    (ActName.ACCEPT, None),
    (ActName.REPORT, given.report()),
    (ActName.TABLE, given.tabling()),
    (ActName.AGREE, given.meeting()),
    (ActName.MINUTES, given.minutes()),
)


def _perform(town: Town, *, act: ActName, number: str, fields: Model | None, kb: PolicyKB) -> None:
    done(perform(town.work, town.right(act), act, number, fields, kb=kb))


_LOOKS = ("帮助", "待办", "清单", "前期预付资金清单", "合同", "合同 AZ-HT-001", "逾期合同", "发绑定码")


async def _walked(parts: Parts, number: str) -> AsyncIterator[tuple[str, Reply]]:
    """What each member reads of the application as it stands: its card, and the first question of each act."""
    for name in _MEMBERS:
        desk = Dialogue(parts, name, Channel.CONSOLE)
        for words in (*_LOOKS, number):
            seen = await desk.says(words)
            yield f"{name}: {words}", seen
        for act in (*(one.value for one in seen.offers), "受理", "上报", "归档", "登记合同", "启用合同"):
            yield f"{name}: {act}", await desk.says(act)
            yield f"{name}: 取消", await desk.says("取消")


def _looked_at(name: str, soak_factor: int) -> set[ActName]:
    """Before which acts everybody looks at everything: before each; every day the folders share the acts."""
    acts = [act for act, _ in _STAGES]
    return set(acts if soak_factor > 1 else acts[list(FOREIGN).index(name) :: len(FOREIGN)])


@pytest.mark.rotated("whole stories", 3)
@pytest.mark.sampled(1)
@pytest.mark.soak
@pytest.mark.parametrize("name", FOREIGN)
async def test_the_desk_calls_bodies_as_the_folder_does(
    name: str, tmp_path: Path, sqlite_url: str, clock: FrozenClock, soak_factor: int
) -> None:
    kb = PolicyKB.open(_named_folder(tmp_path, name))
    seen: list[tuple[str, Reply]] = []
    async with running(sqlite_url, clock, kb=kb, office=_OFFICE) as parts:
        county = await County.begin(parts)
        number = await county.act(lambda town: town.submitted())
        begun = await county.act(lambda town: mark(town.work))
        for act, fields in _STAGES:
            if act in _looked_at(name, soak_factor):
                seen += [one async for one in _walked(parts, number)]
            act_done = partial(_perform, act=act, number=number, fields=fields, kb=kb)
            await county.act(act_done)
        told = await county.act(lambda town: [one.text for one in notices_since(town.work, begun)])
    assert [(asked, reply.text) for asked, reply in seen if _faults(reply)] == []
    assert [text for text in told if _FAULT.search(_DATA.sub("", text))] == []
    read = "".join(reply.text for _, reply in seen)
    assert all(body in read for body in ("更新专班", "县农机站", "更新委员会", "主任办公会"))


async def test_an_act_is_typed_with_the_folders_own_body(
    tmp_path: Path, sqlite_url: str, clock: FrozenClock
) -> None:
    kb = PolicyKB.open(_named_folder(tmp_path, "park"))
    async with running(sqlite_url, clock, kb=kb, office=_OFFICE) as parts:
        county = await County.begin(parts)
        number = await county.act(lambda town: town.brought_to(State.ACCEPTED))
        office = Dialogue(parts, "张办", Channel.CONSOLE)
        shown = await _answered(office, f"上报更新委员会 {number}", "今天", "跳过", "跳过")
        assert "将登记“上报更新委员会”" in shown.text
        asked = await _answered(office, "确认", f"提请主任办公会审议 {number}")
        assert "哪一天提请主任办公会审议的？" in asked.text
        await _answered(office, "今天", "跳过", "跳过", "确认")
        await _answered(office, f"同意 {number}", "第12次主任办公会", "今天", "跳过", "确认")
        assert "第12次主任办公会：同意" in (await office.says(number)).text


async def _answered(person: Dialogue, *words: str) -> Reply:
    for each in words:
        reply = await person.says(each)
    return reply


def test_commands_call_bodies_as_the_folder_does(tmp_path: Path) -> None:
    env = environment(tmp_path, EZHEN_KB=str(_named_folder(tmp_path, "per-mu")))
    commands = (
        "db upgrade",
        "staff add 甲 --role office",
        "staff add 乙 --role bureau",
        "staff add 乙 --role bureau",
        "staff list",
        "checklist add prepayment letter 申请书 --by 乙",
        "contracts amend AZ-1 --by 甲 --document 补充协议 --pause",
        "bindings end 1 --by 甲",
        "pause --by 甲 --reason 检修",
        "doctor",
    )
    said = [(each, run_bot(*each.split(), env=env)) for each in commands]
    script = [{"staff": "丙", "roles": ["厂长"]}, {"staff": "丙", "roles": ["农机站", "更新专班"]}]
    typed = "".join(f"{json.dumps(line)}\n" for line in script)
    played = run_bot("chat", "--jsonl", "--database", env["EZHEN_DATABASE_URL"], typed=typed, env=env)
    told = [(each, done.stdout + done.stderr) for each, done in (*said, ("chat", played))]
    assert [one for one in told if _FAULT.search(one[1]) or "Traceback" in one[1]] == []
    assert "甲（更新专班）" in told[1][1]
    assert "县农机站" in told[4][1]
    assert "更新专班维护" in told[5][1]
    assert "可以写：" in told[-1][1]
    assert '"roles": ["农机站", "更新专班"]' in told[-1][1]
