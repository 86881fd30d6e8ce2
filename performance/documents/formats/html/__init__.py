"""Printed blocks as the markup of a page."""
