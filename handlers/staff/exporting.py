"""Exports of what is kept: each is recorded, and says on itself who took it out, and when."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal
from io import BytesIO

from xlsxwriter import Workbook

from handlers.identity.actors import StaffMember
from handlers.texts import exporting as texts
from policy_kb.expressions import lazy_compile
from store.queries.access import record_access
from store.states import Access
from store.work import Work

_WIDTH = 24
_SHEET_NAME = 31  # characters that Excel takes
_NOT_IN_SHEET_NAMES = lazy_compile(r"[\[\]:*?/\\']")
_HEADINGS_ROW = 3
_FIGURES = "#,##0.00####"
"""As many decimals as a sum in 万元 has; none is rounded away."""


def export_mark(work: Work, member: StaffMember, *, subject: str, what: str) -> str:
    """Record an export, and give the line that stands on it: one is not to be had without the other."""
    record_access(work, by=member.id, how=Access.EXPORT, subject=subject, detail=what)
    return texts.mark(name=member.name, at=work.now)


def marked_sheet(
    *, title: str, mark: str, headings: Sequence[str], rows: Iterable[Sequence[str | Decimal]]
) -> bytes:
    """An Excel sheet with the mark above its table and at the foot of each printed page; sums are numbers."""
    out = BytesIO()
    # Nothing that is written becomes a formula or a link, whatever it begins with.
    book = Workbook(out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    name = _NOT_IN_SHEET_NAMES.sub(" ", title)[:_SHEET_NAME]
    sheet, bold = book.add_worksheet(name), book.add_format({"bold": True, "bg_color": "#DDEBF7"})
    wrapped = book.add_format({"text_wrap": True, "valign": "top"})
    figures = book.add_format({"num_format": _FIGURES, "valign": "top"})
    sheet.write_string(0, 0, title, book.add_format({"bold": True, "font_size": 14}))
    sheet.write_string(1, 0, mark)
    sheet.set_column(0, len(headings) - 1, _WIDTH, wrapped)
    for place, row in enumerate((headings, *rows), start=_HEADINGS_ROW):
        for column, value in enumerate(row):
            if isinstance(value, Decimal):
                sheet.write_number(place, column, value, figures)
            else:
                sheet.write_string(place, column, value, bold if place == _HEADINGS_ROW else wrapped)
    sheet.freeze_panes(_HEADINGS_ROW + 1, 0)
    sheet.repeat_rows(_HEADINGS_ROW)
    sheet.set_footer(f"&L{mark.replace('&', '&&')}&R&P/&N")
    book.set_properties({"title": title, "comments": mark})
    book.close()
    return out.getvalue()
