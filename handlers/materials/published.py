"""Which papers to hand in: where the measure names none, the office's own lists stand below."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from handlers.materials import material_words
from handlers.messages import Reply
from handlers.texts import materials as texts
from policy_kb.kb import PolicyKB
from policy_kb.models import AnswerKind, Quotation, Sentence
from policy_kb.reading import Reading
from policy_kb.roles import PassageRole
from store.queries.materials import PublishedItem, checklist, published_items
from store.states import Kind
from store.tables.applications import ChecklistItem
from store.work import Work

_ROLES = (PassageRole.PREPAYMENT, PassageRole.WHO_APPLIES, PassageRole.PAYMENT, PassageRole.MID_TERM)
"""The passages that an application for money rests on: a list is for those who apply."""

_ANSWERS = frozenset({AnswerKind.UNSTATED, AnswerKind.MATERIALS, AnswerKind.STEPS, AnswerKind.RULES})


def asks_for_list(kb: PolicyKB, question: Reading, reply: Reply) -> bool:
    """Whether a question so answered asks which papers an application needs."""
    if reply.kind not in _ANSWERS or not material_words.ASKS_WHICH.search(question.text):
        return False
    quoted = next((part.citation.label for part in reply.parts if isinstance(part, Quotation)), "")
    return bool(quoted) and quoted in map(kb.label, _ROLES)


def list_lines(work: Work, kind: Kind, *, hints: bool = True) -> Iterator[str]:
    """The office's list of a kind, an item a line below its title; nothing where there is none."""
    yield from _listed(checklist(work, kind.value), kind, hints=hints)


def _listed(items: Sequence[ChecklistItem | PublishedItem], kind: Kind, *, hints: bool) -> Iterator[str]:
    if items:
        yield texts.checklist_title(kind=kind)
    for number, item in enumerate(items, start=1):
        hint = item.hint if hints else ""
        yield texts.checklist_line(number=number, label=item.label, hint=hint, required=item.required)


def with_lists(work: Work, reply: Reply, question: str) -> Reply:
    """The reply, with the office's list of the kind that the question names, or all lists, below the article."""
    lines = "\n".join(_lines(work, question))
    if not lines:
        return reply
    place = max(at for at, part in enumerate(reply.parts, start=1) if isinstance(part, Quotation))
    parts = (*reply.parts[:place], Sentence(text=lines), *reply.parts[place:])
    return replace(reply, parts=parts)


def _lines(work: Work, question: str) -> Iterator[str]:
    named = [kind for kind in Kind if material_words.NAMES_KIND[kind].search(question)]
    asked = published_items(work)
    for kind in named or Kind:
        yield from _listed([one for one in asked if one.kind == kind.value], kind, hints=bool(named))
