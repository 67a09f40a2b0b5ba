"""Which papers to hand in: where the measure names none, the office's own lists stand below."""

from __future__ import annotations

from collections.abc import Iterator

from handlers.materials import material_words
from handlers.messages import Reply
from handlers.texts import materials as texts
from policy_kb.kb import PolicyKB
from policy_kb.matching.normalise import normalise
from policy_kb.models import AnswerKind, Quotation, Sentence
from policy_kb.roles import PassageRole
from store.queries.materials import checklist
from store.states import Kind
from store.work import Work

_ROLES = (PassageRole.PREPAYMENT, PassageRole.WHO_APPLIES, PassageRole.PAYMENT, PassageRole.MID_TERM)
"""The passages that an application for money rests on: a list is for those who apply."""

_ANSWERS = frozenset({AnswerKind.UNSTATED, AnswerKind.MATERIALS, AnswerKind.STEPS, AnswerKind.RULES})


def asks_for_list(kb: PolicyKB, question: str, reply: Reply) -> bool:
    """Whether a question so answered asks which papers an application needs."""
    quoted = [part.citation.label for part in reply.parts if isinstance(part, Quotation)]
    is_near = bool(quoted) and quoted[0] in set(map(kb.label, _ROLES))
    return reply.kind in _ANSWERS and is_near and bool(material_words.ASKS_WHICH.search(normalise(question)))


def list_lines(work: Work, kind: Kind, *, hints: bool = True) -> Iterator[str]:
    """The office's list of a kind, an item a line below its title; nothing where there is none."""
    items = checklist(work, kind.value)
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
    return reply.model_copy(update={"parts": parts})


def _lines(work: Work, question: str) -> Iterator[str]:
    named = [kind for kind in Kind if material_words.NAMES_KIND[kind].search(question)]
    for kind in named or Kind:
        yield from list_lines(work, kind, hints=bool(named))
