"""Find what a message refers to, and whether it asks anything beside that."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise, takewhile

from msgspec import Struct
from msgspec.structs import replace

from policy_kb.expressions import lazy_compile
from policy_kb.references.contents import ANY, Contents
from policy_kb.references.cursor import Cursor
from policy_kb.references.fillers import asks_to_see, fills_until, is_filling, is_free, may_ask_to_see
from policy_kb.references.laws import law_beside, may_name_law
from policy_kb.references.parser import BEGINNINGS, Parser, may_refer, may_refer_firmly
from policy_kb.references.reference import NOTHING, Found, Reference, ReferenceKind
from policy_kb.references.terminals import Terminal
from policy_kb.references.tokens import Token, hints_at_reference, may_begin_numbers, tokenise

_LONGEST_NUMBERS = 16
_WHAT_OF = "呢"
"""二条呢？刚睡醒，不好意思 asks to be shown it."""
_NO_NUMBER = lazy_compile("[吗么嘛呢没哪谁啥甚几咋怎的给能补我]")
"""What is in most questions, and in no list of numbers."""
_SIGNS = frozenset({".", "。", ",", "，", "?", "？", "!", "！", "号"})
_CLAUSE = lazy_compile(r"(?:[^,，。;；!！?？…\s]|(?<![\u4e00-\u9fff,，。])\s|\s(?![\u4e00-\u9fff]))+")
_ASKS = lazy_compile(
    r"[吗么嘛呢没哪谁啥甚几咋?？]|什么|怎么|怎样|多少|多久|多大|是否|能否|如何|为何|不[行能对要]|给不|[可能会要]不"
)


def find_references(text: str, contents: Contents = ANY) -> Found:
    """All references of a normalised message.

    What could also be a count, a sum or a date (九条, 7-3) is a reference only in a look-up.
    """
    if not (hints_at_reference(text) or contents.is_titled(text)):
        return NOTHING
    tokens = tokenise(text, contents.titles)
    if not may_refer(tokens):
        return NOTHING
    if loose := _loosely(text, tokens, contents):
        return Found(loose, is_look_up=True)
    if apart := _apart(text, contents):
        return Found(apart, is_apart=True)
    if not may_refer_firmly(tokens):
        return NOTHING
    firm = _firmly(text, tokens, contents)
    return Found(tuple(replace(one, is_free=is_free(text, one.start, one.end)) for one in firm))


def find_numbers(text: str, contents: Contents) -> Found:
    """The articles of a message that is nothing but numbers (第九, 9和10), as far as the document goes."""
    if len(text) > _LONGEST_NUMBERS or not contents.articles or _NO_NUMBER.search(text):
        return NOTHING
    first = text.lstrip("".join(_SIGNS))[:1]
    if not may_begin_numbers(first):
        return NOTHING
    tokens = [token for token in tokenise(text) if token.kind is not Terminal.OTHER or token.text not in _SIGNS]
    cursor = Cursor(tokens, is_loose=True)
    found = cursor.list(cursor.past(0, Terminal.THAT)) if tokens else None
    if found is None or found.end != len(tokens) or found.is_alike:
        return NOTHING
    units = [str(value) for value in found.values if contents.may_have(str(value))]
    whole = (Reference(ReferenceKind.ARTICLE, 0, len(text), unit) for unit in units)
    return Found(tuple(whole), is_look_up=True) if len(units) == len(found.values) else NOTHING


def _loosely(text: str, tokens: list[Token], contents: Contents) -> tuple[Reference, ...]:
    """The references of a text that is nothing but a look-up."""
    last = _last_beginning(text)
    if not any(token.kind in BEGINNINGS for token in takewhile(lambda token: token.start <= last, tokens)):
        return ()
    found = _with_laws(text, Parser.over(text, tokens, contents, is_loose=True).references(last), contents)
    return found if found and _says_no_more(text, found) else ()


def _last_beginning(text: str) -> int:
    """The last place where the first reference of a look-up may begin.

    It is where the first word stands that says something; before a reference that may be the name of a law.
    """
    reached = fills_until(text)
    is_open = text[reached : reached + 1].isascii() or may_name_law(text)
    return len(text) if is_open else reached


def _moved(reference: Reference, by: int) -> Reference:
    return replace(reference, start=by + reference.start, end=by + reference.end)


class _Clause(Struct, frozen=True):
    """A clause of a message. What it does beside what it names is told when it is asked: few are asked all."""

    text: str
    start: int
    message: str

    @property
    def may_name(self) -> bool:
        return hints_at_reference(self.text)

    @property
    def is_filler(self) -> bool:
        return is_filling(self.message, self.start, self.start + len(self.text))

    @property
    def asks_to_see(self) -> bool:
        return asks_to_see(self.text)

    @property
    def may_look_up(self) -> bool:
        """Whether it may be a look-up by itself."""
        return (self.text.endswith(_WHAT_OF) or self.asks_to_see) and self.may_name

    @property
    def asks(self) -> bool:
        return _ASKS.search(self.text) is not None and not self.is_filler

    def loosely(self, contents: Contents) -> tuple[Reference, ...]:
        found = _loosely(self.text, tokenise(self.text, contents.titles), contents)
        return tuple(_moved(one, self.start) for one in found)

    def firmly(self, contents: Contents) -> Iterator[Reference]:
        firm = _firmly(self.text, tokenise(self.text, contents.titles), contents)
        return (_moved(one, self.start) for one in firm if is_free(self.text, one.start, one.end))


def _apart(text: str, contents: Contents) -> tuple[Reference, ...]:
    """The references of the clauses that ask to be shown them, where no other clause asks anything.

    Where the asking stands apart (领导提了第8条，给我发一下), what the telling clauses name is meant.
    """
    if _WHAT_OF not in text and not may_ask_to_see(text):
        return ()
    clauses = [_Clause(found[0], found.start(), text) for found in _CLAUSE.finditer(text)]
    if any(clause.asks and not clause.may_look_up for clause in clauses):
        return ()
    looked_up = {clause: clause.loosely(contents) for clause in clauses if clause.may_look_up}
    if any(clause.asks and not found for clause, found in looked_up.items()):
        return ()
    meant = [one for found in looked_up.values() for one in found]
    if not meant and any(clause.is_filler and clause.asks_to_see for clause in clauses):
        meant = [one for clause in clauses if clause.may_name for one in clause.firmly(contents)]
    return () if any(one.kind is ReferenceKind.PART for one in meant) else tuple(meant)


def _firmly(text: str, tokens: list[Token], contents: Contents) -> tuple[Reference, ...]:
    """The references of a text that also says something else."""
    return _with_laws(text, Parser.over(text, tokens, contents, is_loose=False).references(), contents)


def _with_laws(text: str, references: Iterator[Reference], contents: Contents) -> tuple[Reference, ...]:
    """The references with the law that is named beside each; a list goes on with the law of its first."""
    read: list[Reference] = []
    for reference in references:
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
