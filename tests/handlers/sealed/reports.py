"""Reports, prepared as a page does it, and opened as an officer does."""

from __future__ import annotations

import io
import re
import tarfile
from base64 import b64decode
from hashlib import sha256
from secrets import token_bytes

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from handlers.casework.sealed.window import recipients
from handlers.casework.table import ActName
from handlers.identity.who import staff_member
from handlers.sealed.packing import Report, SentFile
from handlers.sealed.recipients import Concern
from handlers.sealed.sealing import unsealed
from handlers.sealed.taking import Prepared, keep, prepare
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
        self.administrator = staff_member(work, "周管") or member(work, "周管", Role.ADMINISTRATOR)


def town_at(work: Work) -> Town:
    """The same town, where its window was opened before."""
    return _Officers(work)


def opened_window(work: Work) -> Town:
    """A town whose window is open: one recipient in the office, one outside."""
    town = _Officers(work)
    town.may_receive_reports()
    town.does(ActName.OPEN_WINDOW, "settings", by=town.administrator)
    return town


def prepared(work: Work, report: Report = REPORT) -> Prepared:
    """The report, sealed to whoever receives now."""
    found = prepare(report, recipients(work), KEYS, token_bytes(16), str)
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


def place_in(name: str, box: bytes) -> int:
    """Which of the places in the head of a box is this officer's, as whoever has the key finds it.

    https://age-encryption.org/v1: a place is an ephemeral share, and the file's key wrapped for one recipient.
    """
    key = X25519PrivateKey.from_private_bytes(sha256(name.encode()).digest())
    own = key.public_key().public_bytes_raw()
    found = re.findall(rb"^-> X25519 (\S{43})\n(\S{43})$", box, re.MULTILINE)
    opens = [_is_wrapped_for(key, own, *(b64decode(part + b"=") for part in place)) for place in found]
    return opens.index(True)


def _is_wrapped_for(key: X25519PrivateKey, own: bytes, share: bytes, wrapped: bytes) -> bool:
    secret = key.exchange(X25519PublicKey.from_public_bytes(share))
    wrapping = HKDF(SHA256(), 32, share + own, b"age-encryption.org/v1/X25519").derive(secret)
    try:
        ChaCha20Poly1305(wrapping).decrypt(bytes(12), wrapped, None)
    except InvalidTag:
        return False
    return True


def _read(tar: tarfile.TarFile, member: tarfile.TarInfo) -> bytes:
    found = tar.extractfile(member)
    assert found is not None
    return found.read()
