"""Where somebody begins: what waits for whom, until when, and what to do next; and finding a thing by a few words."""
