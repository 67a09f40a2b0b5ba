"""Following what was sent: status, nudges, withdrawal, notices to pay back."""
