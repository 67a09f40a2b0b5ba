"""When the platform's daily quotas begin again."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

_CHINA = timezone(timedelta(hours=8))  # Asia/Shanghai has no summer time; this needs no time-zone files


def next_midnight(now: datetime) -> datetime:
    """Return the next 00:00 in China, in UTC."""
    tomorrow = now.astimezone(_CHINA).date() + timedelta(days=1)
    return datetime(tomorrow.year, tomorrow.month, tomorrow.day, tzinfo=_CHINA).astimezone(UTC)
