"""Cards and reports as a workbook to fill in away from the system, a sheet for each, and the way back.

``sheet`` lays cells out, ``reports`` and ``cards`` say what stands in them; ``workbook`` makes the file, ``reading`` says
what a filled one wants changed, ``applying`` does it all or not at all, ``undoing`` takes it back.
"""
