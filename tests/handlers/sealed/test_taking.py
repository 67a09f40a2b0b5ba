"""A report is sealed to its recipients, kept, found again by its code, and tells nothing else."""

from __future__ import annotations

import json
from secrets import token_bytes

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyrage import encrypt, x25519
from sqlalchemy import select, text

from handlers.casework.sealed.window import Recipient, recipients
from handlers.casework.sealed.window_rows import RecipientFields
from handlers.casework.table import ActName
from handlers.dates import local_day
from handlers.sealed.codes import keys_of, new_code
from handlers.sealed.looking_up import add, look_up
from handlers.sealed.packing import MOST_BYTES, Addition, Report, SentFile, packed
from handlers.sealed.padding import padded_size
from handlers.sealed.recipients import Concern, chosen
from handlers.sealed.taking import Prepared, Untaken, keep, prepare, seal_addition, sealed_to
from store.queries.sealed_complaints import boxes_of, keep_box
from store.states import BoxKind, RecipientUnit, SealedState
from store.tables.audit import AuditRow
from store.tables.sealed_complaints import ComplaintBox, SealedComplaint
from store.work import Work
from tests.handlers.casework.town import Town
from tests.handlers.sealed.reports import (
    FILE,
    REPORT,
    WORDS,
    kept,
    opened_by,
    opened_window,
    place_in,
    prepared,
)
from tests.keys import KEYS, public_key


def _with_paper_key(town: Town) -> None:
    """The recipient outside has a second key, so that one is enough who is left."""
    second = RecipientFields(key=public_key("郑派的纸"), unit=RecipientUnit.OUTSIDE)
    town.does(ActName.ADD_RECIPIENT, "郑派", second, by=town.administrator)


def test_it_is_found_by_its_code_and_opened_by_its_officers_alone(work: Work) -> None:
    opened_window(work)
    code = kept(
        work, Report(frozenset({Concern.OTHERS}), is_named=True, what=WORDS, contact="13800000000", files=(FILE,))
    )
    found = look_up(work, keys_of(code, KEYS))
    assert found is not None
    assert (found.state, found.received_on, found.messages) == (SealedState.RECEIVED, local_day(work.now), ())
    (row,) = work.all(select(SealedComplaint))
    (box,) = boxes_of(work, row.id, BoxKind.REPORT)
    for officer in ("吴受", "郑派"):
        held = opened_by(officer, box.box)
        assert held is not None
        said = held["report.txt"].decode()
        assert [part for part in (WORDS, "13800000000", "实名", "现场.jpg") if part not in said] == []
        assert (held["file-1-original.jpg"], held["file-1-stripped.jpg"]) == (FILE.original, FILE.stripped)
    assert opened_by("别人", box.box) is None


def test_nothing_of_it_is_in_the_database_in_clear_and_no_entry_tells_of_it(work: Work) -> None:
    opened_window(work)
    entries = len(work.all(select(AuditRow)))
    code = kept(work)
    rows = [
        dict(row)
        for table in ("sealed_complaints", "complaint_boxes")
        for row in work.connection.execute(text(f"SELECT * FROM {table}")).mappings()
    ]
    raw = b"".join(
        value if isinstance(value, bytes) else str(value).encode() for row in rows for value in row.values()
    )
    assert not [secret for secret in (WORDS, WORDS[:6], code, code[:8]) if secret.encode() in raw]
    assert len(work.all(select(AuditRow))) == entries


@pytest.mark.parametrize(
    ("concerns", "openers"),
    [
        ({Concern.OTHERS}, {"吴受", "郑派", "郑派的纸"}),
        ({Concern.OFFICE}, {"郑派", "郑派的纸"}),
        ({Concern.OFFICERS, Concern.OTHERS}, {"郑派", "郑派的纸"}),
        ({Concern.BUREAU}, {"吴受", "郑派", "郑派的纸"}),
    ],
)
def test_whom_it_is_about_cannot_open_it_and_its_box_does_not_tell(
    work: Work, concerns: set[Concern], openers: set[str]
) -> None:
    _with_paper_key(opened_window(work))
    box = prepared(work, Report(frozenset(concerns), is_named=False, what=WORDS)).boxes[BoxKind.REPORT]
    assert {name for name in ("吴受", "郑派", "郑派的纸") if opened_by(name, box)} == openers
    assert box.count(b"-> X25519 ") == len(recipients(work))


def test_where_too_few_are_left_nothing_is_taken(work: Work) -> None:
    opened_window(work)
    report = Report(frozenset({Concern.OFFICE}), is_named=False, what=WORDS)
    assert prepare(report, recipients(work), KEYS, token_bytes(16), str) is Untaken.TOO_FEW


@given(st.lists(st.sampled_from(RecipientUnit), max_size=5), st.sets(st.sampled_from(Concern)))
def test_no_choice_takes_in_whom_it_is_about_or_leaves_out_the_one_outside(
    units: list[RecipientUnit], concerns: set[Concern]
) -> None:
    found = chosen([Recipient(str(place), place, unit) for place, unit in enumerate(units)], concerns)
    if found is None:
        return
    left = {one.unit for one in found}
    assert len(found) >= 2
    assert RecipientUnit.OUTSIDE in left
    assert RecipientUnit.OFFICE not in left or not concerns & {Concern.OFFICE, Concern.OFFICERS}
    assert RecipientUnit.BUREAU not in left or not concerns & {Concern.BUREAU, Concern.OFFICERS}


