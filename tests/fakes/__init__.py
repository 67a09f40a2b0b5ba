"""Fakes of the platforms, at their HTTP edge."""
