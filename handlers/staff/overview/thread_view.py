"""Talks with staff as the console shows them: who waits how long, what was said, what can be done."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta

from msgspec import Struct

from handlers.casework.duty import ANSWERING, canned_answers, duty_of
from handlers.casework.transitions import ActName, Subject
from handlers.staff.actions.acting import Acting
from handlers.staff.actions.action import Action
from handlers.staff.actions.answer_sources import from_talk
from handlers.staff.actions.catalogue import Catalogue
from handlers.staff.actions.submitted_form import form_token
from handlers.staff.actions.table_actions import key_of
from handlers.staff.actions.targets import target_of
from handlers.staff.cards.people import staff_names
from handlers.texts import binding
from handlers.texts import threads as texts
from handlers.texts.people import ROLE_WORDS
from store.queries.access import record_access
from store.queries.threads import Said, deliveries_of, last_said, threads_in, words_of
from store.states import Access, OutboxState, Role, ThreadState, ThreadVoice
from store.tables.threads import Thread

MOST = 100
"""Lines of the list: more do not wait at once, and what is over is looked for seldom."""

_SHORT = 60

LISTS: Mapping[str, tuple[ThreadState, ...]] = {
    "": (ThreadState.WAITING, ThreadState.TAKING, ThreadState.TAKEN),
    "back": (ThreadState.BACK,),
    "closed": (ThreadState.CLOSED,),
}
"""By what the address asks: those that are open where it asks nothing."""

_WRITTEN_BELOW = frozenset({key_of(ActName.ANSWER_THREAD), key_of(ActName.NOTE_THREAD)})
"""Acts that have their box on the page; the others are buttons."""


class TalkLine(Struct, frozen=True):
    """A talk in the list. `waits` is for how long the person has waited for an answer, empty where they do not."""

    number: int
    state: str
    unit: str
    waits: str
    is_long: bool
    last_at: datetime
    excerpt: str


class SaidLine(Struct, frozen=True):
    """Something that was said; `by` is the member, `way` says of an answer that it is still on its way."""

    voice: ThreadVoice
    words: str
    at: datetime
    by: str
    way: str


class PressedAct(Struct, frozen=True):
    """An act that is done by one press, with the token of its form."""

    key: str
    label: str
    token: str


class TalkView(Struct, frozen=True):
    """`buttons` are what can be done at once; `answer` and `note` are the tokens of the boxes below."""

    number: int
    name: str
    state: ThreadState
    state_words: str
    unit: str
    channel: str
    opened_at: datetime
    waits: str
    said: tuple[SaidLine, ...]
    buttons: tuple[PressedAct, ...]
    answer: str
    note: str
    canned: tuple[str, ...]
    draft: str  # the number under which an answer for everybody is drafted from it; empty where nobody answered
    subject: Subject = Subject.THREAD


def reads_talks(acting: Acting) -> bool:
    """Whether the member's unit is on duty: what people ask is for nobody else."""
    return not duty_of(acting.work).units.isdisjoint(acting.member.roles)


def talk_list(acting: Acting, asked: str) -> tuple[TalkLine, ...]:
    """The talks that the address asks for, who waits longest first."""
    found = threads_in(acting.work, LISTS.get(asked, LISTS[""]), MOST)
    said = last_said(acting.work, [one.id for one in found])
    return tuple(
        TalkLine(
            number=one.id,
            state=texts.STATES[one.state],
            unit=_unit(acting, one),
            waits=_waits(one, acting.work.now),
            is_long=one.waits_since is not None and acting.work.now - one.waits_since > _LONG,
            last_at=one.last_at,
            excerpt=_excerpt(said[one.id].words if one.id in said else ""),
        )
        for one in found
    )


_LONG = timedelta(minutes=10)
"""So long a wait stands out."""


def talk_view(acting: Acting, catalogue: Catalogue, number: int) -> TalkView | None:
    """The talk of this number; None where there is none, or its person erased it."""
    row = acting.work.get(Thread, number)
    target = target_of(acting.work, Subject.THREAD, str(number)) if row else None
    if row is None or target is None:
        return None
    offered = catalogue.offered(acting.work, acting.member, target)

    def token(action: Action) -> str:
        return form_token(acting, action, target)

    said = _said(acting, row.id)
    boxes = {one.key: token(one) for one in catalogue.actions if one.key in _WRITTEN_BELOW}
    return TalkView(
        number=row.id,
        name=texts.name(number=str(row.id)),
        state=ThreadState(row.state),
        state_words=texts.STATES[row.state],
        unit=_unit(acting, row),
        channel=binding.CHANNELS[row.channel],
        opened_at=row.opened_at,
        waits=_waits(row, acting.work.now),
        said=said,
        buttons=tuple(PressedAct(one.key, one.label, token(one)) for one in offered if one.key not in boxes),
        answer=boxes[key_of(ActName.ANSWER_THREAD)],
        note=boxes[key_of(ActName.NOTE_THREAD)],
        canned=canned_answers(acting.work),
        draft=from_talk(row.id) if any(one.voice is ThreadVoice.STAFF for one in said) else "",
    )


def note_opened(acting: Acting, number: int) -> None:
    """Record who read a person's own words."""
    record_access(acting.work, by=acting.member.id, how=Access.VIEW, subject=f"thread:{number}")


def _said(acting: Acting, number: int) -> tuple[SaidLine, ...]:
    found = words_of(acting.work, number)
    names = staff_names(acting.work, {f"staff:{one.staff_id}" for one in found if one.staff_id is not None})
    ways = deliveries_of(acting.work, number)
    return tuple(
        SaidLine(
            voice=one.voice,
            words=one.words,
            at=one.at,
            by=names.get(f"staff:{one.staff_id}", ""),
            way=_way(one, ways.get(one.id)),
        )
        for one in found
    )


def _way(one: Said, state: OutboxState | None) -> str:
    if one.voice is not ThreadVoice.STAFF:
        return ""
    return texts.LEAVING if one.sent_at is None else texts.WAYS.get(state.value if state else "", "")


def _unit(acting: Acting, row: Thread) -> str:
    known = next((role for role in ANSWERING if role.value == row.unit), None)
    return acting.kb.written_out(ROLE_WORDS[Role(known)]) if known else ""


def _waits(row: Thread, now: datetime) -> str:
    return texts.waited(minutes=int((now - row.waits_since).total_seconds() // 60)) if row.waits_since else ""


def _excerpt(words: str) -> str:
    line = " ".join(words.split())
    return line if len(line) <= _SHORT else f"{line[:_SHORT]}…"
