"""Ordinary documents and sheets, in the shapes in which Word, Excel and WPS write them."""

from __future__ import annotations

import io
import os
from collections.abc import Callable

import openpyxl
from openpyxl.chart import BarChart, Reference
from openpyxl.comments import Comment

from tests.handlers.materials import samples

_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_RELS = '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{}</Relationships>'


def relation(kind: str, target: str, *, outside: bool = False) -> str:
    mode = ' TargetMode="External"' if outside else ""
    return f'<Relationship Id="rId9" Type="{_R}/{kind}" Target="{target}"{mode}/>'


def word_with(body: str = "", relations: str = "", **parts: str | bytes) -> bytes:
    """A document with this in its body, and parts put in (`__` in a name stands for a slash, `_0` for a dot)."""
    named = {name.replace("__", "/").replace("_0", "."): part for name, part in parts.items()}
    changed: dict[str, str | bytes] = dict(named)
    if body:
        changed["word/document.xml"] = f"<w:document {_W}><w:body>{body}</w:body></w:document>"
    if relations:
        changed["word/_rels/document.xml.rels"] = _RELS.format(relations)
    return samples.changed_package(samples.word(), changed)


def field(*pieces: str) -> str:
    """A field's marks and words: `{`, `|`, `}` stand for its beginning, its result and its end."""
    kinds = {"{": "begin", "|": "separate", "}": "end"}
    runs = [
        f'<w:r><w:fldChar w:fldCharType="{kinds[piece]}"/></w:r>'
        if piece in kinds
        else f'<w:r><w:instrText xml:space="preserve">{piece}</w:instrText></w:r>'
        for piece in pieces
    ]
    return f"<w:p>{''.join(runs)}</w:p>"


def _book(change: Callable[[openpyxl.Workbook], object]) -> bytes:
    book, content = openpyxl.Workbook(), io.BytesIO()
    change(book)
    book.save(content)
    book.close()
    return content.getvalue()


def _linked_sheet(book: openpyxl.Workbook) -> None:
    assert book.active is not None
    for row, link in enumerate(
        ("https://zwfw.example/a?x=1", "mailto:a@b.example", "file:///D:/合同.pdf", "#Sheet1!A9"), 1
    ):
        cell = book.active.cell(row, 1, "查看")
        cell.hyperlink = link


def _charted_sheet(book: openpyxl.Workbook) -> None:
    sheet = book.worksheets[0]
    for row in range(1, 6):
        sheet.append([f"{row}月", row * 1000])
    chart = BarChart()
    chart.add_data(Reference(sheet, min_col=2, min_row=1, max_row=5))
    sheet.add_chart(chart, "D2")


def _reckoning_sheet(book: openpyxl.Workbook) -> None:
    assert book.active is not None
    book.active.append(["=SUM(B1:B9)", '=HYPERLINK("https://x.example","官网")', '=IF(A1>0,"是","否")'])
    book.active["A2"].comment = Comment("请核对", "会计")


def _barred_sheet(book: openpyxl.Workbook) -> None:
    assert book.active is not None
    book.active.append(['=A2&"|"&B2', "='第一|二期'!A1"])


def _sheet_with(**parts: str | bytes) -> bytes:
    named = {name.replace("__", "/").replace("_0", "."): part for name, part in parts.items()}
    return samples.changed_package(samples.sheet(), named)


def charted(book: bytes) -> bytes:
    """A document with a chart, whose numbers Word keeps in a workbook within."""
    target = "../embeddings/Microsoft_Excel_Worksheet.xlsx"
    return samples.changed_package(
        samples.word(),
        {
            "word/charts/chart1.xml": "<c:chartSpace xmlns:c='c'/>",
            "word/charts/_rels/chart1.xml.rels": _RELS.format(relation("package", target)),
            "word/embeddings/Microsoft_Excel_Worksheet.xlsx": book,
        },
    )