@pytest.mark.parametrize(
    ("report", "lack"),
    [
        (Report(frozenset(), is_named=False, what=WORDS), Untaken.NO_CONCERN),
        (Report(frozenset({Concern.OTHERS}), is_named=False, what=" "), Untaken.NO_WORDS),
        (
            Report(
                frozenset({Concern.OTHERS}),
                is_named=False,
                what=WORDS,
                files=(SentFile("a", bytes(MOST_BYTES), b"1"),),
            ),
            Untaken.TOO_LARGE,
        ),
    ],
)
def test_what_is_not_whole_is_refused_before_anything_is_sealed(report: Report, lack: Untaken) -> None:
    assert prepare(report, (), KEYS, token_bytes(16), str) is lack


def test_a_closed_window_and_changed_recipients_keep_nothing(work: Work) -> None:
    town = opened_window(work)
    ready = prepared(work)
    _with_paper_key(town)
    assert keep(work, ready) is Untaken.MOVED_ON
    town.does(ActName.CLOSE_WINDOW, "settings", by=town.administrator)
    assert keep(work, prepared(work)) is Untaken.CLOSED
    assert work.all(select(SealedComplaint)) == []
    assert work.all(select(ComplaintBox)) == []


def test_who_opens_one_report_of_a_form_cannot_register_another_that_was_sent_with_it(work: Work) -> None:
    _with_paper_key(opened_window(work))
    nonce, proofs = token_bytes(16), []
    for concern in (Concern.OTHERS, Concern.OFFICE):
        sent = Report(frozenset({concern}), is_named=False, what=WORDS)
        made = prepare(sent, recipients(work), KEYS, nonce, str)
        assert isinstance(made, Prepared)
        held = opened_by("郑派", made.boxes[BoxKind.REPORT])
        assert held is not None
        proofs.append(held["report.txt"].decode().partition("\n")[0])
    assert proofs[0] != proofs[1]


def test_a_code_that_nobody_has_finds_nothing(work: Work) -> None:
    opened_window(work)
    kept(work)
    assert look_up(work, keys_of(new_code(KEYS), KEYS)) is None


def test_an_addition_goes_past_whom_the_report_is_about_and_messages_come_back(work: Work) -> None:
    _with_paper_key(opened_window(work))
    its = keys_of(kept(work, Report(frozenset({Concern.OFFICE}), is_named=False, what=WORDS)), KEYS)
    found = look_up(work, its)
    assert found is not None
    box = seal_addition(Addition("还有一笔", (FILE,)), found.concerns, recipients(work))
    assert isinstance(box, bytes)
    assert add(work, its, box) is None
    (row,) = work.all(select(SealedComplaint))
    (added,) = boxes_of(work, row.id, BoxKind.ADDITION)
    assert opened_by("吴受", added.box) is None
    assert "还有一笔" in (opened_by("郑派", added.box) or {})["report.txt"].decode()
    said = encrypt("请补充时间。".encode().ljust(1024, b"\0"), [x25519.Recipient.from_str(row.reply_key)])
    keep_box(work, row.id, BoxKind.MESSAGE, bytes(said), local_day(work.now))
    again = look_up(work, its)
    assert again is not None
    assert again.messages == ("请补充时间。",)


@given(st.integers(1, 64 * 1024 * 1024))
def test_sizes_are_few_and_never_much_larger(size: int) -> None:
    step = padded_size(size)
    assert size <= step <= max(16 * 1024, size * 1.415)
    assert step == padded_size(step)


def test_reports_of_about_a_size_are_of_one_size(work: Work) -> None:
    """But for what age adds to its head by chance, whatever it seals."""
    opened_window(work)
    reports = (Report(frozenset({Concern.OTHERS}), is_named=False, what="字" * length) for length in (1, 50, 1500))
    sizes = [len(sealed_to(packed(report, str), recipients(work), report.concerns) or b"") for report in reports]
    assert max(sizes) - min(sizes) < 1000
    assert {padded_size(size - 1000) for size in sizes} == {16 * 1024}


def test_large_reports_of_about_a_size_are_of_one_size(work: Work) -> None:
    """An archive alone is of one size only up to its own record of ten KiB."""
    opened_window(work)
    sizes = []
    for size in (47_000, 57_000):
        file = SentFile("录音.m4a", bytes(size), None)
        report = Report(frozenset({Concern.OTHERS}), is_named=False, what=WORDS, files=(file,))
        sizes.append(len(prepared(work, report).boxes[BoxKind.REPORT]))
    assert max(sizes) - min(sizes) < 1000


def test_no_officer_can_tell_by_their_own_place_that_others_are_left_out(work: Work) -> None:
    _with_paper_key(opened_window(work))
    report = Report(frozenset({Concern.OFFICE}), is_named=False, what=WORDS)
    archive = packed(report, str)
    boxes = (sealed_to(archive, recipients(work), report.concerns) for _ in range(40))
    assert {place_in("郑派", box) for box in boxes if box is not None} == {0, 1, 2}


def test_concerns_are_sealed_for_whoever_seals_it_anew(work: Work) -> None:
    opened_window(work)
    held = opened_by("郑派", prepared(work, REPORT).boxes[BoxKind.REPORT])
    assert held is not None
    assert json.loads(held["concerns.json"]) == ["others"]
