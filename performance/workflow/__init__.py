"""How a statement comes from its units through the department and the finance office into force.

``services.perform`` takes a step of the table in ``performance.steps``: ``guards`` say what must hold before,
``effects`` what is done besides, ``notifications`` who is told. ``offers`` is what a page offers its reader.
"""
