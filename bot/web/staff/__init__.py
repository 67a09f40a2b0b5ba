"""The office's console: thin pages over what `handlers.staff` declares."""
