"""What an officer writes in their own browser is kept as it was sealed; whatever is no box of ours is not."""

from __future__ import annotations

import io
import tarfile

import pytest
from sqlalchemy import select

from handlers.casework.sealed.window import recipients
from handlers.casework.sealed.window_rows import RecipientFields
from handlers.casework.table import ActName
from handlers.identity.actors import StaffMember
from handlers.identity.who import staff_member
from handlers.results import Reason
from handlers.sealed.codes import keys_of
from handlers.sealed.looking_up import look_up
from handlers.sealed.opening import ToOpen, boxes_to_reseal, report_to_open
from handlers.sealed.packing import Report
from handlers.sealed.padding import padded
from handlers.sealed.recipients import Concern
from handlers.sealed.sealing import sealed
from handlers.sealed.writing import Written, give_head, write
from handlers.texts import sealed_opening as texts
from handlers.values.age_files import behind_head
from store.queries.sealed_complaints import boxes_of
from store.states import BoxKind, RecipientUnit, Role, SealedTrack
from store.tables.sealed_complaints import SealedComplaint
from store.work import Work
from tests.handlers.casework.town import Town
from tests.handlers.contracts.contracts import member
from tests.handlers.sealed.officers import Officers
from tests.handlers.sealed.reports import REPORT, WORDS, kept, opened_by, opened_window
from tests.keys import KEYS, public_key

SAID = "请补充时间。"


@pytest.fixture
def town(work: Work) -> Town:
    return opened_window(work)


def _registered(work: Work, report: Report = REPORT) -> str:
    """The code of a report that an officer outside has opened and registered."""
    code = kept(work, report)
    officers = Officers(work, (code, _report(work), ""))
    officers.registered(SealedTrack.PETITION)
    return code


def _officer(work: Work, name: str) -> StaffMember:
    found = staff_member(work, name)
    assert found is not None
    return found


def _report(work: Work) -> str:
    return work.all(select(SealedComplaint))[0].id


def _note(work: Work, words: str = SAID) -> bytes:
    made = io.BytesIO()
    with tarfile.open(fileobj=made, mode="w:", format=tarfile.USTAR_FORMAT) as tar:
        told = tarfile.TarInfo("note.txt")
        told.size = len(words.encode())
        tar.addfile(told, io.BytesIO(words.encode()))
    keys = [one.key for one in recipients(work)]
    return sealed(padded(made.getvalue()), keys, len(keys))


def test_a_message_is_read_by_the_code_and_its_copy_by_the_officers_and_both_are_kept_once(
    work: Work, town: Town
) -> None:
    code, officer = _registered(work), _officer(town.work, "郑派")
    found = report_to_open(work, officer, _report(work))
    assert isinstance(found, ToOpen)
    written = Written(_note(work), sealed(padded(SAID.encode()), [found.reply_key], 1))
    for _ in range(2):
        assert write(work, officer, found.id, written) is None
    told = look_up(work, keys_of(code, KEYS))
    assert told is not None
    assert told.messages == (SAID,)
    [note] = boxes_of(work, found.id, BoxKind.NOTE)
    assert (opened_by("吴受", note.box) or {})["note.txt"].decode() == SAID


def _bare(work: Work) -> bytes:
    return sealed(SAID.encode(), [one.key for one in recipients(work)], 2)


def _clear(work: Work) -> bytes:
    assert recipients(work)
    return padded(SAID.encode())


def _narrow(work: Work) -> bytes:
    return sealed(padded(SAID.encode()), [recipients(work)[0].key], 1)


def _large(work: Work) -> bytes:
    return sealed(padded(bytes(70_000)), [one.key for one in recipients(work)], 2)


def test_what_is_not_sealed_padded_and_for_every_key_is_not_kept(work: Work, town: Town) -> None:
    _registered(work)
    officer, report = _officer(town.work, "郑派"), _report(work)
    in_clear = Written(_note(work), padded(SAID.encode()))
    for written in (*(Written(note(work)) for note in (_bare, _clear, _narrow, _large)), in_clear):
        denied = write(work, officer, report, written)
        assert isinstance(denied, Reason)
        assert denied.text in {texts.NOT_SEALED, texts.KEYS_CHANGED}
    assert boxes_of(work, report, BoxKind.NOTE, BoxKind.MESSAGE) == []


