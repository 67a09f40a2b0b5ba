"""Which forms of a session are acts at the desk."""

from __future__ import annotations

from handlers.form_state import FormTalk

PREFIX = "desk:"
"""Before an action's key in a session's form. Stored: never change it."""


def is_desks(talk: FormTalk) -> bool:
    """Whether the form is an act of the desk."""
    return talk.form.startswith(PREFIX)
