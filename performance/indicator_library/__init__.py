"""Indicators to choose from, built from approved texts."""
