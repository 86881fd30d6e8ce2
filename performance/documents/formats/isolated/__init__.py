"""Readers of what a stranger made with large programs: each runs in a process of its own, under limits."""
