"""What the office can arrange where the measure leaves it open: by name, how it is written, stored and shown."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from datetime import date
from types import MappingProxyType

from msgspec import Struct
from msgspec.structs import replace

from handlers.casework import archive_settings as of_archive
from handlers.casework import calendar_settings as of_calendar
from handlers.casework import duty
from handlers.casework import office_arrangements as of_office
from handlers.casework.announcing import AT_ONCE
from handlers.casework.complaints import recusals as complaint_recusals
from handlers.casework.complaints import terms as complaint_terms
from handlers.casework.eligibility import NEEDS_ACCEPTANCE
from handlers.casework.paper_guards import BUREAU_ENTERS
from handlers.casework.sealed.terms import RETENTION as SEALED_RETENTION
from handlers.casework.service_standards import STANDARDS, read_standards, shown_standards
from handlers.casework.sign_offs import SIGNED_DECLINE, SIGNED_REPORT
from handlers.casework.workdays import HOLIDAYS, WORKING_WEEKENDS
from handlers.notices.staff_channels import STAFF_CHANNELS, read_channels, shown_channels
from handlers.office import DIGEST_AT, INTENTION_DAYS, TALK_DAYS
from handlers.texts import archive as archive_texts
from handlers.texts import arrangements as texts
from handlers.texts import calendar as calendar_texts
from handlers.texts import complaining as complaining_texts
from handlers.texts import complaints as complaint_texts
from handlers.texts import incoming as incoming_texts
from handlers.texts import sealed_handling as sealed_texts
from handlers.texts import serving as serving_texts
from handlers.texts import threads as thread_texts
from handlers.values.clock_times import read_time
from handlers.values.day_counts import read_day_count
from handlers.values.day_lists import read_day_list, spans_of
from handlers.values.names import deceives
from handlers.values.value_words import NONE_WORDS

_YES, _NO = frozenset({"是", "要", "需要", "yes", "true"}), frozenset({"否", "不要", "不需要", "no", "false"})
_LONGEST = 100


class ArrangementKind(Struct, frozen=True, kw_only=True):
    """`read` makes of typed words the JSON that is stored, on this day; None of what cannot be meant.

    `shown` says what is stored, `unset` what holds where nobody set it, `example` how it is written.
    """

    title: str
    example: str
    unset: str
    read: Callable[[str, date], str | None]
    shown: Callable[[str], str]


def _read_days(words: str, today: date) -> str | None:
    said = words.strip()
    if said in NONE_WORDS:
        return "[]"
    found = read_day_list(said, today)
    return json.dumps([one.isoformat() for one in found]) if found else None


def _read_yes_or_no(words: str, _today: date) -> str | None:
    said = words.strip().lower()
    return "true" if said in _YES else "false" if said in _NO else None


def _read_line(words: str, _today: date) -> str | None:
    said = " ".join(words.split())
    fits = 0 < len(said) <= _LONGEST and not deceives(said)
    return json.dumps("" if said in NONE_WORDS else said, ensure_ascii=False) if fits else None


def _count(least: int, most: int) -> Callable[[str, date], str | None]:
    """Whole days within bounds."""

    def read(words: str, _today: date) -> str | None:
        found = read_day_count(words, least, most)
        return str(found) if found is not None else None

    return read


def _line(title: str, example: str) -> ArrangementKind:
    return ArrangementKind(
        title=title,
        example=example,
        unset=texts.AS_ENTERED,
        read=_read_line,
        shown=lambda stored: str(json.loads(stored)) or texts.NO_LINE,
    )


def _channel(title: str) -> ArrangementKind:
    return replace(_line(title, complaining_texts.CHANNEL_EXAMPLE), unset=complaining_texts.CHANNEL_UNSET)


def _read_clock(words: str, _today: date) -> str | None:
    found = read_time(words)
    return json.dumps(f"{found:%H:%M}") if found else None


def _spans(stored: str) -> str:
    days = [date.fromisoformat(day) for day in json.loads(stored)]
    return texts.day_spans(spans=list(spans_of(days)))


def _days(title: str, least: int, most: int, usual: int | None = None) -> ArrangementKind:
    return ArrangementKind(
        title=title,
        example=texts.day_count_example(least=least, most=most),
        unset=texts.day_count(count=most if usual is None else usual),
        read=_count(least, most),
        shown=lambda stored: texts.day_count(count=json.loads(stored)),
    )


def _yes_or_no(title: str, example: str, unset: str) -> ArrangementKind:
    return ArrangementKind(
        title=title,
        example=example,
        unset=unset,
        read=_read_yes_or_no,
        shown=lambda stored: texts.yes_or_no(is_yes=json.loads(stored)),
    )


def _dates(title: str, example: str, unset: str) -> ArrangementKind:
    return ArrangementKind(
        title=title,
        example=example,
        unset=unset,
        read=_read_days,
        shown=_spans,
    )


ARRANGEMENTS: Mapping[str, ArrangementKind] = MappingProxyType(
    {
        of_office.PHONE: _line(texts.PHONE, texts.PHONE_EXAMPLE),
        of_office.HOURS: _line(texts.HOURS, texts.HOURS_EXAMPLE),
        of_office.ADDRESS: _line(texts.ADDRESS, texts.ADDRESS_EXAMPLE),
        HOLIDAYS: _dates(texts.HOLIDAYS, texts.HOLIDAYS_EXAMPLE, texts.HOLIDAYS_UNSET),
        WORKING_WEEKENDS: _dates(
            texts.WORKING_WEEKENDS, texts.WORKING_WEEKENDS_EXAMPLE, texts.WORKING_WEEKENDS_UNSET
        ),
        of_calendar.DIGEST_AT: ArrangementKind(
            title=calendar_texts.DIGEST_AT,
            example=calendar_texts.DIGEST_AT_EXAMPLE,
            unset=calendar_texts.digest_at(clock=DIGEST_AT),
            read=_read_clock,
            shown=json.loads,
        ),
        of_calendar.TERM_DAYS: _days(calendar_texts.TERM_DAYS, 1, 60, of_calendar.USUAL_TERM_DAYS),
        of_calendar.QUARTER_DAYS: _days(calendar_texts.QUARTER_DAYS, 1, 60, of_calendar.USUAL_QUARTER_DAYS),
        of_calendar.CONTRACT_TASKS: _yes_or_no(
            calendar_texts.CONTRACT_TASKS,
            calendar_texts.CONTRACT_TASKS_EXAMPLE,
            calendar_texts.CONTRACT_TASKS_UNSET,
        ),
        of_office.TALK_DAYS: _days(texts.TALK_DAYS, 30, TALK_DAYS),
        of_office.INTENTION_DAYS: _days(texts.INTENTION_DAYS, 30, INTENTION_DAYS),
        STAFF_CHANNELS: ArrangementKind(
            title=texts.STAFF_CHANNELS,
            example=texts.STAFF_CHANNELS_EXAMPLE,
            unset=texts.STAFF_CHANNELS_UNSET,
            read=read_channels,
            shown=shown_channels,
        ),
        NEEDS_ACCEPTANCE: _yes_or_no(
            texts.NEEDS_ACCEPTANCE, texts.NEEDS_ACCEPTANCE_EXAMPLE, texts.NEEDS_ACCEPTANCE_UNSET
        ),
        AT_ONCE: ArrangementKind(
            title=texts.AT_ONCE,
            example=texts.AT_ONCE_EXAMPLE,
            unset=texts.AT_ONCE_UNSET,
            read=_read_yes_or_no,
            shown=lambda stored: texts.yes_or_no(is_yes=json.loads(stored)),
        ),
        STANDARDS: ArrangementKind(
            title=texts.STANDARDS,
            example=texts.STANDARDS_EXAMPLE,
            unset=texts.STANDARDS_UNSET,
            read=read_standards,
            shown=shown_standards,
        ),
        of_archive.TERM: ArrangementKind(
            title=archive_texts.TERM,
            example=archive_texts.TERM_EXAMPLE,
            unset=archive_texts.TERM_UNSET,
            read=of_archive.read_term,
            shown=lambda stored: str(json.loads(stored)),
        ),
        of_archive.PLACE: replace(
            _line(archive_texts.PLACE, archive_texts.PLACE_EXAMPLE), unset=archive_texts.NO_PLACE
        ),
        of_archive.EXPECTED: ArrangementKind(
            title=archive_texts.EXPECTED,
            example=archive_texts.EXPECTED_EXAMPLE,
            unset=archive_texts.EXPECTED_UNSET,
            read=of_archive.read_expected,
            shown=lambda stored: archive_texts.named_folders(items=json.loads(stored)),
        ),
        BUREAU_ENTERS: _yes_or_no(
            incoming_texts.BUREAU_ENTERS, incoming_texts.BUREAU_ENTERS_EXAMPLE, incoming_texts.BUREAU_ENTERS_UNSET
        ),
        duty.HOURS: ArrangementKind(
            title=thread_texts.DUTY_HOURS,
            example=thread_texts.DUTY_HOURS_EXAMPLE,
            unset=thread_texts.DUTY_HOURS_UNSET,
            read=duty.read_hours,
            shown=duty.shown_hours,
        ),
        duty.UNITS: ArrangementKind(
            title=thread_texts.DUTY_UNITS,
            example=thread_texts.DUTY_UNITS_EXAMPLE,
            unset=thread_texts.DUTY_UNITS_UNSET,
            read=duty.read_units,
            shown=duty.shown_units,
        ),
        duty.CANNED: ArrangementKind(
            title=thread_texts.CANNED,
            example=thread_texts.CANNED_EXAMPLE,
            unset=thread_texts.CANNED_UNSET,
            read=duty.read_canned,
            shown=duty.shown_canned,
        ),
        SEALED_RETENTION: replace(_days(sealed_texts.RETENTION, 30, 3650), unset=sealed_texts.RETENTION_UNSET),
        complaint_recusals.UNITS: ArrangementKind(
            title=complaint_texts.ANSWERING_UNITS,
            example=thread_texts.DUTY_UNITS_EXAMPLE,
            unset=thread_texts.DUTY_UNITS_UNSET,
            read=duty.read_units,
            shown=duty.shown_units,
        ),
        complaint_terms.FIRST_DAYS: _days(complaint_texts.FIRST_DAYS, 1, 60, complaint_terms.USUAL_FIRST_DAYS),
        complaint_terms.ANSWER_DAYS: _days(complaint_texts.ANSWER_DAYS, 1, 180, complaint_terms.USUAL_ANSWER_DAYS),
        **{
            name: _channel(complaining_texts.CHANNEL_TITLES[concern])
            for name, concern in of_office.CHANNEL_NAMES.items()
        },
        SIGNED_REPORT: _yes_or_no(
            serving_texts.SIGNED_REPORT, serving_texts.SIGNED_EXAMPLE, serving_texts.SIGNED_UNSET
        ),
        SIGNED_DECLINE: _yes_or_no(
            serving_texts.SIGNED_DECLINE, serving_texts.SIGNED_EXAMPLE, serving_texts.SIGNED_UNSET
        ),
    }
)
"""By the name under which each is stored: never rename one."""
