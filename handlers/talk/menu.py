"""Numbers picked from the last menu, typed (half or full width) or pressed."""

from __future__ import annotations

from handlers.messages import Content, Press, Text
from handlers.talk import menu_words
from handlers.talk.questions import Questions
from handlers.texts import talk
from handlers.turn import Decision, Outcome, Router, Turn, say
from handlers.values.vocabulary import made_of
from policy_kb.models import OfferKind
from policy_kb.numerals import to_int
from policy_kb.reading import Reading

_LONGEST = 3  # digits: longer numbers are no picks but words to understand


def picked_number(content: Content) -> int | None:
    """Return the number that this content picks, or None where it is no pick."""
    if isinstance(content, Press):
        return content.number
    if not isinstance(content, Text):
        return None
    typed = content.reading.half_width.strip().strip(".。、)）")
    in_words = menu_words.PICK_IN_WORDS.match(typed)
    if in_words and (number := to_int(in_words["number"])) is not None:  # None for 0, which is a pick all the same
        return number
    return int(typed) if typed.isascii() and typed.isdigit() and len(typed) <= _LONGEST else None


def as_pressed(turn: Turn) -> Turn:
    """The turn with a button pressed whose label was typed. Where two have the same, the words decide."""
    content = turn.inbound.content
    if not isinstance(content, Text) or not turn.session.menu:
        return turn
    said = plain_label(content.reading)
    found = [place for place, offer in enumerate(turn.session.menu, start=1) if plain_label(offer.label) == said]
    if not said or len(found) != 1:
        return turn
    offer = turn.session.menu[found[0] - 1]
    if offer.kind is OfferKind.ASK and plain_label(offer.value) == said:
        return turn  # pressing it is typing it
    return turn.meaning(Press(found[0], offer.label))


def plain_label(words: Reading | str) -> str:
    """A label as people type it: without the signs around it, in either width."""
    return "".join(Reading.of(words).half_width.split()).strip("。.!！“”\"'").casefold()


class Menu:
    """Leads a picked number to what the offer stands for; 0 is always a person."""

    vocabulary = made_of(menu_words.PICK_IN_WORDS, menu_words.SEVERAL_PICKS)

    def __init__(self, questions: Questions, respond: Router) -> None:
        self._questions = questions
        self._respond = respond

    async def __call__(self, turn: Turn) -> Decision | None:
        """Answer a pick; anything else is for the next router."""
        content = turn.inbound.content
        if isinstance(content, Text) and menu_words.SEVERAL_PICKS.match(content.text.strip()):
            return Outcome(replies=(say(talk.ONE_AT_A_TIME),), session=turn.session)
        number = picked_number(content)
        return None if number is None else await self._follow(number, turn)

    async def _follow(self, number: int, turn: Turn) -> Decision | None:
        if number == 0:
            return self._questions.reach_person(turn)
        menu, content = turn.session.menu, turn.inbound.content
        offer = menu[number - 1] if number <= len(menu) else None
        # The label first: beside an older button the newest menu's size says nothing.
        if isinstance(content, Press) and content.label and (offer is None or content.label != offer.label):
            return Outcome(replies=(say(talk.OLD_MENU),), session=turn.session)
        if offer is None and isinstance(content, Text) and self._questions.refers(content.reading, turn):
            return None  # 第七个呢 counts in what was shown, which may be more than the menu
        if offer is None:
            return Outcome(replies=(say(talk.no_such_number(count=len(menu))),), session=turn.session)
        if offer.kind is OfferKind.ASK:  # as if typed: it may be a command of any router
            return await self._respond(turn.meaning(Text(offer.value)))
        return self._questions.follow(offer, turn)
