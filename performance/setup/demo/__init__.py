"""The demo that a newcomer tries: what an empty database is filled with, and how it is emptied again."""
