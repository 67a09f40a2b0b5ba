"""The office's overview: charts with their tables, as of a day."""
