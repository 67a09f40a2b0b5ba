"""Where applications stand and who had a hand in them: one rule in SQL, and what it says kept beside the rows."""
