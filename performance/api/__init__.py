"""The REST interface under /api/v1/: what a browser user may do, for the systems around this one.

One file per noun. ``door`` is what every view shares, ``rows`` reads lists, ``saving`` is the one way a content is
written, ``described`` declares each operation for the schema. Refusals are answered in ``config.api``.
"""
