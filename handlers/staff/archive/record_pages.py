"""Records as pages that any browser reads for decades: no script, no style from elsewhere, nothing to fetch."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from html import escape
from urllib.parse import quote

from handlers.dates import moment
from handlers.money import yuan
from handlers.notices.records import Told
from handlers.staff.archive.taken_out import Paper
from handlers.staff.cards.card import Card, Line, Row, Section
from handlers.staff.ledgers.sheet import Sheet, SheetRow
from handlers.texts import archive
from handlers.texts import archive_package as texts

_STYLE = (
    "body{font-family:sans-serif;margin:2em;line-height:1.6}table{border-collapse:collapse;width:100%}"
    "th,td{border:1px solid #888;padding:.2em .5em;text-align:left;vertical-align:top}pre,p{white-space:pre-wrap}"
)


def record_page(card: Card, told: Sequence[Told], mark: str) -> str:
    """A card with everything on it, and what the firm was told."""
    title = f"{card.name} {card.title}"
    return _page(title, mark, (*_sections(card), *_told(told)))


def ledger_page(title: str, sheets: Sequence[Sheet], mark: str) -> str:
    """The sums of a ledger, and the entries behind them."""
    return _page(title, mark, (part for sheet in sheets for part in _sheet(sheet)))


def directory_page(paper: Paper, links: Sequence[Sequence[tuple[str, str]]]) -> str:
    """The directory; `links` are of each line the names of its files and where they lie in the package."""
    return _page(archive.title_of(number=paper.number, title=paper.title), paper.mark, _directory(paper, links))


def _page(title: str, mark: str, body: Iterable[str]) -> str:
    head = f'<meta charset="utf-8"><title>{escape(title)}</title><style>{_STYLE}</style>'
    parts = (f"<h1>{escape(title)}</h1>", *body, f"<p>{escape(mark)}</p>")
    return (
        f'<!doctype html>\n<html lang="zh-CN"><head>{head}</head><body>\n'
        + "\n".join(parts)
        + "\n</body></html>\n"
    )


def _sections(card: Card) -> Iterator[str]:
    for section in card.sections:
        if not section.is_empty:
            yield from _section(section)


def _section(section: Section) -> Iterator[str]:
    if section.title:
        yield f"<h2>{escape(section.title)}</h2>"
    if section.rows:
        yield "<table>" + "".join(map(_row, section.rows)) + "</table>"
    if section.files:
        files = (f"<li>{escape(one.item)} {escape(one.name)} SHA-256 {one.sha256}</li>" for one in section.files)
        yield "<ol>" + "".join(files) + "</ol>"
    if section.lines:
        yield "<ul>" + "".join(map(_line, section.lines)) + "</ul>"


def _row(row: Row) -> str:
    return f"<tr><th>{escape(row.label)}</th><td>{escape(row.value)} {escape(row.source)}</td></tr>"


def _line(line: Line) -> str:
    below = "".join(f"<br>{escape(row.label)}：{escape(row.value)}" for row in line.below)
    return f"<li>{escape(f'{line.when} {line.words} {line.by}'.strip())}{below}</li>"


def _sheet(sheet: Sheet) -> Iterator[str]:
    yield f"<h2>{escape(sheet.caption)}</h2>"
    heads = "".join(f"<th>{escape(one)}</th>" for one in sheet.headings)
    yield f"<table><tr>{heads}</tr>{''.join(map(_sheet_row, sheet.rows))}</table>"


def _sheet_row(row: SheetRow) -> str:
    said = (yuan(cell.fen) if cell.fen is not None else cell.text for cell in row.cells)
    return f"<tr>{''.join(f'<td>{escape(words)}</td>' for words in said)}</tr>"


def _told(told: Sequence[Told]) -> Iterator[str]:
    if told:
        yield f"<h2>{texts.NOTICES}</h2>"
        yield "<ul>" + "".join(map(_event, told)) + "</ul>"


def _event(one: Told) -> str:
    said = (*(sent.words for sent in one.deliveries), *filter(None, (one.phoned,)))
    became = "".join(f"<br>{escape(words)}" for words in said)
    return f"<li>{escape(moment(one.at))} {escape(one.text)}{became}</li>"


def _directory(paper: Paper, links: Sequence[Sequence[tuple[str, str]]]) -> Iterator[str]:
    yield f"<p>{escape(texts.about(firm=paper.firm, project=paper.project))}</p>"
    yield f"<p>{escape(texts.kept(term=paper.term, place=paper.place))}</p>"
    left = iter(links)
    for name, lines in paper.folders:
        yield f"<h2>{escape(name)}</h2>"
        heads = "".join(f"<th>{escape(one)}</th>" for one in (*archive.HEADINGS, texts.FILES))
        body = "".join(_directory_line(cells, next(left)) for cells in lines)
        yield f"<table><tr>{heads}</tr>{body}</table>"


def _directory_line(cells: Sequence[str], files: Sequence[tuple[str, str]]) -> str:
    said = "".join(f"<td>{escape(cell)}</td>" for cell in cells)
    linked = "<br>".join(f'<a href="{escape(quote(path))}">{escape(name)}</a>' for name, path in files)
    return f"<tr>{said}<td>{linked}</td></tr>"
