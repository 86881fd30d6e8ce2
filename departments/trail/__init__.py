"""Who did what, when, from where, and how it ended: rows that can be added to, and not quietly altered.

``writing.record`` is the one way in, ``verification.verify`` says whether the rows still are what was written,
``purging.purge`` the one way out. Why it is built like this stands in docs/adr/0009.
"""
