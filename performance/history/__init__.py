"""What a statement said before each change of the round: kept by every save, shown by field, and brought back.

``recording`` keeps it, ``sittings`` and ``bin`` read it, ``places`` and ``undoing`` make a text of it, ``restoring`` saves that.
"""
