"""Reports, prepared as a page does it, and opened as an officer does."""

from __future__ import annotations

import io
import tarfile

from handlers.casework.complaint_window import recipients
from handlers.casework.table import ActName
from handlers.complaints.packing import Report, SentFile
from handlers.complaints.recipients import Concern
from handlers.complaints.sealing import unsealed
from handlers.complaints.taking import Prepared, keep, prepare
from store.states import Role
from store.work import Work
from tests.handlers.casework.town import Town
from tests.handlers.contracts.contracts import member
from tests.keys import KEYS, private_key

WORDS = "某某收受某企业的礼金，具体经过如下。"
REPORT = Report(frozenset({Concern.OTHERS}), is_named=False, what=WORDS)
FILE = SentFile("现场.jpg", b"\xff\xd8 taken at 13:05", b"\xff\xd8")


class _Officers(Town):
    """Of the town only who the window needs."""

    def __init__(self, work: Work) -> None:
        self.work = work
        self.administrator = member(work, "周管", Role.ADMINISTRATOR)


def opened_window(work: Work) -> Town:
    """A town whose window is open: one recipient in the office, one outside."""
    town = _Officers(work)
    town.may_receive_reports()
    town.does(ActName.OPEN_WINDOW, "settings", by=town.administrator)
    return town


def prepared(work: Work, report: Report = REPORT) -> Prepared:
    """The report, sealed to whoever receives now."""
    found = prepare(report, recipients(work), KEYS)
    assert isinstance(found, Prepared), found
    return found


def kept(work: Work, report: Report = REPORT) -> str:
    """The code of a report that was kept."""
    found = prepared(work, report)
    assert keep(work, found) is None
    return found.code


def opened_by(name: str, box: bytes) -> dict[str, bytes] | None:
    """What this officer's key finds in a box."""
    archive = unsealed(box, private_key(name))
    if archive is None:
        return None
    with tarfile.open(fileobj=io.BytesIO(archive)) as tar:
        return {member.name: _read(tar, member) for member in tar.getmembers()}


def _read(tar: tarfile.TarFile, member: tarfile.TarInfo) -> bytes:
    found = tar.extractfile(member)
    assert found is not None
    return found.read()
