"""Notices: who is told what, written in the transaction of what happened."""
