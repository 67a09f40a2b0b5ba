"""The tables, by area: messages, people, contracts, applications, notices, audit.

Their files do without `from __future__ import annotations`: SQLAlchemy would evaluate eight hundred texts at each
start.
"""
