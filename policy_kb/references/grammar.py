"""Find what a message refers to, and whether it asks anything beside that."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

from policy_kb.references.contents import ANY, Contents
from policy_kb.references.fillers import is_filling, is_free
from policy_kb.references.laws import law_beside
from policy_kb.references.parser import Parser
from policy_kb.references.reference import NOTHING, Found, Reference, ReferenceKind
from policy_kb.references.tokens import HINT, tokenise


def find_references(text: str, contents: Contents = ANY) -> Found:
    """All references of a normalised message.

    What could also be a count, a sum or a date (九条, 7-3) is a reference only in a look-up.
    """
    if not (HINT.search(text) or contents.is_titled(text)):
        return NOTHING
    tokens = tokenise(text, contents.titles)
    loose = _with_laws(text, Parser.over(text, tokens, contents, is_loose=True), contents)
    if loose and _says_no_more(text, loose):
        return Found(loose, is_look_up=True)
    firm = _with_laws(text, Parser.over(text, tokens, contents, is_loose=False), contents)
    return Found(tuple(replace(one, is_free=is_free(text, one.start, one.end)) for one in firm))


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
