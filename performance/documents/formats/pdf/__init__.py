"""PDF: texts laid out as pages, and pages of any origin read."""
