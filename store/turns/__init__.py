"""Turns: claimed, completed and resumed through the group-commit writer."""
