"""From a file to a structure: text out of txt, docx and pdf, and articles, items and gaps out of text."""