WORD: dict[str, Callable[[], bytes]] = {
    "links to click on": lambda: word_with(
        relations=relation("hyperlink", "https://x.example/a?b=1&amp;c", outside=True)
    ),
    "a link that speaks of ActiveX": lambda: word_with(
        relations=relation("hyperlink", "https://x.example/activex-macroenabled.html", outside=True)
    ),
    "bookmarks": lambda: word_with(
        '<w:p><w:bookmarkStart w:id="0" w:name="_Toc1"/><w:bookmarkEnd w:id="0"/></w:p>'
    ),
    "a table of contents": lambda: word_with(
        field(
            "{",
            ' TOC \\o "1-3" \\h ',
            "|",
            "{",
            ' HYPERLINK \\l "_Toc1" ',
            "|",
            "{",
            " PAGEREF _Toc1 \\h ",
            "|",
            "}",
            "}",
            "}",
        )
    ),
    "page numbers": lambda: word_with('<w:p><w:fldSimple w:instr=" PAGE \\* MERGEFORMAT "/></w:p>'),
    "a page number less one": lambda: word_with(field("{", " = ", "{", " PAGE ", "|", "}", " - 1 ", "|", "}")),
    "a field that weighs another": lambda: word_with(
        field("{", " IF ", "{", " NUMPAGES ", "}", ' = 1 "一页" ', "|", "}")
    ),
    "a picture": lambda: word_with(word__media__image1_0jpeg=samples.jpeg()),
    "a drawing in svg": lambda: word_with(
        word__media__image2_0svg='<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/svg11.dtd"><svg/>'
    ),
    "a picture of the web": lambda: word_with(
        relations=relation("image", "https://x.example/logo.png", outside=True)
    ),
    "a drawing pasted from the web": lambda: word_with(
        field("{", ' INCLUDEPICTURE "https://x.example/logo.png" \\* MERGEFORMATINET ', "|", "}")
    ),
    "a table of the author's own sheet": lambda: word_with(
        field("{", ' LINK Excel.Sheet.12 "D:\\\\预算\\\\表.xlsx" "Sheet1!R1C1" \\a \\f 5 ', "|", "}")
    ),
    "letters to many of the author's own sheet": lambda: word_with(
        relations=relation("mailMergeSource", "file:///D:\\名单.xlsx", outside=True)
    ),
    "a fraction with a bar": lambda: word_with(
        '<m:f xmlns:m="m"><m:num><m:r><m:t>P(A|B)</m:t></m:r></m:num></m:f>'
    ),
    "a chart": lambda: charted(samples.sheet()),
    "custom xml": lambda: word_with(
        customXml__item1_0xml="<b:Sources xmlns:b='b'/>",
        customXml__itemProps1_0xml="<ds:datastoreItem xmlns:ds='d'/>",
    ),
    "a template of the author's": lambda: word_with(
        word___rels__settings_0xml_0rels=_RELS.format(
            relation("attachedTemplate", "file:///C:\\Users\\wang\\Templates\\公文.dotx", outside=True)
        )
    ),
    "comments and changes": lambda: word_with(
        '<w:p><w:ins w:id="1" w:author="王"><w:r><w:t>增</w:t></w:r></w:ins></w:p>',
        word__comments_0xml=f"<w:comments {_W}/>",
    ),
    "fonts of its own": lambda: word_with(word__fonts__font1_0odttf=b"\x11" + os.urandom(500)),
    "a drawing in an attribute": lambda: word_with(
        f'<w:p><v:shape xmlns:v="v" xmlns:o="o" o:gfxdata="{"A" * 600_000}"/></w:p>'
    ),
    "wps": lambda: word_with(
        docProps__custom_0xml='<Properties><property name="KSOProductBuildVer">2052-12.1.0</property></Properties>'
    ),
}

SHEETS: dict[str, Callable[[], bytes]] = {
    "links": lambda: _book(_linked_sheet),
    "a chart": lambda: _book(_charted_sheet),
    "formulas and a comment": lambda: _book(_reckoning_sheet),
    "a formula with a bar in its words": lambda: _book(_barred_sheet),
    "values of a book on the office's server": lambda: _sheet_with(
        xl__externalLinks___rels__externalLink1_0xml_0rels=_RELS.format(
            relation("externalLinkPath", "file:///\\\\server\\share\\表.xlsx", outside=True)
        )
    ),
    "a long sheet": lambda: _sheet_with(xl__worksheets__sheet1_0xml=f"<worksheet>{'<c/>' * 210_000}</worksheet>"),
    "wps pictures in cells": lambda: _sheet_with(
        xl__cellimages_0xml='<etc:cellImages xmlns:etc="e"/>', xl__media__image1_0png=samples.png()
    ),
    "a printer's settings": lambda: _sheet_with(
        xl__printerSettings__printerSettings1_0bin="HP LaserJet".encode("utf-16-le")
    ),
    "notes drawn in a page's own marks": lambda: _sheet_with(
        xl__drawings__vmlDrawing1_0vml="<xml><br><v:shape/></xml>"
    ),
    "values of another book": lambda: _sheet_with(
        xl__externalLinks__externalLink1_0xml='<externalLink xmlns="e"><externalBook/></externalLink>'
    ),
}
