"""Who somebody is: actors, staff, contractors, one-time codes."""
