"""Reports: sealed to the officers' keys before they are kept, found again by a code, opened by nobody here."""
