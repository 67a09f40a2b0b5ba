"""The bodies in the catalogue's sentences; the guide in use says what each is called."""

from __future__ import annotations

from policy_kb.bodies import Body, mark_of

OFFICE, BUREAU = mark_of(Body.OFFICE), mark_of(Body.BUREAU)
GROUP, MEETING = mark_of(Body.GROUP), mark_of(Body.MEETING)
