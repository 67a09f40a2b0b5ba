"""An exception becomes a reference number, a log line and a record; never the text of anything."""

from __future__ import annotations

import secrets
import traceback
from pathlib import Path

import structlog

from bot.clock import Clock
from handlers.talk.masking import mask_personal
from store.turns.claims import NewIncident

_LOG = structlog.get_logger(__name__)
_ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"  # nothing that is mistaken for something else when read out


def new_reference() -> str:
    """Eight signs of chance that stand in the log as they are read out: it takes none for a person's number."""
    while True:
        reference = "".join(secrets.choice(_ALPHABET) for _ in range(8))
        if mask_personal(reference) == reference:
            return reference


def record_incident(error: BaseException, clock: Clock, **ids: str) -> NewIncident:
    """Log the exception under a new reference, and return the record to be kept with the turn."""
    incident = incident_of(error, clock)
    log_incident(incident, error, **ids)
    return incident


def incident_of(error: BaseException, clock: Clock) -> NewIncident:
    """The record under a new reference; to be logged once it is kept."""
    frames = _frames(error)
    place = frames[-1] if frames else ""
    return NewIncident(new_reference(), clock(), place=place[:200], error=type(error).__qualname__[:200])


def log_incident(incident: NewIncident, error: BaseException, **ids: str) -> None:
    """The exception's own words may quote the message: they are left out, and so are those of its causes."""
    name, causes, frames = type(error).__qualname__, _causes(error), _frames(error)
    _LOG.error("turn failed", reference=incident.reference, error=name, causes=causes, frames=frames, **ids)


def _frames(error: BaseException) -> list[str]:
    """Where it happened, outermost first."""
    return [
        f"{Path(frame.filename).name}:{frame.lineno} {frame.name}"
        for frame in traceback.extract_tb(error.__traceback__)
    ]


def _causes(error: BaseException) -> list[str]:
    causes: list[str] = []
    cause = error.__cause__ or error.__context__
    while cause is not None and len(causes) < 5:  # noqa: PLR2004 -- enough to tell what it was
        causes.append(type(cause).__qualname__)
        cause = cause.__cause__ or cause.__context__
    return causes
