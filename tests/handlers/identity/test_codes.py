"""One-time codes: only the hash is kept, one use, and every spelling of one code is the same."""

from __future__ import annotations

import string
from collections.abc import Callable
from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select

from handlers.identity.codes import (
    ALPHABET,
    BIND_LIVES,
    LENGTH,
    codes_in,
    held,
    hold,
    is_slip,
    issue,
    peek,
    read_code,
    redeem,
    release,
)
from handlers.messages import Channel, Person
from handlers.texts.binding import BAD_FORM
from store.database import Database
from store.queries.codes import purge_codes
from store.states import Purpose
from store.tables.people import OneTimeCode
from store.work import Work
from tests.clocks import FrozenClock

_SEPARATORS = st.sampled_from(["", " ", "-", "　", "–", " - ", "."])


def _bind_code(work: Work) -> str:
    return issue(work, Purpose.BIND, 1, BIND_LIVES, by=None)


async def test_a_code_is_used_once(database: Database, clock: FrozenClock) -> None:
    code = await database.write(_bind_code, clock())

    def act(work: Work) -> list[bool]:
        return [
            peek(work, Purpose.BIND, code) is not None,
            redeem(work, Purpose.LINK, code) is not None,
            redeem(work, Purpose.BIND, code) is not None,
            redeem(work, Purpose.BIND, code) is not None,
        ]

    assert await database.write(act, clock()) == [True, False, True, False]


async def test_a_code_runs_out(database: Database, clock: FrozenClock) -> None:
    code = await database.write(_bind_code, clock())
    clock.advance(days=7)
    assert await database.write(lambda work: redeem(work, Purpose.BIND, code), clock()) is None


async def test_links_are_long_and_taken_as_they_are(database: Database, clock: FrozenClock) -> None:
    def act(work: Work) -> tuple[str, bool, bool]:
        code = issue(work, Purpose.UPLOAD, 1, timedelta(hours=1), by=None)
        return (
            code,
            peek(work, Purpose.UPLOAD, code.swapcase()) is None,
            redeem(work, Purpose.UPLOAD, code) is not None,
        )

    code, other_is_wrong, is_good = await database.write(act, clock())
    assert len(code) >= 40
    assert other_is_wrong
    assert is_good


async def test_nothing_of_a_code_is_kept_but_its_hash(database: Database, clock: FrozenClock) -> None:
    def act(work: Work) -> tuple[str, str]:
        code = _bind_code(work)
        (row,) = work.all(select(OneTimeCode))
        return code, f"{row.code_hash!r}{row.detail}{row.purpose}"

    code, kept = await database.write(act, clock())
    assert code not in kept


async def test_old_codes_are_purged_after_a_month(database: Database, clock: FrozenClock) -> None:
    code = await database.write(_bind_code, clock())
    clock.advance(days=36)
    await database.write(purge_codes, clock())
    assert len(await database.read(lambda work: work.all(select(OneTimeCode)), clock())) == 1
    clock.advance(days=2)
    await database.write(purge_codes, clock())
    assert await database.read(lambda work: work.all(select(OneTimeCode)), clock()) == []
    assert await database.write(lambda work: peek(work, Purpose.BIND, code), clock()) is None


_CODES = st.text(alphabet=ALPHABET, min_size=LENGTH, max_size=LENGTH).filter(
    lambda code: any(map(str.isdigit, code)) and any(map(str.isalpha, code))
)
_LOOK_ALIKES = "01258BILOSUVZ"


@given(_CODES, st.lists(_SEPARATORS, min_size=9, max_size=9))
def test_every_spelling_is_the_same_code(code: str, between: list[str]) -> None:
    wide = "".join(chr(ord(sign) + 0xFEE0) for sign in code)
    spread = "".join(part for pair in zip(code, [*between, ""], strict=True) for part in pair)
    assert {read_code(code.lower()), read_code(wide), read_code(spread), read_code(f" {code}\n")} == {code}


@given(st.text(max_size=40))
def test_any_words_are_a_code_or_not(text: str) -> None:
    code = read_code(text)
    assert code is None or (len(code) == LENGTH and set(code) <= set(ALPHABET))
    assert code is None or not is_slip(text)


def test_codes_are_found_among_other_words_and_only_so_many_are_looked_up() -> None:
    assert codes_in("ma 34679 acdef ok") == ("34679ACDEF",)
    assert codes_in("34679ACDEF，不对，是GHJKM-34679") == ("34679ACDEF", "GHJKM34679")
    assert codes_in("电话 13800138000，合同 AZ-HT-001") == ()
    many = [f"{one}{other}679ACDEF" for one in ALPHABET[:5] for other in ALPHABET[:5]]
    assert codes_in("，".join(many)) == tuple(many[:5])


@given(_CODES, st.integers(0, LENGTH - 1), st.sampled_from(_LOOK_ALIKES))
def test_a_sign_that_no_code_has_or_one_too_many_is_a_slip(code: str, place: int, sign: str) -> None:
    wrong, longer = code[:place] + sign + code[place + 1 :], code[:place] + sign + code[place:]
    is_mixed = any(map(str.isdigit, wrong)) and any(map(str.isalpha, wrong))
    assert is_slip(wrong) is is_mixed
    assert is_slip(longer)
    assert {read_code(wrong), read_code(longer)} == {None}


@given(_CODES, st.integers(0, LENGTH - 1))
def test_a_sign_that_is_missing_is_a_slip_where_it_still_looks_like_a_code(code: str, place: int) -> None:
    shorter = code[:place] + code[place + 1 :]
    is_mixed = any(map(str.isdigit, shorter)) and any(map(str.isalpha, shorter))
    assert is_slip(shorter) is is_mixed


def test_the_alphabet_and_what_is_said_to_be_missing_from_it_are_all_there_is() -> None:
    told = BAD_FORM.split("没有")[1].split("这些")[0]
    assert sorted(sign for sign in told + ALPHABET if sign.isascii() and sign.isalnum()) == sorted(
        string.digits + string.ascii_uppercase
    )


async def test_nobody_lets_go_of_what_is_kept_for_another(database: Database, clock: FrozenClock) -> None:
    """The first was too slow; their 取消 is not the second's."""
    code = await database.write(_bind_code, clock())
    first, second, third = (Person(Channel.WECHAT, name) for name in ("甲", "乙", "丙"))

    def holds(who: Person) -> Callable[[Work], str]:
        def act(work: Work) -> str:
            row = hold(work, Purpose.BIND, code, who)
            return row.code_hash.hex() if row else ""

        return act

    held_hash = await database.write(holds(first), clock())
    clock.advance(minutes=31)
    assert await database.write(holds(second), clock()) == held_hash
    await database.write(lambda work: release(work, held_hash, first), clock())
    assert await database.write(holds(third), clock()) == ""
    await database.write(lambda work: release(work, held_hash, second), clock())
    assert await database.write(holds(third), clock()) == held_hash


async def test_what_is_kept_for_one_purpose_serves_no_other(database: Database, clock: FrozenClock) -> None:
    code, person = await database.write(_bind_code, clock()), Person(Channel.WECHAT, "甲")

    def purposes(work: Work) -> list[Purpose]:
        row = hold(work, Purpose.BIND, code, person)
        assert row is not None
        return [one for one in Purpose if held(work, one, row.code_hash.hex(), person) is not None]

    assert await database.write(purposes, clock()) == [Purpose.BIND]
