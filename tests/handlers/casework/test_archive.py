"""A contract's archive: what lies in which folder, what is missing, what is removed, and what was handed over."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest
from sqlalchemy import select

from handlers.casework.archive_directory import Directory, DirectoryLine, directory_of
from handlers.casework.archive_fields import DescribePieceFields, RemoveMaterialFields
from handlers.casework.archive_settings import EXPECTED, PLACE, TERM
from handlers.casework.arrangements import arrangements, set_arrangement
from handlers.casework.table import ActName
from handlers.results import Refused, Source
from handlers.texts import archive as texts
from store.queries.archive import contract_materials, transfers_of
from store.states import Folder, State
from store.tables.applications import Material
from store.tables.audit import AuditRow
from tests.handlers.casework import given
from tests.handlers.casework.test_material_checks import handed_in
from tests.handlers.casework.town import TODAY, TOMORROW, Town, done


def directory(town: Town) -> Directory:
    return directory_of(town.work, town.contract)


def lines(town: Town, folder: Folder) -> dict[str, DirectoryLine]:
    found = next(one for one in directory(town).folders if one.folder is folder)
    return {line.piece.title: line for line in found.lines}


def uploaded(town: Town, name: str = "中标通知书.pdf", **changes: object) -> int:
    town.does(ActName.ADD_MATERIAL, town.contract.number, given.archived_file(name, **changes))
    return contract_materials(town.work, town.contract.id)[-1][1].id


def removal(file: int) -> RemoveMaterialFields:
    return RemoveMaterialFields(material=str(file), reason="传错了合同")


def test_every_document_of_a_contract_is_one_line_in_the_folder_of_its_stage(town: Town) -> None:
    number = town.submitted()
    handed_in(town, number)
    town.does(ActName.RETURN, number, given.lacking())
    town.does(ActName.COMPLETE, town.contract.number, given.completion())
    town.does(ActName.INSPECT, town.contract.number, given.inspection())
    town.does(ActName.EVALUATE, town.contract.number, given.evaluation("qualified"))
    town.scanned(town.paper("voucher", title="支付凭证"))
    town.paper("letter", title="关于延期的函")
    uploaded(town)
    assert [one.title for one in directory(town).folders] == list(texts.FOLDERS.values())
    assert {"中标通知书", texts.PROCUREMENT_TITLE} == set(lines(town, Folder.TENDER))
    assert {"项目建设合同（连翘加工车间升级）", texts.INSPECTION} == set(lines(town, Folder.BUILDING))
    assert [line.piece.author for line in lines(town, Folder.ACCEPTANCE).values()] == [texts.ACCEPTANCE_GROUP]
    payment = lines(town, Folder.PAYMENT)
    assert {texts.APPLICATION_LETTER, texts.RECEIPT, texts.RETURN_NOTICE, "支付凭证"} < set(payment)
    assert payment["支付凭证"].remark == "收文〔2026〕1号"
    assert {"关于延期的函", "中期绩效评价结果（合格）"} == set(lines(town, Folder.OTHER))
    assert "没有扫描件" in lines(town, Folder.OTHER)["关于延期的函"].remark


def test_minutes_vouchers_and_papers_of_steps_are_named_as_kept_elsewhere(town: Town) -> None:
    number = town.brought_to(State.PAID)
    found = lines(town, Folder.PAYMENT)
    voucher = found["支付凭证（500,000元）"]
    assert (voucher.piece.document, voucher.remark) == (f"V-{number}", f"申请 {number}；{texts.ELSEWHERE}")
    assert any("会议纪要" in title and line.piece.document for title, line in found.items())
    assert not any("来往文件" in title for title in found)


def test_a_paper_that_a_step_names_is_a_line(town: Town) -> None:
    number = town.brought_to(State.ACCEPTED)
    town.does(ActName.REPORT, number, given.report(document="安乡e办〔2026〕9号"))
    said = [line.piece.document for title, line in lines(town, Folder.PAYMENT).items() if "来往文件" in title]
    assert said == ["安乡e办〔2026〕9号"]


def test_lines_are_numbered_by_folder_in_the_order_of_days(town: Town) -> None:
    uploaded(town, "乙.pdf", dated_on=TODAY)
    uploaded(town, "甲.pdf", dated_on=TODAY - timedelta(days=3))
    uploaded(town, "丙.pdf")
    tender = next(one for one in directory(town).folders if one.folder is Folder.TENDER)
    assert [line.piece.title for line in tender.lines][:2] == ["甲", "乙"]
    assert [line.place for line in tender.lines] == [1, 2, 3, 4]
    assert tender.lines[0].cells[5] == "2026-11-21"


def test_what_is_noted_of_a_line_stands_in_it_and_in_the_chain(town: Town) -> None:
    key = f"material:{uploaded(town)}"
    noted = DescribePieceFields(piece=key, reference="AZ-1", secrecy="内部", pages=12, remark="复印件")
    town.does(ActName.DESCRIBE_PIECE, town.contract.number, noted, by=town.bureau)
    town.does(ActName.DESCRIBE_PIECE, town.contract.number, noted.model_copy(update={"pages": 13}))
    line = lines(town, Folder.TENDER)["中标通知书"]
    assert (line.cells[1], line.cells[6:]) == ("AZ-1", ("内部", "13", "复印件"))
    entries = town.work.all(select(AuditRow).where(AuditRow.act == ActName.DESCRIBE_PIECE))
    assert [json.loads(entry.facts)["pages"] for entry in entries] == [12, 13]
    nowhere = noted.model_copy(update={"piece": "material:999"})
    (reason,) = town.refuses(ActName.DESCRIBE_PIECE, town.contract.number, nowhere)
    assert reason.text == texts.NO_SUCH_PIECE


def test_what_is_missing_is_counted_by_the_office_s_list(town: Town) -> None:
    done(set_arrangement(town.work, town.office, EXPECTED, "招投标评审：中标通知书、评标报告；验收：验收报告"))
    tender, _building, acceptance, _payment, other = directory(town).folders
    assert (tender.missing, acceptance.missing, other.expected) == (
        ("中标通知书", "评标报告"),
        ("验收报告",),
        (),
    )
    uploaded(town)  # of the very name
    uploaded(town, "扫描0001.pdf", item="评标报告")
    letter = town.paper("letter", title="验收材料")
    key = next(line.piece.key for line in directory(town).lines if line.piece.title == "验收材料")
    noted = DescribePieceFields(piece=key, item="验收报告")
    town.does(ActName.DESCRIBE_PIECE, town.contract.number, noted)
    assert letter
    assert [one.missing for one in directory(town).folders] == [()] * 5
    (reason,) = town.refuses(ActName.ADD_MATERIAL, town.contract.number, given.archived_file("x.pdf", item="别的"))
    assert (reason.text, reason.source) == (texts.NO_SUCH_ITEM, Source.OFFICE)


@pytest.mark.parametrize(
    ("name", "words", "shown"),
    [
        (TERM, "30年", "30年"),
        (TERM, "20年", None),
        (PLACE, "档案室3号柜", "档案室3号柜"),
        (EXPECTED, "建设：开工令，监理报告\n验收:验收报告", "建设：开工令、监理报告；验收：验收报告"),
        (EXPECTED, "无", "无"),
        (EXPECTED, "别的：开工令", None),
        (EXPECTED, "建设", None),
        (EXPECTED, "建设：", None),
        (EXPECTED, "建设：甲；建设：乙", None),
    ],
)
def test_the_office_sets_how_long_where_and_what(town: Town, name: str, words: str, shown: str | None) -> None:
    result = set_arrangement(town.work, town.office, name, words)
    if shown is None:
        assert isinstance(result, Refused)
    else:
        done(result)
        assert shown in [now for one, _title, now in arrangements(town.work) if one == name]


def test_a_removed_file_leaves_the_directory_and_its_row_stays_with_why(town: Town) -> None:
    file = uploaded(town)
    town.does(ActName.REMOVE_MATERIAL, town.contract.number, removal(file), by=town.bureau)
    assert "中标通知书" not in lines(town, Folder.TENDER)
    ((row, kept),) = contract_materials(town.work, town.contract.id)
    assert (row.reason, row.removed_by, kept.id) == ("传错了合同", town.bureau.id, file)
    assert town.work.get(Material, file) is not None
    again = town.refuses(ActName.REMOVE_MATERIAL, town.contract.number, removal(file))
    assert texts.NOTHING_TO_REMOVE in [one.text for one in again]
    uploaded(town)  # the same file may come in again
    assert "中标通知书" in lines(town, Folder.TENDER)


def test_what_was_archived_or_handed_over_is_not_removed(town: Town) -> None:
    number = town.brought_to(State.PAID)
    early = uploaded(town)
    town.does(ActName.ARCHIVE, number)
    (reason,) = town.refuses(ActName.REMOVE_MATERIAL, town.contract.number, removal(early))
    assert reason.text == texts.ARCHIVED_ALREADY
    town.work.now += timedelta(minutes=1)
    late = uploaded(town, "补充.pdf")
    town.does(ActName.HAND_OVER, town.contract.number, given.transfer(), by=town.bureau)
    (reason,) = town.refuses(ActName.REMOVE_MATERIAL, town.contract.number, removal(late))
    assert reason.text == texts.ARCHIVED_ALREADY
    town.work.now += timedelta(minutes=1)
    town.does(ActName.REMOVE_MATERIAL, town.contract.number, removal(uploaded(town, "传错.pdf")))


def test_the_same_file_comes_in_once(town: Town) -> None:
    uploaded(town)
    (reason,) = town.refuses(ActName.ADD_MATERIAL, town.contract.number, given.archived_file())
    assert reason.text == texts.THERE_ALREADY
    to_come = given.archived_file("b.pdf", dated_on=TOMORROW)
    assert town.refuses(ActName.ADD_MATERIAL, town.contract.number, to_come)


def test_a_file_of_one_contract_is_none_of_another(town: Town) -> None:
    file = uploaded(town)
    other = town.contract_of("AZ-HT-002")
    town.does(ActName.ADD_MATERIAL, other.number, given.archived_file("别的.pdf"))
    (reason,) = town.refuses(ActName.REMOVE_MATERIAL, other.number, removal(file))
    assert reason.text == texts.NO_SUCH_MATERIAL


def test_the_bureau_records_what_it_received_as_the_directory_was_then(town: Town) -> None:
    uploaded(town)
    number = town.contract.number
    assert town.refuses(ActName.HAND_OVER, number, given.transfer(), by=town.office)
    assert town.refuses(ActName.HAND_OVER, number, given.transfer(handed_on=TOMORROW), by=town.bureau)
    town.does(ActName.HAND_OVER, number, given.transfer(), by=town.bureau)
    uploaded(town, "后来的.pdf")
    town.does(ActName.HAND_OVER, number, given.transfer(note="补交"), by=town.bureau)
    first, second = transfers_of(town.work, town.contract.id)
    titles = [[line[5] for line in json.loads(one.lines)["lines"]] for one in (first, second)]
    assert ["后来的" in one for one in titles] == [False, True]
    assert (first.place, second.place, first.received_by) == (1, 2, "县工信局 王工")


def test_only_those_who_keep_the_archive_touch_it(town: Town) -> None:
    number = town.contract.number
    for member in (town.payer, town.supervisor, town.auditor, town.administrator):
        (reason,) = town.refuses(ActName.ADD_MATERIAL, number, given.archived_file(), by=member)
        assert reason.text == texts.NOT_THEIRS
