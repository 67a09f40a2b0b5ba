"""Texts of any length are opened again, in boxes of few sizes, which noise has as well."""

from __future__ import annotations

import zlib

import pytest

from store.encryption import TooLongError, _packed, decrypt, encrypt, encrypt_fixed, noise

_KEY, _BLOCK, _OVERHEAD = b"k" * 32, 1024, 28
_ROOM = _BLOCK - 4 - 11
"""Bytes of a text that is only stored in one block."""


@pytest.mark.parametrize("length", [0, 1, _ROOM - 1, _ROOM, _ROOM + 1, _BLOCK, 70_000])
@pytest.mark.parametrize("block", [_BLOCK, 128 * 1024], ids=["small", "large"])
def test_a_text_of_any_length_is_opened_again(length: int, block: int) -> None:
    text = "".join(chr(33 + number * 7919 % 90) for number in range(length))
    box = encrypt(_KEY, text, block=block)
    assert (len(box) - _OVERHEAD) % block == 0
    assert decrypt(_KEY, box) == text
    assert decrypt(b"x" * 32, box) is None


def test_what_fits_is_in_one_block_however_hard_to_compress() -> None:
    assert len(encrypt(_KEY, "\x00" * _ROOM, block=_BLOCK)) == len(encrypt(_KEY, "", block=_BLOCK))


@pytest.mark.parametrize("length", [0, 5, 900])
def test_what_is_stored_by_hand_is_what_any_reader_of_streams_reads(length: int) -> None:
    raw = bytes(number % 251 for number in range(length))
    reader = zlib.decompressobj()
    assert reader.decompress(_packed(raw, _BLOCK)) == raw
    assert reader.eof
    assert not reader.unused_data


def test_noise_has_the_size_of_a_text_and_no_two_pieces_are_alike() -> None:
    pieces = noise(_BLOCK, 5)
    assert {len(piece) for piece in pieces} == {len(encrypt_fixed(_KEY, "甲", size=_BLOCK))}
    assert len({piece[:12] for piece in pieces}) == len(set(pieces)) == 5
    assert noise(_BLOCK, 0) == []


def test_what_does_not_fit_is_refused() -> None:
    with pytest.raises(TooLongError):
        encrypt_fixed(_KEY, "".join(chr(0x4E00 + number) for number in range(2000)), size=_BLOCK)
