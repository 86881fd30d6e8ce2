"""The one way in which a format says that it cannot hold a text."""


class Unprintable(ValueError):
    """A text that the format cannot hold whole; the sentence quotes it and says what to mend."""
