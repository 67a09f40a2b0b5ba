"""The measure, opened once for each worker: a knowledge base holds no state of any talk."""

from __future__ import annotations

from functools import cache

from bot.settings import Settings
from policy_kb.kb import PolicyKB
from policy_kb.matching.samples import Sample, read_samples


@cache
def opened() -> PolicyKB:
    """The knowledge base that every product of the tests answers from."""
    return PolicyKB.open(Settings().kb)


@cache
def samples() -> tuple[Sample, ...]:
    """What it was learnt from."""
    return read_samples(Settings().kb)
