"""The one answer to a file that cannot be taken: a Chinese sentence that says why and how to mend it."""


class RefusedFile(ValueError):
    pass
