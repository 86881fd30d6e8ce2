"""The criteria sheet (审核表) of a reviewer: its criteria as data, and how it is written and sent."""