def test_messages_of_one_day_are_read_in_their_order_whatever_bytes_an_officer_sent(
    work: Work, town: Town
) -> None:
    code, officer, report = _registered(work), _officer(town.work, "郑派"), _report(work)
    found = report_to_open(work, officer, report)
    assert isinstance(found, ToOpen)
    said = ["2026-11-24 09:00\n一", "2026-11-24 09:30\n二", "2026-11-24 11:00\n三"]
    for words in (said[2].encode(), said[0].encode(), b"\xff\xfe", said[1].encode(), b""):
        message = sealed(padded(words), [found.reply_key], 1)
        assert write(work, officer, report, Written(_note(work, str(words)), message)) is None
    told = look_up(work, keys_of(code, KEYS))
    assert told is not None
    assert list(told.messages[:3]) == said


def test_an_officer_whom_its_seal_leaves_out_asks_a_reporter_nothing(work: Work, town: Town) -> None:
    concerned = Report(frozenset({Concern.OFFICE}), is_named=False, what=WORDS)
    town.does(
        ActName.ADD_RECIPIENT,
        "郑派",
        RecipientFields(key=public_key("郑派的纸"), unit=RecipientUnit.OUTSIDE),
        by=town.administrator,
    )
    code, officer = kept(work, concerned), _officer(town.work, "吴受")
    found = report_to_open(work, officer, _report(work))
    assert isinstance(found, ToOpen)
    asks = Written(_note(work), sealed(padded("请来电说明您是谁。".encode()), [found.reply_key], 1))
    refused = write(work, officer, found.id, asks)
    assert isinstance(refused, Reason)
    assert refused.text == texts.REGISTER_FIRST
    told = look_up(work, keys_of(code, KEYS))
    assert told is not None
    assert told.messages == ()


def test_nobody_else_sees_or_writes_anything(work: Work, town: Town) -> None:
    kept(work)
    clerk = member(town.work, "钱办", Role.OFFICE)
    report = _report(work)
    assert isinstance(report_to_open(work, clerk, report), Reason)
    assert isinstance(boxes_to_reseal(work, clerk), Reason)
    assert write(work, clerk, report, Written(_note(work))) is not None
    [box] = boxes_of(work, report, BoxKind.REPORT)
    assert give_head(work, clerk, report, box.id, box.box[: -len(behind_head(box.box) or b"")]) is not None


def test_a_box_given_to_a_later_key_keeps_its_content_and_the_box_itself_stays(work: Work, town: Town) -> None:
    kept(work, Report(frozenset({Concern.OTHERS}), is_named=False, what=WORDS))
    town.officer("赵新")
    town.receives("赵新", RecipientUnit.OUTSIDE)
    officer, report = _officer(work, "郑派"), _report(work)
    [box] = boxes_of(work, report, BoxKind.REPORT)
    [listed] = boxes_to_reseal(work, officer)  # type: ignore[misc]  # a refusal fails here
    keys = [one.key for one in recipients(work)]
    other = sealed(b"another content", keys, len(keys))
    head = other[: -len(behind_head(other) or b"")]
    assert give_head(work, officer, report, listed.id, head) is None
    [copy] = boxes_of(work, report, BoxKind.COPY)
    assert (copy.copy_of, behind_head(copy.box)) == (box.id, behind_head(box.box))
    assert boxes_of(work, report, BoxKind.REPORT) == [box]
    assert boxes_to_reseal(work, officer) == ()
    assert len(boxes_to_reseal(work, officer, is_whole=True)) == 1  # type: ignore[arg-type]
    assert give_head(work, officer, report, listed.id, head + b"x") is not None
    assert give_head(work, officer, report, listed.id, b"") is not None


def test_an_officer_whom_a_report_is_about_finds_their_name_left_out_by_the_rule_that_is_sent_along(
    work: Work, town: Town
) -> None:
    town.does(
        ActName.ADD_RECIPIENT,
        "郑派",
        RecipientFields(key=public_key("郑派的纸"), unit=RecipientUnit.OUTSIDE),
        by=town.administrator,
    )
    kept(work, Report(frozenset({Concern.OFFICERS}), is_named=False, what=WORDS))
    found = report_to_open(work, _officer(work, "郑派"), _report(work))
    assert isinstance(found, ToOpen)
    left_out = found.receiving.left_out[Concern.OFFICERS]
    assert [one.name for one in found.receiving.keys if one.unit not in left_out] == ["郑派", "郑派"]
