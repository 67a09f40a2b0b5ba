"""One-time codes: made to be read out, typed and scanned; of each only its hash is stored."""

from __future__ import annotations

import hashlib
import hmac
import json
import secrets
import unicodedata
from collections.abc import Iterator, Mapping
from datetime import timedelta

from handlers.messages import Person
from policy_kb.expressions import lazy_compile
from store.audit.vouching import is_intact
from store.queries.codes import HELD_UNTIL, HOLDER, held_codes, is_held, locked_code, unhold, unused_codes
from store.states import Purpose
from store.tables.people import Binding, OneTimeCode
from store.work import Work

ALPHABET = "34679ACDEFGHJKMNPQRTWXY"
"""Without those taken for one another, written or read out: 0/O, 1/I/L, 2/Z, 5/S, 8/B, U/V."""

LENGTH = 10
BIND_LIVES = timedelta(days=7)
LINK_LIVES = timedelta(days=1)
LOGIN_LIVES = timedelta(days=1)
ENROLLING_LIVES = timedelta(minutes=30)
ENTRY_LIVES = timedelta(minutes=5)

_TYPED = frozenset({Purpose.BIND, Purpose.LINK})
"""Typed by people, so short: these are hashed slowly. The others are followed as links, and long."""

_ROUNDS = 50_000
"""Milliseconds for us, years for somebody who took the database and tries all short codes within their week."""

_SEPARATORS = lazy_compile(r"[\s\-_—–‐·.。,，、]+")
_RUNS = lazy_compile(r"[A-Za-z0-9](?:[ \t\-_—–‐·.]*[A-Za-z0-9])+")
_TOKEN_BYTES = 32

HELD_FOR = timedelta(minutes=30)
"""How long a code waits for the answer of whoever sent it; after that the next may use it."""

MADE_BY = "binding"
"""Noted of a code that a person of a firm made: the id of their binding."""

_MOST_SLIPS = 2
_MOST_LOOKED_UP = 5


def issue(
    work: Work,
    purpose: Purpose,
    subject_id: int,
    lives: timedelta,
    *,
    by: int | None,
    detail: Mapping[str, str | int] | None = None,
) -> str:
    """A new code, as it is to be handed out; it can never be shown again."""
    code = _typed_code() if purpose in _TYPED else secrets.token_urlsafe(_TOKEN_BYTES)
    work.add(
        OneTimeCode(
            code_hash=_hash(purpose, code),
            purpose=purpose.value,
            subject_id=subject_id,
            detail=json.dumps(dict(detail or {}), ensure_ascii=False),
            created_at=work.now,
            expires_at=work.now + lives,
            used_at=None,
            issued_by=by,
        )
    )
    return code


def peek(work: Work, purpose: Purpose, code: str) -> OneTimeCode | None:
    """The code's row while it can be used; it stays usable."""
    normal = read_code(code) if purpose in _TYPED else code
    row = locked_code(work, _hash(purpose, normal)) if normal else None
    return row if is_usable(work, row, purpose) else None


def redeem(work: Work, purpose: Purpose, code: str) -> OneTimeCode | None:
    """The code's row, used up by this; None for one that is wrong, used or too old: never told apart."""
    row = peek(work, purpose, code)
    if row is not None:
        row.used_at = work.now
    return row


def withdraw_codes(work: Work, purpose: Purpose, subject_id: int) -> None:
    """Make every code that was handed out for this good no more."""
    for row in unused_codes(work, purpose, subject_id):
        row.used_at = work.now


def hold(work: Work, purpose: Purpose, code: str, person: Person) -> OneTimeCode | None:
    """The code's row, kept for the first who sends it: nobody else can use it while that person is being asked."""
    row = peek(work, purpose, code)
    if row is None:
        return None
    detail, holder = detail_of(row), _holder(work, row, person)
    if detail.get(HOLDER, holder) != holder and is_held(work, detail):
        return None
    _note(row, {**detail, HOLDER: holder, HELD_UNTIL: (work.now + HELD_FOR).isoformat()})
    return row


def release(work: Work, held_hash: str, person: Person) -> None:
    """Let go of what `hold` kept for this person: whoever sends the code next is asked."""
    row = locked_code(work, bytes.fromhex(held_hash)) if held_hash else None
    if row is not None and detail_of(row).get(HOLDER) == _holder(work, row, person):
        unhold(row)


