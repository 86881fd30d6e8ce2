"""Finance offices, their departments, the departments' budget units, and who serves where."""
