"""How a statement comes from its units through the department and the finance office into force.

``steps`` is the table; ``buttons`` says what a user may do now, ``performing`` does it, ``parts`` says what may be
edited meanwhile, ``people`` whom a subject waits for and who is told; ``refusals`` are what all of them raise.
"""
