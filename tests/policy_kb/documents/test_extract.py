"""Files of every kind an office keeps: read, or refused with what to do next."""

import json
import zipfile
from io import BytesIO
from pathlib import Path

import pytest
from docx import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from hypothesis import given, settings
from hypothesis import strategies as st

from policy_kb.documents import texts
from policy_kb.documents.encodings import decode
from policy_kb.documents.extract import extract, extract_text
from policy_kb.documents.parse_file import ParsedFile, UnreadableFile, describe
from policy_kb.errors import KbError, UnreadableDocument
from tests.policy_kb.documents.papers import locked, numbered_word, pdf_bytes, saved

SAMPLE = "第一章 总则\n第一条 为规范专项资金管理，制定本办法。\n第二条 本办法自印发之日起执行。\n"
MEASURE = Path(__file__).parents[3] / "policy_kb" / "data" / "anze" / "measure.txt"


@pytest.mark.parametrize(
    "encoding",
    ["utf-8", "utf-8-sig", "gbk", "gb18030", "utf-16", "utf-16-le", "utf-16-be", "utf-32"],
)
@pytest.mark.parametrize("text", [SAMPLE, "", "第一条 甲。", MEASURE.read_text(encoding="utf-8")])
def test_every_encoding_of_an_office_is_read(tmp_path: Path, encoding: str, text: str) -> None:
    path = tmp_path / "办法.txt"
    path.write_bytes((text or SAMPLE * 3).encode(encoding))
    assert extract_text(path) == (text or SAMPLE * 3)


def test_a_big_endian_mark_is_obeyed(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"\xfe\xff" + SAMPLE.encode("utf-16-be"))
    assert extract_text(path) == SAMPLE


