"""The one way out, and the jobs of the calendar."""
