"""What a password has to be, and when it has to be replaced, by one of two profiles.

等保 wants composition and periodic change, OWASP ASVS forbids both; ``profiles`` says each once, as data that the
settings, the validators, the reminder to change and the tests read.
"""
