"""Find what a message refers to, and whether it asks anything beside that."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise

from policy_kb.references.contents import ANY, Contents
from policy_kb.references.cursor import Cursor
from policy_kb.references.fillers import asks_to_see, is_filling, is_free
from policy_kb.references.laws import law_beside
from policy_kb.references.parser import Parser
from policy_kb.references.reference import NOTHING, Found, Reference, ReferenceKind
from policy_kb.references.terminals import Terminal
from policy_kb.references.tokens import HINT, tokenise

_LONGEST_NUMBERS = 16
_WHAT_OF = "呢"
"""二条呢？刚睡醒，不好意思 asks to be shown it."""
_NO_NUMBER = re.compile("[吗么嘛呢没哪谁啥甚几咋怎的给能补我]")
"""What is in most questions, and in no list of numbers."""
_SIGNS = frozenset({".", "。", ",", "，", "?", "？", "!", "！", "号"})
_CLAUSE = re.compile(r"(?:[^,，。;；!！?？…\s]|(?<![\u4e00-\u9fff,，。])\s|\s(?![\u4e00-\u9fff]))+")
_ASKS = re.compile(
    r"[吗么嘛呢没哪谁啥甚几咋?？]|什么|怎么|怎样|多少|多久|多大|是否|能否|如何|为何|不[行能对要]|给不|[可能会要]不"
)


def find_references(text: str, contents: Contents = ANY) -> Found:
    """All references of a normalised message.

    What could also be a count, a sum or a date (九条, 7-3) is a reference only in a look-up.
    """
    if not (HINT.search(text) or contents.is_titled(text)):
        return NOTHING
    loose = _loosely(text, 0, contents)
    if loose:
        return Found(loose, is_look_up=True)
    if apart := _apart(text, contents):
        return Found(apart, is_apart=True)
    firm = _read(text, contents, is_loose=False)
    return Found(tuple(replace(one, is_free=is_free(text, one.start, one.end)) for one in firm))


def find_numbers(text: str, contents: Contents) -> Found:
    """The articles of a message that is nothing but numbers (第九, 9和10), as far as the document goes."""
    if len(text) > _LONGEST_NUMBERS or not contents.articles or _NO_NUMBER.search(text):
        return NOTHING
    tokens = [token for token in tokenise(text) if token.kind is not Terminal.OTHER or token.text not in _SIGNS]
    cursor = Cursor(tokens, is_loose=True)
    found = cursor.list(cursor.past(0, Terminal.THAT)) if tokens else None
    if found is None or found.end != len(tokens) or found.is_alike:
        return NOTHING
    units = [str(value) for value in found.values if contents.may_have(str(value))]
    whole = (Reference(ReferenceKind.ARTICLE, 0, len(text), unit) for unit in units)
    return Found(tuple(whole), is_look_up=True) if len(units) == len(found.values) else NOTHING


def _loosely(text: str, start: int, contents: Contents) -> tuple[Reference, ...]:
    """The references of a text that is nothing but a look-up, placed as of `start`."""
    found = _read(text, contents, is_loose=True)
    if not found or not _says_no_more(text, found):
        return ()
    return tuple(_moved(one, start) for one in found)


def _moved(reference: Reference, by: int) -> Reference:
    return replace(reference, start=by + reference.start, end=by + reference.end)


def _apart(text: str, contents: Contents) -> tuple[Reference, ...]:
    """The references of the clauses that ask to be shown them, where no other clause asks anything.

    Where the asking stands apart (领导提了第8条，给我发一下), what the telling clauses name is meant.
    """
    asked, told, is_asked = list[Reference](), list[Reference](), False
    for clause in _CLAUSE.finditer(text):
        may_name = HINT.search(clause[0]) is not None
        found = _loosely(clause[0], clause.start(), contents) if may_name else ()
        is_filler = is_filling(text, *clause.span())
        is_asked |= is_filler and asks_to_see(clause[0])
        if found and (asks_to_see(clause[0]) or clause[0].endswith(_WHAT_OF)):
            asked += found
        elif _ASKS.search(clause[0]) and not is_filler:
            return ()
        elif may_name:
            firm = _read(clause[0], contents, is_loose=False)
            told += (_moved(one, clause.start()) for one in firm if is_free(clause[0], one.start, one.end))
    meant = asked or (told if is_asked else [])
    return () if any(one.kind is ReferenceKind.PART for one in meant) else tuple(meant)


def _read(text: str, contents: Contents, *, is_loose: bool) -> tuple[Reference, ...]:
    tokens = tokenise(text, contents.titles)
    return _with_laws(text, Parser.over(text, tokens, contents, is_loose=is_loose), contents)


def _with_laws(text: str, parser: Parser, contents: Contents) -> tuple[Reference, ...]:
    """The references with the law that is named beside each; a list goes on with the law of its first."""
    read: list[Reference] = []
    for reference in parser.references():
        if read and read[-1].start <= reference.start < read[-1].end:
            read.append(replace(reference, law=read[-1].law, start=read[-1].start, end=read[-1].end))
        elif named := law_beside(text, reference.start, reference.end, contents):
            read.append(replace(reference, law=named.name, start=named.start, end=named.end))
        elif read and is_filling(text, read[-1].end, reference.start):
            read.append(replace(reference, law=read[-1].law))
        else:
            read.append(reference)
    return tuple(one for one in read if not (one.law and one.kind is ReferenceKind.PART))


def _says_no_more(text: str, references: tuple[Reference, ...]) -> bool:
    """Whether nothing of substance stands before, between and behind the references."""
    ends = [(0, 0), *dict.fromkeys((one.start, one.end) for one in references), (len(text), len(text))]
    return all(is_filling(text, before[1], after[0]) for before, after in pairwise(ends) if before[1] < after[0])
