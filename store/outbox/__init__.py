"""Messages on their way out: rows, the pace of channels, notices that were written."""
