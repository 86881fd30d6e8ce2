"""What a row says of itself in ``clean``, told without asking the database for the condition of its table."""

from django.core.exceptions import ValidationError


class CleanChecks:
    def faults(self, row):
        try:
            row.clean()
        except ValidationError as fault:
            yield from fault.messages
