"""Contracts as people write and read them: the Excel sheet, typed values, cards."""
