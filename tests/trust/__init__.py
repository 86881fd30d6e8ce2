"""The figures that say how far the application can be trusted: trials, counted.

A trial is a test marked ``figure(number)``, wherever it is at home. It asks the fixture ``trial`` how often to try,
few times in the test suite and at full scale under ``make trust``, and tells it what was tried and what was found.
``python -m tests.trust`` runs them on both databases and writes docs/trust.md from what they told.
"""
