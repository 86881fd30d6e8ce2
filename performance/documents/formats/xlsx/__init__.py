"""Workbooks: read into rows, written from printed blocks."""
