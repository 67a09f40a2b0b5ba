"""The shape of an age file (https://age-encryption.org/v1): a head with a place for each key, the rest sealed."""

from __future__ import annotations

import re

MOST_HEAD = 16 * 1024
"""Bytes of a head: far more keys than an installation has."""

_WORD = rb"[A-Za-z0-9+/]{43}"
_PLACE = rb"-> X25519 " + _WORD + rb"\n" + _WORD + rb"\n"
_GREASE = (
    rb"-> [!-~]{1,40}-grease(?: [!-~]{1,100}){0,4}\n[A-Za-z0-9+/\n]{0,400}\n"  # some writers add one by chance
)
_HEAD = re.compile(rb"age-encryption\.org/v1\n((?:" + _PLACE + rb"|" + _GREASE + rb")+)--- " + _WORD + rb"\n")
_PLACES = re.compile(rb"^-> X25519 ", re.MULTILINE)
_ANY_HEAD = re.compile(rb"age-encryption\.org/v1\n(?:[^\n]*\n)*?--- " + _WORD + rb"\n")
_NONCE, _TAG, _CHUNK = 16, 16, 64 * 1024


def is_head(head: bytes, places: int) -> bool:
    """Whether this is a head for so many keys and for nothing else."""
    found = _HEAD.fullmatch(head)
    return found is not None and len(_PLACES.findall(found[1])) == places


def places_in(box: bytes) -> int:
    """For how many keys a box is, by its beginning; 0 where this is no age file."""
    found = _ANY_HEAD.match(box[:MOST_HEAD])
    return len(_PLACES.findall(found[0])) if found else 0


def behind_head(box: bytes) -> bytes | None:
    """What is sealed, without the head; None where this is no age file."""
    found = _ANY_HEAD.match(box[:MOST_HEAD])
    return box[found.end() :] if found else None


def sealed_size(box: bytes, places: int) -> int | None:
    """How many bytes are sealed in a box for so many keys; None for whatever else this is."""
    found = _HEAD.match(box[:MOST_HEAD])
    if found is None or not is_head(found[0], places):
        return None
    sealed = len(box) - found.end() - _NONCE
    size = sealed - _TAG * -(-sealed // (_CHUNK + _TAG))
    return size if size > 0 else None