def held(work: Work, purpose: Purpose, held_hash: str, person: Person) -> OneTimeCode | None:
    """The row that `hold` kept for this person, by its hash in hexadecimal, while it can still be used."""
    row = locked_code(work, bytes.fromhex(held_hash))
    is_theirs = row is not None and detail_of(row).get(HOLDER) == _holder(work, row, person)
    return row if is_theirs and is_usable(work, row, purpose) else None


def detail_of(row: OneTimeCode) -> dict[str, str | int]:
    """What was noted when the code was made."""
    return dict(json.loads(row.detail))


def read_code(text: str) -> str | None:
    """A typed code in its one spelling; None for what cannot be one, however it is written."""
    code = spelt(text)
    is_code = len(code) == LENGTH and set(code) <= set(ALPHABET) and _is_mixed(code)
    return code if is_code else None


def spelt(text: str) -> str:
    """Typed signs as they would stand in a code: half width, capital, without what people put between them."""
    return _SEPARATORS.sub("", unicodedata.normalize("NFKC", text)).upper()


def is_slip(text: str) -> bool:
    """Whether the words are one code with a slip or two: signs too many or too few, or ones that no code has."""
    code = spelt(text)
    if not (code.isascii() and code.isalnum() and _is_mixed(code)):
        return False
    slips = abs(len(code) - LENGTH) + sum(sign not in ALPHABET for sign in code)
    return 0 < slips <= _MOST_SLIPS


def runs_in(text: str) -> tuple[str, ...]:
    """The runs of letters and figures among other words, each as it stands there; gaps within a line join them."""
    return tuple(_RUNS.findall(unicodedata.normalize("NFKC", text)))


def codes_in(text: str) -> tuple[str, ...]:
    """What can be codes among other words, also where letters or figures stand beside them, in their one spelling.

    Of more than a few the first: each costs a slow hash.
    """
    found = dict.fromkeys(code for run in runs_in(text) for code in _codes_within(run))
    return tuple(found)[:_MOST_LOOKED_UP]


def _codes_within(run: str) -> Iterator[str]:
    pieces = _SEPARATORS.split(run)
    for begin in range(len(pieces)):
        joined = ""
        for piece in pieces[begin:]:
            joined += piece
            if len(joined) > LENGTH:
                break
            if (code := read_code(joined)) is not None:
                yield code


def is_usable(work: Work, row: OneTimeCode | None, purpose: Purpose) -> bool:
    """Whether the row is there, for this purpose, neither used nor run out nor written past every act.

    One that a person of a firm made is good as long as they act for the firm.
    """
    # The purpose is part of the hash, so that `peek` finds no other; `held` is given a hash, of whatever purpose.
    if row is None or row.purpose != purpose or row.used_at is not None or row.expires_at <= work.now:
        return False
    # A code that was written into the database past every act is none.
    return is_intact(work, row) and _is_by_somebody_bound(work, row)


def _is_by_somebody_bound(work: Work, row: OneTimeCode) -> bool:
    number = detail_of(row).get(MADE_BY)
    binding = work.get(Binding, number) if number is not None else None
    return number is None or (binding is not None and binding.ended_at is None)


def _note(row: OneTimeCode, detail: Mapping[str, str | int]) -> None:
    row.detail = json.dumps(dict(detail), ensure_ascii=False)


def _typed_code() -> str:
    while True:
        code = "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))
        if _is_mixed(code):
            return code


def _is_mixed(code: str) -> bool:
    return any(map(str.isdigit, code)) and any(map(str.isalpha, code))


def _hash(purpose: Purpose, code: str) -> bytes:
    if purpose not in _TYPED:
        return hashlib.sha256(f"{purpose.value}:{code}".encode()).digest()
    return hashlib.pbkdf2_hmac("sha256", code.encode(), purpose.value.encode(), _ROUNDS)


def let_go_of_all(work: Work, person: Person) -> None:
    """Make no code's row tell any more that this person held it: they are erased."""
    for row in held_codes(work):
        if detail_of(row).get(HOLDER) == _holder(work, row, person):
            unhold(row)


def _holder(work: Work, row: OneTimeCode, person: Person) -> str:
    """For whom a code is kept: nobody can try a list of accounts against it without the key file."""
    key = work.keys.derive("code holders", row.code_hash)
    return hmac.digest(key, f"{person.channel.value}\0{person.address}".encode(), "sha256").hex()
