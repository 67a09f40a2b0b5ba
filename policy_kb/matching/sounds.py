"""The table of sounds as a file of the package: a syllable for each common character."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from policy_kb.matching.pinyin import FIRST, LAST, Sounds, fold

PATH = Path(__file__).parent / "sounds.txt"
"""One line of syllables in the order of the characters, `-` for none; made once by `learn.write_sounds`."""


@lru_cache(maxsize=1)
def load_sounds() -> Sounds:
    """The table, read once for all documents."""
    printed = PATH.read_text("ascii").split()
    distinct = set(printed)
    spelled = frozenset(syllable for syllable in distinct if syllable != "-" and _is_typed(syllable))
    folded = {syllable: "" if syllable == "-" else fold(syllable) for syllable in distinct}
    table = list(map(folded.__getitem__, printed))
    if len(table) != LAST - FIRST + 1:
        raise ValueError(f"{PATH.name}: {len(table)} syllables for {LAST - FIRST + 1} characters")
    return Sounds(table, spelled | {s.replace("v", "u") for s in spelled if s.startswith(("lv", "nv"))})


def _is_typed(syllable: str) -> bool:
    """Single consonants (m, n) are sounds of characters but break Latin words into nonsense."""
    return len(syllable) > 1 or syllable in "aeo"