def test_line_ends_of_windows_and_old_macs_become_line_feeds(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes("第一条 甲。\r\n第二条 乙。\r第三条 丙。".encode("gbk"))
    assert extract_text(path) == "第一条 甲。\n第二条 乙。\n第三条 丙。"


def test_a_broken_byte_is_marked_and_told(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    data = (SAMPLE * 20).encode()
    path.write_bytes(data[:100] + b"\xff" + data[100:])
    found = extract(path)
    assert found.warnings
    assert found.text.count("第二条") == 20


@given(st.binary(max_size=400))
@settings(max_examples=300, deadline=None)
def test_no_bytes_break_the_decoder(data: bytes) -> None:
    decoded = decode(data)
    assert decoded is None or "\r" not in decoded.text


def refusal(path: Path) -> str:
    with pytest.raises(UnreadableDocument) as caught:
        extract_text(path)
    assert isinstance(caught.value, KbError)
    return str(caught.value)


def zipped(**files: str) -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        for name, text in files.items():
            package.writestr(name.replace("__", "/").replace("_xml", ".xml"), text)
    return out.getvalue()


COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)
REFUSED = {
    "doc": (COMPOUND, texts.OLD_WORD),
    "encrypted docx": (COMPOUND + "EncryptedPackage".encode("utf-16-le"), texts.ENCRYPTED),
    "ofd": (zipped(OFD_xml="<ofd/>", Doc_0__Document_xml="<x/>"), texts.OFD),
    "xlsx": (zipped(xl__workbook_xml="<x/>"), texts.SPREADSHEET),
    "zip": (zipped(a_xml="<x/>"), texts.ARCHIVE),
    "broken zip": (b"PK\x03\x04" + bytes(40), texts.ARCHIVE),
    "broken docx": (zipped(word__document_xml="<w:document"), texts.BROKEN_DOCX),
    "cut docx": (b"PK\x03\x04" + bytes(26) + b"word/document.xml", texts.BROKEN_DOCX),
    "png": (b"\x89PNG\r\n\x1a\n" + bytes(50), texts.IMAGE),
    "jpeg": (b"\xff\xd8\xff\xe0" + bytes(50), texts.IMAGE),
    "broken pdf": (b"%PDF-1.7\nrubbish", texts.BROKEN_PDF),
    "scan": (pdf_bytes(["", ""]), texts.SCANNED_PDF),
    "scan with page numbers": (pdf_bytes(["- 1 -", "- 2 -"]), texts.SCANNED_PDF),
    "locked pdf": (locked(pdf_bytes([SAMPLE]), user="geheim", owner="x"), texts.ENCRYPTED),
    "rtf": (b"{\\rtf1 abc}", texts.RICH_TEXT),
    "html": (b"<!DOCTYPE html><html><body>x</body></html>", texts.WEB_PAGE),
    "empty": (b"", texts.EMPTY_FILE),
    "blank": (b" \n\n ", texts.EMPTY_FILE),
    "binary": (bytes(range(256)) * 20, texts.UNKNOWN),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_holds_no_text_is_refused_with_advice(tmp_path: Path, name: str) -> None:
    data, message = REFUSED[name]
    path = tmp_path / "办法.txt"  # the bytes count, not the name
    path.write_bytes(data)
    assert refusal(path) == message
    assert describe(path) == UnreadableFile(file=str(path), error=message)


def test_missing_files_and_folders_are_refused(tmp_path: Path) -> None:
    assert refusal(tmp_path / "nothing.txt") == texts.MISSING_FILE
    assert refusal(tmp_path) == texts.NOT_A_FILE
    assert refusal(Path("a\x00b")) in {texts.CANNOT_OPEN, texts.MISSING_FILE}


def test_a_pdf_with_text_is_read_page_by_page(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    pages = [
        "某县专项资金管理办法\n第一条 专项资金用于拓\n- 1 -",
        "展市场。\n第二条 本办法自印发之日起执行。\n某县人民政府\n2023年1月10日\n- 2 -",
    ]
    path.write_bytes(pdf_bytes(pages))
    described = describe(path)
    assert isinstance(described, ParsedFile)
    assert [(a.id, a.clean) for a in described.articles] == [
        ("1", "专项资金用于拓展市场。"),
        ("2", "本办法自印发之日起执行。"),
    ]


def test_running_heads_of_a_pdf_are_no_words_of_the_text(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(
        pdf_bytes(["某县人民政府文件\n第一条 专项资金用于拓", "某县人民政府文件\n展市场。\n第二条 完。"])
    )
    described = describe(path)
    assert isinstance(described, ParsedFile)
    assert [a.clean for a in described.articles] == ["专项资金用于拓展市场。", "完。"]


def test_a_pdf_locked_against_printing_alone_is_read(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(locked(pdf_bytes([SAMPLE]), user="", owner="x"))
    assert "第二条" in extract_text(path)


def test_a_scanned_page_between_others_is_told(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(pdf_bytes([SAMPLE, "", SAMPLE]))
    assert extract(path).warnings == (texts.pages_without_text(pages=[2]),)


def test_a_word_document_keeps_paragraphs_and_tables_in_order(tmp_path: Path) -> None:
    document = Document()
    document.add_paragraph("第一条 标准如下：")
    table = document.add_table(rows=2, cols=2)
    for cell, text in zip(table._cells, ["类别", "金额", "培训\n费", "100"], strict=True):
        cell.text = text
    document.add_paragraph("第二条 完。")
    assert (
        extract_text(saved(document, tmp_path / "a.docx"))
        == "第一条 标准如下：\n类别\t金额\n培训 费\t100\n第二条 完。"
    )


def test_automatic_numbers_of_word_are_written_out(tmp_path: Path) -> None:
    levels = [("chineseCountingThousand", "第%1条"), ("chineseCounting", "（%2）"), ("decimal", "%3.")]
    lines = [
        (None, "某县专项资金管理办法"),
        (0, "总的要求。"),
        (0, "支持下列事项："),
        (1, "建设："),
        (2, "场地；"),
        (2, "设备。"),
    ]
    lines += [(1, "其他。"), (0, "支持两项："), (1, "甲。"), (None, "（二）乙。"), (0, "执行。")]
    described = describe(saved(numbered_word(levels, lines), tmp_path / "a.docx"))
    assert isinstance(described, ParsedFile)
    assert [a.id for a in described.articles] == ["1", "2", "3", "4"]
    assert [i.id for i in described.articles[1].items] == ["2.1", "2.2"]
    assert [i.clean for i in described.articles[1].items[0].items] == ["场地；", "设备。"]
    assert [i.clean for i in described.articles[2].items] == ["甲。", "乙。"]
    assert described.warnings == ()


def test_inserted_words_count_and_deleted_words_do_not(tmp_path: Path) -> None:
    document = Document()
    body = document.element.body
    xml = (
        f"<w:p {nsdecls('w')}><w:r><w:t>第一条 由</w:t></w:r>"
        "<w:del w:id='1' w:author='a'><w:r><w:delText>商务局</w:delText></w:r></w:del>"
        "<w:ins w:id='2' w:author='a'><w:r><w:t>工信局</w:t></w:r></w:ins><w:r><w:t>负责。</w:t></w:r></w:p>"
    )
    body.insert(0, parse_xml(xml))
    control = (
        f"<w:sdt {nsdecls('w')}><w:sdtContent><w:p><w:r><w:t>第二条 完。</w:t></w:r></w:p></w:sdtContent></w:sdt>"
    )
    body.insert(1, parse_xml(control))
    assert extract_text(saved(document, tmp_path / "a.docx")) == "第一条 由工信局负责。\n第二条 完。"


def test_the_description_is_one_object_with_the_promised_keys() -> None:
    described = json.loads(describe(MEASURE, name="measure.txt").to_json())
    assert described["file"] == "measure.txt"
    assert described["gaps"] == ["11"]
    assert set(described) >= {"file", "articles", "gaps", "warnings"}
    assert set(described["articles"][0]) == {
        "id", "number", "chapter", "text", "clean", "start", "end", "paragraphs", "items",
    }  # fmt: skip
    assert set(described["articles"][6]["items"][0]) == {"id", "number", "text", "clean", "start", "end", "items"}
