"""The exceptions of the knowledge base, all from one base."""

from __future__ import annotations


class KbError(Exception):
    """Something that the knowledge base promised cannot be done; the message is for the operator, in Chinese."""


class UnreadableDocument(KbError):  # noqa: N818 - it names the document's state, as the command reports it
    """A file holds no text that can be taken out; the message says what to do next."""
