"""Pictures, voices and files that nobody asked for: said so, not kept, and the words beside them are answered."""

from __future__ import annotations

from msgspec.structs import replace

from handlers.messages import Content, Media, MediaKind, Text
from handlers.texts.media import CAPTIONED, REACTIONS, WHILE_REPORTING
from handlers.turn import Decision, Outcome, Turn, changed, say
from policy_kb.models import Sentence


async def unasked_media(turn: Turn) -> Outcome | None:
    """Answer `Media` content with what to do instead."""
    media = turn.inbound.content
    if not isinstance(media, Media):
        return None
    said = WHILE_REPORTING if turn.session.tells_report else REACTIONS[media.kind]
    return Outcome(replies=(say(said),), session=turn.session)


def words_beside(content: Content) -> Text | None:
    """What was written along with a picture or file, if anything."""
    words = content.caption.strip() if isinstance(content, Media) else ""
    return Text(words) if words else None


def by_its_words(turn: Turn) -> Turn | None:
    """The same turn as if only the words beside a picture had come; None where a form may take the file."""
    words = words_beside(turn.inbound.content)
    if words is None or turn.session.form is not None:
        return None
    return turn.meaning(words)


def told_of_media(decision: Decision, turn: Turn) -> Decision:
    """The answer to the words, below a line that says what became of the picture."""
    media = turn.inbound.content
    kind = media.kind if isinstance(media, Media) else MediaKind.OTHER

    def tell(outcome: Outcome) -> Outcome:
        if not outcome.replies:
            return outcome
        first, *others = outcome.replies
        told = replace(first, parts=(Sentence(text=CAPTIONED[kind]), *first.parts))
        return replace(outcome, replies=(told, *others))

    return changed(decision, tell)
