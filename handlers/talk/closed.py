"""Dialogues that the document in use does not carry: said to be off, with what the document itself says."""

from __future__ import annotations

from handlers.forms import applying_words, intention_words
from handlers.messages import Reply, Text
from handlers.texts import applying, closed
from handlers.turn import Decision, Outcome, Turn, say
from handlers.values import words
from policy_kb.kb import PolicyKB
from policy_kb.models import AnswerKind, Part, Quotation, Sentence, citations_of
from policy_kb.roles import PassageRole

APPLYING = (PassageRole.WHO_APPLIES, PassageRole.APPROVAL, PassageRole.PAYMENT)
"""What a document must say for applications to be taken: who applies, who decides, and that it is paid."""

INTENDING = (PassageRole.REWARDS, PassageRole.SCOPE)
"""What it must say for 意向登记: support for which it writes no way to apply, and the list to choose from."""

_STATED = frozenset({AnswerKind.CATEGORIES, AnswerKind.MATERIALS, AnswerKind.STEPS, AnswerKind.RULES})


def carries(kb: PolicyKB, *roles: PassageRole) -> bool:
    """Whether the document has a passage for each of the roles."""
    return all(map(kb.role, roles))


class Closed:
    """What stands in the place of the dialogues on applications."""

    vocabulary = applying_words.VOCABULARY

    def __init__(self, kb: PolicyKB) -> None:
        self._kb = kb

    async def begin(self, turn: Turn) -> Decision | None:
        """Answer a message that is nothing but the wish to apply, to mend or to be bound."""
        words = _words(turn)
        is_asked = bool(applying_words.RESUBMISSION.fullmatch(words) or applying_words.BEGIN.fullmatch(words))
        is_steps = bool(applying_words.STEPS.search(words))
        if words in applying_words.BINDING_WORDS:
            return self.status(turn)
        return self.apply(turn) if words and is_asked and not is_steps else None

    def apply(self, turn: Turn) -> Outcome:
        """Say that nothing is applied for here, and what the document says of it."""
        return _told(turn, (Sentence(text=closed.APPLY), *self._nearest(turn)), AnswerKind.APPLY)

    def status(self, turn: Turn) -> Outcome:
        """Say that there is nothing whose status could be told."""
        return Outcome((say(closed.STATUS, kind=AnswerKind.STATUS),), turn.session)

    def _nearest(self, turn: Turn) -> tuple[Part, ...]:
        """The passage on who applies, or whatever the text says to the message."""
        if (who := self._kb.role(PassageRole.WHO_APPLIES)) is not None:
            return (Sentence(text=closed.who_applies(label=who.citation.label)), who)
        content = turn.inbound.content
        found = self._kb.from_text(content.text if isinstance(content, Text) else applying.BEGIN_LABEL)
        quoted = [part for part in found.parts if isinstance(part, Quotation)]
        return (Sentence(text=closed.NEAREST), *quoted) if quoted and found.kind in _STATED else ()


async def no_intention(turn: Turn) -> Outcome | None:
    """Answer a message that is nothing but the wish for 意向登记."""
    patterns = (
        intention_words.BEGIN,
        intention_words.MINE,
        intention_words.WITHDRAW,
        intention_words.CONFIRM_WITHDRAW,
    )
    if not any(pattern.fullmatch(_words(turn)) for pattern in patterns):
        return None
    return Outcome((say(closed.INTENTION),), turn.session)


def _words(turn: Turn) -> str:
    content = turn.inbound.content
    return words.plain(content.text) if isinstance(content, Text) else ""


def _told(turn: Turn, parts: tuple[Part, ...], kind: AnswerKind) -> Outcome:
    cited = citations_of(parts)
    return Outcome((Reply(parts=parts, kind=kind, citations=cited),), turn.session)
