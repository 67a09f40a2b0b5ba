"""What an answer of the office begins with: a question that was not answered, or what was written so far."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

from handlers.casework.answer_guards import FROM_TALK
from handlers.staff.actions.targets import Target
from handlers.talk.masking import mask
from store.queries.office_answers import missed_question
from store.queries.threads import words_of
from store.states import ThreadVoice
from store.tables.office_answers import OfficeAnswer
from store.work import Work

_BEHIND_SOURCE = "-"
MISS, TALK = "miss", FROM_TALK.removesuffix(_BEHIND_SOURCE)
"""Before the id of a miss, or of a talk with staff, in the number of what is drafted: miss-12."""

_DAY = ".day"
"""Behind the name of a field of days: what its calendar shows, see `filled_form`."""


def from_miss(miss_id: int) -> str:
    """How drafting an answer to this miss is named."""
    return f"{MISS}{_BEHIND_SOURCE}{miss_id}"


def drafted_from(work: Work, target: Target) -> Mapping[str, str]:
    """What the source that the number names gives for the fields; nothing where it names none, or it is gone."""
    source, _, number = target.number.partition(_BEHIND_SOURCE)
    read = _SOURCES.get(source)
    return read(work, int(number)) if read is not None and number.isascii() and number.isdigit() else {}


def _of_miss(work: Work, miss_id: int) -> Mapping[str, str]:
    """The question is masked already; whoever drafts puts it generally, and it stays as a way to ask."""
    row = missed_question(work, miss_id)
    return {"question": row.question, "passages": row.unit} if row is not None else {}


def from_talk(thread_id: int) -> str:
    """How drafting an answer from a talk with staff is named."""
    return f"{FROM_TALK}{thread_id}"


def _of_talk(work: Work, thread_id: int) -> Mapping[str, str]:
    """What was asked first and answered last, masked: whoever drafts takes out what else tells of the person."""
    said = words_of(work, thread_id)
    asked = [one.words for one in said if one.voice is ThreadVoice.PERSON]
    answered = [one.words for one in said if one.voice is ThreadVoice.STAFF]
    return {"question": mask(asked[0]), "text": mask(answered[-1])} if asked and answered else {}


_SOURCES: Mapping[str, Callable[[Work, int], Mapping[str, str]]] = MappingProxyType(
    {MISS: _of_miss, TALK: _of_talk}
)
"""By the word before the dash. Another place in which people ask is a line here."""


def answer_as_written(work: Work, target: Target) -> Mapping[str, str]:
    """The draft as it stands."""
    row = work.get(OfficeAnswer, int(target.number))
    if row is None:
        return {}
    found = {
        "question": row.question,
        "text": row.text,
        "wordings": row.wordings,
        "passages": row.passages.replace(",", "、"),
    }
    if row.signed_on is not None:
        found |= {"document": row.document, "signer": row.signer, "paper": row.paper}
        found[f"signed_on{_DAY}"] = row.signed_on.isoformat()
    return found
