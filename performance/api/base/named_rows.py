"""Rows that were sent, each laid over the one of its name: one that is not there is a fault that says its place."""


class NamedRows:
    """``problems`` are all that was found, by the place of what was sent; ``unknown`` says it of a row."""

    def __init__(self, unknown):
        self.unknown = unknown
        self.problems = {}

    def laid(self, name, rows, sent, is_meant, lay):
        """The rows with what was sent of them; equal names are taken in their order."""
        waiting = list(rows)
        found = list(rows)
        for number, values in enumerate(sent):
            places = (n for n, row in enumerate(waiting) if row is not None and is_meant(row, values))
            place = next(places, None)
            if place is None:
                self.problems[f"{name}[{number}]"] = [self.unknown]
                continue
            waiting[place], found[place] = None, lay(found[place], values)
        return tuple(found)
