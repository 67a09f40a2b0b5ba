"""办公室公布的清单: the office's alone, audited, and shown as no list of the measure's."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import select

from handlers.casework.checklists import ItemChange, NewItem, add_item, change_item, free_code, retire_item
from handlers.identity.actors import Actor
from handlers.identity.who import OPERATOR
from handlers.materials.checklist import list_version
from handlers.materials.handing_in import checklist
from handlers.results import Done, Refused, Result, Source
from handlers.texts import checklist as texts
from store.database import Database
from store.states import Kind, Role
from store.tables.audit import AuditRow
from store.work import Work
from tests.clocks import FrozenClock
from tests.handlers.contracts.contracts import member
from tests.processes import environment, run_bot

KIND = Kind.PREPAYMENT


def _codes(work: Work, kind: Kind = KIND) -> list[str]:
    return [item.code for item in checklist(work, kind)]


def _text(result: Result) -> str:
    assert isinstance(result, Refused)
    return result.reasons[0].text


async def test_items_are_added_changed_moved_and_retired(database: Database, clock: FrozenClock) -> None:
    def act(work: Work) -> None:
        office = member(work, "办公室甲", Role.OFFICE)
        for code in ("a", "b", "c"):
            assert isinstance(add_item(work, office, KIND, NewItem(code, f"材料 {code}")), Done)
        change = ItemChange(label=" 盖章的  申请书 ", hint="请用A4纸", required=False, before="a")
        assert isinstance(change_item(work, office, KIND, "c", change), Done)
        first = checklist(work, KIND)[0]
        assert (first.code, first.label, first.hint, first.required) == ("c", "盖章的 申请书", "请用A4纸", False)
        assert isinstance(retire_item(work, office, KIND, "b"), Done)
        assert _codes(work) == ["c", "a"]
        assert _codes(work, Kind.MIDTERM) == []
        acts = [row.act for row in work.all(select(AuditRow).where(AuditRow.chain == "settings"))]
        assert acts == ["checklist_add"] * 3 + ["checklist_change", "checklist_retire"]

    await database.write(act, clock())


async def test_only_the_office_keeps_the_list(database: Database, clock: FrozenClock) -> None:
    def act(work: Work) -> None:
        office = member(work, "办公室甲", Role.OFFICE)
        add_item(work, office, KIND, NewItem("a", "材料"))
        others = [member(work, f"别人{role}", role) for role in Role if role is not Role.OFFICE]
        actors: list[Actor] = [*others, OPERATOR]
        for actor in actors:
            refused = (
                add_item(work, actor, KIND, NewItem("b", "材料")),
                change_item(work, actor, KIND, "a", ItemChange(label="别的")),
                retire_item(work, actor, KIND, "a"),
                retire_item(work, actor, KIND, "unknown"),
            )
            for result in refused:
                assert _text(result) == texts.NOT_ALLOWED
                assert isinstance(result, Refused)
                assert result.reasons[0].source is Source.OFFICE
        assert [item.label for item in checklist(work, KIND)] == ["材料"]

    await database.write(act, clock())


@pytest.mark.parametrize(
    ("new", "text"),
    [
        (NewItem("A", "材料"), texts.BAD_CODE),
        (NewItem("", "材料"), texts.BAD_CODE),
        (NewItem("材料", "材料"), texts.BAD_CODE),
        (NewItem("b", " \n "), texts.BAD_LABEL),
        (NewItem("b", "长" * 61), texts.BAD_LABEL),
        (NewItem("b", "材料", "长" * 301), texts.BAD_HINT),
        (NewItem("b", "合同\u202e复印件"), texts.UNSEEN),
        (NewItem("b", "材料", "加盖\x07公章"), texts.UNSEEN),
        (NewItem("old", "材料"), texts.USED_CODE),
    ],
)
async def test_what_cannot_stand_on_the_list_is_refused(
    database: Database, clock: FrozenClock, new: NewItem, text: str
) -> None:
    def act(work: Work) -> None:
        office = member(work, "办公室甲", Role.OFFICE)
        add_item(work, office, KIND, NewItem("old", "旧材料"))
        retire_item(work, office, KIND, "old")
        assert _text(add_item(work, office, KIND, new)) == text
        assert _codes(work) == []

    await database.write(act, clock())


async def test_thirty_items_are_the_most(database: Database, clock: FrozenClock) -> None:
    def act(work: Work) -> None:
        office = member(work, "办公室甲", Role.OFFICE)
        for number in range(30):
            assert isinstance(add_item(work, office, KIND, NewItem(f"a{number}", "材料")), Done)
        assert _text(add_item(work, office, KIND, NewItem("b", "材料"))) == texts.TOO_MANY
        missing = change_item(work, office, KIND, "a1", ItemChange(before="unknown"))
        assert _text(missing) == texts.UNKNOWN_ITEM

    await database.write(act, clock())


def test_the_office_keeps_it_by_command(tmp_path: Path) -> None:
    env = environment(tmp_path)
    assert run_bot("db", "upgrade", env=env).returncode == 0
    assert "还没有公布" in run_bot("checklist", "list", env=env).stdout
    nobody = run_bot("checklist", "add", "prepayment", "letter", "申请书", "--by", "甲", env=env)
    assert nobody.returncode == 1
    assert "甲" in nobody.stderr


async def test_whoever_saw_another_list_changes_nothing(database: Database, clock: FrozenClock) -> None:
    def act(work: Work) -> None:
        office = member(work, "办公室甲", Role.OFFICE)
        for code in ("a", "b", "c"):
            add_item(work, office, KIND, NewItem(code, f"材料 {code}"))
        seen = list_version(work, KIND)
        moved = change_item(work, office, KIND, "a", ItemChange(place=3), seen=seen)
        assert isinstance(moved, Done)
        assert _codes(work) == ["b", "c", "a"]
        late = (
            add_item(work, office, KIND, NewItem("d", "材料"), seen=seen),
            change_item(work, office, KIND, "b", ItemChange(label="别的"), seen=seen),
            retire_item(work, office, KIND, "b", seen=seen),
        )
        assert [_text(result) for result in late] == [texts.MOVED_ON] * 3
        far = change_item(work, office, KIND, "a", ItemChange(place=4))
        assert _text(far) == texts.no_such_place(count=3)
        assert _codes(work) == ["b", "c", "a"]

    await database.write(act, clock())


async def test_a_code_that_nobody_chose_is_never_one_that_was_used(database: Database, clock: FrozenClock) -> None:
    def act(work: Work) -> None:
        office = member(work, "办公室甲", Role.OFFICE)
        for _ in range(3):
            code = free_code(work, KIND)
            assert isinstance(add_item(work, office, KIND, NewItem(code, "材料")), Done)
            assert isinstance(retire_item(work, office, KIND, code), Done)

    await database.write(act, clock())
