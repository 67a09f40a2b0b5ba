"""Errors that an operator has to correct before a command can run."""

from __future__ import annotations


class SettingsError(Exception):
    """Settings cannot be used; the message, in Chinese, names each variable or file and what to do."""


class ChannelError(Exception):
    """A channel is not whole; the message, for who adds one, names what is missing."""


class UsageError(Exception):
    """A command was typed that there is not, or not like that; the message, in Chinese, says how it is used."""
