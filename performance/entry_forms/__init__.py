"""The forms in which a stored statement is filled in: opened, compared with earlier, saved; and the task list."""
