"""What is said and asked in any talk: the measure, commands, menus, events, rights over one's data."""
