"""The REST interface under /api/v1/: what a browser user may do, for the systems around this one.

One file or folder per subject. ``base`` is what every view shares; ``statements.saving`` is the one way a content is
written. Refusals are answered in ``config.api``.
"""
