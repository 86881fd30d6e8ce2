"""The whole at a glance: figures of an office, a department or a unit, each with the rows behind it.

A figure is a table first; its picture, its page and its sheet in a workbook are drawn from that table.
"""
