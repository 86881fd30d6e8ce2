"""填报模板: the official tables as a workbook to fill in away from the system, and the way back.

``plan`` lays the same declarations out that pages and prints use, so a workbook can lack no cell of a form.
``identity`` says where a workbook belongs, ``drawing`` writes it, ``filling`` reads what was filled in.
"""
