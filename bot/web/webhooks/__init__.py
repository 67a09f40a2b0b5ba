"""The doors through which platforms bring messages."""
