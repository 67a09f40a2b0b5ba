"""What is shown of Word and Excel: all the words in their order, nothing that lives, and said where it is cut."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import date, datetime

import docx
import openpyxl
import pytest
from PIL import Image

from handlers.filekinds import FileKind, Problem
from handlers.materials.view_copies import MOST_CHARACTERS, Block, BlockKind, DocumentWords
from handlers.materials.view_making import make_view
from handlers.materials.view_xlsx import MOST_COLUMNS, MOST_ROWS, MOST_SHEETS
from handlers.texts.material_views import PICTURE
from tests.handlers.materials import samples
from tests.handlers.materials.ordinary_office import relation, word_with

H, P, T = BlockKind.HEADING, BlockKind.PARAGRAPH, BlockKind.TABLE


def shown(content: bytes, kind: FileKind) -> DocumentWords:
    made = make_view(content, kind, 1)
    assert isinstance(made, DocumentWords), made
    return made


def document(write: Callable[[docx.document.Document], object]) -> bytes:
    made, content = docx.Document(), io.BytesIO()
    write(made)
    made.save(content)
    return content.getvalue()


def book(write: Callable[[openpyxl.Workbook], object]) -> bytes:
    made, content = openpyxl.Workbook(), io.BytesIO()
    write(made)
    made.save(content)
    made.close()
    return content.getvalue()


def contract(made: docx.document.Document) -> None:
    made.add_heading("项目建设合同", 1)
    made.add_paragraph("甲方：县工信局 <b>乙方</b> & 某公司")
    table = made.add_table(2, 2)
    for place, words in enumerate(("名称", "金额", "厂房", "100")):
        table.cell(place // 2, place % 2).text = words
    within = table.cell(1, 1).add_table(1, 1)
    within.cell(0, 0).text = "大写：壹佰元"
    made.add_paragraph("第一条", style="List Number")
    picture = io.BytesIO()
    Image.new("RGB", (9, 9)).save(picture, "PNG")
    picture.seek(0)
    made.add_picture(picture)


def test_a_document_keeps_its_order_and_its_words_are_no_markup() -> None:
    assert shown(document(contract), FileKind.DOCX) == DocumentWords(
        (
            Block(H, "项目建设合同"),
            Block(P, "甲方：县工信局 <b>乙方</b> & 某公司"),
            Block(T, rows=(("名称", "金额"), ("厂房", "100\n大写：壹佰元"))),
            Block(BlockKind.ITEM, "第一条"),
            Block(P, PICTURE),
        ),
        is_cut=False,
    )


def test_nothing_outside_is_fetched_and_a_link_is_its_words() -> None:
    link = '<w:p><w:hyperlink xmlns:r="{}" r:id="rId9"><w:r><w:t>点这里</w:t></w:r></w:hyperlink></w:p>'
    link = link.format("http://schemas.openxmlformats.org/officeDocument/2006/relationships")
    for target in ("javascript:alert(1)", "https://bad.example/", "file:///etc/passwd"):
        content = word_with(link, relation("hyperlink", target, outside=True))
        assert shown(content, FileKind.DOCX).blocks == (Block(P, "点这里"),)


def test_a_long_document_is_cut_and_says_so() -> None:
    paragraph = "一" * 1000
    made = shown(document(lambda one: [one.add_paragraph(paragraph) for _ in range(250)]), FileKind.DOCX)
    assert made.is_cut
    assert sum(len(block.text) for block in made.blocks) == MOST_CHARACTERS


def _accounts(made: openpyxl.Workbook) -> None:
    first = made.active
    assert first is not None
    first.title = "明细"
    first.append(["名称", "金额", "比例", "日期", None])
    first.append(["<script>", 1234567.89, 0.3, date(2026, 11, 1)])
    first.append([])
    first.append(['=HYPERLINK("http://bad.example")', 3.0, 0.25, datetime(2026, 11, 1, 9, 30)])  # noqa: DTZ001 -- as Excel has it
    first["C2"].number_format = "0.00%"
    hidden = made.create_sheet("底稿")
    hidden.sheet_state = "hidden"
    hidden["B2"] = True


def test_a_workbook_shows_its_values_whole_also_of_hidden_sheets() -> None:
    assert shown(book(_accounts), FileKind.XLSX) == DocumentWords(
        (
            Block(H, "明细"),
            Block(
                T,
                rows=(
                    ("名称", "金额", "比例", "日期"),
                    ("<script>", "1234567.89", "30%", "2026-11-01"),
                    ("", "", "", ""),
                    ("", "3", "0.25", "2026-11-01 09:30"),
                ),
            ),
            Block(H, "底稿（隐藏的工作表）"),
            Block(T, rows=(("", ""), ("", "TRUE"))),
        ),
        is_cut=False,
    )


def _wide_and_long(made: openpyxl.Workbook) -> None:
    sheet = made.active
    assert sheet is not None
    for _ in range(MOST_ROWS + 5):
        sheet.append(["1"] * (MOST_COLUMNS + 5))


@pytest.mark.rotated("large files", 2)
def test_a_large_workbook_is_cut_and_says_so() -> None:
    made = shown(book(_wide_and_long), FileKind.XLSX)
    assert made.is_cut
    assert [len(made.blocks[1].rows), len(made.blocks[1].rows[0])] == [MOST_ROWS, MOST_COLUMNS]
    many = shown(book(lambda one: [one.create_sheet(str(place)) for place in range(MOST_SHEETS)]), FileKind.XLSX)
    assert many.is_cut


def test_a_row_a_million_rows_down_takes_no_time() -> None:
    def far(made: openpyxl.Workbook) -> None:
        assert made.active is not None
        made.active["A1"] = "头"
        made.active["XFD1048576"] = "尾"

    made = shown(book(far), FileKind.XLSX)
    assert (made.blocks[1], made.is_cut) == (Block(T, rows=(("头",),)), True)


def test_a_sheet_that_is_formatted_far_below_its_last_entry_is_whole() -> None:
    def far(made: openpyxl.Workbook) -> None:
        assert made.active is not None
        made.active["A1"] = "头"
        made.active["AZ2000"].number_format = "0.00%"

    assert not shown(book(far), FileKind.XLSX).is_cut


def test_what_cannot_be_read_is_a_problem_and_no_error() -> None:
    for kind in FileKind:
        assert make_view(samples.png(), kind, 1) in {Problem.DAMAGED, Problem.UNKNOWN}
