"""Files with a list in them: what may be sent, and how it is opened."""

from departments.uploads.refused_file import RefusedFile
from performance.documents.readers import READ_HERE

READ = (".xlsx", ".csv")


def list_source(file):
    """Raises RefusedFile."""
    suffix = f".{file.name.rpartition('.')[2].lower()}"
    if suffix not in READ:
        raise RefusedFile(f"可以读入的是 {'、'.join(READ)}。")
    return READ_HERE[suffix](file.read())
