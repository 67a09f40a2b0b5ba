"""Numbers of e-invoices, read where they can be told and never guessed."""

from __future__ import annotations

from pathlib import Path

import pytest

from handlers.filekinds import FileKind, Findings
from handlers.materials.filetypes import inspect_file
from handlers.materials.invoice_numbers import number_in_text
from handlers.materials.names import plain_name, told_apart
from tests.handlers.materials import samples

N20 = samples.NUMBER


def number_of(content: bytes) -> str | None:
    found = inspect_file(content)
    assert isinstance(found, Findings), found
    return found.invoice


def test_xml_ofd_and_pdf_tell_their_number(tmp_path: Path) -> None:
    assert number_of(samples.XML) == N20
    assert number_of(samples.ofd()) == "014002600111-12345678"
    older = f"<fp:eInvoice xmlns:fp='f'><fp:InvoiceNo>{N20}</fp:InvoiceNo></fp:eInvoice>"
    attached = {"Doc_0/Attachs/original_invoice.xml": older}
    assert number_of(samples.ofd(**attached)) == N20
    assert number_of(samples.pdf_with_text(f"电子发票 发票号码：{N20} 开票日期：2026年09月01日")) == N20


def test_what_is_no_invoice_has_no_number(tmp_path: Path) -> None:
    for content in (samples.pdf(), samples.word(), samples.sheet(), samples.jpeg()):
        assert number_of(content) is None
    assert number_of(b"<EInvoice><InvoiceNumber>123</InvoiceNumber></EInvoice>") is None


@pytest.mark.parametrize(
    ("text", "number"),
    [
        (f"发票号码：{N20}", N20),
        (f"发 票 号 码 : {N20}\n金额", N20),
        (f"发票号码:\n开票日期:\n{N20}\n2026年09月01日", N20),
        ("发票代码：014002600111 发票号码：12345678", "014002600111-12345678"),
        ("发票代码:1400164320\n发票号码:00012345", "1400164320-00012345"),
        ("发票号码：12345678", None),
        (f"账号 {N20}", None),
        (f"发票号码： 账号 {N20} 另一账号 {N20[::-1]}", None),
        (f"发票号码：{N20}1", None),
        ("", None),
    ],
)
def test_words_of_a_page(text: str, number: str | None) -> None:
    assert number_in_text(text) == number


@pytest.mark.parametrize(
    ("name", "kind", "shown"),
    [
        ("合同.pdf", FileKind.PDF, "合同.pdf"),
        ("../../etc/passwd", FileKind.PDF, "passwd.pdf"),
        ("C:\\桌面\\合同.PDF", FileKind.PDF, "合同.PDF"),
        ("照片.jpeg", FileKind.JPEG, "照片.jpeg"),
        ("a.pdf", FileKind.JPEG, "a.pdf.jpg"),
        ("发票\u202egpj.exe", FileKind.PDF, "发票gpj.exe.pdf"),
        ("a\r\nb\0.png", FileKind.PNG, "ab.png"),
        ("", FileKind.PNG, "材料.png"),
        (".pdf", FileKind.PDF, "材料.pdf"),
        ("长" * 300, FileKind.XML, "长" * 100 + ".xml"),
    ],
)
def test_names_are_shown_and_never_paths(name: str, kind: FileKind, shown: str) -> None:
    assert plain_name(name, kind) == shown


def test_files_of_one_name_are_told_apart() -> None:
    names: list[str] = []
    for _ in range(3):
        names.append(told_apart("材料.jpg", names))
    assert names == ["材料.jpg", "材料（2）.jpg", "材料（3）.jpg"]
    assert told_apart("合同.pdf", names) == "合同.pdf"
