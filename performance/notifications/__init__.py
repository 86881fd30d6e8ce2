"""Telling people: notices with the change they tell of, and reminders before the deadline."""
