"""Persistence: records, migrations, claims, sessions, the outbox. The only package that knows SQL."""
