"""What words mean for binding: a code, a wish, a yes or a no; everything else is for others."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from enum import StrEnum

from handlers.people.codes import looks_like_code, read_code
from handlers.texts import binding as texts


class Wish(StrEnum):
    """What somebody wants with a binding."""

    BIND = "bind"
    CONFIRM = "confirm"
    CANCEL = "cancel"
    UNBIND = "unbind"
    CONFIRM_UNBIND = "confirm_unbind"
    ABOUT = "about"  # asks how it is done


@dataclass(frozen=True, slots=True)
class Typed:
    """A code as it was typed; `code` is empty where it cannot be one."""

    code: str


_WISHES: tuple[tuple[frozenset[str], Wish], ...] = (
    (texts.CONFIRM_WORDS, Wish.CONFIRM),
    (texts.CANCEL_WORDS, Wish.CANCEL),
    (texts.UNBIND_WORDS, Wish.UNBIND),
    (texts.CONFIRM_UNBIND_WORDS, Wish.CONFIRM_UNBIND),
)


def read_words(text: str, *, asked: bool, filling: bool) -> Wish | Typed | None:
    """What the words want. `asked`: a yes or no is waited for; `filling`: words without 绑定 belong to a form."""
    words = unicodedata.normalize("NFKC", text).replace("綁", "绑").strip().strip("。.!！“”\"'")
    for known, wish in _WISHES:
        if words in known:
            return wish
    if asked and not filling and words in texts.YES_WORDS:
        return Wish.CONFIRM
    if asked and not filling and words in texts.NO_WORDS:
        return Wish.CANCEL
    if looks_like_code(words) and not filling:
        return Typed(words)
    return _with_the_word(words, filling=filling)


def _with_the_word(words: str, *, filling: bool) -> Wish | Typed | None:
    if found := texts.WITH_CODE.match(words):
        code = found["code"].strip()
        return Typed(read_code(code) or "") if code else Wish.BIND
    is_about = not filling and len(words) <= texts.LONGEST_ABOUT and texts.ABOUT_BINDING.search(words)
    return Wish.ABOUT if is_about else None
