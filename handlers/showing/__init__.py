"""How a reply is shown: cut to pages, as plain text, reasons with their sources."""
