"""The commands behind bot.py, a module a subject."""
