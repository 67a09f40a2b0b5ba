"""Telegram: updates in by polling or webhook, messages out through the outbox."""
