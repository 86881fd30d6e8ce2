"""Who may do what, as data: the tables of the workflow's steps, and what follows from state and role alone.

``table`` and ``unit_table`` hold the rows; ``available`` says what a user may do now, ``people`` whom a subject waits
for, ``locks`` what each state locks; ``refusals`` are what all of them raise.
"""
